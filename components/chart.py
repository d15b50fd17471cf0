"""The chart of one indicator, drawn by the grammar in ``components.marks``.

A figure is a plain dictionary of plotly's schema: lists, no arrays, and only trace types of the basic bundle.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.annotations import bound_arrows, break_labels, break_lines, lane_labels
from components.axes import EDGE, room_for, separators, value_axis, year_axis
from components.frame import frame
from components.labels import NARROWEST, placed_labels
from components.marks import BESIDE, LANE, cut_at, largest_of
from components.traces import gap_traces, lane_traces, series_traces, with_dash
from loaders.frames import records

Figure = dict[str, Any]
#: Pixels: one lane, the named years above the lanes, and all margins of the chart.
_LANE_HEIGHT, _AXIS_HEIGHT, _MARGINS = 27, 34, 50
_EMPTY_HEIGHT = 24


class MixedUnits(ValueError):
    """Figures with different units were asked to share one axis."""


def chart(
    marked: pd.DataFrame,
    *,
    gaps: pd.DataFrame,
    years: tuple[int, int],
    tier_names: Mapping[float, str] | None = None,
    largest: float | None = None,
    plot_height: int = 330,
    plot_width: int = NARROWEST,
    unit: str = "",
    lang: str = "en",
) -> Figure:
    """The chart of dated figures of one unit.

    ``marked`` has the columns of ``components.marks.with_marks`` and ``letter``, ``label`` (the value in words)
    and ``hover``. ``gaps`` has ``x_start``, ``x_end`` and ``reason`` (words). ``largest`` fixes the top of the
    axis for charts that are read side by side. ``plot_width`` is the narrowest that the plot becomes;
    ``unit`` is that of an axis without figures, on which a stated gap is drawn.
    MixedUnits when the figures have more than one unit, ValueError when one of them has no date.
    """
    unit = _only_unit(marked, unit)
    rows = records(marked)
    lanes = [row for row in rows if row["mark"] == LANE]
    plotted = cut_at((row for row in rows if row["mark"] != LANE), years[0] - EDGE, years[1] + 1 + EDGE)
    if not plotted and gaps.empty:  # only totals over several years: nothing to draw above their lanes
        plot_height = _EMPTY_HEIGHT
    below = _LANE_HEIGHT * len(lanes) + _AXIS_HEIGHT if len(lanes) else 0
    floor = below / (plot_height + below)
    top = largest if largest is not None else largest_of(plotted)
    axis = value_axis(unit, top, domain=(floor, 1.0), tier_names=dict(tier_names or {}))
    upright = bool(plotted) or not gaps.empty
    labels = placed_labels(
        plotted,
        x_range=(years[0], years[1] + 1),
        y_range=(axis["range"][0], axis["range"][1]),
        size=(plot_width, plot_height),
    )
    data = [
        *gap_traces(gaps, axis["range"][1], years=years, width=plot_width, plotted=plotted),
        *(trace for series in with_dash(plotted) for trace in series_traces(*series)),
        *lane_traces(lanes, years),
    ]
    layout = {
        **frame(top=20, bottom=6 if len(lanes) else 30, left=room_for(axis, 12) if upright else 8),
        "height": plot_height + below + _MARGINS,
        "separators": separators(lang),
        "xaxis": {**year_axis(*years), "anchor": "y", "position": floor},
        "yaxis": {**axis, "visible": upright},
        "yaxis2": _lane_axis(len(lanes), top=floor - _AXIS_HEIGHT / (plot_height + below)),
        "annotations": [
            *labels,
            *bound_arrows(plotted),
            *lane_labels(lanes, years),
            *break_labels(plotted, years),
        ],
        "shapes": break_lines(plotted, years, floor),
    }
    return {"data": data, "layout": layout}


def _only_unit(marked: pd.DataFrame, unit: str) -> str:
    if (marked["mark"] == BESIDE).any():
        raise ValueError(f"figures without a date have no place on the axis: {_beside(marked)}")
    units = set(marked["unit_measure"]) or {unit}
    if len(units) != 1:
        raise MixedUnits(f"one chart has one unit; these figures have {sorted(units)}")
    return str(units.pop())


def _lane_axis(lanes: int, *, top: float) -> dict[str, Any]:
    return {"domain": [0, max(top, 0.01)], "range": [lanes - 0.5, -0.5], "visible": False, "fixedrange": True}


def _beside(marked: pd.DataFrame) -> str:
    return ", ".join(marked.loc[marked["mark"] == BESIDE, "obs_id"])
