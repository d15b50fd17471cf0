"""What one sheet of paper says on a topic: chosen by rules from all that the dashboard holds, and nothing by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from loaders.dataset import Dataset
from loaders.disagreements import Paired, conflicts, seeming
from loaders.following import advice_on, askers_of, gaps_on
from loaders.headlines import Headline, headline
from loaders.indexes import has_figures
from loaders.selection import SOURCE_TYPES
from loaders.words import Row

#: So much fits one sheet of A4 in the longest of the three languages; a test prints it.
MOST_INDICATORS, MOST_PAIRS, MOST_GAPS, MOST_ASKED, MOST_OF_A_KIND = 4, 2, 3, 2, 2
#: Children as offenders are no victims: their figures stand in a group of their own, under a sentence of their own.
_NO_VICTIMS = "child_offenders"
#: Not counted, but computed or judged: a count is read first.
_NO_COUNTS = ("rate", "share", "rating")


@dataclass(frozen=True)
class Latest:
    """One indicator: for each kind of source the figures of its latest period, rows of ``Dataset.observations``."""

    indicator_id: str
    by_kind: Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True)
class Brief:
    """What stands on the sheet of a topic, and how much more there is of each.

    ``conflicts`` contradict each other, the strongest first; ``seeming`` only seem to, and fill the room that is left.
    ``gaps`` and ``asked`` are rows of gaps.csv and recommendations.csv.
    """

    topic: str
    latest: tuple[Latest, ...]
    more_indicators: int
    conflicts: tuple[Paired, ...]
    all_conflicts: int
    seeming: tuple[Paired, ...]
    gaps: tuple[Row, ...]
    more_gaps: int
    asked: tuple[Row, ...]
    more_asked: int
    on_topic: int

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of everything on the sheet, each once, in the order in which they appear."""
        figures = [row for one in self.latest for rows in one.by_kind.values() for row in rows[:MOST_OF_A_KIND]]
        paired = [row for pair in (*self.conflicts, *self.seeming) for row in (pair.first, pair.second)]
        return tuple(dict.fromkeys(str(row["source_id"]) for row in (*figures, *paired, *self.gaps, *self.asked)))


def brief_of(dataset: Dataset, topic: str) -> Brief:
    """The sheet of a topic: the headline indicators first, the strongest conflicts first, what is asked for first."""
    told = _ranked(dataset, topic)
    latest = tuple(Latest(one.indicator_id, _by_kind(one)) for one in told[:MOST_INDICATORS])
    contradicting, alike = conflicts(dataset)[topic], seeming(dataset)[topic]
    gaps = _gaps(dataset, topic, [one.indicator_id for one in told])
    asked = _asked(dataset, gaps)
    advice = advice_on(dataset, topic)
    return Brief(
        topic,
        latest,
        _counted_things(dataset, topic) - len(latest),
        contradicting[:MOST_PAIRS],
        len(contradicting),
        alike[: max(0, MOST_PAIRS - len(contradicting))],
        tuple(gaps[:MOST_GAPS]),
        max(0, len(gaps) - MOST_GAPS),
        tuple(asked[:MOST_ASKED]),
        max(0, len(asked) - MOST_ASKED),
        len(advice.first) + len(advice.alone),
    )


def _of_topic(dataset: Dataset, topic: str) -> pd.DataFrame:
    indicators = dataset.table("indicators")
    return indicators[(indicators["topic"] == topic) & (indicators["population"] != _NO_VICTIMS)]


def _counted_things(dataset: Dataset, topic: str) -> int:
    return sum(has_figures(dataset, name) for name in _of_topic(dataset, topic)["indicator_id"].tolist())


def _ranked(dataset: Dataset, topic: str) -> list[Headline]:
    """The indicators of a topic with a figure in the core years: by the column ``headline`` of indicators.csv, then
    counts before rates and ratings, then those on which most kinds of source speak, those with most figures, and in their order."""
    rows = _of_topic(dataset, topic)
    uncounted = set(rows.loc[rows["measure_kind"].isin(_NO_COUNTS), "indicator_id"])
    order = {
        str(name): int(place or len(dataset.table("indicators")))
        for name, place in zip(rows["indicator_id"], rows["headline"], strict=True)
    }
    found = [one for one in (headline(dataset, name) for name in order) if len(one.history)]

    def rank(one: Headline) -> tuple[int, bool, int, int]:
        kinds = one.history["source_type"].nunique()
        return order[one.indicator_id], one.indicator_id in uncounted, -kinds, -len(one.history)

    return sorted(found, key=rank)


def _by_kind(one: Headline) -> dict[str, tuple[Row, ...]]:
    """For each kind of source the figures of the latest period of which any source of that kind speaks."""
    found: dict[str, tuple[Row, ...]] = {}
    for kind in SOURCE_TYPES:
        rows = one.latest[one.latest["source_type"] == kind]
        rows = rows[rows["period_end"] == rows["period_end"].max()]
        found[kind] = tuple(rows.to_dict("records"))
    return found


def _gaps(dataset: Dataset, topic: str, indicators: Sequence[str]) -> list[Row]:
    """The gap statements of a topic: those that somebody asks to close first, then those on an indicator of the sheet."""
    rows = gaps_on(dataset, topic).to_dict("records")
    shown = set(indicators[:MOST_INDICATORS])
    return sorted(rows, key=lambda gap: (gap["askers"] == 0, gap["indicator_id"] not in shown))


def _asked(dataset: Dataset, gaps: Iterable[Row]) -> list[Row]:
    """The recommendations that would close a gap of a topic, whatever their own, in the order of the gaps."""
    names = dict.fromkeys(name for gap in gaps for name in askers_of(dataset, str(gap["gap_id"])))
    return [dataset.row("recommendations", name) for name in names]
