"""Pass four: what was computed and what was written about it fit together. Runs on data without other problems."""

from __future__ import annotations

import pandas as pd

from loaders.classes import CONFLICT
from loaders.frames import Record, picked, row_problems
from loaders.problems import Problem


def check_explained(explanations: pd.DataFrame, observations: pd.DataFrame, comparisons: pd.DataFrame) -> list[Problem]:
    """Every conflict has a row that explains it, and every row about a pair has a pair, once.

    ``explanations`` is the table; ``observations`` have ``data_file`` and ``line``; ``comparisons`` are those of
    ``loaders.comparing.compared``. A pair of any class may be explained.
    """
    rows = explanations[explanations["about"] == "pair"]
    # of a pair the smaller id stands first
    cells = (sorted(set(cell.split("|"))) for cell in rows["concerns"].tolist())
    named = pd.Series([tuple(ids) for ids in cells], index=rows.index, dtype=object)
    pairs = set(zip(comparisons["obs_a"].tolist(), comparisons["obs_b"].tolist(), strict=True))
    return (
        row_problems(
            picked(rows, [ids not in pairs for ids in named]),
            "concerns",
            wrong="explains a pair that does not exist",
            instead="name the two figures of one pair: same area, sex, age and part, periods that overlap, one "
            "indicator or family; or remove the row",
        )
        + row_problems(
            picked(rows, named.duplicated()),
            "concerns",
            wrong="the pair is explained twice",
            instead="keep one row for each pair",
        )
        + _unexplained(observations, comparisons[comparisons["class"] == CONFLICT], explained=set(named))
    )


def _unexplained(
    observations: pd.DataFrame, conflicts: pd.DataFrame, *, explained: set[tuple[str, ...]]
) -> list[Problem]:
    printed = dict(zip(observations["obs_id"].tolist(), observations["value_as_printed"].tolist(), strict=True))
    others: dict[str, list[str]] = {}
    for one, other in zip(conflicts["obs_a"].tolist(), conflicts["obs_b"].tolist(), strict=True):
        if (one, other) not in explained:
            others.setdefault(one, []).append(other)

    def against(row: Record) -> str:
        own = str(row["obs_id"])
        return ", ".join(f"{own} ({printed[own]}) against {other} ({printed[other]})" for other in others[own])

    return row_problems(
        picked(observations, observations["obs_id"].isin(others)),
        "obs_value",
        wrong="two figures contradict each other and nothing explains why",
        instead="add a row to explanations.csv with about = pair and both ids in concerns, or correct the figures",
        found=against,
    )
