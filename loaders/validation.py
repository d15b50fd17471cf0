"""The first three passes over a data folder: its files and texts, its rows, and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from loaders.arithmetic import check_arithmetic
from loaders.crosschecks import cross_problems
from loaders.frames import Frames, SingleKeys
from loaders.problems import Problem
from loaders.raw import Raw, read_raw
from loaders.reading import read_table, unfitting_files
from loaders.schema import check_rows, check_text
from loaders.tables import TABLES, Table


def read_checked(table: Table, folder: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """One table through both passes: the typed rows that are right, and the problems of the others."""
    return _checked(table, *read_table(table, folder))


def _checked(table: Table, raw: pd.DataFrame, file_faults: Sequence[Problem]) -> tuple[pd.DataFrame, list[Problem]]:
    clean, text_faults = check_text(table, raw)
    typed, row_faults = check_rows(table, clean)
    return typed, [*file_faults, *text_faults, *row_faults]


def problems_between(frames: Frames) -> list[Problem]:
    """The third pass: what is wrong between rows and between tables, and the sums that do not give their verdict."""
    single = SingleKeys(frames)
    return [*cross_problems(frames, single), *check_arithmetic(single)]


def read_frames(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Read every table through both passes. Returns the rows that are right and the problems of the others."""
    return _checked_frames(read_raw(folder))


def _checked_frames(raw: Raw) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    frames: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for table in TABLES.values():
        frames[table.name], faults = _checked(table, raw.frames[table.name], raw.faults[table.name])
        problems += faults
    return frames, problems + unfitting_files(raw.folder)


def find_problems(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """``problems_of`` a folder."""
    return problems_of(read_raw(folder))


def problems_of(raw: Raw) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """The problems of the first three passes, and the frames. A row with a fault is set aside before the third.

    The fourth, on what is computed from valid data, is part of ``loaders.dataset.computed``.
    """
    frames, problems = _checked_frames(raw)
    between = problems_between(frames)
    return frames, problems + ([replace(problem, may_follow=True) for problem in between] if problems else between)
