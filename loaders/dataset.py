"""The whole data folder, read, checked, derived and frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from loaders.arithmetic import Verdict, check_arithmetic, with_verdicts
from loaders.audit_result import AuditRecord, read_record
from loaders.comparing import compared
from loaders.crosschecks import cross_problems, with_single_keys
from loaders.derive import with_derived
from loaders.explained import check_explained
from loaders.frames import Frames
from loaders.lesson_shown import check_shown
from loaders.problems import InvalidData, Problem
from loaders.reading import missing_folder, read_table, table_paths, unclaimed_files
from loaders.schema import check_rows, check_text
from loaders.tables import TABLES, Table

#: The data of this repository; ``DATA_DIR`` or a command's argument names another folder.
DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, eq=False)
class Dataset:
    """Valid data, never changed after loading.

    ``table(name)`` gives a table of ``loaders.tables`` as a typed frame (all its columns plus ``data_file`` and
    ``line``, the place of the row); ``observations`` is that table with the derived columns of
    ``loaders.derive``. Frames are handed out as copies-on-write, so that no caller can change what another
    one sees.
    """

    _tables: Frames
    _observations: pd.DataFrame
    verdicts: tuple[Verdict, ...]
    content_hash: str
    _labels: Mapping[tuple[str, str], Mapping[str, Any]] = field(repr=False)
    #: What the last audit found, which may have been of other data: it bears the hash of its own.
    audit_record: AuditRecord | None = None

    def table(self, name: str) -> pd.DataFrame:
        """A table by its name in ``loaders.tables``."""
        return self._tables[name].copy(deep=False)

    @property
    def observations(self) -> pd.DataFrame:
        """Every figure, with what is derived from the other tables."""
        return self._observations.copy(deep=False)

    @property
    def comparisons(self) -> pd.DataFrame:
        """Every pair of figures that can be set side by side, with its class; see ``loaders.comparing.compared``."""
        return self._comparisons.copy(deep=False)

    @cached_property
    def _comparisons(self) -> pd.DataFrame:
        bodies = self._tables["bodies"]
        return compared(self._observations, parents=dict(zip(bodies["body_id"], bodies["parent"], strict=True)))

    def row(self, table: str, key: str) -> Mapping[str, Any]:
        """One row of a table with a single key, as a mapping; KeyError when there is none."""
        return self._labels[(table, key)]

    def has(self, table: str, key: str) -> bool:
        """Whether a table has a row with this key."""
        return (table, key) in self._labels

    def label(self, table: str, key: str, lang: str = "en", column: str = "label") -> str:
        """The words for a row in a language; English where there is no translation, the key where there is no row."""
        row = self._labels.get((table, key))
        return str(row.get(f"{column}_{lang}") or row[f"{column}_en"]) if row else key

    def code(self, codelist: str, code: str, lang: str = "en") -> str:
        """The words for a code of ``codes.csv``."""
        return self.label("codes", f"{codelist}:{code}", lang)


def content_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of every table file, the same on every machine."""
    digest = hashlib.sha256()
    for path in sorted({path for table in TABLES.values() for path in table_paths(table, folder)}):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _rows(frames: Frames) -> dict[tuple[str, str], Mapping[str, Any]]:
    rows: dict[tuple[str, str], Mapping[str, Any]] = {}
    for name, frame in frames.items():
        if name in ("observations", "coverage"):
            continue
        for record in frame.to_dict("records"):
            row = {str(column): value for column, value in record.items()}
            rows[name, ":".join(row[column] for column in TABLES[name].key)] = MappingProxyType(row)
    return rows


def read_checked(table: Table, folder: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """One table through both passes: the typed rows that are right, and the problems of the others."""
    raw, file_faults = read_table(table, folder)
    clean, text_faults = check_text(table, raw)
    typed, row_faults = check_rows(table, clean)
    return typed, [*file_faults, *text_faults, *row_faults]


def problems_between(frames: Frames) -> list[Problem]:
    """The third pass: what is wrong between rows and between tables, and the sums that do not give their verdict."""
    return [*cross_problems(frames), *check_arithmetic(with_single_keys(frames))]


def read_frames(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Read every table through both passes. Returns the rows that are right and the problems of the others."""
    frames: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    if missing_folder(folder):
        raise InvalidData(missing_folder(folder))
    for table in TABLES.values():
        frames[table.name], faults = read_checked(table, folder)
        problems += faults
    return frames, problems + unclaimed_files(folder)


def find_problems(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """The problems of the first three passes, and the frames. A row with a fault is set aside before the third.

    The fourth, on what is computed from valid data, is part of ``load_dataset``.
    """
    frames, problems = read_frames(folder)
    between = problems_between(frames)
    return frames, problems + ([replace(problem, may_follow=True) for problem in between] if problems else between)


def load_dataset(folder: Path = DEFAULT_FOLDER) -> Dataset:
    """Load a data folder: read, check rows, check between tables, derive, compare, check what explains the pairs.

    Raises ``InvalidData`` with every problem when a rule is broken: there is no partly loaded dataset.
    """
    frames, problems = find_problems(folder)
    if problems:
        raise InvalidData(problems)
    dataset = Dataset(
        _tables=MappingProxyType(frames),
        _observations=with_derived(frames["observations"], frames["sources"], frames["bodies"], frames["indicators"]),
        verdicts=tuple(with_verdicts(frames["checks"], frames["observations"])),
        content_hash=content_hash(folder),
        _labels=MappingProxyType(_rows(frames)),
        audit_record=read_record(folder),
    )
    unfitting = [
        *check_explained(dataset.table("explanations"), dataset.observations, dataset.comparisons),
        *check_shown(dataset.table("lesson_steps"), dataset.observations, dataset.comparisons),
    ]
    if unfitting:
        raise InvalidData(unfitting)
    return dataset
