"""A total against its parts, or a flow against a register: every figure, the way between them, and what remains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from components import ids
from components.attributes import attributes
from components.bridge_chart import remainder, step
from components.links import link, observation_href
from components.picture_links import picture_links
from components.source_words import source_lines
from components.tables import row_heading, table_cell, table_row
from loaders.dataset import Dataset
from loaders.notation import number
from loaders.reconciling import Entry, Reconciliation
from loaders.texts import text
from loaders.words import Row, attribute_words, decimals_of, period_words, value_words

#: Whose figure it is: told once for a side where all its figures share this.
_WHOSE = ("source_id", "counted_by", "via", "origin", "superseded")


def _name(dataset: Dataset, row: Row, lang: str) -> tuple[str, str, str]:
    return (
        dataset.label("indicators", row["indicator_id"], lang),
        attribute_words(dataset, row, lang),
        period_words(dataset, row, lang),
    )


def part_words(dataset: Dataset, rows: Sequence[Row], lang: str = "en") -> list[str]:
    """What tells each figure of a side from the others: indicator, part or period; all of it where nothing does."""
    names = [_name(dataset, row, lang) for row in rows]
    differing = [len(set(parts)) > 1 for parts in zip(*names, strict=True)]
    if not any(differing):
        differing = [True] * 3
    return [", ".join(part for part, told in zip(name, differing, strict=True) if told and part) for name in names]


def _drawn(drawing: str) -> html.Div:
    return html.Div(className="drawn", **attributes(data_drawn=drawing))


@dataclass(frozen=True)
class _Axis:
    """The axis that all drawings of a bridge share: its end, where the total stands on it, and a name for it."""

    top: float
    total: float
    name: str


def _row(dataset: Dataset, entry: Entry, words: str, *, axis: _Axis, whose: bool, lang: str) -> html.Tr:
    row = entry.figure
    name: list[Any] = [html.Span(words, className="thing"), *(source_lines(dataset, row, lang) if whose else [])]
    value = link(value_words(dataset, row, lang), observation_href(row["obs_id"]))
    name_of = f"{axis.name}-{row['obs_id']}"
    drawn = [] if entry.value is None else [_drawn(step(entry, top=axis.top, total=axis.total, name=name_of))]
    return table_row(
        [row_heading(name), table_cell(value, className="value"), table_cell(drawn, className="step")],
    )


def _side(dataset: Dataset, key: str, entries: Sequence[Entry], *, axis: _Axis, lang: str) -> html.Tbody:
    """The figures of one side under its name; where they come from one place, that is told once."""
    rows = [entry.figure for entry in entries]
    together = len(rows) > 1 and len({tuple(row[column] for column in _WHOSE) for row in rows}) == 1
    heading: list[Any] = [html.B(text(dataset, key, lang=lang))]
    if together:
        shared = sorted({_name(dataset, row, lang)[0] for row in rows})
        heading += [
            *([f": {shared[0]}"] if len(shared) == 1 else []),
            *source_lines(dataset, rows[0], lang, place=False),
        ]
    words = part_words(dataset, rows, lang)
    body = [
        _row(dataset, entry, name, axis=axis, whose=not together, lang=lang)
        for entry, name in zip(entries, words, strict=True)
    ]
    title = html.Th(heading, scope="rowgroup", colSpan=3)
    return html.Tbody([table_row([title], className="side"), *body])


def remainder_words(dataset: Dataset, reconciliation: Reconciliation, lang: str = "en") -> str:
    """What remains, in one sentence that says that it is ours; or why nothing was computed."""
    left = reconciliation.remainder
    if left is None:
        return text(dataset, f"compare.no_remainder.{reconciliation.reason}", lang=lang)
    key = "compare.remainder_none" if left == 0 else "compare.remainder" if left > 0 else "compare.exceeds"
    return text(dataset, key, lang=lang, number=_shown(reconciliation, lang))


def _shown(reconciliation: Reconciliation, lang: str) -> str:
    """The size of the remainder, as exactly as the most exact figure is printed."""
    figures = [entry.figure for entry in (*reconciliation.totals, *reconciliation.parts)]
    return number(abs(reconciliation.remainder or 0.0), max(map(decimals_of, figures)), lang)


def _rest(dataset: Dataset, reconciliation: Reconciliation, *, axis: _Axis, lang: str) -> html.Tbody:
    """The last row: the remainder, which nobody prints."""
    rest = reconciliation.remainder
    if rest is None:
        return html.Tbody([])
    total, sum_ = reconciliation.ends
    key = "compare.rest.none" if rest == 0 else "compare.rest.less" if rest < 0 else "compare.rest"
    name = text(dataset, key, lang=lang)
    computed = html.Span(text(dataset, "compare.rest.computed", lang=lang), className="note")
    drawing = remainder(total, sum_, top=axis.top, total=axis.total, name=axis.name)
    cells = [
        row_heading([html.B(name), computed]),
        table_cell(html.B(_shown(reconciliation, lang)), className="value"),
        table_cell([_drawn(drawing)] if rest else [], className="step"),
    ]
    return html.Tbody(table_row(cells, className="rest"))


def bridge(dataset: Dataset, reconciliation: Reconciliation, lang: str = "en") -> html.Article:
    """A row of reconciliations.csv under a heading of the third order, its caveat beside what remains."""
    key = str(reconciliation.row["reconciliation_id"])
    label = dataset.label("reconciliations", key, lang)
    total, sum_ = (0.0, 0.0) if reconciliation.reason else reconciliation.ends
    axis = _Axis(max(total, sum_) or 1.0, total, key)
    register = reconciliation.row["relation"] == "flow_register"
    sides = (
        ("compare.side.flow" if register else "compare.side.total", reconciliation.totals),
        ("compare.side.register" if register else "compare.side.parts", reconciliation.parts),
    )
    table = html.Table(
        [
            html.Caption(label, className="hidden"),
            *(_side(dataset, name, entries, axis=axis, lang=lang) for name, entries in sides),
            _rest(dataset, reconciliation, axis=axis, lang=lang),
        ],
        className="bridge",
    )
    said = html.P(html.B(remainder_words(dataset, reconciliation, lang)))
    caveat = html.P(dataset.label("reconciliations", key, lang, column="caveat"), className="caveat")
    return html.Article(
        [
            html.H3(label),
            html.Div([said, caveat], className="told-of"),
            table,
            picture_links(dataset, f"/compare/{key}", lang),
        ],
        id=ids.row_anchor(key),
        className="sum",
    )
