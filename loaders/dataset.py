"""The whole data folder, read, checked, derived and frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from loaders.arithmetic import Verdict, check_arithmetic, with_verdicts
from loaders.crosschecks import CHECKS
from loaders.derive import with_derived
from loaders.problems import InvalidData, Problem
from loaders.reading import read_table, table_paths
from loaders.schema import check_rows, check_text
from loaders.tables import TABLES

#: The data of this repository; ``DATA_DIR`` or a command's argument names another folder.
DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Dataset:
    """Valid data, never changed after loading.

    ``table(name)`` gives a table of ``loaders.tables`` as a typed frame (all its columns plus ``file`` and
    ``line``); ``observations`` is that table with the derived columns of ``loaders.derive``. Frames are
    handed out as copies-on-write, so that no caller can change what another one sees.
    """

    _tables: Mapping[str, pd.DataFrame]
    _observations: pd.DataFrame
    verdicts: tuple[Verdict, ...]
    content_hash: str
    _labels: Mapping[tuple[str, str], Mapping[str, str]] = field(repr=False)

    def table(self, name: str) -> pd.DataFrame:
        """A table by its name in ``loaders.tables``."""
        return self._tables[name].copy(deep=False)

    @property
    def observations(self) -> pd.DataFrame:
        """Every figure, with what is derived from the other tables."""
        return self._observations.copy(deep=False)

    def row(self, table: str, key: str) -> Mapping[str, str]:
        """One row of a table with a single key, as a mapping; KeyError when there is none."""
        return self._labels[(table, key)]

    def has(self, table: str, key: str) -> bool:
        """Whether a table has a row with this key."""
        return (table, key) in self._labels

    def label(self, table: str, key: str, lang: str = "en", column: str = "label") -> str:
        """The words for a row in a language; English where there is no translation, the key where there is no row."""
        row = self._labels.get((table, key))
        return (row.get(f"{column}_{lang}") or row[f"{column}_en"]) if row else key

    def code(self, codelist: str, code: str, lang: str = "en") -> str:
        """The words for a code of ``codes.csv``."""
        return self.label("codes", f"{codelist}:{code}", lang)


def content_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of every table file, the same on every machine."""
    digest = hashlib.sha256()
    for path in sorted({path for table in TABLES.values() for path in table_paths(table, folder)}):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _rows(frames: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str], Mapping[str, str]]:
    rows: dict[tuple[str, str], Mapping[str, str]] = {}
    for name, frame in frames.items():
        if name in ("observations", "coverage"):
            continue
        keys = frame[list(TABLES[name].key)].agg(":".join, axis=1) if len(frame) else []
        for key, record in zip(keys, frame.to_dict("records"), strict=True):
            rows[(name, key)] = MappingProxyType(record)
    return rows


def read_frames(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Read every table through both passes. Returns the rows that are right and the problems of the others."""
    frames: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    if not folder.is_dir():
        raise InvalidData([Problem(str(folder), 0, "", "the data folder does not exist", instead="name a folder that holds the CSV files")])
    for table in TABLES.values():
        raw, file_faults = read_table(table, folder)
        clean, text_faults = check_text(table, raw)
        frames[table.name], row_faults = check_rows(table, clean)
        problems += [*file_faults, *text_faults, *row_faults]
    return frames, problems


def find_problems(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """All problems of a data folder, and its frames."""
    frames, problems = read_frames(folder)
    for check in CHECKS:
        problems += check(frames)
    return frames, problems + check_arithmetic(frames)


def load_dataset(folder: Path = DEFAULT_FOLDER) -> Dataset:
    """Load a data folder.

    Raises ``InvalidData`` with every problem when a rule is broken: there is no partly loaded dataset.
    """
    frames, problems = find_problems(folder)
    if problems:
        raise InvalidData(problems)
    return Dataset(
        _tables=MappingProxyType(frames),
        _observations=with_derived(frames["observations"], frames["sources"], frames["bodies"], frames["indicators"]),
        verdicts=tuple(with_verdicts(frames["checks"], frames["observations"])),
        content_hash=content_hash(folder),
        _labels=MappingProxyType(_rows(frames)),
    )
