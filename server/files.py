"""Which files are served: the assets that pages use, and what is asked for at the top of any site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from flask import Flask, Response, request, send_from_directory
from werkzeug.exceptions import NotFound

from server.caching import FOR_EVER

FILES = ("favicon.ico", "robots.txt")
ASSETS_PREFIX = "/assets/"
#: What Dash would serve besides.
NOT_OURS = ("/_dash-component-suites/", "/_reload-hash", "/_favicon.ico")
#: Of fingerprinted files, the same on every machine.
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
#: The kinds of file that browsers and crawlers use; what else lies in the folder is for people who edit it.
SERVED = frozenset([".css", ".ico", ".js", ".png", ".svg", ".txt", ".webmanifest"])


def add_files(server: Flask, folder: Path, fingerprinted: Mapping[str, bytes]) -> None:
    """Serve each of ``FILES`` from ``folder`` at the top level, and each address of ``fingerprinted`` for ever."""

    def send(filename: str) -> Response:
        return send_from_directory(folder, filename)

    for filename in FILES:
        server.add_url_rule(f"/{filename}", endpoint=filename, view_func=send, defaults={"filename": filename})

    def send_for_ever() -> Response:
        response = Response(fingerprinted[request.path], mimetype=_MEDIA_TYPES[PurePosixPath(request.path).suffix])
        response.headers["Cache-Control"] = FOR_EVER
        return response

    for address in fingerprinted:
        server.add_url_rule(address, endpoint=address.replace(".", "-"), view_func=send_for_ever)


def refuse_other_files(server: Flask) -> None:
    """Answer 404 to whatever is asked for among the assets and is not of a kind in ``SERVED``, and to Dash's own files.

    No page of ours uses those, and their names and words tell the versions of what we are built with.
    """

    def check_file() -> None:
        if request.path.startswith(NOT_OURS):
            raise NotFound
        if request.path.startswith(ASSETS_PREFIX) and PurePosixPath(request.path).suffix not in SERVED:
            raise NotFound

    server.before_request(check_file)
