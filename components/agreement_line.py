"""Whether sources agree, as a line of text with a sign of its own, so that colour is never the only word for it."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes
from components.links import link
from components.state import CompareChoice, compare_address
from loaders.agreement import Agreement, words
from loaders.dataset import Dataset
from loaders.texts import text

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


def to_comparison(dataset: Dataset, indicator_id: str, lang: str = "en") -> html.A:
    """The way to all sources on an indicator, side by side."""
    address = compare_address(CompareChoice(indicator_id=indicator_id))
    return link(text(dataset, "compare.all_sources", lang=lang), address)


def agreement_line(dataset: Dataset, agreement: Agreement, lang: str = "en", *, indicator_id: str = "") -> html.P:
    """The verdict on a set of figures: its sign, and the sentence that says what the sign means.

    Of an ``indicator_id`` on which sources disagree, it leads to all of them.
    """
    said: list[Any] = [words(dataset, agreement, lang)]
    if agreement.conflicts and indicator_id:
        said += [" ", to_comparison(dataset, indicator_id, lang)]
    return html.P([verdict_sign(agreement.verdict), html.Span(said)], className=f"verdict verdict-{agreement.verdict}")
