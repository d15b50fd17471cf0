"""Every pair of an indicator's figures in tables, one for each class, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from components import ids
from components.disagreement import computed_words, reason_words
from components.figure_others import CLASS_TEXTS, side_by_side_link
from components.links import link, observation_href
from components.long_pages import PAIRS
from components.numbered import part, ways_on
from components.state import CompareChoice, compare_address
from components.tables import row_heading, table, table_cell, table_row
from components.voices import mark
from loaders.dataset import Dataset
from loaders.disagreements import Paired, pairs_of_indicator
from loaders.texts import counted, text
from loaders.words import Row, attribute_words, period_words, value_words

#: A class with more pairs is folded: dozens of other things stand behind a few contradictions.
MOST_OPEN = 12


def _figure(dataset: Dataset, row: Row, indicator_id: str, lang: str) -> list[Any]:
    told = [period_words(dataset, row, lang), attribute_words(dataset, row, lang)]
    if row["indicator_id"] != indicator_id:
        told.insert(0, dataset.label("indicators", row["indicator_id"], lang))
    source = dataset.label("sources", row["source_id"], lang, column="short_label")
    return [
        html.B(link(value_words(dataset, row, lang), observation_href(row["obs_id"]))),
        ", ",
        ", ".join(filter(None, told)),
        html.Span([mark(row["source_type"], row["origin"]), source], className="note"),
    ]


def _own_first(pair: Paired, indicator_id: str) -> tuple[Row, Row]:
    if pair.first["indicator_id"] == indicator_id:
        return pair.first, pair.second
    return pair.second, pair.first


def _row(dataset: Dataset, pair: Paired, indicator_id: str, *, headings: Sequence[str], lang: str) -> html.Tr:
    cells: list[Any] = [html.Div(_figure(dataset, row, indicator_id, lang)) for row in _own_first(pair, indicator_id)]
    cells[1].children.append(side_by_side_link(dataset, *pair.names, lang))
    cells += [
        computed_words(dataset, pair, lang),
        reason_words(dataset, pair.explanation, lang) if pair.explanation else "",
    ]
    first, *others = cells[: len(headings)]
    return table_row(
        [
            row_heading(first, label=headings[0]),
            *(table_cell(cell, label=label) for cell, label in zip(others, headings[1:], strict=True)),
        ],
        id=ids.paired_row(*pair.names),
    )


def _table(dataset: Dataset, pairs: Sequence[Paired], indicator_id: str, *, kind: str, total: int, lang: str) -> Any:
    columns = ["own", "other"]
    if any(pair.difference or pair.explanation for pair in pairs):
        columns += ["difference", "why"]
    headings = [text(dataset, f"compare.pairs.{column}", lang=lang) for column in columns]
    number = counted(dataset, "compare.pairs", total, lang=lang)
    name = text(dataset, CLASS_TEXTS[kind], lang=lang)
    rows = [_row(dataset, pair, indicator_id, headings=headings, lang=lang) for pair in pairs]
    told = table(f"{name} {number}", headings, rows, name="figures pairs")
    heading, beside = html.H3(name), html.Span(number, className="muted")
    if len(pairs) <= MOST_OPEN:
        return html.Div([html.Div([heading, " ", beside]), told], className=f"class-{kind}")
    return html.Details([html.Summary([heading, " ", beside]), told], className=f"class-{kind}")


def pairs_tables(dataset: Dataset, indicator_id: str, lang: str = "en", *, number: int = 1) -> list[Any]:
    """The tables of an indicator's pairs, also with other indicators of its family; nothing where it has none.

    Of many pairs those in part ``number``, each class with the number of all that it has.
    """
    found = pairs_of_indicator(dataset, indicator_id)
    every = [(kind, pair) for kind, pairs in found.items() for pair in pairs]
    href = compare_address(CompareChoice(indicator_id=indicator_id))
    ways = ways_on(dataset, href, number=number, total=len(every), most=PAIRS, lang=lang)
    shown: dict[str, list[Paired]] = {}
    for kind, pair in part(every, number, PAIRS):
        shown.setdefault(kind, []).append(pair)
    tables = [
        _table(dataset, pairs, indicator_id, kind=kind, total=len(found[kind]), lang=lang)
        for kind, pairs in shown.items()
    ]
    return [*ways, *tables, *ways]
