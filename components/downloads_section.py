"""Everything that can be taken away, on one table, and how programs ask for it."""

from __future__ import annotations

from typing import Any

from dash import html

from components import ids
from components.address import SIZE, pack_line, whole_address
from components.tables import row_heading, table, table_cell, table_row
from loaders.dataset import Dataset
from loaders.exports.asking import Asked
from loaders.exports.collections import Collection, collections
from loaders.exports.formats import FORMATS
from loaders.exports.how_many import how_many
from loaders.exports.taken import API, DESCRIPTION, PACKAGE, request_path
from loaders.notation import whole
from loaders.publication import data_version
from loaders.texts import text

#: The command that makes the copy for use without a network.
MAKES_PACK = "make pack"
#: An address that shows how a request is made.
EXAMPLE = f"{API}/observations.csv?topic=adoptions&source_type=government&year_from=2005&year_to=2011"


def _row(dataset: Dataset, collection: Collection, headings: list[str], lang: str) -> html.Tr:
    name = text(dataset, f"collection.{collection.name}", lang=lang)
    unseen = html.Span(text(dataset, "take.of", lang=lang, rows=name), className="hidden")
    links: list[Any] = []
    for extension, written in FORMATS.items():
        if written.is_of(collection.name):
            words = text(dataset, f"format.{extension}", lang=lang)
            links.append(
                html.Li(
                    html.A(
                        [words, unseen], href=request_path(Asked(collection.name, lang=lang), extension), download=""
                    )
                )
            )
    number = whole(how_many(dataset, Asked(collection.name)), lang)
    return table_row(
        [
            row_heading(name[0].upper() + name[1:], label=headings[0]),
            table_cell(number, label=headings[1], className="number"),
            table_cell(html.Ul(links, className="forms"), label=headings[2]),
            table_cell(html.Code(f"{API}/{collection.name}"), label=headings[3]),
        ]
    )


def _pack(dataset: Dataset, lang: str) -> html.Div:
    """The copy for use without a network, or how it is made."""
    missing = html.P([text(dataset, "pack.missing", lang=lang), " ", html.Code(MAKES_PACK)], className="muted")
    explained = text(dataset, "pack.explained", lang=lang, version=data_version(dataset))
    return html.Div(
        [
            html.H3(text(dataset, "pack.heading", lang=lang)),
            pack_line(missing, text(dataset, "pack.offer", lang=lang, size=SIZE)),
            html.P(explained, className="muted"),
        ],
        className="needs-server",
    )


def downloads_section(dataset: Dataset, lang: str = "en") -> html.Section:
    """Every collection with its forms of file, all of them as one package, and the interface for programs."""
    headings = [text(dataset, f"downloads.{name}", lang=lang) for name in ("what", "rows", "files", "address")]
    rows = [_row(dataset, collection, headings, lang) for collection in collections().values()]
    package = html.A(text(dataset, "downloads.package", lang=lang), href=PACKAGE, download="")
    described = html.A(html.Code(DESCRIPTION), href=DESCRIPTION)
    return html.Section(
        [
            html.H2(text(dataset, "downloads.heading", lang=lang)),
            html.P(text(dataset, "downloads.intro", lang=lang)),
            html.Div(html.Ul(html.Li(package)), className="files"),
            html.P(text(dataset, "downloads.package_holds", lang=lang), className="muted"),
            table(text(dataset, "downloads.caption", lang=lang), headings, rows, name="figures downloads"),
            _pack(dataset, lang),
            html.H3(text(dataset, "downloads.programs", lang=lang)),
            html.P([text(dataset, "downloads.filters", lang=lang), " ", described, "."]),
            html.P([text(dataset, "downloads.example", lang=lang), " ", html.Code(whole_address(EXAMPLE))]),
        ],
        id=ids.DOWNLOADS,
    )
