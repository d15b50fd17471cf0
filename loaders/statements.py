"""What the sources say besides figures: gaps, events, checks and recommendations stand at places that exist."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from loaders.dataset import Dataset
from loaders.following import FATE_SOURCES
from loaders.problems import Problem
from loaders.rereading import event_fault
from loaders.source_files import SourceFiles, Unreadable

Record = Mapping[Hashable, Any]
_KEYS = {"gaps": "gap_id", "events": "event_id", "checks": "check_id", "recommendations": "recommendation_id"}


@dataclass(frozen=True)
class Statement:
    """One statement: its row and id, and the source and locators at which it stands."""

    table: str
    row: Record
    key: str
    source_id: str
    locators: tuple[str, ...]


def statement_places(dataset: Dataset) -> Iterator[Statement]:
    """Every row of gaps, events, checks and recommendations, and every fate of a recommendation, with its place."""
    for table, key in _KEYS.items():
        for row in dataset.table(table).to_dict("records"):
            yield Statement(table, row, str(row[key]), str(row["source_id"]), _locators(row["locator"]))
            if table == "recommendations":
                yield from _fates(row, str(row[key]))


def _fates(row: Record, key: str) -> Iterator[Statement]:
    for year, source_id in FATE_SOURCES.items():
        if row[f"fate_{year}_locator"]:
            yield Statement("fates", row, f"{key} {year}", source_id, _locators(row[f"fate_{year}_locator"]))


def _locators(cell: object) -> tuple[str, ...]:
    """The locators of a cell; several are joined by a semicolon or a bar."""
    return tuple(part.strip() for part in re.split(r"[;|]", str(cell)))


def statement_problem(statement: Statement, sources: Mapping[str, Record], files: SourceFiles) -> Problem | None:
    """What is wrong with the place of a statement, or None. An unreadable source is a fault of its own kind."""
    try:
        if statement.source_id not in sources:
            raise Unreadable(f"{statement.source_id} is not in sources.csv")
        wrong, found = _misplaced(statement, sources[statement.source_id], files)
    except Unreadable as reason:
        wrong, found = "the source cannot be read", str(reason)
    if not wrong:
        return None
    return Problem(
        str(statement.row["data_file"]),
        int(statement.row["line"]),
        statement.key,
        wrong,
        found,
        "correct the locator, or what is said to stand there",
    )


def _misplaced(statement: Statement, source: Record, files: SourceFiles) -> tuple[str, str]:
    """What is wrong and what was found; two empty texts when every locator of a statement leads to a place."""
    missing = [locator for locator in statement.locators if not _exists(locator, source, files)]
    if missing:
        return f"{statement.source_id} has no such place", ", ".join(missing)
    if statement.table == "events" and source["document_type"] == "document":
        fault = event_fault(statement.row, files.document(source))
        return (fault.wrong, fault.found) if fault else ("", "")
    return "", ""


def _exists(locator: str, source: Record, files: SourceFiles) -> bool:
    if source["document_type"] == "document":
        return files.document(source).text_at(locator) is not None
    if source["document_type"] == "web":
        row = re.fullmatch(r"row ([0-9]+)(?:, .*)?", locator)
        return row is not None and 1 <= int(row[1]) <= len(files.web_rows(source))
    return files.cell(source, locator) is not None
