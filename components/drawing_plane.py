"""Where the values of a figure stand in its drawing, and what of a figure can be drawn at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from components.svg import percent

#: What a part of a figure may say: for every key any value (None), or one of a few.
Grammar = Mapping[str, tuple[Any, ...] | None]
PAPER_REF = "paper"

_LAYOUT: Grammar = {
    **dict.fromkeys(("margin", "paper_bgcolor", "plot_bgcolor", "font", "hoverlabel", "height")),
    **dict.fromkeys(("xaxis", "yaxis", "yaxis2", "annotations", "shapes", "separators")),
    "showlegend": (False,),
    "hovermode": ("closest", False),
    "barmode": ("overlay",),
}
_MARGIN: Grammar = {**dict.fromkeys(("l", "r", "t", "b", "pad")), "autoexpand": (False,)}
_AXIS: Grammar = {
    **dict.fromkeys(("domain", "range", "gridcolor", "showgrid", "tickfont", "visible", "showticklabels", "position")),
    **dict.fromkeys(("tickvals", "ticktext", "tick0", "dtick", "tickformat", "fixedrange", "rangemode")),
    **dict.fromkeys(("zerolinecolor", "zerolinewidth", "ticklabelstandoff")),
    "zeroline": (True, False),
    "ticks": ("",),
    "tickangle": (0,),
    "anchor": ("y",),
}


def check(said: Mapping[str, Any], grammar: Grammar, what: str) -> None:
    """ValueError when ``said`` has a key or a value that ``grammar`` does not know: nothing is lost in silence."""
    for key, value in said.items():
        if key not in grammar:
            raise ValueError(f"{what} has {key!r}, which cannot be drawn")
        allowed = grammar[key]
        if allowed is not None and value not in allowed:
            raise ValueError(f"{what} has {key!r} {value!r}; only {', '.join(map(repr, allowed))} can be drawn")


@dataclass(frozen=True)
class Plane:
    """The plot of a figure without its margins: across it is measured in shares of its width, down in pixels."""

    height: float
    pad: float
    axes: Mapping[str, Mapping[str, Any]]

    def share(self, value: float, axis: str = "x") -> float:
        """How far along an axis, from its beginning (0) to its end (1), a value stands within the plot."""
        if axis == PAPER_REF:
            return value
        said = self.axes[f"{axis[0]}axis{axis[1:]}"]
        low, high = said["range"]
        first, last = said.get("domain", (0.0, 1.0))
        return float(first + (value - low) / (high - low) * (last - first))

    def across(self, value: float, axis: str = "x") -> str:
        """The place of a value from the left, as a percentage."""
        return percent(self.share(value, axis))

    def down(self, value: float, axis: str = "y") -> float:
        """The place of a value from the top, in pixels."""
        return (1 - self.share(value, axis)) * self.height


def plane_of(layout: Mapping[str, Any]) -> Plane:
    """The plot that a layout describes. ValueError for a layout that cannot be drawn."""
    check(layout, _LAYOUT, "the layout")
    check(layout["margin"], _MARGIN, "the margin")
    axes = {name: layout[name] for name in ("xaxis", "yaxis", "yaxis2") if name in layout}
    for name, axis in axes.items():
        check(axis, _AXIS, f"the {name}")
    margin = layout["margin"]
    return Plane(layout["height"] - margin["t"] - margin["b"], margin.get("pad", 0), axes)
