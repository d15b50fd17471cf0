"""Tables of a page with drawings in their cells, as parts of a picture: figures side by side, a total and its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from components.palette import GRID, variable
from components.picture_content import Item
from components.picture_drawing import Drawn, drawn_block
from components.picture_text import Block, at, paragraph, under
from components.picture_words import paragraphs_of
from components.picture_wrap import BOLD, Paragraph, Run
from components.svg import Svg, element, group
from components.walk import every

_SIZE, _GUTTER, _PAD = 11.5, 14, 2.5
_HEIGHT = re.compile(r' height="([\d.]+)"')
_PIXELS = re.compile(r"([\d.]+)px")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: paragraphs, drawings under them, and over how many columns it reaches."""

    paragraphs: tuple[Paragraph, ...]
    drawings: tuple[Drawn, ...]
    columns: int

    def block(self, width: float) -> Block:
        """The cell in a width."""
        told = [paragraph(words, size=_SIZE, width=width) for words in self.paragraphs]
        return under([*told, *(drawn_block(drawn, width) for drawn in self.drawings)], gap=1)


def table_item(tree: html.Table, shares: Sequence[float], *, least: float, title: str = "") -> Item:
    """A table of a page as a part of a picture; ``shares`` are those of its columns in its width."""
    rows = [_cells(row) for row in every(tree) if isinstance(row, html.Tr)]

    def draw(width: float) -> Block:
        return _table([row for row in rows if row], shares, width)

    return Item(title, least, lambda width: draw(width).height, draw)


def _cells(row: html.Tr) -> list[Cell]:
    return [_cell(cell) for cell in every(row) if isinstance(cell, html.Td | html.Th)]


def _cell(cell: Any) -> Cell:
    drawings = tuple(_drawn(part) for part in every(cell) if getattr(part, "data-drawn", None))
    paragraphs: list[Paragraph] = list(paragraphs_of(cell))
    if isinstance(cell, html.Th) and getattr(cell, "scope", "") == "col":
        paragraphs = [tuple(Run(run.words, BOLD) for run in words) for words in paragraphs]
    return Cell(tuple(paragraphs), drawings, int(getattr(cell, "colSpan", 1) or 1))


def _drawn(part: Any) -> Drawn:
    """A drawing of a page with the room around it, as its style says."""
    written = str(getattr(part, "data-drawn"))
    found = _HEIGHT.search(written)
    if found is None:
        raise ValueError("a drawing without a height has no place in a picture")
    sides = [float(side) for side in _PIXELS.findall(str((getattr(part, "style", None) or {}).get("padding", "")))]
    top, right, bottom, left = sides or (0.0, 0.0, 0.0, 0.0)
    return Drawn(Svg(written), float(found[1]) + top + bottom, (top, right, bottom, left))


def _table(rows: Sequence[Sequence[Cell]], shares: Sequence[float], width: float) -> Block:
    """Rows with a line between them."""
    parts: list[Svg] = []
    down = 0.0
    for cells in rows:
        column, blocks = 0, []
        for cell in cells:
            left = sum(shares[:column]) * width
            wide = sum(shares[column : column + cell.columns]) * width - _GUTTER
            blocks.append((left, cell.block(wide)))
            column += cell.columns
        if parts:
            parts.append(element("line", x1=0, x2=width, y1=down, y2=down, stroke=variable(GRID)))
        parts += [at(block, left, down + _PAD) for left, block in blocks]
        down += max(block.height for _, block in blocks) + 2 * _PAD
    return Block(group(parts), down)
