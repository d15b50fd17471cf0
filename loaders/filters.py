"""Which rows pass a choice: the same rules behind the charts, the files and the interface for programs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

#: The choice of figures whose counter nobody names; no body has this id.
NOT_STATED = "not_stated"


@dataclass(frozen=True)
class Rule:
    """What a filter asks of a row: that a cell in one of ``columns`` holds one of the values asked for.

    Cells may hold several values, joined by ``|``. ``empty`` is the value that asks for an empty cell, where one may.
    """

    columns: tuple[str, ...]
    empty: str = ""

    def passes(self, rows: pd.DataFrame, values: Collection[str]) -> pd.Series[bool]:
        """Where rows pass."""
        wanted = frozenset("" if self.empty and value == self.empty else value for value in values)
        found = pd.Series(False, index=rows.index)
        for column in self.columns:
            cells = rows[column]
            fitting = {cell for cell in cells.unique() if not wanted.isdisjoint(cell.split("|"))}
            found |= cells.isin(fitting)
        return found

    def values(self, rows: pd.DataFrame) -> list[str]:
        """Every value that occurs in rows, sorted; the one for an empty cell last."""
        cells = {cell for column in self.columns for cell in rows[column].unique()}
        parts = sorted({part for cell in cells for part in cell.split("|") if part})
        return parts + ([self.empty] if self.empty and "" in cells else [])


Rules = Mapping[str, Rule]


def by_columns(*names: str, **empty: str) -> dict[str, Rule]:
    """A filter for each of some columns, under the column's name; ``empty`` names the value for an empty cell."""
    return {name: Rule((name,), empty.get(name, "")) for name in names}


#: The filters of figures that do not look into the date; rows have the columns of ``Dataset.observations``.
FIGURE_FILTERS: Rules = MappingProxyType(
    {
        **by_columns("topic", "indicator_id", "source_type", "counted_by", counted_by=NOT_STATED),
        **by_columns("population", "sex", "age", "ref_area"),
        "breakdown": Rule(("division",)),
        **by_columns("breakdown_value", "source_id", "origin", "obs_id"),
    }
)


def passing(rows: pd.DataFrame, chosen: Mapping[str, Collection[str]], rules: Rules) -> pd.Series[bool]:
    """Where rows pass every chosen filter; a filter with no values lets everything pass."""
    found = pd.Series(True, index=rows.index)
    for name, values in chosen.items():
        if values:
            found &= rules[name].passes(rows, values)
    return found
