"""How wide columns and how high rows of a workbook must be so that every text in them can be seen."""

from __future__ import annotations

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


def widths(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The width of each column in digits: room for the header and for nine cells in ten, longer texts are wrapped."""
    lengths: list[Counter[int]] = [Counter() for _ in header]
    for row in rows:
        for counter, cell in zip(lengths, row, strict=True):
            counter[len(str(cell))] += 1
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


def height(cells: Sequence[Cell], widths: Sequence[int], *, size: int = SIZE) -> int:
    """The height of a row in points, at least as high as its longest text asks for.

    Spreadsheets find the height of a row with wrapped text only when it is edited.
    """
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        if isinstance(cell, str) and (len(cell) > width * _FILLED or "\n" in cell):
            room = int(width * _FILLED * SIZE / size)
            lines = max(lines, sum(max(1, -(-len(line) // room)) for line in cell.split("\n")))
    return min(lines * _LINE * size // SIZE, _HIGHEST)
