"""Everything that an answer depends on, as one hash: two processes of the same edition give the same bytes.

Imports nothing of the data or of Dash, since it decides whether these have to be awakened at all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from loaders.plain_files import bytes_of
from server.settings import Settings

HOME = Path(__file__).resolve().parent.parent
#: The parts of this repository that make answers.
_CODE = ("app.py", "loaders", "components", "server", "assets")
_COMPILED = "__pycache__"


def edition_of(settings: Settings, *, code: str = "", data: Path | None = None) -> str:
    """SHA-256 over the names and bytes of data, code and assets, the versions of Python and of all that is installed,
    and the settings that readers can tell. Of a file that cannot be read, or is too
    large to be one of ours, the name counts.

    ``code`` is what ``code_edition`` gave, where it is known; ``data`` a folder that stands for that of the settings.
    """
    digest = sha256((code or code_edition()).encode())
    folder = data or settings.data_dir
    for path in data_files(folder):
        digest.update(_told(path.relative_to(folder).as_posix(), path))
    for word in _set(settings):
        digest.update(word.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


def data_files(folder: Path) -> list[Path]:
    """All files below a data folder, also in folders that links lead to."""
    return list(_files([folder]))


def code_edition() -> str:
    """SHA-256 over the names and bytes of code and assets, and the versions of Python and of all that is installed."""
    digest = sha256()
    for path in _files(HOME / name for name in _CODE):
        digest.update(_told(path.relative_to(HOME).as_posix(), path))
    for word in _surroundings():
        digest.update(word.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from [place] if place.is_file() else sorted(_below(place, frozenset()))


def _below(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    """The files below a folder; a link to a folder that it lies in leads nowhere new."""
    home = folder.resolve()
    if home in above or not folder.is_dir():
        return
    with suppress(OSError):
        for path in folder.iterdir():
            if path.is_dir() and path.name != _COMPILED:
                yield from _below(path, above | {home})
            elif path.is_file():
                yield path


def _told(name: str, path: Path) -> bytes:
    try:
        body = bytes_of(path)
    except OSError:
        body = b""
    return name.encode("utf-8", "surrogateescape") + b"\0" + sha256(body).digest()


def _surroundings() -> Iterator[str]:
    yield sys.version
    # The names of these folders hold the versions; asking for them by ``importlib.metadata`` takes longer than all else.
    yield from sorted(path.name for place in sys.path for path in Path(place).glob("*.dist-info"))


def _set(settings: Settings) -> Iterator[str]:
    yield settings.public_url
    yield settings.contact
    try:
        pack = settings.pack.stat()
    except OSError:
        return
    yield f"{pack.st_size} {pack.st_mtime_ns}"
