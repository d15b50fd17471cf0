"""Files that browsers and crawlers ask for at the top of a site, wherever its pages say they are."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, send_from_directory

FILES = ("favicon.ico", "robots.txt")


def add_files(server: Flask, folder: Path) -> None:
    """Serve each of ``FILES`` from ``folder`` at the top level."""

    def send(filename: str) -> Response:
        return send_from_directory(folder, filename)

    for filename in FILES:
        server.add_url_rule(f"/{filename}", endpoint=filename, view_func=send, defaults={"filename": filename})
