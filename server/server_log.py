"""What gunicorn tells, as lines of our own log: without the addresses of readers and what they asked for."""

from __future__ import annotations

import sys
from typing import Any

from gunicorn.glogging import Logger


class ServerLog(Logger):  # type: ignore[misc]
    """What gunicorn tells, among our own lines, without the addresses and queries of readers."""

    def setup(self, cfg: Any) -> None:
        """Write nothing itself."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True

    def warning(self, msg: str, *args: Any, **named: Any) -> None:
        """Leave out what says who sent something that is no request."""
        if not msg.startswith("Invalid request"):
            super().warning(msg, *args, **_as_event(msg, named))

    def error(self, msg: str, *args: Any, **named: Any) -> None:
        """Also of workers that died."""
        super().error(msg, *args, **_as_event(msg, named))

    def critical(self, msg: str, *args: Any, **named: Any) -> None:
        """Also of workers that hang."""
        super().critical(msg, *args, **_as_event(msg, named))

    def exception(self, msg: str, *args: Any, **named: Any) -> None:
        """Leave out queries, and readers who take nothing of what they asked for."""
        if not isinstance(sys.exc_info()[1], TimeoutError):
            super().exception(msg, *(str(arg).partition("?")[0] for arg in args), **named)


def _as_event(message: str, named: dict[str, Any]) -> dict[str, Any]:
    events = {"Worker (pid": "worker_died", "WORKER TIMEOUT": "worker_stuck"}
    event = next((name for start, name in events.items() if message.startswith(start)), "server")
    return named | {"extra": {"event": event} | named.get("extra", {})}
