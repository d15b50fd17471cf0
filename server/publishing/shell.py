"""The HTML file around a page of the pack: it opens by a double click, and asks for nothing but files beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from components import ids
from server.bundles import CHART_LIBRARY

#: A pack is served without headers: no site to which a link leads is told from which page a reader came.
_UNTOLD = '<meta name="referrer" content="same-origin">'


def file_of(
    content: str,
    *,
    root: Mapping[str, str],
    title: str,
    description: str,
    top: str,
    assets: Sequence[str],
) -> str:
    """A whole file. ``root`` are the attributes of the root element, ``top`` is the way from it to the top of the pack (``../``), ``assets`` are the names of files there."""
    styles = "".join(f'<link rel="stylesheet" href="{top}assets/{name}">' for name in assets if name.endswith(".css"))
    scripts = "".join(
        f'<script src="{top}assets/{name}" defer></script>'
        for name in assets
        if name.endswith(".js") and name != CHART_LIBRARY
    )
    named = "".join(f' {name}="{escape(value)}"' for name, value in root.items() if value)
    return (
        f'<!DOCTYPE html>\n<html{named}><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{_UNTOLD}'
        f"<title>{escape(title)}</title>"
        f'<meta name="description" content="{escape(description)}">'
        f'<link rel="icon" href="{top}assets/favicon.svg" type="image/svg+xml">{styles}</head>'
        f'<body data-plotly="{top}assets/{CHART_LIBRARY}"><div id="{ids.PAGE}">{content}</div>'
        f'<div id="{ids.LIVE}" role="status" class="hidden"></div>{scripts}</body></html>\n'
    )


def first_file(names: Mapping[str, tuple[str, str]]) -> str:
    """The file at the top: for each language its name and the name of the product in it."""
    items = "".join(
        f'<li><a href="{lang}/index.html" lang="{lang}" hreflang="{lang}"><b>{escape(name)}</b><br>{escape(product)}'
        "</a></li>"
        for lang, (name, product) in names.items()
    )
    titles = " · ".join(product for _, product in names.values())
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{_UNTOLD}'
        f"<title>{escape(titles)}</title>"
        '<link rel="icon" href="assets/favicon.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="assets/style.css"><link rel="stylesheet" href="assets/offline.css"></head>'
        f'<body><main class="pack-first"><ul>{items}</ul></main></body></html>\n'
    )
