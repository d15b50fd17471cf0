"""Files made for a request: who may read them, from where, and when a reader's own copy is still right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from urllib.parse import parse_qsl

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from loaders.exports.download import BadQuery, Download
from server.answers import ONLY_LOOKED_AT
from server.policy import OPEN_TO_ALL
from server.routing import NoSuchFile, UnknownChoice

#: A file for the variable part of its address and the parameters; None where there is no such file.
FileOf = Callable[[str, Mapping[str, list[str]]], Download | None]
#: Files that were asked for a moment ago; all figures as one file are about 3 MB. Larger ones are made anew each time.
MOST_FILES = 16
LARGEST = 4 * 2**20
_Query = tuple[tuple[str, str], ...]
TOLD_TO_SCRIPTS = "Content-Disposition, ETag"


class _Large(Exception):
    """A file that is too large to be kept: an exception, since of those nothing is kept."""

    def __init__(self, made: Download) -> None:
        super().__init__()
        self.made = made


def add_downloads(
    server: Flask,
    rule: str,
    file_of: FileOf,
    *,
    edition: str,
    headers: Mapping[str, str] = OPEN_TO_ALL,
    missing: type[NotFound] = NoSuchFile,
) -> None:
    """Answer GET and HEAD of ``rule``, whose variable part (if any) is called ``name``, with the files of ``file_of``.

    Every answer has an ETag, and is 304 for a reader who has the same file; nothing is made for that. ``edition`` is a hash
    of all that files depend on besides their address. Large files are sent as they are made. A ``BadQuery`` is answered
    with 400. ``headers`` say besides who may use the file, ``missing`` what is answered where there is none.
    """

    @lru_cache(maxsize=MOST_FILES)
    def kept(name: str, query: _Query) -> Download:
        args: dict[str, list[str]] = {}
        for key, value in query:
            args.setdefault(key, []).append(value)
        made = file_of(name, args)
        if made is None:  # an exception is not kept: unknown names take no file's place
            raise missing
        if not isinstance(made.content, bytes) or len(made.content) > LARGEST:
            raise _Large(made)
        return made

    def send(name: str = "") -> Response:
        query = tuple(sorted(parse_qsl(request.query_string.decode("utf-8", "replace"), keep_blank_values=True)))
        etag = sha256(repr((edition, rule, name, query)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        # Only who was given the file has its ETag: that there is one need not be found out again.
        if request.if_none_match.contains_weak(etag) and not request.if_none_match.star_tag:
            return _response(Response(status=304), etag, headers=headers)
        try:
            made = kept(name, query)
        except _Large as large:
            made = large.made
        except BadQuery as error:
            raise UnknownChoice(str(error), parameter=error.parameter, allowed=error.allowed) from error
        content = made.content if isinstance(made.content, bytes) else made.content()
        is_sent = request.method == "GET" and not request.if_none_match.star_tag
        if not isinstance(content, bytes) and is_sent and not request.environ.get(ONLY_LOOKED_AT):
            content = _begun(content)
        response = Response(content, content_type=made.media_type)
        # Else all of a file would be made to find out how long it is.
        response.automatically_set_content_length = isinstance(content, bytes)
        if made.file_name:
            shown = "inline" if made.shown else "attachment"
            response.headers.set("Content-Disposition", shown, filename=made.file_name)
        return _response(response, etag, headers=headers)

    server.add_url_rule(rule, endpoint=f"download {rule}", view_func=send)


def _begun(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same parts, of which the first is made now: a fault in it still becomes a page on our fault."""
    coming = iter(parts)
    first = next(coming, b"")

    def rest() -> Iterator[bytes]:
        yield first
        yield from coming

    return rest()


def _response(response: Response, etag: str, *, headers: Mapping[str, str]) -> Response:
    response.headers.update(headers)
    if "Access-Control-Allow-Origin" in headers:
        response.headers["Access-Control-Expose-Headers"] = TOLD_TO_SCRIPTS
    response.set_etag(etag)
    response.make_conditional(request)
    return response
