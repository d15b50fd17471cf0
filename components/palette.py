"""Colour and shape: what kind of source published a figure or who counted it, and whose count it is.

Every colour of words and marks keeps a contrast of at least 4.5 to 1 against the page and its panels, in the light
theme and in the dark one. Kinds also have shapes of their own, so that nothing is told by colour alone.
"""

from __future__ import annotations

#: The colours of both themes, by the name of their variable in ``assets/style.css``. A name has one value a theme,
#: and no two names share one in the light theme: charts hold these values, and are drawn with the variables.
LIGHT = {
    "paper": "#fcfaf6",
    "ink": "#1a1a1a",
    "muted": "#595959",
    "rule": "#dedacf",
    "panel": "#f1ede3",
    "field": "#ffffff",
    "line": "#8a8373",
    "government": "#1b4f9c",
    "ngo": "#a8410b",
    "international": "#1f7350",
    "unknown": "#5c5c5c",
    "hatch": "#857e6e",
}
DARK = {
    "paper": "#15171a",
    "ink": "#e8e6e1",
    "muted": "#a9a69e",
    "rule": "#3a3d42",
    "panel": "#202327",
    "field": "#1b1e22",
    "line": "#8b877d",
    "government": "#8ab4f8",
    "ngo": "#f0a36b",
    "international": "#6cc79a",
    "unknown": "#b4b0a6",
    "hatch": "#8f8a7f",
}

PAPER, INK, MUTED, GRID, HATCH, BASE, FIELD = (
    LIGHT[name] for name in ("paper", "ink", "muted", "rule", "hatch", "line", "field")
)

#: ``unknown`` is for figures whose counter nobody names, where colour tells who counted.
KIND_COLOURS = {name: LIGHT[name] for name in ("government", "ngo", "international", "unknown")}
_SHAPES = {"government": "circle", "ngo": "diamond", "international": "square", "unknown": "hexagon"}
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
    ("unknown", "own"): "⬢",
    ("unknown", "relayed"): "⬡",
    ("unknown", "unattributed"): "⏣",
}
#: The colours of pictures that readers take away, by the same names: on white, and without any colour at all.
IN_COLOUR = LIGHT | {"paper": LIGHT["field"]}
IN_BLACK = {
    **dict.fromkeys(LIGHT, "#000000"),
    **dict.fromkeys(("paper", "field", "panel"), "#ffffff"),
    "rule": "#a6a6a6",
    "hatch": "#6f6f6f",
    "line": "#6f6f6f",
}
_VARIABLES = {colour: f"var(--{name})" for name, colour in LIGHT.items()}


def variable(colour: str) -> str:
    """The variable of the style sheet for a colour of the light theme. ValueError for any other colour."""
    if colour not in _VARIABLES:
        raise ValueError(f"{colour!r} is no colour of the palette: {', '.join(LIGHT.values())}")
    return _VARIABLES[colour]


def symbol(source_type: str, origin: str) -> str:
    """Plotly's name of the mark for a kind of source and an origin."""
    return _SHAPES[source_type] + _DOTS[origin]


def fill(source_type: str, origin: str) -> str:
    """The inside of the mark: the colour of the kind for an own count, else that of the page, which is hollow."""
    return KIND_COLOURS[source_type] if origin == "own" else PAPER


def character(source_type: str, origin: str) -> str:
    """The same mark as a character, for text and tables."""
    return _CHARACTERS[(source_type, origin)]


def marked_by(mark: str) -> tuple[str, str]:
    """The kind of body and the origin for which a character stands. KeyError for any other character."""
    return {written: pair for pair, written in _CHARACTERS.items()}[mark]
