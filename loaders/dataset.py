"""The whole data folder, read, checked, derived and frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from loaders.arithmetic import Verdict, with_verdicts
from loaders.audit_result import AuditRecord, read_record
from loaders.cell_types import with_types
from loaders.comparing import compared
from loaders.derive import with_derived
from loaders.folder import DEFAULT_FOLDER
from loaders.frames import Frames, gathered, records
from loaders.plain_files import bytes_of
from loaders.problems import InvalidData
from loaders.raw import Raw, read_raw
from loaders.reading import table_paths
from loaders.tables import TABLES


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
    #: What the last audit found, which may have been of other data: it bears the hash of its own.
    audit_record: AuditRecord | None = None
    #: The rows of the tables that were asked for one of them, by their keys.
    _rows: dict[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict, init=False, repr=False)

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
        return self._rows_of(table)[key]

    def has(self, table: str, key: str) -> bool:
        """Whether a table has a row with this key."""
        return key in self._rows_of(table)

    def _rows_of(self, table: str) -> Mapping[str, Mapping[str, Any]]:
        """The rows of a table by their keys; none of a table whose rows nobody asks for one by one, or that is not."""
        found = self._rows.get(table)
        if found is None:
            is_asked = table in self._tables and table not in ("observations", "coverage")
            found = self._rows[table] = _by_key(self._tables[table], TABLES[table].key) if is_asked else {}
        return found

    def label(self, table: str, key: str, lang: str = "en", column: str = "label") -> str:
        """The words for a row in a language; English where there is no translation, the key where there is no row."""
        row = self._rows_of(table).get(key)
        return str(row.get(f"{column}_{lang}") or row[f"{column}_en"]) if row else key

    def code(self, codelist: str, code: str, lang: str = "en") -> str:
        """The words for a code of ``codes.csv``."""
        return self.label("codes", f"{codelist}:{code}", lang)


def _by_key(frame: pd.DataFrame, key: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
    return {":".join(row[column] for column in key): MappingProxyType(row) for row in records(frame)}


def content_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of every table file, the same on every machine. Raises ``OSError``."""
    digest = hashlib.sha256()
    for path in sorted({path for table in TABLES.values() for path in table_paths(table, folder)}):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + bytes_of(path) + b"\0")
    return digest.hexdigest()


def _check_computed(dataset: Dataset) -> None:
    """The fourth pass, on what is computed from data that are valid so far; raises ``InvalidData``."""
    from loaders.explained import check_explained
    from loaders.lesson_shown import check_shown

    unfitting = [
        *check_explained(dataset.table("explanations"), dataset.observations, dataset.comparisons),
        *check_shown(dataset.table("lesson_steps"), dataset.observations, dataset.comparisons),
    ]
    if unfitting:
        raise InvalidData(unfitting)


def check_read(raw: Raw) -> None:
    """The first three passes; raises ``InvalidData`` with every problem that they find."""
    from loaders.validation import problems_of

    problems = problems_of(raw)[1]
    if problems:
        raise InvalidData(problems)


def computed(raw: Raw, *, is_known_valid: bool = False) -> Dataset:
    """The dataset of what ``check_read`` has accepted: typed, derived, and checked by the fourth pass if it is not known.

    Raises ``InvalidData``. Of what was not accepted it makes a dataset on which nothing can be relied, or any error.
    """
    frames = {table.name: with_types(table, raw.frames[table.name]) for table in TABLES.values()}
    dataset = Dataset(
        _tables=MappingProxyType(frames),
        _observations=gathered(
            with_derived(frames["observations"], frames["sources"], frames["bodies"], frames["indicators"])
        ),
        verdicts=tuple(with_verdicts(frames["checks"], frames["observations"])),
        content_hash=content_hash(raw.folder),
        audit_record=read_record(raw.folder),
    )
    if not is_known_valid:
        _check_computed(dataset)
    return dataset


def load_dataset(folder: Path = DEFAULT_FOLDER, *, is_known_valid: bool = False) -> Dataset:
    """Load a data folder: read, check rows, check between tables, derive, compare, check what explains the pairs.

    Raises ``InvalidData`` with every problem when a rule is broken: there is no partly loaded dataset. With
    ``is_known_valid`` nothing is checked; that is for a folder that was loaded without it and has the same bytes
    since (``content_hash``). Of any other folder it makes a dataset on which nothing can be relied.
    """
    raw = read_raw(folder)
    if not is_known_valid:
        check_read(raw)
    return computed(raw, is_known_valid=is_known_valid)
