"""What may go wrong around a running dashboard: it costs the requests that it touches, and nobody else's."""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.http.wsgi import Response

from example_data import write_example
from running import COMMAND, HOST, PATHS, Readers, Running, dashboard
from server import keep
from server.answers import answer_of
from server.front import Front
from server.health import Health
from server.keep import Keep
from server.sending import Joined
from server.serving import THREADS
from server.taking import MOST_WAITING
from test_front import HTML, PAGE, Counted, asked

CALL = b"POST /_dash-update-component HTTP/1.1\r\nHost: a\r\n"
#: Connections of readers who ask for nothing, or so slowly that it comes to the same.
IDLE = SLOW = 500


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One start for tests that change nothing."""
    folder = tmp_path_factory.mktemp("served")
    with dashboard(write_example(folder / "data"), folder) as running:
        yield running


def warmed(running: Running) -> Running:
    """All answers that readers ask for were made once."""
    assert {running.ask(path)[0] for path in PATHS} == {200}
    return running


# readers who hold what they can


@contextmanager
def slow_readers(port: int) -> Iterator[list[socket.socket]]:
    """Connections that say nothing, and others that send a head or a body byte by byte."""
    over = threading.Event()
    with ExitStack() as opened:

        def connect() -> socket.socket:
            return opened.enter_context(socket.create_connection((HOST, port), timeout=30))

        idle = [connect() for _ in range(IDLE)]
        head = b"GET /cases HTTP/1.1\r\nHost: a\r\nX-Slow: "
        body = b"POST /_dash-update-component HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n{"
        large = b"POST /_dash-update-component HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n{"
        empty = b"\r\n\r\n"
        twice = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" + empty
        slow = [connect() for _ in range(SLOW)]
        for number, reader in enumerate(slow):
            reader.sendall((head, body, large, empty, twice)[number % 5])

        def drip() -> None:
            while not over.wait(0.2):
                for reader in slow:
                    try:
                        reader.send(b"x")
                    except OSError:
                        continue  # it was closed, as it should

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            yield [*idle, *slow]
        finally:
            over.set()
            dripping.join()


def test_a_thousand_readers_who_say_nothing_or_little_stop_nobody(example_folder: Path, tmp_path: Path) -> None:
    with dashboard(example_folder, tmp_path) as running:
        assert running.ask("/cases")[0] == 200
        with slow_readers(running.port) as held, Readers(running.port, 2) as readers:
            assert len(held) == IDLE + SLOW
            readers.wait_for(400)
        assert readers.failed == []
        assert running.told("failed") == []


def test_whoever_reads_nothing_of_an_answer_holds_nobody_up(example_folder: Path, tmp_path: Path) -> None:
    """More of them than there are threads, each with an answer that it does not take, and then does not close."""
    with dashboard(example_folder, tmp_path) as running, ExitStack() as opened:
        library = "/assets/plotly-basic.min.js"
        assert running.ask(library)[0] == 200
        for ending in ("keep-alive", "close"):
            for _ in range(20):
                reader = socket.socket()
                reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                reader.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)  # as on a network: what is sent waits
                opened.enter_context(reader)
                reader.connect((HOST, running.port))
                asks = f"GET {library} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br\r\nConnection: {ending}\r\n\r\n"
                reader.sendall(asks.encode())
        with Readers(running.port, 2) as readers:
            readers.wait_for(50)
        assert readers.failed == []
        assert max(readers.took) < 15  # nobody waited for any of them to be given up


def test_what_the_system_does_not_take_of_an_answer_holds_no_thread(example_folder: Path, tmp_path: Path) -> None:
    """Each asks for more than fits. Of all that waits the oldest goes, and who then takes the rest gets it whole."""
    library, often = "/assets/plotly-basic.min.js", 4
    with dashboard(example_folder, tmp_path) as running, ExitStack() as opened:
        body = running.ask(library)[1]
        number = 2 * MOST_WAITING // len(body)
        asks = f"GET {library} HTTP/1.1\r\nHost: a\r\n\r\n" * (often - 1)
        asks += f"GET {library} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        slow = []
        for _ in range(number):
            reader = opened.enter_context(socket.socket())
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.connect((HOST, running.port))
            reader.settimeout(60)
            reader.sendall(asks.encode())
            slow.append(reader)
        with Readers(running.port, 2) as readers:
            readers.wait_for(50)
        assert readers.failed == []
        assert max(readers.took) < 15
        assert slow[-1].makefile("rb").read().count(body) == often
        with suppress(ConnectionResetError):
            assert slow[0].makefile("rb").read().count(body) < often


def test_connections_beyond_the_limit_make_room_for_those_who_ask(example_folder: Path, tmp_path: Path) -> None:
    def few_files() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (160, 160))

    with dashboard(example_folder, tmp_path, limits=few_files) as running, ExitStack() as opened:
        assert running.ask("/cases")[0] == 200
        for _ in range(400):
            opened.enter_context(socket.create_connection((HOST, running.port), timeout=30))
        with Readers(running.port, 2) as readers:
            readers.wait_for(50)
        assert readers.failed == []
        assert running.told("worker_died") == []


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 6000, b"431"),
        (b"GET /" + b"x" * 40_000, b"414"),
        (b"\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"200"),
        (b"no request\r\n\r\n", b"400"),
        (b"GET /healthz HTTP/1.1\nHost: a\n\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n" + (b"X: " + b"y" * 8000 + b"\r\n") * 7 + b"\r\n", b"431"),
        (CALL + b"Content-Length: 900000\r\nConnection: close\r\n\r\n", b"413"),
    ],
    ids=[
        "chunked",
        "too many headers",
        "an endless line",
        "empty lines first",
        "no request",
        "lines of another kind",
        "a long head",
        "a large body",
    ],
)
def test_what_arrives_is_answered_or_refused_at_once(served: Running, sent: bytes, status: bytes) -> None:
    with socket.create_connection((HOST, served.port), timeout=60) as reader:
        reader.sendall(sent)
        assert reader.makefile("rb").read().startswith(b"HTTP/1.1 " + status)


@pytest.mark.parametrize("length", [b"0" * 12 + b"2", b"9" * 13, b"0" * 3000 + b"60000"], ids=["zeros", "more", "both"])
def test_a_body_of_any_length_is_waited_for_without_a_thread(served: Running, length: bytes) -> None:
    """A length of many digits was none to us and one to gunicorn, whose threads then waited for the body."""
    with ExitStack() as opened:
        for _ in range(2 * THREADS):
            reader = opened.enter_context(socket.create_connection((HOST, served.port), timeout=60))
            reader.sendall(CALL + b"Content-Length: " + length + b"\r\n\r\n{")
        began = time.monotonic()
        assert served.ask("/healthz")[0] == 200
        assert time.monotonic() - began < 4  # gunicorn gives up a body after five


def test_a_request_that_is_refused_unread_is_refused_also_behind_another_one(served: Running) -> None:
    with socket.create_connection((HOST, served.port), timeout=60) as reader:
        reader.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" + CALL + b"Transfer-Encoding: chunked\r\n\r\n")
        assert re.findall(rb"HTTP/1\.1 (\d+) ", reader.makefile("rb").read()) == [b"200", b"411"]


@pytest.mark.parametrize(
    "before", [b"", b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"], ids=["alone", "behind another one"]
)
def test_who_waits_to_be_told_to_send_a_body_is_told(served: Running, before: bytes) -> None:
    with socket.create_connection((HOST, served.port), timeout=60) as reader:
        reader.sendall(before + CALL + b"Connection: close\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        answers = reader.makefile("rb")
        while not (line := answers.readline()).startswith(b"HTTP/1.1 100 "):
            assert line, "it was not told"
        reader.sendall(b"{}")
        assert b"HTTP/1.1 400 " in answers.read()


def test_requests_in_pieces_and_requests_in_one_piece_are_answered_in_their_order(served: Running) -> None:
    one = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
    body = b"POST /_dash-update-component HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"
    last = b"GET /typo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    whole = one + body + one + last
    for sizes in (1, 7, len(one), len(one) + 20, len(whole)):
        with socket.create_connection((HOST, served.port), timeout=60) as reader:
            reader.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for begin in range(0, len(whole), sizes):
                reader.sendall(whole[begin : begin + sizes])
            answer = reader.makefile("rb").read()
        assert re.findall(rb"HTTP/1\.1 (\d+) ", answer) == [b"200", b"400", b"200", b"404"], sizes


# processes end


class Socket:
    """What was sent, write by write."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def sendall(self, part: bytes) -> None:
        self.sent.append(part)


@pytest.mark.parametrize("version", [(1, 0), (1, 1)])
@pytest.mark.parametrize(
    ("method", "headers", "parts"),
    [
        ("GET", [("Content-Length", "4")], [b"page"]),
        ("GET", [], [b"first", b"", b"second"]),
        ("GET", [], []),
        ("HEAD", [("Content-Length", "4")], []),
    ],
    ids=["a page", "a stream", "nothing", "a head"],
)
def test_an_answer_leaves_with_its_head_or_not_at_all(
    version: tuple[int, int], method: str, headers: list[tuple[str, str]], parts: list[bytes]
) -> None:
    """Else nginx passes on the head of a worker that is killed then, and can ask no other one. Not a byte is another one."""
    told = SimpleNamespace(version=version, method=method, should_close=lambda: False)
    sent = []
    for kind in (Response, Joined):
        reader = Socket()
        answer = kind(told, reader, Config())
        answer.start_response("200 OK", headers)
        for part in parts:
            answer.write(part)
        assert kind is Response or len(list(filter(None, reader.sent))) == len(list(filter(None, parts)))
        answer.close()
        sent.append(re.sub(rb"Date: [^\r]+", b"", b"".join(reader.sent)))
    assert sent[0] == sent[1]


def test_a_worker_that_is_killed_costs_none_but_the_requests_that_it_held(example_folder: Path, tmp_path: Path) -> None:
    held = 2 * 4
    with dashboard(example_folder, tmp_path, WORKERS="2") as running:
        warmed(running)
        with Readers(running.port) as readers:
            readers.wait_for(30)
            victim = running.workers()[0]
            os.kill(victim, signal.SIGKILL)
            assert running.until("worker_died")["level"] == "error"
            readers.wait_for(60)
        assert len(readers.failed) <= held
        assert {fault.split(": ")[1] for fault in readers.failed} <= {
            "ConnectionResetError", "RemoteDisconnected", "IncompleteRead",
        }  # fmt: skip
        assert len(running.workers()) == 2
        assert victim not in running.workers()
        assert "Traceback" not in running.log()


def test_what_is_under_way_at_the_end_is_answered_whole_and_then_it_ends_with_0(
    example_folder: Path, tmp_path: Path
) -> None:
    with dashboard(example_folder, tmp_path, WORKERS="2") as running:
        warmed(running)
        with Readers(running.port) as readers:
            readers.wait_for(30)
            running.process.terminate()
            assert running.process.wait(60) == 0
        assert readers.failed == []
        assert readers.refused == 6
        assert len(running.told("start")) == len(running.told("stop")) == 1


# disks and folders


def test_a_full_disk_is_told_once_and_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Keep(tmp_path, "edition")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(keep.os, "replace", full)
    for number in range(30):
        kept.put(f"/{number}", answer_of([HTML], PAGE))
        assert kept.get(f"/{number}") is not None
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    (told,) = caplog.records
    assert (told.event, told.fields) == ("not_kept", {"error": "ENOSPC"})  # type: ignore[attr-defined]


def short_files() -> None:
    """No file may be longer than this, as on a disk that is full soon."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))


def test_what_lies_on_a_disk_that_can_only_be_read_from_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Keep(tmp_path, "edition")
    kept.accept({"figures": 1})
    kept.put("/", answer_of([HTML], PAGE))

    def read_only(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(keep.os, "utime", read_only)
    assert Keep(tmp_path, "edition").get("/") == answer_of([HTML], PAGE)
    assert Keep(tmp_path, "edition").verdict() == {"figures": 1}


def test_without_room_for_answers_they_are_made_each_time(example_folder: Path, tmp_path: Path) -> None:
    with dashboard(example_folder, tmp_path) as running:
        before = [running.ask(path)[1] for path in PATHS]
    for file in (tmp_path / "kept").rglob("*.answer"):
        file.unlink()
    with dashboard(example_folder, tmp_path, limits=short_files) as running:
        for _ in range(3):
            assert [running.ask(path)[1] for path in PATHS] == before
        assert [line["error"] for line in running.told("not_kept")] == ["EFBIG"]
        assert running.told("failed") == []


def test_without_room_for_the_data_they_are_read_where_they_lie(example_folder: Path, tmp_path: Path) -> None:
    with dashboard(example_folder, tmp_path, limits=short_files) as running:
        assert len(running.told("not_copied")) == 1
        warmed(running)
        assert list((tmp_path / "kept").rglob("*.answer")) == []


def powerless(folder: Path) -> list[str]:
    """The command of an account that may not write to ``folder``, not even where the tests are run by root."""
    folder.chmod(0o555)
    return [*(("setpriv", "--bounding-set=-all") if os.geteuid() == 0 else ()), *COMMAND]


def test_a_folder_that_may_not_be_written_to_costs_no_answer(example_folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    with dashboard(example_folder, tmp_path, command=powerless(kept)) as running:
        assert len(running.told("not_copied")) == 1
        warmed(running)
        running.process.send_signal(signal.SIGHUP)
        assert running.until("reload_accepted")["figures"] > 0
        warmed(running)
    assert list(kept.iterdir()) == []


# surroundings


@pytest.mark.parametrize(
    "surroundings",
    [
        {"LC_ALL": "xx_YY.UTF-8", "LANG": "xx_YY"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "TZ": "Pacific/Kiritimati"},
    ],
    ids=["no such locale", "no UTF-8", "ASCII, on another day"],
)
def test_every_surrounding_gives_the_same_bytes(
    served: Running, example_folder: Path, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    paths = (*PATHS, "/cases?lang=kk", "/search?q=crimes")
    with dashboard(example_folder, tmp_path, **surroundings) as running:
        for path in paths:
            assert running.ask(path)[1] == served.ask(path)[1], path


@pytest.mark.parametrize("jump", [-10 * 365 * 86400, 10 * 365 * 86400], ids=["back", "forth"])
def test_a_clock_that_jumps_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump: int) -> None:
    """Only what is told of the time of day may follow it."""
    counted = Counted()
    now = time.time()
    front = Front(counted.awakened, Keep(tmp_path, "edition"), health=Health("a hash"))
    before = asked(front, "/cases")
    for file in tmp_path.rglob("*.answer"):
        os.utime(file, (now + 86400, now + 86400))
    monkeypatch.setattr(time, "time", lambda: now + jump)
    for again in (front, Front(counted.awakened, Keep(tmp_path, "edition"))):
        assert asked(again, "/cases") == before
        assert asked(again, "/cases", if_none_match=before[1]["etag"])[0].startswith("304")
    assert json.loads(asked(front, "/healthz")[2])["age_seconds"] == 0
    assert counted.made == 1
    keep.Keep(tmp_path, "edition").accept({"figures": 1})
    assert asked(Front(counted.awakened, Keep(tmp_path, "edition")), "/cases") == before


def test_the_limit_of_the_disk_holds_while_the_clock_jumps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.keep.MOST_ON_DISK", 400_000)
    now = time.time()
    kept = Keep(tmp_path, "edition")
    for number in range(200):
        monkeypatch.setattr(time, "time", lambda number=number: now + (-1) ** number * 10**8)
        kept.put(f"/{number}", answer_of([("Content-Type", "image/png")], os.urandom(1000)))
    assert 4096 * len(list(tmp_path.rglob("*.answer"))) <= 400_000 * 9 // 8
