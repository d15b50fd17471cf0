"""What pages of the pack say that those of the dashboard do not: what the pack leaves out, and where to find it."""

from __future__ import annotations

from urllib.parse import urlsplit

from dash import html

from components import ids
from components.carry import with_query
from components.places import args_of, place_of
from components.state import CompareChoice, compare_address, view_of
from loaders.dataset import Dataset
from loaders.texts import text
from server.publishing.plan import FIGURES, Sheet
from server.publishing.rewriting import Found, Said


def said(dataset: Dataset, sheet: Sheet, lang: str, found: Found) -> Said:
    """The words for a page of the pack."""

    def link(key: str, href: str, **values: object) -> list[html.A]:
        target = found(with_query(href, [(ids.LANG, lang)]))
        return [html.A(text(dataset, key, lang=lang, **values), href=target)] if target else []

    def told(key: str, *more: html.A) -> html.P:
        words = text(dataset, key, lang=lang)
        return html.P([words, *(part for way in more for part in (" ", way))], className="pack-note")

    parts = urlsplit(sheet.addresses[0])
    place = place_of(dataset, parts.path)
    after: dict[str, tuple[html.P, ...]] = {}
    choices = [ids.BREAKDOWN]
    if place is not None and place.kind == "topic":
        chosen = view_of(dataset, parts.path, args_of(parts.query)).selection
        everything = link("pack.all_years", compare_address(CompareChoice(indicator_id=chosen.indicator_id)))
        topic = dataset.code("topic", place.key, lang)
        way = link("pack.whole_topic", f"/{place.key}", topic=topic) if sheet.whole else []
        ways = [html.P(way, className="pack-note")] if way else []
        after = {"topic": (told("pack.choices", *everything), *ways)}
    if not sheet.whole:
        choices.append(ids.INDICATOR)
    data = link("pack.files_link", f"/data#{ids.DOWNLOADS}")
    return Said(after, (told("pack.files", *data),), (told("pack.note"),), frozenset(choices))


def heading(dataset: Dataset, sheet: Sheet, lang: str) -> str:
    """The heading of a page on which many figures or pairs of one indicator stand."""
    key = "pack.figures" if sheet.joined == FIGURES else "pack.pairs"
    return text(dataset, key, lang=lang, indicator=dataset.label("indicators", sheet.subject, lang))
