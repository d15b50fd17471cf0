"""An indicator as a small chart: the grammar of the large one without names of ticks, hovers and letters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from components.annotations import bound_arrows, break_lines
from components.axes import EDGE, value_axis, year_axis
from components.chart import Figure
from components.frame import frame
from components.marks import BAR, BESIDE, LANE, POINT, cut_at, largest_of, without_lanes
from components.palette import GRID, KIND_COLOURS, MUTED
from components.placing import Box, box_of, free_place, label_at
from components.rating_chart import RATING_UNITS, Scale, step_traces
from components.traces import Trace, lane_traces, series_traces, with_dash
from loaders.notation import number
from loaders.words import Row

#: Pixels: the plot, a lane under it, a lane that stands alone, the narrowest width, and the type.
_PLOT, _LANE, _LANE_ALONE, _WIDTH, _SIZE = 66, 6, 20, 220, 11
_TOP, _SIDES, _BOTTOM = 20, 14, 20
#: Marks are so much of those of a large chart.
_SMALLER = 0.65
#: What a reader finds in the large chart and not in a small one.
_LEFT_OUT = ("customdata", "hovertext", "name")


def small_chart(
    figures: Sequence[Row], *, years: tuple[int, int], scale: Scale | None = None, lang: str = "en"
) -> Figure:
    """The small chart of dated figures of one unit; charts with the same ``years`` share one axis of time.

    ``figures`` are rows as ``components.chart.chart`` takes them; ratings need their ``scale``. The first and the
    last year are named, and the value of the upper line. The latest value of each kind of body is written where
    it covers nothing. Totals over several years are thin lines under the axis, without their numbers except
    where there is nothing else. ValueError for figures without a date, or for ratings without a scale.
    """
    rows = list(figures)
    if any(row["mark"] == BESIDE for row in rows):
        raise ValueError("figures without a date have no place on the axis")
    rated = any(row["unit_measure"] in RATING_UNITS for row in rows)
    if rated != (scale is not None):
        raise ValueError("ratings are drawn on their scale, and nothing else is")
    if rated:
        rows = without_lanes(rows)
    lanes = [row for row in rows if row["mark"] == LANE]
    if len(lanes) == len(rows) and not rated:
        return _lanes_alone(lanes, years)
    plotted = cut_at((row for row in rows if row["mark"] != LANE), years[0] - EDGE, years[1] + 1 + EDGE)
    axis, top_words = _rating_axis(scale) if scale else _value_axis(plotted, lang)
    below = _BOTTOM + _LANE * len(lanes) if len(lanes) else 0
    floor = below / (_PLOT + below)
    series = list(with_dash(plotted))
    values = _values([one for one, _ in series], x_range=_span(years), y_range=tuple(axis["range"]))
    return {
        "data": [
            *([] if scale else [_zero_line(years)]),
            *(_smaller(trace) for one, dash in series for trace in _traces(one, dash, rated=rated)),
            *(_smaller(trace) for trace in lane_traces(lanes, years)),
        ],
        "layout": {
            **frame(top=_TOP, bottom=4 if below else _BOTTOM, left=_SIDES, right=_SIDES),
            "height": _PLOT + below + _TOP + (4 if below else _BOTTOM),
            "xaxis": {**_year_axis(years), "anchor": "y", "position": floor},
            "yaxis": {**axis, "domain": [floor, 1.0]},
            "yaxis2": _lane_axis(len(lanes), top=max(floor - _BOTTOM / (_PLOT + below), 0.01)),
            "annotations": [_top_label(axis["range"][1], top_words), *values, *_arrows(plotted, rated=rated)],
            "shapes": break_lines(plotted, years, floor),
        },
    }


def _lanes_alone(lanes: Sequence[Row], years: tuple[int, int]) -> Figure:
    cut = cut_at(lanes, years[0] - EDGE, years[1] + 1 + EDGE)
    labels = [
        label_at(
            str(lane["label"]),
            at=(float(lane["x"]), float(row)),
            place=("center", "bottom", 0, 1),
            size=_SIZE,
            colour=KIND_COLOURS[lane["kind"]],
        )
        for row, lane in enumerate(cut)
    ]
    return {
        "data": [{**_smaller(trace), "yaxis": "y"} for trace in lane_traces(lanes, years)],
        "layout": {
            **frame(top=10, bottom=_BOTTOM, left=_SIDES, right=_SIDES),
            "height": _LANE_ALONE * len(lanes) + 10 + _BOTTOM,
            "xaxis": _year_axis(years),
            "yaxis": _lane_axis(len(lanes), top=1.0),
            "annotations": labels,
            "shapes": [],
        },
    }


def _span(years: tuple[int, int]) -> tuple[float, float]:
    return years[0] - EDGE, years[1] + 1 + EDGE


def _year_axis(years: tuple[int, int]) -> dict[str, Any]:
    ends = sorted(set(years))
    return {**year_axis(*years), "tickvals": [year + 0.5 for year in ends], "ticktext": [str(year) for year in ends]}


def _value_axis(plotted: Sequence[Row], lang: str) -> tuple[dict[str, Any], str]:
    """An axis with a line at the top and none of its other ticks, and the value of that line in words."""
    axis = value_axis(str(plotted[0]["unit_measure"]), largest_of(plotted), domain=(0.0, 1.0), tier_names={})
    top = float(axis["range"][1])
    decimals = 0 if top == round(top) else len(f"{top:.6f}".rstrip("0").partition(".")[2])
    return _plain_axis([0.0, top], lines=[top]), number(top, decimals, lang)


def _rating_axis(scale: Scale) -> tuple[dict[str, Any], str]:
    best = min(scale.levels, key=lambda level: abs(level[0] - scale.upper))
    return _plain_axis([scale.lower, scale.upper], lines=[level for level, _ in scale.levels]), best[1]


def _plain_axis(span: list[float], *, lines: list[float]) -> dict[str, Any]:
    return {
        "range": span,
        "tickvals": lines,
        "ticktext": [""] * len(lines),
        "showticklabels": False,
        "gridcolor": GRID,
        "zeroline": False,
        "fixedrange": True,
    }


def _lane_axis(lanes: int, *, top: float) -> dict[str, Any]:
    return {"domain": [0.0, top], "range": [lanes - 0.5, -0.5], "visible": False, "fixedrange": True}


def _zero_line(years: tuple[int, int]) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(_span(years)),
        "y": [0, 0],
        "line": {"color": MUTED, "width": 1},
        "hoverinfo": "skip",
        "meta": "zero",
    }


def _top_label(top: float, words: str) -> dict[str, object]:
    label = label_at(words, at=(0.0, top), place=("left", "bottom", -_SIDES, 0), size=_SIZE, colour=MUTED)
    return {**label, "xref": "paper"}


def _traces(series: Sequence[Row], dash: str, *, rated: bool) -> Iterator[Trace]:
    if not rated:
        yield from series_traces(series, dash)
        return
    yield from step_traces(series, dash)
    yield from (trace for trace in series_traces(series, dash) if trace["meta"] != "line")


def _smaller(trace: Trace) -> Trace:
    """A mark of the large chart, smaller, and no way to its figure: the way from here is to the large chart."""
    kept = {name: value for name, value in trace.items() if name not in _LEFT_OUT}
    if "line" in kept:
        kept["line"] = {**kept["line"], "width": kept["line"]["width"] * _SMALLER}
    if "size" in kept.get("marker", {}):
        marker = kept["marker"]
        outline = {**marker["line"], "width": marker["line"]["width"] * 0.75}
        kept["marker"] = {**marker, "size": marker["size"] * _SMALLER, "line": outline}
    return {**kept, "hoverinfo": "skip"}


def _arrows(plotted: Iterable[Row], *, rated: bool) -> Iterator[dict[str, Any]]:
    for arrow in () if rated else bound_arrows(plotted):
        yield {**arrow, "ay": arrow["ay"] * _SMALLER, "yshift": arrow["yshift"] * _SMALLER}


def _values(
    all_series: list[list[Row]], *, x_range: tuple[float, float], y_range: tuple[float, ...]
) -> Iterator[dict[str, object]]:
    """The latest value of each kind of body, where it covers nothing."""
    paths = [_path(series, x_range=x_range, y_range=y_range) for series in all_series]
    taken = [box for path in paths for box in _along(path, pixels=_WIDTH / (x_range[1] - x_range[0]))]
    latest: dict[str, Row] = {}
    for last in sorted((path[-1] for path in paths), key=lambda mark: (mark["x"], mark["obs_id"])):
        latest[last["kind"]] = last
    for mark in latest.values():
        words, inside = str(mark["label"]), (-_SIDES, 0.0, _WIDTH + _SIDES, _PLOT + 4.0)
        place = free_place(words, at=mark["at"], size=_SIZE, taken=taken, inside=inside)
        if place:
            taken.append(box_of(words, at=mark["at"], place=place, size=_SIZE))
            colour = KIND_COLOURS[mark["kind"]]
            yield label_at(words, at=(mark["x"], mark["y"]), place=place, size=_SIZE, colour=colour)


def _path(series: Iterable[Row], *, x_range: tuple[float, float], y_range: tuple[float, ...]) -> list[Row]:
    """The marks of a series in order, each with its height ``y`` and its place ``at`` in pixels."""
    path: list[Row] = []
    for mark in series:
        y = mark["threshold"] if math.isnan(mark["obs_value"]) else mark["obs_value"]
        across, up = (mark["x"] - x_range[0]) / (x_range[1] - x_range[0]), (y - y_range[0]) / (y_range[1] - y_range[0])
        path.append({**mark, "y": y, "at": (across * _WIDTH, up * _PLOT)})
    return path


def _along(path: list[Row], *, pixels: float) -> Iterator[Box]:
    """The room that marks, their bars and the lines between neighbouring points take."""
    for mark in path:
        (x, y), half = mark["at"], (mark["x_end"] - mark["x_start"]) * pixels / 2 if mark["mark"] == BAR else 0
        yield (x - half - 4, y - 4, x + half + 4, y + 4)
    for one, other in pairwise(mark["at"] for mark in path if mark["mark"] == POINT):
        for part in range(1, 8):
            x, y = (one[side] + (other[side] - one[side]) * part / 8 for side in (0, 1))
            yield (x - 1, y - 1, x + 1, y + 1)
