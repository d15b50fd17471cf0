"""Ratings over time: named levels, the best on top, and a mark where a source places the country in a year.

A rating is a judgement. Nothing here begins at zero, and what joins consecutive years is a step from level to level
and not a slope, since there is nothing between two levels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from components.annotations import break_labels, break_lines
from components.axes import EDGE, room_for, year_axis
from components.chart import Figure, MixedUnits
from components.frame import frame
from components.marks import BESIDE, POINT, SUPPRESSED, cut_at, runs_of, series_of, without_lanes
from components.measure import lines_of
from components.palette import GRID, INK, KIND_COLOURS
from components.rating_labels import rating_labels
from components.traces import Trace, gap_traces, series_traces, with_dash
from loaders.dataset import Dataset
from loaders.frames import records
from loaders.notation import number
from loaders.texts import text
from loaders.words import Row

#: Units that are levels of a scale and no quantity.
RATING_UNITS = ("tier", "index_1_5", "index_3_15", "rank")
#: Pixels: the height of the plot, the narrowest that it becomes, the room of a named year, of a mark beside
#: another one, and the type of the names of levels.
_HEIGHT, _WIDTH, _YEAR, _MARK, _SIZE = 230, 270, 32, 12, 12
#: The widths at which a name of a level goes on in a second line: a wider one where lines would touch the next name.
_NAMES = (80, 110, 140, 1000)
#: From a line of type to the next, and the height of one alone, as shares of its size.
_NEXT_LINE, _LETTERS = 1.3, 1.2
_TOP, _BOTTOM = 24, 30
#: A rank has at least so many places on its scale, and at most so many named.
_FEWEST_RANKS, _MOST_NAMED = 5, 10


@dataclass(frozen=True)
class Scale:
    """The levels of a rating by their value, and the values at the lower and the upper end of its axis."""

    levels: tuple[tuple[float, str], ...]
    lower: float
    upper: float


def tier_names(dataset: Dataset, lang: str = "en") -> dict[float, str]:
    """The words for the ranks of the tier scale."""
    return {
        rank: text(dataset, f"tier.{name}", lang=lang)
        for rank, name in ((1.0, "1"), (2.0, "2"), (2.5, "2_5"), (3.0, "3"))
    }


def rating_scale(dataset: Dataset, figures: pd.DataFrame, lang: str = "en") -> Scale:
    """The scale of rating figures of one unit; its two ends say which of them is the best.

    Tier 1 is the best and Tier 3 the worst, a high index is better than a low one. A rank is a place in an
    order and no judgement: the first one stands on top. MixedUnits for anything but one unit of ratings.
    """
    unit = _unit_of(figures)
    if unit == "tier":
        names = tier_names(dataset, lang)
        return Scale(_named(dataset, names, best=1.0, worst=3.0, lang=lang), 3.5, 0.5)
    if unit == "rank":
        ranks = {float(rank): number(rank, 0, lang) for rank in _ranks(float(figures["obs_value"].max()))}
        first = text(dataset, "rating.first", lang=lang, level=ranks[1.0])
        return Scale(tuple((ranks | {1.0: first}).items()), max(ranks) + 0.6, 0.4)
    low, high, step, room = (1, 5, 1, 0.5) if unit == "index_1_5" else (3, 15, 3, 1.0)
    levels = {float(level): number(level, 0, lang) for level in range(low, high + 1, step)}
    return Scale(_named(dataset, levels, best=high, worst=low, lang=lang), low - room, high + room)


def _unit_of(figures: pd.DataFrame) -> str:
    units = set(figures["unit_measure"])
    if len(units) != 1 or not units <= set(RATING_UNITS):
        raise MixedUnits(f"one rating has one scale; these figures have {sorted(units)}")
    return str(units.pop())


def _named(
    dataset: Dataset, levels: dict[float, str], *, best: float, worst: float, lang: str
) -> tuple[tuple[float, str], ...]:
    ends = {
        best: text(dataset, "rating.best", lang=lang, level=levels[best]),
        worst: text(dataset, "rating.worst", lang=lang, level=levels[worst]),
    }
    return tuple((levels | ends).items())


def _ranks(largest: float) -> list[int]:
    """The places that are named: all of them, or the first one and every second, fifth, tenth ... one."""
    last = max(_FEWEST_RANKS, round(largest) + 1)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if last / step <= _MOST_NAMED or step == 1000)
    last = -(-last // step) * step
    return [1, *(rank for rank in range(step, last + 1, step) if rank > 1)]


def rating_chart(
    marked: pd.DataFrame,
    *,
    years: tuple[int, int],
    scale: Scale,
    gaps: pd.DataFrame | None = None,
    plot_height: int = _HEIGHT,
    plot_width: int = _WIDTH,
) -> Figure:
    """The chart of dated ratings on one scale (see ``rating_scale``).

    ``marked`` is as ``components.chart.chart`` takes it, ``gaps`` too. Marks for the same year at the same level
    stand side by side. A rating is written at its mark where it is not the one that the same body gave before.
    A rating for another period than a year is a bar as long as that period, at its level.
    MixedUnits for other units or several; ValueError for a figure without a date or without a value.
    """
    if len(marked):
        _unit_of(marked)
    rows = records(marked)
    if any(row["mark"] in (BESIDE, SUPPRESSED) for row in rows):
        raise ValueError("a rating without a date or a value has no place on its scale")
    rated = cut_at(without_lanes(rows), years[0] - EDGE, years[1] + 1 + EDGE)
    axis = level_axis(scale, plot_height)
    # Wider names take their room from the plot.
    plot_width -= room_for(axis, _SIZE) - room_for(level_axis(scale), _SIZE)
    a_year = plot_width / (years[1] + 1 - years[0] + 2 * EDGE)
    shown = _side_by_side(rated, room=_MARK / a_year)
    steps = [step for series in with_dash(rated) for step in step_traces(*series)]
    labels = rating_labels(
        shown,
        paths=[(step["x"], step["y"]) for step in steps],
        x_range=(years[0] - EDGE, years[1] + 1 + EDGE),
        scale=(scale.lower, scale.upper),
        size=(plot_width, plot_height),
    )
    return {
        "data": [*_hatched(gaps, years, plot_width), *steps, *_marks(shown)],
        "layout": {
            **frame(top=_TOP, bottom=_BOTTOM, left=room_for(axis, _SIZE)),
            "height": plot_height + _TOP + _BOTTOM,
            "xaxis": _years(years, most=plot_width / _YEAR),
            "yaxis": axis,
            # Gaps are bars from 0 to 1: levels have no zero that a bar could begin at.
            "yaxis2": {"domain": [0.0, 1.0], "range": [0.0, 1.0], "visible": False, "fixedrange": True},
            "annotations": [*labels, *break_labels(rated, years)],
            "shapes": break_lines(rated, years, 0.0),
        },
    }


def _names(scale: Scale, height: int) -> list[str]:
    """The names of the levels in as many lines as a plot of this height has room for."""
    a_level = height / abs(scale.upper - scale.lower)
    for width in _NAMES:
        names = [(value, lines_of(name, _SIZE, width=width)) for value, name in scale.levels]
        highs = [(value, ((len(lines) - 1) * _NEXT_LINE + _LETTERS) * _SIZE / 2) for value, lines in sorted(names)]
        if all(one + other <= (next_ - value) * a_level for (value, one), (next_, other) in pairwise(highs)):
            break
    return ["<br>".join(lines) for _, lines in names]


def level_axis(scale: Scale, height: int = _HEIGHT) -> dict[str, Any]:
    """A vertical axis with a line and a name for every level, the best on top; ``height`` is that of its plot."""
    return {
        "domain": [0.0, 1.0],
        "range": [scale.lower, scale.upper],
        "tickvals": [value for value, _ in scale.levels],
        "ticktext": _names(scale, height),
        "tickfont": {"color": INK, "size": _SIZE},
        "gridcolor": GRID,
        "zeroline": False,
        "fixedrange": True,
    }


def _years(years: tuple[int, int], *, most: float) -> dict[str, Any]:
    """The axis of years; every second one is named where the names of the levels leave no room for all."""
    axis = year_axis(*years)
    every = 2 if len(axis["tickvals"]) > most else 1
    return {**axis, "tickvals": axis["tickvals"][::every], "ticktext": axis["ticktext"][::every]}


def _side_by_side(rated: Sequence[Row], *, room: float) -> list[Row]:
    """Points of the same year at the same level, apart by ``room`` (in years) as long as they stay in their year."""
    groups: dict[tuple[int, float], list[str]] = {}
    for row in sorted((row for row in rated if row["mark"] == POINT), key=lambda row: (row["x"], row["obs_id"])):
        groups.setdefault((round(row["x"] * 100), row["obs_value"]), []).append(row["obs_id"])
    shifts = {
        name: (place - (len(names) - 1) / 2) * min(0.8 / len(names), room)
        for names in groups.values()
        for place, name in enumerate(names)
    }
    return [{**row, "x": row["x"] + shifts.get(row["obs_id"], 0.0)} for row in rated]


def steps_of(run: Sequence[Row]) -> tuple[list[float], list[float]]:
    """The path of a step through consecutive years: along each level to the end of its year, then to the next."""
    points = [(row["x"], row["obs_value"]) for row in run]
    path = [(float(run[0]["x_start"]), points[0][1])]
    for (x, level), (next_x, next_level) in pairwise(points):
        path += [((x + next_x) / 2, level), ((x + next_x) / 2, next_level)]
    path.append((float(run[-1]["x_end"]), points[-1][1]))
    return [x for x, _ in path], [level for _, level in path]


def _hatched(gaps: pd.DataFrame | None, years: tuple[int, int], width: int) -> list[Trace]:
    found = [] if gaps is None else gap_traces(gaps, 1.0, years=years, width=width)
    return [{**trace, "yaxis": "y2"} for trace in found]


def step_traces(series: Sequence[Row], dash: str) -> Iterator[Trace]:
    """A step through every stretch of consecutive years of a series; two years alone are not joined."""
    for run in runs_of([row for row in series if row["mark"] == POINT]):
        x, y = steps_of(run)
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "y": y,
            "line": {"color": KIND_COLOURS[str(series[0]["kind"])], "width": 1.5, "dash": dash},
            "hoverinfo": "skip",
            "meta": "step",
        }


def _marks(shown: Iterable[Row]) -> Iterator[Trace]:
    for series in series_of(shown):
        yield from (trace for trace in series_traces(series, "solid") if trace["meta"] != "line")
