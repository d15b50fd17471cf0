"""``template``: the workbook in which people edit the data, the same bytes for the same data."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from loaders.curating.column_help import cell_message, has_several
from loaders.curating.help_sheets import write_columns, write_lists, write_read_me
from loaders.curating.lists import all_lists, list_name
from loaders.curating.rows import Row, rows_of_files
from loaders.curating.sheets import ONLY_ADDS, READ_ME, Sheet, sheets
from loaders.dataset import Dataset, load_dataset
from loaders.exports.fixed_zip import with_fixed_dates
from loaders.exports.xlsx_cells import TEXT_FORMAT, as_text
from loaders.fields import FIELDS
from loaders.texts import text

#: How many empty rows below the last one are prepared with lists and messages.
ROOM = 1_000
_TITLE_LENGTH = 32
_HEADER = {
    "font": Font(bold=True),
    "fill": PatternFill("solid", fgColor="E4E4E4"),
    "alignment": Alignment(wrap_text=True),
}


def template(folder: Path, *, lang: str = "en", empty: bool = False) -> bytes:
    """A workbook with the present data, or without their rows.

    Raises ``InvalidData`` when the data break a rule: a workbook of wrong data could not be read back.
    """
    dataset = load_dataset(folder)
    rows = rows_of_files(folder)
    return workbook(dataset, {} if empty else rows, lang=lang, only_adds=empty)


def workbook(
    dataset: Dataset, rows: Mapping[str, Sequence[Row]], *, lang: str = "en", only_adds: bool = False
) -> bytes:
    """The workbook with the given rows of each file; the lists and the help come from the dataset."""
    book = Workbook()
    lists = all_lists(dataset, lang)
    write_read_me(
        book.active, dataset, {file: len(content) for file, content in rows.items()}, lang=lang, only_adds=only_adds
    )
    write_columns(book, dataset, lists, lang=lang)
    for sheet in sheets():
        _write_sheet(book.create_sheet(sheet.name), sheet, rows.get(sheet.file, ()))
        _add_help(book[sheet.name], sheet, dataset, lists=lists, lang=lang)
    write_lists(book, dataset, lists, lang=lang)
    if only_adds:
        book.defined_names[ONLY_ADDS] = DefinedName(ONLY_ADDS, attr_text=f"'{READ_ME}'!$A$1")
    book.properties.title = text(dataset, "workbook.title", lang=lang)
    book.properties.creator = text(dataset, "product.name", lang=lang)
    book.properties.language = lang
    written = io.BytesIO()
    book.save(written)
    return with_fixed_dates(written.getvalue())


def _write_sheet(page: Any, sheet: Sheet, rows: Sequence[Row]) -> None:
    """The header, which stays in sight, and the rows; every cell of the sheet's columns is text."""
    for number, column in enumerate(sheet.table.columns, start=1):
        cell = page.cell(1, number)
        as_text(cell, column)
        for part, style in _HEADER.items():
            setattr(cell, part, style)
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.number_format = TEXT_FORMAT
        dimension.width = _width(sheet, column)
    for line, row in enumerate(rows, start=2):
        for number, column in enumerate(sheet.table.columns, start=1):
            if row[column]:
                as_text(page.cell(line, number), row[column])
    page.freeze_panes = page.cell(2, len(sheet.table.key) + 1)
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.table.columns))}{len(rows) + 1}"


def _width(sheet: Sheet, column: str) -> int:
    if column in sheet.table.key:
        return 28
    if FIELDS[column].dtype in ("date", "number") or sheet.table.codelist(column):
        return 14
    return 40 if column.endswith(("_en", "_ru", "_kk")) else 22


def _add_help(page: Any, sheet: Sheet, dataset: Dataset, *, lists: Mapping[str, object], lang: str) -> None:
    """A message for every column, and a list to choose from where there is one."""
    for number, column in enumerate(sheet.table.columns, start=1):
        letter = get_column_letter(number)
        validation = DataValidation(
            allow_blank=True,
            showInputMessage=True,
            promptTitle=column[:_TITLE_LENGTH],
            prompt=cell_message(dataset, sheet.table, column=column, lang=lang),
            sqref=f"{letter}2:{letter}{max(page.max_row, 1) + ROOM}",
        )
        source = _list_source(sheet, column, lists)
        if source:
            validation.type, validation.formula1 = "list", source
            # What is not in the list can be right: an id that was added on its own sheet, or several values.
            validation.errorStyle = "warning"
            validation.showErrorMessage = not has_several(column)
            validation.error = text(dataset, "workbook.not_in_list", lang=lang)
        page.add_data_validation(validation)


def _list_source(sheet: Sheet, column: str, lists: Mapping[str, object]) -> str:
    """The formula that gives the list of a column; the parts of a breakdown depend on the cell before them."""
    if column == "breakdown_value":
        before = get_column_letter(sheet.table.columns.index("breakdown") + 1)
        return f'INDIRECT("codes_"&${before}2)'
    name = list_name(sheet, column)
    return name if name in lists else ""
