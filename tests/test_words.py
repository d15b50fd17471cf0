"""Figures, periods, counters and places in words."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from loaders import Dataset
from loaders.citations import shortened, source_line, warnings_of
from loaders.words import (
    attribute_words,
    counter_words,
    locator_words,
    number,
    period_words,
    place_words,
    printed_date,
    value_words,
)


def row(**cells: Any) -> dict[str, Any]:
    plain = {"obs_value": 12.0, "bound": "exact", "threshold": float("nan"), "unit_measure": "crimes"}
    value = {"value_as_printed": f"{cells.get('obs_value', 12):g}"}
    return plain | value | cells


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"obs_value": 3676.0, "value_as_printed": "3,676"}, "3,676"),
        ({"obs_value": 0.0, "value_as_printed": "no"}, "0"),
        ({"obs_value": 5.0, "value_as_printed": "five"}, "5"),
        ({"obs_value": 1500.5, "value_as_printed": "1,500.50"}, "1,500.50"),
        ({"obs_value": 12.4996, "value_as_printed": "12.5"}, "12.5"),
        ({"obs_value": 22.0, "value_as_printed": "22%", "unit_measure": "percent"}, "22%"),
        ({"obs_value": 0.3, "value_as_printed": "0.3", "unit_measure": "percent"}, "0.3%"),
        ({"bound": "at_least"}, "at least 12"),
        ({"bound": "at_most"}, "at most 12"),
        ({"bound": "about"}, "about 12"),
        ({"bound": "about", "unit_measure": "percent"}, "about 12%"),
        ({"bound": "suppressed", "obs_value": float("nan"), "threshold": 5.0, "value_as_printed": "<5"}, "<5"),
        ({"bound": "suppressed", "obs_value": float("nan"), "threshold": 10.0, "value_as_printed": "<10"}, "<10"),
        ({"obs_value": 1.0, "unit_measure": "tier"}, "Tier 1"),
        ({"obs_value": 2.0, "unit_measure": "tier"}, "Tier 2"),
        ({"obs_value": 2.5, "unit_measure": "tier"}, "Tier 2 Watch List"),
        ({"obs_value": 3.0, "unit_measure": "tier"}, "Tier 3"),
    ],
)
def test_a_value_is_said_with_its_bound_and_as_exactly_as_printed(
    real: Dataset, cells: dict[str, Any], words: str
) -> None:
    assert value_words(real, row(**cells)) == words


def test_a_number_that_is_printed_in_digits_is_said_with_the_same_digits(real: Dataset) -> None:
    said = 0
    for record in real.observations.to_dict("records"):
        words = value_words(real, record)
        assert ("<" in words) == (record["bound"] == "suppressed")
        printed = record["value_as_printed"].replace(",", "").replace(" ", "")
        if record["unit_measure"] != "tier" and re.fullmatch(r"[0-9]+(\.[0-9]+)?", printed):
            said += 1
            assert words.replace(",", "").removesuffix("%").split()[-1] == printed
    assert said > 1000


def test_a_number_has_the_marks_of_its_language_and_halves_are_rounded_up() -> None:
    assert number(1234567.891, 2) == "1,234,567.89"
    assert (number(2.5, 0), number(3.5, 0), number(0.125, 2)) == ("3", "4", "0.13")
    assert number(1234.0, 0, "ru") == "1\xa0234"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2003-01-01", "2003-12-31", "2003"),
        ("1999-01-01", "2003-12-31", "1999 to 2003"),
        ("2004-03-01", "2004-03-01", "1 March 2004"),
        ("2003-12-31", "2003-12-31", "31 December 2003"),
        ("2003-01-01", "2003-06-30", "January to June 2003"),
        ("2004-01-01", "2004-11-30", "January to November 2004"),
        ("2006-10-01", "2007-09-30", "October 2006 to September 2007"),
        ("2004-02-01", "2004-02-29", "February 2004"),
        ("2003-01-01", "2003-12-30", "1 January 2003 to 30 December 2003"),
        ("2003-01-02", "2003-12-31", "2 January 2003 to 31 December 2003"),
        (None, None, "no date"),
    ],
)
def test_a_period_is_said_as_it_is(real: Dataset, start: str | None, end: str | None, words: str) -> None:
    record = {"period_start": pd.Timestamp(start) if start else pd.NaT, "period_end": pd.Timestamp(end) if end else pd.NaT}  # fmt: skip
    assert period_words(real, record) == words


def test_every_period_of_the_data_names_its_years(real: Dataset) -> None:
    dated = real.observations[real.observations["period_start"].notna()]
    for record in dated[["period_start", "period_end"]].drop_duplicates().to_dict("records"):
        words = period_words(real, record)
        assert str(record["period_start"].year) in words
        assert str(record["period_end"].year) in words


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"division": "total"}, ""),
        ({"division": "total", "age": "Y_LT18"}, ""),
        ({"division": "sex", "sex": "F"}, "girls and women"),
        ({"division": "sex|age", "sex": "M", "age": "Y14T17"}, "boys and men, 14 to 17"),
        ({"division": "citizenship", "breakdown": "citizenship", "breakdown_value": "UZB"}, "Uzbekistan"),
        ({"division": "ref_area", "ref_area": "KZ-75"}, "Almaty city"),
    ],
)
def test_of_whom_and_where_is_said_only_where_a_figure_is_limited(
    real: Dataset, cells: dict[str, str], words: str
) -> None:
    plain = {
        "breakdown": "",
        "breakdown_value": "",
        "sex": "_T",
        "age": "_T",
        "ref_area": "KZ",
        "population": "all_ages",
    }
    assert attribute_words(real, plain | cells) == words


def test_girls_and_boys_are_called_so(real: Dataset) -> None:
    row = {"breakdown": "", "sex": "F", "age": "_T", "ref_area": "KZ", "division": "sex", "population": "children"}
    assert attribute_words(real, row) == "girls"
    assert attribute_words(real, row | {"sex": "M"}) == "boys"


def test_a_counter_is_named_or_said_not_to_be_stated(spoken: Dataset) -> None:
    assert counter_words(spoken, {"counted_by": "ministry"}) == "Example ministry"
    assert counter_words(spoken, {"counted_by": ""}) == "not stated"


def test_a_place_leaves_out_the_row_of_a_file_that_only_the_audit_reads(spoken: Dataset) -> None:
    assert place_words(spoken, {"locator": "row 12, annex 2"}) == "annex 2"
    assert place_words(spoken, {"locator": "table 3, row 12, 2004"}) == "table 3, row 12, 2004"
    assert place_words(spoken, {"locator": "para. 56"}) == "para. 56"


def test_a_place_is_cited_with_its_source(spoken: Dataset) -> None:
    assert locator_words(spoken, {"source_id": "report_gov", "locator": "para. 5"}) == "Example report_gov, para. 5"


@pytest.mark.parametrize(
    ("precision", "words"), [("day", "1 May 2010"), ("month", "May 2010"), ("year", "2010"), ("unknown", "")]
)
def test_a_date_is_said_as_exactly_as_it_is_known(precision: str, words: str) -> None:
    assert printed_date(pd.Timestamp("2010-05-01"), precision) == words


def test_a_date_that_is_not_known_is_not_said() -> None:
    assert printed_date(pd.NaT, "day") == ""


# the source line


def test_places_that_differ_in_their_year_only_are_said_once() -> None:
    places = ["table 1, 2003", "para. 5", "table 1, 2002", "para. 5", "table 2, 2004"]
    assert [place.replace("–", "to") for place in shortened(places)] == [
        "table 1, 2002 to 2003",
        "para. 5",
        "table 2, 2004",
    ]


def test_the_source_line_names_every_document_with_its_places_and_counters(spoken: Dataset) -> None:
    figures = spoken.observations.set_index("obs_id", drop=False)
    chosen = figures.loc[["crimes_2003", "crimes_2005_h1", "crimes_2005_league", "crimes_undated"]]
    cited = {source.source_id: source for source in source_line(spoken, chosen)}
    assert list(cited) == ["report_gov", "report_league"]
    assert cited["report_gov"].locators == ("para. crimes_2003", "para. crimes_2005_h1")
    assert cited["report_gov"].counters == ("Example ministry", "Example department")
    assert cited["report_league"].counters == ("not stated", "Example league")


def test_the_warnings_of_figures_are_those_of_any_of_them(spoken: Dataset) -> None:
    figures = spoken.observations.set_index("obs_id", drop=False)
    assert warnings_of(figures.loc[["crimes_2003", "crimes_undated"]]) == ["all_ages", "undated"]
    assert warnings_of(figures.loc[["victims_2004"]]) == []


def test_our_words_in_a_place_are_in_the_language_of_the_page_and_the_documents_own_stay(spoken: Dataset) -> None:
    for locator, russian, kazakh in (
        ("para. 12 (c)", "п. 12 (c)", "12-тармақ (c)"),
        ("row 3, Trafficking in children, endnote 55", *("Trafficking in children, " + end for end in ("концевая сноска 55", "55-соңғы сілтеме"))),
        ("table 4.4.7, Kazakhstan, 2003", "таблица 4.4.7, Kazakhstan, 2003", "4.4.7-кесте, Kazakhstan, 2003"),
        ("Paragraphs on children", "Paragraphs on children", "Paragraphs on children"),
    ):  # fmt: skip
        assert place_words(spoken, {"locator": locator}, "ru") == russian
        assert place_words(spoken, {"locator": locator}, "kk") == kazakh
