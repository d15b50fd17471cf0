"""Is this file a workbook that can be opened without harm? Asked before any of it is read as a workbook."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from loaders.curating.faults import BadWorkbook, bad_file
from loaders.curating.xml_parts import AGAIN, AS_XLSX, MAIN, MOST_ELEMENTS, BadPart, XmlReader
from loaders.kinds import Kind
from loaders.plain_files import NoPlainFile, bytes_of
from loaders.problems import visible

#: A workbook of all the data has 0.3 MB, unpacked 2 MB, after LibreOffice 8 MB, in less than a hundred parts.
LARGEST_FILE, LARGEST_PART, LARGEST_UNPACKED, MOST_PARTS = 20_000_000, 40_000_000, 80_000_000, 1_000
#: Parts that are kept in memory, many times as large there: styles, names, relations. LibreOffice's styles have 9 kB.
LARGEST_SMALL_PART = 1_000_000
#: Parts that are read piece by piece or as one list of texts, and those that are not read at all.
_LARGE_PARTS = (
    "xl/worksheets/",
    "xl/sharedstrings.xml",
    "xl/media/",
    "xl/drawings/",
    "xl/externallinks/",
    "xl/calcchain",
)
#: How files begin that Excel made before 2007, or with a password: both are an OLE container.
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NO_TEMPLATE = "give the workbook that the command template makes, saved as .xlsx"
_MACROS = ("vbaproject", "macrosheets/")
_CONTENT_TYPES = "[content_types].xml"
#: How the list of contents names macros, whatever their part is called.
_MACRO_TYPE = re.compile(rb"macroenabled|vbaproject|intlmacrosheet", re.IGNORECASE)
_ZIP = b"PK\x03\x04"
#: What ``zipfile`` raises for a file that is damaged.
UNPACKING = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError, OSError)


def checked_file(path: Path) -> bytes:
    """The bytes of an .xlsx workbook of a size that can be read in bounded memory. Raises ``BadWorkbook``."""
    body = _bytes(path)
    if body.startswith(_OLE):
        if _ENCRYPTED in body:
            raise _protected()
        raise bad_file("this is an Excel workbook of before 2007 (.xls)", AS_XLSX, kind=Kind.OTHER_FORMAT)
    if not body.startswith(_ZIP) or not zipfile.is_zipfile(io.BytesIO(body)):
        raise bad_file("this is no workbook", NO_TEMPLATE, kind=Kind.NO_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            _check_parts(archive)
            _check_content(archive)
    except UNPACKING as error:
        raise bad_file(f"the file is damaged ({error})", "save the workbook again", kind=Kind.DAMAGED) from None
    return body


def _bytes(path: Path) -> bytes:
    try:
        return bytes_of(path, largest=LARGEST_FILE)
    except FileNotFoundError:
        raise bad_file(
            "there is no such file", "name the workbook that you have saved", kind=Kind.MISSING_FILE
        ) from None
    except NoPlainFile as bad:
        if bad.kind is Kind.TOO_LARGE:
            wrong, cure = f"the file has more than {LARGEST_FILE} bytes", "take out pictures and what was pasted"
            raise bad_file(wrong, cure, kind=bad.kind) from None
        raise bad_file(bad.wrong, "name the workbook that you have saved", kind=bad.kind) from None
    except IsADirectoryError:
        wrong, cure = "this is a folder and no file", "name the workbook that you have saved"
        raise bad_file(wrong, cure, kind=Kind.NOT_A_FILE) from None
    except OSError as error:
        wrong, cure = f"the file cannot be read ({error.strerror})", "close it elsewhere, or check its rights"
        raise bad_file(wrong, cure, kind=Kind.UNREADABLE) from None


def _protected() -> BadWorkbook:
    cure = "save it without a password to open it"
    return bad_file("the workbook is protected by a password", cure, kind=Kind.PASSWORD)


def _check_parts(archive: zipfile.ZipFile) -> None:
    """What can be told without unpacking anything."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise bad_file("unpacked, the workbook is far too large", AGAIN, kind=Kind.TOO_LARGE)
    names = [part.filename.lower() for part in parts]
    if "mimetype" in names:
        raise bad_file("this is an OpenDocument file (.ods)", AS_XLSX, kind=Kind.OTHER_FORMAT)
    if "xl/workbook.bin" in names:
        raise bad_file("this is a binary workbook (.xlsb)", AS_XLSX, kind=Kind.OTHER_FORMAT)
    if "xl/workbook.xml" not in names:
        raise bad_file("this is no workbook", NO_TEMPLATE, kind=Kind.NO_WORKBOOK)
    if any(mark in name for name in names for mark in _MACROS):
        raise bad_file("the workbook holds macros (.xlsm)", AS_XLSX, kind=Kind.MACROS)
    for part in parts:
        _check_part(part, names.count(part.filename.lower()))


def _check_part(part: zipfile.ZipInfo, times: int) -> None:
    if part.flag_bits & 1:
        raise _protected()
    if part.header_offset < 0:
        raise zipfile.BadZipFile(f"{visible(part.filename)} begins before the file")
    if times > 1:
        wrong = f"the part {visible(part.filename)} stands in the file twice"
        raise bad_file(wrong, "save the workbook again", kind=Kind.PACKING)
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # Of other ways of packing, Python unpacks all that it is given at once, whatever the size is said to be.
        wrong = f"the part {visible(part.filename)} is packed in a way that no spreadsheet uses"
        raise bad_file(wrong, "save the workbook again", kind=Kind.PACKING)
    name = part.filename.lower()
    if part.file_size > (LARGEST_PART if name.startswith(_LARGE_PARTS) else LARGEST_SMALL_PART):
        raise bad_file(f"the part {visible(part.filename)} is far too large", AGAIN, kind=Kind.TOO_LARGE)


def _check_content(archive: zipfile.ZipFile) -> None:
    """That every part which says that it is XML can be read as such, without harm."""
    for part in archive.infolist():
        name = part.filename.lower()
        if not name.endswith((".xml", ".rels")):
            continue
        if name == _CONTENT_TYPES and _MACRO_TYPE.search(archive.read(part)):
            raise bad_file("the workbook holds macros (.xlsm)", AS_XLSX, kind=Kind.MACROS)
        with archive.open(part) as source:
            try:
                # a sheet is read cell by cell, and its cells are counted when it is looked over
                XmlReader(most_elements=LARGEST_PART if name.startswith("xl/worksheets/") else MOST_ELEMENTS).read(
                    source
                )
            except BadPart as bad:
                raise bad_part(part.filename, bad) from None


def bad_part(name: str, bad: BadPart) -> BadWorkbook:
    """What is wrong with a part as a whole, told with its name."""
    wrong = f"the workbook is damaged: in the part {visible(name)}, {bad.wrong}"
    return bad_file(wrong, bad.instead, kind=bad.kind)


def sheet_names(body: bytes) -> list[str]:
    """The names of the sheets that a checked workbook says it has, in their order."""
    names: list[str] = []
    reader = XmlReader()
    reader.handlers[f"{MAIN} sheet"] = lambda attributes: names.append(attributes.get("name", ""))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        part = next(part for part in archive.infolist() if part.filename.lower() == "xl/workbook.xml")
        with archive.open(part) as source:
            reader.read(source)
    return names
