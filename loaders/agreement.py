"""Whether the sources of a set of figures agree, as a verdict and in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from loaders.classes import AGREE, CONFLICT, SAME_ORIGIN, SHARED, UNATTRIBUTED
from loaders.dataset import Dataset
from loaders.frames import records
from loaders.indexes import figures_named
from loaders.kept import kept
from loaders.texts import counted, text
from loaders.words import Row, attribute_words, period_words, told_value

Verdict = Literal["conflict", "agree", "same_origin", "unattributed", "single", "apart", "silent"]
Pair = tuple[str, str]
#: The classes that decide a verdict, the gravest first: one disagreement is told even among many agreements.
_DECIDING: tuple[Verdict, ...] = (CONFLICT, AGREE, SAME_ORIGIN, UNATTRIBUTED)
#: What a verdict needs to know of a figure: turning every column into records would take most of the time.
_ASKED = ["obs_id", "source_id", "period_start", "period_end", "obs_value", "bound", "threshold"]


@dataclass(frozen=True)
class Agreement:
    """What a reader is told about a set of figures.

    ``verdict`` is the first that fits: ``conflict``, ``agree`` (two known counters), ``same_origin`` (one count
    that several sources print), ``unattributed`` (equal, but a counter is not known), ``single`` (one source
    speaks), ``apart`` (several speak, but nothing confirms or contradicts), ``silent`` (no figures).
    ``pairs`` are the pairs of ``obs_id`` behind it: of conflicts the one with the largest ratio first, of other
    classes the latest first.
    """

    verdict: Verdict
    pairs: tuple[Pair, ...] = ()

    @property
    def conflicts(self) -> tuple[Pair, ...]:
        """The pairs that contradict each other, the worst first."""
        return self.pairs if self.verdict == CONFLICT else ()


@kept(1)
def _deciding_pairs(dataset: Dataset) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each figure the partners with a larger id, as (partner, class); only classes that decide something.

    A figure that its own source has replaced no longer speaks, and is in no pair.
    """
    pairs, observations = dataset.comparisons, dataset.observations
    replaced = observations.loc[observations["superseded"], "obs_id"]
    spoken = ~pairs["obs_a"].isin(replaced) & ~pairs["obs_b"].isin(replaced)
    deciding = pairs[spoken & pairs["class"].isin(_DECIDING)]
    partners: dict[str, list[tuple[str, str]]] = {}
    for first, second, kind in zip(*(deciding[name].tolist() for name in ("obs_a", "obs_b", "class")), strict=True):
        partners.setdefault(first, []).append((second, kind))
    return MappingProxyType({first: tuple(found) for first, found in partners.items()})


@kept(1)
def conflicts_in(dataset: Dataset) -> frozenset[str]:
    """The ``obs_id`` of every figure that another figure of its indicator contradicts."""
    pairs = _deciding_pairs(dataset)
    found = {(first, second) for first, partners in pairs.items() for second, kind in partners if kind == CONFLICT}
    return frozenset(name for pair in found for name in pair)


def has_conflict(dataset: Dataset, names: set[str]) -> bool:
    """Whether two of some figures contradict each other."""
    pairs = _deciding_pairs(dataset)
    return any(kind == CONFLICT and other in names for name in names for other, kind in pairs.get(name, ()))


def agreement_of(dataset: Dataset, figures: pd.DataFrame) -> Agreement:
    """How the sources of ``figures`` stand to each other: rows of ``Dataset.observations`` of one indicator.

    Only pairs among these figures count. A document that repeats its own number is still one source.
    """
    rows = {str(row["obs_id"]): row for row in records(figures[_ASKED])}
    if not rows:
        return Agreement("silent")
    partners = _deciding_pairs(dataset)
    pairs = [(a, b, kind) for a in rows for b, kind in partners.get(a, ()) if b in rows]
    for verdict in _DECIDING:
        found = [(a, b) for a, b, kind in pairs if kind == verdict]
        if verdict in (SAME_ORIGIN, UNATTRIBUTED):
            found = [pair for pair in found if len(_sources(rows, pair)) > 1]
        if found:
            order = worst_first if verdict == CONFLICT else _latest_first
            return Agreement(verdict, tuple(sorted(found, key=lambda pair: order(rows[pair[0]], rows[pair[1]]))))
    return Agreement("single" if len(_sources(rows, rows)) == 1 else "apart")


def _sources(rows: Mapping[str, Row], names: Iterable[str]) -> set[str]:
    return {str(rows[name]["source_id"]) for name in names}


def size_of(row: Row) -> float:
    """The value of a figure, or the threshold that stands in for it where it is suppressed."""
    return float(row["threshold"] if row["bound"] == "suppressed" else row["obs_value"])


def _latest_first(one: Row, other: Row) -> tuple[float, str, str]:
    return -min(one["period_end"], other["period_end"]).timestamp(), one["obs_id"], other["obs_id"]


def _days(row: Row) -> int:
    return int((row["period_end"] - row["period_start"]).days)


def worst_first(one: Row, other: Row) -> tuple[bool, float, float, str, str]:
    """The rank of a pair of figures: the largest ratio first, something against nothing before all others; then the latest.

    The ratio of figures for a period and for a part of it says little, so these stand last.
    """
    smaller, larger = sorted((size_of(one), size_of(other)))
    ratio = larger / smaller if smaller else math.inf
    return _days(one) != _days(other), -ratio, *_latest_first(one, other)


def words(dataset: Dataset, agreement: Agreement, lang: str = "en") -> str:
    """The verdict in one or two sentences: the worst conflict, or the latest agreement, and how many others."""
    if agreement.verdict == "silent":
        return text(dataset, "agreement.silent", lang=lang)
    if agreement.verdict == "single":
        return text(dataset, "agreement.single", lang=lang)
    if agreement.verdict == "apart":
        return text(dataset, "agreement.apart", lang=lang)
    told = figures_named(dataset, {name for pair in agreement.pairs for name in pair})
    rows = {str(row["obs_id"]): row for row in records(told)}
    if agreement.verdict == CONFLICT:
        sentences = [_conflict_words(dataset, *(rows[name] for name in agreement.pairs[0]), lang=lang)]
        others = len(agreement.pairs) - 1
        return " ".join(sentences + ([counted(dataset, "agreement.others", others, lang=lang)] if others else []))
    return _harmony_words(dataset, agreement, rows=rows, lang=lang)


def _period(dataset: Dataset, row: Row, lang: str) -> str:
    """The period, and the group of people where the figure is of a part: ``2003 (girls and women)``."""
    period, part = period_words(dataset, row, lang), attribute_words(dataset, row, lang)
    return text(dataset, "agreement.part", lang=lang, period=period, part=part) if part else period


def _conflict_words(dataset: Dataset, one: Row, other: Row, *, lang: str) -> str:
    """The larger figure first; what stands against what: two periods, two places of a document, or two sources."""
    first, second = sorted((one, other), key=lambda row: (-size_of(row), str(row["obs_id"])))
    values = {
        "first": told_value(dataset, first, lang),
        "second": told_value(dataset, second, lang),
        "first_source": dataset.label("sources", str(first["source_id"]), lang, column="short_label"),
        "second_source": dataset.label("sources", str(second["source_id"]), lang, column="short_label"),
        "period": _period(dataset, first, lang),
    }
    if _days(second) > _days(first):
        key, values["second_period"] = "agreement.conflict_longer", period_words(dataset, second, lang)
    elif first["source_id"] == second["source_id"]:
        key = "agreement.conflict_source"
    elif first["counted_by"] and first["counted_by"] == second["counted_by"]:
        key = "agreement.conflict_counter"
    else:
        key = "agreement.conflict"
    return text(dataset, key, lang=lang, **values)


def _harmony_words(dataset: Dataset, agreement: Agreement, *, rows: Mapping[str, Row], lang: str) -> str:
    """The latest count on which figures are equal, who stands behind it, and how many other counts there are."""
    counts: dict[tuple[Any, ...], set[str]] = {}
    for pair in agreement.pairs:
        row = rows[pair[0]]
        counts.setdefault((row["period_end"], *(row[name] for name in SHARED)), set()).update(pair)
    names = next(iter(counts.values()))
    behind = "counted_by" if agreement.verdict == AGREE else "source_id"
    number, others = len({rows[name][behind] for name in names}), len(counts) - 1
    if agreement.verdict == AGREE:
        key = "agreement.agree" if number == 2 else "agreement.agree_several"
    elif agreement.verdict == SAME_ORIGIN:
        key = "agreement.same_origin" if number == 2 else "agreement.same_origin_several"
    else:
        key = "agreement.unattributed" if number == 2 else "agreement.unattributed_several"
    period = _period(dataset, rows[agreement.pairs[0][0]], lang)
    sentences = [text(dataset, key, lang=lang, period=period, number=number)]
    return " ".join(sentences + ([counted(dataset, "agreement.alike", others, lang=lang)] if others else []))
