"""The tables of the data package: the data as they are kept, and the pairs of figures that we compute."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import pandas as pd

from loaders.cells import number_text
from loaders.dataset import Dataset
from loaders.exports.as_csv import csv_lines
from loaders.exports.collections import collections
from loaders.exports.columns import Column, Kind, stored
from loaders.exports.figures import PAIR_COLUMNS, explained_pairs
from loaders.exports.lazy_rows import AT_A_TIME
from loaders.exports.taken import MOST_HELD
from loaders.tables import TABLES
from loaders.texts import text

#: Tables that say how this site is made and not what is known: its words, its import rules, headings of documents, and
#: the lessons that are built from the figures.
LEFT_OUT = frozenset({"texts", "imports", "outlines", "lessons", "lesson_steps", "lesson_questions"})
PAIRS = "comparisons"
_OF_PAIRS = (*PAIR_COLUMNS, "explanation_id", "verdict")


@dataclass(frozen=True)
class PackagedTable:
    """A table of the package: its name, its columns, what names a row, and the rows."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Dataset], pd.DataFrame]

    @property
    def path(self) -> str:
        """Where the table stands in the package."""
        return f"data/{self.name}.csv"


def packaged_tables() -> tuple[PackagedTable, ...]:
    """Every table of the package, in the order of ``loaders.tables``; what we compute comes last."""
    kept = [
        PackagedTable(name, stored(table), table.key, partial(_kept, name=name))
        for name, table in TABLES.items()
        if name not in LEFT_OUT
    ]
    pairs = collections()[PAIRS]
    columns = tuple(column for column in pairs.columns if column.name in _OF_PAIRS)
    return (*kept, PackagedTable(PAIRS, columns, pairs.key, explained_pairs))


def are_many(dataset: Dataset) -> bool:
    """Whether the tables together are too large for a file that is held as a whole."""
    return sum(len(table.rows(dataset)) * len(table.columns) for table in packaged_tables()) > MOST_HELD


def _kept(dataset: Dataset, *, name: str) -> pd.DataFrame:
    return dataset.table(name)


def one_row_is(dataset: Dataset, table: PackagedTable, lang: str = "en") -> str:
    """What a row of a table is, in a sentence."""
    key = "package.pairs" if table.name == PAIRS else f"table_of.{table.name}"
    return text(dataset, key, lang=lang)


def table_csv(dataset: Dataset, table: PackagedTable) -> Iterator[bytes]:
    """A table as CSV in UTF-8 (RFC 4180), every text letter by letter as it is kept, part by part as it is made."""
    header = [column.name for column in table.columns]
    return csv_lines(header, _lines(table.rows(dataset), table.columns), guard=False)


def _lines(rows: pd.DataFrame, columns: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(rows), AT_A_TIME):
        part = rows.iloc[start : start + AT_A_TIME]
        yield from zip(*(_written(column.kind, part[column.name]) for column in columns), strict=True)


def _written(kind: Kind, cells: pd.Series) -> list[str]:
    write = _WRITTEN.get(kind, str)
    empty = (cells.isna() | (cells == "")).fillna(True)
    return ["" if nothing else write(cell) for cell, nothing in zip(cells.tolist(), empty.tolist(), strict=True)]


_WRITTEN: Mapping[Kind, Callable[[Any], str]] = MappingProxyType(
    {"number": lambda cell: number_text(float(cell)), "date": lambda cell: str(cell.date().isoformat())}
)
