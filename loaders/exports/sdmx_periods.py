"""Periods as SDMX writes them (ObservationalTimePeriod, section 6 of the technical notes of SDMX 3.0)."""

from __future__ import annotations

import datetime

_MONTHS_OF_YEAR = 12
_ONE_DAY = datetime.timedelta(days=1)
#: What a calendar year is divided into, by the number of months: halves and quarters.
_PARTS = {6: "S", 3: "Q"}


def time_period(first: datetime.date, last: datetime.date) -> str:
    """A period, both days inclusive: ``2003``, ``2003-S1``, ``2003-Q1``, ``2003-05``, ``2004-03-01``.

    Every other period is its first day and how long it is, in whole years, months or days: ``2002-10-01/P1Y``.
    """
    if first == last:
        return first.isoformat()
    months = _whole_months(first, last)
    if not months:
        return f"{first}/P{(last - first).days + 1}D"
    starts_part = (first.month - 1) % months == 0 and first.day == 1
    if starts_part and months == _MONTHS_OF_YEAR:
        return f"{first.year:04}"
    if starts_part and months in _PARTS:
        return f"{first.year:04}-{_PARTS[months]}{(first.month - 1) // months + 1}"
    if starts_part and months == 1:
        return f"{first.year:04}-{first.month:02}"
    years, rest = divmod(months, _MONTHS_OF_YEAR)
    return f"{first}/P{months}M" if rest else f"{first}/P{years}Y"


def _whole_months(first: datetime.date, last: datetime.date) -> int:
    """How many months there are from the first to the last day, or 0 where a part of a month is left over."""
    after = last + _ONE_DAY
    months = (after.year - first.year) * _MONTHS_OF_YEAR + after.month - first.month
    return months if after.day == first.day else 0
