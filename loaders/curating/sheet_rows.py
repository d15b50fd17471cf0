"""The rows of one sheet of the workbook: what its header says, and the text of every cell below it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from loaders.cell_faults import odd_text
from loaders.curating.cell_text import LostText, cell_text
from loaders.curating.faults import Fault, Place
from loaders.curating.rows import Row
from loaders.curating.sheets import Sheet
from loaders.curating.survey import LAST_COLUMN, LAST_ROW, Survey
from loaders.fields import FIELDS
from loaders.kinds import Kind

#: Nobody reads more faults of one sheet, and each of a million cells could be one.
_MOST_FAULTS = 1_000
_HEADER = FIELDS["locator"]  # any text
_UNTOUCHED = "undo the change, or take a new template and paste the values into it"


@dataclass
class SheetRows:
    """What a sheet holds: its rows, the row of the sheet on which each stands, the column of each field, its faults."""

    sheet: Sheet
    rows: list[Row] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, index: int, column: str = "") -> Place:
        """Where a row stands in the workbook, or one cell of it."""
        return Place(self.sheet.name, self.lines[index], self.columns.get(column, 0))


def layout_faults(sheet: str, found: Survey) -> list[Fault]:
    """What stands in the way of reading a sheet row by row."""
    faults = [
        Fault(Place(sheet), "", "cells are merged", merged, "take the merging back, and fill in each cell", Kind.MERGED)
        for merged in found.merged[:10]
    ]
    if found.last_row > LAST_ROW or found.last_column > LAST_COLUMN:
        where = Place(sheet, found.last_row, found.last_column)
        faults.append(
            Fault(
                where, "", "the sheet reaches much too far", instead="delete what stands out there", kind=Kind.TOO_LARGE
            )
        )
    if not found.last_row:
        cure = "put its header back, or delete the sheet: then its file stays as it is"
        faults.append(Fault(Place(sheet), "", "the sheet is empty", instead=cure, kind=Kind.EMPTY_SHEET))
    return faults


def sheet_rows(sheet: Sheet, lines: Iterable[Sequence[Any]], *, known: Collection[str]) -> SheetRows:
    """The rows of a sheet, given its lines of cells. Empty lines are passed over, columns may be in any order.

    ``known`` are texts of the data: their characters that cannot be seen are meant.
    """
    found = SheetRows(sheet)
    for number, cells in enumerate(lines, start=1):
        if number == 1:
            _read_header(found, cells)
        if found.faults and (number == 1 or len(found.faults) > _MOST_FAULTS):
            return found
        if number > 1 and any(cell.value is not None for cell in cells):
            _read_row(found, number, cells, known=known)
    return found


def _read_header(found: SheetRows, cells: Sequence[Any]) -> None:
    expected = found.sheet.table.columns
    for number, cell in enumerate(cells, start=1):
        try:
            name = cell_text(cell, _HEADER)
        except LostText as lost:
            found.faults.append(
                Fault(Place(found.sheet.name, 1, number), "", lost.wrong, str(cell.value), lost.instead, lost.kind)
            )
            continue
        if name in found.columns:
            found.faults.append(_header_fault(found, number, "the column stands twice", name, kind=Kind.DOUBLED_COLUMN))
        elif name in expected:
            found.columns[name] = number
        elif name:
            meant = get_close_matches(name, expected, 1)
            cure = f"write {meant[0]}" if meant else "remove the column"
            found.faults.append(
                _header_fault(found, number, "there is no column of this name", name, cure, kind=Kind.UNKNOWN_COLUMN)
            )
    for name in expected:
        if name not in found.columns:
            found.faults.append(_header_fault(found, 0, "a column is missing", "", name=name, kind=Kind.MISSING_COLUMN))


def _header_fault(
    found: SheetRows, number: int, wrong: str, what: str, instead: str = _UNTOUCHED, *, name: str = "", kind: Kind
) -> Fault:
    return Fault(Place(found.sheet.name, 1, number), name, wrong, what, instead, kind)


def _read_row(found: SheetRows, number: int, cells: Sequence[Any], *, known: Collection[str]) -> None:
    row, faults = dict.fromkeys(found.sheet.table.columns, ""), []
    names = {number: name for name, number in found.columns.items()}
    for column, cell in enumerate(cells, start=1):
        if cell.value is None:
            continue
        name = names.get(column, "")
        place = Place(found.sheet.name, number, column)
        try:
            text = cell_text(cell, FIELDS[name] if name else _HEADER)
        except LostText as lost:
            faults.append(Fault(place, name, lost.wrong, str(cell.value), lost.instead, lost.kind))
            continue
        if text and not name:
            faults.append(Fault(place, "", "there is no column here", text, "move it to the column it belongs to"))
        elif text not in known and (odd := odd_text(text)) is not None:
            faults.append(Fault(place, name, odd[1], text, "type the text again, with plain spaces", odd[0]))
        elif name:
            row[name] = text
    found.faults += faults
    if faults or any(row.values()):
        _keep(found, number, row, has_faults=bool(faults))


def _keep(found: SheetRows, number: int, row: Row, *, has_faults: bool) -> None:
    """Add a row, unless it has no key: then it cannot be told which row it is."""
    missing = [name for name in found.sheet.table.key if not row[name]]
    if missing and not has_faults:
        place = Place(found.sheet.name, number, found.columns[missing[0]])
        found.faults.append(
            Fault(place, missing[0], "the cell is empty", instead=FIELDS[missing[0]].meaning, kind=Kind.EMPTY_CELL)
        )
    found.rows.append(row)
    found.lines.append(number)
