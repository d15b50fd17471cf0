"""How to read what is shown: who published, whose count it is, the kinds of nothing, and the place in time."""

from __future__ import annotations

from typing import Any

from dash import html

from components.agreement_line import verdict_sign
from components.evidence_map import UNKNOWN, ZERO
from components.voices import mark
from loaders.dataset import Dataset
from loaders.derive import OWN, RELAYED, UNATTRIBUTED
from loaders.selection import SOURCE_TYPES
from loaders.texts import text

_NOTHING = (("zero", ZERO), ("gap", UNKNOWN), ("suppressed", "<5"), ("silence", "\u00a0"))
_VERDICTS = ("conflict", "agree", "same_origin", "unattributed", "single", "apart")
_PERIODS = ("point", "bar", "lane", "line", "arrow", "undated")


def _block(dataset: Dataset, name: str, items: list[Any], *, lang: str, plain: bool = False) -> html.Div:
    heading = html.H3(text(dataset, f"read.{name}", lang=lang))
    return html.Div([heading, html.Ul(items, className="plain" if plain else None)])


def how_to_read(dataset: Dataset, lang: str = "en") -> html.Section:
    """Every mark and sign of the charts and the map, in short lists."""
    kinds = [
        html.Li(
            [
                mark(kind, OWN),
                html.Span(
                    [html.B(dataset.code("source_type", kind, lang)), ": ", text(dataset, f"kind.{kind}", lang=lang)]
                ),
            ]
        )
        for kind in SOURCE_TYPES
    ]
    origins = [
        html.Li([*(mark(kind, origin) for kind in SOURCE_TYPES), html.Span(text(dataset, f"read.{origin}", lang=lang))])
        for origin in (OWN, RELAYED, UNATTRIBUTED)
    ]
    nothing = [
        html.Li([html.Span(sign, className=f"said said-{name}"), html.Span(text(dataset, f"read.{name}", lang=lang))])
        for name, sign in _NOTHING
    ]
    verdicts = [
        html.Li([verdict_sign(name), html.Span(text(dataset, f"read.verdict_{name}", lang=lang))]) for name in _VERDICTS
    ]
    periods = [html.Li(text(dataset, f"read.{name}", lang=lang)) for name in _PERIODS]
    return html.Section(
        [
            html.H2(text(dataset, "read.heading", lang=lang)),
            html.Div(
                [
                    _block(
                        dataset,
                        "who",
                        [*kinds, html.Li(text(dataset, "read.press", lang=lang), className="note")],
                        lang=lang,
                    ),
                    _block(dataset, "whose", origins, lang=lang),
                    _block(dataset, "nothing", nothing, lang=lang),
                    _block(dataset, "agreement", verdicts, lang=lang),
                    _block(dataset, "when", periods, lang=lang, plain=True),
                ],
                className="reading",
            ),
        ],
        className="how-to-read",
    )
