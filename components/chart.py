"""The chart of one indicator, drawn by the grammar in ``components.marks``.

A figure is a plain dictionary of plotly's schema: lists, no arrays, and only trace types of the basic bundle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from components.axes import EDGE, value_axis, year_axis
from components.labels import NARROWEST, placed_labels
from components.marks import BAR, BESIDE, LANE, POINT, SUPPRESSED, runs_of, series_of
from components.palette import HATCH, INK, KIND_COLOURS, MUTED, PAPER, fill, symbol

Figure = dict[str, Any]
Trace = dict[str, Any]
_DASHES = ("solid", "dash", "dot", "dashdot")
_LANE_HEIGHT, _AXIS_HEIGHT = 27, 34
FONT = "system-ui, Segoe UI, Roboto, Noto Sans, DejaVu Sans, sans-serif"


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
) -> Figure:
    """The chart of dated figures of one unit.

    ``marked`` has the columns of ``components.marks.with_marks`` and ``letter``, ``label`` (the value in words)
    and ``hover``. ``gaps`` has ``x_start``, ``x_end`` and ``reason`` (words). ``largest`` fixes the top of the
    axis for charts that are read side by side. ``plot_width`` is the narrowest that the plot becomes.
    MixedUnits when the figures have more than one unit, ValueError when one of them has no date.
    """
    if (marked["mark"] == BESIDE).any():
        raise ValueError(f"figures without a date have no place on the axis: {_beside(marked)}")
    units = set(marked["unit_measure"])
    if len(units) != 1:
        raise MixedUnits(f"one chart has one unit; these figures have {sorted(units)}")
    lanes = marked[marked["mark"] == LANE]
    plotted = _cut(marked[marked["mark"] != LANE], years)
    below = _LANE_HEIGHT * len(lanes) + _AXIS_HEIGHT if len(lanes) else 0
    height = plot_height + below + 50
    floor = below / (plot_height + below)
    top = largest if largest is not None else _largest(plotted)
    axis = value_axis(units.pop(), top, domain=(floor, 1.0), tier_names=dict(tier_names or {}))
    labels = placed_labels(
        plotted,
        x_range=(years[0], years[1] + 1),
        y_range=(axis["range"][0], axis["range"][1]),
        size=(plot_width, plot_height),
    )
    return {
        "data": [
            *_gap_traces(gaps, axis["range"][1]),
            *(trace for series in _with_dash(plotted) for trace in _series_traces(*series)),
            *_lane_traces(lanes, years),
        ],
        "layout": {
            "height": height,
            "margin": {"l": 8, "r": 8, "t": 20, "b": 6 if len(lanes) else 30, "pad": 4},
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "font": {"family": FONT, "size": 13, "color": INK},
            "showlegend": False,
            "hovermode": "closest",
            "barmode": "overlay",
            "xaxis": {**year_axis(*years), "anchor": "y", "position": floor},
            "yaxis": axis,
            "yaxis2": {
                "domain": [0, max(floor - _AXIS_HEIGHT / (plot_height + below), 0.01)],
                "range": [len(lanes) - 0.5, -0.5],
                "visible": False,
                "fixedrange": True,
            },
            "annotations": [
                *labels,
                *_bound_arrows(plotted),
                *_lane_labels(lanes, years),
                *_break_labels(plotted, years),
            ],
            "shapes": _break_lines(plotted, floor),
        },
    }


def _beside(marked: pd.DataFrame) -> str:
    return ", ".join(marked.loc[marked["mark"] == BESIDE, "obs_id"])


def _cut(plotted: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """Marks cut at the edges of the chart, so that a period which reaches beyond them keeps its label inside."""
    start = plotted["x_start"].clip(lower=years[0] - EDGE)
    end = plotted["x_end"].clip(upper=years[1] + 1 + EDGE)
    return plotted.assign(x_start=start, x_end=end, x=(start + end) / 2)


def _largest(plotted: pd.DataFrame) -> float:
    values = pd.concat([plotted["obs_value"], plotted["threshold"]]).dropna()
    return float(values.max()) if len(values) else 1.0


def _with_dash(plotted: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, str]]:
    """Every series with a line style of its own among those of its kind of source."""
    used: dict[str, int] = {}
    for series in series_of(plotted):
        kind = str(series["source_type"].iloc[0])
        used[kind] = used.get(kind, -1) + 1
        yield series, _DASHES[used[kind] % len(_DASHES)]


def _series_traces(series: pd.DataFrame, dash: str) -> Iterator[Trace]:
    points, bars = series[series["mark"] == POINT], series[series["mark"] == BAR]
    kind = str(series["source_type"].iloc[0])
    for run in runs_of(points):
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": run["x"].tolist(),
            "y": run["obs_value"].tolist(),
            "line": {"color": KIND_COLOURS[kind], "width": 2, "dash": dash},
            "hoverinfo": "skip",
            "meta": "line",
        }
    for _, bar in bars.iterrows():
        yield _bar_trace(bar)
    if len(points):
        yield _marker_trace(points)
    for _, hidden in series[series["mark"] == SUPPRESSED].iterrows():
        yield _suppressed_trace(hidden)


def _marker(figure: pd.Series, size: int) -> dict[str, Any]:
    colour = KIND_COLOURS[figure["source_type"]]
    return {
        "symbol": symbol(figure["source_type"], figure["origin"]),
        "color": fill(figure["source_type"], figure["origin"]),
        "size": size,
        "line": {"color": colour, "width": 2},
        "opacity": 1,
    }


def _marker_trace(points: pd.DataFrame) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": points["x"].tolist(),
        "y": points["obs_value"].tolist(),
        "marker": _marker(points.iloc[0], 10),
        "cliponaxis": False,
        "customdata": points["obs_id"].tolist(),
        "hovertext": points["hover"].tolist(),
        "hoverinfo": "text",
        "meta": POINT,
    }


def _bar_trace(bar: pd.Series) -> Trace:
    """A bar as long as the period at its value, with the kind's mark at both ends."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [bar["x_start"], bar["x_end"]],
        "y": [bar["obs_value"], bar["obs_value"]],
        "line": {"color": KIND_COLOURS[bar["source_type"]], "width": 4},
        "marker": _marker(bar, 7),
        "cliponaxis": False,
        "customdata": [bar["obs_id"]] * 2,
        "hovertext": [bar["hover"]] * 2,
        "hoverinfo": "text",
        "meta": BAR,
    }


def _suppressed_trace(hidden: pd.Series) -> Trace:
    """A short hatched bar between zero and the threshold: the number lies somewhere in it."""
    colour = KIND_COLOURS[hidden["source_type"]]
    return {
        "type": "bar",
        "x": [hidden["x"]],
        "y": [hidden["threshold"]],
        "width": [0.35],
        "marker": {
            "color": PAPER,
            "line": {"color": colour, "width": 1},
            "pattern": {"shape": "/", "fgcolor": colour, "bgcolor": PAPER, "size": 5},
        },
        "customdata": [hidden["obs_id"]],
        "hovertext": [hidden["hover"]],
        "hoverinfo": "text",
        "meta": SUPPRESSED,
    }


def _gap_traces(gaps: pd.DataFrame, top: float) -> Iterator[Trace]:
    """A stated gap: the whole height of its period hatched, with its reason."""
    for _, gap in gaps.iterrows():
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
            "insidetextanchor": "end",
            "textangle": 0,
            "textfont": {"color": INK, "size": 12},
            "hovertext": [gap["reason"]],
            "hoverinfo": "text",
            "meta": "gap",
        }


def _lane_traces(lanes: pd.DataFrame, years: tuple[int, int]) -> Iterator[Trace]:
    """A total over several years, in a lane of its own below the axis, cut at the edge of the chart."""
    for row, (_, total) in enumerate(lanes.iterrows()):
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [max(total["x_start"], years[0] - 0.1), min(total["x_end"], years[1] + 1.1)],
            "y": [row, row],
            "yaxis": "y2",
            "line": {"color": KIND_COLOURS[total["source_type"]], "width": 3},
            "customdata": [total["obs_id"]] * 2,
            "hovertext": [total["hover"]] * 2,
            "hoverinfo": "text",
            "meta": LANE,
        }


def _lane_labels(lanes: pd.DataFrame, years: tuple[int, int]) -> Iterator[dict[str, Any]]:
    for row, (_, total) in enumerate(lanes.iterrows()):
        late = max(total["x_start"], years[0]) > (years[0] + years[1]) / 2
        before, after = total["x_start"] < years[0], total["x_end"] > years[1] + 1.01
        yield {
            "x": min(total["x_end"], years[1] + 1.1) if late else max(total["x_start"], years[0] - 0.1),
            "y": row,
            "yref": "y2",
            "text": f"{'◀ ' if before else ''}<b>{total['letter']}</b> {total['period']}: <b>{total['label']}</b>{' ▶' if after else ''}",
            "showarrow": False,
            "xanchor": "right" if late else "left",
            "yanchor": "bottom",
            "yshift": 0,
            "font": {"color": KIND_COLOURS[total["source_type"]], "size": 12},
        }


_ARROWS = {"at_least": ("end", -16, 20), "at_most": ("end", 16, -20), "about": ("end+start", -9, 18)}


def _bound_arrows(plotted: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """An arrow up for "at least", down for "at most", both ways for "about"."""
    bounded = plotted[plotted["bound"].isin(list(_ARROWS)) & plotted["obs_value"].notna()]
    for _, figure in bounded.iterrows():
        side, shift, length = _ARROWS[figure["bound"]]
        yield {
            "x": figure["x"],
            "y": figure["obs_value"],
            "yshift": -shift,
            "ax": 0,
            "ay": length,
            "text": "",
            "showarrow": True,
            "arrowhead": 2,
            "startarrowhead": 2,
            "arrowside": side,
            "arrowwidth": 1.5,
            "arrowcolor": KIND_COLOURS[figure["source_type"]],
        }


def _breaks(plotted: pd.DataFrame) -> list[float]:
    return sorted(set(plotted.loc[(plotted["obs_status"] == "B"), "x_start"]))


def _break_lines(plotted: pd.DataFrame, floor: float) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": at,
            "x1": at,
            "y0": floor,
            "y1": 1,
            "line": {"color": MUTED, "width": 1, "dash": "dot"},
        }
        for at in _breaks(plotted)
    ]


def _break_labels(plotted: pd.DataFrame, years: tuple[int, int]) -> Iterator[dict[str, Any]]:
    for at in _breaks(plotted):
        yield {
            "x": at,
            "xref": "x",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "xanchor": "right" if at > years[1] - 2 else "left" if at < years[0] + 3 else "center",
            "text": str(plotted["break_word"].iloc[0]),
            "showarrow": False,
            "font": {"color": MUTED, "size": 11},
        }
