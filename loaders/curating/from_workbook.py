"""``from-workbook``: what a workbook says, checked like the data, and put into the files all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.curating.arranging import arranged, is_sorted_otherwise, key_of
from loaders.curating.changes import RowChange, changes
from loaders.curating.faults import BadWorkbook, Fault, Place
from loaders.curating.reading_back import Workbook, read_workbook
from loaders.curating.rows import Row, rows_of_files
from loaders.curating.sheet_rows import SheetRows
from loaders.curating.trial import Reason, tried
from loaders.dataset import content_hash
from loaders.kinds import Kind
from loaders.problems import InvalidData, Problem
from loaders.reading import missing_folder, unfitting_files
from loaders.tables import Table
from loaders.writing import as_csv, replace_files


@dataclass(frozen=True)
class Outcome:
    """What a workbook changes, what is worth telling about it, and whether it was written."""

    changes: tuple[RowChange, ...]
    notes: tuple[str, ...]
    written: bool


class InvalidWorkbook(InvalidData):
    """The data would break a rule with what the workbook says; ``places`` is where each problem stands in it."""

    def __init__(self, error: InvalidData, places: Mapping[tuple[str, int], tuple[SheetRows, int]]) -> None:
        super().__init__(error.problems)
        self._places = places

    def place(self, problem: Problem) -> Place | None:
        """The sheet and cell of a problem; None where its row does not come from the workbook."""
        found = self._places.get((problem.file, problem.line))
        return found[0].place(found[1], problem.column) if found else None


class ChangedMeanwhile(Exception):
    """The files of the data folder were changed while the workbook was read."""


@dataclass(frozen=True)
class Wishes:
    """What the command is given besides the workbook: may rows be removed, is it only a trial, why is it done."""

    allow_removals: bool = False
    dry_run: bool = False
    reason: Reason | None = None


def from_workbook(path: Path, folder: Path, wishes: Wishes | None = None) -> Outcome:
    """Bring what a workbook says into the data folder, and with a reason into its change log.

    Nothing is written unless everything is right. Raises ``BadWorkbook`` when the workbook cannot be read letter by
    letter or removes rows that it may not, ``InvalidWorkbook`` when the data would break a rule, ``InvalidData``
    when the files of the folder cannot be read, ``ChangedMeanwhile``, and ``OSError`` when a file cannot be written.
    """
    wishes = wishes or Wishes()
    unfitting = missing_folder(folder) or unfitting_files(folder)
    if unfitting:
        raise InvalidData(unfitting)
    before = content_hash(folder)
    present = rows_of_files(folder)
    book = read_workbook(path, present)
    rows = _new_rows(book, present)
    found = tuple(change for table in _tables(book) for change in _table_changes(book, table, present, rows))
    _check_removals(found, allowed=wishes.allow_removals)
    columns = {page.sheet.file: page.sheet.table.columns for page in book.sheets}
    # A file that says the same stays as it is, even if its quotes are not ours.
    texts = {file: as_csv(columns[file], content) for file, content in rows.items() if content != present[file]}
    try:
        texts = tried(texts, folder, wishes.reason)
    except InvalidData as error:
        raise InvalidWorkbook(error, _places(book, rows)) from error
    written = bool(texts) and not wishes.dry_run
    if written:
        if content_hash(folder) != before:
            raise ChangedMeanwhile
        replace_files({folder / file: text for file, text in texts.items()})
    return Outcome(found, (*book.notes, *_order_notes(book, present)), written)


def _tables(book: Workbook) -> list[Table]:
    return list(dict.fromkeys(page.sheet.table for page in book.sheets))


def _new_rows(book: Workbook, present: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """The rows that each file of the workbook would have."""
    if not book.only_adds:
        return {
            page.sheet.file: arranged(page.sheet.table, present[page.sheet.file], page.rows) for page in book.sheets
        }
    _check_only_adds(book, present)
    return {page.sheet.file: [*present[page.sheet.file], *page.rows] for page in book.sheets}


def _check_only_adds(book: Workbook, present: Mapping[str, Sequence[Row]]) -> None:
    faults = []
    for page in book.sheets:
        table = page.sheet.table
        keys = {key_of(table, row) for file in table.files for row in present.get(file, ())}
        faults += [
            Fault(
                page.place(index, table.key[-1]),
                table.key[-1],
                "the data have a row of this key, and this workbook was made only to add rows",
                ", ".join(key_of(table, row)),
                "give the row a key of its own, or change it in a workbook that is made with the rows",
                Kind.DOUBLED_KEY,
            )
            for index, row in enumerate(page.rows)
            if key_of(table, row) in keys
        ]
    if faults:
        raise BadWorkbook(faults)


def _table_changes(
    book: Workbook, table: Table, present: Mapping[str, Sequence[Row]], rows: Mapping[str, Sequence[Row]]
) -> list[RowChange]:
    files = [page.sheet.file for page in book.sheets if page.sheet.table is table]
    return changes(table, {file: present[file] for file in files}, {file: rows[file] for file in files})


def _check_removals(found: Sequence[RowChange], *, allowed: bool) -> None:
    gone = [change for change in found if change.kind == "removed"]
    if gone and not allowed:
        cure = "put the rows back, or give --allow-removals if they are to be removed"
        raise BadWorkbook(
            Fault(
                Place(Path(change.file).stem),
                "",
                "a row of the data is missing from the workbook",
                ", ".join(change.key),
                cure,
                Kind.REMOVED_ROW,
            )
            for change in gone
        )


def _places(book: Workbook, rows: Mapping[str, Sequence[Row]]) -> dict[tuple[str, int], tuple[SheetRows, int]]:
    """Where the rows of the workbook stand, by file and line. No cell has a line break, so that a row is a line."""
    places = {}
    for page in book.sheets:
        lines = {key_of(page.sheet.table, row): line for line, row in enumerate(rows[page.sheet.file], start=2)}
        for index, row in enumerate(page.rows):
            places[page.sheet.file, lines[key_of(page.sheet.table, row)]] = page, index
    return places


def _order_notes(book: Workbook, present: Mapping[str, Sequence[Row]]) -> list[str]:
    return [
        f"sheet {page.sheet.name} is sorted in another way: the rows keep the order of the file"
        for page in book.sheets
        if not book.only_adds and is_sorted_otherwise(page.sheet.table, present[page.sheet.file], page.rows)
    ]
