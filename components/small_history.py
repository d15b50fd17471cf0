"""The history of one indicator as a drawing so small that it names only its first and last year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from components.axes import EDGE
from components.chart import Figure
from components.frame import frame
from components.marks import LANE, largest_of, series_of, with_marks
from components.palette import GRID, MUTED
from components.traces import Trace, series_traces
from components.voices import with_letters, with_words
from loaders.dataset import Dataset
from loaders.frames import records
from loaders.words import Row

#: Pixels: the whole drawing, its largest mark and its lines, and what stands below the plot.
HEIGHT, _MARK, _LINE, _BELOW = 88, 7, 1.5, 20
#: Room above the highest mark, as a share of its value.
_ROOM = 1.12


def small_history(dataset: Dataset, figures: pd.DataFrame, years: tuple[int, int], lang: str = "en") -> Figure:
    """A figure of dated figures of one unit by the grammar of ``components.marks``, with nothing written in it.

    ``figures`` have the columns of ``Dataset.observations``, none of them undated or a total over several years.
    Every line is solid: which source speaks is told by the mark, and in words beside the drawing.
    """
    marked = with_words(dataset, with_marks(with_letters(figures)), lang)
    rows = records(marked)
    if any(row["mark"] == LANE for row in rows):
        raise ValueError("a total over several years has no place in a small history")
    largest = largest_of(rows) or 1.0
    first, last = years
    return {
        "data": [trace for series in series_of(rows) for trace in _small(series)],
        "layout": {
            **frame(top=6, bottom=_BELOW, left=6, right=6),
            "height": HEIGHT,
            "xaxis": {
                "range": [first - EDGE, last + 1 + EDGE],
                "tickvals": [first + 0.5, last + 0.5],
                "ticktext": [str(first), str(last)],
                "tickfont": {"color": MUTED, "size": 11},
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
                "ticks": "",
            },
            "yaxis": {"range": [0, largest * _ROOM], "visible": False, "fixedrange": True},
            "shapes": [_ground(first - EDGE, last + 1 + EDGE)],
        },
    }


def _small(series: Sequence[Row]) -> Iterator[Trace]:
    """The traces of a series, with smaller marks and thinner lines."""
    for trace in series_traces(series, "solid"):
        # No link in the drawing: the keyboard would have to stop at every mark, and the chart is one link away.
        smaller = {name: value for name, value in trace.items() if name != "customdata"}
        if trace["type"] == "scatter" and "line" in trace:
            smaller["line"] = {**trace["line"], "width": _LINE if trace["mode"] == "lines" else 2 * _LINE}
        if "size" in trace.get("marker", {}):
            size = min(_MARK, trace["marker"]["size"])
            smaller["marker"] = {**trace["marker"], "size": size, "line": {**trace["marker"]["line"], "width": _LINE}}
        yield smaller


def _ground(first: float, last: float) -> dict[str, Any]:
    """The line of zero, which a reader needs to see how high a mark stands."""
    return {"type": "line", "x0": first, "x1": last, "y0": 0, "y1": 0, "line": {"color": GRID, "width": 1}}
