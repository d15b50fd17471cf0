"""What a broken file is: how it is made, through which door it comes in, and what must be said of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from loaders.kinds import Kind

#: Breaks what stands below a folder, and returns how the message must begin: the place.
Make = Callable[[Path], str]


class Door(Enum):
    """The ways by which files come in; the value is the folder or file that is broken, below the place of the case."""

    DATA = "data"
    WORKBOOK = "filled.xlsx"
    SOURCES = "import"


@dataclass(frozen=True)
class Broken:
    """One broken input.

    ``name`` says what is broken. ``words`` is a part of the message. A case that ``is_heavy`` tries to fill the memory or
    to take for ever, and is read by a process of its own with limits of both.
    """

    name: str
    kind: Kind
    make: Make
    words: str
    door: Door = Door.DATA
    is_heavy: bool = False

    def __str__(self) -> str:
        return f"{self.door.name.lower()}: {self.name}"


def changed(file: str, change: Callable[[bytes], bytes], place: str) -> Make:
    """Change the bytes of a file; ``place`` is what follows the name of the file."""

    def make(folder: Path) -> str:
        path = folder / file
        path.write_bytes(change(path.read_bytes()))
        return f"{file}:{place}"

    return make


def on_line(number: int, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Change one line of a file, without its end."""

    def changing(raw: bytes) -> bytes:
        lines = raw.split(b"\n")
        lines[number - 1] = change(lines[number - 1])
        return b"\n".join(lines)

    return changing


def cell(file: str, key: str, column: str, text: str) -> Make:
    """Write a text into the cell of a column in the row of a key."""

    def make(folder: Path) -> str:
        path = folder / file
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        line = next(number for number, row in enumerate(rows, start=1) if row[0] == key)
        rows[line - 1][rows[0].index(column)] = text
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(rows)
        path.write_text(written.getvalue(), encoding="utf-8", newline="")
        return f"{file}:{line}: {column}: "

    return make
