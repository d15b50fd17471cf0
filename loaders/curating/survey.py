"""What a sheet holds besides the values of its cells: how far it reaches, what is merged, what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, BinaryIO
from xml.parsers import expat

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

#: The largest sheet of the data has 3,000 filled cells; LibreOffice writes twenty times as many empty ones.
MOST_CELLS, LAST_ROW, LAST_COLUMN = 1_000_000, 50_000, 200


class TooLarge(ValueError):
    """A sheet has more cells than can be data, or holds a declaration that could multiply what is in it."""


@dataclass
class Survey:
    """How far the filled cells of a sheet reach, its merged ranges, and which filled rows and columns are hidden."""

    last_row: int = 0
    last_column: int = 0
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def survey(source: BinaryIO) -> Survey:
    """Look over the XML of a sheet, without keeping any of it. Raises ``TooLarge`` and ``expat.ExpatError``."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.element
    parser.EntityDeclHandler = reader.declared_entity
    parser.ParseFile(source)
    found = reader.found
    found.hidden_columns = [number for number in found.hidden_columns if number <= found.last_column]
    return found


class _Reader:
    def __init__(self) -> None:
        self.found = Survey()
        self._row = self._column = self._cells = 0
        self._hidden = False

    def declared_entity(self, *_declared: Any) -> None:
        """Stop: what stands for something else can stand for more than fits anywhere."""
        raise TooLarge("the sheet declares entities, which no spreadsheet writes")

    def element(self, qualified: str, attributes: dict[str, str]) -> None:
        """Note what the beginning of an element tells."""
        name = qualified.rpartition(" ")[2]
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            self._hidden = attributes.get("hidden") in ("1", "true")
        elif name == "c":
            self._cell(attributes.get("r", ""))
        elif name in ("v", "is", "f"):
            self._filled()
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes["max"]), LAST_COLUMN)
            self.found.hidden_columns += range(int(attributes["min"]), last + 1)
        elif name == "mergeCell":
            self.found.merged.append(attributes["ref"])

    def _cell(self, coordinate: str) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise TooLarge(f"the sheet has more than {MOST_CELLS} cells")
        if coordinate:
            letters, self._row = coordinate_from_string(coordinate)
            self._column = column_index_from_string(letters)
        else:
            self._column += 1

    def _filled(self) -> None:
        self.found.last_row = max(self.found.last_row, self._row)
        self.found.last_column = max(self.found.last_column, self._column)
        if self._hidden and self._row not in self.found.hidden_rows[-1:]:
            self.found.hidden_rows.append(self._row)
