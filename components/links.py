"""Links inside the product: real addresses, which the script of ``assets/`` follows without a new page load."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dash import html

from components import ids
from components.attributes import attributes


def link(
    children: Any,
    href: str,
    *,
    current: bool = False,
    chosen: bool = False,
    class_name: str | None = None,
    chooses: str = "",
    aria_label: str = "",
) -> html.A:
    """A link to one of our own pages.

    ``current`` marks the page on which the reader is, ``chosen`` the choice that is in force; ``chooses``
    is the key of the address that the link itself sets, where every other link carries the reader's choice along.
    ``aria_label`` is the name of a link whose content does not say where it leads.
    """
    state = {"aria_current": "page" if current else "true"} if current or chosen else {}
    own = {"data_chooses": chooses, "aria_label": aria_label}
    named = {name: value for name, value in own.items() if value}
    return html.A(children, href=href, className=class_name, **attributes(data_follow="page", **state, **named))


def observation_href(obs_id: str) -> str:
    """The permanent address of one figure."""
    return f"/observation/{obs_id}"


def pair_href(obs_a: str, obs_b: str) -> str:
    """The permanent address of two figures side by side."""
    return "/compare/{}/{}".format(*sorted((obs_a, obs_b)))


def evidence_href(indicator_id: str, period: str = "") -> str:
    """The address of all that lies behind a cell of the evidence map; ``period`` is the key of its column."""
    query = f"?{urlencode({ids.PERIOD: period})}" if period else ""
    return f"/evidence/{indicator_id}{query}"


def recommendation_href(recommendation_id: str) -> str:
    """The address of one recommendation among all of them."""
    return f"/follow-up#{recommendation_id}"


def search_href(query: str = "") -> str:
    """The address of the results of a search, or of the page to search on."""
    return f"/search?{urlencode({ids.QUERY: query})}" if query else "/search"
