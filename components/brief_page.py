"""The brief: all that a policymaker needs of a topic, on one sheet of paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from dash import html

from components.address import whole_address
from components.agreement_line import verdict_sign
from components.disagreement import pair_words
from components.figure_others import CLASS_TEXTS
from components.follow_up_page import follow_up_address
from components.links import link, observation_href, recommendation_href
from components.source_link import source_link
from components.state import NOT_KNOWN, CompareChoice, compare_address
from components.switches import in_language
from components.tables import row_heading, table, table_cell, table_row
from components.version_line import version_words
from components.voices import mark
from loaders.agreement import Agreement, words
from loaders.brief import MOST_OF_A_KIND, Brief, Latest, brief_of
from loaders.classes import CONFLICT
from loaders.dataset import Dataset
from loaders.disagreements import Paired
from loaders.following import FATE_SOURCES
from loaders.selection import CORE_YEARS, SOURCE_TYPES
from loaders.texts import counted, text
from loaders.words import Row, counter_words, locator_words, period_words, value_words, years_words

#: Where the reader goes on, by the key of its words.
_NEXT: Mapping[str, Any] = MappingProxyType(
    {
        "brief.next.figures": lambda topic: f"/{topic}",
        "brief.next.compare": lambda topic: compare_address(CompareChoice(topic=topic)),
        "brief.next.asked": follow_up_address,
        "brief.next.data": lambda _topic: "/data",
    }
)


def brief_href(topic: str) -> str:
    """The address of the brief on a topic."""
    return f"/brief/{topic}"


def brief_link(dataset: Dataset, topic: str, lang: str = "en") -> html.A:
    """The way to the brief on a topic."""
    return link(text(dataset, "brief.link", lang=lang), brief_href(topic))


def brief_title(dataset: Dataset, topic: str, lang: str = "en") -> str:
    """The title of a brief."""
    return text(dataset, "brief.heading", lang=lang, topic=dataset.code("topic", topic, lang))


def brief_description(dataset: Dataset, topic: str, lang: str = "en") -> str:
    """A sentence on a brief."""
    years = years_words(dataset, *CORE_YEARS, lang)
    return text(dataset, "description.brief", lang=lang, topic=dataset.code("topic", topic, lang), years=years)


def _figure(dataset: Dataset, row: Row, lang: str) -> html.Div:
    """A figure with its mark and period, the document that prints it, and who counted."""
    value = [mark(str(row["source_type"]), str(row["origin"])), value_words(dataset, row, lang)]
    source = dataset.label("sources", str(row["source_id"]), lang, column="short_label")
    counter = text(dataset, "source.counted_by", lang=lang, counters=counter_words(dataset, row, lang))
    return html.Div(
        [
            html.B(link(value, observation_href(str(row["obs_id"])))),
            f" ({period_words(dataset, row, lang)})",
            html.Span([source, " · ", counter], className="note"),
        ],
        className="brief-figure",
    )


def _kind(dataset: Dataset, rows: tuple[Row, ...], *, label: str, lang: str) -> html.Td:
    if not rows:
        return table_cell(html.Span(text(dataset, "brief.no_figure", lang=lang), className="muted"), label=label)
    parts = [_figure(dataset, row, lang) for row in rows[:MOST_OF_A_KIND]]
    rest = len(rows) - MOST_OF_A_KIND
    if rest > 0:
        parts.append(html.Div(counted(dataset, "brief.same_period", rest, lang=lang), className="note"))
    return table_cell(parts, label=label)


def _indicator(dataset: Dataset, one: Latest, headings: list[str], lang: str) -> html.Tr:
    unit = dataset.row("indicators", one.indicator_id)["unit_measure"]
    label = dataset.label("indicators", one.indicator_id, lang)
    name = [
        link(label, compare_address(CompareChoice(indicator_id=one.indicator_id))),
        html.Span(dataset.code("unit_measure", unit, lang), className="note"),
    ]
    cells = [
        _kind(dataset, one.by_kind[kind], label=heading, lang=lang)
        for kind, heading in zip(SOURCE_TYPES, headings[1:], strict=True)
    ]
    return table_row([row_heading(html.Div(name), label=headings[0]), *cells])


def _latest(dataset: Dataset, brief: Brief, lang: str) -> html.Section:
    kinds = [dataset.code("source_type", kind, lang) for kind in SOURCE_TYPES]
    headings = [text(dataset, "brief.indicator", lang=lang), *(f"{kind[:1].upper()}{kind[1:]}" for kind in kinds)]
    caption = text(dataset, "brief.caption", lang=lang, years=years_words(dataset, *CORE_YEARS, lang))
    rows = [_indicator(dataset, one, headings, lang) for one in brief.latest]
    return html.Section(
        [
            html.H2(text(dataset, "brief.latest", lang=lang)),
            table(caption, headings, rows, name="brief-table"),
            *_more(dataset, "brief.more_indicators", brief.more_indicators, f"/{brief.topic}", lang=lang),
        ]
    )


def _more(dataset: Dataset, key: str, number: int, href: str, *, lang: str) -> list[html.P]:
    """How much more there is, as the way to it; nothing where that is all."""
    return [html.P(link(counted(dataset, key, number, lang=lang), href), className="brief-more")] if number > 0 else []


def _reason(dataset: Dataset, pair: Paired, lang: str) -> list[Any]:
    if not pair.explanation:
        return []
    return [" ", dataset.label("explanations", pair.explanation["explanation_id"], lang, column="explanation")]


def _conflict(dataset: Dataset, pair: Paired, lang: str) -> html.Li:
    said = words(dataset, Agreement(CONFLICT, (pair.names,)), lang)
    indicator = dataset.label("indicators", str(pair.first["indicator_id"]), lang)
    told = [html.B(f"{indicator}. "), said, *_reason(dataset, pair, lang)]
    return html.Li([verdict_sign(CONFLICT), html.Span(told)], className="verdict-conflict")


def _seeming(dataset: Dataset, pair: Paired, lang: str) -> html.Li:
    values = f"{value_words(dataset, pair.first, lang)} / {value_words(dataset, pair.second, lang)}"
    kind = text(dataset, CLASS_TEXTS[pair.kind], lang=lang)
    said = [html.B(f"{pair_words(dataset, pair, lang)}: {values}. "), kind, *_reason(dataset, pair, lang)]
    return html.Li([verdict_sign("apart"), html.Span(said)])


def _agreement(dataset: Dataset, brief: Brief, lang: str) -> html.Section:
    lead = (
        counted(dataset, "brief.conflicts", brief.all_conflicts, lang=lang)
        if brief.all_conflicts
        else text(dataset, "brief.no_conflict", lang=lang)
    )
    told = [_conflict(dataset, pair, lang) for pair in brief.conflicts]
    alike = [_seeming(dataset, pair, lang) for pair in brief.seeming]
    seeming = [html.P(text(dataset, "brief.seeming", lang=lang)), html.Ul(alike, className="brief-pairs")]
    rest, address = brief.all_conflicts - len(brief.conflicts), compare_address(CompareChoice(topic=brief.topic))
    return html.Section(
        [
            html.H2(text(dataset, "brief.agree", lang=lang)),
            html.P(lead),
            *([html.Ul(told, className="brief-pairs")] if told else []),
            *_more(dataset, "brief.more_conflicts", rest, address, lang=lang),
            *(seeming if alike else []),
        ]
    )


def _gap(dataset: Dataset, gap: Row, lang: str) -> html.Li:
    kind = dataset.code("gap_kind", gap["kind"], lang)
    said = dataset.label("gaps", gap["gap_id"], lang)
    place = html.Span(f" ({locator_words(dataset, gap, lang)})", className="muted")
    return html.Li([html.Span(kind, className="gap-kind"), " ", said, place])


def _gaps(dataset: Dataset, brief: Brief, lang: str) -> html.Section:
    items = [_gap(dataset, gap, lang) for gap in brief.gaps]
    address = compare_address(CompareChoice(NOT_KNOWN, brief.topic))
    said = html.Ul(items, className="gaps") if items else html.P(text(dataset, "gaps.none", lang=lang))
    more = _more(dataset, "brief.more_gaps", brief.more_gaps, address, lang=lang)
    return html.Section([html.H2(text(dataset, "brief.gaps", lang=lang)), said, *more])


def _recommendation(dataset: Dataset, row: Row, lang: str) -> html.Li:
    """What is asked for and where, and what two later sources say became of it."""
    name = str(row["recommendation_id"])
    parts: list[Any] = [
        link(dataset.label("recommendations", name, lang), recommendation_href(name)),
        html.Span(f" ({locator_words(dataset, row, lang)})", className="muted"),
    ]
    told: list[Any] = []
    for year in FATE_SOURCES:
        if row[f"fate_{year}"]:
            by = text(dataset, "follow.by", lang=lang, year=year)
            told += [f"{by}: ", html.B(dataset.code("fate", row[f"fate_{year}"], lang)), ". "]
    return html.Li([*parts, html.Span(told or text(dataset, "brief.unfollowed", lang=lang), className="note")])


def _asked(dataset: Dataset, brief: Brief, lang: str) -> html.Section:
    items = [_recommendation(dataset, row, lang) for row in brief.asked]
    said = html.Ul(items) if items else html.P(text(dataset, "brief.nobody_asks", lang=lang))
    address = follow_up_address(brief.topic)
    # What else is asked for on a topic is told where nobody asks for its data.
    key, number = ("brief.more_asked", brief.more_asked) if items else ("brief.on_topic", brief.on_topic)
    more = _more(dataset, key, number, address, lang=lang)
    return html.Section([html.H2(text(dataset, "brief.asked", lang=lang)), said, *more])


def _next(dataset: Dataset, brief: Brief, lang: str) -> html.Section:
    items = []
    for key, address_of in _NEXT.items():
        # On paper the address is all there is of a link: it names the language too.
        path, _, query = address_of(brief.topic).partition("?")
        address = in_language(path, query, lang)
        items.append(html.Li([text(dataset, key, lang=lang), ": ", link(whole_address(address), address)]))
    return html.Section([html.H2(text(dataset, "brief.next", lang=lang)), html.Ul(items)])


def _sources(dataset: Dataset, brief: Brief, lang: str) -> html.Section:
    parts: list[Any] = []
    for source_id in brief.source_ids:
        parts += ["; " if parts else "", source_link(dataset, source_id, lang)]
    return html.Section([html.H2(text(dataset, "brief.sources", lang=lang)), html.P([*parts, "."])])


def brief_page(dataset: Dataset, topic: str, lang: str = "en") -> html.Div:
    """Latest figures, disagreements, silence, recommendations, where to read on, and sources of a topic."""
    brief = brief_of(dataset, topic)
    intro = text(dataset, "brief.intro", lang=lang, years=years_words(dataset, *CORE_YEARS, lang))
    parts = (_latest, _agreement, _gaps, _asked)
    return html.Div(
        [
            html.H1(brief_title(dataset, topic, lang), tabIndex=-1),
            html.P([intro, " ", version_words(dataset, lang)], className="brief-intro"),
            *(part(dataset, brief, lang) for part in parts),
            html.Div([_next(dataset, brief, lang), _sources(dataset, brief, lang)], className="brief-end"),
        ],
        className="brief",
    )
