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
    ("two hundred and five", "two hundred and five"), ("Thirty five of them", "Thirty five"), ("2 тысячи сирот", "2 тысячи"),
    ("one hundred, five of them girls", "five"), ("thirty, five of them girls", "thirty"), ("3 and 1/3", "3"),
    ("at 15:30 there were 30", "30"), ("from 2002: 15 boys", "15"), ("five. Thousands came", "five"), ("40 million; 12 more", "12"),
    ("two thousand five hundred", "two thousand five hundred"), ("1/3 of them", "1/3"), ("the five who left", "five"),
]  # fmt: skip
NOT_HELD = [
    ("in 1976", "76"), ("of 1760", "76"), ("In 2011.⁵³ Later", "2011.53"), ("In 2011⁵³", "201153"), ("3,676 in all", "676"),
    ("3,676 in all", "3"), ("3,676 in all", "3,67"), ("by 24.5%", "24"), ("by 24.5%", "5%"), ("1.61 billion", "1.61"),
    ("1.61 billion", "61"), ("twenty-five", "five"), ("twenty-five", "twenty"), ("a two-day course", "two"),
    ("47 421 in all", "421"), ("47 421 in all", "47"), ("four hundred", "four"), ("two hundred", "hundred"),
    ("nineteen", "nine"), ("восемь тысяч", "восемь"), ("fiveteen", "five"), ("the 15th", "15"), ("none", "one"), ("", "5"), ("5", ""),
    ("thirty five", "five"), ("Thirty five", "five"), ("thirty five", "thirty"), ("two hundred and five", "five"),
    ("two hundred and five", "two hundred"), ("two hundred and five", "hundred"), ("two hundred five", "five"),
    ("2 тысячи", "2"), ("2 тысячи", "тысячи"), ("2 миллиона", "2"), ("1/3", "3"), ("1/3", "1"), ("15:30", "30"), ("15:30", "15"),
    ("3 thousand 44", "3 thousand"), ("3 thousand 44", "44"), ("5 million", "million"), ("two hundred thousand", "two hundred"),
    ("two thousand and five", "two thousand"), ("one third", "one"), ("three and a half", "three"), ("from 5-10", "5"),
    ("five Hundred", "five"),
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


@pytest.mark.parametrize(
    "printed",
    [
        "3-4", "3\u20134", "3 - 4", "1,5 million", "12,5", "between 5 and 10", "not 5", "no 5", "5 of 10", "five or six",
        "one, two", "five ten", "1.234.567", "1,2345", "2003/04", "15:30", "-5", "\u22125", "15th", "b2", "half a million",
        "three and a half", "every 5", "dozens of 5", "two million million", "five thousand two million", "no more than 5",
        "hundreds", "200 5",
    ],
)  # fmt: skip
def test_what_would_have_to_be_guessed_is_not_read(printed):
    assert printed_value(printed) is None
    assert not any(says(printed, value) for value in (1, 2, 3, 4, 5, 6, 7, 10, 12, 12.5, 15, 200, 205, 1e6))


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("two hundred and five", "205"), ("thirty five", "35"), ("more than 800", "800"), ("up to 700", "700"),
        ("about 1,234", "1234"), ("nearly 3.4 million", "3400000"), ("US$ 6.60", "6.60"), ("<5", "5"), ("over a hundred", "100"),
        ("five hundred thousand", "500000"), ("two thousand five hundred and six", "2506"), ("5 тысяч", "5000"),
        ("2 миллиона", "2000000"), ("no boats", "0"), ("five.", "5"),
    ],
)  # fmt: skip
def test_one_number_among_other_words_is_read(printed, value):
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
