"""What can be taken away: each collection with its rows, its columns and what it can be filtered by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import pandas as pd

from loaders.dataset import Dataset
from loaders.exports.columns import Cells, Column, labels_of, of_each_row, of_source, ours, row_label, stored
from loaders.exports.figures import figure_columns, figure_rows, pair_columns, pair_rows
from loaders.filters import FIGURE_FILTERS, NOT_STATED, Rule, Rules, by_columns
from loaders.quality import checks
from loaders.reconciling import reconciliations
from loaders.tables import TABLES


@dataclass(frozen=True)
class Collection:
    """A collection of rows: ``rows`` gives them all, ``filters`` say which pass, ``key`` names a row.

    ``dates`` are the columns with the first and the last day of what a row speaks of, for the filter by years; empty
    where rows have none.
    """

    name: str
    rows: Callable[[Dataset], pd.DataFrame]
    columns: tuple[Column, ...]
    filters: Rules
    key: tuple[str, ...]
    dates: tuple[str, str] | tuple[()] = ()


def _path(path: str, column: str = "") -> Cells:
    """The address of the page on a row."""
    names = (column,) if column else ()
    return of_each_row(lambda _dataset, row, _lang: path.format(row[column]) if column else path, *names)


def _page(path: str, column: str = "") -> Column:
    return ours("page", "address", _path(path, column))


def _with_source(dataset: Dataset, table: str) -> pd.DataFrame:
    """A table with the kind of source of each row."""
    rows = dataset.table(table)
    kinds = dataset.table("sources").set_index("source_id")["source_type"]
    return rows.assign(source_type=rows["source_id"].map(kinds))


#: What every row has that a source says.
_EVIDENCE = (
    row_label("source_id", "sources", "short_label"),
    of_source("source_citation", "citation"),
    of_source("source_url", "url"),
)


def _of_table(
    name: str, *filters: str, more: tuple[Column, ...] = (), page: Column, dates: tuple[str, str] | tuple[()] = ()
) -> Collection:
    """A table of the data as it stands, with the words for its codes and, where it names a source, the evidence."""
    table = TABLES[name]
    says = "source_id" in table.columns and name != "sources"
    evidence = (*_EVIDENCE, ours("source_type", codelist="source_type")) if says else ()
    columns = (*stored(table), *labels_of(name), *evidence, *more, page)
    rows = (lambda dataset: _with_source(dataset, name)) if says else (lambda dataset: dataset.table(name))
    return Collection(name, rows, columns, by_columns(*filters), table.key, dates)


def _checked(dataset: Dataset) -> pd.DataFrame:
    """The printed sums with what they give when computed again."""
    found = pd.DataFrame(
        [(one.outcome.check_id, one.outcome.computed, one.outcome.printed, one.verdict) for one in checks(dataset)],
        columns=["check_id", "computed", "printed", "verdict"],
    )
    return _with_source(dataset, "checks").merge(found, on="check_id", how="left", validate="one_to_one")


def _reconciled(dataset: Dataset) -> pd.DataFrame:
    """The totals against their parts with what remains, and why nothing is computed where nothing is."""
    found = [one for of_topic in reconciliations(dataset).values() for one in of_topic]
    computed = pd.DataFrame(
        [(one.row["reconciliation_id"], one.topic, one.remainder, one.reason) for one in found],
        columns=["reconciliation_id", "topic", "remainder", "no_remainder_because"],
    )
    table = dataset.table("reconciliations")
    return table.merge(computed, on="reconciliation_id", how="left", validate="one_to_one")


def _counted_figures(dataset: Dataset) -> pd.DataFrame:
    """The indicators with how many figures each has."""
    rows = dataset.table("indicators")
    counts = dataset.observations["indicator_id"].value_counts()
    return rows.assign(figures=rows["indicator_id"].map(counts).fillna(0).astype(int))


def _sources(dataset: Dataset) -> pd.DataFrame:
    rows = dataset.table("sources")
    counts = dataset.observations["source_id"].value_counts()
    return rows.assign(figures=rows["source_id"].map(counts).fillna(0).astype(int))


def _figures() -> Collection:
    return Collection(
        "observations",
        figure_rows,
        figure_columns(),
        FIGURE_FILTERS,
        ("obs_id",),
        ("period_start", "period_end"),
    )


def _pairs() -> Collection:
    of_either = ("topic", "indicator_id", "source_type", "source_id")
    rules = {
        **by_columns("class", "verdict"),
        **{name: Rule((f"{name}_a", f"{name}_b")) for name in of_either},
        "counted_by": Rule(("counted_by_a", "counted_by_b"), NOT_STATED),
        "obs_id": Rule(("obs_a", "obs_b")),
        **by_columns("obs_a", "obs_b"),
    }
    return Collection("comparisons", pair_rows, pair_columns(), rules, ("obs_a", "obs_b"))


def _with(collection: Collection, rows: Callable[[Dataset], pd.DataFrame], *filters: str) -> Collection:
    """A collection with rows that hold more, and filters on it."""
    own = collection
    return Collection(own.name, rows, own.columns, {**own.filters, **by_columns(*filters)}, own.key, own.dates)


def _registers() -> tuple[Collection, ...]:
    """What figures refer to."""
    figures = ours("figures", "integer")
    return (
        _with(
            _of_table(
                "indicators",
                *("indicator_id", "topic", "population", "measure_kind", "unit_measure", "family"),
                more=(figures,),
                page=_page("/evidence/{}", "indicator_id"),
            ),
            _counted_figures,
        ),
        _with(
            _of_table(
                "sources",
                *("source_id", "source_type", "publisher", "document_type", "language"),
                more=(row_label("publisher", "bodies"), figures),
                page=_page("/data#source-{}", "source_id"),
            ),
            _sources,
        ),
        _of_table("bodies", "body_id", "kind", "parent", page=_page("/data")),
    )


def _statements() -> tuple[Collection, ...]:
    """What sources say besides figures."""
    return (
        _of_table(
            "gaps",
            *("gap_id", "topic", "indicator_id", "kind", "source_id", "source_type"),
            page=_page("/compare?show=not-known"),
            dates=("period_start", "period_end"),
        ),
        _of_table(
            "events",
            *("event_id", "event_key", "kind", "source_id", "source_type"),
            page=_page("/follow-up"),
            dates=("event_date", "event_date"),
        ),
        _of_table(
            "recommendations",
            *("recommendation_id", "topic", "source_id", "source_type", "fate_2013", "fate_2015"),
            page=_page("/follow-up#{}", "recommendation_id"),
        ),
    )


def _examined() -> tuple[Collection, ...]:
    """What was computed again, and why figures differ."""
    return (
        _of_table("explanations", "explanation_id", "about", "verdict", "concerns", page=_page("/compare")),
        _with(
            _of_table(
                "checks",
                *("check_id", "kind", "source_id", "source_type"),
                more=(ours("computed", "number"), ours("printed", "number"), ours("verdict")),
                page=_page("/quality#arithmetic"),
            ),
            _checked,
            "verdict",
        ),
        _with(
            _of_table(
                "reconciliations",
                *("reconciliation_id", "relation"),
                more=(ours("topic", codelist="topic"), ours("remainder", "number"), ours("no_remainder_because")),
                page=_page("/compare?show=sums#row-{}", "reconciliation_id"),
            ),
            _reconciled,
            "topic",
        ),
    )


def _changed() -> tuple[Collection, ...]:
    """What became of the data since they were first published."""
    page = _page("/corrections")
    return (
        _of_table(
            "changes",
            "change_id",
            "table",
            "row_key",
            "column",
            "kind",
            "correction_id",
            page=page,
            dates=("changed", "changed"),
        ),
        _of_table("corrections", "correction_id", "decision", page=page, dates=("reported", "reported")),
    )


@cache
def collections() -> Mapping[str, Collection]:
    """Every collection by its name in addresses."""
    found = (_figures(), _pairs(), *_registers(), *_statements(), *_examined(), *_changed())
    return MappingProxyType({collection.name: collection for collection in found})
