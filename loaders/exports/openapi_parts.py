"""Pieces of the OpenAPI description: the parameters of collections, and what their rows look like in JSON."""

from __future__ import annotations

from typing import Any

from loaders.dataset import Dataset
from loaders.exports.api import PLAIN, YES
from loaders.exports.asking import (
    EXCLUDED,
    INCLUDED,
    LANG,
    MOST_LISTED,
    ONLY,
    UNDATED,
    YEAR_FROM,
    YEAR_TO,
    allowed_values,
    known_parameters,
)
from loaders.exports.collections import Collection
from loaders.exports.columns import Column, meaning
from loaders.limits import LONGEST_PATH, LONGEST_QUERY, MOST_OF_ONE, MOST_VALUES
from loaders.notation import whole
from loaders.texts import LANGUAGES, text

Json = dict[str, Any]
#: A year as requests name it; there is no year 0.
YEAR_PATTERN = "^(?!0000)[0-9]{4}$"
_EXAMPLES = {YEAR_FROM: "2002", YEAR_TO: "2011"}
_STRING: Json = {"type": "string"}
_KINDS: dict[str, Json] = {
    "number": {"type": ["number", "null"]},
    "integer": {"type": ["integer", "null"]},
    "boolean": {"type": ["boolean", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "list": {"type": "array", "items": _STRING},
}


#: server/health.py says what these are.
HEALTH: Json = {
    "type": "object",
    "required": ["status", "data", "age_seconds", "last_rejected_reload"],
    "properties": {
        "status": {"enum": ["ok", "update_rejected"]},
        "data": {"type": "string"},
        "age_seconds": {"type": "integer", "minimum": 0},
        "last_rejected_reload": {
            "type": ["object", "null"],
            "required": ["at", "problems"],
            "properties": {"at": {"type": "string", "format": "date-time"}, "problems": {"type": "integer"}},
        },
    },
}


def reference(kind: str, name: str) -> Json:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def parameter(name: str, description: str, schema: Json, *, example: Any = None) -> Json:
    """A parameter of a query, which nobody has to name."""
    made: Json = {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
    if schema.get("type") == "array":
        made |= {"style": "form", "explode": True}
    return made | ({"example": example} if example is not None else {})


def shared_parameters(dataset: Dataset, lang: str = "en") -> dict[str, Json]:
    """The parameters that are no filters, by their name."""

    def said(name: str, schema: Json) -> Json:
        words = text(dataset, f"openapi.{name}", lang=lang)
        return parameter(name, words, schema, example=_EXAMPLES.get(name, schema.get("enum", [None])[0]))

    year = _STRING | {"pattern": YEAR_PATTERN}
    return {
        YEAR_FROM: said(YEAR_FROM, year),
        YEAR_TO: said(YEAR_TO, year),
        UNDATED: said(UNDATED, _STRING | {"enum": [INCLUDED, EXCLUDED, ONLY]}),
        LANG: said(LANG, _STRING | {"enum": list(LANGUAGES)}),
        PLAIN: said(PLAIN, _STRING | {"enum": [YES]}),
    }


def parameters_of(collection: Collection, ending: str) -> list[Json]:
    """References to the parameters of a collection in a form of file."""
    names = [
        f"{collection.name}.{name}" if name in collection.filters else name for name in known_parameters(collection)
    ]
    return [reference("parameters", name) for name in (*names, *([PLAIN] if ending == "csv" else []))]


def filter_parameters(dataset: Dataset, collection: Collection, lang: str = "en") -> dict[str, Json]:
    """The filters of a collection, by the name of their component. Values are listed where people could read them."""
    made = {}
    for name, rule in collection.filters.items():
        values = allowed_values(dataset, collection.name, name)
        words = [text(dataset, "openapi.filter", lang=lang, columns=", ".join(rule.columns))]
        if rule.empty:
            words.append(text(dataset, "openapi.filter_empty", lang=lang, value=rule.empty))
        listed = len(values) <= MOST_LISTED
        if not listed:
            words.append(text(dataset, "openapi.filter_many", lang=lang, number=whole(len(values), lang)))
        items = _STRING | ({"enum": list(values)} if listed and values else {"minLength": 1})
        made[f"{collection.name}.{name}"] = parameter(
            name, " ".join(words), {"type": "array", "items": items, "maxItems": MOST_OF_ONE}, example=list(values[:1])
        )
    return made


def refusal_words(dataset: Dataset, name: str, lang: str = "en") -> str:
    """When a request is refused, in words with the limits; ``name`` is that of a refusal among the components."""
    most = {"path": LONGEST_PATH, "query": LONGEST_QUERY, "values": MOST_VALUES, "one": MOST_OF_ONE}
    return text(dataset, f"refusal.{name}", lang=lang, **{of: whole(number, lang) for of, number in most.items()})


def row_schema(dataset: Dataset, collection: Collection, lang: str = "en") -> Json:
    """What a row of a collection looks like in JSON; every column stands in every row."""
    columns = {column.name: _cell(dataset, collection, column, lang=lang) for column in collection.columns}
    return {
        "type": "object",
        "description": text(dataset, "openapi.row", lang=lang),
        "properties": columns,
        "required": list(columns),
        "additionalProperties": False,
    }


def _cell(dataset: Dataset, collection: Collection, column: Column, *, lang: str) -> Json:
    words = {"description": meaning(dataset, column, lang)}
    if column.name in collection.key:
        return _STRING | words
    if column.codelist and column.kind == "text":
        rows = dataset.table("codes")
        codes = rows.loc[rows["codelist"] == column.codelist, "code"]
        return {"type": ["string", "null"], "enum": [*codes, None]} | words
    return _KINDS.get(column.kind, {"type": ["string", "null"]}) | words
