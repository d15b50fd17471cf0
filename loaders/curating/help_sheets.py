"""The sheets of the workbook that explain: how to use it, what each column holds, what each code means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from loaders.curating.column_help import allowed_words, rule_words
from loaders.curating.lists import Choice, list_name
from loaders.curating.sheets import COLUMNS, LISTS, READ_ME, Sheet, sheets
from loaders.dataset import Dataset
from loaders.exports.xlsx_cells import as_text
from loaders.fields import FIELDS
from loaders.texts import text

_ADVICE = (
    "workbook.sheets",
    "workbook.add",
    "workbook.ids",
    "workbook.choose",
    "workbook.several",
    "workbook.text",
    "workbook.layout",
    "workbook.back",
    "workbook.removed",
    "workbook.not_here",
)
_Lists = Mapping[str, Sequence[Choice]]


def write_read_me(page: Any, dataset: Dataset, rows: Mapping[str, int], *, lang: str, only_adds: bool) -> None:
    """How to use the workbook, and its sheets with their number of rows."""
    page.title = READ_ME
    advice = [*(("workbook.only_adds",) if only_adds else ()), *_ADVICE]
    as_text(page["A1"], text(dataset, "workbook.title", lang=lang))
    page["A1"].font = Font(bold=True, size=14)
    for line, key in enumerate(advice, start=2):
        as_text(page.cell(line, 1), text(dataset, key, lang=lang))
    heading = ("workbook.sheet", "workbook.holds", "workbook.rows")
    table = [[text(dataset, key, lang=lang) for key in heading]]
    table += [
        [sheet.name, text(dataset, f"table_of.{sheet.table.name}", lang=lang), str(rows.get(sheet.file, 0))]
        for sheet in sheets()
    ]
    _write_table(page, table, widths=(100, 60, 10), top=len(advice) + 3)


def write_columns(book: Any, dataset: Dataset, lists: _Lists, *, lang: str) -> None:
    """A row for each column of each table: meaning, rule, example, and what may be entered."""
    heading = ("workbook.sheet", "dictionary.column", "dictionary.meaning", "dictionary.rule")
    rows = [[text(dataset, key, lang=lang) for key in (*heading, "workbook.example", "workbook.allowed")]]
    for table in dict.fromkeys(sheet.table for sheet in sheets()):
        own = [sheet for sheet in sheets() if sheet.table is table]
        for column in table.columns:
            name = list_name(own[0], column)
            rows.append(
                [
                    ", ".join(sheet.name for sheet in own),
                    column,
                    text(dataset, f"field.{column}", lang=lang),
                    rule_words(dataset, table, column=column, lang=lang),
                    FIELDS[column].example,
                    allowed_words(dataset, lists.get(name, ()), name=_named(own, column), column=column, lang=lang),
                ]
            )
    page = book.create_sheet(COLUMNS)
    _write_table(page, rows, widths=(22, 22, 60, 30, 24, 80))
    page.freeze_panes = "C2"


def _named(own: Sequence[Sheet], column: str) -> str:
    """The lists of a column: each sheet of figures offers the indicators of its own topic."""
    return ", ".join(dict.fromkeys(list_name(sheet, column) for sheet in own))


def write_lists(book: Any, dataset: Dataset, lists: _Lists, *, lang: str) -> None:
    """Every list below each other, each with a name that the cells of its columns refer to."""
    heading = [text(dataset, key, lang=lang) for key in ("workbook.list", "workbook.value", "workbook.label")]
    rows = [heading]
    for name, choices in lists.items():
        first = len(rows) + 1
        rows += [[name, choice.value, choice.label] for choice in choices]
        book.defined_names[name] = DefinedName(name, attr_text=f"{LISTS}!$B${first}:$B${len(rows)}")
    page = book.create_sheet(LISTS)
    _write_table(page, rows, widths=(32, 44, 90), wrapped=False)
    page.freeze_panes = "A2"


def _write_table(
    page: Any, rows: Sequence[Sequence[str]], *, widths: Sequence[int], top: int = 1, wrapped: bool = True
) -> None:
    """Rows of text from the first column on, the first of them as a heading."""
    for line, row in enumerate(rows, start=top):
        for number, words in enumerate(row, start=1):
            as_text(page.cell(line, number), words)
            if line == top:
                page.cell(line, number).font = Font(bold=True)
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    if wrapped:
        for cells in page.iter_rows():
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
