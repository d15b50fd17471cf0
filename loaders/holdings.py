"""How much there is: the numbers of figures and sources that pages tell, of all figures and of each topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from loaders.dataset import Dataset
from loaders.derive import in_years
from loaders.indexes import figures_on
from loaders.kept import kept
from loaders.selection import CORE_YEARS
from loaders.tables import TOPICS


@dataclass(frozen=True)
class Holdings:
    """Of some figures: how many there are, how many touch the core years, their sources and indicators in order, the
    number of bodies that counted, and the first and the last day of their periods."""

    figures: int
    core: int
    sources: tuple[str, ...]
    indicators: tuple[str, ...]
    counters: int
    first: pd.Timestamp
    last: pd.Timestamp


@kept(1)
def holdings(dataset: Dataset) -> Mapping[str, Holdings]:
    """For each topic, and under an empty name for all of them, what there is."""
    of_topics = {topic: _holdings(figures_on(dataset, topic)) for topic in TOPICS}
    return MappingProxyType({"": _holdings(dataset.observations), **of_topics})


def _holdings(figures: pd.DataFrame) -> Holdings:
    counters = set(figures["counted_by"].tolist()) - {""}
    return Holdings(
        len(figures),
        int(in_years(figures, *CORE_YEARS).sum()),
        tuple(dict.fromkeys(figures["source_id"].tolist())),
        tuple(dict.fromkeys(figures["indicator_id"].tolist())),
        len(counters),
        figures["period_start"].min(),
        figures["period_end"].max(),
    )


@kept(1)
def figures_by_source(dataset: Dataset) -> Mapping[str, Mapping[str, int]]:
    """For each source that has figures how many of them are its own, relayed, or unattributed."""
    found: dict[str, dict[str, int]] = {}
    figures = dataset.observations
    for source, origin in zip(figures["source_id"].tolist(), figures["origin"].tolist(), strict=True):
        numbers = found.setdefault(source, {})
        numbers[origin] = numbers.get(origin, 0) + 1
    return MappingProxyType({source: MappingProxyType(numbers) for source, numbers in found.items()})
