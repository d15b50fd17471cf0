"""Totals against their parts and flows against registers: what remains is computed, never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

import pandas as pd

from loaders.dataset import Dataset
from loaders.indexes import figures_named
from loaders.kept import kept
from loaders.precision import told
from loaders.related import figure_row
from loaders.tables import TOPICS
from loaders.words import Row

#: Why no remainder is computed; empty where one is.
Reason = Literal["", "suppressed", "limit", "approximate", "unit"]


@dataclass(frozen=True)
class Entry:
    """A figure of a reconciliation: its displayed value, and the sum of those before it on its side.

    Both are None where figures cannot be added up.
    """

    figure: Row
    value: float | None
    before: float | None


@dataclass(frozen=True)
class Reconciliation:
    """A row of reconciliations.csv with its figures.

    ``remainder`` is the sum of the left side less that of the right one, in the unit of all figures; negative where
    the parts exceed the total, and None where a ``reason`` forbids to compute one.
    """

    row: Row
    totals: tuple[Entry, ...]
    parts: tuple[Entry, ...]
    remainder: float | None
    reason: Reason

    @property
    def topic(self) -> str:
        """The topic of the total."""
        return str(self.totals[0].figure["topic"])

    @property
    def ends(self) -> tuple[float, float]:
        """The sums of both sides. ValueError where a reason forbids to add them up."""
        left, right = (sum(entry.value for entry in side if entry.value is not None) for side in self._sides)
        if self.reason:
            raise ValueError(f"the sides of {self.row['reconciliation_id']} cannot be added up: {self.reason}")
        return float(left), float(right)

    @property
    def _sides(self) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        return self.totals, self.parts


def _reason(figures: pd.DataFrame) -> Reason:
    """What forbids to add these figures up and to subtract them, the gravest first."""
    bounds = set(figures["bound"])
    if "suppressed" in bounds:
        return "suppressed"
    if len(set(figures["unit_measure"])) > 1:
        return "unit"
    if bounds & {"at_least", "at_most"}:
        return "limit"
    return "approximate" if "about" in bounds else ""


def _side(dataset: Dataset, names: Sequence[str], values: Mapping[str, float], reason: Reason) -> tuple[Entry, ...]:
    rows = [figure_row(dataset, name) for name in names]
    if reason:
        return tuple(Entry(row, None, None) for row in rows)
    own = [values[name] for name in names]
    before = accumulate(own[:-1], initial=0.0)
    return tuple(Entry(row, value, sum_) for row, value, sum_ in zip(rows, own, before, strict=True))


def _reconciled(dataset: Dataset, row: Row) -> Reconciliation:
    left, right = (row[name].split("|") for name in ("left_side", "right_side"))
    figures = figures_named(dataset, [*left, *right])
    reason = _reason(figures)
    values = dict(zip(figures["obs_id"], told(figures).value, strict=True))
    totals, parts = (_side(dataset, names, values, reason) for names in (left, right))
    # 933.1 less 933 leaves 0.10000000000002274 in binary fractions; no source prints more than nine decimals.
    remainder = None if reason else round(sum(values[name] for name in left) - sum(values[name] for name in right), 9)
    return Reconciliation(row, totals, parts, remainder, reason)


@kept(4)
def reconciliations(dataset: Dataset) -> Mapping[str, tuple[Reconciliation, ...]]:
    """For every topic the rows of reconciliations.csv whose total belongs to it, in their order."""
    found = [_reconciled(dataset, row) for row in dataset.table("reconciliations").to_dict("records")]
    return {topic: tuple(one for one in found if one.topic == topic) for topic in TOPICS}
