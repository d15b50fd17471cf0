"""The headline figures of the overview: what each source last said, and how far the years are covered."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from loaders.dataset import Dataset
from loaders.derive import in_years
from loaders.divisions import TOTAL
from loaders.indexes import figures_of
from loaders.kept import handed, kept
from loaders.latest import latest_of
from loaders.selection import CORE_YEARS


@dataclass(frozen=True)
class Headline:
    """One indicator in the core years; all frames have the columns of ``Dataset.observations``.

    ``latest`` is each source's latest figure, the most recent first (see ``loaders.latest``); ``history`` is
    every figure of a year or less, in order of time; ``totals`` are the totals over several years, which stand
    beside no yearly figure. Only dated figures for everyone are among them. ``years`` are the calendar years
    that the history touches.
    """

    indicator_id: str
    latest: pd.DataFrame
    history: pd.DataFrame
    totals: pd.DataFrame
    years: tuple[int, ...]


def headlines(dataset: Dataset) -> list[Headline]:
    """The headlines in the order of the column ``headline`` of indicators.csv; none without a figure."""
    indicators = dataset.table("indicators")
    chosen = indicators[indicators["headline"] != ""]
    order = chosen["headline"].astype(int).sort_values(kind="stable").index
    found = [headline(dataset, str(name)) for name in chosen.loc[order, "indicator_id"]]
    return [one for one in found if len(one.history)]


def _handed(one: Headline) -> Headline:
    frames = {name: handed(getattr(one, name)) for name in ("latest", "history", "totals")}
    return replace(one, **frames)


@kept(256, hand=_handed)
def headline(dataset: Dataset, indicator_id: str) -> Headline:
    """The headline of one indicator; nothing is averaged, and no source is chosen."""
    figures = figures_of(dataset, indicator_id, TOTAL)
    dated = figures[in_years(figures, *CORE_YEARS)].sort_values(["period_end", "period_start", "obs_id"])
    over_years = dated["period_kind"] == "years"
    history = dated[~over_years]
    return Headline(indicator_id, latest_of(history), history, dated[over_years], _touched_years(history))


def _touched_years(history: pd.DataFrame) -> tuple[int, ...]:
    spans = list(zip(history["period_start"].dt.year, history["period_end"].dt.year, strict=True))
    first, last = CORE_YEARS
    return tuple(year for year in range(first, last + 1) if any(begin <= year <= end for begin, end in spans))
