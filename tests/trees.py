"""What stands in a tree of components: the parts of one kind, and the words that a reader reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def every(node: Any, kind: str = "", **props: Any) -> list[Component]:
    """The components below a node, in order, of one kind and with these properties."""
    return [
        found
        for found in walk(node)
        if (not kind or type(found).__name__ == kind)
        and all(value in str(getattr(found, name.rstrip("_"), "")).split() for name, value in props.items())
    ]


def walk(node: Any) -> Iterator[Component]:
    """A node and all components below it, in order."""
    if isinstance(node, list | tuple):
        for child in node:
            yield from walk(child)
    elif isinstance(node, Component):
        yield node
        yield from walk(getattr(node, "children", None))


def words(node: Any) -> str:
    """Everything that a reader reads below a node; the parts of one element with a space between them."""
    if isinstance(node, list | tuple):
        return " ".join(words(child) for child in node)
    if isinstance(node, Component):
        return words(getattr(node, "children", None))
    return "" if node is None else str(node)
