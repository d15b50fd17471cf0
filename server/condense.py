"""A page for Dash, with its still parts as text: Dash spends more time on a thousand elements than a reader has."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from server.prerender import VOID, to_html

#: The attribute that holds the content of a still element; assets/follow.js puts it in. It is made by ``to_html``,
#: which escapes every text.
CONTENT = "data-html"
_LIVE = "dash_core_components"


def condensed(component: Component) -> Component:
    """A copy of a tree in which each largest part without a live component (of ``dcc``) is a single element.

    Such an element keeps its tag and its attributes, and holds its content as HTML in the attribute ``CONTENT``.
    Every other element is as it was, and the page comes out the same.
    """
    described = component.to_plotly_json()  # type: ignore[no-untyped-call]
    props = dict(described["props"])
    children = props.pop("children", None)
    if described["namespace"] == _LIVE or children is None or described["type"].lower() in VOID:
        return component
    if not _is_live(children):
        return type(component)(**props, **{CONTENT: to_html(children)})
    return type(component)(children=_condensed_children(children), **props)


def _condensed_children(children: Any) -> Any:
    if isinstance(children, list | tuple):
        return [_condensed_children(child) for child in children]
    return condensed(children) if isinstance(children, Component) else children


def _is_live(node: Any) -> bool:
    if isinstance(node, list | tuple):
        return any(map(_is_live, node))
    if not isinstance(node, Component):
        return False
    described = node.to_plotly_json()  # type: ignore[no-untyped-call]
    return described["namespace"] == _LIVE or _is_live(described["props"].get("children"))
