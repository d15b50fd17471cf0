"""A citation as plain text, and the words of it that the other forms share."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.citing.reference import Reference, date_words
from loaders.dataset import Dataset
from loaders.texts import text

#: What already ends a sentence.
_ENDS = (".", "?", "!", "…")


def sentences(parts: Iterable[str]) -> str:
    """Phrases as sentences one after another; empty ones are left out."""
    return " ".join(part if part.endswith(_ENDS) else f"{part}." for part in parts if part)


def version_words(dataset: Dataset, reference: Reference, lang: str = "en") -> str:
    """The version of the data, or nothing where a thing has none."""
    return text(dataset, "citation.version", lang=lang, version=reference.version) if reference.version else ""


def dated(dataset: Dataset, reference: Reference, lang: str = "en") -> str:
    """Version and date of publication, as far as they are known."""
    parts = (version_words(dataset, reference, lang), date_words(reference.published, lang))
    return ", ".join(part for part in parts if part)


def plain(dataset: Dataset, reference: Reference, lang: str = "en") -> str:
    """A citation as text in one line: the originator and the place first, the address at the end.

    No full stop follows an address, so that it can be copied; after it comes only where the thing was found.
    """
    container = text(dataset, "citation.in", lang=lang, container=reference.container) if reference.container else ""
    told = sentences(
        [
            ", ".join(reference.authors),
            reference.title,
            container,
            ", ".join(reference.symbols),
            dated(dataset, reference, lang),
            reference.locator,
            *reference.notes,
        ]
    )
    accessed = date_words(reference.accessed, lang)
    read = text(dataset, "citation.accessed", lang=lang, date=accessed) if accessed and reference.url else ""
    return " ".join(part for part in (told, reference.url, read, _found(dataset, reference, lang)) if part)


def note(dataset: Dataset, reference: Reference, lang: str = "en") -> str:
    """What forms without a field for it keep as a note: the place, what is printed there, who counted, where found."""
    told = sentences([reference.locator, *reference.notes])
    return " ".join(part for part in (told, _found(dataset, reference, lang)) if part)


def _found(dataset: Dataset, reference: Reference, lang: str) -> str:
    """Where the citing reader found it: we, and always last."""
    if not reference.compiled:
        return ""
    return text(dataset, "citation.compiled", lang=lang, reference=plain(dataset, reference.compiled, lang))
