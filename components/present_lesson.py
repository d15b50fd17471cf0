"""A lesson as screens for a class: its aim, then each step with what it shows, then the questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dash import html

from components.lesson_shows import step_sum, step_view
from components.lesson_texts import paragraph
from components.present_pair import numbers, tracks
from components.present_sums import one_sum_slides
from components.present_view import view_charts
from components.slides import Slide, in_screens, words_style
from loaders.dataset import Dataset
from loaders.disagreements import pair_of
from loaders.lesson_words import plain
from loaders.lessons import Lesson, Question, Step, lessons
from loaders.related import figure_row
from loaders.texts import text
from loaders.words import Row, locator_words

#: So many figures stand side by side on a screen.
SIDE_BY_SIDE = 2


def lesson_slides(dataset: Dataset, lesson_id: str, lang: str = "en") -> list[Slide]:
    """The screens of a lesson; answers and notes for the teacher stand in the speaker's notes alone."""
    lesson = lessons(dataset, lang)[lesson_id]
    steps = [slide for step in lesson.steps for slide in _step(dataset, step, lang)]
    return [_opening(lesson), *steps, *(_question(dataset, question, lang) for question in lesson.questions)]


def _opening(lesson: Lesson) -> Slide:
    notes = [html.P(lesson.age_note), html.P(lesson.care_note)]
    return Slide(lesson.title, [html.P(lesson.aim)], notes=notes, style="of-words of-few of-opening")


def _step(dataset: Dataset, step: Step, lang: str) -> Iterator[Slide]:
    """What a step says, then what it shows."""
    notes = [paragraph(step.teacher_note)] if step.teacher_note else []
    told = plain(step.words)
    yield Slide(step.heading, [html.P(told)], notes=notes, style=words_style([told]))
    yield from _shown(dataset, step, notes, lang)


def _shown(dataset: Dataset, step: Step, notes: Sequence[Any], lang: str) -> Iterator[Slide]:
    if step.shows == "view":
        yield from view_charts(dataset, step_view(dataset, step), step.heading, lang)
    elif step.shows == "pair":
        pair = pair_of(dataset, *step.obs_ids)
        rows = [pair.first, pair.second]
        yield from _numbers(dataset, rows, step.heading, notes, lang=lang)
        yield Slide(step.heading, tracks(dataset, rows, lang), notes=notes, style="of-tracks")
    elif step.shows == "sum":
        yield from one_sum_slides(dataset, step_sum(dataset, step), lang)
    elif step.shows == "figures":
        rows = [figure_row(dataset, name) for name in step.obs_ids]
        yield from _numbers(dataset, rows, step.heading, notes, lang=lang)
        yield from _gaps(dataset, step, notes, lang)


def _numbers(
    dataset: Dataset, rows: Sequence[Row], heading: str, notes: Sequence[Any], *, lang: str
) -> Iterator[Slide]:
    """Single figures, two on a screen."""
    for first in range(0, len(rows), SIDE_BY_SIDE):
        shown = rows[first : first + SIDE_BY_SIDE]
        block = html.Div(numbers(dataset, shown, lang, named=True), className="two" if len(shown) > 1 else "one")
        yield Slide(heading, [block], notes=notes, style="of-numbers")


def _gaps(dataset: Dataset, step: Step, notes: Sequence[Any], lang: str) -> Iterator[Slide]:
    """Statements that something is not known, on as many screens as they need."""
    gaps = [dataset.row("gaps", name) for name in step.gap_ids]
    said = [f"{dataset.label('gaps', gap['gap_id'], lang)} ({locator_words(dataset, gap, lang)})" for gap in gaps]
    for group in in_screens(said):
        heading = text(dataset, "present.heading.gaps", lang=lang)
        yield Slide(heading, list(map(html.P, group)), notes=notes, style=words_style(group))


def _question(dataset: Dataset, question: Question, lang: str) -> Slide:
    heading = text(dataset, "present.heading.question", lang=lang, number=question.number)
    asked = plain(question.question)
    return Slide(heading, [html.P(asked)], notes=[paragraph(question.answer)], style=words_style([asked]))
