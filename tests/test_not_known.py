"""What is not known: every statement once, its kind, who asks for it, and its place in map and chart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest
from dash.development.base_component import Component

from components.evidence import gap_item, gaps_section
from components.not_known import not_known_section
from components.places import args_of, place_of
from components.refusing import problem_of
from components.topic_chart import drawn_gaps
from loaders.dataset import Dataset
from loaders.evidence import WHOLE_TOPIC, evidence_cells, periods_of
from loaders.following import Disagreement, open_disagreements
from loaders.selection import SOURCE_TYPES, Selection, gaps_of, year_span
from loaders.tables import TOPICS
from trees import every, walk, words


@pytest.fixture(scope="module")
def shown(real: Dataset) -> Component:
    return not_known_section(real, "")


def statements(content: Any) -> dict[str, Component]:
    items = [item for part in every(content, "Ul", className="gaps") for item in part.children]
    return {item.id: item for item in items}


# the page


def test_every_statement_stands_once_with_kind_words_period_and_place(real: Dataset, shown: Component) -> None:
    found = Counter(node.id for node in every(shown, "Li") if getattr(node, "id", None))
    assert found == Counter(real.table("gaps")["gap_id"])
    for gap in real.table("gaps").to_dict("records"):
        said = words(statements(shown)[gap["gap_id"]])
        assert said.startswith(real.code("gap_kind", gap["kind"]))
        assert gap["label_en"] in said
        assert gap["locator"] in said


def test_a_dated_statement_says_its_period_and_an_undated_one_that_it_has_none(shown: Component) -> None:
    assert "2002; para. 29." in words(statements(shown)["opsc2004-p29-g1"])
    assert "no date; para. 68." in words(statements(shown)["opsc2004-p68-g1"])


def test_the_numbers_in_the_sentence_are_those_of_the_list(shown: Component) -> None:
    (sentence,) = every(shown, "P", className="sentence")
    assert words(sentence).startswith("In 43 places")
    assert "For 31 of them no recommendation" in words(sentence)
    silent = [item for item in statements(shown).values() if "No recommendation that we know of" in words(item)]
    assert (len(statements(shown)), len(silent)) == (43, 31)


def test_what_each_kind_means_is_told_once_with_its_number(real: Dataset, shown: Component) -> None:
    (legend,) = every(shown, "Dl", className="gap-kinds")
    told = [words(term) for term in every(legend, "Dt")]
    numbers = real.table("gaps")["kind"].value_counts()
    assert told == [f"{real.code('gap_kind', str(kind))}  ({numbers[kind]})" for kind in KINDS]
    assert len({words(meaning) for meaning in every(legend, "Dd")}) == len(KINDS)


KINDS = ("not_collected", "not_disaggregated", "cannot_be_determined", "not_published", "unreliable", "contradictory")


def test_statements_stand_by_topic_and_then_by_source(real: Dataset, shown: Component) -> None:
    rows = real.table("gaps")
    expected = [
        gap_id
        for topic in TOPICS
        for _, group in rows[rows["topic"] == topic].groupby("source_id", sort=False)
        for gap_id in group["gap_id"]
    ]
    assert list(statements(shown)) == expected


def test_a_statement_names_the_recommendation_that_asks_for_it(shown: Component) -> None:
    """The Committee, 2006: paragraph 11 misses a breakdown, paragraph 12 asks for one; in 2015 paragraph 15 does."""
    asked = statements(shown)["crc2006-p11-g1"]
    links = [link.href for link in every(asked, "A")]
    assert links == ["/evidence/cases", "/follow-up#crc2006-p12-r2", "/follow-up#crc2015-p15-r1"]
    assert "para. 12" in words(asked)
    assert "para. 15" in words(asked)


def test_a_statement_leads_to_what_is_said_of_its_indicator(shown: Component) -> None:
    links = [link.href for link in every(statements(shown)["ecpat2013-e71-g1"], "A")]
    assert links == ["/evidence/marriages_under18"]


@pytest.mark.parametrize("topic", ["", *TOPICS])
def test_every_link_leads_somewhere(real: Dataset, topic: str) -> None:
    recommendations = set(real.table("recommendations")["recommendation_id"])
    for link in every(not_known_section(real, topic), "A"):
        parts = urlsplit(link.href)
        assert place_of(real, parts.path) is not None
        assert problem_of(real, parts.path, args_of(parts.query)) is None
        assert parts.path != "/follow-up" or parts.fragment in recommendations


def test_a_topic_shows_only_its_own_statements(real: Dataset) -> None:
    rows = real.table("gaps")
    for topic in TOPICS:
        assert set(statements(not_known_section(real, topic))) == set(rows.loc[rows["topic"] == topic, "gap_id"])


def test_a_topic_without_statements_says_that_this_is_silence(spoken: Dataset) -> None:
    content = not_known_section(spoken, "adoptions")
    (sentence,) = every(content, "P", className="sentence")
    assert "silence" in words(sentence)
    assert statements(content) == {}
    assert every(content, "Dl") == []


# which disagreement better counting could end


def test_open_disagreements_name_what_is_unknown_near_them_and_who_asks(real: Dataset) -> None:
    found = {one.indicator_id: one for one in open_disagreements(real)}
    registered = found["trafficking_minors_registered"]
    assert "ngo2005-p5-g1" in registered.gaps
    assert "crc2006-p12-r2" in registered.asked_by
    assert found["adoptions_intercountry"].asked_by == ()


def test_ratings_and_misprints_are_no_disagreement_that_counting_could_end(real: Dataset) -> None:
    """The tier of 2003 is told twice; nobody counts a tier."""
    ratings = real.table("indicators").query("measure_kind == 'rating'")["indicator_id"]
    assert not {one.indicator_id for one in open_disagreements(real)} & set(ratings)


def test_a_disagreement_leads_to_the_comparison_of_its_indicator(real: Dataset, shown: Component) -> None:
    (table,) = every(shown, "Table", className="settled")
    rows = every(table, "Tr")[1:]
    found: list[Disagreement] = open_disagreements(real)
    assert len(rows) == len(found) > 0
    for row, one in zip(rows, found, strict=True):
        links = [link.href for link in every(row, "A")]
        assert links == [
            f"/compare?indicator_id={one.indicator_id}",
            *(f"/follow-up#{name}" for name in one.asked_by),
        ]


# the same statements elsewhere


def test_a_statement_names_who_asks_for_it_wherever_it_is_listed(real: Dataset) -> None:
    asked = gap_item(real, real.row("gaps", "crc2006-p13-g1"))
    assert [link.href for link in every(asked, "A")] == ["/follow-up#crc2006-p14-r1", "/follow-up#crc2015-p13-r1"]
    assert "No recommendation that we know of" in words(gap_item(real, real.row("gaps", "crc2015-p38-g1")))
    assert every(gap_item(real, real.row("gaps", "crc2006-p13-g1"), asked=False), "A") == []


def test_every_statement_stands_in_the_evidence_map_where_it_is_dated(real: Dataset) -> None:
    for topic in TOPICS:
        cells = evidence_cells(real, topic)
        for gap in real.table("gaps").query("topic == @topic").to_dict("records"):
            for period in periods_of(gap):
                cell = cells[gap["indicator_id"] or WHOLE_TOPIC, period]
                assert any(voice.gaps for voice in cell.voices)


def test_a_dated_statement_on_an_indicator_is_hatched_on_its_years_with_its_kind(real: Dataset) -> None:
    rows = real.table("gaps")
    dated = rows[(rows["indicator_id"] != "") & rows["period_start"].notna()]
    assert len(dated) == 3
    for gap in dated.to_dict("records"):
        drawn = drawn_gaps(real, _everything(real, gap)).set_index("gap_id").loc[gap["gap_id"]]
        assert drawn["reason"] == real.code("gap_kind", gap["kind"])
        assert (drawn["x_start"], drawn["x_end"]) == (gap["period_start"].year, gap["period_end"].year + 1)


def test_a_statement_without_a_date_or_an_indicator_is_listed_beside_the_chart_with_its_kind(real: Dataset) -> None:
    for gap in real.table("gaps").to_dict("records"):
        selection = _everything(real, gap)
        if gap["indicator_id"] and pd.notna(gap["period_start"]):
            continue
        assert gap["gap_id"] not in set(drawn_gaps(real, selection)["gap_id"])
        section = gaps_section(real, gaps_of(real, selection), selection)
        (item,) = [item for item in every(section, "Li") if gap["label_en"] in words(item)]
        kinds = [words(node) for node in walk(item) if getattr(node, "className", "") == "gap-kind"]
        assert kinds == [real.code("gap_kind", gap["kind"])]


def _everything(dataset: Dataset, gap: Any) -> Selection:
    """The chart that a statement belongs to, over all years: of its indicator, or of any one of its topic."""
    first, last = year_span(dataset)
    rows = dataset.observations
    indicator = gap["indicator_id"] or rows.loc[rows["topic"] == gap["topic"], "indicator_id"].iloc[0]
    plain = Selection(gap["topic"], indicator, source_types=SOURCE_TYPES)
    return replace(plain, year_from=first, year_to=last)
