"""Whether a figure is a total of its indicator or a part of it, and by what it is divided."""

from __future__ import annotations

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
    plain = figures[(figures["breakdown"] == "") & (figures["sex"] == "_T") & (figures["ref_area"] == HOME)]
    ages = (plain if len(plain) else figures)["age"]
    if figures["population"].iloc[0] in CHILDREN and set(ages) & set(WIDEST_AGES):
        return frozenset(WIDEST_AGES)
    present = set(ages)
    return frozenset({next((age for age in WIDEST_AGES if age in present), str(ages.mode().iloc[0]))})


def divisions(figures: pd.DataFrame) -> pd.Series:
    """For each figure ``total``, or the names of what divides it, joined by ``|``: ``sex|age``, ``citizenship``.

    A figure is a total when it covers both sexes, the widest age group that its indicator has, and all of
    Kazakhstan, without a breakdown. ``figures`` have the columns of observations and ``population``.
    """
    ages = {name: total_ages(rows) for name, rows in figures.groupby("indicator_id")}
    found = []
    for indicator, breakdown, sex, age, area in zip(
        *(figures[column] for column in ("indicator_id", "breakdown", "sex", "age", "ref_area")), strict=True
    ):
        parts = [str(breakdown)] if breakdown else []
        parts += [SEX] if sex != "_T" else []
        parts += [AGE] if age not in ages[indicator] else []
        parts += [AREA] if area != HOME else []
        found.append("|".join(parts) or TOTAL)
    return pd.Series(found, index=figures.index, dtype=str)


def divided_by(figures: pd.DataFrame, name: str) -> pd.Series:
    """Where a figure is divided by ``name`` (or is a total); ``figures`` have the column ``division``."""
    return figures["division"].str.split("|").map(lambda parts: name in parts).astype(bool)
