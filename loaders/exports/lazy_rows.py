"""Rows of a file that are made while they are written: of many rows never more than some thousand are held."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from tempfile import TemporaryFile
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


class ChangedRows(Sequence[Row]):
    """Rows of which each is changed when it is asked for."""

    def __init__(self, rows: Sequence[Row], change: Callable[[Row], Row]) -> None:
        self._rows, self._change = rows, change

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return map(self._change, self._rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """A row, or some of them."""
        if isinstance(place, slice):
            return ChangedRows(self._rows[place], self._change)
        return self._change(self._rows[place])


class RowsOnDisk(Sequence[Row]):
    """Rows that were made once and lie in a temporary file, for what goes through them many times. To be closed."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed by ``close``
        self._places: list[int] = []
        self._length = len(rows)
        waiting = iter(rows)
        while part := list(islice(waiting, AT_A_TIME)):
            self._places.append(self._file.tell())
            pickle.dump(part, self._file, pickle.HIGHEST_PROTOCOL)

    def close(self) -> None:
        """Take the file away."""
        self._file.close()

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Row]:
        for number in range(len(self._places)):
            yield from self._part(number)

    def _part(self, number: int) -> list[Row]:
        self._file.seek(self._places[number])
        return pickle.load(self._file)  # type: ignore[no-any-return]

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """A row, or some of them."""
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(self._length))]
        return self._part(place // AT_A_TIME)[place % AT_A_TIME]
