"""The rows of the files that people edit, as they stand in the data folder: text, letter by letter."""

from __future__ import annotations

from pathlib import Path

from loaders.curating.sheets import sheets
from loaders.problems import InvalidData
from loaders.reading import missing_files, missing_folder, read_csv

Row = dict[str, str]


def rows_of_files(folder: Path) -> dict[str, list[Row]]:
    """The rows of every file of ``sheets()``, by its path below the data folder.

    Raises ``InvalidData`` when a file is missing or is no table: then nothing can be told of its rows.
    """
    problems = missing_folder(folder) or [
        problem for table in {sheet.table for sheet in sheets()} for problem in missing_files(table, folder)
    ]
    if problems:
        raise InvalidData(problems)
    found: dict[str, list[Row]] = {}
    for sheet in sheets():
        frame, faults = read_csv(sheet.table, folder / sheet.file, sheet.file)
        problems += faults
        columns = list(sheet.table.columns)
        found[sheet.file] = [dict(zip(columns, cells, strict=True)) for cells in frame[columns].to_numpy().tolist()]
    if problems:
        raise InvalidData(problems)
    return found
