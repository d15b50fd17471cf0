"""Whatever a file holds, reading it ends in one of two ways: the data are taken as they are written, or the fault is told
with its place. Anything else that is raised fails the test."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curated import made
from example_data import write_example
from loaders.audit_result import AUDIT_FILE, read_record, record_problems
from loaders.cell_faults import fault_of, odd_text
from loaders.curating.faults import BadWorkbook, Fault
from loaders.curating.reading_back import read_workbook
from loaders.curating.rows import rows_of_files
from loaders.curating.sheet_rows import SheetRows
from loaders.fields import DATE, FIELDS
from loaders.kinds import Kind
from loaders.problems import Problem
from loaders.reading import read_csv
from loaders.tables import TABLES, Table
from loaders.validation import read_checked

#: A case that takes long does so because the machine is shared.
FUZZ = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck), derandomize=True)
FEW = settings(FUZZ, max_examples=60)
BODIES = TABLES["bodies"]
PLACE = re.compile(r"[^\n]+:[0-9]+: [^\n]+: [^\n]+")
COLUMNS = [(table.name, field.name) for table in TABLES.values() for field in table.fields]


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("valid") / "data")


@contextmanager
def in_place_of(file: str, body: bytes, folder: Path) -> Iterator[None]:
    """A file of a folder with other bytes, for as long as this lasts."""
    path = folder / file
    before = path.read_bytes()
    path.write_bytes(body)
    try:
        yield
    finally:
        path.write_bytes(before)


def check_told(problems: list[Problem]) -> None:
    """Each problem stands on a line of its own, with its place, and says what kind it is."""
    for problem in problems:
        assert PLACE.fullmatch(str(problem)), str(problem)
        assert isinstance(problem.kind, Kind)


def check_taken(table: Table, rows: pd.DataFrame, text: str) -> None:
    """The rows that were taken stand in the file on the lines that they are said to stand on, letter by letter."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    written, line = {}, 1
    try:
        for cells in reader:
            written[line] = cells
            line = reader.line_num + 1
    except csv.Error:
        pass  # what stood before it is still what stands there
    for row in rows.to_dict("records"):
        assert written[int(row["line"])] == [row[column] for column in table.columns]


# any bytes


#: Bytes that mean something in a table come more often than others.
TABLE_BYTES = st.lists(
    st.one_of(
        st.sampled_from(
            [b",", b'"', b"\n", b"\r\n", b"\r", b"\0", b"\xef\xbb\xbf", b"\xff", b"gov", b"ngo", "ә".encode()]
        ),
        st.binary(max_size=6),
        st.text(max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass")),
    ),
    max_size=60,
).map(b"".join)
HEADER = ",".join(BODIES.columns).encode() + b"\n"


@FUZZ
@given(body=st.one_of(st.binary(max_size=400), TABLE_BYTES, TABLE_BYTES.map(lambda rows: HEADER + rows)))
def test_any_bytes_are_a_table_or_a_fault_with_its_place(body: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bodies.csv"
        path.write_bytes(body)
        rows, problems = read_csv(BODIES, path, "bodies.csv")
    check_told(problems)
    assert problems or body.startswith(HEADER.rstrip())
    if len(rows):
        check_taken(BODIES, rows, body.decode("utf-8"))
    elif not problems:
        assert body.strip() == HEADER.strip()


#: A change of bytes: where, how, of how many, and what is put in.
CHANGES = st.tuples(
    st.integers(0, 2**20),
    st.sampled_from(["cut", "flip", "remove", "insert", "repeat"]),
    st.integers(1, 40),
    TABLE_BYTES,
)
Change = tuple[int, str, int, bytes]


def changed(body: bytes, change: Change) -> bytes:
    """Bytes of which some are cut off, flipped, taken out, put in, or there twice."""
    at, way, size, more = change
    at %= len(body)
    if way == "cut":
        return body[:at]
    if way == "flip":
        return body[:at] + bytes([body[at] ^ (1 << size % 8)]) + body[at + 1 :]
    if way == "remove":
        return body[:at] + body[at + size :]
    return body[:at] + (body[at : at + size] if way == "repeat" else more) + body[at:]


FILES = [file for table in TABLES.values() for file in table.files if "*" not in file]


@FUZZ
@given(file=st.sampled_from(FILES), change=CHANGES)
def test_a_table_with_a_change_of_its_bytes_is_read_or_told(file: str, change: Change, valid: Path) -> None:
    table = next(table for table in TABLES.values() if file in table.files)
    body = changed((valid / file).read_bytes(), change)
    with in_place_of(file, body, valid):
        rows, problems = read_csv(table, valid / file, file)
        told = read_checked(table, valid)[1]
    check_told([*problems, *told])
    if len(rows):
        check_taken(table, rows, body.decode("utf-8"))


# any cell


#: Texts of any letters, and those that come near to what a column takes.
NEAR = ["1_000", "NaN", "Infinity", "1e5", "+5", "0x10", " 5", "٥", "５", "-0", "00", "2011-02-30", "0000-00-00", "2011-1-1",
        "crimes_2004", "а", "=1+1", "@x", "#N/A", "\u202e", "\u200b", "a|b", "a||b", "{", "https://", "", "KZ", "9" * 400]  # fmt: skip
ANY_TEXT = st.one_of(
    st.sampled_from(NEAR), st.text(max_size=30), st.from_regex(DATE, fullmatch=True), st.floats().map(str)
)


@settings(FUZZ, max_examples=300)
@given(place=st.sampled_from(COLUMNS), text=ANY_TEXT)
def test_any_cell_is_taken_as_it_is_written_or_told_with_its_column(
    place: tuple[str, str], text: str, valid: Path
) -> None:
    table, column = TABLES[place[0]], place[1]
    file = table.files[0]
    rows = list(csv.reader(io.StringIO((valid / file).read_text(encoding="utf-8"), newline="")))
    rows[1][rows[0].index(column)] = text
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    try:
        body = written.getvalue().encode("utf-8")
    except UnicodeEncodeError:
        return  # half of a character cannot stand in a file
    with in_place_of(file, body, valid):
        typed, problems = read_checked(table, valid)
    check_told(problems)
    told = [problem for problem in problems if problem.file == file]
    kept = typed[(typed["data_file"] == file) & (typed["line"] == 2)]
    assert bool(told) == kept.empty
    if not told:
        assert as_written(kept.iloc[0][column], column) == as_written(text, column)


def as_written(value: object, column: str) -> object:
    """A cell and its text alike: numbers as numbers, days as days, a missing one as an empty text."""
    if value == "" or pd.isna(value):
        return ""
    if FIELDS[column].dtype == "number":
        return float(str(value))
    return str(value)[:10] if FIELDS[column].dtype == "date" else value


@FUZZ
@given(text=st.text(max_size=20), field=st.sampled_from(list(FIELDS.values())))
def test_a_text_that_is_not_faulted_holds_nothing_that_is_not_seen(text: str, field: object) -> None:
    if text and fault_of(field, text) is None:  # type: ignore[arg-type]
        assert odd_text(text, is_words=True) is None
        assert all(letter.isprintable() or letter == "\u00a0" or ord(letter) > 0x2FFF for letter in text), ascii(text)


# any workbook


@pytest.fixture(scope="module")
def workbook(valid: Path) -> Path:
    return made(valid)


@FEW
@given(change=CHANGES)
def test_a_workbook_with_a_change_of_its_bytes_is_read_or_told(change: Change, valid: Path, workbook: Path) -> None:
    check_workbook(changed(workbook.read_bytes(), change), valid)


@FEW
@given(change=CHANGES, number=st.integers(0, 2**10))
def test_a_workbook_with_a_change_inside_of_a_part_is_read_or_told(
    change: Change, number: int, valid: Path, workbook: Path
) -> None:
    with zipfile.ZipFile(workbook) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = sorted(parts)[number % len(parts)]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, changed(content, change) if name == part else content)
    check_workbook(packed.getvalue(), valid)


def check_workbook(body: bytes, folder: Path) -> None:
    """A workbook is read, and what it says can be compared with the data, or its faults are told with their kind."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "data.xlsx"
        path.write_bytes(body)
        sheets, faults = _read(path, folder)
    assert sheets or faults
    assert all("\n" not in str(fault) and isinstance(fault.kind, Kind) for fault in faults)
    for page in sheets:
        assert len(page.rows) == len(page.lines)
        assert all(odd_text(text) is None for row in page.rows for text in row.values() if text.isascii())


def _read(path: Path, folder: Path) -> tuple[list[SheetRows], tuple[Fault, ...]]:
    try:
        return read_workbook(path, rows_of_files(folder)).sheets, ()
    except BadWorkbook as bad:
        return [], bad.faults


# any record of the audit


JSON_TEXT = st.one_of(
    st.text(max_size=60),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["counts", "sources", "ledger", "data_hash", "statements", "x"]), inner, max_size=5
            )
        ),
        max_leaves=12,
    )
    .map(str)
    .map(lambda text: text.replace("'", '"')),
)


@FUZZ
@given(text=JSON_TEXT)
def test_any_record_of_the_audit_is_read_or_told(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / AUDIT_FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
        problems = record_problems(Path(name))
        assert bool(problems) == (read_record(Path(name)) is None)
    check_told(problems)
