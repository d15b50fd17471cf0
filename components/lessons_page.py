"""The lessons for class, each with its aim, for whom it is and what comes with it."""

from __future__ import annotations

from typing import Any

from dash import html

from components.lesson_page import facts, forms
from components.links import link
from loaders.dataset import Dataset
from loaders.lessons import Lesson, lessons
from loaders.texts import counted, text


def _item(dataset: Dataset, lesson: Lesson, lang: str) -> html.Li:
    length = counted(dataset, "lessons.steps", len(lesson.steps), lang=lang)
    parts: list[Any] = [
        html.H2(link(lesson.title, lesson.address)),
        html.P(lesson.aim),
        html.P(" · ".join([*facts(dataset, lesson, lang), length]), className="note"),
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
