"""What all checks between tables share: the tables by name, and problems made from rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd

from loaders.problems import Problem
from loaders.tables import TABLES

#: Every table of ``loaders.tables`` by its name, typed, with the columns ``data_file`` and ``line``.
Frames = Mapping[str, pd.DataFrame]
Record = Mapping[Hashable, Any]
#: For each column of a frame how to read the cell at a place.
Readers = tuple[tuple[str, Callable[[int], Any]], ...]


class SingleKeys(dict[str, pd.DataFrame]):
    """The tables with the first row of every key, so that one doubled key does not hide other problems."""

    def __init__(self, frames: Frames) -> None:
        super().__init__({name: _single(frame, list(TABLES[name].key)) for name, frame in frames.items()})

    @cached_property
    def joined(self) -> pd.DataFrame:
        """What ``with_indicator`` gives; many checks ask for it."""
        return _joined(self)


def _single(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    doubled = frame.duplicated(key)
    return frame[~doubled] if doubled.any() else frame


def records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """What ``to_dict("records")`` gives: it asks a column of texts for its cells one by one, this for all at once."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*(frame[name].tolist() for name in names), strict=True)]


def readers(frame: pd.DataFrame) -> Readers:
    """For each column how to read one cell, as ``records`` does: a row of a frame takes far longer."""
    columns = ((str(name), frame[name]) for name in frame.columns)
    return tuple(
        (
            name,
            cells.to_numpy().item
            if cells.dtype.kind in "Obif" and isinstance(cells.dtype, np.dtype)
            else cells.array.__getitem__,
        )
        for name, cells in columns
    )


def gathered(frame: pd.DataFrame) -> pd.DataFrame:
    """The same frame with all of its texts in one block, as plain objects.

    To take rows out of a frame costs something for each of its blocks, and every column of texts is one by itself. Pages
    take a few rows out of dozens of columns many times over.
    """
    texts = {name: object for name in frame.columns if isinstance(frame[name].dtype, pd.StringDtype)}
    return frame.astype(texts).copy()


def picked(frame: pd.DataFrame, flags: Iterable[bool]) -> pd.DataFrame:
    """The rows whose flag is true, for ``row_problems``; where there are none, a frame without columns.

    To take no rows out of many columns is not free, and nearly every check does.
    """
    chosen = np.fromiter(flags, dtype=bool, count=len(frame))
    return frame[chosen] if chosen.any() else _no_rows()


@cache
def _no_rows() -> pd.DataFrame:
    return pd.DataFrame()


def row_problems(
    rows: pd.DataFrame, column: str, *, wrong: str, instead: str, found: Callable[[Record], str] | None = None
) -> list[Problem]:
    """One problem for each row, at its line; what was found is the cell of ``column`` unless ``found`` says it."""
    if rows.empty:  # turning no rows into records is not free, and nearly every check finds none
        return []
    return [
        Problem(
            str(row["data_file"]), int(row["line"]), column, wrong, found(row) if found else str(row[column]), instead
        )
        for row in records(rows)
    ]


def with_indicator(frames: Frames) -> pd.DataFrame:
    """Observations joined with the facts of their indicator (suffix ``_indicator`` where names collide)."""
    return frames.joined if isinstance(frames, SingleKeys) else _joined(frames)


def _joined(frames: Frames) -> pd.DataFrame:
    facts = [name for name in TABLES["indicators"].columns if not name.endswith(("_en", "_ru", "_kk"))]
    return frames["observations"].merge(
        frames["indicators"][facts],
        on="indicator_id",
        how="inner",
        suffixes=("", "_indicator"),
        validate="many_to_one",
    )
