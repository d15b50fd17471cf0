"""How openpyxl fails on a workbook that is damaged, kept apart from our own mistakes while we read what it gives."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

#: It takes what stands in the file at its word: a part that is not there, a number that is none, a name that it does not
#: know, a style without its format. ``SyntaxError`` is that of broken XML, in both of the readers that it uses.
DAMAGES = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    SyntaxError,
    OverflowError,
    NotImplementedError,
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
)


def given(lines: Iterable[T], damaged: Callable[[Exception], Exception]) -> Iterator[T]:
    """What an iterator of openpyxl gives. What breaks it is raised as ``damaged`` tells it; what the caller does with the
    lines is outside of this, so that a mistake of ours is never told as damage of a file."""
    found = iter(lines)
    while True:
        try:
            line = next(found)
        except StopIteration:
            return
        except DAMAGES as error:
            raise damaged(error) from error
        yield line


def format_of(cell: Any) -> str:
    """The number format of a cell; empty where the workbook does not have the style that the cell names."""
    try:
        return str(cell.number_format)
    except (IndexError, KeyError):
        return ""
