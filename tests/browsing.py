"""A real browser for the tests: where it is, a server for it to look at, and what it complained about."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from page_kinds import Kind

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def installed_chromium() -> str | None:
    """Where the installed browser is, if there is one."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def chromium() -> str:
    """The installed browser. Without one the test is skipped, and fails where ``CI`` is true."""
    found = installed_chromium()
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("no Chromium or Chrome is installed")
    return found or pytest.skip("no Chromium or Chrome is installed")


def _at_once(wsgi: Flask) -> Callable[..., list[bytes]]:
    """The application with each answer read and closed at once: werkzeug leaves it open when a browser hangs up."""

    def answer(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        parts = wsgi(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            parts.close()  # type: ignore[attr-defined]

    return answer


@contextmanager
def serving(wsgi: Flask) -> Iterator[str]:
    """The address at which an application answers while the context lasts."""
    listener = make_server("127.0.0.1", 0, _at_once(wsgi), threaded=True)
    thread = threading.Thread(target=listener.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.server_port}"
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()


def settle(page: Any) -> None:
    """Wait until the page has its live charts and its fonts."""
    from playwright.sync_api import expect

    expect(page.locator(".live-chart:not(:has(.main-svg))")).to_have_count(0, timeout=60_000)
    page.evaluate("document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => done())))")


@contextmanager
def visiting(browser: Any, home: str, kind: Kind, *, width: int = 1440, height: int = 900) -> Iterator[Any]:
    """A page of a kind, drawn, in a window of its own. AssertionError when it answers with another status."""
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    try:
        answer = page.goto(home + kind.path, timeout=120_000)  # these machines are shared
        assert answer.status == kind.status, f"{kind.path} answers {answer.status} and not {kind.status}"
        settle(page)
        yield page
    finally:
        page.close()


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
