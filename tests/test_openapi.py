"""The description of the interface: right by its standard, complete, and true when somebody tries it out."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client

from app import create_app
from loaders import Dataset
from loaders.citing.forms import FORMS
from loaders.exports.asking import known_parameters
from loaders.exports.collections import collections
from loaders.exports.formats import FORMATS
from loaders.exports.whole_files import whole_files
from server.health import VERSION

OTHERS = {"/version", "/healthz"}
#: Rules of Flask that stand for several described addresses.
NAMED = {"/api/v1/<name>", "/api/v1/citation.<name>"}
SITE = "https://example.org"


@pytest.fixture(scope="module")
def wsgi(real: Dataset) -> Flask:
    return create_app(real).server


@pytest.fixture(scope="module")
def client(wsgi: Flask) -> FlaskClient:
    return wsgi.test_client()


@pytest.fixture(scope="module")
def described(client: FlaskClient) -> dict[str, Any]:
    return json.loads(client.get("/openapi.json").data)


def resolved(described: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """A node, or what its reference leads to."""
    if "$ref" not in node:
        return node
    found: Any = described
    for part in node["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return found


# Right


def problems(described: dict[str, Any]) -> list[str]:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    return [error.message for error in OpenAPIV31SpecValidator(described).iter_errors()]


def test_it_is_valid_openapi(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    assert problems(described) == []


def test_the_validator_finds_what_is_wrong(described: dict[str, Any]) -> None:
    wrong = copy.deepcopy(described)
    wrong["paths"]["/healthz"]["get"]["responses"]["200"].pop("description")
    assert problems(wrong) != []


def test_it_names_its_licence_and_the_published_address(real: Dataset) -> None:
    published = create_app(real, public_url=SITE).server.test_client().get("/openapi.json").get_json()
    assert published["servers"] == [{"url": SITE}]
    assert published["info"]["license"] == {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"}


def test_it_is_shown_and_may_be_read_from_anywhere(client: FlaskClient) -> None:
    answer = client.get("/openapi.json")
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/openapi.json", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


# Complete


def test_no_address_for_programs_is_left_undescribed(wsgi: Flask, described: dict[str, Any]) -> None:
    machine = {rule.rule for rule in wsgi.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert machine - NAMED == set(whole_files()) - {"/openapi.json"}
    expected = {f"/api/v1/{name}.{end}" for name in collections() for end, form in FORMATS.items() if form.is_of(name)}
    expected |= {f"/api/v1/citation.{end}" for end in FORMS} | set(whole_files()) | OTHERS
    assert set(described["paths"]) == expected


def test_no_address_is_invented(client: FlaskClient, described: dict[str, Any]) -> None:
    few = {"observations": "?obs_id=opsc2004-p13-1", "comparisons": "?class=conflict"}
    for path, item in described["paths"].items():
        answer = client.get(path + few.get(path.split("/")[-1].split(".")[0], ""))
        (media,) = item["get"]["responses"]["200"]["content"]
        assert (answer.status_code, answer.mimetype) == (200, media), path


def test_every_collection_is_described_with_its_parameters(described: dict[str, Any]) -> None:
    for name, collection in collections().items():
        for ending, form in FORMATS.items():
            if not form.is_of(name):
                continue
            told = described["paths"][f"/api/v1/{name}.{ending}"]["get"]["parameters"]
            names = [resolved(described, one)["name"] for one in told]
            assert names == [*known_parameters(collection), *(["plain"] if ending == "csv" else [])]


def test_every_operation_has_a_name_of_its_own_and_says_how_it_refuses(described: dict[str, Any]) -> None:
    operations = [item["get"] for item in described["paths"].values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    for path, item in described["paths"].items():
        wanted = {"200", "404", "405", "414"} | (set() if path in OTHERS else {"304", "400"})
        assert set(item["get"]["responses"]) == wanted, path


def test_a_filter_lists_its_values_and_may_stand_several_times(described: dict[str, Any]) -> None:
    topic = described["components"]["parameters"]["observations.topic"]
    assert (topic["style"], topic["explode"], topic["schema"]["type"]) == ("form", True, "array")
    assert topic["schema"]["items"]["enum"] == ["cases", "convictions", "adoptions", "trafficking", "context"]
    year = described["components"]["parameters"]["year_from"]
    assert year["schema"] == {"type": "string", "pattern": "^(?!0000)[0-9]{4}$"}


def test_the_version_of_the_code_is_told_elsewhere(client: FlaskClient) -> None:
    assert client.get("/version").get_json()["code"] == VERSION


# True


@pytest.mark.parametrize("name", list(collections()))
def test_every_row_of_the_data_looks_as_it_is_described(
    client: FlaskClient, described: dict[str, Any], name: str
) -> None:
    from jsonschema import Draft202012Validator, FormatChecker

    told = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    validator = Draft202012Validator(told, format_checker=FormatChecker())
    answer = client.get(f"/api/v1/{name}.json").get_json()
    assert [(list(error.path), error.message) for error in validator.iter_errors(answer)] == []
    if answer["data"]:
        answer["data"][0]["page"] = 5
        assert not validator.is_valid(answer)


def test_schemathesis_finds_no_difference_between_description_and_behaviour(spoken: Dataset) -> None:
    """Over the small example, whose answers take milliseconds; each run tries the same requests."""
    tried, found = tried_out(create_app(spoken).server)
    assert found == []
    assert tried > 150


def test_schemathesis_finds_a_promise_that_is_not_kept(spoken: Dataset) -> None:
    def promise_too_much(described: dict[str, Any]) -> None:
        described["components"]["schemas"]["gaps.row"]["properties"]["locator"] = {"type": "integer"}
        described["components"]["parameters"]["gaps.topic"]["schema"]["items"].pop("enum")

    _, found = tried_out(create_app(spoken).server, promise_too_much, only="/api/v1/gaps.json")
    assert {kind for _, kind in found} >= {"JsonSchemaError"}


def tried_out(
    wsgi: Callable[..., Any], change: Any = None, only: str = "", *, examples: int = 5
) -> tuple[int, list[tuple[str, str]]]:
    """Requests made up by schemathesis, right and wrong ones: how many, and where an answer is not as described.

    ``examples`` are made up of each kind for an address with JSON, of other forms of the same rows fewer.

    A right request may be refused for what OpenAPI cannot say: years in the wrong order, years of rows
    without a date, two things to cite.
    """
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis import GenerationMode
    from schemathesis.checks import not_a_server_error
    from schemathesis.core.failures import Failure, FailureGroup
    from schemathesis.specs.openapi import checks

    described = json.loads(Client(wsgi).get("/openapi.json").data)
    if change:
        change(described)
    schema = schemathesis.openapi.from_dict(described)
    schema.app = wsgi
    always = [
        not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_headers_conformance,
        checks.response_schema_conformance,
        checks.negative_data_rejection,
    ]
    unsayable = {"year_to", "undated", "obs_id", "source_id", "view"}
    tried, found = 0, []

    def explore(operation: Any, mode: Any) -> None:
        @settings(
            max_examples=examples if operation.path.endswith(".json") else examples // 5,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(generation_mode=mode))
        def one(case: Any) -> None:
            nonlocal tried
            tried += 1
            answer = case.call()
            # Too many values are too long an address besides, which schemathesis takes for no refusal.
            refused = [checks.negative_data_rejection] if answer.status_code == 414 else []
            case.validate_response(answer, checks=[check for check in always if check not in refused])
            if mode is GenerationMode.POSITIVE and answer.status_code == 400:
                assert answer.json()["parameter"] in unsayable

        try:
            one()
        except (FailureGroup, ExceptionGroup) as group:
            found.extend((operation.path, type(error).__name__) for error in group.exceptions)
        except (Failure, AssertionError) as error:
            found.append((operation.path, type(error).__name__))

    for result in schema.get_all_operations():
        operation = result.ok()
        if only and operation.path != only:
            continue
        explore(operation, GenerationMode.POSITIVE)
        if operation.query:
            explore(operation, GenerationMode.NEGATIVE)
    return tried, found
