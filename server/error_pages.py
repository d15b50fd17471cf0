"""What a refused request is answered with: a small page for people, a problem document for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, cast

from dash.exceptions import DependencyException
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response as AnyResponse

from components.palette import DARK, INK, MUTED, PAPER
from server.framing import FRAMED_PREFIX
from server.routing import UnknownChoice

#: Addresses that programs read: the API and the requests that Dash makes itself.
MACHINE_PREFIXES = ("/api/", "/openapi.json", "/_dash-", "/_reload-hash")

STYLE = (
    f"body{{margin:0;background:{PAPER};color:{INK};font:1.125rem/1.5 system-ui,sans-serif}}"
    "main{max-width:38rem;margin:0 auto;padding:3rem 1.25rem}"
    "h1{font:700 1.9rem/1.2 Georgia,'Times New Roman',serif;margin:0 0 1rem}"
    f".status{{color:{MUTED};margin:0 0 .5rem}}"
    "a{color:inherit}a:focus-visible{outline:3px solid}"
    f"@media(prefers-color-scheme:dark){{body{{background:{DARK['paper']};color:{DARK['ink']}}}.status{{color:{DARK['muted']}}}}}"
)


@dataclass(frozen=True)
class ErrorText:
    """What a reader sees when a request is refused: language code, title, sentence, words of the link to ``/``.

    ``theme`` is the one that the reader has chosen, empty where the device decides.
    """

    lang: str
    title: str
    sentence: str
    home: str
    theme: str = ""


#: The words for a refusal, given the query of the request (without its question mark).
ErrorTextOf = Callable[[HTTPException, str], ErrorText]
#: The body of the page for a refusal, given its status, title and sentences, and the query of the request.
BodyOf = Callable[[int, Sequence[str], str], str]


def error_page(
    status: int, text: ErrorText, *, detail: str = "", body: str = "", style_sheet: str = "", framed: bool = False
) -> str:
    """A whole HTML page; ``detail`` says what exactly was wrong.

    With a ``body`` and the address of the ``style_sheet`` it looks like every other page; without one it needs nothing that could fail too. One that is
    ``framed`` by another site leads out of its frame, which shows no other page.
    """
    title, sentence, home = escape(text.title), escape(text.sentence), escape(text.home)
    more = f"<p>{escape(detail)}</p>" if detail else ""
    style = f'<link rel="stylesheet" href="{style_sheet}">' if body else f"<style>{STYLE}</style>"
    theme = f' data-theme="{escape(text.theme)}"' if text.theme else ""
    leads = ' target="_blank" rel="noopener"' if framed else ""
    plain = (
        f'<main><p class="status">{status}</p><h1>{title}</h1><p>{sentence}</p>{more}'
        f'<p><a href="/"{leads}>{home}</a></p></main>'
    )
    return (
        f'<!DOCTYPE html><html lang="{escape(text.lang)}"{theme}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{title}</title>{style}</head><body>{body or plain}</body></html>"
    )


def problem_document(status: int, title: str, detail: str = "", *, choice: UnknownChoice | None = None) -> str:
    """A problem document (RFC 9457) as JSON text; of an unknown ``choice`` with its parameter and what is allowed."""
    members: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        members["detail"] = detail
    if choice and (choice.parameter or choice.allowed):
        members |= {"parameter": choice.parameter, "allowed": list(choice.allowed)}
    return json.dumps(members, ensure_ascii=False)


def add_error_pages(server: Flask, text_of: ErrorTextOf, body_of: BodyOf, *, style_sheet: str) -> None:
    """Answer every refused or failed request of ``server`` in one of the two shapes, headers such as Allow kept.

    A refusal (4xx) has the body that ``body_of`` gives and the style of all pages, at the address ``style_sheet``; a failure (5xx) is told by a page that needs nothing else.

    An address of a component file that does not exist is a 404; Dash itself answers it with a traceback.
    """

    def answer(error: HTTPException) -> HTTPException | AnyResponse:
        status = error.code or 500
        if error.response is not None or status < 400:
            return error
        query = request.query_string.decode("utf-8", "replace")
        text = text_of(error, query)
        # werkzeug's own descriptions are English advice to programmers; only words that we passed are shown.
        detail = error.description if error.description and error.description != type(error).description else ""
        if request.path.startswith(MACHINE_PREFIXES):
            choice = error if isinstance(error, UnknownChoice) else None
            body = problem_document(status, text.title, detail or text.sentence, choice=choice)
            mimetype = "application/problem+json"
        else:
            told = [text.title, text.sentence, *([detail] if detail else [])]
            framed = request.path.startswith(FRAMED_PREFIX)
            inside = body_of(status, told, query) if status < 500 and not framed else ""
            body = error_page(status, text, detail=detail, body=inside, style_sheet=style_sheet, framed=framed)
            mimetype = "text/html"
        response = Response(body, status=status, mimetype=mimetype)
        for name, value in error.get_headers():
            if name.lower() not in ("content-type", "content-length"):
                response.headers[name] = value
        return response

    def no_such_component_file(_: DependencyException) -> HTTPException | AnyResponse:
        return answer(NotFound())

    server.register_error_handler(HTTPException, answer)
    server.register_error_handler(
        DependencyException, cast("Callable[[Exception], AnyResponse]", no_such_component_file)
    )
