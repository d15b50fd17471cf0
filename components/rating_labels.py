"""What is written beside the marks of ratings: the letter of a series, and a rating where it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from components.marks import BAR, POINT, series_of
from components.palette import KIND_COLOURS
from components.placing import BESIDE, Box, Place, box_of, free_place, label_at
from loaders.words import Row

_SIZE = 12
#: The corners of a step: years and levels.
Path = tuple[list[float], list[float]]
#: What tells the people and places of two ratings apart.
_PARTS = ("sex", "age", "breakdown", "breakdown_value", "ref_area")
#: Where a letter may also stand when there is no room at its mark.
_FAR: tuple[Place, ...] = tuple(
    (side, "middle", shift, way * lines * 15)
    for lines in range(1, 16)
    for way in (1, -1)
    for side, shift in (("left", 5), ("right", -5))
)


def changes(rated: Sequence[Row]) -> set[str]:
    """The ``obs_id`` of ratings to write out: those that the same body did not give at the time before.

    Of several figures with one new rating at one time the first is meant; a rating that is only a bound is
    always written out.
    """
    found = {row["obs_id"] for row in rated if row["bound"] != "exact"}
    together: dict[tuple[str, ...], dict[int, dict[float, str]]] = {}
    for row in rated:
        rater = row["counted_by"] or row["source_id"]
        times = together.setdefault((rater, *(row[name] for name in _PARTS)), {})
        times.setdefault(round(row["x_start"] * 100), {}).setdefault(row["obs_value"], row["obs_id"])
    for times in together.values():
        before: dict[float, str] = {}
        for _, now in sorted(times.items()):
            found |= {name for value, name in now.items() if value not in before}
            before = now
    return found


def rating_labels(
    rated: Sequence[Row],
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
    if not rated:
        return
    marks = [
        {
            **row,
            "px": (row["x"] - x_range[0]) / (x_range[1] - x_range[0]) * size[0],
            "py": (row["obs_value"] - scale[0]) / (scale[1] - scale[0]) * size[1],
        }
        for row in rated
    ]
    written = changes(rated)
    last = {series[-1]["obs_id"] for series in series_of(marks)}
    taken = [*_of_marks(marks, x_range=x_range, width=size[0])]
    taken += [box for path in paths for box in _of_path(path, x_range=x_range, scale=scale, size=size)]
    for mark in sorted(marks, key=lambda row: (row["obs_id"] not in last, row["x"], row["obs_id"])):
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


def _of_marks(marks: Iterable[Row], *, x_range: tuple[float, float], width: float) -> Iterator[Box]:
    """The room that the marks and bars take themselves."""
    for point in (row for row in marks if row["mark"] == POINT):
        yield (point["px"] - 6, point["py"] - 6, point["px"] + 6, point["py"] + 6)
    for bar in (row for row in marks if row["mark"] == BAR):
        start, end = ((bar[at] - x_range[0]) / (x_range[1] - x_range[0]) * width for at in ("x_start", "x_end"))
        yield (start - 4, bar["py"] - 5, end + 4, bar["py"] + 5)
