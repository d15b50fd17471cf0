"""The lessons for class, each with its aim, for whom it is and what comes with it."""

from __future__ import annotations

from typing import Any

from dash import html

from components.lesson_page import age_words, forms, length_words
from components.links import link
from loaders.dataset import Dataset
from loaders.lessons import Lesson, lessons
from loaders.texts import counted, text


def _item(dataset: Dataset, lesson: Lesson, lang: str) -> html.Li:
    steps = counted(dataset, "lessons.steps", len(lesson.steps), lang=lang)
    told = [age_words(dataset, lesson, lang), length_words(dataset, lesson, lang), steps]
    parts: list[Any] = [
        html.H2(link(lesson.title, lesson.address)),
        html.P(lesson.aim),
        html.P(" · ".join(told), className="note"),
        forms(dataset, lesson, "", lang),
    ]
    return html.Li(parts)


def lessons_page(dataset: Dataset, lang: str = "en") -> html.Div:
    """What the lessons are, and a list of them in their order."""
    return html.Div(
        [
            html.H1(text(dataset, "tab.lessons", lang=lang), tabIndex=-1),
            html.P(text(dataset, "lessons.intro", lang=lang), className="intro"),
            html.P(text(dataset, "lessons.subject", lang=lang), className="muted"),
            html.Ol(
                [_item(dataset, lesson, lang) for lesson in lessons(dataset, lang).values()], className="lesson-list"
            ),
        ],
        className="lessons",
    )
