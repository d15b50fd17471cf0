"""The same headers on every kind of answer, whoever gives it; nothing that tells what serves; nothing that is stored."""

from __future__ import annotations

import io
import json
import re
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from loaders import Dataset
from loaders.curating.template import workbook
from page_kinds import KINDS
from server.front import Front, Outdated
from server.headers import FIXED_HEADERS, headers_of_all
from server.keep import Keep
from test_front import asked
from test_server import CALLBACK, SELECTION, free_port, start

#: Typed from the policy that was decided, and not taken from the code that sends it.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
FRAME_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"
EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "strict-transport-security": "max-age=31536000",
}
#: What would tell whom to attack, or follow a reader.
NEVER = {
    "server",
    "x-powered-by",
    "x-aspnet-version",
    "via",
    "set-cookie",
    "x-generator",
    "date-made",
    "report-to",
    "nel",
}
TELLS = re.compile(
    r"(?i)\b(?:python|dash|flask|werkzeug|gunicorn|waitress|jinja2?|openpyxl|pandas|pandera)[/ @=v]*\d+\.\d"
)

PAGES = [(kind.path, kind.status) for kind in KINDS]
FILES = [
    *(("/robots.txt", 200), ("/favicon.ico", 200), ("/assets/style.css", 200), ("/assets/README.md", 404)),
    *(("/offline.zip", 404), ("/version", 200), ("/openapi.json", 200), ("/healthz", 200), ("/_dash-layout", 200)),
    *(("/_dash-dependencies", 200), ("/cases/", 308), ("/typo", 404), (f"/cases?{'x' * 8_000}", 414)),
    *((f"/api/v1/indicators.{ending}", 200) for ending in ("csv", "json", "xlsx")),
    *(("/api/v1/observations.sdmx.csv?topic=cases", 200), ("/api/v1/datapackage.zip", 200), ("/api/v1/typo", 404)),
    *(("/api/v1/indicators.csv?typo=1", 400), ("/api/v1/citation.bib?source_id=opsc2004", 200)),
    *(("/embed/adoptions_intercountry", 200), ("/embed/typo", 404), ("/embed/adoptions_intercountry?x=1", 400)),
    *(("/picture/adoptions.svg?indicator_id=adoptions_intercountry", 200), ("/picture/typo.svg", 404)),
    *(("/_dash-component-suites/dash/dash-renderer/build/dash_renderer.min.js", 404), ("/_reload-hash", 404)),
    *(("/_dash-component-suites/dash/deps/react@18.3.1.min.js", 404), ("/_favicon.ico", 404)),
]


@pytest.fixture(scope="module")
def front(real: Dataset) -> Front:
    """The dashboard as it is served, published over https."""
    server = create_app(real, public_url="https://dashboard.example").server
    return Front(lambda: server, Keep(None, "policy"), https=True)


def check(path: str, headers: dict[str, str]) -> None:
    """What holds for every answer."""
    assert {name: headers.get(name) for name in EVERYWHERE} == EVERYWHERE, path
    is_framed = path.startswith("/embed/")
    is_open = path.startswith(("/api/", "/openapi.json", "/version", "/picture/adoptions"))
    policy = FRAME_POLICY if is_framed else BARE_POLICY if path.startswith("/healthz") else PAGE_POLICY
    assert headers["content-security-policy"] == policy, path
    assert headers["cross-origin-resource-policy"] == ("cross-origin" if is_framed or is_open else "same-origin"), path
    assert headers.get("access-control-allow-origin") == ("*" if is_open else None), path
    assert NEVER & headers.keys() == set(), path


@pytest.mark.parametrize(("path", "status"), [*PAGES, *FILES], ids=lambda value: str(value)[:60])
def test_every_kind_of_answer_carries_the_headers_and_tells_no_version(front: Front, path: str, status: int) -> None:
    told, headers, body = asked(front, path)
    assert told.startswith(str(status))
    check(path, headers)
    if "html" in headers.get("content-type", "") or "json" in headers.get("content-type", ""):
        assert TELLS.findall(body.decode("utf-8")) == []


def test_an_answer_that_was_kept_carries_the_same_headers(front: Front) -> None:
    for path in ("/cases", "/api/v1/indicators.csv", "/embed/adoptions_intercountry"):
        first, again = asked(front, path), asked(front, path)
        assert again == first
        check(path, again[1])
        unchanged = asked(front, path, if_none_match=first[1]["etag"])
        assert unchanged[0].startswith("304")
        check(path, unchanged[1])
        check(path, asked(front, path, "HEAD")[1])
        check(path, asked(front, path, accept_encoding="gzip")[1])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/cases", "/api/v1/indicators.csv", "/embed/adoptions_intercountry", "/typo"])
def test_a_refused_method_carries_them(front: Front, method: str, path: str) -> None:
    check(path, asked(front, path, method)[1])


def test_the_answers_to_a_script_carry_them(real: Dataset) -> None:
    client = create_app(real, public_url="https://dashboard.example").server.test_client()
    for body in (SELECTION, SELECTION | {"outputs": None}, {"x": "1" * 100_000}):
        answer = client.post(CALLBACK, json=body)
        check(CALLBACK, {name.lower(): word for name, word in answer.headers})
        assert TELLS.findall(answer.text) == []


def test_what_is_told_before_the_dashboard_is_awake_carries_them() -> None:
    def outdated() -> Any:
        raise Outdated("the program was changed")

    asleep = Front(outdated, Keep(None, "asleep"), https=True)
    for path, status in (("/healthz", "200"), ("/cases", "503")):
        told, headers, body = asked(asleep, path)
        assert told.startswith(status)
        assert {name: headers.get(name) for name in EVERYWHERE} == EVERYWHERE
        assert headers["content-security-policy"] == BARE_POLICY
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert b"changed" not in body


def test_a_site_without_https_asks_for_none(real: Dataset) -> None:
    assert "Strict-Transport-Security" not in headers_of_all(BARE_POLICY)
    client = create_app(real, public_url="http://dashboard.example").server.test_client()
    assert "Strict-Transport-Security" not in client.get("/about").headers
    asleep = Front(lambda: client.application, Keep(None, "plain"))  # type: ignore[arg-type, return-value]
    assert "strict-transport-security" not in asked(asleep, "/healthz")[1]


def test_the_headers_that_are_sent_are_those_that_are_decided() -> None:
    assert {name.lower() for name in FIXED_HEADERS} == EVERYWHERE.keys() - {"strict-transport-security"} | {
        "cross-origin-resource-policy"
    }


def test_a_workbook_names_no_program_that_wrote_it(front: Front, real: Dataset) -> None:
    exported = asked(front, "/api/v1/indicators.xlsx")[2]
    for content in (exported, workbook(real, {})):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            told = b"".join(parts.read(name) for name in parts.namelist())
            assert b"penpyxl" not in told
            assert re.search(rb"AppVersion|<Application>", told) is None


# what the program that serves answers itself


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where a running dashboard answers."""
    port = free_port()
    process = start(port, KEEP=str(tmp_path_factory.mktemp("kept")))
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Serving")
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=120)


def sent(port: int, words: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(words)
        line.shutdown(socket.SHUT_WR)
        parts = list(iter(lambda: line.recv(65_536), b""))
    return b"".join(parts)


NO_REQUESTS = {
    "a line that is none": b"<script>alert(1)</script> \x01\r\n\r\n",
    "a version that is none": b"GET / HTTP/9.9\r\n\r\n",
    "a line that is too long": b"GET /" + b"x" * 9_000 + b" HTTP/1.1\r\n\r\n",
    "a header that is none": b"GET / HTTP/1.1\r\nHost: a\r\n<script>: 1\r\n\r\n",
    "too many headers": b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(300)) + b"\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
}


@pytest.mark.parametrize("name", NO_REQUESTS)
def test_what_is_no_request_is_refused_with_the_headers_and_none_of_its_words(port: int, name: str) -> None:
    answer = sent(port, NO_REQUESTS[name])
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    assert re.fullmatch(r"HTTP/1\.1 (?:4\d\d|5\d\d) .*", lines[0])
    headers = dict(line.lower().split(": ", 1) for line in lines[1:])
    expected = {name: word for name, word in EVERYWHERE.items() if name != "strict-transport-security"}
    assert {name: headers.get(name) for name in expected} == expected
    assert headers["content-security-policy"] == BARE_POLICY
    assert headers["content-type"].startswith("text/plain")
    assert headers.get("server", "dashboard") == "dashboard"
    assert b"script" not in body
    assert not TELLS.search(answer.decode("latin-1"))


def test_nobody_is_written_down(tmp_path: Path) -> None:
    """Neither requests nor what is no request leave the address of a reader, or what was asked, in what is printed."""
    port = free_port()
    process = start(port, KEEP=str(tmp_path))
    assert process.stdout is not None
    announced = process.stdout.readline()
    try:
        sent(port, b"GET /search?q=unusual HTTP/1.0\r\n\r\n")
        sent(port, b"GET /typo-unusual HTTP/1.0\r\n\r\n")
        for words in NO_REQUESTS.values():
            sent(port, words)
    finally:
        process.terminate()
        output, errors = process.communicate(timeout=120)
    assert announced.startswith("Serving")
    assert output == ""
    events = [json.loads(line) for line in errors.splitlines()]
    assert {event["event"] for event in events} == {"start", "stop"}
    assert not re.search(r"unusual|127\.0\.0\.1", errors)
