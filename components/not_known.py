"""What nobody knows: every statement that something is not known, what kind of silence it is, and who asks for it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from components.evidence import about_line, askers_line
from components.links import link, recommendation_href
from components.source_link import source_link
from components.state import CompareChoice, compare_address
from components.tables import row_heading, table, table_cell, table_row
from loaders.dataset import Dataset
from loaders.following import Disagreement, gaps_on, open_disagreements
from loaders.locating import place_words
from loaders.tables import TOPICS
from loaders.texts import counted, text
from loaders.words import Row, period_words


def not_known_sentence(dataset: Dataset, topic: str, lang: str = "en") -> str:
    """How many statements there are, and of how many nobody asks for what is missing."""
    gaps = gaps_on(dataset, topic)
    if gaps.empty:
        return text(dataset, "gaps.none", lang=lang)
    said = counted(dataset, "unknown.statements", len(gaps), lang=lang)
    unasked = int((gaps["askers"] == 0).sum())
    return f"{said} {counted(dataset, 'unknown.unasked', unasked, lang=lang)}"


def _kinds(dataset: Dataset, gaps: pd.DataFrame, lang: str) -> html.Dl:
    """Each kind of silence among the statements, what it means, and how many there are of it."""
    items: list[Any] = []
    codes = dataset.table("codes")
    for kind in codes.loc[codes["codelist"] == "gap_kind", "code"]:
        number = int((gaps["kind"] == kind).sum())
        if number:
            items.append(html.Dt([dataset.code("gap_kind", kind, lang), html.Span(f" ({number})", className="state")]))
            items.append(html.Dd(text(dataset, f"unknown.kind.{kind}", lang=lang)))
    return html.Dl(items, className="gap-kinds")


def _statement(dataset: Dataset, gap: Row, lang: str) -> html.Li:
    """One statement: kind, what it says, for when and where, what it is about, and who asks for it."""
    line = text(
        dataset,
        "unknown.place",
        lang=lang,
        period=period_words(dataset, gap, lang),
        place=place_words(dataset, gap, lang),
    )
    return html.Li(
        [
            html.Span(dataset.code("gap_kind", gap["kind"], lang), className="gap-kind"),
            " ",
            dataset.label("gaps", gap["gap_id"], lang),
            html.Span(f" {line}", className="muted"),
            about_line(dataset, gap, lang),
            askers_line(dataset, gap["gap_id"], lang),
        ],
        id=gap["gap_id"],
        tabIndex=-1,
    )


def _topic(dataset: Dataset, gaps: pd.DataFrame, topic: str, lang: str) -> html.Section:
    """The statements on one topic, source by source."""
    name = dataset.code("topic", topic, lang)
    blocks: list[Any] = [html.H2(counted(dataset, "unknown.topic", len(gaps), lang=lang, topic=name))]
    for source_id, rows in gaps.groupby("source_id", sort=False):
        items = [_statement(dataset, gap, lang) for gap in rows.to_dict("records")]
        blocks += [
            html.H3(source_link(dataset, str(source_id), lang)),
            html.Ul(items, className="gaps"),
        ]
    return html.Section(blocks)


def _disagreement(dataset: Dataset, found: Disagreement, headings: list[str], lang: str) -> html.Tr:
    """One indicator on which sources disagree, what is said to be unknown near it, and who asks for it."""
    choice = CompareChoice(indicator_id=found.indicator_id)
    compared = link(dataset.label("indicators", found.indicator_id, lang), compare_address(choice))
    asked: Any = text(dataset, "gaps.nobody_asks", lang=lang)
    if found.asked_by:
        links = [
            link(dataset.label("recommendations", name, lang), recommendation_href(name)) for name in found.asked_by
        ]
        asked = html.Ul([html.Li(one) for one in links])
    said = (str(found.pairs), str(len(found.gaps)), html.Div(asked))
    cells = [table_cell(cell, label=label) for cell, label in zip(said, headings[1:], strict=True)]
    return table_row([row_heading(html.Div(compared), label=headings[0]), *cells])


def _settled(dataset: Dataset, topic: str, lang: str) -> list[html.Section]:
    """Which disagreement could end with better counting, and who asks for that."""
    found = open_disagreements(dataset, topic)
    if not found:
        return []
    headings = [text(dataset, f"unknown.{name}", lang=lang) for name in ("indicator", "disagree", "unknown", "asks")]
    rows = [_disagreement(dataset, one, headings, lang) for one in found]
    caption = text(dataset, "unknown.caption", lang=lang)
    return [
        html.Section(
            [
                html.H2(text(dataset, "unknown.settled", lang=lang)),
                html.P(text(dataset, "unknown.reading", lang=lang), className="muted"),
                table(caption, headings, rows, name="figures settled"),
            ]
        )
    ]


def not_known_section(dataset: Dataset, topic: str, lang: str = "en") -> html.Div:
    """What sources say is not known, on a topic or on all, by topic and source; under a heading of the first order.

    Before the statements stand their number, what each kind of silence means, and which disagreement better
    counting could end. Where nobody says that anything is unknown, a sentence says so.
    """
    gaps = gaps_on(dataset, topic)
    blocks: list[Any] = [html.P(not_known_sentence(dataset, topic, lang), className="sentence")]
    if len(gaps):
        blocks.append(_kinds(dataset, gaps, lang))
    blocks += _settled(dataset, topic, lang)
    for name in TOPICS:
        rows = gaps[gaps["topic"] == name]
        if len(rows):
            blocks.append(_topic(dataset, rows, name, lang))
    return html.Div(blocks, className="not-known")
