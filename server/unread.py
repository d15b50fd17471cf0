"""What is answered to a request that the dashboard never sees: in the headers of every answer, with nothing of what was sent."""

from __future__ import annotations

import socket

from server.headers import BARE_POLICY, headers_of_all

#: What the header "Server" says.
SERVER = "dashboard"


def refusal(status: str) -> bytes:
    """A whole answer with a status such as ``411 Length Required``, after which the connection is closed."""
    number, _, reason = status.partition(" ")
    body = f"{number}: {reason}\n"
    told = {
        "Server": SERVER,
        "Connection": "close",
        "Cache-Control": "no-store",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        **headers_of_all(BARE_POLICY),
    }
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in told.items()), "", body]
    return "\r\n".join(lines).encode("latin-1")


def refuse(reader: socket.socket, status: int, reason: str, _message: str) -> None:
    """In place of gunicorn's ``write_error``."""
    from gunicorn.util import write_nonblock

    write_nonblock(reader, refusal(f"{status} {reason}"))
