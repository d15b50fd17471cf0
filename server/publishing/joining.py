"""Many figures, or pairs, of one indicator on one page: each is the content of its own page, under an anchor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.walk import every
from server.publishing.plan import anchor_of
from server.publishing.rewriting import classes_of, listed

_HEADINGS = (html.H1, html.H2, html.H3, html.H4, html.H5, html.H6)
#: Attributes that name other elements of the page.
_NAMES = ("id", "htmlFor", "aria-labelledby", "aria-describedby", "aria-controls")
#: What stands once on the page: the way back, on top; files and citations of a single figure the pack has none of.
_WAY_BACK, _TAKEN = "breadcrumb", "take"


def joined(paths: Sequence[str], body_of: Callable[[str], Component], heading: str) -> html.Div:
    """The content of several pages one after the other under ``heading``, the first one's way back on top.

    Headings stand one level lower, and every id bears the anchor of the content that it stands in.
    """
    bodies: list[Any] = [body_of(path) for path in paths]
    way = [part for part in listed(bodies[0].children) if _WAY_BACK in classes_of(part)]
    sections = [_section(body, anchor_of(path)) for path, body in zip(paths, bodies, strict=True)]
    return html.Div([*way, html.H1(heading, tabIndex=-1), *sections], className="pack-parts")


def _section(body: Any, anchor: str) -> html.Section:
    kept = without(body, frozenset([_WAY_BACK, _TAKEN]))
    content = lowered(kept)
    for part in every(content):
        _rename(part, anchor)
    return html.Section(content, id=anchor, tabIndex=-1, className="pack-part")


def without(node: Any, gone: frozenset[str]) -> Any:
    """A tree, changed in place, without the parts of some classes."""
    if isinstance(node, Component) and hasattr(node, "children"):
        children = listed(node.children)
        node.children = [without(child, gone) for child in children if not classes_of(child) & gone]
    return node


def _rename(part: Any, anchor: str) -> None:
    for name in _NAMES:
        value = getattr(part, name, None)
        if value:
            setattr(part, name, " ".join(f"{anchor}-{one}" for one in str(value).split()))
    href = str(getattr(part, "href", None) or "")
    if href.startswith("#"):
        part.href = f"#{anchor}-{href[1:]}"


def lowered(node: Any) -> Any:
    """A tree, changed in place, with every heading one level lower."""
    if isinstance(node, list | tuple):
        return [lowered(child) for child in node]
    if not isinstance(node, Component):
        return node
    if hasattr(node, "children"):
        node.children = lowered(node.children)
    for level, kind in enumerate(_HEADINGS[:-1]):
        if type(node) is kind:
            props = node.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
            return _HEADINGS[level + 1](**props)
    return node
