"""The files of the interface for programs, by their name in an address: ``observations.csv``, ``gaps.json``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from loaders.dataset import Dataset
from loaders.exports import as_csv
from loaders.exports.asking import asked_of
from loaders.exports.collections import collections
from loaders.exports.download import BadQuery, Download
from loaders.exports.formats import FORMATS
from loaders.exports.taken import ViewOf, file_name, is_large, no_view, taken
from loaders.publication import data_version
from loaders.texts import language_asked, text

Args = Mapping[str, list[str]]
#: The parameter that leaves out the byte-order mark of a CSV file.
PLAIN, YES = "plain", "yes"


def api_file(dataset: Dataset, name: str, args: Args, *, site: str = "", view_of: ViewOf = no_view) -> Download | None:
    """The file that an address asks for, or None where there is none. Raises ``BadQuery`` for what it does not know."""
    collection, _, extension = name.partition(".")
    written = FORMATS.get(extension)
    if collection not in collections() or written is None or not written.is_of(collection):
        return None
    is_plain = extension == "csv" and _is_plain(dataset, args)
    asked = asked_of(dataset, collection, {key: values for key, values in args.items() if not is_plain or key != PLAIN})
    found = taken(dataset, asked, site=site, view_of=view_of)
    parts = partial(as_csv.csv_parts, found, plain=True) if is_plain else partial(written.parts, dataset, found)
    content = parts if is_large(found) else b"".join(parts())
    name = file_name(asked, data_version(dataset), extension)
    return Download(content, written.media_type, name, shown=extension == "json")


def _is_plain(dataset: Dataset, args: Args) -> bool:
    values = args.get(PLAIN, [])
    if len(values) > 1:
        raise BadQuery(text(dataset, "error.twice", lang=language_asked(args), name=PLAIN), parameter=PLAIN)
    if values and values != [YES]:
        message = text(
            dataset, "error.value_allowed", lang=language_asked(args), name=PLAIN, value=values[-1], allowed=YES
        )
        raise BadQuery(message, parameter=PLAIN, allowed=[YES])
    return bool(values)
