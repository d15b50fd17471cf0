"""Two figures set side by side: drawn, told by how much they differ and why, and what can be quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from components import ids
from components.agreement_line import verdict_sign
from components.chart import Figure
from components.drawn import drawn
from components.figure_card import HEADINGS
from components.figure_origin import foreign
from components.figure_others import CLASS_TEXTS
from components.figure_words import thing_words
from components.links import link, observation_href, pair_href
from components.pair_chart import period_tracks, ready, value_tracks
from components.quote import quote_block
from components.source_words import source_lines
from components.state import CompareChoice, compare_address, figure_address
from components.tables import row_heading, table_cell, table_row
from loaders.agreement import size_of
from loaders.dataset import Dataset
from loaders.disagreements import Paired
from loaders.notation import number
from loaders.quoting import quote_of_pair
from loaders.texts import text
from loaders.words import Row, decimals_of, period_words, value_words

#: A rounding is told as a way in which both can be one number only up to a tenth of the larger one: to the thousand,
#: 933 and 1,023 are one number as well.
PLAUSIBLE = 0.1


INFERRED = "inferred_period"


def pair_words(dataset: Dataset, pair: Paired, lang: str = "en") -> str:
    """What is set side by side: the thing with its period or both periods, or the two things."""
    first, second = thing_words(dataset, pair.first, lang), thing_words(dataset, pair.second, lang)
    if first == second:
        return first
    if pair.first["indicator_id"] == pair.second["indicator_id"]:
        second = period_words(dataset, pair.second, lang)
    return text(dataset, "compare.against", lang=lang, first=first, second=second)


def _period(dataset: Dataset, row: Row, lang: str) -> list[html.Span]:
    """The period, and where it is inferred, the words from which it is."""
    told = [html.Span(period_words(dataset, row, lang))]
    if INFERRED in row["all_warnings"].split("|"):
        printed = row["period_as_printed"]
        quoted = html.Q(printed, lang=foreign(dataset.row("sources", row["source_id"])["language"], lang))
        words: list[Any] = [text(dataset, "figure.period_printed", lang=lang), " ", quoted]
        told.append(html.Span(words if printed else dataset.label("warnings", INFERRED, lang), className="note"))
    return told


def _row(
    dataset: Dataset, row: Row, tracks: tuple[Figure | None, Figure], *, headings: Sequence[str], name: str, lang: str
) -> html.Tr:
    value, period = tracks
    thing = [html.B(name, className="thing")] if name else []
    said = html.B(link(value_words(dataset, row, lang), observation_href(row["obs_id"])))
    return table_row(
        [
            row_heading([*thing, *source_lines(dataset, row, lang)], label=headings[0]),
            table_cell([said, *([drawn(value)] if value else [])], label=headings[1], className="track"),
            table_cell([*_period(dataset, row, lang), drawn(period)], label=headings[2], className="track"),
        ]
    )


def side_by_side(dataset: Dataset, pair: Paired, caption: str, lang: str = "en") -> html.Table:
    """The larger figure above the smaller one, each with its value and its days drawn; units never share an axis."""
    rows = [pair.first, pair.second]
    figures = [ready(dataset, row, lang) for row in rows]
    one_unit = rows[0]["unit_measure"] == rows[1]["unit_measure"]
    values: Sequence[Figure | None] = value_tracks(dataset, figures, lang) if one_unit else [None, None]
    units = dict.fromkeys(dataset.code("unit_measure", row["unit_measure"], lang) for row in rows)
    headings = [
        text(dataset, "table.source", lang=lang),
        text(dataset, "compare.value", lang=lang, unit=" / ".join(units)),
        text(dataset, "compare.days", lang=lang),
    ]
    differ = pair.first["indicator_id"] != pair.second["indicator_id"]
    names = [dataset.label("indicators", row["indicator_id"], lang) if differ else "" for row in rows]
    body = [
        _row(dataset, row, (value, period), headings=headings, name=name, lang=lang)
        for row, value, period, name in zip(rows, values, period_tracks(figures), names, strict=True)
    ]
    head = table_row([html.Th(heading, scope="col") for heading in headings])
    return html.Table(
        [
            html.Caption(caption, className="hidden"),
            html.Thead(head),
            html.Tbody(body),
        ],
        className="side-by-side",
    )


def computed_words(dataset: Dataset, pair: Paired, lang: str = "en") -> str:
    """Difference, ratio and the rounding at which both would be one number, said to be ours; empty where none is told."""
    if not pair.difference:
        return ""
    decimals = max(decimals_of(row) for row in (pair.first, pair.second))
    difference = number(pair.difference, decimals, lang)
    if pair.first["unit_measure"] == "percent":
        difference = text(dataset, "figure.points", lang=lang, difference=difference)
    said = [text(dataset, "compare.difference", lang=lang, difference=difference)]
    if pair.ratio:
        ratio = number(pair.ratio, 2 if pair.ratio < 10 and pair.ratio % 1 else 0, lang)
        said.append(text(dataset, "compare.ratio", lang=lang, ratio=ratio))
    if pair.rounding and pair.rounding <= PLAUSIBLE * size_of(pair.first):
        unit = number(pair.rounding, 0 if pair.rounding >= 1 else 1, lang)
        said.append(text(dataset, "compare.rounding", lang=lang, unit=unit))
    return " ".join([*said, text(dataset, "compare.computed", lang=lang)])


def reason_words(dataset: Dataset, explanation: Row, lang: str = "en") -> html.P:
    """An explanation with its verdict in front."""
    verdict = dataset.code("explanation_verdict", explanation["verdict"], lang)
    told = dataset.label("explanations", explanation["explanation_id"], lang, column="explanation")
    return html.P([html.B(f"{verdict[:1].upper()}{verdict[1:]}. "), told], className="reason")


def _ways(dataset: Dataset, pair: Paired, *, own_page: bool, lang: str) -> html.Ul:
    """To the chart of each indicator, to all that its sources say, and to the page of the pair."""
    rows = {row["indicator_id"]: row for row in (pair.second, pair.first)}
    keys = ("compare.chart_of", "compare.all_of") if len(rows) > 1 else ("figure.see_chart", "compare.all_sources")
    items = []
    if not own_page:
        items.append(html.Li(link(text(dataset, "compare.pair_page", lang=lang), pair_href(*pair.names))))
    for indicator, row in rows.items():
        named = {"indicator": dataset.label("indicators", indicator, lang)} if len(rows) > 1 else {}
        addresses = figure_address(dataset, row["obs_id"]), compare_address(CompareChoice(indicator_id=indicator))
        items += [
            html.Li(link(text(dataset, key, lang=lang, **named), address))
            for key, address in zip(keys, addresses, strict=True)
        ]
    return html.Ul(items, className="figure-actions")


def pair_body(
    dataset: Dataset, pair: Paired, *, level: int, classed: bool = True, own_page: bool = False, lang: str = "en"
) -> list[Any]:
    """Everything about a pair below its heading; what can be quoted has a heading of the order ``level``.

    The class of the pair is told in words, unless the heading has done so (not ``classed``). On the pair's own page
    there is no link to it.
    """
    name: list[Any] = [html.B(text(dataset, CLASS_TEXTS[pair.kind], lang=lang)), " "] if classed else []
    said = computed_words(dataset, pair, lang)
    told: list[Any] = [
        *([html.P([*name, said], className="class")] if name or said else []),
        *([reason_words(dataset, pair.explanation, lang)] if pair.explanation else []),
    ]
    return [
        side_by_side(dataset, pair, pair_words(dataset, pair, lang), lang),
        html.Div(told, className="told-of"),
        HEADINGS[level](text(dataset, "quote.heading", lang=lang), className="quote-heading"),
        quote_block(dataset, quote_of_pair(dataset, pair.first["obs_id"], pair.second["obs_id"], lang), lang),
        _ways(dataset, pair, own_page=own_page, lang=lang),
    ]


def conflict_article(dataset: Dataset, pair: Paired, lang: str = "en") -> html.Article:
    """Two figures that contradict each other, under a heading of the third order."""
    heading = html.H3([verdict_sign(pair.kind), html.Span(pair_words(dataset, pair, lang))])
    return html.Article(
        [heading, *pair_body(dataset, pair, level=4, lang=lang)],
        id=ids.pair_anchor(*pair.names),
        className="pair pair-conflict",
    )


def seeming_article(dataset: Dataset, pair: Paired, lang: str = "en") -> html.Article:
    """Two figures that can both be true, folded under a heading of the fourth order."""
    summary = html.Summary(
        [
            html.H4(pair_words(dataset, pair, lang)),
            html.Span(text(dataset, CLASS_TEXTS[pair.kind], lang=lang), className="note"),
        ]
    )
    folded = html.Details([summary, *pair_body(dataset, pair, level=5, classed=False, lang=lang)])
    return html.Article(folded, id=ids.pair_anchor(*pair.names), className="pair")
