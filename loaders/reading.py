"""Reading CSV files as text, with true line numbers and every fault of the file itself."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from loaders.kinds import Kind
from loaders.plain_files import LARGEST_FILE, files_below, read_or_problem
from loaders.problems import Problem
from loaders.tables import TABLES, Table

#: A cell longer than this is a mistake (an unclosed quote, a pasted document), not a text for readers.
LONGEST_CELL = 10_000
#: Lines and cells of one file: many times what the largest table has, and what can be read within seconds.
MOST_LINES, MOST_COLUMNS = 500_000, 200
#: Nobody reads more faults of one file.
MOST_FAULTS = 1_000
#: How files are named that may hold figures; of others in the folder nobody expects that they are read.
_MAY_HOLD_FIGURES = {".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}


def table_paths(table: Table, folder: Path) -> list[Path]:
    """The files of a table that exist below ``folder``, in a stable order."""
    return [path for pattern in table.files for path in sorted(folder.glob(pattern))]


def unfitting_files(folder: Path) -> list[Problem]:
    """What stands below ``folder`` and is no file, and each file with figures that no table reads, so that none is left
    out unnoticed."""
    claimed = {path for table in TABLES.values() for path in table_paths(table, folder)}
    files, problems = files_below(folder)
    known = "; ".join(name for table in TABLES.values() for name in table.files)
    cure = f"move its rows to a file that is read, rename it, or take it out of the folder; read are {known}"
    return problems + [
        Problem(
            path.relative_to(folder).as_posix(), 0, "", "no table reads this file", instead=cure, kind=Kind.UNKNOWN_FILE
        )
        for path in files
        if path.suffix.lower() in _MAY_HOLD_FIGURES and not path.name.startswith(".") and path not in claimed
    ]


def missing_folder(folder: Path) -> list[Problem]:
    """One problem when there is no such data folder."""
    if os.path.isdir(folder):
        return []
    cure = "name a folder that holds the CSV files"
    return [Problem(str(folder), 0, "", "the data folder does not exist", instead=cure, kind=Kind.NO_FOLDER)]


def missing_files(table: Table, folder: Path) -> list[Problem]:
    """One problem for each file of the table that should exist and does not."""
    cure = "put the file back; an empty table keeps its header line"
    return [
        Problem(name, 0, "", "the file is missing", instead=cure, kind=Kind.MISSING_FILE)
        for name in table.files
        if "*" not in name and not os.path.exists(folder / name)
    ]


def read_text_file(path: Path, name: str) -> tuple[str, list[Problem]]:
    """The text of a UTF-8 file, or an empty text and the reason why it cannot be read."""
    raw, problems = read_or_problem(path, name, largest=LARGEST_FILE)
    if problems:
        return "", problems
    if raw.startswith(b"\xef\xbb\xbf"):
        wrong, cure = "the file begins with a byte-order mark", "save it as UTF-8 without BOM"
        return "", [Problem(name, 1, "", wrong, instead=cure, kind=Kind.BYTE_ORDER_MARK)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line, found = raw[: error.start].count(b"\n") + 1, f"byte 0x{raw[error.start]:02x}"
        return "", [Problem(name, line, "", "the file is not UTF-8", found, "save it as UTF-8", kind=Kind.ENCODING)]
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        return "", [Problem(name, line, "", "the file holds a null character", instead="remove it", kind=Kind.NULL)]
    return text, []


def _header_problems(table: Table, name: str, header: list[str]) -> list[Problem]:
    expected = list(table.columns)
    if header == expected:
        return []
    cure = f"the header must be: {','.join(expected)}"
    problem = _row_problem(table, header, name=name, line=1) if len(header) > MOST_COLUMNS else None
    if problem:
        return [problem]
    problems = [
        Problem(name, 1, column, "a column is missing", instead=cure, kind=Kind.MISSING_COLUMN)
        for column in expected
        if column not in header
    ]
    remove = "remove it; columns are declared in loaders/tables.py"
    problems += [
        Problem(name, 1, column, "an unknown column", column, remove, kind=Kind.UNKNOWN_COLUMN)
        for column in dict.fromkeys(header)
        if column not in expected
    ]
    problems += [
        Problem(name, 1, column, "the column stands twice", column, "keep one of them", kind=Kind.DOUBLED_COLUMN)
        for column, times in Counter(header).items()
        if times > 1
    ]
    other = "the columns are in another order"
    return problems or [Problem(name, 1, header[0], other, ",".join(header)[:80], cure, kind=Kind.COLUMN_ORDER)]


def no_rows(table: Table) -> pd.DataFrame:
    """A frame of the table without rows, with the columns and types that ``read_csv`` gives."""
    columns = {column: pd.Series(dtype=str) for column in table.columns}
    return pd.DataFrame(columns).assign(data_file="", line=0)


def _layout_problems(table: Table, text: str, *, name: str) -> list[Problem]:
    """What is wrong with a file's text as a whole, before its lines are read."""
    if not text.strip():
        header = f"the header must be: {','.join(table.columns)}"
        return [Problem(name, 1, "", "the file is empty", instead=header, kind=Kind.EMPTY_FILE)]
    if text.count("\n") > MOST_LINES:
        wrong = f"the file has more than {MOST_LINES} lines"
        return [Problem(name, MOST_LINES, "", wrong, instead="take out what is not data", kind=Kind.TOO_LARGE)]
    unix = text.replace("\r\n", "\n")
    if "\r" in unix:
        line = unix[: unix.index("\r")].count("\n") + 1
        wrong, cure = "a line ends in a lone carriage return", "save it with line feeds (LF)"
        return [Problem(name, line, "", wrong, instead=cure, kind=Kind.LINE_END)]
    return []


def _row_problem(table: Table, cells: list[str], *, name: str, line: int) -> Problem | None:
    if len(cells) != len(table.columns):
        wrong = f"the row has {len(cells)} cells and not {len(table.columns)}"
        found = ",".join(cell[:60] for cell in cells[:60])[:60]
        return Problem(name, line, "", wrong, found, "check commas and quotes", kind=Kind.ROW_LENGTH)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        wrong = f"a cell is longer than {LONGEST_CELL} characters"
        return Problem(name, line, "", wrong, instead="check the quotes, or shorten the text", kind=Kind.LONG_CELL)
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
                if len(problems) >= MOST_FAULTS:
                    problems.append(and_more(name, line))
                    break
            else:
                rows.append(cells)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        wrong, cure = "the row is not valid CSV", "check the quotes"
        problems.append(Problem(name, line, "", wrong, str(error), cure, kind=Kind.QUOTES))
    return _frame(table, rows, name=name, lines=lines), problems


def and_more(name: str, line: int) -> Problem:
    """That a file has more faults than are told; ``line`` is that of the last one."""
    wrong, cure = f"the first {MOST_FAULTS} rows with a fault are told, and no more", "correct these first"
    return Problem(name, line, "", wrong, instead=cure, kind=Kind.MANY_FAULTS)


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
