"""Where the index of a search lies: with its dataset, and in a file that is opened and not read."""

from __future__ import annotations

from mmap import ACCESS_READ, mmap
from pathlib import Path

from loaders.dataset import Dataset
from loaders.kept import give, kept
from loaders.kept_files import write_kept
from loaders.search_index import index_content
from loaders.search_look_up import Index


@kept(1)
def index_of(dataset: Dataset) -> Index:
    """The index of a dataset: the one that was made ready, else one that is made now, which takes seconds."""
    return Index(index_content(dataset))


def make_ready(dataset: Dataset, path: Path | None = None) -> None:
    """Make the index of a dataset now, so that no reader waits for it; the file at ``path`` is used if it is of these data.

    Else the file is written. One that cannot be written costs only time and memory.
    """
    index = _opened(path, dataset.content_hash) if path else None
    if index is None:
        content = index_content(dataset)
        if path:
            write_kept(path, content)
            index = _opened(path, dataset.content_hash)
        index = index or Index(content)
    give(index_of, dataset, index)


def _opened(path: Path, data: str) -> Index | None:
    """The index in a file, of which only those pages come into memory that a search needs."""
    try:
        with path.open("rb") as file:
            index = Index(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return index if index.data == data else None
