"""Pages that were made a moment ago: a page is asked for twice, as the first content and by the page's own script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from dash.development.base_component import Component

from server.condense import condensed
from server.prerender import to_html

#: A topic page is about 0.6 MB, the longest page 3.5 MB.
MOST_PAGES = 64

#: The page at a path, for a query without its question mark.
PageOf = Callable[[str, str], Component]


@dataclass(frozen=True)
class Page:
    """A page for both hands: as HTML for the first response, and as the layout that Dash draws from then on."""

    html: str
    layout: Component


RenderedOf = Callable[[str, str], Page]


def rendered(tree: Component) -> Page:
    """A tree of components in both forms."""
    return Page(to_html(tree), condensed(tree))


def remembered(page_of: PageOf) -> RenderedOf:
    """The pages that ``page_of``, a pure function, makes; the last ``MOST_PAGES`` are kept. The one kept is handed
    out again and again and must not be changed.

    Queries that only write the same parameters differently share one page, so that no spelling fills the memory:
    the order of parameters must not matter to ``page_of``, nor repetition. An exception is not kept.
    """

    @lru_cache(maxsize=MOST_PAGES)
    def kept(path: str, query: str) -> Page:
        return rendered(page_of(path, query))

    def page(path: str, query: str) -> Page:
        return kept(path, urlencode(sorted(set(parse_qsl(query, keep_blank_values=True)))))

    return page
