"""What stands in a cell of a workbook where there is no value: the shorthand of the UK Government Analysis Function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from loaders.exports.columns import Column
from loaders.exports.lazy_rows import Row
from loaders.exports.taken import Cell, Taken


class Marker(StrEnum):
    """Why a cell has no value. A text of the data never looks like one; ``loaders.exports.xlsx_rows`` refuses it."""

    NOT_APPLICABLE = "[z]"
    NOT_AVAILABLE = "[x]"
    SUPPRESSED = "[c]"


#: What makes columns of some rows.
Columns = Callable[[Sequence[Row]], list[Sequence[Cell]]]
#: Columns in which an empty cell is something that exists and that nobody says; in all others nothing could stand.
_NOT_SAID = frozenset(
    ("period_start", "period_end", "period_as_printed", "counted_by", "counted_by_label", "published", "licence_url")
)
#: A statement that something is not known need not be of a certain period, and then lacks none.
_OF_NO_PERIOD = frozenset({"gaps"})
_TRANSLATED = ("_ru", "_kk")


def filled(taken: Taken) -> Columns:
    """What makes columns of some of the rows, with a marker in every empty cell."""
    names = [column.name for column in taken.columns]
    whys = [_why(column, names, taken.collection.name) for column in taken.columns]

    def columns(rows: Sequence[Row]) -> list[Sequence[Cell]]:
        found = transposed(rows)
        return [
            _without_gaps(cells, why, found) if None in cells else cells
            for cells, why in zip(found, whys if found else (), strict=True)
        ]

    return columns


def transposed(rows: Sequence[Row]) -> list[Sequence[Cell]]:
    """Some rows as columns."""
    return list(zip(*rows, strict=True))


def _without_gaps(cells: Sequence[Cell], why: Marker | int, columns: Sequence[Sequence[Cell]]) -> list[Cell]:
    if isinstance(why, Marker):
        return [why if cell is None else cell for cell in cells]
    return [
        (Marker.NOT_APPLICABLE if original is None else Marker.NOT_AVAILABLE) if cell is None else cell
        for cell, original in zip(cells, columns[why], strict=True)
    ]


def _why(column: Column, names: Sequence[str], collection: str) -> Marker | int:
    """Why a cell is empty; of a translation, which is not available where there is a text to translate, where that is."""
    name = column.said.name if column.said else column.name
    if name == "obs_value":
        return Marker.SUPPRESSED
    if name.endswith(_TRANSLATED):
        base = name.rpartition("_")[0]
        return names.index(base if base in names else f"{base}_en")
    not_said = name in _NOT_SAID and not (name.startswith("period_") and collection in _OF_NO_PERIOD)
    return Marker.NOT_AVAILABLE if not_said else Marker.NOT_APPLICABLE
