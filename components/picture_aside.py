"""What stands beside the charts of a slide: key, marks, warnings and sources, shorter where there is less room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from components.picture_content import PictureContent
from components.picture_layout import Frame, headed, listed, signs_heading
from components.picture_text import Block, under
from components.picture_wrap import BOLD, FAINT, Paragraph, Run
from loaders.texts import counted

#: How much is told: all of it; of warnings only their names; of sources no places either.
_ALL, _NAMED, _SHORT = range(3)
#: How much, and in which type, the best first.
TRIES = (
    *((_ALL, 11.5), (_ALL, 10.5), (_NAMED, 11), (_NAMED, 10), (_ALL, 9.5), (_NAMED, 9.5)),
    *((_SHORT, 10.5), (_SHORT, 9.5), (_SHORT, 9), (_SHORT, 8.5)),
)
_GAP = 7


@dataclass(frozen=True)
class Section:
    """A list under its heading.

    ``name`` is that of the text which tells how many items are left out; one that ``is_kept`` is cut after all others.
    """

    name: str
    heading: str
    items: tuple[Paragraph, ...]
    is_kept: bool = False

    def block(self, size: float, width: float) -> Block:
        """All of the list."""
        body = listed(self.items, size=size, width=width)
        return headed(self.heading, body, size=size, width=width) if self.heading else body


def aside(
    content: PictureContent, frame: Frame, *, attempt: tuple[int, float], width: float, room: float
) -> Block | None:
    """Everything that belongs to the charts of a picture in a column, as one of ``TRIES`` tells it; None if too high."""
    level, size = attempt
    sections = _sections(content, frame, level)
    if sum(len(section.items) for section in sections) * size > room:  # not even with one line each
        return None
    block = under([section.block(size, width) for section in sections], gap=_GAP)
    return block if block.height <= room else None


def cut_aside(content: PictureContent, frame: Frame, *, width: float, room: float) -> Block:
    """As much of it as there is room for; each list says how much of it is left out."""
    level, size = TRIES[-1]
    sections = _sections(content, frame, level)
    whole = [section.block(size, width).height + _GAP for section in sections]
    a_line = listed([_faint("x")], size=size, width=width).height + _GAP
    # What marks mean and which warnings there are is told whole; the lists give way.
    least = [height if section.is_kept else a_line for section, height in zip(sections, whole, strict=True)]
    blocks = []
    for place, section in enumerate(sections):
        block = _shortened(section, frame, size=size, width=width, room=room - sum(least[place + 1 :]))
        blocks.append(block)
        room -= block.height + _GAP
    return under(blocks, gap=_GAP)


def _sections(content: PictureContent, frame: Frame, level: int) -> list[Section]:
    is_short = level == _SHORT
    sources = tuple(map(_without_faint, content.unplaced))
    sections = [
        Section("voices", frame.text("picture.key.counted"), content.named if is_short else content.placed),
        Section(
            "notes", signs_heading(frame, content), _flowing(content.signs) if is_short else content.signs, is_kept=True
        ),
        Section("sources", frame.text("source.heading"), _names(sources) if is_short else sources),
        Section(
            "warnings",
            frame.text("care.heading"),
            _names(content.warnings) if level > _ALL else content.warnings,
            is_kept=True,
        ),
        Section("events", frame.text("picture.events"), tuple(map(_without_faint, content.events))),
        Section("notes", "", tuple(_faint(note) for note in content.notes)),
        Section("notes", "", tuple(_faint(words) for words in _left_out(content, frame, level)), is_kept=True),
    ]
    return [section for section in sections if section.items]


def _left_out(content: PictureContent, frame: Frame, level: int) -> list[str]:
    """What a level does not tell."""
    if level == _ALL or not (content.warnings or content.sources):
        return []
    if level == _SHORT:
        return [frame.text("picture.places_explained" if content.warnings else "picture.places")]
    return [frame.text("picture.explained")] if content.warnings else []


def _shortened(section: Section, frame: Frame, *, size: float, width: float, room: float) -> Block:
    """As many items as there is room for, at least the line that tells of the others."""
    low, high = -1, len(section.items)
    best = _with(section, 0, frame).block(size, width)
    while low < high:
        number = (low + high + 1) // 2
        block = _with(section, number, frame).block(size, width)
        if block.height <= room or number == 0:
            low, best = number, block
        else:
            high = number - 1
    return best


def _with(section: Section, number: int, frame: Frame) -> Section:
    """A section with its first items only; of one without any there is no heading."""
    hidden = len(section.items) - number
    more = (_faint(counted(frame.dataset, f"picture.more.{section.name}", hidden, lang=frame.lang)),) if hidden else ()
    return replace(section, items=(*section.items[:number], *more), heading=section.heading if number else "")


def _flowing(items: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Items in one paragraph."""
    return (tuple(run for item in items for run in (*item, Run("; ")))[:-1],)


def _faint(words: str) -> Paragraph:
    return (Run(words, FAINT),)


def _names(items: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """What stands in bold in each item, which is its name, in one paragraph."""
    names = ["".join(run.words for run in item if run.style == BOLD) for item in items]
    return ((Run("; ".join(names)),),) if names else ()


def _without_faint(item: Paragraph) -> Paragraph:
    """An item up to what stands in faint letters: what is told of a source besides its places."""
    return tuple(takewhile(lambda run: run.style != FAINT, item))
