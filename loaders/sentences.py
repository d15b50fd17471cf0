"""What is shown, in words: the text alternative of a chart."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from loaders.dataset import Dataset
from loaders.selection import Selection, Shown
from loaders.texts import counted, text
from loaders.words import Row, attribute_words, counter_words, period_words, value_words

#: So many series are told; the table holds the others.
MOST_TOLD = 5
_SERIES = ("source_id", "counted_by", "ref_area", "sex", "age", "breakdown", "breakdown_value")


def summary(dataset: Dataset, selection: Selection, shown: Shown, gaps: pd.DataFrame, lang: str = "en") -> list[str]:
    """Sentences on what a selection shows: what each source prints, breaks, undated figures, gaps, other years."""
    label = dataset.label("indicators", selection.indicator_id, lang)
    years = {"first": selection.year_from, "last": selection.year_to}
    if shown.dated.empty:
        opening = [text(dataset, "sentence.nothing", lang=lang, indicator=label, **years)]
    else:
        opening = [counted(dataset, "sentence.opening", len(shown.dated), lang=lang, indicator=label, **years)]
    return [
        *opening,
        *_series_sentences(dataset, shown.dated, lang),
        *_breaks(dataset, shown.dated, lang),
        *_number_of(dataset, "sentence.undated", len(shown.undated), lang),
        *_number_of(dataset, "sentence.gaps", len(gaps[gaps["indicator_id"] == selection.indicator_id]), lang),
        *_number_of(dataset, "sentence.outside", len(shown.outside), lang),
    ]


def _number_of(dataset: Dataset, key: str, number: int, lang: str) -> list[str]:
    return [counted(dataset, key, number, lang=lang)] if number else []


def _series_sentences(dataset: Dataset, dated: pd.DataFrame, lang: str) -> Iterator[str]:
    series = [rows for _, rows in dated.groupby(list(_SERIES), sort=False)]
    series.sort(key=len, reverse=True)
    for rows in series[:MOST_TOLD]:
        yield _series_sentence(dataset, rows, lang)
    if len(series) > MOST_TOLD:
        yield counted(dataset, "sentence.more", len(series) - MOST_TOLD, lang=lang)


def _who(dataset: Dataset, row: Row, lang: str) -> str:
    source = dataset.label("sources", str(row["source_id"]), lang, column="short_label")
    words = attribute_words(dataset, row, lang)
    counter = counter_words(dataset, row, lang)
    key = "sentence.who_own" if row["origin"] == "own" else f"sentence.who_{row['origin']}"
    parts = [text(dataset, "sentence.part", lang=lang, part=words)] if words else []
    return " ".join([text(dataset, key, lang=lang, source=source, counter=counter), *parts])


def _series_sentence(dataset: Dataset, rows: pd.DataFrame, lang: str) -> str:
    records = rows.sort_values(["period_start", "period_end"]).to_dict("records")
    first, last = records[0], records[-1]
    values = {
        "who": _who(dataset, first, lang),
        "first_value": value_words(dataset, first, lang),
        "first_period": period_words(dataset, first, lang),
        "last_value": value_words(dataset, last, lang),
        "last_period": period_words(dataset, last, lang),
    }
    if len(records) == 1:
        return text(dataset, "sentence.one_figure", lang=lang, **values)
    if len(records) == 2:
        return text(dataset, "sentence.two_figures", lang=lang, **values)
    with_values = [record for record in records if pd.notna(record["obs_value"])]
    extremes = {}
    for name, choose in (("lowest", min), ("highest", max)):
        extreme = choose(with_values, key=lambda record: record["obs_value"])
        extremes[f"{name}_value"] = value_words(dataset, extreme, lang)
        extremes[f"{name}_period"] = period_words(dataset, extreme, lang)
    return counted(dataset, "sentence.series", len(records), lang=lang, **values, **extremes)


def _breaks(dataset: Dataset, dated: pd.DataFrame, lang: str) -> list[str]:
    years = sorted({int(start.year) for start in dated.loc[dated["obs_status"] == "B", "period_start"]})
    if not years:
        return []
    return [text(dataset, "sentence.breaks", lang=lang, years=", ".join(str(year) for year in years))]
