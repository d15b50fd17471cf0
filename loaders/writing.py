"""Writing the files of the data folder: one way to spell a row, and all files of a change or none."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as the files of the data spell them: quotes only where they are needed, lines that end in a line feed."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def replace_files(texts: Mapping[Path, str]) -> None:
    """Write all files beside the old ones, then put each in its place at once.

    Raises ``OSError`` when one cannot be written or replaced; then those that were there are put back.
    """
    waiting = {path.with_name(path.name + ".new"): path for path in texts}
    kept = {path: path.read_bytes() if path.exists() else None for path in texts}
    replaced: list[Path] = []
    try:
        for new, path in waiting.items():
            new.write_bytes(texts[path].encode())
            if path.exists():
                shutil.copymode(path, new)
        for new, path in waiting.items():
            replaced.append(path)
            os.replace(new, path)
    except BaseException:
        for path in replaced:
            _put_back(path, kept[path])
        raise
    finally:
        for new in waiting:
            new.unlink(missing_ok=True)


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != content:
        path.write_bytes(content)
