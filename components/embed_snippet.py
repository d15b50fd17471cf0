"""The line that shows a chart on another site, to be copied."""

from __future__ import annotations

import math
from html import escape
from urllib.parse import urlencode

from dash import html

from components import ids
from components.address import with_whole_address
from components.copying import COPIED, COPY_BLOCK, copy_button
from components.embed_page import ADDRESS
from components.parts import PARTS
from components.state import View, query_of
from components.topic_figures import MOST_PANELS
from components.topic_words import heading
from loaders.citations import warnings_of
from loaders.dataset import Dataset
from loaders.divisions import TOTAL
from loaders.selection import shown_figures
from loaders.texts import LANGUAGES, text
from loaders.words import years_words

#: Pixels: a chart over time with its words in a frame of 640, and what each total over several years, each line of the
#: key and each warning adds. A frame scrolls where that is too little.
_OVER_TIME, _A_LANE, _A_VOICE, _A_WARNING, _ROUND = 780, 27, 40, 44, 20
#: The same for the charts of a division: everything else, a bar, and a row of small charts.
_DIVIDED, _A_BAR, _A_ROW = 760, 32, 265


def embed_href(dataset: Dataset, view: View, lang: str = "en") -> str:
    """The address of a view for a frame on another site."""
    left_out = (ids.INDICATOR, ids.FIGURE)
    query = [(name, value) for name, value in query_of(dataset, view) if name not in left_out]
    query += [(ids.LANG, lang)] if lang != LANGUAGES[0] else []
    return f"{ADDRESS}/{view.selection.indicator_id}" + (f"?{urlencode(query)}" if query else "")


def embed_snippet(dataset: Dataset, view: View, lang: str = "en") -> tuple[str, str]:
    """The line of HTML that shows a view in a frame, and the address in it, both as they are written in HTML."""
    selection = view.selection
    address = escape(embed_href(dataset, view, lang))
    years = years_words(dataset, selection.year_from, selection.year_to, lang)
    title = escape(text(dataset, "embed.frame", lang=lang, title=heading(dataset, selection, lang), years=years))
    height = _height(dataset, view)
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="{height}" loading="lazy" style="border:0">'
        "</iframe>",
        address,
    )


def embed_section(dataset: Dataset, view: View, lang: str = "en") -> html.Details:
    """A fold with the line that shows a view on another site, and a button that copies it."""
    snippet, address = embed_snippet(dataset, view, lang)
    return html.Details(
        [
            html.Summary(text(dataset, "embed.heading", lang=lang)),
            html.P(text(dataset, "embed.explained", lang=lang), className="muted"),
            html.Div(
                [
                    html.Pre(html.Code(with_whole_address(snippet, address), className=COPIED)),
                    copy_button(dataset, lang, what=text(dataset, "embed.heading", lang=lang)),
                ],
                className=f"quote {COPY_BLOCK}",
            ),
        ],
        className="embed-code",
    )


def _height(dataset: Dataset, view: View) -> int:
    """About how high a frame must be so that all of it is seen."""
    dated = shown_figures(dataset, view.selection).dated
    voices = len(dated[["source_id", "counted_by", "origin"]].drop_duplicates())
    lanes = int((dated["period_kind"] == "years").sum())
    parts = dated.groupby(PARTS)["period_start"].nunique()
    rows = math.ceil(min(int((parts > 1).sum()), MOST_PANELS) / 2)
    base = _DIVIDED + _A_BAR * min(len(parts), MOST_PANELS) + _A_ROW * rows
    if view.selection.breakdown == TOTAL:
        base = _OVER_TIME
    height = base + _A_LANE * lanes + _A_VOICE * voices + _A_WARNING * len(warnings_of(dated))
    return math.ceil(height / _ROUND) * _ROUND
