"""The overview: what exists, by topic, kind of source and year, and how to read it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from components.links import link
from components.tables import table
from components.voices import mark
from loaders.dataset import Dataset
from loaders.derive import OWN, RELAYED, UNATTRIBUTED, in_years
from loaders.selection import CORE_YEARS, SOURCE_TYPES
from loaders.tables import TOPICS
from loaders.texts import counted, text

_YEARS = range(CORE_YEARS[0], CORE_YEARS[1] + 1)


def evidence_counts(observations: pd.DataFrame, gaps: pd.DataFrame) -> dict[str, dict[str, int]]:
    """How many figures and gap statements touch each column of the map.

    Columns: ``before``, one for each year of ``CORE_YEARS``, ``after``, ``undated``. A figure over several
    years counts in each year that it touches; so the columns do not add up to a total.
    """
    first, last = CORE_YEARS
    spans = {"before": (1, first - 1), **{str(year): (year, year) for year in _YEARS}, "after": (last + 1, 9998)}
    counts = {}
    for name, (begin, end) in spans.items():
        touched = observations[_touching(observations, begin, end)]
        stated = gaps[_touching(gaps, begin, end)]
        counts[name] = _contents(touched, len(stated))
    counts["undated"] = _contents(
        observations[observations["period_start"].isna()], int(gaps["period_start"].isna().sum())
    )
    return counts


def _touching(frame: pd.DataFrame, begin: int, end: int) -> pd.Series:
    years_from, years_to = frame["period_start"].dt.year, frame["period_end"].dt.year
    return (years_from <= end) & (years_to >= begin)


def _contents(figures: pd.DataFrame, gaps: int) -> dict[str, int]:
    zeros = int(((figures["obs_value"] == 0) & (figures["bound"] != "suppressed")).sum())
    hidden = int((figures["bound"] == "suppressed").sum())
    return {"figures": len(figures) - zeros - hidden, "zeros": zeros, "suppressed": hidden, "gaps": gaps}


def _cell(dataset: Dataset, contents: dict[str, int], lang: str, heading: str) -> html.Td:
    """One cell: everything that it holds, one beside the other; silence is an empty cell."""
    parts: list[Any] = []
    if contents["figures"]:
        parts.append(html.Span(f"{contents['figures']:,}", className="count"))
    for name, sign in (("zeros", "0"), ("suppressed", "<5"), ("gaps", "?")):
        if contents[name]:
            words = counted(dataset, f"map.{name}", contents[name], lang=lang)
            parts.append(
                html.Span(
                    [html.Span(sign, **{"aria-hidden": "true"}), html.Span(words, className="hidden")],
                    className=f"sign sign-{name}",
                    title=words,
                )
            )
    silent = html.Span(text(dataset, "map.silence", lang=lang), className="hidden")
    depth = min(4, len(str(contents["figures"])) + (contents["figures"] > 4)) if contents["figures"] else 0
    return html.Td(parts or silent, className=f"map-cell depth-{depth}", **{"data-label": heading})


def evidence_map(dataset: Dataset, lang: str = "en") -> html.Div:
    """A table of topics and kinds of source by year: how many figures and statements there are."""
    observations, gaps = dataset.observations, dataset.table("gaps")
    gap_types = gaps["source_id"].map(dataset.table("sources").set_index("source_id")["source_type"])
    columns = ["before", *(str(year) for year in _YEARS), "after", "undated"]
    names = {
        "before": text(dataset, "map.before", lang=lang, year=CORE_YEARS[0]),
        "after": text(dataset, "map.after", lang=lang, year=CORE_YEARS[1]),
        "undated": text(dataset, "map.undated", lang=lang),
    }
    headings = [names.get(column, column) for column in columns]
    rows = []
    for topic in TOPICS:
        for kind in SOURCE_TYPES:
            counts = evidence_counts(
                observations[(observations["topic"] == topic) & (observations["source_type"] == kind)],
                gaps[(gaps["topic"] == topic) & (gap_types == kind)],
            )
            topic_link = link(dataset.code("topic", topic, lang), href=f"/{topic}?source_type={kind}")
            rows.append(
                html.Tr(
                    [
                        html.Th(topic_link, scope="row", className="map-topic"),
                        html.Td([mark(kind, OWN), dataset.code("source_type", kind, lang)], className="map-kind"),
                        *(
                            _cell(dataset, counts[column], lang, heading)
                            for column, heading in zip(columns, headings, strict=True)
                        ),
                    ],
                    className="first" if kind == SOURCE_TYPES[0] else None,
                )
            )
    first = [text(dataset, "map.topic", lang=lang), text(dataset, "map.kind", lang=lang)]
    return table(text(dataset, "map.caption", lang=lang), [*first, *headings], rows, name="map")


def _how_to_read(dataset: Dataset, lang: str) -> html.Section:
    kinds = [
        html.Li(
            [
                mark(kind, OWN),
                html.Span(
                    [html.B(dataset.code("source_type", kind, lang)), ": ", text(dataset, f"kind.{kind}", lang=lang)]
                ),
            ]
        )
        for kind in SOURCE_TYPES
    ]
    origins = [
        html.Li([*(mark(kind, origin) for kind in SOURCE_TYPES), html.Span(text(dataset, f"read.{origin}", lang=lang))])
        for origin in (OWN, RELAYED, UNATTRIBUTED)
    ]
    nothing = [
        html.Li([html.Span(sign, className=f"sign sign-{name}"), html.Span(text(dataset, f"read.{name}", lang=lang))])
        for name, sign in (("zeros", "0"), ("gaps", "?"), ("suppressed", "<5"), ("silence", " "))
    ]
    periods = [
        html.Li(text(dataset, f"read.{name}", lang=lang))
        for name in ("point", "bar", "lane", "line", "arrow", "undated")
    ]
    return html.Section(
        [
            html.H2(text(dataset, "read.heading", lang=lang)),
            html.Div(
                [
                    html.Div([html.H3(text(dataset, "read.who", lang=lang)), html.Ul(kinds)]),
                    html.Div([html.H3(text(dataset, "read.whose", lang=lang)), html.Ul(origins)]),
                    html.Div([html.H3(text(dataset, "read.nothing", lang=lang)), html.Ul(nothing)]),
                    html.Div([html.H3(text(dataset, "read.when", lang=lang)), html.Ul(periods, className="plain")]),
                ],
                className="reading",
            ),
        ]
    )


def _topics(dataset: Dataset, lang: str) -> html.Ul:
    observations = dataset.observations
    core = observations[in_years(observations, *CORE_YEARS)]
    cards = []
    for topic in TOPICS:
        figures = observations[observations["topic"] == topic]
        numbers = counted(
            dataset,
            "overview.topic",
            len(figures),
            lang=lang,
            sources=figures["source_id"].nunique(),
            core=f"{int((core['topic'] == topic).sum()):,}",
            first=CORE_YEARS[0],
            last=CORE_YEARS[1],
        )
        cards.append(
            html.Li(
                [
                    html.H3(link(dataset.code("topic", topic, lang), href=f"/{topic}")),
                    html.P(text(dataset, f"intro.{topic}", lang=lang)),
                    html.P(numbers, className="muted"),
                ]
            )
        )
    return html.Ul(cards, className="topics")


def overview_page(dataset: Dataset, lang: str = "en") -> html.Div:
    """What the product is, what it holds, the map of the evidence, and how to read everything."""
    observations = dataset.observations
    numbers = text(
        dataset,
        "overview.numbers",
        lang=lang,
        figures=f"{len(observations):,}",
        sources=observations["source_id"].nunique(),
        counters=observations.loc[observations["counted_by"] != "", "counted_by"].nunique(),
        gaps=len(dataset.table("gaps")),
    )
    return html.Div(
        [
            html.H1(text(dataset, "overview.heading", lang=lang), tabIndex=-1),
            html.P(text(dataset, "overview.intro", lang=lang), className="intro"),
            html.P(numbers, className="sentence"),
            _topics(dataset, lang),
            html.Section(
                [
                    html.H2(text(dataset, "map.heading", lang=lang)),
                    html.P(text(dataset, "map.explained", lang=lang), className="muted"),
                    evidence_map(dataset, lang),
                ]
            ),
            _how_to_read(dataset, lang),
        ],
        className="overview",
    )
