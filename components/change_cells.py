"""The cells of the change log in words: which rows were changed, in which column, and what stood and stands there."""

from __future__ import annotations

import re
from typing import Any

from dash import html

from components.links import evidence_href, link, observation_href, recommendation_href
from components.long_pages import source_href
from loaders.change_log import ADDED, REMOVED, row_cells
from loaders.changes import Entry
from loaders.dataset import Dataset
from loaders.fields import FIELDS
from loaders.related import figure_row
from loaders.selection import figure_ids
from loaders.tables import TABLES
from loaders.texts import LANGUAGES, text
from loaders.words import period_words

_LETTERS = re.compile("[A-Za-z]{2}")
#: The column that holds the name of a row for readers, where it is not the label.
_NAMES = {"sources": "short_label"}
_NAMED = ("bodies", "indicators", "sources", "warnings")


def value_cell(dataset: Dataset, table: str, column: str, value: str, *, lang: str = "en") -> Any:
    """A cell of the data in words; a code or an id that has none stands as it is."""
    if not value:
        return html.Span(text(dataset, "changes.nothing", lang=lang), className="muted")
    codelist, other = TABLES[table].codelist(column), FIELDS[column].refers_to
    if codelist:
        return dataset.code(codelist, value, lang) if dataset.has("codes", f"{codelist}:{value}") else value
    if other in _NAMED:
        names = [dataset.label(other, one, lang, _NAMES.get(other, "label")) for one in value.split("|")]
        return "; ".join(names)
    shown = value.replace("|", ", ")
    # What is no code and no id is what a document prints, or what we entered in English.
    return html.Span(shown, lang=LANGUAGES[0]) if lang != LANGUAGES[0] and _LETTERS.search(shown) else shown


def _facts(dataset: Dataset, table: str, words: str, lang: str) -> Any:
    """The facts of a row that was added or removed, one under another."""
    if not words:
        return value_cell(dataset, table, "", "", lang=lang)
    cells = [(column, cell) for column, cell in row_cells(table, words).items() if cell]
    return html.Ul(
        [
            html.Li([html.Code(column), " ", value_cell(dataset, table, column, cell, lang=lang)])
            for column, cell in cells
        ],
        className="facts",
    )


def before_and_since(dataset: Dataset, entry: Entry, lang: str = "en") -> tuple[Any, Any]:
    """What stood before a change, and what stands since."""
    both = (entry.old_value, entry.new_value)
    if entry.kind in (ADDED, REMOVED):
        old, new = (_facts(dataset, entry.table, words, lang) for words in both)
    else:
        old, new = (value_cell(dataset, entry.table, entry.column, value, lang=lang) for value in both)
    return old, new


def column_cell(dataset: Dataset, entry: Entry, lang: str = "en") -> list[Any]:
    """The column that was changed, with its meaning; for a whole row, that it was added or removed."""
    if not entry.column:
        return [dataset.code("change_kind", entry.kind, lang)]
    meaning = text(dataset, f"field.{entry.column}", lang=lang)
    return [html.Code(entry.column), html.Span(meaning, className="note")]


def _links(dataset: Dataset, keys: tuple[str, ...], lang: str) -> html.Span:
    """Each figure by its period, as a link to its page; by its id where it is gone."""
    parts: list[Any] = []
    for key in keys:
        if key in figure_ids(dataset):
            part: Any = link(period_words(dataset, figure_row(dataset, key), lang), observation_href(key))
        else:
            part = html.Code(key)
        parts += [part, ", "]
    return html.Span(parts[:-1], className="periods")


def rows_cell(dataset: Dataset, entry: Entry, lang: str = "en") -> list[Any]:
    """Which rows were changed, with links to where they are shown."""
    if entry.table != "observations":
        return _row(dataset, entry.table, entry.keys[0], lang)
    series = entry.series
    thing = dataset.label("indicators", series.indicator_id, lang)
    if series.attributes:
        thing = text(dataset, "chart.divided", lang=lang, indicator=thing, division=series.attributes)
    source = dataset.label("sources", series.source_id, lang, column="short_label")
    return [html.B(thing), html.Span(source, className="note"), _links(dataset, entry.keys, lang)]


def _row(dataset: Dataset, table: str, key: str, lang: str) -> list[Any]:
    """A row of another table than that of the figures."""
    what = html.Span(text(dataset, f"changes.in.{table}", lang=lang), className="note")
    if not dataset.has(table, key):
        return [html.Code(key), what]
    name = key if table == "checks" else dataset.label(table, key, lang, _NAMES.get(table, "label"))
    hrefs = {
        "sources": source_href(dataset, key) if table == "sources" else "",
        "indicators": evidence_href(key),
        "recommendations": recommendation_href(key),
    }
    return [link(name, hrefs[table]) if table in hrefs else html.B(name), what, html.Code(key)]
