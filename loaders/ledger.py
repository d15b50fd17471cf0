"""The reading ledger held against the documents: no place with a number is missing, no place is invented.

A number is a run of digits or a number word. "One" counts as a number except where it is plainly a pronoun
("one of", "one another", "no one", "the one"); ordinals do not count, fractions ("half", "one third") do.
Titles and headings are no places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from loaders.documents import Document
from loaders.frames import row_problems
from loaders.headed import place_key
from loaders.problems import Problem
from loaders.tokens import normalised

LEDGER_FILE = "coverage.csv"
_WORDS = (
    "zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|[mb]illions?|dozens?|"
    "half|halves|twice|thrice|every other|(?:a|one|every) third(?! part)|thirds|third of|quarters? of|(?:a|one|three) quarters?"
)
_ONE = r"(?<!\bno )(?<!\bany )(?<!\bthe )(?<!\bevery )(?<!\beach )one(?! (?:of|another|or more|can|may|must|should|who)\b|'s)"
_NUMBER = re.compile(rf"[0-9]|\b(?:{_WORDS}|{_ONE})\b")


def holds_number(text: str) -> bool:
    """Whether a text holds a number in digits or words; endnote marks are no numbers."""
    return _NUMBER.search(normalised(text).casefold()) is not None


def number_places(document: Document) -> list[str]:
    """The places of a document that hold a number, in reading order."""
    return [place for place, text in document.places.items() if holds_number(text)]


def check_ledger(coverage: pd.DataFrame, documents: Mapping[str, Document]) -> list[Problem]:
    """A problem for every place with a number that the ledger lacks, and every row whose place does not exist.

    ``coverage`` is the table of that name; documents that are not given are not checked.
    """
    problems = []
    for source_id, document in documents.items():
        rows = coverage[coverage["source_id"] == source_id]
        entered = {place_key(place) for place in rows["place"]}
        problems += [
            Problem(
                LEDGER_FILE,
                0,
                source_id,
                "a place that holds a number is missing from the reading ledger",
                place,
                "add a row with the ids taken from it, or the reason why nothing was",
            )
            for place in number_places(document)
            if place_key(place) not in entered
        ]
        problems += row_problems(
            rows[[document.text_at(place) is None for place in rows["place"]]],
            "place",
            wrong=f"{source_id} has no such place",
            instead="name a paragraph, heading or endnote as the document does",
        )
    return problems
