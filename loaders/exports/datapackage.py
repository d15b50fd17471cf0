"""The whole data as one file: a Frictionless Data Package (version 2) that explains and checks itself."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from loaders.citing.ourselves import contributors
from loaders.dataset import Dataset
from loaders.exports import package_texts
from loaders.exports.fixed_zip import zip_parts
from loaders.exports.package_schema import table_schema
from loaders.exports.package_tables import PackagedTable, one_row_is, packaged_tables, table_csv
from loaders.publication import LICENCE, LICENCE_URL, data_date, data_version
from loaders.texts import text

MEDIA_TYPE = "application/zip"
NAME = "kz-children-protection"
DESCRIPTOR, CHECKSUMS = "datapackage.json", "CHECKSUMS"
_PROFILES = "https://datapackage.org/profiles/2.0"
_NOT_KNOWN = "not known"
#: Spelled out, although it is what readers take for granted, so that nobody has to guess.
_DIALECT = {"header": True, "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}
_Json = dict[str, Any]


@dataclass
class _Sum:
    """What is told of a file so that it can be checked: its bytes, and their SHA-256. It grows while the file is made."""

    size: int = 0
    digest: Any = field(default_factory=sha256)

    def over(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The same pieces, summed up."""
        for piece in pieces:
            self.size += len(piece)
            self.digest.update(piece)
            yield piece


def datapackage(dataset: Dataset, *, site: str = "", lang: str = "en") -> bytes:
    """``datapackage_parts`` in one."""
    return b"".join(datapackage_parts(dataset, site=site, lang=lang))


def datapackage_parts(dataset: Dataset, *, site: str = "", lang: str = "en") -> Iterator[bytes]:
    """The package as a zip file: a guide, the licence, citations, the tables, the descriptor, checksums.

    The same data and the same ``site`` give the same bytes. Each table is given as it is made; what sums it up, the
    descriptor and the checksums, stands behind the tables.
    """
    return zip_parts(_parts(dataset, site=site, lang=lang))


def _parts(dataset: Dataset, *, site: str, lang: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    tables, sums = packaged_tables(), defaultdict[str, _Sum](_Sum)

    def summed(name: str, pieces: Iterable[bytes]) -> tuple[str, Iterable[bytes]]:
        return name, sums[name].over(pieces)

    yield summed("LICENSE.txt", [package_texts.licence(dataset, lang)])
    listed = [(table.path, len(table.rows(dataset)), one_row_is(dataset, table, lang)) for table in tables]
    yield summed("README.md", [package_texts.readme(dataset, listed, site=site, lang=lang)])
    yield summed("CITATION.txt", [package_texts.citation_text(dataset, site=site, lang=lang)])
    yield summed("CITATION.cff", [package_texts.citation_cff(dataset, site=site, lang=lang)])
    for table in tables:
        yield summed(table.path, table_csv(dataset, table))
    descriptor = _descriptor(dataset, [(table, sums[table.path]) for table in tables], site=site, lang=lang)
    yield summed(DESCRIPTOR, [json.dumps(descriptor, ensure_ascii=False, indent=2).encode() + b"\n"])
    yield CHECKSUMS, [_checksums(sums)]


def _checksums(sums: Mapping[str, _Sum]) -> bytes:
    """SHA-256 of every part, as ``sha256sum -c`` reads it."""
    return "".join(f"{one.digest.hexdigest()}  {name}\n" for name, one in sums.items()).encode()


def _descriptor(dataset: Dataset, tables: Iterable[tuple[PackagedTable, _Sum]], *, site: str, lang: str) -> _Json:
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": NAME,
        "id": uuid.uuid5(uuid.NAMESPACE_OID, dataset.content_hash).urn,
        "title": package_texts.title(dataset, lang),
        "description": text(dataset, "package.description", lang=lang),
        "version": data_version(dataset),
        "created": f"{data_date(dataset).isoformat()}T00:00:00Z",
        **({"homepage": f"{site}/"} if site else {}),
        "keywords": text(dataset, "xlsx.keywords", lang=lang).split(", "),
        "licenses": [{"name": package_texts.LICENCE_ID, "title": LICENCE, "path": LICENCE_URL}],
        "contributors": [{"title": contributors(dataset, lang), "roles": ["creator"]}],
        "sources": [_source(row) for row in dataset.table("sources").to_dict("records")],
        "resources": [_resource(dataset, table, summed, lang=lang) for table, summed in tables],
    }


def _source(row: Mapping[Any, Any]) -> _Json:
    return {"title": row["citation"]} | ({"path": row["url"]} if row["url"] != _NOT_KNOWN else {})


def _resource(dataset: Dataset, table: PackagedTable, summed: _Sum, *, lang: str) -> _Json:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": table.path,
        "title": table.name.capitalize(),
        "description": one_row_is(dataset, table, lang),
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"$schema": f"{_PROFILES}/tabledialect.json"} | _DIALECT,
        "bytes": summed.size,
        "hash": f"sha256:{summed.digest.hexdigest()}",
        "schema": table_schema(dataset, table, lang),
    }
