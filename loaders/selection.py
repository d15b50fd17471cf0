"""What a reader has chosen, and the figures that the choice shows."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from loaders.dataset import Dataset
from loaders.derive import in_years
from loaders.divisions import AGE, AREA, SEX, TOTAL, divided_by

SOURCE_TYPES = ("government", "ngo", "international")
#: The years that a reader sees before choosing.
CORE_YEARS = (2002, 2011)


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
    ``hidden`` is how many figures the kinds of source have that are not chosen.
    """

    dated: pd.DataFrame
    undated: pd.DataFrame
    outside: pd.DataFrame
    hidden: int = 0


def indicators_of(dataset: Dataset, topic: str) -> pd.DataFrame:
    """The indicators of a topic that have figures, in the order of indicators.csv."""
    indicators = dataset.table("indicators")
    used = set(dataset.observations["indicator_id"])
    return indicators[(indicators["topic"] == topic) & indicators["indicator_id"].isin(used)]


def divisions_of(dataset: Dataset, indicator_id: str) -> list[str]:
    """The divisions in which an indicator has figures: ``total`` first when it exists, then sex, age, and others."""
    observations = dataset.observations
    division = observations.loc[observations["indicator_id"] == indicator_id, "division"]
    found = {name for parts in division.unique() for name in parts.split("|")}
    leading = [name for name in (TOTAL, SEX, AGE) if name in found]
    return leading + sorted(found - set(leading) - {AREA}) + ([AREA] if AREA in found else [])


def selection_of_kind(dataset: Dataset, topic: str, kind: str) -> Selection | None:
    """A selection of one kind of source on which it has figures; None where it has none in a topic."""
    observations = dataset.observations
    own = observations[(observations["topic"] == topic) & (observations["source_type"] == kind)]
    if own.empty:
        return None
    core = own[in_years(own, *CORE_YEARS)]
    most = (core if len(core) else own)["indicator_id"].mode().iloc[0]
    chosen = own[own["indicator_id"] == most]
    first, last = chosen["period_start"].dt.year.min(), chosen["period_end"].dt.year.max()
    years = CORE_YEARS if len(core) or pd.isna(first) else (int(first), int(last))
    division = str(chosen["division"].iloc[0]).split("|")[0]
    return Selection(topic, str(most), division, (kind,), *years)


def default_selection(dataset: Dataset, topic: str, indicator_id: str = "") -> Selection:
    """What a reader sees before choosing: the count of the topic that most kinds of source print."""
    indicator_id = indicator_id or _leading_indicator(dataset, topic)
    return Selection(topic, indicator_id, divisions_of(dataset, indicator_id)[0])


def _leading_indicator(dataset: Dataset, topic: str) -> str:
    observations = dataset.observations
    counts = (observations["measure_kind"] == "flow") & (observations["division"] == TOTAL)
    core = observations[(observations["topic"] == topic) & counts & in_years(observations, *CORE_YEARS)]
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
    figures = figures[divided_by(figures, selection.breakdown)]
    chosen = figures["source_type"].isin(selection.source_types)
    hidden, figures = int((~chosen).sum()), figures[chosen]
    figures = figures.sort_values(["period_start", "period_end", "source_id", "obs_id"])
    undated = figures["period_start"].isna()
    overlapping = in_years(figures, selection.year_from, selection.year_to)
    return Shown(figures[overlapping], figures[undated], figures[~undated & ~overlapping], hidden)


def gaps_of(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The gap statements of the chosen kinds of source: on the indicator first, then on its topic as a whole."""
    gaps = dataset.table("gaps")
    kinds = gaps["source_id"].map(dataset.table("sources").set_index("source_id")["source_type"])
    gaps = gaps[kinds.isin(selection.source_types)]
    on_indicator = gaps["indicator_id"] == selection.indicator_id
    on_topic = (gaps["topic"] == selection.topic) & (gaps["indicator_id"] == "")
    return pd.concat([gaps[on_indicator], gaps[on_topic]])


def year_span(dataset: Dataset) -> tuple[int, int]:
    """The first and the last calendar year that any figure touches."""
    observations = dataset.observations
    return int(observations["period_start"].dt.year.min()), int(observations["period_end"].dt.year.max())
