"""All contradictions at a glance: which figures, of what and when, and why as far as that is known."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html

from components import ids
from components.disagreement import pair_words
from components.tables import row_heading, table, table_cell, table_row
from loaders.dataset import Dataset
from loaders.disagreements import Paired, worst_of
from loaders.texts import text
from loaders.words import value_words


def _row(dataset: Dataset, pair: Paired, headings: list[str], lang: str) -> html.Tr:
    """A line of the list; its heading leads down to the two figures side by side."""
    what = html.A(pair_words(dataset, pair, lang), href=f"#{ids.pair_anchor(*pair.names)}")
    values = text(
        dataset,
        "compare.glance.values",
        lang=lang,
        first=value_words(dataset, pair.first, lang),
        second=value_words(dataset, pair.second, lang),
    )
    why = dataset.code("explanation_verdict", pair.explanation["verdict"], lang) if pair.explanation else ""
    cells = [html.B(values), why, dataset.code("topic", pair.topic, lang)]
    return table_row(
        [
            row_heading(what, label=headings[0]),
            *(table_cell(cell, label=label) for cell, label in zip(cells, headings[1:], strict=True)),
        ]
    )


def glance(dataset: Dataset, pairs: Iterable[Paired], lang: str = "en") -> html.Div:
    """Pairs of figures that contradict each other, each in one line, the worst first."""
    headings = [text(dataset, f"compare.glance.{name}", lang=lang) for name in ("what", "figures", "why", "topic")]
    rows = [_row(dataset, pair, headings, lang) for pair in worst_of(pairs)]
    return table(text(dataset, "compare.glance.caption", lang=lang), headings, rows, name="figures glance")
