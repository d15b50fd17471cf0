"""What stands beside one figure: the same thing counted elsewhere, why they differ, and its own series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from loaders.classes import (
    AGREE,
    BOUND,
    CONFLICT,
    COVERAGE,
    DEFINITION,
    SAME_ORIGIN,
    SUPERSEDED,
    UNATTRIBUTED,
)
from loaders.dataset import Dataset
from loaders.derive import SERIES_COLUMNS
from loaders.words import Row

#: What a reader must see first: contradictions, then what repeats or confirms, last what is another thing.
ORDER = (CONFLICT, AGREE, SAME_ORIGIN, UNATTRIBUTED, SUPERSEDED, COVERAGE, BOUND, DEFINITION)
_OF_A_PAIR = ["class", "difference", "ratio", "days_of_overlap"]


@dataclass(frozen=True)
class Neighbours:
    """The figures just before and after one in its series, or None at the ends."""

    previous: Row | None = None
    next: Row | None = None


@lru_cache(maxsize=8)
def _figures(dataset: Dataset) -> Mapping[str, Row]:
    """Every figure by its permanent name; a page asks for dozens of them."""
    return {row["obs_id"]: row for row in dataset.observations.to_dict("records")}


@lru_cache(maxsize=8)
def _series(dataset: Dataset) -> Mapping[tuple[Any, ...], list[Row]]:
    """The figures of each series."""
    series: dict[tuple[Any, ...], list[Row]] = {}
    for row in _figures(dataset).values():
        series.setdefault(_series_of(row), []).append(row)
    return series


def _series_of(row: Row) -> tuple[Any, ...]:
    return tuple(row[column] for column in SERIES_COLUMNS)


@lru_cache(maxsize=8)
def _explanations(dataset: Dataset, about: str) -> list[tuple[frozenset[str], Row]]:
    """The explanations of one kind, each with the figures that it concerns."""
    rows = dataset.table("explanations")
    return [(frozenset(row["concerns"].split("|")), row) for row in rows[rows["about"] == about].to_dict("records")]


def figure_row(dataset: Dataset, obs_id: str) -> Row:
    """One figure with its derived columns; KeyError when there is none."""
    return _figures(dataset)[obs_id]


@lru_cache(maxsize=8)
def pairs_by_names(dataset: Dataset) -> Mapping[frozenset[str], Row]:
    """Every row of ``Dataset.comparisons`` by its two figures: a page asks for dozens of them."""
    return {frozenset((row["obs_a"], row["obs_b"])): row for row in dataset.comparisons.to_dict("records")}


@lru_cache(maxsize=8)
def compared_names(dataset: Dataset) -> frozenset[tuple[str, str]]:
    """The two names of every row of ``Dataset.comparisons``, in their order there."""
    return frozenset((row["obs_a"], row["obs_b"]) for row in pairs_by_names(dataset).values())


def paired_with(comparisons: pd.DataFrame, obs_id: str) -> pd.DataFrame:
    """The pairs of one figure, seen from it: ``obs_id`` of the other figure, and what is known of the pair.

    ``comparisons`` have the columns of ``loaders.comparing``; returned are ``obs_id``, ``class``,
    ``difference``, ``ratio`` and ``days_of_overlap``, in the order of ``comparisons``.
    """
    pairs = comparisons[(comparisons["obs_a"] == obs_id) | (comparisons["obs_b"] == obs_id)]
    other = pairs["obs_b"].where(pairs["obs_a"] == obs_id, pairs["obs_a"])
    return pairs[_OF_A_PAIR].assign(obs_id=other)


def same_thing(dataset: Dataset, obs_id: str) -> pd.DataFrame:
    """The other figures for the same thing, by class in ``ORDER`` and then by how close their periods are.

    Columns: those of ``Dataset.observations``, and ``class``, ``difference``, ``ratio`` and ``days_of_overlap`` of
    the pair (see ``loaders.comparing``). Empty where nothing else counts the same. KeyError when there is no figure.
    """
    own, figures = figure_row(dataset, obs_id), _figures(dataset)
    pairs = paired_with(dataset.comparisons, obs_id)

    def rank(other: str, kind: str) -> tuple[Any, ...]:
        row = figures[other]
        apart = abs(row["period_start"] - own["period_start"]) + abs(row["period_end"] - own["period_end"])
        return ORDER.index(kind), apart, row["period_start"], row["source_id"], other

    ranks = [rank(other, kind) for other, kind in zip(pairs["obs_id"], pairs["class"], strict=True)]
    pairs = pairs.iloc[sorted(range(len(pairs)), key=ranks.__getitem__)]
    # Taken by position: a merge of all columns would be the slowest part of the page.
    positions = {name: position for position, name in enumerate(figures)}
    others = dataset.observations.iloc[[positions[name] for name in pairs["obs_id"]]].reset_index(drop=True)
    return others.assign(**{column: pairs[column].array for column in _OF_A_PAIR})


def explanation_of(dataset: Dataset, obs_a: str, obs_b: str) -> Row | None:
    """The row of explanations.csv on a pair of figures, whichever is named first; None when there is none."""
    pair = {obs_a, obs_b}
    return next((row for concerned, row in _explanations(dataset, "pair") if concerned == pair), None)


def look_alikes_of(dataset: Dataset, obs_id: str) -> list[Row]:
    """The rows of explanations.csv on figures that one is easily mistaken for, or that seem to contradict it."""
    return [row for concerned, row in _explanations(dataset, "look_alike") if obs_id in concerned]


def successor_of(dataset: Dataset, obs_id: str) -> str:
    """The figure by which its own source later replaced this one, or an empty string."""
    return next((name for name, row in _figures(dataset).items() if row["supersedes"] == obs_id), "")


def neighbours_of(dataset: Dataset, obs_id: str) -> Neighbours:
    """The figures before and after one in its own series: same source, counter, indicator, population and division.

    Only figures whose period ends before this one begins, or begins after it ends; of several as near, one that
    was not replaced, and the shorter period. A figure without a date has none.
    """
    own = figure_row(dataset, obs_id)
    series = _series(dataset)[_series_of(own)]
    # A figure without a date is neither before nor after any other: a missing date compares as false.
    before = [row for row in series if row["period_end"] < own["period_start"]]
    after = [row for row in series if row["period_start"] > own["period_end"]]

    def rank(row: Row) -> tuple[Any, ...]:
        away = max(own["period_start"] - row["period_end"], row["period_start"] - own["period_end"])
        return away, row["superseded"], row["period_end"] - row["period_start"], row["obs_id"]

    return Neighbours(min(before, key=rank, default=None), min(after, key=rank, default=None))
