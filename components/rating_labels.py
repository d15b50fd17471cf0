"""What is written beside the marks of ratings: the letter of a series, and a rating where it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import pandas as pd

from components.marks import BAR, POINT, series_of
from components.palette import KIND_COLOURS
from components.placing import BESIDE, Box, Place, box_of, free_place, label_at

_SIZE = 12
#: The corners of a step: years and levels.
Path = tuple[list[float], list[float]]
#: Where a letter may also stand when there is no room at its mark.
_FAR: tuple[Place, ...] = tuple(
    (side, "middle", shift, way * lines * 15)
    for lines in range(1, 16)
    for way in (1, -1)
    for side, shift in (("left", 5), ("right", -5))
)


def changes(rated: pd.DataFrame) -> set[str]:
    """The ``obs_id`` of ratings to write out: those that the same body did not give at the time before.

    Of several figures with one new rating at one time the first is meant; a rating that is only a bound is
    always written out.
    """
    found = set(rated.loc[rated["bound"] != "exact", "obs_id"])
    raters = rated["counted_by"].where(rated["counted_by"] != "", rated["source_id"])
    parts = ["sex", "age", "breakdown", "breakdown_value", "ref_area"]
    for _, same in rated.groupby([raters, *parts], sort=False):
        times = [rows for _, rows in same.groupby(same["x_start"].round(2))]
        found |= set(times[0].drop_duplicates("obs_value")["obs_id"])
        for before, now in pairwise(times):
            new = now[~now["obs_value"].isin(before["obs_value"])]
            found |= set(new.drop_duplicates("obs_value")["obs_id"])
    return found


def rating_labels(
    rated: pd.DataFrame,
    *,
    paths: Iterable[Path],
    x_range: tuple[float, float],
    scale: tuple[float, float],
    size: tuple[float, float],
) -> Iterator[dict[str, object]]:
    """Annotations for ratings; none covers another one, a mark or a step at a plot of ``size`` pixels.

    ``paths`` are the corners of the steps. The last mark of every series bears its letter. A rating without room
    is told by its level.
    """
    if rated.empty:
        return
    marks = rated.assign(
        px=(rated["x"] - x_range[0]) / (x_range[1] - x_range[0]) * size[0],
        py=(rated["obs_value"] - scale[0]) / (scale[1] - scale[0]) * size[1],
    )
    written = changes(rated)
    last = {series.iloc[-1]["obs_id"] for series in series_of(marks)}
    taken = [*_of_marks(marks, x_range=x_range, width=size[0])]
    taken += [box for path in paths for box in _of_path(path, x_range=x_range, scale=scale, size=size)]
    ordered = marks.assign(later=~marks["obs_id"].isin(last)).sort_values(["later", "x", "obs_id"], kind="stable")
    for _, mark in ordered.iterrows():
        letter = str(mark["letter"]) if mark["obs_id"] in last else ""
        value = str(mark["label"]) if mark["obs_id"] in written else ""
        found = _words_and_place(letter, value, at=(mark["px"], mark["py"]), taken=taken, size=size)
        if found:
            words, place = found
            taken.append(box_of(words, at=(mark["px"], mark["py"]), place=place, size=_SIZE))
            shown = f"<b>{letter}</b>{words[len(letter) :]}" if letter else words
            colour = KIND_COLOURS[mark["kind"]]
            yield label_at(shown, at=(mark["x"], mark["obs_value"]), place=place, size=_SIZE, colour=colour)


def _words_and_place(
    letter: str, value: str, *, at: tuple[float, float], taken: list[Box], size: tuple[float, float]
) -> tuple[str, Place] | None:
    """Letter and rating at the mark, else the rating left out, else the letter further away."""
    inside = (-4.0, -2.0, size[0] + 6, size[1] + 12)
    both = f"{letter} {value}".strip()
    tries = [(both, BESIDE), (letter, BESIDE + _FAR)] if letter else [(both, BESIDE)]
    for words, places in tries:
        place = free_place(words, at=at, size=_SIZE, taken=taken, inside=inside, places=places) if words else None
        if place:
            return words, place
    return (letter, BESIDE[1]) if letter else None


def _of_path(
    path: Path, *, x_range: tuple[float, float], scale: tuple[float, float], size: tuple[float, float]
) -> Iterator[Box]:
    """The room that the upright parts of a step take; the lying ones are those of the marks' levels."""
    px = [(x - x_range[0]) / (x_range[1] - x_range[0]) * size[0] for x in path[0]]
    py = [(y - scale[0]) / (scale[1] - scale[0]) * size[1] for y in path[1]]
    for (x, y), (_, next_y) in pairwise(zip(px, py, strict=True)):
        if y != next_y:
            yield (x - 1, min(y, next_y), x + 1, max(y, next_y))


def _of_marks(marks: pd.DataFrame, *, x_range: tuple[float, float], width: float) -> Iterator[Box]:
    """The room that the marks and bars take themselves."""
    for _, point in marks[marks["mark"] == POINT].iterrows():
        yield (point["px"] - 6, point["py"] - 6, point["px"] + 6, point["py"] + 6)
    for _, bar in marks[marks["mark"] == BAR].iterrows():
        start, end = ((bar[at] - x_range[0]) / (x_range[1] - x_range[0]) * width for at in ("x_start", "x_end"))
        yield (start - 4, bar["py"] - 5, end + 4, bar["py"] + 5)
