"""Drawings of a page as parts of a picture: every place in numbers, every colour by its name, nothing to click."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from components.chart import Figure
from components.drawing import svg_of
from components.picture_text import Block, at
from components.svg import Svg, number

#: What a drawing says to the scripts and the style sheet of a page.
_FOR_PAGES = ("href", "tabindex", "class", "focusable", "aria-hidden", "overflow")
_ACROSS = ("x", "x1", "x2", "width")


@dataclass(frozen=True)
class Drawn:
    """A drawing whose places across are shares of its width: how high it is, and its margins (top, right, bottom, left)."""

    svg: Svg
    height: float
    margins: tuple[float, float, float, float] = (0, 0, 0, 0)


def drawn_of(figure: Figure) -> Drawn:
    """The drawing of a figure (see ``components.drawing``)."""
    margin, height = figure["layout"]["margin"], figure["layout"]["height"]
    return Drawn(Svg(svg_of(figure)), height, (margin["t"], margin["r"], margin["b"], margin["l"]))


def drawn_block(drawn: Drawn, width: float) -> Block:
    """A drawing in the width that it has in a picture, its margins included."""
    top, right, _, left = drawn.margins
    root = ElementTree.fromstring(drawn.svg)
    _place(root, width - left - right)
    root.tag, root.attrib = "g", {}
    inside = Block(Svg(ElementTree.tostring(root, encoding="unicode")), drawn.height)
    return Block(at(inside, left, top), drawn.height)


def _place(node: ElementTree.Element, width: float) -> None:
    """Give everything in a drawing its place in numbers, so that programs that know no nested drawings show it too."""
    for child in node:
        for name in _ACROSS:
            share = child.get(name, "")
            if share.endswith("%"):
                child.set(name, number(float(share[:-1]) * width / 100))
        if child.tag == "svg":
            place = f"translate({child.get('x', '0')},{child.get('y', '0')})"
            child.tag, child.attrib = "g", {"transform": place}
        elif child.tag == "a":
            child.tag, child.attrib = "g", {"data-obs": child.attrib["data-obs"]}
        for name in _FOR_PAGES:
            child.attrib.pop(name, None)
        _place(child, width)
