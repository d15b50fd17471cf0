"""How an answer leaves: its head together with the first part of its body.

What the system has taken is sent even if the worker is killed. A head alone would be passed on by nginx, which then can ask no
other instance; an answer that leaves in one piece is whole at the reader or was never begun.
"""

from __future__ import annotations

from typing import Any

from gunicorn.http import wsgi


class _Held:
    """In the place of a socket: what would be sent."""

    def __init__(self) -> None:
        self.content = b""

    def sendall(self, part: bytes) -> None:
        """Keep it."""
        self.content += part


class Joined(wsgi.Response):  # type: ignore[misc]
    """A response of gunicorn that waits with its head until there is something to send with it."""

    def __init__(self, *told: Any) -> None:
        self.sock: Any = None
        super().__init__(*told)
        self._head = _Held()

    def send_headers(self) -> None:
        """Write the head, but send nothing."""
        if not self.headers_sent:
            sock, self.sock = self.sock, self._head
            super().send_headers()
            self.sock = sock

    def _emit_body(self, data: bytes) -> None:
        if self._head.content:
            sock, self.sock = self.sock, self._head
            super()._emit_body(data)
            self.sock = sock
            self._flush()
        else:
            super()._emit_body(data)

    def close(self) -> None:
        """Send what is left, also where there is no body."""
        self.send_headers()
        if self.chunked and self._head.content:
            sock, self.sock = self.sock, self._head
            super().close()
            self.sock = sock
            self._flush()
        else:
            self._flush()
            super().close()

    def _flush(self) -> None:
        content, self._head.content = self._head.content, b""
        if content:
            self.sock.sendall(content)
