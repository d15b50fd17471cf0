"""Do the dates of a figure fit the place that prints it? Documents, web pages, and cells of a table."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.dataset import Dataset
from loaders.periods import parse_period, period_fault, plain_words, printed_years

Record = Mapping[Hashable, Any]
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
#: A period that is not printed is told from the sentence before or the date of the document: a year away at most.
NEAR = 1


@dataclass(frozen=True)
class Fault:
    """What failed, what was found, and what to do."""

    wrong: str
    found: str
    instead: str


def warned(row: Record, *warnings: str) -> bool:
    """Whether a row carries one of the warnings."""
    return not set(str(row["warnings"]).split("|")).isdisjoint(warnings)


def as_date(value: object) -> dt.date | None:
    """A cell of a date column as a date, None when it is empty."""
    return value.date() if isinstance(value, pd.Timestamp) else None


def _span(row: Record) -> tuple[dt.date | None, dt.date | None]:
    return as_date(row["period_start"]), as_date(row["period_end"])


def document_period_faults(row: Record, passage: str, *, published: dt.date | None) -> list[Fault]:
    """Words of the period that the passage does not print, and dates that fit neither words nor passage."""
    printed, (start, end) = str(row["period_as_printed"]), _span(row)
    if warned(row, "inferred_period") and start is not None:
        return _inferred_faults(row, passage, published=published)
    faults = []
    if printed and not _holds_words(passage, printed):
        faults.append(
            Fault("the passage does not print these words of the period", printed, "copy them, or warn inferred_period")
        )
    disagreement = period_fault(printed, start, end)
    if disagreement:
        faults.append(
            Fault("the period does not fit its words", disagreement, "correct the dates, or warn inferred_period")
        )
    return faults


def _inferred_faults(row: Record, passage: str, *, published: dt.date | None) -> list[Fault]:
    """An inferred period keeps to its words where they are dates, and to the years of passage and publication."""
    printed, (start, end) = str(row["period_as_printed"]), _span(row)
    disagreement = period_fault(printed, start, end) if parse_period(printed) else ""
    if disagreement:
        return [Fault("the period does not fit its words", disagreement, "correct the dates or the words")]
    known = printed_years(passage) | ({published.year} if published else set())
    stored = {day.year for day in (start, end) if day}
    far = sorted(year for year in stored if all(abs(year - other) > NEAR for other in known))
    return [
        Fault("the passage and the date of the source are far from the inferred year", str(year), "correct the dates")
        for year in far
    ]


def _holds_words(passage: str, words: str) -> bool:
    """Whether a passage prints the words; three dots stand for words between them that were left out."""
    parts = [re.escape(part) for part in re.split(r"\s*\.\.\.\s*", plain_words(words)) if part]
    return re.search(rf"(?<!\w){'.*?'.join(parts)}(?!\w)", plain_words(passage)) is not None


def web_period_faults(row: Record, web: Mapping[str, str], *, published: dt.date | None) -> list[Fault]:
    """Other days than the row of the web file or the words have; an inferred period may fit words and excerpt instead."""
    if warned(row, "undated"):
        return []
    printed, inferred = str(row["period_as_printed"]), warned(row, "inferred_period")
    if not _same_days(row, web):
        if inferred and parse_period(printed):
            return _inferred_faults(row, web["excerpt"], published=published)
        found = f"{web['period_start']} to {web['period_end']}"
        return [Fault("the row has another period", found, "correct the dates, or warn inferred_period")]
    disagreement = "" if inferred or not printed or _within_words(row) else period_fault(printed, *_span(row))
    return [Fault("the period does not fit its words", disagreement, "correct the words")] if disagreement else []


def _within_words(row: Record) -> bool:
    """Whether a stock whose day is not printed stands inside of the period that the words give."""
    (start, end), said = _span(row), parse_period(str(row["period_as_printed"]))
    if not (warned(row, "day_not_printed") and start and end and said):
        return False
    return said[0] <= start and end <= said[1]


def _same_days(row: Record, web: Mapping[str, str]) -> bool:
    """The same days; a stock may be one day of the row's period or, its day not being printed, a year that holds it."""
    start, end = (str(day or "") for day in _span(row))
    first, last = web["period_start"], web["period_end"]
    if (start, end) == (first, last):
        return True
    if not (start and first):
        return False
    in_a_year = start[:4] == end[:4]
    return (start == end and first <= start <= last) or (
        warned(row, "day_not_printed") and in_a_year and start <= first and last <= end
    )


def cell_period_faults(row: Record, *, stock_day: str) -> list[Fault]:
    """Other dates than the calendar year of the locator or, with ``stock_day`` (MM-DD), than that day of it."""
    locator, printed, (start, end) = str(row["locator"]), str(row["period_as_printed"]), _span(row)
    year = next(reversed(_YEAR.findall(locator)), "")
    first, last = (f"{year}-{stock_day or day}" for day in ("01-01", "12-31"))
    faults = []
    if not year or (str(start), str(end)) != (first, last):
        wanted = "the day that imports.csv gives in the year of the locator" if stock_day else "the year of the locator"
        found = f"{start} to {end}, locator {locator}"
        faults.append(Fault(f"the period is not {wanted}", found, "correct imports.csv or run the import again"))
    if printed != year:
        faults.append(Fault("the words of the period are not the year of the locator", printed, f"write {year!r}"))
    return faults


def stock_days(dataset: Dataset) -> dict[tuple[str, str], str]:
    """The day (MM-DD) of each imported stock by source and obs_id, as the rules of imports.csv give it."""
    rules = dataset.table("imports").query("stock_day != '' and left_out == ''")
    return {
        (str(rule["source_id"]), f"{rule['id_prefix']}-{year}"): str(rule["stock_day"])
        for rule in rules.to_dict("records")
        for year in range(int(rule["year_from"]), int(rule["year_to"]) + 1)
    }
