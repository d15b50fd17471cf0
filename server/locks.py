"""Locks between processes, where the system has them. Each goes with the process that holds it, however it ends."""

from __future__ import annotations

import os
import weakref
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class Lock:
    """A lock on a file, held until it is closed or nobody knows it any more."""

    def __init__(self, descriptor: int) -> None:
        self.close = weakref.finalize(self, os.close, descriptor)


def lock(path: Path, *, alone: bool, wait: bool) -> Lock | None:
    """A lock on a file, which is made if need be: held ``alone``, or beside others that are not.

    None where the file cannot be opened or locked, as while others hold it and nobody is to ``wait`` for them.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    except OSError:
        return None
    if fcntl is not None:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            os.close(descriptor)
            return None
    return Lock(descriptor)
