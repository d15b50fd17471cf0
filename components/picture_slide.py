"""A picture for a slide: large type, as many charts as can be read, and for the rest a word on where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from components.picture_aside import TRIES, aside, cut_aside
from components.picture_content import PictureContent
from components.picture_grid import GUTTER, chosen
from components.picture_layout import Frame, foot, rule
from components.picture_text import SERIF, Block, at, paragraph, plain, under
from components.picture_wrap import BOLD, FAINT
from components.svg import group
from loaders.texts import counted

#: Pixels of a slide, and how many of them are a unit of its parts.
WIDTH, HEIGHT, SCALE = 1920, 1080, 2
_MARGIN = 28
_INNER = WIDTH / SCALE - 2 * _MARGIN
#: How wide that may be which stands beside the charts, the narrowest first.
_ASIDES = (272, 320, 370, 420)
_SUBTITLE, _FOOT = 12, 9
#: Sizes of type, the first one that needs no more than so many lines.
_TITLES, _TITLE_LINES = (27, 24, 21), 1
_SAID, _SAID_LINES, _MOST_SAID = (16.5, 15, 13.5, 12.5), 3, 4


def slide_block(content: PictureContent, frame: Frame) -> Block:
    """Title and sentences, under them the charts with what belongs to them at their side, and the foot."""
    head, base = _head(content, frame), under([rule(_INNER), foot(frame, size=_FOOT, width=_INNER)], gap=5)
    height = HEIGHT / SCALE - 2 * _MARGIN
    top, bottom = head.height + 12, height - base.height
    charts, beside, width = _body(content, frame, bottom - top - 8)
    parts = [at(head, 0, 0), at(charts, 0, top), at(beside, _INNER - width, top), at(base, 0, bottom)]
    return Block(at(Block(group(parts), height), SCALE * _MARGIN, SCALE * _MARGIN, SCALE), HEIGHT)


def _body(content: PictureContent, frame: Frame, room: float) -> tuple[Block, Block, float]:
    """The charts, what stands beside them, and the width of that: the most that can be told without a cut."""
    items = [*content.large, *content.small]
    best = chosen(items, _INNER - _ASIDES[0] - GUTTER, frame, room=room, most=len(items))
    most = len(best.items)
    grids = {width: chosen(items, _INNER - width - GUTTER, frame, room=room, most=most) for width in _ASIDES}
    widths = [width for width, grid in grids.items() if grid.is_as_good_as(best)]
    for attempt in TRIES:
        for width in widths:
            block = aside(content, frame, attempt=attempt, width=width, room=room)
            if block:
                return grids[width].block(), block, width
    return grids[widths[-1]].block(), cut_aside(content, frame, width=widths[-1], room=room), widths[-1]


def _head(content: PictureContent, frame: Frame) -> Block:
    for size in _TITLES:
        title = paragraph(plain(content.title, BOLD), size=size, width=_INNER, face=SERIF)
        if title.height < size * (_TITLE_LINES + 1):
            break
    subtitle = paragraph(plain(content.subtitle, FAINT), size=_SUBTITLE, width=_INNER)
    return under([title, subtitle, _said(content.said, frame)], gap=4)


def _said(sentences: Sequence[str], frame: Frame) -> Block:
    """The sentences, in smaller type where they are long; of very long ones the first, and how many are left out."""
    for size in _SAID:
        block = paragraph(plain(" ".join(sentences)), size=size, width=_INNER)
        if block.height < size * 1.38 * (_SAID_LINES + 0.5):
            return block
    for number in range(len(sentences), 0, -1):
        hidden = len(sentences) - number
        more = [counted(frame.dataset, "picture.more.sentences", hidden, lang=frame.lang)] if hidden else []
        block = paragraph(plain(" ".join([*sentences[:number], *more])), size=size, width=_INNER)
        if block.height < size * 1.38 * (_MOST_SAID + 0.5):
            break
    return block
