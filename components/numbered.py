"""A long listing in parts, each at an address of its own: a page costs what it shows, whatever there is."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TypeVar
from urllib.parse import urlencode

from dash import html

from components import ids
from components.attributes import attributes
from components.links import link
from loaders.dataset import Dataset
from loaders.notation import whole
from loaders.texts import text

Row = TypeVar("Row")


def parts_of(total: int, most: int) -> int:
    """In how many parts so many rows are shown, at most ``most`` in each."""
    return max(1, ceil(total / most))


def part(rows: Sequence[Row], number: int, most: int) -> Sequence[Row]:
    """The rows of a part, counted from 1; of a number beyond the last part those of the last one."""
    first = (min(number, parts_of(len(rows), most)) - 1) * most
    return rows[first : first + most]


def with_number(href: str, number: int) -> str:
    """The address of a part of a page; the first part is the page itself."""
    if number == 1:
        return href
    path, hash_, anchor = href.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{urlencode({ids.NUMBER: number})}{hash_}{anchor}"


def ways_on(dataset: Dataset, href: str, *, number: int, total: int, most: int, lang: str = "en") -> list[html.Nav]:
    """Which rows a part shows of how many, and the ways to the parts before and after; nothing where all are shown."""
    parts = parts_of(total, most)
    if parts == 1:
        return []
    number = min(number, parts)
    numbers = {"first": (number - 1) * most + 1, "last": min(number * most, total), "total": total}
    told = {name: whole(value, lang) for name, value in numbers.items()}
    ways = [("numbered.previous", number - 1), ("numbered.next", number + 1)]
    links = [
        html.Li(link(text(dataset, key, lang=lang), with_number(href, other)))
        for key, other in ways
        if 1 <= other <= parts
    ]
    label = text(dataset, "numbered.label", lang=lang)
    words = html.P(text(dataset, "numbered.rows", lang=lang, **told), className="muted")
    return [
        html.Nav(
            [words, html.Ul(links)], className=" ".join(("page-parts", "numbered")), **attributes(aria_label=label)
        )
    ]
