"""The copy for use without a network, as one file that was made before."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, send_file

from loaders.publication import VERSION_DIGITS
from server.publishing.zipping import pack_of
from server.routing import NoSuchFile

_SAVED_AS = "kz-children-offline_{version}.zip"


def pack_size(path: Path, content_hash: str) -> int:
    """The size in bytes of the copy at a path; 0 where there is none, or one of other data."""
    found = pack_of(path, content_hash)
    return found[0] if found else 0


def add_pack(server: Flask, rule: str, path: Path, *, content_hash: str) -> None:
    """Answer GET and HEAD of ``rule`` with the file at ``path``, as long as it holds just the data with this hash."""
    name = _SAVED_AS.format(version=content_hash[:VERSION_DIGITS])

    def send() -> Response:
        found = pack_of(path, content_hash)
        if found is None:
            raise NoSuchFile
        return send_file(
            path.resolve(),
            mimetype="application/zip",
            as_attachment=True,
            download_name=name,
            conditional=True,
            etag=found[1],
        )

    server.add_url_rule(rule, endpoint="pack", view_func=send)
