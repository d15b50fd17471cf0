"""Workbooks of people who edit the data: as files, as packed parts, as XML, as sheets, as cells."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from corpus.broken import Broken, Door
from curated import part_of, with_part
from loaders.kinds import Kind

CASES_SHEET = "xl/worksheets/sheet3.xml"
WORKBOOK, STYLES, TYPES, RELATIONS = (
    "xl/workbook.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
)
STRINGS = "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Change = Callable[[bytes], bytes]
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def _book(name: str, kind: Kind, make: Callable[[Path], object], words: str, place: str = "filled.xlsx: the file: ", *,
          is_heavy: bool = False) -> Broken:  # fmt: skip
    def making(path: Path) -> str:
        make(path)
        return place

    return Broken(name, kind, making, words, Door.WORKBOOK, is_heavy)


def _file(change: Change) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(change(path.read_bytes()))


def _instead(put: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda path: (path.unlink(), put(path))


def _part(part: str, change: Change) -> Callable[[Path], object]:
    return lambda path: with_part(path, part, change(part_of(path, part)))


def _more(part: str, content: bytes) -> Callable[[Path], object]:
    return lambda path: with_part(path, part, content)


def _without(part: str) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if name != part}
        _pack(path, parts)

    return make


def _in_sheets(old: bytes, new: bytes) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        # the sheet of the lists, which is not read back, comes behind it
        part = next(name for name, content in parts.items() if old in content)
        _pack(path, {**parts, part: parts[part].replace(old, new, 1)})

    return make


def _pack(path: Path, parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _packed(packing: int) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        _pack(path, parts, packing)

    return make


def _archive(*names: str) -> Change:
    def change(_: bytes) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for name in names:
                archive.writestr(name, "<x/>")
        return written.getvalue()

    return change


def _twice(path: Path) -> None:
    """A second part of the same name behind the first, as two programs would each read another one."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    other = f"xl/worksheets/sheet{len(names)}0.xml"[: len(CASES_SHEET)].ljust(len(CASES_SHEET), "x")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(other, b"<worksheet/>")
    path.write_bytes(path.read_bytes().replace(other.encode(), CASES_SHEET.encode()))


def _lying(size: int) -> Change:
    """Another size of the first sheet in the list of parts, as an archive has it that unpacks to more than it says."""

    def change(raw: bytes) -> bytes:
        at = raw.index(b"PK\x01\x02")
        while raw[at + 46 : at + 46 + len(CASES_SHEET)] != CASES_SHEET.encode():
            at = raw.index(b"PK\x01\x02", at + 4)
        return raw[: at + 24] + struct.pack("<I", size) + raw[at + 28 :]

    return change


def _flag(raw: bytes) -> bytes:
    """Say of every part that it is encrypted."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw = re.sub(re.escape(mark) + rb"(?s:.{%d})" % (at - 4), lambda found: found[0] + b"\x01", raw)
        raw = re.sub(re.escape(mark) + rb"(?s:.{%d})\x01." % (at - 4), lambda found: found[0][:-1], raw)
    return raw


def _cell(xml: bytes, *, at: str = "K2") -> Change:
    """Another cell in the sheet of cases."""
    return lambda sheet: re.sub(rb'<c r="%s".*?</c>' % at.encode(), lambda _: xml, sheet, count=1)


def _laughs(root: bytes, content: bytes = b"") -> bytes:
    """The billion laughs: ten entities, each ten times the one before."""
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<!DOCTYPE x [<!ENTITY l0 "lol">' + entities + b"]>" + root.replace(b">", b">&l9;", 1) + content


DAMAGED, NONE, XLSX = "the workbook is damaged", "this is no workbook", "Excel 2007-365"
FILES = [
    _book("no file", Kind.MISSING_FILE, Path.unlink, "there is no such file"),
    _book("a folder", Kind.NOT_A_FILE, _instead(Path.mkdir), "this is a folder and no file"),
    _book("a pipe", Kind.NOT_A_FILE, _instead(os.mkfifo), "this is a device or a pipe and no file"),
    _book("a link to itself", Kind.UNREADABLE, _instead(lambda path: path.symlink_to(path.name)), "the file cannot be read"),
    _book("a device that never ends", Kind.NOT_A_FILE, _instead(lambda path: path.symlink_to("/dev/zero")),
          "this is a device or a pipe", is_heavy=True),
    _book("a file of a terabyte", Kind.TOO_LARGE, lambda path: os.truncate(path, 2**40), "more than 20000000 bytes", is_heavy=True),
    _book("an empty file", Kind.NO_WORKBOOK, _file(lambda _: b""), NONE),
    _book("a table of text", Kind.NO_WORKBOOK, _file(lambda _: b"obs_id,indicator_id\n"), NONE),
    _book("a page that was saved as a workbook", Kind.NO_WORKBOOK, _file(lambda _: b"<html><table/></html>"), NONE),
    _book("a workbook of one XML file", Kind.NO_WORKBOOK, _file(lambda _: b'<?xml version="1.0"?><Workbook/>'), NONE),
    _book("a workbook of before 2007", Kind.OTHER_FORMAT, _file(lambda _: OLE), "before 2007"),
    _book("a workbook with a password", Kind.PASSWORD, _file(lambda _: OLE + "EncryptedPackage".encode("utf-16-le")), "by a password"),
    _book("a zip with a password", Kind.PASSWORD, _file(_flag), "by a password"),
    _book("an OpenDocument file", Kind.OTHER_FORMAT, _file(_archive("mimetype", "content.xml")), "OpenDocument"),
    _book("a binary workbook", Kind.OTHER_FORMAT, _file(_archive("xl/workbook.bin")), "binary workbook"),
    _book("a letter", Kind.NO_WORKBOOK, _file(_archive("word/document.xml")), NONE),
    _book("a zip of nothing", Kind.NO_WORKBOOK, _file(_archive()), NONE),
    _book("a program before the workbook", Kind.NO_WORKBOOK, _file(lambda raw: b"MZ" + b"\0" * 100 + raw), NONE),
    _book("the first half", Kind.NO_WORKBOOK, _file(lambda raw: raw[: len(raw) // 2]), NONE),
    _book("the second half", Kind.NO_WORKBOOK, _file(lambda raw: raw[len(raw) // 2 :]), NONE),
]  # fmt: skip
PACKING = [
    _book("macros", Kind.MACROS, _more("xl/vbaProject.bin", b"x"), "macros"),
    _book("macros of the time before", Kind.MACROS, _more("xl/macrosheets/sheet1.xml", b"<x/>"), "macros"),
    _book("macros under another name", Kind.MACROS, _part(TYPES, lambda types: types.replace(
          b"<Override", b'<Override PartName="/xl/x.bin" ContentType="application/vnd.ms-office.vbaProject"/><Override', 1)), "macros"),
    _book("a part twice", Kind.PACKING, _twice, f"the part {CASES_SHEET} stands in the file twice"),
    _book("parts packed with LZMA", Kind.PACKING, _packed(zipfile.ZIP_LZMA), "packed in a way that no spreadsheet uses"),
    _book("a part that says it is smaller than it is", Kind.DAMAGED, _file(_lying(1_000)), "the file is damaged"),
    _book("a part that says it is larger than all memory", Kind.TOO_LARGE, _file(_lying(2**32 - 2)), "far too large"),
    _book("a part with a wrong checksum", Kind.DAMAGED, _file(lambda raw: re.sub(
          rb"(PK\x01\x02(?s:.{12}))(?s:.{4})", lambda found: found[1] + b"\0\0\0\0", raw)), "damaged"),
    _book("two thousand parts", Kind.TOO_LARGE, lambda path: _pack(path, {f"xl/{n}.xml": b"" for n in range(2_000)}), "far too large"),
    _book("a part of nulls that are packed to nearly nothing", Kind.TOO_LARGE, _more("xl/media/x.bin", b"\0" * 60_000_000),
          "the part xl/media/x.bin is far too large", is_heavy=True),
    _book("three parts of nulls that are packed to nearly nothing", Kind.TOO_LARGE, lambda path: _pack(
          path, {f"xl/media/{n}.bin": b"\0" * 30_000_000 for n in range(3)}), "unpacked, the workbook is far too large", is_heavy=True),
    _book("no list of sheets", Kind.NO_WORKBOOK, _without(WORKBOOK), NONE),
    _book("no list of contents", Kind.DAMAGED, _without(TYPES), DAMAGED),
    _book("no list of relations", Kind.DAMAGED, _without(RELATIONS), DAMAGED),
    _book("a sheet that is on the list and not in the file", Kind.DAMAGED, _without(CASES_SHEET),
          "on the list of the workbook, and not in the file", "filled.xlsx: sheet cases: "),
]  # fmt: skip
ENTITIES = "declares entities"
XML = [
    _book("a sheet that breaks off", Kind.XML, _part(CASES_SHEET, lambda sheet: sheet[:5_000]), f"in the part {CASES_SHEET}, the XML is broken"),
    _book("a sheet in Latin-1 that says it is UTF-8", Kind.XML, _part(CASES_SHEET, lambda sheet: sheet.replace(b"ministry", b"minist\xe8re")),
          "the XML is broken"),
    _book("a sheet in an encoding that nobody knows", Kind.XML,
          _part(CASES_SHEET, lambda sheet: b'<?xml version="1.0" encoding="utf-7"?>' + sheet), "the XML is broken"),
    _book("a sheet with a null", Kind.XML, _part(CASES_SHEET, lambda sheet: sheet.replace(b"ministry", b"min\0istry")), "the XML is broken"),
    _book("a sheet with a character that XML does not have", Kind.XML, _part(CASES_SHEET, lambda sheet: sheet.replace(b"ministry", b"&#x1;")),
          "the XML is broken"),
    _book("an attribute twice", Kind.XML, _part(CASES_SHEET, lambda sheet: sheet.replace(b'r="A2"', b'r="A2" r="A3"')), "the XML is broken"),
    _book("a second beginning behind the end", Kind.XML, _part(WORKBOOK, lambda book: book + b"<workbook/>"), "the XML is broken"),
    _book("styles that break off", Kind.XML, _part(STYLES, lambda styles: styles[:900]), f"in the part {STYLES}, the XML is broken"),
    _book("a file from elsewhere in a sheet", Kind.ENTITIES, _part(CASES_SHEET, lambda sheet: (
          b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:' + b'///etc/passwd">]>' + sheet.replace(b"ministry", b"&e;", 1))), ENTITIES),
    _book("a declaration from elsewhere", Kind.ENTITIES,
          _part(WORKBOOK, lambda book: b'<!DOCTYPE x SYSTEM "https://example.org/x.dtd">' + book), ENTITIES),
    _book("entities that expand in a sheet", Kind.ENTITIES, _part(CASES_SHEET, _laughs), ENTITIES, is_heavy=True),
    _book("entities that expand in the texts", Kind.ENTITIES, _more(STRINGS, _laughs(b'<sst xmlns="%s">' % MAIN.encode(), b"</sst>")), ENTITIES,
          is_heavy=True),
    _book("entities that expand in the styles", Kind.ENTITIES, _part(STYLES, _laughs), ENTITIES, is_heavy=True),
    _book("one long entity that is named many times", Kind.ENTITIES, _part(WORKBOOK, lambda book: (
          b'<!DOCTYPE x [<!ENTITY e "' + b"e" * 100_000 + b'">]>' + book.replace(b">", b">" + b"&e;" * 50_000, 1))), ENTITIES, is_heavy=True),
    _book("elements inside each other without end", Kind.NESTING, _part(CASES_SHEET, lambda sheet: sheet.replace(
          b"<sheetData>", b"<x>" * 500_000 + b"</x>" * 500_000 + b"<sheetData>")), "stand inside each other", is_heavy=True),
    _book("relations inside each other without end", Kind.NESTING, _part(RELATIONS, lambda _: b"<r>" * 60_000 + b"</r>" * 60_000),
          "stand inside each other", is_heavy=True),
    _book("millions of texts", Kind.TOO_LARGE,
          _more(STRINGS, b'<sst xmlns="%s">' % MAIN.encode() + b"<si><t/></si>" * 2_500_000 + b"</sst>"), "more than 400000 elements", is_heavy=True),
    _book("millions of cells", Kind.TOO_LARGE, _part(CASES_SHEET, lambda sheet: sheet.replace(
          b"</sheetData>", (b"<row>" + b"<c/>" * 15_000 + b"</row>") * 400 + b"</sheetData>")), "more than 1000000 cells",
          "filled.xlsx: sheet cases: ", is_heavy=True),
    _book("a merged range of the whole sheet", Kind.MERGED, _part(CASES_SHEET, lambda sheet: sheet.replace(
          b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')), "cells are merged",
          "filled.xlsx: sheet cases: ", is_heavy=True),
    _book("hidden columns from far below zero", Kind.DAMAGED, _part(CASES_SHEET, lambda sheet: sheet.replace(
          b"<cols>", b'<cols><col hidden="1" min="-2000000000" max="2000000000"/>')), "the workbook is damaged", is_heavy=True),
    _book("a cell of ten megabytes", Kind.LONG_CELL, _in_sheets(b"<t>Example league</t>", b"<t>" + b"E" * 10_000_000 + b"</t>"),
          "longer than 10000", "bodies.csv:5: row: ", is_heavy=True),
]  # fmt: skip


def _sheets(change: Change) -> Callable[[Path], object]:
    return _part(WORKBOOK, change)


def _named(old: bytes, new: bytes) -> Callable[[Path], object]:
    return _sheets(lambda book: book.replace(b'name="%s"' % old, b'name="%s"' % new, 1))


def _header(column: str, words: bytes) -> Callable[[Path], object]:
    return _part(
        CASES_SHEET,
        _cell(b'<c r="%s1" t="inlineStr"><is><t>%s</t></is></c>' % (column.encode(), words), at=f"{column}1"),
    )


SHEET = "filled.xlsx: sheet "
SHEETS = [
    _book("a sheet of a name that no file has", Kind.SHEET_NAME, _named(b"cases", b"crimes"), "no file for a sheet of this name", SHEET + "crimes: "),
    _book("two sheets of one name", Kind.SHEET_NAME, _named(b"convictions", b"cases"), "two sheets bear this name", SHEET + "cases: "),
    _book("a sheet whose name has an order for a terminal", Kind.SHEET_NAME, _named(b"cases", b"cas&#x9b;es"),
          "no file for a sheet of this name", SHEET + "cas\\x9bes: "),
    _book("ten thousand sheets that are one", Kind.TOO_LARGE, _sheets(lambda book: book.replace(b"</sheets>", b"".join(
          b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="s%d" sheetId="%d" r:id="rId3"/>'
          % (n, n) for n in range(100, 6_000)) + b"</sheets>")), "sheets", is_heavy=True),
    _book("a sheet without a cell", Kind.EMPTY_SHEET, _part(CASES_SHEET, lambda sheet: re.sub(rb"<row.*</row>", b"", sheet)),
          "the sheet is empty", SHEET + "cases: "),
    _book("a sheet of the strict kind", Kind.OTHER_FORMAT, _part(CASES_SHEET, lambda sheet: sheet.replace(
          MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")), "Strict Open XML", SHEET + "cases: "),
    _book("a sheet that reaches to the last row there is", Kind.TOO_LARGE, _part(CASES_SHEET, lambda sheet: sheet.replace(
          b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>')), "reaches much too far", SHEET + "cases, cell "),
    _book("a header less", Kind.MISSING_COLUMN, _part(CASES_SHEET, _cell(b"", at="K1")), "a column is missing", SHEET + "cases, row 1: obs_value: "),
    _book("a header misspelt", Kind.UNKNOWN_COLUMN, _header("K", b"obs_valeu"), "there is no column of this name", SHEET + "cases, cell K1: "),
    _book("a header twice", Kind.DOUBLED_COLUMN, _header("L", b"obs_value"), "the column stands twice", SHEET + "cases, cell L1: "),
    _book("a header with a space without width", Kind.UNKNOWN_COLUMN, _header("K", "obs_\u200bvalue".encode()),
          "there is no column of this name", SHEET + "cases, cell K1: "),
    _book("a cell beside the table", Kind.LAYOUT, _part(CASES_SHEET, lambda sheet: sheet.replace(
          b"</row>", b'<c r="AB1"/></row>', 1).replace(b'<row r="3">', b'<row r="3">', 1).replace(
          b'</row><row r="3">', b'<c r="AB2" t="str"><v>see below</v></c></row><row r="3">', 1)), "there is no column here",
          SHEET + "cases, cell AB2: "),
    _book("a row that stands above the one before it", Kind.CELL_PLACE, _part(CASES_SHEET, lambda sheet: sheet.replace(
          b'<row r="4">', b'<row r="2">', 1)), "a row has the number '2' here", SHEET + "cases, row 4"),
    _book("a row whose number has Arabic digits", Kind.CELL_PLACE, _part(CASES_SHEET, lambda sheet: sheet.replace(
          b'<row r="4">', '<row r="٤">'.encode(), 1)), "a row has the number", SHEET + "cases, row 4"),
    _book("a row beyond all rows", Kind.CELL_PLACE, _part(CASES_SHEET, lambda sheet: sheet.replace(
          b'<row r="4">', b'<row r="9999999">', 1)), "a row has the number '9999999' here", SHEET + "cases, row 4", is_heavy=True),
    _book("two cells in one place", Kind.CELL_PLACE, _part(CASES_SHEET, lambda sheet: sheet.replace(
          b'<c r="L2"', b'<c r="K2"><v>7</v></c><c r="L2"', 1)), "a cell has the place 'K2' here", SHEET + "cases, cell L2: "),
    _book("a cell that says it is in another row", Kind.CELL_PLACE, _part(CASES_SHEET, lambda sheet: sheet.replace(b'r="K2"', b'r="K3"', 1)),
          "a cell has the place 'K3' here", SHEET + "cases, cell "),
    _book("a cell without a letter", Kind.CELL_PLACE, _part(CASES_SHEET, lambda sheet: sheet.replace(b'r="K2"', b'r="2"', 1)),
          "a cell has the place '2' here", SHEET + "cases, cell "),
    _book("a row less", Kind.REMOVED_ROW, _part(CASES_SHEET, lambda sheet: re.sub(rb'<row r="22">.*?</row>', b"", sheet)),
          "a row of the data is missing", SHEET + "cases: "),
    _book("a row without its id", Kind.EMPTY_CELL, _part(CASES_SHEET, _cell(b"", at="A2")), "the cell is empty", SHEET + "cases, cell A2: obs_id: "),
    _book("an id twice", Kind.DOUBLED_KEY, _part(CASES_SHEET, lambda sheet: sheet.replace(b"<t>crimes_2003_f</t>", b"<t>crimes_2003</t>", 1)),
          "the key stands twice", SHEET + "cases, cell A3: obs_id: "),
]  # fmt: skip


def _value(name: str, kind: Kind, xml: str, words: str, *, at: str = "K2") -> Broken:
    """A case of one cell; K is the column of the number, N that of what is printed, C that of the first day."""
    return _book(name, kind, _part(CASES_SHEET, _cell(xml.encode("utf-8"), at=at)), words, f"{SHEET}cases, cell {at}")


def _typed(kind: str, value: str, at: str = "K2") -> str:
    return f'<c r="{at}" t="{kind}"><v>{value}</v></c>'


def _text(words: str, at: str = "K2") -> str:
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


SAYS, FORMULA = "the cell says that it is of the type", "the cell holds a formula"
CELLS = [
    _value("a formula", Kind.FORMULA, '<c r="K2"><f>560*2</f><v>1120</v></c>', FORMULA),
    _value("a formula of many cells", Kind.FORMULA, '<c r="K2"><f t="array" ref="K2:K3">A1:A2</f><v>1</v></c>', FORMULA),
    _value("a shared formula", Kind.FORMULA, '<c r="K2"><f t="shared" si="0"/><v>1120</v></c>', FORMULA),
    _value("a table of a formula", Kind.FORMULA, '<c r="K2"><f t="dataTable" ref="K2" r1="A1"/><v>1</v></c>', FORMULA),
    _value("a formula that calls a program", Kind.FORMULA, "<c r=\"N2\" t=\"str\"><f>cmd|'/c calc'!A0</f><v>1,120</v></c>", FORMULA, at="N2"),
    _value("an error", Kind.ERROR, _typed("e", "#N/A"), "the cell holds an error"),
    _value("a truth value", Kind.CHANGED_TEXT, _typed("b", "1"), "made a truth value of the text"),
    _value("a truth value that is neither", Kind.CELL_VALUE, _typed("b", "2"), SAYS),
    _value("a number with an underscore", Kind.CELL_VALUE, _typed("n", "1_120"), SAYS),
    _value("a number with Arabic digits", Kind.CELL_VALUE, _typed("n", "١١٢٠"), SAYS),
    _value("a number with a space", Kind.CELL_VALUE, _typed("n", " 1120"), SAYS),
    _value("NaN for a number", Kind.CELL_VALUE, _typed("n", "NaN"), SAYS),
    _value("Infinity for a number", Kind.CELL_VALUE, _typed("n", "INF"), SAYS),
    _value("a number beyond all", Kind.CHANGED_TEXT, _typed("n", "1E999"), "the number is not displayed in full"),
    _value("a number of more digits than are kept", Kind.CHANGED_TEXT, _typed("n", "1.23456789012345678"), "the number is not displayed in full"),
    _value("a number where a text was", Kind.CHANGED_TEXT, _typed("n", "1120", "N2"), "made a number of the text", at="N2"),
    _value("a text before the first of the list", Kind.CELL_VALUE, _typed("s", "-1"), SAYS),
    _book("a text behind the last of the list", Kind.DAMAGED, _part(CASES_SHEET, _cell(_typed("s", "99999").encode())), DAMAGED),
    _value("two values in one cell", Kind.CELL_VALUE, '<c r="K2"><v>1120</v><v>1121</v></c>', "the cell has two values"),
    _value("a style that is not there", Kind.CHANGED_TEXT, '<c r="K2" s="9999"><v>1120</v></c>', "the number is not displayed in full"),
    _book("a day of no calendar", Kind.DAMAGED, _part(CASES_SHEET, _cell(_typed("d", "2003-02-30", "C2").encode(), at="C2")), DAMAGED),
    _value("a number for a day", Kind.CHANGED_TEXT, _typed("n", "37622", "C2"), "made a number of the text", at="C2"),
    _value("a time for a day", Kind.CHANGED_TEXT, _typed("d", "2003-01-01T08:00:00", "C2"), "made a date or time of the text", at="C2"),
    _value("a text of two lines", Kind.LINE_BREAK, _text("1\n120"), "the text has a line break"),
    _value("a line break that is written out", Kind.LINE_BREAK, _text("1_x000A_120"), "the text has a line break"),
    _value("a null that is written out", Kind.CONTROL, _text("1_x0000_120"), "a tab or another character"),
    _value("half of a character that is written out", Kind.UNSEEN, _text("1_xD800_120"), "a character that cannot be seen (U+D800)"),
    _value("a space before a text", Kind.SPACE, _text(" 1120"), "a space stands before or behind"),
    _value("a no-break space in a text", Kind.UNSEEN, _text("1\u00a0120"), "a character that cannot be seen (U+00A0)"),
    _value("a mark that turns the direction of a text", Kind.UNSEEN, _text("1\u202e120"), "a character that cannot be seen (U+202E)"),
    _value("a Cyrillic letter in a Latin word", Kind.MIXED_LETTERS, _text("ministr\u0443", "R2"), "Latin and Cyrillic", at="R2"),
    _value("letters in two pieces", Kind.NOT_COMPOSED, _text("И\u0306", "E2"), "two characters", at="E2"),
    _value("a letter that another program has lost", Kind.LOST_LETTER, _text("\ufffd", "E2"), "a letter was lost", at="E2"),
    *(
        _value(f"a text that breaks a rule: {name}", kind, _text(text, at), words, at=at)
        for name, kind, text, at, words in (
            ("full-width digits", Kind.NUMBER, "１１２０", "K2", "not written as it must be"),
            ("a day without zeros", Kind.DATE, "2003-1-1", "C2", "not written as it must be"),
            ("a day that never was", Kind.NO_SUCH_DAY, "2003-02-30", "C2", "there is no such day"),
            ("an id that is not there", Kind.BETWEEN, "nobody", "R2", "unknown id or code"),
            ("a figure that says another number", Kind.ROW, "1,121", "N2", "do not say the same"),
        )
    ),
]  # fmt: skip
CASES = [*FILES, *PACKING, *XML, *SHEETS, *CELLS]
