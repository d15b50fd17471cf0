"""Numbers that look alike and count different things, and what does not fit inside one document."""

from __future__ import annotations

from typing import Any

from dash import html

from components import ids
from components.disagreement import reason_words
from components.figure_words import figure_link
from components.links import link
from components.source_words import source_name
from loaders.dataset import Dataset
from loaders.look_alikes import figures_of, inside_documents, look_alikes, statements_of
from loaders.texts import text
from loaders.words import Row, locator_words, printed_date


def _figure(dataset: Dataset, row: Row, lang: str) -> html.Li:
    return html.Li([figure_link(dataset, row, lang), html.Span(source_name(dataset, row, lang), className="note")])


def _item(dataset: Dataset, explanation: Row, items: list[html.Li], lang: str) -> html.Li:
    content: list[Any] = [html.Ul(items), reason_words(dataset, explanation, lang)]
    return html.Li(content, id=ids.row_anchor(explanation["explanation_id"]), className="alike")


def alike_list(dataset: Dataset, topic: str, lang: str = "en") -> list[Any]:
    """Every group of figures of a topic that look alike, with what is known; a sentence where there is none."""
    found = look_alikes(dataset)[topic]
    if not found:
        return [html.P(text(dataset, "compare.alike_none", lang=lang), className="muted")]
    items = [
        _item(dataset, row, [_figure(dataset, figure, lang) for figure in figures_of(dataset, row)], lang)
        for row in found
    ]
    return [html.Ul(items, className="alikes")]


def _statement(dataset: Dataset, event: Row, lang: str) -> html.Li:
    date = printed_date(event["event_date"], event["date_precision"], lang)
    label = dataset.label("events", event["event_id"], lang)
    return html.Li([html.B(date), f": {label}", html.Span(locator_words(dataset, event, lang), className="note")])


def inside_section(dataset: Dataset, topic: str, lang: str = "en") -> list[html.Section]:
    """Sums and dates that cannot be right as printed, with the way to all arithmetic; nothing where there are none."""
    items = []
    for row in inside_documents(dataset, topic):
        if row["about"] == "check":
            told = [_figure(dataset, figure, lang) for figure in figures_of(dataset, row)]
        else:
            told = [_statement(dataset, event, lang) for event in statements_of(dataset, row)]
        items.append(_item(dataset, row, told, lang))
    if not items:
        return []
    way = html.P(
        [
            text(dataset, "compare.inside.explained", lang=lang),
            " ",
            link(text(dataset, "compare.inside.quality", lang=lang), "/quality"),
        ],
        className="muted",
    )
    heading = html.H2(text(dataset, "compare.inside", lang=lang))
    return [html.Section([heading, way, html.Ul(items, className="alikes")], className="inside")]
