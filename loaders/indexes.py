"""The figures of a dataset by what pages ask for, so that a page costs what it shows and not what there is.

A condition over all figures takes longer the more of them there are. Here their places are found once.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.dataset import Dataset
from loaders.frames import Readers, readers
from loaders.kept import kept

Places = Mapping[Any, npt.NDArray[np.intp]]


@kept(1)
def _by_indicator(dataset: Dataset) -> Places:
    """The places of the figures of each indicator, in the order of ``Dataset.observations``."""
    return _places(dataset.observations["indicator_id"].tolist())


@kept(1)
def _by_division(dataset: Dataset) -> Places:
    """The places of the figures of each indicator in each division: a figure by sex and age stands under both."""
    figures = dataset.observations
    keys = zip(figures["indicator_id"].tolist(), figures["division"].tolist(), strict=True)
    found: dict[tuple[str, str], list[npt.NDArray[np.intp]]] = {}
    for (indicator, division), places in _places(keys).items():
        for part in division.split("|"):
            found.setdefault((indicator, part), []).append(places)
    return MappingProxyType({key: np.sort(np.concatenate(places)) for key, places in found.items()})


@kept(1)
def _by_name(dataset: Dataset) -> Mapping[str, int]:
    return MappingProxyType({name: place for place, name in enumerate(dataset.observations["obs_id"].tolist())})


@kept(1)
def _by_topic(dataset: Dataset) -> Places:
    """The places of the figures of each topic."""
    return _places(dataset.observations["topic"].tolist())


def _places(keys: Any) -> Places:
    found: dict[Any, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, []).append(place)
    return MappingProxyType({key: np.array(places, dtype=np.intp) for key, places in found.items()})


def make_indexes(dataset: Dataset) -> None:
    """Make every index of this module, so that no reader waits for one."""
    for index in (_by_indicator, _by_division, _by_topic, _by_name, divisions_by_indicator, _columns):
        index(dataset)


_NOWHERE: npt.NDArray[np.intp] = np.array([], dtype=np.intp)


def has_figures(dataset: Dataset, indicator_id: str) -> bool:
    """Whether there is any figure of an indicator."""
    return indicator_id in _by_indicator(dataset)


def number_of_figures(dataset: Dataset, indicator_id: str) -> int:
    """How many figures there are of an indicator."""
    return len(_by_indicator(dataset).get(indicator_id, _NOWHERE))


@kept(1)
def divisions_by_indicator(dataset: Dataset) -> Mapping[str, frozenset[str]]:
    """For each indicator with figures the divisions in which it has them."""
    found: dict[str, set[str]] = {}
    for indicator, part in _by_division(dataset):
        found.setdefault(indicator, set()).add(part)
    return MappingProxyType({indicator: frozenset(parts) for indicator, parts in found.items()})


@kept(256)
def figures_of(dataset: Dataset, indicator_id: str, division: str = "") -> pd.DataFrame:
    """The figures of an indicator, all or those in one division, as rows of ``Dataset.observations`` in their order."""
    places = (
        _by_division(dataset).get((indicator_id, division), _NOWHERE)
        if division
        else _by_indicator(dataset).get(indicator_id, _NOWHERE)
    )
    return dataset.observations.take(places)


def figures_on(dataset: Dataset, topic: str) -> pd.DataFrame:
    """The figures of a topic, as rows of ``Dataset.observations`` in their order."""
    return dataset.observations.take(_by_topic(dataset).get(topic, _NOWHERE))


def is_figure(dataset: Dataset, obs_id: str) -> bool:
    """Whether there is a figure of this permanent name."""
    return obs_id in _by_name(dataset)


def figures_named(dataset: Dataset, names: Any) -> pd.DataFrame:
    """The figures of some permanent names, as rows of ``Dataset.observations`` in the order there."""
    places = _by_name(dataset)
    return dataset.observations.take(sorted({places[name] for name in names if name in places}))


def place_of_figure(dataset: Dataset, obs_id: str) -> int:
    """The place of a figure in ``Dataset.observations``; KeyError when there is none."""
    return _by_name(dataset)[obs_id]


def figure_of(dataset: Dataset, obs_id: str) -> Mapping[str, Any]:
    """One figure as a mapping with the columns of ``Dataset.observations``; KeyError when there is none."""
    return _figure_at(dataset, place_of_figure(dataset, obs_id))


@kept(4096)
def _figure_at(dataset: Dataset, place: int) -> Mapping[str, Any]:
    return MappingProxyType({name: cell(place) for name, cell in _columns(dataset)})


@kept(1)
def _columns(dataset: Dataset) -> Readers:
    return readers(dataset.observations)
