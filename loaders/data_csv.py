"""Data files with one row a country and year and one column a measure, as replication data are published."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from functools import cached_property
from pathlib import Path

from loaders.cells import Cell, Figure, Selection, SourceFault, text_cell
from loaders.kinds import Kind
from loaders.reading import read_text_file

_COUNTRY, _YEAR, _NO_DATA = "countryname", "year", "NA"
_LOCATOR = re.compile(r"(.+), ([0-9]{4}), column (\S+)")


class DataCsv:
    """A data file. Locators: ``Kazakhstan, 2003, column p``."""

    def __init__(self, path: Path) -> None:
        self.name, self._path = path.name, path

    @cached_property
    def _rows(self) -> list[dict[str, str]]:
        text, problems = read_text_file(self._path, self.name)
        if problems:
            fault = problems[0]
            raise self._fault(f"line {fault.line}", fault.wrong, "fetch the file again", fault.kind)
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows: list[dict[str, str]] = []
        header: list[str] | None = None
        try:
            for cells in reader:
                if header is None:
                    header = self._header(cells)
                elif cells:
                    rows.append(self._row(header, cells, reader.line_num))
        except csv.Error as error:
            raise self._fault(f"line {reader.line_num}", str(error), "check the quotes", Kind.QUOTES) from None
        if not rows:
            raise self._fault("header", "there are no rows", "fetch the file again", Kind.EMPTY_FILE)
        return rows

    def _header(self, cells: list[str]) -> list[str]:
        missing = [column for column in (_COUNTRY, _YEAR) if column not in cells]
        twice = [column for column, times in Counter(cells).items() if times > 1]
        cure = "the layout changed: adapt loaders/data_csv.py"
        if missing:
            raise self._fault("header", f"there is no column {missing[0]!r}", cure, Kind.MISSING_COLUMN)
        if twice:
            raise self._fault("header", f"the column {twice[0]!r} stands twice", cure, Kind.DOUBLED_COLUMN)
        return cells

    def _row(self, header: list[str], cells: list[str], line: int) -> dict[str, str]:
        if len(cells) != len(header):
            wrong = f"the row has {len(cells)} cells and not {len(header)}"
            raise self._fault(f"line {line}", wrong, "check commas and quotes", Kind.ROW_LENGTH)
        row = dict(zip(header, cells, strict=True))
        if not re.fullmatch("[0-9]{4}", row[_YEAR]):
            raise self._fault(f"line {line}", f"{row[_YEAR][:40]!r} is no year", "read the row", Kind.NUMBER)
        return row

    def cell_at(self, locator: str) -> Cell | None:
        """The cell of a country and year in a column, or None when there is none or more than one."""
        match = _LOCATOR.fullmatch(locator)
        rows = [row for row in self._rows if match and (row[_COUNTRY], row[_YEAR]) == (match[1], match[2])]
        if not match or len(rows) != 1 or rows[0].get(match[3]) is None:
            return None
        return text_cell(rows[0][match[3]])

    def select(self, sheet: str, selector: str) -> Selection:
        """The figures of the column named ``sheet`` in the rows that meet the selector, ``NA`` left out."""
        conditions = [tuple(part.partition("=")[::2]) for part in selector.split("&")]
        unknown = [column for column in (sheet, *(column for column, _ in conditions)) if column not in self._rows[0]]
        if unknown:
            raise self._fault(selector, f"there is no column {unknown[0]!r}", "correct the rule in imports.csv")
        picked = [row for row in self._rows if all(row[column] == value for column, value in conditions)]
        return Selection(
            tuple(
                Figure(int(row[_YEAR]), f"{row[_COUNTRY]}, {row[_YEAR]}, column {sheet}", text_cell(row[sheet]))
                for row in picked
                if row[sheet] != _NO_DATA
            )
        )

    def unclaimed(self, claimed: set[str]) -> list[str]:
        """Nothing: the files hold many columns that only repeat others."""
        del claimed
        return []

    def _fault(self, place: str, wrong: str, cure: str, kind: Kind = Kind.SOURCE) -> SourceFault:
        return SourceFault(self.name, "", place, wrong=wrong, cure=cure, kind=kind)
