"""Figures side by side as drawings that share an axis: how much each says, and of which days."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from components.annotations import bound_arrows
from components.axes import value_axis
from components.chart import Figure
from components.frame import frame
from components.marks import marked
from components.palette import BASE, GRID, KIND_COLOURS, MUTED
from components.rating_chart import RATING_UNITS, rating_scale
from components.traces import Trace, bar_trace, marker_trace, suppressed_trace
from components.voices import words_of
from loaders.dataset import Dataset
from loaders.notation import number
from loaders.words import Row

#: Pixels: one row, the names of an axis under it, room for half a mark or an arrow, and how thick a line is.
_ROW, _NAMES, _SIDES, _LINE = 26, 18, 18, 3
#: A suppressed number is a bar of so much of its row.
_THICK = 0.8
#: So many years are all named on an axis; of more the first and the last.
_FEW_YEARS = 4
#: What the drawings read of a figure; every further column would be copied with each of them.
_NEEDED = (
    *("obs_id", "kind", "origin", "letter", "label", "hover", "x", "x_start", "x_end"),
    *("obs_value", "threshold", "bound", "unit_measure", "superseded"),
)
#: A figure with its mark and words.
Drawable = Row
#: What is measured along a drawing, the places with a name and those with a line.
Axis = dict[str, Any]


def ready(dataset: Dataset, figure: Row, lang: str = "en") -> Drawable:
    """A figure with the mark and the words that its drawings need."""
    made = {**marked(figure), "letter": "", **words_of(dataset, figure, lang)}
    return {name: made[name] for name in _NEEDED}


def value_tracks(dataset: Dataset, figures: Sequence[Drawable], lang: str = "en") -> list[Figure]:
    """For each of some figures of one unit (see ``ready``) a drawing of its value; all on one axis.

    The axis is named under the last one. Counts and shares begin at zero; a rating stands on its scale, the best
    level to the right.
    """
    unit = str(figures[0]["unit_measure"])
    if unit in RATING_UNITS:
        scale = rating_scale(dataset, pd.DataFrame(figures), lang)
        ends = [min(scale.levels), max(scale.levels)]
        axis = _axis((scale.lower, scale.upper), ends, lines=[level for level, _ in scale.levels])
        return _tracks(axis, [[_value(figure)] for figure in figures])
    largest = max(_size(figure) for figure in figures)
    top = float(value_axis(unit, largest, domain=(0.0, 1.0), tier_names={})["range"][1])
    ends = [(value, number(value, 0 if top == round(top) else 1, lang)) for value in (0.0, top)]
    return _tracks(
        _axis((0.0, top), ends, lines=[0.0, top]),
        [[*_from_zero(figure), _value(figure)] for figure in figures],
        arrows=[[_turned(arrow) for arrow in bound_arrows([figure])] for figure in figures],
    )


def _size(figure: Drawable) -> float:
    """The value of a figure, or the threshold below which it lies."""
    value = float(figure["obs_value"])
    return float(figure["threshold"]) if math.isnan(value) else value


def period_tracks(figures: Sequence[Drawable]) -> list[Figure]:
    """For each of some dated figures (see ``ready``) a line over its days; all on one calendar axis of whole years."""
    first = math.floor(min(figure["x_start"] for figure in figures))
    after = max(math.ceil(max(figure["x_end"] for figure in figures)), first + 1)
    years = list(range(first, after))
    named = years if len(years) <= _FEW_YEARS else [years[0], years[-1]]
    axis = _axis((first, after), [(year + 0.5, str(year)) for year in named], lines=[*years, after])
    return _tracks(axis, [[_span(figure)] for figure in figures])


def _axis(span: tuple[float, float], names: Sequence[tuple[float, str]], *, lines: Sequence[float]) -> Axis:
    return {"range": list(span), "names": list(names), "lines": list(lines)}


def _tracks(axis: Axis, all_traces: list[list[Trace]], *, arrows: Sequence[list[dict[str, Any]]] = ()) -> list[Figure]:
    """The rows of an axis, its lines through all of them and its names under the last one."""
    notes = arrows or [[]] * len(all_traces)
    last = len(all_traces) - 1
    return [
        {
            "data": [
                *(_line(x, is_base=x == axis["lines"][0] == 0) for x in axis["lines"]),
                *(_unlinked(trace) for trace in traces),
            ],
            "layout": {**_layout(axis, named=place == last), "annotations": notes[place]},
        }
        for place, traces in enumerate(all_traces)
    ]


def _unlinked(trace: Trace) -> Trace:
    """A mark without its link: the value beside it leads to the figure, and the keyboard stops once."""
    return {name: value for name, value in trace.items() if name != "customdata"}


def _layout(axis: Axis, *, named: bool) -> dict[str, Any]:
    below = _NAMES if named else 0
    plain = {"showgrid": False, "zeroline": False, "fixedrange": True}
    names = axis["names"] if named else []
    return {
        **frame(top=0, bottom=below, left=_SIDES, right=_SIDES),
        "height": _ROW + below,
        "xaxis": {
            **plain,
            "range": axis["range"],
            "tickvals": [value for value, _ in names],
            "ticktext": [words for _, words in names],
            "tickfont": {"color": MUTED, "size": 11},
        },
        "yaxis": {**plain, "range": [-1, 1], "visible": False},
    }


def _line(x: float, *, is_base: bool) -> Trace:
    """A line through a row; it stands among the traces so that marks cover it."""
    along = {"x": [x, x], "y": [-1, 1], "line": {"color": BASE if is_base else GRID, "width": 1}}
    return {"type": "scatter", "mode": "lines", **along, "hoverinfo": "skip", "meta": "line_of_axis"}


def _turned(arrow: dict[str, Any]) -> dict[str, Any]:
    """An arrow of an upright axis for one that lies: what went up goes to the right."""
    kept = {name: value for name, value in arrow.items() if name != "yshift"}
    return {**kept, "x": arrow["y"], "y": 0, "xshift": arrow["yshift"], "ax": -arrow["ay"], "ay": 0}


def _from_zero(row: Drawable) -> Iterator[Trace]:
    """The way from zero to the mark; there is none to a suppressed value, which is not known."""
    value = float(row["obs_value"])
    if not math.isnan(value):
        line = {"color": KIND_COLOURS[row["kind"]], "width": _LINE}
        along = {"x": [0.0, value], "y": [0, 0], "line": line}
        yield {"type": "scatter", "mode": "lines", **along, "hoverinfo": "skip", "meta": "from_zero"}


def _value(row: Drawable) -> Trace:
    if row["bound"] == "suppressed":
        hidden = suppressed_trace(row)
        return {**hidden, "orientation": "h", "x": hidden["y"], "y": [0], "width": [_THICK]}
    mark = marker_trace([row])
    return {**mark, "x": mark["y"], "y": [0]}


def _span(row: Drawable) -> Trace:
    """The days as a line with its mark at both ends, or one mark for a moment."""
    if row["x_start"] == row["x_end"]:
        return {**marker_trace([row]), "y": [0]}
    bar = bar_trace(row)
    return {**bar, "y": [0, 0], "line": {**bar["line"], "width": _LINE}}
