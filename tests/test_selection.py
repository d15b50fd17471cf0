"""What a choice shows: by indicator, division, kind of source and years, and that nothing is out of reach."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from loaders import Dataset
from loaders.divisions import divided_by, divisions
from loaders.selection import (
    CORE_YEARS,
    NOT_STATED,
    SOURCE_TYPES,
    Selection,
    Shown,
    counters_of,
    default_selection,
    divisions_of,
    gaps_of,
    indicators_of,
    populations_of,
    selection_of_figure,
    shown_figures,
    ways_out,
    year_span,
)
from loaders.tables import TOPICS

CRIMES = Selection("cases", "example_crimes")


def ids_of(figures: pd.DataFrame) -> set[str]:
    return set(figures["obs_id"])


# years


def test_a_choice_of_years_keeps_what_overlaps_them(example: Dataset) -> None:
    shown = shown_figures(example, replace(CRIMES, year_from=2003, year_to=2003))
    assert ids_of(shown.dated) == {"crimes_1999_2003", "crimes_2003", "crimes_2003_relayed"}


def test_a_fiscal_year_is_shown_in_both_of_its_calendar_years(example: Dataset) -> None:
    for year in (2006, 2007):
        assert "crimes_fy2007" in ids_of(shown_figures(example, replace(CRIMES, year_from=year, year_to=year)).dated)


def test_undated_figures_stay_apart_whatever_the_years(example: Dataset) -> None:
    for years in (CORE_YEARS, (2003, 2003), year_span(example)):
        shown = shown_figures(example, replace(CRIMES, year_from=years[0], year_to=years[1]))
        assert ids_of(shown.undated) == {"crimes_undated"}
        assert shown.dated["period_start"].notna().all()


def test_figures_of_other_years_are_told_and_not_lost(example: Dataset) -> None:
    shown = shown_figures(example, replace(CRIMES, year_from=2010, year_to=2011))
    assert ids_of(shown.dated) == {"crimes_2010", "crimes_2011_early", "crimes_2011"}
    assert {"crimes_2003", "crimes_2009", "crimes_1999_2003"} <= ids_of(shown.outside)
    assert not ids_of(shown.dated) & ids_of(shown.outside)


def test_the_span_of_years_is_that_of_all_figures(example: Dataset) -> None:
    assert year_span(example) == (1999, 2011)


# kinds of source


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("government", {"crimes_2005_h1", "crimes_2006"}),
        ("ngo", {"crimes_2005_league", "crimes_2006_article"}),
        ("international", {"crimes_fy2007"}),
    ],
)
def test_a_choice_of_sources_keeps_their_kind(example: Dataset, kind: str, found: set[str]) -> None:
    choice = replace(CRIMES, source_types=(kind,), year_from=2005, year_to=2006)
    assert ids_of(shown_figures(example, choice).dated) == found


def test_a_choice_of_sources_holds_for_what_stands_beside_and_outside_too(example: Dataset) -> None:
    shown = shown_figures(example, replace(CRIMES, source_types=("government",), year_from=2010, year_to=2010))
    assert shown.undated.empty
    assert set(shown.outside["source_type"]) == {"government"}


# counters and populations


def test_a_choice_of_counter_keeps_its_figures_only(real: Dataset) -> None:
    choice = Selection("adoptions", "adoptions_intercountry", counted_by="registry_kz")
    shown = shown_figures(real, choice)
    assert ids_of(shown.dated) == {"opsc2004-p56-6"}
    assert (
        shown.hidden
        == len(real.observations.query("indicator_id == 'adoptions_intercountry' and division == 'total'")) - 1
    )


def test_the_counters_of_an_indicator_are_those_of_its_figures(real: Dataset) -> None:
    counters = counters_of(real, "adoptions_intercountry")
    assert counters[0] == "stat_kz"
    assert counters[-1] == NOT_STATED
    assert {"registry_kz", "mes_kz"} <= set(counters)


def test_a_choice_of_population_begins_with_one_of_its_indicators(real: Dataset) -> None:
    for topic in TOPICS:
        for population in populations_of(real, topic):
            choice = default_selection(real, topic, "", population)
            assert real.row("indicators", choice.indicator_id)["population"] == population
            assert choice.population == population


def test_an_indicator_of_another_population_shows_nothing(example: Dataset) -> None:
    shown = shown_figures(example, replace(CRIMES, population="not_persons"))
    assert shown.dated.empty
    assert shown.hidden > 0


# ways out of an empty choice


@pytest.mark.parametrize(
    ("changes", "ways"),
    [
        ({"source_types": ("ngo",), "year_from": 2003, "year_to": 2003}, {"source_type": 3, "years": 3}),
        ({"population": "not_persons", "year_from": 2003, "year_to": 2003}, {"population": 3}),
        ({"breakdown": "sex", "year_from": 2005, "year_to": 2005}, {"years": 2, "breakdown": 2}),
        (
            {"population": "not_persons", "source_types": ("international",), "year_from": 1999, "year_to": 1999},
            {"all": 16},
        ),
    ],
)
def test_an_empty_choice_is_told_which_change_would_show_figures(
    example: Dataset, changes: dict[str, object], ways: dict[str, int]
) -> None:
    choice = replace(CRIMES, **changes)
    assert shown_figures(example, choice).dated.empty
    found = list(ways_out(example, choice))
    assert {name: figures for name, _, figures in found} == ways
    for _, changed, figures in found:
        assert len(shown_figures(example, changed).dated) == figures


def test_figures_without_a_date_are_a_way_out_too(real: Dataset) -> None:
    hidden = Selection("trafficking", "trafficking_organs", source_types=("ngo",))
    assert [(name, figures) for name, _, figures in ways_out(real, hidden)] == [("source_type", 1)]
    shown = replace(hidden, source_types=SOURCE_TYPES)
    assert list(ways_out(real, shown)) == []


def test_a_figure_of_other_years_widens_the_years_to_its_period(real: Dataset) -> None:
    choice = selection_of_figure(real, "opsc2004-p56-3")
    assert (choice.indicator_id, choice.year_from, choice.year_to) == ("adoptions_intercountry", 2002, 2011)
    late = selection_of_figure(real, "tm-4-4-7-2000")
    assert (late.year_from, late.year_to) == (2000, 2011)


# divisions


def test_an_indicator_has_the_divisions_in_which_it_has_figures(example: Dataset) -> None:
    assert divisions_of(example, "example_crimes") == ["total", "sex"]
    assert divisions_of(example, "example_convicted") == ["total", "citizenship"]
    assert divisions_of(example, "example_victims") == ["total", "cause"]
    assert divisions_of(example, "example_identified") == ["ref_area"]


def test_a_total_is_no_part_and_a_part_is_no_total(example: Dataset) -> None:
    years = {"year_from": 2003, "year_to": 2003}
    assert ids_of(shown_figures(example, replace(CRIMES, breakdown="sex", **years)).dated) == {
        "crimes_2003_f",
        "crimes_2003_m",
    }
    assert not {"crimes_2003_f", "crimes_2003_m"} & ids_of(shown_figures(example, replace(CRIMES, **years)).dated)


def _divided(*rows: dict[str, str], population: str = "children") -> list[str]:
    plain = {"indicator_id": "any", "breakdown": "", "sex": "_T", "age": "_T", "ref_area": "KZ"}
    return divisions(pd.DataFrame([plain | row for row in rows]).assign(population=population)).tolist()


def test_a_figure_can_be_divided_by_several_things() -> None:
    found = _divided({}, {"sex": "F", "age": "Y14T17"}, {"breakdown": "cause", "ref_area": "KZ-75"})
    assert found == ["total", "sex|age", "cause|ref_area"]


def test_under_18_is_everybody_among_children_and_a_part_among_people_of_all_ages() -> None:
    ages = ({"age": "_T"}, {"age": "Y_LT18"})
    assert _divided(*ages, population="children") == ["total", "total"]
    assert _divided(*ages, population="all_ages") == ["total", "age"]


def test_the_widest_age_of_an_indicator_is_its_total() -> None:
    assert _divided({"age": "Y14T17"}, {"age": "Y14T17"}, population="all_ages") == ["total", "total"]
    assert _divided({"age": "Y_LT18"}, {"age": "Y14T17"}, population="all_ages") == ["total", "age"]


def test_a_name_of_a_division_is_matched_as_a_whole() -> None:
    figures = pd.DataFrame({"division": ["age", "age_of_perpetrator", "sex|age", "total"]})
    assert divided_by(figures, "age").tolist() == [True, False, True, False]


# what a reader sees first


def test_every_topic_begins_with_figures(real: Dataset) -> None:
    for topic in TOPICS:
        choice = default_selection(real, topic)
        assert choice.indicator_id in set(indicators_of(real, topic)["indicator_id"])
        assert (choice.source_types, choice.year_from, choice.year_to) == (SOURCE_TYPES, 2002, 2011)
        assert len(shown_figures(real, choice).dated) >= 3


def test_a_topic_lists_its_indicators_with_figures_only(example: Dataset) -> None:
    assert indicators_of(example, "cases")["indicator_id"].tolist() == ["example_crimes", "example_victims"]


def test_the_gaps_of_a_choice_bear_on_its_indicator_or_on_its_whole_topic(example: Dataset) -> None:
    assert gaps_of(example, CRIMES)["gap_id"].tolist() == ["gap_disaggregation"]
    assert gaps_of(example, Selection("cases", "example_victims")).empty
    assert gaps_of(example, Selection("trafficking", "example_identified"))["gap_id"].tolist() == ["gap_undated"]


# nothing is out of reach


def test_every_figure_can_be_reached_on_a_page(real: Dataset, views: list[tuple[Selection, Shown]]) -> None:
    reached: dict[str, set[str]] = {}
    for choice, shown in views:
        assert shown.outside.empty
        reached.setdefault(choice.indicator_id, set()).update(ids_of(shown.dated), ids_of(shown.undated))
    of_indicators = real.observations.groupby("indicator_id")["obs_id"].agg(set).to_dict()
    assert reached == of_indicators


def test_every_gap_statement_can_be_reached_on_a_page(real: Dataset) -> None:
    reached = {
        gap
        for topic in TOPICS
        for indicator in indicators_of(real, topic)["indicator_id"]
        for gap in gaps_of(real, Selection(topic, indicator))["gap_id"]
    }
    assert reached == set(real.table("gaps")["gap_id"])
