"""Rows of a file that are made while they are written: of many rows never more than some thousand are held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

import pandas as pd

from loaders.exports.cell_kinds import Cell

Row = tuple[Cell, ...]
#: So many rows are made at a time; each time costs as much as some hundred rows.
AT_A_TIME = 2048


class LazyRows(Sequence[Row]):
    """The rows of a frame as ``make`` gives them, part by part; made anew each time that they are gone through."""

    def __init__(self, found: pd.DataFrame, make: Callable[[pd.DataFrame], list[Row]]) -> None:
        self._found, self._make = found, make

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self._found), AT_A_TIME):
            yield from self._make(self._found.iloc[start : start + AT_A_TIME])

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """A row, or some of them."""
        if isinstance(place, slice):
            return LazyRows(self._found.iloc[place], self._make)
        return self._make(self._found.iloc[[place]])[0]


def chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows, some thousand at a time."""
    waiting = iter(rows)
    while chunk := list(islice(waiting, AT_A_TIME)):
        yield chunk
