"""How many figures speak of each year, by kind of source."""

from __future__ import annotations

from loaders.dataset import Dataset
from loaders.derive import in_years
from loaders.selection import SOURCE_TYPES, year_span


def figures_by_year(dataset: Dataset) -> dict[int, dict[str, int]]:
    """For each year of ``loaders.selection.year_span`` and kind of source the figures whose period touches the year.

    A figure for several years is counted in each of them, so that years do not add up to the number of figures.
    """
    figures = dataset.observations[["source_type", "period_start", "period_end"]]
    first, last = year_span(dataset)
    numbers = {}
    for year in range(first, last + 1):
        kinds = figures.loc[in_years(figures, year, year), "source_type"]
        numbers[year] = {kind: int((kinds == kind).sum()) for kind in SOURCE_TYPES}
    return numbers
