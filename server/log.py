"""What is told of the work, a line of JSON each: what happened, never who asked, from where, with what program or for which
words."""

from __future__ import annotations

import datetime
import json
import logging
import re
import secrets
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: What is told: only what somebody should look at; also what happened to the whole; also every request.
ERRORS, EVENTS, REQUESTS = "errors", "events", "requests"
AMOUNTS = (ERRORS, EVENTS, REQUESTS)
#: The header that holds the number of a request, which a reader can quote and the log holds.
NUMBER = "X-Request-ID"
#: Where an application says in ``environ`` that its answer was made before.
KEPT = "dashboard.kept"
#: Characters of a path; no address of ours is as long.
_LONGEST_PATH = 200
#: The last steps that led to a failure; a whole line stays below what a pipe takes at once.
_STEPS = 12
_NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
_LOG = logging.getLogger("dashboard")
_OF_REQUEST: ContextVar[str] = ContextVar("number of the request", default="")


def tell(event: str, message: str = "", *, level: int = logging.INFO, **fields: object) -> None:
    """Tell of an event: its name, a sentence for people, and what programs want to know of it."""
    _LOG.log(level, "%s", message, extra={"event": event, "fields": fields})


def number_of_request() -> str:
    """The number of the request that this thread answers, or nothing."""
    return _OF_REQUEST.get()


def begin(amount: str) -> None:
    """Write what is told to stderr from now on; ``amount`` is one of ``AMOUNTS``."""
    root = logging.getLogger()
    if not any(isinstance(handler, _ToStderr) for handler in root.handlers):
        root.addHandler(_ToStderr())
    _LOG.setLevel(logging.WARNING if amount == ERRORS else logging.INFO)
    # Where stderr cannot be written to, there is nobody to tell it.
    logging.raiseExceptions = False


class _ToStderr(logging.StreamHandler[TextIO]):
    """What is stderr at the moment, as lines."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)
        self.setFormatter(Lines())

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        """Looked up each time, since it may be another one."""
        return sys.stderr


class Lines(logging.Formatter):
    """A record as one line of JSON.

    Of a failure within a request only its kind and its steps are told: its message may hold what the reader asked for.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        told: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "event": getattr(record, "event", "failed" if record.exc_info else "told"),
        }
        number = number_of_request()
        if number:
            told["request"] = number
        message = record.getMessage()
        if message:
            told["message"] = message
        told |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            told |= _told_of(record.exc_info[1], with_message=not number)
        return json.dumps(told, default=str)


def _told_of(error: BaseException, *, with_message: bool) -> dict[str, object]:
    steps = traceback.extract_tb(error.__traceback__)[-_STEPS:]
    told: dict[str, object] = {
        "error": type(error).__name__,
        "steps": [f"{step.filename}:{step.lineno} {step.name}" for step in steps],
    }
    return told | ({"because": str(error)} if with_message else {})


class Numbered:
    """A WSGI application whose answers bear the number of their request, and are told of one by one where asked.

    The number is that of a proxy where ``trusts_proxy``, else a new one. It is put on when an answer is sent, so that
    answers that are kept hold none.
    """

    def __init__(self, app: WSGIApplication, *, amount: str = EVENTS, trusts_proxy: bool = False) -> None:
        self._app = app
        self._tells = amount == REQUESTS
        self._trusts = trusts_proxy

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        given = str(environ.get("HTTP_X_REQUEST_ID", "")) if self._trusts else ""
        number = given if _NUMBER.fullmatch(given) else secrets.token_hex(16)
        _OF_REQUEST.set(number)
        begun = time.monotonic()
        statuses: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            statuses.append(status[:3])
            return start_response(status, [*headers, (NUMBER, number)], exc_info)

        body = self._app(environ, start)
        return _Told(body, environ, statuses, begun=begun) if self._tells else body


class _Told:
    """A body that tells how it was sent when it is closed."""

    def __init__(self, body: Iterable[bytes], environ: WSGIEnvironment, statuses: list[str], *, begun: float) -> None:
        self._body, self._environ, self._statuses, self._begun = body, environ, statuses, begun
        self._size = 0
        self._is_whole = False

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            self._size += len(part)
            yield part
        self._is_whole = True

    def close(self) -> None:
        """Close the body itself, and tell."""
        close = getattr(self._body, "close", None)
        if close:
            close()
        path = str(self._environ.get("PATH_INFO", "")).encode("latin-1", "replace").decode("utf-8", "replace")
        tell(
            "request",
            method=self._environ.get("REQUEST_METHOD", ""),
            path=path[:_LONGEST_PATH],
            status=int(self._statuses[-1]) if self._statuses else 0,
            bytes=self._size,
            ms=round(1000 * (time.monotonic() - self._begun), 1),
            kept=bool(self._environ.get(KEPT)),
            whole=self._is_whole,
        )
