"""How many figures speak of each year, by kind of source."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from loaders.dataset import Dataset
from loaders.derive import in_years
from loaders.kept import kept
from loaders.selection import SOURCE_TYPES, year_span


@kept(1)
def figures_by_year(dataset: Dataset) -> Mapping[int, Mapping[str, int]]:
    """For each year of ``loaders.selection.year_span`` and kind of source the figures whose period touches the year.

    A figure for several years is counted in each of them, so that years do not add up to the number of figures.
    """
    figures = dataset.observations[["source_type", "period_start", "period_end"]]
    first, last = year_span(dataset)
    numbers: dict[int, Mapping[str, int]] = {}
    for year in range(first, last + 1):
        kinds = figures.loc[in_years(figures, year, year), "source_type"]
        numbers[year] = MappingProxyType({kind: int((kinds == kind).sum()) for kind in SOURCE_TYPES})
    return MappingProxyType(numbers)
