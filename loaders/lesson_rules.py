"""Can every lesson be taught? Its texts hold no typed figure, and what is computed or shown may be so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import pandas as pd

from loaders.frames import Frames, Record, row_problems, with_indicator
from loaders.lesson_language import IN_BRACES, PERCENTAGES, Asked, computed_value, read_placeholder
from loaders.meaning import PERSONAL_UNITS, sentences_in
from loaders.problems import Problem
from loaders.small_counts import SMALL_COUNT_BELOW, SMALLEST_BASE

STEPS, QUESTIONS = range(5, 9), range(3, 5)
_LANGUAGES = ("en", "ru", "kk")
#: The columns with placeholders, by table; all others hold plain words.
FILLED = {"lesson_steps": ("words", "teacher_note"), "lesson_questions": ("question", "answer")}
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
_ALSO = {"view": ("divided_by",)}
_ADDED_UP = ("flow", "stock")


def _texts(frames: Frames) -> Iterator[tuple[str, str, pd.DataFrame]]:
    for table, columns in _WORDED.items():
        for column in columns:
            yield table, column, frames[table]


def _names(words: str) -> list[str]:
    return IN_BRACES.findall(words)


def check_lesson_texts(frames: Frames) -> list[Problem]:
    """No text holds a typed figure or a stray brace, placeholders are known, and the same in every language."""
    problems = []
    for table, column, rows in _texts(frames):
        english = rows[f"{column}_en"]
        for lang in _LANGUAGES:
            name = f"{column}_{lang}"
            bare = rows[name].map(lambda words: IN_BRACES.sub("", words))
            unknown = [any(read_placeholder(one) is None for one in _names(words)) for words in rows[name]]
            odd = [
                words != "" and set(_names(words)) != set(_names(first))
                for words, first in zip(rows[name], english, strict=True)
            ]
            plain = column not in FILLED.get(table, ())
            placed = [plain and bool(_names(words)) for words in rows[name]]
            for faulty, wrong, instead in (
                (bare.str.contains(r"\d"), "a figure is typed into the text", "name it in operands and write {a}"),
                (bare.str.contains(r"[{}]"), "a brace stands alone", "write placeholders as {a}"),
                (unknown, "unknown placeholder", "see data/README.md for the placeholders of lessons"),
                (odd, "the placeholders are not those of the English text", "use the same placeholders"),
                (placed, "this text has no placeholders", "say it without a figure"),
            ):
                problems += row_problems(rows[faulty], name, wrong=wrong, instead=instead)
    return problems + _sentence_problems(frames)


def _sentence_problems(frames: Frames) -> list[Problem]:
    problems = []
    for (table, column), allowed in _SENTENCES.items():
        for name in (f"{column}_{lang}" for lang in _LANGUAGES):
            rows = frames[table]
            wordy = [words != "" and sentences_in(words) not in allowed for words in rows[name]]
            problems += row_problems(rows[wordy], name, wrong="too many sentences", instead=f"at most {allowed[-1]}")
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
        if any(asked.is_computed for asked in _asked(words))
    }
    return problems + row_problems(
        lessons[~lessons["lesson_id"].isin(computed)],
        "lesson_id",
        wrong="no answer computes anything",
        instead="let at least one answer hold a computed placeholder",
    )


def _orders(row: Record, *, found: Mapping[str, list[int]]) -> str:
    return str(found.get(str(row["lesson_id"]), []))


def _asked(words: str) -> list[Asked]:
    return [asked for name in _names(words) if (asked := read_placeholder(name)) is not None]


def check_lesson_operands(frames: Frames) -> list[Problem]:
    """Every placeholder has its figures, every figure its placeholder, and what is computed may be computed."""
    figures = {str(row["obs_id"]): row for row in with_indicator(frames).to_dict("records")}
    problems = []
    for table, columns in FILLED.items():
        rows = frames[table]
        reasons = [_operand_fault(row, columns, figures) for row in rows.to_dict("records")]
        for reason in sorted({reason for reason in reasons if reason}):
            hit = [one == reason for one in reasons]
            problems += row_problems(
                rows[hit], "operands", wrong=reason, instead="name other figures, or say it otherwise"
            )
    return problems


def _operand_fault(row: Record, columns: Sequence[str], figures: Mapping[str, Record]) -> str:
    """What is wrong with the figures of a row of text, or nothing."""
    operands = [part for part in str(row["operands"]).split("|") if part]
    asked = [one for column in columns for one in _asked(str(row[f"{column}_en"]))]
    used = {place for one in asked for place in one.places}
    if used and max(used) >= len(operands):
        return "a placeholder names a figure that is missing"
    if used != set(range(len(operands))):
        return "a figure is named by no placeholder"
    if not set(operands) <= figures.keys():
        return ""  # loaders.references tells of it
    faults = (
        _fault(one, [figures[operands[place]] for place in one.places], figures) for one in asked if one.is_computed
    )
    return next((fault for fault in faults if fault), "")


def _fault(asked: Asked, rows: Sequence[Record], figures: Mapping[str, Record]) -> str:
    """Why a computation is refused, or nothing."""
    what = asked.what
    if any(row["bound"] == "suppressed" for row in rows):
        return "nothing is computed across a suppressed figure"
    if any(row["bound"] != "exact" for row in rows):
        return "nothing is computed with a limit or an approximate figure"
    if len({row["unit_measure"] for row in rows}) > 1:
        return "the figures have different units"
    if len({row["measure_kind"] for row in rows}) > 1:
        return "a flow and a stock are not computed with each other"
    if what == "sum" and not _may_be_added(rows):
        return "only counts of events, or of one day, are added up"
    base = {"share": rows[-1], "rise": rows[0], "fall": rows[0]}.get(what)
    if base is not None and base["obs_value"] < SMALLEST_BASE:
        return f"a percentage needs a base of at least {SMALLEST_BASE}"
    if what in ("rise", "fall") and _breaks(rows[0], rows[1], figures):
        return "the series breaks between the two figures"
    if what == "ratio" and rows[1]["obs_value"] == 0:
        return "nothing is divided by zero"
    result = computed_value(what, [float(row["obs_value"]) for row in rows])
    if result < 0 or (what == "ratio" and result < 1):
        return "the figures stand the wrong way round"
    personal = rows[0]["unit_measure"] in PERSONAL_UNITS and what not in (*PERCENTAGES, "ratio")
    return "a result under five could point at a person" if personal and 0 < result < SMALL_COUNT_BELOW else ""


def _may_be_added(rows: Sequence[Record]) -> bool:
    kinds = {row["measure_kind"] for row in rows}
    days = {(row["period_start"], row["period_end"]) for row in rows}
    return kinds <= set(_ADDED_UP) and ("stock" not in kinds or len(days) == 1)


def _breaks(first: Record, last: Record, figures: Mapping[str, Record]) -> bool:
    """Whether a figure of the same series, after the first up to the last, begins a new way of counting."""
    same = ("indicator_id", "source_id", "sex", "age", "breakdown", "breakdown_value")
    start, end = sorted((first["period_end"], last["period_end"]))
    return any(
        row["obs_status"] == "B" and start < row["period_end"] <= end and all(row[name] == first[name] for name in same)
        for row in figures.values()
    )


def _shown_fault(row: Record) -> str:
    kind = str(row["shows"])
    needed = _SHOWN[kind]
    filled = [name for names in _SHOWN.values() for name in names if row[name]] + [
        name for name in ("divided_by",) if row[name]
    ]
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
