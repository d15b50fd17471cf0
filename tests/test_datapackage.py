"""The data package: valid for frictionless, which is not ours, and the same data when it is read back."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from loaders import Dataset
from loaders.exports.as_csv import guarded
from loaders.exports.datapackage import datapackage
from loaders.exports.package_schema import xsd_pattern
from loaders.exports.package_tables import LEFT_OUT, packaged_tables
from loaders.fields import FIELDS
from loaders.reading import read_csv
from loaders.schema import check_rows, check_text
from loaders.tables import TABLES

SITE = "https://example.org"


@pytest.fixture(scope="module")
def package(real: Dataset) -> bytes:
    return datapackage(real, site=SITE)


@pytest.fixture
def unpacked(package: bytes, tmp_path: Path) -> Path:
    """The package in a folder that a test may break."""
    zipfile.ZipFile(io.BytesIO(package)).extractall(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def whole(package: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package in a folder that no test breaks."""
    folder = tmp_path_factory.mktemp("package")
    zipfile.ZipFile(io.BytesIO(package)).extractall(folder)
    return folder


def faults(folder: Path) -> list[tuple[str, str]]:
    """What frictionless finds wrong: the resource and the kind of each error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the packages that it brings
        from frictionless import Package
    report = Package(str(folder / "datapackage.json")).validate()
    found = [("package", error.type) for error in report.errors]
    return found + [(task.name, error.type) for task in report.tasks for error in task.errors]


def descriptor(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def resource(folder: Path, name: str) -> dict[str, Any]:
    return next(one for one in descriptor(folder)["resources"] if one["name"] == name)


def field(folder: Path, table: str, name: str) -> dict[str, Any]:
    return next(one for one in resource(folder, table)["schema"]["fields"] if one["name"] == name)


#: A piece of a table, what is put in its place, and the kind of error that this is.
BROKEN = [
    ("observations", "opsc2004-p13-1,trafficking_minors", "opsc2004-p13-2,trafficking_minors", "primary-key"),
    ("observations", ",mia_kz,", ",nobody_kz,", "foreign-key"),
    ("observations", ",exact,", ",exactly,", "constraint-error"),
    ("observations", ",2003-01-01,", ",2003-13-01,", "type-error"),
    ("comparisons", ",same_origin,", ",alike,", "constraint-error"),
    ("sources", ",day,", ",week,", "constraint-error"),
    ("bodies", "gov_kz,government,", "gov_kz,,", "constraint-error"),
    ("gaps", "opsc2004-p29-g1", "OPSC 2004", "constraint-error"),
    ("explanations", ",pair,", ",couple,", "constraint-error"),
]


def break_table(folder: Path, table: str, *, old: str, new: str) -> None:
    """Put a wrong piece into a table."""
    path = folder / "data" / f"{table}.csv"
    words = path.read_bytes().decode()
    assert old in words
    path.write_bytes(words.replace(old, new, 1).encode())


def without_checksums(folder: Path) -> None:
    """Take the sizes and sums out of the descriptor, so that only the values speak."""
    told = descriptor(folder)
    for one in told["resources"]:
        del one["bytes"], one["hash"]
    (folder / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")


# Valid


def test_frictionless_finds_nothing_wrong(whole: Path) -> None:
    assert faults(whole) == []


def test_frictionless_finds_every_broken_value(unpacked: Path) -> None:
    for table, old, new, _ in BROKEN:
        break_table(unpacked, table, old=old, new=new)
    without_checksums(unpacked)
    assert {(table, kind) for table, _, _, kind in BROKEN} <= set(faults(unpacked))


def test_frictionless_finds_a_file_that_was_changed_on_the_way(unpacked: Path) -> None:
    path = unpacked / "data" / "gaps.csv"
    path.write_bytes(path.read_bytes().replace(b"statistics", b"Statistics", 1))
    assert ("gaps", "hash-count") in faults(unpacked)


def test_checksums_are_read_by_sha256sum(unpacked: Path) -> None:
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("sha256sum is not installed")

    def check() -> subprocess.CompletedProcess[str]:
        return subprocess.run([tool, "-c", "CHECKSUMS"], cwd=unpacked, capture_output=True, text=True, check=False)

    done = check()
    listed = {line.partition(":")[0] for line in done.stdout.splitlines()}
    there = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert (done.returncode, listed) == (0, there - {"CHECKSUMS"})
    (unpacked / "README.md").write_text("changed", encoding="utf-8")
    assert check().returncode != 0


def test_the_same_data_give_the_same_bytes(real: Dataset, package: bytes) -> None:
    assert datapackage(real, site=SITE) == package
    assert datapackage(real) != package


# What it says


def test_the_descriptor_says_what_the_package_is(whole: Path, real: Dataset) -> None:
    told = descriptor(whole)
    assert told["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (told["version"], told["created"][:10]) == (
        real.content_hash[:12],
        told["created"].removesuffix("T00:00:00Z"),
    )
    assert told["licenses"][0] == {
        "name": "CC-BY-4.0",
        "title": "CC BY 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert told["homepage"] == "https://example.org/"
    assert len(told["sources"]) == len(real.table("sources"))
    assert {"name", "id", "title", "description", "keywords", "contributors"} <= told.keys()


def test_every_table_that_readers_need_is_in_it(whole: Path) -> None:
    names = [one["name"] for one in descriptor(whole)["resources"]]
    assert set(names) == (set(TABLES) - LEFT_OUT) | {"comparisons"}
    assert {path.stem for path in (whole / "data").iterdir()} == set(names)


def test_a_column_says_what_it_holds_and_which_codes_it_may_have(whole: Path) -> None:
    bound = field(whole, "observations", "bound")
    assert bound["constraints"] == {"required": True, "enum": ["exact", "at_least", "at_most", "about", "suppressed"]}
    assert {"value": "at_least", "label": "at least"} in bound["categories"]
    assert bound["description"]
    assert field(whole, "observations", "obs_id")["constraints"] == {
        "required": True,
        "unique": True,
        "pattern": "[a-z0-9][a-z0-9_-]*",
    }
    assert field(whole, "observations", "period_start")["type"] == "date"


@pytest.mark.parametrize(
    ("table", "name", "word"),
    [
        ("observations", "obs_value", "Suppressed"),
        ("observations", "counted_by", "does not say who counted"),
        ("observations", "period_start", "no date"),
        ("observations", "note_kk", "Not translated"),
        ("comparisons", "difference", "No difference"),
        ("gaps", "indicator_id", "not about one indicator"),
    ],
)
def test_an_empty_cell_says_which_kind_of_nothing_it_is(whole: Path, table: str, name: str, word: str) -> None:
    (empty,) = field(whole, table, name)["missingValues"]
    assert empty["value"] == ""
    assert word in empty["label"]


def test_files_refer_to_each_other(whole: Path) -> None:
    keys = resource(whole, "observations")["schema"]["foreignKeys"]
    refers = {tuple(key["fields"]): key["reference"].get("resource") for key in keys}
    assert refers == {
        ("indicator_id",): "indicators",
        ("source_id",): "sources",
        ("counted_by",): "bodies",
        ("supersedes",): None,
        ("breakdown", "breakdown_value"): "codes",
    }
    pairs = resource(whole, "comparisons")["schema"]["foreignKeys"]
    assert {key["fields"][0]: key["reference"]["resource"] for key in pairs} == {
        "obs_a": "observations",
        "obs_b": "observations",
        "explanation_id": "explanations",
    }


def test_every_pattern_can_be_said_in_the_standard() -> None:
    for one in FIELDS.values():
        pattern = xsd_pattern(one.pattern)
        assert not re.search(r"\(\?|\\x", pattern)
        if pattern and one.example:
            assert re.fullmatch(pattern, one.example)
    with pytest.raises(ValueError, match="XML Schema"):
        xsd_pattern("(?=a)b")


def test_people_find_a_guide_the_licence_and_a_citation(whole: Path, real: Dataset) -> None:
    words = {
        name: (whole / name).read_text(encoding="utf-8")
        for name in ("README.md", "LICENSE.txt", "CITATION.txt", "CITATION.cff")
    }
    version = real.content_hash[:12]
    assert f"| data/observations.csv | {len(real.observations)} |" in words["README.md"]
    assert all(part in words["README.md"] for part in (version, "stated zero", "suppressed", "sha256sum -c CHECKSUMS"))
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in words["LICENSE.txt"]
    assert version in words["CITATION.txt"]
    assert "https://example.org/" in words["CITATION.txt"]
    assert f'version: "{version}"' in words["CITATION.cff"]
    assert all(re.match(r'[a-z-]+: "|authors:$|  - name: "', line) for line in words["CITATION.cff"].splitlines())


# The same data


@pytest.mark.parametrize("name", [table.name for table in packaged_tables() if table.name in TABLES])
def test_our_own_reader_gives_the_same_table(whole: Path, real: Dataset, name: str) -> None:
    raw, in_file = read_csv(TABLES[name], whole / "data" / f"{name}.csv", name)
    clean, in_text = check_text(TABLES[name], raw)
    typed, in_rows = check_rows(TABLES[name], clean)
    assert [*in_file, *in_text, *in_rows] == []
    columns = list(TABLES[name].columns)
    pd.testing.assert_frame_equal(
        typed[columns].reset_index(drop=True), real.table(name)[columns].reset_index(drop=True)
    )


@pytest.mark.parametrize("table", packaged_tables(), ids=lambda table: table.name)
def test_pandas_with_default_settings_gives_the_same_values(whole: Path, real: Dataset, table: Any) -> None:
    read, rows = pd.read_csv(whole / table.path), table.rows(real)
    assert list(read.columns) == [column.name for column in table.columns]
    assert len(read) == len(rows)
    for name in read.columns:
        for cell, value in zip(read[name], rows[name], strict=True):
            assert same(cell, value), (name, cell, value)


def same(cell: object, value: Any) -> bool:
    if value == "" or pd.isna(value):
        return bool(pd.isna(cell))
    if isinstance(value, pd.Timestamp):
        return cell == value.date().isoformat()
    if isinstance(cell, str) or (isinstance(value, str) and not re.fullmatch(r"[0-9.]+", value)):
        return cell == value
    return float(cell) == float(value)  # type: ignore[arg-type]


def test_computed_pairs_are_those_of_the_dataset(whole: Path, real: Dataset) -> None:
    with (whole / "data" / "comparisons.csv").open(encoding="utf-8", newline="") as handle:
        found = {(row["obs_a"], row["obs_b"]): row["class"] for row in csv.DictReader(handle)}
    pairs = real.comparisons
    assert found == dict(zip(zip(pairs["obs_a"], pairs["obs_b"], strict=True), pairs["class"], strict=True))


def test_files_are_plain_text_in_utf_8_as_rfc_4180_has_it(whole: Path) -> None:
    for path in (whole / "data").iterdir():
        body = path.read_bytes()
        assert not body.startswith(b"\xef\xbb\xbf")
        assert body.endswith(b"\r\n")
        assert "�" not in body.decode("utf-8")


def test_letters_of_other_alphabets_come_through(whole: Path) -> None:
    assert "восемь тысяч" in (whole / "data" / "observations.csv").read_text(encoding="utf-8")


def test_no_figure_and_no_name_in_it_would_be_run_by_a_spreadsheet(whole: Path) -> None:
    """Its texts are not guarded, as its README says; the words of people in the change log may begin as they like."""
    for name in ("observations", "sources", "indicators", "bodies", "gaps", "events", "comparisons"):
        with (whole / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            cells = {cell for row in csv.reader(handle) for cell in row}
        assert [cell for cell in cells if guarded(cell) != cell and not re.fullmatch(r"-[0-9.]+", cell)] == []
