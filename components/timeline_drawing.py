"""Laws, treaties, plans and institutions over the years, and below them how many figures speak of each year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.axes import EDGE, year_axis
from components.chart import Figure
from components.events_layer import with_events
from components.frame import frame
from components.marks import decimal_year
from components.palette import GRID, INK, KIND_COLOURS, MUTED

#: Pixels: the height of a figure in a column, the least height of a column, the type, and the sides.
_A_FIGURE, _LEAST, _SIZE, _SIDES = 0.9, 2, 11, 12
#: Pixels: above a lane for its name, above columns for their name, and below the last ones for the years.
_NAME, _ABOVE, _YEARS, _BETWEEN = 26, 34, 24, 6
#: A column is so much of its year.
_WIDTH = 0.7


@dataclass(frozen=True)
class Moment:
    """A day that is marked through all lanes, and what is said of it."""

    day: pd.Timestamp
    words: str


def lanes_drawing(lanes: Mapping[str, pd.DataFrame], *, years: tuple[int, int], moments: Iterable[Moment]) -> Figure:
    """One lane of dates under each name: rows of ``loaders.events.events_between``, numbered as in the list below.

    ``years`` are the first and the last year of the axis, which stands on top; ``moments`` are named above it.
    """
    figure: Figure = {
        "data": [],
        "layout": {
            **frame(top=0, bottom=0, left=_SIDES, right=_SIDES),
            "height": 1,
            "xaxis": {**year_axis(*years), "showticklabels": False},
            "yaxis": {"range": [0, 1], "visible": False},
            "annotations": [],
            "shapes": [],
        },
    }
    names = []
    for name, events in reversed(list(lanes.items())):
        figure = with_events(figure, events, years=years)
        names.append((name, figure["layout"]["height"] - 1))
        figure = _higher(figure, _NAME)
    top = figure["layout"]["height"] - 1
    axis = year_axis(*years)
    marked = [
        *(_word(x, 1 + top, text) for x, text in zip(axis["tickvals"], axis["ticktext"], strict=True)),
        *(_lane_name(name, above, years) for name, above in names),
        *(_moment_name(moment, 1 + top + _YEARS, years) for moment in moments),
    ]
    layout = figure["layout"]
    lines = [_line(x, top) for x in axis["tickvals"]]
    lines += [_rule(above + _NAME - 2, years) for _, above in names]
    lines += [_line(decimal_year(moment.day), top + _YEARS, dash="dot", colour=INK) for moment in moments]
    figure = {
        **figure,
        "layout": {
            **layout,
            "annotations": [*layout["annotations"], *marked],
            "shapes": [*lines, *layout["shapes"]],
        },
    }
    return _higher(figure, 2 * _YEARS)


def _higher(figure: Figure, room: int) -> Figure:
    """The same with more room above."""
    layout, margin = figure["layout"], figure["layout"]["margin"]
    raised = {**layout, "height": layout["height"] + room, "margin": {**margin, "t": margin["t"] + room}}
    return {**figure, "layout": raised}


def _word(x: float, y: float, text: str) -> dict[str, Any]:
    return _note(text, x=x, y=y, xanchor="center", yanchor="bottom")


def _note(text: str, *, colour: str = MUTED, **place: Any) -> dict[str, Any]:
    """Words at a place; ``y`` counts pixels from the line under all lanes, which is one pixel high."""
    font = {"color": colour, "size": _SIZE}
    return {"text": text, "xref": "x", "yref": "paper", "showarrow": False, "font": font, **place}


def _lane_name(name: str, above: int, years: tuple[int, int]) -> dict[str, Any]:
    return _note(f"<b>{name}</b>", x=years[0] - EDGE, y=1 + above, xanchor="left", yanchor="bottom", colour=INK)


def _moment_name(moment: Moment, y: float, years: tuple[int, int]) -> dict[str, Any]:
    at = decimal_year(moment.day)
    early = at < (years[0] + years[1]) / 2 - 1
    return _note(moment.words, x=at, y=y, xanchor="left" if early else "right", yanchor="bottom", colour=INK)


def _rule(above: int, years: tuple[int, int]) -> dict[str, Any]:
    """A lying line over a lane."""
    return {**_line(years[0] - EDGE, 0), "x1": years[1] + 1 + EDGE, "y0": 1 + above, "y1": 1 + above}


def _line(x: float, top: float, *, dash: str = "solid", colour: str = GRID) -> dict[str, Any]:
    """An upright line through all lanes."""
    line = {"color": colour, "width": 1, "dash": dash}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1 + top, "line": line}


def columns_drawing(
    numbers: Mapping[int, int], *, kind: str, name: str, hovers: Mapping[int, str], years: tuple[int, int], last: bool
) -> Figure:
    """The columns of one kind of source: how many figures speak of each year, all kinds at one scale.

    ``last`` names the years below.
    """
    tallest = max([*numbers.values(), 1])
    shown = {year: number for year, number in numbers.items() if number}
    height = max(tallest * _A_FIGURE, _LEAST)
    marker = {"color": KIND_COLOURS[kind], "line": {"color": KIND_COLOURS[kind], "width": 0}}
    below = _YEARS if last else _BETWEEN
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "v",
                "x": [year + 0.5 for year in shown],
                "y": [max(number, _LEAST / _A_FIGURE) for number in shown.values()],
                "width": [_WIDTH] * len(shown),
                "marker": marker,
                "hovertext": [hovers[year] for year in shown],
                "hoverinfo": "text",
            }
        ],
        "layout": {
            **frame(top=_ABOVE, bottom=below, left=_SIDES, right=_SIDES),
            "height": height + _ABOVE + below,
            "xaxis": {**year_axis(*years), "showgrid": True, "gridcolor": GRID, "showticklabels": last},
            "yaxis": {"range": [0, height / _A_FIGURE], "visible": False},
            "annotations": [
                {
                    **_note(f"<b>{name}</b>", x=years[0] - EDGE, y=1, xanchor="left", yanchor="bottom"),
                    "font": {"color": KIND_COLOURS[kind], "size": _SIZE},
                    "yshift": 14,
                },
                *(_largest(year, number, kind) for year, number in _peak(shown)),
            ],
            "shapes": [
                {**_line(years[0] - EDGE, 0), "x1": years[1] + 1 + EDGE, "y1": 0},
            ],
        },
    }


def _peak(numbers: Mapping[int, int]) -> list[tuple[int, int]]:
    """The first of the tallest columns, whose number is written."""
    return [max(numbers.items(), key=lambda item: item[1])] if numbers else []


def _largest(year: int, number: int, kind: str) -> dict[str, Any]:
    return {
        "text": str(number),
        "x": year + 0.5,
        "y": max(number, _LEAST / _A_FIGURE),
        "xref": "x",
        "yref": "y",
        "xanchor": "center",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": KIND_COLOURS[kind], "size": _SIZE},
    }
