"""The page of a topic: choices, chart, sentence, source line, gaps, and the table of every figure shown."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from components import ids
from components.agreement_line import agreement_line
from components.attributes import attributes
from components.events_layer import events_list
from components.evidence import care_section, gaps_section, source_section
from components.evidence_map import evidence_map
from components.figure_card import figure_card
from components.filters import filters
from components.nothing_shown import nothing_shown
from components.orientation import orientation
from components.present_link import present_link
from components.small_multiples import small_multiples
from components.state import COUNTER, View, address
from components.tables import figures_table
from components.topic_chart import charts, drawn_gaps, figure_class, prepared
from components.topic_take import jump, topic_take_away
from components.topic_words import heading, subtitle
from components.voices import with_kind, with_letters
from loaders.agreement import agreement_of, words
from loaders.dataset import Dataset
from loaders.events import events_between
from loaders.latest import lead
from loaders.selection import Selection, Shown, default_selection, gaps_of, passes, shown_figures
from loaders.sentences import summary
from loaders.texts import counted, ended, text
from loaders.words import years_words


def topic_description(dataset: Dataset, view: View, lang: str = "en") -> str:
    """The first sentences on what a view shows."""
    shown = shown_figures(dataset, view.selection)
    name = heading(dataset, view.selection, lang)
    return " ".join([ended(name), *lead(dataset, view.selection, shown, lang), *_agreed(dataset, shown, lang)])


def _agreed(dataset: Dataset, shown: Shown, lang: str) -> list[str]:
    return [words(dataset, agreement_of(dataset, shown.dated), lang)] if len(shown.dated) else []


def _figure(dataset: Dataset, view: View, shown: Shown, lettered: pd.DataFrame, lang: str) -> html.Figure:
    """The title, the answer in words, the choices, and then what they make: a reader has the answer first."""
    selection = view.selection
    gaps = gaps_of(dataset, selection)
    leading = lead(dataset, selection, shown, lang)
    told = summary(dataset, selection, shown, gaps, lang)
    if len(shown.dated) or len(drawn_gaps(dataset, selection, lang)):
        ready = prepared(dataset, lettered[lettered["period_start"].notna()], lang)
        label = " ".join([*leading, *_agreed(dataset, shown, lang), *told])
        drawing: list[Any] = charts(dataset, view, ready, label=label, lang=lang)
    else:
        drawing = [nothing_shown(dataset, view, shown, lang)]
    agreed = agreement_of(dataset, shown.dated)
    verdict = [agreement_line(dataset, agreed, lang, indicator_id=selection.indicator_id)] if len(shown.dated) else []
    return html.Figure(
        [
            html.Figcaption(
                [
                    html.H2(heading(dataset, selection, lang), id=ids.CHART_TITLE),
                    html.P(subtitle(dataset, selection, lang), className="subtitle"),
                    *([html.P(" ".join(leading), className="lead")] if leading else []),
                    *verdict,
                    *jump(dataset, len(lettered), selection.topic, lang),
                    filters(dataset, view, shown, lang),
                ]
            ),
            *drawing,
            html.P(" ".join(told), className="sentence"),
            *([source_section(dataset, lettered, lang)] if len(lettered) else []),
            *care_section(dataset, lettered, lang),
        ],
        className=figure_class(drawing, has_panel=bool(view.figure)),
        **attributes(aria_labelledby=ids.CHART_TITLE),
    )


def _tables(dataset: Dataset, selection: Selection, lettered: pd.DataFrame, lang: str) -> list[Any]:
    dated, undated = lettered[lettered["period_start"].notna()], lettered[lettered["period_start"].isna()]
    name = heading(dataset, selection, lang)
    years = years_words(dataset, selection.year_from, selection.year_to, lang)
    blocks: list[Any] = []
    if len(undated):
        caption = counted(dataset, "table.caption_undated", len(undated), lang=lang, indicator=name)
        blocks.append(
            html.Section(
                [
                    html.H2(text(dataset, "undated.heading", lang=lang)),
                    html.P(text(dataset, "undated.explained", lang=lang), className="muted"),
                    figures_table(dataset, undated, caption=caption, lang=lang),
                ]
            )
        )
    if len(dated):
        caption = counted(dataset, "table.caption", len(dated), lang=lang, indicator=name, years=years)
        blocks.append(
            html.Section(
                [
                    html.H2(text(dataset, "table.heading", lang=lang)),
                    figures_table(dataset, dated, caption=caption, lang=lang),
                ]
            )
        )
    return blocks


def _banner(dataset: Dataset, selection: Selection, lang: str) -> list[html.P]:
    """The sentence that children as offenders are no victims, on top of their group."""
    if dataset.row("indicators", selection.indicator_id)["population"] != "child_offenders":
        return []
    return [html.P(text(dataset, "banner.child_offenders", lang=lang), className="banner")]


def _panel(dataset: Dataset, view: View, lang: str) -> list[html.Aside]:
    """The figure that the reader has opened, beside the chart."""
    if not view.figure:
        return []
    close = address(dataset, view.changed(figure=""))
    card = figure_card(dataset, view.figure, heading_level=2, close_href=close, lang=lang)
    label = text(dataset, "panel.label", lang=lang)
    return [
        html.Aside(
            card,
            id=ids.PANEL,
            tabIndex=-1,
            className="panel-aside",
            **attributes(aria_label=label, data_figure=view.figure),
        )
    ]


def _others(dataset: Dataset, view: View, lang: str) -> html.Section:
    """All indicators of the topic as small charts on one time axis, each a way to its own chart."""
    selection = view.selection

    def href_of(indicator_id: str) -> str:
        other = default_selection(dataset, selection.topic, indicator_id)
        return address(
            dataset,
            view.changed(indicator_id=indicator_id, breakdown=other.breakdown, counted_by="", figure=""),
        )

    multiples = small_multiples(
        dataset,
        selection.topic,
        years=(selection.year_from, selection.year_to),
        chosen=selection.indicator_id,
        href_of=href_of,
        passes=lambda figures: passes(figures, view.changed(counted_by="").selection),
        by_counter=view.colour_by == COUNTER,
        lang=lang,
    )
    return html.Section(
        [
            html.H2(text(dataset, "multiples.heading", lang=lang, topic=dataset.code("topic", selection.topic, lang))),
            *multiples,
        ],
        className="multiples-section",
    )


def _events(dataset: Dataset, view: View, lang: str) -> list[Any]:
    if not view.events:
        return []
    events = events_between(dataset, view.selection.year_from, view.selection.year_to)
    return [events_list(dataset, events, lang)]


def _gaps(dataset: Dataset, selection: Selection, lang: str, *, whole: bool) -> list[html.Section]:
    gaps = gaps_of(dataset, selection)
    if whole:
        return [gaps_section(dataset, gaps, selection, lang)]
    own = gaps[gaps["indicator_id"] == selection.indicator_id]
    return [gaps_section(dataset, own, selection, lang)] if len(own) else []


def _map(dataset: Dataset, topic: str, lang: str) -> html.Section:
    return html.Section([html.H2(text(dataset, "map.heading", lang=lang)), evidence_map(dataset, topic, lang)])


def topic_page(dataset: Dataset, view: View, lang: str = "en", *, whole: bool = True) -> html.Div:
    """Everything about one topic that a view shows.

    Not ``whole``: without the small charts of all indicators, the statements on the topic as a whole and the evidence map,
    which are the same for every view.
    """
    selection = view.selection
    shown = shown_figures(dataset, selection)
    everything = pd.concat([shown.dated, shown.undated])
    lettered = with_kind(with_letters(everything), by_counter=view.colour_by == COUNTER)
    first = [
        html.H1(dataset.code("topic", selection.topic, lang), tabIndex=-1),
        orientation(dataset, selection.topic, lang),
        *_banner(dataset, selection, lang),
        _figure(dataset, view, shown, lettered, lang),
        *_panel(dataset, view, lang),
    ]
    rest = html.Div(
        [
            present_link(dataset, address(dataset, view.changed(figure="")), lang),
            *topic_take_away(dataset, view, len(everything), lang),
            html.P(
                [
                    html.B(text(dataset, "definition.heading", lang=lang)),
                    " ",
                    dataset.label("indicators", selection.indicator_id, lang, column="definition"),
                ],
                className="definition",
            ),
            *_events(dataset, view, lang),
            *([_others(dataset, view, lang)] if whole else []),
            *_tables(dataset, selection, lettered, lang),
            *_gaps(dataset, selection, lang, whole=whole),
            *([_map(dataset, selection.topic, lang)] if whole else []),
        ],
        id=ids.REST,
    )
    return html.Div([*first, rest], className=f"topic topic-{selection.topic}")
