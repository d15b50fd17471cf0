"""The whole data as one file: a Frictionless Data Package (version 2) that explains and checks itself."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from loaders.citing.ourselves import contributors
from loaders.dataset import Dataset
from loaders.exports import package_texts
from loaders.exports.fixed_zip import fixed_zip
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


def datapackage(dataset: Dataset, *, site: str = "", lang: str = "en") -> bytes:
    """The package as a zip file: the tables, the descriptor, a guide, the licence, citations, checksums.

    The same data and the same ``site`` give the same bytes.
    """
    tables = {table.path: (table, table_csv(dataset, table)) for table in packaged_tables()}
    descriptor = _descriptor(dataset, tables, site=site, lang=lang)
    listed = [(path, len(table.rows(dataset)), one_row_is(dataset, table, lang)) for path, (table, _) in tables.items()]
    parts = {
        "README.md": package_texts.readme(dataset, listed, site=site, lang=lang),
        "LICENSE.txt": package_texts.licence(dataset, lang),
        "CITATION.txt": package_texts.citation_text(dataset, site=site, lang=lang),
        "CITATION.cff": package_texts.citation_cff(dataset, site=site, lang=lang),
        DESCRIPTOR: json.dumps(descriptor, ensure_ascii=False, indent=2).encode() + b"\n",
        **{path: body for path, (_, body) in tables.items()},
    }
    return fixed_zip((parts | {CHECKSUMS: _checksums(parts)}).items())


def _checksums(parts: Mapping[str, bytes]) -> bytes:
    """SHA-256 of every part, as ``sha256sum -c`` reads it."""
    return "".join(f"{sha256(body).hexdigest()}  {name}\n" for name, body in parts.items()).encode()


def _descriptor(dataset: Dataset, tables: Mapping[str, tuple[PackagedTable, bytes]], *, site: str, lang: str) -> _Json:
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
        "resources": [_resource(dataset, *table, lang=lang) for table in tables.values()],
    }


def _source(row: Mapping[Any, Any]) -> _Json:
    return {"title": row["citation"]} | ({"path": row["url"]} if row["url"] != _NOT_KNOWN else {})


def _resource(dataset: Dataset, table: PackagedTable, body: bytes, *, lang: str) -> _Json:
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
        "bytes": len(body),
        "hash": f"sha256:{sha256(body).hexdigest()}",
        "schema": table_schema(dataset, table, lang),
    }
