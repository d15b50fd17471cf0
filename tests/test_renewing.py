"""New data take the place of the old ones whole or not at all, while the dashboard goes on answering."""

from __future__ import annotations

import http.client
import json
import logging
import re
import signal
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from loaders.dataset import content_hash
from server.front import Front
from server.health import Health
from server.keep import Keep
from server.log import Lines
from server.renewing import Renewal
from server.settings import Settings
from test_front import Counted, asked
from test_server import free_port, start

#: The name of the dashboard and that of an indicator stand in two files; a number is put behind both.
NAMES = (("texts/interface.csv", "product.name,Example"), ("indicators.csv", "Example example_crimes"))
SWAPS = 100


@pytest.fixture
def settings(example_folder: Path, tmp_path: Path) -> Settings:
    return Settings(data_dir=example_folder, keep=tmp_path / "kept", pack=tmp_path / "none.zip")


def write(folder: Path, number: int) -> None:
    """Put a number behind both names, file by file."""
    for name, words in NAMES:
        path = folder / name
        path.write_text(re.sub(rf"{words}( no\d+)?", f"{words} no{number}", path.read_text("utf-8")), "utf-8")


def spoil(folder: Path) -> None:
    path = folder / "observations" / "cases.csv"
    path.write_text(path.read_text("utf-8").replace(",2008-01-01,", ",20o8-01-01,"), "utf-8")


def mend(folder: Path) -> None:
    path = folder / "observations" / "cases.csv"
    path.write_text(path.read_text("utf-8").replace(",20o8-01-01,", ",2008-01-01,"), "utf-8")


def numbers(page: str) -> set[str]:
    return set(re.findall(r"\bno\d+\b", page))


def health(app: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(asked(app, "/healthz")[2])
    return found


def test_health_is_told_without_awakening_anything() -> None:
    app = Counted()
    front = Front(app.awakened, Keep(None, "edition"), health=Health("a hash"))
    assert health(front) == {"status": "ok", "data": "a hash", "age_seconds": 0, "last_rejected_reload": None}
    assert asked(front, "/healthz", "HEAD")[2] == b""
    assert asked(front, "/healthz")[1]["cache-control"] == "no-store"
    assert app.made == 0


def test_good_data_take_the_place_of_the_old_ones(settings: Settings) -> None:
    renewal = Renewal(settings)
    before = renewal.ready.app
    write(settings.data_dir, 7)
    after = renewal.renewed()
    assert numbers(asked(before, "/cases")[2].decode()) == set()
    assert numbers(asked(after, "/cases")[2].decode()) == {"no7"}
    assert health(after)["data"] == json.loads(asked(after, "/version")[2])["data"] != health(before)["data"]


@pytest.mark.parametrize("is_awake", [True, False])
def test_faulty_data_leave_the_last_good_ones(
    settings: Settings, caplog: pytest.LogCaptureFixture, is_awake: bool
) -> None:
    """Also where no answer was made of them yet, and the folder no longer holds them."""
    if not is_awake:
        Renewal(settings)
    renewal = Renewal(settings)
    spoil(settings.data_dir)
    with caplog.at_level(logging.ERROR, logger="dashboard"):
        app = renewal.renewed()
    assert asked(app, "/cases")[0].startswith("200")
    told = health(app)
    assert (told["status"], told["last_rejected_reload"]["problems"]) == ("update_rejected", len(caplog.messages) - 1)
    assert re.match(r"observations/cases\.csv:\d+: \w+: .*20o8", caplog.messages[0])
    mend(settings.data_dir)
    write(settings.data_dir, 8)
    assert health(renewal.renewed())["status"] == "ok"


def test_a_program_that_changed_is_not_mixed_with_the_one_that_runs(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal = Renewal(settings)
    monkeypatch.setattr("server.renewing.code_edition", lambda: "another")
    write(settings.data_dir, 9)
    assert health(renewal.renewed())["status"] == "update_rejected"
    assert numbers(asked(renewal.ready.app, "/cases")[2].decode()) == set()


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_data_that_memory_cannot_hold_leave_the_last_good_ones(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: type[Exception]
) -> None:
    """The log says where it happened."""
    renewal = Renewal(settings)
    monkeypatch.setattr("server.starting._loaded", lambda *_args, **_named: (_ for _ in ()).throw(error("too much")))
    write(settings.data_dir, 9)
    with caplog.at_level(logging.ERROR, logger="dashboard"):
        app = renewal.renewed()
    assert health(app)["status"] == "update_rejected"
    assert numbers(asked(app, "/cases")[2].decode()) == set()
    (told,) = caplog.records
    line = json.loads(Lines().format(told))
    assert (line["event"], line["error"]) == ("reload_rejected", error.__name__)
    assert any("starting.py" in step for step in line["steps"])
    monkeypatch.undo()
    assert numbers(asked(renewal.renewed(), "/cases")[2].decode()) == {"no9"}


# with a process that serves


def ask(port: int, path: str) -> tuple[int, str]:
    """Status and body; a connection that was closed before anything was answered is made once more, as browsers do."""
    for _ in range(2):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (ConnectionResetError, http.client.RemoteDisconnected):
            continue
        finally:
            connection.close()
    return 0, "no answer"


class Readers:
    """Threads that ask without a pause; whatever is not a whole page of one state of the data is written down."""

    def __init__(self, port: int, paths: tuple[str, ...]) -> None:
        self.faults: list[str] = []
        self.seen: set[str] = set()
        self.answers = 0
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(port, path)) for path in paths]

    def __enter__(self) -> Readers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _read(self, port: int, path: str) -> None:
        while not self._over.is_set():
            status, page = ask(port, path)
            self.answers += 1
            self.seen |= numbers(page)
            if status != 200 or len(numbers(page)) != 1 or not page.endswith("</html>"):
                self.faults.append(f"{path}: {status}, {sorted(numbers(page))}")
            self._over.wait(0.02)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_hundred_changes_under_load_are_each_seen_whole_or_not_at_all(settings: Settings) -> None:
    write(settings.data_dir, 0)
    port = free_port()
    process = start(port, DATA_DIR=str(settings.data_dir), KEEP=str(settings.keep), WORKERS="2")
    assert process.stdout is not None
    # Two states whose full checks are remembered, and between them faulty ones, so that changes follow each other quickly.
    states = 2
    try:
        assert process.stdout.readline()
        with Readers(port, ("/cases", "/cases?lang=ru", "/")) as readers:
            for number in range(1, SWAPS + 1):
                is_faulty = number % 10 == 0
                write(settings.data_dir, (number + number // 10) % states)
                (spoil if is_faulty else mend)(settings.data_dir)
                expected = content_hash(settings.data_dir)
                process.send_signal(signal.SIGHUP)
                seen = 0  # a worker of before may still answer what it holds
                for _ in range(1200):
                    now = json.loads(ask(port, "/healthz")[1])
                    is_there = now["status"] == "update_rejected" if is_faulty else now["data"] == expected
                    seen = seen + 1 if is_there else 0
                    if seen == 5:
                        break
                    threading.Event().wait(0.05)
                else:
                    pytest.fail(f"change {number} was not taken up: {now}")
        assert readers.faults == []
        assert readers.seen == {f"no{number}" for number in range(states)}
        assert readers.answers > SWAPS
    finally:
        process.terminate()
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "Traceback" not in errors
