"""Parts of a page as words for a picture, so that both say the same: bold, faint and plain runs, and marks."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from components.picture_wrap import BOLD, FAINT, MARK, PLAIN, Run

#: Elements that begin a new paragraph, and classes that do; elements that are bold, and classes that are faint.
_BLOCKS, _BLOCK_CLASSES = frozenset(["Li", "P", "Div", "H3", "H4"]), frozenset(["note", "warning", "source-name"])
_BOLD, _FAINT = frozenset(["A", "B", "H3", "H4"]), frozenset(["muted", "note", "subtitle"])
_QUOTES = "“{}”"


def paragraphs_of(node: Any) -> list[tuple[Run, ...]]:
    """The paragraphs of a part of a page in their order; what only screen readers hear is left out."""
    lines: list[list[Run]] = [[]]
    _gather(node, PLAIN, lines)
    return [tuple(line) for line in lines if any(run.words.strip() for run in line)]


def one_paragraph(node: Any) -> tuple[Run, ...]:
    """All of a part of a page as one paragraph, its own paragraphs with a space between them."""
    runs: list[Run] = []
    for paragraph in paragraphs_of(node):
        runs += [*([Run(" ")] if runs else []), *paragraph]
    return tuple(runs)


def _gather(node: Any, style: str, lines: list[list[Run]]) -> None:
    if node is None:
        return
    if isinstance(node, list | tuple):
        for child in node:
            _gather(child, style, lines)
        return
    if not isinstance(node, Component):
        lines[-1].append(Run(str(node), style))
        return
    kind, classes = type(node).__name__, set(str(getattr(node, "className", None) or "").split())
    children = getattr(node, "children", None)
    if "hidden" in classes:
        return
    if "mark" in classes:
        lines[-1].append(Run(str(children), MARK))
        return
    if kind in _BLOCKS or classes & _BLOCK_CLASSES:
        lines.append([])
    if classes & _FAINT:
        style = FAINT
    elif kind in _BOLD and style == PLAIN:
        style = BOLD
    _gather(_QUOTES.format(children) if kind == "Q" else children, style, lines)
    if kind in _BLOCKS or classes & _BLOCK_CLASSES:
        lines.append([])
