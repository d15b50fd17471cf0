"""Everything that an answer depends on, as one hash: two processes of the same edition give the same bytes.

Imports nothing of the data or of Dash, since it decides whether these have to be awakened at all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from server.settings import Settings

HOME = Path(__file__).resolve().parent.parent
#: The parts of this repository that make answers.
_CODE = ("app.py", "loaders", "components", "server", "assets")
_COMPILED = "__pycache__"


def edition_of(settings: Settings) -> str:
    """SHA-256 over the names and bytes of data, code and assets, the versions of Python and of all that is installed,
    and the settings that readers can tell. Of a file that cannot be read the name counts."""
    digest = sha256(code_edition().encode())
    for path in _files([settings.data_dir]):
        digest.update(_told(path.relative_to(settings.data_dir).as_posix(), path))
    for word in _set(settings):
        digest.update(word.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


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
        found = [place] if place.is_file() else place.rglob("*")
        yield from sorted(path for path in found if _COMPILED not in path.parts and path.is_file())


def _told(name: str, path: Path) -> bytes:
    try:
        body = path.read_bytes()
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
