"""Axes: one unit, from zero, with ticks that can be read."""

from __future__ import annotations

import math
from typing import Any

from babel.numbers import get_decimal_symbol, get_group_symbol

from components.measure import width_of
from components.palette import BASE, GRID, MUTED

#: Units that count whole things: their ticks are whole numbers.
_NOT_WHOLE = frozenset(
    {"percent", "times", "per_100k", "per_100k_0_3", "per_100k_14_17", "per_100k_children", "years", "hours"}
)
#: Scales of ratings: first and last tick, and the step.
_SCALES = {"tier": (0.5, 3.5), "index_1_5": (0.5, 5.5), "index_3_15": (2.0, 16.0), "rank": (0.0, None)}
#: So many years can be named side by side on a phone.
MOST_YEARS = 10
#: Pixels between the names of ticks and the plot.
_STANDOFF = 10
#: So many years of room are left at both ends.
EDGE = 0.15
Axis = dict[str, Any]


def _step(largest: float, *, whole: bool) -> float:
    """A step of 1, 2, 2.5 or 5 times a power of ten that gives at most seven ticks."""
    rough = max(largest, 1e-9) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    factors = (1, 2, 2.5, 5, 10) if not whole or power >= 10 else (1, 2, 5, 10)
    step = next(factor * power for factor in factors if factor * power >= rough * 0.999)
    return max(step, 1.0) if whole else step


def _decimals(step: float) -> int:
    """How many decimal places the ticks of a step need, so that no two of them read alike."""
    return max(len(f"{step:.6f}".rstrip("0").partition(".")[2]), 0)


def value_axis(unit: str, largest: float, *, domain: tuple[float, float], tier_names: dict[float, str]) -> Axis:
    """The vertical axis for one unit; ``largest`` is the largest value that must fit."""
    axis: Axis = {
        "domain": list(domain),
        "gridcolor": GRID,
        "zeroline": False,
        "tickfont": {"color": MUTED, "size": 12},
        "fixedrange": True,
    }
    if unit == "tier":
        values = sorted(tier_names)
        return {**axis, "range": [0.5, 3.5], "tickvals": values, "ticktext": [tier_names[value] for value in values]}
    if unit in _SCALES and _SCALES[unit][1] is not None:
        every = 1 if unit == "index_1_5" else 3
        return {**axis, "range": list(_SCALES[unit]), "dtick": every, "tick0": 0, "tickformat": ",.0f"}
    largest = largest or 1.0  # nothing but zeros: the axis still needs a height
    step = _step(largest, whole=unit not in _NOT_WHOLE)
    top = step * max(1, math.ceil(largest * 1.08 / step))
    return {
        **axis,
        "range": [0, top],
        "tick0": 0,
        "dtick": step,
        "tickformat": f",.{_decimals(step)}f",
        "rangemode": "tozero",
        "zeroline": True,
        "zerolinecolor": BASE,
        "zerolinewidth": 1,
    }


def year_axis(first: int, last: int) -> Axis:
    """The horizontal axis from the beginning of ``first`` to the end of ``last``, each year named in its middle."""
    every = next(step for step in (1, 2, 5, 10) if (last - first + 1) / step <= MOST_YEARS or step == 10)
    years = [year for year in range(first, last + 1) if every == 1 or year % every == 0]
    return {
        "range": [first - EDGE, last + 1 + EDGE],
        "tickvals": [year + 0.5 for year in years],
        "ticktext": [str(year) for year in years],
        "tickfont": {"color": MUTED, "size": 11},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
        "tickangle": 0,
    }


#: How English writes numbers, as plotly says it: the sign before the decimals, then the one between thousands.
PLAIN_SEPARATORS = ".,"


def separators(lang: str) -> str:
    """How a language writes numbers, for a chart's layout (see ``PLAIN_SEPARATORS``)."""
    return f"{get_decimal_symbol(lang)}{get_group_symbol(lang)}"


def ticks_of(axis: Axis, signs: str = PLAIN_SEPARATORS) -> list[tuple[float, str]]:
    """The ticks of an axis with their words: those that it lists, or every step of its range.

    ``signs`` are those of ``separators``.
    """
    if "tickvals" in axis:
        return list(zip(axis["tickvals"], axis["ticktext"], strict=True))
    low, high = axis["range"]
    step, form = axis["dtick"], axis.get("tickformat", ",.0f")
    first = math.ceil((low - axis["tick0"]) / step - 1e-9)
    last = math.floor((high - axis["tick0"]) / step + 1e-9)
    values = [axis["tick0"] + step * number for number in range(first, last + 1)]
    return [(value, format(value, form).translate({ord("."): signs[0], ord(","): signs[1]})) for value in values]


def room_for(axis: Axis, size: float) -> int:
    """The margin in pixels that the names of a vertical axis need in type of ``size`` pixels."""
    lines = [line for _, words in ticks_of(axis) for line in words.split("<br>")]
    return math.ceil(max(width_of(line, size) for line in lines)) + _STANDOFF + int(axis.get("ticklabelstandoff", 0))
