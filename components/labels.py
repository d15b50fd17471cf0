"""Direct labels: the letter of a series and its values, placed so that none covers another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from components.marks import BAR, POINT, SUPPRESSED, SUPPRESSED_WIDTH, runs_of, series_of
from components.measure import width_of
from components.palette import KIND_COLOURS
from loaders.words import Row

#: Labels are placed for a plot of this width in pixels, as on a phone; a wider plot only adds room.
NARROWEST = 340
#: Above the plot there is room for one line.
_ABOVE = 16
_CHARACTER, _LINE, _SIZE = 7.2, 15.0, 12
#: Every value is labelled when the chart has at most this many marks; else the last of each series.
MOST_LABELLED = 14
#: A longer value, such as a rate with nine decimal places, is told by the table and not on the chart.
LONGEST_LABEL = 18
#: A line between two marks is cut into so many parts to see whether a label would stand on it.
_PARTS = 8
Box = tuple[float, float, float, float]
Place = tuple[str, str, int, int]
#: Where a label may stand from its mark: horizontal and vertical anchor, and the shift in pixels.
_PLACES = (
    ("center", "bottom", 0, 8),
    ("left", "middle", 9, 0),
    ("center", "top", 0, -8),
    ("right", "middle", -9, 0),
    ("left", "bottom", 6, 6),
    ("left", "top", 6, -6),
    ("right", "bottom", -6, 6),
    ("right", "top", -6, -6),
)
#: Where the letter of a series may also stand when all places at its mark are taken: further up or down beside it.
_FAR_PLACES = tuple(
    (side, "middle", shift, way * lines * int(_LINE))
    for lines in range(1, 24)
    for way in (1, -1)
    for side, shift in (("left", 9), ("right", -9))
)


def placed_labels(
    plotted: Sequence[Row], *, x_range: tuple[float, float], y_range: tuple[float, float], size: tuple[float, float]
) -> Iterator[dict[str, Any]]:
    """Annotations for the marks of a chart. A value without room is left to the table; a letter is always shown.

    ``size`` is the width and height of the plot in pixels at which no label covers another.
    """
    if not plotted:
        return
    marks = [
        {
            **row,
            "px": (row["x"] - x_range[0]) / (x_range[1] - x_range[0]) * size[0],
            "py": (_height(row) - y_range[0]) / (y_range[1] - y_range[0]) * size[1],
        }
        for row in plotted
    ]
    taken: list[Box] = [(row["px"] - 6, row["py"] - 6, row["px"] + 6, row["py"] + 6) for row in marks]
    taken += [
        *_along_lines(marks),
        *_along_bars(marks, x_range=x_range, width=size[0]),
        *_along_hidden(marks, a_year=size[0] / (x_range[1] - x_range[0])),
    ]
    for letter, mark in _wanted(marks):
        words, must = f"{letter} {_value(mark)}".strip(), bool(letter)
        if not words:
            continue
        place = _free_place(mark, words, taken, places=_PLACES + _FAR_PLACES if must else _PLACES, size=size)
        if place is None and not must:
            continue
        chosen = place or _PLACES[1]
        taken.append(_box(mark, words, chosen))
        yield _annotation(mark, letter, place=chosen)


def _height(mark: Row) -> float:
    """The value of a mark, or the threshold below which it lies."""
    return float(mark["threshold"] if math.isnan(mark["obs_value"]) else mark["obs_value"])


def _along_lines(marks: Iterable[Row]) -> Iterator[Box]:
    """Small boxes along every line, so that no label stands on one."""
    for series in series_of(row for row in marks if row["mark"] == POINT):
        for run in runs_of(series):
            ends = [(row["px"], row["py"]) for row in run]
            for (x, y), (next_x, next_y) in pairwise(ends):
                for part in range(1, _PARTS):
                    at_x, at_y = x + (next_x - x) * part / _PARTS, y + (next_y - y) * part / _PARTS
                    yield (at_x - 1, at_y - 1, at_x + 1, at_y + 1)


def _along_bars(marks: Iterable[Row], *, x_range: tuple[float, float], width: float) -> Iterator[Box]:
    """The place of every bar, so that no label stands on one."""
    for bar in (row for row in marks if row["mark"] == BAR):
        start, end = ((bar[at] - x_range[0]) / (x_range[1] - x_range[0]) * width for at in ("x_start", "x_end"))
        yield (start, bar["py"] - 3, end, bar["py"] + 3)


def _along_hidden(marks: Iterable[Row], *, a_year: float) -> Iterator[Box]:
    """The hatched bar of every suppressed number, from zero to its threshold."""
    half = SUPPRESSED_WIDTH * a_year / 2
    for hidden in (row for row in marks if row["mark"] == SUPPRESSED):
        yield (hidden["px"] - half, 0.0, hidden["px"] + half, hidden["py"])


def _wanted(marks: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    """The marks to label, with a letter first: the last of every series, which must be told."""
    all_values = len(marks) <= MOST_LABELLED
    last = [series[-1] for series in series_of(marks)]
    for mark in last:
        yield str(mark["letter"]), mark
    if all_values:
        lasting = {mark["obs_id"] for mark in last}
        yield from (("", mark) for mark in marks if mark["obs_id"] not in lasting)


def _box(mark: Row, words: str, place: Place) -> Box:
    horizontal, vertical, shift_x, shift_y = place
    width = max(len(words) * _CHARACTER, width_of(words, _SIZE))
    left = mark["px"] + shift_x - {"left": 0.0, "center": width / 2, "right": width}[horizontal]
    bottom = mark["py"] + shift_y - {"bottom": 0.0, "middle": _LINE / 2, "top": _LINE}[vertical]
    return (left, bottom, left + width, bottom + _LINE)


def _free_place(
    mark: Row, words: str, taken: list[Box], *, places: tuple[Place, ...], size: tuple[float, float]
) -> Place | None:
    for place in places:
        box = _box(mark, words, place)
        inside = box[0] >= -4 and box[2] <= size[0] + 8 and box[1] >= -2 and box[3] <= size[1] + _ABOVE
        if inside and not any(_overlap(box, other) for other in taken):
            return place
    return None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _value(mark: Row) -> str:
    """The value as a label: left to axis and table where it is a rank with a name, or too long for a chart."""
    return "" if mark["unit_measure"] == "tier" or len(mark["label"]) > LONGEST_LABEL else str(mark["label"])


def _annotation(mark: Row, letter: str, *, place: Place) -> dict[str, Any]:
    value = _value(mark)
    return {
        "x": mark["x"],
        "y": mark["threshold"] if math.isnan(mark["obs_value"]) else mark["obs_value"],
        "text": f"<b>{letter}</b> {value}".strip() if letter else value,
        "showarrow": False,
        "xanchor": place[0],
        "yanchor": place[1],
        "xshift": place[2],
        "yshift": place[3],
        "font": {"color": KIND_COLOURS[mark["kind"]], "size": _SIZE},
        "captureevents": False,
    }
