"""How long an answer may be used: by a reader's browser, and by a cache that stands before many readers."""

from __future__ import annotations

from flask import Flask, Response, request

#: A page in a browser is asked for anew each time, which costs a few hundred bytes where it has not changed. A cache
#: before us asks twice a minute, and gives what it has while it asks and while we cannot answer: a correction is with all
#: readers after a minute at most, since some caches add the two times up.
SHARED = "public, max-age=0, s-maxage=30, stale-while-revalidate=30, stale-if-error=86400"
#: For addresses that change with their content.
FOR_EVER = "public, max-age=31536000, immutable"
#: For everything else: refusals, what Dash's own client asks, and whether we are running.
ANEW = "no-cache"
_NOT_SHARED = ("/_dash-", "/healthz", "/version")


def add_caching(server: Flask) -> None:
    """Say of every answer that does not say it itself how long it may be used, and give every page an ETag.

    The ETag is a hash of the bytes, so that equal data have equal ones on every machine.
    """

    def with_caching(response: Response) -> Response:
        may_be_shared = response.status_code in (200, 304) and request.method in ("GET", "HEAD")
        is_shared = may_be_shared and not request.path.startswith(_NOT_SHARED)
        response.headers.setdefault("Cache-Control", SHARED if is_shared else ANEW)
        if is_shared and response.status_code == 200 and not (response.direct_passthrough or response.is_streamed):
            response.add_etag(weak=True)
            response.make_conditional(request)
        return response

    server.after_request(with_caching)
