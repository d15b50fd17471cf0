"""What all checks between tables share: the tables by name, and problems made from rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from loaders.problems import Problem

#: Every table of ``loaders.tables`` by its name, typed, with the columns ``data_file`` and ``line``.
Frames = Mapping[str, pd.DataFrame]
Record = Mapping[Hashable, Any]


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
        for row in rows.to_dict("records")
    ]


def with_indicator(frames: Frames) -> pd.DataFrame:
    """Observations joined with the columns of their indicator (suffix ``_indicator`` where names collide)."""
    return frames["observations"].merge(
        frames["indicators"].drop(columns=["data_file", "line"]),
        on="indicator_id",
        how="inner",
        suffixes=("", "_indicator"),
        validate="many_to_one",
    )
