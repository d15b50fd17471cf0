"""The rows of a sheet as the XML of a workbook, with nothing lost: every digit of a number, every letter of a text.

openpyxl makes all the rest. Its own way of writing cells takes three times as long, and cuts numbers to 16 digits where
some need 17.
"""

from __future__ import annotations

import datetime
import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from loaders.exports.taken import Cell
from loaders.exports.xlsx_cells import TEXT_FORMAT, as_text
from loaders.exports.xlsx_layout import height
from loaders.exports.xlsx_markers import Marker

WRAPPED = Alignment(wrap_text=True, vertical="top")
#: Set off from the text in the next column.
RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right", indent=1)
DAY_FORMAT = "yyyy-mm-dd"
#: Bytes that are unpacked at a time.
_PART = 65_536
#: Bytes of a spool above which it lies on disk.
_IN_MEMORY = 2**20
#: Spreadsheets count the 29 February 1900, which never was; days before it are written as text.
_FIRST_DAY = datetime.date(1900, 3, 1)
#: Characters that XML cannot hold, or would change on the way; ``as_text`` does not see the last of them.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
#: So many texts are kept to be looked up; more than all tables of today have.
_MOST_TEXTS = 50_000
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_EXTENT = re.compile(rb'<dimension ref="[^"]*"\s*/>')
_MARKERS = frozenset(map(str, Marker))


class Spool:
    """XML that is kept until its sheet is written, packed on the way: rows take a tenth of the room, many lie on disk."""

    def __init__(self) -> None:
        self._packed = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by ``close``
        self._packer, self._open = zlib.compressobj(1), True

    def write(self, xml: str) -> None:
        """Add to the end."""
        self._packed.write(self._packer.compress(xml.encode()))

    def parts(self) -> Iterator[bytes]:
        """All of it, part by part; nothing can be added any more."""
        if self._open:
            self._packed.write(self._packer.flush())
            self._open = False
        unpacker = zlib.decompressobj()
        self._packed.seek(0)
        while packed := self._packed.read(_PART):
            yield unpacker.decompress(packed)
        yield unpacker.flush()

    def close(self) -> None:
        """Take it away."""
        self._packed.close()


class _Page:
    """The cells of a sheet as XML, in styles of its workbook. A text or a style that comes again is looked up."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._styles: dict[tuple[str, bool, bool, bool], int] = {}
        self._texts: dict[tuple[str, bool, bool, bool], str] = {}

    def _style(self, form: str = "General", *, right: bool = True, bold: bool = False, quoted: bool = False) -> int:
        """The number of a style; ``quoted`` keeps a text a text when it is edited."""
        key = (form, right, bold, quoted)
        if key not in self._styles:
            cell = WriteOnlyCell(self._page)
            cell.number_format, cell.quotePrefix = form, quoted
            cell.alignment = RIGHT if right else WRAPPED
            if bold:
                cell.font = Font(name=cell.font.name, sz=cell.font.sz, bold=True)
            self._styles[key] = int(cell.style_id)
        return self._styles[key]

    def text(self, value: str, *, right: bool, bold: bool = False) -> str:
        """A text as what stands behind the address of its cell."""
        key = (value, isinstance(value, Marker), right, bold)
        if key not in self._texts:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            _check(value)
            cell = WriteOnlyCell(self._page)
            as_text(cell, value)
            style = self._style(TEXT_FORMAT, right=right, bold=bold, quoted=bool(cell.quotePrefix))
            words = f'<is><t xml:space="preserve">{escape(cell.value)}</t></is>'
            self._texts[key] = f' s="{style}" t="inlineStr">{words}</c>'
        return self._texts[key]

    def cell(self, cell: Cell, *, right: bool) -> str:
        """Any cell as what stands behind its address."""
        if isinstance(cell, datetime.date):
            if cell >= _FIRST_DAY:
                return f' s="{self._style(DAY_FORMAT)}"><v>{int(to_excel(cell))}</v></c>'
            cell = cell.isoformat()
        if isinstance(cell, bool):
            # as in CSV; LibreOffice would make the formula FALSE() of a truth of the spreadsheet's own
            cell = "true" if cell else "false"
        if isinstance(cell, str):
            return self.text(cell, right=right)
        if cell is None or not math.isfinite(cell) or float(cell) != cell:
            raise ValueError(f"a workbook cannot hold {cell!r} in a cell")
        return f' s="{self._style()}"><v>{cell!r}</v></c>'


def _check(value: str) -> None:
    """Raise ``ValueError`` for a text that a workbook cannot hold, or that would be read as a marker."""
    if not value:
        raise ValueError("an empty text: a cell without a value holds a marker")
    if _UNFIT.search(value):
        raise ValueError(f"a workbook cannot hold a control character, as in {value[:40]!r}")
    if value in _MARKERS and not isinstance(value, Marker):
        raise ValueError(f"the text {value!r} would be read as a marker of an empty cell")


def of_numbers(rows: Sequence[Sequence[Cell]], count: int) -> list[bool]:
    """For each column whether it holds numbers or days; they stand at the right, and their markers and header too."""
    found = [False] * count
    waiting = list(range(count))
    for row in rows:
        for place in [place for place in waiting if not isinstance(row[place], str | bool)]:
            found[place] = True
            waiting.remove(place)
    return found


def write_rows(
    lines: Spool, page: Any, header: Sequence[str], *, rows: Sequence[Sequence[Cell]], widths: Sequence[int]
) -> None:
    """Write a header and its rows as ``<row>`` elements from A1, in styles of the workbook of ``page``.

    ``widths`` are those of the columns, in digits: rows are as high as their texts ask for.

    Raises ``ValueError`` for an empty cell, a text that looks like a marker, and what a workbook cannot hold.
    """
    letters = [get_column_letter(number) for number in range(1, len(header) + 1)]
    right = of_numbers(rows, len(header))
    cells = _Page(page)
    heads = (cells.text(name, right=at, bold=True) for name, at in zip(header, right, strict=True))
    lines.write(_row_xml(1, height(header, widths), zip(letters, heads, strict=True)))
    for number, row in enumerate(rows, start=2):
        of_row = (cells.cell(cell, right=at) for cell, at in zip(row, right, strict=True))
        lines.write(_row_xml(number, height(row, widths), zip(letters, of_row, strict=True)))


def _row_xml(number: int, points: int, cells: Iterable[tuple[str, str]]) -> str:
    inner = "".join(f'<c r="{letter}{number}"{cell}' for letter, cell in cells)
    return f'<row r="{number}" ht="{points}" customHeight="1">{inner}</row>'


def with_rows(book: bytes, sheets: Mapping[str, tuple[str, Spool]]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The parts of a workbook by their names, its empty sheets filled: by their path the extent (``A1:C9``) and rows."""
    with zipfile.ZipFile(io.BytesIO(book)) as old:
        for name in old.namelist():
            content = old.read(name)
            yield name, _filled(content, *sheets[name]) if name in sheets else iter((content,))


def _filled(sheet: bytes, extent: str, rows: Spool) -> Iterator[bytes]:
    before, after = _around(_NO_ROWS, sheet)
    yield b"".join([*_around(_EXTENT, before, f'<dimension ref="{extent}"/>'), b"<sheetData>"])
    yield from rows.parts()
    yield b"</sheetData>" + after


def _around(place: re.Pattern[bytes], content: bytes, *new: str) -> list[bytes]:
    """What stands before and behind the only such place, ``new`` between them; openpyxl writes each place once."""
    before, *after = place.split(content)
    assert len(after) == 1, f"{place.pattern!r} stands {len(after)} times in a sheet"
    return [before, *(text.encode() for text in new), *after]
