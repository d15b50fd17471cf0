"""Where one figure comes from: who counted it, through whom it came, who printed it, and in which document."""

from __future__ import annotations

from typing import Any

from babel import Locale
from dash import html

from components.links import link
from components.long_pages import source_href
from components.voices import mark
from loaders.dataset import Dataset
from loaders.derive import OWN, RELAYED, UNATTRIBUTED
from loaders.locating import place_words
from loaders.texts import text
from loaders.words import Row, printed_date

_NOT_KNOWN = "not known"
#: An address is shown up to this length; the link leads to all of it.
_LONGEST_ADDRESS = 70
_ORIGIN_TEXTS = {
    OWN: "figure.origin_own",
    RELAYED: "figure.origin_relayed",
    UNATTRIBUTED: "figure.origin_unattributed",
}


def foreign(language: str, lang: str) -> str | None:
    """The language of quoted words for their ``lang`` attribute, or None where it is that of the page."""
    return None if language == lang else language


def _step(dataset: Dataset, key: str, *, told: list[Any], lang: str) -> html.Li:
    return html.Li([html.Span(text(dataset, key, lang=lang), className="step"), " ", *told])


def _counter(dataset: Dataset, row: Row, lang: str) -> list[Any]:
    body = row["counted_by"]
    if not body:
        return [text(dataset, "figure.nobody", lang=lang)]
    parent = dataset.row("bodies", body)["parent"]
    part_of = text(dataset, "figure.part_of", lang=lang, body=dataset.label("bodies", parent, lang)) if parent else ""
    return [html.B(dataset.label("bodies", body, lang)), *([html.Span(part_of, className="note")] if parent else [])]


def _printer(dataset: Dataset, row: Row, lang: str) -> list[Any]:
    """The publisher with its mark and kind, and its document; the press takes the kind of the body it quotes."""
    kind = dataset.code("source_type", row["source_type"], lang)
    if row["printed_by_media"]:
        kind = text(dataset, "key.press", lang=lang)
    return [
        mark(row["source_type"], row["origin"]),
        html.B(dataset.label("bodies", row["publisher"], lang)),
        f" ({kind})",
        html.Span(dataset.label("sources", row["source_id"], lang, column="short_label"), className="note"),
    ]


def chain(dataset: Dataset, row: Row, lang: str = "en") -> html.Ol:
    """The way of a figure from the body that counted to the document that prints it."""
    printer = _printer(dataset, row, lang)
    relays = [
        _step(dataset, "figure.relayed_by", told=[html.B(dataset.label("bodies", body, lang))], lang=lang)
        for body in row["via"].split("|")
        if body
    ]
    if row["counted_by"] == row["publisher"] and not relays:
        steps = [_step(dataset, "figure.counted_and_printed", told=printer, lang=lang)]
    else:
        counter = _step(dataset, "figure.counted_by", told=_counter(dataset, row, lang), lang=lang)
        steps = [counter, *relays, _step(dataset, "figure.printed_by", told=printer, lang=lang)]
    return html.Ol(steps, className="chain")


def origin_section(dataset: Dataset, row: Row, heading: Any, lang: str = "en") -> html.Section:
    """The way of a figure from the body that counted to the document that prints it, and whose figure that makes it."""
    origin = html.P(text(dataset, _ORIGIN_TEXTS[row["origin"]], lang=lang))
    return html.Section([heading, chain(dataset, row, lang), origin])


def _address(dataset: Dataset, url: str, lang: str) -> Any:
    if url in ("", _NOT_KNOWN):
        return text(dataset, "source.not_known", lang=lang)
    shown = url.removeprefix("https://").removeprefix("http://")
    if len(shown) > _LONGEST_ADDRESS:
        shown = f"{shown[:_LONGEST_ADDRESS]}…"
    return html.A(shown, href=url, rel="noopener noreferrer")


def _title(dataset: Dataset, source: Row, lang: str) -> Any:
    if source["title"] == _NOT_KNOWN:
        return text(dataset, "source.not_known", lang=lang)
    return html.Cite(source["title"], lang=foreign(source["language"], lang))


def document_section(dataset: Dataset, row: Row, heading: Any, lang: str = "en") -> html.Section:
    """The document with its symbol, its dates, its addresses and the place where the figure is printed."""
    source = dataset.row("sources", row["source_id"])
    published = printed_date(source["published"], source["published_precision"], lang)
    facts: list[tuple[str, Any]] = [
        ("figure.title", _title(dataset, source, lang)),
        ("figure.title_translated", source[f"title_{lang}"] or source["title_en"]),
        ("table.locator", html.B(place_words(dataset, row, lang))),
        ("source.symbol", source["symbol"].replace("|", ", ")),
        ("figure.citation", dataset.label("sources", row["source_id"], lang, column="short_label")),
        ("source.published", published or text(dataset, "source.not_known", lang=lang)),
        ("figure.language", Locale.parse(source["language"]).get_display_name(lang)),
        ("source.url", _address(dataset, source["url"], lang)),
        ("source.archived_url", _address(dataset, source["archived_url"], lang)),
    ]
    terms = [html.Div([html.Dt(text(dataset, key, lang=lang)), html.Dd(value)]) for key, value in facts if value]
    about = link(text(dataset, "figure.about_source", lang=lang), href=source_href(dataset, row["source_id"]))
    return html.Section([heading, html.Dl(terms, className="figure-facts"), html.P(about)])
