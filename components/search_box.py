"""The box to search in: a form that works by itself, and that ``assets/search.js`` sends without a new page load."""

from __future__ import annotations

import json

from dash import html

from components import ids
from components.attributes import attributes
from components.links import search_href
from components.refusing import LONGEST_SEARCH
from loaders.dataset import Dataset
from loaders.texts import text

#: The key that leads to the box; assets/search.js reads it from the box.
SHORTCUT = "Control+/"
HEADER, PAGE = "header", "page"


def search_box(dataset: Dataset, value: str = "", *, lang: str = "en", name_suffix: str = HEADER) -> html.Form:
    """A search form with ``value`` in its box; ``name_suffix`` tells the boxes of one page apart.

    Dash has no plain input. The box is an empty element that carries the attributes of the input, which
    ``server/prerender.py`` writes.
    """
    identity = ids.search_box(name_suffix)
    label = text(dataset, "search.label" if name_suffix == HEADER else "search.label_here", lang=lang)
    box = {
        "id": identity,
        "name": ids.QUERY,
        "type": "search",
        "autocomplete": "off",
        "maxlength": str(LONGEST_SEARCH),
        "aria-keyshortcuts": SHORTCUT,
        "title": text(dataset, "search.keys", lang=lang, shortcut=SHORTCUT),
    }
    return html.Form(
        [
            html.Label(label, htmlFor=identity, className="hidden"),
            html.Div(
                className="search-input", **attributes(data_search=json.dumps(box, sort_keys=True), data_value=value)
            ),
            html.Button(text(dataset, "search.button", lang=lang), type="submit"),
        ],
        method="get",
        action=search_href(),
        role="search",
        className="search-box",
        **attributes(aria_label=label),
    )
