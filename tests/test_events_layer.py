"""Events beside figures: every date that a source gives, a strip that stays out of the plot, and no claim of cause."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from dash import html
from dash.development.base_component import Component

from components.chart import Figure
from components.drawing import svg_of
from components.events_layer import events_list, ranges, with_events
from components.measure import width_of
from components.rating_chart import Scale, rating_chart
from grammar_rows import drawn, figure, marked
from loaders.dataset import Dataset
from loaders.events import Dated, events_between, exact_dates

YEARS = (2002, 2011)


def dated(day: str, precision: str = "day", event_id: str = "") -> Dated:
    first = pd.Timestamp(day)
    last = {"day": first, "month": first + pd.offsets.MonthEnd(0), "year": pd.Timestamp(first.year, 12, 31)}[precision]
    return Dated(event_id or day, first, last, precision, "law", "a_source", "para. 1")


def invented(*events: tuple[Dated, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"number": number, "dates": exact_dates(dates)} for number, dates in enumerate(events, start=1)]
    )


def event(dataset: Dataset, key: str, years: tuple[int, int] = YEARS) -> dict[str, Any]:
    events = events_between(dataset, *years)
    (row,) = events[events["event_key"] == key].to_dict("records")
    return {str(name): value for name, value in row.items()}


# dates


def test_a_year_with_a_day_in_it_is_made_more_exact_and_no_disagreement(real: Dataset) -> None:
    act = event(real, "child-rights-act-kz")
    assert [str(date.first.date()) for date in act["dates"]] == ["2002-08-08"]
    assert not act["disagree"]
    assert len(act["statements"]) == 2


def test_dates_that_cannot_all_be_true_are_all_kept_and_said(real: Dataset) -> None:
    plan = event(real, "trafficking-plan-kz-2004")
    assert [str(date.first.date()) for date in plan["dates"]] == ["2004-02-24", "2004-02-29"]
    assert plan["disagree"]
    assert plan["explanation_id"] == "event-trafficking-plan-2004"
    convention = event(real, "ilo-182-ratification-kz")
    assert [(date.first.year, date.precision) for date in convention["dates"]] == [(2002, "year"), (2003, "day")]


def test_a_date_outside_the_years_is_kept_beside_one_inside(real: Dataset) -> None:
    protocol = event(real, "opsc-ratification-kz", (2000, 2003))
    assert protocol["date"] == pd.Timestamp("2001-01-01")
    assert [date.first.year for date in protocol["dates"]] == [1994, 2001]


def test_exact_dates_are_those_that_nothing_makes_more_exact() -> None:
    year, month, day, other = (
        dated("2004-01-01", "year"),
        dated("2004-02-01", "month"),
        dated("2004-02-24"),
        dated("2004-03-01", "month"),
    )
    assert exact_dates([year, month, day]) == (day,)
    assert exact_dates([year, month, other]) == (month, other)
    assert exact_dates([year, dated("2004-01-01", "year", "again")]) == (year,)


def test_every_event_has_one_row_in_order_and_its_number(real: Dataset) -> None:
    events = events_between(real, *YEARS)
    assert events["number"].tolist() == list(range(1, 38))
    assert events["event_key"].is_unique
    assert events["date"].is_monotonic_increasing


def test_only_what_was_set_in_force_is_shown_unless_asked_for(real: Dataset) -> None:
    assert set(events_between(real, 1980, 2030)["kind"]) == {"law", "treaty", "ratification", "plan", "institution"}
    reports = events_between(real, *YEARS, kinds=["report"])
    assert set(reports["kind"]) == {"report"}
    assert "opsc-initial-report-kz" in set(reports["event_key"])


def test_every_statement_of_the_data_is_kept(real: Dataset) -> None:
    kept = {one.event_id for statements in events_between(real, 1900, 2100)["statements"] for one in statements}
    table = real.table("events")
    wanted = table[table["kind"].isin(["law", "treaty", "ratification", "plan", "institution"])]
    assert set(wanted["event_id"]) <= kept
    assert len(wanted) == 85


# the strip


def chart_with(*events: tuple[Dated, ...]) -> tuple[Figure, Figure]:
    before = drawn(figure("2003", 5), figure("2004", 6, obs_status="B"), figure("2001-01-01/2006-12-31", 90))
    after = with_events(before, invented(*events), years=YEARS)
    assert svg_of(after).startswith("<svg")
    return before, after


def plot_height(chart: Figure) -> float:
    layout = chart["layout"]
    return float(layout["height"] - layout["margin"]["t"] - layout["margin"]["b"])


def added(before: Figure, after: Figure, what: str) -> list[dict[str, Any]]:
    return list(after["layout"][what][len(before["layout"][what]) :])


def test_the_strip_stands_above_the_plot_and_above_the_words_over_it() -> None:
    before, after = chart_with((dated("2003-05-01"),), (dated("2004-01-01", "year"),))
    floor = 1 + before["layout"]["margin"]["t"] / plot_height(before)
    assert all(min(shape["y0"], shape["y1"]) >= floor for shape in added(before, after, "shapes"))
    assert all(note["y"] >= floor for note in added(before, after, "annotations"))
    assert plot_height(after) == plot_height(before)
    assert after["layout"]["margin"]["t"] > before["layout"]["margin"]["t"]
    assert after["data"] == before["data"]


def test_the_strip_fits_into_the_margin_that_it_adds() -> None:
    before, after = chart_with((dated("2003-05-01"),), (dated("2004-01-01", "year"),))
    ceiling = 1 + after["layout"]["margin"]["t"] / plot_height(after)
    assert all(note["y"] + 14 / plot_height(after) <= ceiling + 1e-9 for note in added(before, after, "annotations"))


def test_the_figure_given_is_not_changed() -> None:
    before = drawn(figure("2003", 5))
    kept = copy.deepcopy(before)
    with_events(before, invented((dated("2003-05-01"),)), years=YEARS)
    assert before == kept


def test_without_events_a_chart_stays_as_it_is() -> None:
    before, after = chart_with()
    assert after == before


def test_a_day_is_upright_at_its_day_and_a_year_lies_in_its_year() -> None:
    day, year = added(*chart_with((dated("2003-07-02"),), (dated("2005-01-01", "year"),)), "shapes")
    assert day["x0"] == day["x1"] == pytest.approx(2003.5, abs=0.003)
    assert day["y0"] < day["y1"]
    assert 2005 < year["x0"] < 2005.1
    assert 2005.9 < year["x1"] < 2006
    assert year["y0"] == year["y1"]
    assert year["y0"] > day["y1"]


def test_every_date_of_an_event_is_a_tick_with_its_number() -> None:
    before, after = chart_with((dated("2003-02-24"), dated("2005-03-01")), (dated("2009-01-01"),))
    assert len(added(before, after, "shapes")) == 3
    assert [note["text"] for note in added(before, after, "annotations")] == ["1", "1", "2"]


def test_a_date_outside_the_years_is_no_tick() -> None:
    before, after = chart_with((dated("1994-08-24"), dated("2003-01-01", "year")))
    assert len(added(before, after, "shapes")) == 1


def test_numbers_of_a_year_are_one_label() -> None:
    before, after = chart_with(*((dated(f"2003-0{month}-01"),) for month in range(1, 5)))
    assert [note["text"] for note in added(before, after, "annotations")] == ["1–4"]
    assert ranges([8, 3, 4, 5, 1]) == "1, 3–5, 8"
    assert ranges([1, 2]) == "1, 2"


@pytest.mark.parametrize("years", [(2002, 2011), (1998, 2022)])
def test_no_number_covers_another_one_on_a_phone(real: Dataset, years: tuple[int, int]) -> None:
    before = drawn(figure("2003", 5), years=years)
    after = with_events(before, events_between(real, *years), years=years)
    svg_of(after)
    first, last = after["layout"]["xaxis"]["range"]
    width = 328 - after["layout"]["margin"]["l"] - after["layout"]["margin"]["r"]
    ends = []
    for note in added(before, after, "annotations"):
        middle, half = (note["x"] - first) / (last - first) * width, width_of(note["text"], 11) / 2
        ends.append((round(note["y"], 6), middle - half, middle + half))
    assert not [
        (one, other)
        for one, other in combinations(ends, 2)
        if one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
    ]
    assert len(ends) > 8


def test_every_number_of_the_core_years_has_room(real: Dataset) -> None:
    before = drawn(figure("2003", 5))
    after = with_events(before, events_between(real, *YEARS), years=YEARS)
    told = ", ".join(note["text"] for note in added(before, after, "annotations"))
    assert told == "2–5, 1, 8–10, 12–14, 27, 28, 34, 37, 1, 6, 7, 11, 15–18, 19–23, 24, 25, 26, 29–32, 33, 35, 36"


def test_a_chart_of_ratings_gets_the_same_strip() -> None:
    scale = Scale(((1.0, "Tier 1"), (2.0, "Tier 2"), (3.0, "Tier 3")), 3.5, 0.5)
    before = rating_chart(marked(figure("2003", 2, unit="tier")), years=YEARS, scale=scale)
    after = with_events(before, invented((dated("2003-05-01"),)), years=YEARS)
    assert len(added(before, after, "shapes")) == 1
    svg_of(after)


# the list


def words(node: Any) -> str:
    if isinstance(node, Component):
        return words(getattr(node, "children", None))
    return "".join(map(words, node)) if isinstance(node, list | tuple) else "" if node is None else str(node)


def inside(node: Any) -> Iterator[Component]:
    if isinstance(node, Component):
        yield node
        yield from inside(getattr(node, "children", None))
    elif isinstance(node, list | tuple):
        for child in node:
            yield from inside(child)


def test_the_list_tells_every_event_under_its_number_with_date_kind_and_place(real: Dataset) -> None:
    listed = events_list(real, events_between(real, *YEARS))
    items = [node for node in inside(listed) if isinstance(node, html.Li)]
    assert len(items) == 37
    act = words(items[2])
    assert act.startswith("8 August 2002 Act on the rights of children in Kazakhstan Law. ")
    assert "para. 7: 8 August 2002" in act
    assert "endnote 104: 2002" in act
    assert words(items[1]).startswith("May 2002 ")


def test_the_list_says_that_dates_differ_and_why(real: Dataset) -> None:
    listed = events_list(real, events_between(real, *YEARS))
    (plan,) = [
        words(node) for node in inside(listed) if isinstance(node, html.Li) and "2004-2005 approved" in words(node)
    ]
    assert plan.startswith("24 February 2004 / 29 February 2004 (sources differ). ")
    assert "The two days differ by one digit" in plan


def test_the_list_says_that_time_is_no_cause_and_that_nothing_is_known_where_it_is_so(real: Dataset) -> None:
    assert "need not be its cause" in words(events_list(real, events_between(real, *YEARS)))
    nothing = events_list(real, events_between(real, 2020, 2021))
    assert "No source dates" in words(nothing)
    assert not [node for node in inside(nothing) if isinstance(node, html.Ol)]
