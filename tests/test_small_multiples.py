"""Small charts: the grammar of the large one, one axis of time, and every indicator of a topic told once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from dash import html
from dash.development.base_component import Component

from components.chart import Figure
from components.drawing import svg_of
from components.placing import box_of, overlap
from components.rating_chart import Scale
from components.small_chart import small_chart
from components.small_multiples import latest_by_kind, small_multiples
from components.traces import Trace
from grammar_rows import Row, figure, marked, random_figures
from loaders.dataset import Dataset
from loaders.frames import records
from loaders.selection import indicators_of
from loaders.tables import TOPICS

YEARS = (2002, 2011)
TIERS = Scale(((1.0, "Tier 1 (best)"), (2.0, "Tier 2"), (2.5, "Watch List"), (3.0, "Tier 3 (worst)")), 3.5, 0.5)
WIDTH, HEIGHT = 220, 66


def drawn(*figures: Row, **options: Any) -> Figure:
    chart = small_chart(records(marked(*figures)), years=YEARS, **options)
    json.dumps(chart)
    assert svg_of(chart).startswith("<svg")
    return chart


def traces(chart: Figure, meaning: str) -> list[Trace]:
    return [trace for trace in chart["data"] if trace["meta"] == meaning]


def texts(chart: Figure) -> list[str]:
    return [note["text"] for note in chart["layout"]["annotations"] if note["text"]]


def yearly(*years: int, **columns: Any) -> list[Row]:
    return [figure(str(year), 100 + year % 10, **columns) for year in years]


# the chart


def test_a_small_chart_is_about_a_hundred_pixels_high() -> None:
    assert 90 <= drawn(*yearly(2003, 2004))["layout"]["height"] <= 120


def test_all_charts_of_the_same_years_have_one_axis_that_names_its_ends() -> None:
    charts = [drawn(*yearly(2003)), drawn(*yearly(2002, 2011)), drawn(figure("1999-01-01/2003-12-31"))]
    axes = [chart["layout"]["xaxis"] for chart in charts]
    assert {tuple(axis["range"]) for axis in axes} == {(2001.85, 2012.15)}
    assert {tuple(axis["ticktext"]) for axis in axes} == {("2002", "2011")}
    assert {(chart["layout"]["margin"]["l"], chart["layout"]["margin"]["r"]) for chart in charts} == {(14, 14)}


def test_a_single_year_is_named_once() -> None:
    chart = small_chart(records(marked(*yearly(2003))), years=(2003, 2003))
    assert chart["layout"]["xaxis"]["ticktext"] == ["2003"]


def test_there_is_a_line_at_zero_and_the_value_of_the_upper_line_and_no_other_tick() -> None:
    chart = drawn(figure("2003", 883), figure("2004", 938))
    axis = chart["layout"]["yaxis"]
    assert axis["range"] == [0.0, 1200.0]
    assert axis["showticklabels"] is False
    assert traces(chart, "zero")[0]["y"] == [0, 0]
    assert texts(chart)[0] == "1,200"


def test_every_kind_of_figure_keeps_its_mark() -> None:
    chart = drawn(
        *yearly(2002, 2003, 2004),
        figure("2005-01-01/2005-06-30", 50),
        figure("2006", None),
        figure("2003-01-01/2007-12-31", 900),
    )
    assert [len(traces(chart, name)) for name in ("line", "point", "bar", "suppressed", "lane")] == [1, 1, 1, 1, 1]
    (hidden,) = traces(chart, "suppressed")
    assert (hidden["y"], hidden["marker"]["pattern"]["shape"]) == ([5.0], "/")
    assert traces(chart, "bar")[0]["x"] == pytest.approx([2005.0, 2005.4959], abs=0.0001)


def test_lines_join_consecutive_years_only() -> None:
    chart = drawn(*yearly(2002, 2003, 2004, 2006, 2007, 2009, 2010, 2011))
    assert [[int(x) for x in line["x"]] for line in traces(chart, "line")] == [[2002, 2003, 2004], [2009, 2010, 2011]]


def test_a_stated_zero_is_drawn_at_zero() -> None:
    chart = drawn(figure("2003", 0))
    assert traces(chart, "point")[0]["y"] == [0.0]
    assert chart["layout"]["yaxis"]["range"][1] > 0


def test_a_break_is_a_dotted_line() -> None:
    (line,) = drawn(*yearly(2003, 2004), figure("2005", 5, obs_status="B"))["layout"]["shapes"]
    assert (line["x0"], line["line"]["dash"]) == (2005.0, "dot")


def test_marks_are_smaller_and_no_way_out_of_the_page() -> None:
    chart = drawn(*yearly(2002, 2003, 2004))
    assert traces(chart, "point")[0]["marker"]["size"] < 8
    assert traces(chart, "line")[0]["line"]["width"] < 2
    assert "<a" not in svg_of(chart)


def test_a_total_over_several_years_stands_under_the_axis_and_does_not_raise_it() -> None:
    chart = drawn(*yearly(2002, 2003), figure("1999-01-01/2003-12-31", 4321))
    (lane,) = traces(chart, "lane")
    assert lane["yaxis"] == "y2"
    assert chart["layout"]["yaxis2"]["domain"][1] < chart["layout"]["yaxis"]["domain"][0]
    assert chart["layout"]["yaxis"]["range"][1] < 4321
    assert "4321" not in texts(chart)


def test_totals_alone_are_thin_lanes_with_their_numbers() -> None:
    chart = drawn(figure("1999-01-01/2003-12-31", 4321), figure("2004-01-01/2008-12-31", 77))
    assert [trace["meta"] for trace in chart["data"]] == ["lane", "lane"]
    assert texts(chart) == ["4321", "77"]
    assert chart["layout"]["height"] < 90


def test_the_latest_value_of_each_kind_is_written_and_no_other() -> None:
    chart = drawn(
        *yearly(2002, 2003, 2004),
        figure("2006", 60, source_id="police_report"),
        figure("2010", 20, source_id="league_report"),
    )
    assert sorted(texts(chart)[1:]) == ["20", "60"]


@pytest.mark.parametrize("seed", range(60))
def test_values_cover_no_mark_and_no_other_value(seed: int) -> None:
    rows = [row for row in random_figures(seed) if row["sex"] == "_T"] or yearly(2003)
    frame = marked(*rows)
    chart = small_chart(records(frame), years=YEARS)
    if not traces(chart, "zero"):
        return  # lanes alone
    first, last = chart["layout"]["xaxis"]["range"]
    top = chart["layout"]["yaxis"]["range"][1]

    def pixels(x: float, y: float) -> tuple[float, float]:
        return (x - first) / (last - first) * WIDTH, y / top * HEIGHT

    values = [note for note in chart["layout"]["annotations"][1:] if note["text"]]
    assert len(values) <= 3
    boxes = [
        box_of(
            note["text"],
            at=pixels(note["x"], note["y"]),
            place=(note["xanchor"], note["yanchor"], note["xshift"], note["yshift"]),
            size=11,
        )
        for note in values
    ]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    points = [pixels(x, y) for t in traces(chart, "point") for x, y in zip(t["x"], t["y"], strict=True)]
    assert not [box for box in boxes for x, y in points if overlap(box, (x - 3, y - 3, x + 3, y + 3))]


def test_every_dated_figure_is_drawn_once() -> None:
    for seed in range(40):
        frame = marked(*random_figures(seed))
        chart = small_chart(records(frame), years=YEARS)
        number = sum(len(trace["x"]) for trace in traces(chart, "point"))
        number += sum(len(traces(chart, name)) for name in ("bar", "suppressed", "lane"))
        assert number == len(frame)


def test_ratings_use_their_scale_and_have_no_zero() -> None:
    chart = drawn(*(figure(str(year), 2, unit="tier") for year in (2002, 2003, 2004)), scale=TIERS)
    assert chart["layout"]["yaxis"]["range"] == [3.5, 0.5]
    assert not traces(chart, "zero")
    assert not traces(chart, "line")
    assert len(traces(chart, "step")) == 1
    assert texts(chart)[0] == "Tier 1 (best)"


def test_a_rating_without_a_scale_and_a_count_with_one_are_refused() -> None:
    with pytest.raises(ValueError, match="scale"):
        drawn(figure("2003", 2, unit="tier"))
    with pytest.raises(ValueError, match="scale"):
        drawn(*yearly(2003), scale=TIERS)
    with pytest.raises(ValueError, match="date"):
        drawn(figure("", 5))


# the latest values


def test_the_latest_figures_of_each_kind_are_taken_and_no_total_before_a_yearly_one() -> None:
    other = {"source_id": "league_report"}
    frame = marked(
        *yearly(2002, 2003),
        figure("1999-01-01/2008-12-31", 900),
        figure("2001-01-01/2009-12-31", 5, **other),
        figure("2005", 7, source_id="police_report"),
    )
    assert [row["label"] for row in latest_by_kind(records(frame))] == ["5", "7"]


def test_sources_of_one_kind_that_differ_are_both_told_and_a_replaced_figure_is_not() -> None:
    frame = marked(
        figure("2005", 7), figure("2005", 9, source_id="police_report"), figure("2005", 11, counted_by="police")
    )
    frame = frame.assign(superseded=[False, False, True])
    assert sorted(row["label"] for row in latest_by_kind(records(frame))) == ["7", "9"]


def test_an_indicator_with_nothing_but_replaced_figures_has_no_latest_one() -> None:
    assert not latest_by_kind(records(marked(figure("2005", 7)).assign(superseded=True)))


# the topic


def inside(node: Any) -> Iterator[Component]:
    if isinstance(node, Component):
        yield node
        yield from inside(getattr(node, "children", None))
    elif isinstance(node, list | tuple):
        for child in node:
            yield from inside(child)


def words(node: Any) -> str:
    if isinstance(node, Component):
        return words(getattr(node, "children", None))
    return "".join(map(words, node)) if isinstance(node, list | tuple) else "" if node is None else str(node)


def multiples(dataset: Dataset, topic: str, chosen: str = "", **options: Any) -> list[html.Details]:
    options = {"years": YEARS, "chosen": chosen, "href_of": "/chart-of-{}".format} | options
    return small_multiples(dataset, topic, **options)


def items(sections: list[html.Details], indicator: str) -> html.Li:
    (found,) = [
        item
        for item in inside(sections)
        if isinstance(item, html.Li) and any(getattr(a, "href", "") == f"/chart-of-{indicator}" for a in inside(item))
    ]
    return found


@pytest.mark.parametrize("topic", TOPICS)
def test_every_indicator_of_a_topic_stands_there_once_as_a_link(real: Dataset, topic: str) -> None:
    links = [node for node in inside(multiples(real, topic)) if isinstance(node, html.A)]
    wanted = indicators_of(real, topic)["indicator_id"]
    assert sorted(link.href for link in links) == sorted(f"/chart-of-{name}" for name in wanted)
    assert all(words(link) for link in links)


def test_the_groups_bear_their_names_and_stages(real: Dataset) -> None:
    summaries = [words(section.children[0]) for section in multiples(real, "cases")]
    assert [line.split("  ")[0].split(" ")[0] for line in summaries] == [
        "Registered",
        "In",
        "Investigated",
        "Administrative",
        "Children",
        "Background:",
    ]
    assert summaries[0] == "Registered 9 indicators."
    assert summaries[1] == "In court 4 indicators. Counted as: in criminal proceedings, heard by a court, received."


def test_the_chosen_indicator_is_marked_and_no_other(real: Dataset) -> None:
    marked_ones = [
        node for node in inside(multiples(real, "adoptions", "adoptions_total")) if getattr(node, "aria-current", None)
    ]
    assert [(type(node).__name__, node.href, getattr(node, "aria-current")) for node in marked_ones] == [
        ("A", "/chart-of-adoptions_total", "true")
    ]


def test_many_groups_are_closed_except_the_one_with_the_chosen_indicator(real: Dataset) -> None:
    sections = multiples(real, "context", "orphans_stock")
    assert [words(section.children[0]).split(" 2")[0] for section in sections if section.open] == ["Living in care"]
    assert len(sections) == 12
    assert all(section.open for section in multiples(real, "cases"))


def test_an_item_holds_a_drawing_the_unit_and_the_latest_values_with_their_years(real: Dataset) -> None:
    item = items(multiples(real, "adoptions"), "adoptions_intercountry")
    (drawing,) = [node for node in inside(item) if getattr(node, "data-drawn", None)]
    assert getattr(drawing, "data-drawn").startswith("<svg")
    told = words(item)
    assert "children, 16 figures." in told
    # UNICEF's series ends with 130 in 2011; the ministry's last figure is 669 in 2009
    assert re.search(r"International: 130 \(2011\).*Government: 669 \(2009\)", told)


def test_an_indicator_without_a_chart_says_why(real: Dataset) -> None:
    trafficking = multiples(real, "trafficking")
    assert words(items(trafficking, "trafficking_minors_prosecuted")).endswith(": 2 figures without a date")
    assert words(items(trafficking, "trafficking_crimes_wide")).endswith(": 2 figures outside these years")
    assert words(items(trafficking, "trafficking_victims_repatriated")).endswith(
        ": 2 figures on parts only, 23 figures on parts only, without a date or outside these years"
    )


def test_the_filters_of_the_page_hold_for_the_small_charts(real: Dataset) -> None:
    def government(figures: pd.DataFrame) -> pd.Series:
        return figures["source_type"] == "government"

    chosen = multiples(real, "adoptions", passes=government)
    told = words(items(chosen, "adoptions_intercountry"))
    assert "International" not in told
    assert "Government: 669 (2009)" in told
    assert words(items(chosen, "adoption_rate")).endswith("no figure for your choices")


def test_other_years_show_other_figures(real: Dataset) -> None:
    wide = multiples(real, "trafficking", years=(2002, 2021))
    assert not words(items(wide, "trafficking_crimes_wide")).endswith("outside these years")


def test_children_as_offenders_are_called_no_victims_on_top_of_their_group(real: Dataset) -> None:
    banners = {
        words(section.children[0]).split(" 5")[0]: [
            words(node) for node in inside(section) if getattr(node, "className", "") == "banner"
        ]
        for section in multiples(real, "convictions")
    }
    (name,) = [name for name, said in banners.items() if said]
    assert name.startswith("Children as offenders")
    assert "not victims" in banners[name][0]


def test_a_page_gets_components_of_its_own(real: Dataset) -> None:
    one, other = (items(multiples(real, "adoptions"), "adoptions_total") for _ in range(2))
    assert words(one) == words(other)
    assert not {id(node) for node in inside(one)} & {id(node) for node in inside(other)}


def test_colour_can_tell_who_counted(real: Dataset) -> None:
    # UNICEF relays the statistics of Kazakhstan, whose count becomes that of the government
    told = words(items(multiples(real, "adoptions", by_counter=True), "adoption_rate"))
    assert "Government: " in told
    assert "International: " not in told
