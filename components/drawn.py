"""A drawn chart as part of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from components.attributes import attributes
from components.drawing import svg_of


def drawn(figure: Mapping[str, Any], *, class_name: str = "drawn", opened: str = "", name: str = "") -> html.Div:
    """The drawing of a figure with its margins around it; ``opened`` names the figure whose mark is pointed out.

    ``name`` tells several drawings of one figure on a page apart.

    It stands in the attribute ``data-drawn``, since Dash knows no SVG: ``server.prerender`` writes it as the content.
    """
    margin = figure["layout"]["margin"]
    padding = " ".join(f"{margin[side]}px" for side in ("t", "r", "b", "l"))
    return html.Div(
        className=class_name,
        style={"padding": padding},
        **attributes(data_drawn=svg_of(figure, opened=opened, name=name)),
    )
