"""JSON for programs: what the rows are, and the rows."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

from loaders.dataset import Dataset
from loaders.exports.columns import Column, meaning
from loaders.exports.taken import Cell, Taken

MEDIA_TYPE = "application/json"
#: Bytes of a part; each is sent as it is made.
_PART = 65_536


def _value(column: Column, cell: Cell) -> Any:
    if column.kind == "list":
        return str(cell).split("|") if cell else []
    return cell.isoformat() if isinstance(cell, datetime.date) else cell


def metadata(dataset: Dataset, taken: Taken) -> dict[str, Any]:
    """What a file says of itself and of its columns."""
    about, lang = taken.about, taken.asked.lang
    return {
        "title": about.title,
        "collection": taken.collection.name,
        "rows": len(taken.rows),
        "data_version": about.data_version,
        "data_date": about.data_date.isoformat(),
        "licence": {"name": about.licence, "url": about.licence_url},
        "citation": about.citation,
        "view": about.view,
        "request": about.request,
        "columns": [
            {"name": column.name, "type": column.kind, "meaning": meaning(dataset, column, lang)}
            for column in taken.columns
        ],
    }


def as_json(dataset: Dataset, taken: Taken) -> bytes:
    """``json_parts`` in one."""
    return b"".join(json_parts(dataset, taken))


def json_parts(dataset: Dataset, taken: Taken) -> Iterator[bytes]:
    """The rows as a JSON object: ``metadata``, and ``data``, an object a row; lists as arrays, nothing as null."""
    names = [column.name for column in taken.columns]
    # written row by row, as json.dumps would write the whole of it with an indent of 1
    written = bytearray(f'{{\n "metadata": {_indented(metadata(dataset, taken), 1)},\n "data": ['.encode())
    before = "\n  "
    for row in taken.rows:
        cells = dict(zip(names, map(_value, taken.columns, row), strict=True))
        written += f"{before}{_indented(cells, 2)}".encode()
        before = ",\n  "
        if len(written) > _PART:
            yield bytes(written)
            written.clear()
    yield bytes(written + (b"\n ]\n}" if len(taken.rows) else b"]\n}"))


def _indented(value: dict[str, Any], depth: int) -> str:
    """A value as JSON, every line but its first with so many spaces before it; texts hold no line breaks in JSON."""
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    return written.replace("\n", "\n" + " " * depth)
