"""The first sheet of a workbook: what the file is, how to cite and to read it, and what its other sheets hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn

from loaders.dataset import Dataset
from loaders.exports.asking import UNDATED, YEAR_FROM, YEAR_TO
from loaders.exports.taken import Taken
from loaders.exports.xlsx_cells import as_text
from loaders.exports.xlsx_layout import FONT, SIZE, height
from loaders.exports.xlsx_rows import RIGHT, WRAPPED
from loaders.exports.xlsx_sheets import Sheet
from loaders.texts import counted, text

CONTENTS = "Table_of_contents"
_WIDTHS = (90, 70, 10)
#: By the level of a heading: the size of its letters, and the room above it in points.
_SIZES = {0: (SIZE, 0), 1: (SIZE + 6, 0), 2: (SIZE + 2, 12)}
_HEADING = Alignment(wrap_text=True, vertical="bottom")


@dataclass(frozen=True)
class Line:
    """A line of the cover: a heading of ``level`` 1 or 2, or a text, which may lead to an address."""

    words: str
    level: int = 0
    link: str = ""


def marked_up(name: str, header: Sequence[str], *, top: int, rows: int) -> Table:
    """A table of a sheet, so that software can say where it begins and ends; without stripes and without filters."""
    table = Table(displayName=name, ref=f"A{top}:{get_column_letter(len(header))}{top + rows}")
    table.tableColumns = [TableColumn(id=number, name=words) for number, words in enumerate(header, start=1)]
    return table


def write_cover(page: Any, dataset: Dataset, found: Taken, sheets: Sequence[Sheet]) -> Sequence[int]:
    """Write the cover; ``sheets`` are all others in their order. Returns the widths of its columns."""
    lines = list(_lines(dataset, found, sheets))
    for level in (1, 2):
        heading = NamedStyle(f"Heading {level}", Font(name=FONT, sz=_SIZES[level][0], bold=True), alignment=_HEADING)
        heading.builtinId = 15 + level
        page.parent.add_named_style(heading)
    for number, line in enumerate(lines, start=1):
        _write(page.cell(number, 1), line)
        size, above = _SIZES[line.level]
        page.row_dimensions[number].height = height([line.words], _WIDTHS[:1], size=size) + above
    _write_contents(page, dataset, found.asked.lang, top=len(lines) + 1, sheets=sheets)
    for number, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    return _WIDTHS


def _write(cell: Any, line: Line) -> None:
    if line.level:
        cell.style = f"Heading {line.level}"
    as_text(cell, line.words)
    cell.alignment = _HEADING if line.level else WRAPPED
    if line.link:
        cell.hyperlink = line.link
        cell.font = Font(name=FONT, sz=SIZE, underline="single")


def _write_contents(page: Any, dataset: Dataset, lang: str, *, top: int, sheets: Sequence[Sheet]) -> None:
    """The other sheets as a table, each with a link to its first cell."""
    header = [text(dataset, key, lang=lang) for key in ("workbook.sheet", "workbook.holds", "workbook.rows")]
    for column, words in enumerate(header, start=1):
        _write(page.cell(top, column), Line(words))
        page.cell(top, column).font = Font(name=FONT, sz=SIZE, bold=True)
    for row, sheet in enumerate(sheets, start=top + 1):
        _write(page.cell(row, 1), Line(sheet.name))
        page.cell(row, 1).font = Font(name=FONT, sz=SIZE, underline="single")
        page.cell(row, 1).hyperlink = Hyperlink(f"A{row}", location=f"'{sheet.name}'!A1")
        _write(page.cell(row, 2), Line(sheet.holds))
        page.cell(row, 3, len(sheet.rows)).alignment = RIGHT
        page.row_dimensions[row].height = height([sheet.name, sheet.holds, None], _WIDTHS)
    page.cell(top, 3).alignment = RIGHT
    page.add_table(marked_up(CONTENTS, header, top=top, rows=len(sheets)))


def _address(words: str, address: str) -> Iterator[Line]:
    """A link that says where it goes, and the address itself to copy; a mere path leads nowhere from a file."""
    if address.startswith("http"):
        yield Line(words, link=address)
    yield Line(address)


def _lines(dataset: Dataset, found: Taken, sheets: Sequence[Sheet]) -> Iterator[Line]:
    about, lang = found.about, found.asked.lang

    def said(key: str, level: int = 0, **values: object) -> Line:
        return Line(text(dataset, key, lang=lang, **values), level)

    main = next(sheet for sheet in sheets if sheet.table == found.collection.name)
    yield Line(about.title, 1)
    yield said("xlsx.about", 2)
    yield Line(main.holds)
    if main.rows:
        yield Line(counted(dataset, "xlsx.rows", len(main.rows), lang=lang, sheet=main.name))
    else:
        yield said("xlsx.rows_none", sheet=main.name)
    yield said("xlsx.chosen", 2)
    yield from _chosen(dataset, found)
    yield said("xlsx.version", 2)
    yield said("xlsx.version_words", version=about.data_version, date=about.data_date.isoformat())
    yield said("xlsx.cite", 2)
    yield Line(about.citation)
    yield said("xlsx.licence", 2)
    yield said("xlsx.licence_words", licence=about.licence)
    yield from _address(said("xlsx.licence_link", licence=about.licence).words, about.licence_url)
    if about.view != about.request:
        yield said("xlsx.view", 2)
        yield from _address(said("xlsx.view_link").words, about.view)
    yield said("xlsx.request", 2)
    yield from _address(said("xlsx.request_link").words, about.request)
    yield said("xlsx.contact", 2)
    yield said("xlsx.contact_words", product=text(dataset, "product.name", lang=lang))
    yield said("xlsx.reading", 2)
    for key in ("xlsx.reading_markers", "xlsx.reading_frozen", "xlsx.reading_values"):
        yield said(key)
    yield said("xlsx.contents", 2)


def _chosen(dataset: Dataset, found: Taken) -> Iterator[Line]:
    """What the rows were chosen by, under the names that addresses use."""
    asked, lang = found.asked, found.asked.lang
    chosen = [
        *((name, ", ".join(values)) for name, values in asked.chosen),
        *((name, f"{year:04}") for name, year in ((YEAR_FROM, asked.year_from), (YEAR_TO, asked.year_to)) if year),
        *([(UNDATED, asked.undated)] if asked.undated else []),
    ]
    for name, values in chosen:
        yield Line(text(dataset, "xlsx.chosen_value", lang=lang, name=name, values=values))
    if not chosen:
        yield Line(text(dataset, "xlsx.chosen_all", lang=lang))
