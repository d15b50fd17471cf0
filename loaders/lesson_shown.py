"""Is there anything to see in every step of a lesson? Runs on data without other problems, as the fourth pass."""

from __future__ import annotations

import pandas as pd

from loaders.derive import in_years
from loaders.divisions import TOTAL, divided_by
from loaders.frames import Record, row_problems
from loaders.lesson_rules import small_printed
from loaders.problems import Problem


def check_shown(steps: pd.DataFrame, observations: pd.DataFrame, comparisons: pd.DataFrame) -> list[Problem]:
    """Every pair of a lesson is one that we compare, and every chart has figures, none of them a small count.

    ``steps`` is the table; ``observations`` and ``comparisons`` those of ``loaders.dataset.Dataset``.
    """
    # of a pair the smaller id stands first
    pairs = set(zip(comparisons["obs_a"].tolist(), comparisons["obs_b"].tolist(), strict=True))
    paired = steps[steps["shows"] == "pair"]
    problems = row_problems(
        paired[[tuple(sorted(set(cell.split("|")))) not in pairs for cell in paired["obs_ids"]]],
        "obs_ids",
        wrong="these figures are no pair",
        instead="name two figures that the comparing page sets side by side, or show them as figures",
    )
    views = steps[steps["shows"] == "view"]
    reasons = [_view_fault(row, observations) for row in views.to_dict("records")]
    for reason in sorted({reason for reason in reasons if reason}):
        hit = [one == reason for one in reasons]
        problems += row_problems(
            views[hit], "indicator_id", wrong=reason, instead="choose another chart or other years"
        )
    return problems


def _view_fault(row: Record, observations: pd.DataFrame) -> str:
    figures = observations[observations["indicator_id"] == row["indicator_id"]]
    division = str(row["divided_by"]) or TOTAL
    figures = figures[divided_by(figures, division)]
    figures = figures[in_years(figures, int(row["year_from"]), int(row["year_to"]))]
    if figures.empty:
        return "the chart has no figures"
    return "the chart holds a count under five about people" if small_printed(figures).any() else ""
