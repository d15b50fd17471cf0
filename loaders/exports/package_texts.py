"""What people read in the data package: what it is, under which licence, and how to cite it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from loaders.citing.ourselves import contributors, dashboard_reference
from loaders.citing.plain import plain
from loaders.dataset import Dataset
from loaders.publication import LICENCE, LICENCE_URL, data_date, data_version
from loaders.texts import text

#: The licence's name in the list that machines know (SPDX).
LICENCE_ID = "CC-BY-4.0"


def title(dataset: Dataset, lang: str = "en") -> str:
    """The name of the package."""
    return text(dataset, "package.title", lang=lang, product=text(dataset, "product.name", lang=lang))


def _lines(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def readme(dataset: Dataset, files: Iterable[tuple[str, int, str]], *, site: str = "", lang: str = "en") -> bytes:
    """The guide, in Markdown. ``files`` are the tables: path, number of rows, what a row is."""

    def said(key: str, **values: str) -> str:
        return text(dataset, f"package.readme.{key}", lang=lang, **values)

    version = said(
        "version",
        version=data_version(dataset),
        date=data_date(dataset).isoformat(),
        licence=LICENCE,
        address=LICENCE_URL,
    )
    kinds = [text(dataset, f"xlsx.nothing_{kind}", lang=lang) for kind in ("zero", "suppressed", "gap", "silence")]
    paragraphs = [f"# {title(dataset, lang)}", text(dataset, "package.description", lang=lang), version]
    reading = [said(key) for key in ("form", "figures", "tongues", "guard")]
    table = [f"| {said('file')} | {said('rows')} | {said('row_is')} |", "| --- | ---: | --- |"]
    table += [f"| {path} | {rows} | {what} |" for path, rows, what in files]
    return _lines(
        [
            "\n\n".join(paragraphs),
            f"\n## {said('files')}\n",
            *table,
            *(f"\n{said(key)}" for key in ("computed", "descriptor", "check")),
            f"\n## {said('reading')}",
            *(f"\n{words}" for words in reading),
            f"\n## {said('nothing')}\n",
            *(f"- {kind}" for kind in kinds),
            f"\n## {said('licence')}\n\n{LICENCE}: {LICENCE_URL} (LICENSE.txt)",
            f"\n## {said('cite')}\n\n{_citation(dataset, site, lang)}",
        ]
    )


def _citation(dataset: Dataset, site: str, lang: str) -> str:
    return plain(dataset, dashboard_reference(dataset, lang, site=site), lang)


def licence(dataset: Dataset, lang: str = "en") -> bytes:
    """What may be done with the package, and where the licence stands."""
    words = [
        title(dataset, lang),
        contributors(dataset, lang),
        text(dataset, "package.licence", lang=lang, licence=LICENCE),
        text(dataset, "package.licence.where", lang=lang, address=f"{LICENCE_URL}legalcode"),
        text(dataset, "package.licence.facts", lang=lang),
        text(dataset, "package.licence.warranty", lang=lang),
    ]
    return _lines(["\n\n".join(words)])


def citation_text(dataset: Dataset, *, site: str = "", lang: str = "en") -> bytes:
    """How to cite the whole, as plain text."""
    return _lines([text(dataset, "package.citation.message", lang=lang), "", _citation(dataset, site, lang)])


def citation_cff(dataset: Dataset, *, site: str = "", lang: str = "en") -> bytes:
    """How to cite the whole, in the Citation File Format 1.2."""
    told = {
        "cff-version": "1.2.0",
        "message": text(dataset, "package.citation.message", lang=lang),
        "type": "dataset",
        "title": text(dataset, "product.name", lang=lang),
        "abstract": text(dataset, "package.description", lang=lang),
        "version": data_version(dataset),
        "license": LICENCE_ID,
        **({"url": f"{site}/"} if site else {}),
    }
    # A text in JSON is a text in YAML as well.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in told.items()]
    author = json.dumps(contributors(dataset, lang), ensure_ascii=False)
    released = json.dumps(data_date(dataset).isoformat())
    return _lines([*lines, f"date-released: {released}", "authors:", f"  - name: {author}"])
