"""How far the figures can be trusted: sums computed again, pairs by class, and the record of the audit."""

from __future__ import annotations

from typing import Any

from dash import html

from components import ids
from components.figure_others import CLASS_TEXTS
from components.links import link
from components.page_contents import page_contents
from components.page_takes import quality_take
from components.quality_checks import checks_section
from components.source_link import source_link
from components.tables import row_heading, table, table_cell, table_row
from loaders.audit_result import AuditRecord, SourceCount
from loaders.dataset import Dataset
from loaders.notation import number, percent, whole
from loaders.quality import checks, explanations_by_verdict, ledger, pairs_by_class
from loaders.texts import counted, text

#: On fewer pairs we derive no percentage.
SMALLEST_BASE = 30


def _rows(rows: list[list[Any]], headings: list[str]) -> list[html.Tr]:
    """Rows of a heading and numbers."""
    return [
        table_row(
            [
                row_heading(html.Div(row[0]), label=headings[0]),
                *(
                    table_cell(cell, label=label, className="number")
                    for cell, label in zip(row[1:], headings[1:], strict=True)
                ),
            ]
        )
        for row in rows
    ]


def _headings(dataset: Dataset, *names: str, lang: str) -> list[str]:
    return [text(dataset, f"quality.column.{name}", lang=lang) for name in names]


def _pairs(dataset: Dataset, lang: str) -> html.Section:
    """Every class of pairs with its number and share, and what the explanations say."""
    numbers = pairs_by_class(dataset)
    total = sum(numbers.values())
    headings = _headings(dataset, "class", "pairs", "share", lang=lang)
    rows = [
        [
            text(dataset, CLASS_TEXTS[kind], lang=lang),
            whole(found, lang),
            percent(number(100 * found / total, 1, lang), lang) if total >= SMALLEST_BASE else "–",
        ]
        for kind, found in numbers.items()
    ]
    caption = counted(dataset, "quality.pairs_caption", total, lang=lang)
    return html.Section(
        [
            html.H2(text(dataset, "quality.pairs", lang=lang), id=ids.PAIRS),
            html.P(
                [
                    text(dataset, "quality.pairs_explained", lang=lang),
                    " ",
                    link(text(dataset, "quality.to_compare", lang=lang), "/compare"),
                ],
                className="muted",
            ),
            table(caption, headings, _rows(rows, headings), name="figures counts"),
            *_explanations(dataset, lang),
        ]
    )


def _explanations(dataset: Dataset, lang: str) -> list[Any]:
    """How many explanations have each verdict, by what they are about."""
    numbers = explanations_by_verdict(dataset)
    if not numbers:
        return []
    abouts = list(dict.fromkeys(about for about, _ in numbers))
    headings = [
        *_headings(dataset, "explanation", lang=lang),
        *(dataset.code("about", about, lang) for about in abouts),
        *_headings(dataset, "all", lang=lang),
    ]
    rows = []
    for verdict in dict.fromkeys(verdict for _, verdict in numbers):
        found = [numbers[about, verdict] for about in abouts]
        name = dataset.code("explanation_verdict", verdict, lang)
        rows.append([name, *map(str, found), str(sum(found))])
    caption = counted(dataset, "quality.explanations", sum(numbers.values()), lang=lang)
    return [
        html.H3(text(dataset, "quality.explained", lang=lang)),
        table(caption, headings, _rows(rows, headings), name="figures counts"),
    ]


def audit_sentence(dataset: Dataset, record: AuditRecord, lang: str = "en") -> str:
    """How many figures the last audit looked up and found, and whether it was of these data."""
    total = record.total
    told = counted(
        dataset,
        "quality.audit",
        total.figures,
        lang=lang,
        verified=whole(total.verified, lang),
        failed=whole(total.failed, lang),
        unchecked=whole(total.not_checkable, lang),
        statements=whole(record.statements, lang),
    )
    key = "quality.audit_current" if record.data_hash == dataset.content_hash else "quality.audit_older"
    return f"{told} {text(dataset, key, lang=lang, version=record.data_hash[:12])}"


def _audit(dataset: Dataset, lang: str) -> html.Section:
    """The record of the last audit, source by source."""
    record = dataset.audit_record
    blocks: list[Any] = [html.H2(text(dataset, "quality.audit_heading", lang=lang), id=ids.AUDIT)]
    if record is None:
        return html.Section([*blocks, html.P(text(dataset, "quality.audit_none", lang=lang), className="muted")])
    headings = _headings(dataset, "source", "figures", "verified", "failed", "unchecked", lang=lang)

    def cells(count: SourceCount) -> list[str]:
        return [whole(one, lang) for one in (count.figures, count.verified, count.failed, count.not_checkable)]

    rows: list[list[Any]] = [
        [source_link(dataset, name, lang), *cells(count)] for name, count in record.sources.items()
    ]
    caption = text(dataset, "quality.audit_caption", lang=lang)
    by_source = table(caption, headings, _rows(rows, headings), name="figures counts")
    summary = counted(dataset, "quality.audit_sources", len(rows), lang=lang)
    return html.Section(
        [
            *blocks,
            html.P(audit_sentence(dataset, record, lang), className="lead"),
            html.P(text(dataset, "quality.audit_explained", lang=lang), className="muted"),
            html.Details([html.Summary(summary), by_source]),
        ]
    )


def _read(record: AuditRecord | None, source_id: str, lang: str) -> list[str]:
    """How many places of a document the audit has read, and how many of these hold a number."""
    counts = record.ledger.get(source_id) if record else None
    return [whole(counts[name], lang) for name in ("places", "with_numbers")] if counts else ["–", "–"]


def _ledger(dataset: Dataset, lang: str) -> html.Section:
    """The reading ledger: how many places hold a number, what was taken, and why nothing was."""
    found, record = ledger(dataset, lang), dataset.audit_record
    headings = _headings(dataset, "document", "read", "places", "entries", "taken", "left_out", lang=lang)
    rows: list[list[Any]] = [
        [
            source_link(dataset, one.source_id, lang),
            *_read(record, one.source_id, lang),
            whole(one.places, lang),
            whole(one.taken, lang),
            whole(one.left_out, lang),
        ]
        for one in found
    ]
    places, taken = sum(one.places for one in found), sum(one.taken for one in found)
    told = counted(
        dataset, "quality.ledger", places, lang=lang, taken=whole(taken, lang), left_out=whole(places - taken, lang)
    )
    reasons = [
        html.Details(
            [
                html.Summary(
                    counted(
                        dataset,
                        "quality.reasons",
                        one.left_out,
                        lang=lang,
                        source=dataset.label("sources", one.source_id, lang, column="short_label"),
                    )
                ),
                html.Ul([html.Li(f"{reason} ({times:,})") for reason, times in one.reasons.items()]),
            ]
        )
        for one in found
        if one.left_out
    ]
    return html.Section(
        [
            html.H2(text(dataset, "quality.ledger_heading", lang=lang), id=ids.LEDGER),
            html.P(told, className="lead"),
            html.P(text(dataset, "quality.workbooks", lang=lang), className="muted"),
            table(
                text(dataset, "quality.ledger_caption", lang=lang),
                headings,
                _rows(rows, headings),
                name="figures counts",
            ),
            html.H3(text(dataset, "quality.reasons_heading", lang=lang)),
            *reasons,
        ]
    )


def _contents(dataset: Dataset, lang: str) -> html.Nav:
    parts = (
        (ids.ARITHMETIC, "quality.arithmetic"),
        (ids.PAIRS, "quality.pairs"),
        (ids.AUDIT, "quality.audit_heading"),
        (ids.LEDGER, "quality.ledger_heading"),
    )
    return page_contents(dataset, parts, name_key="quality.contents", lang=lang)


def quality_page(dataset: Dataset, lang: str = "en") -> html.Div:
    """Every printed sum computed again, every class of pairs with its share, and what the audit has re-read."""
    return html.Div(
        [
            html.H1(text(dataset, "quality.heading", lang=lang), tabIndex=-1),
            html.P(text(dataset, "quality.intro", lang=lang), className="intro"),
            _contents(dataset, lang),
            checks_section(dataset, checks(dataset), lang),
            _pairs(dataset, lang),
            _audit(dataset, lang),
            _ledger(dataset, lang),
            *quality_take(dataset, lang),
        ],
        className="quality",
    )
