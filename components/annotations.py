"""What is written and pointed out on a chart besides its labels: bounds, breaks, and the names of the lanes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from components.marks import POINT
from components.palette import KIND_COLOURS, MUTED
from loaders.words import Row

Annotation = dict[str, Any]
#: The share of the axis that the word above a break takes on a phone.
_LABEL_SHARE = 0.2
#: The letters of a lane in pixels, and of one that says more than so many of them (marks of what is bold included): a total
#: from day to day fits the smallest window then.
_SIZE, _LONG_SIZE, _LONG = 12, 10.5, 48
#: For each bound: at which ends the arrow has a head, and the shift and length in pixels.
_ARROWS = {"at_least": ("end", -16, 20), "at_most": ("end", 16, -20), "about": ("end+start", -9, 18)}


def lane_labels(lanes: Iterable[Row], years: tuple[int, int]) -> Iterator[Annotation]:
    """The letter, period and value of each total, written on its lane; arrows say that it reaches beyond the chart."""
    for row, total in enumerate(lanes):
        late = max(total["x_start"], years[0]) > (years[0] + years[1]) / 2
        before, after = total["x_start"] < years[0], total["x_end"] > years[1] + 1.01
        words = f"{'◀ ' if before else ''}<b>{total['letter']}</b> {total['period']}: <b>{total['label']}</b>{' ▶' if after else ''}"
        yield {
            "x": min(total["x_end"], years[1] + 1.1) if late else max(total["x_start"], years[0] - 0.1),
            "y": row,
            "yref": "y2",
            "text": words,
            "showarrow": False,
            "xanchor": "right" if late else "left",
            "yanchor": "bottom",
            "yshift": 0,
            "font": {"color": KIND_COLOURS[total["kind"]], "size": _LONG_SIZE if len(words) > _LONG else _SIZE},
        }


def bound_arrows(plotted: Iterable[Row]) -> Iterator[Annotation]:
    """An arrow up for "at least", down for "at most", both ways for "about"."""
    for figure in plotted:
        if figure["bound"] not in _ARROWS or math.isnan(figure["obs_value"]):
            continue
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
            "arrowcolor": KIND_COLOURS[figure["kind"]],
        }


def _breaks(plotted: Iterable[Row], first: int) -> list[float]:
    """Where series break: half a year before the first figure of the new way of counting, or before its bar.

    A break before ``first``, the first year of the chart, has nothing before it to be told apart from.
    """
    broken = (row for row in plotted if row["obs_status"] == "B")
    places = {row["x"] - 0.5 if row["mark"] == POINT else row["x_start"] for row in broken}
    return sorted(place for place in places if place >= first)


def break_lines(plotted: Iterable[Row], years: tuple[int, int], floor: float) -> list[dict[str, Any]]:
    """A dotted line where a series breaks, from ``floor`` (a share of the plot) to the top."""
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
        for at in _breaks(plotted, years[0])
    ]


def break_labels(plotted: Sequence[Row], years: tuple[int, int]) -> Iterator[Annotation]:
    """The word above each break; where breaks stand close together only the first of them is named."""
    named = float("-inf")
    for at in _breaks(plotted, years[0]):
        if at - named < (years[1] + 1 - years[0]) * _LABEL_SHARE:
            continue
        named = at
        yield {
            "x": at,
            "xref": "x",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "xanchor": "right" if at > years[1] - 2 else "left" if at < years[0] + 3 else "center",
            "text": str(plotted[0]["break_word"]),
            "showarrow": False,
            "font": {"color": MUTED, "size": 11},
        }
