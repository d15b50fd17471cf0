"""How exactly a figure is printed: the size of its last digit, and the values that it can stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders.classes import ABOUT, TOLERANCE, WHOLE
from loaders.tokens import normalised, printed_decimals, printed_value

_SCALES = (100, 1_000, 1_000_000, 1_000_000_000)
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """What figures say, row by row.

    ``value`` is the number as readers see it (of a workbook cell what it displays, not what it holds; missing
    where suppressed), ``unit`` the size of its last printed digit, ``low`` and ``high`` the ends of what it can
    stand for: ``at_least`` and ``at_most`` hold their limit, a suppressed figure can be 0 but not its threshold.
    """

    value: Numbers
    unit: Numbers
    low: Numbers
    high: Numbers


@lru_cache(maxsize=65_536)
def printed_unit(printed: str) -> float:
    """The size of the last digit that is printed: 1 for ``3,676``, 0.1 for ``537.4``, 1,000 for ``eight thousand``.

    A scale at the end sets the size (``1.61 billion`` shows ten millions), a number behind it takes that back
    (``3 thousand 44`` shows ones). Zeros at the end of a plain number count as printed: ``16,000`` is not read as
    rounded, because the data say "about" where the source does. Words without a scale, fractions in words and
    stated zeros show ones.
    """
    decimals = printed_decimals(printed)
    if decimals is not None:
        return float(10.0**-decimals)
    size, word = 1.0, ""
    for word in reversed(re.findall(r"[0-9][0-9,.]*|[^\W\d]+", normalised(printed).lower())):
        value = printed_value(word)
        if word.isalpha() and value in _SCALES:
            size *= float(value)
        elif value is not None:
            break  # the number before the scale; words behind it, such as "children", were passed
    return size * float(10.0 ** -(printed_decimals(word) or 0))


def told(figures: pd.DataFrame) -> Told:
    """What each figure says; ``figures`` have the columns of observations and ``measure_kind``."""
    value = _displayed(figures)
    unit = np.array([printed_unit(printed) for printed in figures["value_as_printed"]], dtype=float)
    counted = (unit == 1) & figures["measure_kind"].isin(WHOLE).to_numpy()
    margin = np.where(counted, 0.0, unit / 2) + TOLERANCE * np.fmax(1.0, value)
    bound, threshold = figures["bound"].to_numpy(dtype=object), figures["threshold"].to_numpy(dtype=float)
    kinds = [bound == name for name in ("at_least", "at_most", "about", "suppressed")]
    nothing, endless = np.zeros_like(value), np.full_like(value, np.inf)
    about = ABOUT * value + TOLERANCE * np.fmax(1.0, value)
    low = np.select(kinds, [value, nothing, value - about, nothing], value - margin)
    high = np.select(kinds, [endless, value, value + about, threshold * (1 - 1e-6)], value + margin)
    return Told(value, unit, low, high)


def _displayed(figures: pd.DataFrame) -> Numbers:
    read = {printed: printed_value(printed) for printed in figures["value_as_printed"].unique()}
    values = figures["obs_value"].to_numpy(dtype=float)
    shown = [
        value if number is None or np.isnan(value) else float(number)
        for number, value in zip((read[printed] for printed in figures["value_as_printed"]), values, strict=True)
    ]
    return np.array(shown, dtype=float)
