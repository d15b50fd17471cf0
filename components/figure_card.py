"""One figure told in full: what it counts, who counted and printed it, where, and what stands against it.

The same card is the content of the figure's own page and of the panel beside a chart.
"""

from __future__ import annotations

from typing import Any

from dash import html

from components import ids
from components.attributes import attributes
from components.cite_block import cite_block
from components.figure_origin import document_section, foreign, origin_section
from components.figure_others import alike_section, others_section
from components.figure_words import figure_link, figure_words, thing_words
from components.links import link, observation_href
from components.page_takes import figure_take
from components.quote import quote_block
from components.report_block import report_block
from components.state import figure_address
from components.voices import mark
from loaders.citing.subject import FIGURE, Subject
from loaders.dataset import Dataset
from loaders.divisions import CHILDREN
from loaders.quoting import quote_of
from loaders.related import figure_row, successor_of
from loaders.texts import text
from loaders.words import Row, locator_words, period_words, value_words

HEADINGS = {1: html.H1, 2: html.H2, 3: html.H3, 4: html.H4, 5: html.H5}
#: A heading of more words is left without the sex, age or part of the figure, which stand in the card itself.
LONGEST_HEADING = 14
#: Warnings that say how to read the period; their labels stand beside it, their explanations under "Take care".
_ON_THE_PERIOD = ("inferred_period", "day_not_printed", "fiscal_year", "part_year")
UNCLEAR_AGE = "minor_defined_differently"
_BOUND_TEXTS = {"at_least": "figure.at_least", "at_most": "figure.at_most", "about": "figure.about"}
Facts = list[tuple[str, Any]]


def _heading(dataset: Dataset, row: Row, level: int, lang: str) -> Any:
    short = len(figure_words(dataset, row, lang).split()) <= LONGEST_HEADING
    parts = [
        html.Span(value_words(dataset, row, lang), className="figure-value"),
        html.Span(": ", className="hidden"),
        html.Span(thing_words(dataset, row, lang, whole=short), className="figure-what"),
    ]
    return HEADINGS[level](parts, id=ids.FIGURE_TITLE, tabIndex=-1)


def _in_words(dataset: Dataset, row: Row, lang: str) -> list[html.P]:
    """The value as printed where ours differs, and what a bound, a hidden number or a stated zero means."""
    said: list[html.P] = []
    printed = row["value_as_printed"]
    if printed != value_words(dataset, row, lang):
        language = dataset.row("sources", row["source_id"])["language"]
        quoted = html.Q(printed, lang=foreign(language, lang))
        said.append(html.P([text(dataset, "figure.printed", lang=lang), " ", quoted], className="figure-printed"))
    if row["bound"] == "suppressed":
        said.append(html.P(text(dataset, "figure.suppressed", lang=lang, threshold=f"{row['threshold']:g}")))
    elif row["bound"] in _BOUND_TEXTS:
        said.append(html.P(text(dataset, _BOUND_TEXTS[row["bound"]], lang=lang)))
    elif row["obs_value"] == 0:
        said.append(html.P(text(dataset, "figure.zero", lang=lang)))
    return said


def _head(dataset: Dataset, row: Row, *, heading: Any, close_href: str, lang: str) -> html.Div:
    obs_id = row["obs_id"]
    actions = [link(text(dataset, "figure.see_chart", lang=lang), figure_address(dataset, obs_id))]
    if close_href:
        actions.append(link(text(dataset, "figure.open", lang=lang), observation_href(obs_id)))
        actions.append(link(text(dataset, "figure.close", lang=lang), close_href, class_name="figure-close"))
    kind = dataset.code("source_type", row["source_type"], lang)
    if row["printed_by_media"]:
        kind = f"{kind} ({text(dataset, 'key.press', lang=lang)})"
    source: list[Any] = [mark(row["source_type"], row["origin"]), kind, ", ", locator_words(dataset, row, lang)]
    return html.Div(
        [
            heading,
            *_in_words(dataset, row, lang),
            html.P(source, className="muted"),
            html.Ul([html.Li(action) for action in actions], className="figure-actions"),
        ],
        className="figure-head",
    )


def _period(dataset: Dataset, row: Row, lang: str) -> list[Any]:
    words = period_words(dataset, row, lang)
    parts: list[Any] = [words]
    printed = row["period_as_printed"]
    if printed and printed != words:
        language = dataset.row("sources", row["source_id"])["language"]
        quoted = html.Q(printed, lang=foreign(language, lang))
        parts.append(html.Span([text(dataset, "figure.period_printed", lang=lang), " ", quoted], className="note"))
    named = [name for name in row["all_warnings"].split("|") if name in _ON_THE_PERIOD]
    return parts + [
        part for name in named for part in (" ", html.Span(dataset.label("warnings", name, lang), className="warning"))
    ]


def _sex(dataset: Dataset, row: Row, lang: str) -> str:
    if row["population"] in CHILDREN and row["sex"] in ("F", "M"):
        return text(dataset, "sex.girls" if row["sex"] == "F" else "sex.boys", lang=lang)
    return dataset.code("sex", row["sex"], lang)


def _whose(dataset: Dataset, row: Row, lang: str) -> Facts:
    """Who is counted: population, sex and age; nothing where no people are."""
    if row["population"] == "not_persons":
        return []
    # "Minors" are coded as under 18, and some texts do not say whom they mean.
    is_unclear = UNCLEAR_AGE in row["all_warnings"].split("|")
    age = text(dataset, "age.minor", lang=lang) if is_unclear else dataset.code("age", row["age"], lang)
    people = f"{_sex(dataset, row, lang)}, {age}"
    return [("figure.population", dataset.code("population", row["population"], lang)), ("figure.people", people)]


def _facts_section(dataset: Dataset, row: Row, heading: Any, lang: str) -> html.Section:
    indicator = dataset.row("indicators", row["indicator_id"])
    unit = dataset.code("unit_measure", row["unit_measure"], lang)
    what = [
        html.B(dataset.label("indicators", row["indicator_id"], lang)),
        html.Span(dataset.label("indicators", row["indicator_id"], lang, column="definition"), className="note"),
    ]
    kind = html.Span(text(dataset, f"measure.{indicator['measure_kind']}", lang=lang), className="note")
    facts: Facts = [
        ("figure.what", what),
        ("figure.unit", [unit, kind]),
        ("figure.stage", dataset.code("stage", row["stage"], lang)),
        *_whose(dataset, row, lang),
        ("figure.period", _period(dataset, row, lang)),
        ("figure.place", dataset.code("ref_area", row["ref_area"], lang)),
    ]
    if row["obs_status"] != "A":
        facts.append(("figure.status", dataset.code("obs_status", row["obs_status"], lang)))
    pairs = [(text(dataset, key, lang=lang), value) for key, value in facts]
    if row["breakdown"]:
        part = dataset.code(row["breakdown"], row["breakdown_value"], lang)
        pairs.insert(1, (dataset.code("breakdown", row["breakdown"], lang), part))
    terms = [html.Div([html.Dt(name), html.Dd(value)]) for name, value in pairs]
    return html.Section([heading, html.Dl(terms, className="figure-facts")], className="in-words")


def _care_section(dataset: Dataset, row: Row, heading: Any, lang: str) -> list[html.Section]:
    """What replaced it or what it replaced, its note, and each warning with its explanation."""
    told: list[Any] = []
    for key, other in (
        ("figure.superseded_by", successor_of(dataset, row["obs_id"])),
        ("figure.supersedes", row["supersedes"]),
    ):
        if other:
            told.append(
                html.P([text(dataset, key, lang=lang), " ", figure_link(dataset, figure_row(dataset, other), lang)])
            )
    note = row[f"note_{lang}"] or row["note_en"]
    if note:
        told.append(html.P(note))
    names = [name for name in row["all_warnings"].split("|") if name]
    if names:
        label, why = "label", "explanation"
        items = [
            html.Li(
                [html.B(dataset.label("warnings", name, lang, label)), ". ", dataset.label("warnings", name, lang, why)]
            )
            for name in names
        ]
        told.append(html.Ul(items))
    return [html.Section([heading, *told], className="figure-care")] if told else []


def _folds(dataset: Dataset, obs_id: str, lang: str) -> list[html.Details]:
    """How to cite the figure, and how to report that it is wrong."""
    return [cite_block(dataset, Subject(FIGURE, obs_id), lang), report_block(dataset, obs_id, lang)]


def figure_card(
    dataset: Dataset, obs_id: str, *, heading_level: int, close_href: str = "", lang: str = "en"
) -> html.Article:
    """Everything about one figure; KeyError when there is no such figure.

    ``heading_level`` (1 to 4) is the order of the card's own heading, its sections stand one below.
    ``close_href`` is where the panel beside a chart closes to; without it the card is a page of its own, which also
    says how to take the figure away, how to cite it and how to report that it is wrong.
    """
    row = figure_row(dataset, obs_id)

    def section(key: str) -> Any:
        return HEADINGS[heading_level + 1](text(dataset, key, lang=lang))

    address = observation_href(obs_id)
    return html.Article(
        [
            _head(dataset, row, heading=_heading(dataset, row, heading_level, lang), close_href=close_href, lang=lang),
            *_care_section(dataset, row, section("care.heading"), lang),
            html.Section([section("quote.heading"), quote_block(dataset, quote_of(dataset, obs_id, lang), lang)]),
            _facts_section(dataset, row, section("figure.counts"), lang),
            origin_section(dataset, row, section("figure.origin"), lang),
            document_section(dataset, row, section("figure.document"), lang),
            others_section(dataset, row, section("figure.others"), lang),
            *alike_section(dataset, row, section("figure.alike"), lang),
            *([] if close_href else figure_take(dataset, obs_id, folds=_folds(dataset, obs_id, lang), lang=lang)),
            html.P(
                [
                    text(dataset, "figure.address", lang=lang),
                    " ",
                    link(html.Code(address), address, current=not close_href),
                ],
                className="figure-address",
            ),
        ],
        className="figure-card",
        **attributes(aria_labelledby=ids.FIGURE_TITLE),
    )
