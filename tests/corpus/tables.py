"""Text that is no table, or another table: line ends, quotes, rows and columns."""

from __future__ import annotations

from collections.abc import Callable

from corpus.broken import Broken, changed, on_line
from loaders.kinds import Kind

FILE = "bodies.csv"
HEADER = b"body_id,kind,parent,label_en,label_ru,label_kk"
CELLS = "cells and not 6"
Change = Callable[[bytes], bytes]


def _table(name: str, kind: Kind, change: Change, place: str, words: str, *, is_heavy: bool = False) -> Broken:
    return Broken(name, kind, changed(FILE, change, place), words, is_heavy=is_heavy)


def _row(name: str, kind: Kind, change: Change, words: str, column: str = "row") -> Broken:
    """A change of the third line."""
    return _table(name, kind, on_line(3, change), f"3: {column}: ", words)


def _header(name: str, kind: Kind, header: bytes, column: str, words: str) -> Broken:
    return _table(name, kind, on_line(1, lambda _: header), f"1: {column}: ", words)


def _label(words: bytes) -> Change:
    """Another label in a row, with its quotes if it has any."""
    return lambda row: row.replace(b"Example ministry", words)


LONE = "a line ends in a lone carriage return"
NOT_CSV = "the row is not valid CSV"
LINES = [
    _table("old Mac line ends", Kind.LINE_END, lambda raw: raw.replace(b"\n", b"\r"), "1: row: ", LONE),
    _row("one old Mac line end among others", Kind.LINE_END, lambda row: row + b"\rx,ngo,,X,,", LONE),
    _row("a carriage return inside of quotes", Kind.LINE_END, _label(b'"Example\rministry"'), LONE),
    _table("line ends the wrong way round", Kind.LINE_END, lambda raw: raw.replace(b"\n", b"\n\r"), "2: row: ", LONE),
    _row("a line feed inside of quotes", Kind.LINE_BREAK, _label(b'"Example\nministry"'), "the text has a line break", "label_en"),
    _row("a line feed without quotes", Kind.ROW_LENGTH, _label(b"Example\nministry"), f"4 {CELLS}"),
    _row("a vertical tab in a cell", Kind.LINE_BREAK, _label(b"Example\vministry"), "the text has a line break", "label_en"),
    _row("a form feed between rows", Kind.ROW_LENGTH, lambda row: b"\f\n" + row, f"1 {CELLS}"),
    _row("the line end of mainframes in a cell", Kind.LINE_BREAK, _label("Example\u0085ministry".encode()),
         "the text has a line break", "label_en"),
    _row("a line separator of Unicode", Kind.LINE_BREAK, _label("Example\u2028ministry".encode()),
         "the text has a line break", "label_en"),
    _row("a paragraph separator of Unicode", Kind.LINE_BREAK, _label("Example\u2029ministry".encode()),
         "the text has a line break", "label_en"),
    _row("an empty line", Kind.ROW_LENGTH, lambda row: b"\n" + row, f"0 {CELLS}"),
    _table("an empty line at the end", Kind.ROW_LENGTH, lambda raw: raw + b"\n", "9: row: ", f"0 {CELLS}"),
    _row("a line of spaces", Kind.ROW_LENGTH, lambda row: b"   \n" + row, f"1 {CELLS}"),
    _row("a line of commas", Kind.EMPTY_CELL, lambda row: b",,,,,\n" + row, "the cell is empty", "body_id"),
    _table("the mark that ends a file in DOS", Kind.ROW_LENGTH, lambda raw: raw + b"\x1a", "9: row: ", f"1 {CELLS}"),
    _table("an empty file", Kind.EMPTY_FILE, lambda _: b"", "1: row: ", "the file is empty"),
    _table("nothing but line ends", Kind.EMPTY_FILE, lambda _: b"\r\n\r\n", "1: row: ", "the file is empty"),
]  # fmt: skip
QUOTES = [
    _row("a quote that is never closed", Kind.QUOTES, _label(b'"Example ministry'), NOT_CSV),
    _header("a quote in the header that is never closed", Kind.QUOTES, b'"' + HEADER, "row", NOT_CSV),
    _row("text behind a closed quote", Kind.QUOTES, _label(b'"Example" ministry'), NOT_CSV),
    _row("a quote that is not doubled", Kind.QUOTES, _label(b'"Example "ministry""'), NOT_CSV),
    _row("a quote behind a backslash", Kind.QUOTES, _label(b'"Example \\"ministry"'), NOT_CSV),
    _row("a comma between single quotes", Kind.ROW_LENGTH, _label(b"'Example, ministry'"), f"7 {CELLS}"),
    _row("a comma between typographic quotes", Kind.ROW_LENGTH, _label("“Example, ministry”".encode()), f"7 {CELLS}"),
    _row("a comma between quotes behind a space", Kind.ROW_LENGTH, _label(b' "Example, ministry"'), f"7 {CELLS}"),
    _row("a comma behind a backslash", Kind.ROW_LENGTH, _label(b"Example\\, ministry"), f"7 {CELLS}"),
    _row("quotes around a whole row", Kind.ROW_LENGTH, lambda row: b'"' + row + b'"', f"1 {CELLS}"),
]  # fmt: skip
ROWS = [
    _row("a cell too many", Kind.ROW_LENGTH, lambda row: row + b",more", f"7 {CELLS}"),
    _row("a cell too few", Kind.ROW_LENGTH, lambda row: row.rpartition(b",")[0], f"5 {CELLS}"),
    _row("two rows on one line", Kind.ROW_LENGTH, lambda row: row + b"," + row, f"12 {CELLS}"),
    _row("a row of tabs", Kind.ROW_LENGTH, lambda row: row.replace(b",", b"\t"), f"1 {CELLS}"),
    _row("a remark", Kind.ROW_LENGTH, lambda row: b"# ministries\n" + row, f"1 {CELLS}"),
    _row("the mark of a conflict between versions", Kind.ROW_LENGTH, lambda row: b"<<<<<<< HEAD\n" + row, f"1 {CELLS}"),
    _row("a row of a hundred thousand cells", Kind.ROW_LENGTH, lambda row: row + b"," * 100_000, f"100006 {CELLS}"),
    _row("the row of another file", Kind.ROW_LENGTH, lambda _: b"sex,F,Example F,,", f"5 {CELLS}"),
    _row("a row twice", Kind.BETWEEN, lambda row: b"gov,government,,Example gov,,\n" + row, "stands twice", "body_id"),
    _row("the header once more, where files were joined", Kind.BETWEEN, lambda row: HEADER + b"\n" + row, "unknown id or code", "kind"),
    _row("a cell of eleven thousand letters", Kind.LONG_CELL, _label(b"E" * 11_000), "longer than 10000"),
    _table("a table in the place of its own copy on a page", Kind.MISSING_COLUMN, lambda raw: b"<html><table><tr><td>" + raw,
           "1: body_id: ", "a column is missing"),
]  # fmt: skip
MISSING, UNKNOWN = "a column is missing", "an unknown column"
HEADERS = [
    _table("no header", Kind.MISSING_COLUMN, lambda raw: raw.partition(b"\n")[2], "1: body_id: ", MISSING),
    _header("a column less", Kind.MISSING_COLUMN, HEADER.replace(b",parent", b""), "parent", MISSING),
    _header("a column more", Kind.UNKNOWN_COLUMN, HEADER + b",remarks", "remarks", UNKNOWN),
    _header("a comma at its end", Kind.UNKNOWN_COLUMN, HEADER + b",", "row", UNKNOWN),
    _header("a column twice", Kind.DOUBLED_COLUMN, HEADER + b",kind", "kind", "the column stands twice"),
    _header("columns in another order", Kind.COLUMN_ORDER, b"kind,body_id,parent,label_en,label_ru,label_kk", "kind", "in another order"),
    _header("capital letters", Kind.UNKNOWN_COLUMN, HEADER.upper(), "BODY_ID", UNKNOWN),
    _header("a space in a name", Kind.UNKNOWN_COLUMN, HEADER.replace(b"kind", b" kind"), " kind", UNKNOWN),
    _header("a Cyrillic letter in a name", Kind.UNKNOWN_COLUMN, HEADER.replace(b"kind", "k\u0456nd".encode()), "k\u0456nd", UNKNOWN),
    _header("a joiner without width in a name", Kind.UNKNOWN_COLUMN, HEADER.replace(b"kind", "ki\u200dnd".encode()),
            "ki\\u200dnd", UNKNOWN),
    _header("a line break in a name", Kind.UNKNOWN_COLUMN, HEADER.replace(b"kind", b'"ki\nnd"'), "ki\\nnd", UNKNOWN),
    _header("orders for a terminal in a name", Kind.UNKNOWN_COLUMN, HEADER.replace(b"kind", b"\x1b[2Jkind"), "\\x1b[2Jkind", UNKNOWN),
    _header("tabs between the names", Kind.MISSING_COLUMN, HEADER.replace(b",", b"\t"), "kind", MISSING),
    _header("semicolons between the names", Kind.MISSING_COLUMN, HEADER.replace(b",", b";"), "parent", MISSING),
    _table("a line that names the separator", Kind.MISSING_COLUMN, lambda raw: b"sep=,\n" + raw, "1: body_id: ", MISSING),
    _table("the file of another table", Kind.MISSING_COLUMN, lambda _: b"warning_id,label_en\nx,X\n", "1: body_id: ", MISSING),
    _table("a pointer to a file that was not fetched", Kind.UNKNOWN_COLUMN,
           lambda _: b"version https://git-lfs.example.org/spec/v1\noid sha256:0\nsize 1\n",
           "1: version https://git-lfs.example.org/spec/v1: ", UNKNOWN),
    _table("a list in JSON", Kind.UNKNOWN_COLUMN, lambda _: b'[{"body_id": 1}]', '1: [{"body_id": 1}]: ', UNKNOWN),
    _header("a hundred thousand columns", Kind.ROW_LENGTH, HEADER + b"".join(b",c%d" % n for n in range(100_000)), "row",
            f"100006 {CELLS}"),
]  # fmt: skip
HEAVY = [
    _table("a cell of ten megabytes", Kind.LONG_CELL, on_line(3, _label(b"E" * 10_000_000)), "3: row: ", "longer than 10000", is_heavy=True),
    _table("a name of a column of ten megabytes", Kind.UNKNOWN_COLUMN, on_line(1, lambda row: row + b"," + b"c" * 10_000_000),
           "1: " + "c" * 200 + "…: ", UNKNOWN, is_heavy=True),
    _table("a quote that swallows sixty megabytes", Kind.QUOTES, lambda raw: raw + b'x,ngo,,"' + b"x,ngo,,X,,\n" * 400_000, "9: row: ",
           NOT_CSV, is_heavy=True),
    _table("a header of thirty million columns", Kind.ROW_LENGTH, lambda raw: b"," * 30_000_000 + raw, "1: row: ",
           CELLS, is_heavy=True),
    _table("thirty million empty lines", Kind.TOO_LARGE, lambda raw: raw + b"\n" * 30_000_000, "500000: row: ",
           "more than 500000 lines", is_heavy=True),
    _table("four hundred thousand rows of which each is too short", Kind.MANY_FAULTS, lambda raw: raw + b"x,ngo\n" * 400_000,
           "1008: row: ", "and no more", is_heavy=True),
    _table("three hundred thousand rows of which each has a wrong cell", Kind.MANY_FAULTS,
           lambda raw: raw + b"".join(b"X%d,ngo,,X,,\n" % n for n in range(300_000)), "1008: row: ", "and no more", is_heavy=True),
    _table("one emoji among sixty megabytes, which makes each letter four bytes", Kind.LONG_CELL,
           lambda raw: raw + "x,ngo,,\U0001f600".encode() + b"E" * 60_000_000 + b",,\n", "9: row: ", "longer than 10000", is_heavy=True),
]  # fmt: skip
CASES = [*LINES, *QUOTES, *ROWS, *HEADERS, *HEAVY]
