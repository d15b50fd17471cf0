"""Is it running, and which code and data are running."""

from __future__ import annotations

from flask import Flask, Response, jsonify

#: The code's version; a test holds it against pyproject.toml.
VERSION = "0.1.0"


def add_health(server: Flask, content_hash: str) -> None:
    """Add ``/healthz`` (the text ``ok``) and ``/version`` (code version and content hash of the data as JSON)."""

    def healthz() -> Response:
        return Response("ok", mimetype="text/plain")

    def version() -> Response:
        return jsonify({"code": VERSION, "data": content_hash})

    server.add_url_rule("/healthz", view_func=healthz)
    server.add_url_rule("/version", view_func=version)
