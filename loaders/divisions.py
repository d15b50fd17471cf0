"""Whether a figure is a total of its indicator or a part of it, and by what it is divided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

TOTAL = "total"
SEX, AGE, AREA = "sex", "age", "ref_area"
HOME = "KZ"
#: Ages from the widest to narrower ones: the first that an indicator has is its total.
WIDEST_AGES = ("_T", "Y_LT18", "Y0T17")
#: Populations for which "under 18" is everybody.
CHILDREN = frozenset({"children", "child_victims", "child_offenders"})


def total_ages(figures: pd.DataFrame) -> frozenset[str]:
    """The age groups that do not divide an indicator; ``figures`` are those of one indicator."""
    cells = (figures[column].tolist() for column in ("breakdown", "sex", "ref_area", "age"))
    return _total_ages(list(zip(*cells, strict=True)), str(figures["population"].iloc[0]))


def _total_ages(cells: Sequence[tuple[str, str, str, str]], population: str) -> frozenset[str]:
    """``total_ages`` of the breakdown, sex, area and age of figures."""
    plain = [age for breakdown, sex, area, age in cells if not breakdown and sex == "_T" and area == HOME]
    ages = plain or [cell[3] for cell in cells]
    if population in CHILDREN and not set(ages).isdisjoint(WIDEST_AGES):
        return frozenset(WIDEST_AGES)
    counted = Counter(ages)
    most = min(counted, key=lambda age: (-counted[age], age))
    return frozenset({next((age for age in WIDEST_AGES if age in counted), most)})


def divisions(figures: pd.DataFrame) -> pd.Series:
    """For each figure ``total``, or the names of what divides it, joined by ``|``: ``sex|age``, ``citizenship``.

    A figure is a total when it covers both sexes, the widest age group that its indicator has, and all of
    Kazakhstan, without a breakdown. ``figures`` have the columns of observations and ``population``.
    """
    columns = ("indicator_id", "breakdown", "sex", "ref_area", "age")
    rows = list(zip(*(figures[column].tolist() for column in columns), strict=True))
    cells: dict[str, list[tuple[str, str, str, str]]] = {}
    populations: dict[str, str] = {}
    for (indicator, *others), population in zip(rows, figures["population"].tolist(), strict=True):
        cells.setdefault(indicator, []).append(tuple(others))
        populations.setdefault(indicator, str(population))
    ages = {name: _total_ages(of_one, populations[name]) for name, of_one in cells.items()}
    found = []
    for indicator, breakdown, sex, area, age in rows:
        parts = [str(breakdown)] if breakdown else []
        parts += [SEX] if sex != "_T" else []
        parts += [AGE] if age not in ages[indicator] else []
        parts += [AREA] if area != HOME else []
        found.append("|".join(parts) or TOTAL)
    return pd.Series(found, index=figures.index, dtype=str)


def divided_by(figures: pd.DataFrame, name: str) -> pd.Series:
    """Where a figure is divided by ``name`` (or is a total); ``figures`` have the column ``division``."""
    return pd.Series(
        [name in cell.split("|") for cell in figures["division"].tolist()], index=figures.index, dtype=bool
    )
