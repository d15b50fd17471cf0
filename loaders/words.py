"""Figures, periods and populations in words, the same in charts, tables and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pandas as pd

from loaders.dataset import Dataset
from loaders.divisions import AGE, AREA, CHILDREN, SEX
from loaders.locating import place_words
from loaders.notation import DAY, MONTH, YEAR, date_words, months_words, number, percent
from loaders.texts import text
from loaders.tokens import printed_decimals

#: One row of observations, with the derived columns, as a mapping from column to cell.
Row = Mapping[Any, Any]


def decimals_of(row: Row) -> int:
    """How many decimal places of a figure with a value are shown: as many as its source prints."""
    printed = printed_decimals(str(row["value_as_printed"]))
    if printed is not None:
        return printed
    value = float(row["obs_value"])
    return 0 if value == round(value) else 1


def value_words(dataset: Dataset, row: Row, lang: str = "en") -> str:
    """The value with its bound: ``3,676``, ``at least 12``, ``<5``."""
    if row["bound"] == "suppressed":
        return f"<{row['threshold']:g}"
    if row["unit_measure"] == "tier":
        return text(dataset, f"tier.{row['obs_value']:g}".replace("2.5", "2_5"), lang=lang)
    shown = number(float(row["obs_value"]), decimals_of(row), lang)
    if row["unit_measure"] == "percent":
        shown = percent(shown, lang)
    return shown if row["bound"] == "exact" else f"{dataset.code('bound', str(row['bound']), lang)} {shown}"


def told_value(dataset: Dataset, row: Row, lang: str = "en") -> str:
    """The value for a sentence: with the source's own words where it does not print a plain number."""
    shown, printed = value_words(dataset, row, lang), str(row["value_as_printed"])
    plain = printed_decimals(printed) is not None or row["bound"] == "suppressed" or row["measure_kind"] == "rating"
    return shown if plain else text(dataset, "sentence.printed", lang=lang, value=shown, printed=printed)


def period_words(dataset: Dataset, row: Row, lang: str = "en") -> str:
    """The period in words: ``2003``, ``1 March 2004``, ``1999 to 2003``, ``January to June 2003``."""
    start, end = row["period_start"], row["period_end"]
    undated = bool(pd.isna(start))
    if undated:
        return text(dataset, "period.undated", lang=lang)
    if start == end:
        return date_words(start.date(), DAY, lang)
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years and start.year == end.year:
        return str(start.year)
    if whole_years:
        return text(dataset, "period.years", lang=lang, first=start.year, last=end.year)
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    precision = MONTH if whole_months else DAY
    first, last = (date_words(day.date(), precision, lang) for day in (start, end))
    if whole_months and start.year == end.year:
        if start.month == end.month:
            return last
        first, last = months_words(start.date(), end.date(), lang)
    return text(dataset, "period.range", lang=lang, first=first, last=last)


def years_words(dataset: Dataset, first: int, last: int, lang: str = "en") -> str:
    """A choice of years in words: ``2002 to 2011``, or one year."""
    return str(first) if first == last else text(dataset, "period.years", lang=lang, first=first, last=last)


def attribute_words(dataset: Dataset, row: Row, lang: str = "en") -> str:
    """Who and where, as far as the figure is limited: ``girls and women, under 18``; empty for a total."""
    divisions = str(row["division"]).split("|")
    parts = [dataset.code(str(row["breakdown"]), str(row["breakdown_value"]), lang)] if row["breakdown"] else []
    if SEX in divisions:
        of_children = row["population"] in CHILDREN
        sex = str(row["sex"])
        parts.append(
            text(dataset, "sex.girls" if sex == "F" else "sex.boys", lang=lang)
            if of_children
            else dataset.code(SEX, sex, lang)
        )
    parts += [dataset.code(name, str(row[name]), lang) for name in (AGE, AREA) if name in divisions]
    return ", ".join(parts)


def counter_words(dataset: Dataset, row: Row, lang: str = "en") -> str:
    """Who counted, or that the source does not say."""
    if not row["counted_by"]:
        return text(dataset, "counter.unattributed", lang=lang)
    return dataset.label("bodies", str(row["counted_by"]), lang)


def locator_words(dataset: Dataset, row: Row, lang: str = "en") -> str:
    """The short citation of the source and the place in it."""
    return f"{dataset.label('sources', str(row['source_id']), lang, column='short_label')}, {place_words(dataset, row, lang)}"


def printed_date(day: pd.Timestamp, precision: str, lang: str = "en") -> str:
    """A date as exactly as it is known: a day, a month, a year, or nothing."""
    return "" if precision not in (DAY, MONTH, YEAR) or pd.isna(day) else date_words(day.date(), precision, lang)
