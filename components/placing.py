"""Room for words on a drawing: where a label stands without covering a mark, a line or another label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from components.measure import width_of

#: Left, bottom, right and top in pixels from the lower left corner of the plot.
Box = tuple[float, float, float, float]
#: Where a label stands from its mark: horizontal and vertical anchor, and the shift in pixels.
Place = tuple[str, str, int, int]
#: The places at a mark, the best first.
BESIDE = (
    ("center", "bottom", 0, 7),
    ("center", "top", 0, -7),
    ("left", "middle", 9, 0),
    ("right", "middle", -9, 0),
    ("left", "bottom", 6, 6),
    ("right", "bottom", -6, 6),
    ("left", "top", 6, -6),
    ("right", "top", -6, -6),
)
#: The height of a line of words, as a share of its type.
_LINE = 1.25


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes cover each other."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def box_of(words: str, *, at: tuple[float, float], place: Place, size: float) -> Box:
    """The box of a label in type of ``size`` pixels, at a place from a mark."""
    horizontal, vertical, shift_x, shift_y = place
    width, height = width_of(words, size), size * _LINE
    left = at[0] + shift_x - {"left": 0.0, "center": width / 2, "right": width}[horizontal]
    bottom = at[1] + shift_y - {"bottom": 0.0, "middle": height / 2, "top": height}[vertical]
    return (left, bottom, left + width, bottom + height)


def free_place(
    words: str,
    *,
    at: tuple[float, float],
    size: float,
    taken: Sequence[Box],
    inside: Box,
    places: Iterable[Place] = BESIDE,
) -> Place | None:
    """The first of some places at which a label stands inside of a box and covers nothing; None without one."""
    for place in places:
        box = box_of(words, at=at, place=place, size=size)
        fits = box[0] >= inside[0] and box[1] >= inside[1] and box[2] <= inside[2] and box[3] <= inside[3]
        if fits and not any(overlap(box, other) for other in taken):
            return place
    return None


def label_at(words: str, *, at: tuple[float, float], place: Place, size: float, colour: str) -> dict[str, object]:
    """The annotation of a label at a place from the point ``at`` of the axes; ``words`` may be bold in parts."""
    return {
        "x": at[0],
        "y": at[1],
        "text": words,
        "showarrow": False,
        "xanchor": place[0],
        "yanchor": place[1],
        "xshift": place[2],
        "yshift": place[3],
        "font": {"color": colour, "size": size},
        "captureevents": False,
    }
