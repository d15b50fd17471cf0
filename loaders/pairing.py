"""Which figures are set side by side: those of one thing, place and group of people, whose periods overlap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders.classes import LASTING, SHARED

Days = NDArray[np.int64]
Places = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Pairs:
    """Pairs of rows of a frame, by position, each pair once.

    ``days`` is how many days both cover (1 for a moment), ``same_period`` whether they cover the same ones;
    ``left_inside`` and ``right_inside`` whether one's period is a part of the other's longer one.
    """

    left: Places
    right: Places
    days: Days
    same_period: Flags
    left_inside: Flags
    right_inside: Flags


def _days(column: pd.Series) -> Days:
    return column.to_numpy(dtype="datetime64[D]").astype(np.int64)


def _group(figures: pd.DataFrame) -> Days:
    """A number for each group within which figures are set side by side: a family, or an indicator without one."""
    alone = figures["indicator_id"].where(figures["family"] == "", "")
    keys = [figures[column] for column in (*SHARED, "family")]
    return figures.groupby([*keys, alone], sort=False).ngroup().to_numpy().astype(np.int64)


def pairs_of(figures: pd.DataFrame) -> Pairs:
    """Every two rows that share group, area, sex, age and breakdown, and whose periods overlap.

    Undated figures are in no pair. A stock of 31 December and one of the 1 January after it are at one moment;
    against a longer period the calendar date decides, as it does in ``loaders.derive.in_years``.
    The cost grows with rows and pairs: sorted by group and first day, the partners of a row stand right behind it.
    """
    dated = np.flatnonzero(figures["period_start"].notna().to_numpy())
    rows = figures.iloc[dated]
    first, last = _days(rows["period_start"]), _days(rows["period_end"])
    is_moment = (first == last) & ~rows["measure_kind"].isin(LASTING).to_numpy()
    ends_year = is_moment & ((rows["period_end"].dt.month == 12) & (rows["period_end"].dt.day == 31)).to_numpy()
    moment = first + ends_year
    left, right = _overlapping(_group(rows), first, last + ends_year)
    same_moment = is_moment[left] & is_moment[right] & (moment[left] == moment[right])
    days = np.minimum(last[left], last[right]) - np.maximum(first[left], first[right]) + 1
    days = np.where(same_moment, 1, days)
    met = days > 0
    left, right, days, same_moment = left[met], right[met], days[met], same_moment[met]
    same = same_moment | ((first[left] == first[right]) & (last[left] == last[right]))
    within = (first[left] >= first[right]) & (last[left] <= last[right])
    around = (first[left] <= first[right]) & (last[left] >= last[right])
    return Pairs(dated[left], dated[right], days, same, within & ~same, around & ~same)


def _overlapping(group: Days, first: Days, last: Days) -> tuple[Places, Places]:
    """Positions of every two rows of one group whose days, inclusive, overlap."""
    if not len(group):
        nothing = np.empty(0, dtype=np.intp)
        return nothing, nothing
    earliest = first.min()
    stride = last.max() - earliest + 2
    begins, ends = group * stride + first - earliest, group * stride + last - earliest
    order = np.argsort(begins, kind="stable")
    places = np.arange(len(order))
    # Behind a row in this order, exactly those that begin before it ends overlap with it.
    behind = np.searchsorted(begins[order], ends[order], side="right") - places - 1
    left = np.repeat(places, behind)
    offset = np.arange(len(left)) - np.repeat(np.cumsum(behind) - behind, behind)
    return order[left], order[left + 1 + offset]
