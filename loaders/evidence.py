"""What the evidence map shows: for each indicator and period, who says something, and what nobody says.

A period is the key of a column of the map. A figure stands in every column that its period touches, and so does
a statement that something is not known; a total over several years has a column of its own, since no single
year can be read from it. Columns therefore do not add up to a total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import pandas as pd

from loaders.agreement import Agreement, agreement_of, conflicts_in, has_conflict
from loaders.dataset import Dataset
from loaders.derive import OWN, RELAYED, UNATTRIBUTED
from loaders.frames import records
from loaders.indexes import figures_of, figures_on
from loaders.kept import handed, kept
from loaders.selection import CORE_YEARS, SOURCE_TYPES, UNDATED, indicators_of, map_columns

#: The column of totals over several years.
SPANNING = "spanning"
#: The key under which the statements on a topic as a whole stand; no indicator has it.
WHOLE_TOPIC = ""
_PERIOD = ("period_start", "period_end", "period_kind")
_OF_GAPS = ["indicator_id", "source_type", "period_start", "period_end"]
_OF_FIGURES = [*_OF_GAPS, "obs_id", "period_kind", "origin", "bound", "obs_value", "threshold"]
Place = tuple[str, str]
Rows = list[Mapping[Any, Any]]


@dataclass(frozen=True)
class Voice:
    """What one kind of source says in a cell: how many figures of which sort, and how many gap statements.

    ``origin`` is that of its figures taken together: own when one of them is, unattributed when all are.
    ``thresholds`` are those of its suppressed figures, each once.
    """

    source_type: str
    origin: str = OWN
    values: int = 0
    zeros: int = 0
    suppressed: int = 0
    thresholds: tuple[float, ...] = ()
    gaps: int = 0


@dataclass(frozen=True)
class Cell:
    """One cell: the kinds of source that say something in it, and whether two of its figures conflict."""

    voices: tuple[Voice, ...]
    disagree: bool = False


def evidence_periods() -> tuple[str, ...]:
    """The keys of the columns, in their order."""
    return (*(name for name in map_columns() if name != UNDATED), SPANNING, UNDATED)


def periods_of(row: Mapping[Any, Any]) -> frozenset[str]:
    """The columns of the map in which a figure (with ``period_kind``) or a gap statement stands."""
    start = row["period_start"]
    if pd.isna(start):
        return frozenset([UNDATED])
    return _columns_of(start.year, row["period_end"].year, row.get("period_kind") == "years")


@lru_cache(maxsize=4096)
def _columns_of(begin: int, end: int, is_of_years: bool) -> frozenset[str]:
    aside = end < CORE_YEARS[0] or begin > CORE_YEARS[1]
    if is_of_years and not aside:
        return frozenset([SPANNING])
    return frozenset(
        name for name, years in map_columns().items() if years is not None and begin <= years[1] and end >= years[0]
    )


def stands_in(frame: pd.DataFrame, period: str) -> pd.Series:
    """Where figures or gap statements stand in a column of the map."""
    rows = records(frame[[name for name in _PERIOD if name in frame]])
    return pd.Series([period in periods_of(row) for row in rows], index=frame.index, dtype=bool)


@kept(1)
def evidence_gaps(dataset: Dataset) -> pd.DataFrame:
    """Every gap statement with ``source_type``, the kind of its publisher."""
    gaps = dataset.table("gaps")
    kinds = dataset.table("sources").set_index("source_id")["source_type"]
    return gaps.assign(source_type=gaps["source_id"].map(kinds))


@kept(16)
def evidence_cells(dataset: Dataset, topic: str) -> Mapping[Place, Cell]:
    """All cells of a topic that are not empty, by indicator and period.

    Statements on the topic as a whole stand under ``WHOLE_TOPIC`` instead of an indicator.
    """
    figures, gaps = figures_on(dataset, topic), evidence_gaps(dataset)
    said: dict[Place, Rows] = defaultdict(list)
    for frame in (figures[_OF_FIGURES], gaps.loc[gaps["topic"] == topic, _OF_GAPS]):
        for row in records(frame):
            for period in periods_of(row):
                said[str(row["indicator_id"]), period].append(row)
    return MappingProxyType({place: _cell(dataset, rows) for place, rows in said.items()})


def cell_of(dataset: Dataset, figures: pd.DataFrame, gaps: pd.DataFrame) -> Cell:
    """What figures and gap statements (with ``source_type``) say taken together, as if in one cell."""
    return _cell(dataset, [*records(figures[_OF_FIGURES]), *records(gaps[_OF_GAPS])])


def _cell(dataset: Dataset, rows: Rows) -> Cell:
    kinds: dict[str, Rows] = defaultdict(list)
    for row in rows:
        kinds[str(row["source_type"])].append(row)
    voices = tuple(_voice(kind, kinds[kind]) for kind in SOURCE_TYPES if kind in kinds)
    return Cell(voices, _disagree(dataset, {str(row["obs_id"]) for row in rows if "obs_id" in row}))


def _disagree(dataset: Dataset, names: set[str]) -> bool:
    contradicted = names & conflicts_in(dataset)
    # What contradicts a figure may stand in another column.
    return len(contradicted) > 1 and has_conflict(dataset, contradicted)


def _voice(kind: str, rows: Rows) -> Voice:
    figures = [row for row in rows if "obs_id" in row]
    hidden = [row for row in figures if row["bound"] == "suppressed"]
    zeros = [row for row in figures if row["bound"] != "suppressed" and row["obs_value"] == 0]
    return Voice(
        kind,
        _common_origin(str(row["origin"]) for row in figures),
        values=len(figures) - len(hidden) - len(zeros),
        zeros=len(zeros),
        suppressed=len(hidden),
        thresholds=tuple(sorted({float(row["threshold"]) for row in hidden})),
        gaps=len(rows) - len(figures),
    )


def _common_origin(origins: Iterable[str]) -> str:
    found = set(origins)
    if OWN in found or not found:  # a statement that something is not known is always the source's own
        return OWN
    return RELAYED if RELAYED in found else UNATTRIBUTED


def mapped_indicators(dataset: Dataset, topic: str) -> list[tuple[str, list[str]]]:
    """The groups of a topic with their indicators, in the order of indicators.csv.

    An indicator without figures is among them when a source says that it is not known.
    """
    return [(group, list(members)) for group, members in _mapped_indicators(dataset, topic)]


@kept(16)
def _mapped_indicators(dataset: Dataset, topic: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    indicators = dataset.table("indicators")
    used = set(indicators_of(dataset, topic)["indicator_id"]) | set(dataset.table("gaps")["indicator_id"])
    rows = indicators[(indicators["topic"] == topic) & indicators["indicator_id"].isin(used)]
    return tuple((str(group), tuple(members["indicator_id"])) for group, members in rows.groupby("group", sort=False))


@kept(64)
def agreement_behind(dataset: Dataset, subject: str, period: str = "") -> Agreement:
    """How the sources of the figures behind a cell stand to each other."""
    return agreement_of(dataset, behind(dataset, subject, period)[0])


@kept(64)
def cell_behind(dataset: Dataset, subject: str, period: str = "") -> Cell:
    """Everything behind a cell, or behind a whole row, taken together."""
    return cell_of(dataset, *behind(dataset, subject, period))


def _each_handed(frames: tuple[pd.DataFrame, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    figures, gaps = frames
    return handed(figures), handed(gaps)


@kept(64, hand=_each_handed)
def behind(dataset: Dataset, subject: str, period: str = "") -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures and the gap statements behind a cell, or behind a whole row when no period is given.

    ``subject`` is an indicator or, for what is said of a topic as a whole, a topic. Figures are in order of time.
    """
    figures, gaps = figures_of(dataset, subject), evidence_gaps(dataset)
    of_topic = (gaps["topic"] == subject) & (gaps["indicator_id"] == WHOLE_TOPIC)
    gaps = gaps[(gaps["indicator_id"] == subject) | of_topic]
    if period:
        figures, gaps = figures[stands_in(figures, period)], gaps[stands_in(gaps, period)]
    return figures.sort_values(["period_start", "period_end", "source_id", "obs_id"]), gaps


def filled_periods(dataset: Dataset, subject: str) -> list[str]:
    """The columns in which something is said of an indicator, or of a topic as a whole, in their order."""
    figures, gaps = behind(dataset, subject)
    rows = [
        *records(figures[list(_PERIOD)].drop_duplicates()),
        *records(gaps[["period_start", "period_end"]].drop_duplicates()),
    ]
    filled = {period for row in rows for period in periods_of(row)}
    return [name for name in evidence_periods() if name in filled]
