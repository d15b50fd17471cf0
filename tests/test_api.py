"""The interface for programs over HTTP: what it answers, to whom, and how it refuses."""

from __future__ import annotations

import io
import json
import re

import openpyxl
import pytest
from flask.testing import FlaskClient

import app as application
from loaders import Dataset
from loaders.exports.asking import allowed_values
from loaders.exports.collections import collections
from loaders.exports.formats import FORMATS
from loaders.publication import data_version

FILES = [(name, extension) for name in collections() for extension, written in FORMATS.items() if written.is_of(name)]
#: Small requests, so that every form of every collection is asked for quickly.
FEW = {"observations": "?source_id=opsc2004", "comparisons": "?class=conflict"}
PROMISED = (
    "observations indicators sources bodies gaps comparisons explanations checks reconciliations events recommendations"
)


@pytest.fixture(scope="module")
def client(real: Dataset) -> FlaskClient:
    return application.create_app(real).server.test_client()


def address(name: str, extension: str) -> str:
    return f"/api/v1/{name}.{extension}{FEW.get(name, '')}"


def test_every_collection_of_the_design_is_there_in_three_forms() -> None:
    assert set(PROMISED.split()) <= set(collections())
    for name in PROMISED.split():
        assert {"csv", "json", "xlsx"} <= {extension for of, extension in FILES if of == name}
    assert ("observations", "sdmx.csv") in FILES


@pytest.mark.parametrize(("name", "extension"), FILES)
def test_a_file_has_its_type_its_name_and_a_tag_and_may_be_read_from_anywhere(
    client: FlaskClient, real: Dataset, name: str, extension: str
) -> None:
    answer = client.get(address(name, extension))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FORMATS[extension].media_type
    disposition = answer.headers["Content-Disposition"]
    assert re.fullmatch(
        rf"(inline|attachment); filename=kz-children_{name}[\w.-]*{data_version(real)}\.{re.escape(extension)}",
        disposition,
    )
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["ETag"]
    again = client.get(address(name, extension), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == answer.headers["ETag"]
    head = client.head(address(name, extension))
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(answer.data))


def test_a_tag_tells_different_rows_and_different_forms_apart(client: FlaskClient) -> None:
    asked = ["gaps.csv", "gaps.csv?plain=yes", "gaps.json", "gaps.csv?topic=adoptions", "events.csv"]
    assert len({client.get(f"/api/v1/{one}").headers["ETag"] for one in asked}) == len(asked)


def test_the_order_of_parameters_does_not_matter_to_the_figures(client: FlaskClient) -> None:
    one = client.get("/api/v1/observations.json?sex=F&topic=adoptions").get_json()["data"]
    other = client.get("/api/v1/observations.json?topic=adoptions&sex=F").get_json()["data"]
    assert one == other != []


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(client: FlaskClient, method: str) -> None:
    answer = getattr(client, method)("/api/v1/gaps.csv")
    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "path", ["/api/v1/typo.csv", "/api/v1/gaps", "/api/v1/gaps.exe", "/api/v1/", "/api/v2/gaps.csv", "/api/v1/a/b.csv"]
)
def test_an_unknown_address_is_a_problem_document(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer.data)["status"] == 404


@pytest.mark.parametrize("extension", list(FORMATS))
def test_a_refusal_names_the_parameter_and_what_is_allowed_in_every_form(
    client: FlaskClient, real: Dataset, extension: str
) -> None:
    for query, parameter, allowed in (
        ("source_type=press", "source_type", allowed_values(real, "observations", "source_type")),
        ("colour=red", "colour", (*collections()["observations"].filters, "year_from", "year_to", "undated", "lang")),
        ("year_from=x", "year_from", ()),
        ("lang=xx", "lang", ("en",)),
    ):
        answer = client.get(f"/api/v1/observations.{extension}?{query}")
        problem = json.loads(answer.data)
        assert answer.status_code == problem["status"] == 400
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert problem["parameter"] == parameter
        assert set(allowed) <= set(problem["allowed"])


def test_only_a_csv_file_can_be_plain(client: FlaskClient) -> None:
    assert client.get("/api/v1/gaps.csv?plain=yes").data[:3] != b"\xef\xbb\xbf"
    assert client.get("/api/v1/gaps.csv").data[:3] == b"\xef\xbb\xbf"
    for path in ("gaps.json?plain=yes", "gaps.csv?plain=1", "gaps.csv?plain=yes&plain=yes"):
        assert client.get(f"/api/v1/{path}").status_code == 400


def test_addresses_in_files_follow_the_setting_and_never_the_request(real: Dataset) -> None:
    published = application.create_app(real, public_url="https://example.org/kz").server.test_client()
    plain = application.create_app(real).server.test_client()
    path = "/api/v1/observations.json?obs_id=opsc2004-p13-1"
    told = published.get(path, headers={"Host": "evil.example"}).get_json()
    assert told["data"][0]["page"] == "https://example.org/kz/observation/opsc2004-p13-1"
    assert told["metadata"]["view"] == "https://example.org/kz/observation/opsc2004-p13-1"
    assert "evil" not in json.dumps(told)
    assert plain.get(path, headers={"Host": "evil.example"}).get_json()["data"][0]["page"].startswith("/observation/")


def test_every_form_holds_the_same_figures(client: FlaskClient, real: Dataset) -> None:
    query = "?topic=adoptions&source_type=international&year_from=2005&year_to=2008"
    csv = {
        line.split(",")[0].lstrip("\ufeff")
        for line in client.get(f"/api/v1/observations.csv{query}").text.split("\r\n")[1:]
        if line
    }
    read = {row["obs_id"] for row in client.get(f"/api/v1/observations.json{query}").get_json()["data"]}
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/api/v1/observations.xlsx{query}").data))
    names = {
        str(row[0].value) for sheet in book for row in sheet if str(row[0].value) in set(real.observations["obs_id"])
    }
    assert csv == read == names != set()
