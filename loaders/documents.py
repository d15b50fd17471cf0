"""The reading copies of the documents, cut into the places that a locator can name.

UN documents are cut by numbered paragraphs and by endnotes; reports with headings by heading and, inside a
heading, by endnote marks; notes by running paragraphs and list items. Nothing of the text is stored in the
project: these functions run where the sources are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.tokens import ENDNOTE_MARK, endnote_number


@dataclass(frozen=True)
class Document:
    """A document as named places: ``places`` maps the name of a place to its text, in reading order."""

    source_id: str
    places: dict[str, str]
    sections: tuple[tuple[str, str], ...] = ()

    def text_at(self, locator: str) -> str | None:
        """The text of the place that a locator names, or None when there is no such place."""
        if locator in self.places:
            return self.places[locator]
        part = re.fullmatch(r"(para\. [0-9]+) \(([a-z])\)", locator)
        if part and part[1] in self.places:
            return _lettered(self.places[part[1]], part[2])
        if self.sections:
            return _in_sections(self.sections, locator)
        return None

    def place_of(self, locator: str) -> str:
        """The place of the reading ledger to which a locator belongs (a heading, a paragraph, an endnote)."""
        if locator in self.places:
            return locator
        part = re.fullmatch(r"(para\. [0-9]+) \([a-z]\)", locator)
        if part:
            return part[1]
        return ledger_place(locator)


def ledger_place(locator: str) -> str:
    """The heading that a locator with an endnote stands under; other locators are their own place."""
    if locator.startswith("Endnotes, "):
        return locator
    part = re.fullmatch(r"(para\. [0-9]+) \([a-z]\)", locator)
    if part:
        return part[1]
    return re.sub(r",? (?:after |before )?(?:endnote [0-9]+|no endnote|table.*)$", "", locator).rstrip(",")


def _lettered(text: str, letter: str) -> str | None:
    """The part of a paragraph that begins at "(letter)" and ends before the next letter."""
    start = re.search(rf"\({letter}\)", text)
    if not start:
        return None
    following = re.search(rf"\({chr(ord(letter) + 1)}\)", text[start.end():])
    return text[start.end():start.end() + following.start()] if following else text[start.end():]


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
        kept.append(text[position:start.start()])
        notes[f"endnote {start[1]}"] = text[start.end():end - 1]
        position = end
    kept.append(text[position:])
    return re.sub(r"\[endnoteRef:[0-9]+\]", " ", "".join(kept)), notes


def _numbered_paragraphs(text: str) -> dict[str, str]:
    """Paragraphs numbered 1, 2, 3 ... at the start of a line; a number out of turn belongs to the text."""
    places: dict[str, str] = {}
    body, _, annex = text.partition("\nAnnexes\n")
    starts: list[tuple[int, int]] = []
    for match in re.finditer(r"^[ \t]*([0-9]+)\.[ \t]*(?=\S)", body, re.MULTILINE):
        if int(match[1]) == len(starts) + 1:
            starts.append((int(match[1]), match.start()))
    for index, (number, begin) in enumerate(starts):
        end = starts[index + 1][1] if index + 1 < len(starts) else len(body)
        places[f"para. {number}"] = re.sub(r"^\s*[0-9]+\.", "", body[begin:end])
    if annex:
        places["Annexes"] = annex
    return places


def _read_numbered(source_id: str, text: str) -> Document:
    body, notes = _balanced_notes(text)
    return Document(source_id, {**_numbered_paragraphs(body), **notes})


def _read_note(source_id: str, text: str) -> Document:
    """A short note: running paragraphs after the title, then list items "1." ... at the end."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    places: dict[str, str] = {}
    for block in blocks[1:]:
        item = re.match(r"([0-9]+)\.\s", block)
        if item:
            places[f"list item {item[1]}"] = block[item.end():]
        else:
            places[f"paragraph {sum(name.startswith('paragraph') for name in places) + 1}"] = block
    return Document(source_id, places)


def _split_sections(lines: list[str], headings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Cut lines into (heading, text); the text before the first heading has the heading "Front matter"."""
    wanted = {heading.casefold() for heading in headings}
    current, collected = "Front matter", list[str]()
    for line in lines:
        bare = re.sub(r"\s+", " ", line.strip().strip("*#").strip())
        if bare.casefold() in wanted:
            yield current, "\n".join(collected)
            current, collected = bare, []
        else:
            collected.append(line)
    yield current, "\n".join(collected)


def _read_headed(source_id: str, text: str, headings: tuple[str, ...]) -> Document:
    body, _, notes_text = text.partition("\nENDNOTES\n")
    sections = tuple(_split_sections(body.splitlines(), headings))
    places: dict[str, str] = {}
    for heading, content in sections:
        places[heading] = places.get(heading, "") + "\n" + content
    places.update(_endnotes(notes_text))
    return Document(source_id, places, sections)


def _endnotes(text: str) -> dict[str, str]:
    notes: dict[str, str] = {}
    number = 0
    for line in text.splitlines():
        mark = re.match(rf"(?:- )?({ENDNOTE_MARK.pattern})\s", line)
        if mark and endnote_number(mark[1]) == number + 1:
            number += 1
            notes[f"Endnotes, endnote {number}"] = line[mark.end():]
        elif number and line.strip():
            notes[f"Endnotes, endnote {number}"] += "\n" + line
    return notes


def _in_sections(sections: tuple[tuple[str, str], ...], locator: str) -> str | None:
    """The text of "Heading, endnote 7" (between marks 6 and 7), "Heading, after endnote 7" or "Heading, table"."""
    match = re.fullmatch(r"(.*?),? (after endnote|endnote) ([0-9]+)", locator)
    heading = match[1] if match else ledger_place(locator)
    candidates = [text for name, text in sections if name.casefold() == heading.casefold()]
    if not match:
        return "\n".join(candidates) if candidates else None
    found = [part for text in candidates if (part := _between_marks(text, int(match[3]), match[2] == "after endnote"))]
    return found[0] if found else None


def _between_marks(text: str, number: int, after: bool) -> str | None:
    marks = list(ENDNOTE_MARK.finditer(text))
    for index, mark in enumerate(marks):
        if endnote_number(mark.group()) != number:
            continue
        if after:
            return text[mark.end():marks[index + 1].start() if index + 1 < len(marks) else len(text)]
        return text[marks[index - 1].end() if index else 0:mark.start()]
    return None


def read_document(path: Path, source_id: str, headings: tuple[str, ...] = ()) -> Document:
    """Read a reading copy (UTF-8 text) and cut it into places.

    ``headings`` are the document's own headings in order; a document without them is cut by its paragraph
    numbers or, when it has no numbered paragraphs, as a note.
    """
    text = path.read_text(encoding="utf-8")
    if headings:
        return _read_headed(source_id, text, headings)
    numbered = _read_numbered(source_id, text)
    return numbered if "para. 5" in numbered.places and "para. 20" in numbered.places else _read_note(source_id, text)
