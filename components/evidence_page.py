"""What lies behind a cell of the evidence map: every figure and statement on one thing for one period."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from components.agreement_line import agreement_line, to_comparison, verdict_sign
from components.attributes import attributes
from components.chart_links import chart_href
from components.evidence import gap_item
from components.evidence_map import cell_words, period_name, subject_name
from components.links import evidence_href, link
from components.long_pages import FIGURES
from components.numbered import part, ways_on
from components.page_takes import evidence_take
from components.tables import figures_table
from components.voices import with_letters
from loaders.agreement import Agreement, words
from loaders.dataset import Dataset
from loaders.evidence import agreement_behind, behind, cell_behind, filled_periods
from loaders.related import explanation_of
from loaders.texts import counted, text


def evidence_title(dataset: Dataset, subject: str, period: str, lang: str = "en") -> str:
    """The indicator, or the topic as a whole, and the period."""
    name = subject_name(dataset, subject, lang)
    if not period:
        return name
    return text(dataset, "evidence.heading", lang=lang, about=name, period=period_name(dataset, period, lang))


def evidence_description(dataset: Dataset, subject: str, period: str, lang: str = "en") -> str:
    """One sentence on what the page holds, for search engines and previews."""
    title = evidence_title(dataset, subject, period, lang)
    said = cell_words(dataset, cell_behind(dataset, subject, period), lang)
    contents = said or text(dataset, "evidence.nothing", lang=lang)
    return text(dataset, "evidence.description", lang=lang, title=title, contents=contents)


def _ways(dataset: Dataset, subject: str, period: str, lang: str) -> html.Nav:
    """To the chart, and to every period in which something is said."""
    periods = [("", text(dataset, "evidence.all", lang=lang))]
    periods += [(name, period_name(dataset, name, lang)) for name in filled_periods(dataset, subject)]
    items = [
        html.Li(link(name, evidence_href(subject, other), current=other == period), className="period")
        for other, name in periods
    ]
    if dataset.has("indicators", subject):
        chart = link(text(dataset, "evidence.chart", lang=lang), chart_href(dataset, subject))
        items.insert(0, html.Li(chart, className="to-chart"))
    return html.Nav(
        html.Ul(items), className="periods", **attributes(aria_label=text(dataset, "evidence.periods", lang=lang))
    )


def _disagreements(
    dataset: Dataset, subject: str, agreement: Agreement, *, href: str, number: int, lang: str
) -> list[Any]:
    """Each pair of figures that contradict each other, with the reason where one is known, and the way to all pairs."""
    items = []
    for pair in part(agreement.conflicts, number, FIGURES):
        told: list[Any] = [words(dataset, Agreement(agreement.verdict, (pair,)), lang)]
        explained = explanation_of(dataset, *pair)
        if explained:
            verdict = dataset.code("explanation_verdict", explained["verdict"], lang)
            reason = dataset.label("explanations", explained["explanation_id"], lang, column="explanation")
            told.append(
                html.Span(
                    text(dataset, "figure.explained", lang=lang, verdict=verdict, explanation=reason), className="why"
                )
            )
        items.append(html.Li([verdict_sign(agreement.verdict), html.Div(told)]))
    if not items:
        return []
    way = [html.P(to_comparison(dataset, subject, lang))] if dataset.has("indicators", subject) else []
    ways = ways_on(dataset, href, number=number, total=len(agreement.conflicts), most=FIGURES, lang=lang)
    heading = html.H2(text(dataset, "evidence.disagree", lang=lang))
    return [heading, html.Ul(items, className="disagreements"), *ways, *way]


def _figures(dataset: Dataset, figures: pd.DataFrame, *, title: str, href: str, number: int, lang: str) -> list[Any]:
    if figures.empty:
        return []
    ways = ways_on(dataset, href, number=number, total=len(figures), most=FIGURES, lang=lang)
    lettered = with_letters(figures)
    shown = lettered.take(list(part(range(len(lettered)), number, FIGURES)))
    caption = counted(dataset, "evidence.caption", len(figures), lang=lang, title=title)
    return [
        html.H2(text(dataset, "evidence.figures", lang=lang)),
        *ways,
        figures_table(dataset, shown, caption=caption, lang=lang),
        *ways,
    ]


def _gaps(dataset: Dataset, gaps: pd.DataFrame, lang: str) -> list[Any]:
    if gaps.empty:
        return []
    items = [gap_item(dataset, gap, lang) for gap in gaps.to_dict("records")]
    return [html.H2(text(dataset, "gaps.heading", lang=lang)), html.Ul(items, className="gaps")]


def _definition(dataset: Dataset, subject: str, lang: str) -> list[html.P]:
    if not dataset.has("indicators", subject):
        return []
    heading = html.B(text(dataset, "definition.heading", lang=lang))
    return [
        html.P([heading, " ", dataset.label("indicators", subject, lang, column="definition")], className="definition")
    ]


def _sentence(dataset: Dataset, said: str, lang: str) -> html.P:
    """What the cell holds in one sentence; of silence what it does not mean, and what to try."""
    words = text(dataset, "evidence.sentence", lang=lang, contents=said) if said else ""
    return html.P(words or text(dataset, "evidence.silence", lang=lang), className="sentence")


def evidence_page(dataset: Dataset, subject: str, period: str, lang: str = "en", *, number: int = 1) -> html.Div:
    """All that is said of an indicator (or of a topic as a whole) in one column of the map, in every division.

    ``period`` is a key of ``loaders.evidence.evidence_periods``, or empty for all of them.
    Of more than ``FIGURES`` figures or contradictions part ``number`` is shown.
    """
    href = evidence_href(subject, period)
    figures, gaps = behind(dataset, subject, period)
    agreement = agreement_behind(dataset, subject, period)
    title = evidence_title(dataset, subject, period, lang)
    body: list[Any] = [_sentence(dataset, cell_words(dataset, cell_behind(dataset, subject, period), lang), lang)]
    if len(figures) and not agreement.conflicts:  # conflicts are told one by one below
        body.append(agreement_line(dataset, agreement, lang))
    return html.Div(
        [
            html.H1(title, tabIndex=-1),
            _ways(dataset, subject, period, lang),
            *body,
            *_definition(dataset, subject, lang),
            *_disagreements(dataset, subject, agreement, href=href, number=number, lang=lang),
            *_figures(dataset, figures, title=title, href=href, number=number, lang=lang),
            *_gaps(dataset, gaps, lang),
            *evidence_take(dataset, subject, period, lang),
        ],
        className="evidence-page",
    )
