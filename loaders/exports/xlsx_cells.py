"""Cells of a workbook that hold a text and nothing else, whatever the text looks like."""

from __future__ import annotations

import re
from typing import Any, Final

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

#: The number format of a cell that a spreadsheet must not read as a number, a date or a formula.
TEXT_FORMAT: Final = "@"
#: What a spreadsheet can hold in one cell; openpyxl would cut a longer text off without a word.
LONGEST: Final = 32_767
#: Words that openpyxl would write as a formula or an error, and that a spreadsheet would work out when it is edited.
_READ_AS_FORMULA: Final = ("=", "+", "-", "@", "#", "'")

#: Files of spreadsheets write a character by its number as ``_x000D_``; a text that has these letters itself says so.
_LIKE_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def fit_text(value: str) -> tuple[str, bool]:
    """A text as the cell of a workbook holds it, and whether it must be quoted so as to stay a text when it is edited.

    Raises ``ValueError`` when a spreadsheet cannot hold the text: too long, or with a character that its files do not
    know.
    """
    if len(value) > LONGEST:
        raise ValueError(f"a cell of a workbook holds at most {LONGEST} characters, and this text has {len(value)}")
    if ILLEGAL_CHARACTERS_RE.search(value):
        raise ValueError(f"a cell of a workbook cannot hold a control character, as in {value[:40]!r}")
    return _LIKE_ESCAPED.sub("_x005F_", value), value.startswith(_READ_AS_FORMULA)


def as_text(cell: Any, value: str) -> None:
    """Write a text into a cell of openpyxl so that it stays that text: ``=x``, ``2003-01-01``, ``007``, ``#N/A``.

    An empty text leaves the cell empty. Raises ``ValueError`` like ``fit_text``.
    """
    cell.number_format = TEXT_FORMAT
    if not value:
        cell.value = None
        return
    cell.value, is_quoted = fit_text(value)
    cell.data_type = "s"
    if is_quoted:
        cell.quotePrefix = True
