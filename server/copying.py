"""A copy of the data that is checked and then served: whoever changes a file meanwhile changes neither."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.edition import data_files
from server.locks import lock

#: Bytes. No table may be as large as this (loaders.reading); a folder that is larger is read where it lies.
LARGEST = 256 * 2**20

_LOCK = "copying.lock"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process is in here for the same folder, which is made if need be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # then no copy can be put there either
        yield
        return
    held = lock(folder / _LOCK, alone=True, wait=True)
    try:
        yield
    finally:
        if held is not None:
            held.close()


def copied(source: Path, target: Path) -> bool:
    """Copy all files below ``source`` to the new folder ``target``, whole or not at all, and say whether it is there.

    Links are followed: the copy has files of its own, which nobody writes to. A copy that another process has put there
    meanwhile stays, since that process reads it.
    """
    try:
        files = data_files(source)
        if not files or sum(path.stat().st_size for path in files) > LARGEST:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        begun = Path(tempfile.mkdtemp(dir=target.parent, suffix=".begun"))
    except OSError:
        return False
    try:
        for path in files:
            place = begun / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        begun.rename(target)
    except OSError:
        return target.is_dir()
    finally:
        shutil.rmtree(begun, ignore_errors=True)
    return True
