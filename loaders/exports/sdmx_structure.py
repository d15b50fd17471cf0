"""The structures behind SDMX-CSV, as an SDMX-JSON 2.0 structure message: the concepts, the code lists, the keys."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from loaders.dataset import Dataset
from loaders.exports.as_csv import file_columns
from loaders.exports.as_sdmx import (
    ATTRIBUTES,
    DATED,
    DIMENSIONS,
    MENTION,
    NOT_APPLICABLE,
    NOT_KNOWN,
    OF_FILE,
    TIME,
    UNDATED,
    VALUE,
)
from loaders.exports.columns import Column, meaning
from loaders.exports.figures import figure_columns
from loaders.publication import data_date, data_version
from loaders.texts import text

MEDIA_TYPE = "application/vnd.sdmx.structure+json;version=2.0.0"
_SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/develop/structure-message/tools/schemas/2.0.0/"
    "sdmx-json-structure-schema.json"
)
AGENCY, VERSION = "KZ_CHILDREN", "1.0.0"
_CONCEPTS = "CONCEPTS"
#: What is not a text without codes.
_TYPES = {"number": "Decimal", "date": "GregorianDay", "integer": "Integer"}
_NUMBERED = {MENTION: "Integer", VALUE: "Decimal", TIME: "ObservationalTimePeriod"}
#: Columns that hold ids of a table that a code list is made of.
_OF_TABLE = {
    "INDICATOR": ("indicators", "label"),
    "SOURCE": ("sources", "short_label"),
    "COUNTED_BY": ("bodies", "label"),
}
_Json = dict[str, Any]


def sdmx_structure(dataset: Dataset, lang: str = "en") -> bytes:
    """The structure message of the files of ``as_sdmx``: one structure with and one without the dimension of time."""
    lists = [_code_list(dataset, name, column, lang) for name, column in _columns().items() if _is_coded(name, column)]
    keys = [*DIMENSIONS, MENTION]
    message = {
        "meta": {
            "id": f"DATA_{data_version(dataset)}",
            "prepared": f"{data_date(dataset).isoformat()}T00:00:00Z",
            "sender": {"id": AGENCY},
            "schema": _SCHEMA,
        },
        "data": {
            "codelists": lists,
            "conceptSchemes": [_concepts(dataset, lang)],
            "dataStructures": [
                _structure(DATED, keys, text(dataset, "sdmx.dated", lang=lang), dated=True),
                _structure(UNDATED, keys, text(dataset, "sdmx.undated", lang=lang), dated=False),
            ],
        },
    }
    return json.dumps(message, ensure_ascii=False, indent=1).encode()


def _columns() -> dict[str, Column | None]:
    """The components by their id, each with the column of figures or of the file that it is, if it is one."""
    columns = {column.name: column for column in (*figure_columns(), *file_columns())}
    of_file = dict(zip(OF_FILE, (column.name for column in file_columns()), strict=True))
    keys = {name: column for name, (column, _) in DIMENSIONS.items()}
    named = {**keys, **ATTRIBUTES, "NOTE": "note_en", **of_file}
    found: dict[str, Column | None] = {name: columns[column] for name, column in named.items()}
    return found | {VALUE: columns["obs_value"], MENTION: None, TIME: None}


def _is_coded(name: str, column: Column | None) -> bool:
    return name in _OF_TABLE or bool(column and column.codelist)


def _named(one: str, name: str) -> _Json:
    return {"id": one, "name": name}


def _urn(kind: str, one: str) -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{one}({VERSION})"


def _code_list(dataset: Dataset, name: str, column: Column | None, lang: str) -> _Json:
    """The codes of a component: those of ``codes.csv``, or the rows of a table, and what stands for an empty cell."""
    if name in _OF_TABLE:
        table, label = _OF_TABLE[name]
        codes = [(str(one), dataset.label(table, one, lang, column=label)) for one in dataset.table(table).iloc[:, 0]]
    else:
        assert column is not None
        rows = dataset.table("codes")
        codes = [
            (one, dataset.code(column.codelist, one, lang)) for one in rows[rows["codelist"] == column.codelist]["code"]
        ]
    nothing = DIMENSIONS[name][1] if name in DIMENSIONS else ""
    said = {NOT_APPLICABLE: "sdmx.not_applicable", NOT_KNOWN: "sdmx.not_known"}
    if nothing:
        codes.append((nothing, text(dataset, said[nothing], lang=lang)))
    head = {"agencyID": AGENCY, "version": VERSION, **_named(f"CL_{name}", _words(dataset, name, column, lang))}
    return head | {"codes": [_named(*code) for code in codes]}


def _words(dataset: Dataset, name: str, column: Column | None, lang: str) -> str:
    own = {MENTION: "sdmx.mention", TIME: "sdmx.time_period"}
    return text(dataset, own[name], lang=lang) if name in own else meaning(dataset, column, lang) if column else ""


def _concepts(dataset: Dataset, lang: str) -> _Json:
    concepts = [_named(name, _words(dataset, name, column, lang)) for name, column in _columns().items()]
    title = text(dataset, "product.name", lang=lang)
    return {"agencyID": AGENCY, "version": VERSION, **_named(_CONCEPTS, title), "concepts": concepts}


def _component(name: str) -> _Json:
    column = _columns()[name]
    if _is_coded(name, column):
        representation: _Json = {"enumeration": _urn("codelist.Codelist", f"CL_{name}")}
    else:
        kind = _NUMBERED.get(name) or _TYPES.get(column.kind if column else "", "String")
        representation = {"format": {"dataType": kind}}
    concept = f"{_urn('conceptscheme.Concept', _CONCEPTS)}.{name}"
    return {"id": name, "conceptIdentity": concept, "localRepresentation": representation}


def _attribute(name: str) -> _Json:
    of = {"attributeRelationship": {"observation": {}}, "measureRelationship": [VALUE]}
    return _component(name) | of


def _structure(identity: str, keys: Iterable[str], name: str, *, dated: bool) -> _Json:
    dimensions: _Json = {"dimensions": [_component(key) for key in keys]}
    if dated:
        dimensions["timeDimension"] = _component(TIME)
    own = identity.partition(":")[2].partition("(")[0]
    return {
        "agencyID": AGENCY,
        "version": VERSION,
        **_named(own, name),
        "dataStructureComponents": {
            "dimensionList": dimensions,
            "measureList": {"measures": [_component(VALUE)]},
            "attributeList": {"attributes": [_attribute(one) for one in (*ATTRIBUTES, *OF_FILE)]},
        },
    }
