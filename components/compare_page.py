"""Where sources disagree and why, sums that meet their parts, look-alikes, and what nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dash import html

from components import ids
from components.bridge import bridge
from components.compare_head import answer, choices, parts_nav
from components.disagreement import conflict_article, seeming_article
from components.glance import glance
from components.indicator_compared import indicator_compared
from components.long_pages import most_disagreeing, number_disagreeing
from components.look_alikes import alike_list, inside_section
from components.not_known import not_known_section
from components.numbered import part, ways_on
from components.page_takes import compare_take
from components.present_link import present_link
from components.state import ALIKE, DISAGREEMENTS, NOT_KNOWN, SUMS, CompareChoice, compare_address
from loaders.dataset import Dataset
from loaders.disagreements import Paired, conflicts, seeming
from loaders.look_alikes import look_alikes
from loaders.reconciling import reconciliations
from loaders.tables import TOPICS
from loaders.texts import text

#: Some pairs, and for each topic those that contradict each other and those that only seem to.
Pairs = list[Paired]
Shown = dict[str, tuple[Pairs, Pairs]]


def compare_title(dataset: Dataset, choice: CompareChoice, lang: str = "en") -> str:
    """The name of the part and its topic, or of the indicator, that a choice shows."""
    if choice.indicator_id:
        indicator = dataset.label("indicators", choice.indicator_id, lang)
        return text(dataset, "compare.indicator", lang=lang, indicator=indicator)
    part = text(dataset, f"compare.part.{choice.part}", lang=lang)
    if not choice.topic:
        return part
    return text(dataset, "compare.part_of", lang=lang, part=part, topic=dataset.code("topic", choice.topic, lang))


def _disagreements(dataset: Dataset, shown: tuple[Pairs, Pairs], *, has_any: bool, lang: str) -> list[Any]:
    """Contradictions of a topic, and below them what only seems to be one; ``has_any``: it has some, here or elsewhere."""
    found, other = shown
    content: list[Any] = [conflict_article(dataset, pair, lang) for pair in found]
    if not has_any:
        content.append(html.P(text(dataset, "compare.conflicts_none", lang=lang), className="muted"))
    if other:
        content.append(html.H3(text(dataset, "compare.seeming", lang=lang), className="seeming-heading"))
        content += [seeming_article(dataset, pair, lang) for pair in other]
    return content


def _in_part(dataset: Dataset, topics: Sequence[str], number: int, most: int) -> Shown:
    """The pairs in one part of the page, by topic: what contradicts itself and what only seems to, in their order."""
    every = [
        (topic, is_seeming, pair)
        for topic in topics
        for is_seeming, pairs in enumerate((conflicts(dataset)[topic], seeming(dataset)[topic]))
        for pair in pairs
    ]
    shown: Shown = {topic: ([], []) for topic in topics}
    for topic, is_seeming, pair in part(every, number, most):
        shown[topic][is_seeming].append(pair)
    return shown


def _all_disagreements(dataset: Dataset, choice: CompareChoice, number: int, lang: str) -> list[Any]:
    """The pairs that contradict each other or only seem to, topic by topic, in parts where there are many."""
    topics = [choice.topic] if choice.topic else _topics(dataset, DISAGREEMENTS)
    most, total = most_disagreeing(choice), number_disagreeing(dataset, choice.topic)
    shown = _in_part(dataset, topics, number, most)
    ways = ways_on(dataset, compare_address(choice), number=number, total=total, most=most, lang=lang)
    pairs = [pair for found, _ in shown.values() for pair in found]
    return [
        *ways,
        *([] if choice.topic else [glance(dataset, pairs, lang)]),
        *(
            html.Section(
                [
                    html.H2(dataset.code("topic", topic, lang)),
                    *_disagreements(dataset, shown[topic], has_any=bool(conflicts(dataset)[topic]), lang=lang),
                ],
                id=ids.topic_anchor(topic),
                className="of-topic",
            )
            for topic in topics
            if not ways or any(shown[topic])
        ),
        *ways,
    ]


def _sums(dataset: Dataset, topic: str, lang: str) -> list[Any]:
    found = reconciliations(dataset)[topic]
    if not found:
        return [html.P(text(dataset, "compare.sums_none", lang=lang), className="muted")]
    return [bridge(dataset, one, lang) for one in found]


_OF_A_TOPIC: Mapping[str, Callable[[Dataset, str, str], list[Any]]] = MappingProxyType({SUMS: _sums, ALIKE: alike_list})


_HAS: Mapping[str, tuple[Callable[[Dataset], Mapping[str, Any]], ...]] = MappingProxyType(
    {DISAGREEMENTS: (conflicts, seeming), SUMS: (reconciliations,), ALIKE: (look_alikes,)}
)


def _topics(dataset: Dataset, part: str) -> list[str]:
    """The topics as everywhere, but those last about which a part of the page has nothing."""
    return sorted(TOPICS, key=lambda topic: not any(found(dataset)[topic] for found in _HAS[part]))


def _part(dataset: Dataset, choice: CompareChoice, number: int, lang: str) -> list[Any]:
    """A part of the page topic by topic; what is not known has an order of its own."""
    if choice.part == DISAGREEMENTS:
        return _all_disagreements(dataset, choice, number, lang)
    if choice.part == NOT_KNOWN:
        return [not_known_section(dataset, choice.topic, lang)]
    sections = [
        html.Section(
            [html.H2(dataset.code("topic", topic, lang)), *_OF_A_TOPIC[choice.part](dataset, topic, lang)],
            id=ids.topic_anchor(topic),
            className="of-topic",
        )
        for topic in ([choice.topic] if choice.topic else _topics(dataset, choice.part))
    ]
    return [
        *sections,
        *(inside_section(dataset, choice.topic, lang) if choice.part == ALIKE else []),
    ]


def _to_present(dataset: Dataset, choice: CompareChoice, lang: str) -> list[html.P]:
    """The way to the screens of what is shown, where it has some: everything on one indicator, and sums."""
    if not choice.indicator_id and choice.part != SUMS:
        return []
    return [present_link(dataset, compare_address(choice), lang)]


def compare_page(dataset: Dataset, choice: CompareChoice, lang: str = "en", *, number: int = 1) -> html.Div:
    """One part of the comparison, of one topic or of all, or everything on one indicator; of much the part ``number``."""
    shown = (
        indicator_compared(dataset, choice.indicator_id, lang, number=number)
        if choice.indicator_id
        else _part(dataset, choice, number, lang)
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
