"""What every chart has around its marks: page colours, type, and no ornaments."""

from __future__ import annotations

from typing import Any

from components.palette import INK, PAPER

FONT = "system-ui, Segoe UI, Roboto, Noto Sans, DejaVu Sans, sans-serif"


def frame(*, top: int, bottom: int, left: int = 8, right: int = 8) -> dict[str, Any]:
    """The part of a layout that does not depend on the figures; margins in pixels."""
    return {
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 4, "autoexpand": False},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": FONT, "size": 13, "color": INK},
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": INK,
            "align": "left",
            "font": {"family": FONT, "size": 13, "color": INK},
        },
        "showlegend": False,
        "hovermode": "closest",
        "barmode": "overlay",
    }
