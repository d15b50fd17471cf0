"""Who counted: every way on which counts of one indicator came into a document, by the body that counted."""

from __future__ import annotations

import pandas as pd
from dash import html

from components.figure_origin import chain
from loaders.dataset import Dataset
from loaders.texts import counted, text
from loaders.words import counter_words

_WAY = ["counted_by", "via", "source_id", "origin"]


def counter_chains(dataset: Dataset, figures: pd.DataFrame, lang: str = "en") -> list[html.Section]:
    """For each counter of some figures, the busiest first, its ways as ordered lists with how many figures each brought.

    Figures that nobody claims stand last. ``figures`` are rows of ``Dataset.observations``.
    """
    groups = sorted(figures.groupby("counted_by", sort=False), key=lambda group: (group[0] == "", -len(group[1])))
    return [_counter(dataset, rows, lang) for _, rows in groups]


def _counter(dataset: Dataset, rows: pd.DataFrame, lang: str) -> html.Section:
    ways = sorted((way for _, way in rows.groupby(_WAY, sort=False)), key=len, reverse=True)
    first = rows.iloc[0].to_dict()
    documents = counted(dataset, "compare.chain.documents", rows["source_id"].nunique(), lang=lang)
    items = [
        html.Li(
            [
                chain(dataset, way.iloc[0].to_dict(), lang),
                html.P(counted(dataset, "source.figures", len(way), lang=lang), className="note"),
            ]
        )
        for way in ways
    ]
    name = counter_words(dataset, first, lang)
    heading = html.H3([name[:1].upper() + name[1:], " ", html.Span(documents, className="note")])
    return html.Section([heading, html.Ul(items, className="ways")], className="counter")


def chains_section(dataset: Dataset, figures: pd.DataFrame, lang: str = "en") -> html.Section:
    """All ways of an indicator's counts, and what it means that several begin with one body."""
    return html.Section(
        [
            html.H2(text(dataset, "figure.origin", lang=lang)),
            html.P(text(dataset, "compare.chains", lang=lang), className="muted"),
            html.Div(counter_chains(dataset, figures, lang), className="counters"),
        ],
        className="chains",
    )
