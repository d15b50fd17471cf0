"""Reading CSV files as text, with true line numbers and every fault of the file itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from loaders.problems import Problem
from loaders.tables import TABLES, Table

#: A cell longer than this is a mistake (an unclosed quote, a pasted document), not a text for readers.
LONGEST_CELL = 10_000
LARGEST_FILE = 64 * 1024 * 1024


def table_paths(table: Table, folder: Path) -> list[Path]:
    """The files of a table that exist below ``folder``, in a stable order."""
    return [path for pattern in table.files for path in sorted(folder.glob(pattern))]


def unclaimed_files(folder: Path) -> list[Problem]:
    """One problem for each CSV file below ``folder`` that no table reads, so that no figure is left out unnoticed."""
    claimed = {path for table in TABLES.values() for path in table_paths(table, folder)}
    strangers = sorted(
        path for path in folder.rglob("*") if path.suffix.lower() == ".csv" and path.is_file() and path not in claimed
    )
    known = "; ".join(name for table in TABLES.values() for name in table.files)
    return [
        Problem(
            path.relative_to(folder).as_posix(),
            0,
            "",
            "no table reads this file",
            instead=f"move its rows to a file that is read, rename it, or take it out of the folder; read are {known}",
        )
        for path in strangers
    ]


def missing_folder(folder: Path) -> list[Problem]:
    """One problem when there is no such data folder."""
    if folder.is_dir():
        return []
    cure = "name a folder that holds the CSV files"
    return [Problem(str(folder), 0, "", "the data folder does not exist", instead=cure)]


def missing_files(table: Table, folder: Path) -> list[Problem]:
    """One problem for each file of the table that should exist and does not."""
    return [
        Problem(name, 0, "", "the file is missing", instead="put the file back; an empty table keeps its header line")
        for name in table.files
        if "*" not in name and not (folder / name).is_file()
    ]


def read_text_file(path: Path, name: str) -> tuple[str, list[Problem]]:
    """The text of a UTF-8 file, or an empty text and the reason why it cannot be read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return "", [
                Problem(
                    name,
                    0,
                    "",
                    "the file is too large",
                    f"{path.stat().st_size} bytes",
                    f"at most {LARGEST_FILE} bytes",
                )
            ]
        raw = path.read_bytes()
    except OSError as error:
        return "", [
            Problem(
                name, 0, "", "the file cannot be read", error.strerror or "", "check that it exists and may be read"
            )
        ]
    if raw.startswith(b"\xef\xbb\xbf"):
        return "", [
            Problem(name, 1, "", "the file begins with a byte-order mark", instead="save it as UTF-8 without BOM")
        ]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return "", [
            Problem(name, line, "", "the file is not UTF-8", f"byte 0x{raw[error.start]:02x}", "save it as UTF-8")
        ]
    if "\x00" in text:
        return "", [
            Problem(
                name,
                text[: text.index("\x00")].count("\n") + 1,
                "",
                "the file holds a null character",
                instead="remove it",
            )
        ]
    return text, []


def _header_problems(table: Table, name: str, header: list[str]) -> list[Problem]:
    expected = list(table.columns)
    if header == expected:
        return []
    problems = [
        Problem(name, 1, column, "a column is missing", instead=f"the header must be: {','.join(expected)}")
        for column in expected
        if column not in header
    ]
    problems += [
        Problem(name, 1, column, "an unknown column", column, "remove it; columns are declared in loaders/tables.py")
        for column in dict.fromkeys(header)
        if column not in expected
    ]
    problems += [
        Problem(name, 1, column, "the column stands twice", column, "keep one of them")
        for column in dict.fromkeys(header)
        if header.count(column) > 1
    ]
    return problems or [
        Problem(
            name,
            1,
            header[0],
            "the columns are in another order",
            ",".join(header)[:80],
            f"the header must be: {','.join(expected)}",
        )
    ]


def no_rows(table: Table) -> pd.DataFrame:
    """A frame of the table without rows, with the columns and types that ``read_csv`` gives."""
    columns = {column: pd.Series(dtype=str) for column in table.columns}
    return pd.DataFrame(columns).assign(data_file="", line=0)


def _layout_problems(table: Table, text: str, *, name: str) -> list[Problem]:
    """What is wrong with a file's text as a whole, before its lines are read."""
    if not text.strip():
        header = f"the header must be: {','.join(table.columns)}"
        return [Problem(name, 1, "", "the file is empty", instead=header)]
    unix = text.replace("\r\n", "\n")
    if "\r" in unix:
        line = unix[: unix.index("\r")].count("\n") + 1
        return [
            Problem(name, line, "", "a line ends in a lone carriage return", instead="save it with line feeds (LF)")
        ]
    return []


def _row_problem(table: Table, cells: list[str], *, name: str, line: int) -> Problem | None:
    if len(cells) != len(table.columns):
        wrong = f"the row has {len(cells)} cells and not {len(table.columns)}"
        return Problem(name, line, "", wrong, ",".join(cells)[:60], "check commas and quotes")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        wrong = f"a cell is longer than {LONGEST_CELL} characters"
        return Problem(name, line, "", wrong, instead="check the quotes, or shorten the text")
    return None


def read_csv(table: Table, path: Path, name: str) -> tuple[pd.DataFrame, list[Problem]]:
    """Read one CSV file of a table.

    Returns a frame of text (all columns of the table, plus ``data_file`` and ``line``, the line on which the
    row begins in the file) and the problems of the file itself. Rows with a wrong number of cells are left
    out of the frame and reported.
    """
    text, problems = read_text_file(path, name)
    problems = problems or _layout_problems(table, text, name=name)
    if problems:
        return no_rows(table), problems
    csv.field_size_limit(LARGEST_FILE)
    plain = _plain_rows(table, text)
    if plain is not None:
        return _frame(table, plain, name=name, lines=range(2, len(plain) + 2)), []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    line = 1
    try:
        problems = _header_problems(table, name, next(reader))
        if problems:
            return no_rows(table), problems
        line = reader.line_num + 1
        for cells in reader:
            problem = _row_problem(table, cells, name=name, line=line)
            if problem:
                problems.append(problem)
            else:
                rows.append(cells)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(name, line, "", "the row is not valid CSV", str(error), "check the quotes"))
    return _frame(table, rows, name=name, lines=lines), problems


def _plain_rows(table: Table, text: str) -> list[list[str]] | None:
    """The rows of a file with nothing wrong in it and every row on a line of its own; None for any other file."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header, *rows = reader
    except (csv.Error, ValueError):
        return None
    if header != list(table.columns) or reader.line_num != len(rows) + 1:
        return None
    cells = len(header)
    if any(len(row) != cells or max(map(len, row)) > LONGEST_CELL for row in rows):
        return None
    return rows


def _frame(table: Table, rows: list[list[str]], *, name: str, lines: Sequence[int]) -> pd.DataFrame:
    if not rows:
        return no_rows(table)
    cells = zip(table.columns, zip(*rows, strict=True), strict=True)
    texts = {column: pd.array(list(found), dtype="str") for column, found in cells}
    # of columns of their own the frame need not make copies
    return pd.DataFrame({**texts, "data_file": name, "line": np.fromiter(lines, dtype=np.int64)}, copy=False)


def read_table(table: Table, folder: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """Read all files of a table; see ``read_csv`` for the shape of the frame."""
    problems = missing_files(table, folder)
    frames = []
    for path in table_paths(table, folder):
        frame, faults = read_csv(table, path, path.relative_to(folder).as_posix())
        frames.append(frame)
        problems += faults
    filled = [frame for frame in frames if len(frame)]
    if filled:
        return pd.concat(filled, ignore_index=True), problems
    return no_rows(table), problems
