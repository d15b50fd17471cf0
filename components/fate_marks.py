"""What became of a recommendation: a word with its sign, so that silence looks like silence and not like failure."""

from __future__ import annotations

from dash import html

from components.attributes import attributes
from loaders.dataset import Dataset
from loaders.following import IMPLEMENTED, NOT, NOT_MENTIONED, PARTLY

#: A source that says nothing has no sign: its place is empty, as in the evidence map.
SIGNS = {IMPLEMENTED: "✓", PARTLY: "½", NOT: "✗", NOT_MENTIONED: "\u00a0"}


def fate_mark(dataset: Dataset, fate: str, lang: str = "en") -> html.Span:
    """A fate of ``loaders.following.FATES`` as its sign and its word."""
    sign = html.Span(SIGNS[fate], className="fate-sign", **attributes(aria_hidden="true"))
    return html.Span([sign, dataset.code("fate", fate, lang)], className=f"fate fate-{fate}")
