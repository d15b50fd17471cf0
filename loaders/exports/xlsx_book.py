"""A workbook that leaves while it is made: its sheets one after the other, and last what tells of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl.packaging.relationship import get_rels_path
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from loaders.exports.fixed_zip import always_the_same

#: A part of the file: its name in it, and its content piece by piece.
Part = tuple[str, Iterator[bytes]]
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_EXTENT = re.compile(rb'<dimension ref="[^"]*"\s*/>')


class _Written:
    """What openpyxl takes for the file that it writes to: parts wait here until they are taken."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, bytes]] = []
        self._names: list[str] = []

    def writestr(self, name: str, content: str | bytes) -> None:
        """Write a part as a whole."""
        self._names.append(name)
        self._waiting.append((name, content.encode() if isinstance(content, str) else content))

    def namelist(self) -> list[str]:
        """The names of all that was written."""
        return self._names

    def taken(self) -> Iterator[Part]:
        """What was written since the last time."""
        waiting, self._waiting = self._waiting, []
        return ((name, iter((content,))) for name, content in waiting)


class _Others(ExcelWriter):  # type: ignore[misc]
    """All parts of a workbook but its sheets."""

    def _write_worksheets(self) -> None:
        """They are written one by one."""


class StreamedBook:
    """A workbook of openpyxl in parts: ``begun``, then each sheet, then ``ended``. Parts tell nothing of later ones."""

    def __init__(self, book: Any) -> None:
        self._book, self._written, self._sent = book, _Written(), set[str]()
        self._writer = _Others(book, self._written)

    def begun(self) -> Iterator[Part]:
        """What the file says of itself, whatever sheets it will have; by it programs know what kind of file it is."""
        _Others(self._book, self._written).write_data()
        for name, content in self._written.taken():
            if name.startswith("docProps/"):
                self._sent.add(name)
                yield name, iter((always_the_same(name, b"".join(content)),))

    def sheet(self, page: Any, number: int, *, extent: str = "", rows: Iterable[bytes] = ()) -> Iterator[Part]:
        """A sheet with all that is in ``page``, or of the ``extent`` (``A1:C9``) of its ``rows``, each as XML.

        ``number`` is that of its file, which no other sheet may have; the order of sheets is that of the workbook.
        """
        page._id = number
        frame = WorksheetWriter(page, out=io.BytesIO())
        frame.write()
        page._rels = frame._rels
        self._writer.manifest.append(page)
        for table in page._tables.values():
            self._writer._tables.append(table)
            table.id = len(self._writer._tables)
            table._write(self._written)
            self._writer.manifest.append(table)
            page._rels.get(table._rel_id).Target = table.path
        if page._rels:
            self._written.writestr(get_rels_path(page.path)[1:], tostring(page._rels.to_tree()))
        content = frame.read()
        yield page.path[1:], _filled(content, extent, rows) if extent else iter((content,))
        yield from self._written.taken()

    def ended(self) -> Iterator[Part]:
        """The styles, the list of the sheets, and the list of all parts."""
        self._writer.write_data()
        for name, content in self._written.taken():
            if name not in self._sent:
                yield name, content


def _filled(sheet: bytes, extent: str, rows: Iterable[bytes]) -> Iterator[bytes]:
    before, after = _around(_NO_ROWS, sheet)
    yield b"".join([*_around(_EXTENT, before, f'<dimension ref="{extent}"/>'), b"<sheetData>"])
    yield from rows
    yield b"</sheetData>" + after


def _around(place: re.Pattern[bytes], content: bytes, *new: str) -> list[bytes]:
    """What stands before and behind the only such place, ``new`` between them; openpyxl writes each place once."""
    before, *after = place.split(content)
    assert len(after) == 1, f"{place.pattern!r} stands {len(after)} times in a sheet"
    return [before, *(text.encode() for text in new), *after]
