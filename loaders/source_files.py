"""The reading copies, opened once each, with what is needed to say later which bytes were read."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from loaders.documents import Document, read_document
from loaders.headed import OutlineError
from loaders.workbooks import Cell, DataFile, SourceFault, open_data_file

T = TypeVar("T")
Record = Mapping[Hashable, Any]
WebRow = Mapping[str, str]
#: The columns of the file of web figures that the audit reads.
WEB_COLUMNS = ("value_as_printed", "value", "period_start", "period_end", "url", "excerpt")
_READ_ERRORS = (OSError, ValueError, KeyError, csv.Error, zipfile.BadZipFile, SourceFault)


class Unreadable(Exception):
    """A reading copy is missing or cannot be read; the message says what to do."""


def _read_web_rows(path: Path) -> list[WebRow]:
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        missing = [name for name in WEB_COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"there is no column {missing[0]!r}")
        return list(reader)


class SourceFiles:
    """The files of one folder of reading copies, for the rows of the table ``sources``.

    ``outlines`` maps a source to its headings in order; ``open_file`` opens workbooks and data files.
    """

    def __init__(
        self,
        folder: Path,
        *,
        outlines: Mapping[str, tuple[str, ...]],
        open_file: Callable[[Path], DataFile] = open_data_file,
    ) -> None:
        self._folder, self._outlines, self._open_file = folder, outlines, open_file
        self._opened: dict[tuple[str, str], object] = {}
        self.read: dict[str, Path] = {}

    def document(self, source: Record) -> Document:
        """The document of a source, cut into places. Raises ``Unreadable``."""
        source_id = str(source["source_id"])
        return self._once(source, source_id, lambda path: read_document(path, source_id, self._outline(source_id)))

    def cell(self, source: Record, locator: str) -> Cell | None:
        """A cell of the workbook or data file of a source, None when there is none. Raises ``Unreadable``."""
        data_file = self._once(source, "cells", self._open_file)
        try:  # data files are read when a cell is first asked for
            return data_file.cell_at(locator)
        except _READ_ERRORS as error:
            raise Unreadable(f"{source['file']} cannot be read: {error}") from None

    def web_rows(self, source: Record) -> list[WebRow]:
        """The rows of the file of web figures. Raises ``Unreadable``."""
        return self._once(source, "rows", _read_web_rows)

    def checksums(self) -> dict[str, dict[str, int | str]]:
        """SHA-256 and size of every file that was read, by its name."""
        return {
            name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for name, path in sorted(self.read.items())
        }

    def _outline(self, source_id: str) -> tuple[str, ...]:
        return self._outlines.get(source_id, ())

    def _once(self, source: Record, purpose: str, read: Callable[[Path], T]) -> T:
        """Read a file once; a second failure is told as the first one was."""
        name = str(source["file"])
        if (name, purpose) not in self._opened:
            self._opened[name, purpose] = self._attempt(name, read)
        result = self._opened[name, purpose]
        if isinstance(result, Unreadable):
            raise result
        return result  # type: ignore[return-value]

    def _attempt(self, name: str, read: Callable[[Path], T]) -> T | Unreadable:
        path = self._folder / name
        if not path.is_file():
            where = "the folder of sources" if self._folder.is_dir() else "the folder of sources, which does not exist"
            return Unreadable(f"the file {name} is missing from {where}")
        try:
            result = read(path)
        except OutlineError as error:
            return Unreadable(f"{name} cannot be cut by data/outlines.csv: {error}")
        except _READ_ERRORS as error:
            return Unreadable(f"{name} cannot be read: {error}")
        self.read[name] = path
        return result
