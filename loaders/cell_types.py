"""The types of cells: dates as dates, numbers as numbers, everything else as text."""

from __future__ import annotations

import pandas as pd

from loaders.tables import Table

#: Days are kept to the nanosecond, which leaves room for these years.
FIRST_DAY, LAST_DAY = "1678-01-01", "2261-12-31"


def as_dates(cells: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    """ISO dates as days; missing where there is no such day or it cannot be kept."""
    kept = cells.where(cells.between(FIRST_DAY, LAST_DAY), "")
    return pd.to_datetime(kept, format="%Y-%m-%d", errors="coerce").astype("datetime64[ns]")


def with_types(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with dates and numbers in their types; a text that is no real date or number becomes missing."""
    typed = {
        field.name: as_dates(frame[field.name])
        if field.dtype == "date"
        else pd.to_numeric(frame[field.name], errors="coerce").astype(float)
        for field in table.fields
        if field.dtype in ("date", "number")
    }
    return frame.assign(**typed)
