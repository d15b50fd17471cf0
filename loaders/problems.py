"""What is wrong with the data, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.kinds import Kind

#: More of a cell than this is not printed: nobody reads it, and a file may be one cell.
_LONGEST_SHOWN = 200


def shortened(text: str) -> str:
    """The beginning of a text that may be as long as a file."""
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def visible(text: str) -> str:
    """A name from a file as it can be printed: what could move the cursor or break the line is written out."""
    return text if text.isprintable() else repr(text)[1:-1]


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one place of a data file.

    ``file`` is the path below the data folder, ``line`` the line of the file (1 is the header; 0 when the
    whole file is meant), ``column`` the column's name or empty.
    """

    file: str
    line: int
    column: str
    wrong: str
    found: str = ""
    instead: str = ""
    #: Found between tables while other rows were set aside: it may only follow from the faults of those rows.
    may_follow: bool = False
    kind: Kind = Kind.BETWEEN

    def __str__(self) -> str:
        place = f"{visible(self.file)}:{self.line}: {visible(shortened(self.column)) or 'row'}"
        found = f"; found {shortened(self.found)!r}" if self.found else ""
        instead = f"; {self.instead}" if self.instead else ""
        return f"{place}: {self.wrong}{found}{instead}"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Every problem once, by file and line; those that may only follow from others come last."""
    return tuple(sorted(set(problems), key=lambda problem: (problem.may_follow, problem)))


class InvalidData(Exception):
    """The data folder breaks at least one rule; ``problems`` names every one of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
