"""The lessons for class: their steps and questions in order, with every number filled in from the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.dataset import Dataset
from loaders.kept import kept
from loaders.lesson_words import Part, filled
from loaders.words import Row


@dataclass(frozen=True)
class Step:
    """One idea: a heading, one to three sentences, and what is shown.

    ``shows`` is ``none``, ``view`` (the chart of ``indicator_id`` divided by ``divided_by``, empty for its usual division,
    in ``years``), ``pair`` (both ``obs_ids`` side by side), ``sum`` (``reconciliation_id``) or ``figures`` (``obs_ids``
    and ``gap_ids``, each on its own).
    """

    step_id: str
    number: int
    heading: str
    words: tuple[Part, ...]
    teacher_note: tuple[Part, ...]
    shows: str
    indicator_id: str = ""
    divided_by: str = ""
    years: tuple[int, int] = (0, 0)
    obs_ids: tuple[str, ...] = ()
    gap_ids: tuple[str, ...] = ()
    reconciliation_id: str = ""
    operands: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question to discuss and its answer, with the figures (``operands``) that both rest on."""

    question_id: str
    number: int
    question: tuple[Part, ...]
    answer: tuple[Part, ...]
    operands: tuple[str, ...]


@dataclass(frozen=True)
class Lesson:
    """A lesson in one language; ``minutes`` is how long it takes, ``age_from`` the youngest age that it is meant for."""

    lesson_id: str
    title: str
    aim: str
    age_from: int
    age_note: str
    care_note: str
    minutes: int
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]

    @property
    def address(self) -> str:
        """The path of its page."""
        return f"/lessons/{self.lesson_id}"


def listed(cell: str) -> tuple[str, ...]:
    """The ids of a list cell."""
    return tuple(part for part in cell.split("|") if part)


def _in_order(rows: pd.DataFrame) -> list[Row]:
    return sorted(rows.to_dict("records"), key=lambda row: int(row["order"]))


def _years(row: Row) -> tuple[int, int]:
    return (int(row["year_from"]), int(row["year_to"])) if row["year_from"] else (0, 0)


def _step(dataset: Dataset, row: Row, lang: str) -> Step:
    key, operands = str(row["step_id"]), listed(row["operands"])

    def words(column: str) -> tuple[Part, ...]:
        return filled(dataset, dataset.label("lesson_steps", key, lang, column=column), operands, lang)

    return Step(
        step_id=key,
        number=int(row["order"]),
        heading=dataset.label("lesson_steps", key, lang),
        words=words("words"),
        teacher_note=words("teacher_note"),
        shows=str(row["shows"]),
        indicator_id=str(row["indicator_id"]),
        divided_by=str(row["divided_by"]),
        years=_years(row),
        obs_ids=listed(row["obs_ids"]),
        gap_ids=listed(row["gap_ids"]),
        reconciliation_id=str(row["reconciliation_id"]),
        operands=operands,
    )


def _question(dataset: Dataset, row: Row, lang: str) -> Question:
    key, operands = str(row["question_id"]), listed(row["operands"])
    question, answer = (
        filled(dataset, dataset.label("lesson_questions", key, lang, column=column), operands, lang)
        for column in ("question", "answer")
    )
    return Question(key, int(row["order"]), question, answer, operands)


def _lesson(dataset: Dataset, row: Row, lang: str) -> Lesson:
    key = str(row["lesson_id"])
    steps, questions = (dataset.table(name) for name in ("lesson_steps", "lesson_questions"))
    aim, age_note, care_note = (
        dataset.label("lessons", key, lang, column=column) for column in ("aim", "age_note", "care_note")
    )
    return Lesson(
        key,
        dataset.label("lessons", key, lang),
        aim,
        int(row["age_from"]),
        age_note,
        care_note,
        int(row["minutes"]),
        tuple(_step(dataset, step, lang) for step in _in_order(steps[steps["lesson_id"] == key])),
        tuple(_question(dataset, one, lang) for one in _in_order(questions[questions["lesson_id"] == key])),
    )


@kept(12)
def lessons(dataset: Dataset, lang: str = "en") -> Mapping[str, Lesson]:
    """Every lesson by its id, in the order of the index."""
    return {str(row["lesson_id"]): _lesson(dataset, row, lang) for row in _in_order(dataset.table("lessons"))}


def lesson_ids(dataset: Dataset) -> frozenset[str]:
    """The ids of all lessons."""
    return frozenset(dataset.table("lessons")["lesson_id"])
