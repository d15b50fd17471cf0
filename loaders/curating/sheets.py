"""Which sheets the workbook has: one for each file that people edit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from loaders.tables import TABLES, Table, topic_of_file

#: Sheets that explain, and that are not read back.
READ_ME, COLUMNS, LISTS = "Read me", "Columns", "Lists"
HELP_SHEETS = (READ_ME, COLUMNS, LISTS)
#: A name in the workbook that says that it was made without rows.
ONLY_ADDS = "only_adds"

#: Tables that are not in the workbook, and why.
LEFT_OUT = {
    "changes": "the command `changes` writes it, from what was changed",
    "imports": "its rules do something only when the import is run, which needs the data files",
    "texts": "its keys and placeholders are bound to the code that asks for them",
}
#: What people come for stands first.
_FIRST = ("observations", "coverage", "sources", "indicators", "bodies")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, the file below the data folder that it stands for, and the table of that file."""

    name: str
    file: str
    table: Table

    @property
    def topic(self) -> str:
        """The topic of the figures on this sheet; empty where it holds something else."""
        return (topic_of_file(self.file) or "") if self.table.name == "observations" else ""


def sheets() -> tuple[Sheet, ...]:
    """The sheets that stand for a file, in their order. Files that a program writes (``*``) are left out."""
    names = [*_FIRST, *(name for name in TABLES if name not in _FIRST and name not in LEFT_OUT)]
    return tuple(
        Sheet(PurePosixPath(file).stem, file, TABLES[name])
        for name in names
        for file in TABLES[name].files
        if "*" not in file
    )
