"""A citation as readers of Russian and Kazakh write it: GOST R 7.0.5-2008, with elements of GOST 7.1-2003.

Which rule is followed, and which of our fields goes where, stands in ``docs/citing.md``.
"""

from __future__ import annotations

from loaders.citing.plain import sentences, version_words
from loaders.citing.reference import DATASET, WEB_PAGE, Date, Reference, date_words
from loaders.dataset import Dataset
from loaders.texts import text

#: Prescribed marks: before what is said of a title, before what a part belongs to, between the parts of a complex
#: reference; and the abbreviation before an address.
_OF_TITLE, _PART_OF, _AND, _ADDRESS = " : ", " // ", " ; ", "URL: "


def gost(dataset: Dataset, reference: Reference, lang: str = "en") -> str:
    """A reference of GOST R 7.0.5-2008 in one line; the words that it prescribes are in the language of the thing.

    A figure makes a complex reference: the document that prints it, and behind a semicolon where it was found.
    """
    first = _single(dataset, reference, lang)
    if not reference.compiled:
        return first
    found = _single(dataset, reference.compiled, lang)
    return f"{first}{_AND}{text(dataset, 'citation.gost.cited_from', lang=lang, reference=found)}"


def _single(dataset: Dataset, reference: Reference, lang: str) -> str:
    told = sentences(
        [
            ", ".join(reference.authors),
            _description(dataset, reference),
            version_words(dataset, reference, lang),
            # The standard writes a year without the word for it.
            date_words(reference.published, reference.language).removesuffix("\u202fг."),
            reference.locator,
            *reference.notes,
        ]
    )
    return " ".join(part for part in (told, _address(dataset, reference)) if part)


def _description(dataset: Dataset, reference: Reference) -> str:
    """The title with its medium and its symbols, and what it is a part of."""
    electronic = reference.url or reference.kind in (WEB_PAGE, DATASET)
    medium = [text(dataset, "citation.gost.medium", lang=reference.language)] if electronic else []
    named = " ".join([reference.title, *medium])
    title = _OF_TITLE.join(part for part in (named, ", ".join(reference.symbols)) if part)
    return _PART_OF.join(part for part in (title, reference.container) if part)


def _address(dataset: Dataset, reference: Reference) -> str:
    if not reference.url:
        return ""
    read = _numbers(reference.accessed)
    accessed = [text(dataset, "citation.gost.accessed", lang=reference.language, date=read)] if read else []
    return " ".join([f"{_ADDRESS}{reference.url}", *accessed])


def _numbers(date: Date) -> str:
    """A date as the standard writes that of reading: ``17.10.2008``."""
    return ".".join(f"{part:02}" for part in reversed(date))
