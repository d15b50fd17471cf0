"""Figures are read as sources print them, and found only as whole tokens."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.tokens import endnote_number, holds_token, normalised, printed_decimals, printed_value, says

HELD = [
    ("the 76 of 1976", "76"), ("In 2011.⁵³ Later", "2011"), ("a total of 3,676 in all", "3,676"), ("by 24%²", "24%"),
    ("by 24% a year", "24"), ("cost 1.61 billion *tenge*", "1.61 billion"), ("Twenty-five of them", "Twenty-five"),
    ("a two-day course", "two-day"), ("in 2003 127 were", "127"), ("47 421 in all", "47 421"), ("2, 773 more", "2, 773"),
    ("US$ 6.60.", "6.60"), ("(47 per cent)", "47"), ("in **Tier 2**.⁵⁹", "Tier 2"), ("3 thousand 44 more", "3 thousand 44"),
    ("вывезено восемь тысяч сирот", "восемь тысяч"), ("21\u00a0446 boats", "21 446"), ("the \u201cfirst\u201d \u2018ten\u2019", "ten"),
    ("four, or five hundred", "five hundred"), ("16, 000", "16, 000"), ("nine of nineteen", "nine"),
]  # fmt: skip
NOT_HELD = [
    ("in 1976", "76"), ("of 1760", "76"), ("In 2011.⁵³ Later", "2011.53"), ("In 2011⁵³", "201153"), ("3,676 in all", "676"),
    ("3,676 in all", "3"), ("3,676 in all", "3,67"), ("by 24.5%", "24"), ("by 24.5%", "5%"), ("1.61 billion", "1.61"),
    ("1.61 billion", "61"), ("twenty-five", "five"), ("twenty-five", "twenty"), ("a two-day course", "two"),
    ("47 421 in all", "421"), ("47 421 in all", "47"), ("four hundred", "four"), ("two hundred", "hundred"),
    ("nineteen", "nine"), ("восемь тысяч", "восемь"), ("fiveteen", "five"), ("the 15th", "15"), ("none", "one"), ("", "5"), ("5", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "token"), HELD)
def test_a_token_is_found_where_it_stands_whole(text, token):
    assert holds_token(text, token)


@pytest.mark.parametrize(("text", "token"), NOT_HELD)
def test_a_part_of_a_number_or_word_is_not_a_token(text, token):
    assert not holds_token(text, token)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("3,676", "3676"), ("five", "5"), ("twenty-five", "25"), ("24%", "24"), ("1.61 billion", "1610000000"),
        ("330 million", "330000000"), ("two hundred", "200"), ("3 thousand 44", "3044"), ("2, 773", "2773"),
        ("47 421", "47421"), ("восемь тысяч", "8000"), ("шесть тысяч", "6000"), ("half", "50"), ("twice", "2"),
        ("Tier 2 Watch List", "2.5"), ("No instances", "0"), ("did not hear any", "0"), ("6.60", "6.60"),
    ],
)  # fmt: skip
def test_a_printed_figure_is_read_as_its_number(printed, value):
    assert printed_value(printed) == Decimal(value)


def test_words_without_a_number_are_not_read():
    assert printed_value("several") is None
    assert not says("several", 3)


def test_a_value_may_be_fuller_than_what_is_printed_but_not_different():
    assert says("12.5", 12.4996)
    assert not says("12.5", 12.44)
    assert not says("3,676", 3677)


def test_the_printed_places_are_counted_on_plain_numbers_only():
    assert [printed_decimals(text) for text in ("6.60", "24%", "3,676", "1.61 billion", "five")] == [
        2,
        0,
        0,
        None,
        None,
    ]


def test_endnote_marks_go_before_unicode_is_normalised():
    assert normalised("In 2011.⁵³\u00a0The\u2011end\u2019s") == "In 2011. The-end's"
    assert endnote_number("¹⁰²") == 102
