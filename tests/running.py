"""A dashboard that runs as a process of its own, what it tells, and readers who ask it without a pause."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from test_server import ROOT, free_port

HOST = "127.0.0.1"
COMMAND = (sys.executable, "app.py")
#: Addresses of every kind of answer that is kept, and one that is made each time.
PATHS = ("/cases", "/", "/cases?lang=ru", "/api/v1/observations.csv", "/version")


class Running:
    """A process, its port, and what it has told."""

    def __init__(self, process: subprocess.Popen[str], port: int, log: Path) -> None:
        self.process, self.port, self._log = process, port, log

    def log(self) -> str:
        """What stands in its log."""
        return self._log.read_text(encoding="utf-8")

    def told(self, event: str) -> list[dict[str, Any]]:
        """The events of a name so far."""
        lines = [json.loads(line) for line in self.log().splitlines()]
        return [line for line in lines if line["event"] == event]

    def until(self, event: str, amount: int = 1) -> dict[str, Any]:
        """The first event of a name, waited for until there are so many."""
        for _ in range(1200):
            if len(found := self.told(event)) >= amount:
                return found[0]
            threading.Event().wait(0.05)
        return pytest.fail(f"no {event} in: {self.log()}")

    def workers(self) -> list[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def wait_for_others(self, than: set[int]) -> None:
        """Wait until two new processes answer and none of some old ones is left."""
        for _ in range(1200):
            if len(now := set(self.workers())) == 2 and not now & than:
                return
            threading.Event().wait(0.05)
        pytest.fail(f"the old workers go on: {than}")

    def ask(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """Status, body and headers (names in small letters); ``headers`` with ``_`` for ``-``."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): word for name, word in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
        finally:
            connection.close()


@contextmanager
def dashboard(
    data: Path,
    folder: Path,
    *,
    command: Sequence[str] = COMMAND,
    limits: Callable[[], None] | None = None,
    **settings: str,
) -> Iterator[Running]:
    """A process that serves ``data`` and writes into ``folder``; it ends when the context does.

    ``limits`` is called in the process before it begins.
    """
    port, log = free_port(), folder / "log"
    environment = os.environ | {"PORT": str(port), "DATA_DIR": str(data), "KEEP": str(folder / "kept")} | settings
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True, preexec_fn=limits
        )
        running = Running(process, port, log)
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("Serving"), running.log()
            yield running
        finally:
            process.terminate()
            process.communicate(timeout=120)


class Readers:
    """Threads that ask without a pause, each time on a new connection; what fails is written down and not repeated."""

    def __init__(self, port: int, number: int = 6, *, paths: Sequence[str] = PATHS) -> None:
        self.failed: list[str] = []
        #: Readers who were told that nobody listens, and went away.
        self.refused = 0
        self.answers = 0
        #: Seconds for each answer.
        self.took: list[float] = []
        self._over = threading.Event()
        self._port, self._paths = port, paths
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._read, args=(at,)) for at in range(number)]

    def __enter__(self) -> Readers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _read(self, at: int) -> None:
        while not self._over.is_set():
            path, at = self._paths[at % len(self._paths)], at + 1
            connection = http.client.HTTPConnection(HOST, self._port, timeout=60)
            fault, sent = "", time.monotonic()
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                if answer.status != 200 or not answer.read():
                    fault = f"{path}: {answer.status}"
            except ConnectionRefusedError:
                with self._lock:
                    self.refused += 1
                return
            except (OSError, http.client.HTTPException) as error:
                fault = f"{path}: {type(error).__name__}"
            finally:
                connection.close()
            with self._lock:
                self.answers += 1
                self.took.append(time.monotonic() - sent)
                self.failed += [fault] if fault else []

    def wait_for(self, number: int) -> None:
        """Until so many more have been answered."""
        wanted = self.answers + number
        for _ in range(2400):
            if self.answers >= wanted:
                return
            threading.Event().wait(0.025)
        pytest.fail(f"readers are not answered any more: {self.answers} of {wanted}, {self.failed}")
