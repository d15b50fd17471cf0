"""What stands on the pages, over the data of this repository and over invented figures."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest
from dash.development.base_component import Component

from components import ids
from components.overview_page import evidence_counts, evidence_map
from components.pages import PATHS, page, title
from components.state import address, args_of, problem_of
from components.topic_chart import drawn_gaps
from components.topic_page import topic_page
from components.voices import with_letters
from loaders import Dataset
from loaders.fields import FIELDS
from loaders.selection import SOURCE_TYPES, Selection, default_selection, shown_figures, year_span
from loaders.tables import TABLES, TOPICS

CRIMES = Selection("cases", "example_crimes")


def every(node: Any, kind: str = "", **props: Any) -> list[Component]:
    """The components below a node, in order, of one kind and with these properties."""
    return [
        found
        for found in walk(node)
        if (not kind or type(found).__name__ == kind)
        and all(value in str(getattr(found, name.rstrip("_"), "")).split() for name, value in props.items())
    ]


def walk(node: Any) -> Iterator[Component]:
    if isinstance(node, list | tuple):
        for child in node:
            yield from walk(child)
    elif isinstance(node, Component):
        yield node
        yield from walk(getattr(node, "children", None))


def words(node: Any) -> str:
    """Everything that a reader reads below a node."""
    if isinstance(node, list | tuple):
        return " ".join(words(child) for child in node)
    if isinstance(node, Component):
        return words(getattr(node, "children", None))
    return "" if node is None else str(node)


def rows_of(node: Any) -> list[str]:
    rows = [getattr(row, "id", "") for row in every(node, "Tr")]
    return [row.removeprefix(ids.row_id("")) for row in rows if row]


@pytest.fixture(scope="module")
def opened(real: Dataset) -> dict[str, Component]:
    """Every page at its plain address."""
    return {path: page(real, path, "") for path in PATHS}


# every page


def test_there_is_a_page_for_every_topic_between_overview_and_data() -> None:
    assert PATHS == ("/", "/cases", "/convictions", "/adoptions", "/trafficking", "/context", "/data")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_one_heading_of_the_first_order_and_a_main_part(opened: dict[str, Component], path: str) -> None:
    (main,) = every(opened[path], "Main")
    assert main.id == ids.MAIN
    assert len(every(main, "H1")) == len(every(opened[path], "H1")) == 1


@pytest.mark.parametrize("path", PATHS)
def test_a_page_links_to_all_pages_and_says_which_one_it_is(opened: dict[str, Component], path: str) -> None:
    (tabs,) = every(opened[path], "Nav", className="tabs")
    links = every(tabs, "A")
    assert [link.href for link in links] == list(PATHS)
    current = [link.href for link in links if "aria-current" in link.to_plotly_json()["props"]]
    assert current == [path]


@pytest.mark.parametrize("path", PATHS)
def test_no_id_stands_twice_on_a_page(opened: dict[str, Component], path: str) -> None:
    found = Counter(node.id for node in walk(opened[path]) if getattr(node, "id", None))
    assert [name for name, times in found.items() if times > 1] == []


@pytest.mark.parametrize("path", PATHS)
def test_every_link_to_our_own_pages_leads_somewhere(real: Dataset, opened: dict[str, Component], path: str) -> None:
    anchors = {name: {getattr(node, "id", None) for node in walk(content)} for name, content in opened.items()}
    for link in every(opened[path], "A"):
        parts = urlsplit(link.href)
        if parts.scheme:
            assert parts.scheme in ("http", "https")
            continue
        target = parts.path or path
        assert target in PATHS
        assert problem_of(real, target, args_of(parts.query)) is None
        assert not parts.fragment or parts.fragment in anchors[target]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_can_be_sent_as_json(opened: dict[str, Component], path: str) -> None:
    written = json.dumps(opened[path].to_plotly_json(), default=lambda node: node.to_plotly_json(), allow_nan=False)
    assert "bdata" not in written


@pytest.mark.parametrize("path", PATHS)
def test_headings_step_down_one_order_at_a_time(opened: dict[str, Component], path: str) -> None:
    orders = [
        int(type(node).__name__[1]) for node in walk(opened[path]) if type(node).__name__ in ("H1", "H2", "H3", "H4")
    ]
    assert orders[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(orders))


def test_every_page_has_a_title_of_its_own(real: Dataset) -> None:
    assert len({title(real, path, "") for path in PATHS}) == len(PATHS)


# topics


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_shows_chart_sentence_source_line_table_and_gaps(
    real: Dataset, opened: dict[str, Component], topic: str
) -> None:
    content = opened[f"/{topic}"]
    (drawing,) = every(content, "Figure")
    assert every(drawing, "Graph")
    (sentence,) = every(drawing, "P", className="sentence")
    (sources,) = every(drawing, "Div", className="sources")
    shown = shown_figures(real, default_selection(real, topic))
    figures = pd.concat([shown.dated, shown.undated])
    for source in set(figures["source_id"]):
        label = real.label("sources", source, column="short_label")
        assert label in words(sources)
    assert len(words(sentence).split()) > 10
    assert rows_of(content)
    assert len(every(content, "Section", className="gap-section")) == 1


@pytest.mark.parametrize("topic", TOPICS)
def test_every_figure_of_a_choice_has_its_row_once(real: Dataset, topic: str) -> None:
    first, last = year_span(real)
    for years in ((2002, 2011), (first, last), (2005, 2005)):
        choice = replace(default_selection(real, topic), year_from=years[0], year_to=years[1])
        shown = shown_figures(real, choice)
        expected = [*shown.dated["obs_id"], *shown.undated["obs_id"]]
        assert sorted(rows_of(topic_page(real, choice))) == sorted(expected)


def test_a_division_has_a_chart_for_each_part_and_a_row_for_each_figure(spoken: Dataset) -> None:
    content = topic_page(spoken, replace(CRIMES, breakdown="sex"))
    assert len(every(content, "Graph")) == 2
    assert sorted(rows_of(content)) == ["crimes_2003_f", "crimes_2003_m"]


def test_a_row_says_period_value_publisher_counter_and_place(spoken: Dataset) -> None:
    content = topic_page(spoken, CRIMES)
    row = next(row for row in every(content, "Tr") if getattr(row, "id", "") == ids.row_id("crimes_2003_relayed"))
    read = words(row)
    for part in (
        "2003",
        "1,120",
        "Example report_committee",
        "Example ministry",
        "Example league",
        "para. crimes_2003_relayed",
    ):
        assert part in read
    assert "Example warning" not in read or "all_ages" in read


def test_what_is_drawn_and_what_stands_in_the_table_are_the_same_figures(spoken: Dataset) -> None:
    content = topic_page(spoken, replace(CRIMES, year_from=1999))
    (graph,) = every(content, "Graph")
    drawn = {name for trace in graph.figure["data"] for name in trace.get("customdata", [])}
    assert drawn == set(rows_of(content)) - {"crimes_undated"}


def test_a_letter_means_the_same_voice_in_the_chart_and_in_the_tables(spoken: Dataset) -> None:
    """The undated figure makes a voice bigger in the tables than it is in the chart."""
    choice = replace(CRIMES, year_from=2004, year_to=2005)
    content = topic_page(spoken, choice)
    (graph,) = every(content, "Graph")
    letters = {}
    for row in every(content, "Tr"):
        if getattr(row, "id", None):
            letters[row.id.removeprefix(ids.row_id(""))] = words(every(row, "B", className="letter")[0])
    shown = shown_figures(spoken, choice)
    for note in graph.figure["layout"]["annotations"]:
        letter = note["text"][3:].partition("</b>")[0] if note["text"].startswith("<b>") else None
        if letter:
            at = shown.dated[shown.dated["obs_value"] == note["y"]]["obs_id"].tolist()
            assert letter in {letters[name] for name in at}


def test_the_voice_with_most_figures_has_the_first_letter(spoken: Dataset) -> None:
    figures = with_letters(shown_figures(spoken, CRIMES).dated)
    sizes = figures.groupby("letter").size()
    assert sizes["A"] == sizes.max()
    voices = figures[["source_id", "counted_by", "origin"]].drop_duplicates()
    assert len(voices) == figures["letter"].nunique()


def test_an_empty_choice_says_so_and_draws_no_chart(spoken: Dataset) -> None:
    content = topic_page(spoken, replace(CRIMES, source_types=("international",), year_from=2010, year_to=2010))
    assert every(content, "Graph") == []
    assert len(every(content, "P", className="empty")) == 1
    assert len(every(content, "P", className="outside")) == 1
    assert rows_of(content) == []


def test_undated_figures_stand_beside_an_empty_chart(spoken: Dataset) -> None:
    content = topic_page(spoken, replace(CRIMES, source_types=("ngo",), year_from=2010, year_to=2010))
    assert every(content, "Graph") == []
    assert rows_of(content) == ["crimes_undated"]


def test_the_link_to_other_years_shows_all_of_them(spoken: Dataset) -> None:
    (outside,) = every(topic_page(spoken, replace(CRIMES, year_from=2005, year_to=2006)), "P", className="outside")
    (wider,) = every(outside, "A")
    assert args_of(urlsplit(wider.href).query) == {"year_from": ["1999"]}
    assert every(topic_page(spoken, replace(CRIMES, year_from=1999)), "P", className="outside") == []


def test_children_as_offenders_are_never_shown_without_the_sentence_that_they_are_no_victims(real: Dataset) -> None:
    indicators = real.table("indicators")
    offenders = indicators[indicators["group"] == "child_offenders"]
    assert len(offenders) >= 5
    assert set(offenders["population"]) == {"child_offenders"}
    assert set(indicators.loc[indicators["population"] == "child_offenders", "group"]) == {"child_offenders"}
    banner = real.label("texts", "banner.child_offenders", column="text")
    for indicator, topic in zip(offenders["indicator_id"], offenders["topic"], strict=True):
        content = page(real, f"/{topic}", f"{ids.INDICATOR}={indicator}")
        (shown,) = every(content, "P", className="banner")
        assert words(shown) == banner


def test_victims_are_shown_without_that_sentence(opened: dict[str, Component]) -> None:
    assert all(every(content, "P", className="banner") == [] for content in opened.values())


def test_the_gaps_of_an_indicator_are_drawn_on_its_years_and_listed(spoken: Dataset) -> None:
    gaps = drawn_gaps(spoken, replace(CRIMES, year_from=2004))
    assert gaps[["x_start", "x_end"]].values.tolist() == [[2004.0, 2007.0]]
    (section,) = every(topic_page(spoken, CRIMES), "Section", className="gap-section")
    assert "Example crimes are not divided by age" in words(section)


def test_a_topic_without_gap_statements_says_that_silence_is_no_proof(spoken: Dataset) -> None:
    (section,) = every(topic_page(spoken, Selection("context", "example_money")), "Section", className="gap-section")
    assert every(section, "Li") == []
    assert len(words(section)) > 40


# choices


def choices(content: Component) -> dict[str, tuple[str, list[str]]]:
    """For each select its key, the value that it shows and the values that it offers."""
    found = {}
    for select in every(content, "Select"):
        props = select.to_plotly_json()["props"]
        if props.get("hidden"):  # carries a choice of the other form
            continue
        found[props["data-query"]] = (props["data-value"], [option.value for option in every(select, "Option")])
    return found


@pytest.mark.parametrize("topic", TOPICS)
def test_every_choice_is_among_its_options_and_has_a_label(
    real: Dataset, opened: dict[str, Component], topic: str
) -> None:
    content = opened[f"/{topic}"]
    for key, (value, options) in choices(content).items():
        assert value in options
        assert len(set(options)) == len(options)
        for option in options[:: max(1, len(options) // 5)]:
            if key != ids.BREAKDOWN:
                assert problem_of(real, f"/{topic}", {key: [option]}) is None
    labelled = {label.htmlFor for label in every(content, "Label")}
    assert {select.id for select in every(content, "Select")} == labelled


def test_the_choices_show_what_the_address_says(spoken: Dataset) -> None:
    choice = replace(CRIMES, breakdown="sex", year_from=2003, year_to=2005)
    found = choices(page(spoken, "/cases", urlsplit(address(spoken, choice)).query))
    assert {key: value for key, (value, _) in found.items()} == {
        "indicator_id": "example_crimes",
        "breakdown": "sex",
        "year_from": "2003",
        "year_to": "2005",
    }


def test_each_kind_of_source_can_be_hidden_and_the_last_one_brings_all_back(spoken: Dataset) -> None:
    def links(kinds: tuple[str, ...]) -> list[list[str]]:
        content = topic_page(spoken, replace(CRIMES, source_types=kinds))
        toggles = every(content, "A", className="toggle")
        return [args_of(urlsplit(link.href).query).get("source_type", list(SOURCE_TYPES)) for link in toggles]

    assert links(SOURCE_TYPES) == [["ngo", "international"], ["government", "international"], ["government", "ngo"]]
    assert links(("ngo",)) == [["government", "ngo"], list(SOURCE_TYPES), ["ngo", "international"]]


# overview


def counted_rows(*rows: tuple[str, str, str | None, float | None]) -> pd.DataFrame:
    """Figures by topic, kind of source, period ("2003" or "2001-2004") and value; None is suppressed or undated."""
    spans = [(period or "").partition("-") for _, _, period, _ in rows]
    return pd.DataFrame(
        {
            "topic": [row[0] for row in rows],
            "source_type": [row[1] for row in rows],
            "period_start": pd.to_datetime([f"{first}-01-01" if first else None for first, _, _ in spans]),
            "period_end": pd.to_datetime([f"{last or first}-12-31" if first else None for first, _, last in spans]),
            "obs_value": [row[3] for row in rows],
            "bound": ["suppressed" if row[3] is None else "exact" for row in rows],
        }
    )


def test_the_map_counts_figures_zeros_suppressed_figures_and_gaps_where_they_are() -> None:
    figures = counted_rows(
        ("cases", "government", "2003", 7.0),
        ("cases", "government", "2003", 7.0),
        ("cases", "government", "2003", 0.0),
        ("cases", "ngo", "2003", 7.0),
        ("cases", "government", "2001-2004", 7.0),
        ("cases", "government", "2012", None),
        ("adoptions", "international", None, 7.0),
    )
    gaps = counted_rows(("cases", "government", "2010-2014", 1.0), ("cases", "ngo", None, 1.0))
    assert evidence_counts(figures, gaps.drop(columns=["obs_value", "bound"])) == {
        ("cases", "government", "before"): {"figures": 1},
        ("cases", "government", "2002"): {"figures": 1},
        ("cases", "government", "2003"): {"figures": 3, "zeros": 1},
        ("cases", "government", "2004"): {"figures": 1},
        ("cases", "government", "2010"): {"gaps": 1},
        ("cases", "government", "2011"): {"gaps": 1},
        ("cases", "government", "after"): {"suppressed": 1, "gaps": 1},
        ("cases", "ngo", "2003"): {"figures": 1},
        ("cases", "ngo", "undated"): {"gaps": 1},
        ("adoptions", "international", "undated"): {"figures": 1},
    }


def test_the_map_of_the_example_is_that_counted_by_hand(spoken: Dataset) -> None:
    """Cases of 2004: two crimes, one count of victims and its orphans; gap on crimes by the committee, 2003 to 2006."""
    rows = every(evidence_map(spoken), "Tr")[1:]
    assert len(rows) == len(TOPICS) * len(SOURCE_TYPES)
    cells = [[words(every(cell, "Span", className="count")) for cell in every(row, "Td")] for row in rows]
    # columns: before 2002, 2002 to 2011, after 2011, no date
    assert cells[0] == ["1", "1", "4", "3", "1", "1", "", "1", "1", "1", "2", "", ""]
    assert cells[1] == ["", "", "", "1", "1", "1", "", "", "", "", "", "", "1"]
    assert cells[2] == ["", "", "1", "", "", "1", "1", "", "", "", "", "", ""]
    gaps = [bool(every(cell, "Span", className="sign-gaps")) for cell in every(rows[2], "Td")]
    assert gaps == [False, False, True, True, True, True, *[False] * 7]
    zero = every(rows[0], "Td")[6]
    assert every(zero, "Span", className="sign-zeros")


def test_silence_is_an_empty_cell_that_can_be_heard(spoken: Dataset) -> None:
    cell = every(every(evidence_map(spoken), "Tr")[1], "Td")[-1]
    assert words(cell) == "silence"
    assert every(cell, "Span", className="hidden")


def test_the_overview_explains_every_mark_that_charts_use(opened: dict[str, Component]) -> None:
    marks = {words(node) for node in every(opened["/"], "Span", className="mark")}
    assert len(marks) == 9
    assert {"sign-zeros", "sign-gaps", "sign-suppressed", "sign-silence"} <= {
        name for node in every(opened["/"], "Span", className="sign") for name in node.className.split()
    }


def test_the_overview_says_how_much_there_is(real: Dataset, opened: dict[str, Component]) -> None:
    (numbers,) = every(opened["/"], "P", className="sentence")
    assert f"{len(real.observations):,} figures" in words(numbers)


# data


def test_the_data_page_cites_every_source_in_full(real: Dataset, opened: dict[str, Component]) -> None:
    content = opened["/data"]
    for source in real.table("sources").to_dict("records"):
        (item,) = [
            node for node in every(content, "Li") if getattr(node, "id", "") == ids.source_anchor(source["source_id"])
        ]
        assert source["citation"] in words(item)
        assert real.label("bodies", source["publisher"]) in words(item)
        if source["url"] != "not known":
            assert source["url"] in [link.href for link in every(item, "A")]


def test_the_data_page_defines_every_column_of_every_table(opened: dict[str, Component]) -> None:
    blocks = every(opened["/data"], "Section")
    (dictionary,) = [section for section in blocks if getattr(section, "id", "") == ids.DICTIONARY]
    details = every(dictionary, "Details")
    assert len(details) == len(TABLES)
    for block, table in zip(details, TABLES.values(), strict=True):
        rows = every(block, "Tr")[1:]
        assert [words(every(row, "Code")[0]) for row in rows] == list(table.columns)
        for row, column in zip(rows, table.columns, strict=True):
            assert FIELDS[column].meaning in words(row)


def test_the_data_page_explains_every_warning_and_every_code(real: Dataset, opened: dict[str, Component]) -> None:
    read = words(opened["/data"])
    assert [name for name in real.table("warnings")["explanation_en"] if name not in read] == []
    assert [label for label in real.table("codes")["label_en"] if label not in read] == []


def test_a_date_of_publication_is_no_more_exact_than_known(spoken: Dataset) -> None:
    content = page(spoken, "/data", "")
    read = {node.id: words(node) for node in every(content, "Li") if str(getattr(node, "id", "")).startswith("source-")}
    assert "1 May 2010" in read[ids.source_anchor("report_gov")]
    assert "2011" in read[ids.source_anchor("report_committee")]
    assert "January 2011" not in read[ids.source_anchor("report_committee")]
    assert "not known" in read[ids.source_anchor("report_league")]
