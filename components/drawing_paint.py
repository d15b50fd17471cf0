"""Lines, shapes of marks and hatching, as plotly draws them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from components.drawing_plane import Grammar, check
from components.palette import variable
from components.svg import Svg, element, number

_PATTERN: Grammar = {"shape": None, "fgcolor": None, "bgcolor": None, "size": None, "solidity": None}
_DOT = "M0,0.5L0.5,0L0,-0.5L-0.5,0Z"
_PATTERN_NAMES = {"/": "rising", "\\": "falling", ".": "dotted"}
_PATTERN_SIZE, _SOLIDITY = 8.0, 0.3


def dashes(style: str, width: float) -> str | None:
    """The dashes of a line. ValueError for a style that is not known."""
    unit = max(width, 3)
    known = {"solid": (), "dot": (1, 1), "dash": (3, 3), "dashdot": (3, 1, 1, 1)}
    if style not in known:
        raise ValueError(f"a line cannot be drawn as {style!r}")
    return ",".join(number(part * unit) for part in known[style]) or None


def symbol_path(symbol: str, size: float) -> str:
    """The outline of a mark around the origin; a dot in its middle is part of it. ValueError for an unknown one."""
    shape, _, detail = symbol.partition("-")
    if shape not in _OUTLINES or detail not in ("", "dot"):
        raise ValueError(f"there is no mark {symbol!r}")
    return _OUTLINES[shape](size / 2) + (_DOT if detail else "")


def _circle(radius: float) -> str:
    r = number(radius)
    return f"M{r},0A{r},{r} 0 1,1 0,-{r}A{r},{r} 0 0,1 {r},0Z"


def _square(radius: float) -> str:
    r = number(radius)
    return f"M{r},{r}H-{r}V-{r}H{r}Z"


def _diamond(radius: float) -> str:
    r = number(radius * 1.3)
    return f"M{r},0L0,{r}L-{r},0L0,-{r}Z"


def _hexagon(radius: float) -> str:
    r, half, side = number(radius), number(radius / 2), number(radius * math.sqrt(3) / 2)
    return f"M{side},-{half}V{half}L0,{r}L-{side},{half}V-{half}L0,-{r}Z"


_OUTLINES = {"circle": _circle, "square": _square, "diamond": _diamond, "hexagon": _hexagon}


class Patterns:
    """The patterns of one drawing, each defined once; ``prefix`` keeps their ids apart from other drawings'."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._defined: dict[str, Svg] = {}

    def paint(self, pattern: Mapping[str, Any]) -> str:
        """What to fill a shape with. ValueError for a pattern that is not known."""
        check(pattern, _PATTERN, "a pattern")
        shape, size = pattern["shape"], float(pattern.get("size", _PATTERN_SIZE))
        if shape not in _PATTERN_NAMES:
            raise ValueError(f"there is no pattern {shape!r}")
        solidity = float(pattern.get("solidity", _SOLIDITY))
        colour = variable(pattern["fgcolor"])
        name = f"{self._prefix}-{_PATTERN_NAMES[shape]}-{colour[6:-1]}-{number(size)}-{number(solidity)}"
        if name not in self._defined:
            self._defined[name] = _tile(
                name, shape, size, solidity=solidity, colours=(colour, variable(pattern["bgcolor"]))
            )
        return f"url(#{name})"

    def definitions(self) -> Iterator[Svg]:
        """Everything that was painted with, to stand in the drawing once."""
        if self._defined:
            yield element("defs", *self._defined.values())


def _tile(name: str, shape: str, size: float, *, solidity: float, colours: tuple[str, str]) -> Svg:
    side = size if shape == "." else size * math.sqrt(2)
    quarter, half, most, more = (number(side * part / 4) for part in (1, 2, 3, 5))
    whole = number(side)
    if shape == ".":
        radius = math.sqrt(solidity * size * size / math.pi)
        figure = element("circle", cx=side / 2, cy=side / 2, r=radius, fill=colours[0])
    else:
        lines = {
            "/": f"M-{quarter},{quarter}l{half},-{half}M0,{whole}L{whole},0M{most},{more}l{half},-{half}",
            "\\": f"M{most},-{quarter}l{half},{half}M0,0L{whole},{whole}M-{quarter},{most}l{half},{half}",
        }
        figure = element("path", d=lines[shape], stroke=colours[0], stroke_width=solidity * size)
    ground = element("rect", width=whole, height=whole, fill=colours[1])
    return element("pattern", ground, figure, id=name, width=whole, height=whole, patternUnits="userSpaceOnUse")
