"""Whole addresses in the text of a page: the path, with the address of the site before it."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from components.attributes import attributes
from components.walk import every

#: The attribute of a text that is a path until the address of the site is put before it.
_ADDRESS = "data-address"


def whole_address(path: str) -> html.Span:
    """A path that readers see, and copy, as a whole address.

    ``with_site`` puts the published address before it; where that is not known, ``assets/copy.js`` the one in the
    reader's own browser.
    """
    return html.Span(path, **attributes(data_address=path))


def with_whole_address(words: str, path: str) -> list[Any]:
    """A text in which a path stands, the path as a whole address."""
    before, found, after = words.partition(path)
    return [before, whole_address(path), after] if found and path else [words]


def with_site(tree: Component, site: str) -> Component:
    """``tree`` itself, the published address (no slash at its end) before every path that ``whole_address`` marked."""
    for component in every(tree) if site else ():
        path = getattr(component, _ADDRESS, None)
        if isinstance(component, html.Span) and path:
            component.children = f"{site}{path}"
    return tree
