"""The HTML page around the Dash application: language, title and first content for the address asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import dash
from flask import request

#: The place of the first content; assets/follow.js knows it by this name.
FIRST_CONTENT = "first-content"


@dataclass(frozen=True)
class IndexPage:
    """What the page around the application says about an address (a path, and a query without its ``?``)."""

    lang: Callable[[str], str]
    title: Callable[[str, str], str]
    description: Callable[[str, str], str]
    content: Callable[[str, str], str]
    #: For each language the address of the page in it.
    alternates: Callable[[str, str], Mapping[str, str]]
    #: Further attributes of the root element, such as its theme; empty values are left out.
    root: Callable[[str, str], Mapping[str, str]]
    #: Where the site is published (no slash at the end), for the canonical address; empty when not known.
    public_url: str = ""
    #: JSON-LD on what the page holds, or nothing.
    structured: Callable[[str, str], str] = lambda _path, _query: ""


class PrerenderedDash(dash.Dash):
    """Dash whose page carries language, title and readable content before any script has run."""

    def __init__(self, *args: Any, index_page: IndexPage, **kwargs: Any) -> None:
        # Before Dash's own constructor, which may already ask for the page.
        self._index_page = index_page
        super().__init__(*args, **kwargs)

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """The whole page, from the parts that Dash made (config, scripts, css, metas, favicon, renderer)."""
        path, query = request.path, request.query_string.decode("utf-8", "replace")
        page = self._index_page
        ways = "".join(
            f'<link rel="alternate" hreflang="{lang}" href="{escape(page.public_url + address)}">'
            for lang, address in page.alternates(path, query).items()
        )
        own = page.alternates(path, "")[page.lang(query)]
        canonical = f'<link rel="canonical" href="{escape(page.public_url + own)}">' if page.public_url else ""
        described = f'<meta name="description" content="{escape(page.description(path, query))}">'
        head = [parts["metas"], f"<title>{escape(page.title(path, query))}</title>", described, canonical, ways]
        head.append(_data_block(page.structured(path, query)))
        root = "".join(f' {name}="{escape(value)}"' for name, value in page.root(path, query).items() if value)
        # The first content stands beside the place that Dash fills, and assets/follow.js takes it away when Dash
        # has drawn the page: inside that place, Dash would wipe it before its own content has come.
        entry = f'<div id="{FIRST_CONTENT}">{page.content(path, query)}</div><div id="react-entry-point"></div>'
        scripts = f"{parts['config']}{parts['scripts']}{parts['renderer']}"
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(page.lang(query))}"{root}><head>{"".join(head)}'
            f"{parts['favicon']}{parts['css']}</head><body>{entry}{scripts}</body></html>"
        )


def _data_block(json_ld: str) -> str:
    """JSON as a block of data, which is no script; nothing in it can end the block or begin a comment."""
    escaped = json_ld.replace("<", "\\u003c")
    return f'<script type="application/ld+json">{escaped}</script>' if json_ld else ""
