"""The parts of a workbook as XML that is safe to read: no entities, no deep nesting, no more elements than can be data."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any
from xml.parsers import expat

from loaders.kinds import Kind

#: Elements inside each other: spreadsheets write less than ten, drawings less than thirty.
DEEPEST = 64
#: The texts of a workbook are kept in memory, and each takes many times as long as a cell; our data have 30,000.
MOST_ELEMENTS = 400_000
#: Of the elements of a workbook and of its sheets.
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
AGAIN = "take a new template and paste the values into it"
AS_XLSX = "open it in a spreadsheet and save it in the format Excel 2007-365 (.xlsx)"

#: What is told of an element that begins: its attributes.
Handler = Callable[[dict[str, str]], None]


class BadPart(ValueError):
    """A part of a workbook is not as a spreadsheet writes it; ``row`` and ``column`` are of the cell, where it is one."""

    def __init__(self, kind: Kind, wrong: str, *, instead: str = AGAIN, row: int = 0, column: int = 0) -> None:
        super().__init__(wrong)
        self.kind, self.wrong, self.instead, self.row, self.column = kind, wrong, instead, row, column


class XmlReader:
    """Reads a part once without keeping it; ``handlers`` are told of elements, by the name with its namespace before it.

    ``ended`` is told of the ends of elements of the name ``watched``, and ``characters`` of all text.
    """

    watched = ""

    def __init__(self, *, most_elements: int = MOST_ELEMENTS) -> None:
        self.handlers: dict[str, Handler] = {}
        self._depth = self._elements = 0
        self._most = most_elements

    def ended(self) -> None:
        """What is to be done at the end of a watched element."""

    def characters(self, words: str) -> None:
        """What is to be done with a piece of text."""

    def read(self, source: IO[bytes]) -> None:
        """Read all of it. Raises ``BadPart``; what unpacking it raises passes through."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        # Whatever stands for something else can stand for more than fits anywhere, so not even the frame of it is read.
        parser.StartDoctypeDeclHandler = self._declared
        if self.watched:
            parser.buffer_text = True
            parser.CharacterDataHandler = self.characters
        try:
            parser.ParseFile(source)
        except expat.ExpatError as error:
            wrong = f"the XML is broken at line {error.lineno}, column {error.offset} ({expat.ErrorString(error.code)})"
            raise BadPart(Kind.XML, wrong, instead=AS_XLSX) from None
        except BadPart:
            raise
        except (ValueError, LookupError) as error:
            raise BadPart(Kind.XML, f"the XML is broken ({error})", instead=AS_XLSX) from None

    def _declared(self, *_declared: Any) -> None:
        raise BadPart(Kind.ENTITIES, "it declares entities, which no spreadsheet writes")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST:
            raise BadPart(Kind.NESTING, f"more than {DEEPEST} elements stand inside each other")
        if self._elements > self._most:
            raise BadPart(Kind.TOO_LARGE, f"it has more than {self._most} elements")
        handler = self.handlers.get(name)
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name == self.watched:
            self.ended()
