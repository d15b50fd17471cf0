"""The way back from a page of its own to where it belongs."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html

from components.attributes import attributes
from components.links import link
from loaders.dataset import Dataset
from loaders.texts import text


def breadcrumb(dataset: Dataset, steps: Iterable[tuple[str, str]], lang: str = "en") -> html.Nav:
    """Links in their order, each from its words and its address."""
    return html.Nav(
        html.Ol([html.Li(link(words, href)) for words, href in steps]),
        className="breadcrumb",
        **attributes(aria_label=text(dataset, "observation.path", lang=lang)),
    )
