"""The reading copies of the documents, cut into the places that a locator can name.

UN documents are cut by numbered paragraphs and by endnotes; reports with headings by heading and, inside a
heading, by endnote marks; notes by running paragraphs and list items. Nothing of the text is stored in the
project: these functions run where the sources are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from loaders.headed import between_marks, cut_by_headings, cut_endnotes, narrow_parts, place_key

_LETTERED = re.compile(r"(para\. [0-9]+) \(([a-z])\)")
_ANNEX_ITEM = re.compile(r"(Annexes), item ([0-9]+)")
#: Headings between the paragraphs of UN documents: "II. Progress", "C.1. Measures", and the treaty's "Article 2".
_UN_HEADING = re.compile(r"^[ \t]*(?:Article [0-9]+[ \t]*|(?:[IVX]+|[A-Z])(?:\.[0-9]+)?\.[ \t]+[A-Z].*)$", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """A document as named places: ``places`` maps the name of a place to its text, in reading order."""

    source_id: str
    places: dict[str, str]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {place_key(name): name for name in self.places}

    def text_at(self, locator: str) -> str | None:
        """The text of the place that a locator names, or None when there is no such place."""
        if place_key(locator) in self._names:
            return self.places[self._names[place_key(locator)]]
        for pattern, cut in ((_LETTERED, _lettered), (_ANNEX_ITEM, _listed)):
            part = pattern.fullmatch(locator)
            if part and part[1] in self.places:
                return cut(self.places[part[1]], part[2])
        narrow = narrow_parts(locator)
        if narrow is None or place_key(narrow[0]) not in self._names:
            return None
        section = self.places[self._names[place_key(narrow[0])]]
        return section if narrow[1] is None else between_marks(section, narrow[1], after=narrow[2])

    def around(self, locator: str) -> str | None:
        """The text of the whole paragraph or section that a locator, however narrow, stands in."""
        return self.text_at(ledger_place(locator))


def ledger_place(locator: str) -> str:
    """The place of the reading ledger that a locator belongs to: a heading, a paragraph, an endnote."""
    if locator.startswith("Endnotes, "):
        return locator
    part = _LETTERED.fullmatch(locator) or _ANNEX_ITEM.fullmatch(locator)
    if part:
        return part[1]
    return re.sub(r",? (?:after |before )?(?:endnote [0-9]+|no endnote|table.*)$", "", locator).rstrip(",")


def _lettered(text: str, letter: str) -> str | None:
    """The part of a paragraph that a line beginning with "(letter)" opens, up to the next such line."""
    parts = re.split(r"^[ \t]*\(([a-z])\)", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True)).get(letter)


def _listed(text: str, number: str) -> str | None:
    parts = re.split(r"^[ \t]*([0-9]+)\.\s", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True)).get(number)


def _balanced_notes(text: str) -> tuple[str, dict[str, str]]:
    """Take bracketed endnotes "[7: text]" out of a text; brackets inside a note are kept."""
    notes: dict[str, str] = {}
    kept: list[str] = []
    position = 0
    for start in re.finditer(r"\[([0-9]+):", text):
        if start.start() < position:
            continue
        depth, end = 0, start.start()
        while end < len(text):
            depth += {"[": 1, "]": -1}.get(text[end], 0)
            end += 1
            if depth == 0:
                break
        kept.append(text[position : start.start()])
        notes[f"endnote {start[1]}"] = text[start.end() : end - 1]
        position = end
    kept.append(text[position:])
    return re.sub(r"\[endnoteRef:[0-9]+\]", " ", "".join(kept)), notes


def _numbered_paragraphs(text: str) -> dict[str, str]:
    """Paragraphs numbered 1, 2, 3 ... at the start of a line; a number out of turn belongs to the text.

    Headings, and the articles of a treaty quoted between paragraphs, end a paragraph and are no places.
    """
    places: dict[str, str] = {}
    body, _, annex = text.partition("\nAnnexes\n")
    starts: list[re.Match[str]] = []
    for match in re.finditer(r"^[ \t]*([0-9]+)\.[ \t]*(?=\S)", body, re.MULTILINE):
        if int(match[1]) == len(starts) + 1:
            starts.append(match)
    ends = [match.start() for match in starts[1:]] + [len(body)]
    for match, end in zip(starts, ends[: len(starts)], strict=True):
        places[f"para. {match[1]}"] = _UN_HEADING.split(body[match.end() : end], maxsplit=1)[0]
    if annex:
        places["Annexes"] = annex
    return places


def _note_places(text: str) -> dict[str, str]:
    """A short note: running paragraphs after the title, then list items "1." ... at the end."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    places: dict[str, str] = {}
    paragraphs = 0
    for block in blocks[1:]:
        running, *items = re.split(r"^([0-9]+)\.\s", block, flags=re.MULTILINE)
        if running.strip():
            paragraphs += 1
            places[f"paragraph {paragraphs}"] = running
        places |= {f"list item {number}": item for number, item in zip(items[::2], items[1::2], strict=True)}
    return places


def _headed_places(text: str, headings: tuple[str, ...]) -> dict[str, str]:
    sections = cut_by_headings(text, headings)
    notes = {name: cut_endnotes(section) for name, section in sections.items() if place_key(name) == "endnotes"}
    return {**{name: section for name, section in sections.items() if name not in notes}, **_joined(notes)}


def _joined(notes: dict[str, dict[str, str]]) -> dict[str, str]:
    """The heading of the endnotes, which holds no text of its own, and the notes under it."""
    return dict.fromkeys(notes, "") | {place: text for found in notes.values() for place, text in found.items()}


def read_document(path: Path, source_id: str, headings: tuple[str, ...] = ()) -> Document:
    """Read a reading copy (UTF-8 text) and cut it into places.

    ``headings`` are the document's own headings in order (``data/outlines.csv``), its endnotes standing under
    the heading "Endnotes". A document without headings is
    cut by its paragraph numbers or, when most of it is not numbered, as a note. Raises ``OutlineError`` when a
    heading is not found, ``OSError`` and ``UnicodeDecodeError`` when the file cannot be read.
    """
    text = path.read_text(encoding="utf-8")
    if headings:
        return Document(source_id, _headed_places(text, headings))
    body, notes = _balanced_notes(text)
    numbered = _numbered_paragraphs(body)
    if sum(map(len, numbered.values())) > len(body) / 2:
        return Document(source_id, {**numbered, **notes})
    return Document(source_id, _note_places(text))
