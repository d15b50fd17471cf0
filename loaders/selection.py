"""What a reader has chosen, and the figures that the choice shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from loaders.dataset import Dataset
from loaders.derive import in_years
from loaders.divisions import AGE, AREA, SEX, TOTAL
from loaders.filters import FIGURE_FILTERS, NOT_STATED, passing
from loaders.indexes import divisions_by_indicator, figure_of, figures_of, figures_on, has_figures
from loaders.kept import handed, kept

SOURCE_TYPES = ("government", "ngo", "international")
#: The years that a reader sees before choosing.
CORE_YEARS = (2002, 2011)
#: What a column of the evidence map may hold besides one of the core years.
BEFORE, AFTER, UNDATED = "before", "after", "undated"


@dataclass(frozen=True)
class Selection:
    """A topic, one of its indicators, the division shown, the kinds of source, and the years (inclusive).

    ``counted_by`` is a body, or ``NOT_STATED``, or empty for all counters; ``population`` is whom the
    indicators count, or empty for all.
    """

    topic: str
    indicator_id: str
    breakdown: str = TOTAL
    source_types: tuple[str, ...] = SOURCE_TYPES
    year_from: int = CORE_YEARS[0]
    year_to: int = CORE_YEARS[1]
    counted_by: str = ""
    population: str = ""


@dataclass(frozen=True)
class Shown:
    """The figures of a selection, apart by how they can be shown.

    ``dated`` lie in the chosen years, ``undated`` have no period, ``outside`` lie in other years. All three
    have the columns of ``Dataset.observations`` and hold no figure that the filters by kind of source, counter
    and population leave out; ``hidden`` is how many figures those filters leave out.
    """

    dated: pd.DataFrame
    undated: pd.DataFrame
    outside: pd.DataFrame
    hidden: int = 0


def map_columns() -> dict[str, tuple[int, int] | None]:
    """The columns of the evidence map: their first and last year, or None for what has no date."""
    first, last = CORE_YEARS
    years: dict[str, tuple[int, int] | None] = {str(year): (year, year) for year in range(first, last + 1)}
    return {BEFORE: (1, first - 1), **years, AFTER: (last + 1, 9999), UNDATED: None}


@kept(1)
def figure_ids(dataset: Dataset) -> frozenset[str]:
    """The permanent names of all figures."""
    return frozenset(dataset.observations["obs_id"])


@kept(32)
def indicators_of(dataset: Dataset, topic: str) -> pd.DataFrame:
    """The indicators of a topic that have figures, in the order of indicators.csv."""
    indicators = dataset.table("indicators")
    rows = zip(indicators["topic"].tolist(), indicators["indicator_id"].tolist(), strict=True)
    return indicators[[own == topic and has_figures(dataset, name) for own, name in rows]]


def divisions_of(dataset: Dataset, indicator_id: str) -> list[str]:
    """The divisions in which an indicator has figures: ``total`` first when it exists, then sex, age, and others."""
    found = divisions_by_indicator(dataset).get(indicator_id, frozenset())
    leading = [name for name in (TOTAL, SEX, AGE) if name in found]
    return leading + sorted(found - set(leading) - {AREA}) + ([AREA] if AREA in found else [])


def populations_of(dataset: Dataset, topic: str) -> list[str]:
    """Whom the indicators of a topic count, those with the most indicators first."""
    return list(_populations_of(dataset, topic))


@kept(32)
def _populations_of(dataset: Dataset, topic: str) -> tuple[str, ...]:
    return tuple(str(name) for name in indicators_of(dataset, topic)["population"].value_counts().index)


def counters_of(dataset: Dataset, indicator_id: str) -> list[str]:
    """Who counted the figures of an indicator, the busiest first; ``NOT_STATED`` last where nobody is named."""
    return list(_counters_of(dataset, indicator_id))


@kept(1024)
def _counters_of(dataset: Dataset, indicator_id: str) -> tuple[str, ...]:
    counters = figures_of(dataset, indicator_id)["counted_by"]
    named = map(str, counters[counters != ""].value_counts().index)
    return (*named, *([NOT_STATED] if (counters == "").any() else []))


@kept(1024)
def default_selection(dataset: Dataset, topic: str, indicator_id: str = "", population: str = "") -> Selection:
    """What a reader sees before choosing: the count of the topic that most kinds of source print.

    With a ``population``, the one among the indicators that count it.
    """
    chosen = indicator_id or _leading_indicator(dataset, topic, population)
    return Selection(topic, chosen, divisions_of(dataset, chosen)[0], population=population)


@kept(16)
def _counts_of(dataset: Dataset, topic: str) -> pd.DataFrame:
    """The undivided counts of a topic in the core years, with the columns that choosing among indicators asks for."""
    figures = figures_on(dataset, topic)
    flows = (figures["measure_kind"] == "flow") & (figures["division"] == TOTAL) & in_years(figures, *CORE_YEARS)
    return figures.loc[flows, ["indicator_id", "population", "source_type", "source_id", "obs_id"]]


def _leading_indicator(dataset: Dataset, topic: str, population: str) -> str:
    figures = _counts_of(dataset, topic)
    core = figures[figures["population"] == population] if population else figures
    if core.empty:
        indicators = indicators_of(dataset, topic)
        chosen = indicators[indicators["population"] == population] if population else indicators
        return str((chosen if len(chosen) else indicators)["indicator_id"].iloc[0])
    score = core.groupby("indicator_id").agg(
        kinds=("source_type", "nunique"), sources=("source_id", "nunique"), figures=("obs_id", "size")
    )
    return str(score.sort_values(["kinds", "sources", "figures"], ascending=False).index[0])


def passes(figures: pd.DataFrame, selection: Selection) -> pd.Series:
    """Where figures pass the filters by kind of source, by counter and by population, whatever their indicator."""
    return passing(figures, who_counts(selection), FIGURE_FILTERS)


def who_counts(selection: Selection) -> dict[str, tuple[str, ...]]:
    """The chosen kinds of source, counter and population, by filter; nothing for a filter that lets all pass."""
    return {
        "source_type": selection.source_types if set(selection.source_types) != set(SOURCE_TYPES) else (),
        "counted_by": (selection.counted_by,) if selection.counted_by else (),
        "population": (selection.population,) if selection.population else (),
    }


def what_counts(selection: Selection) -> dict[str, tuple[str, ...]]:
    """The chosen indicator and its division, by filter."""
    return {"indicator_id": (selection.indicator_id,), "breakdown": (selection.breakdown,)}


def _handed(shown: Shown) -> Shown:
    return Shown(handed(shown.dated), handed(shown.undated), handed(shown.outside), shown.hidden)


@kept(64, hand=_handed)
def shown_figures(dataset: Dataset, selection: Selection) -> Shown:
    """The figures that a selection shows, those beside the chart, and those in other years."""
    figures, hidden = _in_order(dataset, selection.indicator_id, selection.breakdown), 0
    if any(who_counts(selection).values()):
        chosen = passes(figures, selection)
        hidden, figures = int((~chosen).sum()), figures[chosen]
    undated = figures["period_start"].isna()
    overlapping = in_years(figures, selection.year_from, selection.year_to)
    return Shown(figures[overlapping], figures[undated], figures[~undated & ~overlapping], hidden)


@kept(256)
def _in_order(dataset: Dataset, indicator_id: str, division: str) -> pd.DataFrame:
    """The figures of an indicator in a division, in order of time."""
    figures = figures_of(dataset, indicator_id, division)
    return figures.sort_values(["period_start", "period_end", "source_id", "obs_id"])


def selection_of_figure(dataset: Dataset, obs_id: str) -> Selection:
    """A selection that shows this figure: its indicator and division, and the years widened to its period."""
    row = figure_of(dataset, obs_id)
    plain = Selection(str(row["topic"]), str(row["indicator_id"]), str(row["division"]).split("|")[0])
    first, last = row["period_start"].year, row["period_end"].year
    if pd.isna(row["period_start"]) or (first <= plain.year_to and last >= plain.year_from):
        return plain
    return replace(plain, year_from=min(first, plain.year_from), year_to=max(last, plain.year_to))


def ways_out(dataset: Dataset, selection: Selection) -> Iterator[tuple[str, Selection, int]]:
    """For a selection that shows nothing: which one change would show something, and how many figures.

    Yields the filter to change (``source_type``, ``counted_by``, ``population``, ``years``, ``breakdown``,
    ``all``), the changed selection, and how many dated figures it shows, or undated ones where no dated ones
    are; ``all`` drops every filter and is only given when no single change helps.
    """
    first, last = year_span(dataset)
    divisions = [name for name in divisions_of(dataset, selection.indicator_id) if name != selection.breakdown]
    changes = [
        ("source_type", replace(selection, source_types=SOURCE_TYPES)),
        ("counted_by", replace(selection, counted_by="")),
        ("population", replace(selection, population="")),
        ("years", replace(selection, year_from=first, year_to=last)),
        *(("breakdown", replace(selection, breakdown=name)) for name in divisions),
    ]
    found = False
    for name, changed in changes:
        figures = _gained(dataset, changed, selection)
        if figures:
            found = True
            yield name, changed, figures
    if not found:
        bare = Selection(selection.topic, selection.indicator_id, selection.breakdown, SOURCE_TYPES, first, last)
        figures = _gained(dataset, bare, selection)
        if figures:
            yield "all", bare, figures


def _gained(dataset: Dataset, changed: Selection, selection: Selection) -> int:
    """How many figures another selection shows that this one, which shows no dated figure, does not."""
    if changed == selection:
        return 0
    others = shown_figures(dataset, changed)
    if len(others.dated):
        return len(others.dated)
    more = len(others.undated) > len(shown_figures(dataset, selection).undated)
    return len(others.undated) if more else 0


def gaps_of(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The gap statements of the chosen kinds of source: on the indicator first, then on its topic as a whole."""
    return _gaps_of(dataset, selection.topic, selection.indicator_id, selection.source_types)


@kept(256)
def _gaps_of(dataset: Dataset, topic: str, indicator_id: str, source_types: tuple[str, ...]) -> pd.DataFrame:
    gaps = dataset.table("gaps")
    kinds = gaps["source_id"].map(dataset.table("sources").set_index("source_id")["source_type"])
    gaps = gaps[kinds.isin(source_types)]
    on_indicator = gaps["indicator_id"] == indicator_id
    on_topic = (gaps["topic"] == topic) & (gaps["indicator_id"] == "")
    return pd.concat([gaps[on_indicator], gaps[on_topic]])


@kept(1)
def year_span(dataset: Dataset) -> tuple[int, int]:
    """The first and the last calendar year that any figure touches."""
    first, last = (dataset.observations[name].dt.year for name in ("period_start", "period_end"))
    return int(first.min()), int(last.max())
