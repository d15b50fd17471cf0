"""The commands ``template`` and ``from-workbook``: what they print, and how they end."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from loaders.curating.changes import summary
from loaders.curating.faults import BadWorkbook
from loaders.curating.from_workbook import ChangedMeanwhile, InvalidWorkbook, Outcome, Wishes, from_workbook
from loaders.curating.template import template
from loaders.problems import InvalidData
from loaders.tables import TABLES

#: More lines than this help nobody: a column that was pasted wrongly makes one for each of its cells.
_MOST_LINES = 200


def template_command(folder: Path, out: Path, *, empty: bool) -> int:
    """Write the workbook; a file that is there is never overwritten, since somebody may have worked in it."""
    if out.suffix.lower() != ".xlsx":
        return _nothing([f"{out}: a workbook's name ends in .xlsx"])
    try:
        body = template(folder, empty=empty)
        with out.open("xb") as handle:
            handle.write(body)
    except FileExistsError:
        return _nothing([f"{out}: there is such a file already; name another, or remove it"])
    except InvalidData as error:
        return _nothing([*error.problems, "correct the data first"])
    except OSError as error:
        return _nothing([f"{out}: cannot be written ({error.strerror})"])
    print(f"{out} was written; edit it, and read it back with: python -m loaders from-workbook {out}")
    return 0


def from_workbook_command(folder: Path, path: Path, wishes: Wishes) -> int:
    """Read a workbook back and print every change, or everything that is wrong with it."""
    try:
        outcome = from_workbook(path, folder, wishes)
    except BadWorkbook as error:
        return _nothing([f"{path.name}: {fault}" for fault in error.faults])
    except InvalidWorkbook as error:
        first = [problem for problem in error.problems if not problem.may_follow] or list(error.problems)
        lines = [(problem, error.place(problem)) for problem in first]
        told = [f"{path.name}: {place}: {problem}" if place else str(problem) for problem, place in lines]
        following = len(error.problems) - len(first)
        told += [f"{following} more may only follow from these"] if following else []
        in_log = any(problem.file in TABLES["changes"].files for problem in error.problems)
        return _nothing([*told, *(["give --why TEXT: it enters the changes in the log"] if in_log else [])])
    except InvalidData as error:
        return _nothing([*error.problems, "correct the data first"])
    except ChangedMeanwhile:
        return _nothing([f"{folder}: the data were changed while the workbook was read; run the command again"])
    except OSError as error:
        return _nothing([f"{error.filename or folder}: cannot be read or written ({error.strerror or error})"])
    _tell(outcome, wishes)
    return 0


def _tell(outcome: Outcome, wishes: Wishes) -> None:
    for change in outcome.changes:
        print(change)
    for note in outcome.notes:
        print(f"note: {note}")
    print(summary(outcome.changes))
    if not outcome.written:
        print("nothing was written: this was a trial" if outcome.changes else "nothing to write")
        return
    print("the data were written")
    if wishes.reason is None:
        print("next: python -m loaders changes --since COMMIT --why TEXT, which enters the changes in the log")
        print("another time, --why TEXT with from-workbook does both at once")
    print("next, where there are reading copies: make audit SOURCES=folder")


def _nothing(lines: Iterable[object]) -> int:
    """Print what is wrong, and that nothing was written. Returns the exit code."""
    told = [str(line) for line in lines]
    print(*told[:_MOST_LINES], sep="\n")
    if len(told) > _MOST_LINES:
        print(f"... and {len(told) - _MOST_LINES} more")
    print("nothing was written", file=sys.stderr)
    return 1
