"""A picture of a chart as one SVG that needs nothing else, with all that belongs to the chart inside of it."""

from __future__ import annotations

import re
from typing import Literal

from components.palette import FIELD, IN_BLACK, IN_COLOUR, INK, variable
from components.picture_content import PictureContent
from components.picture_layout import Frame
from components.picture_print import WIDTH as PRINT_WIDTH
from components.picture_print import print_block
from components.picture_slide import HEIGHT, WIDTH, slide_block
from components.picture_text import SANS
from components.svg import Svg, element, number, words
from loaders.dataset import Dataset

Size = Literal["print", "slide"]
Ink = Literal["colour", "black"]
SIZES: tuple[Size, ...] = ("print", "slide")
INKS: tuple[Ink, ...] = ("colour", "black")
#: Units of a picture for print in a millimetre.
_A_MILLIMETRE = 5
_VARIABLE = re.compile(r'="var\(--([a-z]+)\)"')


def picture(
    dataset: Dataset,
    content: PictureContent,
    *,
    size: Size = "print",
    ink: Ink = "colour",
    lang: str = "en",
    site: str = "",
) -> Svg:
    """The picture of what ``content`` holds, for paper (160 mm wide) or a slide (1920 by 1080), in colour or in black.

    ``site`` stands before the address of the view. The same arguments give the same bytes.
    """
    frame = Frame(dataset, lang, ink == "black", f"{site}{content.path}")
    is_print = size == "print"
    block = print_block(content, frame) if is_print else slide_block(content, frame)
    width = PRINT_WIDTH if is_print else WIDTH
    height = round(block.height) if is_print else HEIGHT
    told = " ".join([content.subtitle, *content.said, *content.notes])
    drawing = element(
        "svg",
        element("title", words(content.title)),
        element("desc", words(told)),
        element("rect", width=width, height=height, fill=variable(FIELD)),
        block.svg,
        xmlns="http://www.w3.org/2000/svg",
        width=f"{number(width / _A_MILLIMETRE)}mm" if is_print else width,
        height=f"{number(height / _A_MILLIMETRE)}mm" if is_print else height,
        viewBox=f"0 0 {width} {height}",
        role="img",
        font_family=SANS,
        fill=variable(INK),
    )
    colours = IN_BLACK if ink == "black" else IN_COLOUR
    return Svg(_VARIABLE.sub(lambda found: f'="{colours[found[1]]}"', drawing))
