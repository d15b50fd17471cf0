"""Which files are served: the assets that pages use, and what is asked for at the top of any site."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from flask import Flask, Response, request, send_from_directory
from werkzeug.exceptions import NotFound

FILES = ("favicon.ico", "robots.txt")
ASSETS_PREFIX = "/assets/"
#: The kinds of file that browsers and crawlers use; what else lies in the folder is for people who edit it.
SERVED = frozenset([".css", ".ico", ".js", ".png", ".svg", ".txt", ".webmanifest"])


def add_files(server: Flask, folder: Path) -> None:
    """Serve each of ``FILES`` from ``folder`` at the top level."""

    def send(filename: str) -> Response:
        return send_from_directory(folder, filename)

    for filename in FILES:
        server.add_url_rule(f"/{filename}", endpoint=filename, view_func=send, defaults={"filename": filename})


def refuse_other_files(server: Flask) -> None:
    """Answer 404 to whatever is asked for among the assets and is not of a kind in ``SERVED``."""

    def check_file() -> None:
        if request.path.startswith(ASSETS_PREFIX) and PurePosixPath(request.path).suffix not in SERVED:
            raise NotFound

    server.before_request(check_file)
