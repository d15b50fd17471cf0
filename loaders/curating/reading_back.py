"""The rows of a workbook, sheet by sheet, or everything that is wrong with them."""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from loaders.cell_faults import odd_text
from loaders.curating.arranging import Key, key_of
from loaders.curating.faults import BadWorkbook, Fault, Place, bad_file
from loaders.curating.opening import NO_TEMPLATE, UNPACKING, bad_part, checked_file, sheet_names
from loaders.curating.openpyxl_errors import DAMAGES, given
from loaders.curating.rows import Row
from loaders.curating.sheet_rows import SheetRows, layout_faults, sheet_rows
from loaders.curating.sheets import HELP_SHEETS, ONLY_ADDS, Sheet, sheets
from loaders.curating.survey import Survey, survey
from loaders.curating.xml_parts import AGAIN, AS_XLSX, BadPart
from loaders.kinds import Kind
from loaders.problems import visible

#: Each sheet is looked through, and many could be the same part of the file; a workbook of ours has thirty.
_MOST_SHEETS = 100


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
    body = checked_file(path)
    names = sheet_names(body)
    if len(names) > _MOST_SHEETS:
        raise bad_file(f"the workbook has {len(names)} sheets", AGAIN, kind=Kind.TOO_LARGE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of what it does not keep, such as colours; nothing is kept
        try:
            book = load_workbook(io.BytesIO(body), read_only=True, keep_links=False)
        except DAMAGES as error:
            raise _damaged(error) from error
        return _read(book, names, present)


def _damaged(error: Exception) -> BadWorkbook:
    wrong = f"the workbook is damaged ({type(error).__name__}: {visible(str(error)[:80])})"
    return bad_file(wrong, AS_XLSX, kind=Kind.DAMAGED)


def _read(book: Any, listed: Sequence[str], present: Mapping[str, Sequence[Row]]) -> Workbook:
    ours = {sheet.name: sheet for sheet in sheets()}
    missing = [name for name in ours if name not in book.sheetnames]
    faults = _misnamed(listed, book.sheetnames)
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
        raise bad_file("no sheet bears the name of a file", NO_TEMPLATE, kind=Kind.SHEET_NAME)
    if faults:
        raise BadWorkbook(faults)
    return Workbook(found, ONLY_ADDS in book.defined_names, notes)


def _misnamed(listed: Sequence[str], found: Sequence[str]) -> list[Fault]:
    """Sheets of one name, of which it cannot be told which one is meant, and sheets that are on the list and not there."""
    faults = []
    for name, times in Counter(listed).items():
        if times > 1:
            faults.append(Fault(Place(name), "", "two sheets bear this name", "", "keep one of them", Kind.SHEET_NAME))
        elif name not in found:
            wrong = "the sheet is on the list of the workbook, and not in the file"
            faults.append(Fault(Place(name), "", wrong, "", AS_XLSX, Kind.DAMAGED))
    return faults


def _survey(page: Any) -> Survey:
    try:
        with page.parent._archive.open(page._worksheet_path) as source:
            return survey(source)
    except BadPart as bad:
        if bad.kind in (Kind.XML, Kind.NESTING):
            raise bad_part(page._worksheet_path, bad) from None
        where = Place(page.title, bad.row, bad.column)
        raise BadWorkbook([Fault(where, "", bad.wrong, instead=bad.instead, kind=bad.kind)]) from None
    except (KeyError, *UNPACKING) as error:
        raise _damaged(error) from error


def _stranger(name: str, layout: Survey, missing: Sequence[str]) -> list[Fault]:
    """A sheet of another name: nothing is lost when it is empty, otherwise something may be meant by it."""
    if not layout.last_row:
        return []
    meant = get_close_matches(name.strip().lower(), missing, 1)
    cure = f"call it {meant[0]}" if meant else "move what it holds to the sheet it belongs to, and delete it"
    return [Fault(Place(name), "", "there is no file for a sheet of this name", instead=cure, kind=Kind.SHEET_NAME)]


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
    known = {text for row in present[sheet.file] for text in row.values() if odd_text(text) is not None}
    page.reset_dimensions()
    lines = given(page.iter_rows(max_row=layout.last_row, max_col=layout.last_column), _damaged)
    return sheet_rows(sheet, lines, known=known)


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
                faults.append(
                    Fault(place, table.key[-1], "the key stands twice", ", ".join(key), cure, Kind.DOUBLED_KEY)
                )
            first.setdefault((table.name, key), place)
    return faults
