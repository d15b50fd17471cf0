"""What is spelt in many ways is one thing to the search."""

from __future__ import annotations

import random

import pytest

from loaders import Dataset
from loaders.folding import begins, folded, is_number, marked, parts_of, singular, tokens_of, ways_to

#: Each line is one thing in several spellings.
SAME = [
    ("3676", "3,676", "3 676", "3\u00a0676", "3\u202f676", "3\u2009676", "３６７６", "3'676"),
    ("1234567", "1,234,567", "1 234 567"),
    ("18.7", "18,7", "18,7 %", "18.7%"),
    ("1234.5", "1,234.5", "1 234,5"),
    ("0.657", "0,657"),
    ("қазақстан", "ҚАЗАҚСТАН", "Казакстан"),
    ("ғылым", "гылым"),
    ("әділет", "адилет", "адiлет", "ӘДІЛЕТ"),
    ("өзін", "озин"),
    ("ұлт", "үлт", "улт"),
    ("жаңа", "жана"),
    ("һәм", "хам"),
    ("ребёнок", "ребенок", "Ребе\u0308нок"),
    ("Йод", "йод", "И\u0306од"),
    ("Istanbul", "İstanbul", "ıstanbul", "ISTANBUL", "i\u0307stanbul"),
    ("Türkiye", "turkiye", "Tu\u0308rkiye"),
    ("women’s", "women's", "Womens", "womenʼs"),
    ("«Забота»", "“Забота”", '"забота"', "Забота"),
    ("non-governmental", "non‑governmental", "non–governmental", "Non−Governmental"),
    ("2002–2011", "2002-2011", "2002 2011", "2002—2011"),
    ("CRC/C/OPSC/KAZ/1", "crc/c/opsc/kaz/1", "CRC/C/OPSC/KAZ/1."),
    ("U.S.", "US", "u.s"),
    ("para. 56", "Para 56", "PARA.  56"),
]
#: Each line is two things that must stay apart.
APART = [
    ("3,676", "3.676"),
    ("18.7", "187"),
    ("3,67", "367"),
    ("2003 676", "2003676"),
    ("para. 56 100 1", "para. 561001"),
    ("мой", "мои"),
    ("<5", "5"),
    ("4.4.7", "447"),
    ("kaz/1", "kaz 1"),
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_spellings_of_one_thing_meet(spellings: tuple[str, ...]) -> None:
    assert len({tokens_of(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_things_stay_apart(one: str, other: str) -> None:
    assert tokens_of(one) != tokens_of(other)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", ()),
        (" – , “” ", ()),
        ("Report (CRC/C/OPSC/KAZ/1), para. 56", ("report", "crc/c/opsc/kaz/1", "para", "56")),
        ("table 4.4.7, Kazakhstan, 2003", ("table", "4.4.7", "kazakhstan", "2003")),
        ("opsc2004-p56-3", ("opsc2004-p56-3",)),
        ("us_state_tip_2003", ("us_state_tip_2003",)),
        ("<5 of 1,023", ("<5", "of", "1023")),
        ("from 1,500 to 2,000", ("from", "1500", "to", "2000")),
        ("1999-2003, 2004/05", ("1999", "2003", "2004", "05")),
        ("№ 5", ("no", "5")),
    ],
)
def test_a_text_falls_into_these_tokens(text: str, tokens: tuple[str, ...]) -> None:
    assert tokens_of(text) == tokens


def test_folding_again_changes_nothing() -> None:
    everywhere = [chr(code) for code in range(0x20, 0x3000)] + [chr(code) for code in range(0xF900, 0xFFFF)]
    numbers = list("0123456789,. -/%<ıiİйИї’'\u0306\u0300\u0307\u00a0\u2009\u00ad")
    chance = random.Random(20061128)
    for alphabet in (everywhere, numbers):
        for _ in range(5000):
            text = "".join(chance.choices(alphabet, k=chance.randint(1, 12)))
            once = folded(text)
            assert folded(once) == once, ascii(text)
            assert tokens_of(once) == tokens_of(text), ascii(text)


def test_case_and_spaces_around_never_matter() -> None:
    chance = random.Random(1989)
    letters = "abcxyzабвгдежзийклмнопрстқғәөұүіңһё 0123456789,./-"
    for _ in range(3000):
        text = "".join(chance.choices(letters, k=chance.randint(1, 12)))
        assert tokens_of(f"\u00a0{text.upper()} ") == tokens_of(text), text


def test_a_symbol_is_found_whole_and_by_its_parts() -> None:
    assert ways_to("crc/c/kaz/co/4") >= {"crc/c/kaz/co/4", "c/kaz/co/4", "kaz/co/4", "co/4", "kaz", "4"}
    assert ways_to("<5") == {"<5", "5"}
    assert ways_to("4.4.7") == {"4.4.7"}
    assert parts_of("under-18") == ("under", "18")
    assert parts_of("18.7") == ("18.7",)


@pytest.mark.parametrize(
    ("word", "token", "finds"),
    [
        ("adopt", "adoption", True),
        ("adoption", "adopt", False),
        ("crc/c/opsc", "crc/c/opsc/kaz/1", True),
        ("36", "3676", False),
        ("18", "18.7", False),
        ("3676", "3676", True),
        ("kaz/co/1", "kaz/co/12", False),
        ("p5", "p56-3", False),
        ("p56", "p56-3", True),
        ("a", "adoption", False),
        ("a", "a", True),
    ],
)
def test_a_word_finds_what_it_begins_and_a_number_only_itself(word: str, token: str, finds: bool) -> None:
    assert begins(word, token) is finds


def test_a_plural_knows_its_singular() -> None:
    assert singular("adoptions") == "adoption"
    assert (singular("gas"), singular("2003s"), singular("дети"), singular("case")) == ("", "", "", "")


def test_numbers_are_told_from_words() -> None:
    assert all(map(is_number, ("5", "<5", "18.7", "4.4.7")))
    assert not any(map(is_number, ("p56", "18-year", "", "kaz/1")))


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("3,676: Children adopted", ("3676",), ["3,676"]),
        ("3 676 children", ("3676",), ["3 676"]),
        ("(CRC/C/OPSC/KAZ/1).", ("kaz/1",), ["CRC/C/OPSC/KAZ/1"]),
        ("Adoption visas, adopted children", ("adopt",), ["Adoption", "adopted"]),
        ("<5 of 15", ("<5",), ["<5"]),
        ("Қазақстан, казакстан", ("казак",), ["Қазақстан", "казакстан"]),
        ("nothing of it", ("adopt",), []),
    ],
)
def test_what_was_searched_for_is_marked_as_it_stands(text: str, words: tuple[str, ...], found: list[str]) -> None:
    pieces = marked(text, words)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, hit in pieces if hit] == found


def test_marking_gives_every_text_of_the_data_again(real: Dataset) -> None:
    texts = [*real.table("sources")["citation"], *real.table("gaps")["label_en"], *real.observations["note_en"]]
    for text in texts:
        assert "".join(piece for piece, _ in marked(text, ("children", "2003"))) == text
