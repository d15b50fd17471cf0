"""Every component of a tree, for what is written into all of a page at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def every(node: Any) -> Iterator[Component]:
    """The components of a tree or of a list of trees, each before what stands in it."""
    if isinstance(node, Component):
        yield node
        yield from every(getattr(node, "children", None))
    elif isinstance(node, list | tuple):
        for child in node:
            yield from every(child)
