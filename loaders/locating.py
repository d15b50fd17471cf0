"""The place in a document as a reader needs it, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from loaders.dataset import Dataset
from loaders.texts import LANGUAGES, text

#: The row of the file that the audit reads, which no reader of a web page sees.
_WEB_ROW = re.compile(r"^row [0-9]+, ")
#: The words of ours in a locator, each with a number; headings and names of rows are the document's own and stay.
_NUMBERED = {
    "place.para": re.compile(r"(?:para\.|para|paragraph) ([0-9]+)"),
    "place.endnote": re.compile(r"endnote ([0-9]+)"),
    "place.table": re.compile(r"[Tt]able ([0-9][0-9.]*(?:\.[A-Z])?)"),
    "place.article": re.compile(r"Article ([0-9]+)"),
    "place.point": re.compile(r"point ([0-9]+)"),
    "place.after": re.compile(r"after endnote ([0-9]+)"),
    "place.item": re.compile(r"list item ([0-9]+)"),
}
_PLAIN = {
    "place.text": "text",
    "place.table_plain": "table",
    "place.opening": "opening paragraphs",
    "place.heading": "heading of country narrative",
    "place.note": "note under heading",
    "place.title": "title of the page",
}
_COLUMN = re.compile(r"column (\S+)")


def place_words(dataset: Dataset, row: Mapping[Any, Any], lang: str = "en") -> str:
    """The locator of a row without what only the audit reads; our own words in it in the language of the page."""
    place = _WEB_ROW.sub("", str(row["locator"]))
    if lang == LANGUAGES[0]:
        return place
    return ", ".join(_part(dataset, part, lang) for part in place.split(", "))


def _part(dataset: Dataset, part: str, lang: str) -> str:
    for key, form in _NUMBERED.items():
        found = form.match(part)
        if found and not part[found.end() : found.end() + 1].isalnum():
            return text(dataset, key, lang=lang, number=found[1]) + part[found.end() :]
    column = _COLUMN.fullmatch(part)
    if column:
        return text(dataset, "place.column", lang=lang, name=column[1])
    return next((text(dataset, key, lang=lang) for key, words in _PLAIN.items() if part == words), part)
