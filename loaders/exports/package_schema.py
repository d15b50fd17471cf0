"""The columns of the data package as a Table Schema (Data Package 2.0): types, rules, codes, keys, empty cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from loaders.classes import CLASSES
from loaders.dataset import Dataset
from loaders.exports.columns import Column, Kind, meaning
from loaders.exports.package_tables import PAIRS, PackagedTable, packaged_tables
from loaders.fields import FIELDS, TEXT
from loaders.tables import TABLES
from loaders.texts import text

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
#: Ids joined by ``|`` are a text with a pattern: few tools know the type for lists.
_TYPES: Mapping[Kind, str] = MappingProxyType({"number": "number", "integer": "integer", "date": "date"})
#: What an empty cell means where it means more than that nothing is said.
_EMPTY = MappingProxyType(
    {
        "obs_value": "suppressed",
        "threshold": "not_suppressed",
        "period_start": "undated",
        "period_end": "undated",
        "counted_by": "unattributed",
        "breakdown": "whole",
        "breakdown_value": "whole",
        "via": "direct",
        "difference": "no_difference",
        "ratio": "no_difference",
    }
)
_EMPTY_IN = MappingProxyType(
    {
        (PAIRS, "explanation_id"): "no_explanation",
        (PAIRS, "verdict"): "no_explanation",
        ("gaps", "indicator_id"): "general",
    }
)
_UNTRANSLATED = ("_ru", "_kk")
#: What pairs refer to, which are columns of ours and say so nowhere else.
_REFERENCES_OF_PAIRS = MappingProxyType(
    {"obs_a": "observations", "obs_b": "observations", "explanation_id": "explanations"}
)
_Json = dict[str, Any]


def table_schema(dataset: Dataset, table: PackagedTable, lang: str = "en") -> _Json:
    """The schema of a table of the package."""
    return {
        "$schema": PROFILE,
        "fields": [_field(dataset, table, column, lang=lang) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": _foreign_keys(table),
        "missingValues": [{"value": "", "label": text(dataset, "package.missing.none", lang=lang)}],
    }


def _field(dataset: Dataset, table: PackagedTable, column: Column, *, lang: str) -> _Json:
    """A column: for coded ones the codes with their words, for others the pattern of their text."""
    codes = _codes(dataset, table, column, lang=lang)
    field: _Json = {
        "name": column.name,
        "type": _TYPES.get(column.kind, "string"),
        "title": column.name.replace("_", " ").capitalize(),
        "description": meaning(dataset, column, lang),
        "constraints": _constraints(table, column, codes),
    }
    if codes:
        field["categories"] = [{"value": code, "label": label} for code, label in codes.items()]
    if empty := _empty(table, column.name):
        field["missingValues"] = [{"value": "", "label": text(dataset, f"package.missing.{empty}", lang=lang)}]
    return field


def _empty(table: PackagedTable, name: str) -> str:
    if name.endswith(_UNTRANSLATED):
        return "untranslated"
    return _EMPTY_IN.get((table.name, name)) or _EMPTY.get(name, "")


def _codes(dataset: Dataset, table: PackagedTable, column: Column, *, lang: str) -> dict[str, str]:
    if table.name == PAIRS and column.name == "class":
        return {name: dataset.label("texts", f"class.{name}", lang, column="text") for name in CLASSES}
    rows = dataset.table("codes")
    own = rows.loc[rows["codelist"] == column.codelist, "code"] if column.codelist else ()
    return {code: dataset.code(column.codelist, code, lang) for code in own}


def _constraints(table: PackagedTable, column: Column, codes: Iterable[str]) -> _Json:
    field, own = FIELDS.get(column.name), TABLES.get(table.name)
    in_key = column.name in table.key
    constraints: _Json = {"required": True} if in_key or (own and own.is_required(column.name)) else {}
    if table.key == (column.name,):
        constraints["unique"] = True
    if codes:
        constraints["enum"] = list(codes)
    elif field and column.kind in ("text", "list") and (pattern := xsd_pattern(field.pattern)):
        constraints["pattern"] = pattern
    return constraints


def xsd_pattern(pattern: str) -> str:
    """A pattern of ``loaders.fields`` as XML Schema writes it, or nothing where it can only be said in Python."""
    if pattern == TEXT:
        return ""
    plain = pattern.replace("(?:", "(").replace(r"\x00-\x1f\x7f", "")
    if re.search(r"\(\?|\\x", plain):
        raise ValueError(f"the pattern {pattern!r} cannot be written for XML Schema")
    return f"({plain})" if "|" in plain else plain


def _foreign_keys(table: PackagedTable) -> list[_Json]:
    """What single cells refer to. Lists of ids cannot be said in this standard."""
    packaged = {one.name: one for one in packaged_tables()}
    of_pairs = _REFERENCES_OF_PAIRS if table.name == PAIRS else {}
    refers = {
        column.name: of_pairs.get(column.name, column.refers_to) for column in table.columns if column.kind == "text"
    }
    keys = [_foreign_key([name], to, packaged[to].key, own=table.name) for name, to in refers.items() if to in packaged]
    if {"breakdown", "breakdown_value"} <= refers.keys():
        keys.append(_foreign_key(["breakdown", "breakdown_value"], "codes", packaged["codes"].key, own=table.name))
    return keys


def _foreign_key(fields: list[str], to: str, key: Iterable[str], *, own: str) -> _Json:
    there: _Json = {"fields": list(key)}
    return {"fields": fields, "reference": there if to == own else {"resource": to, **there}}
