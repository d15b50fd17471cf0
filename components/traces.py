"""What is drawn for each mark: traces of plotly's basic bundle, as plain dictionaries.

A trace of figures bears their letter as its ``name``: the keyboard goes from one letter to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from components.axes import EDGE
from components.marks import BAR, LANE, POINT, SUPPRESSED, SUPPRESSED_WIDTH, runs_of, series_of
from components.measure import width_of
from components.palette import HATCH, INK, KIND_COLOURS, PAPER, fill, symbol
from loaders.frames import records
from loaders.words import Row

Trace = dict[str, Any]
#: How strongly a figure is drawn that its own source later replaced.
_FADED = 0.35
#: Pixels: the type in which the reason of a gap is written.
_GAP_SIZE = 12
_DASHES = ("solid", "dash", "dot", "dashdot")


def with_dash(plotted: Iterable[Row]) -> Iterator[tuple[list[Row], str]]:
    """Every series with a line style of its own among those of its kind of source."""
    used: dict[str, int] = {}
    for series in series_of(plotted):
        kind = str(series[0]["kind"])
        used[kind] = used.get(kind, -1) + 1
        yield series, _DASHES[used[kind] % len(_DASHES)]


def series_traces(series: Sequence[Row], dash: str) -> Iterator[Trace]:
    """The lines, bars, points and suppressed bars of one series."""
    points = [row for row in series if row["mark"] == POINT]
    kind = str(series[0]["kind"])
    for run in runs_of(points):
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [row["x"] for row in run],
            "y": [row["obs_value"] for row in run],
            "line": {"color": KIND_COLOURS[kind], "width": 2, "dash": dash},
            "hoverinfo": "skip",
            "meta": "line",
        }
    yield from (bar_trace(row) for row in series if row["mark"] == BAR)
    for replaced in (False, True):
        alike = [row for row in points if bool(row["superseded"]) == replaced]
        if alike:
            yield marker_trace(alike)
    yield from (suppressed_trace(row) for row in series if row["mark"] == SUPPRESSED)


def _marker(figure: Row, size: int) -> dict[str, Any]:
    colour = KIND_COLOURS[figure["kind"]]
    return {
        "symbol": symbol(figure["kind"], figure["origin"]),
        "color": fill(figure["kind"], figure["origin"]),
        "size": size,
        "line": {"color": colour, "width": 2},
        "opacity": _FADED if figure["superseded"] else 1,
    }


def marker_trace(points: Sequence[Row]) -> Trace:
    """The points of a series, all replaced by their source later or none of them."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row["x"] for row in points],
        "y": [row["obs_value"] for row in points],
        "marker": _marker(points[0], 10),
        "cliponaxis": False,
        "name": str(points[0]["letter"]),
        "customdata": [row["obs_id"] for row in points],
        "hovertext": [row["hover"] for row in points],
        "hoverinfo": "text",
        "meta": POINT,
    }


def bar_trace(bar: Row) -> Trace:
    """A bar as long as the period at its value, with the kind's mark at both ends."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [bar["x_start"], bar["x_end"]],
        "y": [bar["obs_value"], bar["obs_value"]],
        "line": {"color": KIND_COLOURS[bar["kind"]], "width": 4},
        "marker": _marker(bar, 7),
        "cliponaxis": False,
        "name": str(bar["letter"]),
        "customdata": [bar["obs_id"]] * 2,
        "hovertext": [bar["hover"]] * 2,
        "hoverinfo": "text",
        "meta": BAR,
    }


def suppressed_trace(hidden: Row) -> Trace:
    """A short hatched bar between zero and the threshold: the number lies somewhere in it."""
    colour = KIND_COLOURS[hidden["kind"]]
    return {
        "type": "bar",
        "x": [hidden["x"]],
        "y": [hidden["threshold"]],
        "width": [SUPPRESSED_WIDTH],
        "marker": {
            "color": PAPER,
            "line": {"color": colour, "width": 1},
            "pattern": {"shape": "/", "fgcolor": colour, "bgcolor": PAPER, "size": 5},
        },
        "name": str(hidden["letter"]),
        "customdata": [hidden["obs_id"]],
        "hovertext": [hidden["hover"]],
        "hoverinfo": "text",
        "meta": SUPPRESSED,
    }


def gap_traces(
    gaps: pd.DataFrame, top: float, *, years: tuple[int, int], width: int, plotted: Sequence[Row] = ()
) -> Iterator[Trace]:
    """A stated gap: the whole height of its period hatched, with its reason, upright where it has no room else.

    ``width`` is the narrowest that the plot becomes, in pixels. The reason stands where no figure of ``plotted`` does:
    at the foot of the hatching if one stands high in it, else at its top.
    """
    a_year = width / (years[1] + 1 - years[0] + 2 * EDGE)
    for gap in records(gaps):
        lies = width_of(gap["reason"], _GAP_SIZE) < (gap["x_end"] - gap["x_start"]) * a_year
        yield {
            "type": "bar",
            "x": [(gap["x_start"] + gap["x_end"]) / 2],
            "y": [top],
            "width": [gap["x_end"] - gap["x_start"]],
            "marker": {
                "color": PAPER,
                "line": {"width": 0},
                "pattern": {"shape": "\\", "fgcolor": HATCH, "bgcolor": PAPER, "size": 9, "solidity": 0.12},
            },
            "text": [gap["reason"]],
            "textposition": "inside",
            "insidetextanchor": "start" if _is_high(plotted, gap, top) else "end",
            "textangle": 0 if lies else -90,
            "constraintext": "none",
            "textfont": {"color": INK, "size": _GAP_SIZE},
            "hovertext": [gap["reason"]],
            "hoverinfo": "text",
            "meta": "gap",
        }


def _is_high(plotted: Iterable[Row], gap: Row, top: float) -> bool:
    """Whether a figure stands in the upper half of a gap's hatching."""
    within = (row for row in plotted if row["x_start"] < gap["x_end"] and row["x_end"] > gap["x_start"])
    return any(row["obs_value"] > top / 2 for row in within)


def lane_traces(lanes: Iterable[Row], years: tuple[int, int]) -> Iterator[Trace]:
    """A total over several years, in a lane of its own below the axis, cut at the edge of the chart."""
    for row, total in enumerate(lanes):
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [max(total["x_start"], years[0] - 0.1), min(total["x_end"], years[1] + 1.1)],
            "y": [row, row],
            "yaxis": "y2",
            "line": {"color": KIND_COLOURS[total["kind"]], "width": 3},
            "name": str(total["letter"]),
            "customdata": [total["obs_id"]] * 2,
            "hovertext": [total["hover"]] * 2,
            "hoverinfo": "text",
            "meta": LANE,
        }
