"""The list of what stands on a long page, each a way down to it."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html

from components.attributes import attributes
from loaders.dataset import Dataset
from loaders.texts import text


def page_contents(dataset: Dataset, parts: Iterable[tuple[str, str]], *, name_key: str, lang: str = "en") -> html.Nav:
    """A link to each part, from its anchor and the key of its words; ``name_key`` is the key of the list's own."""
    links = [html.Li(html.A(text(dataset, key, lang=lang), href=f"#{place}")) for place, key in parts]
    return html.Nav(html.Ul(links), className="contents", **attributes(aria_label=text(dataset, name_key, lang=lang)))
