"""The charts of a slide: as many as can be read, in columns, in the largest type for which there is room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from components.picture_content import Item
from components.picture_layout import Frame
from components.picture_text import Block, at, beside, paragraph, plain, under
from components.picture_wrap import BOLD, FAINT
from loaders.texts import counted

#: What stays free between two columns.
GUTTER = 24
_HEADING, _NOTE, _MOST_COLUMNS = 13, 10, 3
#: Charts are drawn so much larger or smaller than on a page, one alone as small as it must.
_LARGEST, _SMALLEST, _STEP = 1.3, 0.7, 0.94
#: The plots of charts over time may be so much as high as on a page.
_HEIGHTS = (1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.62)
#: Charts give way to what stands beside them as long as they keep this share of their size.
_GIVES_WAY = 0.9


@dataclass(frozen=True)
class Grid:
    """Some charts in columns at one scale, in a width and at most a height; ``more`` says what is left out.

    ``factor`` is how high their plots are against those of a page.
    """

    items: Sequence[Item]
    width: float
    room: float
    more: str = ""
    columns: int = 1
    scale: float = 1
    factor: float = 1

    @property
    def cell(self) -> float:
        """The width of a column in the measure of the slide."""
        return (self.width - GUTTER * (self.columns - 1)) / self.columns

    @property
    def inside(self) -> float:
        """The width of a column in the measure of its charts."""
        return self.cell / self.scale

    @property
    def note(self) -> Block:
        """The line under the charts, if there is one."""
        return paragraph(plain(self.more, FAINT), size=_NOTE, width=self.width)

    def is_as_good_as(self, other: Grid) -> bool:
        """Whether as many charts can be read about as well."""
        return len(self.items) >= len(other.items) and self.scale >= _GIVES_WAY * other.scale

    def rows(self) -> list[Sequence[Item]]:
        """The charts row by row."""
        return [self.items[place : place + self.columns] for place in range(0, len(self.items), self.columns)]

    def heading(self, one: Item) -> Block:
        """The heading of a chart."""
        return paragraph(plain(one.title, BOLD), size=_HEADING, width=self.inside)

    def heights(self) -> Callable[[float], float]:
        """How far all rows and the note reach down, for a factor by which plots are higher."""
        rows = [[(self.heading(one).height, one) for one in row] for row in self.rows()]
        note = self.note.height
        between = _NOTE * (len(rows) - 1 + bool(note)) + note

        def height(factor: float) -> float:
            tall = [max(above + one.stretched(self.inside, factor) for above, one in row) for row in rows]
            return self.scale * sum(tall) + between

        return height

    def block(self) -> Block:
        """The charts in their places."""
        rows = []
        for row in self.rows():
            charts = [under([self.heading(one), one.fitted(self.inside, self.factor)], gap=0) for one in row]
            block = beside(charts, width=self.inside, gap=GUTTER / self.scale)
            rows.append(Block(at(block, 0, 0, self.scale), block.height * self.scale))
        return under([*rows, self.note], gap=_NOTE)


def _fitting(grid: Grid) -> Grid | None:
    """Charts as large as the room and the narrowest that they can be allow, their plots as high as then fits."""
    factors = _HEIGHTS if any(one.refit for one in grid.items) else (1.0,)
    grid = replace(grid, scale=min(_LARGEST, grid.cell / max(one.least for one in grid.items)))
    while grid.scale >= _SMALLEST or len(grid.items) == 1:
        height = grid.heights()
        found = next((factor for factor in factors if height(factor) <= grid.room), None)
        if found is not None:
            return replace(grid, factor=found)
        grid = replace(grid, scale=grid.scale * _STEP)
    return None


def chosen(items: Sequence[Item], width: float, frame: Frame, *, room: float, most: int) -> Grid:
    """As many charts as can be read, the first ones and at most ``most``, in the columns that make them largest."""
    for number in range(min(most, len(items)), 0, -1):
        hidden = len(items) - number
        more = counted(frame.dataset, "picture.more.charts", hidden, lang=frame.lang) if hidden else ""
        grid = Grid(items[:number], width, room, more)
        tried = [_fitting(replace(grid, columns=every)) for every in range(1, min(number, _MOST_COLUMNS) + 1)]
        fitting = [grid for grid in tried if grid]
        if fitting:
            return max(fitting, key=lambda grid: grid.scale)
    return Grid((), width, room)
