"""Files that only save time: written whole or not at all, by several processes at once if need be."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

#: How the name of a file ends that is being written, or whose writer was ended.
BEGUN = ".begun"


def write_kept(path: Path, content: bytes) -> OSError | None:
    """Put a file in its place, with the folders above it. One that cannot be written is not there; returns why."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=BEGUN, delete=False) as begun:
            try:
                begun.write(content)
                begun.close()
                os.replace(begun.name, path)
            except OSError:
                os.unlink(begun.name)
                raise
    except OSError as error:
        return error
    return None
