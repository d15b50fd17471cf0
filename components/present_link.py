"""The way from a page to its screens for a class."""

from __future__ import annotations

from dash import html

from components import ids
from components.carry import with_query
from components.links import link
from components.state import PRESENT
from loaders.dataset import Dataset
from loaders.texts import text


def present_link(dataset: Dataset, address: str, lang: str = "en") -> html.P:
    """A link to the screens of the page at an address."""
    href = with_query(address, [(ids.MODE, PRESENT)])
    return html.P(link(text(dataset, "present.link", lang=lang), href), className="to-present")
