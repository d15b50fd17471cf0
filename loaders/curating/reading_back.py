"""The rows of a workbook, sheet by sheet, or everything that is wrong with them."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from openpyxl import load_workbook

from loaders.curating.arranging import Key, key_of
from loaders.curating.cell_text import unseen
from loaders.curating.faults import BadWorkbook, Fault, Place, bad_file
from loaders.curating.opening import NO_TEMPLATE, check_file
from loaders.curating.rows import Row
from loaders.curating.sheet_rows import SheetRows, layout_faults, sheet_rows
from loaders.curating.sheets import HELP_SHEETS, ONLY_ADDS, Sheet, sheets
from loaders.curating.survey import Survey, TooLarge, survey


@dataclass
class Workbook:
    """What was read: the sheets that are there, whether their rows are only added, and what is worth telling."""

    sheets: list[SheetRows]
    only_adds: bool
    notes: list[str] = field(default_factory=list)


def read_workbook(path: Path, present: Mapping[str, Sequence[Row]]) -> Workbook:
    """Read the sheets of a workbook that stand for a file. ``present`` are the rows that the files hold.

    Raises ``BadWorkbook`` with everything that keeps it from being read letter by letter.
    """
    check_file(path)
    with warnings.catch_warnings(), path.open("rb") as handle:
        warnings.simplefilter("ignore")  # openpyxl tells of what it does not keep, such as colours; nothing is kept
        try:
            book = load_workbook(handle, read_only=True, keep_links=False)
        # A file that is no workbook breaks openpyxl in too many ways to name: each means the same for who gave it.
        except Exception as error:
            raise _damaged(error) from error
        return _read(book, present)


def _damaged(error: Exception) -> BadWorkbook:
    return bad_file(
        f"the workbook is damaged ({type(error).__name__}: {str(error)[:80]})",
        "open it in a spreadsheet and save it in the format Excel 2007-365 (.xlsx)",
    )


def _read(book: Any, present: Mapping[str, Sequence[Row]]) -> Workbook:
    ours = {sheet.name: sheet for sheet in sheets()}
    missing = [name for name in ours if name not in book.sheetnames]
    faults: list[Fault] = []
    notes = [f"sheet {name} is not in the workbook: its file stays" for name in missing]
    found = []
    for page in (page for page in book.worksheets if page.title not in HELP_SHEETS):
        layout = _survey(page)
        if page.title in ours:
            found.append(_rows(page, ours[page.title], layout, present))
            notes += _hidden(page, layout)
        else:
            faults += _stranger(page.title, layout, missing)
    faults += [fault for page in found for fault in page.faults] + _doubled(found)
    if not found and not faults:
        raise bad_file("no sheet bears the name of a file", NO_TEMPLATE)
    if faults:
        raise BadWorkbook(faults)
    return Workbook(found, ONLY_ADDS in book.defined_names, notes)


def _survey(page: Any) -> Survey:
    try:
        with page.parent._archive.open(page._worksheet_path) as source:
            return survey(source)
    except TooLarge as error:
        raise BadWorkbook(
            [Fault(Place(page.title), "", str(error), instead="delete the empty rows and columns")]
        ) from None
    except (ExpatError, ValueError, KeyError, OSError, EOFError) as error:
        raise _damaged(error) from error


def _stranger(name: str, layout: Survey, missing: Sequence[str]) -> list[Fault]:
    """A sheet of another name: nothing is lost when it is empty, otherwise something may be meant by it."""
    if not layout.last_row:
        return []
    meant = get_close_matches(name.strip().lower(), missing, 1)
    cure = f"call it {meant[0]}" if meant else "move what it holds to the sheet it belongs to, and delete it"
    return [Fault(Place(name), "", "there is no file for a sheet of this name", instead=cure)]


def _hidden(page: Any, layout: Survey) -> list[str]:
    """Hidden rows and columns, and hidden sheets, are read like the others; it is said that they are there."""
    notes = [f"sheet {page.title} is hidden, and is read"] if page.sheet_state != "visible" else []
    for what, numbers in (("row", layout.hidden_rows), ("column", layout.hidden_columns)):
        if numbers:
            number = f"1 {what} is" if len(numbers) == 1 else f"{len(numbers)} {what}s are"
            notes.append(f"sheet {page.title}: {number} hidden, by a filter or by hand, and read")
    return notes


def _rows(page: Any, sheet: Sheet, layout: Survey, present: Mapping[str, Sequence[Row]]) -> SheetRows:
    faults = layout_faults(sheet.name, layout)
    if faults:
        return SheetRows(sheet, faults=faults)
    known = {text for row in present[sheet.file] for text in row.values() if unseen(text)}
    page.reset_dimensions()
    try:
        return sheet_rows(sheet, page.iter_rows(max_row=layout.last_row, max_col=layout.last_column), known=known)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, EOFError) as error:
        raise _damaged(error) from error


def _doubled(found: Sequence[SheetRows]) -> list[Fault]:
    """Rows of the same key, on one sheet or on several of one table: it cannot be told which one is meant."""
    faults: list[Fault] = []
    first: dict[tuple[str, Key], Place] = {}
    for page in found:
        table = page.sheet.table
        for index, row in enumerate(page.rows):
            key, place = key_of(table, row), page.place(index, table.key[-1])
            if all(key) and (table.name, key) in first:
                cure = f"give each row a key of its own, or delete one; the other is {first[table.name, key]}"
                faults.append(Fault(place, table.key[-1], "the key stands twice", ", ".join(key), cure))
            first.setdefault((table.name, key), place)
    return faults
