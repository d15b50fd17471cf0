"""Documents are cut into the places that locators name: paragraphs, letters, endnotes, headings, list items."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loaders.documents import Document, ledger_place, read_document
from loaders.headed import OutlineError

SOURCES = Path(os.environ.get("SOURCES") or Path(__file__).resolve().parents[2] / "shared" / "sources")

NUMBERED = """Title of 2004

 I. Opening
1.\tA first paragraph,[endnoteRef:2] [2: A note [with 4 brackets] in it.] with an end.
1. A number out of turn belongs to the text.
2. It was agreed in
2015. A year at the start of a line is no paragraph.
(a) First, under articles 3 (b) and 4 (c);
\t(b)\tSecond
over two lines.

Article 3
\t(c) What a treaty says.
3.No space behind the number.
C.2. Heading of 1999
10. Not the fourth.
4. The last.

Annexes
1. A list of 12 towns.
2. A map.
"""
HEADED = """Cover of 2013

CONTENTS

Prevention\t17

PREVENTION

One.¹ Two.² Three, ¹ a slip.³ Five.⁵ Rest.

Long heading over
two lines

Six.⁶ Again ¹ a slip. Seven.⁷

** prevention **

Eight.⁸

Endnotes
ENDNOTES

- ¹ First note, broken
at its end.
² Second note.
- ¹ 5410/02-02
- ³ Third note of 1987.
"""
OUTLINE = ("Prevention", "Long heading over two lines", "Prevention (2)", "Endnotes")


@pytest.fixture
def numbered(tmp_path: Path) -> Document:
    path = tmp_path / "numbered.txt"
    path.write_text(NUMBERED, encoding="utf-8")
    return read_document(path, "numbered")


@pytest.fixture
def headed(tmp_path: Path) -> Document:
    path = tmp_path / "headed.txt"
    path.write_text(HEADED, encoding="utf-8")
    return read_document(path, "headed", OUTLINE)


def flat(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def test_paragraphs_are_those_that_count_on_from_one(numbered):
    assert list(numbered.places) == ["para. 1", "para. 2", "para. 3", "para. 4", "Annexes", "endnote 2"]
    assert (
        flat(numbered.text_at("para. 1"))
        == "A first paragraph, with an end. 1. A number out of turn belongs to the text."
    )
    assert flat(numbered.text_at("para. 4")) == "The last."


def test_bracketed_endnotes_are_places_and_keep_their_brackets(numbered):
    assert flat(numbered.text_at("endnote 2")) == "A note [with 4 brackets] in it."


@pytest.mark.parametrize("words", ["What a treaty says", "Heading of 1999"])
def test_headings_and_treaty_articles_between_paragraphs_are_no_places(numbered, words):
    assert all(words not in text for text in numbered.places.values())


@pytest.mark.parametrize(
    ("locator", "text"),
    [
        ("para. 2 (a)", "First, under articles 3 (b) and 4 (c);"),
        ("para. 2 (b)", "Second over two lines."),
        ("para. 2 (c)", None),
        ("para. 1 (a)", None),
        ("para. 5", None),
        ("endnote 1", None),
        ("Annexes, item 1", "A list of 12 towns."),
        ("Annexes, item 3", None),
        ("paragraph 2", None),
    ],
)
def test_a_locator_leads_to_its_part_or_to_nothing(numbered, locator, text):
    assert flat(numbered.text_at(locator)) == text


def test_headings_are_taken_in_their_order_whatever_their_case_and_line_breaks(headed):
    assert list(headed.places)[:5] == ["Front matter", *OUTLINE]
    assert "17" in headed.places["Front matter"]
    assert flat(headed.text_at("Prevention (2)")) == "Eight.⁸"
    assert flat(headed.text_at("LONG HEADING over two lines")) == "Six.⁶ Again ¹ a slip. Seven.⁷"


@pytest.mark.parametrize(
    ("locator", "text"),
    [
        ("Prevention, endnote 1", "One."),
        ("Prevention, endnote 2", "Two."),
        ("Prevention, endnote 5", "Five."),
        ("Prevention, endnote 4", None),
        ("Prevention, after endnote 5", "Rest."),
        ("Prevention, after endnote 1", "Two."),
        ("Prevention, table", "One.¹ Two.² Three, ¹ a slip.³ Five.⁵ Rest."),
        ("Long heading over two lines, endnote 6", "Six."),
        ("Long heading over two lines, endnote 7", "Again ¹ a slip. Seven."),
        ("Long heading over two lines, endnote 1", None),
        ("Prevention (2), endnote 8", "Eight."),
        ("Prevention (3), endnote 8", None),
        ("Endnotes, endnote 1", "First note, broken at its end."),
        ("Endnotes, endnote 4", None),
    ],
)
def test_an_endnote_mark_closes_the_text_it_belongs_to(headed, locator, text):
    assert flat(headed.text_at(locator)) == text


def test_a_superscript_out_of_turn_is_no_endnote(headed):
    notes = [place for place in headed.places if place.startswith("Endnotes, ")]
    assert notes == ["Endnotes, endnote 1", "Endnotes, endnote 2", "Endnotes, endnote 3"]
    assert flat(headed.text_at("Endnotes, endnote 2")) == "Second note. - ¹ 5410/02-02"


def test_a_heading_that_is_not_there_or_not_in_its_turn_is_an_error(tmp_path):
    path = tmp_path / "headed.txt"
    path.write_text(HEADED, encoding="utf-8")
    with pytest.raises(OutlineError, match="'Protection' is not found after 'Prevention'"):
        read_document(path, "headed", ("Prevention", "Protection"))
    with pytest.raises(OutlineError, match=r"'Prevention \(3\)'"):
        read_document(path, "headed", ("Prevention", "Prevention (2)", "Prevention (3)"))


def test_a_note_has_paragraphs_after_its_title_and_list_items(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(
        "Title\n\nRunning text, long enough.\n\nMore of it here.\n\n1. Item.\n- Part of it.\n\n2. Last.\n", "utf-8"
    )
    places = read_document(path, "note").places
    assert {name: flat(text) for name, text in places.items()} == {
        "paragraph 1": "Running text, long enough.",
        "paragraph 2": "More of it here.",
        "list item 1": "Item. - Part of it.",
        "list item 2": "Last.",
    }


def test_a_note_may_have_no_list(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("Title\n\nRunning text of 2004.\n", encoding="utf-8")
    assert list(read_document(path, "note").places) == ["paragraph 1"]


@pytest.mark.parametrize(
    ("locator", "place"),
    [
        ("para. 12 (b)", "para. 12"),
        ("para. 12", "para. 12"),
        ("Prevention (2), after endnote 7", "Prevention (2)"),
        ("Introduction, endnote 7", "Introduction"),
        ("Introduction, table", "Introduction"),
        ("Endnotes, endnote 7", "Endnotes, endnote 7"),
        ("Annexes, item 3", "Annexes"),
        ("endnote 7", "endnote 7"),
        ("list item 9", "list item 9"),
    ],
)
def test_the_ledger_has_one_row_for_a_paragraph_or_heading(locator, place):
    assert ledger_place(locator) == place


@pytest.mark.sources
@pytest.mark.skipif(not SOURCES.is_dir(), reason="the reading copies of the sources are not here")
@pytest.mark.parametrize(
    ("file", "kinds"),
    [
        ("CRC-C-OPSC-KAZ-1_2004.txt", {"para.": 136, "endnote": 36, "Annexes": 1}),
        ("CRC-C-OPSC-KAZ-CO-1_2006.txt", {"para.": 32}),
        ("CRC-C-KAZ-CO-4_2015.txt", {"para.": 69}),
        ("NGO-NOTE-OPSC-KAZ_2005.txt", {"paragraph": 9, "list": 11}),
    ],
)
def test_the_real_documents_have_all_their_paragraphs(file, kinds):
    names = [place.split()[0] for place in read_document(SOURCES / file, file).places]
    assert {kind: names.count(kind) for kind in dict.fromkeys(names)} == kinds
