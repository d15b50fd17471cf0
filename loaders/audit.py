"""The machine audit: every figure read again at its place in the sources.

``audit`` is the core, without output; ``audit_command`` loads, prints and writes ``audit.json``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders.audit_result import AUDIT_FILE, AuditResult, SourceCount, audit_record
from loaders.dataset import Dataset, load_dataset
from loaders.dating import Fault, as_date, stock_days
from loaders.documents import Document
from loaders.ledger import check_ledger, number_places
from loaders.problems import InvalidData, Problem
from loaders.rereading import cell_faults, document_faults, web_faults
from loaders.source_files import SourceFiles, Unreadable
from loaders.statements import statement_places, statement_problem

Record = Mapping[Hashable, Any]


@dataclass
class _Reread:
    """The figures read so far: outcomes by source, what failed, and which sources cannot be read and why."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)


def outlines(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """The headings of each document that has any, in their order."""
    found: dict[str, tuple[str, ...]] = {}
    for row in sorted(dataset.table("outlines").to_dict("records"), key=lambda row: int(row["order"])):
        found[row["source_id"]] = (*found.get(row["source_id"], ()), str(row["heading"]))
    return found


def _faults(row: Record, source: Record, files: SourceFiles, *, days: Mapping[tuple[str, str], str]) -> list[Fault]:
    """Read one figure again, as the kind of its source asks. Raises ``Unreadable``."""
    published = as_date(source["published"])
    if source["document_type"] == "document":
        return document_faults(row, files.document(source), published=published)
    if source["document_type"] == "web":
        return web_faults(row, files.web_rows(source), url=str(source["url"]), published=published)
    day = days.get((str(row["source_id"]), str(row["obs_id"])), "")
    return cell_faults(row, files.cell(source, str(row["locator"])), stock_day=day)


def _reread(dataset: Dataset, sources: Mapping[str, Record], files: SourceFiles) -> _Reread:
    """Read every figure again."""
    reread, days = _Reread(), stock_days(dataset)
    for row in dataset.observations.to_dict("records"):
        source_id = str(row["source_id"])
        count = reread.counts.setdefault(source_id, Counter())
        try:
            faults = _faults(row, sources[source_id], files, days=days)
        except Unreadable as reason:
            count["not_checkable"] += 1
            reread.unreadable[source_id] = str(reason)
            continue
        count["failed" if faults else "verified"] += 1
        place = (str(row["data_file"]), int(row["line"]), str(row["obs_id"]))
        reread.problems += [Problem(*place, fault.wrong, fault.found, fault.instead) for fault in faults]
    return reread


def _documents(sources: Mapping[str, Record], files: SourceFiles, unreadable: dict[str, str]) -> dict[str, Document]:
    """Every document that can be read, cut into places; the reason why goes to ``unreadable`` for the others."""
    documents = {}
    for source_id, source in sources.items():
        if source["document_type"] != "document":
            continue
        try:
            documents[source_id] = files.document(source)
        except Unreadable as reason:
            unreadable[source_id] = str(reason)
    return documents


def audit(dataset: Dataset, files: SourceFiles) -> AuditResult:
    """Read every figure and statement of valid data again in the sources, and hold the ledger against them."""
    sources = {str(row["source_id"]): row for row in dataset.table("sources").to_dict("records")}
    reread = _reread(dataset, sources, files)
    documents = _documents(sources, files, reread.unreadable)
    statements = list(statement_places(dataset))
    misplaced = (statement_problem(statement, sources, files) for statement in statements)
    return AuditResult(
        figures={source_id: SourceCount(**count) for source_id, count in sorted(reread.counts.items())},
        figure_problems=tuple(reread.problems),
        statements=len(statements),
        statement_problems=tuple(problem for problem in misplaced if problem is not None),
        ledger_problems=tuple(check_ledger(dataset.table("coverage"), documents)),
        ledger_places={
            source_id: {"places": len(document.places), "with_numbers": len(number_places(document))}
            for source_id, document in documents.items()
        },
        unreadable=tuple(
            _unreadable_problem(sources[source_id], reason, reread.counts.get(source_id, Counter())["not_checkable"])
            for source_id, reason in sorted(reread.unreadable.items())
        ),
        files=files.checksums(),
    )


def _unreadable_problem(source: Record, reason: str, figures: int) -> Problem:
    wrong = f"{reason}; {figures} figures of this source are not checkable"
    instead = "name the folder that holds the reading copies with --sources, or put the file there"
    return Problem(str(source["data_file"]), int(source["line"]), str(source["source_id"]), wrong, instead=instead)


def audit_command(folder: Path, sources: Path) -> int:
    """Audit a data folder against a folder of reading copies, print what was found, and write ``audit.json``.

    Returns the exit code: 0 when every figure was verified and the ledger is complete, else 1. The record is
    written only when nothing was found.
    """
    try:
        dataset = load_dataset(folder)
    except InvalidData as invalid:
        print(invalid)
        return 1
    result = audit(dataset, SourceFiles(sources, outlines=outlines(dataset)))
    for problem in result.problems:
        print(problem)
    print(result.statements_line)
    print(result.figures_line)
    if not result.passed:
        return 1
    (folder / AUDIT_FILE).write_text(audit_record(result, dataset.content_hash), encoding="utf-8", newline="\n")
    return 0
