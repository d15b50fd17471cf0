"""What an address names: the kind of page and which one of them, and the parameters of its query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from loaders.dataset import Dataset
from loaders.lessons import lesson_ids
from loaders.related import compared_names
from loaders.selection import figure_ids
from loaders.tables import TOPICS

Args = Mapping[str, list[str]]
#: Pages of which there is one, at the path of their name.
SINGLE_PAGES = ("compare", "follow-up", "data", "quality", "corrections", "search", "lessons", "about", "privacy")


@dataclass(frozen=True)
class Place:
    """What a path shows: the kind of page (``topic``, ``observation`` ...) and which one of them."""

    kind: str
    key: str = ""


def args_of(query: str) -> Args:
    """The parameters of a query string, with or without its question mark."""
    return parse_qs(query.removeprefix("?"), keep_blank_values=True)


def place_of(dataset: Dataset, path: str) -> Place | None:
    """What a path shows, or None where there is no such page."""
    if path == "/":
        return Place("overview")
    kind, _, key = path.removeprefix("/").partition("/")
    if not key and path == f"/{kind}":
        if kind in TOPICS:
            return Place("topic", kind)
        return Place(kind) if kind in SINGLE_PAGES else None
    if kind == "lessons" and key in lesson_ids(dataset):
        return Place("lesson", key)
    if kind == "observation" and key in figure_ids(dataset):
        return Place(kind, key)
    if kind == "compare" and tuple(sorted(key.split("/"))) in compared_names(dataset):
        return Place("pair", key)
    if kind == "brief" and key in TOPICS:
        return Place(kind, key)
    if kind == "evidence" and (key in TOPICS or dataset.has("indicators", key)):
        return Place(kind, key)
    return None
