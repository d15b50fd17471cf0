"""One page of the pack in one language, as the text of its file."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from dash.development.base_component import Component

from components import ids, pages
from components.address import Published
from components.carry import with_query
from loaders.dataset import Dataset
from loaders.texts import LANGUAGES
from server.prerender import to_html
from server.publishing.joining import joined
from server.publishing.plan import Sheet, spot_of
from server.publishing.rewriting import Found, rewritten
from server.publishing.shell import file_of
from server.publishing.words import heading, said


@dataclass(frozen=True)
class Contents:
    """What a pack holds: pages, where their addresses lead, where those of files do, and the names of its assets."""

    sheets: tuple[Sheet, ...]
    spots: Mapping[str, str]
    files: Mapping[str, str]
    assets: Sequence[str]
    published: Published = pages.NOWHERE


def in_language(href: str, lang: str) -> str:
    """An address in a language; the first one is not named."""
    return with_query(href, [(ids.LANG, lang)]) if lang != LANGUAGES[0] else href


def found_from(dataset: Dataset, contents: Contents, file: str) -> Found:
    """Where addresses lead, seen from a file of the pack: relative, so that it works wherever the folder lies."""
    folder = posixpath.dirname(file)

    def found(href: str) -> str | None:
        target = contents.files.get(href) or spot_of(dataset, contents.spots, href)
        if target is None:
            return None
        path, _, anchor = target.partition("#")
        way = "" if path == file and anchor else posixpath.relpath(path, folder)
        return f"{way}#{anchor}" if anchor else way

    return found


def page_of(dataset: Dataset, contents: Contents, sheet: Sheet, lang: str) -> Component:
    """What the dashboard shows at the addresses of a page of the pack, in a language."""
    first = urlsplit(in_language(sheet.addresses[0], lang))
    if not sheet.joined:
        return pages.page(dataset, first.path, first.query, published=contents.published, is_whole=not sheet.whole)
    name = heading(dataset, sheet, lang)
    content = joined(sheet.addresses, lambda path: pages.body(dataset, path, first.query), name)
    asked: Any = {"path": first.path, "query": first.query, "name": name}
    return pages.around(dataset, content, **asked, published=contents.published)


def content_of(dataset: Dataset, contents: Contents, sheet: Sheet, lang: str) -> Component:
    """What stands on a page of the pack: what the dashboard shows there, made to stand alone."""
    found = found_from(dataset, contents, f"{lang}/{sheet.file}")
    return rewritten(page_of(dataset, contents, sheet, lang), found, said(dataset, sheet, lang, found))


def rendered_file(dataset: Dataset, contents: Contents, sheet: Sheet, lang: str) -> str:
    """The text of the file of a page in a language."""
    parts = urlsplit(in_language(sheet.addresses[0], lang))
    asked: Any = (dataset, parts.path, parts.query)
    product = pages.title(dataset, "/", f"{ids.LANG}={lang}")
    title = f"{heading(dataset, sheet, lang)} – {product}" if sheet.joined else pages.title(*asked)
    described = heading(dataset, sheet, lang) if sheet.joined else pages.description(*asked)
    return file_of(
        to_html(content_of(dataset, contents, sheet, lang)),
        root={"lang": lang, **pages.root_attributes(*asked, site=contents.published.site)},
        title=title,
        description=described,
        top="../" * (1 + sheet.file.count("/")),
        assets=contents.assets,
    )
