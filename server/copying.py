"""A copy of the data that is checked and then served: whoever changes a file meanwhile changes neither."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from server.edition import data_files

#: Bytes. No table may be as large as this (loaders.reading); a folder that is larger is read where it lies.
LARGEST = 256 * 2**20


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
