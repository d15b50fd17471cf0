"""What is cited, before it is written in any form."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pandas as pd

from loaders import notation
from loaders.notation import DAY, MONTH, YEAR

#: What kind of thing is cited; every form has a name of its own for each.
REPORT, WEB_PAGE, DATASET = KINDS = ("report", "web page", "data set")
#: A date as exactly as it is known: nothing, a year, a year and a month, or a day.
Date = tuple[int, ...]

_PARTS = {"day": 3, "month": 2, "year": 1}
_PRECISIONS = ("", YEAR, MONTH, DAY)


@dataclass(frozen=True)
class Reference:
    """A thing to cite. What is not known is empty, and no form prints it.

    ``locator`` is the place inside of it, ``notes`` are phrases that belong to the citation, such as a value and who
    counted it, and ``compiled`` is the place where the citing reader found it, when that is another.
    """

    key: str
    kind: str
    title: str
    language: str
    authors: tuple[str, ...] = ()
    #: What it is a part of.
    container: str = ""
    symbols: tuple[str, ...] = ()
    published: Date = ()
    locator: str = ""
    version: str = ""
    url: str = ""
    accessed: Date = ()
    notes: tuple[str, ...] = ()
    compiled: Reference | None = None


def date_of(day: pd.Timestamp | datetime.date, precision: str) -> Date:
    """A date with its precision (``day``, ``month``, ``year`` or ``unknown``) as far as it is known."""
    return () if pd.isna(day) else (day.year, day.month, day.day)[: _PARTS.get(precision, 0)]


def date_words(date: Date, lang: str) -> str:
    """A date in words: ``21 July 2004``, ``December 2020``, ``2013``, or nothing."""
    if not date:
        return ""
    year, month, day = (*date, 1, 1)[:3]
    return notation.date_words(datetime.date(year, month, day), _PRECISIONS[len(date)], lang)


def iso_date(date: Date) -> str:
    """A date of ISO 8601, as long as it is known: ``2004-07-21``, ``2020-12``, ``2013``, or nothing."""
    return "-".join(f"{part:02}" for part in date)
