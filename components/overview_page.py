"""The overview as a front page: what was last said, what is known and what is not, where to go, how to read it."""

from __future__ import annotations

from typing import Any

from dash import html

from components.evidence_map import evidence_map, map_legend
from components.headlines import headline_section
from components.how_to_read import how_to_read
from components.kept_parts import kept_part
from components.links import link
from components.state import NOT_KNOWN, CompareChoice, compare_address
from loaders.classes import CONFLICT
from loaders.dataset import Dataset
from loaders.disagreements import class_counts
from loaders.evidence import mapped_indicators
from loaders.holdings import holdings
from loaders.notation import whole
from loaders.selection import CORE_YEARS
from loaders.tables import TOPICS
from loaders.texts import counted, text

#: What surrounds the subject is longer than the subject itself: its map is opened by the reader.
_FOLDED = ("context",)


def _numbers(dataset: Dataset, lang: str) -> html.P:
    there_is = holdings(dataset)[""]
    words = text(
        dataset,
        "overview.numbers",
        lang=lang,
        figures=whole(there_is.figures, lang),
        sources=len(there_is.sources),
        counters=there_is.counters,
        gaps=len(dataset.table("gaps")),
    )
    conflicts = counted(dataset, "overview.conflicts", class_counts(dataset).get(CONFLICT, 0), lang=lang)
    gaps = link(text(dataset, "overview.gaps", lang=lang), compare_address(CompareChoice(NOT_KNOWN)))
    return html.P([words, " ", gaps, " ", link(conflicts, compare_address(CompareChoice()))], className="numbers")


def _map_of(dataset: Dataset, topic: str, lang: str) -> Any:
    if topic not in _FOLDED:
        return evidence_map(dataset, topic, lang)
    number = sum(len(indicators) for _, indicators in mapped_indicators(dataset, topic))
    summary = counted(dataset, "map.folded", number, lang=lang, topic=dataset.code("topic", topic, lang))
    return html.Details([html.Summary(summary), evidence_map(dataset, topic, lang)], className="folded-map")


def _maps(dataset: Dataset, lang: str) -> html.Section:
    return html.Section(
        [
            html.H2(text(dataset, "map.heading", lang=lang)),
            html.P(
                [
                    text(dataset, "map.explained", lang=lang),
                    html.Span([" ", text(dataset, "map.keys", lang=lang)], className="map-keys"),
                ],
                className="muted",
            ),
            map_legend(dataset, lang),
            *(_map_of(dataset, topic, lang) for topic in TOPICS),
        ],
        className="maps",
    )


def _topics(dataset: Dataset, lang: str) -> html.Section:
    """Every topic with what is counted in it, and how much there is."""
    items = []
    for topic in TOPICS:
        there_is = holdings(dataset)[topic]
        numbers = counted(
            dataset,
            "overview.topic",
            there_is.figures,
            lang=lang,
            sources=len(there_is.sources),
            core=whole(there_is.core, lang),
            first=CORE_YEARS[0],
            last=CORE_YEARS[1],
        )
        items.append(
            html.Li(
                [
                    html.H3(link(dataset.code("topic", topic, lang), href=f"/{topic}")),
                    html.P(
                        [text(dataset, f"intro.{topic}", lang=lang), " ", html.Span(numbers, className="note")],
                    ),
                ]
            )
        )
    return html.Section([html.H2(text(dataset, "overview.topics", lang=lang)), html.Ul(items, className="topic-list")])


@kept_part(8)
def overview_page(dataset: Dataset, lang: str = "en") -> html.Div:
    """What the product is and holds, the headlines, the evidence map, the topics, and how to read everything."""
    return html.Div(
        [
            html.H1(text(dataset, "overview.heading", lang=lang), tabIndex=-1),
            html.P(text(dataset, "overview.intro", lang=lang), className="intro"),
            _numbers(dataset, lang),
            headline_section(dataset, lang),
            _maps(dataset, lang),
            _topics(dataset, lang),
            html.P(link(text(dataset, "overview.lessons", lang=lang), "/lessons"), className="to-page"),
            how_to_read(dataset, lang),
        ],
        className="overview",
    )
