"""What a reader has chosen, and the figures that the choice shows."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from loaders.dataset import Dataset
from loaders.derive import in_years

SOURCE_TYPES = ("government", "ngo", "international")
#: The years that a reader sees before choosing.
CORE_YEARS = (2002, 2011)
#: Ages from the widest to narrower ones: the first that an indicator has is its total.
_WIDEST_AGES = ("_T", "Y_LT18", "Y0T17")
_CHILDREN = frozenset({"children", "child_victims", "child_offenders"})
TOTAL = "total"
AREA, SEX, AGE = "ref_area", "sex", "age"


@dataclass(frozen=True)
class Selection:
    """A topic, one of its indicators, the division shown, the kinds of source, and the years (inclusive)."""

    topic: str
    indicator_id: str
    breakdown: str = TOTAL
    source_types: tuple[str, ...] = SOURCE_TYPES
    year_from: int = CORE_YEARS[0]
    year_to: int = CORE_YEARS[1]


@dataclass(frozen=True)
class Shown:
    """The figures of a selection, apart by how they can be shown.

    ``dated`` lie in the chosen years, ``undated`` have no period, ``outside`` lie in other years. All three
    have the columns of ``Dataset.observations`` and hold no figure of another kind of source or division.
    """

    dated: pd.DataFrame
    undated: pd.DataFrame
    outside: pd.DataFrame


def indicators_of(dataset: Dataset, topic: str) -> pd.DataFrame:
    """The indicators of a topic that have figures, in the order of indicators.csv."""
    indicators = dataset.table("indicators")
    used = set(dataset.observations["indicator_id"])
    return indicators[(indicators["topic"] == topic) & indicators["indicator_id"].isin(used)]


def _total_ages(figures: pd.DataFrame) -> set[str]:
    """The age groups that do not divide an indicator: for one about children, "under 18" is everybody."""
    ages = figures["age"]
    if figures["population"].iloc[0] in _CHILDREN and set(ages) & set(_WIDEST_AGES):
        return set(_WIDEST_AGES)
    present = set(ages)
    return {next((age for age in _WIDEST_AGES if age in present), str(ages.mode().iloc[0]))}


def divided_by(figures: pd.DataFrame) -> pd.Series:
    """For each figure of one indicator: ``total``, or the names of what divides it, joined by ``|``.

    A figure is a total when it covers both sexes, the widest age group that the indicator has, and all of
    Kazakhstan, without a breakdown.
    """
    if figures.empty:
        return pd.Series(dtype=str, index=figures.index)
    plain = figures[(figures["breakdown"] == "") & (figures["sex"] == "_T") & (figures["ref_area"] == "KZ")]
    total_ages = _total_ages(plain if len(plain) else figures)
    parts = [
        "|".join(
            name
            for name, divides in (
                (row_breakdown, row_breakdown != ""),
                (SEX, sex != "_T"),
                (AGE, row_age not in total_ages),
                (AREA, place != "KZ"),
            )
            if divides
        )
        for row_breakdown, sex, row_age, place in zip(
            figures["breakdown"], figures["sex"], figures["age"], figures["ref_area"], strict=True
        )
    ]
    return pd.Series([part or TOTAL for part in parts], index=figures.index, dtype=str)


def _is_divided_by(division: pd.Series, name: str) -> pd.Series:
    return division.str.split("|").map(lambda parts: name in parts).astype(bool)


def divisions_of(dataset: Dataset, indicator_id: str) -> list[str]:
    """The divisions in which an indicator has figures: ``total`` first when it exists, then sex, age, and others."""
    observations = dataset.observations
    division = divided_by(observations[observations["indicator_id"] == indicator_id])
    found = {name for parts in division for name in parts.split("|")}
    leading = [name for name in (TOTAL, SEX, AGE) if name in found]
    return leading + sorted(found - set(leading) - {AREA}) + ([AREA] if AREA in found else [])


def default_selection(dataset: Dataset, topic: str, indicator_id: str = "") -> Selection:
    """What a reader sees before choosing: the indicator of the topic with figures of the most kinds of source."""
    indicator_id = indicator_id or _leading_indicator(dataset, topic)
    return Selection(topic, indicator_id, divisions_of(dataset, indicator_id)[0])


def _leading_indicator(dataset: Dataset, topic: str) -> str:
    observations = dataset.observations
    core = observations[(observations["topic"] == topic) & in_years(observations, *CORE_YEARS)]
    if core.empty:
        return str(indicators_of(dataset, topic)["indicator_id"].iloc[0])
    score = core.groupby("indicator_id").agg(
        kinds=("source_type", "nunique"), sources=("source_id", "nunique"), figures=("obs_id", "size")
    )
    return str(score.sort_values(["kinds", "sources", "figures"], ascending=False).index[0])


def shown_figures(dataset: Dataset, selection: Selection) -> Shown:
    """The figures that a selection shows, those beside the chart, and those in other years."""
    observations = dataset.observations
    figures = observations[observations["indicator_id"] == selection.indicator_id]
    figures = figures[_is_divided_by(divided_by(figures), selection.breakdown)]
    figures = figures[figures["source_type"].isin(selection.source_types)]
    figures = figures.sort_values(["period_start", "period_end", "source_id", "obs_id"])
    undated = figures["period_start"].isna()
    overlapping = in_years(figures, selection.year_from, selection.year_to)
    return Shown(figures[overlapping], figures[undated], figures[~undated & ~overlapping])


def gaps_of(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The gap statements that bear on a selection: on its indicator, or on its topic as a whole."""
    gaps = dataset.table("gaps")
    on_indicator = gaps["indicator_id"] == selection.indicator_id
    on_topic = (gaps["topic"] == selection.topic) & (gaps["indicator_id"] == "")
    return pd.concat([gaps[on_indicator], gaps[on_topic]])


def year_span(dataset: Dataset) -> tuple[int, int]:
    """The first and the last calendar year that any figure touches."""
    observations = dataset.observations
    return int(observations["period_start"].dt.year.min()), int(observations["period_end"].dt.year.max())
