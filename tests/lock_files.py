"""What stands in requirements files and in the lock files that are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sources_of_code import ROOT

#: Each requirements file, without its ending; the lock file stands beside it.
NAMES = (
    "requirements",
    "requirements-dev",
    "tests/tools/requirements-sdmx",
    "tests/tools/requirements-supply",
)
_PIN = re.compile(r"([A-Za-z0-9._-]+)(?:\[[a-z,-]+\])?==([0-9][0-9A-Za-z.+]*)(?:\s*;\s*(.+?))?")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@dataclass(frozen=True)
class Pin:
    """A package with its version, and the condition under which it is installed."""

    name: str
    version: str
    marker: str = ""


def _pin(words: str) -> Pin:
    found = _PIN.fullmatch(words)
    if found is None:
        raise ValueError(f"{words!r} pins no package")
    name, version, marker = found.groups()
    return Pin(re.sub("[-_.]+", "-", name).lower(), version, (marker or "").replace('"', "'"))


def asked_for(name: str) -> list[Pin]:
    """What a requirements file pins, without the files that it includes."""
    lines = (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_pin(line) for line in lines if line and not line.startswith(("#", "-r "))]


def locked(name: str) -> Iterator[tuple[Pin, list[str]]]:
    """Every package of a lock file, with the checksums of its files. ValueError for a line that is neither."""
    return locked_in(ROOT / f"{name}.lock")


def locked_in(path: Path) -> Iterator[tuple[Pin, list[str]]]:
    """The same of any lock file."""
    words = re.sub(r"^\s*#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", " ")
    for line in words.splitlines():
        first, *rest = re.split(r"\s+(?=--hash)", line.strip())
        sums = [one.strip() for one in rest]
        if not all(map(_HASH.fullmatch, sums)):
            raise ValueError(f"{line!r} holds something that is no checksum")
        yield _pin(first.strip()), sums
