"""A citation in RIS, which reference managers read: one line a tag."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.citing.plain import note
from loaders.citing.reference import DATASET, REPORT, WEB_PAGE, Date, Reference
from loaders.dataset import Dataset

_TYPES = {REPORT: "RPRT", WEB_PAGE: "ELEC", DATASET: "DATA"}
#: RIS asks for the line ends of Windows.
_LINE_END = "\r\n"


def ris(dataset: Dataset, reference: Reference, lang: str = "en") -> str:
    """One record of RIS (2011). The place stands where the first page would, and at the beginning of the note."""
    lines = (f"{tag}  - {' '.join(value.split())}" for tag, value in _tags(dataset, reference, lang) if value)
    return _LINE_END.join([*lines, "ER  - "])


def _tags(dataset: Dataset, reference: Reference, lang: str) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[reference.kind]
    yield "ID", reference.key
    for author in reference.authors:
        yield "AU", author
    yield "TI", reference.title
    yield "T2", reference.container
    yield "SN", ", ".join(reference.symbols)
    yield "PB", ", ".join(reference.authors) if reference.kind == REPORT else ""
    yield "PY", str(reference.published[0]) if reference.published else ""
    yield "DA", _date(reference.published)
    yield "ET", reference.version
    yield "SP", reference.locator
    yield "LA", reference.language
    yield "UR", reference.url
    yield "Y2", _date(reference.accessed)
    yield "N1", note(dataset, reference, lang)


def _date(date: Date) -> str:
    """Year, month and day with a slash after each, empty where it is not known: ``2004/07/21/``, ``2013///``."""
    if not date:
        return ""
    return "/".join([*(f"{part:02}" for part in date), *[""] * (4 - len(date))])
