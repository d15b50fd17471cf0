"""What a step of a lesson shows: a chart, two figures side by side, a sum, or single figures and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from dash import html
from dash.development.base_component import Component

from components import ids
from components.bridge import bridge
from components.chart import Figure
from components.disagreement import computed_words, pair_words, reason_words, side_by_side
from components.drawn import drawn
from components.evidence import gap_item, source_section
from components.figure_others import CLASS_TEXTS
from components.links import link, observation_href, pair_href
from components.pair_chart import ready, value_tracks
from components.source_words import source_lines
from components.state import View, address
from components.tables import row_heading, table_cell, table_row
from components.topic_chart import plot_area
from components.topic_figures import Titled
from components.topic_words import heading, subtitle
from components.view_seen import seen
from components.voices import key
from loaders.dataset import Dataset
from loaders.disagreements import pair_of
from loaders.lessons import Step
from loaders.reconciling import Reconciliation, reconciliations
from loaders.related import figure_row
from loaders.selection import Selection, default_selection
from loaders.texts import text
from loaders.words import Row, attribute_words, period_words, value_words


def step_view(dataset: Dataset, step: Step) -> View:
    """The view of a topic page that a step of the kind ``view`` shows."""
    topic = str(dataset.row("indicators", step.indicator_id)["topic"])
    usual = default_selection(dataset, topic, step.indicator_id)
    first, last = step.years
    division = step.divided_by or usual.breakdown
    return View(Selection(topic, step.indicator_id, division, year_from=first, year_to=last))


def step_sum(dataset: Dataset, step: Step) -> Reconciliation:
    """The reconciliation that a step of the kind ``sum`` shows."""
    found = (one for of_topic in reconciliations(dataset).values() for one in of_topic)
    return next(one for one in found if one.row["reconciliation_id"] == step.reconciliation_id)


def shown_names(dataset: Dataset, step: Step) -> set[str]:
    """The figures that a step shows each with its number; a chart does not label them all, but those its text names."""
    if step.shows == "sum":
        told = step_sum(dataset, step)
        return {entry.figure["obs_id"] for entry in (*told.totals, *told.parts)}
    return set(step.operands if step.shows == "view" else step.obs_ids)


def shown(dataset: Dataset, step: Step, lang: str = "en", *, told: bool = True, caption: str = "") -> list[Component]:
    """What a step shows, below a heading of the second order, with its sources.

    ``caption`` names a table of single figures; without it the heading of the step does. Without ``told`` nothing is said that pupils are to find out: no difference, no remainder, no reason.
    """
    if step.shows == "view":
        return _view(dataset, step, lang, told=told)
    if step.shows == "pair":
        return _pair(dataset, step, lang, told=told)
    if step.shows == "sum":
        return [_sum(step_sum(dataset, step), bridge(dataset, step_sum(dataset, step), lang), told=told)]
    return _figures(dataset, step, caption or step.heading, lang) if step.shows == "figures" else []


def _view(dataset: Dataset, step: Step, lang: str, *, told: bool) -> list[Component]:
    """The charts of a view under its title, with their key and their sources."""
    view = step_view(dataset, step)
    found = seen(dataset, view, lang, undated=False)
    name = heading(dataset, view.selection, lang)
    ids_left = (ids.step_chart_id(step.number, number) for number in count())
    large = [part for one in found.charts.large for part in _chart(dataset, one, name, next(ids_left), lang)]
    panels = [
        html.Div(_chart(dataset, one, name, next(ids_left), lang), className="panel") for one in found.charts.panels
    ]
    said = html.P(" ".join(found.said), className="sentence")
    whole = html.P(link(text(dataset, "lesson.chart", lang=lang), address(dataset, view)), className="way")
    return [
        html.H3(name),
        html.P(subtitle(dataset, view.selection, lang), className="subtitle"),
        *large,
        *([html.Div(panels, className="panels")] if panels else []),
        key(dataset, found.ready, lang),
        *([said] if told else []),
        source_section(dataset, found.lettered, lang),
        whole,
    ]


def _chart(dataset: Dataset, one: Titled, title: str, name: str, lang: str) -> list[Component]:
    plot = plot_area(dataset, one.figure, name=name, label=one.title or title, lang=lang, live=False)
    return [*([html.H4(one.title)] if one.title else []), plot]


def _pair(dataset: Dataset, step: Step, lang: str, *, told: bool) -> list[Component]:
    pair = pair_of(dataset, *step.obs_ids)
    name = pair_words(dataset, pair, lang)
    words = [text(dataset, CLASS_TEXTS[pair.kind], lang=lang), computed_words(dataset, pair, lang)]
    said: list[Component] = [html.P(" ".join(filter(None, words)), className="class")]
    said += [reason_words(dataset, pair.explanation, lang)] if pair.explanation else []
    return [
        html.H3(name),
        side_by_side(dataset, pair, name, lang),
        *([html.Div(said, className="told-of")] if told else []),
        html.P(link(text(dataset, "compare.pair_page", lang=lang), pair_href(*pair.names)), className="way"),
    ]


def _sum(reconciliation: Reconciliation, article: html.Article, *, told: bool) -> html.Article:
    """A bridge without its pictures; where the remainder is not told, without that as well."""
    title, said, table, _pictures = article.children
    if not told:
        table.children = table.children[:-1] if reconciliation.remainder is not None else table.children
        article.children = [title, table]
    else:
        article.children = [title, said, table]
    return article


def _figures(dataset: Dataset, step: Step, caption: str, lang: str) -> list[Component]:
    """Single figures with their values drawn on one axis where they share a unit, and statements of gaps."""
    blocks: list[Component] = []
    rows = [figure_row(dataset, name) for name in step.obs_ids]
    if rows:
        blocks.append(_table(dataset, rows, caption, lang))
    if step.gap_ids:
        gaps = [gap_item(dataset, dataset.row("gaps", name), lang, asked=False) for name in step.gap_ids]
        blocks.append(html.Ul(gaps, className="gaps"))
    return blocks


def _table(dataset: Dataset, rows: Sequence[Row], caption: str, lang: str) -> html.Table:
    headings = [text(dataset, key, lang=lang) for key in ("lesson.what", "table.value", "table.period")]
    body = [
        _row(dataset, row, track, headings=headings, lang=lang)
        for row, track in zip(rows, _tracks(dataset, rows, lang), strict=True)
    ]
    head = table_row([html.Th(name, scope="col") for name in headings])
    return html.Table(
        [html.Caption(caption, className="hidden"), html.Thead(head), html.Tbody(body)], className="side-by-side"
    )


def _tracks(dataset: Dataset, rows: Sequence[Row], lang: str) -> list[Figure | None]:
    """The value of each figure as a drawing, where all of them can share an axis and have a date."""
    nothing: list[Figure | None] = [None] * len(rows)
    units = {row["unit_measure"] for row in rows}
    if len(units) > 1 or any(row["period_kind"] == "undated" for row in rows):
        return nothing
    return [*value_tracks(dataset, [ready(dataset, row, lang) for row in rows], lang)]


def _row(dataset: Dataset, row: Row, track: Figure | None, *, headings: Sequence[str], lang: str) -> html.Tr:
    whom = attribute_words(dataset, row, lang)
    thing: list[Any] = [html.B(dataset.label("indicators", row["indicator_id"], lang), className="thing")]
    thing += [html.Span(whom, className="note")] if whom else []
    unit = dataset.code("unit_measure", row["unit_measure"], lang)
    value: list[Any] = [html.B(link(value_words(dataset, row, lang), observation_href(row["obs_id"])))]
    named = text(dataset, "value.unit", lang=lang, unit=unit)
    value += [html.Span(f" {named}", className="muted"), *([drawn(track)] if track else [])]
    return table_row(
        [
            row_heading([*thing, *source_lines(dataset, row, lang)], label=headings[0]),
            table_cell(value, label=headings[1], className="track"),
            table_cell(period_words(dataset, row, lang), label=headings[2], className="track"),
        ]
    )
