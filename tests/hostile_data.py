"""The invented data of ``example_data`` with something hostile in every text cell that the rules of the data let hold it.

Which columns those are is found out by asking ``loaders.validation`` for each column by itself, so that a new column is
among them on the day on which it is made.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from example_data import write_example
from loaders import DEFAULT_FOLDER, Dataset, load_dataset
from loaders.fields import URL, Field
from loaders.problems import InvalidData
from loaders.tables import TABLES, Table

#: The element that no page may have, and the name that no script may set.
ELEMENT, CANARY = "x-pwned", "__pwned"
_CALL = f"window.{CANARY}=1"
#: Each way out of a text that HTML, its attributes, a script, JSON, XML, BibTeX or a template could leave open.
MARKUP = (
    f"<script>{_CALL}</script>"
    f'"><img src=x onerror="{_CALL}"><{ELEMENT}>'
    f"' onmouseover='{_CALL}' `${{{_CALL}}}` "
    f"</script></style></title></textarea><{ELEMENT}>--><svg onload={_CALL}>]]><{ELEMENT}/> "
    f"{{{{{_CALL}}}}} \\u003c{ELEMENT}> &lt;{ELEMENT}&gt; javascript:{_CALL}"
)
#: The same for texts in which braces hold a place for something else.
WITHOUT_BRACES = MARKUP.replace("{", "").replace("}", "")
#: The same in few letters, without a digit and without braces.
SHORT = f'"><{ELEMENT} onload=x></script><script>{CANARY}()</script>'
#: What an address may hold by the rule of its column.
IN_ADDRESS = f"https://example.org/\"><{ELEMENT}>'onmouseover={_CALL}<script>{_CALL}</script>"
#: Each sign with which a spreadsheet begins a formula; a tab and a return are in no valid cell.
FORMULAS = ('=HYPERLINK("https://example.org/","x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)", "'=1+1")

#: Columns that name the same places, and so can only change together.
TOGETHER = (("observations", "locator"), ("coverage", "place"))
#: What is written into a cell that held something, given what it held and how many cells of the column came before.
Write = Callable[[Field, str, int], str]
Column = tuple[str, str]


def with_markup(field: Field, held: str, _number: int) -> str:
    """Markup behind what the cell held."""
    if URL in field.pattern:
        return IN_ADDRESS
    return f"{held} {MARKUP}"


def with_markup_without_braces(field: Field, held: str, number: int) -> str:
    """The same without braces."""
    return with_markup(field, held, number).replace("{", "").replace("}", "")


def with_short_markup(_field: Field, held: str, _number: int) -> str:
    """A little markup behind what the cell held."""
    return f"{held} {SHORT}"


def with_formula(_field: Field, held: str, number: int) -> str:
    """A formula before what the cell held."""
    return f"{FORMULAS[number % len(FORMULAS)]} {held}"


def _text_columns() -> Iterator[tuple[Table, Field]]:
    for table in TABLES.values():
        for field in table.fields:
            if field.dtype == "text" and not field.refers_to and not table.codelist(field.name):
                yield table, field


def text_columns(*writes: Write) -> set[Column]:
    """Every column whose own rule lets pass what one of ``writes`` makes, by its table and name: no id, number or date."""
    return {(table.name, field.name) for table, field in _text_columns() if any(_fits(field, one) for one in writes)}


def _files(folder: Path, table: Table) -> list[Path]:
    return [path for name in table.files for path in sorted(folder.glob(name))]


def _fill(folder: Path, table: Table, field: Field, write: Write) -> None:
    """Write into every cell of a column: what holds a text, and what may hold one in the readers' languages."""
    number = 0
    for path in _files(folder, table):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            english = row.get(f"{field.name[:-3]}_en", "") if field.name[-3:] in ("_ru", "_kk") else ""
            if row[field.name] or english:
                row[field.name] = write(field, row[field.name] or english, number)
                number += 1
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _prepared(folder: Path) -> Path:
    write_example(folder)
    shutil.copy(DEFAULT_FOLDER / "texts" / "interface.csv", folder / "texts" / "interface.csv")
    return folder


def _is_valid(folder: Path) -> bool:
    try:
        load_dataset(folder)
    except InvalidData:
        return False
    return True


def _fits(field: Field, write: Write) -> bool:
    """Whether the rule of the column itself lets anything such pass, which is quickly said."""
    return any(re.fullmatch(field.pattern, write(field, held, 0)) for held in ("example", "2004-01-01", "1", "A"))


@cache
def accepted(*writes: Write) -> dict[Column, Write]:
    """The columns that may hold what one of ``writes`` makes of them, the first that the rules let pass."""
    found: dict[Column, Write] = {}
    with TemporaryDirectory() as place:
        whole = _prepared(Path(place) / "whole")
        for table, field in _text_columns():
            paths = _files(whole, table)
            before = [path.read_bytes() for path in paths]
            for write in writes:
                _fill(whole, table, field, write)
                is_valid = _fits(field, write) and _is_valid(whole)
                for path, content in zip(paths, before, strict=True):
                    path.write_bytes(content)
                if is_valid:
                    found[table.name, field.name] = write
                    break
    return found


def write_hostile(folder: Path, *writes: Write, without: Iterable[Column] = ()) -> Path:
    """A valid data folder in which every column of ``accepted`` is hostile."""
    _prepared(folder)
    columns = accepted(*writes)
    for table, field in _text_columns():
        if (table.name, field.name) in columns and (table.name, field.name) not in without:
            _fill(folder, table, field, columns[table.name, field.name])
        elif (table.name, field.name) in TOGETHER:
            _fill(folder, table, field, writes[0])
    return folder


def load_hostile(folder: Path, *writes: Write) -> Dataset:
    """The same, loaded."""
    return load_dataset(write_hostile(folder, *writes))
