"""What stands around a chart: source line, warnings, gap statements, figures without a date, other years."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from components import ids
from components.links import link
from loaders.citations import source_line, warnings_of
from loaders.dataset import Dataset
from loaders.selection import Selection
from loaders.texts import text
from loaders.words import Row, locator_words, period_words


def source_section(dataset: Dataset, figures: pd.DataFrame, lang: str = "en") -> html.Div:
    """The source line: every document behind the figures, with its places and counters."""
    items = [
        html.Li(
            [
                link(cited.short_label, href=f"/data#{ids.source_anchor(cited.source_id)}"),
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


def gap_item(dataset: Dataset, gap: Row, lang: str = "en") -> html.Li:
    """One statement that something is not known: its kind, what it says, for when, and where it stands."""
    parts: list[Any] = [
        html.Span(dataset.code("gap_kind", gap["kind"], lang), className="gap-kind"),
        " ",
        dataset.label("gaps", gap["gap_id"], lang),
    ]
    dated = bool(pd.notna(gap["period_start"]))
    if dated:
        parts.append(f" ({period_words(dataset, gap, lang)})")
    parts.append(html.Span(f" {locator_words(dataset, gap, lang)}", className="muted"))
    return html.Li(parts)


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
