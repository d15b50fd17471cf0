"""What is shown, in words: the text alternative of a chart."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd

from loaders.dataset import Dataset
from loaders.derive import SERIES_COLUMNS
from loaders.notation import whole
from loaders.selection import Selection, Shown, who_counts
from loaders.texts import counted, text
from loaders.words import Row, attribute_words, counter_words, period_words, told_value, value_words, years_words

#: So many series are told; the table holds the others.
MOST_TOLD = 4


def summary(dataset: Dataset, selection: Selection, shown: Shown, gaps: pd.DataFrame, lang: str = "en") -> list[str]:
    """Sentences on what a selection shows: what each source prints, breaks, undated figures, gaps, other years."""
    label = dataset.label("indicators", selection.indicator_id, lang)
    years = years_words(dataset, selection.year_from, selection.year_to, lang)
    if shown.dated.empty:
        opening = [text(dataset, "sentence.nothing", lang=lang, indicator=label, years=years)]
    else:
        opening = [counted(dataset, "sentence.opening", len(shown.dated), lang=lang, indicator=label, years=years)]
    return [
        *opening,
        *_series_sentences(dataset, shown.dated, lang),
        *_breaks(dataset, shown.dated, lang),
        *_undated_sentences(dataset, shown.undated, lang),
        *_number_of(dataset, "sentence.undated", len(shown.undated), lang),
        *_number_of(dataset, "sentence.gaps", len(gaps[gaps["indicator_id"] == selection.indicator_id]), lang),
        *_number_of(dataset, "sentence.outside", len(shown.outside), lang),
        *hidden_words(dataset, selection, shown, lang),
    ]


def hidden_words(dataset: Dataset, selection: Selection, shown: Shown, lang: str = "en") -> list[str]:
    """How many figures the choices of who published, counted and is counted leave out, and which of these are made."""
    if not shown.hidden:
        return []
    choices = [text(dataset, f"filter.{name}", lang=lang) for name, chosen in who_counts(selection).items() if chosen]
    return [counted(dataset, "sentence.hidden", shown.hidden, lang=lang, choices=", ".join(choices))]


def _number_of(dataset: Dataset, key: str, number: int, lang: str) -> list[str]:
    return [counted(dataset, key, number, lang=lang)] if number else []


def _series_sentences(dataset: Dataset, dated: pd.DataFrame, lang: str) -> Iterator[str]:
    current = dated[~dated["superseded"]]
    series = [rows for _, rows in current.groupby(list(SERIES_COLUMNS), sort=False)]
    series.sort(key=lambda rows: (len(rows), rows["obs_value"].fillna(rows["threshold"]).max()), reverse=True)
    for rows in series[:MOST_TOLD]:
        yield _series_sentence(dataset, rows, lang)
    if len(series) > MOST_TOLD:
        yield counted(dataset, "sentence.more", len(series) - MOST_TOLD, lang=lang)


def _undated_sentences(dataset: Dataset, undated: pd.DataFrame, lang: str) -> Iterator[str]:
    for row in undated.head(MOST_TOLD).to_dict("records"):
        value = told_value(dataset, row, lang)
        yield text(dataset, "sentence.undated_figure", lang=lang, who=who_words(dataset, row, lang), value=value)


def who_words(dataset: Dataset, row: Row, lang: str = "en") -> str:
    """Who prints a figure and who counted it, for a sentence, with the part that it is about."""
    source = dataset.label("sources", str(row["source_id"]), lang, column="short_label")
    words = attribute_words(dataset, row, lang)
    counter = counter_words(dataset, row, lang)
    who = text(dataset, f"sentence.who_{row['origin']}", lang=lang, source=source, counter=counter)
    parts = [text(dataset, "sentence.part", lang=lang, part=words)] if words else []
    return " ".join([who, *parts])


def _series_sentence(dataset: Dataset, rows: pd.DataFrame, lang: str) -> str:
    records = rows.sort_values(["period_start", "period_end"]).to_dict("records")
    first, last = records[0], records[-1]
    values = {
        "who": who_words(dataset, first, lang),
        "first_value": told_value(dataset, first, lang),
        "first_period": period_words(dataset, first, lang),
        "last_value": told_value(dataset, last, lang),
        "last_period": period_words(dataset, last, lang),
    }
    if len(records) == 1:
        return text(dataset, "sentence.one_figure", lang=lang, **values)
    if len(records) == 2:
        return text(dataset, "sentence.two_figures", lang=lang, **values)
    if not _can_be_ranked(records):
        return text(dataset, "sentence.series_plain", lang=lang, number=whole(len(records), lang), **values)
    lowest, highest = min(records, key=_size), max(records, key=_size)
    extremes = {
        "lowest_value": value_words(dataset, lowest, lang),
        "lowest_period": period_words(dataset, lowest, lang),
        "highest_value": value_words(dataset, highest, lang),
        "highest_period": period_words(dataset, highest, lang),
    }
    return text(dataset, "sentence.series", lang=lang, number=whole(len(records), lang), **values, **extremes)


def _size(record: Row) -> float:
    return float(record["obs_value"])


def _can_be_ranked(records: list[dict[Hashable, Any]]) -> bool:
    """Whether a highest and a lowest say something: one length of period, no break, bound, rating or tie."""
    lengths = {record["period_kind"] for record in records}
    if any(record["bound"] != "exact" for record in records):
        return False
    sizes = [round(_size(record), 1) for record in records]
    return (
        lengths in ({"year"}, {"day"})
        and all(record["obs_status"] != "B" for record in records[1:])
        and records[0]["measure_kind"] != "rating"
        and all(sizes.count(extreme) == 1 for extreme in (min(sizes), max(sizes)))
    )


def _breaks(dataset: Dataset, dated: pd.DataFrame, lang: str) -> list[str]:
    broken = dated[dated["obs_status"] == "B"].drop_duplicates("period_start").to_dict("records")
    if not broken:
        return []
    periods = ", ".join(period_words(dataset, row, lang) for row in broken)
    return [text(dataset, "sentence.breaks", lang=lang, periods=periods)]
