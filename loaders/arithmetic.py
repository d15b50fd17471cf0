"""Sums and percentages that a source prints, computed again.

The verdict is computed here and compared with ``expected_verdict``; it is never typed into the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.problems import Problem
from loaders.tokens import printed_decimals


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
    """holds (equal), within_rounding (equal when rounded to the printed digits) or fails."""
    if abs(computed - printed) < 1e-9:
        return "holds"
    if decimals is not None and round(computed, decimals) == round(printed, decimals):
        return "within_rounding"
    return "fails"


def with_verdicts(checks: pd.DataFrame, observations: pd.DataFrame) -> list[Verdict]:
    """Every check computed. ``checks`` and ``observations`` are tables of the dataset with valid references."""
    values = dict(zip(observations["obs_id"], observations["obs_value"], strict=True))
    printed = dict(zip(observations["obs_id"], observations["value_as_printed"], strict=True))
    return [_verdict(check, values, printed) for check in checks.itertuples()]


def _verdict(check: object, values: Mapping[str, float], printed: Mapping[str, str]) -> Verdict:
    kind, result = str(check.kind), str(check.result)  # type: ignore[attr-defined]
    computed = computed_result(kind, [values[operand] for operand in str(check.operands).split("|")])  # type: ignore[attr-defined]
    outcome = verdict(computed, values[result], printed_decimals(printed[result]))
    return Verdict(str(check.check_id), computed, values[result], outcome)  # type: ignore[attr-defined]


def check_arithmetic(frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """A problem for every check whose computed verdict is not the expected one, or that cannot be computed."""
    observations, checks = frames["observations"], frames["checks"]
    countable = set(observations.loc[observations["obs_value"].notna(), "obs_id"])
    problems = []
    for check in checks.itertuples():
        operands = str(check.operands).split("|")
        if not {*operands, check.result} <= countable:
            problems.append(Problem(check.file, check.line, "operands", "a check needs figures with values", str(check.operands), "name figures that are not suppressed"))
        elif check.kind != "sum" and len(operands) != 2:
            problems.append(Problem(check.file, check.line, "operands", f"a check of kind {check.kind} has two operands", str(check.operands), "name two figures"))
        else:
            outcome = with_verdicts(checks[checks["check_id"] == check.check_id].head(1), observations)[0]
            if outcome.verdict != check.expected_verdict:
                problems.append(Problem(
                    check.file, check.line, "expected_verdict", f"the computation gives {outcome.computed:g} and the source prints {outcome.printed:g}: {outcome.verdict}",
                    str(check.expected_verdict), "correct the figures, or the expected verdict if the source itself is wrong",
                ))
    return problems
