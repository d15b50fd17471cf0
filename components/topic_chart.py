"""The charts of a selection: one for totals, side by side with one scale for a division."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html

from components import ids
from components.attributes import attributes
from components.chart import chart
from components.marks import LANE, decimal_years, with_marks
from components.parts_chart import is_of_one_time, parts_chart
from components.voices import key, with_words
from loaders.dataset import Dataset
from loaders.divisions import TOTAL
from loaders.selection import Selection, gaps_of
from loaders.texts import counted, text
from loaders.words import attribute_words

#: So many charts stand side by side; the table holds the other parts of the division.
MOST_PANELS = 12
#: The narrowest plot of a panel, in pixels: the columns of the style sheet less the axis.
PANEL_WIDTH = 260
_PARTS = ["sex", "age", "breakdown", "breakdown_value", "ref_area"]
PLOTLY_CONFIG: Any = {
    "displayModeBar": False,
    "responsive": True,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "doubleClick": False,
    "scrollZoom": False,
}


def tier_names(dataset: Dataset, lang: str = "en") -> dict[float, str]:
    """The words for the ranks of the tier scale."""
    return {
        rank: text(dataset, f"tier.{name}", lang=lang)
        for rank, name in ((1.0, "1"), (2.0, "2"), (2.5, "2_5"), (3.0, "3"))
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


def _graph(figure: dict[str, Any], *, name: str, label: str) -> html.Div:
    return html.Div(
        dcc.Graph(id=name, figure=figure, config=PLOTLY_CONFIG, style={"height": f"{figure['layout']['height']}px"}),
        role="img",
        className="plot",
        **attributes(aria_label=label),
    )


def charts(dataset: Dataset, selection: Selection, ready: pd.DataFrame, *, label: str, lang: str = "en") -> list[Any]:
    """The key and the charts of prepared figures; ``label`` is the text alternative."""
    gaps = drawn_gaps(dataset, selection, lang)
    years = (selection.year_from, selection.year_to)
    names = tier_names(dataset, lang)
    if selection.breakdown == TOTAL or ready.empty:
        unit = str(dataset.row("indicators", selection.indicator_id)["unit_measure"])
        figure = chart(ready, gaps=gaps, years=years, tier_names=names, unit=unit)
        return [key(dataset, ready, lang), _graph(figure, name=ids.CHART, label=label)]
    if gaps.empty and is_of_one_time(ready, _PARTS):
        parts = [attribute_words(dataset, row, lang) for row in ready.to_dict("records")]
        figure = parts_chart(ready.assign(part=parts))
        return [
            key(dataset, ready, lang),
            html.H3(str(ready["period"].iloc[0])),
            _graph(figure, name=ids.CHART, label=label),
        ]
    return [key(dataset, ready, lang), *_panels(dataset, ready, gaps=gaps, years=years, names=names, lang=lang)]


def _panels(
    dataset: Dataset,
    ready: pd.DataFrame,
    *,
    gaps: pd.DataFrame,
    years: tuple[int, int],
    names: dict[float, str],
    lang: str,
) -> list[Any]:
    parts = sorted(ready.groupby(_PARTS, sort=False), key=lambda part: -len(part[1]))
    plotted = ready[ready["mark"] != LANE]
    largest = float(pd.concat([plotted["obs_value"], plotted["threshold"]]).max()) if len(plotted) else 1.0
    panels = []
    for number, (_, figures) in enumerate(parts[:MOST_PANELS]):
        title = attribute_words(dataset, figures.iloc[0].to_dict(), lang)
        figure = chart(
            figures,
            gaps=gaps,
            years=years,
            tier_names=names,
            largest=largest,
            plot_height=190,
            plot_width=PANEL_WIDTH,
        )
        panels.append(
            html.Div([html.H3(title), _graph(figure, name=ids.panel_id(number), label=title)], className="panel")
        )
    hidden = len(parts) - MOST_PANELS
    rest = [html.P(counted(dataset, "panels.rest", hidden, lang=lang), className="muted")] if hidden > 0 else []
    return [html.Div(panels, className="panels"), *rest]
