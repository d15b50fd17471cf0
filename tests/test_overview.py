"""The front page: headlines, the evidence map and what lies behind its cells."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from dash.development.base_component import Component

from browsing import settle
from components import ids
from components.chart_links import chart_href
from components.evidence_map import cell_words, evidence_map, subject_name
from components.evidence_page import evidence_description, evidence_page, evidence_title
from components.headlines import headline_section
from components.overview_page import overview_page
from components.places import args_of, place_of
from components.refusing import problem_of
from components.small_history import small_history
from components.state import view_of
from loaders import Dataset
from loaders.comparing import compared
from loaders.evidence import (
    WHOLE_TOPIC,
    Cell,
    Voice,
    behind,
    cell_of,
    evidence_cells,
    evidence_periods,
    filled_periods,
    mapped_indicators,
)
from loaders.headlines import Headline, headline, headlines
from loaders.selection import shown_figures
from loaders.tables import TOPICS
from sources_of_code import ROOT
from trees import every, walk, words

PERIODS = ["before", *map(str, range(2002, 2012)), "after", "spanning", "undated"]
#: Where figures of one indicator contradict each other, as the documents print them.
DISAGREEMENTS = {
    ("convictions", "persons_convicted_trafficking", "2006"),
    ("adoptions", "adoptions_total", "2003"),
    ("adoptions", "adoptions_total", "2008"),
    ("adoptions", "adoptions_intercountry", "2003"),
    ("adoptions", "adoptions_intercountry", "spanning"),
    ("trafficking", "trafficking_minors_registered", "2011"),
    ("trafficking", "tip_tier", "2003"),
}


@pytest.fixture(scope="module")
def maps(real: Dataset) -> dict[str, Component]:
    """The map of every topic."""
    return {topic: evidence_map(real, topic) for topic in TOPICS}


@pytest.fixture(scope="module")
def shown(real: Dataset) -> dict[str, Component]:
    """The headlines by the words of their title."""
    return blocks(real)


def attribute(node: Component, name: str) -> Any:
    return node.to_plotly_json()["props"].get(name)  # type: ignore[no-untyped-call]


# what the map holds


def test_the_columns_are_the_core_years_what_lies_around_them_several_years_and_no_date() -> None:
    assert list(evidence_periods()) == PERIODS


def test_the_map_of_the_example_is_that_counted_by_hand(spoken: Dataset) -> None:
    gap = Voice("international", gaps=1)
    cells = evidence_cells(spoken, "cases")
    crimes = {period: cell for (indicator, period), cell in cells.items() if indicator == "example_crimes"}
    assert crimes == {
        "2003": Cell((Voice("government", values=3), Voice("international", "relayed", values=1, gaps=1))),
        "2004": Cell((Voice("government", values=1), Voice("ngo", values=1), gap), disagree=True),
        "2005": Cell((Voice("government", values=1), Voice("ngo", "unattributed", values=1), gap)),
        "2006": Cell(
            (
                Voice("government", values=1),
                Voice("ngo", "relayed", values=1),
                Voice("international", "relayed", values=1, gaps=1),
            ),
            disagree=True,
        ),
        "2007": Cell((Voice("government", zeros=1), Voice("international", "relayed", values=1))),
        "2008": Cell((Voice("government", values=1),)),
        "2009": Cell((Voice("government", values=1),)),
        "2010": Cell((Voice("government", values=1),)),
        "2011": Cell((Voice("government", values=2),)),
        "spanning": Cell((Voice("government", values=1),)),
        "undated": Cell((Voice("ngo", values=1),)),
    }
    assert cells["example_victims", "2004"] == Cell((Voice("government", values=2),))
    assert len(cells) == len(crimes) + 1


def test_a_suppressed_figure_is_counted_apart_with_its_threshold(spoken: Dataset) -> None:
    cells = evidence_cells(spoken, "convictions")
    assert cells["example_convicted", "2004"] == Cell((Voice("government", values=2, suppressed=1, thresholds=(5.0,)),))


def test_a_statement_on_a_topic_as_a_whole_has_a_row_of_its_own(spoken: Dataset) -> None:
    cells = evidence_cells(spoken, "trafficking")
    assert cells[WHOLE_TOPIC, "undated"] == Cell((Voice("ngo", gaps=1),))
    last = every(evidence_map(spoken, "trafficking"), "Tr")[-1]
    assert words(every(last, "Th")) == "The topic as a whole"
    assert [link.href for link in every(last, "A")] == ["/evidence/trafficking?period=undated"]


def test_one_own_count_among_others_makes_a_kind_of_source_speak_for_itself(real: Dataset) -> None:
    """The government's report prints three counts of the registry offices and two that it gives nobody's name."""
    cell = evidence_cells(real, "adoptions")["adoptions_intercountry", "2003"]
    assert cell.voices == (Voice("government", "own", values=5), Voice("international", "relayed", values=1))


def test_figures_that_others_contradict_do_not_disagree_with_each_other(spoken: Dataset) -> None:
    figures, gaps = behind(spoken, "example_crimes")
    apart = figures[figures["obs_id"].isin(["crimes_2004", "crimes_2006_article"])]
    against = figures[figures["obs_id"].isin(["crimes_2004", "crimes_2004_league"])]
    assert not cell_of(spoken, apart, gaps.head(0)).disagree
    assert cell_of(spoken, against, gaps.head(0)).disagree


def stands_in(start: Any, end: Any, *, kind: str, period: str) -> bool:
    """Counted once more, from the days themselves."""
    if pd.isna(start):
        return period == "undated"
    first, last = f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}"
    spans = kind == "years" and last >= "2002-01-01" and first <= "2011-12-31"
    if spans or period in ("spanning", "undated"):
        return spans and period == "spanning"
    if period == "before":
        return first < "2002-01-01"
    return last > "2011-12-31" if period == "after" else first <= f"{period}-12-31" and last >= f"{period}-01-01"


@pytest.mark.parametrize("topic", TOPICS)
def test_every_cell_holds_what_a_direct_count_finds(real: Dataset, topic: str) -> None:
    figures, gaps = real.observations, real.table("gaps")
    types = dict(zip(real.table("sources")["source_id"], real.table("sources")["source_type"], strict=True))
    found: dict[tuple[str, str, str], list[int]] = {}
    for row in figures[figures["topic"] == topic].to_dict("records"):
        sort = 2 if row["bound"] == "suppressed" else 1 if row["obs_value"] == 0 else 0
        for period in PERIODS:
            if stands_in(row["period_start"], row["period_end"], kind=row["period_kind"], period=period):
                found.setdefault((row["indicator_id"], period, row["source_type"]), [0, 0, 0, 0])[sort] += 1
    for row in gaps[gaps["topic"] == topic].to_dict("records"):
        for period in PERIODS:
            if stands_in(row["period_start"], row["period_end"], kind="", period=period):
                found.setdefault((row["indicator_id"], period, types[row["source_id"]]), [0, 0, 0, 0])[3] += 1
    assert found == {
        (indicator, period, voice.source_type): [voice.values, voice.zeros, voice.suppressed, voice.gaps]
        for (indicator, period), cell in evidence_cells(real, topic).items()
        for voice in cell.voices
    }


def test_every_figure_and_every_statement_stands_somewhere(real: Dataset) -> None:
    named: set[str] = set()
    for topic in TOPICS:
        for subject in [topic, *(name for _, names in mapped_indicators(real, topic) for name in names)]:
            for period in filled_periods(real, subject):
                figures, gaps = behind(real, subject, period)
                named |= {*figures["obs_id"], *gaps["gap_id"]}
    assert named == {*real.observations["obs_id"], *real.table("gaps")["gap_id"]}


def test_sources_disagree_where_the_documents_do(real: Dataset) -> None:
    found = {
        (topic, indicator, period)
        for topic in TOPICS
        for (indicator, period), cell in evidence_cells(real, topic).items()
        if cell.disagree
    }
    assert found == DISAGREEMENTS


def test_conflicts_are_marked_exactly_where_the_comparisons_say(real: Dataset, maps: dict[str, Component]) -> None:
    figures = real.observations
    bodies = real.table("bodies")
    pairs = compared(figures, parents=dict(zip(bodies["body_id"], bodies["parent"], strict=True)))
    rows = figures.set_index("obs_id").to_dict("index")
    expected = set()
    for pair in pairs[pairs["class"] == "conflict"].to_dict("records"):
        one, other = rows[pair["obs_a"]], rows[pair["obs_b"]]
        if one["indicator_id"] == other["indicator_id"] and not one["superseded"] and not other["superseded"]:
            for period in PERIODS:
                if all(
                    stands_in(row["period_start"], row["period_end"], kind=row["period_kind"], period=period)
                    for row in (one, other)
                ):
                    expected.add(f"/evidence/{one['indicator_id']}?period={period}")
    marked = {
        link.href
        for topic in TOPICS
        for cell in every(maps[topic], "Td", className="disagree")
        for link in every(cell, "A")
    }
    assert marked == expected
    assert len(marked) == len(DISAGREEMENTS)


# the map as a table


@pytest.mark.parametrize("topic", TOPICS)
def test_a_map_is_a_table_with_a_caption_groups_and_a_row_for_each_thing(
    real: Dataset, topic: str, maps: dict[str, Component]
) -> None:
    (table,) = every(maps[topic], "Table")
    (caption,) = every(table, "Caption")
    assert words(caption).startswith(real.code("topic", topic))
    assert len(every(every(table, "Thead"), "Th")) == len(PERIODS) + 1
    groups = [words(heading) for heading in every(table, "Th", className="group")]
    expected = [real.code("indicator_group", group) for group, _ in mapped_indicators(real, topic)]
    assert groups[: len(expected)] == expected
    rows = [row for row in every(every(table, "Tbody"), "Tr") if not every(row, "Th", className="group")]
    assert [len(every(row, "Td")) for row in rows] == [len(PERIODS)] * len(rows)
    indicators = real.table("indicators")
    labels = indicators.loc[indicators["topic"] == topic, "label_en"].tolist()
    assert sorted(words(every(row, "Th")) for row in rows if words(every(row, "Th")) in labels) == sorted(labels)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_cell_is_one_link_that_says_everything_or_nothing_at_all(
    real: Dataset, topic: str, maps: dict[str, Component]
) -> None:
    cells = evidence_cells(real, topic)
    left = set(cells)
    for row in every(maps[topic], "Tr"):
        for period, cell in zip(PERIODS, every(row, "Td"), strict=False):
            links = every(cell, "A")
            if not links:
                assert words(cell) == ""
                continue
            (link,) = links
            subject = link.href.removeprefix("/evidence/").partition("?")[0]
            place = (WHOLE_TOPIC if subject == topic else subject, period)
            left.remove(place)
            said = attribute(link, "aria-label")
            assert said.startswith(f"{subject_name(real, subject)}, ")
            assert said.endswith(f": {cell_words(real, cells[place])}")
    assert left == set()


def test_the_name_of_a_cell_tells_its_contents_in_words(maps: dict[str, Component]) -> None:
    def name(topic: str, indicator: str, period: str) -> str:
        href = f"/evidence/{indicator}?period={period}"
        (link,) = [link for link in every(maps[topic], "A") if link.href == href]
        return str(attribute(link, "aria-label"))

    assert name("adoptions", "adoptions_intercountry", "2003") == (
        "Children adopted by foreigners, 2003: 6 figures by Government, International (relayed); sources disagree"
    )
    assert name("convictions", "persons_convicted_trafficking", "2004") == (
        "Persons convicted of trafficking in persons, 2004: 1 figure below 5, hidden, by International (relayed)"
    )
    assert name("cases", "cases_art270_children_heard", "2003") == (
        "Recruitment for prostitution (article 270) of children, heard by courts, 2003: 0 stated once by Government"
    )
    assert name("trafficking", "trafficking", "2011") == (
        "Trafficking: the topic as a whole, 2011: 1 statement by NGO that something is not known"
    )


@pytest.mark.parametrize(
    ("topic", "indicator", "period", "signs"),
    [
        # A statement that something is not known is always the own word of its source.
        ("cases", "example_crimes", "2003", "● □ ■ ?"),
        ("cases", "example_crimes", "2004", "● ◆ ■ ? ≠"),
        ("cases", "example_crimes", "2005", "● ◈ ■ ?"),
        ("cases", "example_crimes", "2007", "● 0 □"),
        ("convictions", "example_convicted", "2004", "● ● <5"),
    ],
)
def test_a_cell_shows_who_speaks_and_what_is_no_plain_number(
    spoken: Dataset, topic: str, indicator: str, period: str, signs: str
) -> None:
    cell = next(
        link
        for link in every(evidence_map(spoken, topic), "A")
        if link.href == f"/evidence/{indicator}?period={period}"
    )
    assert words(cell).split() == signs.split()


def test_the_name_of_a_row_leads_to_a_chart_that_shows_something(real: Dataset) -> None:
    dated = set(real.observations.loc[real.observations["period_start"].notna(), "indicator_id"])
    for topic in TOPICS:
        for _, indicators in mapped_indicators(real, topic):
            for indicator in indicators:
                parts = urlsplit(chart_href(real, indicator))
                assert problem_of(real, parts.path, args_of(parts.query)) is None
                selection = view_of(real, parts.path, args_of(parts.query)).selection
                assert selection.indicator_id == indicator
                shown = shown_figures(real, selection)
                assert len(shown.dated) or indicator not in dated or len(shown.undated), indicator


def test_years_are_read_in_full_where_they_are_shown_short(spoken: Dataset) -> None:
    headings = every(every(evidence_map(spoken, "cases"), "Thead"), "Th")[1:]
    full = [words(every(heading, "Span", className="full")) for heading in headings]
    assert full == ["before 2002", *map(str, range(2002, 2012)), "after 2011", "several years", "no date"]
    short = [every(heading, "Span", className="short")[0] for heading in headings]
    assert words(short[1]) == "’02"
    assert all(attribute(one, "aria-hidden") == "true" for one in short)


# behind a cell


@pytest.mark.parametrize("topic", TOPICS)
def test_the_address_of_every_cell_is_one_of_our_pages(real: Dataset, topic: str, maps: dict[str, Component]) -> None:
    for link in every(maps[topic], "A"):
        parts = urlsplit(link.href)
        assert place_of(real, parts.path) is not None
        assert problem_of(real, parts.path, args_of(parts.query)) is None, link.href


@pytest.mark.parametrize("topic", TOPICS)
def test_every_cell_leads_to_a_page_with_all_that_the_cell_counts(
    real: Dataset, topic: str, maps: dict[str, Component]
) -> None:
    cells = evidence_cells(real, topic)
    for number, link in enumerate(every(maps[topic], "A")):
        parts = urlsplit(link.href)
        if not parts.path.startswith("/evidence/"):
            continue
        subject, period = parts.path.removeprefix("/evidence/"), parse_qs(parts.query)[ids.PERIOD][0]
        figures, gaps = behind(real, subject, period)
        cell = cells[WHOLE_TOPIC if subject == topic else subject, period]
        assert len(figures) == sum(voice.values + voice.zeros + voice.suppressed for voice in cell.voices)
        assert len(gaps) == sum(voice.gaps for voice in cell.voices)
        if number % 25 == 0 or cell.disagree or len(gaps):
            content = evidence_page(real, subject, period)
            rows = [row.id for row in every(content, "Tr") if getattr(row, "id", "")]
            assert rows == [ids.row_id(name) for name in figures["obs_id"]]
            assert [item for gap in gaps["gap_id"] if (item := real.label("gaps", gap)) not in words(content)] == []


def test_a_disagreement_is_told_with_both_figures_and_its_reason(real: Dataset) -> None:
    content = evidence_page(real, "adoptions_intercountry", "2003")
    (told,) = every(every(content, "Ul", className="disagreements"), "Li")
    assert "1,023 (Government report to the UN, 2004) against 933 (UNICEF TransMonEE, December 2020)" in words(told)
    assert "registry offices" in words(every(told, "Span", className="why"))
    assert words(every(content, "H1")) == "Children adopted by foreigners, 2003"


def test_figures_that_do_not_conflict_are_told_to_agree_or_not(spoken: Dataset) -> None:
    content = evidence_page(spoken, "example_crimes", "2003")
    assert every(content, "Ul", className="disagreements") == []
    (verdict,) = every(content, "P", className="verdict")
    assert words(every(verdict, "Span", className="verdict-sign")) == "≡"


def test_the_page_behind_a_cell_leads_to_the_chart_and_to_every_period_that_holds_something(spoken: Dataset) -> None:
    content = evidence_page(spoken, "example_crimes", "2007")
    (ways,) = every(content, "Nav", className="periods")
    chart, *periods = every(ways, "A")
    assert chart.href == chart_href(spoken, "example_crimes")
    years = [str(year) for year in range(2003, 2012)]
    assert [words(period) for period in periods] == ["all periods", *years, "several years", "no date"]
    assert [words(period) for period in periods if attribute(period, "aria-current")] == ["2007"]


def test_silence_is_said_to_be_silence(spoken: Dataset) -> None:
    content = evidence_page(spoken, "example_crimes", "2002")
    (sentence,) = every(content, "P", className="sentence")
    assert "That is silence: it does not mean that there were none" in words(sentence)
    assert every(content, "Table") == []
    assert every(content, "P", className="verdict") == []


def test_without_a_period_the_page_holds_the_whole_row(real: Dataset) -> None:
    content = evidence_page(real, "trafficking_minors_registered", "")
    rows = [row.id.removeprefix(ids.row_id("")) for row in every(content, "Tr") if getattr(row, "id", "")]
    assert sorted(rows) == sorted(real.observations.query("indicator_id == 'trafficking_minors_registered'")["obs_id"])
    assert evidence_title(real, "trafficking_minors_registered", "") == "Cases of trafficking in minors registered"


def test_a_page_behind_a_topic_as_a_whole_lists_its_statements(real: Dataset) -> None:
    content = evidence_page(real, "trafficking", "")
    gaps = real.table("gaps").query("topic == 'trafficking' and indicator_id == ''")
    assert len(every(every(content, "Ul", className="gaps"), "Li")) == len(gaps) == 10
    assert evidence_title(real, "trafficking", "2011") == "Trafficking: the topic as a whole, 2011"


def test_the_description_says_what_the_page_holds(real: Dataset) -> None:
    said = evidence_description(real, "adoptions_total", "2008")
    assert said.startswith("Children adopted, all, 2008: 3 figures by International (relayed); sources disagree.")


# headlines


def told(one: Headline) -> list[tuple[str, str, str]]:
    """Printed value, last day and source of each latest figure."""
    return [
        (row["value_as_printed"], f"{row['period_end']:%Y-%m-%d}", row["source_id"])
        for row in one.latest.to_dict("records")
    ]


def test_the_headlines_are_each_sources_latest_as_the_documents_print_them(real: Dataset) -> None:
    transmonee = "transmonee2020"
    assert {one.indicator_id: told(one) for one in headlines(real)} == {
        "crimes_against_children": [("8,896", "2011-12-31", transmonee)],
        "trafficking_minors_registered": [("21", "2011-12-31", "ecpat2013"), ("14", "2011-12-31", "ilo_ceacr_2012")],
        "convicted_art133": [("eight", "2003-12-31", "opsc2004")],
        "persons_convicted_trafficking": [
            ("25", "2011-12-31", "unodc_glotip2023"),
            ("one", "2006-12-31", "us_state_tip_2007"),
        ],
        "trafficking_victims_detected": [("141", "2011-12-31", "unodc_glotip2023")],
        "adoptions_total": [
            ("3,515", "2011-12-31", transmonee),
            ("3 519", "2008-12-31", "unicef_kz_2010"),
            ("4,715", "2003-12-31", "opsc2004"),
        ],
        "adoptions_intercountry": [
            ("130", "2011-12-31", transmonee),
            ("669", "2009-12-31", "kt_kz_2010"),
            ("1,023", "2003-12-31", "opsc2004"),
        ],
        "children_in_formal_care": [("100,013", "2011-12-31", transmonee)],
    }


def test_headlines_are_numbered_from_one_without_a_gap(real: Dataset) -> None:
    numbers = real.table("indicators")["headline"]
    assert sorted(map(int, numbers[numbers != ""])) == list(range(1, 9))


def test_headlines_stand_in_the_order_of_their_numbers(spoken: Dataset) -> None:
    assert [one.indicator_id for one in headlines(spoken)] == ["example_children_in_care", "example_crimes"]


def test_a_headline_leaves_out_what_is_replaced_undated_or_a_total_over_several_years(spoken: Dataset) -> None:
    one = headline(spoken, "example_crimes")
    assert one.latest["obs_id"].tolist() == [
        "crimes_2011",
        "crimes_fy2007",
        "crimes_2006_article",
        "crimes_2005_league",
    ]
    assert one.totals["obs_id"].tolist() == ["crimes_1999_2003"]
    assert {"crimes_undated", "crimes_1999_2003", "crimes_2003_f"} & set(one.history["obs_id"]) == set()
    assert one.years == tuple(range(2003, 2012))


def blocks(dataset: Dataset) -> dict[str, Component]:
    """The headlines by the words of their title."""
    return {words(every(block, "H3")): block for block in every(headline_section(dataset), "Li", className="headline")}


def test_a_headline_shows_at_most_three_sources_and_says_how_many_more_there_are(spoken: Dataset) -> None:
    block = blocks(spoken)["Example example_crimes"]
    (latest,) = every(block, "Ul", className="headline-latest")
    shown = [words(every(item, "A")) for item in every(latest, "Li")]
    assert shown == ["● 640", "□ 70", "◇ 950", ""]
    assert words(every(latest, "Li", className="headline-rest")) == "and 1 more source"


def test_two_sources_of_the_same_latest_year_stand_side_by_side(shown: dict[str, Component]) -> None:
    block = shown["Cases of trafficking in minors registered"]
    assert [words(every(item, "A")) for item in every(block, "Li", className="leads")] == ["◇ 21", "□ 14"]


def test_a_headline_names_year_publisher_counter_and_how_sources_stand_to_each_other(
    shown: dict[str, Component],
) -> None:
    block = shown["Children adopted by foreigners"]
    (first, *_) = every(every(block, "Ul", className="headline-latest"), "Li")
    read = " ".join(words(first).split())
    assert read.startswith("□ 130 2011 UNICEF TransMonEE")
    assert "Statistical office of Kazakhstan" in read
    (verdict,) = every(block, "P", className="verdict-conflict")
    assert words(every(verdict, "Span", className="verdict-sign")) == "≠"
    assert "1,023" in words(verdict)
    assert "933" in words(verdict)
    years = words(every(block, "P", className="headline-years"))
    assert years == "Figures for 10 of 10 years. 4 totals over several years are not shown here."


def test_a_headline_says_what_one_unit_is_and_among_whom(shown: dict[str, Component]) -> None:
    units = {label: words(every(block, "P", className="headline-unit")) for label, block in shown.items()}
    assert units["Registered crimes against children"] == "crimes, children as victims"
    assert units["Children adopted, all"] == "children"
    assert units["Persons convicted of trafficking in minors (article 133)"] == "adults"


def test_a_headline_that_counts_people_of_all_ages_says_so(shown: dict[str, Component]) -> None:
    for label in ("Persons convicted of trafficking in persons", "Trafficking victims detected in Kazakhstan"):
        assert words(every(shown[label], "P", className="headline-unit")) == "people of all ages"


def test_a_headline_leads_to_its_chart_and_each_figure_to_its_page(real: Dataset, shown: dict[str, Component]) -> None:
    for one, block in zip(headlines(real), shown.values(), strict=True):
        (title,) = every(every(block, "H3"), "A")
        assert title.href == chart_href(real, one.indicator_id)
        values = every(block, "A", className="headline-value")
        assert [value.href for value in values] == [f"/observation/{name}" for name in one.latest["obs_id"]][:3]


def test_a_small_history_draws_every_figure_and_no_other(spoken: Dataset) -> None:
    one = headline(spoken, "example_crimes")
    figure = small_history(spoken, one.history, (2002, 2011))
    drawn = [
        value
        for trace in figure["data"]
        if "hovertext" in trace
        for value in trace["y"][: len(set(trace["hovertext"]))]
    ]
    assert sorted(drawn) == sorted(one.history["obs_value"])
    assert not [trace for trace in figure["data"] if "customdata" in trace]
    assert figure["layout"]["yaxis"]["range"][0] == 0
    assert figure["layout"]["xaxis"]["ticktext"] == ["2002", "2011"]


def test_a_small_history_joins_only_consecutive_years(real: Dataset) -> None:
    """2003, 2006 and 2011 stand alone; the suppressed figures of 2004 and 2005 have no height to join."""
    one = headline(real, "persons_convicted_trafficking")
    figure = small_history(real, one.history, (2002, 2011))
    assert not [trace for trace in figure["data"] if trace.get("mode") == "lines"]


def test_a_small_history_refuses_a_total_over_several_years(spoken: Dataset) -> None:
    one = headline(spoken, "example_crimes")
    with pytest.raises(ValueError, match="several years"):
        small_history(spoken, pd.concat([one.history, one.totals]), (2002, 2011))


# the front page


@pytest.fixture(scope="module")
def front(real: Dataset) -> Component:
    return overview_page(real)


def test_the_front_page_goes_from_what_is_known_to_how_to_read_it(front: Component) -> None:
    assert [words(node) for node in walk(front) if type(node).__name__ in ("H1", "H2")] == [
        "What is counted, by whom, and what is not",
        "What the sources last said, 2002 to 2011",
        "What is known, what is not",
        "The topics",
        "How to read it",
    ]


def test_the_front_page_says_how_much_there_is(real: Dataset, front: Component) -> None:
    (numbers,) = every(front, "P", className="numbers")
    assert f"{len(real.observations):,} figures" in words(numbers)
    assert f"{len(real.table('gaps'))} times a source says that something is not known" in words(numbers)


def test_the_maps_of_all_topics_stand_open_but_that_of_the_context(front: Component) -> None:
    maps = every(front, "Table", className="evidence")
    assert [attribute(table, "data-roving") for table in maps] == list(TOPICS)
    (folded,) = every(front, "Details", className="folded-map")
    assert [attribute(table, "data-roving") for table in every(folded, "Table")] == ["context"]


def test_the_front_page_leads_to_every_topic(front: Component) -> None:
    (topics,) = every(front, "Ul", className="topic-list")
    assert [link.href for link in every(topics, "A")] == [f"/{topic}" for topic in TOPICS]


def test_the_front_page_explains_every_mark_and_sign(front: Component) -> None:
    (section,) = every(front, "Section", className="how-to-read")
    assert len({words(node) for node in every(section, "Span", className="mark")}) == 9
    assert [words(node).strip() for node in every(section, "Span", className="said")] == ["0", "?", "<5", ""]
    signs = [words(node) for node in every(section, "Span", className="verdict-sign")]
    assert signs == ["≠", "=", "≡", "=?", "1", "·"]


# the keyboard


def test_the_script_finds_the_maps_of_the_components() -> None:
    script = (ROOT / "assets" / "map.js").read_text(encoding="utf-8")
    (selector,) = re.findall(r'MAP = "(.*)"', script)
    assert selector == "table[data-roving]"


@pytest.mark.browser
def test_arrow_keys_move_through_a_map_that_is_one_stop_of_the_tab_key(home: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    from playwright.sync_api import expect

    page.goto(home, timeout=90_000)
    settle(page)
    stops = page.locator('#page table[data-roving="adoptions"] a[tabindex="0"]')
    expect(stops).to_have_count(1)
    stops.focus()

    def after(*keys: str) -> str:
        for key in keys:
            page.keyboard.press(key)
        return str(
            page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent")
        )

    assert after() == "Children adopted, all"
    assert after("ArrowRight").startswith("Children adopted, all, before 2002: ")
    assert after("ArrowRight", "ArrowRight").startswith("Children adopted, all, 2003: ")
    assert after("ArrowDown").startswith("Children adopted by citizens of Kazakhstan, 2003: ")
    assert after("ArrowUp", "ArrowUp").startswith("Children adopted, all, 2003: ")
    assert after("End").startswith("Children adopted, all, several years: ")
    assert after("ArrowRight").startswith("Children adopted, all, several years: ")
    assert after("Home") == "Children adopted, all"
    assert after("Control+End").startswith("Adoptions: the topic as a whole, no date: ")
    expect(stops).to_have_count(1)
    after("Tab")
    assert page.evaluate("document.activeElement.closest('[data-roving]').dataset.roving") == "trafficking"
    after("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('[data-roving]').dataset.roving") == "adoptions"
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Children adopted, all, before 2002")
    page.close()
