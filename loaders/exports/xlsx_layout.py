"""How wide columns and how high rows of a workbook must be so that every text in them can be seen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.exports.taken import Cell

#: Sans serif and not small.
FONT, SIZE = "Arial", 12
_LINE = 16
#: Letters that fit on a line are fewer than digits, and words break before the end of a line.
_FILLED = 0.85
_NARROWEST, _WIDEST = 10, 60
#: No row of a spreadsheet is higher, in points.
_HIGHEST = 409

#: What no tab of a sheet may hold, or what some programs then do not open; and how many letters it may have: 31, of which
#: some are left for a number where two are alike.
_NO_TAB, _LONGEST_TAB = re.compile(r"[\[\]:*?/\\'\"]"), 28


def tab_name(words: str) -> str:
    """What stands on the tab of a sheet, of words that somebody has written."""
    return _NO_TAB.sub(" ", words)[:_LONGEST_TAB].strip()


def widths(header: Sequence[str], columns: Sequence[Sequence[Cell]]) -> list[int]:
    """The width of each column in digits: room for the header and for nine cells in ten, longer texts are wrapped."""
    lengths = [Counter(map(len, map(str, cells))) for cells in columns] or [Counter[int]() for _ in header]
    return [_width(name, _usual(counter)) for name, counter in zip(header, lengths, strict=True)]


def _usual(lengths: Counter[int]) -> int:
    """The length behind nine of ten, those in order."""
    behind = lengths.total() * 9 // 10
    for length in sorted(lengths):
        behind -= lengths[length]
        if behind < 0:
            return length
    return 0


def _width(name: str, usual: int) -> int:
    return min(max(_NARROWEST, len(name) + 3, usual + 3), _WIDEST)


def lines_of(cell: Cell, width: int, *, size: int = SIZE) -> int:
    """On how many lines a cell is seen in a column so many digits wide."""
    if not isinstance(cell, str) or (len(cell) <= width * _FILLED and "\n" not in cell):
        return 1
    room = int(width * _FILLED * SIZE / size)
    return sum(max(1, -(-len(line) // room)) for line in cell.split("\n"))


def points(lines: int, *, size: int = SIZE) -> int:
    """The height in points of a row with so many lines.

    Spreadsheets find the height of a row with wrapped text only when it is edited.
    """
    return min(lines * _LINE * size // SIZE, _HIGHEST)


def height(cells: Sequence[Cell], widths: Sequence[int], *, size: int = SIZE) -> int:
    """The height of a row in points, at least as high as its longest text asks for."""
    lines = (lines_of(cell, width, size=size) for cell, width in zip(cells, widths, strict=True))
    return points(max(lines), size=size)
