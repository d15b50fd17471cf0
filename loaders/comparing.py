"""Every two figures that speak of the same thing, and how they stand to each other: computed, never typed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders.classes import (
    AGREE,
    BOUND,
    CLASSES,
    CONFLICT,
    COVERAGE,
    DECIMALS,
    DEFINITION,
    LIMITS,
    SAME_ORIGIN,
    STEP,
    SUPERSEDED,
    TOLERANCE,
    UNATTRIBUTED,
    WITHOUT_SIZE,
)
from loaders.derive import is_part_of
from loaders.pairing import Flags, Pairs, pairs_of
from loaders.precision import Numbers, Told, told

_NO_PARENTS: Mapping[str, str] = MappingProxyType({})


def compared(observations: pd.DataFrame, *, parents: Mapping[str, str] = _NO_PARENTS) -> pd.DataFrame:
    """Every pair of figures that share area, sex, age and breakdown and overlap in time, with its class.

    ``observations`` have the columns that ``loaders.derive`` adds; ``parents`` says of which body a body is a part.
    Pairs lie inside one indicator or one family of indicators. Columns: ``obs_a`` and ``obs_b`` (the smaller id
    first), ``class`` (one of ``CLASSES``), ``difference`` (the larger displayed value less the smaller one, in the
    unit of both), ``ratio`` (the larger by the smaller), ``rounding`` (the smallest unit, out of ... 0.1, 1, 10, 100
    ..., to which both displayed values round to one number, a half upwards), ``days_of_overlap``, ``indicator_a``,
    ``indicator_b``. Difference, ratio and rounding are missing where units differ, where a value is a limit or
    suppressed, and for ratings, whose steps have no size; the ratio also where the smaller value is 0; the rounding
    also where the values are equal, where the periods differ, and where only a unit that is not below the larger
    value would do: 40 and 3 are both nothing in hundreds. Sorted by ``obs_a`` and ``obs_b``.
    """
    figures = observations.sort_values("obs_id", ignore_index=True)
    pairs, says = pairs_of(figures), told(figures)
    comparable = _comparable(figures, pairs)
    smaller, larger = (end(says.value[pairs.left], says.value[pairs.right]) for end in (np.fmin, np.fmax))
    finest = np.fmin(says.unit[pairs.left], says.unit[pairs.right])
    # Sorted by id, the figure that stands first has the smaller one.
    first, second = np.minimum(pairs.left, pairs.right), np.maximum(pairs.left, pairs.right)
    ids, indicators = figures["obs_id"].array, figures["indicator_id"].array
    frame = pd.DataFrame(
        {
            "obs_a": ids[first],
            "obs_b": ids[second],
            "class": pd.array(_classes(figures, pairs, says=says, parents=parents), dtype="str"),
            # 933.1 less 933 leaves 0.10000000000002274 in binary fractions.
            "difference": np.where(comparable, np.round(larger - smaller, DECIMALS), np.nan),
            "ratio": larger / np.where(comparable & (smaller > 0), smaller, np.nan),
            "rounding": _reconciling(smaller, larger, finest=finest, asked=comparable & pairs.same_period),
            "days_of_overlap": pairs.days,
            "indicator_a": indicators[first],
            "indicator_b": indicators[second],
        }
    )
    return frame.sort_values(["obs_a", "obs_b"], ignore_index=True)


def _classes(figures: pd.DataFrame, pairs: Pairs, *, says: Told, parents: Mapping[str, str]) -> NDArray[np.object_]:
    """The class of each pair: what each rule asks, in the order of ``CLASSES``; what fits none is a conflict."""
    left, right = pairs.left, pairs.right
    exact = (figures["bound"] == "exact").to_numpy()
    both_exact = exact[left] & exact[right]
    both_possible = (says.low[left] <= says.high[right]) & (says.low[right] <= says.high[left])
    equal = both_exact & _equal(pairs, says)
    counter = figures["counted_by"].to_numpy(dtype=object)
    known = (counter[left] != "") & (counter[right] != "")
    same_counter = known & _same_counter(counter[left], counter[right], parents=parents)
    # A document that repeats a number and names its counter once or never has still not counted twice.
    repeated = ~known & ~_differ(figures["source_id"], pairs)
    rules = {
        SUPERSEDED: _superseding(figures, pairs),
        DEFINITION: _differ(figures["indicator_id"], pairs),
        BOUND: ~both_exact & both_possible,
        # Different periods let both be true, except where a part of a period has more than the whole of it.
        COVERAGE: ~pairs.same_period & ~_part_exceeds_whole(figures, pairs, says=says),
        SAME_ORIGIN: equal & (same_counter | repeated),
        UNATTRIBUTED: equal & ~known,
        AGREE: equal,
    }
    return np.select(
        [rules[name] for name in CLASSES[:-1]], [np.array(name, dtype=object) for name in CLASSES[:-1]], CONFLICT
    )


def _differ(column: pd.Series, pairs: Pairs) -> Flags:
    cells = column.to_numpy(dtype=object)
    return np.asarray(cells[pairs.left] != cells[pairs.right], dtype=bool)


def _equal(pairs: Pairs, says: Told) -> Flags:
    """Equal at the coarser printed precision: 537.4 and 537, or "eight thousand" and 8,300.

    Half a unit of the coarser number may go up or down, as in ``loaders.arithmetic.verdict``. At one precision it
    may not: Tier 2 and the Watch List, half a step below it, are two ratings.
    """
    left, right = pairs.left, pairs.right
    distance, half = abs(says.value[left] - says.value[right]), np.fmax(says.unit[left], says.unit[right]) / 2
    rounded = (says.unit[left] != says.unit[right]) & (distance <= half * (1 + TOLERANCE) + TOLERANCE)
    return np.asarray(rounded | (distance < half * (1 - TOLERANCE)), dtype=bool)


def _same_counter(one: NDArray[np.object_], other: NDArray[np.object_], *, parents: Mapping[str, str]) -> Flags:
    """Where two counters are one body, or one is a part of the other.

    "The Government" and its ministry are one count told less and more precisely; two ministries are two counters.
    """
    names = list(zip(one, other, strict=True))
    related = {pair: is_part_of(*pair, parents) or is_part_of(*pair[::-1], parents) for pair in set(names)}
    return np.array([related[pair] for pair in names], dtype=bool)


def _superseding(figures: pd.DataFrame, pairs: Pairs) -> Flags:
    """Where one figure has replaced the other, directly or through those that were published in between."""
    older = dict(zip(figures["obs_id"], figures["supersedes"], strict=True))
    linked: set[tuple[str, str]] = set()
    for newer in (name for name, replaced in older.items() if replaced):
        replaced = older[newer]
        while replaced and (newer, replaced) not in linked:
            linked |= {(newer, replaced), (replaced, newer)}
            replaced = older.get(replaced, "")
    ids = figures["obs_id"].to_numpy(dtype=object)
    return np.array([pair in linked for pair in zip(ids[pairs.left], ids[pairs.right], strict=True)], dtype=bool)


def _part_exceeds_whole(figures: pd.DataFrame, pairs: Pairs, *, says: Told) -> Flags:
    """Where a count of events in a part of a period is certainly larger than the count in all of it."""
    left, right = pairs.left, pairs.right
    is_flow = (figures["measure_kind"] == "flow").to_numpy()
    left_exceeds = pairs.left_inside & (says.low[left] > says.high[right])
    right_exceeds = pairs.right_inside & (says.low[right] > says.high[left])
    return np.asarray(is_flow[left] & is_flow[right] & (left_exceeds | right_exceeds), dtype=bool)


def _comparable(figures: pd.DataFrame, pairs: Pairs) -> Flags:
    """Where both values are numbers of one unit whose distance has a size."""
    sized = ~figures["bound"].isin(LIMITS).to_numpy() & ~figures["measure_kind"].isin(WITHOUT_SIZE).to_numpy()
    same_unit = ~_differ(figures["unit_measure"], pairs)
    return np.asarray(sized[pairs.left] & sized[pairs.right] & same_unit, dtype=bool)


def _reconciling(smaller: Numbers, larger: Numbers, *, finest: Numbers, asked: Flags) -> Numbers:
    """The smallest unit to which two different values round to one number; missing where none is below the larger.

    Tried from the last digit that one of them prints: to a finer unit nothing that is printed can be rounded.
    """
    found = np.full_like(larger, np.nan)
    unit = finest.copy()
    open_ = np.flatnonzero(asked & (larger - smaller > TOLERANCE) & (unit < larger))
    while len(open_):
        one, other = (np.floor(values[open_] / unit[open_] + 0.5 + TOLERANCE) for values in (smaller, larger))
        met = one == other
        found[open_[met]] = unit[open_[met]]
        unit[open_] *= STEP
        open_ = open_[~met & (unit[open_] < larger[open_])]
    return np.round(found, DECIMALS)
