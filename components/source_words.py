"""Whose figure it is in one or two lines: the document, the place in it, who counted, and through whom it came."""

from __future__ import annotations

from typing import Any

from dash import html

from components.source_link import source_link
from components.voices import mark, who_counted
from loaders.dataset import Dataset
from loaders.locating import place_words
from loaders.texts import text
from loaders.words import Row


def source_name(dataset: Dataset, row: Row, lang: str = "en") -> list[Any]:
    """The mark of a figure's publisher and origin, and its document as a link to all about it."""
    return [mark(row["source_type"], row["origin"]), source_link(dataset, row["source_id"], lang)]


def counted_words(dataset: Dataset, row: Row, lang: str = "en") -> str:
    """Who counted, whether it is the publisher's own figure, and through whom it came."""
    said = who_counted(dataset, row, lang)
    relays = [dataset.label("bodies", body, lang) for body in row["via"].split("|") if body]
    via = [text(dataset, "table.via", lang=lang, bodies=", ".join(relays))] if relays else []
    return ", ".join([said[:1].upper() + said[1:], *via])


def source_lines(dataset: Dataset, row: Row, lang: str = "en", *, place: bool = True) -> list[Any]:
    """The document of a figure, the ``place`` in it, and who counted; a figure that was replaced says so."""
    parts: list[Any] = [
        html.Span(source_name(dataset, row, lang), className="source-name"),
        *([html.Span(place_words(dataset, row, lang), className="note")] if place else []),
        html.Span(counted_words(dataset, row, lang), className="note"),
    ]
    if row["superseded"]:
        parts.append(html.Span(text(dataset, "table.superseded", lang=lang), className="warning"))
    return parts
