"""What comes in with an import: workbooks and data files of sources, the rules that read them, and what was there before."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from corpus.broken import Broken, Door, cell
from curated import edited, part_of, with_part
from loaders.kinds import Kind

TABLES, PORTAL, TIERS = "tables.xlsx", "portal.xlsx", "tiers.csv"
SHEET = "xl/worksheets/sheet2.xml"
EXPORT = "xl/worksheets/sheet1.xml"
IMPORTED = "observations/imported/tables.csv"
UNREAD = "not a workbook that can be read"
Change = Callable[[bytes], bytes]


def _source(name: str, kind: Kind, file: str, make: Callable[[Path], object], words: str, place: str = "", *,
            is_heavy: bool = False) -> Broken:  # fmt: skip
    """A case of one file of a source; ``place`` is what follows its name."""

    def making(folder: Path) -> str:
        make(folder / "sources" / file)
        return f"{file}: {place}"

    return Broken(name, kind, making, words, Door.SOURCES, is_heavy)


def _bytes(change: Change) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(change(path.read_bytes()))


def _part(part: str, change: Change) -> Callable[[Path], object]:
    return lambda path: with_part(path, part, change(part_of(path, part)))


def _instead(put: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda path: (path.unlink(), put(path))


def _put(sheet: str, at: str, value: object) -> Callable[[Path], object]:
    return lambda path: edited(path, lambda book: book[sheet].__setitem__(at, value))


def _row(text: str) -> Callable[[Path], object]:
    """A row more in the data file of tiers."""
    return _bytes(lambda raw: raw + text.encode())


def _without_styles(raw: bytes) -> bytes:
    return re.sub(rb"<cellXfs.*</cellXfs>", b"<cellXfs/>", raw)


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
WORKBOOKS = [
    _source("a source that is missing", Kind.MISSING_FILE, PORTAL, Path.unlink, "the file is missing"),
    _source("a folder in the place of a source", Kind.MISSING_FILE, PORTAL, _instead(Path.mkdir), "the file is missing"),
    _source("a pipe in the place of a source", Kind.MISSING_FILE, PORTAL, _instead(os.mkfifo), "the file is missing"),
    _source("a source that is no workbook", Kind.NO_WORKBOOK, PORTAL, _bytes(lambda _: b"<html/>"), UNREAD),
    _source("a source that breaks off", Kind.NO_WORKBOOK, PORTAL, _bytes(lambda raw: raw[:2_000]), UNREAD),
    _source("a sheet of a source that breaks off", Kind.XML, PORTAL, _part(EXPORT, lambda sheet: sheet[:400]), "the XML is broken"),
    _source("a sheet of a source with entities", Kind.ENTITIES, PORTAL, _part(EXPORT, lambda sheet: LAUGHS + sheet), "declares entities"),
    _source("texts of a source with entities", Kind.ENTITIES, PORTAL, lambda path: with_part(path, "xl/sharedStrings.xml", LAUGHS + b"<sst/>"),
            "declares entities"),
    _source("a source packed with bzip2", Kind.PACKING, PORTAL, lambda path: _packed(path, zipfile.ZIP_BZIP2), "no spreadsheet uses"),
    _source("a source that unpacks to a hundred megabytes", Kind.TOO_LARGE, PORTAL,
            lambda path: with_part(path, "xl/media/x.bin", b"\0" * 100_000_000), "far too large", is_heavy=True),
    _source("a source with macros", Kind.MACROS, PORTAL, lambda path: with_part(path, "xl/vbaProject.bin", b"x"), "macros"),
    _source("a source whose cell has two values", Kind.CELL_VALUE, TABLES, _part(SHEET, lambda sheet: sheet.replace(
            b"<v>3676</v>", b"<v>3676</v><v>3677</v>")), "the cell has two values", "sheet '4.Example': "),
    _source("a source whose number has an underscore", Kind.CELL_VALUE, TABLES, _part(SHEET, lambda sheet: sheet.replace(b"3676", b"3_676")),
            "the cell says that it is of the type", "sheet '4.Example': "),
    _source("a source whose number is NaN", Kind.CELL_VALUE, TABLES, _part(SHEET, lambda sheet: sheet.replace(b"3676", b"NaN")),
            "the cell says that it is of the type", "sheet '4.Example': "),
    _source("a source whose number is beyond all", Kind.SOURCE, TABLES, _part(SHEET, lambda sheet: sheet.replace(b"3676", b"1E999")),
            "2000", "sheet '4.Example': table 4.4.7: "),
    _source("a source with a row beyond all rows", Kind.CELL_PLACE, TABLES, _part(SHEET, lambda sheet: sheet.replace(
            b'<row r="5"', b'<row r="900000000000"', 1)), "a row has the number", "sheet '4.Example': ", is_heavy=True),
    _source("a source with two rows in one place", Kind.CELL_PLACE, TABLES, _part(SHEET, lambda sheet: sheet.replace(
            b'<row r="7"', b'<row r="5"', 1)), "a row has the number '5' here", "sheet '4.Example': "),
    _source("a source whose cells have no styles", Kind.SOURCE, TABLES, _part("xl/styles.xml", _without_styles),
            "the number format '' of 3676 is not known", "sheet '4.Example': table 4.4.7: "),
    _source("a source whose cell names no text", Kind.DAMAGED, TABLES, _part(SHEET, lambda sheet: re.sub(
            rb'<c r="B5".*?</c>', b'<c r="B5" t="s"><v>99999</v></c>', sheet)), "IndexError"),
    _source("a source with a word for a number", Kind.SOURCE, TABLES, _put("4.Example", "D5", "many"), "2000 holds 'many'"),
    _source("a source with an error for a number", Kind.SOURCE, TABLES, _put("4.Example", "D5", "#REF!"), "2000 holds '#REF!'"),
    _source("a source with a truth value for a number", Kind.SOURCE, TABLES, _put("4.Example", "D5", True), "2000 holds True"),
    _source("a source without its row of years", Kind.SOURCE, TABLES, lambda path: edited(
            path, lambda book: [book["4.Example"].__setitem__(at, None) for at in ("D3", "E3", "F3")]), "no row of years"),
    _source("a source with a column twice", Kind.SOURCE, PORTAL, _put("export", "C3", "Country"), "the column 'Country' stands twice"),
    _source("a source with a year in Arabic digits", Kind.SOURCE, PORTAL, _put("export", "J4", "٢٠١٠"), "the year '٢٠١٠'"),
    _source("a source with a count that an underscore divides", Kind.SOURCE, PORTAL, _put("export", "L4", "3_5"), "which is no count"),
]  # fmt: skip
LINES = [
    _source("a data file that is empty", Kind.EMPTY_FILE, TIERS, _bytes(lambda _: b""), "there are no rows", "header: "),
    _source("a data file in UTF-16", Kind.ENCODING, TIERS, _bytes(lambda raw: raw.decode().encode("utf-16")), "not UTF-8", "line 1: "),
    _source("a data file with a byte-order mark", Kind.BYTE_ORDER_MARK, TIERS, _bytes(lambda raw: b"\xef\xbb\xbf" + raw), "byte-order mark",
            "line 1: "),
    _source("a data file with a null", Kind.NULL, TIERS, _row("\0"), "a null character", "line 5: "),
    _source("a data file with a column less", Kind.MISSING_COLUMN, TIERS, _bytes(lambda raw: raw.replace(b"year", b"jahr")),
            "there is no column 'year'", "header: "),
    _source("a data file with a column twice", Kind.DOUBLED_COLUMN, TIERS, _bytes(lambda raw: raw.replace(b"year,tier", b"year,year")),
            "the column 'year' stands twice", "header: "),
    _source("a data file with a short row", Kind.ROW_LENGTH, TIERS, _row("Kazakhstan,2004\n"), "the row has 2 cells and not 3", "line 5: "),
    _source("a data file with a year that an underscore divides", Kind.NUMBER, TIERS, _row("Kazakhstan,2_004,Tier 2\n"), "is no year", "line 5: "),
    _source("a data file with an open quote", Kind.QUOTES, TIERS, _row('Kazakhstan,2004,"Tier 2\n'), "unexpected end of data", "line 5: "),
    _source("a data file that never ends", Kind.MISSING_FILE, TIERS, _instead(lambda path: path.symlink_to("/dev/zero")), "the file is missing",
            is_heavy=True),
]  # fmt: skip


def _before(name: str, kind: Kind, body: bytes, place: str, words: str) -> Broken:
    """What stood in the place of an imported file before the import."""

    def make(folder: Path) -> str:
        path = folder / "data" / IMPORTED
        path.parent.mkdir(parents=True)
        path.write_bytes(body)
        return f"{IMPORTED}:{place}"

    return Broken(name, kind, make, words, Door.SOURCES)


def _rule(name: str, kind: Kind, column: str, text: str, words: str) -> Broken:
    """A rule of imports.csv."""
    return Broken(
        name, kind, lambda folder: cell("imports.csv", "tm-4-4-8", column, text)(folder / "data"), words, Door.SOURCES
    )


RULES = [
    _rule("a rule for a day that no year has", Kind.WORD, "stock_day", "02-30", "not written as it must be"),
    _rule(
        "a rule for a year with full-width digits", Kind.NUMBER, "year_from", "１９９９", "not written as it must be"
    ),
    _before("imported figures that are no text", Kind.ENCODING, b"obs_id\n\xff\n", "2: row: ", "not UTF-8"),
    _before("imported figures without ids", Kind.MISSING_COLUMN, b"figure\n1\n", "1: obs_id: ", "a column is missing"),
    _before("imported figures with an open quote", Kind.QUOTES, b'obs_id\n"x\n', "1: row: ", "not valid CSV"),
]
CASES = [*WORKBOOKS, *LINES, *RULES]


def _packed(path: Path, packing: int) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
