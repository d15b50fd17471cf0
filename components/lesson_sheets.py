"""The two sheets of a lesson for paper: the hand-out for pupils, and the key with every figure behind the answers."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes
from components.breadcrumb import breadcrumb
from components.lesson_page import forms
from components.lesson_shows import shown, shown_names
from components.lesson_texts import computations, paragraph
from components.source_words import counted_words, source_lines
from components.state import HANDOUT
from components.tables import row_heading, table_cell, table_row
from loaders.dataset import Dataset
from loaders.lessons import Lesson, Question, Step, lessons
from loaders.related import figure_row
from loaders.texts import text
from loaders.words import Row, attribute_words, period_words, value_words

#: Lines to write on below a question.
_LINES = 4


def sheet_title(dataset: Dataset, lesson_id: str, sheet: str, lang: str = "en") -> str:
    """What a sheet is called, or the lesson where no sheet is asked for."""
    title = lessons(dataset, lang)[lesson_id].title
    return text(dataset, f"lesson.title.{sheet}", lang=lang, title=title) if sheet else title


def sheet_page(dataset: Dataset, lesson_id: str, sheet: str, lang: str = "en") -> html.Div:
    """The hand-out or the key of a lesson."""
    lesson = lessons(dataset, lang)[lesson_id]
    way = [(text(dataset, "tab.lessons", lang=lang), "/lessons"), (lesson.title, lesson.address)]
    return html.Div(
        [
            breadcrumb(dataset, way, lang),
            html.H1(sheet_title(dataset, lesson_id, sheet, lang), tabIndex=-1),
            forms(dataset, lesson, sheet, lang),
            *(_handout(dataset, lesson, lang) if sheet == HANDOUT else _key(dataset, lesson, lang)),
        ],
        className=f"lesson sheet sheet-{sheet}",
    )


def _blank(dataset: Dataset, key: str, lang: str) -> html.Span:
    """A word and a line to write behind it."""
    return html.Span([text(dataset, key, lang=lang), html.Span(className="to-write")], className="to-fill")


def _lines() -> html.Div:
    return html.Div([html.Div(className="line") for _ in range(_LINES)], **attributes(aria_hidden="true"))


def _handout(dataset: Dataset, lesson: Lesson, lang: str) -> list[Any]:
    """Who writes, what the steps show without what is to be found out, and the questions with room below them."""
    showing = [step for step in lesson.steps if step.shows != "none"]
    pictures = [_picture(dataset, step, number, lang) for number, step in enumerate(showing, start=1)]
    questions = [html.Li([paragraph(one.question, linked=False), _lines()]) for one in lesson.questions]
    return [
        html.P([_blank(dataset, "lesson.name", lang), _blank(dataset, "lesson.class", lang)], className="who"),
        *pictures,
        *_numbers(dataset, lesson, lang),
        html.Section(
            [html.H2(text(dataset, "lesson.questions", lang=lang)), html.Ol(questions, className="questions")]
        ),
    ]


def _numbers(dataset: Dataset, lesson: Lesson, lang: str) -> list[html.Table]:
    """The figures that a question needs and no picture of the hand-out shows; nothing that is computed."""
    seen = {name for step in lesson.steps for name in shown_names(dataset, step)}
    asked = dict.fromkeys(name for one in lesson.questions for name in one.operands)
    rows = [figure_row(dataset, name) for name in asked if name not in seen]
    caption = text(dataset, "lesson.numbers", lang=lang)
    return [_figures(dataset, rows, lang, caption=caption, whole=False)] if rows else []


def _picture(dataset: Dataset, step: Step, number: int, lang: str) -> html.Section:
    """What a step shows under a number: the heading of the step could tell what is to be found out."""
    name = text(dataset, "lesson.picture", lang=lang, number=number)
    rows = [figure_row(dataset, name) for name in step.operands] if step.shows == "view" else []
    # A chart with many figures does not label them all; pupils compute with these.
    values = " · ".join(f"{period_words(dataset, row, lang)}: {value_words(dataset, row, lang)}" for row in rows)
    picture = shown(dataset, step, lang, told=False, caption=name)
    content = [html.H2(name), *picture, *([html.P(html.B(values))] if values else [])]
    return html.Section(content, className="lesson-step")


def _key(dataset: Dataset, lesson: Lesson, lang: str) -> list[Any]:
    """Every answer with what we computed, and the figures behind it with their sources and counters."""
    return [
        html.P(text(dataset, "lesson.key_intro", lang=lang), className="muted"),
        html.P([html.B(f"{text(dataset, 'lesson.care', lang=lang)}: "), lesson.care_note]),
        *(_answer(dataset, one, lang) for one in lesson.questions),
    ]


def _answer(dataset: Dataset, one: Question, lang: str) -> html.Section:
    question = "".join(part.words for part in one.question)
    heading = text(dataset, "lesson.step", lang=lang, number=one.number, heading=question)
    rows = [figure_row(dataset, name) for name in one.operands]
    caption = text(dataset, "lesson.rests_on", lang=lang)
    return html.Section(
        [
            html.H2(heading),
            paragraph(one.answer, class_name="lesson-words", linked=False),
            *computations(dataset, [*one.question, *one.answer], lang),
            *([_figures(dataset, rows, lang, caption=caption)] if rows else []),
        ],
        className="answer",
    )


def _figures(dataset: Dataset, rows: list[Row], lang: str, *, caption: str, whole: bool = True) -> html.Table:
    """Figures under a caption: value, what is counted and when, and whose it is, ``whole`` or in short."""
    headings = [text(dataset, key, lang=lang) for key in ("table.value", "lesson.what", "table.source")]
    body = [
        table_row(
            [
                row_heading(value_words(dataset, row, lang), label=headings[0]),
                table_cell(html.Div(_thing(dataset, row, lang)), label=headings[1]),
                table_cell(html.Div((source_lines if whole else _whose)(dataset, row, lang)), label=headings[2]),
            ]
        )
        for row in rows
    ]
    head = table_row([html.Th(name, scope="col") for name in headings])
    return html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)], className="rests-on")


def _whose(dataset: Dataset, row: Row, lang: str) -> list[Any]:
    """The short citation of a figure's source, and who counted."""
    cited = dataset.label("sources", row["source_id"], lang, column="short_label")
    return [cited, html.Span(counted_words(dataset, row, lang), className="note")]


def _thing(dataset: Dataset, row: Row, lang: str) -> list[Any]:
    told = [period_words(dataset, row, lang), attribute_words(dataset, row, lang)]
    return [
        dataset.label("indicators", row["indicator_id"], lang),
        html.Span(", ".join(filter(None, told)), className="note"),
    ]
