"""May what a lesson computes be computed? Figures of one unit, of one kind, exact, and in the right order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.frames import Frames, Record, records, row_problems, with_indicator
from loaders.lesson_added import adding_fault, sides
from loaders.lesson_language import FILLED, PERCENTAGES, Asked, asked_in, computed_value
from loaders.meaning import PERSONAL_UNITS
from loaders.problems import Problem
from loaders.small_counts import SMALL_COUNT_BELOW, SMALLEST_BASE

#: What makes figures a series: one way of counting, which goes on until the source marks a break.
_SERIES = ("indicator_id", "source_id", "ref_area", "sex", "age", "breakdown", "breakdown_value")
Sides = Sequence[frozenset[str]]


def check_lesson_operands(frames: Frames) -> list[Problem]:
    """Every placeholder has its figures, every figure its placeholder, and what is computed may be computed."""
    figures = _figures(frames)
    together = sides(frames)
    problems = []
    for table, columns in FILLED.items():
        rows = frames[table]
        reasons = [_operand_fault(row, columns, figures, together) for row in records(rows)]
        for reason in sorted({reason for reason in reasons if reason}):
            hit = [one == reason for one in reasons]
            problems += row_problems(
                rows[hit], "operands", wrong=reason, instead="name other figures, or say it otherwise"
            )
    return problems


def _figures(frames: Frames) -> dict[str, Record]:
    """The figures that lessons name, and those at which a series breaks, by their ids."""
    joined = with_indicator(frames)
    named = {name for table in FILLED for cell in frames[table]["operands"].tolist() for name in cell.split("|")}
    asked = joined[joined["obs_id"].isin(named) | (joined["obs_status"] == "B")]
    return {str(row["obs_id"]): row for row in records(asked)}


def _operand_fault(row: Record, columns: Sequence[str], figures: Mapping[str, Record], together: Sides) -> str:
    """What is wrong with the figures of a row of text, or nothing."""
    operands = [part for part in str(row["operands"]).split("|") if part]
    asked = [one for column in columns for one in asked_in(str(row[f"{column}_en"]))]
    used = {place for one in asked for place in one.places}
    if used and max(used) >= len(operands):
        return "a placeholder names a figure that is missing"
    if used != set(range(len(operands))):
        return "a figure is named by no placeholder"
    if not set(operands) <= figures.keys():
        return ""  # loaders.references tells of it
    faults = (
        _fault(one, [figures[operands[place]] for place in one.places], figures, together)
        for one in asked
        if one.is_computed
    )
    return next((fault for fault in faults if fault), "")


def _fault(asked: Asked, rows: Sequence[Record], figures: Mapping[str, Record], together: Sides) -> str:
    """Why a computation is refused, or nothing."""
    added = {"sum": rows, "rest": rows[1:], "excess": rows[1:]}.get(asked.what, ())
    return (
        _kind_fault(rows)
        or (adding_fault(added, together) if len(added) > 1 else "")
        or _percentage_fault(asked.what, rows)
        or (_break_fault(rows, figures) if len(rows) == 2 and asked.what != "sum" else "")
        or _result_fault(asked.what, rows)
    )


def _kind_fault(rows: Sequence[Record]) -> str:
    """Why these figures are not computed with each other in any way."""
    if any(row["bound"] == "suppressed" for row in rows):
        return "nothing is computed across a suppressed figure"
    if any(row["bound"] != "exact" for row in rows):
        return "nothing is computed with a limit or an approximate figure"
    if any(row["measure_kind"] == "rating" for row in rows):
        return "nothing is computed with a rating"
    if len({row["unit_measure"] for row in rows}) > 1:
        return "the figures have different units"
    if len({row["measure_kind"] for row in rows}) > 1:
        return "a flow and a stock are not computed with each other"
    return "a figure stands twice" if len({row["obs_id"] for row in rows}) < len(rows) else ""


def _percentage_fault(what: str, rows: Sequence[Record]) -> str:
    base = {"share": rows[-1], "rise": rows[0], "fall": rows[0]}.get(what)
    if base is not None and base["obs_value"] < SMALLEST_BASE:
        return f"a percentage needs a base of at least {SMALLEST_BASE}"
    if what == "share" and rows[0]["obs_value"] > rows[1]["obs_value"]:
        return "a part is larger than its whole"
    if what in ("rise", "fall") and any(rows[0][name] != rows[1][name] for name in _SERIES):
        return "a rise or a fall lies within one series"
    return ""


def _break_fault(rows: Sequence[Record], figures: Mapping[str, Record]) -> str:
    """Of two figures of one thing at two times: whether the series of either begins a new way of counting between."""
    if rows[0]["indicator_id"] != rows[1]["indicator_id"]:
        return ""
    start, end = sorted(row["period_end"] for row in rows)
    broken = any(
        row["obs_status"] == "B"
        and start < row["period_end"] <= end
        and any(all(row[name] == one[name] for name in _SERIES) for one in rows)
        for row in figures.values()
    )
    return "the series breaks between the two figures" if broken else ""


def _result_fault(what: str, rows: Sequence[Record]) -> str:
    if what == "ratio" and rows[1]["obs_value"] == 0:
        return "nothing is divided by zero"
    result = computed_value(what, [float(row["obs_value"]) for row in rows])
    if result < 0 or (what == "ratio" and result < 1):
        return "the figures stand the wrong way round"
    personal = rows[0]["unit_measure"] in PERSONAL_UNITS and what not in (*PERCENTAGES, "ratio")
    return "a result under five could point at a person" if personal and 0 < result < SMALL_COUNT_BELOW else ""
