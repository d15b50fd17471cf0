"""The answers that most readers ask for first, made before anybody asks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: Where it begins; programs ask for the version.
_FIRST = ("/version", "/")
_LANGUAGES = re.compile(r'<link rel="alternate" hreflang="\w+" href="[^"]*?(/[^"/]*)"')
_FILES = re.compile(r'(?:href|src)="(/assets/[^"]+)"')
_TABS = re.compile(r'<nav[^>]* class="tabs".*?</nav>', re.DOTALL)
_LINK = re.compile(r'href="(/[^"]*)"')


def prepared(app: WSGIApplication) -> int:
    """Ask an application for every tab in every language, with what these pages load; returns how many answers it gave.

    The application keeps them itself. Addresses are found as a browser finds them, in the pages.
    """
    waiting, seen = list(_FIRST), set(_FIRST)
    good = 0
    while waiting:
        status, body = _answer(app, waiting.pop())
        good += status.startswith("200")
        for address in _linked(body):
            if address not in seen:
                seen.add(address)
                waiting.append(address)
    return good


def _linked(body: str) -> Iterable[str]:
    yield from _FILES.findall(body)
    tabs = _TABS.search(body)
    yield from (address.replace("&amp;", "&") for address in _LINK.findall(tabs.group() if tabs else ""))
    yield from (address.replace("&amp;", "&") for address in _LANGUAGES.findall(body))


def _answer(app: WSGIApplication, address: str) -> tuple[str, str]:
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query}
    setup_testing_defaults(environ)
    told: list[str] = []

    def start(status: str, _headers: list[tuple[str, str]], _exc_info: Any = None) -> Any:
        told.append(status)

    body = app(environ, start)
    try:
        content = b"".join(body)
    finally:
        close = getattr(body, "close", None)
        if close:
            close()
    return told[0], content.decode("utf-8", "replace") if b"<html" in content[:200] else ""
