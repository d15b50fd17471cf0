"""What a workbook changes: rows added, changed, moved to another file, and removed, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders.curating.arranging import Key, key_of
from loaders.curating.rows import Row
from loaders.tables import Table

KINDS = ("added", "changed", "removed")
#: Stands for the column in what is told of a row that moves from file to file; no column has a space in its name.
MOVED = "data file"


@dataclass(frozen=True)
class CellChange:
    """A cell before and after; of a row that moves, ``MOVED`` stands for the column."""

    column: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.column}: {_shown(self.old)} -> {_shown(self.new)}"


@dataclass(frozen=True)
class RowChange:
    """A row that is added, changed or removed, with every cell of it that differs."""

    file: str
    key: Key
    kind: str
    cells: tuple[CellChange, ...]

    def __str__(self) -> str:
        row = f"{self.kind} {self.file}: {', '.join(self.key)}"
        return "\n".join([row, *(f"  {cell}" for cell in self.cells)])


def _shown(text: str) -> str:
    return repr(text) if text else "nothing"


def changes(table: Table, old: Mapping[str, Sequence[Row]], new: Mapping[str, Sequence[Row]]) -> list[RowChange]:
    """What differs between the rows of a table, by file, before and after. A row may move from file to file."""
    before, after = _by_key(table, old), _by_key(table, new)
    found = [_change(table, key, before.get(key), here) for key, here in after.items() if before.get(key) != here]
    return found + [_change(table, key, gone, None) for key, gone in before.items() if key not in after]


def _by_key(table: Table, rows: Mapping[str, Sequence[Row]]) -> dict[Key, tuple[str, Row]]:
    return {key_of(table, row): (file, row) for file, content in rows.items() for row in content}


def _change(table: Table, key: Key, old: tuple[str, Row] | None, new: tuple[str, Row] | None) -> RowChange:
    kind = "changed" if old and new else "added" if new else "removed"
    file = (new or old or ("", {}))[0]
    old_row, new_row = (dict(row[1]) if row else {} for row in (old, new))
    if old and new:
        old_row[MOVED], new_row[MOVED] = old[0], new[0]
    columns = (MOVED, *(column for column in table.columns if column not in table.key))
    cells = [CellChange(column, old_row.get(column, ""), new_row.get(column, "")) for column in columns]
    return RowChange(file, key, kind, tuple(cell for cell in cells if cell.old != cell.new))


def summary(found: Iterable[RowChange]) -> str:
    """How many rows were added, changed and removed, in one line."""
    kinds = Counter(change.kind for change in found)
    return ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS)
