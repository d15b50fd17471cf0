"""Colour and shape: what kind of source published a figure, and whose count it is.

Colours keep a contrast of at least 4.5 to 1 against the page, and differ in lightness as well as in hue.
"""

from __future__ import annotations

PAPER = "#fcfaf6"
INK = "#1a1a1a"
MUTED = "#595959"
GRID = "#dedacf"
HATCH = "#8a8373"

KIND_COLOURS = {"government": "#1b4f9c", "ngo": "#a8410b", "international": "#1f7350"}
_SHAPES = {"government": "circle", "ngo": "diamond", "international": "square"}
#: A dot in the middle of the mark says that nobody is named as the counter.
_DOTS = {"own": "", "relayed": "", "unattributed": "-dot"}
_CHARACTERS = {
    ("government", "own"): "●",
    ("government", "relayed"): "○",
    ("government", "unattributed"): "◉",
    ("ngo", "own"): "◆",
    ("ngo", "relayed"): "◇",
    ("ngo", "unattributed"): "◈",
    ("international", "own"): "■",
    ("international", "relayed"): "□",
    ("international", "unattributed"): "▣",
}


def symbol(source_type: str, origin: str) -> str:
    """Plotly's name of the mark for a kind of source and an origin."""
    return _SHAPES[source_type] + _DOTS[origin]


def fill(source_type: str, origin: str) -> str:
    """The inside of the mark: the colour of the kind for an own count, else that of the page, which is hollow."""
    return KIND_COLOURS[source_type] if origin == "own" else PAPER


def character(source_type: str, origin: str) -> str:
    """The same mark as a character, for text and tables."""
    return _CHARACTERS[(source_type, origin)]
