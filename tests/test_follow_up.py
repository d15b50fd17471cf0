"""What was asked for and what became of it: every recommendation once, silence as silence, and the timeline."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest
from dash.development.base_component import Component

from components.drawing import svg_of
from components.fate_marks import SIGNS, fate_mark
from components.follow_up_page import follow_up_address, follow_up_page
from components.pages import page
from components.places import args_of, place_of
from components.refusing import problem_of
from components.timeline import timeline_events, timeline_section
from components.timeline_drawing import Moment, columns_drawing, lanes_drawing
from loaders.dataset import Dataset
from loaders.events import events_between
from loaders.figure_years import figures_by_year
from loaders.following import FATES, advice_on, askers_of, fates
from trees import every, walk, words


@pytest.fixture(scope="module")
def opened(real: Dataset) -> Component:
    return follow_up_page(real, "")


def by_id(content: Any, name: str) -> Component:
    (found,) = [node for node in walk(content) if getattr(node, "id", None) == name]
    return found


def ids_of(content: Any) -> list[str]:
    return [node.id for node in every(content, "Li") if getattr(node, "id", None)]


def rows_of(table: Any) -> list[list[str]]:
    return [[words(cell).strip() for cell in row.children] for row in every(table, "Tr")]


# recommendations


def test_every_recommendation_stands_on_the_page_once(real: Dataset, opened: Component) -> None:
    found = Counter(ids_of(opened))
    assert found == Counter(real.table("recommendations")["recommendation_id"])
    assert sum(found.values()) == 41 + 14


def test_a_recommendation_of_2006_bears_its_two_fates_with_the_places_that_tell_them(
    real: Dataset, opened: Component
) -> None:
    for row in real.table("recommendations").to_dict("records"):
        if row["source_id"] != "crc2006":
            continue
        (told,) = every(by_id(opened, row["recommendation_id"]), "Dl")
        marks = [words(mark).strip() for mark in every(told, "Span", className="fate")]
        expected = [row["fate_2013"], row["fate_2015"]]
        assert marks == [f"{SIGNS[fate]} {real.code('fate', fate)}".strip() for fate in expected]
        for year in ("2013", "2015"):
            assert row[f"fate_{year}_locator"].replace("|", "; ") in words(told)
            assert row[f"fate_{year}_note_en"] in words(told)


def test_what_the_sources_say_of_the_hague_convention_is_told_as_they_say_it(opened: Component) -> None:
    """CRC/C/KAZ/CO/4, paragraph 3 (c): joined in 2010; paragraph 39 asks for laws that fit. ECPAT is silent."""
    asked = by_id(opened, "crc2006-p16c-r1")
    by_2013, by_2015 = every(asked, "Dd")
    assert "not mentioned" in words(by_2013)
    assert "ECPAT International, 2013" in words(by_2013)
    assert words(by_2015).split("  ")[0].startswith("✓ done")
    assert "para. 3 (c)" in words(by_2015)
    assert ids_of(asked) == ["crc2006-p16c-r1", "crc2015-p39-r1"]


def test_silence_has_an_empty_sign_and_everything_else_a_sign_of_its_own(real: Dataset) -> None:
    signs = {fate: words(every(fate_mark(real, fate), "Span", className="fate-sign")) for fate in FATES}
    assert signs["not_mentioned"].strip() == ""
    assert len(set(signs.values())) == len(FATES)


def test_the_numbers_in_the_sentence_are_those_of_the_table(opened: Component) -> None:
    (sentence,) = every(opened, "P", className="sentence")
    said = words(sentence)
    assert "divided here into 41." in said
    assert (
        "By 2013, in our reading of ECPAT International, 2013: 2 done, 17 partly done, 9 not done, 13 not mentioned."
        in said
    )
    assert "2015: 2 done, 7 partly done, 6 not done, 26 not mentioned." in said
    (table,) = every(opened, "Table", className="fates-table")
    _heads, *body, sums = rows_of(table)
    assert [row[-1] for row in body] == ["2", "17", "9", "13"]
    assert sums[1:] == ["2", "7", "6", "26", "41"]
    for row in body:
        assert sum(map(int, row[1:-1])) == int(row[-1])


def test_both_tables_of_fates_are_counted_from_the_same_rows(real: Dataset) -> None:
    advice = advice_on(real)
    assert fates(advice)["partly", "not_mentioned"] == 10
    assert sum(fates(advice).values()) == len(advice.first) == 41


def test_how_many_follow_up_and_how_many_gaps_would_close_is_said(real: Dataset, opened: Component) -> None:
    (again,) = every(opened, "P", className="again")
    assert words(again).startswith("14 recommendations of 2015 follow up 11 of those of 2006.")
    assert "close 12 of the gaps" in words(again)
    assert len(advice_on(real).closes) == 12


def test_a_recommendation_names_the_gaps_that_it_would_close_and_what_they_are_about(opened: Component) -> None:
    asked = by_id(opened, "crc2006-p16b-r1")
    (gaps,) = every(asked, "Ul", className="gaps")
    (gap,) = every(gaps, "Li")
    assert "Not collected".lower() in words(gap).lower()
    assert "para. 11" in words(gap)
    assert [link.href for link in every(gap, "A")] == ["/evidence/trafficking"]


def test_a_topic_shows_its_own_recommendations_and_what_follows_them_up(real: Dataset) -> None:
    content = follow_up_page(real, "cases")
    shown = ids_of(content)
    rows = real.table("recommendations").set_index("recommendation_id")
    first = [name for name in shown if rows.loc[name, "source_id"] == "crc2006"]
    assert len(first) == 10
    assert {rows.loc[name, "topic"] for name in first} == {"cases"}
    assert "crc2015-p15-r1" in shown  # on Context itself, and follows up one on Cases
    (sentence,) = every(content, "P", className="sentence")
    assert "made recommendations on the topic Cases, divided here into 10." in words(sentence)


def test_a_later_recommendation_under_none_of_those_shown_says_what_it_follows_up(real: Dataset) -> None:
    content = follow_up_page(real, "context")
    alone = by_id(content, "crc2015-p15-r1")
    assert "/follow-up#crc2006-p12-r2" in [link.href for link in every(alone, "A")]
    assert "another topic" in words(alone)
    assert set(real.table("recommendations").query("topic == 'context'")["recommendation_id"]) <= set(ids_of(content))


def test_a_topic_on_which_nothing_was_asked_for_says_so(real: Dataset) -> None:
    content = follow_up_page(real, "convictions")
    assert ids_of(content) == []
    (empty,) = every(content, "P", className="empty")
    assert "silence" in words(empty)
    assert every(content, "Table", className="fates-table") == []


def test_the_choice_of_a_topic_says_how_many_it_holds_and_which_is_chosen(real: Dataset) -> None:
    (choice,) = every(follow_up_page(real, "trafficking"), "Div", className="switch-topic")
    links = every(choice, "A")
    assert [link.href for link in links] == [follow_up_address(topic) for topic in ("", *_topics())]
    assert [words(link) for link in links][4] == "Trafficking  (7)"
    chosen = [link.href for link in links if "aria-current" in link.to_plotly_json()["props"]]
    assert chosen == ["/follow-up?topic=trafficking"]


def _topics() -> tuple[str, ...]:
    return ("cases", "convictions", "adoptions", "trafficking", "context")


def test_a_gap_knows_every_recommendation_that_asks_for_it(real: Dataset) -> None:
    assert askers_of(real, "crc2006-p11-g2") == ("crc2006-p12-r1", "crc2006-p16b-r1", "crc2006-p28-r3")
    assert askers_of(real, "crc2015-p38-g1") == ()


def test_what_nobody_could_judge_in_2013_is_a_later_recommendation(example: Dataset) -> None:
    """The example's recommendation of 2015 is followed by silence in 2015, and follows up the one of 2006."""
    advice = advice_on(example)
    (asked,) = advice.first
    assert asked.row["recommendation_id"] == "rec_2006"
    assert [row["recommendation_id"] for row in asked.followed_by] == ["rec_2015"]
    assert [row["recommendation_id"] for row in advice.later] == ["rec_2015"]
    assert advice.alone == ()


@pytest.mark.parametrize("topic", ["", *_topics()])
def test_every_link_leads_to_a_page_and_no_id_stands_twice(real: Dataset, opened: Component, topic: str) -> None:
    whole = page(real, "/follow-up", f"topic={topic}" if topic else "")
    found = Counter(node.id for node in walk(whole) if getattr(node, "id", None))
    assert [name for name, times in found.items() if times > 1] == []
    everywhere = {node.id for node in walk(opened) if getattr(node, "id", None)}
    for link in every(whole, "A"):
        parts = urlsplit(link.href)
        if parts.scheme or getattr(link, "download", None) is not None:
            continue
        target = parts.path or "/follow-up"
        assert place_of(real, target) is not None
        assert problem_of(real, target, args_of(parts.query)) is None
        if target == "/follow-up" and parts.fragment:
            assert parts.fragment in (everywhere if parts.path else set(found))


# the timeline


def test_every_dated_law_treaty_plan_and_institution_stands_in_the_list_under_its_number(real: Dataset) -> None:
    section, events = timeline_section(real), timeline_events(real)
    lists = every(section, "Ol", className="events")
    numbers = [int(part.start) + place for part in lists for place in range(len(part.children))]
    assert numbers == list(events["number"]) == list(range(1, 70))
    for label, item in zip(events["label_en"], [item for part in lists for item in part.children], strict=True):
        assert label in words(item)


def test_where_sources_differ_both_dates_stand_with_the_explanation(real: Dataset) -> None:
    items = [words(item) for part in every(timeline_section(real), "Ol", className="events") for item in part.children]
    (plan,) = [item for item in items if "24 February 2004" in item and "29 February 2004" in item]
    assert "sources differ" in plan
    assert "para. 16" in plan
    assert "para. 4 (a)" in plan
    assert real.row("explanations", "event-trafficking-plan-2004")["explanation_en"] in plan


def test_a_period_says_how_many_entries_it_holds_and_on_how_many_sources_differ(real: Dataset) -> None:
    told = [words(summary) for summary in every(timeline_section(real), "Summary")]
    assert told[0] == "1990 to 2001: 21 entries. Sources differ on 2 dates."
    assert told[2] == "2007 to 2011: 14 entries."


def test_all_drawings_of_the_timeline_have_one_axis_of_years() -> None:
    years = (2001, 2012)
    columns = columns_drawing({2003: 4}, kind="ngo", name="n", hovers={2003: "h"}, years=years, last=False)
    lanes = lanes_drawing({}, years=years, moments=[])
    for key in ("range",):
        assert columns["layout"]["xaxis"][key] == lanes["layout"]["xaxis"][key]
    for side in ("l", "r"):
        assert columns["layout"]["margin"][side] == lanes["layout"]["margin"][side]


def test_a_lane_stands_above_the_next_one_and_each_bears_its_name(real: Dataset) -> None:
    events = events_between(real, 2002, 2011)
    laws, plans = (events[events["kind"] == kind] for kind in ("law", "plan"))
    figure = lanes_drawing({"Laws": laws, "Plans": plans}, years=(2002, 2011), moments=[])
    at = {note["text"]: note["y"] for note in figure["layout"]["annotations"] if note["text"].startswith("<b>")}
    assert at["<b>Laws</b>"] > at["<b>Plans</b>"]
    assert figure["layout"]["height"] == figure["layout"]["margin"]["t"] + 1
    assert max(note["y"] for note in figure["layout"]["annotations"]) < figure["layout"]["height"]


def test_the_days_of_the_committee_are_dotted_through_all_lanes() -> None:
    moment = Moment(pd.Timestamp("2006-01-27"), "Committee, 2006")
    figure = lanes_drawing({}, years=(2002, 2011), moments=[moment])
    (line,) = [shape for shape in figure["layout"]["shapes"] if shape["line"]["dash"] == "dot"]
    assert line["x0"] == line["x1"] == pytest.approx(2006 + 26 / 365)
    assert "Committee, 2006" in svg_of(figure)


def test_columns_of_all_kinds_have_one_scale() -> None:
    small, large = (
        columns_drawing({2003: number}, kind="ngo", name="n", hovers={2003: "h"}, years=(2003, 2003), last=False)
        for number in (10, 100)
    )
    tall = [
        figure["layout"]["height"] - sum(figure["layout"]["margin"][side] for side in "tb") for figure in (small, large)
    ]
    assert tall[1] == pytest.approx(10 * tall[0])
    assert small["data"][0]["y"] == [10]


def test_figures_are_counted_in_every_year_that_their_period_touches(example: Dataset) -> None:
    """A total of 1999 to 2003, a fiscal year from October 2006, calendar years, and an undated figure."""
    numbers = figures_by_year(example)
    assert list(numbers) == list(range(1999, 2012))
    assert numbers[2001] == {"government": 1, "ngo": 0, "international": 0}
    assert numbers[2006] == {"government": 1, "ngo": 1, "international": 1}
    assert numbers[2007] == {"government": 1, "ngo": 0, "international": 1}


def test_the_numbers_of_the_columns_stand_in_a_table(real: Dataset) -> None:
    (table,) = every(timeline_section(real), "Table", className="years-table")
    numbers = figures_by_year(real)
    rows = {row[0]: row[1:] for row in rows_of(table)[1:]}
    assert rows["2003"] == [str(numbers[2003][kind]) for kind in ("government", "ngo", "international")]
    assert len(rows) == len(numbers)


def test_the_drawing_has_a_name_that_says_what_it_shows(real: Dataset) -> None:
    (drawing,) = every(timeline_section(real), "Div", className="timeline")
    props = drawing.to_plotly_json()["props"]
    assert props["role"] == "img"
    assert props["aria-label"].startswith("Sources date 69 laws, treaties, plans and institutions, 1990 to 2015")
    assert len(every(drawing, "Div", className="drawn")) == 4
