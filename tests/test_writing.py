"""Writing data files: one spelling, and all files of a change or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loaders.dataset import DEFAULT_FOLDER
from loaders.reading import read_csv, table_paths
from loaders.tables import TABLES
from loaders.writing import as_csv, replace_files

FILES = [(table, path) for table in TABLES.values() for path in table_paths(table, DEFAULT_FOLDER)]


@pytest.mark.parametrize(
    ("name", "path"),
    [(table.name, path) for table, path in FILES],
    ids=[path.relative_to(DEFAULT_FOLDER).as_posix() for _, path in FILES],
)
def test_every_file_of_the_data_is_spelt_as_we_write_it(name: str, path: Path) -> None:
    """So a workbook or an import changes only the lines of the rows that it changes."""
    table = TABLES[name]
    frame, problems = read_csv(table, path, path.name)
    assert problems == []
    assert as_csv(table.columns, frame[list(table.columns)].to_dict("records")).encode() == path.read_bytes()


def test_cells_are_quoted_only_where_they_must_be() -> None:
    rows = [{"a": "x, y", "b": "="}, {"a": 'he said "no"', "b": ""}]
    assert as_csv(["a", "b"], rows) == 'a,b\n"x, y",=\n"he said ""no""",\n'


def test_files_that_were_written_keep_their_rights_and_leave_nothing_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    path.chmod(0o640)
    replace_files({path: "new Қ\n", tmp_path / "b.csv": "b\n"})
    assert path.read_bytes() == "new Қ\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.csv", "b.csv"]


def test_when_one_file_cannot_be_replaced_all_stay_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("old a")
    second.write_text("old b")
    real = os.replace

    def failing(source: Path, target: Path) -> None:
        if target == second:
            raise PermissionError(13, "no")
        real(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(PermissionError):
        replace_files({first: "new a", tmp_path / "c.csv": "new c", second: "new b"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.csv": "old a", "b.csv": "old b"}
