"""The sheets of a workbook beside its table: what the signs mean, the sources, the columns and the codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.dataset import Dataset
from loaders.exports.asking import Asked
from loaders.exports.columns import Column, meaning
from loaders.exports.taken import API, Cell, Taken, taken
from loaders.exports.xlsx_markers import filled
from loaders.texts import text

#: What is said of a source in the file of other rows.
_SOURCE_COLUMNS = (
    *("source_id", "citation", "publisher", "publisher_label", "source_type", "source_type_label"),
    *("document_type", "document_type_label", "title", "symbol", "published", "published_precision", "accessed"),
    *("language", "url", "archived_url", "licence", "licence_url", "page"),
)


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table from A1.

    ``name`` stands on its tab, ``table`` names the table in it, ``holds`` says for the cover what it is of.
    """

    name: str
    table: str
    holds: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def said_name(column: Column) -> str:
    """The name of a column without the word to which of two figures it belongs."""
    return column.said.name if column.said else column.name


def ids_in(taken: Taken, columns: Iterable[int]) -> Iterator[tuple[str, int]]:
    """Every id in some columns with the number of its row; lists are taken apart."""
    places = tuple(columns)
    for number, row in enumerate(taken.rows):
        for cell in dict.fromkeys(one for place in places for one in str(row[place] or "").split("|")):
            if cell:
                yield cell, number


def sources_of(dataset: Dataset, found: Taken) -> Taken | None:
    """The sources that the rows name, in what is said of a source here; None where they name none, or are sources."""
    places = [place for place, column in enumerate(found.columns) if column.refers_to == "sources"]
    named = {source for source, _ in ids_in(found, places)}
    if not named or found.collection.name == "sources":
        return None
    site = found.about.request.partition(API)[0]
    whole = taken(dataset, Asked("sources", (("source_id", tuple(sorted(named))),), lang=found.asked.lang), site=site)
    place_of = {column.name: place for place, column in enumerate(whole.columns)}
    keep = [place_of[name] for name in _SOURCE_COLUMNS]
    rows = tuple(tuple(row[place] for place in keep) for row in whole.rows)
    return replace(whole, columns=tuple(whole.columns[place] for place in keep), rows=rows)


def table_sheet(dataset: Dataset, found: Taken) -> Sheet:
    """The rows themselves."""
    name, lang = found.collection.name, found.asked.lang
    one_is = (
        text(dataset, "xlsx.row_is_pair", lang=lang)
        if name == "comparisons"
        else text(dataset, f"table_of.{name}", lang=lang)
    )
    header = tuple(column.name for column in found.columns)
    return Sheet(text(dataset, f"sheet.of.{name}", lang=lang), name, one_is, header, filled(found))


def sources_sheet(dataset: Dataset, sources: Taken) -> Sheet:
    """The sources that the rows name, with their full citation."""
    lang = sources.asked.lang
    return replace(
        table_sheet(dataset, sources),
        name=text(dataset, "sheet.sources", lang=lang),
        holds=text(dataset, "xlsx.holds_sources", lang=lang),
    )


def columns_sheet(dataset: Dataset, tables: Sequence[tuple[str, Taken]], lang: str) -> Sheet:
    """The data dictionary: each column of the tables on the named sheets."""
    keys = ("workbook.sheet", "dictionary.column", "dictionary.meaning", "xlsx.kind", "xlsx.values", "xlsx.origin")
    return Sheet(
        text(dataset, "sheet.columns", lang=lang),
        "columns",
        text(dataset, "xlsx.holds_columns", lang=lang),
        tuple(text(dataset, key, lang=lang) for key in keys),
        [
            (
                sheet,
                column.name,
                meaning(dataset, column, lang),
                text(dataset, f"column_kind.{column.kind}", lang=lang),
                _values(dataset, column, lang),
                text(dataset, "xlsx.stored" if column.stored else "xlsx.derived", lang=lang),
            )
            for sheet, found in tables
            for column in found.columns
        ],
    )


def _values(dataset: Dataset, column: Column, lang: str) -> str:
    """Which values can stand in a column."""
    if column.codelist:
        return text(dataset, "dictionary.codelist", lang=lang, name=column.codelist)
    if column.refers_to:
        return text(dataset, "dictionary.refers_to", lang=lang, name=column.refers_to)
    return text(dataset, "xlsx.any", lang=lang)


#: Columns whose codes belong to the list that another column names: of a figure, and of each figure of a pair.
_PARTS = {f"breakdown_value{end}": f"breakdown{end}" for end in ("", "_a", "_b")}


def codes_sheet(dataset: Dataset, found: Taken) -> Sheet | None:
    """Every code that occurs in the rows, in words; None where there are no codes."""
    lang = found.asked.lang
    names = [column.name for column in found.columns]
    # By the place of a column with codes: the place of the column that names their list, or its own where all have one.
    lists = {
        place: place if column.codelist else names.index(_PARTS[column.name])
        for place, column in enumerate(found.columns)
        if column.codelist or column.name in _PARTS
    }
    codes: dict[int, set[tuple[str, str]]] = {place: set() for place in lists}
    for row in found.rows:
        for place, of in lists.items():
            if row[place] is not None:
                codes[place].add((found.columns[place].codelist or str(row[of]), str(row[place])))
    rows = [
        (names[place], code, dataset.code(codelist, code, lang))
        for place in lists
        for codelist, code in sorted(codes[place])
    ]
    keys = ("dictionary.column", "xlsx.code", "xlsx.words")
    header = tuple(text(dataset, key, lang=lang) for key in keys)
    holds = text(dataset, "xlsx.holds_codes", lang=lang)
    return Sheet(text(dataset, "sheet.codes", lang=lang), "codes", holds, header, rows) if rows else None
