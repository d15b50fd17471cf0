"""The page on the data: sources with full citations, warnings, and the data dictionary out of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from components import ids
from components.cite_block import cite_block, source_cite_links
from components.downloads_section import downloads_section
from components.figure_origin import foreign
from components.links import link
from components.long_pages import CODES, SOURCES
from components.numbered import part, ways_on
from components.page_contents import page_contents
from components.tables import row_heading, table, table_cell, table_row
from components.version_line import version_words
from components.voices import mark
from loaders.citing.subject import Subject
from loaders.dataset import Dataset
from loaders.derive import OWN, RELAYED, UNATTRIBUTED
from loaders.fields import Field
from loaders.holdings import figures_by_source
from loaders.tables import TABLES, Table
from loaders.texts import LANGUAGES, counted, text
from loaders.words import Row, printed_date

_NOT_KNOWN = "not known"
#: Whose figures a source prints, in the order in which that is told.
ORIGINS = (OWN, RELAYED, UNATTRIBUTED)


def _address(dataset: Dataset, url: str, lang: str) -> Any:
    if url in ("", _NOT_KNOWN):
        return text(dataset, "source.not_known", lang=lang)
    return html.A(url.removeprefix("https://").removeprefix("http://")[:70], href=url, rel="noopener noreferrer")


def _or_not_known(dataset: Dataset, value: str, lang: str) -> str:
    return text(dataset, "source.not_known", lang=lang) if value in ("", _NOT_KNOWN) else value


def _in_english(value: str, lang: str) -> str | None:
    return None if value in ("", _NOT_KNOWN) else foreign(LANGUAGES[0], lang)


def _source(dataset: Dataset, source: Row, figures: Mapping[str, int], lang: str) -> html.Li:
    # Licences and full citations are entered in English.
    licence: Any = html.Span(_or_not_known(dataset, source["licence"], lang), lang=_in_english(source["licence"], lang))
    if source["licence_url"]:
        licence = html.A(licence, href=source["licence_url"], rel="noopener noreferrer")
    facts: list[tuple[str, Any]] = [
        ("figure.title_translated", source[f"title_{lang}"] or source["title_en"]),
        ("source.publisher", dataset.label("bodies", source["publisher"], lang)),
        ("source.symbol", source["symbol"].replace("|", ", ")),
        (
            "source.published",
            printed_date(source["published"], source["published_precision"], lang)
            or text(dataset, "source.not_known", lang=lang),
        ),
        ("source.accessed", _or_not_known(dataset, source["accessed"], lang)),
        ("source.url", _address(dataset, source["url"], lang)),
        ("source.archived_url", _address(dataset, source["archived_url"], lang)),
        ("source.licence", licence),
    ]
    note = source.get(f"note_{lang}") or source["note_en"]
    return html.Li(
        [
            html.H3(
                [
                    *(mark(source["source_type"], origin) for origin in ORIGINS if origin in figures),
                    dataset.label("sources", source["source_id"], lang, column="short_label"),
                ]
            ),
            html.P(source["citation"], className="citation", lang=foreign(LANGUAGES[0], lang)),
            html.Dl(
                [
                    part
                    for name, value in facts
                    if value
                    for part in (html.Dt(text(dataset, name, lang=lang)), html.Dd(value))
                ]
            ),
            html.P(counted(dataset, "source.figures", sum(figures.values()), lang=lang), className="muted"),
            *([html.P(note, className="note")] if note else []),
            source_cite_links(dataset, source["source_id"], lang),
        ],
        id=ids.source_anchor(source["source_id"]),
        tabIndex=-1,
    )


def _sources(dataset: Dataset, number: int, lang: str) -> html.Section:
    figures, sources = figures_by_source(dataset), dataset.table("sources").to_dict("records")
    shown = part(sources, number, SOURCES)
    items = [_source(dataset, source, figures.get(source["source_id"], {}), lang) for source in shown]
    ways = ways_on(dataset, "/data", number=number, total=len(sources), most=SOURCES, lang=lang)
    return html.Section(
        [html.H2(text(dataset, "data.sources", lang=lang)), *ways, html.Ul(items, className="source-list"), *ways],
        id=ids.SOURCES,
    )


def _rule(dataset: Dataset, table_: Table, field: Field, lang: str) -> str:
    codelist = table_.codelist(field.name)
    parts = [text(dataset, f"dictionary.{field.dtype}", lang=lang)]
    parts.append(
        text(dataset, "dictionary.required" if table_.is_required(field.name) else "dictionary.optional", lang=lang)
    )
    if codelist:
        parts.append(text(dataset, "dictionary.codelist", lang=lang, name=codelist))
    if field.refers_to:
        parts.append(text(dataset, "dictionary.refers_to", lang=lang, name=field.refers_to))
    return "; ".join(parts)


def _dictionary(dataset: Dataset, lang: str) -> html.Section:
    """Every table and column, generated from the schema."""
    headings = [text(dataset, f"dictionary.{name}", lang=lang) for name in ("column", "meaning", "rule")]
    blocks = []
    for table_ in TABLES.values():
        rows = [
            table_row(
                [
                    row_heading(html.Code(field.name), label=headings[0]),
                    table_cell(text(dataset, f"field.{field.name}", lang=lang), label=headings[1]),
                    table_cell(_rule(dataset, table_, field, lang), label=headings[2]),
                ]
            )
            for field in table_.fields
        ]
        what = text(dataset, f"table_of.{table_.name}", lang=lang)
        blocks.append(
            html.Details(
                [
                    html.Summary(
                        [html.Code(", ".join(f"data/{name}" for name in table_.files)), html.Span(f" {what}")]
                    ),
                    table(
                        text(dataset, "dictionary.caption", lang=lang, name=table_.name),
                        headings,
                        rows,
                        name="dictionary",
                    ),
                ]
            )
        )
    return html.Section(
        [
            html.H2(text(dataset, "data.dictionary", lang=lang)),
            html.P(text(dataset, "data.dictionary_explained", lang=lang), className="muted"),
            *blocks,
        ],
        id=ids.DICTIONARY,
    )


def _first_places(names: pd.Series) -> pd.Series:
    """For each name the place at which it first occurs."""
    return pd.Series(pd.factorize(names)[0], index=names.index)


def _codelists(dataset: Dataset, number: int, lang: str) -> html.Section:
    headings = [text(dataset, f"codes.{name}", lang=lang) for name in ("code", "label")]
    blocks = []
    every = dataset.table("codes").sort_values("codelist", key=_first_places, kind="stable")
    ways = ways_on(dataset, "/data", number=number, total=len(every), most=CODES, lang=lang)
    shown = every.take(list(part(range(len(every)), number, CODES)))
    for name, codes in shown.groupby("codelist", sort=False):
        rows = [
            table_row(
                [
                    row_heading(html.Code(code), label=headings[0]),
                    table_cell(dataset.code(str(name), code, lang), label=headings[1]),
                ]
            )
            for code in codes["code"]
        ]
        caption = text(dataset, "codes.caption", lang=lang, name=name)
        blocks.append(
            html.Details([html.Summary(html.Code(str(name))), table(caption, headings, rows, name="dictionary")])
        )
    return html.Section([html.H2(text(dataset, "data.codes", lang=lang)), *ways, *blocks], id=ids.CODES)


def _warnings(dataset: Dataset, lang: str) -> html.Section:
    items: list[Any] = []
    for name in dataset.table("warnings")["warning_id"]:
        items += [
            html.Dt(dataset.label("warnings", name, lang)),
            html.Dd(dataset.label("warnings", name, lang, column="explanation")),
        ]
    return html.Section(
        [html.H2(text(dataset, "data.warnings", lang=lang)), html.Dl(items, className="warnings")], id=ids.WARNINGS
    )


def _contents(dataset: Dataset, lang: str) -> html.Nav:
    parts = (
        (ids.DOWNLOADS, "downloads.heading"),
        (ids.SOURCES, "data.sources"),
        (ids.WARNINGS, "data.warnings"),
        (ids.DICTIONARY, "data.dictionary"),
        (ids.CODES, "data.codes"),
    )
    return page_contents(dataset, parts, name_key="data.contents", lang=lang)


def data_page(dataset: Dataset, lang: str = "en", *, number: int = 1) -> html.Div:
    """Sources, warnings, dictionary and codes; of many sources or codes part ``number``."""
    return html.Div(
        [
            html.H1(text(dataset, "data.heading", lang=lang), tabIndex=-1),
            html.P(text(dataset, "data.intro", lang=lang), className="intro"),
            html.P(link(text(dataset, "data.quality", lang=lang), "/quality")),
            html.P(
                [version_words(dataset, lang), " ", link(text(dataset, "data.corrections", lang=lang), "/corrections")]
            ),
            cite_block(dataset, Subject(), lang),
            _contents(dataset, lang),
            downloads_section(dataset, lang),
            _sources(dataset, number, lang),
            _warnings(dataset, lang),
            _dictionary(dataset, lang),
            _codelists(dataset, number, lang),
        ],
        className="data",
    )
