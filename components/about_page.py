"""What the dashboard is: for whom, what it promises, how its figures are read, its languages and its limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from dash import html

from components import ids
from components.address import contact_line
from components.attributes import attributes
from components.brief_page import brief_href
from components.cite_block import cite_block
from components.figure_origin import foreign
from components.links import link
from components.page_contents import page_contents
from components.tables import row_heading, table_cell, table_row
from components.version_line import version_words
from components.voices import mark
from loaders.citing.subject import Subject
from loaders.dataset import Dataset
from loaders.derive import OWN, RELAYED, UNATTRIBUTED
from loaders.notation import whole
from loaders.selection import CORE_YEARS, SOURCE_TYPES
from loaders.tables import TOPICS
from loaders.texts import text
from loaders.words import Row, years_words

_PROMISES = ("found", "counted", "disagree", "silent")
_LIMITS = ("cases", "estimate", "whole", "choice")
#: Languages whose terms somebody has to confirm.
_CONFIRMED = ("ru", "kk")
_AWAITING = "awaiting"
#: Stands behind a term that nobody has confirmed yet; the words for it are read out instead.
_SIGN = "*"


def _section(dataset: Dataset, name: str, content: Iterable[Any], *, lang: str) -> html.Section:
    heading = html.H2(text(dataset, f"about.{name}.heading", lang=lang), id=ids.about_part(name))
    return html.Section([heading, *content])


def _said(dataset: Dataset, key: str, lang: str) -> html.P:
    return html.P(text(dataset, key, lang=lang))


def _what(dataset: Dataset, lang: str) -> list[Any]:
    years = years_words(dataset, *CORE_YEARS, lang)
    return [html.P(text(dataset, "about.what", lang=lang, years=years)), html.P(version_words(dataset, lang))]


def _for_whom(dataset: Dataset, lang: str) -> list[Any]:
    briefs: list[Any] = []
    for topic in TOPICS:
        briefs += [", " if briefs else " ", link(dataset.code("topic", topic, lang), brief_href(topic))]
    return [
        html.P([text(dataset, "about.for.policymaker", lang=lang), *briefs, "."]),
        _said(dataset, "about.for.journalist", lang),
        _said(dataset, "about.for.teacher", lang),
    ]


def _promises(dataset: Dataset, lang: str) -> list[Any]:
    return [html.Ol([html.Li(text(dataset, f"about.promise.{name}", lang=lang)) for name in _PROMISES])]


def _checked(dataset: Dataset, lang: str) -> list[Any]:
    way = link(text(dataset, "footer.quality", lang=lang), "/quality")
    return [_said(dataset, "about.read", lang), html.P(way, className="to-page")]


def _who(dataset: Dataset, lang: str) -> list[Any]:
    items = [
        html.Li([*(mark(kind, origin) for kind in SOURCE_TYPES), html.Span(text(dataset, f"read.{origin}", lang=lang))])
        for origin in (OWN, RELAYED, UNATTRIBUTED)
    ]
    return [_said(dataset, "about.who", lang), html.Ul(items, className="plain-list")]


def _licence(dataset: Dataset, lang: str) -> list[Any]:
    return [_said(dataset, "footer.licence", lang), cite_block(dataset, Subject(), lang)]


def _term(row: Row, language: str, *, awaiting: str) -> list[Any]:
    """A term in its language, and whether somebody still has to confirm it or where it was found."""
    parts: list[Any] = [html.Span(row[f"term_{language}"], lang=language)]
    if language in _CONFIRMED and row[f"status_{language}"] == _AWAITING:
        sign = html.Span(_SIGN, **attributes(aria_hidden="true"))
        parts += [sign, html.Span(f" ({awaiting})", className="hidden")]
    return parts


def _reference(dataset: Dataset, row: Row, language: str, lang: str) -> list[html.Span]:
    reference = row.get(f"reference_{language}") if language in _CONFIRMED else ""
    if not reference:
        return []
    before, after = text(dataset, "about.terms.confirmed", lang=lang, reference="|").split("|")
    named = html.Span(reference, lang=foreign(_written_in(reference), lang))
    return [html.Span([before, named, after], className="note")]


def _written_in(words: str) -> str:
    """The language of a reference, by its letters: some Kazakh terms are confirmed by a document in Russian."""
    letters = words.lower()
    return "kk" if re.search("[әғқңөұүһі]", letters) else "ru" if re.search("[а-я]", letters) else "en"


def _terms_of(dataset: Dataset, kind: str, rows: Sequence[Row], lang: str) -> html.Details:
    """The terms of one kind, in a fold."""
    headings = {code: text(dataset, f"language.{code}", lang=lang) for code in ("en", "ru", "kk")}
    awaiting = dataset.code("term_status", _AWAITING, lang)
    body = []
    for row in rows:
        first, *others = (
            [*_term(row, code, awaiting=awaiting), *_reference(dataset, row, code, lang)] for code in headings
        )
        cells = [
            table_cell(html.Div(cell), label=name) for cell, name in zip(others, [*headings.values()][1:], strict=True)
        ]
        body.append(table_row([row_heading(html.Div(first), label=headings["en"]), *cells]))
    caption = text(dataset, "about.terms.caption", lang=lang, kind=dataset.code("term_kind", kind, lang))
    titles = [html.Th(heading, scope="col", lang=code) for code, heading in headings.items()]
    table = html.Table(
        [html.Caption(caption, className="hidden"), html.Thead(table_row(titles)), html.Tbody(body)],
        className="figures terms",
    )
    return html.Details([html.Summary(caption), table])


def _terms(dataset: Dataset, lang: str) -> list[Any]:
    """Every term of the glossary, and how many of them nobody has confirmed yet."""
    terms = dataset.table("glossary")
    waiting = {code: int((terms[f"status_{code}"] == _AWAITING).sum()) for code in _CONFIRMED}
    told = text(
        dataset,
        "about.terms.awaiting",
        lang=lang,
        kazakh=whole(waiting["kk"], lang),
        russian=whole(waiting["ru"], lang),
        all=whole(len(terms), lang),
        sign=_SIGN,
    )
    groups = [
        _terms_of(dataset, str(kind), rows.to_dict("records"), lang) for kind, rows in terms.groupby("kind", sort=False)
    ]
    return [_said(dataset, "about.terms", lang), html.P(told), *groups]


def _limits(dataset: Dataset, lang: str) -> list[Any]:
    return [html.Ul([html.Li(text(dataset, f"about.limits.{name}", lang=lang)) for name in _LIMITS])]


def _contact(dataset: Dataset, lang: str) -> list[Any]:
    send = contact_line(text(dataset, "report.send_unknown", lang=lang), text(dataset, "report.send", lang=lang))
    way = link(text(dataset, "version.changes", lang=lang), "/corrections")
    return [html.P(send), html.P(text(dataset, "report.no_names", lang=lang)), html.P(way, className="to-page")]


#: The parts of the page, in their order.
_PARTS = {
    "what": _what,
    "for": _for_whom,
    "promise": _promises,
    "read": _checked,
    "who": _who,
    "licence": _licence,
    "languages": lambda dataset, lang: [_said(dataset, "about.languages", lang)],
    "terms": _terms,
    "limits": _limits,
    "contact": _contact,
}


def about_page(dataset: Dataset, lang: str = "en") -> html.Div:
    """Everything about the dashboard itself."""
    places = [(ids.about_part(name), f"about.{name}.heading") for name in _PARTS]
    return html.Div(
        [
            html.H1(text(dataset, "about.heading", lang=lang), tabIndex=-1),
            page_contents(dataset, places, name_key="about.contents", lang=lang),
            *(_section(dataset, name, part(dataset, lang), lang=lang) for name, part in _PARTS.items()),
        ],
        className="about",
    )
