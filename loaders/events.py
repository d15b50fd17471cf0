"""Dated laws, treaties, plans and institutions: one row an event, with every date that a source gives it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.dataset import Dataset
from loaders.kept import kept

#: The kinds that are shown beside charts: what a state or its partners set in force, not what was said about it.
KINDS = ("law", "treaty", "ratification", "plan", "institution")
Record = Mapping[Hashable, Any]


@dataclass(frozen=True)
class Dated:
    """One source's date of an event: the first and the last day that it can mean, and where it stands."""

    event_id: str
    first: pd.Timestamp
    last: pd.Timestamp
    precision: str
    kind: str
    source_id: str
    locator: str

    def overlaps(self, first: pd.Timestamp, last: pd.Timestamp) -> bool:
        """Whether the date can lie between two days."""
        return bool(self.first <= last and self.last >= first)


def _last_day(day: pd.Timestamp, precision: str) -> pd.Timestamp:
    """The last day that a date can mean: 2003 can be any day up to 31 December 2003."""
    if precision == "year":
        return pd.Timestamp(day.year, 12, 31)
    return day + pd.offsets.MonthEnd(0) if precision == "month" else day


def _dated(row: Record) -> Dated:
    day, precision = row["event_date"], str(row["date_precision"])
    return Dated(
        str(row["event_id"]),
        day,
        _last_day(day, precision),
        precision,
        str(row["kind"]),
        str(row["source_id"]),
        str(row["locator"]),
    )


def exact_dates(statements: Iterable[Dated]) -> tuple[Dated, ...]:
    """The dates that no other one makes more exact, in order; more than one when sources differ.

    A year with a day in it says the same less exactly, and is left out.
    """
    ordered = sorted(statements, key=lambda one: (one.last - one.first, one.first))
    dates: list[Dated] = []
    for statement in ordered:
        if not any(statement.first <= exact.first and exact.last <= statement.last for exact in dates):
            dates.append(statement)
    return tuple(sorted(dates, key=lambda one: (one.first, one.last)))


def _explanations(dataset: Dataset) -> dict[str, str]:
    """For each dated statement the explanation, if any, of why others date its event differently."""
    rows = dataset.table("explanations")
    about_events = rows[rows["about"] == "event"]
    return {
        event_id: str(explanation)
        for explanation, concerned in zip(about_events["explanation_id"], about_events["concerns"], strict=True)
        for event_id in str(concerned).split("|")
    }


def events_between(dataset: Dataset, first: int, last: int, kinds: Iterable[str] = KINDS) -> pd.DataFrame:
    """The events of some kinds that a source dates between two years (inclusive), in order of time.

    One row for each ``event_key``, numbered from 1 (``number``): ``event_id``, ``kind``, ``source_id``,
    ``locator``, ``date`` and ``precision`` of its first date between the years; ``label_en``, ``label_ru`` and
    ``label_kk``; ``dates`` (see ``exact_dates``), ``statements`` (everything that sources say of its date, the
    kinds that were not asked for included), ``disagree`` (whether these cannot all be true), and
    ``explanation_id`` (why, where that is known).
    """
    return _events_between(dataset, first, last, frozenset(kinds))


@kept(32)
def _events_between(dataset: Dataset, first: int, last: int, wanted: frozenset[str]) -> pd.DataFrame:
    start, end, explained = pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31), _explanations(dataset)
    found = []
    for key, rows in dataset.table("events").groupby("event_key", sort=False):
        statements = tuple(_dated(row) for row in rows.to_dict("records"))
        dates = exact_dates(statements)
        inside = [date for date in dates if date.overlaps(start, end)]
        if inside and wanted & {statement.kind for statement in statements}:
            kind = next(one.kind for one in (inside[0], *statements) if one.kind in wanted)
            event = _event(dataset, statements, dates=dates, shown=inside[0], explained=explained)
            found.append({"event_key": str(key), "kind": kind, **event})
    found.sort(key=lambda event: (event["date"], event["precision"] == "day", event["event_key"]))
    columns = ["number", "event_key", "event_id", "kind", "date", "precision", "source_id", "locator"]
    columns += ["label_en", "label_ru", "label_kk", "dates", "statements", "disagree", "explanation_id"]
    return pd.DataFrame([{"number": place, **event} for place, event in enumerate(found, start=1)], columns=columns)


def _event(
    dataset: Dataset,
    statements: tuple[Dated, ...],
    *,
    dates: tuple[Dated, ...],
    shown: Dated,
    explained: Mapping[str, str],
) -> dict[str, Any]:
    row = dataset.row("events", shown.event_id)
    reasons = [explained[one.event_id] for one in statements if one.event_id in explained]
    return {
        "event_id": shown.event_id,
        "date": shown.first,
        "precision": shown.precision,
        "source_id": shown.source_id,
        "locator": shown.locator,
        **{name: row[name] for name in ("label_en", "label_ru", "label_kk")},
        "dates": dates,
        "statements": statements,
        "disagree": len(dates) > 1,
        "explanation_id": reasons[0] if reasons and len(dates) > 1 else "",
    }
