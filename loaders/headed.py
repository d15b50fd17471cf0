"""Cutting a report by its headings, and a section by the endnote marks that stand in it as superscript digits."""

from __future__ import annotations

import re

from loaders.tokens import ENDNOTE_MARK, endnote_number, normalised

FRONT_MATTER = "Front matter"
#: A heading may be broken over this many lines of the reading copy.
LONGEST_HEADING = 3
_OCCURRENCE = re.compile(r" \([0-9]+\)$")
_NARROW = re.compile(r"(?P<heading>.+?),? (?:(?P<after>after )?endnote (?P<number>[0-9]+)|table.*)")


class OutlineError(ValueError):
    """The outline names a heading that the document does not have at that point."""


def place_key(name: str) -> str:
    """A place's name without differences of case, spaces, quotes, dashes and typographic marks around it."""
    return re.sub("[\u2013\u2014]", "-", normalised(name)).strip("*# ").casefold()


def _heading_at(lines: list[str], first: int, wanted: set[str]) -> int | None:
    """The line after the heading that begins at ``first``, or None when no wanted heading begins there."""
    if not lines[first].strip():
        return None
    joined, taken = "", 0
    for index in range(first, len(lines)):
        if not lines[index].strip():
            continue
        joined, taken = f"{joined} {lines[index]}", taken + 1
        if place_key(joined) in wanted:
            return index + 1
        if taken == LONGEST_HEADING:
            break
    return None


def cut_by_headings(text: str, headings: tuple[str, ...]) -> dict[str, str]:
    """Map each heading, in order, to the text up to the next one.

    The text before the first heading is "Front matter". A heading that stands again carries its occurrence in
    brackets, "Prevention (2)". Raises ``OutlineError`` when a heading is not found after the one before it.
    """
    lines = text.splitlines()
    spans: list[tuple[str, int, int]] = [(FRONT_MATTER, 0, 0)]
    for heading in headings:
        wanted = {place_key(heading), place_key(_OCCURRENCE.sub("", heading))}
        ends = ((first, _heading_at(lines, first, wanted)) for first in range(spans[-1][2], len(lines)))
        found = next(((first, end) for first, end in ends if end is not None), None)
        if found is None:
            raise OutlineError(f"the heading {heading!r} is not found after {spans[-1][0]!r}")
        spans.append((heading, *found))
    starts = [first for _, first, _ in spans[1:]] + [len(lines)]
    return {name: "\n".join(lines[end:start]) for (name, _, end), start in zip(spans, starts, strict=True)}


def cut_endnotes(text: str) -> dict[str, str]:
    """The notes at the end of a report, each beginning with its mark at the start of a line.

    Marks run 1, 2, 3 ...; a superscript out of turn is the rest of an address that was broken over two lines.
    """
    notes: dict[str, str] = {}
    for line in text.splitlines():
        mark = re.match(rf"(?:- )?({ENDNOTE_MARK.pattern})\s", line)
        if mark and endnote_number(mark[1]) == len(notes) + 1:
            notes[f"Endnotes, endnote {len(notes) + 1}"] = line[mark.end() :]
        elif notes and line.strip():
            notes[f"Endnotes, endnote {len(notes)}"] += "\n" + line
    return notes


def _marks(text: str) -> list[tuple[int, int, int]]:
    """The endnote marks of a text in rising order as (number, start, end); others are powers or slips."""
    marks: list[tuple[int, int, int]] = []
    for match in ENDNOTE_MARK.finditer(text):
        number = endnote_number(match.group())
        if not marks or number > marks[-1][0]:
            marks.append((number, match.start(), match.end()))
    return marks


def between_marks(text: str, number: int, *, after: bool) -> str | None:
    """The text of a section that an endnote mark closes, or with ``after`` the text that follows it.

    It begins at the mark before it in the section, or at the section's start when that mark stands earlier;
    None when the section does not hold the mark.
    """
    marks = _marks(text)
    for index, (found, start, end) in enumerate(marks):
        if found == number and after:
            return text[end : marks[index + 1][1] if index + 1 < len(marks) else len(text)]
        if found == number:
            return text[marks[index - 1][2] if index else 0 : start]
    return None


def narrow_parts(locator: str) -> tuple[str, int | None, bool] | None:
    """Heading, endnote number (None: the heading's table) and whether it means the text after the mark."""
    part = _NARROW.fullmatch(locator)
    if not part:
        return None
    return part["heading"], int(part["number"]) if part["number"] else None, bool(part["after"])
