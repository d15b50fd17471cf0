"""Which figures contradict each other, which only seem to, and how all figures of an indicator stand to each other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.agreement import size_of, worst_first
from loaders.classes import CONFLICT, WITHOUT_DIFFERENCE
from loaders.dataset import Dataset
from loaders.kept import kept
from loaders.related import ORDER, explanation_of, figure_row, pair_named, pairs_with
from loaders.tables import TOPICS
from loaders.words import Row


@dataclass(frozen=True)
class Paired:
    """Two figures side by side, the larger one first, and what is known of the pair.

    ``kind`` is its class (see ``loaders.classes``). ``difference``, ``ratio`` and ``rounding`` are computed (see
    ``loaders.comparing.compared``); None where they would say nothing. ``explanation`` is its row of
    explanations.csv, if there is one.
    """

    first: Row
    second: Row
    kind: str
    difference: float | None
    ratio: float | None
    rounding: float | None
    explanation: Row | None

    @property
    def topic(self) -> str:
        """The topic of the first figure."""
        return str(self.first["topic"])

    @property
    def names(self) -> tuple[str, str]:
        """The ids of both figures, the smaller one first, as in ``Dataset.comparisons``."""
        one, other = sorted((str(self.first["obs_id"]), str(self.second["obs_id"])))
        return one, other


def _told(value: float, kind: str) -> float | None:
    return None if kind in WITHOUT_DIFFERENCE or math.isnan(value) else value


def _with_figures(dataset: Dataset, pair: Row) -> Paired:
    one, other = (figure_row(dataset, pair[name]) for name in ("obs_a", "obs_b"))
    first, second = sorted((one, other), key=lambda row: (-size_of(row), row["obs_id"]))
    kind, reason = str(pair["class"]), explanation_of(dataset, pair["obs_a"], pair["obs_b"])
    difference, ratio, rounding = (_told(float(pair[name]), kind) for name in ("difference", "ratio", "rounding"))
    return Paired(first, second, kind, difference, ratio, rounding, reason)


def pair_of(dataset: Dataset, obs_a: str, obs_b: str) -> Paired:
    """Two figures side by side, whichever is named first; KeyError when they are no pair."""
    return _with_figures(dataset, pair_named(dataset, obs_a, obs_b))


def _paired(dataset: Dataset, pairs: pd.DataFrame) -> list[Paired]:
    """Pairs of ``Dataset.comparisons`` with their figures, in the same order."""
    return [_with_figures(dataset, pair) for pair in pairs.to_dict("records")]


def _by_topic(pairs: Iterable[Paired]) -> Mapping[str, tuple[Paired, ...]]:
    ordered = sorted(pairs, key=lambda pair: worst_first(pair.first, pair.second))
    return {topic: tuple(pair for pair in ordered if pair.topic == topic) for topic in TOPICS}


@kept(4)
def conflicts(dataset: Dataset) -> Mapping[str, tuple[Paired, ...]]:
    """For every topic the pairs of figures that contradict each other, the worst first."""
    pairs = dataset.comparisons
    return _by_topic(_paired(dataset, pairs[pairs["class"] == CONFLICT]))


def worst(dataset: Dataset) -> list[Paired]:
    """All pairs of figures that contradict each other, of every topic, the worst first."""
    return worst_of(pair for of_topic in conflicts(dataset).values() for pair in of_topic)


def worst_of(pairs: Iterable[Paired]) -> list[Paired]:
    """Pairs of figures, the worst first."""
    return sorted(pairs, key=lambda pair: worst_first(pair.first, pair.second))


@kept(4)
def seeming(dataset: Dataset) -> Mapping[str, tuple[Paired, ...]]:
    """For every topic the explained pairs that only seem to contradict each other, the largest ratio first."""
    rows = dataset.table("explanations")
    explained = {frozenset(concerned.split("|")) for concerned in rows.loc[rows["about"] == "pair", "concerns"]}
    pairs = dataset.comparisons[dataset.comparisons["class"] != CONFLICT]
    told = [frozenset(pair) in explained for pair in zip(pairs["obs_a"], pairs["obs_b"], strict=True)]
    return _by_topic(_paired(dataset, pairs[told]))


@kept(16)
def class_counts(dataset: Dataset, topic: str = "") -> Mapping[str, int]:
    """How many pairs of figures there are of each class that occurs, in all or with a figure of one topic."""
    pairs = dataset.comparisons
    if topic:
        indicators = dataset.table("indicators")
        own = indicators.loc[indicators["topic"] == topic, "indicator_id"]
        pairs = pairs[pairs["indicator_a"].isin(own) | pairs["indicator_b"].isin(own)]
    return Counter(pairs["class"])


@kept(64)
def pairs_of_indicator(dataset: Dataset, indicator_id: str) -> Mapping[str, tuple[Paired, ...]]:
    """The pairs of an indicator, also with others of its family, by class: contradictions first, then as in ``ORDER``.

    Only classes that occur. Contradictions stand worst first, all others in order of time.
    """
    found = _paired(dataset, pairs_with(dataset, indicator_id))

    def rank(pair: Paired) -> tuple[object, ...]:
        if pair.kind == CONFLICT:
            return worst_first(pair.first, pair.second)
        own, other = sorted((pair.first, pair.second), key=lambda row: row["indicator_id"] != indicator_id)
        return own["period_start"], own["period_end"], own["obs_id"], other["indicator_id"], other["obs_id"]

    by_class = {kind: sorted((pair for pair in found if pair.kind == kind), key=rank) for kind in ORDER}
    return {kind: tuple(rows) for kind, rows in by_class.items() if rows}
