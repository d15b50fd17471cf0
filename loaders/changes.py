"""The change log for readers: by day and reason, equal changes of one series told together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from loaders.change_log import ADDED, REMOVED, row_cells
from loaders.dataset import Dataset
from loaders.related import figure_row
from loaders.selection import figure_ids
from loaders.words import Row, attribute_words


@dataclass(frozen=True)
class Series:
    """What changed figures have in common: what is counted, of whom, and who prints it; empty for other rows."""

    indicator_id: str = ""
    attributes: str = ""
    source_id: str = ""


@dataclass(frozen=True)
class Entry:
    """The same change in one or several rows: figures of one series, or one row of another table."""

    table: str
    series: Series
    keys: tuple[str, ...]
    kind: str
    column: str
    old_value: str
    new_value: str


@dataclass(frozen=True)
class Reason:
    """What was changed on a day for one reason; ``number`` counts the lines of the log."""

    words: str
    correction_id: str
    number: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Day:
    """What was changed on a day, the latest reason first."""

    day: datetime.date
    reasons: tuple[Reason, ...]


def changes_by_day(dataset: Dataset, lang: str = "en") -> list[Day]:
    """The whole log, the latest day first."""
    records = dataset.table("changes").to_dict("records")
    days = [
        Day(day.date(), tuple(_reasons(dataset, rows, lang))) for day, rows in groupby(records, itemgetter("changed"))
    ]
    return days[::-1]


def _reasons(dataset: Dataset, rows: Iterable[Row], lang: str) -> list[Reason]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        words = str(row[f"reason_{lang}"] or row["reason_en"])
        found.setdefault((words, str(row["correction_id"])), []).append(row)
    reasons = [
        Reason(words, correction_id, len(changes), tuple(_entries(dataset, changes, lang)))
        for (words, correction_id), changes in found.items()
    ]
    return reasons[::-1]


def _entries(dataset: Dataset, changes: Iterable[Row], lang: str) -> list[Entry]:
    found: dict[tuple[Any, ...], list[str]] = {}
    for row in changes:
        series = _series(dataset, row, lang)
        alone = "" if series.indicator_id and row["kind"] not in (ADDED, REMOVED) else row["row_key"]
        what = (row["table"], series, row["kind"], row["column"], row["old_value"], row["new_value"], alone)
        found.setdefault(what, []).append(str(row["row_key"]))
    return [
        Entry(table, series, tuple(keys), kind, column, old, new)
        for (table, series, kind, column, old, new, _), keys in found.items()
    ]


def _series(dataset: Dataset, row: Row, lang: str) -> Series:
    if row["table"] != "observations":
        return Series()
    if row["row_key"] in figure_ids(dataset):
        figure = figure_row(dataset, row["row_key"])
        return Series(figure["indicator_id"], attribute_words(dataset, figure, lang), figure["source_id"])
    if row["kind"] == REMOVED:
        cells: Mapping[str, str] = row_cells("observations", row["old_value"])
        return Series(cells["indicator_id"], source_id=cells["source_id"])
    return Series()
