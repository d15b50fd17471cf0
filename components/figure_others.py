"""What stands against one figure: other figures for the same thing, and figures that are mistaken for it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from dash import html

from components.agreement_line import to_comparison
from components.figure_words import figure_link
from components.links import link, observation_href, pair_href
from components.voices import mark
from loaders.classes import CLASSES, WITHOUT_DIFFERENCE
from loaders.dataset import Dataset
from loaders.notation import number
from loaders.related import explanation_of, figure_row, look_alikes_of, same_thing
from loaders.texts import counted, text
from loaders.tokens import printed_decimals
from loaders.words import Row, attribute_words, counter_words, period_words, value_words

#: One plain sentence for each class of pair.
CLASS_TEXTS = {kind: f"class.{kind}" for kind in CLASSES}
#: So many of a class are shown at once; a total of many years stands against dozens of figures.
AT_ONCE = 3


def difference_words(dataset: Dataset, own: Row, other: Row, lang: str = "en") -> str:
    """How much higher or lower another figure is than this one, said to be computed; empty where nothing is told.

    ``other`` has the columns of ``loaders.related.same_thing``.
    """
    difference = float(other["difference"])
    if other["class"] in WITHOUT_DIFFERENCE or math.isnan(difference) or difference == 0:
        return ""
    decimals = max(printed_decimals(row["value_as_printed"]) or 0 for row in (own, other))
    shown = number(difference, decimals, lang)
    if own["unit_measure"] == "percent":
        shown = text(dataset, "figure.points", lang=lang, difference=shown)
    key = "figure.higher" if other["obs_value"] > own["obs_value"] else "figure.lower"
    return text(dataset, key, lang=lang, difference=shown)


def side_by_side_link(dataset: Dataset, obs_a: str, obs_b: str, lang: str = "en") -> html.A:
    """To the page on two figures that are set side by side."""
    return link(
        text(dataset, "compare.side_by_side", lang=lang), pair_href(obs_a, obs_b), class_name="side-by-side-link"
    )


def _other(dataset: Dataset, own: Row, other: Row, lang: str) -> html.Li:
    if other["indicator_id"] == own["indicator_id"]:
        words = link(value_words(dataset, other, lang), observation_href(other["obs_id"]))
        parts: list[Any] = [html.B(words), ", ", period_words(dataset, other, lang)]
        division = attribute_words(dataset, other, lang)
        parts += [f", {division}"] if division else []
    else:
        parts = [figure_link(dataset, other, lang)]
    source = dataset.label("sources", other["source_id"], lang, column="short_label")
    counter = text(dataset, "source.counted_by", lang=lang, counters=counter_words(dataset, other, lang))
    voice: list[Any] = [
        mark(other["source_type"], other["origin"]),
        text(dataset, "figure.other_source", lang=lang, source=source, counter=counter),
    ]
    parts.append(html.Span(voice, className="note"))
    difference = difference_words(dataset, own, other, lang)
    parts += [html.Span(difference, className="difference")] if difference else []
    explained = explanation_of(dataset, own["obs_id"], other["obs_id"])
    parts += [html.Span(_explained(dataset, explained, lang), className="why")] if explained else []
    return html.Li([*parts, side_by_side_link(dataset, own["obs_id"], other["obs_id"], lang)])


def _explained(dataset: Dataset, row: Row, lang: str) -> str:
    return text(
        dataset,
        "figure.explained",
        lang=lang,
        verdict=dataset.code("explanation_verdict", row["verdict"], lang),
        explanation=row[f"explanation_{lang}"] or row["explanation_en"],
    )


def _class_block(dataset: Dataset, own: Row, others: pd.DataFrame, *, kind: str, lang: str) -> html.Div:
    items = [_other(dataset, own, other, lang) for other in others.to_dict("records")]
    parts: list[Any] = [
        html.P(text(dataset, CLASS_TEXTS[kind], lang=lang), className="class"),
        html.Ul(items[:AT_ONCE]),
    ]
    rest = items[AT_ONCE:]
    if rest:
        more = counted(dataset, "figure.more", len(rest), lang=lang)
        parts.append(html.Details([html.Summary(more), html.Ul(rest)]))
    return html.Div(parts, className=f"class-{kind}")


def others_section(dataset: Dataset, row: Row, heading: Any, lang: str = "en") -> html.Section:
    """The other figures for the same thing, in groups by how they stand to it; a sentence where there are none."""
    others = same_thing(dataset, row["obs_id"])
    if others.empty:
        return html.Section([heading, html.P(text(dataset, "figure.others_none", lang=lang), className="muted")])
    blocks = [
        _class_block(dataset, row, group, kind=str(kind), lang=lang)
        for kind, group in others.groupby("class", sort=False)
    ]
    way = html.P(to_comparison(dataset, row["indicator_id"], lang))
    return html.Section([heading, *blocks, way], className="others")


def alike_section(dataset: Dataset, row: Row, heading: Any, lang: str = "en") -> list[html.Section]:
    """Figures that count something else and are mistaken for this one, each with what is known of it."""
    items = []
    for alike in look_alikes_of(dataset, row["obs_id"]):
        links = [
            html.Li(figure_link(dataset, figure_row(dataset, obs_id), lang))
            for obs_id in alike["concerns"].split("|")
            if obs_id != row["obs_id"]
        ]
        items.append(html.Li([html.Span(_explained(dataset, alike, lang), className="why"), html.Ul(links)]))
    return [html.Section([heading, html.Ul(items)], className="others")] if items else []
