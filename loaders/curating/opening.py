"""Is this file a workbook that can be opened without harm? Asked before any of it is read as a workbook."""

from __future__ import annotations

import zipfile
from pathlib import Path

from loaders.curating.faults import bad_file

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
_AS_XLSX = "open it in a spreadsheet and save it in the format Excel 2007-365 (.xlsx)"
NO_TEMPLATE = "give the workbook that the command template makes, saved as .xlsx"
_MACROS = ("vbaproject.bin", "macrosheets/")


def check_file(path: Path) -> None:
    """Raise ``BadWorkbook`` unless the file is an .xlsx workbook of a size that can be read in bounded memory."""
    if not path.is_file():
        raise bad_file("there is no such file", "name the workbook that you have saved")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise bad_file(f"the file has more than {LARGEST_FILE} bytes", "take out pictures and what was pasted")
        start = path.read_bytes()
    except OSError as error:
        raise bad_file(
            f"the file cannot be read ({error.strerror})", "close it elsewhere, or check its rights"
        ) from None
    if start.startswith(_OLE):
        if _ENCRYPTED in start:
            raise bad_file("the workbook is protected by a password", "save it without a password to open it")
        raise bad_file("this is an Excel workbook of before 2007 (.xls)", _AS_XLSX)
    if not zipfile.is_zipfile(path):
        raise bad_file("this is no workbook", NO_TEMPLATE)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive)
    except zipfile.BadZipFile as error:
        raise bad_file(f"the file is damaged ({error})", "save the workbook again") from None


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise bad_file("unpacked, the workbook is far too large", "take a new template and paste the values into it")
    names = {part.filename.lower() for part in parts}
    if "mimetype" in names:
        raise bad_file("this is an OpenDocument file (.ods)", _AS_XLSX)
    if "xl/workbook.bin" in names:
        raise bad_file("this is a binary workbook (.xlsb)", _AS_XLSX)
    if "xl/workbook.xml" not in names:
        raise bad_file("this is no workbook", NO_TEMPLATE)
    if any(mark in name for name in names for mark in _MACROS):
        raise bad_file("the workbook holds macros (.xlsm)", _AS_XLSX)
    for part in parts:
        name = part.filename.lower()
        if part.flag_bits & 1:
            raise bad_file("the workbook is protected by a password", "save it without a password to open it")
        if part.file_size > (LARGEST_PART if name.startswith(_LARGE_PARTS) else LARGEST_SMALL_PART):
            raise bad_file(
                f"the part {part.filename} is far too large", "take a new template and paste the values into it"
            )
