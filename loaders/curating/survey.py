"""What a sheet holds besides the values of its cells: how far it reaches, what is merged, what is hidden.

And whether every cell stands in one place and holds what its type says. Readers of workbooks take the last of two cells
in one place, pass over rows that are out of order, and read ``1_000`` as a thousand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO

from openpyxl.utils.cell import column_index_from_string

from loaders.curating.xml_parts import AS_XLSX, MAIN, BadPart, Handler, XmlReader
from loaders.kinds import Kind

#: The largest sheet of the data has 3,000 filled cells; LibreOffice writes twenty times as many empty ones.
MOST_CELLS, LAST_ROW, LAST_COLUMN = 1_000_000, 50_000, 200
#: A spreadsheet has no cell beyond these.
_END_ROW, _END_COLUMN = 1_048_576, 16_384
#: More merged ranges than these are not told one by one.
_MOST_MERGED = 20
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WHOLE = re.compile(r"[1-9][0-9]{0,6}")
#: What the value of a cell looks like, by the type that it says it has; of other types any text.
_VALUES = {
    "n": re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]{1,3})?"),
    "s": re.compile(r"[0-9]{1,9}"),
    "b": re.compile(r"[01]"),
}
#: openpyxl finds no cell in a sheet of this kind.
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_AGAIN = "save the workbook again in a spreadsheet"


@dataclass
class Survey:
    """How far the filled cells of a sheet reach, its merged ranges, and which filled rows and columns are hidden."""

    last_row: int = 0
    last_column: int = 0
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def survey(source: IO[bytes]) -> Survey:
    """Look over the XML of a sheet, without keeping any of it. Raises ``BadPart``."""
    reader = _Reader()
    reader.read(source)
    found = reader.found
    found.hidden_columns = sorted(number for number in reader.hidden if number <= found.last_column)
    return found


class _Reader(XmlReader):
    watched = f"{MAIN} v"

    def __init__(self) -> None:
        # a filled cell has a value in it, which may stand in two more
        super().__init__(most_elements=4 * MOST_CELLS + LAST_ROW)
        self.found = Survey()
        self.hidden: set[int] = set()
        self._row = self._column = self._cells = 0
        self._hidden = self._in_value = False
        self._type, self._value = "n", ""
        handlers: dict[str, Handler] = {
            "row": self._begin_row,
            "c": self._cell,
            "v": self._begin_value,
            "col": self._look_at_columns,
        }
        handlers |= {"is": self._filled, "f": self._filled, "mergeCell": self._note_merged}
        self.handlers = {f"{MAIN} {name}": handler for name, handler in handlers.items()}
        self.handlers[f"{_STRICT} worksheet"] = self._refuse

    def ended(self) -> None:
        """Hold a value against the type of its cell."""
        self._in_value = False
        form = _VALUES.get(self._type)
        if form is not None and self._value and not form.fullmatch(self._value):
            wrong = f"the cell says that it is of the type {self._type!r}, and holds {self._value[:40]!r}"
            self._fail(Kind.CELL_VALUE, wrong)

    def characters(self, words: str) -> None:
        """Collect a value."""
        if self._in_value:
            self._value += words

    def _refuse(self, _attributes: dict[str, str]) -> None:
        raise BadPart(Kind.OTHER_FORMAT, "it is saved as Strict Open XML", instead=AS_XLSX)

    def _look_at_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            first, last = (_number(attributes.get(end, ""), LAST_COLUMN) for end in ("min", "max"))
            self.hidden.update(range(first, last + 1))

    def _note_merged(self, attributes: dict[str, str]) -> None:
        if len(self.found.merged) < _MOST_MERGED:
            self.found.merged.append(attributes.get("ref", ""))

    def _fail(self, kind: Kind, wrong: str, instead: str = _AGAIN) -> None:
        raise BadPart(kind, wrong, instead=instead, row=self._row, column=self._column)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        before = self._row
        self._row, self._column = before + 1, 0
        if "r" in attributes:
            self._row = _number(attributes["r"], _END_ROW + 1)
        if not before < self._row <= _END_ROW:
            self._row = before + 1
            self._fail(Kind.CELL_PLACE, f"a row has the number {attributes.get('r', '')[:20]!r} here")
        self._hidden = attributes.get("hidden") in ("1", "true")

    def _cell(self, attributes: dict[str, str]) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            wrong, cure = f"the sheet has more than {MOST_CELLS} cells", "delete the empty rows and columns"
            raise BadPart(Kind.TOO_LARGE, wrong, instead=cure)
        before, self._type, self._value = self._column, attributes.get("t", "n"), ""
        self._column += 1
        if "r" in attributes:
            place = _CELL.fullmatch(attributes["r"])
            column = column_index_from_string(place[1]) if place else 0
            if not place or int(place[2]) != self._row or not before < column <= _END_COLUMN:
                self._fail(Kind.CELL_PLACE, f"a cell has the place {attributes['r'][:20]!r} here")
            self._column = column

    def _begin_value(self, attributes: dict[str, str]) -> None:
        if self._value:
            self._fail(Kind.CELL_VALUE, "the cell has two values")
        self._in_value = True
        self._filled(attributes)

    def _filled(self, _attributes: dict[str, str]) -> None:
        found = self.found
        found.last_row = max(found.last_row, self._row)
        found.last_column = max(found.last_column, self._column)
        if self._hidden and self._row not in found.hidden_rows[-1:]:
            found.hidden_rows.append(self._row)


def _number(text: str, most: int) -> int:
    """A whole number from 1, at most ``most``; 0 for what is written in another way."""
    return min(int(text), most) if _WHOLE.fullmatch(text) else 0
