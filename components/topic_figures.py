"""Which charts a view has, before they stand on a page or in a picture: each with its heading, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from components.chart import Figure, chart
from components.events_layer import with_events
from components.marks import LANE
from components.parts import PARTS, bars_chart, bars_of, bars_words, block_words, time_panels
from components.parts_chart import is_of_one_time, parts_chart
from components.rating_chart import RATING_UNITS, Scale, rating_chart, rating_scale, tier_names
from components.state import View
from loaders.dataset import Dataset
from loaders.divisions import TOTAL
from loaders.events import events_between
from loaders.texts import counted
from loaders.words import attribute_words

#: So many charts stand side by side; the table holds the other parts of the division.
MOST_PANELS = 12
#: The narrowest plot of a panel, in pixels: the columns of the style sheet less the axis.
PANEL_WIDTH = 230
#: Plots of charts that stand alone, of ratings, and of panels.
_LARGE, _LARGE_RATING, _PANEL = (330, 340), (230, 270), (170, PANEL_WIDTH)


#: The height and the narrowest width of a plot, in pixels.
PlotSize = tuple[int, int]
Resized = Callable[[PlotSize], Figure]


@dataclass(frozen=True)
class Titled:
    """A chart with its heading, which is empty where the heading of the whole says all.

    ``plot`` is the height of a plot that could have another one, in pixels, and ``resized`` draws the same figures in
    a plot of another height and narrowest width; bars have neither.
    """

    figure: Figure
    title: str = ""
    plot: int = 0
    resized: Resized | None = None


@dataclass(frozen=True)
class TopicFigures:
    """The charts of a view: those under each other, sentences on them, and small ones side by side.

    ``rest`` says how many parts have no small chart, where there are such parts.
    """

    large: tuple[Titled, ...] = ()
    notes: tuple[str, ...] = ()
    panels: tuple[Titled, ...] = ()
    rest: str = ""


def topic_figures(
    dataset: Dataset, view: View, ready: pd.DataFrame, *, gaps: pd.DataFrame, lang: str = "en"
) -> TopicFigures:
    """The charts of prepared figures and dated gaps (see ``components.topic_chart``)."""
    division = view.selection.breakdown
    if division == TOTAL or ready.empty:
        size = _LARGE_RATING if _is_rated(dataset, view) and len(ready) else _LARGE
        draw = partial(_over_time, dataset, view, ready, gaps=gaps, lang=lang)
        figure = draw(size)
        # A chart of nothing but totals over several years has no plot above their lanes.
        is_plotted = figure["layout"]["height"] > size[0]
        return TopicFigures((Titled(figure, "", size[0], draw) if is_plotted else Titled(figure),))
    bars = bars_of(ready, division)
    panels = list(time_panels(ready, division))
    if bars is None and not panels:
        return _crossed(dataset, view, ready, gaps=gaps, lang=lang)
    small, rest = _panels(dataset, view, panels, gaps=gaps, lang=lang)
    if bars is None:
        return TopicFigures(panels=small, rest=rest)
    large = [Titled(bars_chart(dataset, block, lang), block_words(dataset, block, lang)) for block in bars.blocks]
    return TopicFigures(tuple(large), tuple(bars_words(dataset, bars, ready, lang)), small, rest)


def _is_rated(dataset: Dataset, view: View) -> bool:
    return str(dataset.row("indicators", view.selection.indicator_id)["unit_measure"]) in RATING_UNITS


def _over_time(
    dataset: Dataset, view: View, ready: pd.DataFrame, size: PlotSize, *, gaps: pd.DataFrame, lang: str
) -> Figure:
    """The chart over time of a view."""
    years, (height, width) = (view.selection.year_from, view.selection.year_to), size
    if _is_rated(dataset, view) and len(ready):
        scale = rating_scale(dataset, ready, lang)
        figure = rating_chart(ready, years=years, scale=scale, gaps=gaps, plot_height=height, plot_width=width)
    else:
        unit, names = (
            str(dataset.row("indicators", view.selection.indicator_id)["unit_measure"]),
            tier_names(dataset, lang),
        )
        figure = chart(
            ready, gaps=gaps, years=years, tier_names=names, unit=unit, plot_height=height, plot_width=width, lang=lang
        )
    return with_events(figure, events_between(dataset, *years), years=years) if view.events else figure


def _crossed(dataset: Dataset, view: View, ready: pd.DataFrame, *, gaps: pd.DataFrame, lang: str) -> TopicFigures:
    """Figures that are divided by something else as well: bars of one time, or a small chart for each part."""
    if gaps.empty and is_of_one_time(ready, PARTS):
        parts = [attribute_words(dataset, row, lang) for row in ready.to_dict("records")]
        return TopicFigures((Titled(parts_chart(ready.assign(part=parts), lang=lang), str(ready["period"].iloc[0])),))
    groups = sorted((part for _, part in ready.groupby(PARTS, sort=False)), key=len, reverse=True)
    panels, rest = _panels(dataset, view, groups, gaps=gaps, lang=lang)
    return TopicFigures(panels=panels, rest=rest)


def _panels(
    dataset: Dataset, view: View, parts: Sequence[pd.DataFrame], *, gaps: pd.DataFrame, lang: str
) -> tuple[tuple[Titled, ...], str]:
    """Small charts on one scale, one for each part, and what is said of the parts without one."""
    if not parts:
        return (), ""
    years = (view.selection.year_from, view.selection.year_to)
    together = pd.concat(parts)
    plotted = together[together["mark"] != LANE]
    largest = float(pd.concat([plotted["obs_value"], plotted["threshold"]]).max()) if len(plotted) else 1.0
    panels = []
    for figures in parts[:MOST_PANELS]:
        scale = None
        if str(figures["unit_measure"].iloc[0]) in RATING_UNITS:
            scale = rating_scale(dataset, together, lang)
        draw = partial(_panel, figures, gaps=gaps, years=years, largest=largest, scale=scale, lang=lang)
        title = attribute_words(dataset, figures.iloc[0].to_dict(), lang)
        panels.append(Titled(draw(_PANEL), title, _PANEL[0], draw))
    hidden = len(parts) - MOST_PANELS
    return tuple(panels), counted(dataset, "panels.rest", hidden, lang=lang) if hidden > 0 else ""


def _panel(
    figures: pd.DataFrame,
    size: PlotSize,
    *,
    gaps: pd.DataFrame,
    years: tuple[int, int],
    largest: float,
    scale: Scale | None,
    lang: str,
) -> Figure:
    """A small chart; that of a rating has a ``scale``."""
    height, width = size
    if scale:
        return rating_chart(figures, years=years, scale=scale, plot_height=height, plot_width=width)
    return chart(figures, gaps=gaps, years=years, largest=largest, plot_height=height, plot_width=width, lang=lang)
