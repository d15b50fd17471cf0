"""A sentence that is safe to quote, with a button that copies it."""

from __future__ import annotations

from dash import html

from components.copying import COPIED, COPY_BLOCK, copy_button
from loaders.dataset import Dataset


def quote_block(dataset: Dataset, words: str, lang: str = "en") -> html.Figure:
    """Sentences of ``loaders.quoting`` as a block without a heading, with a button that copies them."""
    return html.Figure(
        [html.Blockquote(html.P(words), className=COPIED), copy_button(dataset, lang)], className=f"quote {COPY_BLOCK}"
    )
