"""What stands beside one figure: the same thing counted elsewhere, why they differ, and its own series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
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
from loaders.frames import Readers, readers, records
from loaders.indexes import figure_of, place_of_figure
from loaders.kept import kept
from loaders.words import Row

#: What a reader must see first: contradictions, then what repeats or confirms, last what is another thing.
ORDER = (CONFLICT, AGREE, SAME_ORIGIN, UNATTRIBUTED, SUPERSEDED, COVERAGE, BOUND, DEFINITION)
_OF_A_PAIR = ["class", "difference", "ratio", "days_of_overlap"]


@dataclass(frozen=True)
class Neighbours:
    """The figures just before and after one in its series, or None at the ends."""

    previous: Row | None = None
    next: Row | None = None


@kept(1)
def _series(dataset: Dataset) -> Mapping[tuple[Any, ...], tuple[str, ...]]:
    """The names of the figures of each series."""
    figures = dataset.observations
    series: dict[tuple[Any, ...], list[str]] = {}
    cells = zip(*(figures[column].tolist() for column in SERIES_COLUMNS), strict=True)
    for name, key in zip(figures["obs_id"].tolist(), cells, strict=True):
        series.setdefault(key, []).append(name)
    return MappingProxyType({key: tuple(names) for key, names in series.items()})


def _series_of(row: Row) -> tuple[Any, ...]:
    return tuple(row[column] for column in SERIES_COLUMNS)


@kept(1)
def _explained_pairs(dataset: Dataset) -> Mapping[frozenset[str], Row]:
    """The first explanation of each pair of figures."""
    found: dict[frozenset[str], Row] = {}
    for row in _explanations(dataset, "pair"):
        found.setdefault(frozenset(row["concerns"].split("|")), row)
    return MappingProxyType(found)


@kept(1)
def _explained_alike(dataset: Dataset) -> Mapping[str, tuple[Row, ...]]:
    """For each figure the explanations of what it is easily mistaken for."""
    found: dict[str, tuple[Row, ...]] = {}
    for row in _explanations(dataset, "look_alike"):
        for name in dict.fromkeys(row["concerns"].split("|")):
            found[name] = (*found.get(name, ()), row)
    return MappingProxyType(found)


def _explanations(dataset: Dataset, about: str) -> list[Row]:
    rows = dataset.table("explanations")
    return [MappingProxyType(row) for row in records(rows[rows["about"] == about])]


@kept(1)
def _successors(dataset: Dataset) -> Mapping[str, str]:
    """For each figure that its own source replaced the figure that replaced it."""
    figures = dataset.observations
    pairs = zip(figures["supersedes"].tolist(), figures["obs_id"].tolist(), strict=True)
    found: dict[str, str] = {}
    for replaced, name in pairs:
        found.setdefault(replaced, name)
    return MappingProxyType(found)


@kept(1)
def _pair_places(dataset: Dataset) -> Mapping[str, tuple[int, ...]]:
    """For each figure the places of its pairs in ``Dataset.comparisons``."""
    pairs = dataset.comparisons
    found: dict[str, list[int]] = {}
    for place, names in enumerate(zip(pairs["obs_a"].tolist(), pairs["obs_b"].tolist(), strict=True)):
        for name in names:
            found.setdefault(name, []).append(place)
    return MappingProxyType({name: tuple(places) for name, places in found.items()})


def figure_row(dataset: Dataset, obs_id: str) -> Row:
    """One figure with its derived columns; KeyError when there is none."""
    return figure_of(dataset, obs_id)


def pair_named(dataset: Dataset, obs_a: str, obs_b: str) -> Row:
    """The row of ``Dataset.comparisons`` on two figures, whichever is named first; KeyError when they are no pair."""
    return _pair_at(dataset, compared_names(dataset)[min(obs_a, obs_b), max(obs_a, obs_b)])


@kept(4096)
def _pair_at(dataset: Dataset, place: int) -> Row:
    return MappingProxyType({name: cell(place) for name, cell in _columns(dataset)})


@kept(1)
def _columns(dataset: Dataset) -> Readers:
    return readers(dataset.comparisons)


@kept(1)
def compared_names(dataset: Dataset) -> Mapping[tuple[str, str], int]:
    """The place in ``Dataset.comparisons`` of each pair, by its two names, the smaller one first as there."""
    pairs = dataset.comparisons
    names = zip(pairs["obs_a"].tolist(), pairs["obs_b"].tolist(), strict=True)
    return MappingProxyType({both: place for place, both in enumerate(names)})


@kept(1)
def _pairs_by_indicator(dataset: Dataset) -> Mapping[str, tuple[int, ...]]:
    """For each indicator the places of its pairs in ``Dataset.comparisons``, also of those with another one."""
    pairs = dataset.comparisons
    found: dict[str, list[int]] = {}
    for place, (one, other) in enumerate(
        zip(pairs["indicator_a"].tolist(), pairs["indicator_b"].tolist(), strict=True)
    ):
        found.setdefault(one, []).append(place)
        if other != one:
            found.setdefault(other, []).append(place)
    return MappingProxyType({indicator: tuple(places) for indicator, places in found.items()})


def places_of_pairs(dataset: Dataset, obs_id: str) -> tuple[int, ...]:
    """The places of the pairs of a figure in ``Dataset.comparisons``."""
    return _pair_places(dataset).get(obs_id, ())


def number_of_pairs(dataset: Dataset, indicator_id: str) -> int:
    """How many pairs have a figure of an indicator."""
    return len(_pairs_by_indicator(dataset).get(indicator_id, ()))


def pairs_with(dataset: Dataset, indicator_id: str) -> pd.DataFrame:
    """The rows of ``Dataset.comparisons`` with a figure of an indicator, in their order."""
    return dataset.comparisons.take(list(_pairs_by_indicator(dataset).get(indicator_id, ())))


def make_indexes(dataset: Dataset) -> None:
    """Make every index of this module, so that no reader waits for one."""
    for index in (_series, _explained_pairs, _explained_alike, _successors, _pair_places):
        index(dataset)
    compared_names(dataset)
    _pairs_by_indicator(dataset)


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
    own = figure_row(dataset, obs_id)
    pairs = paired_with(dataset.comparisons.take(_pair_places(dataset).get(obs_id, ())), obs_id)

    def rank(other: str, kind: str) -> tuple[Any, ...]:
        row = figure_row(dataset, other)
        apart = abs(row["period_start"] - own["period_start"]) + abs(row["period_end"] - own["period_end"])
        return ORDER.index(kind), apart, row["period_start"], row["source_id"], other

    ranks = [rank(other, kind) for other, kind in zip(pairs["obs_id"], pairs["class"], strict=True)]
    pairs = pairs.iloc[sorted(range(len(pairs)), key=ranks.__getitem__)]
    # Taken by position: a merge of all columns would be the slowest part of the page.
    places = [place_of_figure(dataset, name) for name in pairs["obs_id"]]
    others = dataset.observations.take(places).reset_index(drop=True)
    return others.assign(**{column: pairs[column].array for column in _OF_A_PAIR})


def explanation_of(dataset: Dataset, obs_a: str, obs_b: str) -> Row | None:
    """The row of explanations.csv on a pair of figures, whichever is named first; None when there is none."""
    return _explained_pairs(dataset).get(frozenset((obs_a, obs_b)))


def look_alikes_of(dataset: Dataset, obs_id: str) -> list[Row]:
    """The rows of explanations.csv on figures that one is easily mistaken for, or that seem to contradict it."""
    return list(_explained_alike(dataset).get(obs_id, ()))


def successor_of(dataset: Dataset, obs_id: str) -> str:
    """The figure by which its own source later replaced this one, or an empty string."""
    return _successors(dataset).get(obs_id, "")


def neighbours_of(dataset: Dataset, obs_id: str) -> Neighbours:
    """The figures before and after one in its own series: same source, counter, indicator, population and division.

    Only figures whose period ends before this one begins, or begins after it ends; of several as near, one that
    was not replaced, and the shorter period. A figure without a date has none.
    """
    own = figure_row(dataset, obs_id)
    series = [figure_row(dataset, name) for name in _series(dataset)[_series_of(own)]]
    # A figure without a date is neither before nor after any other: a missing date compares as false.
    before = [row for row in series if row["period_end"] < own["period_start"]]
    after = [row for row in series if row["period_start"] > own["period_end"]]

    def rank(row: Row) -> tuple[Any, ...]:
        away = max(own["period_start"] - row["period_end"], row["period_start"] - own["period_end"])
        return away, row["superseded"], row["period_end"] - row["period_start"], row["obs_id"]

    return Neighbours(min(before, key=rank, default=None), min(after, key=rank, default=None))
