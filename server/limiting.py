"""What asks for more than the limits of ``loaders.limits`` is refused before anything is made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from flask import Flask, request
from werkzeug.exceptions import BadRequest, HTTPException, LengthRequired, RequestEntityTooLarge, RequestURITooLarge

from loaders.limits import DEEPEST_JSON, LARGEST_BODY, LONGEST_PATH, LONGEST_QUERY, MOST_OF_ONE, MOST_VALUES
from server.routing import UnknownChoice


class PathTooLong(RequestURITooLarge):
    """A path of more than ``LONGEST_PATH`` bytes."""


class TooManyValues(UnknownChoice):
    """More than ``MOST_VALUES`` values in one query."""


class TooManyOfOne(UnknownChoice):
    """More than ``MOST_OF_ONE`` values of one parameter."""


class TooDeep(BadRequest):
    """JSON with more than ``DEEPEST_JSON`` arrays and objects within each other."""


#: What is told of each refusal.
LIMITS: Mapping[type[HTTPException], int] = {
    RequestEntityTooLarge: LARGEST_BODY,
    RequestURITooLarge: LONGEST_QUERY,
    PathTooLong: LONGEST_PATH,
    TooManyValues: MOST_VALUES,
    TooManyOfOne: MOST_OF_ONE,
    TooDeep: DEEPEST_JSON,
}


def refuse_beyond_limits(server: Flask) -> None:
    """Answer whatever goes over a limit with 413, 414 or 400, whatever the path and the method.

    A body in pieces, whose length nobody knows before its end, is a 411: what is wrong in it would be found out only in
    the middle of an answer, and no page of ours sends one.
    """

    def check_limits() -> None:
        if len(request.environ["PATH_INFO"]) > LONGEST_PATH:
            raise PathTooLong
        check_query(request.query_string)
        if (request.content_length or 0) > LARGEST_BODY:
            raise RequestEntityTooLarge
        if request.content_length is None and request.headers.get("Transfer-Encoding"):
            raise LengthRequired

    server.before_request(check_limits)


def check_query(query: bytes) -> None:
    """Raise an HTTP error for a query that is too long, has too many values, or is no text that stands in one line."""
    if len(query) > LONGEST_QUERY:
        raise RequestURITooLarge
    try:
        written = query.decode()
    except UnicodeDecodeError as error:
        raise BadRequest from error
    if any(sign < " " or sign == "\x7f" for sign in written):
        raise BadRequest
    names = Counter(name for name, _ in parse_qsl(written, keep_blank_values=True))
    for name, often in names.items():
        if often > MOST_OF_ONE:
            raise TooManyOfOne("", parameter=name)
    if names.total() > MOST_VALUES:
        raise TooManyValues("")


def check_depth(found: Any) -> None:
    """Raise ``TooDeep`` for what ``json`` has read of too deep a text."""
    within, depth = [found], 0
    while within := [one for one in within if isinstance(one, dict | list)]:
        depth += 1
        if depth > DEEPEST_JSON:
            raise TooDeep
        within = [part for one in within for part in (one.values() if isinstance(one, dict) else one)]
