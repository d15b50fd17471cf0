"""Bytes that are no UTF-8 text, or not the text that was meant."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable

from corpus.broken import Broken, changed, on_line
from loaders.kinds import Kind

FILE = "bodies.csv"
NOT_UTF8, NULL, MARK = "the file is not UTF-8", "the file holds a null character", "begins with a byte-order mark"


def _recoded(encoding: str, mark: bytes = b"") -> Callable[[bytes], bytes]:
    return lambda raw: mark + raw.decode().encode(encoding)


def _word(word: bytes) -> Callable[[bytes], bytes]:
    """Another word in the label on line 4."""
    return on_line(4, lambda row: row.replace(b"Example department", word))


def _zipped(raw: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(FILE, raw + b"\xff")
    return packed.getvalue()


def _bytes(name: str, kind: Kind, change: Callable[[bytes], bytes], place: str, words: str) -> Broken:
    return Broken(name, kind, changed(FILE, change, place), words)


CASES = [
    *(
        _bytes(name, Kind.ENCODING, _word(word), "4: row: ", NOT_UTF8)
        for name, word in (
            ("a letter of Latin-1", "Département".encode("latin-1")),
            ("Cyrillic letters of Windows-1251", "Отдел".encode("cp1251")),
            ("Cyrillic letters of KOI8-R", "Отдел".encode("koi8-r")),
            ("Japanese letters of Shift JIS", "部門".encode("shift-jis")),
            ("Chinese letters of GB 18030", "部门".encode("gb18030")),
            ("a byte that only continues a letter", b"Example \x80"),
            ("a letter that ends after its first byte", b"Example \xd0 x"),
            ("an overlong slash", b"Example \xc0\xaf"),
            ("a surrogate written as three bytes", b"Example \xed\xa0\x80"),
            ("a character beyond the last one of Unicode", b"Example \xf4\x90\x80\x80"),
            ("a sequence of five bytes", b"Example \xf8\x88\x80\x80\x80"),
            ("a null written as two bytes", b"Example \xc0\x80"),
        )
    ),
    _bytes("UTF-16 with its mark", Kind.ENCODING, _recoded("utf-16"), "1: row: ", NOT_UTF8),
    _bytes("UTF-16, the large end first, with its mark", Kind.ENCODING, _recoded("utf-16-be", b"\xfe\xff"), "1: row: ", NOT_UTF8),
    _bytes("UTF-16 without a mark", Kind.NULL, _recoded("utf-16-le"), "1: row: ", NULL),
    _bytes("UTF-32 without a mark", Kind.NULL, _recoded("utf-32-be"), "1: row: ", NULL),
    _bytes("the code of old mainframes", Kind.ENCODING, _recoded("cp037"), "1: row: ", NOT_UTF8),
    _bytes("packed with gzip", Kind.ENCODING, lambda raw: gzip.compress(raw, mtime=0), "1: row: ", NOT_UTF8),
    _bytes("packed as a zip", Kind.ENCODING, _zipped, "", NOT_UTF8),
    _bytes("a letter is cut off by the end of the file", Kind.ENCODING, lambda raw: raw + "x,ngo,,я".encode()[:-1], "9: row: ", NOT_UTF8),
    _bytes("a byte-order mark", Kind.BYTE_ORDER_MARK, lambda raw: b"\xef\xbb\xbf" + raw, "1: row: ", MARK),
    _bytes("a byte-order mark in the middle, where files were joined", Kind.UNSEEN,
           on_line(5, lambda row: b"\xef\xbb\xbf" + row), "5: body_id: ", "a character that cannot be seen (U+FEFF)"),
    _bytes("a byte-order mark the wrong way round", Kind.UNKNOWN_COLUMN,
           lambda raw: b"\xef\xbf\xbe" + raw, "1: \\ufffebody_id: ", "an unknown column"),
    _bytes("a null in a cell", Kind.NULL, _word(b"Exa\0mple"), "4: row: ", NULL),
    _bytes("nulls behind the last row", Kind.NULL, lambda raw: raw + b"\0" * 512, "9: row: ", NULL),
    _bytes("nothing but nulls", Kind.NULL, lambda raw: b"\0" * len(raw), "1: row: ", NULL),
    _bytes("Cyrillic letters read as Latin ones and saved again", Kind.CONTROL,
           _word("Отдел".encode().decode("latin-1").encode()), "4: label_en: ", "a tab or another character that cannot be seen"),
    _bytes("letters that another program has lost", Kind.LOST_LETTER, _word("D\ufffdpartement".encode()), "4: label_en: ",
           "a letter was lost"),
    _bytes("a letter and its accent in two characters", Kind.NOT_COMPOSED, _word("De\u0301partement".encode()),
           "4: label_en: ", "a letter and its mark are two characters"),
]  # fmt: skip
