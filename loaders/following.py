"""What was asked for and what became of it: recommendations, those that follow them up, and the gaps they would close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from loaders.dataset import Dataset
from loaders.disagreements import conflicts
from loaders.kept import kept
from loaders.words import Row

#: The documents that say what became of a recommendation by a year.
FATE_SOURCES: Mapping[str, str] = MappingProxyType({"2013": "ecpat2013", "2015": "crc2015"})
#: The codes of what became of a recommendation, from done to silence.
FATES = IMPLEMENTED, PARTLY, NOT, NOT_MENTIONED = ("implemented", "partly", "not", "not_mentioned")
#: A misprint stays a misprint, however well somebody counts.
_NO_MATTER_OF_COUNTING = "error_in_source"


@dataclass(frozen=True)
class Asked:
    """A recommendation and the later ones that follow it up, in their order; rows of recommendations.csv."""

    row: Row
    followed_by: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Advice:
    """The first recommendations with what follows them up, and the later ones that follow up none of these."""

    first: tuple[Asked, ...]
    alone: tuple[Row, ...]

    @property
    def later(self) -> tuple[Row, ...]:
        """Every later recommendation once, in order of its first appearance."""
        rows = [*(row for asked in self.first for row in asked.followed_by), *self.alone]
        return tuple({row["recommendation_id"]: row for row in rows}.values())

    @property
    def closes(self) -> frozenset[str]:
        """The ``gap_id`` of every statement that one of them would close."""
        rows = [*(asked.row for asked in self.first), *self.later]
        return frozenset(gap_id for row in rows for gap_id in ids_in(row["closes_gaps"]))


@dataclass(frozen=True)
class Disagreement:
    """An indicator on which sources contradict each other, in so many pairs, and what is said not to be known near it.

    ``gaps`` (ids) are statements on an indicator of its family, and those on its topic as a whole;
    ``asked_by`` the recommendations that would close one of them.
    """

    indicator_id: str
    pairs: int
    gaps: tuple[str, ...]
    asked_by: tuple[str, ...]


def ids_in(cell: object) -> tuple[str, ...]:
    """The ids of a cell that joins them by a bar."""
    return tuple(name for name in str(cell).split("|") if name)


def advice_on(dataset: Dataset, topic: str = "") -> Advice:
    """The recommendations on a topic, or all of them, in the order of the documents.

    A first recommendation is one of which a source of 2013 could tell what became of it; it brings along what
    follows it up, also on another topic.
    """
    rows = dataset.table("recommendations").to_dict("records")
    later = [row for row in rows if not row["fate_2013"]]
    first = tuple(
        Asked(row, tuple(other for other in later if row["recommendation_id"] in ids_in(other["follows_up"])))
        for row in rows
        if row["fate_2013"] and topic in ("", row["topic"])
    )
    shown = {row["recommendation_id"] for asked in first for row in asked.followed_by}
    alone = (row for row in later if topic in ("", row["topic"]) and row["recommendation_id"] not in shown)
    return Advice(first, tuple(alone))


def fates(advice: Advice) -> Counter[tuple[str, str]]:
    """How many of the first recommendations have each fate by 2013 together with each by 2015."""
    return Counter((str(asked.row["fate_2013"]), str(asked.row["fate_2015"])) for asked in advice.first)


@kept(8)
def _askers(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    rows = dataset.table("recommendations")
    askers: dict[str, tuple[str, ...]] = {}
    for name, cell in zip(rows["recommendation_id"], rows["closes_gaps"], strict=True):
        for gap_id in ids_in(cell):
            askers[gap_id] = (*askers.get(gap_id, ()), str(name))
    return askers


def askers_of(dataset: Dataset, gap_id: str) -> tuple[str, ...]:
    """The recommendations that ask for what would close a gap, in their order; none where nobody asks."""
    return _askers(dataset).get(gap_id, ())


def gaps_on(dataset: Dataset, topic: str = "") -> pd.DataFrame:
    """The gap statements on a topic, or all of them, with ``askers``: how many recommendations ask for each."""
    gaps = dataset.table("gaps")
    gaps = gaps[gaps["topic"] == topic] if topic else gaps
    return gaps.assign(askers=pd.Series([len(askers_of(dataset, name)) for name in gaps["gap_id"]], gaps.index, int))


def open_disagreements(dataset: Dataset, topic: str = "") -> list[Disagreement]:
    """Where better counting could end a disagreement, in the order of indicators.csv.

    Left out are pairs of which one figure is explained as a mistake in print, and ratings, which nobody counts.
    """
    open_now = [
        pair
        for pairs in conflicts(dataset).values()
        for pair in pairs
        if not pair.explanation or pair.explanation["verdict"] != _NO_MATTER_OF_COUNTING
    ]
    numbers = Counter(str(pair.first["indicator_id"]) for pair in open_now)
    indicators = dataset.table("indicators")
    counted = indicators[(indicators["measure_kind"] != "rating") & indicators["indicator_id"].isin(numbers)]
    rows = counted[counted["topic"] == topic] if topic else counted
    return [_disagreement(dataset, row, numbers[row["indicator_id"]]) for row in rows.to_dict("records")]


def _disagreement(dataset: Dataset, indicator: Row, pairs: int) -> Disagreement:
    gaps, indicators = dataset.table("gaps"), dataset.table("indicators")
    alike = indicators["indicator_id"] == indicator["indicator_id"]
    if indicator["family"]:
        alike |= indicators["family"] == indicator["family"]
    near = gaps["indicator_id"].isin(indicators.loc[alike, "indicator_id"])
    near |= (gaps["topic"] == indicator["topic"]) & (gaps["indicator_id"] == "")
    names = tuple(str(name) for name in gaps.loc[near, "gap_id"])
    asked_by = {asker: None for name in names for asker in askers_of(dataset, name)}
    return Disagreement(str(indicator["indicator_id"]), pairs, names, tuple(asked_by))
