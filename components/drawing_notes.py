"""What stands around the marks of a figure: grid, names of ticks, words, arrows, and lines across the plot."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from components.axes import PLAIN_SEPARATORS, ticks_of
from components.drawing_paint import dashes
from components.drawing_plane import Grammar, Plane, check
from components.palette import INK, variable
from components.svg import Svg, element, number, rich_lines, words

Said = Mapping[str, Any]

_FONT: Grammar = {"color": None, "size": None}
_LINE: Grammar = {"color": None, "width": None, "dash": None}
_NOTE: Grammar = {
    **dict.fromkeys(("x", "y", "text", "font", "xshift", "yshift", "hovertext", "showarrow", "captureevents")),
    **dict.fromkeys(("ax", "ay", "arrowwidth", "arrowcolor")),
    "xref": ("x", "paper"),
    "yref": ("y", "y2", "paper"),
    "xanchor": ("left", "center", "right"),
    "yanchor": ("top", "middle", "bottom"),
    "arrowhead": (2,),
    "startarrowhead": (2,),
    "arrowside": ("start", "end", "end+start"),
}
_SHAPE: Grammar = {
    **dict.fromkeys(("x0", "x1", "y0", "y1", "line")),
    "type": ("line",),
    "xref": ("x", "paper"),
    "yref": ("y", "y2", "paper"),
    "layer": ("above",),
}
_TEXT_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
#: Pixels that plotly leaves around words, and the lines of type as shares of its size: up, down, and to the next.
_BORDER, _ASCENT, _DESCENT, _NEXT_LINE = 2, 1.04, 0.28, 1.3
#: From the middle of a line of type down to where its letters stand.
_TO_BASE = 0.36
#: Plotly's second head of an arrow, and how far before its point the line ends.
_HEAD, _HEAD_LENGTH = "M-3.7,-2.5V2.5L1.3,0Z", 1.3
#: Pixels that the edge of an empty text takes off the tail of an arrow.
_TAIL = 1.5


def grid_of(plane: Plane) -> Iterator[Svg]:
    """The lines behind the marks: one for each tick of an axis with a grid, none at its ends, and that of zero."""
    for name, axis in plane.axes.items():
        if not axis.get("visible", True):
            continue
        if axis.get("showgrid", True):
            colour = variable(axis["gridcolor"])
            # Plotly leaves out the steps at both ends. Only small charts list such ticks, and they are never plotly's.
            hidden = () if "tickvals" in axis else axis["range"]
            for value, _ in ticks_of(dict(axis)):
                if value not in hidden and (value or not axis.get("zeroline")):
                    yield _across_plot(name, value, plane, stroke=colour)
        if axis.get("zeroline") and axis["range"][0] <= 0 <= axis["range"][1]:
            colour, width = variable(axis["zerolinecolor"]), axis["zerolinewidth"]
            yield _across_plot(name, 0, plane, stroke=colour, stroke_width=width)


def _across_plot(name: str, value: float, plane: Plane, **stroke: Any) -> Svg:
    """A line at a value of an axis through the whole plot."""
    if name == "xaxis":
        at = plane.across(value)
        return element("line", x1=at, x2=at, y1=0, y2=plane.height, shape_rendering="crispEdges", **stroke)
    down = plane.down(value, name[0] + name[5:])
    return element("line", x1=0, x2="100%", y1=down, y2=down, shape_rendering="crispEdges", **stroke)


#: So many names of ticks stand too close on the narrowest screens, and so many on those of most phones;
#: assets/charts.css counts the same in plotly's.
_MANY_TICKS, _CROWDED = 4, 9


def ticks_drawn(layout: Said, plane: Plane) -> Iterator[Svg]:
    """The names of the ticks, below the plot and to the left of it."""
    for name, axis in plane.axes.items():
        if not axis.get("visible", True) or not axis.get("showticklabels", True):
            continue
        font = axis.get("tickfont", {name: layout["font"][name] for name in ("color", "size")})
        check(font, _FONT, "the font of an axis")
        standoff = plane.pad + 0.5 + axis.get("ticklabelstandoff", 0)
        ticks = list(ticks_of(dict(axis), layout.get("separators", PLAIN_SEPARATORS)))
        for number_of, (value, text) in enumerate(ticks):
            if name == "xaxis":
                floor = plane.height * (1 - plane.axes["yaxis"].get("domain", (0, 1))[0])
                down = floor + standoff + font["size"]
                gives_way = _gives_way(len(ticks)) if number_of % 2 else None
                yield _text(text, font, x=plane.across(value), y=down, anchor="middle", gives_way=gives_way)
            else:
                at = plane.down(value, name[0] + name[5:]) - text.count("<br>") * font["size"] * _NEXT_LINE / 2
                yield _text(text, font, x=number(-standoff), y=at + font["size"] * 0.35, anchor="end")


def _gives_way(ticks: int) -> str | None:
    """The class of every second one of so many names."""
    return "crowded" if ticks >= _CROWDED else "between" if ticks >= _MANY_TICKS else None


def notes_of(layout: Said, plane: Plane) -> Iterator[Svg]:
    """Words and arrows beside the marks. ValueError for a note that cannot be drawn."""
    for note in layout.get("annotations", ()):
        check(note, _NOTE, "an annotation")
        across = plane.across(note["x"], note.get("xref", "x"))
        down = plane.down(note["y"], note.get("yref", "y")) - note.get("yshift", 0)
        if note["showarrow"]:
            if note["text"]:
                raise ValueError("an arrow with words of its own cannot be drawn")
            yield _arrow(note, across, down)
        else:
            yield _words_beside(note, across, down)


def _words_beside(note: Said, across: str, down: float) -> Svg:
    font = note["font"]
    check(font, _FONT, "the font of an annotation")
    size = font["size"]
    below = note["text"].count("<br>") * size * _NEXT_LINE
    anchor = note.get("xanchor", "center")
    at = {
        "top": down + _BORDER + size * _ASCENT,
        "middle": down - below / 2 + size * _TO_BASE,
        "bottom": down - below - _BORDER - size * _DESCENT,
    }[note.get("yanchor", "middle")]
    inside = {"left": _BORDER, "center": 0, "right": -_BORDER}[anchor]
    # On the narrowest screens the value beside a mark gives way to the letters and the table.
    gives_way = "between" if "<b>" not in note["text"] and "yref" not in note else None
    dx = note.get("xshift", 0) + inside
    written = _text(note["text"], font, x=across, y=at, dx=dx, anchor=_TEXT_ANCHORS[anchor], gives_way=gives_way)
    if "hovertext" not in note:
        return written
    return element("g", element("title", words(note["hovertext"].replace("<br>", "\n"))), written)


def _text(text: str, font: Said, *, x: str, y: float, anchor: str, dx: float = 0, gives_way: str | None = None) -> Svg:
    """Words; the class of those that give way on narrow screens says from which width on."""
    first, *others = rich_lines(text)
    size = font["size"]
    further = [element("tspan", line, x=x, dx=dx or None, dy=size * _NEXT_LINE) for line in others]
    return element(
        "text",
        first,
        *further,
        x=x,
        y=y,
        dx=dx or None,
        class_=gives_way,
        text_anchor=None if anchor == "start" else anchor,
        fill=variable(font.get("color", INK)),
        font_size=size,
    )


def _arrow(note: Said, across: str, down: float) -> Svg:
    """An arrow to its place from (``ax``, ``ay``) beside it, in pixels, with a head at one end or both."""
    width, colour = note["arrowwidth"], variable(note["arrowcolor"])
    length, turn = math.hypot(note["ax"], note["ay"]), math.degrees(math.atan2(-note["ay"], -note["ax"]))
    kept = 1 - _TAIL / length
    ax, ay, length = note["ax"] * kept, note["ay"] * kept, length * kept
    sides, short = note["arrowside"].split("+"), _HEAD_LENGTH * width
    start, end = short if "start" in sides else 0, length - (short if "end" in sides else 0)
    parts = [element("path", d=f"M{number(start)},0H{number(end)}", stroke=colour, stroke_width=width)]
    if "end" in sides:
        parts.append(
            element("path", d=_HEAD, fill=colour, transform=f"translate({number(end)},0)scale({number(width)})")
        )
    if "start" in sides:
        place = f"translate({number(start)},0)rotate(180)scale({number(width)})"
        parts.append(element("path", d=_HEAD, fill=colour, transform=place))
    turned = element(
        "g", *parts, transform=f"translate({number(ax + note.get('xshift', 0))},{number(ay)})rotate({number(turn)})"
    )
    return element("svg", turned, x=across, y=down, overflow="visible")


def shapes_of(layout: Said, plane: Plane) -> Iterator[Svg]:
    """Lines across the plot. ValueError for a shape that cannot be drawn."""
    for shape in layout.get("shapes", ()):
        check(shape, _SHAPE, "a shape")
        check(shape["line"], _LINE, "the line of a shape")
        line, x_ref, y_ref = shape["line"], shape.get("xref", "x"), shape.get("yref", "y")
        yield element(
            "line",
            x1=plane.across(shape["x0"], x_ref),
            y1=plane.down(shape["y0"], y_ref),
            x2=plane.across(shape["x1"], x_ref),
            y2=plane.down(shape["y1"], y_ref),
            stroke=variable(line["color"]),
            stroke_width=line["width"],
            stroke_dasharray=dashes(line.get("dash", "solid"), line["width"]),
        )
