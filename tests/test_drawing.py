"""The drawing of a figure as SVG: every mark of the grammar, at its place, and nothing that the data could break."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from components.chart import Figure
from components.drawing import svg_of
from components.drawn import drawn as drawn_div
from components.palette import KIND_COLOURS, LIGHT
from components.parts_chart import parts_chart
from components.state import View
from components.topic_chart import charts, prepared
from components.voices import with_letters
from grammar_rows import drawn, figure, marked, random_figures
from loaders import Dataset
from loaders.selection import Selection, Shown
from server.prerender import to_html
from trees import every, walk

Svg = ElementTree.Element


def tree(chart: Figure) -> Svg:
    return ElementTree.fromstring(svg_of(chart))


def points(svg: Svg) -> dict[str, Svg]:
    return {link.attrib["data-obs"]: link for link in svg.iter("a")}


def everything() -> Figure:
    """A chart with every mark of the grammar."""
    gaps = pd.DataFrame({"x_start": [2004.0], "x_end": [2005.0], "reason": ["not collected"]})
    return drawn(
        *(figure(str(year), year - 2000) for year in (2002, 2003, 2004)),
        figure("2005", 9, obs_status="B"),
        figure("2006", 5, bound="at_least", source_id="league_report", counted_by="league"),
        figure("2007", 5, bound="about", source_id="league_report", counted_by="ministry"),
        figure("2008", None, source_id="agency_report", counted_by=""),
        figure("2009-01-01/2009-06-30", 4, source_id="agency_report", counted_by=""),
        figure("1999-01-01/2003-12-31", 40),
        gaps=gaps,
    )


# places


def test_a_figure_stands_at_a_percentage_across_and_a_pixel_down() -> None:
    seven = figure("2003", 7)
    (mark,) = points(tree(drawn(seven)))[seven["obs_id"]].iter("svg")
    # 1.65 of 10.3 years from the left; seven eighths of 330 pixels up, since the axis ends at 8
    assert (mark.attrib["x"], mark.attrib["y"]) == ("16.019%", "41.25")


def test_a_bar_is_as_long_as_its_period_and_has_its_mark_at_both_ends() -> None:
    half = figure("2003-01-01/2003-06-30", 8)
    link = points(tree(drawn(half)))[half["obs_id"]]
    (line,) = link.iter("line")
    assert (line.attrib["x1"], line.attrib["x2"]) == ("11.165%", "15.98%")
    assert [mark.attrib["x"] for mark in link.iter("svg")] == ["11.165%", "15.98%"]


def test_a_lying_bar_begins_at_zero_and_shares_its_link_with_its_mark() -> None:
    rows = [figure("2004-03-01", value, breakdown="cause", breakdown_value=f"cause_{value}", unit="children") for value in (50, 20, 10)]  # fmt: skip
    frame = marked(*rows)
    svg = tree(parts_chart(frame.assign(part=frame["breakdown_value"])))
    link = points(svg)[rows[0]["obs_id"]]
    (bar,) = link.iter("rect")
    assert bar.attrib["x"] == "0%"
    assert [mark.attrib["x"] for mark in link.iter("svg")] == [bar.attrib["width"]]
    assert [points(svg)[row["obs_id"]].attrib["data-letter"] for row in rows] == ["1", "2", "3"]


def test_the_plot_is_as_high_as_the_figure_without_its_margins_and_has_no_width_of_its_own() -> None:
    chart = drawn(figure("2003"))
    svg = tree(chart)
    assert svg.attrib["height"] == "330"
    assert svg.attrib["width"] == "100%"
    assert "viewBox" not in svg.attrib
    margin = chart["layout"]["margin"]
    assert drawn_div(chart).style == {"padding": f"{margin['t']}px {margin['r']}px {margin['b']}px {margin['l']}px"}


def test_the_margin_holds_the_names_of_the_ticks() -> None:
    wide = drawn(figure("2003", 4_000_000))["layout"]["margin"]["l"]
    assert wide > drawn(figure("2003", 4))["layout"]["margin"]["l"] + 40
    # "4,000,000" in a wide face of 12 pixels
    assert 60 <= wide <= 80
    ticks = [text for text in tree(drawn(figure("2003", 4_000_000))).iter("text") if text.text == "4,000,000"]
    assert [(text.attrib["x"], text.attrib["text-anchor"]) for text in ticks] == [("-4.5", "end")]


# marks


def test_every_mark_of_the_grammar_is_drawn() -> None:
    chart = everything()
    svg = tree(chart)
    assert {trace["meta"] for trace in chart["data"]} == {"line", "point", "bar", "lane", "suppressed", "gap"}
    assert len(points(svg)) == 9
    fills = Counter(box.attrib["fill"].split("-")[1] for box in svg.iter("rect") if "url" in box.attrib.get("fill", ""))
    assert fills == {"rising": 1, "falling": 1}
    # an arrow up has a line and one head, one both ways has two heads
    assert sum("rotate" in group.attrib.get("transform", "") for group in svg.iter("g")) == 2
    assert len([path for path in svg.iter("path") if path.attrib["d"].startswith("M-3.7")]) == 3
    assert {"break", "not collected"} <= {"".join(text.itertext()) for text in svg.iter("text")}


@pytest.mark.parametrize(
    ("source", "counter", "shape", "fill", "dot"),
    [
        ("state_report", "ministry", "A5,5", "government", False),
        ("state_report", "league", "A5,5", "paper", False),
        ("state_report", "", "A5,5", "paper", True),
        ("league_report", "league", "L0,6.5", "ngo", False),
        ("agency_report", "agency", "H-5V-5H5", "international", False),
    ],
)
def test_shape_filling_and_dot_are_those_of_kind_and_count(
    source: str, counter: str, shape: str, fill: str, dot: bool
) -> None:
    (path,) = tree(drawn(figure("2003", source_id=source, counted_by=counter))).iter("path")
    assert shape in path.attrib["d"]
    assert path.attrib["fill"] == f"var(--{fill})"
    assert ("M0,0.5" in path.attrib["d"]) == dot


def test_a_line_is_drawn_from_year_to_year_and_never_over_a_hole() -> None:
    rows = [figure(str(year), 10) for year in (2002, 2003, 2004, 2006)]
    lines = [line for line in tree(drawn(*rows)).iter("line") if line.attrib["stroke"] == "var(--government)"]
    assert [(line.attrib["x1"], line.attrib["x2"]) for line in lines] == [("6.311%", "16.019%"), ("16.019%", "25.728%")]


def test_a_second_series_of_a_kind_is_dashed_as_plotly_dashes_it() -> None:
    rows = [figure(str(year), 10, counted_by=body) for year in (2003, 2004, 2005) for body in ("ministry", "police")]
    lines = [line for line in tree(drawn(*rows)).iter("line") if line.attrib["stroke"] == "var(--government)"]
    assert [line.attrib.get("stroke-dasharray") for line in lines] == [None, None, "9,9", "9,9"]


def test_a_replaced_figure_is_faint() -> None:
    first, second = figure("2003", 10, obs_id="first"), figure("2003", 12, supersedes="first")
    found = points(tree(drawn(first, second)))
    (faint,), (clear,) = found["first"].iter("path"), found[second["obs_id"]].iter("path")
    assert (faint.attrib["opacity"], "opacity" in clear.attrib) == ("0.35", False)


def test_the_reason_of_a_gap_stands_up_where_it_has_no_room_to_lie() -> None:
    def turned(last: float) -> list[str | None]:
        gaps = pd.DataFrame({"x_start": [2004.0], "x_end": [last], "reason": ["not collected"]})
        svg = tree(drawn(figure("2003"), gaps=gaps))
        return [text.attrib.get("transform") for text in svg.iter("text") if text.text == "not collected"]

    assert turned(2005.0) == ["rotate(-90)"]
    assert turned(2009.0) == [None]


@pytest.mark.parametrize(("value", "anchor", "y"), [(7, "start", "330"), (1, "end", "0")])
def test_the_reason_of_a_gap_keeps_clear_of_a_figure_in_it(value: int, anchor: str, y: str) -> None:
    gaps = pd.DataFrame({"x_start": [2004.0], "x_end": [2005.0], "reason": ["unreliable"]})
    svg = tree(drawn(figure("2003", 7), figure("2004", value), gaps=gaps))
    (place,) = [mark for mark in svg.iter("svg") if mark.findtext("text") == "unreliable"]
    assert (place[0].attrib["text-anchor"], place.attrib["y"]) == (anchor, y)


def test_the_letter_of_a_label_is_bold_and_its_value_is_not() -> None:
    (label,) = [text for text in tree(drawn(figure("2003", 7))).iter("text") if "".join(text.itertext()) == "A 7"]
    (letter,) = label.iter("tspan")
    assert (letter.text, letter.attrib["font-weight"], letter.tail) == ("A", "bold", " 7")


# links and words


def test_a_figure_is_a_link_to_its_page_with_its_words_as_title() -> None:
    chart = drawn(figure("2003", 7, obs_id="report-p3"))
    (trace,) = [trace for trace in chart["data"] if trace["meta"] == "point"]
    trace["hovertext"] = ["7 (2003)<br>State report, para. 1"]
    (link,) = tree(chart).iter("a")
    assert link.attrib == {
        "href": "/observation/report-p3",
        "class": "point",
        "tabindex": "-1",
        "data-follow": "page",
        "data-obs": "report-p3",
        "data-words": "7 (2003); State report, para. 1",
        "data-letter": "A",
        "data-time": "2003.5",
    }
    assert link[0].tag == "title"
    assert link[0].text == "7 (2003)\nState report, para. 1"


def test_every_figure_has_one_link_however_many_shapes_it_has() -> None:
    for seed in range(20):
        chart = drawn(*random_figures(seed))
        named = {name for trace in chart["data"] for name in trace.get("customdata", [])}
        links = [link.attrib["data-obs"] for link in tree(chart).iter("a")]
        assert sorted(links) == sorted(named)


def test_a_drawing_is_hidden_from_assistive_technology_unless_it_has_a_name() -> None:
    chart = drawn(figure("2003"))
    assert tree(chart).attrib["aria-hidden"] == "true"
    named = ElementTree.fromstring(svg_of(chart, label="Adoptions & more"))
    assert (named.attrib["role"], named.attrib["aria-label"]) == ("img", "Adoptions & more")
    assert "aria-hidden" not in named.attrib


EVIL = '<script>alert("1")</script> & \' "quoted" <b>'


def test_no_word_of_the_data_can_become_markup() -> None:
    chart = drawn(figure("2003", 7, obs_id='a"><script>'))
    (trace,) = [trace for trace in chart["data"] if trace["meta"] == "point"]
    words = EVIL.replace("<b>", "")
    trace["hovertext"], trace["name"] = [words], words
    chart["layout"]["annotations"][0]["text"] = words
    written = svg_of(chart)
    assert "<script" not in written
    svg = ElementTree.fromstring(written)
    (link,) = svg.iter("a")
    assert link.attrib["data-obs"] == 'a"><script>'
    assert link.attrib["data-words"] == link.attrib["data-letter"] == link[0].text == words
    assert words in ["".join(text.itertext()) for text in svg.iter("text")]


def test_the_first_response_holds_the_drawing_itself_and_escapes_everything_else() -> None:
    chart = drawn(figure("2003", 7))
    written = to_html(drawn_div(chart))
    assert svg_of(chart) in written
    assert "data-drawn" not in written
    assert "&lt;svg" not in written
    attack = drawn_div(chart, class_name='"><script>')
    assert "<script" not in to_html(attack)


# colours and ids


def test_colours_are_variables_of_the_style_sheet_and_never_values() -> None:
    for chart in (everything(), drawn(*random_figures(3))):
        written = svg_of(chart)
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?!-)|rgb", re.sub(r"url\(#[^)]*\)", "", written))
        assert set(re.findall(r"var\(--([a-z]+)\)", written)) <= set(LIGHT)
    assert set(KIND_COLOURS) - {"unknown"} <= set(re.findall(r"var\(--([a-z]+)\)", svg_of(everything())))


def test_patterns_are_defined_once_and_named_apart_from_those_of_another_chart() -> None:
    one, other = (drawn(figure("2003", None), figure("2005", None), years=years) for years in ((2002, 2011), (2002, 2010)))  # fmt: skip
    names = [[pattern.attrib["id"] for pattern in tree(chart).iter("pattern")] for chart in (one, other)]
    assert [len(name) for name in names] == [1, 1]
    assert names[0] != names[1]
    assert svg_of(one).count(f"url(#{names[0][0]})") == 2
    assert svg_of(one) == svg_of(copy.deepcopy(one))


# what it does not know


def changed(*path: Any, to: Any) -> Callable[[Figure], None]:
    def change(chart: Figure) -> None:
        place: Any = chart
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return change


@pytest.mark.parametrize(
    "change",
    [
        changed("frames", to=[]),
        changed("layout", "title", to="Title"),
        changed("layout", "showlegend", to=True),
        changed("layout", "margin", "autoexpand", to=True),
        changed("layout", "xaxis", "ticks", to="outside"),
        changed("layout", "xaxis", "type", to="log"),
        changed("layout", "yaxis", "gridcolor", to="#123456"),
        changed("layout", "annotations", 0, "textangle", to=45),
        changed("layout", "annotations", 0, "xanchor", to="auto"),
        changed("layout", "annotations", 0, "text", to="<b>open"),
        changed("layout", "annotations", 0, "font", "color", to="red"),
        changed("layout", "shapes", to=[{"type": "rect", "x0": 1, "x1": 2, "y0": 0, "y1": 1, "line": {}}]),
        changed("data", 0, "mode", to="lines+text"),
        changed("data", 0, "fill", to="tozeroy"),
        changed("data", 0, "marker", "symbol", to="star"),
        changed("data", 0, "marker", "symbol", to="circle-open"),
        changed("data", 0, "marker", "color", to="#ffffff0"),
        changed("data", 0, "marker", "line", "dash", to="dot"),
        changed("layout", "annotations", 0, "font", "family", to="serif"),
        changed("data", 0, "x", to=[float("nan")]),
        changed("data", 0, "hovertext", to=["a\x00b"]),
    ],
)
def test_what_it_does_not_know_is_refused_and_not_lost(change: Callable[[Figure], None]) -> None:
    chart = drawn(figure("2003", 7))
    svg_of(chart)
    change(chart)
    with pytest.raises(ValueError, match=r".+"):
        svg_of(chart)


def test_an_unknown_kind_of_trace_is_refused() -> None:
    chart = drawn(figure("2003"))
    chart["data"].append({"type": "pie", "values": [1, 2]})
    with pytest.raises(TypeError, match="pie"):
        svg_of(chart)


@pytest.mark.parametrize("pattern", [{"shape": "x"}, {"fillmode": "overlay"}, {"fgcolor": "#000000"}])
def test_an_unknown_pattern_is_refused(pattern: dict[str, Any]) -> None:
    chart = drawn(figure("2003", None))
    chart["data"][0]["marker"]["pattern"] |= pattern
    with pytest.raises(ValueError, match=r".+"):
        svg_of(chart)


# the real figures


@pytest.fixture(scope="module")
def shown(real: Dataset, views: list[tuple[Selection, Shown]]) -> list[tuple[Figure | None, str]]:
    """Every chart of every selection: the figure that plotly gets, if it gets one, and the drawing."""
    return [
        pair
        for selection, found in views
        if len(found.dated)
        for pair in _charts_of(charts(real, View(selection), prepared(real, with_letters(found.dated)), label="x"))
    ]


def _charts_of(content: Any) -> Iterator[tuple[Figure | None, str]]:
    for plot in every(content, "Div", className="plot"):
        (drawing,) = [getattr(part, "data-drawn") for part in walk(plot) if getattr(part, "data-drawn", None)]
        graphs = every(plot, "Graph")
        yield (graphs[0].figure if graphs else None), drawing


def test_every_real_figure_is_drawn_and_well_formed(shown: list[tuple[Figure | None, str]]) -> None:
    assert len(shown) > 100
    for _, drawing in shown:
        svg = ElementTree.fromstring(drawing)
        assert len(list(svg.iter("a"))) == len(points(svg)) > 0


def test_both_hands_get_the_same_figure(shown: list[tuple[Figure | None, str]]) -> None:
    live = [(figure, drawing) for figure, drawing in shown if figure is not None]
    assert len(live) > 100
    for chart, drawing in live:
        assert svg_of(chart) == drawing
        named = {name for trace in chart["data"] for name in trace.get("customdata", [])}
        assert named == set(points(ElementTree.fromstring(drawing)))


def test_a_plot_can_be_entered_by_keyboard_and_says_what_it_is(
    real: Dataset, views: list[tuple[Selection, Shown]]
) -> None:
    selection, found = next(pair for pair in views if len(pair[1].dated) > 3)
    content = charts(real, View(selection), prepared(real, with_letters(found.dated)), label="In words.")
    plot = every(content, "Div", className="plot")[0]
    assert (plot.tabIndex, plot.role) == (0, "group")
    assert getattr(plot, "aria-roledescription") == "chart"
    assert getattr(plot, "aria-label")
