"""Words of several styles in lines: wrapped by measured widths, since a picture has nobody who does it for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from components.measure import width_of

PLAIN, BOLD, FAINT, MARK = "", "bold", "faint", "mark"
#: Bold letters are wider than plain ones by so much, a mark is so wide, and a space; shares of the type.
WIDER, MARK_ROOM, SPACE = 1.13, 1.3, 0.42


@dataclass(frozen=True)
class Run:
    """Words in one style, or a mark by its name (see ``components.picture_text``)."""

    words: str
    style: str = PLAIN


Paragraph = Sequence[Run]
#: What stands between two spaces, of one or several runs; a mark stands alone.
Token = tuple[Run, ...]


def width_of_runs(runs: Iterable[Run], size: float) -> float:
    """The width of runs in one line, a little too much rather than too little."""
    return sum(
        size * MARK_ROOM if run.style == MARK else width_of(run.words, size) * (WIDER if run.style == BOLD else 1)
        for run in runs
    )


def joined(runs: Iterable[Run]) -> Token:
    """Runs with neighbours of one style as one."""
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].style == run.style != MARK:
            merged[-1] = Run(merged[-1].words + run.words, run.style)
        else:
            merged.append(run)
    return tuple(merged)


def wrapped(runs: Paragraph, size: float, *, width: float, hangs: float = 0) -> list[list[Token]]:
    """Runs in lines of at most ``width``, all but the first one shorter by ``hangs``; a longer word is broken."""
    lines: list[list[Token]] = []
    used = 0.0
    tokens = [token for whole in _tokens(runs) for token in _broken(whole, size, width - hangs)]
    for place, token in enumerate(tokens):
        needed = size * SPACE + width_of_runs(token, size)
        if lines and used + needed + _follows(tokens, place, size) <= width - (hangs if len(lines) > 1 else 0):
            lines[-1].append(token)
            used += needed
        else:
            lines.append([token])
            used = needed - size * SPACE
    return lines


def _follows(tokens: Sequence[Token], place: int, size: float) -> float:
    """The width of what must stand in the same line: after a mark the word to which it belongs."""
    if tokens[place][0].style != MARK or place + 1 == len(tokens):
        return 0.0
    return size * SPACE + width_of_runs(tokens[place + 1], size) + _follows(tokens, place + 1, size)


def _tokens(runs: Paragraph) -> Iterator[Token]:
    token: list[Run] = []
    for run in runs:
        # A space that does not break keeps its words together.
        parts = [run.words] if run.style == MARK else re.split("([ \n\t]+)", run.words)
        for part in parts:
            ends = run.style == MARK or not part.strip(" \n\t")
            if part and ends and token:
                yield tuple(token)
                token = []
            if run.style == MARK:
                yield (run,)
            elif not ends:
                token.append(Run(part, run.style))
    if token:
        yield tuple(token)


def _broken(token: Token, size: float, width: float) -> Iterator[Token]:
    """A token that is wider than a line in pieces that are not: addresses, mostly."""
    if width_of_runs(token, size) <= width:
        yield token
        return
    piece: list[Run] = []
    for letter in (Run(letter, run.style) for run in token for letter in run.words):
        if piece and width_of_runs([*piece, letter], size) > width:
            yield joined(piece)
            piece = []
        piece.append(letter)
    yield joined(piece)
