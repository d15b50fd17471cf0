"""Parts of a picture: words in lines with their marks, and how parts stand under and beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.drawing_paint import symbol_path
from components.palette import INK, KIND_COLOURS, MUTED, fill, marked_by, symbol, variable
from components.picture_wrap import (
    BOLD,
    FAINT,
    MARK,
    MARK_ROOM,
    PLAIN,
    SPACE,
    Paragraph,
    Run,
    Token,
    joined,
    width_of_runs,
    wrapped,
)
from components.svg import Svg, element, group, number, words

#: Names of marks that are no character: the hatching of a small number that is hidden, and of a stated gap.
SUPPRESSED, GAP = "suppressed", "gap"
SANS, SERIF = "sans-serif", "serif"
#: Shares of the type: from the top of a line to where letters stand, and to the next line. No common face needs more.
_BASE, _LINE = 1.07, 1.38
#: Letters of a serif face are wider by so much.
_SERIF_WIDER = 1.0


@dataclass(frozen=True)
class Block:
    """A part of a picture that begins at the origin, and how far it reaches down."""

    svg: Svg
    height: float


def at(block: Block, x: float, y: float, scale: float = 1) -> Svg:
    """A block at a place, larger or smaller."""
    larger = f"scale({number(scale, 4)})" if scale != 1 else ""
    return element("g", block.svg, transform=f"translate({number(x)},{number(y)}){larger}")


def under(blocks: Iterable[Block], *, gap: float) -> Block:
    """Blocks under each other; those without height take no gap."""
    parts: list[Svg] = []
    down = 0.0
    for block in blocks:
        if block.height:
            down += gap if parts else 0
            parts.append(at(block, 0, down))
            down += block.height
    return Block(group(parts), down)


def beside(blocks: Sequence[Block], *, width: float, gap: float) -> Block:
    """Blocks beside each other in columns of one ``width``."""
    parts = [at(block, place * (width + gap), 0) for place, block in enumerate(blocks)]
    return Block(group(parts), max((block.height for block in blocks), default=0.0))


def plain(words_of: str, style: str = PLAIN) -> Paragraph:
    """A text in one style."""
    return (Run(words_of, style),)


def paragraph(runs: Paragraph, *, size: float, width: float, face: str = SANS, hangs: float = 0) -> Block:
    """Runs in lines of at most ``width``; further lines stand in by ``hangs``."""
    wide = size * (_SERIF_WIDER if face == SERIF else 1)
    lines = wrapped(runs, wide, width=width, hangs=hangs)
    spans: list[Svg] = []
    marks: list[Svg] = []
    for place, line in enumerate(lines):
        base = size * (_BASE + _LINE * place)
        _write(line, spans, marks, x=hangs if place else 0.0, base=base, size=size, wide=wide)
    family = SERIF if face == SERIF else None
    written = [element("text", *spans, font_size=size, font_family=family, fill=variable(INK))] if spans else []
    return Block(group([*marks, *written]), size * _LINE * len(lines))


def _write(
    line: list[Token], spans: list[Svg], marks: list[Svg], *, x: float, base: float, size: float, wide: float
) -> None:
    """Add the words of a line and its marks; what follows on a mark begins at a place of its own."""
    waiting: list[Run] = []
    begin = x
    for token in (*line, (Run("", MARK),)):
        if token[0].style == MARK:
            if waiting:
                spans.append(element("tspan", *map(_styled, joined(waiting)), x=begin, y=base))
                x += size * SPACE
            if token[0].words:
                marks.append(_mark(token[0].words, x + size * MARK_ROOM / 2 - size * 0.15, base - size * 0.35, size))
            waiting, x = [], x + size * MARK_ROOM
            begin = x
            continue
        if waiting:
            waiting.append(Run(" ", waiting[-1].style))
            x += wide * SPACE
        waiting += token
        x += width_of_runs(token, wide)


def _styled(run: Run) -> Svg:
    written = words(run.words)
    if run.style == BOLD:
        return element("tspan", written, font_weight="bold")
    return element("tspan", written, fill=variable(MUTED)) if run.style == FAINT else written


def _mark(name: str, x: float, y: float, size: float) -> Svg:
    """A mark as in the charts, or a patch of hatching, its middle at a place."""
    place = f"translate({number(x)},{number(y)})"
    if name in (SUPPRESSED, GAP):
        return element("g", *_hatched(size * 0.42, rises=name == SUPPRESSED), transform=place)
    kind, origin = marked_by(name)
    path = element(
        "path",
        d=symbol_path(symbol(kind, origin), size * 0.75),
        fill=variable(fill(kind, origin)),
        stroke=variable(KIND_COLOURS[kind]),
        stroke_width=size * 0.13,
    )
    return element("g", path, transform=place)


def _hatched(half: float, *, rises: bool) -> tuple[Svg, Svg]:
    """A square with three slanted lines in it."""
    side, way = number(half), -1 if rises else 1
    lines = "".join(
        f"M{number(x)},{number(way * y)}L{number(to_x)},{number(way * to_y)}"
        for x, y, to_x, to_y in ((-half, 0, 0, half), (-half, -half, half, half), (0, -half, half, 0))
    )
    outline = element("path", d=f"M-{side},-{side}H{side}V{side}H-{side}Z", fill="none", stroke=variable(INK))
    return outline, element("path", d=lines, stroke=variable(INK))
