"""A picture for paper: as high as what it says, in type that can be read at its width of 160 mm."""

from __future__ import annotations

from collections.abc import Sequence

from components.picture_content import Item, PictureContent
from components.picture_layout import Frame, foot, headed, in_columns, listed, rule, signs_heading
from components.picture_text import SERIF, Block, at, beside, paragraph, plain, under
from components.picture_wrap import BOLD, FAINT, Paragraph

#: Units of the picture, of which 5 are a millimetre: its width, its margins, and what stays free between two columns.
WIDTH, _MARGIN, _GUTTER = 800, 30, 24
_INNER = WIDTH - 2 * _MARGIN
_COLUMN = (_INNER - _GUTTER) / 2
#: The type of title, subtitle, sentences, headings of charts, and everything else.
_TITLE, _SUBTITLE, _SAID, _HEADING, _SMALL = 25, 13, 15.5, 14, 11.5
#: So many items of a list make one column, and of the key; more make two.
_ONE_COLUMN, _ONE_COLUMN_KEY = 3, 5


def print_block(content: PictureContent, frame: Frame) -> Block:
    """Everything that a picture holds, under each other, with its margins."""
    inside = under(
        [
            _head(content),
            *(_item(one, _INNER) for one in content.large),
            _grid(content.small),
            listed([plain(note, FAINT) for note in content.notes], size=_SMALL, width=_INNER),
            rule(_INNER),
            _key(content, frame),
            _part(frame.text("source.heading"), content.sources),
            _part(frame.text("care.heading"), content.warnings),
            _part(frame.text("events.heading"), content.events),
            rule(_INNER),
            foot(frame, size=_SMALL, width=_INNER),
        ],
        gap=14,
    )
    return Block(at(inside, _MARGIN, _MARGIN), inside.height + 2 * _MARGIN)


def _head(content: PictureContent) -> Block:
    return under(
        [
            paragraph(plain(content.title, BOLD), size=_TITLE, width=_INNER, face=SERIF),
            paragraph(plain(content.subtitle, FAINT), size=_SUBTITLE, width=_INNER),
            paragraph(plain(" ".join(content.said)), size=_SAID, width=_INNER),
        ],
        gap=6,
    )


def _item(one: Item, width: float) -> Block:
    title = paragraph(plain(one.title, BOLD), size=_HEADING, width=width)
    return under([title, one.draw(width)], gap=4)


def _grid(items: Sequence[Item]) -> Block:
    """Small charts two by two."""
    rows = [
        beside([_item(one, _COLUMN) for one in items[place : place + 2]], width=_COLUMN, gap=_GUTTER)
        for place in range(0, len(items), 2)
    ]
    return under(rows, gap=10)


def _key(content: PictureContent, frame: Frame) -> Block:
    """The lines of the key, and beside them what the marks mean; under them where the key takes both columns."""
    meant = signs_heading(frame, content), content.signs
    if len(content.voices) > _ONE_COLUMN_KEY:
        return under([_part(frame.text("picture.key"), content.voices), _part(*meant)], gap=10)
    blocks = [
        headed(heading, listed(lines, size=_SMALL, width=_COLUMN), size=_SMALL, width=_COLUMN)
        for heading, lines in ((frame.text("picture.key"), content.voices), meant)
        if lines
    ]
    return beside(blocks, width=_COLUMN, gap=_GUTTER)


def _part(heading: str, items: Sequence[Paragraph]) -> Block:
    """A list under its heading, in one column or in two."""
    number = 1 if len(items) <= _ONE_COLUMN else 2
    body = in_columns(items, number=number, size=_SMALL, width=_INNER, gap=_GUTTER)
    return headed(heading, body, size=_SMALL, width=_INNER)
