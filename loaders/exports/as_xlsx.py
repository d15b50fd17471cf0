"""XLSX for spreadsheets, made to the UK guidance on accessible ones: ``docs/spreadsheets.md`` names each of its rules."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from loaders.dataset import Dataset
from loaders.exports.fixed_zip import write_workbook
from loaders.exports.lazy_rows import RowsOnDisk
from loaders.exports.taken import Taken, is_large
from loaders.exports.xlsx_cover import marked_up, write_cover
from loaders.exports.xlsx_layout import FONT, SIZE, widths
from loaders.exports.xlsx_notes import notes_sheet
from loaders.exports.xlsx_rows import Spool, with_rows, write_rows
from loaders.exports.xlsx_sheets import Sheet, codes_sheet, columns_sheet, sources_of, sources_sheet, table_sheet
from loaders.texts import text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_A4 = 9
#: The width of columns, in digits, that a page holds in letters of half their size.
_WIDEST_PRINTED = 230
#: Bytes: of a workbook that is not written to disk, and of a part of it that is sent.
_IN_MEMORY, _PART = 4 * 2**20, 65_536


def as_xlsx(dataset: Dataset, taken: Taken) -> bytes:
    """``xlsx_parts`` in one."""
    return b"".join(xlsx_parts(dataset, taken))


def xlsx_parts(dataset: Dataset, taken: Taken) -> Iterator[bytes]:
    """The rows as a workbook: cover, notes, the table, sources, columns, codes; sheets without rows are left out.

    The same bytes for the same rows. It is made before its first part is given; of many rows what is made lies in files
    without a name, which go when the last part was given. Raises ``ValueError`` for what a workbook cannot hold: a
    control character, a text of more than 32,767 letters, one that looks like a marker of an empty cell.
    """
    with ExitStack() as held:
        if is_large(taken):  # gone through many times
            taken = replace(taken, rows=held.enter_context(closing(RowsOnDisk(taken.rows))))
        book = held.enter_context(SpooledTemporaryFile(_IN_MEMORY))
        write_workbook(book, _parts(dataset, taken, held))
        book.seek(0)
        while part := book.read(_PART):
            yield part


def _parts(dataset: Dataset, taken: Taken, held: ExitStack) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The parts of a workbook by their names; ``held`` takes away what lies on disk for them."""
    sheets = _sheets(dataset, taken)
    book = Workbook()
    _describe(book, dataset, taken)
    cover = book.active
    cover.title = text(dataset, "sheet.cover", lang=taken.asked.lang)
    _print(cover, write_cover(cover, dataset, taken, sheets))
    filled = {}
    for number, sheet in enumerate(sheets, start=len(book.worksheets) + 1):
        page = book.create_sheet(sheet.name)
        columns = widths(sheet.header, sheet.rows)
        _prepare(page, sheet, columns)
        extent = f"A1:{get_column_letter(len(sheet.header))}{len(sheet.rows) + 1}"
        lines = held.enter_context(closing(Spool()))
        write_rows(lines, page, sheet.header, rows=sheet.rows, widths=columns)
        filled[f"xl/worksheets/sheet{number}.xml"] = (extent, lines)
    written = io.BytesIO()
    book.save(written)
    return with_rows(written.getvalue(), filled)


def _sheets(dataset: Dataset, taken: Taken) -> list[Sheet]:
    """The sheets behind the cover, in their order."""
    lang = taken.asked.lang
    table = table_sheet(dataset, taken)
    sources = sources_of(dataset, taken)
    of_sources = sources_sheet(dataset, sources) if sources else None
    tables = [(table.name, taken)]
    if sources and of_sources:
        tables.append((of_sources.name, sources))
    notes = notes_sheet(dataset, taken)
    found = (
        notes if notes.rows else None,
        table,
        of_sources,
        columns_sheet(dataset, tables, lang),
        codes_sheet(dataset, taken),
    )
    return [sheet for sheet in found if sheet is not None]


def _describe(book: Any, dataset: Dataset, taken: Taken) -> None:
    """The properties of the file, by which software announces it, and its letters."""
    about, lang = taken.about, taken.asked.lang
    properties = book.properties
    properties.title, properties.description = about.title, about.citation
    properties.subject = text(dataset, f"collection.{taken.collection.name}", lang=lang)
    properties.keywords = text(dataset, "xlsx.keywords", lang=lang)
    properties.creator = text(dataset, "product.name", lang=lang)
    properties.language, properties.version = lang, about.data_version
    properties.identifier = about.request
    # without formulas there is nothing to compute when the file is opened
    book.calculation.fullCalcOnLoad = False
    book._named_styles["Normal"].font = Font(name=FONT, sz=SIZE)
    book._fonts[0] = Font(name=FONT, sz=SIZE)


def _prepare(page: Any, sheet: Sheet, columns: Sequence[int]) -> None:
    """All of a sheet but its rows: the table in it, its frozen header, the widths of its columns, how it is printed."""
    if sheet.rows:
        page.add_table(marked_up(sheet.table, sheet.header, top=1, rows=len(sheet.rows)))
    page.freeze_panes = "A2"
    page.print_title_rows, page.print_title_cols = "1:1", "A:A"
    for number, width in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    _print(page, columns)


def _print(page: Any, columns: Sequence[int]) -> None:
    """On paper a sheet lies on its side, and is made smaller to the width of a page if it can still be read then."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    if sum(columns) <= _WIDEST_PRINTED:
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
