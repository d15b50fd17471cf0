"""The data as they stand in a folder, and as they stood at an earlier commit of the repository that holds it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from loaders.change_log import FOLLOWED, Change, Facts, fact_columns, key_of
from loaders.reading import table_paths
from loaders.tables import TABLES


class NoHistory(Exception):
    """There is no git, no repository, or no such commit; the message says which."""


def facts_of(files: Iterable[tuple[str, str]]) -> Facts:
    """The facts of data files, each given by its name below the data folder and its text.

    Of each row the columns that the log follows, as far as the file has them.
    """
    facts: dict[str, dict[str, dict[str, str]]] = {table: {} for table in FOLLOWED}
    for name, text in files:
        for table in FOLLOWED:
            if any(fnmatch(name, pattern) for pattern in TABLES[table].files):
                for row in csv.DictReader(io.StringIO(text, newline="")):
                    cells = {column: row[column] for column in fact_columns(table) if column in row}
                    facts[table][row[key_of(table)]] = cells
    return facts


def facts_now(folder: Path) -> Facts:
    """The facts of a data folder as it stands."""
    paths = [path for table in FOLLOWED for path in table_paths(TABLES[table], folder)]
    return facts_of((path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")) for path in paths)


def facts_at(folder: Path, commit: str) -> Facts:
    """The facts of a data folder as it stood at a commit. Raises ``NoHistory``."""
    git = shutil.which("git")
    if git is None:
        raise NoHistory("git is not installed")
    # In a folder, git takes only what stands in it, and names it from there.
    command = [git, "-C", str(folder), "archive", "--format=tar", commit]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise NoHistory(done.stderr.decode("utf-8", "replace").strip())
    return facts_of(_texts(done.stdout))


def _texts(archive: bytes) -> Iterator[tuple[str, str]]:
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            content = files.extractfile(member)
            if content is not None and member.name.endswith(".csv"):
                yield member.name, content.read().decode("utf-8")


def logged(folder: Path) -> list[Change]:
    """The changes in the log of a data folder, in their order."""
    with (folder / TABLES["changes"].files[0]).open(encoding="utf-8", newline="") as handle:
        names = ("kind", "table", "row_key", "column", "old_value", "new_value")
        return [Change(*(row[name] for name in names)) for row in csv.DictReader(handle)]
