"""A lesson as screens for a class: its aim, then what each step shows and what it says of it, then the questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dash import html

from components.lesson_shows import step_sum, step_view
from components.lesson_texts import computations, paragraph
from components.present_pair import figures_notes, numbers, pair_notes, tracks
from components.present_sums import one_sum_slides
from components.present_view import view_charts
from components.slides import Slide, in_screens, words_style
from loaders.dataset import Dataset
from loaders.disagreements import pair_of
from loaders.lesson_words import Part, plain
from loaders.lessons import Lesson, Question, Step, lessons
from loaders.related import figure_row
from loaders.texts import text
from loaders.words import Row, locator_words

#: So many figures stand side by side on a screen.
SIDE_BY_SIDE = 2


def lesson_slides(dataset: Dataset, lesson_id: str, lang: str = "en") -> list[Slide]:
    """The screens of a lesson; notes for the teacher stand in the speaker's notes alone, and answers folded in them."""
    lesson = lessons(dataset, lang)[lesson_id]
    steps = [slide for step in lesson.steps for slide in _step(dataset, step, lang)]
    return [_opening(lesson), *steps, *(_question(dataset, question, lang) for question in lesson.questions)]


def _opening(lesson: Lesson) -> Slide:
    notes = [html.P(lesson.age_note), html.P(lesson.care_note)]
    return Slide(lesson.title, [html.P(lesson.aim)], notes=notes, style="of-words of-few of-opening")


def _step(dataset: Dataset, step: Step, lang: str) -> Iterator[Slide]:
    """What a step shows, then what it says; the note for the teacher is at hand on each of its screens."""
    note = [paragraph(step.teacher_note)] if step.teacher_note else []
    notes = [*note, *computations(dataset, [*step.words, *step.teacher_note], lang)]
    yield from _shown(dataset, step, notes, lang)
    yield _words(dataset, step.heading, step.words, notes, lang)


def _words(dataset: Dataset, heading: str, parts: Sequence[Part], notes: Sequence[Any], lang: str) -> Slide:
    """A text on a screen of its own, which says which numbers in it no source prints."""
    is_ours = any(part.kind == "computed" for part in parts)
    ours = [text(dataset, "present.computed", lang=lang)] if is_ours else []
    content = [paragraph(parts, linked=False), *(html.P(words, className="of-what") for words in ours)]
    return Slide(heading, content, notes=notes, style=words_style([plain(parts), *ours]))


def _shown(dataset: Dataset, step: Step, notes: Sequence[Any], lang: str) -> Iterator[Slide]:
    if step.shows == "view":
        for slide in view_charts(dataset, step_view(dataset, step), step.heading, lang):
            yield replace(slide, notes=[*notes, *slide.notes])
    elif step.shows == "pair":
        pair = pair_of(dataset, *step.obs_ids)
        rows, told = [pair.first, pair.second], [*notes, *pair_notes(dataset, pair, lang)]
        yield _numbers(dataset, rows, step.heading, told, lang)
        yield Slide(step.heading, tracks(dataset, rows, lang), notes=told, style="of-tracks")
    elif step.shows == "sum":
        for slide in one_sum_slides(dataset, step_sum(dataset, step), lang):
            yield replace(slide, heading=step.heading, prompt="", notes=[*notes, *slide.notes])
    elif step.shows == "figures":
        rows = [figure_row(dataset, name) for name in step.obs_ids]
        for first in range(0, len(rows), SIDE_BY_SIDE):
            beside = rows[first : first + SIDE_BY_SIDE]
            told = [*notes, *figures_notes(dataset, beside, lang)]
            yield _numbers(dataset, beside, step.heading, told, lang)
        yield from _gaps(dataset, step, notes, lang)


def _numbers(dataset: Dataset, rows: Sequence[Row], heading: str, notes: Sequence[Any], lang: str) -> Slide:
    """Figures side by side."""
    block = html.Div(numbers(dataset, rows, lang, named=True), className="two" if len(rows) > 1 else "one")
    return Slide(heading, [block], notes=notes, style="of-numbers")


def _gaps(dataset: Dataset, step: Step, notes: Sequence[Any], lang: str) -> Iterator[Slide]:
    """Statements that something is not known, on as many screens as they need."""
    gaps = [dataset.row("gaps", name) for name in step.gap_ids]
    said = [f"{dataset.label('gaps', gap['gap_id'], lang)} ({locator_words(dataset, gap, lang)})" for gap in gaps]
    for group in in_screens(said):
        heading = text(dataset, "present.heading.gaps", lang=lang)
        yield Slide(heading, list(map(html.P, group)), notes=notes, style=words_style(group))


def _question(dataset: Dataset, question: Question, lang: str) -> Slide:
    heading = text(dataset, "present.heading.question", lang=lang, number=question.number)
    answer = [paragraph(question.answer), *computations(dataset, question.answer, lang)]
    # The class sees the notes too where there is one screen: what the question computes, and the answer folded.
    folded = html.Details([html.Summary(text(dataset, "present.answer", lang=lang)), *answer], className="answer")
    notes = [*computations(dataset, question.question, lang), folded]
    return _words(dataset, heading, question.question, notes, lang)
