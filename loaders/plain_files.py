"""Reading a file whole, if it is one: what only looks like a file could hold the reader up for ever, or never end."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from loaders.kinds import Kind
from loaders.problems import Problem

#: Bytes. The largest file of the data has half a million.
LARGEST_FILE = 64 * 1024 * 1024


class NoPlainFile(OSError):
    """Something else stands in the place of a file, or the file is too large to be one of ours."""

    def __init__(self, kind: Kind, wrong: str, *, found: str = "", instead: str) -> None:
        super().__init__(wrong)
        self.kind, self.wrong, self.found, self.instead = kind, wrong, found, instead


def bytes_of(path: Path, *, largest: int | None = None) -> bytes:
    """The bytes of a file, at most ``largest`` (``LARGEST_FILE``). Raises ``NoPlainFile`` and other ``OSError``.

    It is opened before it is looked at, so that nobody can put something else in its place between the two, and
    without waiting: a pipe into which nobody writes would be waited for.
    """
    most = LARGEST_FILE if largest is None else largest
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as handle:
        found = os.fstat(handle.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise NoPlainFile(Kind.NOT_A_FILE, "this is a device or a pipe and no file", instead="put a file here")
        body = handle.read(found.st_size + 1) if found.st_size <= most else b""
        if len(body) > found.st_size:  # it grew meanwhile; asking for so much of every file would cost its memory
            body += handle.read(most + 1 - len(body))
    if max(len(body), found.st_size) > most:
        size = f"{max(len(body), found.st_size)} bytes"
        raise NoPlainFile(Kind.TOO_LARGE, "the file is too large", found=size, instead=f"at most {most} bytes")
    return body


def read_or_problem(path: Path, name: str, *, largest: int | None = None) -> tuple[bytes, list[Problem]]:
    """The bytes of a file, or none and the problem that keeps it from being read; ``name`` is how it is told."""
    try:
        return bytes_of(path, largest=largest), []
    except NoPlainFile as bad:
        return b"", [Problem(name, 0, "", bad.wrong, bad.found, bad.instead, kind=bad.kind)]
    except IsADirectoryError:
        wrong, cure = "a folder stands in the place of the file", "take the folder away and put the file here"
        return b"", [Problem(name, 0, "", wrong, instead=cure, kind=Kind.NOT_A_FILE)]
    except OSError as error:
        wrong, cure = "the file cannot be read", "check that it exists and may be read"
        return b"", [Problem(name, 0, "", wrong, error.strerror or "", cure, kind=Kind.UNREADABLE)]


def files_below(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Every file below a folder, also in folders that links lead to, and what stands there that is none.

    A folder that several links lead to is looked through once. Problems are told by the path below ``folder``.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    for path, error in _walk(folder, set()):
        name = path.relative_to(folder).as_posix()
        if error is not None:
            cure = "check that it may be read"
            problems.append(
                Problem(name, 0, "", "the folder cannot be read", error.strerror or "", cure, kind=Kind.UNREADABLE)
            )
        elif os.path.isfile(path):
            files.append(path)
        elif os.path.islink(path) and not os.path.exists(path):
            wrong, cure = "the link leads nowhere", "put the file itself here"
            problems.append(Problem(name, 0, "", wrong, os.readlink(path), cure, kind=Kind.LINK))
        elif not os.path.exists(path):  # it is on the list of its folder, which may not be entered
            problems += read_or_problem(path, name)[1]
        else:
            wrong, cure = "this is a device or a pipe and no file", "take it out of the folder"
            problems.append(Problem(name, 0, "", wrong, instead=cure, kind=Kind.NOT_A_FILE))
    return files, problems


def _walk(folder: Path, seen: set[str]) -> Iterator[tuple[Path, OSError | None]]:
    """Everything below a folder that is no folder, in order, and the folders that cannot be read, with the reason."""
    home = os.path.realpath(folder)
    if home in seen:
        return
    seen.add(home)
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield folder, error
        return
    for name in names:
        path = folder / name
        if os.path.isdir(path):
            yield from _walk(path, seen)
        else:
            yield path, None
