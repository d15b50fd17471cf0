"""The headers that every response carries."""

from __future__ import annotations

from flask import Flask, Response, request

#: Everything comes from this host. Plotly writes style attributes, so styles need 'unsafe-inline'; scripts do not.
#: Plotly's pictures are data: and blob: addresses.
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
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
#: A year, for this host alone: hosts beneath it may be somebody else's.
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


def content_security_policy() -> str:
    """The policy as one header value."""
    return "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items())


def add_headers(server: Flask, *, https: bool = False) -> None:
    """Give every response of ``server`` the policy and the fixed headers.

    A response that set one of them itself keeps it, such as a page that may be embedded its own policy. ``https`` says
    that readers reach the site over https, which their browsers then keep to.
    """
    headers = FIXED_HEADERS | {"Content-Security-Policy": content_security_policy()}
    if https:
        headers |= HTTPS_ONLY

    def with_headers(response: Response) -> Response:
        if request.path.startswith(OPEN_PREFIXES):
            response.headers.update(OPEN_TO_ALL | (MAY_ASK if request.method == "OPTIONS" else {}))
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    server.after_request(with_headers)
