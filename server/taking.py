"""What readers take of an answer, and when: a thread makes the next answer while the last of this one waits to be taken."""

from __future__ import annotations

import socket
import time
from collections import deque
from concurrent.futures import Future
from functools import partial
from selectors import EVENT_WRITE
from typing import Any

from gunicorn.workers import gthread

#: Seconds in which something of an answer must be taken.
TAKING = 30.0
#: What the system is asked to take of an answer at once; most systems take a quarter of it.
_TAKEN_AT_ONCE = 2**20
#: Bytes of answers of one worker that wait to be taken. Beyond it those go whose readers took something longest ago.
MOST_WAITING = 32 * 2**20


class Reader(socket.socket):
    """The connection to a reader. The last that is sent waits here to be taken, whatever is sent before is waited for."""

    def __init__(self, accepted: socket.socket) -> None:
        super().__init__(fileno=accepted.detach())
        self.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _TAKEN_AT_ONCE)
        self.rest = memoryview(b"")

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Send what the reader takes now, and keep the rest. Raises ``OSError`` where what was kept is not taken in time."""
        try:
            while self.rest:
                self.settimeout(TAKING)
                self.rest = self.rest[super().send(self.rest, flags) :]
            self.rest = memoryview(data)
            self.go_on()
        except OSError:
            self.rest = memoryview(b"")
            raise

    def go_on(self) -> None:
        """Send as much of the rest as the reader takes now."""
        self.setblocking(False)
        try:
            while self.rest:
                self.rest = self.rest[self.send(self.rest) :]
        except BlockingIOError:
            pass


class TakingWorker(gthread.ThreadWorker):  # type: ignore[misc]
    """A worker whose loop sends what is left of answers; the connections have a ``Reader``."""

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self.taking: deque[Any] = deque()

    def finish_request(self, conn: Any, fs: Future[Any]) -> None:
        """See to it that the rest of an answer is taken, and that ``after_answer`` follows."""
        goes_on = not fs.cancelled() and fs.exception() is None and bool(fs.result())
        if not conn.sock.rest or conn.sock.fileno() < 0:
            self.after_answer(conn, goes_on)
            return
        self._wait_for_taking(conn)
        self.poller.register(conn.sock, EVENT_WRITE, partial(self._on_writable, conn, goes_on))
        while len(self.taking) > 1 and sum(len(one.sock.rest.obj) for one in self.taking) > MOST_WAITING:
            self.drop(self.taking.popleft())

    def _wait_for_taking(self, conn: Any) -> None:
        conn.timeout = time.monotonic() + TAKING
        self.taking.append(conn)

    def _on_writable(self, conn: Any, goes_on: bool, client: Any) -> None:
        if conn.is_closed:
            return
        self.taking.remove(conn)
        try:
            conn.sock.go_on()
        except OSError:
            self.drop(conn)
            return
        if conn.sock.rest:
            self._wait_for_taking(conn)
        else:
            self.poller.unregister(client)
            self.after_answer(conn, goes_on)

    def after_answer(self, conn: Any, goes_on: bool) -> None:
        """Wait for the next request of a connection, or for its end."""
        raise NotImplementedError

    def drop(self, conn: Any) -> None:
        """Close a connection that the loop waits for."""
        self.poller.unregister(conn.sock)
        self.close_now(conn)

    def close_now(self, conn: Any) -> None:
        """Close a connection."""
        self.nr_conns -= 1
        conn.close()
