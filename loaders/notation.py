"""Numbers and dates as a language writes them, by the rules of CLDR."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

#: A language for which CLDR has several notations, and the one that we take: a day before its month.
_LOCALES = {"en": "en_GB"}
DAY, MONTH, YEAR = "day", "month", "year"


@lru_cache(maxsize=16)
def locale_of(lang: str) -> Locale:
    """The CLDR locale of a language code."""
    return Locale.parse(_LOCALES.get(lang, lang))


@lru_cache(maxsize=8192)
def number(value: float, decimals: int, lang: str = "en") -> str:
    """A number in the reader's notation, with as many decimal places as the source shows."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    # A half is rounded up, as workbooks display it; babel would round 4,916,706.5 to the even number.
    shown = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return str(format_decimal(shown, format=pattern, locale=locale_of(lang)))


def whole(value: int, lang: str = "en") -> str:
    """A whole number in the reader's notation: ``1,640``."""
    return number(value, 0, lang)


def percent(shown: str, lang: str = "en") -> str:
    """A number that has been written already, as a percentage: ``12.5%``."""
    before, after = locale_of(lang).percent_formats[None].prefix[0], locale_of(lang).percent_formats[None].suffix[0]
    return f"{before}{shown}{after}"


@lru_cache(maxsize=8192)
def date_words(day: date, precision: str = DAY, lang: str = "en") -> str:
    """A date in words, as exactly as it is known: ``1 March 2004``, ``March 2004``, ``2004``."""
    if precision == YEAR:
        return str(day.year)
    if precision == MONTH:
        name = str(format_date(day, "LLLL", locale=locale_of(lang)))
        return str(format_skeleton("yMMMM", day, locale=locale_of(lang))).replace(name, month_words(day, lang))
    return str(format_date(day, "long", locale=locale_of(lang)))


def month_words(day: date, lang: str = "en") -> str:
    """The name of a month without its year, as it stands alone, and as it is written within a sentence."""
    alone, inside = (str(format_date(day, form, locale=locale_of(lang))) for form in ("LLLL", "MMMM"))
    return alone[0].lower() + alone[1:] if inside[0].islower() else alone


def months_words(first: date, last: date, lang: str = "en") -> tuple[str, str]:
    """The first and the last month of a span within one year; the year is said once, where the language puts it."""
    if locale_of(lang).datetime_skeletons["yMMMM"].pattern.startswith("y"):
        return date_words(first, MONTH, lang), month_words(last, lang)
    return month_words(first, lang), date_words(last, MONTH, lang)
