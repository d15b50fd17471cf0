"""Citations by address: ``/api/v1/citation.bib?obs_id=...`` and its sisters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from loaders.citing.forms import FORMS
from loaders.citing.ourselves import in_language
from loaders.citing.subject import DASHBOARD, FIGURE, SOURCE, VIEW, Subject, reference_of
from loaders.dataset import Dataset
from loaders.exports.download import BadQuery, Download
from loaders.exports.taken import API
from loaders.publication import data_version
from loaders.selection import figure_ids
from loaders.texts import LANGUAGES, language_asked, text

#: The address, up to the name of the form.
CITATION = f"{API}/citation."
LANG = "lang"
_SUBJECTS = (FIGURE, SOURCE, VIEW)
PARAMETERS = (*_SUBJECTS, LANG)
#: How a reader looks at a page is no part of what is cited.
_THEME = "theme"
_PAGE_OF_FIGURE = "/observation/"

#: The title of the page at a path and a query (without its question mark), or None where there is no such page;
#: ValueError with a sentence for readers where the page does not understand the query.
TitleOf = Callable[[str, str], str | None]


def citation_address(what: Subject, form: str, lang: str = LANGUAGES[0]) -> str:
    """The address of a citation in a form of ``FORMS``."""
    query = [(what.kind, what.key)] if what.kind != DASHBOARD else []
    query += [(LANG, lang)] if lang != LANGUAGES[0] else []
    return f"{CITATION}{form}" + (f"?{urlencode(query)}" if query else "")


def citation_file(
    dataset: Dataset, form: str, args: Mapping[str, list[str]], *, title_of: TitleOf, site: str = ""
) -> Download | None:
    """The file of a citation, or None where there is no such form.

    ``title_of`` says which pages there are. Raises ``BadQuery`` for a parameter or value that is not known.
    """
    if form not in FORMS:
        return None
    what, lang = asked_of(dataset, args, title_of)
    reference = reference_of(dataset, what, lang, site=site)
    written = FORMS[form].write(dataset, reference, lang)
    name = f"kz-children_citation_{reference.key}_{data_version(dataset)}.{form}"
    return Download(f"{written}\n".encode(), FORMS[form].media_type, name)


def asked_of(dataset: Dataset, args: Mapping[str, list[str]], title_of: TitleOf) -> tuple[Subject, str]:
    """What is to be cited, and in which language; ``BadQuery`` where that is not clear."""
    told = language_asked(args)
    for name, values in args.items():
        if name not in PARAMETERS:
            known = ", ".join(PARAMETERS)
            raise BadQuery(
                text(dataset, "error.parameter", lang=told, name=name, known=known), parameter=name, allowed=PARAMETERS
            )
        if len(values) > 1:
            raise BadQuery(text(dataset, "error.twice", lang=told, name=name), parameter=name)
    lang = args.get(LANG, [LANGUAGES[0]])[0]
    if lang not in LANGUAGES:
        raise _unknown(dataset, LANG, lang, LANGUAGES, lang=told)
    named = [(name, args[name][0]) for name in _SUBJECTS if name in args]
    if len(named) > 1:
        message = text(dataset, "error.citation.several", lang=told, known=", ".join(_SUBJECTS))
        raise BadQuery(message, parameter=named[1][0], allowed=_SUBJECTS)
    return (_subject(dataset, *named[0], title_of=title_of, lang=lang) if named else Subject()), lang


def _subject(dataset: Dataset, kind: str, key: str, *, title_of: TitleOf, lang: str) -> Subject:
    if kind == SOURCE and not dataset.has("sources", key):
        raise _unknown(dataset, kind, key, tuple(dataset.table("sources")["source_id"]), lang=lang)
    if kind == FIGURE and key not in figure_ids(dataset):
        raise BadQuery(text(dataset, "error.citation.figure", lang=lang, value=key), parameter=kind)
    return _view(dataset, key, title_of=title_of, lang=lang) if kind == VIEW else Subject(kind, key)


def _view(dataset: Dataset, address: str, *, title_of: TitleOf, lang: str) -> Subject:
    """A page of ours at a path and query; the page of a figure is cited as that figure, its originator first."""
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that are no address
        parts = urlsplit("")
    outside = parts.scheme or parts.netloc or parts.fragment
    try:
        title = None if outside or not parts.path else title_of(parts.path, urlsplit(in_language(address, lang)).query)
    except ValueError as error:
        raise BadQuery(str(error), parameter=VIEW) from error
    if title is None:
        raise BadQuery(text(dataset, "error.citation.view", lang=lang, value=address), parameter=VIEW)
    if parts.path.startswith(_PAGE_OF_FIGURE):
        return Subject(FIGURE, parts.path.removeprefix(_PAGE_OF_FIGURE))
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != _THEME])
    return Subject(VIEW, f"{parts.path}?{query}" if query else parts.path, title)


def _unknown(dataset: Dataset, name: str, value: str, allowed: tuple[str, ...], *, lang: str) -> BadQuery:
    words = text(dataset, "error.value_allowed", lang=lang, name=name, value=value, allowed=", ".join(allowed))
    return BadQuery(words, parameter=name, allowed=allowed)
