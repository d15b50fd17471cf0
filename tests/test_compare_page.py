"""The page that compares: what stands in each part, in which order, and where everything leads."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest

from components import ids
from components.compare_page import compare_page, compare_title
from components.pages import page
from components.places import args_of, place_of
from components.refusing import problem_of
from components.state import COMPARE_PARTS, CompareChoice, compare_address
from loaders import Dataset
from loaders.classes import CONFLICT
from loaders.disagreements import conflicts, pairs_of_indicator
from loaders.look_alikes import look_alikes
from loaders.related import figure_row
from loaders.tables import TOPICS
from loaders.words import period_words, value_words
from server.prerender import to_html
from trees import every, walk, words

INTERCOUNTRY = CompareChoice(indicator_id="adoptions_intercountry")
CHOICES = [
    *(CompareChoice(part, topic) for part in COMPARE_PARTS for topic in ("", "adoptions", "convictions")),
    INTERCOUNTRY,
    CompareChoice(indicator_id="tip_tier"),
    CompareChoice(indicator_id="shelter_years"),
]
NAMES = {str(choice): choice for choice in CHOICES}


@pytest.fixture(scope="module")
def opened(real: Dataset) -> dict[str, Any]:
    return {name: compare_page(real, choice) for name, choice in NAMES.items()}


def of(opened: dict[str, Any], choice: CompareChoice) -> Any:
    return opened[str(choice)]


def articles(content: Any, name: str) -> list[Any]:
    return every(content, "Article", className=name)


# every part


@pytest.mark.parametrize("name", NAMES)
def test_the_page_begins_with_its_heading_parts_and_choices(opened: dict[str, Any], name: str) -> None:
    content, choice = opened[name], NAMES[name]
    assert len(every(content, "H1")) == 1
    (parts,) = every(content, "Nav", className="page-parts")
    assert len(every(parts, "A")) == 4
    current = [link.href for link in every(parts, "A") if getattr(link, "aria-current", "") == "page"]
    assert current == ([] if choice.indicator_id else [compare_address(choice)])
    (form,) = every(content, "Form")
    assert (form.method, form.action) == ("get", "/compare")
    (select,) = every(form, "Select")
    assert select.name == ids.INDICATOR
    assert getattr(select, "data-value") == choice.indicator_id
    assert choice.indicator_id in [option.value for option in every(select, "Option")]


@pytest.mark.parametrize("name", NAMES)
def test_the_chosen_topic_is_marked(opened: dict[str, Any], name: str) -> None:
    content, choice = opened[name], NAMES[name]
    toggles = every(content, "A", className="toggle")
    chosen = [args_of(urlsplit(link.href).query) for link in toggles if getattr(link, "aria-current", "") == "true"]
    expected = {} if not choice.topic else {ids.TOPIC: [choice.topic]}
    found = [{key: value for key, value in query.items() if key == ids.TOPIC} for query in chosen]
    assert found == ([] if choice.indicator_id else [expected])


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_page_and_every_anchor_to_a_place(
    real: Dataset, opened: dict[str, Any], name: str
) -> None:
    sources = {ids.source_anchor(str(source)) for source in real.table("sources")["source_id"]}
    drawings = [getattr(node, "data-drawn") for node in walk(opened[name]) if hasattr(node, "data-drawn")]
    links = [link.href for link in every(opened[name], "A") if getattr(link, "download", None) is None]
    for href in {*links, *(href for drawing in drawings for href in re.findall(r'href="([^"]*)"', drawing))}:
        parts = urlsplit(href)
        if not parts.path:  # further down on the same page
            assert f'id="{parts.fragment}"' in to_html(opened[name])
            continue
        assert place_of(real, parts.path) is not None, href
        assert problem_of(real, parts.path, args_of(parts.query)) is None, href
        if parts.path == "/data":
            assert parts.fragment in sources


def test_all_contradictions_stand_in_one_table_on_top_the_worst_first(real: Dataset, opened: dict[str, Any]) -> None:
    (table, *_) = every(opened[str(CompareChoice())], "Table")
    rows = [words(row) for row in every(every(table, "Tbody")[0], "Tr")]
    assert len(rows) == (real.comparisons["class"] == "conflict").sum() == 7
    assert rows[0].startswith("Persons convicted of trafficking in persons, 2006 11 or 1 unexplained Convictions")
    assert "Children adopted by foreigners, 2003 1,023 or 933 counted by different bodies Adoptions" in rows


@pytest.mark.parametrize("name", NAMES)
def test_no_id_stands_twice_and_headings_step_down(opened: dict[str, Any], name: str) -> None:
    written = to_html(opened[name])
    found = re.findall(r' id="([^"]*)"', written)
    assert len(found) == len(set(found))
    orders = [int(order) for order in re.findall(r"<h([1-6])", written)]
    assert orders[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(orders))


def test_every_choice_has_a_title_of_its_own(real: Dataset) -> None:
    titles = {compare_title(real, choice) for choice in CHOICES}
    assert len(titles) == len(CHOICES)


# where sources disagree


def test_the_answer_comes_first(real: Dataset, opened: dict[str, Any]) -> None:
    (intro,) = every(of(opened, CompareChoice()), "P", className="intro")
    pairs = real.comparisons
    said = words(intro)
    assert said.startswith(f"{len(pairs):,} pairs of figures can be set side by side.")
    assert f"{int((pairs['class'] == CONFLICT).sum())} of them contradict each other as printed." in said


def test_every_contradiction_stands_there_once_and_with_its_reason(real: Dataset, opened: dict[str, Any]) -> None:
    found = {article.id: article for article in articles(of(opened, CompareChoice()), "pair-conflict")}
    pairs = [pair for topic in TOPICS for pair in conflicts(real)[topic]]
    assert list(found) == [ids.pair_anchor(*pair.names) for pair in pairs]
    for pair in pairs:
        (reason,) = every(found[ids.pair_anchor(*pair.names)], "P", className="reason")
        assert pair.explanation is not None
        assert str(pair.explanation["explanation_en"]) in words(reason)


def test_a_pair_is_told_with_both_sources_and_where_they_stand(opened: dict[str, Any]) -> None:
    (article,) = [
        found
        for found in articles(of(opened, CompareChoice()), "pair-conflict")
        if found.id == ids.pair_anchor("opsc2004-p56-6", "tm-4-4-7-2003")
    ]
    assert words(every(article, "H3")) == "≠ Children adopted by foreigners, 2003"
    first, second = (words(row) for row in every(every(article, "Tbody")[0], "Tr"))
    for part in ("Government report to the UN, 2004", "para. 56", "Registry offices of Kazakhstan", "1,023", "2003"):
        assert part in first
    for part in ("UNICEF TransMonEE", "table 4.4.7", "Statistical office of Kazakhstan", "933"):
        assert part in second
    told = words(every(article, "Div", className="told-of"))
    assert "The difference is 90. The larger number is 1.10 times the smaller one." in told
    assert "Rounded" not in told  # to the thousand, and that would be more than a tenth of them
    (close,) = [
        found
        for found in articles(of(opened, CompareChoice()), "pair-conflict")
        if found.id == ids.pair_anchor("opsc2004-p56-4", "tm-4-4-1-2003")
    ]
    assert "Rounded to 100, both would be one number." in words(every(close, "Div", className="told-of"))
    assert "Computed here; no source prints this." in told
    links = [link.href for link in every(article, "A")]
    assert "/observation/opsc2004-p56-6" in links
    assert compare_address(INTERCOUNTRY) in links


def test_a_rating_is_told_without_a_difference(opened: dict[str, Any]) -> None:
    (article,) = [
        found for found in articles(of(opened, CompareChoice()), "pair-conflict") if "us-tier-2003" in found.id
    ]
    assert "difference" not in words(every(article, "Div", className="told-of"))


def test_what_is_drawn_is_what_the_table_says(real: Dataset, opened: dict[str, Any]) -> None:
    rows = [
        row
        for table in every(of(opened, CompareChoice()), "Table", className="side-by-side")
        for row in every(table, "Tr")[1:]
    ]
    for row in rows:
        (name,) = [link.href.rpartition("/")[2] for link in every(row, "A") if link.href.startswith("/observation/")]
        figure = figure_row(real, name)
        value, period = escape(value_words(real, figure), quote=False), period_words(real, figure)
        assert value_words(real, figure) in words(row)
        assert period in words(row)
        drawings = [getattr(node, "data-drawn") for node in every(row, "Div", className="drawn")]
        assert all(f"<title>{value} ({period})" in drawing for drawing in drawings)


def test_different_units_share_no_axis(opened: dict[str, Any]) -> None:
    """Visas against children: both periods are drawn, the values are not."""
    (article,) = [found for found in articles(of(opened, CompareChoice()), "pair") if "us-state-iaa-2004-1" in found.id]
    drawn = [len(every(row, "Div", className="drawn")) for row in every(article, "Tr")[1:]]
    assert drawn == [1, 1]


def test_a_figure_that_was_replaced_is_marked(spoken: Dataset) -> None:
    from components.disagreement import pair_body

    (pair,) = pairs_of_indicator(spoken, "example_crimes")["superseded"]
    assert "Later replaced by its own source" in words(pair_body(spoken, pair, level=4))


def test_what_can_both_be_true_is_folded_below(opened: dict[str, Any]) -> None:
    content = of(opened, CompareChoice("disagreements", "adoptions"))
    folded = every(content, "Details")
    assert len(folded) == len(articles(content, "pair")) - len(articles(content, "pair-conflict")) == 4
    order = list(walk(content))
    assert order.index(folded[0]) > order.index(articles(content, "pair-conflict")[-1])


@pytest.mark.parametrize("part", ["disagreements", "sums", "alike"])
def test_a_topic_without_anything_says_so(spoken: Dataset, part: str) -> None:
    (section,) = every(compare_page(spoken, CompareChoice(part, "context")), "Section", className="of-topic")
    assert len(every(section, "P", className="muted")) == 1
    assert articles(section, "pair") == articles(section, "sum") == every(section, "Ul") == []


# sums and look-alikes


def test_every_total_stands_there_once(real: Dataset, opened: dict[str, Any]) -> None:
    found = [article.id for article in articles(of(opened, CompareChoice("sums")), "sum")]
    assert sorted(found) == sorted(ids.row_anchor(name) for name in real.table("reconciliations")["reconciliation_id"])
    (intro,) = every(of(opened, CompareChoice("sums")), "P", className="intro")
    equal, left, exceeded = map(int, re.findall(r"[Ii]n ([0-9]+)", words(intro)))
    assert equal + left + exceeded == len(found)


def test_every_group_of_look_alikes_stands_there_with_its_figures(real: Dataset, opened: dict[str, Any]) -> None:
    content = of(opened, CompareChoice("alike"))
    items = {item.id: item for item in every(content, "Li", className="alike")}
    for rows in look_alikes(real).values():
        for row in rows:
            item = items[ids.row_anchor(str(row["explanation_id"]))]
            links = [link.href for link in every(item, "A")]
            assert {f"/observation/{name}" for name in str(row["concerns"]).split("|")} <= set(links)
            assert str(row["explanation_en"]) in words(item)
    table = real.table("explanations")
    assert len(items) == int(table["about"].isin(["look_alike", "check", "event"]).sum())


def test_what_does_not_fit_inside_a_document_has_a_group_of_its_own(opened: dict[str, Any]) -> None:
    (inside,) = every(of(opened, CompareChoice("alike")), "Section", className="inside")
    assert "/quality" in [link.href for link in every(inside, "A")]
    assert "30,184" in words(inside)
    assert "10 July 2003" in words(inside)


# one indicator


def test_all_sources_stand_in_one_chart_over_all_years(real: Dataset, opened: dict[str, Any]) -> None:
    content = of(opened, INTERCOUNTRY)
    (graph,) = every(content, "Graph")
    drawn = {name for trace in graph.figure["data"] for name in trace.get("customdata", [])}
    observations = real.observations
    totals = (observations["indicator_id"] == INTERCOUNTRY.indicator_id) & (observations["division"] == "total")
    assert drawn == set(observations.loc[totals & observations["period_start"].notna(), "obs_id"])
    assert every(content, "P", className="verdict-conflict")


def test_every_pair_of_an_indicator_has_its_row(real: Dataset, opened: dict[str, Any]) -> None:
    content = of(opened, INTERCOUNTRY)
    (section,) = every(content, "Section", className="all-pairs")
    for kind, pairs in pairs_of_indicator(real, INTERCOUNTRY.indicator_id).items():
        (block,) = [node for node in walk(section) if f"class-{kind}" == getattr(node, "className", "")]
        assert len(every(every(block, "Tbody")[0], "Tr")) == len(pairs)
        assert (type(block).__name__ == "Details") == (len(pairs) > 12)
    kinds = [getattr(node, "className", "") for node in section.children[1:]]
    assert kinds[0] == f"class-{CONFLICT}"


def test_the_own_figure_stands_first_in_a_row_of_pairs(opened: dict[str, Any]) -> None:
    (section,) = every(of(opened, INTERCOUNTRY), "Section", className="all-pairs")
    (others,) = every(section, "Details", className="class-definition")
    for row in every(every(others, "Tbody")[0], "Tr"):
        assert "Children adopted by citizens of Kazakhstan" not in words(every(row, "Th"))


def test_every_way_of_a_count_is_told_with_how_many_figures_it_brought(real: Dataset, opened: dict[str, Any]) -> None:
    (section,) = every(of(opened, INTERCOUNTRY), "Section", className="chains")
    observations = real.observations
    own = observations[observations["indicator_id"] == INTERCOUNTRY.indicator_id]
    ways = own.groupby(["counted_by", "via", "source_id", "origin"]).ngroups
    assert len(every(section, "Ol", className="chain")) == ways
    assert sum(int(number) for number in re.findall(r"([0-9]+) figures? taken", words(section))) == len(own)
    relayed = [words(chain) for chain in every(section, "Ol", className="chain") if "Express K" in words(chain)]
    assert len(relayed) == 1
    assert relayed[0].index("Committee for the Protection") < relayed[0].index("Express K") < relayed[0].index("Altyn")


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("example_rate", "There is only one figure"),
        ("example_convicted", "No two of its figures are for the same group"),
    ],
)
def test_an_indicator_without_pairs_says_so_and_why(spoken: Dataset, indicator: str, said: str) -> None:
    (section,) = every(compare_page(spoken, CompareChoice(indicator_id=indicator)), "Section", className="all-pairs")
    assert said in words(section)
    assert every(section, "Table") == []


def test_an_indicator_without_a_date_has_no_chart_and_says_so(opened: dict[str, Any]) -> None:
    content = of(opened, CompareChoice(indicator_id="shelter_years"))
    assert every(content, "Graph") == []
    assert len(every(content, "Section", className="chains")) == 1


# ways to it


@pytest.mark.parametrize(
    "path",
    [
        "/adoptions?indicator_id=adoptions_intercountry",
        "/evidence/adoptions_intercountry",
        "/observation/opsc2004-p56-6",
    ],
)
def test_where_sources_disagree_a_link_leads_to_all_of_them(real: Dataset, path: str) -> None:
    parts = urlsplit(path)
    content = page(real, parts.path, parts.query)
    assert compare_address(INTERCOUNTRY) in [link.href for link in every(content, "A")]


def test_where_nothing_contradicts_nothing_leads_there(real: Dataset) -> None:
    content = page(real, "/cases", "")
    assert not [link for link in every(content, "A") if link.href.startswith("/compare?indicator_id")]


def test_the_front_page_says_how_many_contradictions_there_are(real: Dataset) -> None:
    (numbers,) = every(page(real, "/", ""), "P", className="numbers")
    gaps, way = every(numbers, "A")
    assert (gaps.href, way.href) == ("/compare?show=not-known", "/compare")
    assert str(int((real.comparisons["class"] == CONFLICT).sum())) in words(way)
