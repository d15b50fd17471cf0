"""Is it running, and which code and data are running."""

from __future__ import annotations

import datetime

from flask import Flask, Response, jsonify

#: The code's version; a test holds it against pyproject.toml.
VERSION = "0.1.0"


def add_health(server: Flask, content_hash: str, *, data_version: str, data_date: datetime.date) -> None:
    """Add ``/healthz`` (the text ``ok``) and ``/version`` as JSON.

    That is the version of the code, the content hash of the data, its beginning as readers meet it (``data_version``)
    and the day of their latest change.
    """
    told = {
        "code": VERSION,
        "data": content_hash,
        "data_version": data_version,
        "data_date": data_date.isoformat(),
    }

    def healthz() -> Response:
        return Response("ok", mimetype="text/plain")

    def version() -> Response:
        return jsonify(told)

    server.add_url_rule("/healthz", view_func=healthz)
    server.add_url_rule("/version", view_func=version)
