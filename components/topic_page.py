"""The page of a topic: choices, chart, sentence, source line, gaps, and the table of every figure shown."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from components import ids
from components.attributes import attributes
from components.evidence import care_section, gaps_section, outside_note, source_section
from components.filters import division_words, filters
from components.tables import figures_table
from components.topic_chart import charts, drawn_gaps, prepared
from components.voices import with_letters
from loaders.dataset import Dataset
from loaders.divisions import TOTAL
from loaders.selection import Selection, Shown, gaps_of, shown_figures
from loaders.sentences import summary
from loaders.texts import counted, text
from loaders.words import years_words


def heading(dataset: Dataset, selection: Selection, lang: str = "en") -> str:
    """The title of the chart: what it shows, and how it is divided."""
    label = dataset.label("indicators", selection.indicator_id, lang)
    if selection.breakdown == TOTAL:
        return label
    return text(
        dataset,
        "chart.divided",
        lang=lang,
        indicator=label,
        division=division_words(dataset, selection.breakdown, lang),
    )


def _subtitle(dataset: Dataset, selection: Selection, lang: str) -> str:
    indicator = dataset.row("indicators", selection.indicator_id)
    unit = dataset.code("unit_measure", indicator["unit_measure"], lang)
    population = dataset.code("population", indicator["population"], lang)
    if indicator["population"] == "not_persons" or population == unit:
        population = ""
    return text(
        dataset,
        "chart.subtitle" if population else "chart.subtitle_things",
        lang=lang,
        unit=unit,
        kind=text(dataset, f"measure.{indicator['measure_kind']}", lang=lang),
        population=population,
        years=years_words(dataset, selection.year_from, selection.year_to, lang),
    )


def _figure(dataset: Dataset, selection: Selection, shown: Shown, lang: str) -> html.Figure:
    gaps = gaps_of(dataset, selection)
    sentences = summary(dataset, selection, shown, gaps, lang)
    everything = pd.concat([shown.dated, shown.undated])
    drawing: list[Any] = [html.P(text(dataset, "chart.empty", lang=lang), className="empty")]
    if len(shown.dated) or len(drawn_gaps(dataset, selection, lang)):
        lettered = with_letters(everything)
        ready = prepared(dataset, lettered[lettered["period_start"].notna()], lang)
        drawing = charts(dataset, selection, ready, label=" ".join(sentences), lang=lang)
    return html.Figure(
        [
            html.Figcaption(
                [
                    html.H2(heading(dataset, selection, lang), id=ids.CHART_TITLE),
                    html.P(_subtitle(dataset, selection, lang), className="subtitle"),
                ]
            ),
            *drawing,
            *outside_note(dataset, selection, shown, lang),
            html.P(" ".join(sentences), className="sentence"),
            *([source_section(dataset, everything, lang)] if len(everything) else []),
            *care_section(dataset, everything, lang),
        ],
        **attributes(aria_labelledby=ids.CHART_TITLE),
    )


def _tables(dataset: Dataset, selection: Selection, shown: Shown, lang: str) -> list[Any]:
    lettered = with_letters(pd.concat([shown.dated, shown.undated]))
    dated, undated = lettered[lettered["period_start"].notna()], lettered[lettered["period_start"].isna()]
    name = heading(dataset, selection, lang)
    blocks: list[Any] = []
    if len(undated):
        caption = counted(dataset, "table.caption_undated", len(undated), lang=lang, indicator=name)
        blocks.append(
            html.Section(
                [
                    html.H2(text(dataset, "undated.heading", lang=lang)),
                    html.P(text(dataset, "undated.explained", lang=lang), className="muted"),
                    figures_table(dataset, undated, caption=caption, lang=lang),
                ]
            )
        )
    if len(dated):
        caption = counted(
            dataset,
            "table.caption",
            len(dated),
            lang=lang,
            indicator=name,
            years=years_words(dataset, selection.year_from, selection.year_to, lang),
        )
        blocks.append(
            html.Section(
                [
                    html.H2(text(dataset, "table.heading", lang=lang)),
                    figures_table(dataset, dated, caption=caption, lang=lang),
                ]
            )
        )
    return blocks


def _banner(dataset: Dataset, selection: Selection, lang: str) -> list[html.P]:
    """The sentence that children as offenders are no victims, on top of their group."""
    if dataset.row("indicators", selection.indicator_id)["population"] != "child_offenders":
        return []
    return [html.P(text(dataset, "banner.child_offenders", lang=lang), className="banner")]


def topic_page(dataset: Dataset, selection: Selection, lang: str = "en") -> html.Div:
    """Everything about one topic that a selection shows."""
    shown = shown_figures(dataset, selection)
    return html.Div(
        [
            html.H1(dataset.code("topic", selection.topic, lang), tabIndex=-1),
            html.P(text(dataset, f"intro.{selection.topic}", lang=lang), className="intro"),
            filters(dataset, selection, lang),
            *_banner(dataset, selection, lang),
            _figure(dataset, selection, shown, lang),
            html.P(
                [
                    html.B(text(dataset, "definition.heading", lang=lang)),
                    " ",
                    dataset.label("indicators", selection.indicator_id, lang, column="definition"),
                ],
                className="definition",
            ),
            *_tables(dataset, selection, shown, lang),
            gaps_section(dataset, gaps_of(dataset, selection), selection, lang),
        ],
        className=f"topic topic-{selection.topic}",
    )
