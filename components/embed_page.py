"""A chart for a frame on another site: its sources first, so that a frame that cuts it still names them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any
from xml.etree import ElementTree

import pandas as pd
from dash import html
from dash.development.base_component import Component

from components import ids
from components.asked_view import check_asked, language_asked, refuse
from components.attributes import attributes
from components.carry import carry
from components.drawn import drawn
from components.embed_style import embed_style
from components.events_layer import event_items
from components.evidence import care_section, source_section
from components.links import link
from components.state import COUNTER, Args, Place, View, address, view_of
from components.topic_chart import drawn_gaps, prepared
from components.topic_figures import Titled, TopicFigures, topic_figures
from components.topic_words import heading, subtitle
from components.voices import key, with_kind, with_letters
from components.walk import every
from loaders.agreement import agreement_of, words
from loaders.citations import source_line
from loaders.dataset import Dataset
from loaders.events import events_between
from loaders.exports.download import Download
from loaders.latest import lead
from loaders.publication import LICENCE, data_date, data_version
from loaders.selection import gaps_of, indicators_of, shown_figures
from loaders.sentences import summary
from loaders.texts import text
from loaders.words import printed_date

ADDRESS = "/embed"
_MEDIA_TYPE = "text/html; charset=utf-8"
#: Letters of the first line; where the places make it longer, they stand only in the fold below.
_LONGEST_LINE = 200
#: What a drawing says to the scripts of a page.
_FOR_SCRIPTS = ("data-follow", "data-words", "data-letter", "data-time")


def embed_file(
    dataset: Dataset, name: str, args: Args, *, to_html: Callable[[Any], str], site: str = ""
) -> Download | None:
    """The page at ``/embed/<name>``, of an indicator, with the parameters of its topic's page.

    ``to_html`` writes a tree of components, ``site`` is the published address or nothing. None for an indicator
    without figures; BadQuery for anything that the topic's page would refuse.
    """
    if not dataset.has("indicators", name):
        return None
    topic = str(dataset.row("indicators", name)["topic"])
    if name not in set(indicators_of(dataset, topic)["indicator_id"]):
        return None
    place, of_page = Place("topic", topic), {**args, ids.INDICATOR: [name]}
    if ids.INDICATOR in args:
        refuse(dataset, text(dataset, "error.twice", name=ids.INDICATOR), ids.INDICATOR)
    check_asked(dataset, place, of_page)
    lang, theme = language_asked(args), args.get(ids.THEME, [""])[0]
    view = view_of(dataset, f"/{topic}", of_page).changed(figure="")
    carried = [(key, value) for key in ids.CARRIED_KEYS for value in args.get(key, [])]
    tree = embed_page(dataset, view, lang)
    carry(tree, carried)
    for opening in every(tree):
        if isinstance(opening, html.A):  # a frame shows nothing but this page
            opening.target, opening.rel = "_blank", "noopener"  # type: ignore[attr-defined]
    title = f"{heading(dataset, view.selection, lang)} – {text(dataset, 'product.name', lang=lang)}"
    canonical = f'<link rel="canonical" href="{escape(site + address(dataset, view))}">' if site else ""
    wears = f' data-theme="{escape(theme)}"' if theme else ""
    whole = (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}"{wears}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title>{canonical}<style>{embed_style()}</style></head><body>{to_html(tree)}</body></html>"
    )
    return Download(whole.encode(), _MEDIA_TYPE)


def embed_page(dataset: Dataset, view: View, lang: str = "en") -> html.Main:
    """Sources, title, sentence, charts, key, warnings, and the way to the page of which this is a part."""
    selection = view.selection
    shown = shown_figures(dataset, selection)
    lettered = with_letters(pd.concat([shown.dated, shown.undated]))
    lettered = with_kind(lettered, by_counter=view.colour_by == COUNTER)
    ready = prepared(dataset, lettered[lettered["period_start"].notna()], lang)
    gaps = drawn_gaps(dataset, selection, lang)
    found = TopicFigures()
    if len(ready) or len(gaps):
        found = topic_figures(dataset, view, ready, gaps=gaps, lang=lang)
    agreed = [words(dataset, agreement_of(dataset, shown.dated), lang)] if len(shown.dated) else []
    leading = " ".join([*lead(dataset, selection, shown, lang), *agreed])
    told = " ".join(summary(dataset, selection, shown, gaps_of(dataset, selection), lang))
    name = heading(dataset, selection, lang)
    return html.Main(
        [
            html.P(_sources(dataset, lettered, lang), className="source"),
            html.H1(name),
            html.P(subtitle(dataset, selection, lang), className="subtitle"),
            html.P(leading, className="lead"),
            *_charts(found, name),
            *([key(dataset, ready, lang)] if len(ready) else []),
            html.P(told, className="sentence muted"),
            *_notes(dataset, found, lang),
            *map(_raised, care_section(dataset, lettered, lang)),
            *_folds(dataset, view, lettered, lang),
            _foot(dataset, view, lang),
        ]
    )


def _sources(dataset: Dataset, lettered: pd.DataFrame, lang: str) -> list[Any]:
    """Every document behind what is shown, with its places as long as these are few."""
    cited = source_line(dataset, lettered, lang)
    placed = "; ".join(f"{one.short_label}, {', '.join(one.locators)}" for one in cited)
    names = placed if len(placed) <= _LONGEST_LINE else "; ".join(one.short_label for one in cited)
    return [html.B(f"{text(dataset, 'source.heading', lang=lang)}: "), names or "–"]


def _charts(found: TopicFigures, name: str) -> list[Component]:
    """Large charts under each other, small ones side by side; what they show is told under them in words."""
    large = [part for one in found.large for part in _chart(one, name)]
    panels = [html.Div(_chart(one, name), className="panel") for one in found.panels]
    return [*large, *([html.Div(panels, className="panels")] if panels else [])]


def _chart(one: Titled, name: str) -> list[Component]:
    plot = html.Div(
        _still(drawn(one.figure)), role="group", className="plot", **attributes(aria_label=one.title or name)
    )
    return [*([html.H2(one.title)] if one.title else []), plot]


def _still(drawing: html.Div) -> html.Div:
    """A drawing whose marks open the figure's page beside the frame, without what only scripts read."""
    root = ElementTree.fromstring(getattr(drawing, "data-drawn"))
    for mark in root.iter("a"):
        for name in _FOR_SCRIPTS:
            mark.attrib.pop(name, None)
        mark.attrib |= {"target": "_blank", "rel": "noopener"}
    setattr(drawing, "data-drawn", ElementTree.tostring(root, encoding="unicode"))
    return drawing


def _notes(dataset: Dataset, found: TopicFigures, lang: str) -> list[html.P]:
    said = [text(dataset, f"parts.{name}", lang=lang) for name in ("latest", "no_sum")] if found.notes else []
    return [html.P(" ".join(said), className="muted")] if said else []


def _raised(section: html.Div) -> html.Div:
    """A part of a page with its heading one order higher: above it stands only the title."""
    title, *others = section.children
    section.children = [html.H2(title.children), *others]
    return section


def _folds(dataset: Dataset, view: View, lettered: pd.DataFrame, lang: str) -> list[html.Details]:
    """The places in the sources, and what the numbers above a chart mean."""
    folds = []
    if len(lettered):
        places = _raised(source_section(dataset, lettered, lang))
        folds.append(html.Details([html.Summary(text(dataset, "embed.places", lang=lang)), places]))
    if view.events:
        years = view.selection.year_from, view.selection.year_to
        items = html.Ol(event_items(dataset, events_between(dataset, *years), lang))
        folds.append(html.Details([html.Summary(text(dataset, "events.heading", lang=lang)), items]))
    return folds


def _foot(dataset: Dataset, view: View, lang: str) -> html.Footer:
    day = printed_date(pd.Timestamp(data_date(dataset)), "day", lang)
    said = text(
        dataset,
        "embed.footer",
        lang=lang,
        product=text(dataset, "product.name", lang=lang),
        version=data_version(dataset),
        date=day,
        licence=LICENCE,
    )
    full = html.P(html.B(link(text(dataset, "embed.full", lang=lang), address(dataset, view))))
    return html.Footer([full, html.P(said)])
