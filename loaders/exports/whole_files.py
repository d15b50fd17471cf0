"""Files for programs that nobody can choose parts of: the data package, the SDMX structures, the description of it all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType

from loaders.dataset import Dataset
from loaders.exports import datapackage, openapi, package_tables, sdmx_structure
from loaders.exports.download import BadQuery, Download
from loaders.exports.taken import DESCRIPTION, PACKAGE, STRUCTURE
from loaders.publication import data_version
from loaders.texts import text


@dataclass(frozen=True)
class WholeFile:
    """A file: its name among the texts, its media type, its ending, and what writes it, given the published address.

    ``is_large`` says of which data it is too large to be held as a whole.
    """

    name: str
    media_type: str
    ending: str
    write: Callable[[Dataset, str], Iterator[bytes]]
    shown: bool = False
    is_large: Callable[[Dataset], bool] = lambda _dataset: False


@cache
def whole_files() -> Mapping[str, WholeFile]:
    """The files by their address."""
    found = {
        PACKAGE: WholeFile(
            "datapackage",
            datapackage.MEDIA_TYPE,
            "zip",
            lambda dataset, site: datapackage.datapackage_parts(dataset, site=site),
            is_large=package_tables.are_many,
        ),
        STRUCTURE: WholeFile(
            "structure",
            sdmx_structure.MEDIA_TYPE,
            "sdmx.json",
            lambda dataset, _site: iter((sdmx_structure.sdmx_structure(dataset),)),
        ),
        DESCRIPTION: WholeFile("openapi", openapi.MEDIA_TYPE, "json", _openapi, shown=True),
    }
    return MappingProxyType(found)


def _openapi(dataset: Dataset, site: str) -> Iterator[bytes]:
    told = {path: (file.media_type, file.name) for path, file in whole_files().items()}
    yield openapi.openapi(dataset, told, site=site)


def whole_file(dataset: Dataset, path: str, _name: str, args: Mapping[str, list[str]], *, site: str = "") -> Download:
    """The file at an address of ``whole_files``. Raises ``BadQuery`` for any parameter, since there are none."""
    for name in args:
        raise BadQuery(text(dataset, "error.no_parameters", name=name), parameter=name)
    file = whole_files()[path]
    saved = f"kz-children_{file.name}_{data_version(dataset)}.{file.ending}"
    parts = partial(file.write, dataset, site)
    content = parts if file.is_large(dataset) else b"".join(parts())
    return Download(content, file.media_type, saved, shown=file.shown)
