"""Which figures are so small that they could point at a person, and how much they say about whom."""

from __future__ import annotations

import pandas as pd

SMALL_COUNT_BELOW = 5
#: What each attribute besides period and area says where it says nothing.
WHOLE = {"sex": "_T", "age": "_T", "breakdown": ""}
#: Below this no percentage is derived: one case more or less would move it by several points.
SMALLEST_BASE = 30


def small_counts(frame: pd.DataFrame) -> pd.Series:
    """Where a figure is a count from 1 to 4, or suppressed below 5, whatever its unit."""
    value = frame["obs_value"]
    return ((value > 0) & (value < SMALL_COUNT_BELOW) & (frame["bound"] != "at_least")) | (
        frame["bound"] == "suppressed"
    )


def attribute_count(sex: str, age: str, breakdown: str) -> int:
    """How many attributes besides period and area a figure has: sex, age, breakdown."""
    return sum((sex != "_T", age != "_T", breakdown != ""))


def attributes(frame: pd.DataFrame) -> pd.Series:
    """``attribute_count`` for each row of observations."""
    cells = zip(frame["sex"], frame["age"], frame["breakdown"], strict=True)
    return pd.Series([attribute_count(*row) for row in cells], index=frame.index, dtype=int)
