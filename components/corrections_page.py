"""How a wrong figure is reported, what was reported and decided, and every change of the data."""

from __future__ import annotations

from typing import Any

from dash import html

from components import ids
from components.address import contact_line
from components.change_cells import before_and_since, column_cell, rows_cell
from components.figure_words import figure_link
from components.links import link, search_href
from components.page_contents import page_contents
from components.tables import row_heading, table, table_cell, table_row
from components.take_away import file_links
from components.version_line import version_words
from loaders.changes import Day, Reason, changes_by_day
from loaders.dataset import Dataset
from loaders.exports.asking import Asked
from loaders.notation import date_words
from loaders.publication import FIRST_DAY
from loaders.related import figure_row
from loaders.selection import figure_ids
from loaders.texts import counted, text
from loaders.words import Row

_NEXT = ("corrections.next.read", "corrections.next.decide", "corrections.next.list")


def _how(dataset: Dataset, lang: str) -> html.Section:
    find = link(text(dataset, "corrections.step.find", lang=lang), search_href())
    send = contact_line(text(dataset, "report.send_unknown", lang=lang), text(dataset, "report.send", lang=lang))
    steps = [
        html.Li([text(dataset, "corrections.step.open", lang=lang), " ", find]),
        html.Li(text(dataset, "corrections.step.copy", lang=lang)),
        html.Li(send),
    ]
    return html.Section(
        [
            html.H2(text(dataset, "corrections.how", lang=lang), id=ids.REPORTING),
            html.Ol(steps),
            html.P(text(dataset, "report.no_names", lang=lang), className="banner"),
            html.H3(text(dataset, "corrections.next", lang=lang)),
            html.Ul([html.Li(text(dataset, key, lang=lang)) for key in _NEXT]),
        ]
    )


def _about(dataset: Dataset, report: Row, lang: str) -> list[Any]:
    """What a report is of, and what it says, in our words."""
    words = html.Span(report[f"report_{lang}"] or report["report_en"])
    if report["table"] == "observations" and report["row_key"] in figure_ids(dataset):
        return [figure_link(dataset, figure_row(dataset, report["row_key"]), lang), html.Br(), words]
    return [html.Code(report["row_key"]), " ", words] if report["row_key"] else [words]


def _report(dataset: Dataset, report: Row, headings: list[str], lang: str) -> html.Tr:
    answer: list[Any] = [html.B(dataset.code("correction_decision", report["decision"], lang))]
    if report["answer_en"]:
        day = date_words(report["decided"].date(), lang=lang)
        answer += [html.Span(day, className="note"), html.Span(report[f"answer_{lang}"] or report["answer_en"])]
    return table_row(
        [
            row_heading(date_words(report["reported"].date(), lang=lang), label=headings[0]),
            table_cell(html.Div(_about(dataset, report, lang)), label=headings[1]),
            table_cell(html.Div(answer), label=headings[2]),
        ],
        id=ids.row_anchor(report["correction_id"]),
        tabIndex=-1,
    )


def _reports(dataset: Dataset, lang: str) -> html.Section:
    reports = dataset.table("corrections").sort_values("reported", ascending=False, kind="stable").to_dict("records")
    keys = ("corrections.column.reported", "corrections.column.what", "corrections.column.decision")
    headings = [text(dataset, key, lang=lang) for key in keys]
    heading = text(dataset, "corrections.reports", lang=lang)
    rows = [_report(dataset, report, headings, lang) for report in reports]
    told: Any = html.P(text(dataset, "corrections.none", lang=lang))
    if rows:
        caption = counted(dataset, "corrections.caption", len(rows), lang=lang)
        told = table(caption, headings, rows, name="dictionary reports")
    files = [file_links(dataset, Asked("corrections"), len(rows), lang)] if rows else []
    return html.Section([html.H2(heading, id=ids.REPORTS), told, *files])


def _reason(dataset: Dataset, reason: Reason, headings: list[str], lang: str) -> html.Details:
    """A reason and, in a fold, what was changed for it."""
    rows = [
        table_row(
            [
                row_heading(html.Div(rows_cell(dataset, entry, lang)), label=headings[0]),
                table_cell(html.Div(column_cell(dataset, entry, lang)), label=headings[1]),
                *(
                    table_cell(html.Div(cell), label=label)
                    for cell, label in zip(before_and_since(dataset, entry, lang), headings[2:], strict=True)
                ),
            ]
        )
        for entry in reason.entries
    ]
    report: list[Any] = []
    if reason.correction_id:
        href = f"#{ids.row_anchor(reason.correction_id)}"
        report = [html.P(html.A(text(dataset, "changes.report", lang=lang), href=href))]
    changed = dict.fromkeys(entry.column or dataset.code("change_kind", entry.kind, lang) for entry in reason.entries)
    number = counted(dataset, "changes.number", reason.number, lang=lang, columns=", ".join(changed))
    summary = html.Summary([reason.words, " ", html.Span(number, className="muted")])
    return html.Details([summary, *report, table(reason.words, headings, rows, name="dictionary changes")])


def _day(dataset: Dataset, day: Day, headings: list[str], lang: str) -> html.Section:
    folds = [_reason(dataset, reason, headings, lang) for reason in day.reasons]
    return html.Section([html.H3(date_words(day.day, lang=lang)), *folds])


def _log(dataset: Dataset, lang: str) -> html.Section:
    """Every change of the data, the latest first, with the files of the whole log."""
    keys = ("changes.column.row", "changes.column.column", "changes.column.old", "changes.column.new")
    headings = [text(dataset, key, lang=lang) for key in keys]
    number = len(dataset.table("changes"))
    told = counted(dataset, "changes.since", number, lang=lang, date=date_words(FIRST_DAY, lang=lang))
    return html.Section(
        [
            html.H2(text(dataset, "changes.heading", lang=lang), id=ids.CHANGES),
            html.P([told, " ", version_words(dataset, lang)], className="lead"),
            html.P(text(dataset, "changes.explained", lang=lang), className="muted"),
            *([file_links(dataset, Asked("changes"), number, lang)] if number else []),
            *(_day(dataset, day, headings, lang) for day in changes_by_day(dataset, lang)),
        ],
        className="change-log",
    )


def corrections_page(dataset: Dataset, lang: str = "en") -> html.Div:
    """How to report, what was reported, and the change log value by value."""
    parts = (
        (ids.REPORTING, "corrections.how"),
        (ids.REPORTS, "corrections.reports"),
        (ids.CHANGES, "changes.heading"),
    )
    return html.Div(
        [
            html.H1(text(dataset, "corrections.heading", lang=lang), tabIndex=-1),
            html.P(text(dataset, "corrections.intro", lang=lang), className="intro"),
            page_contents(dataset, parts, name_key="corrections.contents", lang=lang),
            _how(dataset, lang),
            _reports(dataset, lang),
            _log(dataset, lang),
        ],
        className="corrections",
    )
