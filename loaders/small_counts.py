"""Which figures are so small that they could point at a person, and how much they say about whom."""

from __future__ import annotations

import pandas as pd

SMALL_COUNT_BELOW = 5


def small_counts(frame: pd.DataFrame) -> pd.Series:
    """Where a figure is a count from 1 to 4, or suppressed below 5, whatever its unit."""
    value = frame["obs_value"]
    return ((value > 0) & (value < SMALL_COUNT_BELOW) & (frame["bound"] != "at_least")) | (
        frame["bound"] == "suppressed"
    )


def attributes(frame: pd.DataFrame) -> pd.Series:
    """How many attributes besides period and area a figure has: sex, age, breakdown."""
    return (
        (frame["sex"] != "_T").astype(int) + (frame["age"] != "_T").astype(int) + (frame["breakdown"] != "").astype(int)
    )
