"""The rows of a sheet as the XML of a workbook, with nothing lost: every digit of a number, every letter of a text.

openpyxl makes all the rest. Its own way of writing cells takes many times as long, and cuts numbers to 16 digits where
some need 17.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from loaders.exports.taken import Cell
from loaders.exports.xlsx_cells import TEXT_FORMAT, fit_text
from loaders.exports.xlsx_layout import lines_of, points
from loaders.exports.xlsx_markers import Marker

WRAPPED = Alignment(wrap_text=True, vertical="top")
#: Set off from the text in the next column.
RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right", indent=1)
DAY_FORMAT = "yyyy-mm-dd"
#: Spreadsheets count the 29 February 1900, which never was; days before it are written as text.
_FIRST_DAY = datetime.date(1900, 3, 1)
#: Characters that XML cannot hold, or would change on the way.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
#: Blanks that are lost where a text does not say that they are meant.
_BLANKS = re.compile(r"^\s|\s$|\s\s|[\n\t]")
#: So many different cells of a column are kept to be looked up.
_MOST_CELLS = 2048
_MARKERS = frozenset(map(str, Marker))
#: Cells of equal kind and value are written alike; of numbers this is not so: -0.0 equals 0.0.
_SAME = (str, Marker, datetime.date, bool)
#: What stands behind the address of a cell, and on how many lines it is seen.
_Shown = tuple[str, int]


class _Column:
    """The cells of a column as XML. A cell that comes again is looked up."""

    def __init__(self, styles: _Styles, *, width: int, right: bool) -> None:
        self._styles, self._width, self._right = styles, width, right
        self._known: dict[type, dict[Cell, _Shown]] = defaultdict(dict)

    def shown(self, cells: Sequence[Cell]) -> list[_Shown]:
        """What stands behind the address of each cell."""
        known, new = self._known, self._new
        if sum(map(len, known.values())) > _MOST_CELLS:
            known.clear()
        return [known[type(cell)].get(cell) or new(cell) for cell in cells]

    def _new(self, cell: Cell) -> _Shown:
        shown = self._styles.cell(cell, right=self._right), lines_of(cell, self._width)
        if isinstance(cell, _SAME):
            self._known[type(cell)][cell] = shown
        return shown


class _Styles:
    """Single cells as XML, in styles of the workbook of a sheet."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._styles: dict[tuple[str, bool, bool, bool], int] = {}

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
        _check(value)
        words, is_quoted = fit_text(value)
        style = self._style(TEXT_FORMAT, right=right, bold=bold, quoted=is_quoted)
        space = ' xml:space="preserve"' if _BLANKS.search(value) else ""
        return f' s="{style}" t="inlineStr"><is><t{space}>{escape(words)}</t></is></c>'

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


def of_numbers(columns: Sequence[Sequence[Cell]]) -> list[bool]:
    """For each column whether it holds numbers or days; they stand at the right, and their markers and header too."""
    return [any(not isinstance(cell, str | bool) for cell in cells) for cells in columns]


def rows_xml(
    page: Any,
    header: Sequence[str],
    chunks: Iterable[Sequence[Sequence[Cell]]],
    *,
    widths: Sequence[int],
    right: Sequence[bool],
) -> Iterator[bytes]:
    """A header and its rows as ``<row>`` elements from A1, in styles of the workbook of ``page``.

    The rows come some at a time, each time as columns. ``widths`` are those of the columns, in digits: rows are as high as
    their texts ask for; ``right`` says which columns stand at the right.

    Raises ``ValueError`` for an empty cell, a text that looks like a marker, and what a workbook cannot hold.
    """
    styles = _Styles(page)
    columns = [_Column(styles, width=width, right=at) for width, at in zip(widths, right, strict=True)]
    # a row with a place for its height and for each of its cells; its number is put in first
    places = "".join(f'<c r="{get_column_letter(number)}#"%s' for number in range(1, len(header) + 1))
    row = f'<row r="#" ht="%s" customHeight="1">{places}</row>'
    heads = tuple(styles.text(name, right=at, bold=True) for name, at in zip(header, right, strict=True))
    high = max(lines_of(name, width) for name, width in zip(header, widths, strict=True))
    yield (row.replace("#", "1") % (points(high), *heads)).encode()
    number = 1
    for chunk in chunks:
        shown = [column.shown(cells) for column, cells in zip(columns, chunk, strict=True)]
        for of_row in zip(*shown, strict=True):
            number += 1
            cells, lines = zip(*of_row, strict=True)
            yield (row.replace("#", str(number)) % (points(max(lines)), *cells)).encode()
