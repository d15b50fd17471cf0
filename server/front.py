"""What stands before the dashboard: answers that were made before are given again, and only others awaken it.

Every answer to a GET is a pure function of the edition (``server.edition``) and the address, so that an answer is right
for as long as the edition is. Awake, the dashboard takes a hundred megabytes and seconds to start; before that, this takes
neither.
"""

from __future__ import annotations

import logging
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from loaders.limits import LONGEST_PATH, LONGEST_QUERY
from server.answers import GZIP, ONLY_LOOKED_AT, accepted, answer_of, is_compressible, sent
from server.headers import BARE_POLICY, headers_of_all
from server.health import HEALTH, Health
from server.keep import LARGEST, Keep
from server.log import KEPT, tell

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Headers = tuple[tuple[str, str], ...]
_READING = ("GET", "HEAD")
#: Addresses whose answers are never given again: what Dash's own client asks, and files that are sent from disk.
_NOT_KEPT = ("/_dash-", "/_reload-hash")
#: Headers by which a reader asks for a part, or for nothing new.
_CONDITIONS = frozenset(["HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_IF_RANGE"])


class Outdated(Exception):
    """Answers can no longer be made, since what they are made of is not what it was at the start."""


class Front:
    """A WSGI application over another one, which ``awaken`` makes at the first request that needs it.

    ``https`` says that readers reach the site over https.
    """

    def __init__(
        self, awaken: Callable[[], WSGIApplication], keep: Keep, *, health: Health | None = None, https: bool = False
    ) -> None:
        self.health = health or Health("")
        #: Of what is told without the dashboard, which has its own (server/policy.py).
        self._bare = (("Cache-Control", "no-store"), *headers_of_all(BARE_POLICY, https=https).items())
        self._awaken = awaken
        self._keep = keep
        self._app: WSGIApplication | None = None
        self._waking = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == HEALTH and environ.get("REQUEST_METHOD") in _READING:
            return _told(environ, start_response, self.health.body, self._bare)
        address = _address_of(environ)
        kept = self._keep.get(address) if address else None
        if kept is not None:
            environ[KEPT] = True
            return sent(kept, environ, start_response)
        try:
            app = self._awake()
        except Outdated as error:
            if not self.health.is_outdated:
                tell("outdated", str(error), level=logging.ERROR)
            self.health = replace(self.health, is_outdated=True)
            return _unavailable(start_response, self._bare)
        if address:
            return self._made(app, address, environ, start_response)
        return _passed(_Begun.of(app, environ), environ, start_response)

    def _awake(self) -> WSGIApplication:
        if self._app is None:
            with self._waking:
                if self._app is None:
                    self._app = self._awaken()
        return self._app

    def _made(
        self, app: WSGIApplication, address: str, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """The answer of the dashboard itself, kept where it is one that can be given again."""
        whole = {name: value for name, value in environ.items() if name not in _CONDITIONS} | {"REQUEST_METHOD": "GET"}
        is_whole = whole == environ  # the application may write into what it is given
        whole[ONLY_LOOKED_AT] = not is_whole
        begun = _Begun.of(app, whole)
        size = begun.size
        if begun.can_be_kept and size is not None and size <= LARGEST:
            answer = answer_of(begun.headers, begun.read())
            self._keep.put(address, answer)
            return sent(answer, environ, start_response)
        if not is_whole:
            begun.close()
            begun = _Begun.of(app, environ)
        elif begun.can_be_kept and size is None:
            headers = begun.headers
            begun.body = _Gathered(begun.body, lambda body: self._keep.put(address, answer_of(headers, body)))
        return _passed(begun, environ, start_response)


class _Begun:
    """An answer of which status and headers are known, and the body can be read."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: list[tuple[str, str]] = []
        self.body: Iterable[bytes] = ()

    @classmethod
    def of(cls, app: WSGIApplication, environ: WSGIEnvironment) -> _Begun:
        """What an application answers."""
        begun = cls()

        def start(status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> Callable[[bytes], object]:
            begun.status, begun.headers = status, list(headers)
            return lambda _part: None

        begun.body = app(environ, start)
        return begun

    @property
    def told(self) -> dict[str, str]:
        """The headers by their names in small letters."""
        return {name.lower(): value for name, value in self.headers}

    @property
    def can_be_kept(self) -> bool:
        """Whether it is a whole success that can be given again, of whatever size."""
        told = self.told
        may = "no-store" not in told.get("cache-control", "") and "set-cookie" not in told
        may = (
            may and "content-encoding" not in told and told.get("vary", "accept-encoding").lower() == "accept-encoding"
        )
        return self.status.startswith("200") and may

    @property
    def size(self) -> int | None:
        """The bytes of its body; None where they are made while they are sent."""
        size = self.told.get("content-length")
        return int(size) if size is not None and size.isdecimal() else None

    def read(self) -> bytes:
        """The whole body."""
        try:
            return b"".join(self.body)
        finally:
            self.close()

    def close(self) -> None:
        """Say that no more of the body will be read."""
        _close(self.body)


class _Gathered:
    """The body of an answer as it comes. When all of it was given and was small enough, ``keep`` gets it once more."""

    def __init__(self, body: Iterable[bytes], keep: Callable[[bytes], None]) -> None:
        self._body, self._keep = body, keep

    def __iter__(self) -> Iterator[bytes]:
        parts, size = [], 0
        for part in self._body:
            size += len(part)
            if size <= LARGEST:
                parts.append(part)
            else:
                parts.clear()
            yield part
        if size <= LARGEST:
            self._keep(b"".join(parts))

    def close(self) -> None:
        """Say that no more of it will be read."""
        _close(self._body)


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close:
        close()


def _address_of(environ: WSGIEnvironment) -> str:
    """The address whose answer may be given again, or nothing."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if environ.get("REQUEST_METHOD") not in _READING or path.startswith(_NOT_KEPT):
        return ""
    # A path may hold a question mark that was written as %3F; no path holds this sign.
    # What is longer is refused by the dashboard, and no reason to keep anything.
    return f"{path}\0{query}" if len(path) <= LONGEST_PATH and len(query) <= LONGEST_QUERY else ""


def _told(environ: WSGIEnvironment, start_response: StartResponse, body: bytes, bare: Headers) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body))), *bare])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _unavailable(start_response: StartResponse, bare: Headers) -> Iterable[bytes]:
    body = b"503: the dashboard is being renewed; try again in a minute\n"
    told = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))), ("Retry-After", "60")]
    start_response("503 SERVICE UNAVAILABLE", [*told, *bare])
    return [body]


def _passed(begun: _Begun, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """The answer of the dashboard as it comes, compressed on the way where that helps and the reader's program can."""
    told = begun.told
    accepts = accepted(str(environ.get("HTTP_ACCEPT_ENCODING", "")), (GZIP,))
    plain = begun.status[:3] in ("204", "206", "304") or "content-encoding" in told
    if not accepts or plain or environ["REQUEST_METHOD"] == "HEAD" or not is_compressible(told.get("content-type", "")):
        start_response(begun.status, begun.headers)
        return begun.body
    headers = [(name, value) for name, value in begun.headers if name.lower() not in ("content-length", "etag", "vary")]
    if "etag" in told:
        headers.append(("ETag", "W/" + told["etag"].removeprefix("W/")))
    start_response(begun.status, [*headers, ("Vary", "Accept-Encoding"), ("Content-Encoding", GZIP)])
    return _compressed(begun)


def _compressed(begun: _Begun) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    try:
        for part in begun.body:
            packed = packer.compress(part)
            if packed:
                yield packed
        yield packer.flush()
    finally:
        begun.close()
