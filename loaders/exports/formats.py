"""The forms in which rows can be taken away, by the ending of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from loaders.dataset import Dataset
from loaders.exports import as_csv, as_json, as_sdmx
from loaders.exports.taken import Taken

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """A form of file: its media type, what writes it part by part, and of which collections; without a word of all."""

    media_type: str
    parts: Callable[[Dataset, Taken], Iterator[bytes]]
    collections: frozenset[str] = frozenset()

    def is_of(self, collection: str) -> bool:
        """Whether a collection can be had in this form."""
        return not self.collections or collection in self.collections


def _xlsx_parts(dataset: Dataset, taken: Taken) -> Iterator[bytes]:
    """What makes workbooks takes a tenth of a start to import, and no page needs it."""
    from loaders.exports.as_xlsx import xlsx_parts

    return xlsx_parts(dataset, taken)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "xlsx": Format(_XLSX, _xlsx_parts),
        "csv": Format(as_csv.MEDIA_TYPE, lambda _dataset, taken: as_csv.csv_parts(taken)),
        "json": Format(as_json.MEDIA_TYPE, as_json.json_parts),
        "sdmx.csv": Format(as_sdmx.MEDIA_TYPE, as_sdmx.sdmx_parts, frozenset({"observations"})),
    }
)
