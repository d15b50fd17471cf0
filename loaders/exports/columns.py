"""The columns of files for readers: those of the data, and what we add so that each row explains itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from loaders.dataset import Dataset
from loaders.fields import FIELDS
from loaders.tables import TABLES, Table
from loaders.texts import text

#: ``address`` is a path of this site, ``list`` holds ids joined by ``|``.
Kind = Literal["text", "number", "integer", "date", "list", "boolean", "address"]
#: The cells of a column, given the rows of its collection and a language.
Cells = Callable[[Dataset, pd.DataFrame, str], pd.Series]


@dataclass(frozen=True)
class Column:
    """A column of a file: its name, what its cells are, and how they are found.

    ``stored`` columns stand in the data as they are; the others are ours. ``codelist`` and ``refers_to`` say where
    its codes are explained. ``words_for`` names the column whose codes it puts into words; ``of_figure`` is ``a`` or
    ``b`` for what is said of one of two figures, and ``said`` that column of figures.
    """

    name: str
    kind: Kind
    cells: Cells
    stored: bool = False
    codelist: str = ""
    refers_to: str = ""
    words_for: str = ""
    of_figure: str = ""
    said: Column | None = None


#: Columns of ours that share their name with a column of the data, and say something else.
OTHER_THAN_FIELDS = frozenset(["place"])


def meaning(dataset: Dataset, column: Column, lang: str = "en") -> str:
    """What the cells of a column are, in a sentence for readers."""
    if column.said:
        return text(
            dataset, f"column.of_figure.{column.of_figure}", lang=lang, meaning=meaning(dataset, column.said, lang)
        )
    if column.words_for:
        return text(dataset, "column.words_for", lang=lang, name=column.words_for)
    if column.name in FIELDS and column.name not in OTHER_THAN_FIELDS:
        return text(dataset, f"field.{column.name}", lang=lang)
    return text(dataset, f"column.{column.name}", lang=lang)


def as_it_is(name: str) -> Cells:
    """The cells of a column of the same rows."""
    return lambda _dataset, rows, _lang: rows[name]


def each(words: Callable[[Dataset, str, str], str], name: str) -> Cells:
    """The words for each different cell of a column, found once; nothing for an empty cell."""

    def cells(dataset: Dataset, rows: pd.DataFrame, lang: str) -> pd.Series:
        found = {cell: words(dataset, cell, lang) if cell else "" for cell in rows[name].unique()}
        return rows[name].map(found)

    return cells


def of_each_row(words: Callable[[Dataset, Any, str], Any], *names: str) -> Cells:
    """What each row says, found once for rows that say the same in the columns ``names``, the only ones looked at."""

    def cells(dataset: Dataset, rows: pd.DataFrame, lang: str) -> pd.Series:
        keys = list(zip(*(rows[name].tolist() for name in names), strict=True)) if names else [()] * len(rows)
        found = {key: words(dataset, dict(zip(names, key, strict=True)), lang) for key in dict.fromkeys(keys)}
        return pd.Series([found[key] for key in keys], index=rows.index, dtype=object)

    return cells


def stored(table: Table, names: Sequence[str] = ()) -> tuple[Column, ...]:
    """Columns of a table of the data as they stand there; all of them, or those named."""
    return tuple(
        Column(
            field.name,
            "text" if field.dtype == "text" else field.dtype,  # type: ignore[arg-type]
            as_it_is(field.name),
            stored=True,
            codelist=table.codelist(field.name),
            refers_to=field.refers_to,
        )
        for field in table.fields
        if not names or field.name in names
    )


def ours(name: str, kind: Kind = "text", cells: Cells | None = None, *, codelist: str = "") -> Column:
    """A column that we derive; without ``cells`` the rows hold it under the same name."""
    return Column(name, kind, cells or as_it_is(name), codelist=codelist)


def in_words(name: str, cells: Cells) -> Column:
    """The words for the cells of a column, as ``<name>_label``."""
    return Column(f"{name}_label", "text", cells, words_for=name)


def code_label(name: str, codelist: str = "") -> Column:
    """The words for the codes of a column, as ``<name>_label``."""
    return in_words(name, each(lambda dataset, code, lang: dataset.code(codelist or name, code, lang), name))


def row_label(name: str, table: str, column: str = "label") -> Column:
    """The words for the row of another table that a column names, as ``<name>_label``; several joined by ``; ``."""

    def words(dataset: Dataset, ids: str, lang: str) -> str:
        return "; ".join(dataset.label(table, one, lang, column=column) for one in ids.split("|"))

    return in_words(name, each(words, name))


def of_source(name: str, column: str) -> Column:
    """A cell of the row's source, such as its citation."""
    return ours(
        name, cells=each(lambda dataset, source, _lang: str(dataset.row("sources", source)[column]), "source_id")
    )


def labels_of(table: str) -> list[Column]:
    """The words for every coded column of a table."""
    found = TABLES[table]
    return [code_label(field.name, found.codelist(field.name)) for field in found.fields if found.codelist(field.name)]
