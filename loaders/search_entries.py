"""What can be searched for, and under which words: indicators, sources, bodies, gap statements and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.dataset import Dataset
from loaders.divisions import TOTAL
from loaders.locating import place_words
from loaders.texts import LANGUAGES
from loaders.words import Row, attribute_words, period_words, value_words

#: The kinds of things, in the order in which they are shown.
KINDS = ("indicators", "sources", "bodies", "gaps", "observations")
_COLUMNS = ("en", "ru", "kk")


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: the texts under which it is found, by how much they count.

    ``years`` are the only years under which a figure is found besides its printed value, so that the year of its
    report does not bring it up; None where every year in a text counts. Of ``names`` (ids) only parts that hold a
    letter count. ``exact`` are tokens that count as they stand. ``own_year`` is the year in which the whole
    period lies.
    """

    kind: str
    key: str
    label: tuple[str, ...]
    rest: tuple[str, ...]
    printed: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    years: frozenset[str] | None = None
    exact: tuple[str, ...] = ()
    own_year: str = ""


def entries(dataset: Dataset, figures: Iterable[Row]) -> list[Entry]:
    """Everything that can be found, kind by kind; ``figures`` are rows of ``Dataset.observations`` in order."""
    return [
        *_indicators(dataset),
        *_sources(dataset),
        *_bodies(dataset),
        *_gaps(dataset),
        *(_figure(dataset, row) for row in figures),
    ]


def in_reading_order(observations: pd.DataFrame) -> pd.DataFrame:
    """Figures that say most first: not replaced, totals before parts, the latest first, undated last."""
    return observations.assign(part=observations["division"] != TOTAL).sort_values(
        ["superseded", "part", "period_end"], ascending=[True, True, False], na_position="last"
    )


def counted_by(body_id: str) -> str:
    """The word under which exactly the figures are found that a body counted."""
    return f"{body_id}/counted"


def _said(row: Mapping[str, Any], *columns: str) -> Iterator[str]:
    """The texts of a row in every language that has them."""
    for column in columns:
        yield from (str(row[f"{column}_{lang}"]) for lang in _COLUMNS if row.get(f"{column}_{lang}"))


def _words(dataset: Dataset, table: str, key: str, column: str = "label") -> Iterator[str]:
    if dataset.has(table, key):
        yield from _said(dataset.row(table, key), column)


def _codes(dataset: Dataset, row: Row, **codelists: str) -> Iterator[str]:
    """The words for the codes in some columns of a row; the column's name leads to the list of codes."""
    for column, codelist in codelists.items():
        yield from _words(dataset, "codes", f"{codelist}:{row[column]}")


def _indicator_codes(dataset: Dataset, row: Row) -> Iterator[str]:
    return _codes(dataset, row, topic="topic", group="indicator_group", stage="stage")


def _rows(dataset: Dataset, table: str) -> list[dict[Any, Any]]:
    return dataset.table(table).to_dict("records")


def _indicators(dataset: Dataset) -> Iterator[Entry]:
    for row in _rows(dataset, "indicators"):
        rest = (*_said(row, "definition"), *_indicator_codes(dataset, row))
        yield Entry("indicators", row["indicator_id"], tuple(_said(row, "label")), rest, names=(row["indicator_id"],))


def _sources(dataset: Dataset) -> Iterator[Entry]:
    for row in _rows(dataset, "sources"):
        label = (*_said(row, "short_label", "title"), row["title"], *row["symbol"].split("|"))
        kinds = _codes(dataset, row, source_type="source_type", document_type="document_type")
        rest = (row["citation"], *_words(dataset, "bodies", row["publisher"]), *kinds, *_said(row, "note"))
        yield Entry("sources", row["source_id"], label, rest, names=(row["source_id"],))


def _bodies(dataset: Dataset) -> Iterator[Entry]:
    for row in _rows(dataset, "bodies"):
        rest = (*_codes(dataset, row, kind="body_kind"), *_words(dataset, "bodies", row["parent"]))
        yield Entry("bodies", row["body_id"], tuple(_said(row, "label")), rest, names=(row["body_id"],))


def _gaps(dataset: Dataset) -> Iterator[Entry]:
    for row in _rows(dataset, "gaps"):
        rest = (
            *_codes(dataset, row, kind="gap_kind", topic="topic"),
            *_words(dataset, "indicators", row["indicator_id"]),
            *_words(dataset, "sources", row["source_id"], "short_label"),
            row["locator"],
            *(() if pd.isna(row["period_start"]) else (period_words(dataset, row, lang) for lang in LANGUAGES)),
        )
        yield Entry("gaps", row["gap_id"], tuple(_said(row, "label")), rest, names=(row["gap_id"],))


def _figure(dataset: Dataset, row: Row) -> Entry:
    bodies = [row["counted_by"], *row["via"].split("|")]
    years = _years(row)
    rest = (
        *(period_words(dataset, row, lang) for lang in LANGUAGES if pd.notna(row["period_start"])),
        *(attribute_words(dataset, row, lang) for lang in LANGUAGES),
        *_words(dataset, "sources", row["source_id"], "short_label"),
        place_words(dataset, row),
        *(words for body in bodies for words in _words(dataset, "bodies", body)),
        *_indicator_codes(dataset, row),
        *_said(row, "note"),
    )
    return Entry(
        "observations",
        row["obs_id"],
        tuple(_words(dataset, "indicators", row["indicator_id"])),
        rest,
        printed=(row["value_as_printed"], *(value_words(dataset, row, lang) for lang in LANGUAGES)),
        names=(row["obs_id"], row["indicator_id"], row["breakdown_value"]),
        years=years,
        exact=(counted_by(row["counted_by"]),) if row["counted_by"] else (),
        own_year=min(years) if len(years) == 1 else "",
    )


def _years(row: Row) -> frozenset[str]:
    """Every calendar year that a figure's period touches."""
    undated = bool(pd.isna(row["period_start"]))
    years = range(0) if undated else range(row["period_start"].year, row["period_end"].year + 1)
    return frozenset(map(str, years))
