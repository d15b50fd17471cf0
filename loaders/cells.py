"""A cell of a data file as a reader sees it, and what goes wrong when a file is not laid out as expected."""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Protocol

from loaders.kinds import Kind
from loaders.tokens import printed_decimals, printed_value

#: Number formats in use in the workbooks, with their decimal places and whether thousands are marked.
_FORMATS = {"0": (0, False), "0.0": (1, False), "#,##0": (0, True), "#,##0.0": (1, True)}
_GENERAL_LENGTH = 11
_TIER = re.compile(r"Tier [123]|Watchlist")


@dataclass(frozen=True)
class Cell:
    """A cell: ``text`` as the file displays it, ``value`` the number behind it (None when it is not a number)."""

    text: str
    value: float | None


@dataclass(frozen=True)
class Figure:
    """A cell that holds a figure, with its year and the locator under which ``cell_at`` finds it again."""

    year: int
    locator: str
    cell: Cell


@dataclass(frozen=True)
class Selection:
    """What a rule's selector picks: figures by year, the printed title, and the footnotes as mark#digest."""

    figures: tuple[Figure, ...]
    title: str = ""
    footnotes: tuple[str, ...] = ()


class SourceFault(Exception):
    """A data file is not as expected. Says which file, sheet and table, what is wrong, and the cure."""

    def __init__(self, file: str, sheet: str, table: str, *, wrong: str, cure: str, kind: Kind = Kind.SOURCE) -> None:
        self.kind = kind
        where = ": ".join(part for part in (file, sheet and f"sheet {sheet!r}", table) if part)
        super().__init__(f"{where}: {wrong}; {cure}")


class DataFile(Protocol):
    """A data file that figures are taken from and audited against."""

    name: str

    def cell_at(self, locator: str) -> Cell | None:
        """The cell that a locator names, or None when there is no such cell."""

    def select(self, sheet: str, selector: str) -> Selection:
        """The figures that an import rule picks. Raises ``SourceFault`` when the layout is not as expected."""

    def unclaimed(self, claimed: set[str]) -> list[str]:
        """Locators of rows about Kazakhstan that no rule claims; empty where the file is not read row by row."""


def displayed(value: float, number_format: str) -> str:
    """A number as a spreadsheet displays it. Raises ``ValueError`` on a number format that is not known here.

    Spreadsheets keep 15 significant digits and round halves away from zero; "General" shows at most eleven
    characters, decimal point included.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is no number")
    exact = Decimal(format(value, ".15g"))
    if number_format == "General":
        whole = len(str(int(exact)))
        places = max(0, _GENERAL_LENGTH - 1 - whole)
        shown = format(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    if number_format not in _FORMATS or value < 0:
        raise ValueError(f"the number format {number_format!r} of {value!r} is not known")
    places, thousands = _FORMATS[number_format]
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return format(rounded, ",f" if thousands else "f")


def text_cell(printed: object) -> Cell:
    """A cell of a file that stores figures as text: a plain number or a tier has a value, "<5" has none."""
    text = str(printed).strip()
    readable = printed_decimals(text) is not None or _TIER.fullmatch(text)
    value = printed_value(text) if readable else None
    return Cell(text, None if value is None else float(value))


def number_cell(value: float, number_format: str) -> Cell:
    """A cell that stores a number. Raises ``ValueError`` on a number format that is not known here.

    The value is kept in full, but for whole numbers: 5141790.000000001 is 5141790 with the noise of a sum in
    a digit beyond the fifteen that a spreadsheet keeps.
    """
    kept = float(format(value, ".15g"))
    return Cell(displayed(value, number_format), kept if kept.is_integer() else float(value))


def number_text(value: float) -> str:
    """The shortest decimal text that reads back as the same number."""
    return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")


def opened(path: Path) -> Path:
    """``path`` itself, when it is a file that can be read. Raises ``SourceFault`` otherwise."""
    if not os.path.isfile(path):
        raise SourceFault(
            path.name,
            "",
            "",
            wrong="the file is missing",
            cure="put it into the folder of the sources, or correct 'file' in sources.csv",
            kind=Kind.MISSING_FILE,
        )
    return path
