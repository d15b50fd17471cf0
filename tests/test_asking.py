"""What a request gives: the rows that were asked for, those that the screen shows, and a refusal that helps."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pandas as pd
import pytest

from components.places import args_of
from components.shown_by import page_of
from components.state import view_of
from components.topic_page import topic_page
from loaders import Dataset
from loaders.exports.asking import Asked, allowed_values, asked_by, asked_of, known_parameters, query_of, rows_asked
from loaders.exports.collections import collections
from loaders.exports.download import BadQuery
from loaders.filters import NOT_STATED
from loaders.selection import SOURCE_TYPES, Selection, Shown, counters_of, default_selection, shown_figures
from server.prerender import to_html

SEED = 20261122


def found(dataset: Dataset, name: str = "observations", **args: str | list[str]) -> pd.DataFrame:
    """The rows for the parameters of an address."""
    given = {key: [value] if isinstance(value, str) else value for key, value in args.items()}
    return rows_asked(dataset, asked_of(dataset, name, given))


def ids_found(dataset: Dataset, **args: str | list[str]) -> set[str]:
    return set(found(dataset, **args)["obs_id"])


# filters


def test_a_request_without_filters_gives_every_row_once(real: Dataset) -> None:
    for name, collection in collections().items():
        rows = rows_asked(real, Asked(name))
        assert len(rows) == len(collection.rows(real)), name
        assert len(rows) or name == "corrections", name  # nothing was reported yet
        assert not rows.duplicated(list(collection.key)).any(), name


def test_each_filter_gives_just_the_rows_with_its_value(real: Dataset) -> None:
    for column, value in (("topic", "adoptions"), ("source_type", "ngo"), ("sex", "F"), ("ref_area", "KZ-75")):
        rows, everything = found(real, **{column: value}), real.observations
        assert set(rows["obs_id"]) == set(everything.loc[everything[column] == value, "obs_id"]) != set()


def test_a_repeated_parameter_means_either_value_and_two_parameters_mean_both(real: Dataset) -> None:
    girls, boys = (ids_found(real, sex=sex, topic="adoptions") for sex in "FM")
    assert girls
    assert boys
    assert ids_found(real, sex=["F", "M"], topic="adoptions") == girls | boys
    assert girls == ids_found(real, sex="F") & ids_found(real, topic="adoptions")


def test_figures_whose_counter_nobody_names_can_be_asked_for(real: Dataset) -> None:
    assert set(found(real, counted_by=NOT_STATED)["origin"]) == {"unattributed"}


def test_a_division_is_asked_for_as_on_the_page(real: Dataset) -> None:
    """A figure by sex and age is divided by both, whatever stands in its column breakdown."""
    assert (found(real, breakdown="sex")["sex"] != "_T").all()
    assert set(found(real, breakdown="total")["division"]) == {"total"}
    assert set(found(real, breakdown="citizenship")["breakdown"]) == {"citizenship"}


def test_years_keep_what_overlaps_them(spoken: Dataset) -> None:
    in_2003 = ids_found(spoken, indicator_id="example_crimes", breakdown="total", year_from="2003", year_to="2003")
    assert in_2003 == {"crimes_1999_2003", "crimes_2003", "crimes_2003_relayed"}


def test_undated_figures_are_in_unless_years_are_chosen_or_the_reader_decides(spoken: Dataset) -> None:
    crimes = {"indicator_id": "example_crimes"}
    years = {"year_from": "2003", "year_to": "2003"}
    assert "crimes_undated" in ids_found(spoken, **crimes)
    assert "crimes_undated" not in ids_found(spoken, **crimes, **years)
    assert "crimes_undated" not in ids_found(spoken, **crimes, undated="excluded")
    assert "crimes_undated" in ids_found(spoken, **crimes, **years, undated="included")
    assert ids_found(spoken, **crimes, undated="only") == {"crimes_undated"}
    with pytest.raises(BadQuery, match="have no years"):
        found(spoken, **crimes, **years, undated="only")


def test_a_pair_is_found_by_either_figure_and_either_source(real: Dataset) -> None:
    name = "opsc2004-p56-3"
    pairs = found(real, "comparisons", obs_id=name)
    assert len(pairs)
    assert ((pairs["obs_a"] == name) | (pairs["obs_b"] == name)).all()
    of_source = found(real, "comparisons", source_id="opsc2004")
    assert ((of_source["source_id_a"] == "opsc2004") | (of_source["source_id_b"] == "opsc2004")).all()
    assert set(of_source["source_id_b"]) - {"opsc2004"}


def test_events_and_statements_can_be_asked_for_by_years(real: Dataset) -> None:
    events = found(real, "events", year_from="2006", year_to="2006")
    assert len(events)
    assert set(events["event_date"].dt.year) == {2006}
    assert len(found(real, "gaps", undated="only")) + len(found(real, "gaps", undated="excluded")) == len(
        real.table("gaps")
    )


# refusals


def refusal(dataset: Dataset, name: str, **args: str | list[str]) -> BadQuery:
    with pytest.raises(BadQuery) as caught:
        found(dataset, name, **args)
    return caught.value


def test_an_unknown_parameter_is_refused_with_those_that_are_known(real: Dataset) -> None:
    for name, collection in collections().items():
        refused = refusal(real, name, colour="red")
        assert refused.parameter == "colour"
        assert refused.allowed == known_parameters(collection)
        assert all(known in str(refused) for known in refused.allowed)


def test_an_unknown_value_is_refused_with_those_that_are_allowed(real: Dataset) -> None:
    refused = refusal(real, "observations", source_type=["ngo", "press"])
    assert (refused.parameter, refused.allowed) == ("source_type", SOURCE_TYPES)
    assert "press" in str(refused)


def test_a_thousand_allowed_values_are_counted_and_not_listed(real: Dataset) -> None:
    refused = refusal(real, "observations", obs_id="no-such-figure")
    assert refused.allowed == ()
    assert f"{len(real.observations):,} values" in str(refused)


@pytest.mark.parametrize("year", ["", "05", "20055", "2o05", "２００５", "0000", "-200", " 2005"])
def test_a_year_is_written_with_four_digits(real: Dataset, year: str) -> None:
    assert refusal(real, "observations", year_from=year).parameter == "year_from"


def test_years_in_the_wrong_order_and_years_given_twice_are_refused(real: Dataset) -> None:
    assert refusal(real, "observations", year_from="2005", year_to="2004").parameter == "year_to"
    assert refusal(real, "observations", year_from=["2005", "2006"]).parameter == "year_from"


def test_a_collection_without_dates_knows_no_years(real: Dataset) -> None:
    assert refusal(real, "bodies", year_from="2005").parameter == "year_from"


def test_every_value_that_is_offered_gives_rows(real: Dataset) -> None:
    """Of topic and kind of source all values are offered, whether a collection has them or not."""
    for name, collection in collections().items():
        for filter_name in collection.filters:
            for value in random.Random(SEED).sample(
                allowed := allowed_values(real, name, filter_name), min(3, len(allowed))
            ):
                rows = found(real, name, **{filter_name: value})
                assert len(rows) or filter_name in ("topic", "source_type"), (name, filter_name, value)


# screen, file and address are one


def table_of(page: str) -> set[str]:
    """The figures in the tables of a page."""
    return set(re.findall(r'<tr[^>]* id="obs-([^"]+)"', page))


def choices(dataset: Dataset, views: list[tuple[Selection, Shown]], number: int) -> list[Selection]:
    """Random choices on topic pages: kinds of source, counters, years."""
    drawn = random.Random(SEED)
    made = []
    for selection, _ in drawn.sample(views, number):
        kinds = tuple(kind for kind in SOURCE_TYPES if drawn.random() < 0.7) or SOURCE_TYPES
        first = drawn.randint(1998, 2012)
        counter = drawn.choice(["", "", *counters_of(dataset, selection.indicator_id)])
        made.append(
            replace(
                selection,
                source_types=kinds,
                year_from=first,
                year_to=first + drawn.randint(0, 8),
                counted_by=counter,
            )
        )
    return made


def test_a_file_holds_just_the_figures_that_a_choice_shows(real: Dataset, views: list[tuple[Selection, Shown]]) -> None:
    for selection in choices(real, views, 150):
        shown = shown_figures(real, selection)
        rows = rows_asked(real, asked_by(selection))
        assert set(rows["obs_id"]) == {*shown.dated["obs_id"], *shown.undated["obs_id"]}, selection


def test_a_page_shows_in_its_tables_just_what_its_files_hold_and_says_how_many(
    real: Dataset, views: list[tuple[Selection, Shown]]
) -> None:
    seen = 0
    for selection in choices(real, views, 12):
        asked = asked_by(selection)
        view = view_of(real, f"/{selection.topic}", args_of(page_of(real, asked).partition("?")[2]))
        assert view.selection == selection
        page = to_html(topic_page(real, view))
        rows = rows_asked(real, asked)
        assert table_of(page) == set(rows["obs_id"])
        told = re.findall(r"Download (these )?(?:this figure|(\d+) figures|1 figure)", page)
        assert bool(told) == bool(len(rows))
        assert {int(number) for _, number in told if number} == ({len(rows)} if len(rows) > 1 else set())
        seen += len(rows)
    assert seen > 10


def test_an_address_leads_to_a_request_and_back(real: Dataset, views: list[tuple[Selection, Shown]]) -> None:
    for selection in choices(real, views, 100):
        asked = asked_by(selection)
        query: dict[str, list[str]] = {}
        for name, value in query_of(asked):
            query.setdefault(name, []).append(value)
        again = asked_of(real, "observations", query)
        assert dict(again.chosen) == dict(asked.chosen)
        assert replace(again, chosen=()) == replace(asked, chosen=())


def test_a_request_that_no_page_shows_has_no_page(real: Dataset) -> None:
    selection = default_selection(real, "adoptions")
    assert page_of(real, asked_by(selection)) == "/adoptions"
    for other in (
        Asked("observations"),
        Asked("observations", (("indicator_id", (selection.indicator_id,)),)),
        replace(asked_by(selection), undated="excluded"),
        replace(asked_by(selection), chosen=(*asked_by(selection).chosen, ("sex", ("F",)))),
        Asked("bodies"),
    ):
        assert page_of(real, other) == "", other


def test_one_figure_and_one_pair_have_their_own_pages(real: Dataset) -> None:
    pair = real.comparisons.iloc[0]
    names = (("obs_a", (pair["obs_a"],)), ("obs_b", (pair["obs_b"],)))
    assert page_of(real, Asked("observations", (("obs_id", ("opsc2004-p13-1",)),))) == "/observation/opsc2004-p13-1"
    assert page_of(real, Asked("comparisons", names)) == f"/compare/{pair['obs_a']}/{pair['obs_b']}"


def test_an_address_that_a_file_names_as_its_page_is_a_page(real: Dataset) -> None:
    """Valid requests that no page accepts: years beyond the figures, two figures that are no pair."""
    crimes = (("indicator_id", ("children_left_without_care",)), ("breakdown", ("total",)))
    assert page_of(real, Asked("observations", crimes, 1950, 2050, "included")) == ""
    strangers = (("obs_a", ("ak-zhaiyk-2014-1",)), ("obs_b", ("us-tier-2013",)))
    assert page_of(real, Asked("comparisons", strangers)) == ""


def test_the_order_in_which_kinds_of_source_are_named_does_not_matter(real: Dataset) -> None:
    chosen = asked_by(replace(default_selection(real, "adoptions"), source_types=("ngo", "international")))
    turned = replace(chosen, chosen=tuple((name, values[::-1]) for name, values in chosen.chosen[::-1]))
    assert page_of(real, turned) == page_of(real, chosen) != ""
