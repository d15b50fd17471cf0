"""In which order the rows of a file stand once those of the workbook are in it."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.curating.rows import Row
from loaders.tables import Table

Key = tuple[str, ...]


def key_of(table: Table, row: Row) -> Key:
    """The cells that name a row."""
    return tuple(row[name] for name in table.key)


def arranged(table: Table, old: Sequence[Row], new: Sequence[Row]) -> list[Row]:
    """The new rows in the order of the old ones, since a sheet may have been sorted to look at it.

    A row that is not among the old ones follows the one that it follows in the sheet.
    """
    rows = {key_of(table, row): row for row in new}
    behind: dict[Key | None, list[Row]] = {}
    kept = {key_of(table, row) for row in old} & rows.keys()
    anchor: Key | None = None
    for key, row in rows.items():
        if key in kept:
            anchor = key
        else:
            behind.setdefault(anchor, []).append(row)
    result = list(behind.get(None, ()))
    for key in (key_of(table, row) for row in old):
        if key in kept:
            result += [rows[key], *behind.get(key, ())]
    return result


def is_sorted_otherwise(table: Table, old: Sequence[Row], new: Sequence[Row]) -> bool:
    """Whether rows that are in both stand in another order."""
    before, after = ([key_of(table, row) for row in rows] for rows in (old, new))
    return [key for key in before if key in set(after)] != [key for key in after if key in set(before)]
