"""What the dashboard knows about its readers, which is nothing, and what it says of people in the data."""

from __future__ import annotations

from typing import Any

from dash import html

from components import ids
from components.address import contact_line
from components.links import link
from components.page_contents import page_contents
from loaders.dataset import Dataset
from loaders.texts import text

#: The parts of the page in their order, each with its paragraphs. Every sentence is held by tests/test_privacy_page.py.
_PARTS = {
    "browser": ("stored", "own"),
    "others": ("loaded", "links", "frames"),
    "server": ("kept", "operator"),
    "copies": ("files", "offline"),
    "people": ("names",),
    "contact": ("found",),
}


def _contact(dataset: Dataset, lang: str) -> list[Any]:
    send = contact_line(text(dataset, "report.send_unknown", lang=lang), text(dataset, "report.send", lang=lang))
    way = link(text(dataset, "version.changes", lang=lang), "/corrections")
    return [html.P(send), html.P(way, className="to-page")]


def _part(dataset: Dataset, name: str, lang: str) -> html.Section:
    heading = html.H2(text(dataset, f"privacy.{name}.heading", lang=lang), id=ids.privacy_part(name))
    said = [html.P(text(dataset, f"privacy.{name}.{one}", lang=lang)) for one in _PARTS[name]]
    ways = _contact(dataset, lang) if name == "contact" else []
    return html.Section([heading, *said, *ways])


def privacy_page(dataset: Dataset, lang: str = "en") -> html.Div:
    """What is collected of readers, what their browsers and others keep, and how to report."""
    places = [(ids.privacy_part(name), f"privacy.{name}.heading") for name in _PARTS]
    return html.Div(
        [
            html.H1(text(dataset, "privacy.heading", lang=lang), tabIndex=-1),
            html.P(text(dataset, "privacy.short", lang=lang), className="lead"),
            page_contents(dataset, places, name_key="about.contents", lang=lang),
            *(_part(dataset, name, lang) for name in _PARTS),
        ],
        className="about",
    )
