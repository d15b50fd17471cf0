"""A figure drawn as SVG: what plotly makes of the same dictionary in the browser, as text and without a script.

Places across are percentages of the plot's width and places down are pixels, so that a drawing fits every width
while its words keep their size. The margins are no part of the SVG: whatever holds it keeps them free as padding.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from components.drawing_marks import Mark, marks_of
from components.drawing_notes import grid_of, notes_of, shapes_of, ticks_drawn
from components.drawing_paint import Patterns
from components.drawing_plane import plane_of
from components.links import observation_href
from components.svg import Svg, element, number, plain_lines, words


def svg_of(figure: Mapping[str, Any], *, label: str = "", opened: str = "", name: str = "") -> str:
    """The drawing of a figure (a dictionary of ``data`` and ``layout``, as ``components.chart`` makes it).

    Every figure's mark is a link to its page, of the class ``point``, with its words as title; the one of the figure
    ``opened`` is of the class ``opened`` too. The drawing is
    hidden from assistive technology, since what holds it has a name and a table beside it; with a ``label`` it is
    a picture of its own with that name; ``name`` tells several drawings of one figure on a page apart. TypeError for a
    type of trace, ValueError for anything else that it does not know: nothing is left out in silence.
    """
    layout = figure["layout"]
    if figure.keys() != {"data", "layout"}:
        raise ValueError(f"a figure has data and a layout, not {', '.join(figure)}")
    plane, patterns = plane_of(layout), Patterns(_prefix(figure, name))
    # Plotly draws all bars below all lines and points.
    traces = sorted(figure["data"], key=lambda trace: bool(trace["type"] != "bar"))
    marks = _linked((mark for trace in traces for mark in marks_of(trace, plane, patterns)), opened)
    named = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return element(
        "svg",
        *patterns.definitions(),
        *grid_of(plane),
        *ticks_drawn(layout, plane),
        *marks,
        *shapes_of(layout, plane),
        *notes_of(layout, plane),
        class_="drawing",
        width="100%",
        height=plane.height,
        overflow="visible",
        focusable="false",
        **named,
    )


def _prefix(figure: Mapping[str, Any], name: str) -> str:
    written = (json.dumps(figure, sort_keys=True) + name).encode()
    return f"p{hashlib.sha256(written).hexdigest()[:8]}"


def _linked(marks: Iterable[Mark], opened: str) -> list[Svg]:
    """The marks in their order, all shapes of one figure in one link where the first of them stands."""
    together: dict[str | int, list[Mark]] = {}
    for place, mark in enumerate(marks):
        together.setdefault(mark.obs_id or place, []).append(mark)
    return [_mark(alike, opened) for alike in together.values()]


def _mark(alike: list[Mark], opened: str) -> Svg:
    mark, shapes = alike[0], [one.shape for one in alike]
    lines = plain_lines(mark.hover)
    title = [element("title", words("\n".join(lines)))] if mark.hover else []
    if not mark.obs_id:
        return element("g", *title, *shapes) if title else shapes[0]
    return element(
        "a",
        *title,
        *shapes,
        href=observation_href(mark.obs_id),
        class_="point opened" if mark.obs_id == opened else "point",
        tabindex="-1",
        data_follow="page",
        data_obs=mark.obs_id,
        data_words="; ".join(lines),
        data_letter=mark.letter,
        data_time="" if mark.time is None else number(mark.time, 4),
    )
