"""Whether sources agree, as a line of text with a sign of its own, so that colour is never the only word for it."""

from __future__ import annotations

from dash import html

from components.attributes import attributes
from loaders.agreement import Agreement, words
from loaders.dataset import Dataset

SIGNS = {
    "conflict": "≠",
    "agree": "=",
    "same_origin": "≡",
    "unattributed": "=?",
    "single": "1",
    "apart": "·",
    "silent": "–",
}


def verdict_sign(verdict: str) -> html.Span:
    """The sign of a verdict (see ``loaders.agreement``); the words beside it say the same."""
    return html.Span(SIGNS[verdict], className="verdict-sign", **attributes(aria_hidden="true"))


def agreement_line(dataset: Dataset, agreement: Agreement, lang: str = "en") -> html.P:
    """The verdict on a set of figures: its sign, and the sentence that says what the sign means."""
    said = html.Span(words(dataset, agreement, lang))
    return html.P([verdict_sign(agreement.verdict), said], className=f"verdict verdict-{agreement.verdict}")
