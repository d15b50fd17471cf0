"""What stands on the pages, over the data of this repository and over invented figures."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient

from app import create_app
from components import ids
from components.pages import PATHS, page, title
from components.places import args_of, place_of
from components.refusing import problem_of
from components.state import View, address
from components.topic_chart import drawn_gaps
from components.topic_page import topic_page
from components.voices import with_letters
from loaders import Dataset
from loaders.exports.asking import asked_of
from loaders.exports.collections import collections
from loaders.exports.formats import FORMATS
from loaders.exports.taken import API
from loaders.fields import FIELDS
from loaders.selection import SOURCE_TYPES, Selection, default_selection, shown_figures, year_span
from loaders.tables import TABLES, TOPICS
from trees import every, walk, words

CRIMES = Selection("cases", "example_crimes")


def shown_page(dataset: Dataset, choice: Selection) -> Component:
    return topic_page(dataset, View(choice))


def rows_of(node: Any) -> list[str]:
    rows = [getattr(row, "id", "") for row in every(node, "Tr")]
    return [row.removeprefix(ids.row_id("")) for row in rows if row]


@pytest.fixture(scope="module")
def opened(real: Dataset) -> dict[str, Component]:
    """Every page at its plain address."""
    return {path: page(real, path, "") for path in PATHS}


# every page


def test_the_tabs_lead_from_the_overview_through_every_topic_to_what_is_behind_the_figures() -> None:
    topics = ("/cases", "/convictions", "/adoptions", "/trafficking", "/context")
    assert ("/", *topics, "/compare", "/follow-up", "/data") == PATHS


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_one_heading_of_the_first_order_and_a_main_part(opened: dict[str, Component], path: str) -> None:
    (main,) = every(opened[path], "Main")
    assert main.id == ids.MAIN
    assert len(every(main, "H1")) == len(every(opened[path], "H1")) == 1


@pytest.fixture(scope="module")
def files(real: Dataset) -> FlaskClient:
    return create_app(real).server.test_client()


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
        if target.startswith(("/api/", "/picture/", "/embed/", "/openapi.json")):
            continue  # files: the next test asks for them
        assert place_of(real, target) is not None
        assert problem_of(real, target, args_of(parts.query)) is None
        assert not parts.fragment or parts.fragment in anchors[target]


def is_request(real: Dataset, path: str, query: str) -> bool:
    """Whether an address is a request for rows that can be answered; BadQuery when it asks for what there is not."""
    name, _, extension = path.removeprefix(f"{API}/").partition(".")
    if not path.startswith(f"{API}/") or name not in collections():
        return False
    args = args_of(query)
    return extension in FORMATS and FORMATS[extension].is_of(name) and asked_of(real, name, args) is not None


@pytest.mark.parametrize("path", PATHS)
def test_every_link_to_a_file_leads_to_one(
    real: Dataset, files: FlaskClient, opened: dict[str, Component], path: str
) -> None:
    """Rows are not made here, which takes long; other files are asked for."""
    links = {link.href for link in every(opened[path], "A") if link.href.startswith(("/api/", "/picture/", "/embed/"))}
    assert links or path == "/"
    for href in sorted(links):
        parts = urlsplit(href)
        assert is_request(real, parts.path, parts.query) or files.head(href).status_code == 200, href


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
        assert sorted(rows_of(shown_page(real, choice))) == sorted(expected)


def test_a_division_has_a_chart_of_bars_and_a_row_for_each_figure(spoken: Dataset) -> None:
    content = shown_page(spoken, replace(CRIMES, breakdown="sex"))
    assert len(every(content, "Graph")) == 1
    assert sorted(rows_of(content)) == ["crimes_2003_f", "crimes_2003_m"]


def test_a_row_says_period_value_publisher_counter_and_place(spoken: Dataset) -> None:
    content = shown_page(spoken, CRIMES)
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
    content = shown_page(spoken, replace(CRIMES, year_from=1999))
    (graph,) = every(content, "Graph")
    drawn = {name for trace in graph.figure["data"] for name in trace.get("customdata", [])}
    assert drawn == set(rows_of(content)) - {"crimes_undated"}


def test_a_letter_means_the_same_voice_in_the_chart_and_in_the_tables(spoken: Dataset) -> None:
    """The undated figure makes a voice bigger in the tables than it is in the chart."""
    choice = replace(CRIMES, year_from=2004, year_to=2005)
    content = shown_page(spoken, choice)
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
    content = shown_page(spoken, replace(CRIMES, source_types=("international",), year_from=2010, year_to=2010))
    assert every(content, "Graph") == []
    (empty,) = every(content, "Div", className="empty")
    ways = {words(link): args_of(urlsplit(link.href).query) for link in every(empty, "A")}
    assert ways == {
        "From all publishers: 1 figure": {"year_from": ["2010"], "year_to": ["2010"]},
        "In 1999 to 2011: 2 figures": {"source_type": ["international"], "year_from": ["1999"]},
    }
    assert rows_of(content) == []


def test_undated_figures_stand_beside_an_empty_chart(spoken: Dataset) -> None:
    content = shown_page(spoken, replace(CRIMES, source_types=("ngo",), year_from=2010, year_to=2010))
    assert every(content, "Graph") == []
    assert rows_of(content) == ["crimes_undated"]


def test_the_link_to_other_years_shows_all_of_them(spoken: Dataset) -> None:
    narrow = shown_page(spoken, replace(CRIMES, year_from=2005, year_to=2006))
    (switch,) = every(narrow, "Div", className="switch-years")
    core, wider = every(switch, "A")
    assert args_of(urlsplit(core.href).query) == {}
    assert args_of(urlsplit(wider.href).query) == {"year_from": ["1999"]}
    outside = len(shown_figures(spoken, replace(CRIMES, year_from=2005, year_to=2006)).outside)
    assert outside == 11
    assert words(every(switch, "P", className="outside")) == f"{outside} figures lie outside these years."
    (switch,) = every(shown_page(spoken, replace(CRIMES, year_from=1999)), "Div", className="switch-years")
    assert words(every(switch, "P", className="outside")) == "With these choices, no figure lies outside these years."


def test_children_as_offenders_are_never_shown_without_the_sentence_that_they_are_no_victims(real: Dataset) -> None:
    indicators = real.table("indicators")
    offenders = indicators[indicators["group"] == "child_offenders"]
    assert len(offenders) >= 5
    assert set(offenders["population"]) == {"child_offenders"}
    assert set(indicators.loc[indicators["population"] == "child_offenders", "group"]) == {"child_offenders"}
    banner = real.label("texts", "banner.child_offenders", column="text")
    for indicator, topic in zip(offenders["indicator_id"], offenders["topic"], strict=True):
        content = page(real, f"/{topic}", f"{ids.INDICATOR}={indicator}")
        banners = every(content, "P", className="banner")
        assert {words(shown) for shown in banners} == {banner}
        order = list(walk(content))
        assert order.index(banners[0]) < order.index(every(content, "Figure")[0])


def test_victims_are_shown_without_that_sentence(opened: dict[str, Component]) -> None:
    for content in opened.values():
        groups = [group for group in every(content, "Details") if every(group, "P", className="banner")]
        among = [shown for group in groups for shown in every(group, "P", className="banner")]
        assert every(content, "P", className="banner") == among
        assert all("Children as offenders" in words(every(group, "H3")) for group in groups)


def test_the_gaps_of_an_indicator_are_drawn_on_its_years_and_listed(spoken: Dataset) -> None:
    gaps = drawn_gaps(spoken, replace(CRIMES, year_from=2004))
    assert gaps[["x_start", "x_end"]].values.tolist() == [[2004.0, 2007.0]]
    (section,) = every(shown_page(spoken, CRIMES), "Section", className="gap-section")
    assert "Example crimes are not divided by age" in words(section)


def test_a_topic_without_gap_statements_says_that_silence_is_no_proof(spoken: Dataset) -> None:
    (section,) = every(shown_page(spoken, Selection("context", "example_money")), "Section", className="gap-section")
    assert every(section, "Li") == []
    assert len(words(section)) > 40


# choices


def choices(content: Component) -> dict[str, tuple[str, list[str]]]:
    """For each select its key, the value that it shows and the values that it offers."""
    found = {}
    for select in every(content, "Select"):
        props = select.to_plotly_json()["props"]
        if props.get("hidden"):  # carries a choice of the other form along
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
    shown = [select for select in every(content, "Select") if not getattr(select, "hidden", False)]
    assert {select.id for select in shown} == labelled - {ids.search_box("header")}


def test_the_choices_show_what_the_address_says(spoken: Dataset) -> None:
    choice = replace(CRIMES, breakdown="sex", year_from=2003, year_to=2005)
    found = choices(page(spoken, "/cases", urlsplit(address(spoken, View(choice))).query))
    assert {key: value for key, (value, _) in found.items()} == {
        "indicator_id": "example_crimes",
        "breakdown": "sex",
        "counted_by": "",
        "year_from": "2003",
        "year_to": "2005",
    }


def test_each_kind_of_source_can_be_hidden_and_the_last_one_brings_all_back(spoken: Dataset) -> None:
    def links(kinds: tuple[str, ...]) -> list[list[str]]:
        content = shown_page(spoken, replace(CRIMES, source_types=kinds))
        (switch,) = every(content, "Div", className="switch-kinds")
        toggles = every(switch, "A", className="toggle")
        return [args_of(urlsplit(link.href).query).get("source_type", list(SOURCE_TYPES)) for link in toggles]

    assert links(SOURCE_TYPES) == [["ngo", "international"], ["government", "international"], ["government", "ngo"]]
    assert links(("ngo",)) == [["government", "ngo"], list(SOURCE_TYPES), ["ngo", "international"]]


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
    assert "1 May 2012" in read[ids.source_anchor("report_gov")]
    assert "2011" in read[ids.source_anchor("report_committee")]
    assert "January 2011" not in read[ids.source_anchor("report_committee")]
    assert "not known" in read[ids.source_anchor("report_league")]
