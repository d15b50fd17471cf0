"""CSV for spreadsheets and programs (RFC 4180), and how to read it back letter by letter."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator

from loaders.exports.columns import Column, ours
from loaders.exports.taken import Cell, Taken

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
#: Spreadsheets know UTF-8 by it. Left out of a plain file.
BYTE_ORDER_MARK = "\ufeff"
#: Characters of a part; each is sent as it is made.
_PART = 65_536
#: A text that a spreadsheet would run as a formula gets an apostrophe; so does one that looks as if it had got one.
_LIVE = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"''*[=+\-@\t\r]")


def file_columns() -> tuple[Column, ...]:
    """What each row says of the whole file, so that a row that is cut out of it can still be cited."""
    return (ours("data_version"), ours("file_licence"), ours("file_citation"), ours("file_view", "address"))


def guarded(text: str) -> str:
    """A text as it may stand in a cell that a spreadsheet opens; ``original`` gives it back."""
    return f"'{text}" if _LIVE.match(text) else text


def original(cell: str) -> str:
    """The text behind a cell that ``guarded`` made."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _written(cell: Cell, guard: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return repr(cell)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return guarded(cell) if guard else cell


def csv_lines(
    header: Iterable[str], rows: Iterable[Iterable[Cell]], *, guard: bool = True, first: str = ""
) -> Iterator[bytes]:
    """Rows as CSV in UTF-8: commas, CRLF, quotes where they are needed; ``first`` stands before everything.

    Without ``guard`` texts are left as they are, for files that programs read and spreadsheets need not open. Nothing is
    held but the part that is made.
    """
    lines = io.StringIO(newline="")
    lines.write(first)
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_written(cell, guard) for cell in row])
        if lines.tell() > _PART:
            yield lines.getvalue().encode()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue().encode()


def as_csv(taken: Taken, *, plain: bool = False) -> bytes:
    """``csv_parts`` in one."""
    return b"".join(csv_parts(taken, plain=plain))


def csv_parts(taken: Taken, *, plain: bool = False) -> Iterator[bytes]:
    """The rows as CSV in UTF-8, each with what there is to say of the file; ``plain`` leaves out the byte-order mark."""
    about = taken.about
    of_file = (about.data_version, f"{about.licence} {about.licence_url}", about.citation, about.view)
    header = [column.name for column in (*taken.columns, *file_columns())]
    rows = ((*row, *of_file) for row in taken.rows)
    return csv_lines(header, rows, first="" if plain else BYTE_ORDER_MARK)


def read_csv(body: bytes) -> list[dict[str, str]]:
    """The rows of a file that ``as_csv`` made, with the texts as they were before they were guarded."""
    text = body.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    return [
        {name: original(cell) for name, cell in row.items()} for row in csv.DictReader(io.StringIO(text, newline=""))
    ]
