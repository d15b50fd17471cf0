"""Pages that were made a moment ago, whatever the spelling of the address under which they were asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from dash.development.base_component import Component

from server.prerender import to_html

#: A page is 65 to 340 kB. Whole answers are kept by ``server.keep``; these are for other spellings of their addresses.
MOST_PAGES = 32

#: The page at a path, for a query without its question mark.
PageOf = Callable[[str, str], Component]
#: The same as HTML.
HtmlOf = Callable[[str, str], str]


def remembered(page_of: PageOf) -> HtmlOf:
    """The pages that ``page_of``, a pure function, makes, as HTML; the last ``MOST_PAGES`` are kept.

    Queries that only write the same parameters differently share one page, so that no spelling fills the memory:
    the order of parameters must not matter to ``page_of``, nor repetition. An exception is not kept.
    """

    @lru_cache(maxsize=MOST_PAGES)
    def kept(path: str, query: str) -> str:
        return to_html(page_of(path, query))

    def page(path: str, query: str) -> str:
        return kept(path, urlencode(sorted(set(parse_qsl(query, keep_blank_values=True)))))

    return page
