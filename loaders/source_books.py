"""The workbooks of sources: opened under the same guard as those that people edit, and read line by line."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl

from loaders.cells import SourceFault
from loaders.curating.faults import BadWorkbook
from loaders.curating.opening import UNPACKING, checked_file
from loaders.curating.openpyxl_errors import DAMAGES, given
from loaders.curating.survey import survey
from loaders.curating.xml_parts import BadPart
from loaders.kinds import Kind
from loaders.problems import visible

_CURE = "fetch the file again"


@contextmanager
def opened_book(path: Path) -> Iterator[Any]:
    """A workbook of a source, for reading. Raises ``SourceFault`` for one that is damaged or would fill the memory."""
    try:
        checked_file(path)
    except BadWorkbook as bad:
        fault = bad.faults[0]
        raise _fault(path.name, "", fault.wrong, fault.kind) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of what it does not keep, such as colours; nothing is kept
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        except DAMAGES as error:
            raise _damaged(path.name)(error) from error
        try:
            yield book
        finally:
            book.close()


def lines_of(sheet: Any, file: str, **how: int) -> Iterator[Any]:
    """The lines of cells of a sheet, once it has been looked over; ``how`` are the limits of openpyxl's ``iter_rows``."""
    try:
        with sheet.parent._archive.open(sheet._worksheet_path) as source:
            survey(source)
    except BadPart as bad:
        place = f"row {bad.row}: " if bad.row else ""
        raise _fault(file, sheet.title, f"{place}{bad.wrong}", bad.kind) from None
    except (KeyError, *UNPACKING) as error:
        raise _damaged(file, sheet.title)(error) from error
    # Exports name a wrong last cell; without this only the first cell would be read.
    sheet.reset_dimensions()
    return given(sheet.iter_rows(**how), _damaged(file, sheet.title))


def _fault(file: str, sheet: str, wrong: str, kind: Kind) -> SourceFault:
    return SourceFault(file, sheet, "", wrong=f"not a workbook that can be read: {wrong}", cure=_CURE, kind=kind)


def _damaged(file: str, sheet: str = "") -> Callable[[Exception], Exception]:
    return lambda error: _fault(file, sheet, f"{type(error).__name__}: {visible(str(error)[:80])}", Kind.DAMAGED)
