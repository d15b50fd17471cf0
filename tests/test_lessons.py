"""The lessons: their parts, the numbers of their keys, what the rules refuse, and their pages and sheets.

The expected numbers are computed here from figures that are typed from the source documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from dash.development.base_component import Component

from components.contents import CONTENTS, asked_of
from components.lesson_page import lesson_page
from components.lesson_sheets import sheet_page
from components.lesson_shows import shown
from components.links import observation_href
from components.pages import page
from components.places import Place, args_of, place_of
from components.refusing import problem_of
from components.state import HANDOUT, KEY
from components.walk import every
from loaders import Dataset
from loaders.lesson_added import adding_fault
from loaders.lesson_language import computed_value, read_placeholder
from loaders.lesson_rules import QUESTIONS, STEPS
from loaders.lesson_shown import check_shown
from loaders.lesson_sums import check_lesson_operands
from loaders.lesson_words import Part, plain
from loaders.lessons import Lesson, lessons
from loaders.related import figure_row
from loaders.texts import LANGUAGES
from loaders.words import period_words, value_words
from server.prerender import to_html

LESSONS = (
    "two-official-numbers",
    "stock-and-flow",
    "who-counted-this",
    "zero-unknown-silent",
    "adoption-gap",
    "trend-with-a-break",
    "small-numbers",
)
# Report of the government to the UN, 2004, paragraph 56: registry offices, 2003, and totals from 1999 to 2003.
ALL_2003, CITIZENS_2003, FOREIGNERS_2003, BOYS, GIRLS = 4715, 3692, 1023, 482, 541
ALL_FIVE, CITIZENS_FIVE, FOREIGNERS_FIVE = 21446, 17770, 3676
# The same report, paragraph 91: registered crimes in 2002.
CRIMES_2002 = 135_200
# TransMonEE 2020, table 4.4.7 (intercountry adoptions), Kazakhstan, by year.
INTERCOUNTRY = {2000: 668, 2001: 817, 2002: 883, 2003: 933, 2004: 938, 2008: 709, 2010: 506}
# Table 4.4.1 (all adoptions), 2000 to 2012, in the order of the years.
TOTAL = (3545, 3724, 4418, 4747, 4459, 4243, 4190, 4599, 4228, 4416, 4147, 3515, 2945)
# Table 4.2.16 (children without parental care in public residential care), ends of 2003 and 2004.
RESIDENTIAL_2003, RESIDENTIAL_2004 = 14309, 14753
# Table 5.2.1 (registered crimes against children), 2002, 2010 and 2011.
AGAINST_2002, AGAINST_2010, AGAINST_2011 = 3598, 5945, 8896
# UNICEF, fact sheet on Kazakhstan: adoption, 2008. Web figures.
FACT_SHEET_2008 = 3519
# ECPAT 2013, endnote 53, and the ILO's direct request of 2012 (web figures): cases of trafficking in minors, 2011.
ECPAT_2011, ILO_2011 = 21, 14
# UNODC, trafficking in persons, May 2023, Kazakhstan, 2012: all victims detected, under 18, 18 and over.
VICTIMS, CHILDREN, ADULTS = 153, 28, 125
# Note of the embassy of Kazakhstan in the United States, June 2008 (web figures): total, citizens, foreigners, relatives.
EMBASSY, EMBASSY_PARTS = 30184, (23012, 6791, 281)
# Ak Zhaiyk, 2014 (web figures): all adoptions from 1999 to 2012.
AK_ZHAIYK = 47421


def _shown(value: float) -> str:
    return f"{value:,}"


def _share(part: int, whole: int) -> str:
    share = 100 * part / whole
    return f"{share:.1f}%" if share < 10 else f"{share:.0f}%"


#: For each lesson the computed numbers of its answers, by question and in their order.
COMPUTED: dict[str, dict[int, list[str]]] = {
    "two-official-numbers": {
        1: [_shown(FOREIGNERS_2003 - INTERCOUNTRY[2003]), f"{FOREIGNERS_2003 / INTERCOUNTRY[2003]:.2f}"],
        2: [_shown(BOYS + GIRLS)],
        4: [_shown(TOTAL[8] - FACT_SHEET_2008)],
    },
    "stock-and-flow": {
        1: [_shown(sum(INTERCOUNTRY[year] for year in range(2000, 2004)))],
        2: [_shown(RESIDENTIAL_2004 - RESIDENTIAL_2003)],
    },
    "who-counted-this": {2: [_shown(ECPAT_2011 - ILO_2011)], 3: [_shown(CITIZENS_FIVE + FOREIGNERS_FIVE)]},
    "zero-unknown-silent": {1: [_shown(CHILDREN + ADULTS)], 2: [_share(CHILDREN, VICTIMS)]},
    "adoption-gap": {
        1: [_shown(TOTAL[3] - INTERCOUNTRY[2003])],
        2: [_share(FOREIGNERS_2003, ALL_2003), _share(INTERCOUNTRY[2003], TOTAL[3])],
        3: [_shown(sum(EMBASSY_PARTS)), _shown(EMBASSY - sum(EMBASSY_PARTS))],
    },
    "trend-with-a-break": {
        1: [_shown(AGAINST_2011 - AGAINST_2010), _share(AGAINST_2011 - AGAINST_2010, AGAINST_2010)],
        2: [
            _shown(INTERCOUNTRY[2004] - INTERCOUNTRY[2010]),
            _share(INTERCOUNTRY[2004] - INTERCOUNTRY[2010], INTERCOUNTRY[2004]),
        ],
    },
    "small-numbers": {1: [_share(AGAINST_2002, CRIMES_2002)]},
}


def computed(parts: tuple[Part, ...]) -> list[str]:
    return [part.words for part in parts if part.kind == "computed"]


def tags(tree: Component, *names: str) -> list[Component]:
    return [part for part in every(tree) if type(part).__name__ in names]


def page_html(real: Dataset, path: str, query: str = "") -> str:
    return to_html(page(real, path, query))


def bare(found: str) -> str:
    """HTML as plain text."""
    return unescape(re.sub("<[^>]+>", "", found))


@pytest.fixture(params=LESSONS)
def lesson(real: Dataset, request: pytest.FixtureRequest) -> Lesson:
    return lessons(real)[request.param]


# the parts


def test_there_are_the_lessons_in_their_order(real: Dataset) -> None:
    assert tuple(lessons(real)) == LESSONS


def test_a_lesson_has_all_its_parts(lesson: Lesson) -> None:
    assert len(lesson.steps) in STEPS
    assert len(lesson.questions) in QUESTIONS
    assert all((lesson.title, lesson.aim, lesson.age_note, lesson.care_note, lesson.minutes))
    assert 12 <= lesson.age_from <= 18
    assert sum(step.shows != "none" for step in lesson.steps) >= 3


def test_every_lesson_can_be_read_in_every_language(real: Dataset) -> None:
    for lang in LANGUAGES:
        told = lessons(real, lang).values()
        assert all("{" not in plain(step.words) for one in told for step in one.steps)


# the numbers


def test_every_computed_number_of_a_key_is_that_of_the_sources(lesson: Lesson) -> None:
    found = {one.number: computed(one.answer) for one in lesson.questions if computed(one.answer)}
    assert found == COMPUTED[lesson.lesson_id]


def test_the_computed_numbers_of_the_steps_are_those_of_the_sources(real: Dataset) -> None:
    found = {step.step_id: computed(step.words) for one in lessons(real).values() for step in one.steps}
    assert {key: numbers for key, numbers in found.items() if numbers} == {
        "two-official-numbers-s4": [_shown(FOREIGNERS_2003 - INTERCOUNTRY[2003])],
        "two-official-numbers-s5": [_shown(TOTAL[3] - ALL_2003)],
        "two-official-numbers-s6": [_shown(INTERCOUNTRY[2008])],
        "stock-and-flow-s4": [_shown(sum(INTERCOUNTRY[year] for year in range(2000, 2004)))],
        "adoption-gap-s5": [_shown(sum(EMBASSY_PARTS)), _shown(EMBASSY - sum(EMBASSY_PARTS))],
        # The Times of Central Asia, 2023: 8,805; table 4.4.7 for 2008 to 2011: 709, 669, 506 and 130.
        "adoption-gap-s6": [_shown(8805 - EMBASSY_PARTS[1] - 709 - 669 - 506 - 130)],
        "adoption-gap-s7": [_shown(sum(TOTAL) - AK_ZHAIYK)],
        "trend-with-a-break-s6": [_share(INTERCOUNTRY[2004] - INTERCOUNTRY[2010], INTERCOUNTRY[2004])],
        "small-numbers-s3": [_share(AGAINST_2002, CRIMES_2002)],
    }


def _values(real: Dataset, table: str, row_id: str) -> list[float]:
    """The values of the figures that a step or a question speaks of, as they stand in the data."""
    return [figure_row(real, name)["obs_value"] for name in real.row(table, row_id)["operands"].split("|")]


@pytest.mark.parametrize(
    ("table", "row_id", "typed"),
    [
        ("lesson_steps", "adoption-gap-s1", [ALL_2003, CITIZENS_2003, FOREIGNERS_2003]),
        ("lesson_questions", "who-counted-this-q3", [ALL_FIVE, CITIZENS_FIVE, FOREIGNERS_FIVE]),
        ("lesson_questions", "two-official-numbers-q2", [FOREIGNERS_2003, BOYS, GIRLS]),
        ("lesson_questions", "zero-unknown-silent-q1", [VICTIMS, CHILDREN, ADULTS]),
        ("lesson_steps", "two-official-numbers-s6", [TOTAL[8], FACT_SHEET_2008, INTERCOUNTRY[2008]]),
        ("lesson_questions", "two-official-numbers-q4", [TOTAL[8], FACT_SHEET_2008, INTERCOUNTRY[2008]]),
    ],
)
def test_where_a_text_says_that_nothing_is_left_over_nothing_is(
    real: Dataset, table: str, row_id: str, typed: list[int]
) -> None:
    whole, *parts = _values(real, table, row_id)
    assert [whole, *parts] == typed
    assert whole == sum(parts)


def test_what_a_text_says_of_its_numbers_holds(real: Dataset) -> None:
    crimes, all_crimes, printed = _values(real, "lesson_questions", "small-numbers-q1")
    assert round(100 * crimes / all_crimes, 1) == printed == 2.7  # the two fit
    for row_id in ("who-counted-this-s4", "who-counted-this-s7"):  # the same number
        assert len(set(_values(real, "lesson_steps", row_id))) == 1
    total, *fewer_years = _values(real, "lesson_steps", "adoption-gap-s7")
    assert sum(fewer_years) > total  # exceeds it
    by_office, in_series = _values(real, "lesson_steps", "two-official-numbers-s4")
    totals = _values(real, "lesson_steps", "two-official-numbers-s5")
    assert by_office > in_series  # the first number is larger
    assert abs(totals[0] - totals[1]) < by_office - in_series  # the totals are closer
    cases, persons = _values(real, "lesson_questions", "small-numbers-q3")
    assert persons > cases  # more persons were convicted than cases sent to trial


def test_a_computed_number_tells_how_it_was_computed(lesson: Lesson) -> None:
    parts = [part for one in lesson.questions for part in one.answer]
    assert all(re.search("[=≈]", part.how) for part in parts if part.kind == "computed")
    assert all(not part.how for part in parts if part.kind != "computed")


def test_numbers_are_written_as_the_language_writes_them(real: Dataset) -> None:
    russian = lessons(real, "ru")["two-official-numbers"].questions[0]
    assert computed(russian.answer)[1] == "1,10"


# the language of placeholders


@pytest.mark.parametrize(
    ("name", "what", "places"),
    [
        ("a", "value", (0,)),
        ("period_c", "period", (2,)),
        ("difference_b_a", "difference", (1, 0)),
        ("sum_a_c", "sum", (0, 1, 2)),
        ("rest_a_b_d", "rest", (0, 1, 2, 3)),
    ],
)
def test_a_placeholder_names_its_figures(name: str, what: str, places: tuple[int, ...]) -> None:
    asked = read_placeholder(name)
    assert asked is not None
    assert (asked.what, asked.places) == (what, places)


@pytest.mark.parametrize(
    "name", ["", "A", "ab", "mean_a_b", "sum_b_a", "sum_a_a", "rest_a_a_b", "difference_a_a", "period"]
)
def test_what_is_no_placeholder_is_refused(name: str) -> None:
    assert read_placeholder(name) is None


def test_the_words_of_the_language_compute_what_they_say() -> None:
    assert computed_value("difference", [10, 4]) == 6
    assert computed_value("rest", [10, 4, 3]) == 3
    assert computed_value("excess", [10, 8, 7]) == 5
    assert computed_value("sum", [933.1, 0.2]) == 933.3
    assert computed_value("ratio", [9, 2]) == 4.5
    assert computed_value("share", [30, 120]) == 25
    assert computed_value("rise", [40, 50]) == 25
    assert computed_value("fall", [50, 40]) == 20
    with pytest.raises(ValueError, match="computes nothing"):
        computed_value("value", [1])


# the rules (those on a single row are broken in tests/test_validation.py, with tests/mutations.py)


def _frames(real: Dataset, operands: str, words: str) -> dict[str, Any]:
    """The tables of the data, the first step of which says these words about these figures."""
    steps = real.table("lesson_steps").copy()
    steps.loc[steps.index[0], ["operands", "words_en", "teacher_note_en"]] = [operands, words, ""]
    names = ("indicators", "lesson_questions", "reconciliations", "checks")
    observations = real._tables["observations"]
    return {**{name: real.table(name) for name in names}, "observations": observations, "lesson_steps": steps}


@pytest.mark.parametrize(
    ("operands", "words", "wrong"),
    [
        ("tm-5-2-1-2014|tm-5-2-1-2015", "{fall_a_b}", "the series breaks"),
        ("tm-4-2-16-2003|tm-4-2-16-2004", "{sum_a_b}", "only counts of events"),
        ("opsc2004-p56-3|opsc2004-p60-1", "{difference_a_b}", "a flow and a stock"),
        ("altyn-orda-2013-2|embassy-kz-us-2008-5", "{difference_a_b}", "a limit or an approximate"),
        ("ecpat2013-e53-1|ecpat2013-e53-2", "{difference_a_b}", "a result under five"),
        ("ecpat2013-e53-1|ecpat2013-e53-2", "{fall_a_b}", "a percentage needs a base"),
        ("glotip-victims-under18-2012|glotip-victims-under18-2013", "{difference_a_b}", "across a suppressed"),
        ("tm-4-4-7-2003|opsc2004-p56-6", "{ratio_a_b}", "the wrong way round"),
        ("us-state-tip-2003-1|us-state-tip-2003-2", "{difference_a_b}", "with a rating"),
        ("us-state-tip-2003-1|us-state-tip-2003-2", "{ratio_a_b}", "with a rating"),
        ("opsc2004-p56-4|opsc2004-p56-6", "{share_a_b}", "larger than its whole"),
        # a percentage of another indicator, another source, the other sex
        ("tm-4-4-7-2003|tm-4-4-1-2004", "{rise_a_b}", "within one series"),
        ("tm-4-4-7-2002|opsc2004-p56-6", "{rise_a_b}", "within one series"),
        ("opsc2004-p56-9|opsc2004-p56-7", "{fall_a_b}", "within one series"),
        # TransMonEE marks a break in 2011; the report of the government has no figure of that year
        ("opsc2004-p56-6|tm-4-4-7-2011", "{difference_a_b}", "the series breaks"),
        ("tm-4-4-7-2010|tm-4-4-7-2011", "{ratio_a_b}", "the series breaks"),
        ("tm-4-4-7-2011|opsc2004-p56-6", "{share_a_b}", "the series breaks"),
        ("tm-4-4-7-2010|tm-4-4-7-2011", "{rest_a_b_b}", "the series breaks"),
    ],
)
def test_what_may_not_be_computed_is_refused(real: Dataset, operands: str, words: str, wrong: str) -> None:
    problems = check_lesson_operands(_frames(real, operands, words))
    assert [wrong in problem.wrong for problem in problems] == [True]


@pytest.mark.parametrize(
    ("operands", "words"),
    [
        ("opsc2004-p56-6|tm-4-4-7-2003", "{ratio_a_b}"),
        ("opsc2004-p56-7|opsc2004-p56-9", "{sum_a_b}"),  # boys and girls
        ("glotip-victims-under18-2012|glotip-victims-adults-2012", "{sum_a_b}"),
        ("tm-4-4-7-2002|tm-4-4-7-2003", "{sum_a_b}"),
        ("opsc2004-p56-2|opsc2004-p56-3", "{sum_a_b}"),  # two indicators that checks.csv adds up
        ("timesca-2023-1|embassy-kz-us-2008-3|tm-4-4-7-2008", "{rest_a_b_c}"),  # overlapping, in reconciliations.csv
        ("tm-4-4-7-2004|tm-4-4-7-2010", "{fall_a_b}"),
    ],
)
def test_what_may_be_computed_is_not_refused(real: Dataset, operands: str, words: str) -> None:
    assert check_lesson_operands(_frames(real, operands, words)) == []


@pytest.mark.parametrize(
    ("whole", "added"),
    [
        ("ak-zhaiyk-2014-1", "opsc2004-p56-6|tm-4-4-7-2003"),  # two counts of one year
        ("ak-zhaiyk-2014-1", "opsc2004-p56-6|opsc2004-p56-7"),  # a total and the boys in it
        ("glotip-victims-adults-2012", "glotip-victims-2012|glotip-victims-under18-2012"),  # and the children in it
        ("ak-zhaiyk-2014-1", "opsc2004-p56-3|opsc2004-p56-6"),  # five years and the last of them
        ("tm-4-2-16-2003", "opsc2004-p60-1|opsc2004-p60-2"),  # a register and one country of it
        ("ak-zhaiyk-2014-1", "tm-4-4-1-2003|tm-4-4-7-2003"),  # all adoptions and those by foreigners
        ("ak-zhaiyk-2014-1", "tm-4-4-7-2002|tm-4-4-1-2003"),  # two things that are counted
    ],
)
def test_what_could_be_counted_twice_is_not_added_up(real: Dataset, whole: str, added: str) -> None:
    summed = f"{whole}|{added}"
    for operands, words in ((added, "{sum_a_b}"), (summed, "{rest_a_b_c}"), (summed, "{excess_a_b_c}")):
        problems = check_lesson_operands(_frames(real, operands, words))
        assert ["counted in two of the figures" in problem.wrong for problem in problems] == [True]


def test_no_figure_is_computed_with_itself(real: Dataset) -> None:
    for words in ("{sum_a_c}", "{rest_a_b_c}", "{excess_a_b_c}"):
        problems = check_lesson_operands(_frames(real, "tm-4-4-7-2003|tm-4-4-7-2002|tm-4-4-7-2003", words))
        assert ["stands twice" in problem.wrong for problem in problems] == [True]


def test_ages_and_areas_that_overlap_are_not_added_up() -> None:
    cells = {"indicator_id": "a", "source_id": "b", "measure_kind": "flow", "breakdown": "", "breakdown_value": ""}
    day = {"period_start": pd.Timestamp("2010-01-01"), "period_end": pd.Timestamp("2010-12-31")}
    usual = {**cells, **day, "sex": "_T", "age": "_T", "ref_area": "KZ"}

    def refused(first: dict[str, str], other: dict[str, str]) -> bool:
        rows = [{**usual, "obs_id": str(place), **own} for place, own in enumerate((first, other))]
        return bool(adding_fault(rows, []))

    assert not refused({"age": "Y_LT14"}, {"age": "Y14T17"})
    assert refused({"age": "Y_LT18"}, {"age": "Y15T17"})
    assert refused({"age": "Y_GE15"}, {"age": "Y_LT18"})
    assert refused({"age": "Y0"}, {"age": "Y0T3"})
    assert not refused({"ref_area": "KZ-75"}, {"ref_area": "KZ-71"})
    assert refused({"ref_area": "KZ-75"}, {"ref_area": "KZ"})
    assert refused({"ref_area": "KZ-75"}, {"ref_area": "KZ-X-13REG"})
    assert not refused({"ref_area": "TR"}, {"ref_area": "KZ"})
    assert not refused(
        {"breakdown": "cause", "breakdown_value": "orphan"}, {"breakdown": "cause", "breakdown_value": "other"}
    )
    assert refused(
        {"breakdown": "cause", "breakdown_value": "orphan"}, {"breakdown": "placement", "breakdown_value": "other"}
    )
    assert refused({"breakdown": "cause", "breakdown_value": "orphan"}, {})


@pytest.mark.parametrize(
    ("column", "value", "kind", "wrong"),
    [
        ("obs_ids", "opsc2004-p56-6|opsc2004-p60-1", "pair", "no pair"),
        ("indicator_id", "shelter_years", "view", "no figures"),
        ("indicator_id", "convicted_art133", "view", "no figures"),
    ],
)
def test_a_step_that_shows_nothing_is_refused(real: Dataset, column: str, value: str, kind: str, wrong: str) -> None:
    steps = real.table("lesson_steps").copy()
    chosen = steps.index[steps["shows"] == kind][0]
    steps.loc[chosen, [column, "year_from", "year_to"]] = [value, "2010", "2012"]
    problems = check_shown(steps, real.observations, real.comparisons)
    assert [wrong in problem.wrong for problem in problems] == [True]


def test_a_chart_with_a_count_under_five_is_refused(real: Dataset) -> None:
    steps = real.table("lesson_steps").copy()
    chosen = steps.index[steps["shows"] == "view"][0]
    cells = ["consular_register", "counterpart_area", "2004", "2004"]
    steps.loc[chosen, ["indicator_id", "divided_by", "year_from", "year_to"]] = cells
    assert ["under five" in problem.wrong for problem in check_shown(steps, real.observations, real.comparisons)] == [
        True
    ]


# pages


def test_lessons_have_their_addresses(real: Dataset) -> None:
    assert place_of(real, "/lessons") == Place("lessons")
    assert all(place_of(real, f"/lessons/{name}") == Place("lesson", name) for name in LESSONS)
    assert place_of(real, "/lessons/nothing") is None
    assert problem_of(real, f"/lessons/{LESSONS[0]}", args_of("sheet=key")) is None
    assert problem_of(real, f"/lessons/{LESSONS[0]}", args_of("sheet=answers"))
    assert problem_of(real, "/lessons", args_of("sheet=key"))


def test_the_index_leads_to_every_form_of_every_lesson(real: Dataset) -> None:
    found = page_html(real, "/lessons")
    for name in LESSONS:
        for end in ("", "?mode=present", "?sheet=handout", "?sheet=key"):
            assert f'href="/lessons/{name}{end}"' in found


def test_every_page_leads_to_the_lessons(real: Dataset) -> None:
    assert 'href="/lessons"' in page_html(real, "/data")
    assert page_html(real, "/").count('href="/lessons"') == 2


def _levels(tree: Component) -> Iterator[int]:
    for part in every(tree):
        match = re.fullmatch("H([1-6])", type(part).__name__)
        if match:
            yield int(match[1])


@pytest.mark.parametrize("sheet", ["", HANDOUT, KEY])
def test_headings_stand_in_order(real: Dataset, lesson: Lesson, sheet: str) -> None:
    tree = sheet_page(real, lesson.lesson_id, sheet) if sheet else lesson_page(real, lesson.lesson_id)
    levels = list(_levels(tree))
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_everything_that_is_shown_has_its_source_line(real: Dataset, lesson: Lesson) -> None:
    for step in (step for step in lesson.steps if step.shows != "none"):
        found = to_html(shown(real, step))
        assert "/data#source-" in found or (step.gap_ids and not step.obs_ids), step.step_id
        assert "<svg" in found or step.shows == "figures", step.step_id


def test_a_chart_has_its_key_and_its_sources(real: Dataset, lesson: Lesson) -> None:
    for step in (step for step in lesson.steps if step.shows == "view"):
        found = to_html(shown(real, step))
        assert 'class="key"' in found
        assert 'class="sources"' in found


def test_the_page_is_whole_without_scripts(real: Dataset, lesson: Lesson) -> None:
    found = page_html(real, lesson.address)
    for step in lesson.steps:
        assert f"{step.number}. {step.heading}" in found
    assert found.count("<summary>Answer</summary>") == len(lesson.questions)


# sheets


def test_the_hand_out_holds_no_answer(real: Dataset, lesson: Lesson) -> None:
    found = page_html(real, lesson.address, "sheet=handout")
    text = bare(found)
    for one in lesson.questions:
        assert plain(one.question) in text
        assert plain(one.answer) not in text
        for part in one.answer:
            assert part.kind != "words" or len(part.words) < 30 or part.words.strip(" .,:;") not in text
    assert "Computed by us" not in text
    assert 'class="computed"' not in found


def test_the_hand_out_names_pictures_and_no_heading_of_a_step(real: Dataset, lesson: Lesson) -> None:
    tree = sheet_page(real, lesson.lesson_id, HANDOUT)
    captions = [bare(to_html(caption)) for caption in tags(tree, "Caption")]
    assert not {step.heading for step in lesson.steps} & set(captions)
    named = sum(step.shows == "figures" and bool(step.obs_ids) for step in lesson.steps)
    assert sum(bool(re.fullmatch("Picture [0-9]", caption)) for caption in captions) == named


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_that_a_question_needs_stands_on_the_hand_out(real: Dataset, lesson: Lesson, lang: str) -> None:
    tree = sheet_page(real, lesson.lesson_id, HANDOUT, lang)
    shown_together = [to_html(part) for part in tags(tree, "Tr", "P")]
    for name in {name for one in lesson.questions for name in one.operands}:
        row = figure_row(real, name)
        value, period = value_words(real, row, lang), period_words(real, row, lang)
        # A row that leads to the figure tells the rest of it; one that does not lead there says the period.
        assert any(
            value in bare(found) and (f'href="{observation_href(name)}"' in found or period in bare(found))
            for found in shown_together
        ), name


def test_the_numbers_for_the_questions_are_those_that_no_picture_shows(real: Dataset) -> None:
    found = {}
    for name in LESSONS:
        tree = sheet_page(real, name, HANDOUT)
        tables = [part for part in tags(tree, "Table") if "Numbers for the questions" in to_html(part)]
        assert "<a" not in "".join(map(to_html, tables))
        found[name] = [bare(to_html(cell)) for part in tables for cell in tags(part, "Th") if cell.scope == "row"]
    assert found == {
        "two-official-numbers": [_shown(BOYS), _shown(GIRLS), _shown(INTERCOUNTRY[2008])],
        "stock-and-flow": [],
        "who-counted-this": [_shown(CITIZENS_FIVE), _shown(FOREIGNERS_FIVE)],
        "zero-unknown-silent": [_shown(VICTIMS), _shown(ADULTS)],
        "adoption-gap": [],
        "trend-with-a-break": [],
        "small-numbers": ["2.7%"],  # as the report prints it, paragraph 91
    }


def test_the_hand_out_has_room_to_write(real: Dataset, lesson: Lesson) -> None:
    assert page_html(real, lesson.address, "sheet=handout").count('class="line"') == 4 * len(lesson.questions)


def test_the_hand_out_tells_no_remainder_and_no_difference(real: Dataset) -> None:
    for lesson in lessons(real).values():
        found = page_html(real, lesson.address, "sheet=handout")
        assert 'class="rest"' not in found
        assert "told-of" not in found


def test_the_key_holds_every_answer_with_its_figures_and_their_counters(real: Dataset, lesson: Lesson) -> None:
    found = bare(page_html(real, lesson.address, "sheet=key"))
    for one in lesson.questions:
        assert plain(one.answer) in found
        for part in one.answer:
            assert part.kind != "computed" or f"Computed by us: {part.how}" in found
    tree = sheet_page(real, lesson.lesson_id, KEY)
    rows = sum(len(one.operands) for one in lesson.questions)
    assert len([row for row in tags(tree, "Th") if getattr(row, "scope", "") == "row"]) == rows


def test_a_sheet_is_named_after_its_lesson(real: Dataset) -> None:
    asked = asked_of(real, f"/lessons/{LESSONS[0]}", args_of("sheet=key"), "en")
    assert CONTENTS["lesson"].name(real, asked) == "Answer key: Why do two official numbers differ?"
    asked = asked_of(real, f"/lessons/{LESSONS[0]}", args_of(""), "en")
    assert CONTENTS["lesson"].name(real, asked) == "Why do two official numbers differ?"


def test_the_placeholders_are_described_for_curators() -> None:
    told = (Path(__file__).parent.parent / "data" / "README.md").read_text(encoding="utf-8")
    for word in ("{a}", "{period_a}", "{difference_a_b}", "{ratio_a_b}", "{share_a_b}", "{sum_a_d}", "{rest_a_b_d}"):
        assert word in told
