"""A screen for a class: one idea under a heading in large type, and what only the speaker sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from components.measure import lines_of

#: A screen of 1024 by 768 in pixels, the size of its type, and the width and the lines that words have on it.
HEIGHT, TYPE, WIDTH = 768, 28, 960
#: Lines of type that fit on a screen under its heading.
MOST_LINES = 12
#: So much larger is the type of a heading, that of a title, and that of few words; and so many lines are few.
HEADING_SIZE, TITLE_SIZE, FEW_SIZE = 1.2, 1.15, 1.4
FEW_LINES = 7
#: The room between two paragraphs, in lines.
BETWEEN = 0.5


@dataclass(frozen=True)
class Slide:
    """One screen: ``heading`` is in the largest type, ``content`` below it, then ``prompt``, a question to the class.

    ``prompt`` is empty where the heading asks. ``notes`` are for the speaker, shown on demand.
    """

    heading: str
    content: Sequence[Any]
    prompt: str = ""
    notes: Sequence[Any] = ()
    #: The name of the style of the content, and the lines that the longest heading of a group of screens needs.
    style: str = ""
    lines: int = 0


def number_of_lines(words: str, larger: float = 1.0, *, width: float = WIDTH) -> int:
    """The lines that words need on a screen in type that is so much larger than its own."""
    return len(lines_of(words, TYPE * larger, width=width))


def words_style(paragraphs: Sequence[str]) -> str:
    """The style of a screen of words: larger where they are few."""
    lines = sum(number_of_lines(words, FEW_SIZE) for words in paragraphs)
    return "of-words of-few" if lines <= FEW_LINES else "of-words"


def _height(paragraphs: Sequence[str]) -> float:
    """The lines that paragraphs need one below the other, with the room between them."""
    return sum(map(number_of_lines, paragraphs)) + BETWEEN * (len(paragraphs) - 1)


def in_screens(sentences: Sequence[str], *, most: int = MOST_LINES) -> Iterator[list[str]]:
    """Sentences in groups, each of which fits on one screen; one that is longer than a screen stands alone."""
    group: list[str] = []
    for sentence in sentences:
        if group and _height([*group, sentence]) > most:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group
