"""Bytes that are hardly HTTP, on the wire of a running process: it refuses them, says nothing of itself, and goes on."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from example_data import write_example
from hostile import CALLBACK, selection
from loaders import DEFAULT_FOLDER
from loaders.limits import LARGEST_BODY, LONGEST_HEADER, LONGEST_REQUEST_LINE, MOST_HEADERS
from server.edition import HOME

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
HOST, CLOSE = b"Host: a\r\n", b"Connection: close\r\n"
CALL = b"POST " + CALLBACK.encode() + b" HTTP/1.1\r\n" + HOST + CLOSE + b"Content-Type: application/json\r\n"
BODY = json.dumps(selection("/cases", "")).encode()
#: Seconds that a test waits for an answer, or for a connection to be closed, before it fails.
PATIENCE = 60
WITHOUT_GUNICORN = "import sys; sys.modules['gunicorn'] = None; import app; sys.exit(app.main([]))"


@dataclass(frozen=True)
class Running:
    """A process that serves, by the name of the server that speaks HTTP."""

    server: str
    port: int

    def asked(self, *parts: bytes, ends: bool = True) -> bytes:
        """What comes back until the server hangs up; a client that ``ends`` says that it sends no more."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as wire:
            try:
                for part in parts:
                    wire.sendall(part)
                if ends:
                    wire.shutdown(socket.SHUT_WR)
            except OSError:  # refused before all of it was sent
                pass
            return read_to_the_end(wire)

    def is_well(self) -> bool:
        """Whether it still answers, with a page that it makes."""
        return self.asked(get("/cases")).startswith(b"HTTP/1.1 200 ")


def read_to_the_end(wire: socket.socket) -> bytes:
    """All that comes before the other side closes, or resets because it will read no more."""
    found = b""
    try:
        while part := wire.recv(65_536):
            found += part
    except ConnectionResetError:
        pass
    return found


@pytest.fixture(scope="module", params=["gunicorn", "waitress"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("served")
    write_example(folder / "data")
    shutil.copy(DEFAULT_FOLDER / "texts" / "interface.csv", folder / "data" / "texts" / "interface.csv")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    settings = {"PORT": str(port), "DATA_DIR": str(folder / "data"), "KEEP": str(folder / "kept")}
    arguments = ["app.py"] if request.param == "gunicorn" else ["-c", WITHOUT_GUNICORN]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=HOME, env=os.environ | settings, stdout=subprocess.PIPE, stderr=log
        )
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith(b"Serving ")
            yield Running(request.param, port)
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "Traceback" not in (folder / "log").read_text()


def get(path: str, *headers: bytes) -> bytes:
    return b"GET " + path.encode("latin-1") + b" HTTP/1.1\r\n" + HOST + CLOSE + b"".join(headers) + b"\r\n"


def chunked(*chunks: bytes) -> bytes:
    return CALL + b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(chunks)


def sized(length: bytes, body: bytes = b"") -> bytes:
    return CALL + b"Content-Length: " + length + b"\r\n\r\n" + body


def post(*headers: bytes, body: bytes = b"") -> bytes:
    return b"POST /cases HTTP/1.1\r\n" + HOST + b"".join(header + b"\r\n" for header in headers) + b"\r\n" + body


ASKED = {
    # bodies
    "in pieces": chunked(b"%x\r\n" % len(BODY), BODY, b"\r\n0\r\n\r\n"),
    "huge pieces": chunked(*[b"ffff\r\n" + b"1" * 65_535 + b"\r\n"] * 20, b"0\r\n\r\n"),
    "a piece of no size": chunked(b"zz\r\nabc\r\n0\r\n\r\n"),
    "a piece below nothing": chunked(b"-5\r\nabc\r\n0\r\n\r\n"),
    "a piece larger than said": chunked(b"1\r\nabc\r\n0\r\n\r\n"),
    "an endless piece": chunked(b"ffffffffffffffffff\r\nab"),
    "half a piece": chunked(b"5\r\nab"),
    "a long extension": chunked(b"1;" + b"a" * 9_000 + b"\r\n1\r\n0\r\n\r\n"),
    "a length behind the pieces": chunked(b"1\r\n1\r\n0\r\nContent-Length: 5\r\n\r\n"),
    "a longer length": sized(b"1000", b"{"),
    "a shorter length": sized(b"2", BODY),
    "a length below nothing": sized(b"-1"),
    "a length with a sign": sized(b"+4", b"null"),
    "a word for a length": sized(b"four"),
    "an endless length": sized(b"9" * 23, b"ab"),
    "a length of 5,000 digits": sized(b"9" * 5_000, b"ab"),
    "two lengths": sized(b"4\r\nContent-Length: 5", b"abcde"),
    "a list of lengths": sized(b"4, 4", b"null"),
    "too large a body": sized(b"%d" % (LARGEST_BODY + 1), b"1" * (LARGEST_BODY + 1)),
    "a packed body": CALL + b"Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n" + gzip.compress(b"")[:20],
    # two requests in one, as different servers count
    "pieces and a length": post(b"Content-Length: 4", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n" + get("/healthz")),
    "pieces twice": post(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"),
    "pieces with a blank": post(b"Transfer-Encoding : chunked", body=b"0\r\n\r\n"),
    "pieces that are packed": post(b"Transfer-Encoding: gzip, chunked", body=b"0\r\n\r\n"),
    "pieces of HTTP/1.0": b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    # expectations
    "to be told to go on": sized(b"%d\r\nExpect: 100-continue" % len(BODY), BODY),
    "to be told with too much": sized(b"99999999\r\nExpect: 100-continue"),
    "another expectation": post(b"Expect: 200-ok", b"Content-Length: 2", body=b"{}"),
    # headers
    "too many headers": get("/", *[b"X%d: a\r\n" % number for number in range(MOST_HEADERS * 20)]),
    "too long a header": get("/", b"X: " + b"a" * LONGEST_HEADER * 4 + b"\r\n"),
    "an endless header": b"GET / HTTP/1.1\r\nX: " + b"a" * 1_000_000,
    "a folded header": get("/", b"X: a\r\n b\r\n"),
    "NUL in a header": get("/", b"X: \0\r\n"),
    "a blank in a name": get("/", b"X Y: a\r\n"),
    "no colon": get("/", b"XY\r\n"),
    "two hosts": get("/", HOST),
    "an odd host": b"GET /cases/ HTTP/1.1\r\nHost: a b/\xff<script>\r\n" + CLOSE + b"\r\n",
    "variables of a gateway": get("/cases", b"Script_Name: /cases\r\nPath_Info: /x\r\nContent_Length: 5\r\n"),
    "another protocol": get("/healthz", b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n"),
    "many ranges": get("/assets/style.css", b"Range: bytes=" + b",".join(b"%d-%d" % (at, at) for at in range(900)) + b"\r\n"),
    # request lines
    "too long a line": get("/" + "a" * LONGEST_REQUEST_LINE * 4),
    "an endless line": b"GET /" + b"a" * 1_000_000,
    "a return in the query": get("/cases/?a\rb"),
    "a line feed in the query": get("/cases/?a\nX: b"),
    "bytes in the query": get("/cases?\xff=\xfe"),
    "bytes in the path": get("/\xff\xfe"),
    "NUL in the path": get("/\0"),
    "NUL written out": get("/assets/%00style.css"),
    "a way up": get("/assets/../app.py"),
    "a way up written out": get("/assets/%2e%2e%2fapp.py"),
    "a way up written out twice": get("/assets/%252e%252e%252fapp.py"),
    "a way up from Dash": get("/_dash-component-suites/dash/..%2f..%2fflask/app.py"),
    "an absolute path": get("//etc/passwd"),
    "another site": get("http://evil.example/cases/"),
    "half an address": get("http://[/"),
    "a tunnel": b"CONNECT a:80 HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "the whole server": b"OPTIONS * HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "no slash": get("cases"),
    "no version": b"GET /\r\n\r\n",
    "HTTP/9.9": b"GET / HTTP/9.9\r\n" + HOST + CLOSE + b"\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "an odd method": b"G\x01T / HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "a long method": b"A" * 3_000 + b" / HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "every byte": bytes(range(256)) + b"\r\n\r\n",
    "the beginning of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 300,
    "nothing": b"",
    "empty lines": b"\r\n" * 1_000,
    "a proxy's line": b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + get("/"),
}  # fmt: skip
#: A coding that a server does not know is a 501 by RFC 9112, 6.1: gunicorn knows gzip, waitress does not.
UNKNOWN = (501, "pieces that are packed")


def statuses_of(found: bytes) -> list[int]:
    """The statuses of all answers on one wire."""
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] ([0-9]{3}) [A-Z]", found)]


@pytest.mark.parametrize("name", list(ASKED))
def test_what_is_hardly_a_request_is_refused_or_closed(running: Running, name: str) -> None:
    found = running.asked(ASKED[name])
    assert all(status < 500 for status in statuses_of(found) if (status, name) != UNKNOWN), found[:500]
    assert b"Traceback" not in found
    assert str(HOME).encode() not in found
    assert not re.search(rb"(?i)(gunicorn|waitress|werkzeug|flask|python)[/ ]?[0-9]|^server: (?!dashboard)", found)
    assert b"The entrance: the dashboard" not in found
    assert b"root:x:0" not in found
    assert running.is_well()


def test_an_unknown_coding_is_refused_unread(running: Running) -> None:
    found = running.asked(post(b"Transfer-Encoding: xchunked", body=b"0\r\n\r\n"))
    assert statuses_of(found) == [411 if running.server == "gunicorn" else 501]
    assert b"Traceback" not in found
    assert running.is_well()


@pytest.mark.parametrize("hidden", [b"0\r\n\r\n", b"5\r\nabcde\r\n0\r\n\r\n", b""])
@pytest.mark.parametrize("length", [b"4", b"0", b"100"])
def test_no_second_request_is_smuggled_in_a_first_one(running: Running, hidden: bytes, length: bytes) -> None:
    """Where one server counts the pieces and another the length, what one takes for a body is a request to the other."""
    found = running.asked(
        post(b"Content-Length: " + length, b"Transfer-Encoding: chunked", body=hidden + get("/healthz"))
    )
    if running.server == "gunicorn":
        assert statuses_of(found) == [411]
    else:  # waitress goes by the pieces alone, as it may: behind another server it never stands
        assert statuses_of(found) in ([405, 200], [400])
    assert running.is_well()


def test_a_connection_goes_on_behind_a_refusal(running: Running) -> None:
    """A body that was read whole, or is short, leaves the way free for the next request."""
    refused = b"POST /cases HTTP/1.1\r\n" + HOST + b"Content-Length: 2\r\n\r\n{}"
    found = running.asked(refused * 3 + get("/healthz"))
    assert statuses_of(found) == [405, 405, 405, 200]


def test_many_requests_on_one_wire_are_answered_in_order(running: Running) -> None:
    paths = ["/typo", "/healthz", "/cases"] * 10
    ahead = b"".join(get(path).replace(CLOSE, b"") for path in paths)
    found = running.asked(ahead + get("/version"))
    assert statuses_of(found) == [404, 200, 200] * 10 + [200]


def test_a_client_that_hangs_up_in_the_middle_costs_nothing(running: Running) -> None:
    for sent in (get("/data"), get("/api/v1/observations.csv"), sized(b"1000", b"{"), b"GET / HT", chunked(b"5\r\nab")):
        for _ in range(6):  # more than there are threads
            with socket.create_connection(("127.0.0.1", running.port), timeout=PATIENCE) as wire:
                wire.sendall(sent)
    assert running.is_well()
