"""Answers that were made before: in memory, and in a folder that workers, instances and later starts share."""

from __future__ import annotations

import errno
import json
import logging
import os
import re
import shutil
import threading
import time
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from loaders.kept_files import BEGUN, write_kept
from server.answers import Answer, from_bytes, to_bytes
from server.locks import Lock, lock
from server.log import tell

#: Bytes: in memory for each process, and on disk for each edition. A page is about 40 kB, compressed twice.
MOST_IN_MEMORY = 24 * 2**20
MOST_ON_DISK = 256 * 2**20
#: What an answer costs besides its bodies: in memory its address and headers as objects, on disk the rest of a block.
_OBJECTS = 2048
_BLOCK = 4096
#: One answer; larger ones are made anew each time.
LARGEST = 4 * 2**20
#: Editions whose answers stay, so that going back to the last one is as quick as going on.
EDITIONS = 3
_VERDICT = "verdict.json"
_ENDING = ".answer"
_INDEX = "search.index"
_DATA = "data"
#: Locked by every process that uses an edition.
_USED = "used.lock"
#: The name of an edition's folder. Whatever else lies beside it is somebody's own.
_EDITION = re.compile(r"[0-9a-f]{64}")
#: Such a part of the limit a process writes before it measures the folder again.
_PART = 8
_NOT_KEPT = "an answer could not be written to the folder of KEEP; the dashboard serves on and makes it anew each time"
#: Seconds after which a file that was begun is one whose writer was ended.
_OVER = 3600


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
        self._told: float | None = None
        self._lock = threading.Lock()
        self._held: Lock | None = None

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
            file = self._file(self._home, address)
            answer = from_bytes(file.read_bytes())
        except (OSError, ValueError):
            return None
        with suppress(OSError):  # a disk that can only be read from
            os.utime(file)  # what nobody has asked for makes room first
        self._remember(address, answer)
        return answer

    def put(self, address: str, answer: Answer) -> None:
        """Keep the answer to an address, unless it is too large."""
        if answer.size > LARGEST:
            return
        self._remember(address, answer)
        if self._home is not None:
            content = to_bytes(answer)
            self._write(self._file(self._home, address), content)
            self._written += _in_blocks(len(content))
            if self._written >= MOST_ON_DISK // _PART:
                self._written = 0
                _shorten(self._home)

    def index_file(self) -> Path | None:
        """Where the index of the search of this edition lies, or None where nothing is written to disk."""
        return self._home / _INDEX if self._home else None

    def data_folder(self) -> Path | None:
        """Where the copy of the data lies that the answers of this edition are made of; None where nothing is on disk."""
        return self._home / _DATA if self._home else None

    def verdict(self) -> Mapping[str, object] | None:
        """What a full validation found out about the data of this edition; None where none has accepted them."""
        if self._home is None:
            return None
        try:
            found = json.loads((self._home / _VERDICT).read_bytes())
        except (OSError, ValueError):
            return None
        with suppress(OSError):
            os.utime(self._home)  # the editions used last stay
        self._use()
        return found if isinstance(found, dict) else None

    def _use(self) -> None:
        """Hold the folder as long as this process lasts: whoever else accepts an edition does not remove it."""
        if self._home is not None and self._held is None:
            self._held = lock(self._home / _USED, alone=False, wait=False)

    def accept(self, verdict: Mapping[str, object]) -> None:
        """Remember that the data of this edition are valid. Others make room that no process uses, those unused for longest."""
        if self._home is None:
            return
        self._write(self._home / _VERDICT, json.dumps(verdict).encode())
        self._use()
        with suppress(OSError):
            others = [
                path for path in self._home.parent.iterdir() if _EDITION.fullmatch(path.name) and path != self._home
            ]
            used = {path: path.stat().st_mtime for path in others}
            accepted = sorted(
                (path for path in others if (path / _VERDICT).is_file()), key=used.__getitem__, reverse=True
            )
            # One without a verdict may be looked at by another instance just now.
            refused = [path for path in others if path not in accepted and time.time() - used[path] > _OVER]
            for old in [*accepted[EDITIONS - 1 :], *refused]:
                unused = lock(old / _USED, alone=True, wait=False)
                if unused is not None:
                    shutil.rmtree(old, ignore_errors=True)
                    unused.close()

    def _remember(self, address: str, answer: Answer) -> None:
        with self._lock:
            before = self._memory.pop(address, None)
            self._size += _in_memory(address, answer) - (_in_memory(address, before) if before else 0)
            self._memory[address] = answer
            while self._size > MOST_IN_MEMORY and len(self._memory) > 1:
                self._size -= _in_memory(*self._memory.popitem(last=False))

    @staticmethod
    def _file(home: Path, address: str) -> Path:
        return home / f"{sha256(address.encode('utf-8', 'surrogateescape')).hexdigest()}{_ENDING}"

    def _write(self, path: Path, content: bytes) -> None:
        error = write_kept(path, content)
        # Said once an hour, and not at each answer.
        now = time.monotonic()
        if error is not None and (self._told is None or now - self._told > _OVER):
            self._told = now
            tell("not_kept", _NOT_KEPT, level=logging.WARNING, error=errno.errorcode.get(error.errno or 0, ""))


def _in_memory(address: str, answer: Answer) -> int:
    return answer.size + len(address) + sum(len(name) + len(value) for name, value in answer.headers) + _OBJECTS


def _in_blocks(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def _shorten(home: Path) -> None:
    """Take the answers that were used longest ago away until the folder is well below its limit."""
    with suppress(OSError):
        for path in home.glob(f"*{BEGUN}"):
            if time.time() - path.stat().st_mtime > _OVER:
                _remove(path)
        times, sizes = array("q"), array("q")  # tens of thousands of paths would take as much memory as the answers
        for _, stat in _answers(home):
            times.append(stat.st_mtime_ns)
            sizes.append(_in_blocks(stat.st_size))
        size, latest = sum(sizes), 0
        if size <= MOST_ON_DISK:
            return
        for at in sorted(range(len(times)), key=times.__getitem__):
            latest = times[at]
            size -= sizes[at]
            if size < MOST_ON_DISK * 3 // 4:
                break
        for answer, stat in _answers(home):
            if stat.st_mtime_ns <= latest:
                _remove(Path(answer))


def _remove(path: Path) -> None:
    """A copy that was begun is a folder, all else a file."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _answers(home: Path) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(home) as entries:
        for entry in entries:
            if entry.name.endswith(_ENDING):
                with suppress(FileNotFoundError):  # another process may shorten it too
                    yield entry.path, entry.stat()
