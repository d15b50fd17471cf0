"""A tree of Dash components as plain HTML, which is what readers are sent."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
ATTRIBUTE = {"className": "class", "htmlFor": "for", "httpEquiv": "http-equiv", "acceptCharset": "accept-charset"}
#: Properties that only Dash and React know.
NO_ATTRIBUTE = frozenset(
    ["children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "loading_state", "setProps"]
)
#: A component of dcc that shows nothing.
SILENT = frozenset(["Location"])
#: The class of the place of a live chart, which assets/charts.js fills from the data in it; it is drawn beside its place.
LIVE_CHART = "live-chart"
#: Components of html whose tag has another name; no page uses them.
RENAMED = frozenset(["MapEl", "ObjectEl"])
#: An attribute whose text is SVG that ``components.drawing`` made, the content of its element. It is the only thing that
#: is not escaped here, since ``components.svg`` has escaped every word of the data in it.
DRAWN = "data-drawn"
#: The attribute of the place of a search box that holds the attributes of its input, and its value beside it.
SEARCH, VALUE = "data-search", "data-value"
#: What a component of Dash knows of itself, and no property.
_OF_DASH = frozenset(["available_properties", "available_wildcard_properties"])
#: CSS properties whose plain numbers are not pixels.
UNITLESS = frozenset(
    [
        "flex",
        "flexGrow",
        "flexShrink",
        "fontWeight",
        "gridColumn",
        "gridRow",
        "lineHeight",
        "opacity",
        "order",
        "zIndex",
        "zoom",
    ]
)


def to_html(node: Any) -> str:
    """The HTML of a component, a text, a number, or a list of these; all text escaped.

    A chart of plotly becomes its place, with its data. ``SILENT`` components become nothing. Raises TypeError for any other component that is no plain element, so
    that no part of a page is lost unseen.
    """
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, str | int | float):
        return escape(str(node))
    if isinstance(node, list | tuple):
        return "".join(map(to_html, node))
    if not isinstance(node, Component):
        raise TypeError(f"{type(node).__name__} cannot be written as HTML")
    return _component_html(node)


def _component_html(component: Component) -> str:
    kind, namespace = component._type, component._namespace
    # What to_plotly_json gives as properties; it asks for every property that there could be.
    props = {name: value for name, value in vars(component).items() if name[0] != "_" and name not in _OF_DASH}
    if namespace == "dash_html_components" and kind not in RENAMED:
        return _element(kind.lower(), props)
    if namespace == "dash_core_components" and kind == "Graph":
        return _live_chart(props)
    if namespace == "dash_core_components" and kind in SILENT:
        return ""
    raise TypeError(f"{namespace}.{kind} has no form as plain HTML")


def data_block(text: str, kind: str = "application/json") -> str:
    """JSON as a block of data, which is no script; nothing in it can end the block or begin a comment."""
    escaped = text.replace("<", "\\u003c")
    return f'<script type="{kind}">{escaped}</script>'


def _live_chart(props: Mapping[str, Any]) -> str:
    figure = props.get("figure") or {}
    told = {"data": figure.get("data", []), "layout": figure.get("layout", {}), "config": props.get("config", {})}
    block = data_block(json.dumps(told, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")))
    given = {"className": LIVE_CHART} | {name: props[name] for name in ("id", "style") if name in props}
    return f"<div{''.join(_attribute(name, given[name]) for name in sorted(given))}>{block}</div>"


def _element(tag: str, props: Mapping[str, Any]) -> str:
    unwritten = NO_ATTRIBUTE | ({DRAWN, SEARCH, VALUE} if SEARCH in props else {DRAWN})
    # Sorted, since Dash gives properties in an order that changes from process to process.
    attributes = "".join(_attribute(name, props[name]) for name in sorted(props.keys() - unwritten))
    opening = f"<{tag}{attributes}>"
    if tag in VOID:
        return opening
    inside = to_html(props.get("children")) + str(props.get(DRAWN, ""))
    if tag == "select" and VALUE in props:
        inside = _with_choice(inside, str(props[VALUE]))
    if SEARCH in props:
        inside = _input(json.loads(props[SEARCH]), str(props[VALUE]))
    return f"{opening}{inside}</{tag}>"


def _with_choice(options: str, value: str) -> str:
    """The options of a select with the chosen one marked; Dash's selects have no value."""
    option = f'<option value="{escape(value)}">'
    return options.replace(option, option.replace("<option", "<option selected"), 1)


def _input(attributes: Mapping[str, str], value: str) -> str:
    """The input of a search box, which Dash has none of."""
    given = {**attributes, "value": value}
    return f"<input{''.join(_attribute(name, given[name]) for name in sorted(given))}>"


def _attribute(name: str, value: Any) -> str:
    written = ATTRIBUTE.get(name, name.lower())
    if written.startswith(("aria-", "data-")) and isinstance(value, bool):
        value = str(value).lower()
    if value is None or value is False:
        return ""
    if value is True:
        return f" {written}"
    if isinstance(value, Mapping):
        value = _style(value) if name == "style" else json.dumps(value, sort_keys=True, separators=(",", ":"))
    return f' {written}="{escape(str(value))}"'


def _style(style: Mapping[str, Any]) -> str:
    """React's style mapping as CSS: ``{"marginTop": 4}`` is ``margin-top:4px``."""
    return ";".join(
        f"{_css_name(name)}:{_css_value(name, value)}" for name, value in style.items() if value is not None
    )


def _css_name(name: str) -> str:
    return name if name.startswith("--") else re.sub(r"[A-Z]", lambda capital: f"-{capital[0].lower()}", name)


def _css_value(name: str, value: Any) -> str:
    pixels = isinstance(value, int | float) and value != 0 and name not in UNITLESS and not name.startswith("--")
    return f"{value}px" if pixels else str(value)
