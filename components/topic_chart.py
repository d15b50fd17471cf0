"""The charts of a view: over time, as ratings, or as the bars of a division with small charts over time."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html

from components import ids
from components.attributes import attributes
from components.chart import Figure
from components.drawn import drawn
from components.marks import decimal_years, with_marks
from components.state import View
from components.topic_figures import topic_figures
from components.voices import key, with_words
from loaders.dataset import Dataset
from loaders.selection import Selection, gaps_of
from loaders.texts import text

PLOTLY_CONFIG: Any = {
    "displayModeBar": False,
    "responsive": True,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "doubleClick": False,
    "scrollZoom": False,
}

CHART_AREA = "chart-area"


def figure_class(drawing: list[Any], *, has_panel: bool = False) -> str:
    """The class of the figure that holds what ``charts`` gave: where there is room, the key stands beside a single chart.

    A class, since the style sheet must not look for what a figure holds (tests/test_house.py says why). A panel takes
    the room.
    """
    beside = len(drawing) == 1 and getattr(drawing[0], "className", None) == CHART_AREA and not has_panel
    return " ".join(["charted", *["with-key"] * beside])


def drawn_gaps(dataset: Dataset, selection: Selection, lang: str = "en") -> pd.DataFrame:
    """The dated gap statements on the indicator shown, with ``x_start``, ``x_end`` and ``reason``."""
    gaps = gaps_of(dataset, selection)
    dated = gaps[(gaps["indicator_id"] == selection.indicator_id) & gaps["period_start"].notna()]
    start = decimal_years(dated["period_start"])
    end = decimal_years(dated["period_end"] + pd.Timedelta(days=1))
    inside = (start < selection.year_to + 1) & (end > selection.year_from)
    reasons = [dataset.code("gap_kind", kind, lang) for kind in dated["kind"]]
    return dated.assign(
        x_start=start.clip(lower=selection.year_from),
        x_end=end.clip(upper=selection.year_to + 1),
        reason=pd.Series(reasons, index=dated.index, dtype=str),
    )[inside]


def prepared(dataset: Dataset, lettered: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Dated figures with their letters (the same as in the tables), marks and words, ready to be drawn."""
    return with_words(dataset, with_marks(lettered), lang)


def charts(dataset: Dataset, view: View, ready: pd.DataFrame, *, label: str, lang: str = "en") -> list[Any]:
    """The key and the charts of prepared figures; ``label`` is the text alternative."""
    found = topic_figures(dataset, view, ready, gaps=drawn_gaps(dataset, view.selection, lang), lang=lang)
    opened, voices = view.figure, key(dataset, ready, lang)
    content: list[Any] = [voices]
    for number, one in enumerate(found.large):
        plot = plot_area(
            dataset,
            one.figure,
            name=ids.bars_id(number) if number else ids.CHART,
            label=one.title if found.notes else label,
            opened=opened,
            lang=lang,
            live=number == 0,
        )
        if not one.title:
            return [html.Div([plot, voices], className=CHART_AREA)]
        content += [html.H3(one.title), plot]
    panels = []
    for number, one in enumerate(found.panels):
        name = ids.panel_id(number)
        plot = plot_area(dataset, one.figure, name=name, label=one.title, opened=opened, lang=lang, live=False)
        panels.append(html.Div([html.H3(one.title), plot], className="panel"))
    return [
        *content,
        *([html.P(" ".join(found.notes), className="muted")] if found.notes else []),
        *([html.Div(panels, className="panels")] if panels else []),
        *([html.P(found.rest, className="muted")] if found.rest else []),
    ]


def plot_area(
    dataset: Dataset, figure: Figure, *, name: str, label: str, opened: str = "", lang: str, live: bool = True
) -> html.Div:
    """A chart that the keyboard can walk through: drawn, and then, where it is ``live``, drawn over by plotly.

    ``opened`` is the figure whose mark is pointed out, if it stands in this chart.
    """
    height = f"{figure['layout']['height']}px"
    over = [dcc.Graph(id=name, figure=figure, config=PLOTLY_CONFIG, style={"height": height})] if live else []
    return html.Div(
        [drawn(figure, opened=opened), *over],
        id=ids.plot_id(name),
        role="group",
        tabIndex=0,
        className="plot",
        **attributes(aria_label=label, aria_roledescription=text(dataset, "chart.role", lang=lang), data_opened=opened),
    )
