"""Workbooks of the TransMonEE database: tables below each other, one row a country, one column a year.

Column A holds the number of a footnote, B the title, country or text, C the footnote marks of a country,
D and following the years. A table reaches to the next title.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import openpyxl

from loaders.cells import Cell, Figure, Selection, SourceFault, number_cell
from loaders.curating.openpyxl_errors import format_of
from loaders.source_books import lines_of, opened_book

_TITLE = re.compile(r"\s*(\d+\.\d+\.\d+(?:\.?[A-Z]\b)?)\.?\s+(.*)", re.DOTALL)
_LOCATOR = re.compile(r"table (\S+), Kazakhstan, ([0-9]{4})")
_COUNTRY, _NO_DATA = "Kazakhstan", "-"
_FIRST_YEAR_COLUMN = 3
#: The years stand two rows below the title; a row more is allowed for, no further.
_HEADER_WITHIN = 3

Raw = tuple[object, str]


@dataclass
class _Block:
    """A table as it was found: nothing is judged before somebody asks for the table."""

    sheet: str
    number: str
    title: str
    head: list[list[Raw]] = field(default_factory=list)
    rows: list[list[Raw]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def years(self) -> dict[int, int]:
        """The year of each column, by the column's position."""
        for row in self.head:
            found = {
                position: value
                for position, (value, _) in enumerate(row)
                if position >= _FIRST_YEAR_COLUMN and isinstance(value, int) and 1900 < value < 2100
            }
            if found:
                return found
        return {}

    def take(self, row: list[Raw]) -> None:
        """Add a row of the sheet that stands under the title."""
        if len(self.head) < _HEADER_WITHIN:
            self.head.append(row)
        mark, text = (str(value or "").strip() for value, _ in [*row[:2], ("", ""), ("", "")][:2])
        if text == _COUNTRY:
            self.rows.append(row)
        elif mark:
            self.notes[mark] = text


def footnote_digest(mark: str, text: str) -> str:
    """A footnote as mark#digest: changes when the words of the footnote change, and does not repeat them."""
    return f"{mark}#{hashlib.sha256(' '.join(text.split()).encode()).hexdigest()[:8]}"


class TransMonEE:
    """A workbook of TransMonEE. Locators: ``table 4.4.7, Kazakhstan, 2003``."""

    def __init__(self, path: Path) -> None:
        self.name, self._path = path.name, path

    @cached_property
    def _blocks(self) -> dict[str, list[_Block]]:
        blocks: dict[str, list[_Block]] = {}
        with opened_book(self._path) as book:
            for sheet in book.worksheets:
                for block in _blocks_of(sheet, self.name) if re.match(r"\d", sheet.title) else ():
                    blocks.setdefault(block.number, []).append(block)
        return blocks

    def cell_at(self, locator: str) -> Cell | None:
        """The cell of Kazakhstan's row under a year, or None."""
        match = _LOCATOR.fullmatch(locator)
        blocks = self._blocks.get(match[1], []) if match else []
        if not match or len(blocks) != 1 or len(blocks[0].rows) != 1:
            return None
        for position, year in blocks[0].years.items():
            if year == int(match[2]) and position < len(blocks[0].rows[0]):
                return _cell(*blocks[0].rows[0][position])
        return None

    def select(self, sheet: str, selector: str) -> Selection:
        """All years of Kazakhstan's row in a table. Raises ``SourceFault`` when anything is not as expected."""
        block = self._only_block(sheet, selector)
        row = block.rows[0]
        figures = []
        for position, year in block.years.items():
            value, number_format = row[position] if position < len(row) else (None, "")
            if value == _NO_DATA:
                continue
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise self._fault(block, f"{year} holds {value!r} and not a number or {_NO_DATA!r}", "read the table")
            try:
                cell = number_cell(value, number_format)
            except ValueError as error:
                raise self._fault(block, f"{year}: {error}", "teach loaders/cells.py how it is displayed") from None
            figures.append(Figure(year, f"table {selector}, {_COUNTRY}, {year}", cell))
        return Selection(tuple(figures), block.title, tuple(self._footnotes(block)))

    def unclaimed(self, claimed: set[str]) -> list[str]:
        """Nothing: most tables of the database are not about the subject."""
        del claimed
        return []

    def _only_block(self, sheet: str, selector: str) -> _Block:
        blocks = [block for block in self._blocks.get(selector, []) if block.sheet == sheet]
        if len(blocks) != 1:
            wrong = "the table was not found" if not blocks else f"the table stands {len(blocks)} times"
            cure = "correct 'sheet' and 'selector' of the rule in imports.csv"
            raise SourceFault(self.name, sheet, f"table {selector}", wrong=wrong, cure=cure)
        block = blocks[0]
        if not block.years:
            raise self._fault(
                block, "no row of years under the title", "the layout changed: adapt loaders/transmonee.py"
            )
        if len(block.rows) != 1:
            raise self._fault(block, f"{len(block.rows)} rows named {_COUNTRY} and not one", "read the table")
        return block

    def _footnotes(self, block: _Block) -> Iterator[str]:
        printed = str(block.rows[0][2][0] or "").strip()
        for mark in re.split(r"[,;\s]+", printed) if printed else []:
            if mark not in block.notes:
                raise self._fault(block, f"footnote mark {mark!r} has no footnote under the table", "read the table")
            yield footnote_digest(mark, block.notes[mark])

    def _fault(self, block: _Block, wrong: str, cure: str) -> SourceFault:
        return SourceFault(self.name, block.sheet, f"table {block.number}", wrong=wrong, cure=cure)


def _cell(value: object, number_format: str) -> Cell | None:
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Cell(str(value).strip(), None)
    try:
        return number_cell(value, number_format)
    except ValueError:
        return Cell(str(value), float(value))


def _blocks_of(sheet: openpyxl.worksheet._read_only.ReadOnlyWorksheet, file: str) -> Iterator[_Block]:
    block: _Block | None = None
    for cells in lines_of(sheet, file):
        row: list[Raw] = [(cell.value, format_of(cell) if cell.value is not None else "") for cell in cells]
        title = _TITLE.fullmatch(row[1][0]) if len(row) > 1 and isinstance(row[1][0], str) else None
        if title:
            if block:
                yield block
            block = _Block(sheet.title, title[1], " ".join(title[2].split()))
        elif block:
            block.take(row)
    if block:
        yield block
