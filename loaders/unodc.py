"""Exports of the UNODC data portal: one sheet, one row a figure, the header in the third row."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

import openpyxl

from loaders.cells import Cell, Figure, Selection, SourceFault, number_cell, text_cell
from loaders.curating.openpyxl_errors import format_of
from loaders.source_books import lines_of, opened_book

HEADER_ROW = 3
_PARTS = ("Country", "Indicator", "Dimension", "Category", "Sex", "Age")
_COLUMNS = ("Iso3_code", *_PARTS, "Year", "Unit of measurement")
#: How a locator names a cell that the file leaves empty.
EMPTY = "(empty)"
_VALUE_COLUMNS = ("txtVALUE", "VALUE")
#: The portal prints the name in several spellings: Kazakhstan, Kazakhistan, Kazahstan, Kazalhstan.
_ABOUT_KAZAKHSTAN = re.compile(r"\bka[sz]a\w*stan\b", re.IGNORECASE)

Row = dict[str, object]


class PortalExport:
    """An export of the portal. Locators join the file's own words:

    ``Kazakhstan; Detected trafficking victims; by citizenship; Uzbekistan; Total; Total; 2010``, with the
    unit before the year where the file holds the same figure in several units, and "(empty)" for an
    empty cell.
    """

    def __init__(self, path: Path) -> None:
        self.name, self._path = path.name, path

    @cached_property
    def _sheet(self) -> tuple[str, list[Row]]:
        with opened_book(self._path) as book:
            if not book.worksheets:
                raise self._fault("", "", "the workbook has no sheet", "fetch the file again")
            sheet = book.worksheets[0]
            rows = lines_of(sheet, self.name, min_row=HEADER_ROW)
            header = [str(cell.value) for cell in next(rows, ())]
            values = [name for name in header if name in _VALUE_COLUMNS]
            twice = [name for name in _COLUMNS if header.count(name) > 1]
            if twice:
                raise self._fault(
                    sheet.title, f"row {HEADER_ROW}", f"the column {twice[0]!r} stands twice", "read the file"
                )
            missing = [name for name in _COLUMNS if name not in header]
            if missing or len(values) != 1:
                raise SourceFault(
                    self.name,
                    sheet.title,
                    f"row {HEADER_ROW}",
                    wrong=f"the header lacks {', '.join(missing) or 'the column of values'}",
                    cure="the layout changed: adapt loaders/unodc.py",
                )
            return sheet.title, [_row(header, cells, values[0]) for cells in rows if any(c.value for c in cells)]

    @cached_property
    def _by_code(self) -> dict[str, list[Row]]:
        """Rows by the code of the reporting country, because every rule asks for one country."""
        groups: dict[str, list[Row]] = {}
        for row in self._sheet[1]:
            groups.setdefault(str(row["Iso3_code"]), []).append(row)
        return groups

    @cached_property
    def _index(self) -> dict[str, list[Row]]:
        index: dict[str, list[Row]] = {}
        for row in self._sheet[1]:
            for with_unit in (False, True):
                index.setdefault(_locator(row, with_unit), []).append(row)
        return index

    def cell_at(self, locator: str) -> Cell | None:
        """The cell that a locator names, or None when there is none or more than one."""
        rows = self._index.get(locator, [])
        return _cell(rows[0]) if len(rows) == 1 else None

    def select(self, sheet: str, selector: str) -> Selection:
        """The figures of the rows that meet every condition ``column=value`` of the selector."""
        title, _ = self._sheet
        conditions = [(column, value) for column, _, value in (part.partition("=") for part in selector.split("&"))]
        unknown = [column for column, _ in conditions if column not in _COLUMNS]
        if title != sheet or unknown:
            wrong = f"there is no column {unknown[0]!r}" if unknown else f"the sheet is named {title!r}"
            raise self._fault(sheet, selector, wrong, "correct the rule in imports.csv")
        rows = self._by_code.get(dict(conditions).get("Iso3_code", ""), self._sheet[1])
        picked = [row for row in rows if all(str(row[column]) == value for column, value in conditions)]
        return Selection(tuple(self._figure(sheet, row) for row in picked))

    def unclaimed(self, claimed: set[str]) -> list[str]:
        """Locators of the rows that name Kazakhstan in any column and that no rule takes or leaves out."""
        about = [row for row in self._sheet[1] if any(_ABOUT_KAZAKHSTAN.search(str(row[name])) for name in _COLUMNS)]
        return [place for row in about if (place := self._place(row)) not in claimed]

    def _place(self, row: Row) -> str:
        short = _locator(row, with_unit=False)
        return short if len(self._index[short]) == 1 else _locator(row, with_unit=True)

    def _figure(self, sheet: str, row: Row) -> Figure:
        place = self._place(row)
        if len(self._index[place]) != 1:
            raise self._fault(sheet, place, "the file holds this row twice", "read the rows and narrow the selector")
        cell = _cell(row)
        if cell is None or not re.fullmatch(r"[0-9]{4}", str(row["Year"])):
            wrong = f"holds the value {row['value']!r} and the year {row['Year']!r}"
            raise self._fault(sheet, place, wrong, "teach loaders/unodc.py how to read it")
        return Figure(int(str(row["Year"])), place, cell)

    def _fault(self, sheet: str, place: str, wrong: str, cure: str) -> SourceFault:
        return SourceFault(self.name, sheet, place, wrong=wrong, cure=cure)


def _row(header: list[str], cells: tuple[openpyxl.cell.Cell, ...], value_column: str) -> Row:
    row: Row = dict.fromkeys(_COLUMNS, "")
    for name, cell in zip(header, cells, strict=False):
        if name == value_column:
            row["value"], row["format"] = cell.value, format_of(cell)
        elif name in _COLUMNS:
            row[name] = "" if cell.value is None else str(cell.value).strip()
    return row


def _locator(row: Row, with_unit: bool) -> str:
    unit = (row["Unit of measurement"],) if with_unit else ()
    return "; ".join(str(part) or EMPTY for part in (*(row[name] for name in _PARTS), *unit, row["Year"]))


def _cell(row: Row) -> Cell | None:
    value = row.get("value")
    if value in (None, ""):
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return number_cell(value, str(row["format"]))
        except ValueError:
            return Cell(str(value), None)
    return text_cell(value)
