"""Zip files whose bytes say nothing about when they were written, so that the same data give the same file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO

#: The earliest day that a zip file can hold; what is read back shows it as its date.
_DAY = (1980, 1, 1, 0, 0, 0)
_MOMENT = b"1980-01-01T00:00:00Z"
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_DATES = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(?=</dcterms:)")
#: Which program of which version wrote the file helps nobody but those who look for its faults.
_WRITER = re.compile(rb"<(Application|AppVersion)>[^<]*</\1>")
_LEVEL = 9
_UNIX, _READABLE = 3, 0o644


def with_fixed_dates(xlsx_bytes: bytes) -> bytes:
    """The same workbook with every date of its making set to the first day of 1980: in the zip and in its properties.

    What wrote it is left out of them. Parts keep their order and content. Raises ``zipfile.BadZipFile`` when the bytes are no zip file.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes)) as old:
        write_workbook(written, ((name, iter((old.read(name),))) for name in old.namelist()))
    return written.getvalue()


def write_workbook(file: IO[bytes], parts: Iterable[tuple[str, Iterator[bytes]]]) -> None:
    """Write the parts of a workbook, each in pieces, as ``with_fixed_dates`` leaves them; none is held as a whole."""
    _write_zip(file, ((name, _always_the_same(name, content)) for name, content in parts))


def _always_the_same(name: str, content: Iterator[bytes]) -> Iterator[bytes]:
    if name == _CORE:
        return iter((_DATES.sub(rb"\g<1>" + _MOMENT, b"".join(content)),))
    return iter((_WRITER.sub(b"", b"".join(content)),)) if name == _APP else content


def fixed_zip(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of named parts in their order, which everybody may read, all of the first day that a zip can hold."""
    written = io.BytesIO()
    _write_zip(written, ((name, iter((content,))) for name, content in parts))
    return written.getvalue()


def _write_zip(written: IO[bytes], parts: Iterable[tuple[str, Iterator[bytes]]]) -> None:
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as new:
        for name, content in parts:
            part = zipfile.ZipInfo(name, _DAY)
            part.create_system, part.external_attr = _UNIX, _READABLE << 16
            part.compress_type = zipfile.ZIP_DEFLATED
            part._compresslevel = _LEVEL  # type: ignore[attr-defined]
            with new.open(part, "w") as file:
                for piece in content:
                    file.write(piece)
