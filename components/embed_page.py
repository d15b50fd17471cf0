"""A chart for a frame on another site: its sources first, so that a frame that cuts it still names them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pandas as pd
from dash import html
from dash.development.base_component import Component

from components import ids
from components.asked_view import check_asked, refuse_second
from components.attributes import attributes
from components.carry import carry
from components.drawn import drawn
from components.events_layer import event_items
from components.evidence import care_section, source_section
from components.links import link
from components.places import Args, Place
from components.state import View, address, view_of
from components.topic_figures import Titled, TopicFigures
from components.topic_words import heading, subtitle
from components.view_seen import Seen, seen, told_elsewhere
from components.voices import key
from components.walk import every
from loaders.citations import source_line
from loaders.dataset import Dataset
from loaders.events import events_between
from loaders.exports.download import Download
from loaders.publication import LICENCE, data_date, data_version
from loaders.selection import gaps_of, indicators_of
from loaders.sentences import summary
from loaders.texts import counted, language_asked, text
from loaders.words import printed_date

ADDRESS = "/embed"
_MEDIA_TYPE = "text/html; charset=utf-8"
#: Letters of the first line; where the places make it longer, they stand only in the fold below.
_LONGEST_LINE = 200
#: What a drawing says to the scripts of a page.
_FOR_SCRIPTS = ("data-follow", "data-words", "data-letter", "data-time")


@dataclass(frozen=True)
class Framed:
    """A page that is made to be framed; ``canonical`` is the whole address of the page of which it is a part, if known."""

    content: Component
    title: str
    lang: str
    theme: str
    canonical: str


def embed_file(
    dataset: Dataset, name: str, args: Args, *, write: Callable[[Framed], str], site: str = ""
) -> Download | None:
    """The page at ``/embed/<name>``, of an indicator, with the parameters of its topic's page.

    ``write`` makes it HTML, ``site`` is the published address or nothing. None for an indicator without figures;
    BadQuery for anything that the topic's page would refuse.
    """
    if not dataset.has("indicators", name):
        return None
    topic = str(dataset.row("indicators", name)["topic"])
    if name not in set(indicators_of(dataset, topic)["indicator_id"]):
        return None
    if ids.INDICATOR in args:
        refuse_second(dataset, ids.INDICATOR, language_asked(args))
    of_page = {**args, ids.INDICATOR: [name]}
    check_asked(dataset, Place("topic", topic), of_page)
    lang, theme = language_asked(args), args.get(ids.THEME, [""])[0]
    view = view_of(dataset, f"/{topic}", of_page).changed(figure="")
    tree = embed_page(dataset, view, lang)
    carry(tree, [(key, value) for key in ids.CARRIED_KEYS for value in args.get(key, [])])
    for way in every(tree):
        if isinstance(way, html.A):  # a frame shows nothing but this page
            way.target, way.rel = "_blank", "noopener"  # type: ignore[attr-defined]
    title = " – ".join([heading(dataset, view.selection, lang), text(dataset, "product.name", lang=lang)])
    canonical = f"{site}{address(dataset, view)}" if site else ""
    return Download(write(Framed(tree, title, lang, theme, canonical)).encode(), _MEDIA_TYPE)


def embed_page(dataset: Dataset, view: View, lang: str = "en") -> html.Main:
    """Sources, title, sentence, charts, key, warnings, and the way to the page of which this is a part."""
    selection, found = view.selection, seen(dataset, view, lang)
    name = heading(dataset, selection, lang)
    return html.Main(
        [
            html.P(_sources(dataset, found.lettered, lang), className="source"),
            html.H1(name),
            html.P(subtitle(dataset, selection, lang), className="subtitle"),
            html.P(" ".join(found.said), className="lead"),
            *_charts(found.charts, name),
            *([key(dataset, found.ready, lang)] if len(found.ready) else []),
            *_notes(dataset, found.charts, lang),
            *map(_raised, care_section(dataset, found.lettered, lang)),
            *_folds(dataset, view, found, lang),
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
    if not found.notes:
        return []
    said = text(dataset, "parts.latest", lang=lang), text(dataset, "parts.no_sum", lang=lang)
    return [html.P(" ".join(said), className="muted")]


def _raised(section: html.Div) -> html.Div:
    """A part of a page with its heading one order higher: above it stands only the title."""
    title, *others = section.children
    section.children = [html.H2(title.children), *others]
    return section


def _folds(dataset: Dataset, view: View, found: Seen, lang: str) -> list[html.Details]:
    """The charts in words and the places in the sources, and what the numbers above a chart mean."""
    folds = []
    if len(found.lettered):
        sentences = summary(dataset, view.selection, found.shown, gaps_of(dataset, view.selection), lang)

        def words_for(number: int) -> str:
            return counted(dataset, "embed.more_series", number, lang=lang)

        told = told_elsewhere(dataset, found.shown.dated, sentences, words_for=words_for, lang=lang)
        places = _raised(source_section(dataset, found.lettered, lang))
        title = html.Summary(text(dataset, "embed.places", lang=lang))
        folds.append(html.Details([title, html.P(" ".join(told), className="sentence"), places]))
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
