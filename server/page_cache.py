"""Pages that were made a moment ago: a page is asked for twice, as the first content and by the page's own script."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from dash.development.base_component import Component

#: A topic page is about 0.6 MB, the longest page 3.5 MB.
MOST_PAGES = 64

#: The page at a path, for a query without its question mark.
PageOf = Callable[[str, str], Component]


def remembered(page_of: PageOf) -> PageOf:
    """``page_of``, a pure function, that keeps the last ``MOST_PAGES`` pages; the one kept is handed out again and
    again and must not be changed.

    Queries that only write the same parameters differently share one page, so that no spelling fills the memory:
    the order of parameters must not matter to ``page_of``, nor repetition. An exception is not kept.
    """
    kept = lru_cache(maxsize=MOST_PAGES)(page_of)

    def page(path: str, query: str) -> Component:
        return kept(path, urlencode(sorted(set(parse_qsl(query, keep_blank_values=True)))))

    return page
