"""What stands where a chart would, when a choice shows nothing."""

from __future__ import annotations

from dash import html

from components.filters import division_words
from components.links import link
from components.state import View, address
from loaders.dataset import Dataset
from loaders.selection import Shown, ways_out
from loaders.texts import counted, text
from loaders.words import years_words


def nothing_shown(dataset: Dataset, view: View, shown: Shown, lang: str = "en") -> html.Div:
    """Why there is nothing to draw, and which choice would change that."""
    ways = []
    for name, selection, figures in ways_out(dataset, view.selection):
        words = counted(
            dataset,
            f"empty.{name}",
            figures,
            lang=lang,
            division=division_words(dataset, selection.breakdown, lang),
            years=years_words(dataset, selection.year_from, selection.year_to, lang),
        )
        ways.append(html.Li(link(words, address(dataset, view.changed(selection=selection)))))
    reason = "empty.undated" if len(shown.undated) else "chart.empty" if ways else "empty.silence"
    return html.Div([html.P(text(dataset, reason, lang=lang)), *([html.Ul(ways)] if ways else [])], className="empty")
