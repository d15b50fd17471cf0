"""The description of the interface for programs, as OpenAPI 3.1, made from the collections and forms that there are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from loaders.citing.asking import CITATION
from loaders.citing.forms import FORMS
from loaders.citing.subject import FIGURE, SOURCE, VIEW
from loaders.dataset import Dataset
from loaders.exports.asking import LANG
from loaders.exports.collections import collections
from loaders.exports.formats import FORMATS
from loaders.exports.openapi_parts import (
    HEALTH,
    Json,
    filter_parameters,
    parameter,
    parameters_of,
    reference,
    refusal_words,
    row_schema,
    shared_parameters,
)
from loaders.exports.package_texts import LICENCE_ID
from loaders.exports.taken import API
from loaders.publication import LICENCE
from loaders.tables import TOPICS
from loaders.texts import text

MEDIA_TYPE = "application/json"
#: The version of the interface, not of the data: its first number changes when a program would have to.
API_VERSION = "1.0.0"
_PROBLEM = "application/problem+json"
_ABOUT, _WHOLE, _CITATION = "about", "whole", "citation"
_REFUSALS = {"400": "refused", "404": "not_found", "405": "method", "414": "too_long"}
_NO_PARAMETERS = ("404", "405", "414")


def openapi(dataset: Dataset, whole_files: Mapping[str, tuple[str, str]], *, site: str = "", lang: str = "en") -> bytes:
    """The description. ``whole_files`` are the addresses without a variable part: their media type and name."""
    product = text(dataset, "product.name", lang=lang)
    described = {
        "openapi": "3.1.0",
        "info": {
            "title": text(dataset, "openapi.title", lang=lang, product=product),
            "summary": text(dataset, "openapi.summary", lang=lang),
            "description": text(dataset, "openapi.description", lang=lang),
            "version": API_VERSION,
            "license": {"name": LICENCE, "identifier": LICENCE_ID},
        },
        "servers": [{"url": site or "/"}],
        "tags": _tags(dataset, lang),
        "paths": {
            **_collection_paths(dataset, lang),
            **_citation_paths(dataset, lang),
            **{path: _whole_path(dataset, *told, lang=lang) for path, told in whole_files.items()},
            **_about_paths(dataset, lang),
        },
        "components": {
            "parameters": _parameters(dataset, lang),
            "schemas": _schemas(dataset, lang),
            "responses": _refusals(dataset, lang),
            "headers": _headers(dataset, lang),
        },
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode()


def _tags(dataset: Dataset, lang: str) -> list[Json]:
    named = [{"name": name, "description": text(dataset, f"collection.{name}", lang=lang)} for name in collections()]
    others = (_WHOLE, _CITATION, _ABOUT)
    return [
        *named,
        *({"name": name, "description": text(dataset, f"openapi.tag.{name}", lang=lang)} for name in others),
    ]


def _operation(
    dataset: Dataset, name: str, summary: str, *, tag: str, media: str, schema: Json, lang: str, **more: Any
) -> Json:
    """The GET of an address: its successful answer, and how it is refused."""
    kept = {"ETag": reference("headers", "ETag"), "Content-Disposition": reference("headers", "Content-Disposition")}
    answer = {
        "description": text(dataset, "openapi.answer", lang=lang),
        "headers": kept,
        "content": {media.partition(";")[0]: {"schema": schema}},
    }
    refusals = {status: reference("responses", problem) for status, problem in _REFUSALS.items()}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "tags": [tag],
            **more,
            "responses": {"200": answer, "304": reference("responses", "unchanged"), **refusals},
        }
    }


def _collection_paths(dataset: Dataset, lang: str) -> Json:
    return {
        f"{API}/{name}.{ending}": _operation(
            dataset,
            f"{name}_{ending.replace('.', '_')}",
            text(dataset, "openapi.collection", lang=lang, what=text(dataset, f"collection.{name}", lang=lang)),
            tag=name,
            media=form.media_type,
            schema=reference("schemas", name) if ending == "json" else {"type": "string"},
            lang=lang,
            description=text(dataset, f"openapi.format.{ending}", lang=lang),
            parameters=parameters_of(collection, ending),
        )
        for name, collection in collections().items()
        for ending, form in FORMATS.items()
        if form.is_of(name)
    }


def _citation_paths(dataset: Dataset, lang: str) -> Json:
    return {
        f"{CITATION}{ending}": _operation(
            dataset,
            f"citation_{ending.replace('.', '_')}",
            text(dataset, "openapi.citation", lang=lang),
            tag=_CITATION,
            media=form.media_type,
            schema={} if ending == "json" else {"type": "string"},
            lang=lang,
            description=text(dataset, form.name_key, lang=lang),
            parameters=[reference("parameters", f"cited.{name}") for name in (FIGURE, SOURCE, VIEW)]
            + [reference("parameters", LANG)],
        )
        for ending, form in FORMS.items()
    }


def _whole_path(dataset: Dataset, media: str, name: str, *, lang: str) -> Json:
    schema: Json = {"type": "object"} if "json" in media else {"type": "string"}
    summary = text(dataset, f"openapi.{name}", lang=lang)
    return _operation(dataset, name, summary, tag=_WHOLE, media=media, schema=schema, lang=lang)


def _about_paths(dataset: Dataset, lang: str) -> Json:
    """The two addresses that say how the service is; they ignore every parameter."""
    told: Json = {"type": "object", "additionalProperties": {"type": "string"}, "required": ["code", "data"]}
    contents = {
        "/version": ("version", {MEDIA_TYPE: {"schema": told}}),
        "/healthz": ("health", {MEDIA_TYPE: {"schema": HEALTH}}),
    }
    refusals = {status: {"description": refusal_words(dataset, _REFUSALS[status], lang)} for status in _NO_PARAMETERS}
    answer = text(dataset, "openapi.answer", lang=lang)
    return {
        path: {
            "get": {
                "operationId": name,
                "summary": text(dataset, f"openapi.{name}", lang=lang),
                "tags": [_ABOUT],
                "responses": {"200": {"description": answer, "content": content}, **refusals},
            }
        }
        for path, (name, content) in contents.items()
    }


def _parameters(dataset: Dataset, lang: str) -> Json:
    figure, source = (
        collections()[name].rows(dataset)[key].iloc[0] for name, key in (("observations", FIGURE), ("sources", SOURCE))
    )
    examples = {FIGURE: str(figure), SOURCE: str(source), VIEW: "/cases"}
    cited = {
        f"cited.{name}": parameter(
            name, text(dataset, f"openapi.cited.{name}", lang=lang), {"type": "string"}, example=example
        )
        for name, example in examples.items()
    }
    filters = [filter_parameters(dataset, collection, lang) for collection in collections().values()]
    return (
        {name: made for of_one in filters for name, made in of_one.items()} | shared_parameters(dataset, lang) | cited
    )


def _schemas(dataset: Dataset, lang: str) -> Json:
    """The JSON of each collection, its rows, and the document that tells what is wrong."""
    column = {name: {"type": "string"} for name in ("name", "type", "meaning")}
    texts = {
        name: {"type": "string"} for name in ("title", "collection", "data_version", "citation", "view", "request")
    }
    about = {
        **texts,
        "rows": {"type": "integer", "minimum": 0},
        "data_date": {"type": "string", "format": "date"},
        "licence": _object({"name": {"type": "string"}, "url": {"type": "string"}}),
        "columns": {"type": "array", "items": _object(column)},
    }
    metadata = _object(about) | {"description": text(dataset, "openapi.metadata", lang=lang)}
    made: Json = {"metadata": metadata, "problem": _problem(dataset, lang)}
    for name, collection in collections().items():
        rows = {"type": "array", "items": reference("schemas", f"{name}.row")}
        made[f"{name}.row"] = row_schema(dataset, collection, lang)
        made[name] = _object({"metadata": reference("schemas", "metadata"), "data": rows})
    return made


def _object(properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _problem(dataset: Dataset, lang: str) -> Json:
    properties: Json = {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameter": {"type": "string"},
        "allowed": {"type": "array", "items": {"type": "string"}},
    }
    words = text(dataset, "openapi.problem", lang=lang)
    return _object(properties) | {"required": ["type", "title", "status"], "description": words}


def _refusals(dataset: Dataset, lang: str) -> Json:
    content = {_PROBLEM: {"schema": reference("schemas", "problem")}}
    refused: Json = {
        name: {"description": refusal_words(dataset, name, lang), "content": content} for name in _REFUSALS.values()
    }
    refused["refused"] |= {"content": {_PROBLEM: content[_PROBLEM] | {"example": _example_of_problem(dataset, lang)}}}
    return refused | {"unchanged": {"description": text(dataset, "openapi.unchanged", lang=lang)}}


def _example_of_problem(dataset: Dataset, lang: str) -> Json:
    """A refusal as programs get it, of a topic that there is not."""
    wrong = text(dataset, "error.value_allowed", lang=lang, name="topic", value="schools", allowed=", ".join(TOPICS))
    title = text(dataset, "error.bad_request.title", lang=lang)
    told = {"type": "about:blank", "title": title, "status": 400, "detail": wrong, "parameter": "topic"}
    return told | {"allowed": list(TOPICS)}


def _headers(dataset: Dataset, lang: str) -> Json:
    return {
        name: {"description": text(dataset, f"openapi.{key}", lang=lang), "schema": {"type": "string"}}
        for name, key in {"ETag": "etag", "Content-Disposition": "file_name"}.items()
    }
