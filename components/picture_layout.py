"""How the parts of a picture are set: headings, lists, columns, and what stands at its foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from components.palette import BASE, variable
from components.picture_content import PictureContent
from components.picture_text import Block, beside, paragraph, plain, under
from components.picture_wrap import BOLD, FAINT, PLAIN, Paragraph
from components.state import COUNTER, PUBLISHER
from components.svg import element
from loaders.dataset import Dataset
from loaders.publication import LICENCE, LICENCE_URL, data_date, data_version
from loaders.texts import text
from loaders.words import printed_date

#: Shares of the type: between the items of a list, and how far their further lines stand in.
_BETWEEN, _HANGS = 0.3, 1.1
#: What colour and shape tell, by whether a picture is black, and by what they are to tell.
_HEADINGS = {
    (False, PUBLISHER): "picture.colour.publisher",
    (False, COUNTER): "picture.colour.counter",
    (True, PUBLISHER): "picture.shape.publisher",
    (True, COUNTER): "picture.shape.counter",
}


@dataclass(frozen=True)
class Frame:
    """What every part of one picture needs to know: the data, the language, whether it has colours, and its address."""

    dataset: Dataset
    lang: str
    is_black: bool
    address: str

    def text(self, key: str, **values: object) -> str:
        """The words for a key in the language of the picture."""
        return text(self.dataset, key, lang=self.lang, **values)


def listed(items: Iterable[Paragraph], *, size: float, width: float) -> Block:
    """Paragraphs as the items of a list."""
    blocks = [paragraph(item, size=size, width=width, hangs=size * _HANGS) for item in items]
    return under(blocks, gap=size * _BETWEEN)


def headed(heading: str, body: Block, *, size: float, width: float) -> Block:
    """A part under its heading; nothing where the part is empty."""
    if not body.height:
        return body
    return under([paragraph(plain(heading, BOLD), size=size, width=width), body], gap=size * 0.25)


def in_columns(items: Sequence[Paragraph], *, number: int, size: float, width: float, gap: float) -> Block:
    """A list in columns that are about equally long, read column by column."""
    each = (width - gap * (number - 1)) / number
    blocks = [paragraph(item, size=size, width=each, hangs=size * _HANGS) for item in items]
    whole = sum(block.height for block in blocks) or 1.0
    columns: list[list[Block]] = [[] for _ in range(number)]
    reached = 0.0
    for block in blocks:
        place = min(int((reached + block.height / 2) / whole * number), number - 1)
        columns[place].append(block)
        reached += block.height
    return beside([under(column, gap=size * _BETWEEN) for column in columns], width=each, gap=gap)


def rule(width: float) -> Block:
    """A line across a picture."""
    return Block(element("line", x1=0, x2=width, y1=0.5, y2=0.5, stroke=variable(BASE)), 1)


def signs_heading(frame: Frame, content: PictureContent) -> str:
    """What colour and shape tell, or, without colours, shape alone."""
    return frame.text(_HEADINGS[frame.is_black, content.colour_by])


def foot(frame: Frame, *, size: float, width: float) -> Block:
    """Product, version of the data, licence, and the address of the view."""
    day = printed_date(pd.Timestamp(data_date(frame.dataset)), "day", frame.lang)
    version = data_version(frame.dataset)
    made = frame.text("picture.footer", product=frame.text("product.name"), version=version, date=day)
    licence = frame.text("picture.licence", licence=LICENCE, licence_url=LICENCE_URL)
    lines = [(f"{made} {licence}", FAINT), (frame.text("picture.address", address=frame.address), PLAIN)]
    return under([paragraph(plain(*line), size=size, width=width) for line in lines], gap=size * 0.15)
