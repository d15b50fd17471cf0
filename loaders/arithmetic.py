"""Sums and percentages that a source prints, computed again.

The verdict is computed here and compared with ``expected_verdict``; it is never typed into the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.classes import TOLERANCE
from loaders.frames import Frames, Record
from loaders.problems import Problem
from loaders.tokens import printed_decimals

KINDS = ("sum", "difference", "share", "change")


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check: what the operands give, what is printed, and whether they agree."""

    check_id: str
    computed: float
    printed: float
    verdict: str


def computed_result(kind: str, operands: list[float]) -> float:
    """What the operands of a check give.

    ``sum`` adds, ``difference`` subtracts, ``share`` is the first as a percentage of the second, ``change``
    is the size of the change from the first to the second in per cent.
    """
    if kind == "sum":
        return float(sum(operands))
    first, second = operands
    if kind == "difference":
        return first - second
    if kind == "share":
        return 100 * first / second
    if kind == "change":
        return 100 * abs(second - first) / first
    raise ValueError(f"unknown kind of check: {kind}")


def verdict(computed: float, printed: float, decimals: int | None) -> str:
    """holds (equal), within_rounding (equal when rounded to the printed digits) or fails.

    Half a unit of the last printed digit may go up or down: sources round 12.5 to 12 as well as to 13.
    """
    distance = abs(computed - printed)
    if distance < TOLERANCE:
        return "holds"
    if decimals is not None and distance <= 0.5 * 10**-decimals + TOLERANCE:
        return "within_rounding"
    return "fails"


def with_verdicts(checks: pd.DataFrame, observations: pd.DataFrame) -> list[Verdict]:
    """Every check computed. ``checks`` and ``observations`` are tables of the dataset with valid references."""
    values = dict(zip(observations["obs_id"], observations["obs_value"], strict=True))
    printed = dict(zip(observations["obs_id"], observations["value_as_printed"], strict=True))
    return [_verdict(check, values, printed=printed) for check in checks.to_dict("records")]


def _verdict(check: Record, values: Mapping[str, float], *, printed: Mapping[str, str]) -> Verdict:
    result = str(check["result"])
    operands = [values[operand] for operand in str(check["operands"]).split("|")]
    computed = computed_result(str(check["kind"]), operands)
    outcome = verdict(computed, values[result], printed_decimals(printed[result]))
    return Verdict(str(check["check_id"]), computed, values[result], outcome)


def _incomputable(check: Record, values: Mapping[str, float]) -> tuple[str, str, str] | None:
    """Why a check cannot be computed, as (column, what is wrong, what to write), or None."""
    operands = str(check["operands"]).split("|")
    if check["kind"] not in KINDS:
        return "kind", "nobody has said how to compute this", f"one of {', '.join(KINDS)}"
    if not {*operands, check["result"]} <= set(values):
        return "operands", "a check needs figures with values", "name figures that are not suppressed"
    if check["kind"] != "sum" and len(operands) != 2:
        return "operands", f"a check of kind {check['kind']} has two operands", "name two figures"
    base = {"share": operands[-1], "change": operands[0]}.get(str(check["kind"]))
    if base and values[base] == 0:
        return "operands", "there is no percentage of zero", "name a base that is not zero"
    return None


def check_arithmetic(frames: Frames) -> list[Problem]:
    """A problem for every check whose computed verdict is not the expected one, or that cannot be computed."""
    observations, checks = frames["observations"], frames["checks"]
    counted = observations[observations["obs_value"].notna()]
    values = dict(zip(counted["obs_id"], counted["obs_value"], strict=True))
    reasons = [_incomputable(check, values) for check in checks.to_dict("records")]
    problems: list[Problem] = []
    for check, reason in zip(checks.to_dict("records"), reasons, strict=True):
        if reason:
            column, wrong, instead = reason
            place = str(check["data_file"]), int(check["line"])
            problems.append(Problem(*place, column, wrong, str(check[column]), instead))
    computable = checks[[reason is None for reason in reasons]]
    return problems + _surprises(computable, with_verdicts(computable, counted))


def _surprises(checks: pd.DataFrame, verdicts: list[Verdict]) -> list[Problem]:
    """The checks whose verdict is not the expected one; ``verdicts`` in the order of ``checks``."""
    return [
        Problem(
            str(check["data_file"]),
            int(check["line"]),
            "expected_verdict",
            f"the computation gives {outcome.computed:g} and the source prints {outcome.printed:g}: {outcome.verdict}",
            str(check["expected_verdict"]),
            "correct the figures, or the expected verdict if the source itself is wrong",
        )
        for check, outcome in zip(checks.to_dict("records"), verdicts, strict=True)
        if outcome.verdict != check["expected_verdict"]
    ]
