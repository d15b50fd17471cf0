"""What follows from the data: the kind of source, whose count it is, the year, the length of the period.

Derived columns are never stored; every one is computed here and named as ours.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    joined = observations.merge(
        sources[["source_id", "publisher", "source_type"]], on="source_id", how="left", validate="many_to_one"
    ).merge(
        indicators[
            [
                "indicator_id",
                "topic",
                "group",
                "unit_measure",
                "measure_kind",
                "stage",
                "population",
                "family",
                "warnings",
            ]
        ].rename(columns={"warnings": "indicator_warnings"}),
        on="indicator_id",
        how="left",
        validate="many_to_one",
    )
    parents = dict(zip(bodies["body_id"], bodies["parent"], strict=True))
    kinds = dict(zip(bodies["body_id"], bodies["kind"], strict=True))
    medium = joined["publisher"].map(kinds) == "media"
    quoted = joined["counted_by"].map(kinds).map(KIND_TO_TYPE)
    whole = _is_whole_year(joined["period_start"], joined["period_end"])
    return joined.assign(
        source_type=joined["source_type"].where(~medium, quoted),
        printed_by_media=medium,
        counter_type=quoted.where(quoted.notna(), UNKNOWN),
        origin=[
            _origin(counter, publisher, parents)
            for counter, publisher in zip(joined["counted_by"], joined["publisher"], strict=True)
        ],
        year=joined["period_start"].dt.year.where(whole).astype("Int64"),
        period_kind=_period_kind(joined),
        division=divisions(joined),
        superseded=joined["obs_id"].isin(set(joined["supersedes"]) - {""}),
        all_warnings=[
            "|".join(dict.fromkeys(name for name in f"{own}|{general}".split("|") if name))
            for own, general in zip(joined["warnings"], joined["indicator_warnings"], strict=True)
        ],
    )


def in_years(frame: pd.DataFrame, first: int, last: int) -> pd.Series:
    """Where a figure's period overlaps the calendar years ``first`` to ``last``; undated figures do not.

    The calendar date decides: a stock of 31 December 2001 is one of 2001, although the axis shows it at the
    moment at which 2002 begins.
    """
    return (frame["period_start"] <= pd.Timestamp(last, 12, 31)) & (frame["period_end"] >= pd.Timestamp(first, 1, 1))
