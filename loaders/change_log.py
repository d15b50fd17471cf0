"""The change log of the data: what it follows, what changed between two days, and what the log makes of a day.

It follows what the data say, value by value. Words that we write for readers (columns that end in a language) and the
texts of the interface are not followed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from loaders.fields import FIELDS
from loaders.tables import TABLES

FOLLOWED = (
    "observations",
    "gaps",
    "events",
    "recommendations",
    "checks",
    "reconciliations",
    "sources",
    "indicators",
)
#: Of an indicator only what its figures mean; the rest says where it stands on our pages.
_OF_INDICATORS = ("unit_measure", "measure_kind", "stage", "population")
ADDED, CORRECTED, REMOVED, RENAMED = "added", "corrected", "removed", "renamed"
_IN_A_LANGUAGE = ("_en", "_ru", "_kk")

#: The cells of a row, by column, as the file writes them.
Cells = Mapping[str, str]
#: The rows of each table that is followed, by their key.
Facts = Mapping[str, Mapping[str, Cells]]


@dataclass(frozen=True)
class Change:
    """One value that changed, or a row that was added, removed or given another id.

    ``old_value`` of a removed row and ``new_value`` of an added one hold all its facts, as ``row_words`` writes them.
    """

    kind: str
    table: str
    row_key: str
    column: str = ""
    old_value: str = ""
    new_value: str = ""

    def __str__(self) -> str:
        what = f"{self.table} {self.row_key}"
        if self.kind in (ADDED, REMOVED):
            return f"{what}: {self.kind}"
        return f"{what}: {self.column}: {self.old_value!r} -> {self.new_value!r}"


def key_of(table: str) -> str:
    """The column that names the rows of a table that is followed."""
    return TABLES[table].key[0]


@cache
def fact_columns(table: str) -> tuple[str, ...]:
    """The columns of a table that the log follows."""
    if table == "indicators":
        return _OF_INDICATORS
    own = (name for name in TABLES[table].columns if not name.endswith(_IN_A_LANGUAGE))
    return tuple(name for name in own if name != key_of(table))


def same_value(column: str, one: str, other: str) -> bool:
    """Whether two cells of a column say the same: ``0.50`` is the number ``0.5``."""
    if FIELDS[column].dtype == "number" and one and other:
        with suppress(ValueError):  # the log may say of a number what is none
            return float(one) == float(other)
    return one == other


def row_words(cells: Cells) -> str:
    """The facts of a row in one line: ``obs_value: 127; bound: exact``; empty cells are left out."""
    return "; ".join(f"{column}: {cell}" for column, cell in cells.items() if cell)


@cache
def _column_names(table: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|; )({'|'.join(fact_columns(table))}): ")


def row_cells(table: str, words: str) -> dict[str, str]:
    """The cells of a row that ``row_words`` has written."""
    parts = _column_names(table).split(words)
    return dict.fromkeys(fact_columns(table), "") | dict(zip(parts[1::2], parts[2::2], strict=True))


def differences(before: Facts, after: Facts) -> list[Change]:
    """What changed from one day to another, table by table in the order of their rows.

    A column that only one of both days has is not compared. A row that is gone and a new one that says the same in
    every fact, as no other row does, are one row with another id.
    """
    return [change for table in FOLLOWED for change in _of_table(table, before.get(table, {}), after=after[table])]


def _of_table(table: str, before: Mapping[str, Cells], *, after: Mapping[str, Cells]) -> Iterator[Change]:
    gone = {key: row_words(cells) for key, cells in before.items() if key not in after}
    renamed = _renamed(table, gone, {key: row_words(cells) for key, cells in after.items() if key not in before})
    for key, cells in after.items():
        if key in before:
            for column in (name for name in cells if name in before[key]):
                old, new = before[key][column], cells[column]
                if not same_value(column, old, new):
                    yield Change(CORRECTED, table, key, column, old, new)
        elif key in renamed:
            former = renamed[key]
            del gone[former]
            yield Change(RENAMED, table, former, key_of(table), former, key)
        else:
            yield Change(ADDED, table, key, new_value=row_words(cells))
    yield from (Change(REMOVED, table, key, old_value=words) for key, words in gone.items())


def _renamed(table: str, gone: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """The former id of each new row that is a row with another id: one row is gone and one is new with these facts.

    The few facts that are followed of an indicator are shared by many, and tell none of them.
    """
    if table == "indicators":
        return {}
    once_gone, once_new = ({words: key for key, words in rows.items()} for rows in (gone, new))
    times = Counter([*gone.values()]), Counter([*new.values()])
    return {
        key: once_gone[words]
        for words, key in once_new.items()
        if words in once_gone and all(counted[words] == 1 for counted in times)
    }


def replayed(before: Facts, changes: Iterable[Change]) -> tuple[dict[str, dict[str, dict[str, str]]], list[str]]:
    """What the log makes of the data of an earlier day, and a line for each change that does not fit them."""
    facts = {table: {key: dict(cells) for key, cells in before.get(table, {}).items()} for table in FOLLOWED}
    return facts, [fault for change in changes for fault in _apply(facts[change.table], change)]


def _apply(rows: dict[str, dict[str, str]], change: Change) -> list[str]:
    """Make one change in the rows of its table; what does not fit is told, and made as far as it can be."""
    cells = rows.get(change.row_key)
    if (cells is None) != (change.kind == ADDED):
        if change.kind == ADDED:
            return [f"{change}: the row was there before"]
        return [f"{change}: there was no such row"]
    if cells is None:
        rows[change.row_key] = row_cells(change.table, change.new_value)
        return []
    if change.kind == CORRECTED:
        former = cells.get(change.column, "")
        cells[change.column] = change.new_value
        fits = same_value(change.column, former, change.old_value)
        return [] if fits else [f"{change}: it was {former!r} before"]
    del rows[change.row_key]
    if change.kind == RENAMED:
        rows[change.new_value] = cells
        return []
    return [] if row_words(cells) == change.old_value else [f"{change}: it said {row_words(cells)!r} before"]
