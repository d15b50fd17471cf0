"""Totals and their parts as screens for a class: the total, then its parts, then what remains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from components.attributes import attributes
from components.bridge import part_words, remainder_words
from components.bridge_chart import remainder, step
from components.figure_words import figure_link
from components.slides import Slide
from components.source_words import counted_words
from components.tables import row_heading, table_cell, table_row
from components.voices import mark
from loaders.dataset import Dataset
from loaders.notation import number
from loaders.reconciling import Entry, Reconciliation, reconciliations
from loaders.tables import TOPICS
from loaders.texts import text
from loaders.words import decimals_of, value_words

#: So many figures of a side have a row each; more stand one behind the other in a single row.
MOST_ROWS = 4
#: What is seen on each of the screens of a sum.
TOTAL, PARTS, REST = STAGES = ("total", "parts", "rest")
#: The classes of the columns of a table of parts.
_COLUMNS = ("name", "value", "step")


def sum_slides(dataset: Dataset, topic: str = "", lang: str = "en") -> list[Slide]:
    """The screens of every sum of a topic, or of all; one that says so where there is none."""
    found = [one for own in ([topic] if topic else TOPICS) for one in reconciliations(dataset)[own]]
    if not found:
        none = html.P(text(dataset, "compare.sums_none", lang=lang))
        return [Slide(text(dataset, "compare.part.sums", lang=lang), [none], style="of-words")]
    return [slide for one in found for slide in one_sum_slides(dataset, one, lang)]


def one_sum_slides(dataset: Dataset, one: Reconciliation, lang: str = "en") -> Iterator[Slide]:
    """The total alone, then its parts, then what remains, each in its place from the beginning; at last the caveat."""
    key = str(one.row["reconciliation_id"])
    label, notes = dataset.label("reconciliations", key, lang), _notes(dataset, one, lang)
    for place, stage in enumerate(STAGES):
        said = html.P(remainder_words(dataset, one, lang), className=_seen(stage == REST))
        yield Slide(
            heading=text(dataset, f"present.prompt.{stage}", lang=lang),
            content=[
                html.P(label, className="of-what"),
                _table(dataset, one, label, shown=STAGES[: place + 1], lang=lang),
                said,
            ],
            notes=notes,
            style="of-sum",
        )
    yield Slide(
        heading=text(dataset, "present.heading.caveat", lang=lang),
        content=[
            html.P(label, className="of-what"),
            html.P(dataset.label("reconciliations", key, lang, column="caveat")),
        ],
        notes=notes,
        style="of-words",
    )


def _seen(is_seen: bool) -> str | None:
    return None if is_seen else "unrevealed"


@dataclass(frozen=True)
class _Axis:
    top: float
    total: float
    name: str


def _table(dataset: Dataset, one: Reconciliation, label: str, *, shown: Sequence[str], lang: str) -> html.Table:
    key = str(one.row["reconciliation_id"])
    total, sum_ = (0.0, 0.0) if one.reason else one.ends
    axis = _Axis(max(total, sum_) or 1.0, total, f"{key}-{len(shown)}")
    register = one.row["relation"] == "flow_register"
    sides = (
        (TOTAL, "compare.side.flow" if register else "compare.side.total", one.totals),
        (PARTS, "compare.side.register" if register else "compare.side.parts", one.parts),
    )
    bodies: list[Any] = []
    for stage, name, entries in sides:
        heading = table_row([html.Th(text(dataset, name, lang=lang), scope="rowgroup", colSpan=3)], className="side")
        rows = _rows(dataset, entries, axis=axis, lang=lang)
        bodies.append(html.Tbody([heading, *rows], className=_seen(stage in shown)))
    if one.remainder is not None:
        bodies.append(html.Tbody(_rest(dataset, one, axis=axis, lang=lang), className=_seen(REST in shown)))
    columns = html.Colgroup([html.Col(className=name) for name in _COLUMNS])
    return html.Table([html.Caption(label, className="hidden"), columns, *bodies], className="bridge-large")


def _rows(dataset: Dataset, entries: Sequence[Entry], *, axis: _Axis, lang: str) -> list[Any]:
    """A row for each figure of a side; one row for a long side, whose bars stand one behind the other."""
    rows = [entry.figure for entry in entries]
    if len(rows) > MOST_ROWS:
        sources = dict.fromkeys(dataset.label("sources", row["source_id"], lang, column="short_label") for row in rows)
        name = text(dataset, "present.figures", lang=lang, source="; ".join(sources), number=len(rows))
        whole = sum(entry.value for entry in entries if entry.value is not None)
        if entries[0].value is None:
            return [_row(name, "", _drawings(entries, axis))]
        ours = html.Span(text(dataset, "compare.computed", lang=lang), className="ours")
        value = number(whole, max(map(decimals_of, rows)), lang)
        return [_row([name, " ", ours], value, _drawings(entries, axis))]
    words = part_words(dataset, rows, lang)
    return [
        _row(
            [mark(row["source_type"], row["origin"]), " ", name],
            value_words(dataset, row, lang),
            _drawings([entry], axis),
        )
        for row, name, entry in zip(rows, words, entries, strict=True)
    ]


def _row(name: Any, value: Any, drawings: Sequence[str]) -> html.Tr:
    drawn = [html.Div(className="drawn", **attributes(data_drawn=drawing)) for drawing in drawings]
    cell = html.Div(drawn, className="steps")
    return table_row([row_heading(name), table_cell(value, className="value"), table_cell(cell, className="step")])


def _drawings(entries: Sequence[Entry], axis: _Axis) -> list[str]:
    return [
        step(entry, top=axis.top, total=axis.total, name=f"{axis.name}-{entry.figure['obs_id']}")
        for entry in entries
        if entry.value is not None
    ]


def _rest(dataset: Dataset, one: Reconciliation, *, axis: _Axis, lang: str) -> html.Tr:
    rest = one.remainder or 0.0
    total, sum_ = one.ends
    key = "compare.rest.none" if rest == 0 else "compare.rest.less" if rest < 0 else "compare.rest"
    figures = [entry.figure for entry in (*one.totals, *one.parts)]
    shown = number(abs(rest), max(map(decimals_of, figures)), lang)
    drawn = [remainder(total, sum_, top=axis.top, total=axis.total, name=axis.name)] if rest else []
    return _row(text(dataset, key, lang=lang), shown, drawn)


def _notes(dataset: Dataset, one: Reconciliation, lang: str) -> list[Any]:
    """Every figure with who counted, and that the remainder is ours."""
    rows = [entry.figure for entry in (*one.totals, *one.parts)]
    items = [
        html.Li([figure_link(dataset, row, lang), html.Span(counted_words(dataset, row, lang), className="note")])
        for row in rows
    ]
    return [html.Ul(items), html.P(text(dataset, "compare.computed", lang=lang))]
