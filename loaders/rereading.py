"""One figure, read again at the place that its row names: what does not stand there as the row says."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence

from loaders.dating import (
    Fault,
    Record,
    as_date,
    cell_period_faults,
    document_period_faults,
    web_period_faults,
)
from loaders.documents import Document
from loaders.periods import printed_years
from loaders.tokens import holds_token, printed_decimals, says
from loaders.workbooks import Cell

_ROW = re.compile(r"row ([0-9]+)(?:, .*)?")


def document_faults(row: Record, document: Document, *, published: dt.date | None = None) -> list[Fault]:
    """A figure of a document: its place exists and prints the token, the period's words, and dates that fit them."""
    locator, token = str(row["locator"]), str(row["value_as_printed"])
    text = document.text_at(locator)
    if text is None:
        return [Fault("the document has no such place", locator, "correct the locator")]
    faults = []
    if not holds_token(text, token):
        faults.append(
            Fault(f"{locator} does not print the figure as a whole word", token, "correct value_as_printed or locator")
        )
    return faults + document_period_faults(row, document.around(locator) or text, published=published)


def cell_faults(row: Record, cell: Cell | None, *, stock_day: str = "") -> list[Fault]:
    """A figure of a workbook or data file: the cell shows its text, holds its value, and belongs to its year.

    ``stock_day`` is the day of that year (MM-DD) to which a stock refers, empty for everything else.
    """
    locator, printed = str(row["locator"]), str(row["value_as_printed"])
    if cell is None:
        return [Fault("the file has no such cell", locator, "correct the locator, or run the import again")]
    faults = []
    if cell.text.strip() != printed.strip():
        faults.append(
            Fault(f"the cell at {locator} shows something else than {printed!r}", cell.text, "run the import again")
        )
    value = row["obs_value"]
    if row["bound"] != "suppressed" and not _same_number(cell.value, cell.text, value):
        faults.append(
            Fault(f"the cell at {locator} holds another value than {value:g}", str(cell.value), "run the import again")
        )
    return faults + cell_period_faults(row, stock_day=stock_day)


def _same_number(cell_value: float | None, text: str, value: float) -> bool:
    """Equal numbers; a cell of words, such as a tier, says its number as a printed figure does."""
    return says(text, value) if cell_value is None else math.isclose(cell_value, value, rel_tol=1e-12, abs_tol=1e-9)


def web_faults(
    row: Record, rows: Sequence[Mapping[str, str]], *, url: str, published: dt.date | None = None
) -> list[Fault]:
    """A figure of a web page: the numbered row of the file holds token, address, period and value."""
    locator, token = str(row["locator"]), str(row["value_as_printed"])
    match = _ROW.fullmatch(locator)
    if not match or not 1 <= int(match[1]) <= len(rows):
        return [Fault("the file of web figures has no such row", locator, "begin the locator with 'row N,'")]
    web = rows[int(match[1]) - 1]
    faults = []
    if not holds_token(web["excerpt"], token):
        faults.append(
            Fault("the excerpt does not hold the figure as a whole word", token, "correct value_as_printed or locator")
        )
    if web["url"] != url:
        faults.append(Fault("the row has another address than the source", web["url"], "correct source_id or locator"))
    faults += web_period_faults(row, web, published=published)
    if not _same_web_value(row, web):
        faults.append(Fault("the row has another value", web["value"], "correct obs_value or locator"))
    return faults


def _same_web_value(row: Record, web: Mapping[str, str]) -> bool:
    """Equal numbers where the row's own figure is meant; an excerpt may print a second one beside it."""
    token = str(row["value_as_printed"])
    decimals = printed_decimals(web["value"]) if web["value"] else None
    if decimals is None or row["bound"] == "suppressed" or not holds_token(web["value_as_printed"], token):
        return True
    exact = printed_decimals(token) is not None
    tolerance = 1e-9 if exact else 0.5 * 10**-decimals + 1e-9
    return abs(float(web["value"]) - float(row["obs_value"])) <= tolerance


def event_fault(row: Record, document: Document) -> Fault | None:
    """A dated statement: the year of its date stands in the place, or in the endnote that the locator names."""
    locator, day = str(row["locator"]), as_date(row["event_date"])
    note = re.search(r"(?<!after )endnote [0-9]+$", locator)
    named = document.text_at(f"Endnotes, {note[0]}") if note else None
    years = printed_years(document.text_at(locator) or "") | printed_years(named or "")
    if day is None or day.year in years:
        return None
    return Fault(f"{locator} does not print the year of the event", str(day), "correct the date or the locator")
