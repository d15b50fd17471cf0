"""The charts of a view: over time, as ratings, or as the bars of a division with small charts over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import dcc, html

from components import ids
from components.attributes import attributes
from components.chart import Figure, chart
from components.drawn import drawn
from components.events_layer import with_events
from components.marks import LANE, decimal_years, with_marks
from components.parts import PARTS, bars_chart, bars_of, bars_words, block_words, time_panels
from components.parts_chart import is_of_one_time, parts_chart
from components.rating_chart import RATING_UNITS, rating_chart, rating_scale, tier_names
from components.state import View
from components.voices import key, with_words
from loaders.dataset import Dataset
from loaders.divisions import TOTAL
from loaders.events import events_between
from loaders.selection import Selection, gaps_of
from loaders.texts import counted, text
from loaders.words import attribute_words

#: So many charts stand side by side; the table holds the other parts of the division.
MOST_PANELS = 12
#: The narrowest plot of a panel, in pixels: the columns of the style sheet less the axis.
PANEL_WIDTH = 230
PLOTLY_CONFIG: Any = {
    "displayModeBar": False,
    "responsive": True,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "doubleClick": False,
    "scrollZoom": False,
}


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
    selection = view.selection
    gaps = drawn_gaps(dataset, selection, lang)
    if selection.breakdown == TOTAL or ready.empty:
        figure = _over_time(dataset, view, ready, gaps=gaps, lang=lang)
        plot = _plot(dataset, figure, name=ids.CHART, label=label, opened=view.figure, lang=lang)
        return [html.Div([plot, key(dataset, ready, lang)], className="chart-area")]
    return _division(dataset, view, ready, gaps=gaps, label=label, lang=lang)


def _over_time(dataset: Dataset, view: View, ready: pd.DataFrame, *, gaps: pd.DataFrame, lang: str) -> Figure:
    years = (view.selection.year_from, view.selection.year_to)
    unit = str(dataset.row("indicators", view.selection.indicator_id)["unit_measure"])
    if unit in RATING_UNITS and len(ready):
        figure = rating_chart(ready, years=years, scale=rating_scale(dataset, ready, lang), gaps=gaps)
    else:
        figure = chart(ready, gaps=gaps, years=years, tier_names=tier_names(dataset, lang), unit=unit)
    return with_events(figure, events_between(dataset, *years), years=years) if view.events else figure


def _plot(
    dataset: Dataset, figure: Figure, *, name: str, label: str, opened: str, lang: str, live: bool = True
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


def _division(
    dataset: Dataset, view: View, ready: pd.DataFrame, *, gaps: pd.DataFrame, label: str, lang: str
) -> list[Any]:
    """Bars of the latest period of each source, and a small chart over time for each part with several periods."""
    division = view.selection.breakdown
    bars = bars_of(ready, division)
    panels = list(time_panels(ready, division))
    content: list[Any] = [key(dataset, ready, lang)]
    if bars is None and not panels:
        return [*content, *_crossed(dataset, view, ready, gaps=gaps, label=label, lang=lang)]
    if bars is not None:
        for number, block in enumerate(bars.blocks):
            title = block_words(dataset, block, lang)
            name = ids.CHART if number == 0 else ids.bars_id(number)
            figure = bars_chart(dataset, block, lang)
            plot = _plot(dataset, figure, name=name, label=title, lang=lang, opened=view.figure, live=number == 0)
            content += [html.H3(title), plot]
        content += [html.P(" ".join(bars_words(dataset, bars, ready, lang)), className="muted")]
    return [*content, *_panels(dataset, view, panels, gaps=gaps, lang=lang)]


def _crossed(
    dataset: Dataset, view: View, ready: pd.DataFrame, *, gaps: pd.DataFrame, label: str, lang: str
) -> list[Any]:
    """Figures that are divided by something else as well: bars of one time, or a small chart for each part."""
    if gaps.empty and is_of_one_time(ready, PARTS):
        parts = [attribute_words(dataset, row, lang) for row in ready.to_dict("records")]
        figure = parts_chart(ready.assign(part=parts))
        return [
            html.H3(str(ready["period"].iloc[0])),
            _plot(dataset, figure, name=ids.CHART, label=label, opened=view.figure, lang=lang),
        ]
    groups = sorted((part for _, part in ready.groupby(PARTS, sort=False)), key=len, reverse=True)
    return _panels(dataset, view, groups, gaps=gaps, lang=lang)


def _panels(dataset: Dataset, view: View, parts: Sequence[pd.DataFrame], *, gaps: pd.DataFrame, lang: str) -> list[Any]:
    """Small charts on one scale, one for each part."""
    if not parts:
        return []
    years = (view.selection.year_from, view.selection.year_to)
    together = pd.concat(parts)
    plotted = together[together["mark"] != LANE]
    largest = float(pd.concat([plotted["obs_value"], plotted["threshold"]]).max()) if len(plotted) else 1.0
    panels = []
    for number, figures in enumerate(parts[:MOST_PANELS]):
        title = attribute_words(dataset, figures.iloc[0].to_dict(), lang)
        if str(figures["unit_measure"].iloc[0]) in RATING_UNITS:
            scale = rating_scale(dataset, together, lang)
            figure = rating_chart(figures, years=years, scale=scale, plot_height=170, plot_width=PANEL_WIDTH)
        else:
            figure = chart(figures, gaps=gaps, years=years, largest=largest, plot_height=170, plot_width=PANEL_WIDTH)
        plot = _plot(dataset, figure, name=ids.panel_id(number), label=title, opened=view.figure, lang=lang, live=False)
        panels.append(html.Div([html.H3(title), plot], className="panel"))
    hidden = len(parts) - MOST_PANELS
    rest = [html.P(counted(dataset, "panels.rest", hidden, lang=lang), className="muted")] if hidden > 0 else []
    return [html.Div(panels, className="panels"), *rest]
