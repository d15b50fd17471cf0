"""Zip files whose bytes say nothing about when they were written, so that the same data give the same file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

#: The earliest day that a zip file can hold; what is read back shows it as its date.
_DAY = (1980, 1, 1, 0, 0, 0)
_MOMENT = b"1980-01-01T00:00:00Z"
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_DATES = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(?=</dcterms:)")
#: How hard to compress: a file that is made once, and one that somebody waits for. The rows of a workbook take seven times
#: as long at 9 as at 6, and get a tenth smaller.
_LEVEL, _QUICK = 9, 6
#: Which program of which version wrote the file helps nobody but those who look for its faults.
_WRITER = re.compile(rb"<(Application|AppVersion)>[^<]*</\1>")
_UNIX, _READABLE = 3, 0o644
#: Bytes of a part; each is sent as it is made.
_PART = 65_536


def with_fixed_dates(xlsx_bytes: bytes) -> bytes:
    """The same workbook with every date of its making set to the first day of 1980: in the zip and in its properties.

    What wrote it is left out of them. Parts keep their order and content. Raises ``zipfile.BadZipFile`` when the bytes
    are no zip file.
    """
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes)) as old:
        parts = [(name, always_the_same(name, old.read(name))) for name in old.namelist()]
    return fixed_zip(parts)


def always_the_same(name: str, content: bytes) -> bytes:
    """A part of a workbook, without the moment and the program of its making."""
    if name == _CORE:
        return _DATES.sub(rb"\g<1>" + _MOMENT, content)
    return _WRITER.sub(b"", content) if name == _APP else content


def fixed_zip(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of named parts in their order, which everybody may read, all of the first day that a zip can hold."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as new:
        for name, content in parts:
            with new.open(_entry(name, _LEVEL), "w") as file:
                file.write(content)
    return written.getvalue()


def zip_parts(parts: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """The same, given as it is made: of a named part only the piece at hand is held, and none is asked for in advance.

    The first bytes come with the end of the first part. The size of a part stands behind it in the file.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as new:  # type: ignore[call-overload]
        for number, (name, content) in enumerate(parts):
            with new.open(_entry(name, _QUICK), "w") as file:
                for piece in content:
                    file.write(piece)
                    if sink.size > _PART:
                        yield sink.taken()
            if number == 0:
                yield sink.taken()
    yield sink.taken()


def _entry(name: str, level: int) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _DAY)
    part.create_system, part.external_attr = _UNIX, _READABLE << 16
    part.compress_type = zipfile.ZIP_DEFLATED
    part._compresslevel = level  # type: ignore[attr-defined]
    return part


class _Sink:
    """A file without a place to go back to: what was written is taken from it and is gone."""

    def __init__(self) -> None:
        self._written = bytearray()

    @property
    def size(self) -> int:
        """Bytes that wait."""
        return len(self._written)

    def write(self, content: bytes) -> int:
        """Add to what waits."""
        self._written += content
        return len(content)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        """What waited."""
        content = bytes(self._written)
        self._written.clear()
        return content
