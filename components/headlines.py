"""The headline figures: what each source last said, whether sources agree, and a small history."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from dash import html

from components.agreement_line import agreement_line
from components.chart_links import chart_href
from components.drawn import drawn
from components.evidence_map import kinds_legend
from components.links import link, observation_href
from components.small_history import small_history
from components.voices import mark
from loaders.agreement import agreement_of
from loaders.dataset import Dataset
from loaders.headlines import Headline, headlines
from loaders.selection import CORE_YEARS
from loaders.sentences import who_words
from loaders.texts import counted, text
from loaders.words import period_words, value_words, years_words

#: So many sources' latest figures stand in a headline; its chart holds all.
MOST_SOURCES = 3
Record = dict[Hashable, Any]


def _unit(dataset: Dataset, indicator_id: str, lang: str) -> html.P:
    """What is counted and among whom: a count of people of all ages must not be read as one of children."""
    indicator = dataset.row("indicators", indicator_id)
    unit, population = indicator["unit_measure"], indicator["population"]
    words = [] if unit == "persons" and population != "not_persons" else [dataset.code("unit_measure", unit, lang)]
    if population != "not_persons":
        words.append(dataset.code("population", population, lang))
    return html.P(", ".join(dict.fromkeys(words)), className="headline-unit")


def _latest(dataset: Dataset, row: Record, *, leads: bool, lang: str) -> html.Li:
    """One source's latest figure: large where it is the most recent one."""
    value = [mark(str(row["source_type"]), str(row["origin"])), value_words(dataset, row, lang)]
    return html.Li(
        [
            link(value, observation_href(str(row["obs_id"])), class_name="headline-value"),
            " ",
            html.Span(period_words(dataset, row, lang), className="headline-period"),
            html.Span(who_words(dataset, row, lang), className="headline-who"),
        ],
        className="leads" if leads else None,
    )


def _all_latest(dataset: Dataset, headline: Headline, lang: str) -> html.Ul:
    records = headline.latest.to_dict("records")
    newest = records[0]["period_end"]
    items = [
        _latest(dataset, row, leads=bool(row["period_end"] == newest), lang=lang) for row in records[:MOST_SOURCES]
    ]
    rest = len({row["source_id"] for row in records[MOST_SOURCES:]})
    if rest:
        items.append(html.Li(counted(dataset, "headline.rest", rest, lang=lang), className="headline-rest"))
    return html.Ul(items, className="headline-latest")


def _coverage(dataset: Dataset, headline: Headline, lang: str) -> html.P:
    """For how many of the years there is a figure, and what could not be shown beside yearly ones."""
    first, last = CORE_YEARS
    words = text(dataset, "headline.years", lang=lang, number=len(headline.years), of=last - first + 1)
    if len(headline.totals):
        words = f"{words} {counted(dataset, 'headline.totals', len(headline.totals), lang=lang)}"
    return html.P(words, className="headline-years")


def _history(dataset: Dataset, headline: Headline, lang: str) -> html.Div:
    figure = small_history(dataset, headline.history, CORE_YEARS, lang)
    label = counted(
        dataset,
        "headline.history",
        len(headline.history),
        lang=lang,
        indicator=dataset.label("indicators", headline.indicator_id, lang),
        years=years_words(dataset, *CORE_YEARS, lang),
    )
    return html.Div(
        [html.P(label, className="hidden"), drawn(figure, class_name="drawn small")], className="headline-history"
    )


def _headline(dataset: Dataset, headline: Headline, lang: str) -> html.Li:
    label = dataset.label("indicators", headline.indicator_id, lang)
    return html.Li(
        [
            html.Div(
                [
                    html.H3(link(label, chart_href(dataset, headline.indicator_id))),
                    _unit(dataset, headline.indicator_id, lang),
                ]
            ),
            _history(dataset, headline, lang),
            html.Div(
                [
                    _all_latest(dataset, headline, lang),
                    agreement_line(dataset, agreement_of(dataset, headline.history), lang),
                    _coverage(dataset, headline, lang),
                ]
            ),
        ],
        className="headline",
    )


def headline_section(dataset: Dataset, lang: str = "en") -> html.Section:
    """All headlines, in the order of the column ``headline`` of indicators.csv."""
    heading = text(dataset, "headline.heading", lang=lang, years=years_words(dataset, *CORE_YEARS, lang))
    return html.Section(
        [
            html.H2(heading),
            html.P(text(dataset, "headline.explained", lang=lang), className="muted"),
            kinds_legend(dataset, lang),
            html.Ul([_headline(dataset, one, lang) for one in headlines(dataset)], className="headlines"),
        ],
        className="headline-section",
    )
