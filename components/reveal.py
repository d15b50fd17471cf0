"""A chart shown part by part: what there is to show, and the figure as far as it has been shown.

Everything here goes by the figure alone, a dictionary of ``data`` and ``layout`` as ``components.chart`` makes it:
nothing is computed anew, so no mark ever moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.palette import KIND_COLOURS

#: The parts in their order. A title and a source line stand beside a figure: in it they change nothing.
MARKS, AXES, NUMBERS, TITLE, SOURCE, SECOND, GAP = NAMES = (
    *("marks", "axes", "numbers", "title", "source", "second", "gap"),
)
Figure = dict[str, Any]
_AXES = ("xaxis", "yaxis", "yaxis2")
_KINDS = {colour: kind for kind, colour in KIND_COLOURS.items()}


@dataclass(frozen=True)
class Layer:
    """A part of a figure; ``kind`` is the kind of body whose marks, numbers or sources it shows, where it shows one."""

    name: str
    kind: str = ""


#: Lines across the plot with their words: where a series breaks.
_BREAKS = Layer("breaks")


def layers(figure: Mapping[str, Any]) -> tuple[Layer, ...]:
    """The parts of a figure in the order in which they are shown; what a figure does not have is left out.

    First the marks of the kind of body with the most figures without a word, then the axes, the numbers at these marks, title and source;
    after these each further kind with its numbers, and at last the stated gaps.
    """
    said = [*map(_layer_of_trace, figure["data"]), *map(_layer_of_note, figure["layout"].get("annotations", ()))]
    marked = [kind for kind in KIND_COLOURS if any(layer.name != GAP and layer.kind == kind for layer in said)]
    marked.sort(key=lambda kind: -_figures_of(figure, kind))
    first, *others = marked or [""]
    found = [Layer(MARKS, first)] if first else []
    found.append(Layer(AXES))
    found += [Layer(NUMBERS, first)] if Layer(NUMBERS, first) in said and first else []
    found.append(Layer(TITLE))
    found += [Layer(SOURCE, first)] if first else []
    found += [Layer(SECOND, kind) for kind in others]
    return (*found, *([Layer(GAP)] if Layer(GAP) in said else []))


def _figures_of(figure: Mapping[str, Any], kind: str) -> int:
    """How many figures of a kind of body are drawn."""
    traces = [trace for trace in figure["data"] if _layer_of_trace(trace) == Layer(MARKS, kind)]
    return len({name for trace in traces for name in trace.get("customdata", ()) if name})


def revealed(figure: Mapping[str, Any], upto: int) -> Figure:
    """The figure with its first ``upto`` layers; the figure given is not changed. ValueError for another number."""
    found = layers(figure)
    if not 1 <= upto <= len(found):
        raise ValueError(f"the figure has layers 1 to {len(found)}, not {upto}")
    shown = (*found[:upto], *([_BREAKS] if _breaks_with(found) in found[:upto] else []))
    layout = dict(figure["layout"])
    if "annotations" in layout:
        layout["annotations"] = [note for note in layout["annotations"] if _is_in(_layer_of_note(note), shown)]
    if Layer(AXES) not in shown:
        layout |= {name: {**layout[name], "visible": False} for name in _AXES if name in layout}
    if _BREAKS not in shown and "shapes" in layout:
        layout["shapes"] = []
    return {
        **figure,
        "data": [trace for trace in figure["data"] if _is_in(_layer_of_trace(trace), shown)],
        "layout": layout,
    }


def _breaks_with(found: Sequence[Layer]) -> Layer:
    """The layer with which lines across the plot come: that after which every series is there that they break."""
    return [layer for layer in found if layer.name in (AXES, NUMBERS, SECOND)][-1]


def _is_in(layer: Layer, shown: tuple[Layer, ...]) -> bool:
    """Whether a part is shown: the marks and numbers of a further kind come together."""
    return layer in shown or (layer.kind != "" and Layer(SECOND, layer.kind) in shown)


def _layer_of_trace(trace: Mapping[str, Any]) -> Layer:
    if trace.get("meta") == "gap":
        return Layer(GAP)
    kind = _kind_of_trace(trace)
    return Layer(MARKS, kind) if kind else Layer(AXES)


def _kind_of_trace(trace: Mapping[str, Any]) -> str:
    """The kind of body whose mark a trace is, by its colour; nothing for a line of an axis."""
    marker = trace.get("marker", {})
    colours = (trace.get("line", {}).get("color"), marker.get("line", {}).get("color"))
    return next((_KINDS[colour] for colour in colours if colour in _KINDS), "")


def _layer_of_note(note: Mapping[str, Any]) -> Layer:
    """An arrow is a part of its mark; words in the colour of a kind are a number; others belong to lines across the plot."""
    if note["showarrow"]:
        return Layer(MARKS, _KINDS.get(note["arrowcolor"], ""))
    kind = _KINDS.get(note["font"]["color"], "")
    return Layer(NUMBERS, kind) if kind else _BREAKS
