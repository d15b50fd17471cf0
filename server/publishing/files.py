"""The files that a pack holds besides its pages: every collection whole, and the rows of each chart as CSV.

The rows of a chart as a workbook would be half of the whole pack (20 KB each, which no zip makes smaller).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from urllib.parse import urlsplit

from components.places import args_of, place_of
from components.shown_by import page_of
from components.state import view_of
from loaders.dataset import Dataset
from loaders.exports.api import api_file
from loaders.exports.asking import Asked, asked_by
from loaders.exports.collections import collections
from loaders.exports.formats import FORMATS
from loaders.exports.taken import PACKAGE, request_path
from loaders.exports.whole_files import whole_file
from server.publishing.plan import Sheet

FOLDER = "downloads"
OF_VIEWS = "csv"
#: For people in each language. What programs read stands once, since its codes are the same; JSON is left out: it is
#: the largest form, and the data package says as much.
IN_EVERY_LANGUAGE, FOR_PROGRAMS = frozenset(["xlsx"]), frozenset(["csv", "sdmx.csv"])


def files(dataset: Dataset, sheets: Iterable[Sheet], langs: Iterable[str]) -> Mapping[str, str]:
    """For each address of a file its path from the top of the pack."""
    languages = tuple(langs)
    found = {PACKAGE: f"{FOLDER}/datapackage.zip"}
    for lang in languages:
        for name in collections():
            for extension, written in FORMATS.items():
                wanted = IN_EVERY_LANGUAGE if lang != languages[0] else IN_EVERY_LANGUAGE | FOR_PROGRAMS
                if written.is_of(name) and extension in wanted:
                    address = request_path(Asked(name, lang=lang), extension)
                    found[address] = f"{FOLDER}/{lang}/{name}.{extension}"
    for sheet in sheets:
        parts = urlsplit(sheet.addresses[0])
        place = place_of(dataset, parts.path)
        if place is not None and place.kind == "topic":
            selection = view_of(dataset, parts.path, args_of(parts.query)).selection
            name = sheet.file.removesuffix(".html").replace("/", "--")
            for lang in languages:
                address = request_path(asked_by(selection, lang), OF_VIEWS)
                found[address] = f"{FOLDER}/{lang}/charts/{name}.{OF_VIEWS}"
    return MappingProxyType(found)


def file_body(dataset: Dataset, address: str, *, site: str = "") -> bytes:
    """The bytes of the file at an address of ``files``; ``site`` is the published address, or nothing."""
    parts = urlsplit(address)
    if parts.path == PACKAGE:
        return whole_file(dataset, PACKAGE, "", {}, site=site).body
    name = parts.path.rpartition("/")[2]
    made = api_file(dataset, name, args_of(parts.query), site=site, view_of=partial(page_of, dataset))
    if made is None:
        raise ValueError(f"there is no file at {address}")
    return made.body
