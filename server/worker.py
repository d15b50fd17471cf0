"""A worker of gunicorn that gives a thread only to a request that has arrived whole.

With gunicorn's own, whoever opens a connection and says nothing holds one of four threads for five seconds, and whoever
sends a byte now and then holds it for as long as he likes.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
import time
from collections import deque
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.http import get_parser
from gunicorn.workers import gthread

from loaders.limits import LARGEST_BODY
from server.arriving import length_of, received, state_of, waits_for_word
from server.taking import TAKING, Reader, TakingWorker
from server.unread import refusal as refused

#: Seconds for a request to arrive, counted from the connection or from its first byte on one that was used before.
ARRIVING = 10.0
#: Seconds in which a reader may close a connection that we have finished with.
_CLOSING = 2.0
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
#: There are too many open files.
_FULL = (errno.EMFILE, errno.ENFILE)
_NOTHING_THERE = (errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED)


class Connection(gthread.TConn):  # type: ignore[misc]
    """A connection with what has arrived of its next request."""

    def __init__(self, *told: Any) -> None:
        super().__init__(*told)
        self.parser: Any = None
        self.held = bytearray()
        self.is_whole = True
        self.is_asked = False
        #: It may have made room for another one that came at the same moment as its own next bytes.
        self.is_closed = False

    def close(self, graceful: bool = False) -> None:
        """Close it at once."""
        self.is_closed = True
        super().close(graceful)

    def init(self) -> None:
        """Called by the thread that answers: it never waits for ever."""
        self.sock.settimeout(TAKING)

    def take(self, part: bytes) -> None:
        """Add what has arrived. Empty lines before a request are not part of it: for the parser they are no reason to stop."""
        self.held += part
        if self.held.startswith((b"\r", b"\n")):
            self.held = self.held.lstrip(b"\r\n")

    def ask_for_body(self) -> None:
        """Tell who waits for it that the rest of a request may come, once."""
        if not self.is_asked and waits_for_word(self.held):
            self.is_asked = True
            self.say(_CONTINUE)

    def say(self, told: bytes) -> None:
        """Send what is short, if the reader takes it now."""
        with suppress(OSError):
            self.sock.setblocking(False)
            self.sock.send(told)

    def hand_over(self) -> None:
        """Give what has arrived to gunicorn's parser."""
        if self.parser is None:
            self.parser = get_parser(self.cfg, self.sock, self.client)
        self.initialized = self.data_ready = True
        self.is_asked = False
        self.parser.unreader.unread(bytes(self.held))
        self.held.clear()


class PatientWorker(TakingWorker):
    """Threads answer; waiting for readers, to ask or to close, is the work of the one loop."""

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self._closing: deque[Connection] = deque()

    def run(self) -> None:
        """Serve until it is told to end, and then end at once: nobody waits for the memory of all pages to be tidied up."""
        super().run()
        sys.stderr.flush()
        os._exit(0)

    # connections come

    def accept(self, listener: Any) -> bool:
        """Take a connection, for which the one makes room that has waited longest. Returns whether there was one."""
        try:
            accepted, address = listener.accept()
        except OSError as error:
            if error.errno in _FULL:
                self._make_room()
            elif error.errno not in _NOTHING_THERE:
                raise
            return False
        self.nr_conns += 1
        if self.nr_conns >= self.worker_connections:
            self._make_room()
        self._wait_for_request(Connection(self.cfg, Reader(accepted), address, listener.getsockname()))
        return True

    def set_accept_enabled(self, enabled: bool) -> None:
        """Begin or end to take connections. A worker that stops takes those that were made, and no one hopes for it
        afterwards: whoever comes is refused at once, or taken by its successor."""
        stops = not enabled and not self.alive and self._accepting
        if stops:
            for listener in self.sockets:
                while self.nr_conns < self.worker_connections and self.accept(listener):
                    pass
        super().set_accept_enabled(enabled)
        if stops:
            for listener in self.sockets:
                listener.close()

    # requests arrive

    def _wait_for_request(self, conn: Connection) -> None:
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + (ARRIVING if self.alive else _CLOSING)
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def on_client_socket_readable(self, conn: Connection, client: Any) -> None:
        """A connection that was used before is used again."""
        if conn.is_closed:
            return
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._wait_for_request(conn)

    def on_pending_socket_readable(self, conn: Connection, client: Any) -> None:
        """More of a request has arrived."""
        part = None if conn.is_closed else received(client)
        if part is None:
            return
        conn.take(part)
        if part and not any(state_of(conn.held)):
            conn.ask_for_body()
            return
        self.poller.unregister(client)
        self.pending_conns.remove(conn)
        if part:
            self._answer(conn)
        else:
            self.close_now(conn)

    def _answer(self, conn: Connection) -> None:
        """A request that is there, or one that is refused unread."""
        refusal = state_of(conn.held)[1]
        if refusal:
            conn.say(refused(refusal))
            self._close_slowly(conn)
            return
        conn.is_whole = length_of(conn.held) <= LARGEST_BODY
        conn.hand_over()
        self.enqueue_req(conn)

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:
        # The rest of a body that was refused is not waited for.
        return conn.is_whole and bool(super()._keepalive_after(conn, keepalive))

    # connections go

    def after_answer(self, conn: Connection, goes_on: bool) -> None:
        """Wait for the next request of a connection, or for its end."""
        if not goes_on:
            self._close_slowly(conn)
            return
        conn.take(conn.parser.unreader.take_buffered())
        if conn.held and any(state_of(conn.held)):
            self._answer(conn)
        elif conn.held:
            self._wait_for_request(conn)
            conn.ask_for_body()
        else:
            conn.sock.setblocking(False)
            conn.set_timeout()
            if not self.alive:
                conn.timeout = min(conn.timeout, time.monotonic() + _CLOSING)
            self.keepalived_conns.append(conn)
            self.poller.register(conn.sock, EVENT_READ, partial(self.on_client_socket_readable, conn))

    def _close_slowly(self, conn: Connection) -> None:
        """Say that there is no more, and let the reader close: else the end of an answer may be lost (RFC 9112, 9.6)."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.close_now(conn)
            return
        conn.timeout = time.monotonic() + _CLOSING
        self._closing.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self._on_closing_socket_readable, conn))

    def _on_closing_socket_readable(self, conn: Connection, client: Any) -> None:
        if not conn.is_closed and received(client) == b"":
            self._closing.remove(conn)
            self.drop(conn)

    def _make_room(self) -> None:
        for waiting in (self._closing, self.keepalived_conns, self.pending_conns, self.taking):
            if waiting:
                self.drop(waiting.popleft())
                return

    def murder_pending(self) -> None:
        """Close the connections that have waited for too long."""
        now = time.monotonic()
        for waiting in (self._closing, self.pending_conns, self.taking):
            while waiting and waiting[0].timeout <= now:
                self.drop(waiting.popleft())

    def _cap_keepalive(self, deadline: float) -> None:
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)
