"""Parts of a page that are the same on many pages: made once for a dataset, and copied for every page.

A page changes its components in place (``components.carry``, ``components.address``), so each gets components of its
own. Making one asks dash to check every property of it, which takes about ten times as long as copying it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from dash.development.base_component import Component

from loaders.kept import kept


def copied(node: Any) -> Any:
    """A tree of components, or a list of trees, in which everything that a page changes is new; texts are shared."""
    if isinstance(node, Component):
        twin = object.__new__(type(node))
        vars(twin).update(vars(node))
        children = getattr(node, "children", None)
        if isinstance(children, Component | list | tuple):
            vars(twin)["children"] = copied(children)
        return twin
    if isinstance(node, list | tuple):
        return [copied(child) for child in node]
    return node


#: ``loaders.kept.kept`` for a function that makes components.
kept_part = partial(kept, hand=copied)
