"""A step of the way from a total to its parts, as a drawing: one figure, or what remains."""

from __future__ import annotations

from components.drawing_paint import Patterns
from components.palette import GRID, HATCH, INK, KIND_COLOURS, MUTED, PAPER, fill, variable
from components.svg import Svg, element, group, percent
from loaders.derive import UNATTRIBUTED
from loaders.reconciling import Entry

#: Pixels: the drawing, its bar, and the outline of the bar.
_HEIGHT, _BAR, _OUTLINE = 22, 13, 1.5


def step(entry: Entry, *, top: float, total: float, name: str) -> str:
    """The bar of a figure, beginning where those before it on its side end; ``top`` is the end of the axis.

    An own count is filled, a relayed one hollow, one that nobody claims dotted. A line through the drawing shows where
    the ``total`` ends; ``name`` tells the drawings of a page apart. ValueError for a figure that cannot be added up.
    """
    if entry.value is None or entry.before is None:
        raise ValueError("a figure that cannot be added up has no place on the axis")
    kind, origin = str(entry.figure["source_type"]), str(entry.figure["origin"])
    patterns = Patterns(f"step-{name}")
    dotted = {"shape": ".", "fgcolor": KIND_COLOURS[kind], "bgcolor": PAPER, "size": 6}
    inside = patterns.paint(dotted) if origin == UNATTRIBUTED else variable(fill(kind, origin))
    bar = _bar(entry.before, entry.value, top, inside=inside, stroke=variable(KIND_COLOURS[kind]))
    return _drawing(*patterns.definitions(), bar, top=top, total=total)


def remainder(first: float, last: float, *, top: float, total: float, name: str) -> str:
    """What lies between the sums of both sides, hatched; ``name`` tells the drawings of a page apart."""
    patterns = Patterns(f"rest-{name}")
    hatched = patterns.paint({"shape": "/", "fgcolor": HATCH, "bgcolor": PAPER, "size": 5})
    low, high = sorted((first, last))
    bar = _bar(low, high - low, top, inside=hatched, stroke=variable(INK))
    return _drawing(*patterns.definitions(), bar, top=top, total=total)


def _bar(start: float, value: float, top: float, *, inside: str, stroke: str) -> Svg:
    """A bar across, with an outline, so that one is seen that is thinner than it; nothing for zero."""
    if not value:
        return group([])
    ends = {"x": percent(start / top), "width": percent(value / top)}
    down = (_HEIGHT - _BAR) / 2
    return element("rect", **ends, y=down, height=_BAR, fill=inside, stroke=stroke, stroke_width=_OUTLINE)


def _drawing(*parts: Svg, top: float, total: float) -> str:
    lines = [
        element("line", x1=at, x2=at, y1=0, y2=_HEIGHT, stroke=variable(colour), stroke_dasharray=dashes)
        for at, colour, dashes in (
            ("0%", MUTED, None),
            (percent(total / top), MUTED, "2,2"),
            *((percent(share), GRID, None) for share in ((1.0,) if total < top else ())),
        )
    ]
    return element(
        "svg",
        *lines,
        *parts,
        class_="drawing",
        width="100%",
        height=_HEIGHT,
        overflow="visible",
        focusable="false",
        aria_hidden="true",
    )
