"""A page of the dashboard made into a page of the pack: its addresses lead to files, and what needs a server is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import attributes
from components.walk import every

#: Where an address of the dashboard leads from the page at hand; None where the pack does not hold it.
Found = Callable[[str], str | None]
#: What works by a server alone, by its class.
GONE = frozenset(["themes", "picture-links", "embed-code", "report", "cite-links", "needs-server"])
#: Of which nothing is left where they lead nowhere.
WAYS = frozenset(["to-present"])
#: Lists of files, of which an item without a file is nothing.
FILES = frozenset(["files", "forms"])
_DRAWN, _ADDRESS = "data-drawn", "data-address"
_SCREEN, _TO_SCREEN, _HERE = "data-screen", "data-to", "data-here"
_FOR_SCRIPTS = ("data-follow", "data-chooses", _ADDRESS)
_FOLLOWED = ' data-follow="page"'
_LINK_IN_DRAWING = re.compile(r' href="(/[^"]*)"')


@dataclass(frozen=True)
class Said:
    """What a page of the pack says that the dashboard's own does not: components for the places named."""

    after_choices: Mapping[str, Any] = field(default_factory=dict)
    after_files: tuple[Any, ...] = ()
    footer: tuple[Any, ...] = ()
    #: The choices that are pages of the pack, and so become links.
    choices: frozenset[str] = frozenset()


def rewritten(tree: Component, found: Found, said: Said) -> Component:
    """A fresh tree, changed in place: every address by ``found``, what is gone left out, ``said`` put in."""
    whole: Component = _Hand(found, said).of(tree)[0]
    return whole


def address_found(found: Found, href: str) -> str | None:
    """What a link leads to: an address elsewhere and a place on the same page stay as they are."""
    return found(href) if href.startswith("/") else href


class _Hand:
    def __init__(self, found: Found, said: Said) -> None:
        self.found, self.said = found, said

    def all_of(self, children: Any) -> Any:
        """The children of a part, each as it stands in the pack."""
        if isinstance(children, list | tuple):
            return [kept for child in children for kept in self.of(child)]
        kept = self.of(children)
        return kept[0] if len(kept) == 1 else kept or None

    def of(self, node: Any) -> list[Any]:
        """What stands in the pack for a part of a page."""
        if not isinstance(node, Component):
            return [node]
        classes = classes_of(node)
        if classes & GONE:
            return []
        if isinstance(node, html.Form):
            return list(links_of(node, self.found, self.said.choices))
        self._drawing(node)
        self._screen(node)
        for name in _FOR_SCRIPTS:
            if hasattr(node, name):
                delattr(node, name)
        if hasattr(node, "children"):
            node.children = self.all_of(node.children)
        return self._link(node) if isinstance(node, html.A) else self._part(node, classes)

    def _part(self, node: Any, classes: frozenset[str]) -> list[Any]:
        if isinstance(node, html.Ul) and (classes & FILES or _is_of_files(node)):
            node.children = [item for item in listed(node.children) if _has_link(item)]
        if classes & (FILES | WAYS) and not _has_link(node):
            return []
        if "filters" in classes:
            return self._filters(node, classes)
        if "take" in classes:
            node.children = [*listed(node.children), *self.said.after_files]
        if isinstance(node, html.Footer):
            node.children = [*listed(node.children), *self.said.footer]
        return [node]

    def _filters(self, node: Any, classes: frozenset[str]) -> list[Any]:
        """The choices that are left: topics as links, lists made of forms; switches of the view need a server."""
        kept = [part for part in listed(node.children) if "switches" not in classes_of(part)]
        kind = "compare" if "compare-choices" in classes else "topic"
        node.children = [*kept, *self.said.after_choices.get(kind, ())]
        return [node] if node.children else []

    def _link(self, node: Any) -> list[Any]:
        href = str(getattr(node, "href", ""))
        target = address_found(self.found, href)
        if target is not None:
            node.href = target
            return [node]
        kept = {name: getattr(node, name) for name in ("className", "id", "title") if hasattr(node, name)}
        return [html.Span(getattr(node, "children", None), **kept)]

    def _screen(self, node: Any) -> None:
        """Screens for a class stand one under the other until assets/offline.js shows one at a time."""
        number, to = getattr(node, _SCREEN, None), getattr(node, _TO_SCREEN, None)
        if number:
            node.id = f"screen-{number}"
            node.hidden = None
        if to:
            node.href = f"#screen-{to}"
        if getattr(node, _HERE, None):
            setattr(node, _HERE, self.found(getattr(node, _HERE)) or "")

    def _drawing(self, node: Component) -> None:
        drawing = getattr(node, _DRAWN, None)
        if drawing:
            plain = drawing.replace(_FOLLOWED, "")
            setattr(node, _DRAWN, _LINK_IN_DRAWING.sub(self._link_in_drawing, plain))

    def _link_in_drawing(self, link: re.Match[str]) -> str:
        target = self.found(unescape(link[1]))
        return f' href="{escape(target)}"' if target else ""


def links_of(form: html.Form, found: Found, choices: frozenset[str]) -> Iterator[html.Details]:
    """For each of some choices of a form a fold of links to the pages of its options; nothing else of it works."""
    controls = [part for part in every(form) if isinstance(part, html.Select)]
    hidden = {str(one.name): str(getattr(one, "data-value")) for one in controls if getattr(one, "hidden", False)}  # type: ignore[attr-defined]
    kept = [(name, hidden[name]) for name in (ids.LANG, ids.INDICATOR) if name in hidden]
    labels = {str(getattr(part, "htmlFor", "")): part for part in every(form) if isinstance(part, html.Label)}
    for select in controls:
        name, identity = str(getattr(select, "name", "")), str(getattr(select, "id", ""))
        if name not in choices or identity not in labels:
            continue
        own = [pair for pair in kept if pair[0] != name]
        chosen = str(getattr(select, "data-value"))

        def href_of(value: str, name: str = name, own: list[tuple[str, str]] = own) -> str | None:
            return found(f"{form.action}?{urlencode([*own, (name, value)])}")  # type: ignore[attr-defined]

        items = list(_options(select, href_of, chosen))
        if sum(map(_has_link, items)) > 1:
            yield html.Details(
                [html.Summary(labels[identity].children), html.Ul(items)],
                className=f"pack-choice pack-choice-{name}",
                open=name == ids.BREAKDOWN,
            )


def _options(select: Any, href_of: Callable[[str], str | None], chosen: str) -> Iterator[html.Li]:
    for part in listed(select.children):
        if isinstance(part, html.Optgroup):
            inside = list(_options(part, href_of, chosen))
            if inside:
                yield html.Li([html.Span(part.label, className="label"), html.Ul(inside)])  # type: ignore[attr-defined]
        else:
            href = href_of(str(part.value)) if part.value else None
            state = attributes(aria_current="true") if part.value == chosen else {}
            if href:
                yield html.Li(html.A(part.children, href=href, **state))


def classes_of(node: Any) -> frozenset[str]:
    """The classes of a component."""
    return frozenset(str(getattr(node, "className", None) or "").split())


def _is_of_files(node: Any) -> bool:
    """A list of links to files, each of which is saved."""
    links = [part for part in every(node) if isinstance(part, html.A)]
    return bool(links) and all(getattr(link, "download", None) is not None for link in links)


def _has_link(node: Any) -> bool:
    return any(isinstance(part, html.A) and getattr(part, "href", None) for part in every(node))


def listed(children: Any) -> list[Any]:
    """Children as a list, however they are given."""
    return list(children) if isinstance(children, list | tuple) else [] if children is None else [children]
