"""A real browser for the tests: where it is, a server for it to look at, and what it complained about."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from flask import Flask
from werkzeug.serving import make_server

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def chromium() -> str:
    """The installed browser. Without one the test is skipped, and fails where ``CI`` is true."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("no Chromium or Chrome is installed")
    return found or pytest.skip("no Chromium or Chrome is installed")


@contextmanager
def serving(wsgi: Flask) -> Iterator[str]:
    """The address at which an application answers while the context lasts."""
    listener = make_server("127.0.0.1", 0, wsgi, threaded=True)
    thread = threading.Thread(target=listener.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.server_port}"
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()


@dataclass
class Heard:
    """What a page did besides showing itself: the addresses that it asked for, and its complaints."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, page: object) -> None:
        """Take down every request and complaint of a playwright page from now on."""
        page.on("request", lambda request: self.asked.append(request.url))  # type: ignore[attr-defined]
        page.on("console", lambda message: self.complaints.append(message.text))  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: self.complaints.append(str(error)))  # type: ignore[attr-defined]

    def elsewhere(self, home: str) -> list[str]:
        """The addresses that are not ours."""
        return [url for url in self.asked if not url.startswith((f"{home}/", "data:", "blob:"))]
