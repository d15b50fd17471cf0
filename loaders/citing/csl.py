"""A citation as CSL-JSON, which citation processors and reference managers read."""

from __future__ import annotations

import json
from typing import Any

from loaders.citing.plain import note
from loaders.citing.reference import DATASET, REPORT, WEB_PAGE, Date, Reference
from loaders.dataset import Dataset

_TYPES = {REPORT: "report", WEB_PAGE: "webpage", DATASET: "dataset"}


def csl(dataset: Dataset, reference: Reference, lang: str = "en") -> str:
    """A list of one item of CSL-JSON 1.0; the place is its locator, and the beginning of its note."""
    return json.dumps([csl_item(dataset, reference, lang)], ensure_ascii=False, indent=2)


def csl_item(dataset: Dataset, reference: Reference, lang: str = "en") -> dict[str, Any]:
    """One item of CSL-JSON; bodies are literal names, so that nobody takes them apart."""
    names = [{"literal": author} for author in reference.authors]
    item = {
        "id": reference.key,
        "type": _TYPES[reference.kind],
        "author": names,
        "title": reference.title,
        "container-title": reference.container,
        "number": ", ".join(reference.symbols),
        "publisher": ", ".join(reference.authors) if reference.kind == REPORT else "",
        "issued": _date(reference.published),
        "version": reference.version,
        "locator": reference.locator,
        "language": reference.language,
        "URL": reference.url,
        "accessed": _date(reference.accessed),
        "note": note(dataset, reference, lang),
    }
    return {name: value for name, value in item.items() if value}


def _date(date: Date) -> dict[str, Any]:
    return {"date-parts": [list(date)]} if date else {}
