"""The way from an indicator to its chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from components.state import View, address
from loaders.dataset import Dataset
from loaders.derive import in_years
from loaders.indexes import has_figures
from loaders.kept import kept
from loaders.selection import CORE_YEARS, default_selection, year_span


@kept(2)
def divided_in(dataset: Dataset, first: int, last: int) -> Mapping[str, frozenset[str]]:
    """For each indicator with figures in these years the divisions in which it has them."""
    observations = dataset.observations[["indicator_id", "division", "period_start", "period_end"]]
    dated = observations[in_years(observations, first, last)]
    found: dict[str, set[str]] = {}
    for indicator, division in dict.fromkeys(
        zip(dated["indicator_id"].tolist(), dated["division"].tolist(), strict=True)
    ):
        found.setdefault(indicator, set()).update(division.split("|"))
    return MappingProxyType({indicator: frozenset(divisions) for indicator, divisions in found.items()})


@kept(1024)
def chart_href(dataset: Dataset, indicator_id: str) -> str:
    """The address of an indicator's chart: in the core years, or in all years where those hold no figure.

    An indicator without any figure, of which a source only says that it is not known, leads to its topic.
    """
    topic = str(dataset.row("indicators", indicator_id)["topic"])
    if not has_figures(dataset, indicator_id):
        return f"/{topic}"
    selection = default_selection(dataset, topic, indicator_id)
    if selection.breakdown not in divided_in(dataset, *CORE_YEARS).get(indicator_id, ()):
        first, last = year_span(dataset)
        if selection.breakdown in divided_in(dataset, first, last).get(indicator_id, ()):
            selection = replace(selection, year_from=first, year_to=last)
    return address(dataset, View(selection))
