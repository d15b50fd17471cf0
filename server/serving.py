"""The process that serves: a port of our own, then gunicorn, or waitress where there is no gunicorn."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from loaders.limits import LARGEST_BODY, LONGEST_HEADER, LONGEST_REQUEST_LINE, MOST_HEADERS
from server.log import tell
from server.memory import hold_little
from server.unread import SERVER, refuse

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

THREADS = 4
BACKLOG = 1024
#: Seconds that requests under way get after a signal to stop.
GRACE = 20
#: Of one worker, and the files that it has open besides.
MOST_CONNECTIONS, _OTHER_FILES = 2000, 100
#: Where workers show that they live. It lies in memory, so that a full or read-only disk ends none of them.
_SIGNS_OF_LIFE = "/dev/shm"


class ServingError(Exception):
    """The address cannot be served; the message says why and what to do."""


def serve(
    app: WSGIApplication,
    host: str,
    *,
    port: int,
    workers: int = 1,
    announce: Callable[[], None] = lambda: None,
    renewed: Callable[[], WSGIApplication] | None = None,
) -> int:
    """Serve ``app`` until SIGTERM or Ctrl-C, then return 0 or raise SystemExit(0).

    The data of ``app`` were checked by the caller, so that faulty ones never bind the port. Worker processes inherit
    it. At a HUP, new ones inherit what ``renewed`` gives, and the old ones end when their requests are answered: no request
    sees some of both. ``announce`` is called once the port is ours and signals are understood. Raises ``ServingError`` when it cannot be.
    """
    listener = listening_socket(host, port)
    hold_little()
    if sys.platform != "win32":
        try:
            import gunicorn  # noqa: F401
        except ImportError:
            pass
        else:
            return _serve_with_gunicorn(app, listener, workers, announce=announce, renewed=renewed)
    announce()
    _take_hang_ups()
    return _serve_with_waitress(app, listener)


def hold_hang_ups() -> None:
    """Let a HUP wait until somebody serves who knows what it means; before, it would end the process."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])


def _take_hang_ups() -> None:
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGHUP])


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens on the address, IPv4 or IPv6. Raises ``ServingError`` with the cure."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except (socket.gaierror, UnicodeError) as error:  # UnicodeError: a part of the name is empty or over 63 characters
        raise ServingError(f"HOST is {host!r}, which is no address of this machine; try HOST=127.0.0.1") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"port {port} is in use; stop the other program or choose another port, e.g. PORT={_other(port)}"
        elif error.errno == errno.EACCES:
            reason = f"port {port} may not be used by this account; choose one above 1023, for example PORT=8050"
        else:
            reason = f"{host} port {port} cannot be served ({error.strerror}); try HOST=127.0.0.1"
        raise ServingError(reason) from error


def _other(port: int) -> int:
    return port + 1 if port < 65535 else 8050


def _serve_with_gunicorn(
    app: WSGIApplication,
    listener: socket.socket,
    workers: int,
    *,
    announce: Callable[[], None],
    renewed: Callable[[], WSGIApplication] | None = None,
) -> int:
    from gunicorn import util
    from gunicorn.app.base import BaseApplication
    from gunicorn.http import wsgi

    from server.sending import Joined

    def ready(_arbiter: object) -> None:
        announce()
        _take_hang_ups()

    options = _options(listener, workers) | {"when_ready": ready}
    # What is told of the program that serves helps nobody but those who look for its faults.
    wsgi.SERVER = SERVER
    util.write_error = refuse
    wsgi.Response = Joined

    class Embedded(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> WSGIApplication:
            return app

        def reload(self) -> None:
            super().reload()
            if renewed:
                self.callable = renewed()

    Embedded().run()
    return 0


def _options(listener: socket.socket, workers: int) -> dict[str, object]:
    """How gunicorn serves, in its own words."""
    from server.server_log import ServerLog
    from server.worker import PatientWorker

    return {
        # The socket is bound already; gunicorn would retry a busy port five times, with log lines.
        "bind": [f"fd://{listener.detach()}"],
        "workers": workers,
        "threads": THREADS,
        "worker_class": PatientWorker,
        "worker_connections": _connections(),
        "logger_class": ServerLog,
        "on_exit": lambda _arbiter: tell("stop"),
        "preload_app": True,
        "control_socket_disable": True,
        "sendfile": False,
        "worker_tmp_dir": _SIGNS_OF_LIFE if os.access(_SIGNS_OF_LIFE, os.W_OK) else None,
        "graceful_timeout": GRACE,
        # What goes over these gets gunicorn's bare answer instead of ours.
        "limit_request_line": LONGEST_REQUEST_LINE,
        "limit_request_fields": MOST_HEADERS,
        "limit_request_field_size": LONGEST_HEADER,
        # Nothing that we answer depends on what a proxy says of a request.
        "forwarded_allow_ips": "",
        "loglevel": "warning",
    }


def _connections() -> int:
    """How many connections a worker may hold: as many as it may open files, with some left to read and write."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + _OTHER_FILES
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(THREADS + 1, min(MOST_CONNECTIONS, soft - _OTHER_FILES))


def _serve_with_waitress(app: WSGIApplication, listener: socket.socket) -> int:
    try:
        import waitress
    except ImportError as error:
        listener.close()
        raise ServingError(
            "neither gunicorn nor waitress is installed; run: pip install --require-hashes -r requirements.lock"
        ) from error
    # Else a line for every request that waits its turn.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # waitress knows Ctrl-C only; SystemExit takes the same way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # It reads the whole of a request before we see it.
    headers = LONGEST_REQUEST_LINE + LONGEST_HEADER
    limits = {"max_request_header_size": headers, "max_request_body_size": LARGEST_BODY}
    try:
        waitress.serve(app, sockets=[listener], threads=THREADS, ident=None, **limits)
    finally:
        tell("stop")
    return 0
