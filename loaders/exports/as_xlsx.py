"""XLSX for spreadsheets, made to the UK guidance on accessible ones: ``docs/spreadsheets.md`` names each of its rules."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from loaders.dataset import Dataset
from loaders.exports.fixed_zip import zip_parts
from loaders.exports.lazy_rows import chunks
from loaders.exports.taken import Cell, Taken
from loaders.exports.xlsx_book import Part, StreamedBook
from loaders.exports.xlsx_cover import marked_up, write_cover
from loaders.exports.xlsx_layout import FONT, SIZE, tab_name, widths
from loaders.exports.xlsx_notes import Signs, notes_sheet
from loaders.exports.xlsx_rows import of_numbers, rows_xml
from loaders.exports.xlsx_sheets import (
    Named,
    Sheet,
    codes_sheet,
    columns_sheet,
    sources_of,
    sources_sheet,
    table_sheet,
)
from loaders.texts import text

_A4 = 9
#: The width of columns, in digits, that a page holds in letters of half their size.
_WIDEST_PRINTED = 230
#: The number of the file with the table; the cover is 1, what stands behind the table has higher ones.
_TABLE = 3
#: So many rows are looked at to find out what their columns are like.
_LOOKED_AT = 2000
#: What a workbook says of when it was made: nothing.
_MOMENT = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - it is written as UTC


def as_xlsx(dataset: Dataset, taken: Taken) -> bytes:
    """``xlsx_parts`` in one."""
    return b"".join(xlsx_parts(dataset, taken))


def xlsx_parts(dataset: Dataset, taken: Taken) -> Iterator[bytes]:
    """The rows as a workbook: cover, notes, the table, sources, columns, codes; sheets without rows are left out.

    The same bytes for the same rows. Every row is made once, and given when it is made: what is said of all of them is
    gathered on the way and stands behind them in the file. Raises ``ValueError`` for what a workbook cannot hold: a
    control character, a text of more than 32,767 letters, one that looks like a marker of an empty cell.
    """
    return zip_parts(_parts(dataset, taken))


def _parts(dataset: Dataset, taken: Taken) -> Iterator[Part]:
    book = Workbook()
    _describe(book, dataset, taken)
    cover = book.active
    cover.title = tab_name(text(dataset, "sheet.cover", lang=taken.asked.lang))
    file = StreamedBook(book)
    yield from file.begun()
    signs, named = Signs(taken), Named(taken)
    table = table_sheet(dataset, taken)
    yield from _sheet(file, book.create_sheet(table.name), table, number=_TABLE, gathered=(signs, named))
    sources = sources_of(dataset, taken, named.sources)
    behind = _behind(dataset, taken, table, sources, codes=codes_sheet(dataset, taken, named.codes))
    notes = notes_sheet(dataset, taken, signs)
    if notes.rows:
        yield from _sheet(file, book.create_sheet(notes.name, 1), notes, number=_TABLE - 1)
    for number, sheet in enumerate(behind, start=_TABLE + 1):
        yield from _sheet(file, book.create_sheet(sheet.name), sheet, number=number)
    _print(cover, write_cover(cover, dataset, taken, [*([notes] if notes.rows else ()), table, *behind]))
    yield from file.sheet(cover, 1)
    yield from file.ended()


def _behind(dataset: Dataset, taken: Taken, table: Sheet, sources: Taken | None, *, codes: Sheet | None) -> list[Sheet]:
    """The sheets behind the table, in their order."""
    tables, found = [(table.name, taken)], []
    if sources:
        found.append(sources_sheet(dataset, sources))
        tables.append((found[0].name, sources))
    found.append(columns_sheet(dataset, tables, taken.asked.lang))
    return [*found, *([codes] if codes else ())]


def _sheet(
    file: StreamedBook, page: Any, sheet: Sheet, *, number: int, gathered: Sequence[Signs | Named] = ()
) -> Iterator[Part]:
    """A sheet whose rows are made while it is written; ``gathered`` are told of all of them.

    How wide columns are, and which stand at the right, is told by some rows from everywhere, since it stands before them.
    """
    some = sheet.columns(list(sheet.rows[:: -(-len(sheet.rows) // _LOOKED_AT) or 1]))
    columns = widths(sheet.header, some)
    _prepare(page, sheet, columns)

    def made() -> Iterator[list[Sequence[Cell]]]:
        for chunk in chunks(sheet.rows):
            cells = sheet.columns(chunk)
            for one in gathered:
                one.add(cells)
            yield cells

    right = of_numbers(some) or [False] * len(sheet.header)
    rows = rows_xml(page, sheet.header, made(), widths=columns, right=right)
    extent = f"A1:{get_column_letter(len(sheet.header))}{len(sheet.rows) + 1}"
    yield from file.sheet(page, number, extent=extent, rows=rows)


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
    properties.created = properties.modified = _MOMENT
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
