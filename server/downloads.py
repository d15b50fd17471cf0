"""Files made for a request: who may read them, from where, and when a reader's own copy is still right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from urllib.parse import parse_qsl

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from loaders.exports.download import BadQuery, Download
from server.policy import OPEN_TO_ALL
from server.routing import NoSuchFile, UnknownChoice

#: A file for the variable part of its address and the parameters; None where there is no such file.
FileOf = Callable[[str, Mapping[str, list[str]]], Download | None]
#: Files that were asked for a moment ago; all figures as one file are about 3 MB. Larger ones are made each time.
MOST_FILES = 16
LARGEST = 4 * 2**20
TOLD_TO_SCRIPTS = "Content-Disposition, ETag"


class _Large(Exception):
    """A file that is too large to be kept: an exception, since of those nothing is kept."""

    def __init__(self, made: Download, etag: str) -> None:
        super().__init__()
        self.found = made, etag


def add_downloads(
    server: Flask,
    rule: str,
    file_of: FileOf,
    *,
    headers: Mapping[str, str] = OPEN_TO_ALL,
    missing: type[NotFound] = NoSuchFile,
) -> None:
    """Answer GET and HEAD of ``rule``, whose variable part (if any) is called ``name``, with the files of ``file_of``.

    Every answer has an ETag, and is 304 for a reader who has the same bytes. A ``BadQuery`` is answered with 400.
    ``headers`` say besides who may use the file, ``missing`` what is answered where there is none.
    """

    @lru_cache(maxsize=MOST_FILES)
    def kept(name: str, query: tuple[tuple[str, str], ...]) -> tuple[Download, str]:
        args: dict[str, list[str]] = {}
        for key, value in query:
            args.setdefault(key, []).append(value)
        made = file_of(name, args)
        if made is None:  # an exception is not kept: unknown names take no file's place
            raise missing
        found = made, sha256(made.body).hexdigest()[:32]
        if len(made.body) > LARGEST:
            raise _Large(*found)
        return found

    def send(name: str = "") -> Response:
        query = request.query_string.decode("utf-8", "replace")
        try:
            found = kept(name, tuple(sorted(parse_qsl(query, keep_blank_values=True))))
        except _Large as large:
            found = large.found
        except BadQuery as error:
            raise UnknownChoice(str(error), parameter=error.parameter, allowed=error.allowed) from error
        return _response(*found, headers=headers)

    server.add_url_rule(rule, endpoint=f"download {rule}", view_func=send)


def _response(made: Download, etag: str, *, headers: Mapping[str, str]) -> Response:
    response = Response(made.body, content_type=made.media_type)
    response.headers.update(headers)
    if "Access-Control-Allow-Origin" in headers:
        response.headers["Access-Control-Expose-Headers"] = TOLD_TO_SCRIPTS
    if made.file_name:
        response.headers.set("Content-Disposition", "inline" if made.shown else "attachment", filename=made.file_name)
    response.set_etag(etag)
    response.make_conditional(request)
    return response
