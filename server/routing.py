"""Which addresses are pages, and what happens to the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from flask import Flask, redirect, request
from werkzeug.exceptions import BadRequest, MethodNotAllowed, NotFound
from werkzeug.wrappers import Response

#: Dash answers these two rules with its page, whatever the path says.
PAGE_RULES = ("/", "/<path:path>")
READING = ("GET", "HEAD")

#: A sentence on what is wrong with the query of a page, or None.
ProblemOf = Callable[[str, Mapping[str, list[str]]], str | None]


def refuse_unknown_pages(server: Flask, *, paths: Collection[str], problem_of: ProblemOf) -> None:
    """Let Dash answer only the pages in ``paths``, only for reading, and only with a query it understands.

    Everything else ends in an HTTP error (404, 405, 400), except that ``/page/`` leads to ``/page``. Addresses
    with a rule of their own (assets, component files, the API) are not pages and pass untouched.
    """
    known = frozenset(paths)

    def check_page() -> Response | None:
        if request.url_rule is None or request.url_rule.rule not in PAGE_RULES:
            return None
        if request.path not in known:
            return _without_trailing_slash(request.path, known)
        if request.method not in READING:
            raise MethodNotAllowed(valid_methods=READING)
        problem = problem_of(request.path, request.args.to_dict(flat=False))
        if problem is not None:
            raise BadRequest(problem)
        return None

    server.before_request(check_page)


def _without_trailing_slash(path: str, known: Collection[str]) -> Response:
    """The way to the page that ``path`` means, or 404. Only a known path is ever a target of the redirect."""
    page = path.rstrip("/")
    if page not in known:
        raise NotFound
    query = request.query_string.decode("latin-1")
    return redirect(f"{page}?{query}" if query else page, code=308)
