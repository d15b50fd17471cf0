"""The overview: what exists, by topic, kind of source and year, and how to read it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from components.attributes import attributes
from components.links import link
from components.state import address
from components.tables import row_heading, table, table_cell, table_row
from components.voices import mark
from loaders.dataset import Dataset
from loaders.derive import OWN, RELAYED, UNATTRIBUTED, in_years
from loaders.selection import CORE_YEARS, SOURCE_TYPES, selection_of_kind
from loaders.tables import TOPICS
from loaders.texts import counted, text

#: A cell is darker the more figures it holds: above each of these numbers one step.
_DEPTHS = (0, 4, 9, 99)


BEFORE, AFTER, UNDATED = "before", "after", "undated"
Contents = dict[str, int]


def map_columns() -> dict[str, tuple[int, int] | None]:
    """The columns of the map: their first and last year, or None for what has no date."""
    first, last = CORE_YEARS
    years: dict[str, tuple[int, int] | None] = {str(year): (year, year) for year in range(first, last + 1)}
    return {BEFORE: (1, first - 1), **years, AFTER: (last + 1, 9999), UNDATED: None}


def evidence_counts(figures: pd.DataFrame, gaps: pd.DataFrame) -> dict[tuple[str, str, str], Contents]:
    """How many figures, stated zeros, suppressed figures and gap statements there are.

    By topic, source type and column of the map; both frames have ``topic`` and ``source_type``. What lasts
    several years counts in each year that it touches, so that the columns do not add up to a total.
    """
    suppressed = figures["bound"] == "suppressed"
    zero = (figures["obs_value"] == 0) & ~suppressed
    kinds = {
        "figures": figures[~zero & ~suppressed],
        "zeros": figures[zero],
        "suppressed": figures[suppressed],
        "gaps": gaps,
    }
    counts: dict[tuple[str, str, str], Contents] = {}
    for name, frame in kinds.items():
        for column, years in map_columns().items():
            touched = frame[_touching(frame, years)]
            for topic, source_type in zip(touched["topic"], touched["source_type"], strict=True):
                cell = counts.setdefault((topic, source_type, column), {})
                cell[name] = cell.get(name, 0) + 1
    return counts


def _touching(frame: pd.DataFrame, years: tuple[int, int] | None) -> pd.Series:
    if years is None:
        return frame["period_start"].isna()
    touching: pd.Series = (frame["period_start"].dt.year <= years[1]) & (frame["period_end"].dt.year >= years[0])
    return touching


def _cell(dataset: Dataset, contents: Contents, lang: str) -> html.Td:
    """One cell: everything that it holds, one beside the other; silence is an empty cell."""
    figures = contents.get("figures", 0)
    parts: list[Any] = [html.Span(f"{figures:,}", className="count")] if figures else []
    for name, sign in (("zeros", "0"), ("suppressed", "<5"), ("gaps", "?")):
        if contents.get(name):
            words = counted(dataset, f"map.{name}", contents[name], lang=lang)
            spoken = [html.Span(sign, **attributes(aria_hidden="true")), html.Span(words, className="hidden")]
            parts.append(html.Span(spoken, className=f"sign sign-{name}", title=words))
    silent = html.Span(text(dataset, "map.silence", lang=lang), className="hidden")
    depth = sum(figures > limit for limit in _DEPTHS)
    return table_cell(parts or silent, className=f"map-cell depth-{depth}")


def _map_headings(dataset: Dataset, lang: str) -> list[str]:
    names = {
        BEFORE: text(dataset, "map.before", lang=lang, year=CORE_YEARS[0]),
        AFTER: text(dataset, "map.after", lang=lang, year=CORE_YEARS[1]),
        UNDATED: text(dataset, "map.undated", lang=lang),
    }
    return [names.get(column, column) for column in map_columns()]


def _map_row(dataset: Dataset, topic: str, kind: str, *, cells: list[html.Td], lang: str) -> html.Tr:
    """The row of a topic and a kind of source; the first row of a topic names it for all three."""
    first = kind == SOURCE_TYPES[0]
    name: list[Any] = [mark(kind, OWN), dataset.code("source_type", kind, lang)]
    chosen = selection_of_kind(dataset, topic, kind)
    of_kind = link(name, href=address(dataset, chosen, lang=lang)) if chosen else html.Span(name)
    topic_link = link(dataset.code("topic", topic, lang), href=f"/{topic}")
    of_topic = html.Th(topic_link, scope="rowgroup", role="rowheader", rowSpan=len(SOURCE_TYPES), className="map-topic")
    heads = [of_topic] if first else []
    return table_row([*heads, row_heading(of_kind, className="map-kind"), *cells], className="first" if first else None)


def evidence_map(dataset: Dataset, lang: str = "en") -> html.Div:
    """A table of topics and kinds of source by year: how many figures and statements there are."""
    gaps = dataset.table("gaps")
    types = dataset.table("sources").set_index("source_id")["source_type"]
    counts = evidence_counts(dataset.observations, gaps.assign(source_type=gaps["source_id"].map(types)))
    headings = _map_headings(dataset, lang)
    rows = []
    for topic in TOPICS:
        for kind in SOURCE_TYPES:
            cells = [_cell(dataset, counts.get((topic, kind, column), {}), lang) for column in map_columns()]
            rows.append(_map_row(dataset, topic, kind, cells=cells, lang=lang))
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
                    html.Div(
                        [
                            html.H3(text(dataset, "read.who", lang=lang)),
                            html.Ul(kinds),
                            html.P(text(dataset, "read.press", lang=lang), className="note"),
                        ]
                    ),
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
                    html.H2(link(dataset.code("topic", topic, lang), href=f"/{topic}")),
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
