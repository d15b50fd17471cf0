"""The marks of a figure: lines, bars and points, each of them one or several shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from components.drawing_paint import Patterns, dashes, symbol_path
from components.drawing_plane import Grammar, Plane, check
from components.palette import variable
from components.svg import Svg, element, percent, rich_lines

Said = Mapping[str, Any]

_EVERY: Grammar = {
    **dict.fromkeys(("x", "y", "customdata", "hovertext", "meta", "name", "marker")),
    "type": ("scatter", "bar"),
    "hoverinfo": ("text", "skip"),
    "yaxis": ("y", "y2"),
}
_SCATTER: Grammar = {
    **_EVERY,
    "mode": ("lines", "markers", "lines+markers"),
    "line": None,
    # The drawing clips nothing; lines that must be cut at the edge of the plot are no part of the grammar.
    "cliponaxis": (True, False),
}
_BAR: Grammar = {
    **_EVERY,
    **dict.fromkeys(("width", "text", "textfont")),
    "orientation": ("v", "h"),
    "textposition": ("inside",),
    "insidetextanchor": ("end", "start"),
    "textangle": (0, -90),
    "constraintext": ("none",),
}
_LINE: Grammar = {"color": None, "width": None, "dash": None}
_MARKER: Grammar = dict.fromkeys(("symbol", "color", "size", "line", "opacity"))
_BAR_MARKER: Grammar = dict.fromkeys(("color", "line", "pattern"))
_OUTLINE: Grammar = {"color": None, "width": None}
_FONT: Grammar = {"color": None, "size": None}
#: Pixels between the end of a bar and words inside of it.
_TEXT_PAD = 3


@dataclass(frozen=True)
class Mark:
    """Something to draw; a figure's mark bears its id, its words (lines between ``<br>``), its letter and its time."""

    shape: Svg
    obs_id: str = ""
    hover: str = ""
    letter: str = ""
    time: float | None = None


def marks_of(trace: Said, plane: Plane, patterns: Patterns) -> Iterator[Mark]:
    """The marks of a trace. TypeError for an unknown type of trace, ValueError for anything else that is unknown."""
    kind = trace["type"]
    if kind not in _DRAWN:
        raise TypeError(f"a trace of type {kind!r} cannot be drawn")
    grammar, draw = _DRAWN[kind]
    check(trace, grammar, f"a {kind} trace")
    yield from draw(trace, plane, patterns)


def _scatter(trace: Said, plane: Plane, _patterns: Patterns) -> Iterator[Mark]:
    mode, axis = trace["mode"], trace.get("yaxis", "y")
    points = list(zip(trace["x"], trace["y"], strict=True))
    if "lines" in mode:
        check(trace["line"], _LINE, "a line")
        for place, (one, other) in enumerate(pairwise(points)):
            yield _told(trace, place, _segment(one, other, plane, axis=axis, line=trace["line"]), time=_middle(trace))
    if "markers" in mode:
        check(trace["marker"], _MARKER, "a marker")
        for place, (x, y) in enumerate(points):
            time = _middle(trace) if "lines" in mode else x
            yield _told(trace, place, _symbol(trace["marker"], plane.across(x), plane.down(y, axis)), time=time)


def _middle(trace: Said) -> float:
    return float(min(trace["x"]) + max(trace["x"])) / 2


def _segment(one: tuple[float, float], other: tuple[float, float], plane: Plane, *, axis: str, line: Said) -> Svg:
    width = line.get("width", 2)
    return element(
        "line",
        x1=plane.across(one[0]),
        y1=plane.down(one[1], axis),
        x2=plane.across(other[0]),
        y2=plane.down(other[1], axis),
        stroke=variable(line["color"]),
        stroke_width=width,
        stroke_dasharray=dashes(line.get("dash", "solid"), width),
    )


def _symbol(marker: Said, x: str, y: float) -> Svg:
    check(marker["line"], _OUTLINE, "the outline of a marker")
    opacity = marker.get("opacity", 1)
    path = element(
        "path",
        d=symbol_path(marker["symbol"], marker["size"]),
        fill=variable(marker["color"]),
        stroke=variable(marker["line"]["color"]),
        stroke_width=marker["line"]["width"],
        opacity=None if opacity == 1 else opacity,
    )
    return element("svg", path, x=x, y=y, overflow="visible")


def _bar(trace: Said, plane: Plane, patterns: Patterns) -> Iterator[Mark]:
    lies, axis = trace.get("orientation", "v") == "h", trace.get("yaxis", "y")
    for place, (x, y, width) in enumerate(zip(trace["x"], trace["y"], trace["width"], strict=True)):
        half = width / 2
        across, down = ((0, x), (y + half, y - half)) if lies else ((x - half, x + half), (y, 0))
        sides = plane.share(across[0]), plane.share(across[1])
        ends = plane.down(down[0], axis), plane.down(down[1], axis)
        shapes = [_box(trace["marker"], sides, ends, height=plane.height, patterns=patterns)]
        if "text" in trace:
            at, other = ends if trace["insidetextanchor"] == "end" else ends[::-1]
            shapes.append(_inside(trace, trace["text"][place], percent(sum(sides) / 2), at=at, below=at > other))
        yield _told(trace, place, Svg("".join(shapes)), time=None if lies else x)


def _box(
    marker: Said, sides: tuple[float, float], ends: tuple[float, float], *, height: float, patterns: Patterns
) -> Svg:
    """The rectangle of a bar, cut at the edges of the plot, which has this height."""
    check(marker, _BAR_MARKER, "the marker of a bar")
    check(marker["line"], _OUTLINE, "the outline of a bar")
    left, right = sorted(min(max(share, 0.0), 1.0) for share in sides)
    top, bottom = sorted(min(max(place, 0.0), height) for place in ends)
    width = marker["line"]["width"]
    return element(
        "rect",
        x=percent(left),
        y=top,
        width=percent(right - left),
        height=bottom - top,
        fill=patterns.paint(marker["pattern"]) if "pattern" in marker else variable(marker["color"]),
        stroke=variable(marker["line"]["color"]) if width else None,
        stroke_width=width or None,
    )


def _inside(trace: Said, text: str, x: str, *, at: float, below: bool) -> Svg:
    """Words inside the upper end of a bar or the one ``below``, lying or standing."""
    if trace.get("orientation", "v") == "h":
        raise ValueError("words inside a lying bar cannot be drawn")
    font = trace["textfont"]
    check(font, _FONT, "the font of a bar")
    (line,) = rich_lines(text)
    stands, size = trace["textangle"] == -90, font["size"]
    written = element(
        "text",
        line,
        x=(_TEXT_PAD if below else -_TEXT_PAD) if stands else 0,
        y=size * 0.36 if stands else -_TEXT_PAD - size * 0.28 if below else _TEXT_PAD + size,
        transform="rotate(-90)" if stands else None,
        text_anchor=("start" if below else "end") if stands else "middle",
        fill=variable(font["color"]),
        font_size=size,
    )
    return element("svg", written, x=x, y=at, overflow="visible")


def _told(trace: Said, place: int, shape: Svg, *, time: float | None) -> Mark:
    """A mark with what its trace says about it."""
    hovers, names = trace.get("hovertext", ()), trace.get("customdata", ())
    return Mark(
        shape,
        obs_id=names[place] if names else "",
        hover=hovers[place] if hovers else "",
        letter=trace.get("name", ""),
        time=time,
    )


_Drawer = Callable[[Said, Plane, Patterns], Iterator[Mark]]
_DRAWN: dict[str, tuple[Grammar, _Drawer]] = {"scatter": (_SCATTER, _scatter), "bar": (_BAR, _bar)}
