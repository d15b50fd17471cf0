"""SVG as text: elements, numbers, and words. Whatever comes from the data passes through here and is escaped."""

from __future__ import annotations

import math
import re
from html import escape
from typing import NewType

#: Text that is SVG already; only this module makes it, out of strings that it has escaped.
Svg = NewType("Svg", str)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: The tags of plotly's texts; any other stands for itself, as in plotly.
_TAG = re.compile(r"(</?b>|<br>)")


def words(text: str) -> Svg:
    """Plain words inside an element."""
    return Svg(escape(_checked(text), quote=False))


def number(value: float, places: int = 2) -> str:
    """A coordinate, as short as can be. ValueError for what is no number."""
    if not math.isfinite(value):
        raise ValueError(f"a drawing has no place for {value}")
    written = f"{value:.{places}f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written).replace("-0", "0", written == "-0")


def percent(share: float) -> str:
    """A share as a length: of the width or height of the drawing."""
    return f"{number(share * 100, 3)}%"


def element(name: str, *content: Svg, **attributes: str | float | None) -> Svg:
    """An element. ``stroke_width=2`` is ``stroke-width="2"``, ``class_`` is ``class``; None leaves one out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(content)
    return Svg(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def group(parts: list[Svg]) -> Svg:
    """Several elements after one another."""
    return Svg("".join(parts))


def plain_lines(text: str) -> list[str]:
    """The lines of a text of plotly's, without its tags."""
    return [re.sub("</?b>", "", line) for line in text.split("<br>")]


def rich_lines(text: str) -> list[Svg]:
    """The lines of a text of plotly's, with what stands in ``<b>`` in bold. ValueError when a tag is left open."""
    lines: list[list[Svg]] = [[]]
    bold = False
    for part in filter(None, _TAG.split(text)):
        if part == "<br>":
            lines.append([])
        elif part in ("<b>", "</b>"):
            if bold == (part == "<b>"):
                raise ValueError(f"{text!r} opens or closes a tag twice")
            bold = not bold
        else:
            lines[-1].append(element("tspan", words(part), font_weight="bold") if bold else words(part))
    if bold:
        raise ValueError(f"{text!r} leaves a tag open")
    return [group(line) for line in lines]


def _value(value: str | float) -> str:
    return escape(_checked(value)) if isinstance(value, str) else number(value)


def _checked(text: str) -> str:
    if _NOT_IN_XML.search(text):
        raise ValueError(f"{text!r} holds a character that no document may hold")
    return text
