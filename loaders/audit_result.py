"""What an audit found: its counts, its lines, and the record that is kept of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.problems import Problem

#: The record of the last audit, beside the tables.
AUDIT_FILE = "audit.json"
OUTCOMES = ("verified", "failed", "not_checkable")


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
    """
    try:
        record = json.loads((folder / AUDIT_FILE).read_text(encoding="utf-8"))
        sources = {
            str(source_id): SourceCount(*(int(counts[name]) for name in OUTCOMES))
            for source_id, counts in record["sources"].items()
        }
        statements, ledger = int(record["counts"]["statements"]), dict(record["ledger"])
        return AuditRecord(str(record["data_hash"]), statements, sources, ledger)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
