"""Answers that were made before: in memory, and in a folder that workers, instances and later starts share."""

from __future__ import annotations

import json
import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from server.answers import Answer, from_bytes, to_bytes

#: Bytes: in memory for each process, and on disk for each edition. A page is about 40 kB, compressed twice.
MOST_IN_MEMORY = 24 * 2**20
MOST_ON_DISK = 256 * 2**20
#: One answer; larger ones are made anew each time.
LARGEST = 4 * 2**20
#: Editions whose answers stay, so that going back to the last one is as quick as going on.
EDITIONS = 3
_VERDICT = "verdict.json"
_ENDING = ".answer"
_INDEX = "search.index"
#: How many new files come before the folder is measured again.
_BETWEEN = 64


class Keep:
    """The answers of one edition, by their address. Losing any of them, or the folder, costs time and nothing else.

    ``folder`` is where the editions lie, or None to use memory alone; it is made when something is first kept. What
    cannot be written is not kept, what cannot be read was never there.
    """

    def __init__(self, folder: Path | None, edition: str) -> None:
        self._home = folder / edition if folder else None
        self._memory: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._written = 0
        self._lock = threading.Lock()

    def get(self, address: str) -> Answer | None:
        """The answer to an address, or None."""
        with self._lock:
            found = self._memory.get(address)
            if found is not None:
                self._memory.move_to_end(address)
                return found
        if self._home is None:
            return None
        try:
            answer = from_bytes(self._file(self._home, address).read_bytes())
        except (OSError, ValueError):
            return None
        self._remember(address, answer)
        return answer

    def put(self, address: str, answer: Answer) -> None:
        """Keep the answer to an address, unless it is too large."""
        if answer.size > LARGEST:
            return
        self._remember(address, answer)
        if self._home is not None:
            self._write(self._file(self._home, address), to_bytes(answer))
            self._written += 1
            if self._written % _BETWEEN == 0:
                _shorten(self._home)

    def index_file(self) -> Path | None:
        """Where the index of the search of this edition lies, or None where nothing is written to disk."""
        return self._home / _INDEX if self._home else None

    def verdict(self) -> Mapping[str, object] | None:
        """What a full validation found out about the data of this edition; None where none has accepted them."""
        if self._home is None:
            return None
        try:
            found = json.loads((self._home / _VERDICT).read_bytes())
            os.utime(self._home)  # the editions used last stay
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def accept(self, verdict: Mapping[str, object]) -> None:
        """Remember that the data of this edition are valid; editions that were not used for longest make room."""
        if self._home is None:
            return
        self._write(self._home / _VERDICT, json.dumps(verdict).encode())
        with suppress(OSError):
            # Whatever else lies there is somebody's own.
            editions = [path.parent for path in self._home.parent.glob(f"*/{_VERDICT}") if path.parent != self._home]
            editions.sort(key=lambda path: path.stat().st_mtime, reverse=True)
            for old in editions[EDITIONS - 1 :]:
                _remove(old)

    def _remember(self, address: str, answer: Answer) -> None:
        with self._lock:
            before = self._memory.pop(address, None)
            self._size += answer.size - (before.size if before else 0)
            self._memory[address] = answer
            while self._size > MOST_IN_MEMORY and len(self._memory) > 1:
                self._size -= self._memory.popitem(last=False)[1].size

    @staticmethod
    def _file(home: Path, address: str) -> Path:
        return home / f"{sha256(address.encode('utf-8', 'surrogateescape')).hexdigest()}{_ENDING}"

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        """Write a file whole or not at all; several processes may do so at once."""
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as begun:
                try:
                    begun.write(content)
                    begun.close()
                    os.replace(begun.name, path)
                except OSError:
                    os.unlink(begun.name)


def _remove(edition: Path) -> None:
    """Take away what a ``Keep`` has written, and the folder where nothing else lies in it."""
    for path in [*edition.glob(f"*{_ENDING}"), edition / _INDEX, edition / _VERDICT]:
        path.unlink(missing_ok=True)
    with suppress(OSError):
        edition.rmdir()


def _shorten(home: Path) -> None:
    """Take the oldest answers away until the folder is well below its limit."""
    with suppress(OSError):
        files = sorted((path.stat().st_mtime, path.stat().st_size, path) for path in home.glob(f"*{_ENDING}"))
        size = sum(length for _, length, _ in files)
        if size > MOST_ON_DISK:
            for _, length, path in files:
                path.unlink(missing_ok=True)
                size -= length
                if size < MOST_ON_DISK * 3 // 4:
                    break
