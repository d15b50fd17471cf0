"""Two figures side by side as drawings: what is drawn where, on an axis that both share."""

from __future__ import annotations

from typing import Any

import pytest

from components.drawing import svg_of
from components.pair_chart import period_tracks, ready, value_tracks
from loaders import Dataset
from loaders.disagreements import conflicts, pairs_of_indicator, seeming
from loaders.related import figure_row
from test_agreement import changed


def drawn(dataset: Dataset, *names: str) -> tuple[list[Any], list[Any]]:
    rows = [ready(dataset, figure_row(dataset, name)) for name in names]
    return value_tracks(dataset, rows), period_tracks(rows)


def traces(figure: Any, meta: str) -> list[Any]:
    return [trace for trace in figure["data"] if trace["meta"] == meta]


def test_both_values_stand_on_one_axis_that_begins_at_zero(spoken: Dataset) -> None:
    values, _ = drawn(spoken, "crimes_2004_league", "crimes_2004")
    assert [track["layout"]["xaxis"]["range"] for track in values] == [[0.0, 2500.0]] * 2
    assert [traces(track, "point")[0]["x"] for track in values] == [[1900.0], [1130.0]]
    assert [traces(track, "from_zero")[0]["x"] for track in values] == [[0.0, 1900.0], [0.0, 1130.0]]


def test_the_axis_is_named_once_under_the_last_figure(spoken: Dataset) -> None:
    values, periods = drawn(spoken, "crimes_2004_league", "crimes_2004")
    assert [track["layout"]["xaxis"]["ticktext"] for track in values] == [[], ["0", "2,500"]]
    assert [track["layout"]["xaxis"]["ticktext"] for track in periods] == [[], ["2004"]]


def test_half_a_year_is_half_as_long_as_the_year(spoken: Dataset) -> None:
    """The first half of 2005 has 181 of 365 days."""
    _, (whole, half) = drawn(spoken, "crimes_2005_league", "crimes_2005_h1")
    assert traces(whole, "bar")[0]["x"] == [2005.0, 2006.0]
    assert traces(half, "bar")[0]["x"] == pytest.approx([2005.0, 2005 + 181 / 365])
    assert whole["layout"]["xaxis"]["range"] == half["layout"]["xaxis"]["range"] == [2005, 2006]


def test_a_long_time_names_its_first_and_last_year(spoken: Dataset) -> None:
    _, periods = drawn(spoken, "crimes_1999_2003", "crimes_2003")
    assert periods[1]["layout"]["xaxis"]["ticktext"] == ["1999", "2003"]
    assert traces(periods[1], "bar")[0]["x"] == [2003.0, 2004.0]


def test_a_moment_is_a_single_mark(spoken: Dataset) -> None:
    _, periods = drawn(spoken, "in_care_2004", "in_care_2005")
    (mark,) = traces(periods[0], "point")
    assert len(mark["x"]) == 1
    assert traces(periods[0], "bar") == []


@pytest.mark.parametrize(
    ("name", "way"), [("crimes_2008", 1), ("crimes_2009", -1), ("crimes_2010", 1)], ids=["at least", "at most", "about"]
)
def test_a_bound_is_an_arrow_along_the_axis(spoken: Dataset, name: str, way: int) -> None:
    values, _ = drawn(spoken, "crimes_2004", name)
    assert values[0]["layout"]["annotations"] == []
    (arrow,) = values[1]["layout"]["annotations"]
    assert arrow["xshift"] * way > 0
    assert arrow["ax"] * way < 0
    assert arrow["ay"] == 0
    assert (arrow["arrowside"] == "end+start") == (name == "crimes_2010")
    assert "yshift" not in arrow


def test_a_suppressed_number_is_hatched_up_to_its_threshold(spoken: Dataset) -> None:
    values, _ = drawn(spoken, "convicted_2004_uzb", "convicted_2004_kgz")
    (bar,) = traces(values[1], "suppressed")
    assert (bar["orientation"], bar["x"], bar["y"]) == ("h", [5.0], [0])
    assert bar["marker"]["pattern"]["shape"] == "/"
    assert traces(values[1], "from_zero") == []


def test_own_counts_are_filled_and_relayed_ones_hollow(spoken: Dataset) -> None:
    values, _ = drawn(spoken, "crimes_2003", "crimes_2003_relayed")
    own, relayed = (traces(track, "point")[0]["marker"] for track in values)
    assert own["color"] == own["line"]["color"]
    assert relayed["color"] != relayed["line"]["color"]


def test_a_figure_that_was_replaced_is_faint(spoken: Dataset) -> None:
    values, _ = drawn(spoken, "crimes_2011", "crimes_2011_early")
    assert [traces(track, "point")[0]["marker"]["opacity"] for track in values] == [1, 0.35]


def test_a_rating_stands_on_its_scale_with_the_best_to_the_right(real: Dataset) -> None:
    values, _ = drawn(real, "us-tier-2003", "us-state-tip-2003-2")
    assert values[0]["layout"]["xaxis"]["range"] == [3.5, 0.5]
    assert [traces(track, "point")[0]["x"] for track in values] == [[3.0], [2.0]]
    assert traces(values[0], "from_zero") == []


def test_two_zeros_still_have_an_axis(spoken: Dataset) -> None:
    zeros = changed(spoken, crimes_2004={"obs_value": 0.0}, crimes_2004_league={"obs_value": 0.0})
    values, _ = drawn(zeros, "crimes_2004", "crimes_2004_league")
    assert values[0]["layout"]["xaxis"]["range"] == [0.0, 2.0]


def test_every_pair_of_the_page_and_of_an_example_can_be_drawn(real: Dataset, spoken: Dataset) -> None:
    told = [(real, pair) for rows in (conflicts(real), seeming(real)) for pairs in rows.values() for pair in pairs]
    told += [(spoken, pair) for pairs in pairs_of_indicator(spoken, "example_crimes").values() for pair in pairs]
    for dataset, pair in told:
        values, periods = drawn(dataset, *pair.names)
        for figure in (*(values if pair.first["unit_measure"] == pair.second["unit_measure"] else []), *periods):
            drawing = svg_of(figure)
            assert drawing.count("<title>") >= 1
            assert "href" not in drawing  # the value beside it is the link
