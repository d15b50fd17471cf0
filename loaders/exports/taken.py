"""The rows that a reader takes away, ready to be written: cells of plain kinds, and what the file says of itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from loaders.citing.forms import FORMS
from loaders.citing.ourselves import view_reference
from loaders.dataset import Dataset
from loaders.exports.asking import EXCLUDED, ONLY, Asked, query_of, rows_asked
from loaders.exports.cell_kinds import Cell as Cell
from loaders.exports.collections import Collection, collections
from loaders.exports.columns import Column, Kind
from loaders.exports.lazy_rows import LazyRows, Row
from loaders.publication import LICENCE, LICENCE_URL, data_date, data_version
from loaders.texts import LANGUAGES, text
from loaders.words import years_words

#: Where the programs' addresses begin.
API = "/api/v1"
#: Files that are had whole: everything as a data package, the SDMX structures, and what describes every address.
PACKAGE, STRUCTURE, DESCRIPTION = f"{API}/datapackage.zip", f"{API}/structure.sdmx.json", "/openapi.json"
_LONGEST_NAME = 120
#: Cells that are held. A cell is about 36 bytes of JSON, the longest form, so that no smaller file is above 4 MiB; today's
#: figures have 92,000.
MOST_HELD = 110_000
IN_PLAIN_WORDS = "txt"


@dataclass(frozen=True)
class About:
    """What a file says of itself, in words for readers; addresses are whole where the site's own is known.

    ``view`` is where readers see the same rows, ``request`` where programs get them anew.
    """

    title: str
    data_version: str
    data_date: datetime.date
    licence: str
    licence_url: str
    citation: str
    view: str
    request: str


@dataclass(frozen=True)
class Taken:
    """Rows that were asked for: their collection, the columns, the cells row by row, and what is said of them.

    A cell fits the kind of its column: a day for ``date``, a number for ``number`` and ``integer``, a text for
    ``text``, ``list`` and ``address``, and None where there is nothing. Many rows are made while they are gone through.
    """

    collection: Collection
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    about: About
    asked: Asked


#: The path of the page that shows what is asked for, or nothing where no page does.
ViewOf = Callable[[Asked], str]


def no_view(_asked: Asked) -> str:
    """No page is known."""
    return ""


def taken(dataset: Dataset, asked: Asked, *, site: str = "", view_of: ViewOf = no_view) -> Taken:
    """What a request asks for. ``site`` is the published address, empty where it is not known."""
    collection = collections()[asked.collection]
    found = rows_asked(dataset, asked)

    def rows_of(part: pd.DataFrame) -> list[Row]:
        cells = [_cells(column, column.cells(dataset, part, asked.lang), site) for column in collection.columns]
        return list(zip(*cells, strict=True))

    rows: Sequence[Row] = LazyRows(found, rows_of)
    return Taken(
        collection,
        collection.columns,
        rows if len(found) * len(collection.columns) > MOST_HELD else tuple(rows),
        _about(dataset, asked, site=site, view=view_of(asked)),
        asked,
    )


def is_large(taken: Taken) -> bool:
    """Whether the rows are too many to be held, and so is a file of them."""
    return not isinstance(taken.rows, tuple)


def _cells(column: Column, found: pd.Series, site: str) -> list[Cell]:
    turned = _TURNED[column.kind]
    empty = (found.isna() | (found == "")).fillna(True)
    cells = [None if nothing else turned(value) for value, nothing in zip(found.tolist(), empty.tolist(), strict=True)]
    return [f"{site}{cell}" if cell else cell for cell in cells] if column.kind == "address" else cells


def _number(value: Any) -> int | float:
    """A number as people write it: 5 and not 5.0, and no more digits than it has."""
    return int(value) if float(value).is_integer() else float(value)


_TURNED: dict[Kind, Callable[[Any], Cell]] = {
    "text": str,
    "list": str,
    "address": str,
    "number": _number,
    "integer": int,
    "boolean": bool,
    "date": lambda day: day.date(),
}


def _about(dataset: Dataset, asked: Asked, *, site: str, view: str) -> About:
    request = f"{site}{request_path(asked, 'json')}"
    seen = f"{site}{view}" if view else request
    title = title_of(dataset, asked)
    reference = view_reference(dataset, seen.removeprefix(site), title, lang=asked.lang, site=site)
    return About(
        title,
        data_version(dataset),
        data_date(dataset),
        LICENCE,
        LICENCE_URL,
        FORMS[IN_PLAIN_WORDS].write(dataset, reference, asked.lang),
        seen,
        request,
    )


def request_path(asked: Asked, extension: str) -> str:
    """The path of a file with the rows of a request, with its parameters."""
    query = urlencode(query_of(asked))
    return f"{API}/{asked.collection}.{extension}" + (f"?{query}" if query else "")


def title_of(dataset: Dataset, asked: Asked) -> str:
    """What was asked for, in words: the thing that is counted or the topic, the kind of rows, and the years."""
    chosen, lang = dict(asked.chosen), asked.lang
    things = [dataset.label("indicators", name, lang) for name in chosen.get("indicator_id", ())]
    topics = [dataset.code("topic", name, lang) for name in chosen.get("topic", ())]
    about = "; ".join(things or topics)
    rows = text(dataset, f"collection.{asked.collection}", lang=lang)
    rows = rows[0].upper() + rows[1:]
    named = about if asked.collection == "observations" else ""
    what = named or (text(dataset, "export.title", lang=lang, about=about, rows=rows) if about else rows)
    if asked.year_from is None or asked.year_to is None:
        return what
    return text(
        dataset, "export.years", lang=lang, what=what, years=years_words(dataset, asked.year_from, asked.year_to, lang)
    )


def file_name(asked: Asked, version: str, extension: str) -> str:
    """The name under which a file is saved: what it is of, what was chosen, and the version of the data."""
    parts = [asked.collection, *(value for _, values in asked.chosen for value in values)]
    first, last = ("" if year is None else f"{year:04}" for year in (asked.year_from, asked.year_to))
    if first or last:
        parts.append("-".join(dict.fromkeys([first or "until", last or "onwards"])))
    parts += [f"undated-{asked.undated}"] if asked.undated in (EXCLUDED, ONLY) else []
    parts += [asked.lang] if asked.lang != LANGUAGES[0] else []
    chosen = re.sub(r"[^A-Za-z0-9_-]+", "-", "_".join(parts))
    if len(chosen) > _LONGEST_NAME:  # what is cut off is told by a digest, so that two requests keep two names
        digest = sha256(urlencode(query_of(asked)).encode()).hexdigest()[:8]
        chosen = f"{chosen[:_LONGEST_NAME]}_{digest}"
    return f"kz-children_{chosen}_{version}.{extension}"
