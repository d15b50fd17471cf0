"""The text that a cell of the workbook stands for, or why it is not known.

A spreadsheet may have made something else of what was typed. It is taken back only where nothing can be lost: a
whole day in a column of days, and a number that is displayed in full in a column that can hold nothing but numbers.
``3,676`` in a column of words may have been typed in many ways, and a day there may once have been ``1-2``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from loaders.cells import displayed, number_text
from loaders.fields import Field

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]")
#: Characters that look like a space or like nothing: no-break and thin spaces, joiners, marks of direction.
_UNSEEN = re.compile(r"[\u00a0\u00ad\u034f\u061c\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
#: Spreadsheets keep fifteen digits of a number.
_EXACT = 1e15
_TYPE_AGAIN = "set the format of the cell to Text and type it again"


class LostText(ValueError):
    """A cell does not say which text was meant; ``args`` are what is wrong and what to do."""

    def __init__(self, wrong: str, instead: str) -> None:
        self.wrong, self.instead = wrong, instead
        super().__init__(wrong)


def cell_text(cell: Any, field: Field) -> str:
    """The text of a cell of openpyxl in the column of a field; empty for an empty cell. Raises ``LostText``."""
    value, kind = cell.value, cell.data_type
    if value is None:
        return ""
    if kind == "f":
        raise LostText("the cell holds a formula", "write what it gives as plain text")
    if kind == "e":
        raise LostText("the cell holds an error", "write the text that is meant")
    if kind == "b":
        raise LostText("the spreadsheet has made a truth value of the text", _TYPE_AGAIN)
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return _day(value, field)
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format), field=field)
    return _plain(str(value))


def _day(value: dt.date | dt.time | dt.timedelta, field: Field) -> str:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    takes_only_days = field.dtype == "date" or re.fullmatch(field.pattern, "not a day") is None
    if type(value) is dt.date and takes_only_days and re.fullmatch(field.pattern, value.isoformat()):
        return value.isoformat()
    raise LostText("the spreadsheet has made a date or time of the text", _TYPE_AGAIN)


def holds_only_numbers(field: Field) -> bool:
    """Whether nothing but a number fits the field."""
    return re.fullmatch(field.pattern, "7") is not None and re.fullmatch(field.pattern, "x7") is None


def _number(value: int | float, number_format: str, *, field: Field) -> str:
    if not holds_only_numbers(field):
        raise LostText("the spreadsheet has made a number of the text", _TYPE_AGAIN)
    try:
        shown = displayed(abs(value), "General" if number_format == "@" else number_format).replace(",", "")
    except (ValueError, ArithmeticError):  # a format that is not known here, or no finite number
        shown = ""
    if not shown or float(shown) != abs(value) or abs(value) >= _EXACT:
        raise LostText("the number is not displayed in full", _TYPE_AGAIN)
    return number_text(float(value))


def _plain(value: str) -> str:
    """The text as it is, once it is sure that everything in it can be seen. Spaces alone are nothing."""
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    if not text.strip():
        return ""
    if _BREAKS.search(text):
        raise LostText("the text has a line break", "write it on one line")
    if text != text.strip():
        raise LostText("a space stands before or behind the text", "remove it")
    if _CONTROL.search(text):
        raise LostText("the text holds a tab or another character that cannot be seen", "type it again")
    return text


def unseen(text: str) -> str:
    """The name of the first character of a text that looks like a space or like nothing, as ``U+00A0``."""
    match = _UNSEEN.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""
