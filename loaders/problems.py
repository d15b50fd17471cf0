"""What is wrong with the data, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: {self.column or 'row'}"
        found = f"; found {self.found!r}" if self.found else ""
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
