"""What stands around a chart: source line, warnings, gap statements, figures without a date, other years."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from components.evidence_map import subject_name
from components.links import evidence_href, link, recommendation_href
from components.long_pages import source_href
from loaders.citations import source_line, warnings_of
from loaders.dataset import Dataset
from loaders.following import askers_of
from loaders.selection import Selection
from loaders.texts import counted, text
from loaders.words import Row, locator_words, period_words


def source_section(dataset: Dataset, figures: pd.DataFrame, lang: str = "en") -> html.Div:
    """The source line: every document behind the figures, with its places and counters."""
    items = [
        html.Li(
            [
                link(cited.short_label, href=source_href(dataset, cited.source_id)),
                f": {'; '.join(cited.locators)}. ",
                html.Span(
                    text(dataset, "source.counted_by", lang=lang, counters="; ".join(cited.counters)), className="muted"
                ),
            ]
        )
        for cited in source_line(dataset, figures, lang)
    ]
    return html.Div([html.H3(text(dataset, "source.heading", lang=lang)), html.Ul(items)], className="sources")


def care_section(dataset: Dataset, figures: pd.DataFrame, lang: str = "en") -> list[html.Div]:
    """The warnings of the figures shown, each with its explanation; nothing when there are none."""
    names = warnings_of(figures)
    if not names:
        return []
    items = [
        html.Li(
            [
                html.B(dataset.label("warnings", name, lang)),
                ". ",
                dataset.label("warnings", name, lang, column="explanation"),
            ]
        )
        for name in names
    ]
    return [html.Div([html.H3(text(dataset, "care.heading", lang=lang)), html.Ul(items)], className="care")]


def gap_item(dataset: Dataset, gap: Row, lang: str = "en", *, asked: bool = True) -> html.Li:
    """One statement that something is not known: its kind, what it says, for when, where it stands, and who asks.

    Without ``asked`` it is not said which recommendations ask for what is missing.
    """
    parts: list[Any] = [
        html.Span(dataset.code("gap_kind", gap["kind"], lang), className="gap-kind"),
        " ",
        dataset.label("gaps", gap["gap_id"], lang),
    ]
    dated = bool(pd.notna(gap["period_start"]))
    if dated:
        parts.append(f" ({period_words(dataset, gap, lang)})")
    parts.append(html.Span(f" {locator_words(dataset, gap, lang)}", className="muted"))
    return html.Li([*parts, *([askers_line(dataset, gap["gap_id"], lang)] if asked else [])])


def about_line(dataset: Dataset, gap: Row, lang: str = "en") -> html.Span:
    """What a statement is about, as a link to everything that is said of it."""
    subject = gap["indicator_id"] or gap["topic"]
    about = link(subject_name(dataset, subject, lang), evidence_href(subject))
    return html.Span([text(dataset, "unknown.about", lang=lang), " ", about], className="note")


def askers_line(dataset: Dataset, gap_id: str, lang: str = "en") -> html.Span:
    """The recommendations that ask for what is missing, each a link to it; or that none is known."""
    names = askers_of(dataset, gap_id)
    if not names:
        return html.Span(text(dataset, "gaps.nobody_asks", lang=lang), className="note asked-by")
    parts: list[Any] = [counted(dataset, "gaps.asked_by", len(names), lang=lang)]
    for number, name in enumerate(names):
        words = dataset.label("recommendations", name, lang)
        place = locator_words(dataset, dataset.row("recommendations", name), lang)
        parts += ["; " if number else " ", link(words, recommendation_href(name)), f" ({place})"]
    return html.Span(parts, className="note asked-by")


def gaps_section(dataset: Dataset, gaps: pd.DataFrame, selection: Selection, lang: str = "en") -> html.Section:
    """What sources say is not known: on the indicator first, then on the topic."""
    own = gaps["indicator_id"] == selection.indicator_id
    blocks: list[Any] = [html.H2(text(dataset, "gaps.heading", lang=lang))]
    for rows, key in ((gaps[own], "gaps.on_indicator"), (gaps[~own], "gaps.on_topic")):
        if len(rows):
            blocks += [
                html.H3(text(dataset, key, lang=lang)),
                html.Ul([gap_item(dataset, gap, lang) for gap in rows.to_dict("records")], className="gaps"),
            ]
    if gaps.empty:
        blocks.append(html.P(text(dataset, "gaps.none", lang=lang), className="muted"))
    return html.Section(blocks, className="gap-section")
