"""Where sources disagree and why, sums that meet their parts, look-alikes, and what nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from dash import html

from components import ids
from components.bridge import bridge
from components.compare_head import answer, choices, parts_nav
from components.disagreement import conflict_article, seeming_article
from components.glance import glance
from components.indicator_compared import indicator_compared
from components.look_alikes import alike_list, inside_section
from components.not_known import not_known_section
from components.page_takes import compare_take
from components.present_link import present_link
from components.state import ALIKE, DISAGREEMENTS, NOT_KNOWN, SUMS, CompareChoice, compare_address
from loaders.dataset import Dataset
from loaders.disagreements import conflicts, seeming
from loaders.look_alikes import look_alikes
from loaders.reconciling import reconciliations
from loaders.tables import TOPICS
from loaders.texts import text


def compare_title(dataset: Dataset, choice: CompareChoice, lang: str = "en") -> str:
    """The name of the part and its topic, or of the indicator, that a choice shows."""
    if choice.indicator_id:
        indicator = dataset.label("indicators", choice.indicator_id, lang)
        return text(dataset, "compare.indicator", lang=lang, indicator=indicator)
    part = text(dataset, f"compare.part.{choice.part}", lang=lang)
    if not choice.topic:
        return part
    return text(dataset, "compare.part_of", lang=lang, part=part, topic=dataset.code("topic", choice.topic, lang))


def _disagreements(dataset: Dataset, topic: str, lang: str) -> list[Any]:
    """The contradictions of a topic, and below them what only seems to be one."""
    found, other = conflicts(dataset)[topic], seeming(dataset)[topic]
    content: list[Any] = [conflict_article(dataset, pair, lang) for pair in found]
    if not found:
        content.append(html.P(text(dataset, "compare.conflicts_none", lang=lang), className="muted"))
    if other:
        content.append(html.H3(text(dataset, "compare.seeming", lang=lang), className="seeming-heading"))
        content += [seeming_article(dataset, pair, lang) for pair in other]
    return content


def _sums(dataset: Dataset, topic: str, lang: str) -> list[Any]:
    found = reconciliations(dataset)[topic]
    if not found:
        return [html.P(text(dataset, "compare.sums_none", lang=lang), className="muted")]
    return [bridge(dataset, one, lang) for one in found]


_OF_A_TOPIC: Mapping[str, Callable[[Dataset, str, str], list[Any]]] = MappingProxyType(
    {DISAGREEMENTS: _disagreements, SUMS: _sums, ALIKE: alike_list}
)


_HAS: Mapping[str, tuple[Callable[[Dataset], Mapping[str, Any]], ...]] = MappingProxyType(
    {DISAGREEMENTS: (conflicts, seeming), SUMS: (reconciliations,), ALIKE: (look_alikes,)}
)


def _topics(dataset: Dataset, part: str) -> list[str]:
    """The topics as everywhere, but those last about which a part of the page has nothing."""
    return sorted(TOPICS, key=lambda topic: not any(found(dataset)[topic] for found in _HAS[part]))


def _part(dataset: Dataset, choice: CompareChoice, lang: str) -> list[Any]:
    """A part of the page topic by topic; what is not known has an order of its own."""
    if choice.part == NOT_KNOWN:
        return [not_known_section(dataset, choice.topic, lang)]
    at_a_glance = choice.part == DISAGREEMENTS and not choice.topic
    sections = [
        html.Section(
            [html.H2(dataset.code("topic", topic, lang)), *_OF_A_TOPIC[choice.part](dataset, topic, lang)],
            id=ids.topic_anchor(topic),
            className="of-topic",
        )
        for topic in ([choice.topic] if choice.topic else _topics(dataset, choice.part))
    ]
    return [
        *([glance(dataset, lang)] if at_a_glance else []),
        *sections,
        *(inside_section(dataset, choice.topic, lang) if choice.part == ALIKE else []),
    ]


def _to_present(dataset: Dataset, choice: CompareChoice, lang: str) -> list[html.P]:
    """The way to the screens of what is shown, where it has some: everything on one indicator, and sums."""
    if not choice.indicator_id and choice.part != SUMS:
        return []
    return [present_link(dataset, compare_address(choice), lang)]


def compare_page(dataset: Dataset, choice: CompareChoice, lang: str = "en") -> html.Div:
    """One part of the comparison, of one topic or of all, or everything on one indicator."""
    shown = (
        indicator_compared(dataset, choice.indicator_id, lang) if choice.indicator_id else _part(dataset, choice, lang)
    )
    return html.Div(
        [
            html.H1(compare_title(dataset, choice, lang), tabIndex=-1),
            *answer(dataset, choice, lang),
            parts_nav(dataset, choice, lang),
            choices(dataset, choice, lang),
            *shown,
            *_to_present(dataset, choice, lang),
            *compare_take(dataset, choice, lang),
        ],
        className="compare",
    )
