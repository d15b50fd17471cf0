"""A pack as one file, the same bytes for the same pack."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from loaders.exports.fixed_zip import fixed_zip
from server.publishing.writing import KIND, MANIFEST

#: Unpacked, everything stands in one folder of this name.
FOLDER = "kz-children-offline"


def zip_pack(folder: Path, target: Path) -> int:
    """Write the pack in a folder as a zip file, whole or not at all; returns its size in bytes."""
    names = [*json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"], MANIFEST]
    body = fixed_zip((f"{FOLDER}/{name}", (folder / name).read_bytes()) for name in sorted(names))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        Path(half).chmod(0o644)
        Path(half).replace(target)
    except OSError:
        Path(half).unlink(missing_ok=True)
        raise
    return len(body)


def manifest_in(path: Path) -> Mapping[str, Any] | None:
    """What a zip file says of the pack in it; None where there is no such file, or it holds no pack of ours."""
    try:
        with zipfile.ZipFile(path) as packed:
            told = json.loads(packed.read(f"{FOLDER}/{MANIFEST}"))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return None
    return told if isinstance(told, dict) and told.get("kind") == KIND else None


def pack_of(path: Path, content_hash: str) -> tuple[int, str] | None:
    """The size in bytes and the digest of the pack at a path, if it holds just the data with this hash."""
    try:
        state = path.stat()
    except OSError:
        return None
    told = _looked_at(path, state.st_mtime_ns, state.st_size)
    return (state.st_size, told[1]) if told and told[0] == content_hash else None


@lru_cache(maxsize=4)
def _looked_at(path: Path, _changed: int, _size: int) -> tuple[str, str] | None:
    """The content hash that a pack bears and its digest, looked at once as long as the file stays the same."""
    manifest = manifest_in(path)
    if manifest is None:
        return None
    with path.open("rb") as file:
        digest = sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return str(manifest.get("data", "")), digest.hexdigest()[:32]
