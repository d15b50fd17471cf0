"""Data files with one row a country and year and one column a measure, as replication data are published."""

from __future__ import annotations

import csv
import re
from functools import cached_property
from pathlib import Path

from loaders.cells import Cell, Figure, Selection, SourceFault, text_cell

_COUNTRY, _YEAR, _NO_DATA = "countryname", "year", "NA"
_LOCATOR = re.compile(r"(.+), ([0-9]{4}), column (\S+)")


class DataCsv:
    """A data file. Locators: ``Kazakhstan, 2003, column p``."""

    def __init__(self, path: Path) -> None:
        self.name, self._path = path.name, path

    @cached_property
    def _rows(self) -> list[dict[str, str]]:
        with self._path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        missing = [column for column in (_COUNTRY, _YEAR) if not rows or column not in rows[0]]
        if missing:
            raise self._fault(
                "header", f"there is no column {missing[0]!r}", "the layout changed: adapt loaders/data_csv.py"
            )
        return rows

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

    def _fault(self, place: str, wrong: str, cure: str) -> SourceFault:
        return SourceFault(self.name, "", place, wrong=wrong, cure=cure)
