"""Everything on one indicator side by side: all sources in one chart, every pair of figures, and who counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html

from components import ids
from components.agreement_line import agreement_line
from components.attributes import attributes
from components.counter_chains import chains_section
from components.evidence import source_section
from components.links import link
from components.pairs_table import pairs_tables
from components.state import View, address
from components.topic_chart import charts, figure_class, prepared
from components.topic_words import subtitle
from components.voices import with_letters
from loaders.agreement import agreement_of, words
from loaders.dataset import Dataset
from loaders.indexes import figures_of
from loaders.latest import lead
from loaders.selection import SOURCE_TYPES, Selection, default_selection, shown_figures
from loaders.texts import text


def all_years(dataset: Dataset, indicator_id: str) -> Selection:
    """The indicator in total, or in the division in which it has figures, over all years of these figures."""
    topic = str(dataset.row("indicators", indicator_id)["topic"])
    plain = default_selection(dataset, topic, indicator_id)
    widest = shown_figures(dataset, replace(plain, year_from=1, year_to=9998, source_types=SOURCE_TYPES)).dated
    if widest.empty:
        return plain
    first, last = widest["period_start"].dt.year.min(), widest["period_end"].dt.year.max()
    return replace(plain, year_from=int(first), year_to=int(last))


def _together(dataset: Dataset, selection: Selection, lang: str) -> list[Any]:
    """The chart of all sources with what is said of it; a sentence where no figure has a date."""
    shown = shown_figures(dataset, selection)
    heading = html.H2(text(dataset, "compare.together", lang=lang), id=ids.CHART_TITLE)
    if shown.dated.empty:
        return [heading, html.P(text(dataset, "empty.undated", lang=lang), className="muted")]
    agreement = agreement_of(dataset, shown.dated)
    told = [*lead(dataset, selection, shown, lang), words(dataset, agreement, lang)]
    ready = prepared(dataset, with_letters(shown.dated), lang)
    caption = html.Figcaption(
        [
            heading,
            html.P(subtitle(dataset, selection, lang), className="subtitle"),
            *([html.P(" ".join(told[:-1]), className="lead")] if told[:-1] else []),
            agreement_line(dataset, agreement, lang),
        ]
    )
    drawing = charts(dataset, View(selection), ready, label=" ".join(told), lang=lang)
    way = html.P(link(text(dataset, "evidence.chart", lang=lang), address(dataset, View(selection))))
    return [
        html.Figure(
            [
                caption,
                *drawing,
                source_section(dataset, shown.dated, lang),
                way,
            ],
            className=figure_class(drawing),
            **attributes(aria_labelledby=ids.CHART_TITLE),
        )
    ]


def _no_pairs(dataset: Dataset, figures: pd.DataFrame, lang: str) -> html.P:
    """Why no two figures of an indicator can be set side by side."""
    dated = int(figures["period_start"].notna().sum())
    reason = "single" if len(figures) == 1 else "undated" if dated < 2 else "apart"
    return html.P(text(dataset, f"compare.pairs_none.{reason}", lang=lang))


def indicator_compared(dataset: Dataset, indicator_id: str, lang: str = "en", *, number: int = 1) -> list[Any]:
    """The parts of the page on one indicator that has figures; of many pairs the part ``number``."""
    figures = figures_of(dataset, indicator_id)
    tables = pairs_tables(dataset, indicator_id, lang, number=number) or [_no_pairs(dataset, figures, lang)]
    definition = dataset.label("indicators", indicator_id, lang, column="definition")
    return [
        *_together(dataset, all_years(dataset, indicator_id), lang),
        html.P([html.B(text(dataset, "definition.heading", lang=lang)), " ", definition], className="definition"),
        html.Section([html.H2(text(dataset, "compare.pairs.heading", lang=lang)), *tables], className="all-pairs"),
        chains_section(dataset, figures, lang),
    ]
