"""Language and theme, carried along by every link and form of a page; written in one place for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dash import html
from dash.development.base_component import Component

from components.attributes import attributes
from components.walk import every

Carried = Sequence[tuple[str, str]]
#: The attribute of a link that chooses one of the carried keys itself.
CHOOSES = "data-chooses"
_FOLLOW = "data-follow"
#: The attribute that holds a drawn chart as text, and the links in that text.
_DRAWN = "data-drawn"
_LINK_IN_DRAWING = re.compile(r'href="([^"#][^"]*)"')


def with_query(href: str, carried: Carried) -> str:
    """An address with further parameters; one that it already has is left as it is."""
    parts = urlsplit(href)
    query = parse_qsl(parts.query, keep_blank_values=True)
    known = {name for name, _ in query}
    query += [(name, value) for name, value in carried if name not in known]
    return urlunsplit(parts._replace(query=urlencode(query)))


def carry(tree: Component, carried: Carried) -> Component:
    """``tree`` itself, each of our links and forms now with ``carried``; a fresh tree is changed in place."""
    for component in every(tree) if carried else ():
        drawing = getattr(component, _DRAWN, None)
        if drawing:
            setattr(component, _DRAWN, _LINK_IN_DRAWING.sub(lambda found: _link_in_drawing(found[1], carried), drawing))
        elif isinstance(component, html.A) and _is(component, _FOLLOW) and not _is(component, CHOOSES):
            component.href = with_query(component.href, carried)  # type: ignore[attr-defined]
        elif isinstance(component, html.Form):
            component.children = [*_listed(component.children), *map(_hidden, carried)]
    return tree


def _hidden(choice: tuple[str, str]) -> html.Select:
    """What a form sends along, as a select that nobody sees: Dash has no plain input."""
    name, value = choice
    return hidden_choice(name, value)


def hidden_choice(name: str, value: str) -> html.Select:
    """A value that a form sends along unseen."""
    return html.Select([html.Option(value, value=value)], name=name, hidden=True, **attributes(data_value=value))


def _link_in_drawing(href: str, carried: Carried) -> str:
    return f'href="{escape(with_query(unescape(href), carried))}"'


def _is(component: Component, name: str) -> bool:
    return bool(getattr(component, name, None))


def _listed(children: Any) -> list[Any]:
    return list(children) if isinstance(children, list | tuple) else [] if children is None else [children]
