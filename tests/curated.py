"""Workbooks for the tests: made from a data folder, edited as a person would, and as a spreadsheet would."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from loaders.curating.template import template
from loaders.dataset import content_hash

#: Workbooks that were made, by the hash of their data: reading the data takes most of the time.
_MADE: dict[tuple[str, bool], bytes] = {}


def made(folder: Path, *, empty: bool = False) -> Path:
    """The workbook of a data folder, beside the folder."""
    path = folder.parent / ("empty.xlsx" if empty else "filled.xlsx")
    what = content_hash(folder), empty
    if what not in _MADE:
        _MADE[what] = template(folder, empty=empty)
    path.write_bytes(_MADE[what])
    return path


def edited(path: Path, change: Callable[[Any], object]) -> Path:
    """The workbook after a change by ``change(book)``, saved again."""
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def place_of(book: Any, sheet: str, key: str, column: str) -> Any:
    """The cell of a column in the first row that holds a key in its first column."""
    page = book[sheet]
    number = next(cell.column for cell in page[1] if cell.value == column)
    line = next(cell.row for cell in page["A"] if cell.value == key)
    return page.cell(line, number)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def with_part(path: Path, name: str, content: bytes) -> None:
    """Put another part into a workbook, in the place of one of this name."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, kept in {**parts, name: content}.items():
            archive.writestr(part, kept)


def part_of(path: Path, name: str) -> bytes:
    """A part of a workbook, unpacked."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)
