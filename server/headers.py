"""The headers of every answer, as plain words: for those that are told before anything large has been imported, too."""

from __future__ import annotations

from urllib.parse import urlsplit

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
#: Of an answer that is no page.
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"
FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: A year, for this host alone: hosts beneath it may be somebody else's.
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


def is_https(public_url: str) -> bool:
    """Whether readers reach the site over https."""
    return urlsplit(public_url).scheme == "https"


def content_security_policy() -> str:
    """The policy of pages as one header value."""
    return "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items())


def headers_of_all(policy: str, *, https: bool = False) -> dict[str, str]:
    """The headers of an answer with a content security policy.

    ``https`` says that readers reach the site over https, which their browsers then keep to.
    """
    return FIXED_HEADERS | {"Content-Security-Policy": policy} | (HTTPS_ONLY if https else {})
