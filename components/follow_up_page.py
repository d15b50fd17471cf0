"""What was asked for and what became of it: laws and plans in time, and recommendations with their fate."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from dash import html

from components import ids
from components.fate_marks import fate_mark
from components.page_contents import page_contents
from components.page_takes import follow_up_take
from components.recommendations_list import recommendations_list
from components.tables import row_heading, table, table_cell, table_row
from components.timeline import timeline_section
from components.topic_choice import topic_choice
from loaders.dataset import Dataset
from loaders.following import FATE_SOURCES, FATES, Advice, advice_on, fates
from loaders.texts import counted, text


def follow_up_address(topic: str = "") -> str:
    """The address of the recommendations on a topic, or on all of them."""
    return "/follow-up" + (f"?{urlencode({ids.TOPIC: topic})}" if topic else "")


def _about(dataset: Dataset, topic: str, lang: str) -> str:
    if not topic:
        return text(dataset, "follow.about_all", lang=lang)
    return text(dataset, "follow.about", lang=lang, topic=dataset.code("topic", topic, lang))


def _told(dataset: Dataset, numbers: Counter[str], *, year: str, lang: str) -> str:
    """How many fates of each kind one source tells."""
    source = dataset.label("sources", FATE_SOURCES[year], lang, column="short_label")
    told = {fate: numbers[fate] for fate in FATES}
    return text(dataset, "follow.fates", lang=lang, source=source, year=year, **told)


def follow_up_sentences(dataset: Dataset, topic: str, lang: str = "en") -> str:
    """The answer first: how many were asked for, and what two sources say became of them."""
    advice = advice_on(dataset, topic)
    about = _about(dataset, topic, lang)
    number = len(advice.first)
    sentences = [
        counted(dataset, "follow.asked_on" if topic else "follow.asked", number, lang=lang, about=about),
    ]
    if advice.first:
        both = fates(advice)
        for place, year in enumerate(FATE_SOURCES):
            numbers: Counter[str] = Counter()
            for pair, number in both.items():
                numbers[pair[place]] += number
            sentences.append(_told(dataset, numbers, year=year, lang=lang))
    return " ".join(sentences)


def again_sentences(dataset: Dataset, advice: Advice, lang: str = "en") -> str:
    """How many later recommendations follow up how many of the first ones, and how many gaps all would close."""
    sentences = []
    if advice.later:
        followed = sum(1 for asked in advice.first if asked.followed_by)
        sentences.append(
            counted(dataset, "follow.repeated", len(advice.later), lang=lang, followed=followed)
            if followed
            else counted(dataset, "follow.later", len(advice.later), lang=lang)
        )
    if advice.closes:
        sentences.append(counted(dataset, "follow.would_close", len(advice.closes), lang=lang))
    return " ".join(sentences)


def fates_table(dataset: Dataset, advice: Advice, about: str, lang: str = "en") -> html.Div:
    """How many recommendations have each fate by 2013 (rows) and by 2015 (columns), with the totals of both."""
    both, (first, second) = fates(advice), FATE_SOURCES
    total = text(dataset, "follow.total", lang=lang)
    headings = [
        text(dataset, "follow.corner", lang=lang, first=first, second=second),
        *(dataset.code("fate", fate, lang) for fate in FATES),
        total,
    ]
    rows = []
    for fate in FATES:
        numbers = [both[fate, other] for other in FATES]
        rows.append(_row(fate_mark(dataset, fate, lang), [*numbers, sum(numbers)], headings))
    sums = [sum(both[fate, other] for fate in FATES) for other in FATES]
    rows.append(_row(total, [*sums, sum(sums)], headings, sums=True))
    caption = text(dataset, "follow.caption", lang=lang, about=about, first=first, second=second)
    return table(caption, headings, rows, name="fates-table")


def _row(heading: Any, numbers: list[int], headings: list[str], *, sums: bool = False) -> html.Tr:
    cells = [
        table_cell(str(number), label=label, className="number" if number else "number none")
        for number, label in zip(numbers, headings[1:], strict=True)
    ]
    return table_row([row_heading(heading, label=""), *cells], className="sums" if sums else None)


def _contents(dataset: Dataset, lang: str) -> html.Nav:
    parts = ((ids.TIMELINE, "timeline.heading"), (ids.RECOMMENDATIONS, "follow.recommendations"))
    return page_contents(dataset, parts, name_key="follow.contents", lang=lang)


def _choice(dataset: Dataset, topic: str, lang: str) -> html.Div:
    def number_of(name: str) -> int:
        return len(advice_on(dataset, name).first)

    return topic_choice(dataset, topic, href_of=follow_up_address, number_of=number_of, lang=lang)


def follow_up_page(dataset: Dataset, topic: str, lang: str = "en") -> html.Div:
    """The timeline of laws, treaties, plans and institutions, and the recommendations of a topic or of all."""
    advice = advice_on(dataset, topic)
    again = again_sentences(dataset, advice, lang)
    summary = [fates_table(dataset, advice, _about(dataset, topic, lang), lang)] if advice.first else []
    return html.Div(
        [
            html.H1(text(dataset, "follow.heading", lang=lang), tabIndex=-1),
            html.P(follow_up_sentences(dataset, topic, lang), className="sentence"),
            *([html.P(again, className="again")] if again else []),
            _choice(dataset, topic, lang),
            *summary,
            html.P(text(dataset, "follow.reading", lang=lang), className="muted"),
            _contents(dataset, lang),
            timeline_section(dataset, lang),
            html.Section(
                [
                    html.H2(text(dataset, "follow.recommendations", lang=lang), id=ids.RECOMMENDATIONS),
                    *recommendations_list(dataset, advice, lang),
                ]
            ),
            *follow_up_take(dataset, topic, lang),
        ],
        className="follow-up",
    )
