"""A lesson on a page: for the teacher first, then its steps, questions and answers."""

from __future__ import annotations

from typing import Any

from dash import html

from components import ids
from components.attributes import attributes
from components.breadcrumb import breadcrumb
from components.carry import with_query
from components.lesson_shows import shown
from components.lesson_texts import computations, paragraph
from components.links import link
from components.state import PRESENT, SHEETS
from loaders.dataset import Dataset
from loaders.lessons import Lesson, Question, Step, lessons
from loaders.texts import counted, text


def sheet_href(lesson: Lesson, sheet: str) -> str:
    """The address of a lesson's hand-out or key."""
    return with_query(lesson.address, [(ids.SHEET, sheet)])


def age_words(dataset: Dataset, lesson: Lesson, lang: str = "en") -> str:
    """For which age a lesson is."""
    return text(dataset, "lessons.age", lang=lang, age=lesson.age_from)


def length_words(dataset: Dataset, lesson: Lesson, lang: str = "en") -> str:
    """How long a lesson takes."""
    return counted(dataset, "lessons.minutes", lesson.minutes, lang=lang)


def forms(dataset: Dataset, lesson: Lesson, here: str, lang: str = "en") -> html.Ul:
    """The ways to the other forms of a lesson; ``here`` is the sheet on which the reader is, or ``whole``."""
    ways = [
        ("whole", lesson.address),
        ("present", with_query(lesson.address, [(ids.MODE, PRESENT)])),
        *((sheet, sheet_href(lesson, sheet)) for sheet in SHEETS),
    ]
    name = f"{text(dataset, 'lesson.forms', lang=lang)}: {lesson.title}"
    left_out = {here, *([] if here in SHEETS else ["whole"])}
    items = [
        html.Li(link(text(dataset, f"lesson.form.{form}", lang=lang), href))
        for form, href in ways
        if form not in left_out
    ]
    return html.Ul(items, className="lesson-forms", **attributes(aria_label=name))


def _for_teachers(dataset: Dataset, lesson: Lesson, lang: str) -> html.Dl:
    told = (
        ("lesson.for", [age_words(dataset, lesson, lang), lesson.age_note]),
        ("lesson.takes", [length_words(dataset, lesson, lang)]),
        ("lesson.care", [lesson.care_note]),
    )
    rows = [
        html.Div([html.Dt(text(dataset, key, lang=lang)), html.Dd([html.P(sentence) for sentence in sentences])])
        for key, sentences in told
    ]
    return html.Dl(rows, className="lesson-facts")


def step_heading(dataset: Dataset, step: Step, lang: str = "en") -> html.H2:
    """The number of a step and what it is about."""
    return html.H2(text(dataset, "lesson.step", lang=lang, number=step.number, heading=step.heading))


def _step(dataset: Dataset, step: Step, lang: str) -> html.Section:
    note: list[Any] = []
    if step.teacher_note:
        title = html.Summary(text(dataset, "lesson.note", lang=lang))
        note = [html.Details([title, paragraph(step.teacher_note), *computations(dataset, step.teacher_note, lang)])]
    return html.Section(
        [
            step_heading(dataset, step, lang),
            paragraph(step.words, class_name="lesson-words"),
            *computations(dataset, step.words, lang),
            *shown(dataset, step, lang),
            *note,
        ],
        className="lesson-step",
    )


def _question(dataset: Dataset, one: Question, lang: str) -> html.Li:
    answer = html.Details(
        [
            html.Summary(text(dataset, "lesson.answer", lang=lang)),
            paragraph(one.answer),
            *computations(dataset, [*one.question, *one.answer], lang),
        ]
    )
    return html.Li([paragraph(one.question), answer])


def lesson_page(dataset: Dataset, lesson_id: str, lang: str = "en") -> html.Div:
    """The whole lesson, with answers folded below their questions."""
    lesson = lessons(dataset, lang)[lesson_id]
    return html.Div(
        [
            breadcrumb(dataset, [(text(dataset, "tab.lessons", lang=lang), "/lessons")], lang),
            html.H1(lesson.title, tabIndex=-1),
            html.P([html.B(f"{text(dataset, 'lesson.aim', lang=lang)}: "), lesson.aim], className="intro"),
            _for_teachers(dataset, lesson, lang),
            forms(dataset, lesson, "whole", lang),
            *(_step(dataset, step, lang) for step in lesson.steps),
            html.Section(
                [
                    html.H2(text(dataset, "lesson.questions", lang=lang)),
                    html.Ol([_question(dataset, one, lang) for one in lesson.questions], className="questions"),
                ]
            ),
        ],
        className="lesson",
    )
