"""The grammar of the charts, on rows that are easy to draw wrongly."""

from __future__ import annotations

import json
import re
from itertools import combinations
from typing import Any

import pandas as pd
import pytest

from components.axes import year_axis
from components.chart import Figure, MixedUnits
from components.labels import _box
from components.marks import decimal_year, series_of, with_marks
from components.palette import KIND_COLOURS, PAPER, character, fill, symbol
from components.traces import Trace
from grammar_rows import Row, drawn, drawn_frame, figure, marked, random_figures
from loaders.frames import records

SEEDS = range(60)


def traces(chart: Figure, meaning: str) -> list[Trace]:
    return [trace for trace in chart["data"] if trace["meta"] == meaning]


def texts(chart: Figure) -> str:
    return " ".join(note["text"] for note in chart["layout"]["annotations"])


def joined_years(chart: Figure) -> list[list[int]]:
    return [[int(x) for x in trace["x"]] for trace in traces(chart, "line")]


def yearly(*years: int, **columns: Any) -> list[Row]:
    return [figure(str(year), 100 + year % 10, **columns) for year in years]


# periods


def test_a_whole_year_is_a_point_in_the_middle_of_its_year() -> None:
    (points,) = traces(drawn(figure("2003", 7)), "point")
    assert (points["x"], points["y"]) == ([2003.5], [7.0])


def test_a_five_year_total_is_never_a_point_and_stands_in_a_lane_with_its_number() -> None:
    total = figure("1999-01-01/2003-12-31", 4321)
    chart = drawn(total, *yearly(2002, 2003, 2004))
    assert [trace["meta"] for trace in chart["data"] if total["obs_id"] in trace.get("customdata", [])] == ["lane"]
    (lane,) = traces(chart, "lane")
    assert lane["yaxis"] == "y2"
    assert chart["layout"]["yaxis2"]["domain"][1] < chart["layout"]["yaxis"]["domain"][0]
    assert "4321" in texts(chart)
    assert chart["layout"]["yaxis"]["range"][1] < 4321


def test_a_lane_that_begins_before_the_chart_says_so() -> None:
    assert "◀" in texts(drawn(figure("1999-01-01/2003-12-31")))
    assert "▶" in texts(drawn(figure("2009-01-01/2013-12-31")))
    assert not re.search("[◀▶]", texts(drawn(figure("2003-01-01/2007-12-31"))))


def test_every_total_over_several_years_has_a_lane_of_its_own() -> None:
    chart = drawn(*(figure("2002-01-01/2006-12-31", value) for value in (1, 2, 3)))
    assert len({tuple(lane["y"]) for lane in traces(chart, "lane")}) == 3


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2003-01-01/2003-06-30", 2003.0, 2003.4959),
        ("2003-01-01/2003-11-30", 2003.0, 2003.9151),
        ("2004-10-01/2005-09-30", 2004.7486, 2005.7479),
        ("2003-01-01/2003-12-30", 2003.0, 2003.9973),
        ("2004-02-01/2004-02-29", 2004.0847, 2004.1639),
    ],
)
def test_a_shorter_or_shifted_period_is_a_bar_as_long_as_the_period(period: str, first: float, last: float) -> None:
    chart = drawn(figure(period, 50))
    (bar,) = traces(chart, "bar")
    assert bar["x"] == pytest.approx([first, last], abs=0.0001)
    assert bar["y"] == [50.0, 50.0]
    assert not traces(chart, "point")


def test_a_period_that_reaches_beyond_the_chart_is_cut_at_its_edge_and_keeps_its_label() -> None:
    chart = drawn(figure("2001-10-01/2002-09-30", 11), figure("2011-10-01/2012-09-30", 22, source_id="league_report"))
    first, last = chart["layout"]["xaxis"]["range"]
    assert all(first <= x <= last for bar in traces(chart, "bar") for x in bar["x"])
    labels = chart["layout"]["annotations"]
    assert len(labels) == 2
    assert all(first <= label["x"] <= last for label in labels)


def test_a_stock_is_a_point_at_its_date() -> None:
    (points,) = traces(drawn(figure("2004-03-01", unit="children")), "point")
    assert points["x"] == pytest.approx([2004 + 60 / 366])


def test_31_december_and_the_1_january_after_it_are_one_moment() -> None:
    last, first = marked(figure("2003-12-31", unit="children"), figure("2004-01-01", unit="children"))["x"]
    assert last == first == 2004.0


def test_no_other_two_days_are_one_moment() -> None:
    days = pd.date_range("2003-01-01", "2004-12-30")
    assert len({decimal_year(day) for day in days}) == len(days)


def test_a_stock_whose_day_is_not_printed_is_a_bar_and_no_point() -> None:
    chart = drawn(figure("2005", unit="children"))
    assert traces(chart, "bar")[0]["x"] == [2005.0, 2006.0]
    assert not traces(chart, "point")


def test_an_undated_figure_is_never_on_the_axis() -> None:
    undated = marked(figure(""))
    assert undated["mark"].tolist() == ["beside"]
    assert undated[["x", "x_start", "x_end"]].isna().all(axis=None)
    with pytest.raises(ValueError, match=undated["obs_id"].iloc[0]):
        drawn(*yearly(2003, 2004), figure("", obs_id=undated["obs_id"].iloc[0]))


def test_marking_figures_changes_nothing_in_them() -> None:
    before = marked(*yearly(2003, 2004)).drop(columns=["mark", "x", "x_start", "x_end"])
    copy = before.copy()
    with_marks(before)
    pd.testing.assert_frame_equal(before, copy)


# lines


def test_a_line_joins_consecutive_years() -> None:
    assert joined_years(drawn(*yearly(2003, 2004, 2005, 2006))) == [[2003, 2004, 2005, 2006]]


def test_the_order_of_the_rows_does_not_change_the_line() -> None:
    assert joined_years(drawn(*reversed(yearly(2003, 2004, 2005)))) == [[2003, 2004, 2005]]


def test_a_missing_year_breaks_the_line() -> None:
    years = joined_years(drawn(*yearly(2002, 2003, 2004, 2006, 2007, 2008)))
    assert years == [[2002, 2003, 2004], [2006, 2007, 2008]]


def test_a_break_in_the_series_breaks_the_line_and_is_named() -> None:
    chart = drawn(*yearly(2002, 2003, 2004), figure("2005", 9, obs_status="B"), *yearly(2006, 2007))
    assert joined_years(chart) == [[2002, 2003, 2004], [2005, 2006, 2007]]
    (shape,) = chart["layout"]["shapes"]
    assert (shape["x0"], shape["x1"]) == (2005.0, 2005.0)
    assert "break" in texts(chart)


def test_two_points_make_no_line() -> None:
    chart = drawn(*yearly(2003, 2004), *yearly(2006))
    assert not traces(chart, "line")
    assert len(traces(chart, "point")[0]["x"]) == 3


def test_stocks_of_the_same_day_in_consecutive_years_are_joined() -> None:
    days = [figure(f"{year}-03-01", unit="children") for year in range(2003, 2009)]
    assert joined_years(drawn(*days)) == [[2003, 2004, 2005, 2006, 2007, 2008]]


@pytest.mark.parametrize(
    "other",
    [
        {"source_id": "league_report"},
        {"counted_by": "police"},
        {"counted_by": ""},
        {"sex": "F"},
        {"age": "Y_LT18"},
        {"ref_area": "KZ-75"},
        {"breakdown": "cause", "breakdown_value": "orphan"},
    ],
)
def test_a_line_joins_figures_of_one_series_only(other: dict[str, str]) -> None:
    assert joined_years(drawn(*yearly(2002, 2003, 2005, 2006), *yearly(2004, 2007, **other))) == []
    whole = drawn(*yearly(2002, 2003, 2004), *yearly(2005, 2006, 2007, **other))
    assert sorted(joined_years(whole)) == [[2002, 2003, 2004], [2005, 2006, 2007]]


def test_two_parts_of_one_breakdown_are_two_series() -> None:
    parts = [
        figure(str(year), breakdown="cause", breakdown_value=part)
        for year, part in ((2003, "orphan"), (2004, "other"), (2005, "orphan"), (2006, "other"))
    ]
    assert joined_years(drawn(*parts)) == []


@pytest.mark.parametrize("bound", ["at_least", "at_most", "about"])
def test_a_bound_breaks_the_line(bound: str) -> None:
    chart = drawn(*yearly(2002, 2003, 2004), figure("2005", bound=bound), *yearly(2006, 2007, 2008))
    assert joined_years(chart) == [[2002, 2003, 2004], [2006, 2007, 2008]]


@pytest.mark.parametrize("between", ["2005-01-01/2005-11-30", "2005-07-01"])
def test_a_part_of_a_year_does_not_stand_in_for_a_missing_year(between: str) -> None:
    assert joined_years(drawn(*yearly(2003, 2004), figure(between), *yearly(2006, 2007))) == []


def test_a_suppressed_year_breaks_the_line() -> None:
    assert joined_years(drawn(*yearly(2003, 2004), figure("2005", None), *yearly(2006, 2007))) == []


# bounds, zero, suppressed, gaps


@pytest.mark.parametrize(("bound", "up", "down"), [("at_least", True, False), ("at_most", False, True), ("about", True, True)])  # fmt: skip
def test_a_bound_is_an_arrow_in_its_direction(bound: str, up: bool, down: bool) -> None:
    (arrow,) = [note for note in drawn(figure("2005", 40, bound=bound))["layout"]["annotations"] if note["showarrow"]]
    tail, tip = arrow["yshift"] - arrow["ay"], arrow["yshift"]  # both in pixels upward from the figure
    ends = [place for end, place in (("end", tip), ("start", tail)) if end in arrow["arrowside"].split("+")]
    assert (max(ends) > 0, min(ends) < 0) == (up, down)
    assert (arrow["x"], arrow["y"]) == (2005.5, 40.0)


def test_an_exact_figure_has_no_arrow() -> None:
    assert not [note for note in drawn(figure("2005"))["layout"]["annotations"] if note["showarrow"]]


def test_a_bounded_figure_keeps_its_mark() -> None:
    assert traces(drawn(figure("2005", 40, bound="at_least")), "point")[0]["y"] == [40.0]


def test_a_stated_zero_is_drawn_at_zero_and_not_clipped() -> None:
    chart = drawn(figure("2005", 0))
    (points,) = traces(chart, "point")
    assert points["y"] == [0.0]
    assert points["cliponaxis"] is False
    low, high = chart["layout"]["yaxis"]["range"]
    assert (low, high > 0) == (0, True)


def test_suppressed_is_a_hatched_bar_from_zero_to_its_threshold() -> None:
    chart = drawn(*yearly(2003, 2004), figure("2005", None, threshold=10.0))
    (bar,) = traces(chart, "suppressed")
    assert (bar["type"], bar["y"], bar.get("base", 0)) == ("bar", [10.0], 0)
    assert bar["marker"]["pattern"]["shape"]
    assert bar["x"] == [2005.5]
    assert bar["width"][0] < 1


def test_suppressed_is_no_zero_and_no_point() -> None:
    chart = drawn(figure("2005", None))
    assert [trace["meta"] for trace in chart["data"]] == ["suppressed"]
    assert "<5" in texts(chart)
    assert chart["layout"]["yaxis"]["range"][1] >= 5


def test_a_stated_gap_is_hatched_with_its_reason() -> None:
    gaps = pd.DataFrame({"x_start": [2004.0], "x_end": [2006.0], "reason": ["cannot be determined"]})
    chart = drawn(*yearly(2003), gaps=gaps)
    (gap,) = traces(chart, "gap")
    assert gap["marker"]["pattern"]["shape"]
    assert gap["text"] == ["cannot be determined"]
    assert (gap["x"], gap["width"]) == ([2005.0], [2.0])
    assert gap["y"] == [chart["layout"]["yaxis"]["range"][1]]


def test_suppressed_and_a_stated_gap_are_hatched_differently() -> None:
    gaps = pd.DataFrame({"x_start": [2004.0], "x_end": [2005.0], "reason": ["not collected"]})
    chart = drawn(figure("2003", None), gaps=gaps)
    (gap,), (hidden,) = traces(chart, "gap"), traces(chart, "suppressed")
    assert gap["marker"]["pattern"]["shape"] != hidden["marker"]["pattern"]["shape"]


# whose count, what kind of source


@pytest.mark.parametrize(
    ("source", "counter", "kind", "origin"),
    [
        ("state_report", "ministry", "government", "own"),
        ("state_report", "league", "government", "relayed"),
        ("police_report", "ministry", "government", "relayed"),
        ("state_report", "", "government", "unattributed"),
        ("league_report", "league", "ngo", "own"),
        ("league_report", "ministry", "ngo", "relayed"),
        ("agency_report", "agency", "international", "own"),
        ("agency_report", "ministry", "international", "relayed"),
        ("agency_report", "", "international", "unattributed"),
        ("gazette_article", "ministry", "government", "relayed"),
        ("gazette_article", "league", "ngo", "relayed"),
        ("gazette_article", "neighbour", "international", "relayed"),
        ("gazette_article", "university", "international", "relayed"),
    ],
)
@pytest.mark.parametrize("period", ["2003", "2003-01-01/2003-06-30"])
def test_colour_and_shape_say_the_kind_of_source_and_filling_whose_count_it_is(
    source: str, counter: str, kind: str, origin: str, period: str
) -> None:
    (trace,) = drawn(figure(period, source_id=source, counted_by=counter))["data"]
    shape, *details = trace["marker"]["symbol"].split("-")
    assert shape == {"government": "circle", "ngo": "diamond", "international": "square"}[kind]
    assert trace["marker"]["line"]["color"] == KIND_COLOURS[kind]
    is_filled = trace["marker"]["color"] == KIND_COLOURS[kind] and "open" not in details
    is_hollow = trace["marker"]["color"] == PAPER or "open" in details
    assert (is_filled, is_hollow, "dot" in details) == {
        "own": (True, False, False),
        "relayed": (False, True, False),
        "unattributed": (False, True, True),
    }[origin]


def test_kinds_and_origins_have_twelve_marks_in_charts_and_twelve_in_text() -> None:
    pairs = [(kind, origin) for kind in KIND_COLOURS for origin in ("own", "relayed", "unattributed")]
    assert len({(symbol(*pair), fill(*pair)) for pair in pairs}) == 12
    assert len({character(*pair) for pair in pairs}) == 12
    assert len(set(KIND_COLOURS.values())) == 4


def test_two_series_of_one_kind_have_two_kinds_of_line() -> None:
    chart = drawn(*yearly(2003, 2004, 2005), *yearly(2003, 2004, 2005, counted_by="police"))
    first, second = (trace["line"] for trace in traces(chart, "line"))
    assert first["color"] == second["color"]
    assert first["dash"] != second["dash"]


# axes


def test_two_units_never_share_an_axis() -> None:
    with pytest.raises(MixedUnits, match=r"children.*crimes"):
        drawn(figure("2003"), figure("2004", unit="children"))


@pytest.mark.parametrize("largest", [0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 99, 101, 3_676, 49_999, 5_000_000])
def test_counts_start_at_zero_with_whole_number_ticks_up_to_the_largest(largest: int) -> None:
    axis = drawn(figure("2003", largest), figure("2004", 0))["layout"]["yaxis"]
    assert axis["range"][0] == axis["tick0"] == 0
    assert axis["dtick"] >= 1
    assert axis["dtick"] == int(axis["dtick"])
    assert axis["range"][1] > largest
    assert axis["range"][1] / axis["dtick"] <= 8


@pytest.mark.parametrize("largest", [0, 0.04, 0.5, 1, 2.5, 46.4, 100])
def test_a_rate_may_have_broken_ticks_but_starts_at_zero(largest: float) -> None:
    axis = drawn(figure("2003", largest, unit="per_100k"))["layout"]["yaxis"]
    assert axis["range"][0] == 0
    assert axis["range"][1] > largest
    assert 1 <= axis["range"][1] / axis["dtick"] <= 8
    assert axis["dtick"] > 0.001


def test_a_threshold_above_all_values_fits_the_axis_too() -> None:
    axis = drawn(figure("2003", 1), figure("2004", None, threshold=10.0))["layout"]["yaxis"]
    assert axis["range"][1] >= 10


def test_tiers_have_words_and_no_numbers() -> None:
    axis = drawn(figure("2003", 2.5, unit="tier"))["layout"]["yaxis"]
    assert axis["ticktext"] == ["Tier 1", "Tier 2", "Tier 2 Watch List", "Tier 3"]
    assert axis["range"][0] < 1
    assert axis["range"][1] > 3


def test_charts_side_by_side_share_the_top_of_the_axis() -> None:
    tops = {drawn(figure("2003", value), largest=500.0)["layout"]["yaxis"]["range"][1] for value in (3, 480)}
    assert len(tops) == 1


@pytest.mark.parametrize("years", [(2002, 2011), (2005, 2005), (1998, 2021), (2001, 2011), (2003, 2004)])
def test_the_axis_of_years_covers_all_years_and_names_some(years: tuple[int, int]) -> None:
    axis = year_axis(*years)
    assert axis["range"][0] <= years[0]
    assert axis["range"][1] >= years[1] + 1
    assert axis["ticktext"]
    assert all(float(name) + 0.5 == place for name, place in zip(axis["ticktext"], axis["tickvals"], strict=True))


# labels


def test_the_letter_of_every_series_stands_at_it_in_the_colour_of_its_kind() -> None:
    sources = {"state_report": "ministry", "league_report": "league", "agency_report": "agency"}
    rows = [row for source, counter in sources.items() for row in yearly(2003, 2004, source_id=source, counted_by=counter)]  # fmt: skip
    chart = drawn(*rows)
    colours = {
        note["text"][3]: note["font"]["color"] for note in chart["layout"]["annotations"] if note["text"].startswith("<b>")
    }  # fmt: skip
    lettered = marked(*rows)
    assert colours == {
        letter: KIND_COLOURS[kind] for letter, kind in zip(lettered["letter"], lettered["source_type"], strict=True)
    }
    assert len(colours) == 3


@pytest.mark.parametrize("size", [(440, 330), (260, 190)])
@pytest.mark.parametrize("value", [0, 50])
def test_a_dozen_series_that_end_at_one_point_keep_a_dozen_letters_apart(size: tuple[int, int], value: int) -> None:
    rows = [figure("2011", value, breakdown="cause", breakdown_value=f"part_{number}") for number in range(12)]
    boxes = label_boxes(drawn(*rows, largest=50.0, plot_width=size[0], plot_height=size[1]), size)
    assert len(boxes) == 12
    assert_apart(boxes)


def label_boxes(chart: Figure, size: tuple[int, int] = (440, 330)) -> list[tuple[float, ...]]:
    """Where each direct label stands in a plot of this size, in the pixels of the placement."""
    low, top = chart["layout"]["yaxis"]["range"]
    boxes = []
    for note in chart["layout"]["annotations"]:
        if note["showarrow"] or "captureevents" not in note:  # arrows, and the words of lanes and breaks
            continue
        at = pd.Series({"px": (note["x"] - 2002) / 10 * size[0], "py": (note["y"] - low) / (top - low) * size[1]})
        words = re.sub("</?b>", "", note["text"])
        boxes.append(_box(at, words, (note["xanchor"], note["yanchor"], note["xshift"], note["yshift"])))
    return boxes


def assert_apart(boxes: list[tuple[float, ...]]) -> None:
    for one, other in combinations(boxes, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


# whatever comes


@pytest.fixture(scope="module")
def many() -> list[tuple[pd.DataFrame, Figure]]:
    """Charts of figures that nobody chose, beside the figures."""
    frames = [marked(*random_figures(seed)) for seed in SEEDS]
    return [(figures, drawn_frame(figures)) for figures in frames]


Many = list[tuple[pd.DataFrame, Figure]]


def test_every_figure_is_drawn_once_by_its_mark_and_nothing_else_is(many: Many) -> None:
    for figures, chart in many:
        found: dict[str, list[str]] = {}
        for trace in chart["data"]:
            # a bar and a lane name their figure at both of their ends
            for obs_id in dict.fromkeys(trace.get("customdata", [])):
                found.setdefault(obs_id, []).append(trace["meta"])
        assert found == {name: [mark] for name, mark in zip(figures["obs_id"], figures["mark"], strict=True)}


def test_every_mark_stands_at_its_value(many: Many) -> None:
    for figures, chart in many:
        values = figures.set_index("obs_id")["obs_value"]
        for trace in [*traces(chart, "point"), *traces(chart, "bar")]:
            assert trace["y"] == [values[obs_id] for obs_id in trace["customdata"]]


def test_no_line_crosses_a_hole_a_break_or_a_bound(many: Many) -> None:
    lines = 0
    for figures, chart in many:
        expected = [run for series in series_of(records(figures)) for run in unbroken(series)]
        lines += len(expected)
        found = [list(zip(trace["x"], trace["y"], strict=True)) for trace in traces(chart, "line")]
        assert sorted(found) == sorted(expected)
    assert lines > 50


def unbroken(series: list[Row]) -> list[list[tuple[float, float]]]:
    """The lines of a series, found row by row as a reader would."""
    runs: list[list[Row]] = []
    for point in (row for row in series if row["mark"] == "point"):
        last = runs[-1][-1] if runs else None
        joins = last is not None and (
            abs(point["x"] - last["x"] - 1) < 0.01
            and point["period_kind"] == last["period_kind"]
            and point["obs_status"] != "B"
            and point["bound"] == last["bound"] == "exact"
        )
        if joins:
            runs[-1].append(point)
        else:
            runs.append([point])
    return [[(point["x"], point["obs_value"]) for point in run] for run in runs if len(run) >= 3]


def test_every_value_lies_between_zero_and_the_top(many: Many) -> None:
    for _, chart in many:
        low, top = chart["layout"]["yaxis"]["range"]
        upright = [trace for trace in chart["data"] if trace.get("yaxis") != "y2"]
        assert low == 0
        assert all(low <= y <= top for trace in upright for y in trace["y"])


def test_everything_lies_between_the_edges(many: Many) -> None:
    for _, chart in many:
        first, last = chart["layout"]["xaxis"]["range"]
        assert all(first <= x <= last for trace in chart["data"] for x in trace["x"])
        assert all(first <= note["x"] <= last for note in chart["layout"]["annotations"])


def test_every_bounded_figure_on_the_axis_has_an_arrow(many: Many) -> None:
    for figures, chart in many:
        bounded = figures[figures["bound"].isin(["at_least", "at_most", "about"]) & (figures["mark"] != "lane")]
        assert sum(note["showarrow"] for note in chart["layout"]["annotations"]) == len(bounded)


def test_every_series_has_its_letter(many: Many) -> None:
    for figures, chart in many:
        letters = [series[0]["letter"] for series in series_of(records(figures[figures["mark"] != "lane"]))]
        letters += figures.loc[figures["mark"] == "lane", "letter"].tolist()
        written = re.findall(r"<b>([A-Z]+)</b>", texts(chart))
        assert sorted(written) == sorted(letters)


def test_no_label_covers_another(many: Many) -> None:
    for _, chart in many:
        boxes = label_boxes(chart)
        assert boxes or not [trace for trace in chart["data"] if trace["meta"] != "lane"]
        assert_apart(boxes)


def test_only_traces_that_the_basic_bundle_can_draw_are_used(many: Many) -> None:
    """plotly.js draws a trace that it does not know as scatter, without a word."""
    assert {trace["type"] for _, chart in many for trace in chart["data"]} <= {"scatter", "bar", "pie"}


def test_a_chart_is_plain_lists_and_numbers(many: Many) -> None:
    for _, chart in many:
        written = json.dumps(chart, allow_nan=False)
        assert "bdata" not in written
        assert json.loads(written) == chart


def test_a_figure_that_its_source_replaced_is_faint_and_on_no_line() -> None:
    first, second = figure("2003", 10, obs_id="first"), figure("2003", 12, supersedes="first")
    chart = drawn(figure("2002"), first, second, figure("2004"), figure("2005"))
    faint = [trace for trace in traces(chart, "point") if trace["marker"]["opacity"] < 1]
    assert [trace["customdata"] for trace in faint] == [["first"]]
    assert not any(10 in trace["y"] for trace in traces(chart, "line"))


def test_a_break_of_yearly_stocks_stands_between_two_of_them() -> None:
    days = [figure("2004-12-31", unit="children"), figure("2005-12-31", unit="children", obs_status="B")]
    (line,) = drawn(*days)["layout"]["shapes"]
    assert line["x0"] == line["x1"] == 2005.5


def test_a_stated_gap_is_drawn_even_where_no_figure_is() -> None:
    gaps = pd.DataFrame({"x_start": [2003.0], "x_end": [2004.0], "reason": ["not collected"]})
    chart = drawn_frame(marked(figure("2003")).head(0), gaps=gaps, unit="crimes")
    assert [trace["text"] for trace in traces(chart, "gap")] == [["not collected"]]


def test_ticks_of_two_and_a_half_keep_their_decimal() -> None:
    axis = drawn(figure("2003", 11.2, unit="per_100k"))["layout"]["yaxis"]
    assert axis["dtick"] == 2.5
    assert axis["tickformat"] == ",.1f"
    assert drawn(figure("2003", 1023))["layout"]["yaxis"]["tickformat"] == ",.0f"


def test_totals_over_several_years_alone_need_no_empty_plot() -> None:
    alone = drawn(figure("1999-01-01/2003-12-31"))["layout"]
    assert alone["height"] < drawn(figure("2003"), figure("1999-01-01/2003-12-31"))["layout"]["height"] - 200
    assert alone["yaxis"]["visible"] is False
