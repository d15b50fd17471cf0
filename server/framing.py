"""Pages that other sites may show in a frame, which all others may not."""

from __future__ import annotations

from flask import Flask, Response, request

#: Where such pages stand; what is refused there is shown in the frame too, since an empty frame says nothing.
FRAMED_PREFIX = "/embed/"
#: They need no script, and have none.
FRAMED_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors *"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def let_be_framed(server: Flask) -> None:
    """Give every answer under ``FRAMED_PREFIX``, refusals included, headers that let any site show it in a frame."""

    def with_headers(response: Response) -> Response:
        if request.path.startswith(FRAMED_PREFIX):
            response.headers.update(FRAMED_HEADERS)
        return response

    server.after_request(with_headers)
