"""The headers that every response carries, each on the answers that it is meant for."""

from __future__ import annotations

from flask import Flask, Response, request

from server.headers import content_security_policy, headers_of_all

#: Programs and pages elsewhere may read an answer, as anybody may: nothing in it depends on who asks.
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
#: The addresses that this is said of.
OPEN_PREFIXES = ("/api/", "/openapi.json", "/version")
#: What a script elsewhere may ask before it asks: to read, and whether its copy is still right.
MAY_ASK = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def add_headers(server: Flask, *, https: bool = False) -> None:
    """Give every response of ``server`` the policy and the fixed headers.

    A response that set one of them itself keeps it, such as a page that may be embedded its own policy. ``https`` says
    that readers reach the site over https, which their browsers then keep to.
    """
    headers = headers_of_all(content_security_policy(), https=https)

    def with_headers(response: Response) -> Response:
        if request.path.startswith(OPEN_PREFIXES):
            response.headers.update(OPEN_TO_ALL | (MAY_ASK if request.method == "OPTIONS" else {}))
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    server.after_request(with_headers)
