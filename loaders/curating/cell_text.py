"""The text that a cell of the workbook stands for, or why it is not known.

A spreadsheet may have made something else of what was typed. It is taken back only where nothing can be lost: a
whole day in a column of days, and a number that is displayed in full in a column that can hold nothing but numbers.
``3,676`` in a column of words may have been typed in many ways, and a day there may once have been ``1-2``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from loaders.cell_faults import odd_text
from loaders.cells import displayed, number_text
from loaders.curating.openpyxl_errors import format_of
from loaders.fields import Field
from loaders.kinds import Kind

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: Spreadsheets keep fifteen digits of a number.
_EXACT = 1e15
#: What can be said of a text before it is known whether the data have it already; of no other oddity.
_CURES = {Kind.LINE_BREAK: "write it on one line", Kind.SPACE: "remove it", Kind.CONTROL: "type it again"}
_TYPE_AGAIN = "set the format of the cell to Text and type it again"


class LostText(ValueError):
    """A cell does not say which text was meant; ``args`` are what is wrong and what to do."""

    def __init__(self, wrong: str, instead: str, kind: Kind = Kind.CHANGED_TEXT) -> None:
        self.wrong, self.instead, self.kind = wrong, instead, kind
        super().__init__(wrong)


def cell_text(cell: Any, field: Field) -> str:
    """The text of a cell of openpyxl in the column of a field; empty for an empty cell. Raises ``LostText``."""
    value, kind = cell.value, cell.data_type
    if value is None:
        return ""
    if kind == "f":
        raise LostText("the cell holds a formula", "write what it gives as plain text", Kind.FORMULA)
    if kind == "e":
        raise LostText("the cell holds an error", "write the text that is meant", Kind.ERROR)
    if kind == "b":
        raise LostText("the spreadsheet has made a truth value of the text", _TYPE_AGAIN)
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return _day(value, field)
    if isinstance(value, int | float):
        return _number(value, format_of(cell), field=field)
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
    odd = odd_text(text, is_words=True)
    if odd is not None and odd[0] in _CURES:
        raise LostText(odd[1], _CURES[odd[0]], odd[0])
    return text
