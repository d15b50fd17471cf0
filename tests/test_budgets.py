"""What a first view of a page weighs and how often it asks, counted in bytes and not in seconds."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from app import create_app
from loaders import Dataset
from page_kinds import KINDS, Kind
from server.front import Front
from server.keep import Keep
from test_front import asked

KILOBYTE = 1_000
#: Compressed, with headers, for the first view of any page.
FIRST_VIEW = 670 * KILOBYTE
#: Without what makes its chart live, which is loaded when everything is seen.
UNTIL_READABLE = 330 * KILOBYTE
REPEAT_VIEW = 2 * KILOBYTE
MOST_REQUESTS = 5
#: About what HTTP takes for its own words.
STATUS_LINE = 120
LOADED = re.compile(
    r'<link rel="(?:stylesheet|icon|preload|modulepreload)"[^>]*href="([^"]+)"|<script[^>]*src="([^"]+)"'
)
#: The data of a chart that becomes live.
LIVE_DATA = '<script type="application/json">'
LIVE = re.compile(r'data-plotly="([^"]+)"')


@pytest.fixture(scope="module")
def front(real: Dataset) -> Front:
    return Front(lambda: create_app(real).server, Keep(None, "budgets"))


def weight(front: Any, address: str, **headers: str) -> int:
    """Bytes on the wire of one answer, headers included."""
    _status, told, body = asked(front, address, accept_encoding="gzip, deflate, br", **headers)
    return STATUS_LINE + sum(len(name) + len(value) + 4 for name, value in told.items()) + len(body)


@cache
def page_of(front: Any, address: str) -> str:
    status, _told, body = asked(front, address)
    assert status.startswith("200"), status
    return body.decode()


def loaded(page: str) -> tuple[list[str], list[str]]:
    """What a page loads before it is whole, and after, each once."""
    first = list(dict.fromkeys(href or src for href, src in LOADED.findall(page)))
    live = LIVE.findall(page) if LIVE_DATA in page else []
    return first, live


PAGES = [kind for kind in KINDS if kind.status == 200]


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_a_first_view_keeps_its_budget(front: Front, kind: Kind) -> None:
    first, live = loaded(page_of(front, kind.path))
    assert 1 + len(first) + len(live) <= MOST_REQUESTS
    readable = weight(front, kind.path) + sum(weight(front, address) for address in first)
    assert readable <= UNTIL_READABLE
    assert readable + sum(weight(front, address) for address in live) <= FIRST_VIEW


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_a_repeat_view_asks_for_the_page_alone_and_is_told_that_it_has_it(front: Front, kind: Kind) -> None:
    first, live = loaded(page_of(front, kind.path))
    for address in [*first, *live]:
        assert "immutable" in asked(front, address)[1]["cache-control"]
    etag = asked(front, kind.path)[1]["etag"]
    assert asked(front, kind.path, if_none_match=etag)[0].startswith("304")
    assert weight(front, kind.path, if_none_match=etag) <= REPEAT_VIEW


def test_the_count_sees_what_a_page_loads() -> None:
    page = '<link rel="stylesheet" href="/a.css"><script defer src="/a.js"></script><body data-plotly="/p.js">'
    page = '<link rel="preload" as="style" href="/a.css">' + page
    assert loaded(page) == (["/a.css", "/a.js"], [])
    assert loaded(page + '<script type="application/json">{}</script>')[1] == ["/p.js"]
