"""Reading a period as a source prints it: "first half of 2003", "as at 1 March 2004", "2002-2003".

Words in, first and last day out. Used by the audit to hold the ISO dates of a figure against its printed words.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

from loaders.headed import place_key

Span = tuple[dt.date, dt.date]

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_COUNTS = dict(
    zip(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"], range(2, 12), strict=True)
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9}
_YEAR = r"((?:19|20)[0-9]{2})"
_MONTH = "(" + "|".join(_MONTHS) + ")"
_DAY = rf"([0-9]{{1,2}}) {_MONTH} {_YEAR}"
_LEAD = re.compile(
    r"^(?:in|during|for|over|within|throughout|from|between|as at|as of|at|on|the|course of|whole of|calendar|"
    r"period of|period|years?) "
)
_UNDATED = {"currently", "at present", "to date", "now", "today", "at the moment", "on an annual basis", "annually"}


def _year(year: str) -> Span:
    return dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)


def _months(year: int, *, first: int, last: int) -> Span:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _day(day: str, month: str, year: str) -> dt.date:
    return dt.date(int(year), _MONTHS[month], int(day))


def _days(match: re.Match[str]) -> Span:
    """From day to day; the same day of a later year closes the year before it and is not part of the period."""
    start, end = _day(*match.groups()[:3]), _day(*match.groups()[3:])
    whole_years = (start.month, start.day) == (end.month, end.day) and end > start
    return start, end - dt.timedelta(days=1) if whole_years else end


def _days_of_one_year(match: re.Match[str]) -> Span:
    first, first_month, last, last_month, year = match.groups()
    return _day(first, first_month, year), _day(last, last_month, year)


def _parts(match: re.Match[str], *, months: int) -> Span:
    number = _ORDINALS[match[1]]
    return _months(int(match[2]), first=(number - 1) * months + 1, last=number * months)


def _first_months(match: re.Match[str]) -> Span:
    count = int(match[1]) if match[1].isdigit() else _COUNTS[match[1]]
    return _months(int(match[2]), first=1, last=count)


def _month_range(match: re.Match[str]) -> Span:
    first, first_year, last, last_year = match.groups()
    start = _months(int(first_year), first=_MONTHS[first], last=_MONTHS[first])[0]
    return start, _months(int(last_year), first=_MONTHS[last], last=_MONTHS[last])[1]


def _academic(match: re.Match[str]) -> Span:
    """A school year of Kazakhstan, from 1 September."""
    return dt.date(int(match[1]), 9, 1), dt.date(int(match[1]) + 1, 8, 31)


def _fiscal(match: re.Match[str]) -> Span:
    """A fiscal year of the United States, named by the year in which it ends."""
    return dt.date(int(match[1]) - 1, 10, 1), dt.date(int(match[1]), 9, 30)


def _month(match: re.Match[str]) -> Span:
    return _months(int(match[2]), first=_MONTHS[match[1]], last=_MONTHS[match[1]])


def _season(match: re.Match[str]) -> Span:
    first = _SEASONS[match[1]]
    return _months(int(match[2]), first=first, last=first + 2)


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Span]], ...] = (
    (_YEAR, lambda match: _year(match[1])),
    (rf"{_YEAR} ?(?:-|to|and|until|through) ?{_YEAR}", lambda match: (_year(match[1])[0], _year(match[2])[1])),
    (rf"(first|second) half(?: of)?(?: the year)? {_YEAR}", lambda match: _parts(match, months=6)),
    (rf"(first|second|third|fourth) quarter(?: of)? {_YEAR}", lambda match: _parts(match, months=3)),
    (rf"first ([0-9]|1[01]|{'|'.join(_COUNTS)}) months(?: of)?(?: the year)? {_YEAR}", _first_months),
    (rf"(spring|summer|autumn)(?: of)? {_YEAR}", _season),
    (rf"{_MONTH}(?: of)? {_YEAR}", _month),
    (rf"{_MONTH} {_YEAR} ?(?:-|to|and|until) ?{_MONTH} {_YEAR}", _month_range),
    (_DAY, lambda match: (_day(*match.groups()),) * 2),
    (rf"{_DAY} ?(?:-|to|and|until) ?{_DAY}", _days),
    (rf"([0-9]{{1,2}}) {_MONTH} ?(?:-|to|and|until) ?{_DAY}", _days_of_one_year),
    (rf"(?:us )?(?:fy|fiscal year)[ -]?{_YEAR}", _fiscal),
    (rf"{_YEAR}[/-][0-9]{{2}} (?:academic|school) year", _academic),
)


def plain_words(printed: str) -> str:
    """Printed words with one kind of space, quote and dash, in lower case, for comparison."""
    return re.sub(r"\s*-\s*", "-", place_key(printed))


def parse_period(printed: str) -> Span | None:
    """First and last day of a printed period, or None when the words are not understood."""
    words = plain_words(printed).rstrip(".,;")
    while True:
        for form, read in _FORMS:
            match = re.fullmatch(form, words)
            if match:
                return _valid(read, match)
        shorter = _LEAD.sub("", words)
        if shorter == words:
            return None
        words = shorter


def _valid(read: Callable[[re.Match[str]], Span], match: re.Match[str]) -> Span | None:
    try:
        start, end = read(match)
    except ValueError:  # 31 February and the like
        return None
    return (start, end) if start <= end else None


def says_undated(printed: str) -> bool:
    """Whether the words give no date at all, as "currently" does."""
    return plain_words(printed) in _UNDATED


def printed_years(text: str) -> set[int]:
    """Every year that a text prints, the short ends of "2010/11" and "2006-08" included."""
    words = plain_words(text)
    years = {int(year) for year in re.findall(rf"(?<![0-9]){_YEAR}(?![0-9])", words)}
    for year, end in re.findall(rf"(?<![0-9]){_YEAR}[/-]([0-9]{{2}})(?![0-9-])", words):
        years.add(int(year[:2] + end))
    return years


def period_fault(printed: str, start: dt.date | None, end: dt.date | None) -> str:
    """What the ISO dates say that the printed words do not, or an empty string when they agree."""
    if start is None or end is None:
        return f"the words {printed!r} print a year and the row has no dates" if printed_years(printed) else ""
    if says_undated(printed):
        return f"the words {printed!r} give no date and the row has one"
    parsed = parse_period(printed)
    if parsed is not None:
        wanted = f"{parsed[0]} to {parsed[1]}"
        return "" if parsed == (start, end) else f"the words {printed!r} mean {wanted}, the row says {start} to {end}"
    missing = {start.year, end.year} - printed_years(printed)
    years = ", ".join(str(year) for year in sorted(missing))
    return f"the words {printed!r} do not print {years}" if missing else ""
