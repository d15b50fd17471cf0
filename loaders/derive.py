"""What follows from the data: the kind of source, whose count it is, the year, the length of the period.

Derived columns are never stored; every one is computed here and named as ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from loaders.divisions import divisions

OWN, RELAYED, UNATTRIBUTED = "own", "relayed", "unattributed"
#: The kind of a counter whom nobody names, or whose kind counts nothing itself.
UNKNOWN = "unknown"
#: What makes figures comparable over time: one series has one value in each of these columns.
SERIES_COLUMNS = (
    "source_id",
    "counted_by",
    "indicator_id",
    "ref_area",
    "sex",
    "age",
    "breakdown",
    "breakdown_value",
    "origin",
)
#: What a figure takes over from its source and its indicator, and the names that the columns get.
_OF_SOURCE = {"publisher": "publisher", "source_type": "source_type"}
_OF_INDICATOR = {
    **{name: name for name in ("topic", "group", "unit_measure", "measure_kind", "stage", "population", "family")},
    "warnings": "indicator_warnings",
}
KIND_TO_TYPE = {
    "government": "government",
    "ngo": "ngo",
    "international": "international",
    "foreign_government": "international",
    "academic": "international",
}


def is_part_of(body: str, whole: str, parents: Mapping[str, str]) -> bool:
    """Whether ``body`` is ``whole`` or, through its parents, a part of it."""
    while body:
        if body == whole:
            return True
        body = parents.get(body, "")
    return False


def _origin(counted_by: str, publisher: str, parents: Mapping[str, str]) -> str:
    if not counted_by:
        return UNATTRIBUTED
    return OWN if is_part_of(counted_by, publisher, parents) else RELAYED


def _is_whole_year(start: pd.Series, end: pd.Series) -> pd.Series:
    whole: pd.Series[bool] = (
        (start.dt.month == 1)
        & (start.dt.day == 1)
        & (end.dt.month == 12)
        & (end.dt.day == 31)
        & (start.dt.year == end.dt.year)
    )
    return whole


def _period_kind(frame: pd.DataFrame) -> pd.Series:
    """undated, day (a stock), year (a whole calendar year), years (longer than 14 months) or span."""
    start, end = frame["period_start"], frame["period_end"]
    days = (end - start).dt.days + 1
    kind = pd.Series("span", index=frame.index)
    kind[days > 425] = "years"
    kind[_is_whole_year(start, end)] = "year"
    kind[start == end] = "day"
    kind[start.isna()] = "undated"
    return kind


def _named(figures: pd.DataFrame, table: pd.DataFrame, *, key: str, columns: Mapping[str, str]) -> dict[str, Any]:
    """Columns of the rows that figures name by ``key``, under the names that they get; missing where there is no row."""
    places = pd.Index(table[key]).get_indexer(pd.Index(figures[key]))
    return {name: table[column].array.take(places, allow_fill=True) for column, name in columns.items()}


def with_derived(
    observations: pd.DataFrame, sources: pd.DataFrame, bodies: pd.DataFrame, indicators: pd.DataFrame
) -> pd.DataFrame:
    """Observations with what follows from the other tables.

    Adds ``topic``, ``group``, ``unit_measure``, ``measure_kind``, ``stage``, ``population``, ``family`` and
    ``indicator_warnings`` of its indicator; ``publisher``; ``source_type`` (the kind of body that colour shows:
    for media that of the body quoted); ``printed_by_media``; ``counter_type`` (the kind of the body that counted:
    government, ngo, international or unknown); ``origin`` (own, relayed, unattributed); ``year`` (whole calendar
    years only, else missing); ``period_kind``; ``division`` (see ``loaders.divisions``);
    ``superseded`` (its own source later replaced it); ``all_warnings`` (the figure's and its indicator's).
    One row for each observation, in the same order.
    """
    figures = observations.reset_index(drop=True)
    joined = figures.assign(
        **_named(figures, sources, key="source_id", columns=_OF_SOURCE),
        **_named(figures, indicators, key="indicator_id", columns=_OF_INDICATOR),
    )
    parents = dict(zip(bodies["body_id"].tolist(), bodies["parent"].tolist(), strict=True))
    kinds = dict(zip(bodies["body_id"].tolist(), bodies["kind"].tolist(), strict=True))
    medium = joined["publisher"].map(kinds) == "media"
    quoted = joined["counted_by"].map(kinds).map(KIND_TO_TYPE)
    whole = _is_whole_year(joined["period_start"], joined["period_end"])
    return joined.assign(
        source_type=joined["source_type"].where(~medium, quoted),
        printed_by_media=medium,
        counter_type=quoted.where(quoted.notna(), UNKNOWN),
        origin=[
            _origin(counter, publisher, parents)
            for counter, publisher in zip(joined["counted_by"].tolist(), joined["publisher"].tolist(), strict=True)
        ],
        year=joined["period_start"].dt.year.where(whole).astype("Int64"),
        period_kind=_period_kind(joined),
        division=divisions(joined),
        superseded=joined["obs_id"].isin(set(joined["supersedes"]) - {""}),
        all_warnings=[
            "|".join(dict.fromkeys(name for name in f"{own}|{general}".split("|") if name))
            for own, general in zip(joined["warnings"].tolist(), joined["indicator_warnings"].tolist(), strict=True)
        ],
    )


def in_years(frame: pd.DataFrame, first: int, last: int) -> pd.Series:
    """Where a figure's period overlaps the calendar years ``first`` to ``last``; undated figures do not.

    The calendar date decides: a stock of 31 December 2001 is one of 2001, although the axis shows it at the
    moment at which 2002 begins.
    """
    return (frame["period_start"] <= pd.Timestamp(last, 12, 31)) & (frame["period_end"] >= pd.Timestamp(first, 1, 1))
