"""How the cost of comparing grows: ``python benchmarks/comparing.py``, from the top of the repository.

Figures are spread over areas and indicators as they would be in a larger collection: each group of one area and
one indicator holds a few sources, years and totals over several years. What is reported are ratios within one
run, since times themselves are those of a machine.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from loaders.comparing import compared

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
REPEATS = 3
#: Figures of one area and indicator: so many that pairs are about as many as rows, as in the data of today.
IN_A_GROUP = 20
SEED = 2011


@dataclass(frozen=True)
class Cost:
    """One size: its rows, the pairs that they make, and the best time in seconds."""

    rows: int
    pairs: int
    seconds: float

    @property
    def each(self) -> float:
        """Seconds for each row and each pair."""
        return self.seconds / (self.rows + self.pairs)


def invented(rows: int) -> pd.DataFrame:
    """Invented figures, with the columns that ``loaders.comparing.compared`` asks for."""
    chance = np.random.default_rng(SEED)
    group = np.arange(rows) // IN_A_GROUP
    years = pd.to_datetime(pd.Series(chance.integers(1998, 2014, rows).astype(str)) + "-01-01")
    lengths = np.where(chance.random(rows) < 0.05, 3, 0)
    ends = pd.to_datetime(pd.Series((years.dt.year + lengths).astype(str)) + "-12-31")
    values = chance.integers(5, 5_000, rows)
    return pd.DataFrame(
        {
            "obs_id": [f"obs-{place:06}" for place in range(rows)],
            "indicator_id": [f"indicator-{number % 100}" for number in group],
            "family": [f"family-{number % 10}" if number % 100 < 20 else "" for number in group],
            "measure_kind": "flow",
            "unit_measure": "cases",
            "ref_area": [f"area-{number // 100}" for number in group],
            "sex": "_T",
            "age": "_T",
            "breakdown": "",
            "breakdown_value": "",
            "period_start": years.array,
            "period_end": ends.array,
            "obs_value": values.astype(float),
            "value_as_printed": [f"{value:,}" for value in values],
            "bound": "exact",
            "threshold": np.nan,
            "source_id": chance.choice(["a", "b", "c"], rows),
            "counted_by": chance.choice(["", "ministry", "league"], rows),
            "supersedes": "",
        }
    )


def cost_of(rows: int) -> Cost:
    """The best of ``REPEATS`` runs over invented figures."""
    figures = invented(rows)
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        pairs = len(compared(figures))
        times.append(time.perf_counter() - started)
    return Cost(rows, pairs, min(times))


def main() -> None:
    """Print a line for each size: rows, pairs, and the cost of a row or pair against that of the first size."""
    costs = [cost_of(rows) for rows in SIZES]
    print(f"{'rows':>8} {'pairs':>8} {'rows + pairs':>13} {'time':>9} {'time for each':>14}")
    for cost in costs:
        together, first = cost.rows + cost.pairs, costs[0]
        growth = together / (first.rows + first.pairs)
        print(
            f"{cost.rows:>8,} {cost.pairs:>8,} {growth:>12.1f}x {cost.seconds / first.seconds:>8.1f}x"
            f" {cost.each / first.each:>13.2f}x"
        )


if __name__ == "__main__":
    main()
