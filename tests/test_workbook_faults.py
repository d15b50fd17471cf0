"""What spreadsheets do to cells, sheets and files: each is taken without loss, or refused with the cell and the cure."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from curated import bytes_of, edited, made, part_of, place_of, with_part
from loaders.__main__ import main
from loaders.curating import opening, survey
from loaders.curating.faults import BadWorkbook
from loaders.curating.reading_back import Workbook, read_workbook
from loaders.curating.rows import rows_of_files


@pytest.fixture
def workbook(example_folder: Path) -> Path:
    return made(example_folder)


def read(path: Path, example_folder: Path) -> Workbook:
    return read_workbook(path, rows_of_files(example_folder))


def faults_of(path: Path, example_folder: Path) -> list[str]:
    with pytest.raises(BadWorkbook) as caught:
        read(path, example_folder)
    return [str(fault) for fault in caught.value.faults]


def to(column: str, value: object, number_format: str = "@", kind: str = "") -> Callable[[Any], None]:
    """Put a value into a cell of the figure ``crimes_2003``, the first one of the sheet cases, as a spreadsheet does."""

    def change(book: Any) -> None:
        cell = place_of(book, "cases", "crimes_2003", column)
        cell.value, cell.number_format = value, number_format
        if kind:
            cell.data_type = kind

    return change


# cells that are taken

TAKEN = [
    (to("period_start", dt.date(2003, 1, 1), "dd/mm/yyyy"), "period_start", "2003-01-01"),
    (to("period_end", dt.datetime(2003, 12, 31, tzinfo=dt.UTC).replace(tzinfo=None), "yyyy-mm-dd"), "period_end", "2003-12-31"),
    (to("obs_value", 1120, "General"), "obs_value", "1120"),
    (to("obs_value", 1120, "#,##0"), "obs_value", "1120"),
    (to("obs_value", 5.7, "General"), "obs_value", "5.7"),
    (to("obs_value", 5.75, "@"), "obs_value", "5.75"),
    (to("obs_value", -3, "General"), "obs_value", "-3"),
    (to("note_en", "  \u00a0", kind="s"), "note_en", ""),
    (to("note_en", "=SUM(A1)", kind="s"), "note_en", "=SUM(A1)"),
    (to("note_en", "a_x005F_x0041_", kind="s"), "note_en", "a_x0041_"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "column", "text"), TAKEN)
def test_what_loses_nothing_is_taken(
    workbook: Path, example_folder: Path, change: Callable[[Any], None], column: str, text: str
) -> None:
    pages = read(edited(workbook, change), example_folder).sheets
    row = next(row for page in pages for row in page.rows if row.get("obs_id") == "crimes_2003")
    assert row[column] == text


# cells that are not

NUMBER = "the spreadsheet has made a number of the text"
DATE = "the spreadsheet has made a date or time of the text"
PART = "the number is not displayed in full"
REFUSED = [
    (to("value_as_printed", 1120, "General"), "N2", NUMBER),
    (to("value_as_printed", 1120, "@"), "N2", NUMBER),
    (to("value_as_printed", dt.date(2026, 2, 1), "d-mmm"), "N2", DATE),
    (to("period_as_printed", dt.date(2003, 1, 1), "mmm-yy"), "E2", DATE),
    (to("period_start", dt.datetime(2003, 1, 1, 8, tzinfo=dt.UTC).replace(tzinfo=None), "yyyy-mm-dd h:mm"), "C2", DATE),
    (to("period_start", dt.time(8, 30), "h:mm"), "C2", DATE),
    (to("period_start", 37622, "General"), "C2", NUMBER),
    (to("obs_value", dt.date(2003, 1, 1), "yyyy-mm-dd"), "K2", DATE),
    (to("obs_value", 0.24, "0%"), "K2", PART),
    (to("obs_value", 5.77, "0"), "K2", PART),
    (to("obs_value", 1.123456789012345, "General"), "K2", PART),
    (to("obs_value", 12345678901234567, "0"), "K2", PART),
    (to("obs_value", 0.5, "# ?/?"), "K2", PART),
    (to("obs_value", True, "General"), "K2", "the spreadsheet has made a truth value of the text"),
    (to("obs_value", "=1+1", "General"), "K2", "the cell holds a formula"),
    (to("note_en", "#REF!", "General", "e"), "V2", "the cell holds an error"),
    (to("note_en", "one\ntwo"), "V2", "the text has a line break"),
    (to("note_en", "one_x000D_two"), "V2", "the text has a line break"),
    (to("note_en", "one "), "V2", "a space stands before or behind the text"),
    (to("note_en", "\u00a0one"), "V2", "a space stands before or behind the text"),
    (to("note_en", "one\ttwo"), "V2", "the text holds a tab or another character that cannot be seen"),
    (to("note_en", "one\u00a0two"), "V2", "the text holds a character that cannot be seen (U+00A0)"),
    (to("note_en", "one\u200btwo"), "V2", "the text holds a character that cannot be seen (U+200B)"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "cell", "wrong"), REFUSED)
def test_what_may_have_lost_something_is_refused_with_its_cell_and_the_cure(
    workbook: Path, example_folder: Path, change: Callable[[Any], None], cell: str, wrong: str
) -> None:
    told = faults_of(edited(workbook, change), example_folder)
    assert len(told) == 1
    assert re.fullmatch(rf"sheet cases, cell {cell}: \w+: {re.escape(wrong)}; found .+; .+", told[0], re.DOTALL)


def test_a_character_that_cannot_be_seen_is_kept_where_the_data_have_it(example_folder: Path) -> None:
    path = example_folder / "bodies.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Example league", "Example\u00a0league"), encoding="utf-8")
    rows = next(page.rows for page in read(made(example_folder), example_folder).sheets if page.sheet.name == "bodies")
    assert rows[3]["label_en"] == "Example\u00a0league"


def test_every_fault_of_every_sheet_is_told_at_once(workbook: Path, example_folder: Path) -> None:
    def change(book: Any) -> None:
        to("value_as_printed", 1120, "General")(book)
        to("note_en", "one ")(book)
        book["bodies"]["D2"] = 7
        book["codes"].merge_cells("A2:B2")

    assert [told.split(":")[0] for told in faults_of(edited(workbook, change), example_folder)] == [
        "sheet cases, cell N2",
        "sheet cases, cell V2",
        "sheet bodies, cell D2",
        "sheet codes",
    ]


# sheets and headers


def header(cell: str, words: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book["bodies"][cell] = words

    return change


LAYOUT = [
    (header("B1", "Kind"), ["sheet bodies, cell B1: there is no column of this name; found 'Kind'; write kind",
                            "sheet bodies, row 1: kind: a column is missing"]),
    (header("B1", None), ["sheet bodies, row 1: kind: a column is missing"]),
    (header("G1", "kind"), ["sheet bodies, cell G1: the column stands twice; found 'kind'"]),
    (header("G1", "Remarks"), ["sheet bodies, cell G1: there is no column of this name; found 'Remarks'; remove the column"]),
    (header("B1", "kind "), ["sheet bodies, cell B1: a space stands before or behind the text",
                             "sheet bodies, row 1: kind: a column is missing"]),
    (header("B1", "=A1"), ["sheet bodies, cell B1: the cell holds a formula", "sheet bodies, row 1: kind"]),
    (header("H3", "see below"), ["sheet bodies, cell H3: there is no column here; found 'see below'; move it"]),
    (lambda book: book["bodies"].merge_cells("D2:E2"), ["sheet bodies: cells are merged; found 'D2:E2'; take the merging back"]),
    (lambda book: book["bodies"].delete_rows(1, 99), ["sheet bodies: the sheet is empty; put its header back"]),
    (lambda book: book["bodies"].delete_rows(1), ["sheet bodies, cell A1: there is no column of this name; found 'gov'"]),
    (header("A60000", "x"), ["sheet bodies, cell F60000: the sheet reaches much too far; delete what stands out there"]),
    (header("XFD1048576", "x"), ["sheet bodies, cell XFD1048576: the sheet reaches much too far"]),
    (lambda book: setattr(book["bodies"], "title", "Bodies "), ["sheet Bodies : there is no file for a sheet of this name; call it bodies"]),
    (lambda book: book.copy_worksheet(book["bodies"]), ["sheet bodies Copy: there is no file for a sheet of this name; move what"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "starts"), LAYOUT)
def test_a_sheet_of_another_shape_is_refused_with_the_cell_and_the_cure(
    workbook: Path, example_folder: Path, change: Callable[[Any], object], starts: list[str]
) -> None:
    told = faults_of(edited(workbook, change), example_folder)
    assert len(told) >= len(starts)
    assert [words[: len(start)] for words, start in zip(told, starts, strict=False)] == starts


def test_an_empty_sheet_of_a_spreadsheets_own_making_is_passed_over(workbook: Path, example_folder: Path) -> None:
    assert len(read(edited(workbook, lambda book: book.create_sheet("Sheet1")), example_folder).sheets) > 10


def test_a_workbook_without_any_sheet_of_ours_is_told(workbook: Path, example_folder: Path) -> None:
    def change(book: Any) -> None:
        for name in book.sheetnames[1:]:
            book.remove(book[name])

    assert faults_of(edited(workbook, change), example_folder)[0].startswith(
        "the file: no sheet bears the name of a file"
    )


# files


def archive_of(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return written.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
FILES = [
    (OLE, "this is an Excel workbook of before 2007 (.xls); open it in a spreadsheet and save it in the format Excel"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "the workbook is protected by a password; save it without"),
    (b"obs_id,indicator_id\n", "this is no workbook; give the workbook that the command template makes"),
    (b"", "this is no workbook"),
    (archive_of("mimetype", "content.xml"), "this is an OpenDocument file (.ods)"),
    (archive_of("xl/workbook.bin"), "this is a binary workbook (.xlsb)"),
    (archive_of("word/document.xml"), "this is no workbook"),
    (archive_of("xl/workbook.xml", "xl/vbaProject.bin"), "the workbook holds macros (.xlsm)"),
    (archive_of("xl/workbook.xml"), "the workbook is damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "start"), FILES)
def test_a_file_that_is_no_such_workbook_is_told_what_it_is(
    tmp_path: Path, example_folder: Path, content: bytes, start: str
) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(content)
    told = faults_of(path, example_folder)
    assert len(told) == 1
    assert told[0].startswith(f"the file: {start}")


def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, example_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(example_folder)
    assert main(["from-workbook", str(tmp_path / "none.xlsx"), str(example_folder)]) == 1
    assert "none.xlsx: the file: there is no such file" in capsys.readouterr().out
    assert bytes_of(example_folder) == before


def test_a_workbook_that_was_cut_off_is_told(workbook: Path, example_folder: Path) -> None:
    workbook.write_bytes(workbook.read_bytes()[:-2000])
    assert re.match("the file: (this is no workbook|the file is damaged)", faults_of(workbook, example_folder)[0])


@pytest.mark.parametrize(
    "start", [b"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>99999</v></c>", b"<worksheet>"]
)
def test_a_sheet_that_breaks_off_is_told(workbook: Path, example_folder: Path, start: bytes) -> None:
    with_part(workbook, "xl/worksheets/sheet3.xml", start)
    assert faults_of(workbook, example_folder)[0].startswith("the file: the workbook is damaged")


def test_a_cell_that_names_no_text_is_told(workbook: Path, example_folder: Path) -> None:
    sheet = "xl/worksheets/sheet3.xml"
    content = part_of(workbook, sheet)
    with_part(workbook, sheet, re.sub(rb'<c r="A2".*?</c>', b'<c r="A2" t="s"><v>99999</v></c>', content))
    assert faults_of(workbook, example_folder)[0].startswith("the file: the workbook is damaged (IndexError")


def test_a_workbook_that_would_fill_the_memory_is_not_unpacked(
    workbook: Path, example_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LARGEST_PART", 100_000)
    with_part(workbook, "xl/worksheets/sheet3.xml", b" " * 100_001)
    assert "the part xl/worksheets/sheet3.xml is far too large" in faults_of(workbook, example_folder)[0]
    monkeypatch.setattr(opening, "LARGEST_UNPACKED", 50_000)
    assert "unpacked, the workbook is far too large" in faults_of(workbook, example_folder)[0]
    monkeypatch.setattr(opening, "LARGEST_FILE", 1_000)
    assert "the file has more than 1000 bytes" in faults_of(workbook, example_folder)[0]


def test_styles_without_end_are_not_read(workbook: Path, example_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_SMALL_PART", 20_000)
    with_part(workbook, "xl/styles.xml", b" " * 20_001)
    assert "the part xl/styles.xml is far too large" in faults_of(workbook, example_folder)[0]


def test_the_limits_leave_room_for_the_data_many_times_over(workbook: Path) -> None:
    assert opening.LARGEST_PART == 40_000_000
    assert opening.LARGEST_UNPACKED == 80_000_000
    assert survey.MOST_CELLS == 1_000_000
    with zipfile.ZipFile(workbook) as archive:
        assert max(part.file_size for part in archive.infolist()) * 20 < opening.LARGEST_PART


def test_a_sheet_of_more_cells_than_can_be_data_is_not_read(
    workbook: Path, example_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "MOST_CELLS", 100)
    assert "sheet cases: the sheet has more than 100 cells" in faults_of(workbook, example_folder)[0]


def test_a_merged_range_is_told_and_never_spread_out(workbook: Path, example_folder: Path) -> None:
    """openpyxl makes a cell object for each cell of a range, and this one has seventeen thousand million."""
    sheet = "xl/worksheets/sheet3.xml"
    content = part_of(workbook, sheet)
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with_part(workbook, sheet, content.replace(b"</sheetData>", merged))
    assert faults_of(workbook, example_folder)[0].startswith("sheet cases: cells are merged; found 'A1:XFD1048576'")


def test_entities_are_not_followed(workbook: Path, example_folder: Path) -> None:
    sheet = "xl/worksheets/sheet3.xml"
    content = part_of(workbook, sheet)
    declared = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    with_part(workbook, sheet, declared + content.removeprefix(b'<?xml version="1.0" encoding="UTF-8"?>'))
    assert "declares entities" in faults_of(workbook, example_folder)[0]


def test_a_long_list_of_faults_is_cut(workbook: Path, example_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(book: Any) -> None:
        for line in range(2, 500):
            book["bodies"].cell(line, 8).value = "x"

    assert main(["from-workbook", str(edited(workbook, change)), str(example_folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert (len(lines), lines[-1]) == (201, "... and 298 more")


def test_formulas_of_a_workbook_are_left_to_the_person(workbook: Path) -> None:
    """openpyxl gives the formula and never the value that was kept beside it, which may be old."""
    path = edited(workbook, to("obs_value", "=1+1", "General"))
    assert place_of(load_workbook(path), "cases", "crimes_2003", "obs_value").data_type == "f"
