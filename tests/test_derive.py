"""What is derived: the year, the kind of period, whose count it is, and the kind of source that colour shows."""

from __future__ import annotations

import pandas as pd
import pytest

from loaders import Dataset
from loaders.derive import _period_kind, in_years, is_part_of

PARENTS = {"department": "ministry", "ministry": "gov", "gov": "", "league": ""}


def _derived(example: Dataset, obs_id: str, column: str) -> object:
    return example.observations.set_index("obs_id").loc[obs_id, column]


def test_a_body_is_part_of_itself_and_of_every_body_above_it() -> None:
    assert is_part_of("ministry", "ministry", PARENTS)
    assert is_part_of("department", "gov", PARENTS)


def test_a_body_is_not_part_of_what_stands_below_or_beside_it() -> None:
    assert not is_part_of("gov", "ministry", PARENTS)
    assert not is_part_of("league", "gov", PARENTS)
    assert not is_part_of("", "gov", PARENTS)


@pytest.mark.parametrize(
    ("obs_id", "origin"),
    [
        ("crimes_2004_league", "own"),
        ("crimes_2004", "own"),
        ("crimes_2005_h1", "own"),
        ("crimes_2003_relayed", "relayed"),
        ("crimes_2006_article", "relayed"),
        ("rate_2010", "relayed"),
        ("crimes_2005_league", "unattributed"),
    ],
)
def test_a_count_is_own_through_parents_relayed_from_others_and_unattributed_without_a_counter(
    example: Dataset, obs_id: str, origin: str
) -> None:
    assert _derived(example, obs_id, "origin") == origin


def test_a_figure_has_the_kind_of_its_publisher_and_not_of_its_counter(example: Dataset) -> None:
    assert _derived(example, "crimes_2003_relayed", "source_type") == "international"
    assert _derived(example, "crimes_2005_league", "source_type") == "ngo"


def test_a_figure_in_a_medium_has_the_kind_of_the_body_that_is_quoted(example: Dataset) -> None:
    assert _derived(example, "crimes_2006_article", "source_type") == "ngo"
    assert _derived(example, "crimes_2006_article", "printed_by_media")
    assert not _derived(example, "crimes_2006", "printed_by_media")


@pytest.mark.parametrize(
    ("obs_id", "counter_type"),
    [
        ("crimes_2003_relayed", "government"),
        ("crimes_2006_article", "ngo"),
        ("crimes_fy2007", "international"),
        ("crimes_2005_league", "unknown"),
    ],
)
def test_a_counter_has_a_kind_of_its_own_or_is_unknown(example: Dataset, obs_id: str, counter_type: str) -> None:
    assert _derived(example, obs_id, "counter_type") == counter_type


@pytest.mark.parametrize(
    ("obs_id", "year", "kind"),
    [
        ("crimes_2003", 2003, "year"),
        ("crimes_1999_2003", None, "years"),
        ("crimes_2005_h1", None, "span"),
        ("crimes_fy2007", None, "span"),
        ("in_care_2004", None, "day"),
        ("crimes_undated", None, "undated"),
    ],
)
def test_only_a_whole_calendar_year_has_a_year(example: Dataset, obs_id: str, year: int | None, kind: str) -> None:
    found = _derived(example, obs_id, "year")
    assert (None if pd.isna(found) else found) == year
    assert _derived(example, obs_id, "period_kind") == kind


def _period(start: str | None, end: str | None) -> pd.DataFrame:
    return pd.DataFrame({"period_start": pd.to_datetime([start]), "period_end": pd.to_datetime([end])})


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        ("2002-01-01", "2002-12-31", True),
        ("1999-01-01", "2003-12-31", True),
        ("2011-12-31", "2011-12-31", True),
        ("2011-10-01", "2012-09-30", True),
        ("2012-01-01", "2012-12-31", False),
        ("2001-12-31", "2001-12-31", False),
        (None, None, False),
    ],
)
def test_a_filter_by_years_keeps_what_overlaps(start: str | None, end: str | None, overlaps: bool) -> None:
    assert in_years(_period(start, end), 2002, 2011).tolist() == [overlaps]


def test_a_figure_carries_its_own_warnings_and_those_of_its_indicator_once(example: Dataset) -> None:
    assert _derived(example, "crimes_undated", "all_warnings") == "undated|all_ages"
    assert _derived(example, "crimes_2004", "all_warnings") == "all_ages"
    assert _derived(example, "rate_2010", "all_warnings") == ""


def test_every_figure_is_derived_once_and_in_its_order(example: Dataset) -> None:
    assert example.observations["obs_id"].tolist() == example.table("observations")["obs_id"].tolist()


def test_a_caller_cannot_change_what_another_one_sees(example: Dataset) -> None:
    mine = example.observations
    mine["obs_value"] = 0.0
    mine.loc[:, "locator"] = "elsewhere"
    assert example.observations["obs_value"].iloc[0] == 1120
    assert example.observations["locator"].iloc[0] == "para. crimes_2003"


def test_the_last_day_of_a_year_is_a_day_and_not_a_year() -> None:
    figures = _period("2003-12-31", "2003-12-31")
    assert _period_kind(figures).tolist() == ["day"]
    assert in_years(figures, 2003, 2003).tolist() == [True]
    assert in_years(figures, 2004, 2004).tolist() == [False]


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("2003-01-01", "2003-12-31", "year"),
        ("2004-01-01", "2004-12-31", "year"),
        ("2003-01-01", "2003-12-30", "span"),
        ("2003-01-02", "2003-12-31", "span"),
        ("2003-01-01", "2003-11-30", "span"),
        ("2003-01-01", "2004-12-31", "years"),
    ],
)
def test_a_year_is_whole_or_it_is_no_year(start: str, end: str, kind: str) -> None:
    assert _period_kind(_period(start, end)).tolist() == [kind]
