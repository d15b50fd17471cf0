"""The head of the page that compares: the answer first, then its parts, topics, and the choice of an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dash import html

from components import ids
from components.attributes import attributes
from components.links import link
from components.state import ALIKE, COMPARE_PARTS, DISAGREEMENTS, SUMS, CompareChoice, compare_address
from components.topic_choice import topic_choice
from loaders.classes import CONFLICT, DEFINITION
from loaders.dataset import Dataset
from loaders.disagreements import class_counts
from loaders.look_alikes import inside_documents, look_alikes
from loaders.reconciling import Reconciliation, reconciliations
from loaders.selection import indicators_of
from loaders.tables import TOPICS
from loaders.texts import counted, text


def _disagreements(dataset: Dataset, topic: str, lang: str) -> str:
    counts = class_counts(dataset, topic)
    return " ".join(
        [
            counted(dataset, "compare.answer.pairs", sum(counts.values()), lang=lang),
            counted(dataset, "compare.answer.conflicts", counts.get(CONFLICT, 0), lang=lang),
            counted(dataset, "compare.answer.definition", counts.get(DEFINITION, 0), lang=lang),
        ]
    )


def _of(rows: Mapping[str, tuple[Any, ...]], topic: str) -> list[Any]:
    """The rows of a topic, or of all."""
    return [row for own, group in rows.items() if topic in ("", own) for row in group]


def _sums(dataset: Dataset, topic: str, lang: str) -> str:
    found: list[Reconciliation] = _of(reconciliations(dataset), topic)
    rests = [one.remainder for one in found if one.remainder is not None]
    return counted(
        dataset,
        "compare.answer.sums",
        len(found),
        lang=lang,
        equal=sum(rest == 0 for rest in rests),
        left=sum(rest > 0 for rest in rests),
        exceeded=sum(rest < 0 for rest in rests),
    )


def _alike(dataset: Dataset, topic: str, lang: str) -> str:
    groups, inside = len(_of(look_alikes(dataset), topic)), len(inside_documents(dataset, topic))
    said = [counted(dataset, "compare.answer.alike", groups, lang=lang)]
    return " ".join([*said, *([counted(dataset, "compare.answer.inside", inside, lang=lang)] if inside else [])])


_ANSWERS = {DISAGREEMENTS: _disagreements, SUMS: _sums, ALIKE: _alike}


def answer(dataset: Dataset, choice: CompareChoice, lang: str = "en") -> list[html.P]:
    """What a part of the page has found, in a few sentences; of one indicator how to read what follows.

    What is not known begins with a sentence of its own (see ``components.not_known``).
    """
    if choice.indicator_id:
        return [html.P(text(dataset, "compare.answer.indicator", lang=lang), className="intro")]
    if choice.part not in _ANSWERS:
        return []
    return [html.P(_ANSWERS[choice.part](dataset, choice.topic, lang), className="intro")]


def parts_nav(dataset: Dataset, choice: CompareChoice, lang: str = "en") -> html.Nav:
    """The parts of the page; none of them is the current one while a single indicator is shown."""
    items = [
        html.Li(
            link(
                text(dataset, f"compare.part.{part}", lang=lang),
                compare_address(CompareChoice(part, choice.topic)),
                current=part == choice.part and not choice.indicator_id,
            )
        )
        for part in COMPARE_PARTS
    ]
    label = text(dataset, "compare.parts", lang=lang)
    return html.Nav(html.Ul(items), className="page-parts", **attributes(aria_label=label))


def _topics(dataset: Dataset, choice: CompareChoice, lang: str) -> html.Div:
    def href_of(topic: str) -> str:
        return compare_address(replace(choice, topic=topic, indicator_id=""))

    return topic_choice(dataset, None if choice.indicator_id else choice.topic, href_of=href_of, lang=lang)


def _chooser(dataset: Dataset, choice: CompareChoice, lang: str) -> html.Form:
    """Every indicator that has figures, by topic."""
    groups = [
        html.Optgroup(
            [
                html.Option(dataset.label("indicators", str(name), lang), value=str(name))
                for name in indicators_of(dataset, topic)["indicator_id"]
            ],
            label=dataset.code("topic", topic, lang),
        )
        for topic in TOPICS
    ]
    identity = ids.choice_id(ids.INDICATOR)
    nothing = html.Option(text(dataset, "compare.choose.none", lang=lang), value="")
    select = html.Select(
        [nothing, *groups],
        id=identity,
        name=ids.INDICATOR,
        **attributes(data_value=choice.indicator_id, data_query=ids.INDICATOR),
    )
    label = html.Label(text(dataset, "compare.choose", lang=lang), htmlFor=identity)
    show = html.Button(text(dataset, "filter.apply", lang=lang), type="submit", className="without-script")
    field = html.Div([label, select], className=f"choice choice-{ids.INDICATOR}")
    return html.Form([field, show], method="get", action=compare_address(CompareChoice()))


def choices(dataset: Dataset, choice: CompareChoice, lang: str = "en") -> html.Div:
    """The choice of a topic, as links, and of an indicator, as a form."""
    return html.Div(
        [_topics(dataset, choice, lang), _chooser(dataset, choice, lang)], className="filters compare-choices"
    )
