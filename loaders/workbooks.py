"""Opening a data file: which reader fits is decided by what the file holds."""

from __future__ import annotations

import re
from pathlib import Path

from loaders.cells import Cell, DataFile, SourceFault, opened
from loaders.data_csv import DataCsv
from loaders.source_books import opened_book
from loaders.transmonee import TransMonEE
from loaders.unodc import PortalExport

__all__ = ["Cell", "DataFile", "SourceFault", "open_data_file"]


def open_data_file(path: Path) -> DataFile:
    """A reader for a workbook or data file. Raises ``SourceFault`` when the file is missing or not known."""
    opened(path)
    if path.suffix == ".csv":
        return DataCsv(path)
    if path.suffix == ".xlsx":
        return TransMonEE(path) if _has_numbered_sheets(path) else PortalExport(path)
    raise SourceFault(path.name, "", "", wrong="no reader for this kind of file", cure="give a .xlsx or .csv file")


def _has_numbered_sheets(path: Path) -> bool:
    """Whether sheets are named like "4.Child Protection", as only TransMonEE does."""
    with opened_book(path) as book:
        return any(re.match(r"\d+\.", name) for name in book.sheetnames)
