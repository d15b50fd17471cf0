"""What stands in a cell of a workbook where there is no value: the shorthand of the UK Government Analysis Function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from loaders.exports.columns import Column
from loaders.exports.lazy_rows import ChangedRows
from loaders.exports.taken import Cell, Taken


class Marker(StrEnum):
    """Why a cell has no value. A text of the data never looks like one; ``loaders.exports.xlsx_rows`` refuses it."""

    NOT_APPLICABLE = "[z]"
    NOT_AVAILABLE = "[x]"
    SUPPRESSED = "[c]"


_Row = Sequence[Cell]
#: Columns in which an empty cell is something that exists and that nobody says; in all others nothing could stand.
_NOT_SAID = frozenset(
    ("period_start", "period_end", "period_as_printed", "counted_by", "counted_by_label", "published", "licence_url")
)
#: A statement that something is not known need not be of a certain period, and then lacks none.
_OF_NO_PERIOD = frozenset({"gaps"})
_TRANSLATED = ("_ru", "_kk")


def filled(taken: Taken) -> Sequence[tuple[Cell, ...]]:
    """The rows with a marker in every empty cell, each made when it is asked for."""
    names = [column.name for column in taken.columns]
    whys = [_why(column, names, taken.collection.name) for column in taken.columns]
    return ChangedRows(
        taken.rows, lambda row: tuple(why(row) if cell is None else cell for cell, why in zip(row, whys, strict=True))
    )


def _why(column: Column, names: Sequence[str], collection: str) -> Callable[[_Row], Marker]:
    name = column.said.name if column.said else column.name
    if name == "obs_value":
        return lambda _row: Marker.SUPPRESSED
    if name.endswith(_TRANSLATED):
        return _translation(name, names)
    not_said = name in _NOT_SAID and not (name.startswith("period_") and collection in _OF_NO_PERIOD)
    found = Marker.NOT_AVAILABLE if not_said else Marker.NOT_APPLICABLE
    return lambda _row: found


def _translation(name: str, names: Sequence[str]) -> Callable[[_Row], Marker]:
    """A translation is not available where there is a text to translate."""
    base = name.rpartition("_")[0]
    original = names.index(base if base in names else f"{base}_en")
    return lambda row: Marker.NOT_APPLICABLE if row[original] is None else Marker.NOT_AVAILABLE
