"""The sheets of a workbook beside its table: what the signs mean, the sources, the columns and the codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from loaders.dataset import Dataset
from loaders.exports.asking import Asked
from loaders.exports.columns import Column, meaning
from loaders.exports.lazy_rows import Row
from loaders.exports.taken import API, Cell, Taken, taken
from loaders.exports.xlsx_layout import tab_name
from loaders.exports.xlsx_markers import Columns, Marker, filled, transposed
from loaders.texts import text

#: What is said of a source in the file of other rows.
_SOURCE_COLUMNS = (
    *("source_id", "citation", "publisher", "publisher_label", "source_type", "source_type_label"),
    *("document_type", "document_type_label", "title", "symbol", "published", "published_precision", "accessed"),
    *("language", "url", "archived_url", "licence", "licence_url", "page"),
)

#: Columns whose codes belong to the list that another column names: of a figure, and of each figure of a pair.
_PARTS = {f"breakdown_value{end}": f"breakdown{end}" for end in ("", "_a", "_b")}


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table from A1.

    ``name`` stands on its tab, ``table`` names the table in it, ``holds`` says for the cover what it is of.
    """

    name: str
    table: str
    holds: str
    header: tuple[str, ...]
    rows: Sequence[Row]
    #: The cells of some of the rows as they stand in the sheet.
    columns: Columns = transposed

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", tab_name(self.name))


def said_name(column: Column) -> str:
    """The name of a column without the word to which of two figures it belongs."""
    return column.said.name if column.said else column.name


class Named:
    """The sources and the codes in the rows of a file, gathered while these go by."""

    def __init__(self, found: Taken) -> None:
        self._found = found
        names = [column.name for column in found.columns]
        self._sources = [place for place, column in enumerate(found.columns) if column.refers_to == "sources"]
        # By the place of a column with codes: that of the column that names their list, or its own where all have one.
        self._lists = {
            place: place if column.codelist else names.index(_PARTS[column.name])
            for place, column in enumerate(found.columns)
            if column.codelist or column.name in _PARTS
        }
        #: The ids of sources; and by the place of a column with codes, each list with a code of it.
        self.sources: set[str] = set()
        self.codes: dict[int, set[tuple[str, str]]] = {place: set() for place in self._lists}

    def add(self, columns: Sequence[Sequence[Cell]]) -> None:
        """Some rows more, as columns with markers in their empty cells."""
        for place in self._sources:
            for ids in set(columns[place]):
                if not isinstance(ids, Marker):
                    self.sources.update(str(ids).split("|"))
        for place, of in self._lists.items():
            own = self._found.columns[place].codelist
            for code, codelist in set(zip(columns[place], columns[of], strict=True)):
                if not isinstance(code, Marker):
                    self.codes[place].add((own or str(codelist), str(code)))


def sources_of(dataset: Dataset, found: Taken, named: Set[str]) -> Taken | None:
    """The ``named`` sources, in what is said of a source here; None where there are none, or the rows are sources."""
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
    return Sheet(text(dataset, f"sheet.of.{name}", lang=lang), name, one_is, header, found.rows, filled(found))


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


def codes_sheet(dataset: Dataset, found: Taken, codes: Mapping[int, Set[tuple[str, str]]]) -> Sheet | None:
    """Every code that occurs in the rows, in words, as ``Named`` gathers them; None where there are no codes."""
    lang = found.asked.lang
    rows = [
        (found.columns[place].name, code, dataset.code(codelist, code, lang))
        for place, of_column in codes.items()
        for codelist, code in sorted(of_column)
    ]
    keys = ("dictionary.column", "xlsx.code", "xlsx.words")
    header = tuple(text(dataset, key, lang=lang) for key in keys)
    holds = text(dataset, "xlsx.holds_codes", lang=lang)
    return Sheet(text(dataset, "sheet.codes", lang=lang), "codes", holds, header, rows) if rows else None
