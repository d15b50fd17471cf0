"""A sentence that is safe to quote, with a button that copies it."""

from __future__ import annotations

from dash import html

from components.attributes import attributes
from loaders.dataset import Dataset
from loaders.texts import text


def quote_block(dataset: Dataset, words: str, lang: str = "en") -> html.Figure:
    """Sentences of ``loaders.quoting`` as a block without a heading, with a button that copies them.

    The button needs ``assets/copy.js``, and is not shown where no script runs. Its attributes hold the words that the
    script says: that the sentences are copied, or that they are only selected, where a browser allows no more.
    """
    said = {
        "data_copy": text(dataset, "quote.copied", lang=lang),
        "data_failed": text(dataset, "quote.failed", lang=lang),
    }
    return html.Figure(
        [
            html.Blockquote(html.P(words)),
            html.Button(text(dataset, "quote.copy", lang=lang), type="button", className="copy", **attributes(**said)),
        ],
        className="quote",
    )
