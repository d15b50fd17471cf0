"""Every column and every rule of the schema, broken once: the problem names file, line, column and a cure."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from example_data import write_example
from loaders import InvalidData, load_dataset, reading
from loaders.__main__ import main
from loaders.arithmetic import check_arithmetic
from loaders.crosschecks import CHECKS
from loaders.fields import FIELDS
from loaders.frames import SingleKeys
from loaders.problems import Problem
from loaders.reading import read_table
from loaders.row_rules import ROW_RULES
from loaders.tables import TABLES, Table
from loaders.validation import find_problems, problems_between, read_checked, read_frames
from mutations import (
    CASES,
    CELL_MUTATIONS,
    CHECK_MUTATIONS,
    FILE_MUTATIONS,
    ROW_RULE_MUTATIONS,
    FileMutation,
    Mutation,
)

COLUMNS = [(table.name, column) for table in TABLES.values() for column in table.columns]
REQUIRED = [(name, column) for name, column in COLUMNS if TABLES[name].is_required(column)]
CODED = [
    (name, column)
    for name, column in COLUMNS
    if TABLES[name].codelist(column)
    or (FIELDS[column].refers_to and not (FIELDS[column].refers_to == name and column in TABLES[name].key))
]
FUNCTIONS = {check.__name__: check for check in (*CHECKS, check_arithmetic)}
RULES = {rule.name: rule for rules in ROW_RULES.values() for rule in rules}


def _rows(path: Path) -> list[list[str]]:
    """Header and rows; no cell of the example holds a line break, so row n stands on line n + 1."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _table_of(file: str) -> Table:
    return next(table for table in TABLES.values() if file in table.files)


def _line_of(path: Path, key: str) -> int:
    return next(line for line, row in enumerate(_rows(path), start=1) if row[0] == key)


def _assert_reported(problems: list[Problem], *, file: str, line: int, column: str, wrong: str = "") -> Problem:
    """The problem at that place with those words, which also names a cure."""
    at_place = [problem for problem in problems if (problem.file, problem.line, problem.column) == (file, line, column)]
    fitting = [problem for problem in at_place if wrong in problem.wrong]
    assert fitting, f"no problem at {file}:{line}: {column} with {wrong!r}, but:\n" + "\n".join(map(str, problems))
    assert fitting[0].instead
    assert str(fitting[0]).startswith(f"{file}:{line}: {column or 'row'}: ")
    return fitting[0]


# --- every column, broken by rule -----------------------------------------------------------------------


def _outside_pattern(column: str) -> str:
    return "!" if re.fullmatch(FIELDS[column].pattern, "!") is None else "!\t!"


def _unknown_code(column: str) -> str:
    """A code or id that no list has, written as the column wants it where the pattern leaves room."""
    guesses = ("nothing_at_all", "ZZ-ZZ", "Y99_99", "Z", "nothing")
    return next((guess for guess in guesses if re.fullmatch(FIELDS[column].pattern, guess)), "nothing")


def _fresh_key(column: str, number: int) -> str:
    """A key that the example does not have."""
    return f"copy_{number}" if re.fullmatch(FIELDS[column].pattern, f"copy_{number}") else str(900 + number)


#: What each way makes of a column's valid cell.
BREAKS: Mapping[str, Callable[[str, str], str]] = {
    "empty": lambda _column, _cell: "",
    "leading space": lambda _column, cell: f" {cell}",
    "trailing space": lambda _column, cell: f"{cell} ",
    "control character": lambda _column, cell: f"{cell}\x07",
    "line break": lambda _column, cell: f"{cell}\ny",
    "pattern": lambda column, _cell: _outside_pattern(column),
    "unknown": lambda column, _cell: _unknown_code(column),
}

Broken = dict[tuple[str, str], tuple[int, list[Problem]]]


def _broken_everywhere(folder: Path, places: list[tuple[str, str]], change: Callable[[str, str], str]) -> Broken:
    """For every column a copy of a row that fills it, broken in that column: its line and all problems."""
    lines: dict[tuple[str, str], int] = {}
    for table in TABLES.values():
        path = folder / table.files[0]
        rows = _rows(path)
        line = len(rows) + 1
        for number, column in enumerate(column for name, column in places if name == table.name):
            at = table.columns.index(column)
            model = next((row for row in rows[1:] if row[at]), rows[1])
            cells = dict(zip(table.columns, model, strict=True))
            cells[table.key[-1]] = _fresh_key(table.key[-1], number)
            cells[column] = change(column, cells[column] or "x")
            lines[table.name, column] = line
            line += 1 + cells[column].count("\n")
            rows.append(list(cells.values()))
        _write(path, rows)
    problems = (find_problems if places == CODED else read_frames)(folder)[1]
    return {place: (line, problems) for place, line in lines.items()}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Broken]:
    """Gives the result of one way to break all columns; each way is tried once."""
    known: dict[str, Broken] = {}

    def result(name: str) -> Broken:
        if name not in known:
            folder = write_example(tmp_path_factory.mktemp("broken"))
            known[name] = _broken_everywhere(folder, CODED if name == "unknown" else COLUMNS, BREAKS[name])
        return known[name]

    return result


def _assert_cell_reported(broken: Broken, table: str, *, column: str, wrong: str) -> None:
    line, problems = broken[table, column]
    _assert_reported(problems, file=TABLES[table].files[0], line=line, column=column, wrong=wrong)


@pytest.mark.parametrize(("table", "column"), REQUIRED)
def test_an_empty_required_cell_is_reported(broken: Callable[[str], Broken], table: str, column: str) -> None:
    _assert_cell_reported(broken("empty"), table, column=column, wrong="the cell is empty")


@pytest.mark.parametrize("way", ["leading space", "trailing space", "control character", "line break", "pattern"])
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_misspelt_cell_is_reported(broken: Callable[[str], Broken], table: str, column: str, way: str) -> None:
    _assert_cell_reported(broken(way), table, column=column, wrong="the cell is not written as it must be")


@pytest.mark.parametrize(("table", "column"), CODED)
def test_an_unknown_code_or_id_is_reported(broken: Callable[[str], Broken], table: str, column: str) -> None:
    fits = re.fullmatch(FIELDS[column].pattern, _unknown_code(column))
    wrong = "unknown id or code" if fits else "the cell is not written as it must be"
    _assert_cell_reported(broken("unknown"), table, column=column, wrong=wrong)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_missing_column_is_reported(tmp_path: Path, table: str, column: str) -> None:
    path = tmp_path / TABLES[table].files[0]
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, [[name for name in TABLES[table].columns if name != column]])
    problems = read_table(TABLES[table], tmp_path)[1]
    _assert_reported(problems, file=TABLES[table].files[0], line=1, column=column, wrong="a column is missing")


def _change_headers(folder: Path, change: Callable[[list[str]], list[str]]) -> list[Problem]:
    for table in TABLES.values():
        path = folder / table.files[0]
        _write(path, [change(row) for row in _rows(path)])
    return find_problems(folder)[1]


def test_an_extra_column_is_reported_in_every_table(example_folder: Path) -> None:
    problems = _change_headers(example_folder, lambda row: [*row, "extra"])
    for table in TABLES.values():
        _assert_reported(problems, file=table.files[0], line=1, column="extra", wrong="an unknown column")


def test_a_doubled_column_is_reported_in_every_table(example_folder: Path) -> None:
    problems = _change_headers(example_folder, lambda row: [*row, row[-1]])
    for table in TABLES.values():
        _assert_reported(problems, file=table.files[0], line=1, column=table.columns[-1], wrong="stands twice")


def test_swapped_columns_are_reported_in_every_table(example_folder: Path) -> None:
    problems = _change_headers(example_folder, lambda row: [row[1], row[0], *row[2:]])
    for table in TABLES.values():
        _assert_reported(problems, file=table.files[0], line=1, column=table.columns[1], wrong="another order")


# --- every rule, broken by hand ---------------------------------------------------------------------------

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Frames]:
    """A folder that each case breaks and mends, and its frames, so that a case reads only the changed table."""
    folder = write_example(tmp_path_factory.mktemp("clean"))
    frames, problems = read_frames(folder)
    assert problems == []
    return folder, frames


def _apply(folder: Path, case: Mutation) -> tuple[str, int]:
    """Change the row of a case. Returns the file and line where the problem is expected."""
    path = folder / case.file
    rows = _rows(path)
    line = _line_of(path, case.key)
    row = [case.cells.get(column, cell) for column, cell in zip(rows[0], rows[line - 1], strict=True)]
    if case.added:
        rows.append(row)
        line = len(rows)
    else:
        rows[line - 1] = row
    _write(path, rows)
    if case.elsewhere is None:
        return case.file, line
    file, key = case.elsewhere
    return file, _line_of(folder / file, key)


def _check(clean: tuple[Path, Frames], case: Mutation) -> tuple[tuple[str, int], list[Problem], Frames]:
    """The expected place, the problems of the changed table (passes one and two) and the frames, for one case."""
    folder, frames = clean
    before = (folder / case.file).read_bytes()
    try:
        place = _apply(folder, case)
        table = _table_of(case.file)
        frame, problems = read_checked(table, folder)
    finally:
        (folder / case.file).write_bytes(before)
    return place, problems, {**frames, table.name: frame}


def test_the_example_is_valid(example_folder: Path) -> None:
    assert find_problems(example_folder)[1] == []


@pytest.mark.parametrize("case", ROW_RULE_MUTATIONS, ids=str)
def test_a_row_that_breaks_a_rule_is_reported(clean: tuple[Path, Frames], case: Mutation) -> None:
    (file, line), problems, _ = _check(clean, case)
    _assert_reported(problems, file=file, line=line, column=case.column, wrong=RULES[case.rule].wrong)


@pytest.mark.parametrize("case", CHECK_MUTATIONS, ids=str)
def test_rows_that_contradict_each_other_are_reported(clean: tuple[Path, Frames], case: Mutation) -> None:
    (file, line), problems, frames = _check(clean, case)
    problems += problems_between(frames)
    problem = _assert_reported(problems, file=file, line=line, column=case.column, wrong=case.wrong)
    seen = frames if case.rule == "check_keys" else SingleKeys(frames)
    assert problem in FUNCTIONS[case.rule](seen)


@pytest.mark.parametrize("case", CELL_MUTATIONS, ids=lambda case: f"{case.column}={next(iter(case.cells.values()))!a}")
def test_a_cell_that_could_be_guessed_is_not_guessed(clean: tuple[Path, Frames], case: Mutation) -> None:
    (file, line), problems, _ = _check(clean, case)
    problem = _assert_reported(problems, file=file, line=line, column=case.column, wrong=case.wrong)
    assert problem.found == case.cells[case.column]


@pytest.mark.parametrize("case", FILE_MUTATIONS, ids=lambda case: case.name)
def test_a_file_that_cannot_be_read_is_reported(example_folder: Path, case: FileMutation) -> None:
    path = example_folder / "bodies.csv"
    path.write_bytes(case.change(path.read_bytes()))
    problems = read_checked(TABLES["bodies"], example_folder)[1]
    _assert_reported(problems, file="bodies.csv", line=case.line, column=case.column, wrong=case.wrong)


@pytest.mark.parametrize("file", [name for table in TABLES.values() for name in table.files if "*" not in name])
def test_a_missing_file_is_reported(example_folder: Path, file: str) -> None:
    (example_folder / file).unlink()
    problems = read_checked(_table_of(file), example_folder)[1]
    _assert_reported(problems, file=file, line=0, column="", wrong="the file is missing")


def test_a_file_that_is_too_large_is_reported(example_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)
    problems = read_checked(TABLES["bodies"], example_folder)[1]
    _assert_reported(problems, file="bodies.csv", line=0, column="", wrong="too large")


@pytest.mark.parametrize(
    "name",
    [
        "observations/health.csv",
        "observations/imported/more.CSV",
        "observations/imported/sub/more.csv",
        "observations/Cases.Csv",
        "more.csv",
        "new/more.csv",
    ],
)
def test_a_file_that_no_table_reads_is_reported(example_folder: Path, name: str) -> None:
    (example_folder / name).parent.mkdir(exist_ok=True)
    (example_folder / name).write_bytes((example_folder / CASES).read_bytes())
    problems = find_problems(example_folder)[1]
    problem = _assert_reported(problems, file=name, line=0, column="", wrong="no table reads this file")
    assert problems == [problem]
    assert "observations/imported/*.csv" in problem.instead


def test_a_text_that_is_missing_is_reported(example_folder: Path) -> None:
    path = example_folder / "texts" / "interface.csv"
    _write(path, [row for row in _rows(path) if row[0] not in ("skip", "field.locator")])
    problems = find_problems(example_folder)[1]
    assert [(problem.wrong, problem.found) for problem in problems] == [
        ("a text is missing", "skip"),
        ("a text is missing", "field.locator"),
    ]
    _assert_reported(problems, file="texts/interface.csv", line=0, column="text_key", wrong="a text is missing")


def test_windows_line_ends_are_read(example_folder: Path) -> None:
    path = example_folder / "bodies.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert find_problems(example_folder)[1] == []


def test_a_problem_in_sources_names_the_data_file_and_not_the_reading_copy(example_folder: Path) -> None:
    path = example_folder / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",en,", ",EN,"), encoding="utf-8")
    problems = [problem for problem in find_problems(example_folder)[1] if problem.column == "language"]
    assert {problem.file for problem in problems} == {"sources.csv"}


def test_two_broken_rows_are_both_reported(example_folder: Path) -> None:
    for key in ("crimes_2003_f", "crimes_2009"):
        _apply(example_folder, Mutation("", "observations/cases.csv", key, {"obs_value": "NA"}, "obs_value"))
    lines = [problem.line for problem in find_problems(example_folder)[1] if problem.found == "NA"]
    assert len(lines) == 2


# --- the way in ----------------------------------------------------------------------------------------------


def test_loading_broken_data_raises_every_problem(example_folder: Path) -> None:
    (example_folder / "bodies.csv").unlink()
    with pytest.raises(InvalidData, match=r"bodies\.csv:0: row: the file is missing") as raised:
        load_dataset(example_folder)
    assert len(raised.value.problems) > 1


def test_a_folder_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="the data folder does not exist"):
        load_dataset(tmp_path / "nowhere")


@pytest.mark.parametrize("case", [ROW_RULE_MUTATIONS[0], CHECK_MUTATIONS[3], CELL_MUTATIONS[0]], ids=str)
def test_the_command_prints_the_problem_and_exits_with_one(
    example_folder: Path, case: Mutation, capsys: pytest.CaptureFixture[str]
) -> None:
    file, line = _apply(example_folder, case)
    assert main(["validate", str(example_folder)]) == 1
    assert f"{file}:{line}: {case.column}: " in capsys.readouterr().out


def test_the_command_exits_with_zero_and_counts_when_all_is_well(
    example_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", str(example_folder)]) == 0
    assert "bodies: 7" in capsys.readouterr().out


def _command(folder: Path, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "loaders", "validate", str(folder)],
        cwd=Path(__file__).parents[1],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_problem_is_printed_on_a_console_that_knows_few_letters(example_folder: Path, encoding: str) -> None:
    _apply(example_folder, Mutation("", CASES, "crimes_2004", {"obs_value": "сорок"}, "obs_value"))
    with _command(example_folder, PYTHONIOENCODING=encoding) as command:
        out, err = command.communicate()
    assert command.returncode == 1
    assert b"Traceback" not in err
    found = "сорок" if encoding == "utf-8" else "\\u0441\\u043e\\u0440\\u043e\\u043a"
    assert f"found '{found}'" in out.decode(encoding)


def test_a_reader_who_has_seen_enough_gets_no_traceback(example_folder: Path) -> None:
    (example_folder / "codes.csv").unlink()
    with _command(example_folder, PYTHONUNBUFFERED="1") as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        assert command.stderr.read().count(b"\n") <= 1
        assert command.wait() == 1


# --- nothing is forgotten -------------------------------------------------------------------------------------


def test_every_row_rule_has_a_mutation() -> None:
    assert {case.rule for case in ROW_RULE_MUTATIONS} == set(RULES)


def test_every_check_has_a_mutation() -> None:
    assert {case.rule for case in CHECK_MUTATIONS} == set(FUNCTIONS)


def test_every_column_is_broken_and_every_table_of_the_example_has_a_row(example_folder: Path) -> None:
    assert set(COLUMNS) == {(table.name, field.name) for table in TABLES.values() for field in table.fields}
    assert all(len(_rows(example_folder / table.files[0])) > 1 for table in TABLES.values())


def test_every_rule_and_check_names_its_column() -> None:
    for table, rules in ROW_RULES.items():
        assert {rule.column for rule in rules} <= set(TABLES[table].columns)
