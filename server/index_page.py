"""The HTML page that readers are sent: what Dash would send is an empty one, which scripts fill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import dash
from flask import request

from components import ids
from server.bundles import Bundle
from server.prerender import data_block

#: What follows a chart, and is seen after it; what is opened beside it, and is seen at once.
_AFTER, _BESIDE = f'<div id="{ids.REST}"', f'id="{ids.PANEL}"'


@dataclass(frozen=True)
class IndexPage:
    """What the page says about an address (a path, and a query without its ``?``)."""

    lang: Callable[[str], str]
    title: Callable[[str, str], str]
    description: Callable[[str, str], str]
    content: Callable[[str, str], str]
    #: For each language the address of the page in it.
    alternates: Callable[[str, str], Mapping[str, str]]
    #: Further attributes of the root element, such as its theme; empty values are left out.
    root: Callable[[str, str], Mapping[str, str]]
    #: The style sheet and the scripts.
    bundle: Bundle
    #: Where the site is published (no slash at the end), for the canonical address; empty when not known.
    public_url: str = ""
    #: JSON-LD on what the page holds, or nothing.
    structured: Callable[[str, str], str] = lambda _path, _query: ""


class PrerenderedDash(dash.Dash):
    """Dash whose page is whole before any script has run, and has none of Dash's own."""

    def __init__(self, *args: Any, index_page: IndexPage, **kwargs: Any) -> None:
        # Before Dash's own constructor, which may already ask for the page.
        self._index_page = index_page
        super().__init__(*args, **kwargs)

    def index(self, *_args: Any, **_kwargs: Any) -> str:
        """The whole page at the address of the request."""
        return written(self._index_page, request.path, request.query_string.decode("utf-8", "replace"))


def written(page: IndexPage, path: str, query: str) -> str:
    """The whole page at an address."""
    # Until its chart has been seen: assets/style.css leaves out what follows it, assets/follow.js lets it in.
    root = {"lang": page.lang(query), "class": "fresh"} | dict(page.root(path, query))
    named = "".join(f' {name}="{escape(value)}"' for name, value in root.items() if value)
    content = page.content(path, query)
    sheet = f'<link rel="stylesheet" href="{page.bundle.style}">'
    # A chart is drawn by rules that come with its page; all others are asked for behind it, and do not hold it up.
    is_first = _AFTER in content and _BESIDE not in content
    ahead = f'<link rel="preload" as="style" href="{page.bundle.style}"><style>{page.bundle.first}</style>'
    early, late = (ahead, sheet) if is_first else (sheet, "")
    return (
        f"<!DOCTYPE html>\n<html{named}><head>{_head(page, path, query, early)}</head>"
        f'<body data-plotly="{page.bundle.chart}"><div id="{ids.PAGE}">{content}</div>'
        f'<div id="{ids.LIVE}" role="status" class="hidden"></div>{late}</body></html>'
    )


def _head(page: IndexPage, path: str, query: str, style: str) -> str:
    ways = page.alternates(path, query).items()
    own = page.alternates(path, "")[page.lang(query)]
    told = page.structured(path, query)
    parts = [
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(page.title(path, query))}</title>",
        f'{style}<script src="{page.bundle.script}" defer></script>',
        f'<meta name="description" content="{escape(page.description(path, query))}">',
        f'<link rel="canonical" href="{escape(page.public_url + own)}">' if page.public_url else "",
        *(f'<link rel="alternate" hreflang="{lang}" href="{escape(page.public_url + way)}">' for lang, way in ways),
        f'<link rel="icon" href="{page.bundle.icon}" type="image/svg+xml">',
        data_block(told, "application/ld+json") if told else "",
    ]
    return "".join(parts)
