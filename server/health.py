"""Is it running, since when, on which code and data, and what became of the last change of the data."""

from __future__ import annotations

import datetime
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask, Response

#: The code's version; a test holds it against pyproject.toml.
VERSION = "0.1.0"
HEALTH = "/healthz"


@dataclass(frozen=True)
class Rejected:
    """A change of the data that was refused: when (UTC), and for how many faults. The log names them."""

    at: datetime.datetime
    problems: int


@dataclass(frozen=True)
class Health:
    """Which data are served (their content hash), since when, and the change that was refused since, if any."""

    data: str
    rejected: Rejected | None = None
    #: Program or data were changed under us: only answers that were made before can be given.
    is_outdated: bool = False
    #: Seconds of a clock that nobody sets.
    since: float = field(default_factory=time.monotonic)

    @property
    def told(self) -> dict[str, Any]:
        """``status`` is ``ok``, ``update_rejected`` while the last good data are served instead of newer, faulty ones, or
        ``outdated`` while only answers can be given that were made before program or data were changed; ``data`` their content hash, ``age_seconds`` how long they have been served, ``last_rejected_reload`` the change
        that was refused, or null."""
        refused = self.rejected
        return {
            "status": "outdated" if self.is_outdated else "update_rejected" if refused else "ok",
            "data": self.data,
            "age_seconds": int(time.monotonic() - self.since),
            "last_rejected_reload": {"at": refused.at.isoformat(timespec="seconds"), "problems": refused.problems}
            if refused
            else None,
        }

    @property
    def body(self) -> bytes:
        """The same as JSON."""
        return json.dumps(self.told).encode() + b"\n"


def add_health(server: Flask, content_hash: str, *, data_version: str, data_date: datetime.date) -> None:
    """Add ``/healthz`` and ``/version``, both JSON.

    The second tells the version of the code, the content hash of the data, its beginning as readers meet it
    (``data_version``) and the day of their latest change.
    """
    from flask import Response, jsonify

    health = Health(content_hash)
    told = {
        "code": VERSION,
        "data": content_hash,
        "data_version": data_version,
        "data_date": data_date.isoformat(),
    }

    def healthz() -> Response:
        return Response(health.body, mimetype="application/json")

    def version() -> Response:
        return jsonify(told)

    server.add_url_rule(HEALTH, view_func=healthz)
    server.add_url_rule("/version", view_func=version)
