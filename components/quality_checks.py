"""Printed sums and percentages beside what computing them again gives."""

from __future__ import annotations

from typing import Any

from dash import html

from components import ids
from components.attributes import attributes
from components.figure_words import thing_words
from components.links import link, observation_href
from components.source_link import source_link
from components.tables import row_heading, table, table_cell, table_row
from loaders.dataset import Dataset
from loaders.locating import place_words
from loaders.notation import number, percent
from loaders.quality import LIMITS, VERDICTS, Checked
from loaders.related import figure_row
from loaders.texts import counted, text
from loaders.tokens import printed_decimals
from loaders.words import value_words

#: The words of a verdict say the same as its sign.
SIGNS = {"fails": "≠", "limits": "≥", "within_rounding": "≈", "holds": "="}
#: A percentage is told with one more decimal place than is printed, so that a reader sees how it was rounded.
_PERCENTAGES = ("share", "change")


def _figure(dataset: Dataset, obs_id: str, lang: str) -> html.A:
    row = figure_row(dataset, obs_id)
    words = value_words(dataset, row, lang)
    name = text(dataset, "figure.heading", lang=lang, value=words, rest=thing_words(dataset, row, lang))
    return link(words, observation_href(obs_id), aria_label=name)


def expression(dataset: Dataset, check: Checked, lang: str = "en") -> list[Any]:
    """What the source prints, each number a link to its figure: ``2 + 6 = 8``, ``482 of 1,023 = 47%``."""
    kind = str(check.row["kind"])
    between = text(dataset, f"quality.between.{kind}", lang=lang)
    parts: list[Any] = [text(dataset, "quality.from", lang=lang), " "] if kind == "change" else []
    for place, obs_id in enumerate(str(check.row["operands"]).split("|")):
        parts += [f" {between} "] if place else []
        parts.append(_figure(dataset, obs_id, lang))
    equals = text(dataset, f"quality.gives.{kind}", lang=lang)
    return [*parts, f" {equals} ", html.B(_figure(dataset, str(check.row["result"]), lang))]


def computed_words(dataset: Dataset, check: Checked, lang: str = "en") -> str:
    """What computing it gives, in the digits of the printed result, of a percentage with one more."""
    printed = figure_row(dataset, str(check.row["result"]))["value_as_printed"]
    decimals = printed_decimals(str(printed)) or 0
    if check.row["kind"] in _PERCENTAGES:
        return percent(number(check.outcome.computed, decimals + 1, lang), lang)
    return number(check.outcome.computed, decimals, lang)


def _why(dataset: Dataset, check: Checked, lang: str) -> list[html.Span]:
    """The explanation, or where there is none what the row itself notes."""
    if check.explanation:
        key = str(check.explanation["explanation_id"])
        verdict = dataset.code("explanation_verdict", str(check.explanation["verdict"]), lang)
        reason = dataset.label("explanations", key, lang, column="explanation")
        words = text(dataset, "figure.explained", lang=lang, verdict=verdict, explanation=reason)
    else:
        words = dataset.label("checks", str(check.row["check_id"]), lang, column="note")
    return [html.Span(words, className="note why")] if words else []


def verdict_words(dataset: Dataset, verdict: str, lang: str = "en") -> str:
    """A verdict of ``loaders.quality`` in words."""
    return text(dataset, "quality.limits", lang=lang) if verdict == LIMITS else dataset.code("verdict", verdict, lang)


def _row(dataset: Dataset, check: Checked, headings: list[str], lang: str) -> html.Tr:
    verdict, source_id = check.verdict, str(check.row["source_id"])
    sign = html.Span(SIGNS[verdict], className="verdict-sign", **attributes(aria_hidden="true"))
    what = thing_words(dataset, figure_row(dataset, str(check.row["result"])), lang)
    cells: list[Any] = [
        expression(dataset, check, lang),
        [computed_words(dataset, check, lang), html.Span(text(dataset, "quality.ours", lang=lang), className="note")],
        [sign, " ", html.B(verdict_words(dataset, verdict, lang)), *_why(dataset, check, lang)],
        [source_link(dataset, source_id, lang), f", {place_words(dataset, check.row, lang)}"],
    ]
    return table_row(
        [
            row_heading(html.Div(what), label=headings[0]),
            *(
                table_cell(html.Div(cell), label=label, className=name)
                for cell, label, name in zip(
                    cells, headings[1:], ("expression", "number computed", "outcome", "place"), strict=True
                )
            ),
        ],
        id=str(check.row["check_id"]),
        tabIndex=-1,
        className=f"check-{verdict}",
    )


def checks_sentence(dataset: Dataset, found: list[Checked], lang: str = "en") -> str:
    """How many printed sums and percentages hold, how many only when rounded, how many do not add up or are open."""
    numbers = {verdict: sum(one.verdict == verdict for one in found) for verdict in VERDICTS}
    return counted(dataset, "quality.checks", len(found), lang=lang, **numbers)


def checks_section(dataset: Dataset, found: list[Checked], lang: str = "en") -> html.Section:
    """Every printed sum and percentage with what we compute, those that do not add up first."""
    blocks: list[Any] = [html.H2(text(dataset, "quality.arithmetic", lang=lang), id=ids.ARITHMETIC)]
    if not found:
        return html.Section([*blocks, html.P(text(dataset, "quality.checks_none", lang=lang), className="muted")])
    columns = ("what", "printed", "computed", "verdict", "where")
    headings = [text(dataset, f"quality.column.{name}", lang=lang) for name in columns]
    rows = [_row(dataset, check, headings, lang) for check in found]
    caption = counted(dataset, "quality.checks_caption", len(found), lang=lang)
    return html.Section(
        [
            *blocks,
            html.P(checks_sentence(dataset, found, lang), className="lead"),
            html.P(text(dataset, "quality.rounding", lang=lang), className="muted"),
            table(caption, headings, rows, name="figures checks"),
        ]
    )
