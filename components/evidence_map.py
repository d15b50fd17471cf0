"""The evidence map: every indicator of a topic by year, with all that is said there and who says it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from dash import html

from components.attributes import attributes
from components.chart_links import chart_href
from components.kept_parts import copied, kept_part
from components.links import evidence_href, link
from components.tables import row_heading, table_cell, table_row
from components.voices import mark
from loaders.dataset import Dataset
from loaders.derive import OWN, RELAYED, UNATTRIBUTED
from loaders.evidence import (
    SPANNING,
    WHOLE_TOPIC,
    Cell,
    Place,
    Voice,
    evidence_cells,
    evidence_periods,
    mapped_indicators,
)
from loaders.selection import AFTER, BEFORE, CORE_YEARS, SOURCE_TYPES, UNDATED
from loaders.texts import counted, text

#: The signs of what is said without a number; that of a suppressed figure shows its threshold.
ZERO, UNKNOWN, DISAGREE = "0", "?", "≠"
#: The columns that are no year.
NAMED = (BEFORE, AFTER, SPANNING, UNDATED)


def period_name(dataset: Dataset, period: str, lang: str = "en") -> str:
    """The words for a column of the map: ``2003``, ``before 2002``, ``no date``."""
    years = {BEFORE: CORE_YEARS[0], AFTER: CORE_YEARS[1]}
    if period in NAMED:
        return text(dataset, f"map.period.{period}", lang=lang, year=years.get(period, ""))
    return period


def subject_name(dataset: Dataset, subject: str, lang: str = "en") -> str:
    """The name of an indicator, or of what is said of a topic as a whole."""
    if dataset.has("indicators", subject):
        return dataset.label("indicators", subject, lang)
    return text(dataset, "map.whole_topic", lang=lang, topic=dataset.code("topic", subject, lang))


def cell_words(dataset: Dataset, cell: Cell, lang: str = "en") -> str:
    """Everything that a cell holds, in words: ``2 figures (Government, International); sources disagree``."""
    parts = []
    for name in ("values", "zeros", "suppressed", "gaps"):
        saying = [voice for voice in cell.voices if getattr(voice, name)]
        if saying:
            kinds = ", ".join(_kind_words(dataset, voice, name, lang) for voice in saying)
            number = sum(getattr(voice, name) for voice in saying)
            limits = sorted({threshold for voice in saying for threshold in voice.thresholds})
            below = {"thresholds": ", ".join(f"{limit:g}" for limit in limits)} if name == "suppressed" else {}
            parts.append(counted(dataset, f"map.holds.{name}", number, lang=lang, kinds=kinds, **below))
    if cell.disagree:
        parts.append(text(dataset, "map.disagree", lang=lang))
    return "; ".join(parts)


def _kind_words(dataset: Dataset, voice: Voice, name: str, lang: str) -> str:
    """The kind of source, and whose count it prints where it is not its own."""
    kind = dataset.code("source_type", voice.source_type, lang)
    if name == "gaps" or voice.origin == OWN:
        return kind
    return text(dataset, f"map.kind_{voice.origin}", lang=lang, kind=kind)


def _signs(voice: Voice) -> list[html.Span]:
    """What one kind of source says, as its mark and the signs for what is no plain number."""
    signs = [ZERO] if voice.zeros else []
    signs += [f"<{threshold:g}" for threshold in voice.thresholds]
    shown = [mark(voice.source_type, voice.origin)] if voice.values else []
    shown += [_sign(sign, voice.source_type, voice.origin) for sign in signs]
    if voice.gaps:
        shown.append(_sign(UNKNOWN, voice.source_type, OWN))
    return shown


def _sign(sign: str, source_type: str, origin: str) -> html.Span:
    name = {ZERO: "zero", UNKNOWN: "gap"}.get(sign, "suppressed")
    # The name of the cell's link says it in words, so that nobody hears a lone question mark.
    return html.Span([mark(source_type, origin), sign], className=f"said said-{name}", **attributes(aria_hidden="true"))


def _cell(dataset: Dataset, cell: Cell | None, *, about: str, subject: str, period: str, lang: str) -> html.Td:
    """One cell: a link to what lies behind it, or nothing at all."""
    if cell is None:
        return copied(_nothing())  # type: ignore[no-any-return]
    signs = [sign for voice in cell.voices for sign in _signs(voice)]
    if cell.disagree:
        signs.append(html.Span(DISAGREE, className="differ", **attributes(aria_hidden="true")))
    name = text(
        dataset,
        "map.cell",
        lang=lang,
        about=about,
        period=period_name(dataset, period, lang),
        contents=cell_words(dataset, cell, lang),
    )
    names = ["holds", *(["disagree"] if cell.disagree else [])]
    return table_cell(link(signs, evidence_href(subject, period), aria_label=name), className=" ".join(names))


@cache
def _nothing() -> html.Td:
    return table_cell(None)


def _row(dataset: Dataset, cells: Mapping[Place, Cell], indicator: str, *, topic: str, lang: str) -> html.Tr:
    """The row of an indicator, or of what is said of the topic as a whole."""
    heading: Any
    if indicator == WHOLE_TOPIC:
        subject, heading = topic, text(dataset, "map.whole", lang=lang)
    else:
        subject = indicator
        heading = link(dataset.label("indicators", indicator, lang), chart_href(dataset, indicator))
    about = subject_name(dataset, subject, lang)
    return table_row(
        [
            row_heading(heading, className="what"),
            *(
                _cell(dataset, cells.get((indicator, period)), about=about, subject=subject, period=period, lang=lang)
                for period in evidence_periods()
            ),
        ]
    )


def _group(name: str, rows: list[html.Tr]) -> html.Tbody:
    heading = html.Th(name, scope="rowgroup", colSpan=len(evidence_periods()) + 1, className="group")
    return html.Tbody([table_row([heading]), *rows])


def _headings(dataset: Dataset, lang: str) -> html.Thead:
    """The columns; on a narrow screen a year shows its last two digits, and is read in full."""
    titles = [html.Th(text(dataset, "map.what", lang=lang), scope="col", className="what")]
    for period in evidence_periods():
        name = period_name(dataset, period, lang)
        short = text(dataset, f"map.short.{period}", lang=lang) if period in NAMED else f"’{name[-2:]}"
        content = [
            html.Span(short, className="short", **attributes(aria_hidden="true")),
            html.Span(name, className="full"),
        ]
        titles.append(html.Th(content, scope="col", className="when"))
    return html.Thead(table_row(titles))


@kept_part(64)
def evidence_map(dataset: Dataset, topic: str, lang: str = "en") -> html.Div:
    """The map of one topic as a table; every cell that holds something leads to what lies behind it.

    One stop of the Tab key where scripts run: ``assets/map.js`` moves between its links by arrow keys.
    """
    cells = evidence_cells(dataset, topic)
    groups = [
        _group(
            dataset.code("indicator_group", group, lang),
            [_row(dataset, cells, indicator, topic=topic, lang=lang) for indicator in indicators],
        )
        for group, indicators in mapped_indicators(dataset, topic)
    ]
    if any(indicator == WHOLE_TOPIC for indicator, _ in cells):
        row = _row(dataset, cells, WHOLE_TOPIC, topic=topic, lang=lang)
        groups.append(_group(text(dataset, "map.statements", lang=lang), [row]))
    caption = html.Caption(
        [
            dataset.code("topic", topic, lang),
            html.Span(text(dataset, "map.caption_note", lang=lang), className="hidden"),
        ]
    )
    return html.Div(
        html.Table(
            [caption, _headings(dataset, lang), *groups],
            className="evidence",
            **attributes(data_roving=topic),
        ),
        className="evidence-map",
    )


def _kinds(dataset: Dataset, lang: str) -> list[list[Any]]:
    kind = SOURCE_TYPES[0]
    return [
        *([mark(name, OWN), dataset.code("source_type", name, lang)] for name in SOURCE_TYPES),
        *([mark(kind, origin), text(dataset, f"map.legend_{origin}", lang=lang)] for origin in (RELAYED, UNATTRIBUTED)),
    ]


def kinds_legend(dataset: Dataset, lang: str = "en") -> html.Ul:
    """Who published and whose count it is, as marks in one line."""
    return html.Ul([html.Li(item) for item in _kinds(dataset, lang)], className="map-legend")


def map_legend(dataset: Dataset, lang: str = "en") -> html.Ul:
    """The marks and signs of the map in one line."""
    signs = ((ZERO, "zero"), ("<5", "suppressed"), (UNKNOWN, "gap"))
    items = _kinds(dataset, lang)
    items += [
        [html.Span(sign, className=f"said said-{name}"), text(dataset, f"map.legend_{name}", lang=lang)]
        for sign, name in signs
    ]
    items.append([html.Span(DISAGREE, className="differ"), text(dataset, "map.legend_disagree", lang=lang)])
    items.append([html.Span("\u00a0", className="said said-silence"), text(dataset, "map.legend_silence", lang=lang)])
    return html.Ul([html.Li(item) for item in items], className="map-legend")
