"""What the dashboard tells of its work: enough to find a fault, and nothing of who reads or what for."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from loaders import Dataset
from running import Running, dashboard
from server import log
from server.front import Front
from server.keep import Keep
from server.log import Lines, Numbered
from server.settings import SettingError, settings_from_environment
from test_front import PAGE, Counted, asked
from test_renewing import spoil, write

SECRET = "secretword"


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [json.loads(Lines().format(record)) for record in caplog.records]


@pytest.fixture
def front(tmp_path: Path) -> Front:
    return Front(Counted().awakened, Keep(tmp_path / "kept", "edition"))


# the number of a request


def test_every_answer_bears_a_number_of_its_own_and_copies_hold_none(front: Front, tmp_path: Path) -> None:
    app = Numbered(front)
    numbers = [asked(app, path)[1]["x-request-id"] for path in ("/a", "/a", "/healthz", "/b?c=d")]
    numbers.append(asked(app, "/a", if_none_match=asked(app, "/a")[1]["etag"])[1]["x-request-id"])
    numbers.append(asked(app, "/a", "HEAD")[1]["x-request-id"])
    assert len(set(numbers)) == len(numbers)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "kept").rglob("*.answer"))
    assert b"etag" in kept
    assert not re.search(rb"(?i)request-id", kept)
    assert not any(number.encode() in kept for number in numbers)


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [
        ("0123456789abcdef0123456789abcdef", True),
        ("7f9c3a52-0b5e-4f0e-8f57-2d8f9a1f1c11", True),
        ("short", False),
        ("x" * 65, False),
        ("two words", False),
        ("a\r\nb: c" * 3, False),
        ("", False),
    ],
)
def test_only_the_number_of_a_proxy_that_is_trusted_is_taken_over(front: Front, given: str, is_taken: bool) -> None:
    assert asked(Numbered(front), "/", x_request_id=given)[1]["x-request-id"] != given
    found = asked(Numbered(front, trusts_proxy=True), "/", x_request_id=given)[1]["x-request-id"]
    assert (found == given) == is_taken
    assert re.fullmatch(r"[A-Za-z0-9-]{8,64}", found)


@pytest.mark.parametrize(
    ("query", "words"), [("", "quote the number"), ("&lang=ru", "укажите номер"), ("&lang=kk", "нөмірін")]
)
def test_a_page_on_a_fault_of_ours_and_the_log_bear_the_same_number(
    spoken: Dataset, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, query: str, words: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError(f"no page for {SECRET}")

    monkeypatch.setattr("components.pages.page", fails)
    app = Numbered(create_app(spoken).server)
    status, headers, body = asked(app, f"/search?q={SECRET}{query}")
    assert status.startswith("500")
    assert words in body.decode()
    assert headers["x-request-id"] in body.decode()
    assert headers["x-request-id"] not in asked(app, f"/search?q={SECRET}{query}")[2].decode()
    (line, _) = lines(caplog)
    assert (line["event"], line["level"], line["error"]) == ("failed", "error", "ValueError")
    assert SECRET not in json.dumps(line)
    assert any(re.fullmatch(r".*test_log\.py:\d+ fails", step) for step in line["steps"])


def test_a_refusal_bears_no_number_in_its_words(spoken: Dataset) -> None:
    status, headers, body = asked(Numbered(create_app(spoken).server), "/typo")
    assert status.startswith("404")
    assert headers["x-request-id"] not in body.decode()


# a line for each request


def test_a_request_is_told_when_it_is_asked_for(front: Front, caplog: pytest.LogCaptureFixture) -> None:
    for amount in (log.ERRORS, log.EVENTS):
        closed(Numbered(front, amount=amount), "/quiet")
    app = Numbered(front, amount=log.REQUESTS)
    with caplog.at_level(logging.INFO, logger="dashboard"):
        for path, method in (("/cases?lang=ru", "GET"), ("/cases?lang=ru", "GET"), ("/a", "HEAD")):
            closed(app, path, method)
    told = lines(caplog)
    assert [(line["event"], line["method"], line["path"], line["status"]) for line in told] == [
        ("request", "GET", "/cases", 200),
        ("request", "GET", "/cases", 200),
        ("request", "HEAD", "/a", 200),
    ]
    assert [(line["bytes"], line["kept"], line["whole"]) for line in told] == [
        (len(PAGE), False, True),
        (len(PAGE), True, True),
        (0, False, True),
    ]
    assert all(line["ms"] >= 0 and line["at"].endswith("Z") and len(line["request"]) == 32 for line in told)


def closed(app: Any, path: str, method: str = "GET") -> None:
    """Ask for an address, take all of the answer and close it, as a server does."""
    bodies: list[Any] = []

    def remembering(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        bodies.append(app(environ, start_response))
        return bodies[0]  # type: ignore[no-any-return]

    asked(remembering, path, method)
    if hasattr(bodies[0], "close"):
        bodies[0].close()


def test_a_reader_who_goes_away_is_seen_and_the_answer_closed(caplog: pytest.LogCaptureFixture) -> None:
    ended: list[str] = []

    class Parts:
        def __iter__(self) -> Any:
            return iter([b"a", b"b"])

        def close(self) -> None:
            ended.append("closed")

    app = Numbered(lambda _environ, start: (start("200 OK", []), Parts())[1], amount=log.REQUESTS)
    with caplog.at_level(logging.INFO, logger="dashboard"):
        body = app({"PATH_INFO": "/", "REQUEST_METHOD": "GET"}, lambda *_: None)  # type: ignore[arg-type, return-value]
        next(iter(body))
        body.close()  # type: ignore[attr-defined]
    (line,) = lines(caplog)
    assert (line["whole"], line["bytes"], ended) == (False, 1, ["closed"])


def test_nothing_of_a_reader_stands_in_the_log(example_folder: Path, tmp_path: Path) -> None:
    """Also not of requests that are none, or that end in a fault of the server below us."""
    with dashboard(example_folder, tmp_path, LOG="requests") as running:
        told = {"User_Agent": "Recognisable/1", "X_Forwarded_For": "192.0.2.7", "Referer": "https://from.example"}
        told |= {"Cookie": "who=me", "Accept_Language": "kk-KZ", "X_Request_ID": "a" * 32}
        for path in (
            f"/search?q={SECRET}",
            f"/typo?{SECRET}",
            f"/cases?lang={SECRET}",
            f"/search?q={'x' * 5000}{SECRET}",
        ):
            running.ask(path, **told)
        for line in (
            f"GET /search?q={SECRET} HTTP/9.9",
            f"{SECRET} x y",
            f"GET /?{SECRET} HTTP/1.1\r\nBad Name: {SECRET}",
        ):
            raw(running, line.encode() + b"\r\n\r\n")
        running.until("request", 4)
        events = [json.loads(line) for line in running.log().splitlines()]
    paths = [line["path"] for line in events if line["event"] == "request"]  # written when each answer was sent
    assert sorted(paths) == ["/cases", "/search", "/search", "/typo"]
    assert not re.search(
        rf"{SECRET}|Recognisable|192\.0\.2|127\.0\.0\.1|from\.example|who=me|kk-KZ|a{{32}}", running.log()
    )


def raw(running: Running, sent: bytes) -> bytes:
    """What is answered to some bytes until the connection is closed."""
    import socket

    with socket.create_connection(("127.0.0.1", running.port), timeout=60) as reader:
        reader.sendall(sent)
        return reader.makefile("rb").read()


def test_a_failure_outside_of_a_request_says_why(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise OSError("the disk is gone")
    except OSError:
        logging.getLogger("dashboard").exception("could not start")
    (record,) = caplog.records
    line = json.loads(run_alone(record))
    assert (line["message"], line["error"], line["because"]) == ("could not start", "OSError", "the disk is gone")


def run_alone(record: logging.LogRecord) -> str:
    """A record as a line, where no request is answered."""
    import contextvars

    return contextvars.Context().run(Lines().format, record)


# events


def test_a_day_in_the_life_of_a_dashboard_is_told_in_lines(example_folder: Path, tmp_path: Path) -> None:
    with dashboard(example_folder, tmp_path, WORKERS="2", KEEP=str(tmp_path / "kept")) as running:
        start = running.until("start")
        assert (start["workers"], start["port"], len(start["data"])) == (2, running.port, 64)
        write(example_folder, 1)
        running.process.send_signal(signal.SIGHUP)
        accepted = running.until("reload_accepted")
        assert accepted["data"] != start["data"]
        spoil(example_folder)
        old = set(running.workers())
        running.process.send_signal(signal.SIGHUP)
        assert running.until("reload_rejected")["problems"] == len(running.told("data_fault"))
        assert re.match(r"observations/cases\.csv:\d+: ", running.told("data_fault")[0]["message"])
        # Only of a worker that was not told to end is its end an event.
        running.wait_for_others(old)
        os.kill(running.workers()[0], signal.SIGKILL)
        assert "SIGKILL" in running.until("worker_died")["message"]
    assert [json.loads(line)["event"] for line in running.log().splitlines()][-1] == "stop"
    assert {line["level"] for line in running.told("stop") + running.told("start")} == {"info"}


HANG_UP_AT_ONCE = (
    "import os, signal, sys, app; Renewal = app.Renewal\n"
    "app.Renewal = lambda settings: (os.kill(os.getpid(), signal.SIGHUP), Renewal(settings))[1]\n"
    "sys.exit(app.main([]))"
)


def test_a_hang_up_while_data_are_checked_is_heard_afterwards(example_folder: Path, tmp_path: Path) -> None:
    with dashboard(example_folder, tmp_path, command=[sys.executable, "-c", HANG_UP_AT_ONCE]) as running:
        assert running.until("reload_accepted")["data"] == running.until("start")["data"]
        assert running.ask("/cases")[0] == 200


def test_only_errors_are_told_where_that_is_asked_for(example_folder: Path, tmp_path: Path) -> None:
    with dashboard(example_folder, tmp_path, LOG="errors") as running:
        running.ask("/cases")
        os.kill(running.workers()[0], signal.SIGKILL)
        running.until("worker_died")
    assert {json.loads(line)["event"] for line in running.log().splitlines()} == {"worker_died"}


def test_a_log_that_nobody_can_take_stops_nothing(example_folder: Path, tmp_path: Path) -> None:
    command = ["sh", "-c", f"exec {sys.executable} app.py 2>/dev/full"]
    with dashboard(example_folder, tmp_path, command=command, LOG="requests") as running:
        assert {running.ask("/cases")[0] for _ in range(3)} == {200}


@pytest.mark.parametrize(("name", "value"), [("LOG", "all"), ("TRUST_PROXY", "1")])
def test_what_is_told_and_who_is_trusted_is_said_in_known_words(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"^{name} is '{value}'; write one of .*{name}="):
        settings_from_environment({name: value})
    assert settings_from_environment({"LOG": "requests", "TRUST_PROXY": "on"}).trust_proxy
