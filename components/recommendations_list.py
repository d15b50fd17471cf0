"""Recommendations one by one: what was asked, what became of it, who asked again, and what it would make known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from components.evidence import about_line, gap_item
from components.fate_marks import fate_mark
from components.links import link, recommendation_href
from components.source_link import source_link
from loaders.dataset import Dataset
from loaders.following import FATE_SOURCES, NOT_MENTIONED, Advice, Asked, ids_in
from loaders.locating import place_words
from loaders.tables import TOPICS
from loaders.texts import counted, text
from loaders.words import Row


def _place(dataset: Dataset, source_id: str, locator: str, lang: str) -> html.Span:
    """The short citation as a link to the source, and the place in it."""
    places = [place_words(dataset, {"locator": one}, lang) for one in locator.split("|") if one]
    place = f", {'; '.join(places)}" if places else ""
    return html.Span([source_link(dataset, source_id, lang), place], className="muted")


def _fate(dataset: Dataset, row: Row, year: str, lang: str) -> html.Div:
    """What one source says became of it by a year, in its words, and where; or that it says nothing."""
    fate, locator = str(row[f"fate_{year}"]), str(row[f"fate_{year}_locator"])
    said = dataset.label("recommendations", str(row["recommendation_id"]), lang, column=f"fate_{year}_note")
    parts: list[Any] = [fate_mark(dataset, fate, lang), " "]
    parts += [html.Span([said, " "])] if said else []
    parts.append(_place(dataset, FATE_SOURCES[year], "" if fate == NOT_MENTIONED else locator, lang))
    return html.Div([html.Dt(text(dataset, "follow.by", lang=lang, year=year)), html.Dd(parts)])


def _closes(dataset: Dataset, row: Row, lang: str) -> list[Any]:
    """The gap statements that it would close."""
    names = ids_in(row["closes_gaps"])
    if not names:
        return []
    items = []
    for gap in (dataset.row("gaps", name) for name in names):
        items.append(gap_item(dataset, gap, lang, asked=False))
        items[-1].children.append(about_line(dataset, gap, lang))
    return [
        html.P(counted(dataset, "follow.closes", len(names), lang=lang), className="follow-part"),
        html.Ul(items, className="gaps"),
    ]


def _later(dataset: Dataset, row: Row, *, anchored: set[str], lang: str) -> html.Li:
    """A recommendation of later years; its anchor stands where it is first seen."""
    name = str(row["recommendation_id"])
    words = [dataset.label("recommendations", name, lang), " "]
    place = _place(dataset, str(row["source_id"]), str(row["locator"]), lang)
    if name in anchored:  # what it would close is told once
        return html.Li([*words, place, " ", link(text(dataset, "follow.told", lang=lang), recommendation_href(name))])
    anchored.add(name)
    return html.Li([*words, place, *_closes(dataset, row, lang)], id=name, tabIndex=-1)


def _asked(dataset: Dataset, asked: Asked, *, anchored: set[str], lang: str) -> html.Li:
    """A recommendation with its fates, what follows it up, and the gaps that it would close."""
    row, name = asked.row, str(asked.row["recommendation_id"])
    parts: list[Any] = [
        html.H4(dataset.label("recommendations", name, lang)),
        html.P(_place(dataset, str(row["source_id"]), str(row["locator"]), lang), className="follow-place"),
        html.Dl([_fate(dataset, row, year, lang) for year in FATE_SOURCES], className="fates"),
    ]
    if asked.followed_by:
        items = [_later(dataset, later, anchored=anchored, lang=lang) for later in asked.followed_by]
        again = counted(dataset, "follow.again", len(items), lang=lang)
        parts += [html.P(again, className="follow-part"), html.Ul(items, className="follow-again")]
    return html.Li([*parts, *_closes(dataset, row, lang)], id=name, tabIndex=-1)


def _alone(dataset: Dataset, rows: Iterable[Row], *, anchored: set[str], lang: str) -> html.Section:
    """Later recommendations that stand under none of those shown, each with what it follows up, if anything."""
    items = []
    for row in rows:
        item = _later(dataset, row, anchored=anchored, lang=lang)
        names = ids_in(row["follows_up"])
        links = [link(dataset.label("recommendations", name, lang), recommendation_href(name)) for name in names]
        key = "follow.other_topic" if names else "follow.nothing_before"
        parts: list[Any] = [text(dataset, key, lang=lang)]
        for number, one in enumerate(links):
            parts += [" " if number == 0 else "; ", one]
        item.children.append(html.P(parts, className="note"))
        items.append(item)
    heading = html.H3(counted(dataset, "follow.alone", len(items), lang=lang))
    return html.Section([heading, html.Ul(items, className="follow-again")])


def recommendations_list(dataset: Dataset, advice: Advice, lang: str = "en") -> list[Any]:
    """The recommendations by topic, each once; a sentence where there are none."""
    if not advice.first and not advice.alone:
        return [html.P(text(dataset, "follow.none", lang=lang), className="empty")]
    anchored: set[str] = set()
    blocks: list[Any] = []
    for topic in TOPICS:
        of_topic = [asked for asked in advice.first if asked.row["topic"] == topic]
        if of_topic:
            name = dataset.code("topic", topic, lang)
            heading = counted(dataset, "follow.topic", len(of_topic), lang=lang, topic=name)
            items = [_asked(dataset, asked, anchored=anchored, lang=lang) for asked in of_topic]
            blocks.append(html.Section([html.H3(heading), html.Ol(items, className="recommendations")]))
    if advice.alone:
        blocks.append(_alone(dataset, advice.alone, anchored=anchored, lang=lang))
    return blocks
