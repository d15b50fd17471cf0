"""What is wrong with a workbook, in which cell, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from loaders.kinds import Kind
from loaders.problems import visible


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands in a workbook: a sheet, and in it a row and a column by their numbers from 1, or 0."""

    sheet: str = ""
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        letter = get_column_letter(self.column) if self.column else ""
        if self.row and self.column:
            cell = f"cell {letter}{self.row}"
        else:
            cell = f"row {self.row}" if self.row else f"column {letter}" if letter else ""
        return ", ".join(part for part in (self.sheet and f"sheet {visible(self.sheet)}", cell) if part) or "the file"


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of a workbook; ``name`` is that of the column, where one is meant."""

    place: Place
    name: str
    wrong: str
    found: str = ""
    instead: str = ""
    kind: Kind = Kind.LAYOUT

    def __str__(self) -> str:
        where = f"{self.place}: {self.name}" if self.name else str(self.place)
        found = f"; found {self.found[:80]!r}" if self.found else ""
        return f"{where}: {self.wrong}{found}{f'; {self.instead}' if self.instead else ''}"


class BadWorkbook(Exception):
    """A workbook cannot be read back; ``faults`` names what is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def bad_file(wrong: str, instead: str, *, kind: Kind) -> BadWorkbook:
    """What is wrong with a file as a whole."""
    return BadWorkbook([Fault(Place(), "", wrong, instead=instead, kind=kind)])
