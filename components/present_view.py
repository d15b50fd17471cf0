"""A view of a topic, or everything on one indicator, as screens for a class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html

from components.chart import Figure
from components.evidence import care_section, source_section
from components.marks import LANE
from components.present_bars import rows_apart
from components.present_chart import PLOT_WIDTH, Told, chart_slides, drawing_height, whole_slide
from components.slides import Slide, in_screens, words_style
from components.state import View
from components.topic_chart import drawn_gaps
from components.topic_figures import Titled, topic_figures
from components.topic_words import heading, subtitle
from components.view_seen import Seen, seen
from components.voices import key
from loaders.agreement import agreement_of, words
from loaders.dataset import Dataset
from loaders.latest import lead
from loaders.selection import gaps_of
from loaders.sentences import summary
from loaders.texts import text
from loaders.words import locator_words, period_words

#: The lowest plot in which a line still shows its way, in the pixels of the drawing.
LOWEST = 95


def view_slides(dataset: Dataset, view: View, lang: str = "en", *, undated: bool = True) -> list[Slide]:
    """The charts of a view part by part, then what is not known, what the figures say, and whether sources agree.

    Events are left out: a screen shows one thing. ``undated`` is as in ``components.view_seen.seen``.
    """
    view = view.changed(events=False, figure="")
    found = seen(dataset, view, lang, undated=undated)
    told = _told(dataset, view, found, lang)
    slides: list[Slide] = []
    for number, (figure, one) in enumerate(_charts(dataset, view, found, told, lang=lang)):
        if number:
            slides.append(whole_slide(dataset, figure, one, name=f"chart-{number}", lang=lang))
        else:
            slides += chart_slides(dataset, figure, one, lang)
    return [*slides, *_statements(dataset, view, told, lang), *_words(dataset, view, found, told, lang=lang)]


def view_charts(dataset: Dataset, view: View, title: str, lang: str = "en") -> list[Slide]:
    """The charts of a view, each whole on one screen under a heading."""
    found = seen(dataset, view, lang, undated=False)
    told = _told(dataset, view, found, lang)
    charts = enumerate(_charts(dataset, view, found, told, lang=lang))
    return [
        replace(whole_slide(dataset, figure, one, name=f"chart-{number}", lang=lang), heading=title)
        for number, (figure, one) in charts
    ]


def _told(dataset: Dataset, view: View, found: Seen, lang: str) -> Told:
    selection = view.selection
    gaps = drawn_gaps(dataset, selection, lang).to_dict("records")
    reasons = [f"{gap['reason']}: {period_words(dataset, gap, lang)}" for gap in gaps]
    definition = dataset.label("indicators", selection.indicator_id, lang, column="definition")
    notes = [
        html.H3(text(dataset, "present.notes.letters", lang=lang)),
        *([key(dataset, found.ready, lang)] if len(found.ready) else []),
        html.P([html.B(text(dataset, "definition.heading", lang=lang)), " ", definition]),
        html.P(" ".join(found.said)),
        *([source_section(dataset, found.lettered, lang)] if len(found.lettered) else []),
        *care_section(dataset, found.lettered, lang),
    ]
    return Told(
        heading(dataset, selection, lang),
        subtitle(dataset, selection, lang),
        found.ready,
        gaps=reasons,
        notes=notes,
    )


def _charts(dataset: Dataset, view: View, found: Seen, told: Told, *, lang: str) -> Iterator[tuple[Figure, Told]]:
    """The charts of a view, each as high as a screen allows, with what is said of it."""
    for one in found.charts.large:
        if one.resized:
            yield from _over_time(dataset, view, found, told, one=one, lang=lang)
        elif one.title:
            own = replace(told, part=one.title)
            for figure in rows_apart(one.figure, drawing_height(dataset, own, lang)):
                yield figure, replace(own, figures=_of_figure(found.ready, figure))
        else:
            yield from _totals(dataset, view, found, told, lang=lang)
    for one in found.charts.panels:
        own = replace(told, part=one.title)
        figure = _as_high(one, drawing_height(dataset, own, lang))
        yield figure, replace(own, figures=_of_figure(found.ready, figure))


def _of_figure(ready: pd.DataFrame, figure: Figure) -> pd.DataFrame:
    """The figures whose marks a chart holds."""
    names = {name for trace in figure["data"] for name in trace.get("customdata", ())}
    return ready[ready["obs_id"].isin(names)]


def _as_high(one: Titled, height: float) -> Figure:
    """A chart with a plot of the height that remains in its drawing."""
    if one.resized is None:
        return one.figure
    around = one.figure["layout"]["height"] - one.plot
    return one.resized((max(int(height - around), LOWEST), PLOT_WIDTH))


def _over_time(
    dataset: Dataset, view: View, found: Seen, told: Told, *, one: Titled, lang: str
) -> Iterator[tuple[Figure, Told]]:
    """The chart over time; where its lanes leave it too little room, the totals over several years come after it."""
    height = drawing_height(dataset, told, lang)
    if height - (one.figure["layout"]["height"] - one.plot) >= LOWEST:
        yield _as_high(one, height), told
        return
    yearly = found.ready[found.ready["mark"] != LANE]
    charts = topic_figures(dataset, view, yearly, gaps=found.gaps, lang=lang)
    yield _as_high(charts.large[0], height), replace(told, figures=yearly)
    yield from _totals(dataset, view, found, replace(told, gaps=()), lang=lang)


def _totals(dataset: Dataset, view: View, found: Seen, told: Told, *, lang: str) -> Iterator[tuple[Figure, Told]]:
    """The totals over several years, as many on a screen as there is room for."""
    totals, height = found.ready[found.ready["mark"] == LANE], drawing_height(dataset, told, lang)
    none = found.gaps.iloc[:0]
    screens = 1
    while screens < len(totals):
        highest = _drawn_totals(dataset, view, totals.iloc[: -(-len(totals) // screens)], none, lang)
        if highest["layout"]["height"] <= height:
            break
        screens += 1
    # As many on each screen as on the others, and not one alone on the last; none where words alone took the room.
    each = max(1, -(-len(totals) // screens))
    for first in range(0, len(totals), each):
        part = totals.iloc[first : first + each]
        yield _drawn_totals(dataset, view, part, none, lang), replace(told, figures=part)


def _drawn_totals(dataset: Dataset, view: View, totals: pd.DataFrame, gaps: pd.DataFrame, lang: str) -> Figure:
    return topic_figures(dataset, view, totals, gaps=gaps, lang=lang).large[0].figure


def _statements(dataset: Dataset, view: View, told: Told, lang: str) -> Iterator[Slide]:
    """What sources say is not known on the indicator, in their order."""
    gaps = gaps_of(dataset, view.selection)
    own = gaps[gaps["indicator_id"] == view.selection.indicator_id].to_dict("records")
    said = [f"{dataset.label('gaps', gap['gap_id'], lang)} ({locator_words(dataset, gap, lang)})" for gap in own]
    yield from _text_slides(dataset, "gaps", "statement", said, told=told, lang=lang)


def _words(dataset: Dataset, view: View, found: Seen, told: Told, *, lang: str) -> Iterator[Slide]:
    """The latest figures in words, then what the sources say in order, and at last whether they agree."""
    dated = found.shown.dated
    leading = lead(dataset, view.selection, found.shown, lang)
    yield from _text_slides(dataset, "words", "words", leading, told=told, lang=lang)
    if len(dated):
        series = summary(dataset, view.selection, found.shown, gaps_of(dataset, view.selection), lang)
        agreed = words(dataset, agreement_of(dataset, dated), lang)
        notes: list[Any] = [html.P(" ".join(series)), *told.notes]
        yield from _text_slides(dataset, "verdict", "", [agreed], told=replace(told, notes=notes), lang=lang)


def _text_slides(
    dataset: Dataset, name: str, prompt: str, sentences: list[str], *, told: Told, lang: str
) -> Iterator[Slide]:
    """Sentences on as many screens as they need, under one heading, with a question to the class below if there is one."""
    for group in in_screens(sentences):
        yield Slide(
            heading=text(dataset, f"present.heading.{name}", lang=lang),
            content=[html.P(told.title, className="of-what"), *map(html.P, group)],
            prompt=text(dataset, f"present.prompt.{prompt}", lang=lang) if prompt else "",
            notes=told.notes,
            style=words_style(group),
        )
