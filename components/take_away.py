"""What a reader takes away from a page: the rows that it shows, as files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from components import ids
from loaders.dataset import Dataset
from loaders.exports.asking import Asked
from loaders.exports.formats import FORMATS
from loaders.exports.taken import request_path
from loaders.texts import counted, text


def file_links(dataset: Dataset, asked: Asked, number: int, lang: str = "en", *, lead: str = "") -> html.Div:
    """How many rows there are, and each form in which they can be had; the number stands in the name of each link.

    ``lead`` is said instead of the number of rows.
    """
    rows = counted(dataset, f"take.{asked.collection}", number, lang=lang)
    items = []
    for extension, written in FORMATS.items():
        if written.is_of(asked.collection):
            name = text(dataset, f"format.{extension}", lang=lang)
            unseen = html.Span(text(dataset, "take.of", lang=lang, rows=rows), className="hidden")
            items.append(html.Li(html.A([name, unseen], href=request_path(asked, extension), download="")))
    told = lead or text(dataset, "take.download", lang=lang, rows=rows)
    return html.Div([html.P(told), html.Ul(items)], className="files")


def take_away(
    dataset: Dataset, files: Sequence[html.Div], *, folds: Sequence[Any] = (), lang: str = "en"
) -> html.Section:
    """The part of a page with its files, and under them what else can be done with it, each in a fold."""
    return html.Section(
        [html.H2(text(dataset, "take.heading", lang=lang), id=ids.TAKE), *files, *folds], className="take"
    )
