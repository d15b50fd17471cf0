"""How to cite what a page shows: texts to copy, and files for reference managers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from components.address import with_whole_address
from components.copying import COPIED, COPY_BLOCK, copy_button
from loaders.citing.asking import citation_address
from loaders.citing.forms import FOR_PROGRAMS, FORMS, IN_WORDS
from loaders.citing.reference import Reference
from loaders.citing.subject import DASHBOARD, FIGURE, SOURCE, VIEW, Subject, reference_of
from loaders.dataset import Dataset
from loaders.texts import text

_HEADINGS = {FIGURE: "cite.figure", VIEW: "cite.view", DASHBOARD: "cite.dashboard"}


def cite_block(dataset: Dataset, what: Subject, lang: str = "en") -> html.Details:
    """A fold with the citation of a figure, a view or the dashboard: as text and as GOST to copy, and as files.

    KeyError when there is no such figure.
    """
    reference = reference_of(dataset, what, lang)
    first = [] if what.kind == FIGURE else [html.P(text(dataset, "cite.first", lang=lang), className="muted")]
    programs = [text(dataset, "cite.files", lang=lang), " ", *_links(dataset, what, FOR_PROGRAMS, lang)]
    return html.Details(
        [
            html.Summary(text(dataset, _HEADINGS[what.kind], lang=lang)),
            *first,
            *(_to_copy(dataset, reference, form, lang) for form in IN_WORDS),
            html.P(programs, className="cite-links"),
        ],
        className="cite",
    )


def source_cite_links(dataset: Dataset, source_id: str, lang: str = "en") -> html.P:
    """One line with every form in which a source can be cited, as files."""
    links = _links(dataset, Subject(SOURCE, source_id), FORMS, lang)
    return html.P([text(dataset, "cite.source_links", lang=lang), " ", *links], className="note cite-links")


def _to_copy(dataset: Dataset, reference: Reference, form: str, lang: str) -> html.Div:
    """A form in words, with a button that copies it; our own address is made whole."""
    name = text(dataset, FORMS[form].name_key, lang=lang)
    words = with_whole_address(FORMS[form].write(dataset, reference, lang), (reference.compiled or reference).url)
    return html.Div(
        [html.P(html.B(name)), html.P(words, className=COPIED), copy_button(dataset, lang, what=name)],
        className=f"quote {COPY_BLOCK}",
    )


def _links(dataset: Dataset, what: Subject, forms: Iterable[str], lang: str) -> list[Any]:
    """The files of some forms, with commas between them."""
    parts: list[Any] = []
    for form in forms:
        name = text(dataset, FORMS[form].name_key, lang=lang)
        parts += [", ", html.A(name, href=citation_address(what, form, lang), download="")]
    return parts[1:]
