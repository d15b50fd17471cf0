"""A source by its short citation, as a link to its full one."""

from __future__ import annotations

from dash import html

from components.links import link
from components.long_pages import source_href
from loaders.dataset import Dataset


def source_link(dataset: Dataset, source_id: str, lang: str = "en") -> html.A:
    """The short citation of a source, which leads to everything that is known of it."""
    label = dataset.label("sources", source_id, lang, column="short_label")
    return link(label, source_href(dataset, source_id))
