"""Does the change log say what the data say, and does every report of a reader end in what was decided?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from loaders.change_log import (
    ADDED,
    CORRECTED,
    FOLLOWED,
    REMOVED,
    RENAMED,
    Cells,
    fact_columns,
    key_of,
    row_cells,
    same_value,
)
from loaders.fields import FIELDS
from loaders.frames import Frames, Record, picked, records, row_problems
from loaders.problems import Problem

_COMMAND = "python -m loaders changes --since COMMIT --why TEXT"
OPEN = "open"


def cell_text(column: str, cell: object) -> str:
    """A typed cell as a file writes it; numbers without zeros at their end."""
    if FIELDS[column].dtype == "date":
        return "" if pd.isna(cell) else cell.date().isoformat()  # type: ignore[call-overload,attr-defined]
    if FIELDS[column].dtype == "number":
        return "" if pd.isna(cell) else f"{cell:.15g}"  # type: ignore[call-overload]
    return str(cell)


def _column_fits(row: Record) -> bool:
    table, kind, column = row["table"], row["kind"], row["column"]
    if table not in FOLLOWED:  # told elsewhere
        return True
    if kind in (ADDED, REMOVED):
        return bool(column == "")
    return column in ((key_of(table),) if kind == RENAMED else fact_columns(table))


def _values_fit(row: Record) -> bool:
    old, new = row["old_value"], row["new_value"]
    if row["kind"] in (ADDED, REMOVED):
        return (old == "", new == "") == (row["kind"] == ADDED, row["kind"] == REMOVED)
    return bool(old != new and (row["kind"] == CORRECTED or (old == row["row_key"] and new)))


def check_change_rows(frames: Frames) -> list[Problem]:
    """Every change is of something that the log follows, has the cells of its kind, and a reason."""
    changes = frames["changes"]
    rows = records(changes)
    followed = changes["table"].isin(FOLLOWED)
    return [
        *row_problems(
            picked(changes, ~followed),
            "table",
            wrong="the change log does not follow this table",
            instead=f"one of {', '.join(FOLLOWED)}",
        ),
        *row_problems(
            picked(changes, [not _column_fits(row) for row in rows]),
            "column",
            wrong="the column does not fit the kind of change",
            instead="name a column that holds a fact; the key's column for another id; none for a whole row",
        ),
        *row_problems(
            picked(changes, [not _values_fit(row) for row in rows]),
            "new_value",
            wrong="old_value and new_value do not fit the kind of change",
            instead="corrected: two values that differ; renamed: both ids; added: only new_value; removed: only old_value",
        ),
        *row_problems(
            picked(changes, changes["reason_en"] == ""),
            "reason_en",
            wrong="a change without a reason",
            instead="say why it was made",
        ),
    ]


def check_change_days(frames: Frames) -> list[Problem]:
    """The days of the log do not run backwards: new changes stand at its end."""
    changes = frames["changes"]
    return row_problems(
        picked(changes, changes["changed"] < changes["changed"].cummax()),
        "changed",
        wrong="the day lies before that of a change further up",
        instead="write new changes at the end of the file",
        found=lambda row: cell_text("changed", row["changed"]),
    )


def check_change_values(frames: Frames) -> list[Problem]:
    """What the log says last of a cell or a row is what the data say, and each change begins where the last one ended."""
    of_table: dict[str, list[Record]] = {}
    for row in records(frames["changes"]):
        if row["table"] in FOLLOWED:
            of_table.setdefault(str(row["table"]), []).append(row)
    return [problem for table, rows in of_table.items() for problem in _Walk(table, frames).problems(rows)]


def present_cells(frames: Frames, table: str, keys: set[str]) -> dict[str, Cells]:
    """The facts of those rows of a table that are there, by their key."""
    frame, key, columns = frames[table], key_of(table), fact_columns(table)
    is_chosen = frame[key].isin(keys)
    texts = [[cell_text(column, cell) for cell in frame[column][is_chosen].tolist()] for column in columns]
    rows = zip(*texts, strict=True)
    return {
        str(name): dict(zip(columns, row, strict=True))
        for name, row in zip(frame[key][is_chosen].tolist(), rows, strict=True)
    }


class _Walk:
    """A walk through the changes of one table: the last one of every cell, and of every row."""

    def __init__(self, table: str, frames: Frames) -> None:
        self._table, self._frames = table, frames
        self._cells: dict[str, dict[str, Record]] = {}
        self._rows: dict[str, Record] = {}

    def problems(self, changes: Iterable[Record]) -> list[Problem]:
        """What does not fit, among the changes and between the last of them and the data."""
        found = [problem for row in changes for problem in self._step(row)]
        return [*found, *self._against_the_data()]

    def _step(self, row: Record) -> Iterator[Problem]:
        key, column = str(row["row_key"]), str(row["column"])
        if row["kind"] == CORRECTED:
            cells = self._cells.setdefault(key, {})
            last = cells.get(column)
            if last is not None and not same_value(column, last["new_value"], row["old_value"]):
                yield _problem(row, "old_value", "not what the change before it ends with", str(last["new_value"]))
            cells[column] = row
            self._rows.setdefault(key, row)
            return
        self._rows[key] = row
        kept = self._cells.pop(key, {})
        if row["kind"] == ADDED:
            facts = row_cells(self._table, str(row["new_value"]))
            self._cells[key] = {name: {**row, "new_value": cell} for name, cell in facts.items()}
        if row["kind"] == RENAMED:
            self._rows[str(row["new_value"])] = row
            self._cells.setdefault(str(row["new_value"]), {}).update(kept)

    def _against_the_data(self) -> Iterator[Problem]:
        there = present_cells(self._frames, self._table, set(self._rows))
        for key, row in self._rows.items():
            gone = row["kind"] == REMOVED or (row["kind"] == RENAMED and key == row["row_key"])
            if gone and key in there:
                yield _problem(row, "row_key", "the row was removed or given another id, and is there", key)
            if not gone and key not in there:
                yield _problem(row, "row_key", "the row does not exist", key)
        for key, cells in self._cells.items():
            present = there.get(key, {})
            for column, row in cells.items():
                if column in present and not same_value(column, present[column], row["new_value"]):
                    yield _problem(row, "new_value", "not what the data say now", present[column])


def _problem(row: Record, column: str, wrong: str, found: str) -> Problem:
    """A contradiction between a change and what stands elsewhere, which ``found`` tells."""
    told = found or "an empty cell"
    instead = f"correct the data or the log; a change that is missing is added by {_COMMAND}"
    return Problem(str(row["data_file"]), int(row["line"]), column, wrong, told, instead)


def check_corrections(frames: Frames) -> list[Problem]:
    """A report is of a row that there is or was; it is open, or has a day, an answer and, if need be, its changes."""
    corrections, changes = frames["corrections"], frames["changes"]
    if corrections.empty:
        return []
    known = {(table, str(key)) for table in FOLLOWED for key in frames[table][key_of(table)].tolist()}
    known |= {("", ""), *zip(changes["table"], changes["row_key"], strict=True)}
    named = [pair in known for pair in zip(corrections["table"], corrections["row_key"], strict=True)]
    is_open = corrections["decision"] == OPEN
    changed = corrections["correction_id"].isin(changes["correction_id"])
    decided = corrections["decided"]
    return [
        *row_problems(
            corrections[[not known_row for known_row in named]],
            "row_key",
            wrong="there is no such row, and there never was",
            instead=f"name a table ({', '.join(FOLLOWED)}) and the id of a row, or leave both empty",
        ),
        *row_problems(
            corrections[(is_open != decided.isna()) | (decided < corrections["reported"])],
            "decided",
            wrong="the day of the decision does not fit",
            instead="leave it empty as long as the report is open; else a day on or after that of the report",
            found=lambda row: cell_text("decided", row["decided"]),
        ),
        *row_problems(
            corrections[is_open != (corrections["answer_en"] == "")],
            "answer_en",
            wrong="a decision and its answer go together",
            instead="say what was found, or leave the report open",
        ),
        *row_problems(
            corrections[(corrections["decision"] == CORRECTED) != changed],
            "decision",
            wrong="a report that led to a correction and the changes that name it go together",
            instead="write the id of the report into correction_id of its changes, or decide otherwise",
        ),
    ]
