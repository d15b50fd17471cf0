"""A data folder as it is read, before anything is asked of it: what is checked and what is served come from one reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from loaders.problems import InvalidData, Problem
from loaders.reading import missing_folder, read_table
from loaders.tables import TABLES


@dataclass(frozen=True, eq=False)
class Raw:
    """Every table of a folder by its name: all of its cells as text, and the faults of its files (``read_table``)."""

    folder: Path
    frames: Mapping[str, pd.DataFrame]
    faults: Mapping[str, Sequence[Problem]]


def read_raw(folder: Path) -> Raw:
    """Read every table. Raises ``InvalidData`` when there is no such folder, and ``OSError``."""
    if missing_folder(folder):
        raise InvalidData(missing_folder(folder))
    read = {table.name: read_table(table, folder) for table in TABLES.values()}
    return Raw(
        folder,
        frames={name: frame for name, (frame, _) in read.items()},
        faults={name: faults for name, (_, faults) in read.items()},
    )
