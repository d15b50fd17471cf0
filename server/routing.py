"""Which addresses are pages, and what happens to the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode

from flask import Flask, redirect, request
from werkzeug.exceptions import BadRequest, MethodNotAllowed, NotFound
from werkzeug.wrappers import Response

from components import ids
from components.places import args_of

#: Dash answers these two rules with its page, whatever the path says.
PAGE_RULES = ("/", "/<path:path>")
READING = ("GET", "HEAD")
#: Where the addresses for programs begin.
INTERFACE = "/api/"

#: Whether a path is a page.
IsPage = Callable[[str], bool]
#: A sentence on what is wrong with the query of a page, or None.
ProblemOf = Callable[[str, Mapping[str, list[str]]], str | None]


class UnknownChoice(BadRequest):
    """A query asks for something that there is not; the description says what.

    ``parameter`` is the key that is meant, where one is, and ``allowed`` are the values that it may have.
    """

    def __init__(self, description: str, *, parameter: str = "", allowed: Sequence[str] = ()) -> None:
        super().__init__(description)
        self.parameter = parameter
        self.allowed = tuple(allowed)


class NoSuchFile(NotFound):
    """There is nothing at an address of the interface for programs."""


def refuse_unknown_pages(server: Flask, *, is_page: IsPage, problem_of: ProblemOf) -> None:
    """Let Dash answer only paths that are pages, only for reading, and only with a query it understands.

    Everything else ends in an HTTP error (404, 405, 400), except that ``/page/`` leads to ``/page``, and a last year
    before the first to both the other way round. Addresses
    with a rule of their own (assets, component files, the API) are not pages and pass untouched.
    """

    def check_page() -> Response | None:
        if _rule_for_reading(server) not in PAGE_RULES:
            return None
        if not is_page(request.path):
            if request.path.startswith(INTERFACE):
                raise NoSuchFile
            return _without_trailing_slash(request.path, is_page)
        if request.method not in READING:
            raise MethodNotAllowed(valid_methods=READING)
        query = request.query_string.decode()
        problem = problem_of(request.path, args_of(query))
        if problem is None:
            return None
        turned = _years_in_order(query)
        if turned != query and problem_of(request.path, args_of(turned)) is None:
            return redirect(f"{request.path}?{turned}", code=302)
        raise UnknownChoice(problem)

    server.before_request(check_page)


def _years_in_order(query: str) -> str:
    """A query with its two years in the order of time: without a script, a form may send them the other way round."""
    chosen = parse_qsl(query, keep_blank_values=True)
    years = sorted(value for name, value in chosen if name in (ids.YEAR_FROM, ids.YEAR_TO))
    if len(years) != 2 or not all(year.isdecimal() for year in years):
        return query
    other = {ids.YEAR_FROM: years[0], ids.YEAR_TO: years[1]}
    return urlencode([(name, other.get(name, value)) for name, value in chosen])


def _rule_for_reading(server: Flask) -> str | None:
    """The rule of the address asked for; of its pages, Flask itself refuses other methods before we see a rule."""
    if request.url_rule is None and isinstance(request.routing_exception, MethodNotAllowed):
        adapter = server.create_url_adapter(request)
        return adapter.match(method="GET", return_rule=True)[0].rule if adapter else None
    return request.url_rule.rule if request.url_rule else None


def _without_trailing_slash(path: str, is_page: IsPage) -> Response:
    """The way to the page that ``path`` means, or 404. Only a known path is ever a target of the redirect."""
    page = path.rstrip("/")
    if not is_page(page):
        raise NotFound
    query = request.query_string.decode()
    return redirect(f"{page}?{query}" if query else page, code=308)
