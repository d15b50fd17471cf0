"""What can be searched for, and under which words: indicators, sources, bodies, gap statements and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
#: Facets of figures whose values have names of their own.
INDICATOR, SOURCE, COUNTER = "indicator_id", "source_id", "counted_by"
_COLUMNS = ("en", "ru", "kk")


@dataclass(frozen=True)
class Said:
    """Texts under which something is found, by how much they count.

    Of ``names`` (ids) only parts that hold a letter count. ``exact`` are tokens that count as they stand, ``own_year``
    is the year in which a whole period lies. Without ``years_count`` no year in the label and the rest is found: the
    year of its report does not bring a figure up.
    """

    label: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    own_year: str = ""
    years_count: bool = False


@dataclass(frozen=True)
class Thing:
    """One thing other than a figure that can be found: a row of the table ``kind`` by its key."""

    kind: str
    key: str
    said: Said


@dataclass(frozen=True)
class Facet:
    """What some columns say of figures. Many figures say the same, so that each different value is read once."""

    name: str
    columns: tuple[str, ...]
    said: Callable[[Dataset, Row], Said]


def things(dataset: Dataset) -> list[Thing]:
    """Everything that can be found besides figures, kind by kind."""
    return [*_indicators(dataset), *_sources(dataset), *_bodies(dataset), *_gaps(dataset)]


def facets() -> tuple[Facet, ...]:
    """What figures say besides their ids; a figure says what its values in all facets say."""
    return (
        Facet(INDICATOR, ("indicator_id", "topic", "group", "stage"), _of_indicator),
        Facet(
            "division", ("division", "breakdown", "breakdown_value", "population", "sex", "age", "ref_area"), _of_part
        ),
        Facet("period", ("period_start", "period_end"), _of_period),
        Facet(SOURCE, ("source_id",), _of_source),
        Facet("place", ("locator",), lambda dataset, row: Said(rest=(place_words(dataset, row),))),
        Facet(COUNTER, ("counted_by",), _of_counter),
        Facet("via", ("via",), lambda dataset, row: Said(rest=_bodies_said(dataset, row["via"].split("|")))),
        Facet("note", ("note_en", "note_ru", "note_kk"), lambda _dataset, row: Said(rest=tuple(_said(row, "note")))),
        Facet("value", ("value_as_printed", "obs_value", "bound", "threshold", "unit_measure"), _of_value),
    )


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


def _thing(kind: str, key: str, label: tuple[str, ...], rest: tuple[str, ...]) -> Thing:
    return Thing(kind, key, Said(label, rest, names=(key,), years_count=True))


def _rows(dataset: Dataset, table: str) -> list[dict[Any, Any]]:
    return dataset.table(table).to_dict("records")


def _indicators(dataset: Dataset) -> Iterator[Thing]:
    for row in _rows(dataset, "indicators"):
        rest = (*_said(row, "definition"), *_indicator_codes(dataset, row))
        yield _thing("indicators", row["indicator_id"], tuple(_said(row, "label")), rest)


def _sources(dataset: Dataset) -> Iterator[Thing]:
    for row in _rows(dataset, "sources"):
        label = (*_said(row, "short_label", "title"), row["title"], *row["symbol"].split("|"))
        kinds = _codes(dataset, row, source_type="source_type", document_type="document_type")
        rest = (row["citation"], *_words(dataset, "bodies", row["publisher"]), *kinds, *_said(row, "note"))
        yield _thing("sources", row["source_id"], label, rest)


def _bodies(dataset: Dataset) -> Iterator[Thing]:
    for row in _rows(dataset, "bodies"):
        rest = (*_codes(dataset, row, kind="body_kind"), *_words(dataset, "bodies", row["parent"]))
        yield _thing("bodies", row["body_id"], tuple(_said(row, "label")), rest)


def _gaps(dataset: Dataset) -> Iterator[Thing]:
    for row in _rows(dataset, "gaps"):
        rest = (
            *_codes(dataset, row, kind="gap_kind", topic="topic"),
            *_words(dataset, "indicators", row["indicator_id"]),
            *_words(dataset, "sources", row["source_id"], "short_label"),
            row["locator"],
            *(() if pd.isna(row["period_start"]) else (period_words(dataset, row, lang) for lang in LANGUAGES)),
        )
        yield _thing("gaps", row["gap_id"], tuple(_said(row, "label")), rest)


def _of_indicator(dataset: Dataset, row: Row) -> Said:
    label = tuple(_words(dataset, "indicators", row["indicator_id"]))
    return Said(label, tuple(_indicator_codes(dataset, row)), names=(row["indicator_id"],))


def _of_part(dataset: Dataset, row: Row) -> Said:
    said = tuple(attribute_words(dataset, row, lang) for lang in LANGUAGES)
    return Said(rest=said, names=(row["breakdown_value"],))


def _of_period(dataset: Dataset, row: Row) -> Said:
    """The period in words, and every calendar year that it touches."""
    undated = bool(pd.isna(row["period_start"]))
    if undated:
        return Said()
    years = tuple(str(year) for year in range(row["period_start"].year, row["period_end"].year + 1))
    said = tuple(period_words(dataset, row, lang) for lang in LANGUAGES)
    return Said(rest=said, exact=years, own_year=years[0] if len(years) == 1 else "")


def _of_source(dataset: Dataset, row: Row) -> Said:
    return Said(rest=tuple(_words(dataset, "sources", row["source_id"], "short_label")))


def _bodies_said(dataset: Dataset, bodies: Iterable[str]) -> tuple[str, ...]:
    return tuple(words for body in bodies for words in _words(dataset, "bodies", body))


def _of_counter(dataset: Dataset, row: Row) -> Said:
    body = row["counted_by"]
    return Said(rest=_bodies_said(dataset, [body]), exact=(counted_by(body),) if body else ())


def _of_value(dataset: Dataset, row: Row) -> Said:
    return Said(printed=(row["value_as_printed"], *(value_words(dataset, row, lang) for lang in LANGUAGES)))
