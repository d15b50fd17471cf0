"""Cells that stay text, and workbooks that do not say when they were made."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from loaders.exports.fixed_zip import with_fixed_dates
from loaders.exports.xlsx_cells import LONGEST, as_text

TEXTS = (
    "=1+1",
    "+7",
    "-5",
    "@x",
    "#N/A",
    "2003-01-01",
    "1-2",
    "007",
    "1,234",
    "12345678901234567890",
    " a ",
    "Қазақ, я",
)


def _book(*texts: str, day: dt.datetime | None = None) -> bytes:
    book = Workbook()
    for line, words in enumerate(texts, start=1):
        as_text(book.active.cell(line, 1), words)
    book.properties.created = day or dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("words", TEXTS)
def test_a_text_stays_the_text_that_it_is(words: str) -> None:
    cell = load_workbook(io.BytesIO(_book(words))).active["A1"]
    assert (cell.value, cell.data_type, cell.number_format) == (words, "s", "@")
    assert cell.quotePrefix == (words[0] in "=+-@#")


def test_an_empty_text_leaves_the_cell_empty() -> None:
    assert load_workbook(io.BytesIO(_book(""))).active["A1"].value is None


def test_a_text_that_a_cell_cannot_hold_is_refused_and_not_cut_off() -> None:
    as_text(Workbook().active["A1"], "x" * LONGEST)
    with pytest.raises(ValueError, match="32767 characters, and this text has 32768"):
        as_text(Workbook().active["A1"], "x" * (LONGEST + 1))
    with pytest.raises(ValueError, match="cannot hold a control character"):
        as_text(Workbook().active["A1"], "a\x07")


def test_letters_that_spreadsheets_would_read_as_a_character_say_that_they_are_letters() -> None:
    assert load_workbook(io.BytesIO(_book("a_x0041_"))).active["A1"].value == "a_x005F_x0041_"


def test_a_workbook_made_on_another_day_has_the_same_bytes() -> None:
    first, second = _book("x"), _book("x", day=dt.datetime(2026, 5, 6, tzinfo=dt.UTC))
    assert first != second
    assert with_fixed_dates(first) == with_fixed_dates(second)


def test_only_the_dates_and_the_name_of_the_program_are_changed() -> None:
    old = _book("x")
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(io.BytesIO(with_fixed_dates(old))) as after:
        assert before.namelist() == after.namelist()
        assert [name for name in before.namelist() if before.read(name) != after.read(name)] == [
            "docProps/app.xml",
            "docProps/core.xml",
        ]
        assert b"openpyxl" in before.read("docProps/app.xml").lower()
        assert b"openpyxl" not in after.read("docProps/app.xml").lower()
        assert {part.date_time for part in after.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert load_workbook(io.BytesIO(with_fixed_dates(old))).properties.created.isoformat() == "1980-01-01T00:00:00"
