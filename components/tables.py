"""Real tables: every figure with its period, bound, publisher, counter and place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from components import ids
from components.attributes import attributes
from components.links import link, observation_href
from components.voices import mark
from loaders.dataset import Dataset
from loaders.locating import place_words
from loaders.texts import text
from loaders.words import Row, attribute_words, counter_words, period_words, value_words

Cell = Any


def table_row(cells: Sequence[Any], **named: Any) -> html.Tr:
    """A row of a table."""
    return html.Tr(list(cells), **named)


def row_heading(content: Cell, *, label: str = "", **named: Any) -> html.Th:
    """The cell that names a row; ``label`` is the heading of its column, shown beside it on a phone."""
    return html.Th(content, scope="row", **named, **_label(label))


def table_cell(content: Cell, *, label: str = "", **named: Any) -> html.Td:
    """A cell; ``label`` is the heading of its column, shown beside it on a phone."""
    return html.Td(content, **named, **_label(label))


def _label(label: str) -> dict[str, Any]:
    return attributes(data_label=label) if label else {}


def table(caption: str, headings: Sequence[str], rows: Sequence[html.Tr], *, name: str = "") -> html.Div:
    """A table that scrolls by itself on a narrow screen and can be reached by keyboard."""
    titles = [html.Th(heading, scope="col") for heading in headings]
    return html.Div(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(table_row(titles)),
                html.Tbody(list(rows)),
            ],
            className=name or None,
        ),
        className="table-scroll",
        role="region",
        tabIndex=0,
        **attributes(aria_label=caption),
    )


def _repeated_notes(records: Sequence[Row], lang: str) -> dict[str, int]:
    """The notes that several rows share, numbered from 1: they are told once, under the table."""
    notes = [_note(row, lang) for row in records]
    repeated = [note for note in dict.fromkeys(notes) if note and notes.count(note) > 1]
    return {note: number for number, note in enumerate(repeated, start=1)}


def _note(row: Row, lang: str) -> str:
    return str(row.get(f"note_{lang}") or row["note_en"])


def _warnings(dataset: Dataset, row: Row, *, numbered: dict[str, int], lang: str) -> list[Cell]:
    names = [name for name in row["all_warnings"].split("|") if name]
    labels = [
        html.Span(
            dataset.label("warnings", name, lang),
            className="warning",
            title=dataset.label("warnings", name, lang, column="explanation"),
        )
        for name in names
    ]
    if row["superseded"]:
        labels.insert(0, html.Span(text(dataset, "table.superseded", lang=lang), className="warning"))
    note = _note(row, lang)
    if not note:
        return list(labels)
    if note in numbered:
        return [*labels, html.Span(text(dataset, "table.note", lang=lang, number=numbered[note]), className="muted")]
    return [*labels, html.Span(note, className="note")]


def _source_cell(dataset: Dataset, row: Row, lang: str) -> list[Cell]:
    return [
        html.B(row["letter"], className=f"letter kind-{row['kind']}"),
        mark(row["kind"], row["origin"]),
        dataset.label("sources", row["source_id"], lang, column="short_label"),
    ]


def _counter_cell(dataset: Dataset, row: Row, lang: str) -> list[Cell]:
    relays = [dataset.label("bodies", body, lang) for body in row["via"].split("|") if body]
    cell: list[Cell] = [counter_words(dataset, row, lang)]
    if relays:
        cell.append(html.Span(text(dataset, "table.via", lang=lang, bodies=", ".join(relays)), className="note"))
    if row["origin"] != "unattributed":
        cell.append(html.Span(text(dataset, f"origin.{row['origin']}", lang=lang), className="note"))
    return cell


def figures_table(dataset: Dataset, lettered: pd.DataFrame, *, caption: str, lang: str = "en") -> html.Div:
    """Every figure of a frame with ``letter`` and ``kind`` (see ``components.voices``), one row each."""
    columns = ("period", "value", "of", "source", "counter", "locator", "printed", "care")
    headings = [text(dataset, f"table.{column}", lang=lang) for column in columns]
    records = lettered.to_dict("records")
    numbered = _repeated_notes(records, lang)
    rows = []
    for row in records:
        cells: list[Cell] = [
            period_words(dataset, row, lang),
            link(value_words(dataset, row, lang), observation_href(row["obs_id"])),
            attribute_words(dataset, row, lang) or text(dataset, "table.all", lang=lang),
            _source_cell(dataset, row, lang),
            _counter_cell(dataset, row, lang),
            place_words(dataset, row, lang),
            row["value_as_printed"],
            _warnings(dataset, row, numbered=numbered, lang=lang),
        ]
        rows.append(
            table_row(
                [
                    row_heading(cells[0], label=headings[0]),
                    table_cell(cells[1], label=headings[1], className="value"),
                    *(
                        table_cell(html.Div(content), label=label)
                        for label, content in zip(headings[2:], cells[2:], strict=True)
                    ),
                ],
                id=ids.row_id(row["obs_id"]),
                tabIndex=-1,
            )
        )
    told = table(caption, headings, rows, name="figures")
    return html.Div([told, *_notes(dataset, numbered, lang)]) if numbered else told


def _notes(dataset: Dataset, numbered: dict[str, int], lang: str) -> list[Cell]:
    return [
        html.Ol(
            [html.Li(note) for note in numbered],
            className="notes",
            **attributes(aria_label=text(dataset, "table.notes", lang=lang)),
        )
    ]
