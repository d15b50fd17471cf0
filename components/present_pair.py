"""Two figures side by side as screens for a class: one, then both, then drawn, how they stand to each other, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from components.chart import Figure
from components.disagreement import computed_words, pair_words, reason_words
from components.drawn import drawn
from components.figure_others import CLASS_TEXTS
from components.pair_chart import period_tracks, ready, value_tracks
from components.slides import Slide, words_style
from components.source_words import source_lines
from components.voices import mark, who_counted
from loaders.dataset import Dataset
from loaders.disagreements import Paired, pair_of
from loaders.quoting import quote_of_pair
from loaders.texts import text
from loaders.words import Row, period_words, value_words


def pair_slides(dataset: Dataset, key: str, lang: str = "en") -> list[Slide]:
    """The screens of a pair; ``key`` names both figures with a slash between them."""
    obs_a, obs_b = key.split("/")
    pair = pair_of(dataset, obs_a, obs_b)
    rows, what = (pair.first, pair.second), pair_words(dataset, pair, lang)
    notes = pair_notes(dataset, pair, lang)

    def slide(prompt: str, content: Sequence[Any], style: str) -> Slide:
        heading, named = text(dataset, f"present.prompt.{prompt}", lang=lang), html.P(what, className="of-what")
        return Slide(heading, [named, *content], notes=notes, style=style)

    first, second = numbers(dataset, rows, lang)
    return [
        slide("single", [html.Div([first, _unseen(second)], className="two")], "of-numbers"),
        slide("both", [html.Div(numbers(dataset, rows, lang), className="two")], "of-numbers"),
        slide("drawn", tracks(dataset, rows, lang), "of-tracks"),
        *_words(dataset, pair, notes, lang),
    ]


def _unseen(number: html.Div) -> html.Div:
    return html.Div(number.children, className="number unrevealed")


def numbers(dataset: Dataset, rows: Sequence[Row], lang: str = "en", *, named: bool = False) -> list[html.Div]:
    """Figures in the largest type, each with its period and its source, and, where ``named``, with what it counts."""
    return [_number(dataset, row, lang, named=named) for row in rows]


def _number(dataset: Dataset, row: Row, lang: str, *, named: bool) -> html.Div:
    thing = [html.P(dataset.label("indicators", row["indicator_id"], lang))] if named else []
    source = dataset.label("sources", row["source_id"], lang, column="short_label")
    return html.Div(
        [
            html.P(value_words(dataset, row, lang), className="value"),
            *thing,
            html.P(period_words(dataset, row, lang)),
            html.P([mark(row["source_type"], row["origin"]), " ", source, ": ", who_counted(dataset, row, lang)]),
        ],
        className="number",
    )


def tracks(dataset: Dataset, rows: Sequence[Row], lang: str = "en") -> list[Any]:
    """The values of figures on one axis, if they have one unit, and their periods on one axis of years."""
    figures = [ready(dataset, row, lang) for row in rows]
    units = dict.fromkeys(dataset.code("unit_measure", row["unit_measure"], lang) for row in rows)
    value = text(dataset, "compare.value", lang=lang, unit=" / ".join(units))
    blocks = [_tracks(value, rows, value_tracks(dataset, figures, lang), dataset, lang)] if len(units) == 1 else []
    return [*blocks, _tracks(text(dataset, "compare.days", lang=lang), rows, period_tracks(figures), dataset, lang)]


def _tracks(heading: str, rows: Sequence[Row], figures: Sequence[Figure], dataset: Dataset, lang: str) -> html.Div:
    parts: list[Any] = [html.P(heading, className="track-heading")]
    for row, figure in zip(rows, figures, strict=True):
        source = dataset.label("sources", row["source_id"], lang, column="short_label")
        words = html.P([mark(row["source_type"], row["origin"]), " ", source], className="track-name")
        parts += [words, html.Div(drawn(figure, name=row["obs_id"]), className="drawing-of")]
    return html.Div(parts, className="tracks")


def _words(dataset: Dataset, pair: Paired, notes: Sequence[Any], lang: str) -> list[Slide]:
    """How the figures stand to each other, and what is known of the reason."""
    computed = computed_words(dataset, pair, lang)
    said = [text(dataset, CLASS_TEXTS[pair.kind], lang=lang), *([computed] if computed else [])]
    found: list[tuple[str, list[Any], list[str]]] = [("class", list(map(html.P, said)), said)]
    if pair.explanation:
        key = pair.explanation["explanation_id"]
        told = dataset.label("explanations", key, lang, column="explanation")
        found.append(("why", [reason_words(dataset, pair.explanation, lang)], [told, ""]))
    return [
        Slide(
            heading=text(dataset, f"present.heading.{name}", lang=lang),
            content=content,
            prompt=text(dataset, f"present.prompt.{name}", lang=lang),
            notes=notes,
            style=words_style(words),
        )
        for name, content, words in found
    ]


def figures_notes(dataset: Dataset, rows: Sequence[Row], lang: str = "en") -> list[Any]:
    """Where figures stand, and what each of them counts."""
    sources = [
        html.Li([html.B(value_words(dataset, row, lang)), " ", *source_lines(dataset, row, lang)]) for row in rows
    ]
    counted = dict.fromkeys(dataset.label("indicators", row["indicator_id"], lang, column="definition") for row in rows)
    return [
        html.Ul(sources),
        *(html.P([html.B(text(dataset, "definition.heading", lang=lang)), " ", words]) for words in counted),
    ]


def pair_notes(dataset: Dataset, pair: Paired, lang: str = "en") -> list[Any]:
    """Where both figures stand, what each of them counts, and what can be quoted."""
    return [
        *figures_notes(dataset, (pair.first, pair.second), lang),
        html.H3(text(dataset, "quote.heading", lang=lang)),
        html.P(quote_of_pair(dataset, pair.first["obs_id"], pair.second["obs_id"], lang)),
    ]
