"""Pairs of figures and their classes: an example and a near miss for each class, and rules that hold for any data."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pandas as pd
import pytest

from loaders import Dataset
from loaders.classes import CLASSES
from loaders.comparing import compared
from loaders.precision import printed_unit

PARENTS = {"ministry": "gov", "police": "gov", "gov": "", "league": ""}
PLAIN = {
    "indicator_id": "crimes",
    "family": "",
    "measure_kind": "flow",
    "unit_measure": "crimes",
    "ref_area": "KZ",
    "sex": "_T",
    "age": "_T",
    "breakdown": "",
    "breakdown_value": "",
    "bound": "exact",
    "threshold": None,
    "source_id": "report",
    "counted_by": "ministry",
    "supersedes": "",
}
Cells = dict[str, object]


def figure(printed: str, period: str = "2003", **cells: object) -> Cells:
    """A figure with its printed value; ``period`` is a year, a day, "first/last" or empty."""
    first, _, last = period.partition("/")
    if len(period) == 4:
        first, last = f"{period}-01-01", f"{period}-12-31"
    value = float(printed.replace(",", "")) if printed.replace(",", "").replace(".", "").isdigit() else None
    return {
        **PLAIN,
        "value_as_printed": printed,
        "obs_value": value,
        "period_start": pd.Timestamp(first) if period else pd.NaT,
        "period_end": pd.Timestamp(last or first) if period else pd.NaT,
        **cells,
    }


def frame(*figures: Cells) -> pd.DataFrame:
    """Figures with the ids a, b, c ... where they have none."""
    rows = [{"obs_id": chr(ord("a") + number), **cells} for number, cells in enumerate(figures)]
    numbers = {"obs_value": float, "threshold": float}
    dates = {"period_start": "datetime64[ns]", "period_end": "datetime64[ns]"}
    return pd.DataFrame(rows).astype({**numbers, **dates})


def pair(*figures: Cells) -> pd.Series:
    """The only pair of two figures."""
    found = compared(frame(*figures), parents=PARENTS)
    assert len(found) == 1
    return found.iloc[0]


def kind(*figures: Cells) -> str:
    return str(pair(*figures)["class"])


LEAGUE = {"source_id": "note", "counted_by": "league"}
DAY = {"measure_kind": "stock"}


# what is set side by side


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("ref_area", "KZ-75"),
        ("sex", "F"),
        ("age", "Y_LT18"),
        ("breakdown_value", "x"),
        ("breakdown", "cause"),
        ("indicator_id", "victims"),
    ],
)
def test_figures_of_another_place_group_or_thing_are_not_set_side_by_side(column: str, other: str) -> None:
    assert len(compared(frame(figure("5"), figure("6", **LEAGUE)))) == 1
    assert compared(frame(figure("5"), figure("6", **{**LEAGUE, column: other}))).empty


def test_indicators_without_a_family_are_no_family() -> None:
    assert compared(frame(figure("5"), figure("6", indicator_id="victims"))).empty


def test_a_family_with_the_name_of_an_indicator_does_not_take_it_in() -> None:
    assert compared(frame(figure("5"), figure("6", indicator_id="victims", family="crimes"))).empty


@pytest.mark.parametrize("other", ["2004", "2002-01-01/2002-12-31", ""])
def test_periods_that_do_not_overlap_make_no_pair(other: str) -> None:
    assert compared(frame(figure("5"), figure("6", other))).empty


def test_undated_figures_are_in_no_pair_even_with_each_other() -> None:
    assert compared(frame(figure("5", ""), figure("5", ""))).empty


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("2003", "2003", 365),
        ("2003", "2003-12-31/2004-12-30", 1),
        ("1999-01-01/2003-12-31", "2000", 366),
        ("2003-01-01/2003-06-30", "2003-04-01/2003-04-30", 30),
    ],
)
def test_the_days_that_both_periods_cover_are_counted(first: str, second: str, days: int) -> None:
    assert pair(figure("5", first), figure("6", second))["days_of_overlap"] == days


def test_the_last_day_of_a_year_and_the_first_of_the_next_are_one_moment_for_stocks() -> None:
    found = pair(figure("5", "2003-12-31", **DAY), figure("5", "2004-01-01", **DAY, **LEAGUE))
    assert (found["class"], found["days_of_overlap"]) == ("agree", 1)
    assert kind(figure("5", "2004-01-01", **DAY), figure("6", "2003-12-31", **DAY, **LEAGUE)) == "conflict"


@pytest.mark.parametrize(("first", "second"), [("2003-12-30", "2003-12-31"), ("2003-01-01", "2003-12-31")])
def test_other_days_are_two_moments(first: str, second: str) -> None:
    assert compared(frame(figure("5", first, **DAY), figure("6", second, **DAY))).empty


def test_what_happens_on_two_days_has_no_common_moment() -> None:
    assert compared(frame(figure("5", "2003-12-31"), figure("6", "2004-01-01"))).empty


def test_a_stock_of_the_last_day_of_a_year_does_not_meet_the_year_that_begins() -> None:
    assert compared(frame(figure("5", "2003-12-31", **DAY), figure("6", "2004", **DAY))).empty
    assert kind(figure("5", "2003-12-31", **DAY), figure("6", "2003", **DAY)) == "coverage"


# one example of each class, and what comes near to it


def test_a_figure_and_what_replaced_it_are_superseded() -> None:
    assert kind(figure("610"), figure("640", supersedes="a")) == "superseded"
    assert kind(figure("610", supersedes="b"), figure("640")) == "superseded"
    assert kind(figure("610"), figure("640", supersedes="elsewhere")) == "conflict"


def test_a_figure_is_superseded_through_what_stood_in_between_but_not_beside() -> None:
    chain = frame(figure("1"), figure("2", supersedes="a"), figure("3", supersedes="b"), figure("4", **LEAGUE))
    kinds = compared(chain).set_index(["obs_a", "obs_b"])["class"]
    assert kinds["a", "c"] == kinds["a", "b"] == kinds["b", "c"] == "superseded"
    assert {kinds[name, "d"] for name in "abc"} == {"conflict"}


def test_two_figures_that_name_each_other_as_replaced_end_the_chain() -> None:
    assert kind(figure("610", supersedes="b"), figure("640", supersedes="a")) == "superseded"


def test_different_indicators_of_one_family_differ_by_definition_even_when_equal() -> None:
    solved = {"indicator_id": "solved", "family": "crime"}
    assert kind(figure("5", family="crime"), figure("5", **LEAGUE, **solved)) == "definition"
    assert kind(figure("5", family="crime"), figure("5", **LEAGUE, family="crime")) == "agree"


@pytest.mark.parametrize(
    ("first", "bound", "second", "expected"),
    [
        ("200", "at_least", "200", "bound_compatible"),
        ("200", "at_least", "199", "conflict"),
        ("200", "at_most", "200", "bound_compatible"),
        ("200", "at_most", "201", "conflict"),
        ("3,000", "about", "3,300", "bound_compatible"),
        ("3,000", "about", "3,301", "conflict"),
        ("3,000", "about", "2,700", "bound_compatible"),
        ("3,000", "about", "2,699", "conflict"),
        ("<5", "suppressed", "4", "bound_compatible"),
        ("<5", "suppressed", "5", "conflict"),
        ("<5", "suppressed", "0", "bound_compatible"),
    ],
)
def test_a_bound_and_a_figure_are_compatible_when_both_can_be_true(
    first: str, bound: str, second: str, expected: str
) -> None:
    limited = figure(first, bound=bound, threshold=5 if bound == "suppressed" else None)
    assert kind(limited, figure(second, **LEAGUE)) == expected
    assert kind(figure(second, **LEAGUE), limited) == expected


def test_two_bounds_are_compatible_unless_they_leave_nothing_between_them() -> None:
    assert kind(figure("200", bound="at_least"), figure("300", bound="at_most")) == "bound_compatible"
    assert kind(figure("300", bound="at_least"), figure("200", bound="at_most")) == "conflict"


def test_a_rounded_percentage_is_compatible_with_what_it_may_have_been_rounded_from() -> None:
    share = {"measure_kind": "share"}
    assert kind(figure("24", **share), figure("24.3", bound="at_least", **share)) == "bound_compatible"
    assert kind(figure("24", **share), figure("24.6", bound="at_least", **share)) == "conflict"


def test_different_periods_make_a_difference_of_coverage_even_when_the_values_are_equal() -> None:
    assert kind(figure("21"), figure("16", "2003-01-01/2003-11-30", **LEAGUE)) == "coverage"
    assert kind(figure("21"), figure("21", "2003-01-01/2003-11-30", **LEAGUE)) == "coverage"


def test_a_part_of_a_period_cannot_have_more_than_all_of_it() -> None:
    assert kind(figure("21"), figure("22", "2003-01-01/2003-11-30", **LEAGUE)) == "conflict"
    assert kind(figure("eight thousand", "1998-01-01/2012-12-31", obs_value=8000), figure("8,805")) == "conflict"
    assert kind(figure("eight thousand", "1998-01-01/2012-12-31", obs_value=8000), figure("8,400")) == "coverage"


@pytest.mark.parametrize("measure", ["stock", "rate", "share"])
def test_a_part_may_have_a_larger_stock_or_share_than_the_whole(measure: str) -> None:
    figures = figure("21", measure_kind=measure), figure("22", "2003-01-01/2003-11-30", measure_kind=measure)
    assert kind(*figures) == "coverage"


def test_periods_that_only_touch_may_have_any_values() -> None:
    assert kind(figure("21", "2002-10-01/2003-09-30"), figure("9,000")) == "coverage"


def test_one_count_printed_twice_is_of_the_same_origin() -> None:
    elsewhere = {"source_id": "note"}
    assert kind(figure("17"), figure("17", **elsewhere)) == "same_origin"
    assert kind(figure("17"), figure("17", **elsewhere, counted_by="police")) == "agree"
    assert kind(figure("17"), figure("18", **elsewhere)) == "conflict"


def test_a_government_and_its_ministry_are_one_counter_but_two_ministries_are_two() -> None:
    assert kind(figure("17", counted_by="gov"), figure("17", source_id="note")) == "same_origin"
    assert kind(figure("17", counted_by="police"), figure("17", source_id="note")) == "agree"


def test_a_document_that_repeats_its_number_has_one_count_and_with_another_number_a_conflict() -> None:
    assert kind(figure("17"), figure("17")) == "same_origin"
    assert kind(figure("17"), figure("17", counted_by="")) == "same_origin"
    assert kind(figure("17"), figure("18")) == "conflict"
    assert kind(figure("17"), figure("17", counted_by="league")) == "agree"


@pytest.mark.parametrize("counters", [("", "league"), ("", "")])
def test_equal_figures_of_which_one_has_no_counter_are_unattributed(counters: tuple[str, str]) -> None:
    first, second = counters
    assert kind(figure("17", counted_by=first), figure("17", source_id="note", counted_by=second)) == "unattributed"
    assert kind(figure("17", counted_by=first), figure("18", source_id="note", counted_by=second)) == "conflict"


@pytest.mark.parametrize(
    ("first", "value", "second", "expected"),
    [
        ("537.4", 537.407, "537", "agree"),
        ("537.4", 537.407, "538", "conflict"),
        ("537.4", 537.407, "537.5", "conflict"),
        ("537.4", 537.449, "537.4", "agree"),
        ("12.5", 12.5, "13", "agree"),
        ("eight thousand", 8000, "8,400", "agree"),
        ("eight thousand", 8000, "8,501", "conflict"),
        ("8,000", 8000, "8,400", "conflict"),
        ("no crimes", 0, "0", "agree"),
        ("no crimes", 0, "1", "conflict"),
        ("3 thousand 44", 3044, "3,045", "conflict"),
    ],
)
def test_two_counters_agree_at_the_coarser_printed_precision(
    first: str, value: float, second: str, expected: str
) -> None:
    assert kind(figure(first, obs_value=value), figure(second, **LEAGUE)) == expected


def test_the_watch_list_is_not_tier_2() -> None:
    tier = {"measure_kind": "rating", "unit_measure": "tier"}
    found = pair(figure("Tier 2", obs_value=2, **tier), figure("Watchlist", obs_value=2.5, **tier, **LEAGUE))
    assert found["class"] == "conflict"
    assert pd.isna(found["ratio"])


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("3,676", 1),
        ("16,000", 1),
        ("16, 000", 1),
        ("14 052", 1),
        ("537.4", 0.1),
        ("80.3%", 0.1),
        ("24%", 1),
        ("eight thousand", 1_000),
        ("восемь тысяч", 1_000),
        ("3 thousand", 1_000),
        ("3 thousand 44", 1),
        ("two hundred and five", 1),
        ("five hundred", 100),
        ("five hundred thousand", 100_000),
        ("1.61 billion", 10_000_000),
        ("16.5 million", 100_000),
        ("8 million children", 1_000_000),
        ("Twenty-five", 1),
        ("did not hear any", 1),
        ("Tier 2 Watch List", 1),
        ("one third", 1),
        ("<5", 1),
    ],
)
def test_the_last_digit_that_is_printed_has_a_size(printed: str, unit: float) -> None:
    assert printed_unit(printed) == pytest.approx(unit)


# how far apart


def test_difference_and_ratio_are_those_of_the_values_as_printed() -> None:
    found = pair(figure("933.1", obs_value=933.1499), figure("933", **LEAGUE))
    assert found["difference"] == 0.1
    assert found["ratio"] == pytest.approx(933.1 / 933)


def test_there_is_no_ratio_to_nothing() -> None:
    found = pair(figure("0"), figure("12", **LEAGUE))
    assert found["difference"] == 12
    assert pd.isna(found["ratio"])


@pytest.mark.parametrize(
    "cells",
    [
        {"unit_measure": "persons", "indicator_id": "convicted"},
        {"bound": "at_least"},
        {"bound": "at_most"},
        {"bound": "suppressed", "threshold": 5},
        {"measure_kind": "rating"},
    ],
)
def test_there_is_no_difference_between_units_from_limits_or_between_ratings(cells: Cells) -> None:
    found = pair(figure("8", family="crime"), figure("7", family="crime", **cells))
    assert pd.isna(found["difference"])
    assert pd.isna(found["ratio"])
    assert pd.isna(found["rounding"])


def test_about_a_number_is_a_number() -> None:
    assert pair(figure("8"), figure("6", bound="about"))["difference"] == 2


@pytest.mark.parametrize(
    ("first", "second", "unit"),
    [
        ("4,715", "4,747", 100),
        ("1,023", "933", 1_000),
        ("104", "96", 10),
        ("105", "94", 100),
        ("933.1", "933", 1),
        ("0.44", "0.46", None),
        ("0.46", "0.54", 0.1),
        ("0.26", "0.34", 0.1),
        ("12.5", "13", 1),
        ("14", "21", None),
        ("5", "14", 10),
        ("4", "14", None),
        ("40", "3", None),
        ("0", "12", None),
        ("17", "17", None),
        ("933.0", "933", None),
        ("eight thousand", "8,400", 1_000),
        ("145", "154", 10),
        ("144", "145", 100),
        ("145", "155", None),
    ],
)
def test_the_rounding_that_reconciles_is_the_smallest_unit_in_which_both_are_one_number(
    first: str, second: str, unit: float | None
) -> None:
    words = {"eight thousand": {"obs_value": 8_000}}
    for one, other in ((first, second), (second, first)):
        found = pair(figure(one, **words.get(one, {})), figure(other, **LEAGUE, **words.get(other, {})))
        assert found["rounding"] == unit if unit else pd.isna(found["rounding"])


def test_no_rounding_reconciles_two_periods() -> None:
    assert pd.isna(pair(figure("4,715"), figure("4,747", "2003-01-01/2003-11-30", **LEAGUE))["rounding"])
    assert pair(figure("4,715"), figure("4,747", **LEAGUE))["rounding"] == 100


def test_the_distance_of_two_indicators_of_one_unit_is_told_with_its_rounding() -> None:
    found = pair(figure("4,715", family="crime"), figure("4,747", family="crime", indicator_id="solved"))
    assert (found["class"], found["difference"], found["rounding"]) == ("definition", 32, 100)


# what holds for any data


def invented(number: int, seed: int = 20) -> pd.DataFrame:
    """Figures with few different cells, so that many of them meet."""
    chance = random.Random(seed)
    periods = ["2003", "2004", "2003-01-01/2003-06-30", "1999-01-01/2003-12-31", "2003-12-31", "2004-01-01", ""]
    rows = []
    for place in range(number):
        indicator, family, unit = chance.choice([("crimes", "", "crimes"), ("x", "f", "crimes"), ("y", "f", "persons")])
        bound = chance.choice(["exact"] * 6 + ["at_least", "at_most", "about", "suppressed"])
        rows.append(
            figure(
                "<5" if bound == "suppressed" else chance.choice(["0", "4", "1,023", "933", "933.2"]),
                chance.choice(periods),
                obs_id=f"obs-{place}",
                indicator_id=indicator,
                family=family,
                unit_measure=unit,
                measure_kind=chance.choice(["flow", "stock"]),
                sex=chance.choice(["_T", "F"]),
                bound=bound,
                threshold=5 if bound == "suppressed" else None,
                source_id=chance.choice(["report", "note"]),
                counted_by=chance.choice(["", "ministry", "league", "gov"]),
                supersedes=f"obs-{place - 3}" if place % 7 == 5 else "",
            )
        )
    return frame(*rows)


@pytest.fixture(scope="module")
def many() -> pd.DataFrame:
    """Invented figures."""
    return invented(150)


@pytest.fixture(scope="module")
def pairs(many: pd.DataFrame) -> pd.DataFrame:
    """All their pairs."""
    return compared(many, parents=PARENTS)


def test_the_invented_figures_have_pairs_of_every_class(pairs: pd.DataFrame) -> None:
    assert set(pairs["class"]) == set(CLASSES)


def test_a_pair_stands_once_and_in_the_order_of_its_ids(pairs: pd.DataFrame) -> None:
    assert (pairs["obs_a"] < pairs["obs_b"]).all()
    ids = list(zip(pairs["obs_a"], pairs["obs_b"], strict=True))
    assert ids == sorted(ids)
    assert not pairs.duplicated(["obs_a", "obs_b"]).any()
    assert pairs["class"].isin(CLASSES).all()
    assert (pairs["days_of_overlap"] > 0).all()


def test_every_two_figures_that_meet_are_a_pair(many: pd.DataFrame, pairs: pd.DataFrame) -> None:
    """Said again in the slow and simple way."""
    expected = set()
    rows = many.sort_values("obs_id").to_dict("records")
    for place, one in enumerate(rows):
        for other in rows[place + 1 :]:
            thing = one["indicator_id"] == other["indicator_id"] or one["family"] == other["family"] != ""
            overlap = one["period_start"] <= other["period_end"] and other["period_start"] <= one["period_end"]
            days = {str(row["period_end"])[:10] for row in (one, other) if row["measure_kind"] == "stock"}
            if thing and one["sex"] == other["sex"] and (overlap or days == {"2003-12-31", "2004-01-01"}):
                lasting = [row for row in (one, other) if row["period_start"] != row["period_end"]]
                if overlap or not lasting:
                    expected.add((one["obs_id"], other["obs_id"]))
    assert set(zip(pairs["obs_a"], pairs["obs_b"], strict=True)) == expected


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_does_not_matter(many: pd.DataFrame, pairs: pd.DataFrame, seed: int) -> None:
    shuffled = many.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(compared(shuffled, parents=PARENTS), pairs)


@pytest.mark.parametrize("seed", range(5))
def test_which_figure_has_the_smaller_id_does_not_matter(many: pd.DataFrame, pairs: pd.DataFrame, seed: int) -> None:
    names = list(many["obs_id"])
    others = random.Random(seed).sample(names, len(names))
    renamed = dict(zip(names, others, strict=True)) | {"": ""}
    swapped = compared(
        many.assign(obs_id=many["obs_id"].map(renamed), supersedes=many["supersedes"].map(renamed)), parents=PARENTS
    )
    assert told(swapped) == {(frozenset(renamed[name] for name in ids), *rest) for ids, *rest in told(pairs)}


def told(pairs: pd.DataFrame) -> set[tuple[object, ...]]:
    """What is said of each pair, without saying which of the two stands first."""
    numbers = pairs[["class", "difference", "ratio", "rounding", "days_of_overlap"]].astype(str)
    ids = [frozenset(names) for names in zip(pairs["obs_a"], pairs["obs_b"], strict=True)]
    return set(zip(ids, *(numbers[column] for column in numbers), strict=True))


@pytest.mark.parametrize("cells", [{"ref_area": "UZ"}, {"indicator_id": "new"}, {"sex": "M"}])
def test_an_unrelated_figure_changes_nothing(many: pd.DataFrame, pairs: pd.DataFrame, cells: Cells) -> None:
    more = pd.concat([frame(figure("7", "1990-01-01/2020-12-31", obs_id="obs-0b", **cells)), many], ignore_index=True)
    pd.testing.assert_frame_equal(compared(more, parents=PARENTS), pairs)


def test_what_is_compared_is_not_changed(many: pd.DataFrame) -> None:
    before = many.copy(deep=True)
    compared(many, parents=PARENTS)
    pd.testing.assert_frame_equal(many, before)


@pytest.mark.parametrize("figures", [(), (figure("5"),), (figure("5", ""),)])
def test_nothing_to_compare_is_an_empty_frame_with_all_columns(figures: tuple[Cells, ...]) -> None:
    found = compared(frame(figure("5"), *figures).iloc[1:])
    assert list(found.columns) == [
        "obs_a", "obs_b", "class", "difference", "ratio", "rounding", "days_of_overlap", "indicator_a", "indicator_b",
    ]  # fmt: skip
    assert found.empty


def test_the_cost_does_not_grow_with_the_square_of_figures_that_do_not_meet() -> None:
    days = pd.Series(pd.date_range("1980-01-01", periods=12_000))
    series = frame(figure("5")).loc[[0] * len(days)].reset_index(drop=True)
    series = series.assign(obs_id=[f"{place:05}" for place in range(len(days))], period_start=days, period_end=days)
    started = time.perf_counter()
    assert compared(series).empty
    assert time.perf_counter() - started < 5  # 72 million comparisons would take minutes


# real pairs, with the values that the documents print


def real_pair(real: Dataset, **printed: str) -> pd.Series:
    """The pair of two figures of the data, whose printed values are held against what the document says."""
    figures = real.observations.set_index("obs_id")["value_as_printed"]
    ids = sorted(name.replace("_", "-") for name in printed)
    assert {name: figures[name] for name in ids} == {name.replace("_", "-"): text for name, text in printed.items()}
    found = real.comparisons.query("obs_a == @ids[0] and obs_b == @ids[1]")
    assert len(found) == 1
    return found.iloc[0]


def test_registry_offices_and_the_statistical_office_disagree_on_adoptions_by_foreigners_in_2003(real: Dataset) -> None:
    found = real_pair(real, opsc2004_p56_6="1,023", tm_4_4_7_2003="933")
    assert (found["class"], found["difference"], found["indicator_a"]) == ("conflict", 90, "adoptions_intercountry")
    assert found["ratio"] == pytest.approx(1.09646, abs=1e-5)


def test_five_years_and_one_of_them_differ_in_coverage(real: Dataset) -> None:
    found = real_pair(real, opsc2004_p56_3="3,676", tm_4_4_7_2003="933")
    assert (found["class"], found["days_of_overlap"]) == ("coverage", 365)
    assert real_pair(real, opsc2004_p56_3="3,676", opsc2004_p56_6="1,023")["class"] == "coverage"


def test_the_ministry_in_the_press_and_the_statistical_office_agree_on_2009(real: Dataset) -> None:
    assert real_pair(real, kt_kz_2010_2="669", tm_4_4_7_2009="669")["class"] == "agree"


def test_two_reports_print_one_count_of_the_ministry_and_contradict_each_other_a_year_later(real: Dataset) -> None:
    assert real_pair(real, ecpat2013_e53_2="17", ilo_ceacr_2012_1="17")["class"] == "same_origin"
    assert real_pair(real, ecpat2013_e53_3="21", ilo_ceacr_2012_2="14")["class"] == "conflict"


def test_a_rating_that_was_raised_in_the_same_year_is_superseded(real: Dataset) -> None:
    found = real_pair(real, us_state_tip_2003_1="Tier 3", us_state_tip_2003_2="Tier 2")
    assert found["class"] == "superseded"


def test_visas_are_not_adoptions(real: Dataset) -> None:
    assert real_pair(real, us_state_iaa_2004_1="825", opsc2004_p56_6="1,023")["class"] == "definition"


def test_comparisons_are_computed_once_and_cannot_be_changed(real: Dataset) -> None:
    handed_out = real.comparisons
    handed_out["class"] = "changed"
    assert set(real.comparisons["class"]) <= set(CLASSES)
    assert real._comparisons is real._comparisons
    assert hash(real) == hash(real)


# what the documentation says


def rows_of(page: str, heading: str) -> list[str]:
    """The first code word of each row of the table under a heading."""
    part = page.split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\|[^|`]*(?:\|[^|`]*)?`([a-z_]+)`", part, re.MULTILINE)


def test_the_page_on_comparing_names_the_classes_in_their_order_and_the_columns(real: Dataset) -> None:
    page = (Path(__file__).parents[1] / "docs" / "comparing.md").read_text(encoding="utf-8")
    assert rows_of(page, "The eight classes") == list(CLASSES)
    explained = set(rows_of(page, "The numbers behind a pair"))
    assert explained == set(real.comparisons.columns) - {"obs_a", "obs_b", "class", "indicator_a", "indicator_b"}
