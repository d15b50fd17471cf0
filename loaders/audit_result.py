"""What an audit found: its counts, its lines, and the record that is kept of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from loaders.kinds import Kind
from loaders.plain_files import bytes_of, read_or_problem
from loaders.problems import Problem

T = TypeVar("T")
#: The record of the last audit, beside the tables.
AUDIT_FILE = "audit.json"
OUTCOMES = ("verified", "failed", "not_checkable")
#: What is counted of each document in the ledger: its places, and those that hold a number.
LEDGER_COUNTS = ("places", "with_numbers")
#: Bytes; the record of our data has 20 thousand.
_LARGEST_RECORD = 4_000_000
_KINDS = {dict: "object", str: "text", int: "whole number"}


@dataclass(frozen=True)
class SourceCount:
    """How many figures of one source were verified, failed, or could not be checked."""

    verified: int = 0
    failed: int = 0
    not_checkable: int = 0

    @property
    def figures(self) -> int:
        """All figures of the source."""
        return self.verified + self.failed + self.not_checkable

    def as_record(self) -> dict[str, int]:
        """The counts by name."""
        return {"figures": self.figures, **{name: getattr(self, name) for name in OUTCOMES}}


@dataclass(frozen=True)
class AuditResult:
    """What the audit found: problems by kind, counts by source, and what of the documents the ledger covers."""

    figures: Mapping[str, SourceCount]
    figure_problems: tuple[Problem, ...]
    statements: int
    statement_problems: tuple[Problem, ...]
    ledger_problems: tuple[Problem, ...]
    ledger_places: Mapping[str, Mapping[str, int]]
    unreadable: tuple[Problem, ...]
    files: Mapping[str, Mapping[str, int | str]]

    @property
    def total(self) -> SourceCount:
        """The counts of all sources together."""
        return SourceCount(*(sum(getattr(count, name) for count in self.figures.values()) for name in OUTCOMES))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that was found, in the order in which it is printed."""
        return (*self.unreadable, *self.figure_problems, *self.statement_problems, *self.ledger_problems)

    @property
    def passed(self) -> bool:
        """Whether nothing failed and nothing was left unchecked."""
        return not self.problems

    @property
    def statements_line(self) -> str:
        """``N statements, N placed, N failed``; a statement fails once, whatever is wrong with it."""
        failed = len(self.statement_problems)
        return f"{self.statements} statements, {self.statements - failed} placed, {failed} failed"

    @property
    def figures_line(self) -> str:
        """``N figures, N verified, N failed, N not checkable``."""
        total = self.total
        return (
            f"{total.figures} figures, {total.verified} verified, {total.failed} failed, "
            f"{total.not_checkable} not checkable"
        )


def audit_record(result: AuditResult, data_hash: str) -> str:
    """The record of an audit as JSON text: the same data and sources give the same bytes on every machine."""
    record = {
        "counts": {**result.total.as_record(), "statements": result.statements},
        "data_hash": data_hash,
        "files": result.files,
        "ledger": result.ledger_places,
        "sources": {source_id: count.as_record() for source_id, count in result.figures.items()},
    }
    return json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class AuditRecord:
    """What is kept of an audit: the data it was made of, and what it found, by source.

    ``ledger`` says of each document how many places it has and how many of these hold a number.
    """

    data_hash: str
    statements: int
    sources: Mapping[str, SourceCount]
    ledger: Mapping[str, Mapping[str, int]]

    @property
    def total(self) -> SourceCount:
        """The counts of all sources together."""
        return SourceCount(*(sum(getattr(count, name) for count in self.sources.values()) for name in OUTCOMES))


def read_record(folder: Path) -> AuditRecord | None:
    """The record in a data folder, or None where there is none that can be read.

    A broken record stops nobody from loading the data: it is the next audit, which loads them, that writes it anew.
    ``record_problems`` tells of it.
    """
    try:
        return _record(bytes_of(folder / AUDIT_FILE, largest=_LARGEST_RECORD).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def record_problems(folder: Path) -> list[Problem]:
    """What is wrong with the record in a data folder; nothing where there is none, or where it can be read."""
    path = folder / AUDIT_FILE
    if not os.path.lexists(path):
        return []
    body, problems = read_or_problem(path, AUDIT_FILE, largest=_LARGEST_RECORD)
    if problems:
        return problems
    line, wrong = 0, ""
    try:
        _record(body.decode("utf-8"))
    except UnicodeDecodeError:
        wrong = "it is not UTF-8"
    except json.JSONDecodeError as error:
        line, wrong = error.lineno, f"{error.msg}, column {error.colno}"
    except ValueError as error:
        wrong = str(error)
    except RecursionError:
        wrong = "it is nested too deeply"
    cure = "run the audit again: it writes this file"
    told = f"the record of the audit cannot be read: {wrong}"
    return [Problem(AUDIT_FILE, line, "", told, instead=cure, kind=Kind.AUDIT_RECORD)] if wrong else []


def _record(text: str) -> AuditRecord:
    """The record that a text holds. Raises ``ValueError`` with the place where it is not one, and ``RecursionError``."""
    found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    sources = _part(_part({"": found}, "", dict), "sources", dict)
    counts = {name: _part(sources, name, dict, where="sources") for name in sources}
    ledger = _part(found, "ledger", dict)
    places = {name: _part(ledger, name, dict, where="ledger") for name in ledger}
    return AuditRecord(
        _part(found, "data_hash", str),
        _count(_part(found, "counts", dict), "statements", where="counts"),
        {
            name: SourceCount(*(_count(count, outcome, where=f"sources, {name}") for outcome in OUTCOMES))
            for name, count in counts.items()
        },
        {
            name: {kind: _count(there, kind, where=f"ledger, {name}") for kind in LEDGER_COUNTS}
            for name, there in places.items()
        },
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"the name {name[:80]!r} stands twice")
        found[name] = value
    return found


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _part(found: Mapping[str, Any], name: str, kind: type[T], *, where: str = "") -> T:
    """A part of the record by its name, when it is there and of this kind."""
    part = found.get(name)
    place = ", ".join(word for word in (where, name) if word) or "the whole"
    if not isinstance(part, kind) or isinstance(part, bool):
        raise ValueError(f"{place}: there is no {_KINDS[kind]}")
    return part


def _count(found: Mapping[str, Any], name: str, *, where: str) -> int:
    number = _part(found, name, int, where=where)
    if number < 0:
        raise ValueError(f"{where}, {name}: the number is less than nothing")
    return number
