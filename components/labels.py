"""Direct labels: the letter of a series and its values, placed so that none covers another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from components.marks import series_of
from components.palette import KIND_COLOURS

#: Labels are placed for a plot of this size in pixels, the size on a phone; a wider plot only adds room.
_WIDTH, _HEIGHT = 440.0, 330.0
_CHARACTER, _LINE = 7.2, 15.0
#: Every value is labelled when the chart has at most this many marks; else the last of each series.
MOST_LABELLED = 14
Box = tuple[float, float, float, float]
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


def placed_labels(
    plotted: pd.DataFrame, *, x_range: tuple[float, float], y_range: tuple[float, float]
) -> Iterator[dict[str, Any]]:
    """Annotations for the marks of a chart. A value without room is left to the table; a letter is always shown."""
    if plotted.empty:
        return
    marks = plotted.assign(
        px=(plotted["x"] - x_range[0]) / (x_range[1] - x_range[0]) * _WIDTH,
        py=(plotted["obs_value"].fillna(plotted["threshold"]) - y_range[0]) / (y_range[1] - y_range[0]) * _HEIGHT,
    )
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in zip(marks["px"], marks["py"], strict=True)]
    for must, mark, words in _wanted(marks):
        place = _free_place(mark, words, taken)
        if place is None and not must:
            continue
        chosen = place or _PLACES[1]
        taken.append(_box(mark, words, chosen))
        yield _annotation(mark, words, chosen)


def _wanted(marks: pd.DataFrame) -> Iterator[tuple[bool, pd.Series, str]]:
    """The labels to place, the indispensable ones first: the letter and last value of every series."""
    all_values = len(marks) <= MOST_LABELLED
    last = [series.iloc[-1] for series in series_of(marks)]
    for mark in last:
        yield True, mark, f"{mark['letter']} {mark['label']}"
    if all_values:
        lasting = {mark["obs_id"] for mark in last}
        for _, mark in marks[~marks["obs_id"].isin(lasting)].iterrows():
            yield False, mark, str(mark["label"])


def _box(mark: pd.Series, words: str, place: tuple[str, str, int, int]) -> Box:
    horizontal, vertical, shift_x, shift_y = place
    width = len(words) * _CHARACTER
    left = mark["px"] + shift_x - {"left": 0.0, "center": width / 2, "right": width}[horizontal]
    bottom = mark["py"] + shift_y - {"bottom": 0.0, "middle": _LINE / 2, "top": _LINE}[vertical]
    return (left, bottom, left + width, bottom + _LINE)


def _free_place(mark: pd.Series, words: str, taken: list[Box]) -> tuple[str, str, int, int] | None:
    for place in _PLACES:
        box = _box(mark, words, place)
        inside = box[0] >= -4 and box[2] <= _WIDTH + 8 and box[1] >= -2
        if inside and not any(_overlap(box, other) for other in taken):
            return place
    return None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _annotation(mark: pd.Series, words: str, place: tuple[str, str, int, int]) -> dict[str, Any]:
    letter, _, value = words.partition(" ")
    is_letter = letter == mark["letter"] and value
    return {
        "x": mark["x"],
        "y": mark["obs_value"] if pd.notna(mark["obs_value"]) else mark["threshold"],
        "text": f"<b>{letter}</b> {value}" if is_letter else words,
        "showarrow": False,
        "xanchor": place[0],
        "yanchor": place[1],
        "xshift": place[2],
        "yshift": place[3],
        "font": {"color": KIND_COLOURS[mark["source_type"]], "size": 12},
        "captureevents": False,
    }
