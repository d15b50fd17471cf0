"""Can every lesson be taught? Its texts hold no typed figure, and what is computed or shown may be so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

import pandas as pd

from loaders.frames import Frames, Record, picked, row_problems, with_indicator
from loaders.lesson_language import FILLED, IN_BRACES, asked_in, names_in, read_placeholder
from loaders.meaning import PERSONAL_UNITS, sentences_in
from loaders.problems import Problem
from loaders.small_counts import SMALL_COUNT_BELOW

STEPS, QUESTIONS = range(5, 9), range(3, 5)
_DIGIT, _BRACE = re.compile(r"\d"), re.compile(r"[{}]")
_LANGUAGES = ("en", "ru", "kk")
_WORDED = {
    "lessons": ("label", "aim", "age_note", "care_note"),
    "lesson_steps": ("label", *FILLED["lesson_steps"]),
    "lesson_questions": FILLED["lesson_questions"],
}
#: How many sentences a text may have.
_SENTENCES = {("lessons", "aim"): range(1, 2), ("lesson_steps", "words"): range(1, 4)}
#: The columns that say what a step shows, by its kind; of ``figures`` one is enough.
_SHOWN = {
    "none": (),
    "view": ("indicator_id", "year_from", "year_to"),
    "pair": ("obs_ids",),
    "sum": ("reconciliation_id",),
    "figures": ("obs_ids", "gap_ids"),
}
#: The columns that may say more.
_ALSO = {"view": ("divided_by",)}


def _texts(frames: Frames) -> Iterator[tuple[str, str, pd.DataFrame]]:
    for table, columns in _WORDED.items():
        for column in columns:
            yield table, column, frames[table]


def check_lesson_texts(frames: Frames) -> list[Problem]:
    """No text holds a typed figure or a stray brace, placeholders are known, and the same in every language."""
    problems = []
    for table, column, rows in _texts(frames):
        english = rows[f"{column}_en"].tolist()
        for lang in _LANGUAGES:
            name = f"{column}_{lang}"
            texts = rows[name].tolist()
            bare = [IN_BRACES.sub("", words) for words in texts]
            names = [names_in(words) for words in texts]
            unknown = [any(read_placeholder(one) is None for one in found) for found in names]
            odd = [
                words != "" and set(found) != set(names_in(first))
                for words, found, first in zip(texts, names, english, strict=True)
            ]
            plain = column not in FILLED.get(table, ())
            placed = [plain and bool(found) for found in names]
            for faulty, wrong, instead in (
                (map(_DIGIT.search, bare), "a figure is typed into the text", "name it in operands and write {a}"),
                (map(_BRACE.search, bare), "a brace stands alone", "write placeholders as {a}"),
                (unknown, "unknown placeholder", "see data/README.md for the placeholders of lessons"),
                (odd, "the placeholders are not those of the English text", "use the same placeholders"),
                (placed, "this text has no placeholders", "say it without a figure"),
            ):
                problems += row_problems(picked(rows, map(bool, faulty)), name, wrong=wrong, instead=instead)
    return problems + _sentence_problems(frames)


def _sentence_problems(frames: Frames) -> list[Problem]:
    problems = []
    for (table, column), allowed in _SENTENCES.items():
        for name in (f"{column}_{lang}" for lang in _LANGUAGES):
            rows = frames[table]
            wordy = [words != "" and sentences_in(words) not in allowed for words in rows[name].tolist()]
            problems += row_problems(
                picked(rows, wordy), name, wrong="too many sentences", instead=f"at most {allowed[-1]}"
            )
    return problems


def check_lesson_parts(frames: Frames) -> list[Problem]:
    """A lesson has five to eight steps and three or four questions in one order, with answers, one of them computed."""
    lessons, questions = frames["lessons"], frames["lesson_questions"]
    problems = row_problems(
        questions[questions["answer_en"] == ""], "answer_en", wrong="there is no answer", instead="write one"
    )
    for table, allowed in (("lesson_steps", STEPS), ("lesson_questions", QUESTIONS)):
        found = {
            str(key): sorted(int(cell) for cell in cells) for key, cells in frames[table].groupby("lesson_id")["order"]
        }
        bad = [
            len(found.get(key, ())) not in allowed or found[key] != list(range(1, len(found[key]) + 1))
            for key in lessons["lesson_id"]
        ]
        problems += row_problems(
            lessons[bad],
            "lesson_id",
            wrong=f"the rows in {table}.csv are too few, too many or not in order",
            instead=f"{allowed[0]} to {allowed[-1]} rows, their order counted from 1",
            found=partial(_orders, found=found),
        )
    computed = {
        str(key)
        for key, words in zip(questions["lesson_id"], questions["answer_en"], strict=True)
        if any(asked.is_computed for asked in asked_in(words))
    }
    return problems + row_problems(
        lessons[~lessons["lesson_id"].isin(computed)],
        "lesson_id",
        wrong="no answer computes anything",
        instead="let at least one answer hold a computed placeholder",
    )


def _orders(row: Record, *, found: Mapping[str, list[int]]) -> str:
    return str(found.get(str(row["lesson_id"]), []))


def _shown_fault(row: Record) -> str:
    kind = str(row["shows"])
    needed = _SHOWN[kind]
    filled = [name for names in (*_SHOWN.values(), *_ALSO.values()) for name in names if row[name]]
    if set(filled) - {*needed, *_ALSO.get(kind, ())}:
        return "a cell says what is shown that belongs to another kind"
    missing = [name for name in needed if not row[name]]
    if missing and not (kind == "figures" and len(missing) == 1):
        return "it is not said what is shown"
    return "a pair has two figures" if kind == "pair" and str(row["obs_ids"]).count("|") != 1 else ""


def check_lesson_shows(frames: Frames) -> list[Problem]:
    """A step names what it shows, and nothing that it names is a printed count under five about people."""
    steps = frames["lesson_steps"]
    reasons = [_shown_fault(row) for row in steps.to_dict("records")]
    problems = []
    for reason in sorted({reason for reason in reasons if reason}):
        hit = [one == reason for one in reasons]
        problems += row_problems(
            steps[hit], "shows", wrong=reason, instead="see data/README.md for what a step can show"
        )
    small = _small(frames)
    sums = frames["reconciliations"]
    parts = {
        str(key): set(f"{left}|{right}".split("|"))
        for key, left, right in zip(sums["reconciliation_id"], sums["left_side"], sums["right_side"], strict=True)
    }
    for table in FILLED:
        rows = frames[table]
        named = [_named(row, parts) & small for row in rows.to_dict("records")]
        problems += row_problems(
            rows[[bool(ids) for ids in named]],
            "operands",
            wrong="a count under five about people is not for class",
            instead="choose other figures",
            found=partial(_listed, small=small, parts=parts),
        )
    return problems


def _named(row: Record, parts: Mapping[str, set[str]]) -> set[str]:
    shown = parts.get(str(row.get("reconciliation_id", "")), set())
    return shown | set(f"{row['operands']}|{row.get('obs_ids', '')}".split("|"))


def _listed(row: Record, *, small: set[str], parts: Mapping[str, set[str]]) -> str:
    return ", ".join(sorted(_named(row, parts) & small))


def small_printed(figures: pd.DataFrame) -> pd.Series:
    """Where figures with their indicators are printed counts from 1 to 4 about people."""
    value = figures["obs_value"]
    return (value > 0) & (value < SMALL_COUNT_BELOW) & figures["unit_measure"].isin(PERSONAL_UNITS)


def _small(frames: Frames) -> set[str]:
    figures = with_indicator(frames)
    return set(figures.loc[small_printed(figures), "obs_id"])
