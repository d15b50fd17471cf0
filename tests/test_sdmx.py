"""SDMX: the file for statistical software, and what pysdmx, which is not ours, reads out of it."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from loaders import Dataset
from loaders.exports import as_sdmx
from loaders.exports.api import api_file
from loaders.exports.as_csv import guarded
from loaders.exports.sdmx_periods import time_period
from loaders.exports.sdmx_structure import sdmx_structure
from sources_of_code import ROOT

READER = ROOT / ".venv-sdmx" / "bin" / "python"
NAME = "observations.sdmx.csv"
KEY = (*as_sdmx.DIMENSIONS, as_sdmx.MENTION, as_sdmx.TIME)


def body(dataset: Dataset, **args: str) -> bytes:
    made = api_file(dataset, NAME, {name: [value] for name, value in args.items()})
    assert made is not None
    return made.body


def rows(dataset: Dataset, **args: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(dataset, **args).decode(), newline="")))


@pytest.fixture(scope="module")
def all_rows(real: Dataset) -> dict[str, dict[str, str]]:
    return {row["OBS_ID"]: row for row in rows(real)}


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2003-01-01", "2003-12-31", "2003"),
        ("2004-01-01", "2004-12-31", "2004"),
        ("2003-01-01", "2003-06-30", "2003-S1"),
        ("2003-07-01", "2003-12-31", "2003-S2"),
        ("2003-07-01", "2003-09-30", "2003-Q3"),
        ("2012-06-01", "2012-08-31", "2012-06-01/P3M"),
        ("2004-02-01", "2004-02-29", "2004-02"),
        ("2004-03-01", "2004-03-01", "2004-03-01"),
        ("2002-10-01", "2003-09-30", "2002-10-01/P1Y"),
        ("1999-01-01", "2003-12-31", "1999-01-01/P5Y"),
        ("2009-01-01", "2009-11-30", "2009-01-01/P11M"),
        ("2013-01-01", "2013-06-25", "2013-01-01/P176D"),
        ("2006-03-15", "2008-03-15", "2006-03-15/P732D"),
        ("2003-12-31", "2004-12-30", "2003-12-31/P1Y"),
    ],
)
def test_a_period_is_written_as_sdmx_writes_it(first: str, last: str, written: str) -> None:
    day = datetime.date.fromisoformat
    assert time_period(day(first), day(last)) == written


def test_the_file_begins_as_the_standard_says_and_names_its_kind(real: Dataset) -> None:
    made = api_file(real, NAME, {})
    assert made is not None
    assert made.body.startswith(
        b"STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,REF_AREA,SEX,AGE,BREAKDOWN,BREAKDOWN_VALUE,SOURCE,COUNTED_BY,MENTION,"
        b"TIME_PERIOD,OBS_VALUE,OBS_ID,OBS_STATUS,BOUND,THRESHOLD,VALUE_AS_PRINTED,UNIT_MEASURE,"
    )
    assert made.media_type == "application/vnd.sdmx.data+csv;version=2.0.0"
    assert made.file_name.endswith(".sdmx.csv")


def test_a_figure_stands_in_it_with_its_evidence(all_rows: dict[str, dict[str, str]]) -> None:
    row = all_rows["altyn-orda-2013-2"]
    expected = {
        "STRUCTURE": "datastructure",
        "STRUCTURE_ID": "KZ_CHILDREN:FIGURES(1.0.0)",
        "ACTION": "I",
        "INDICATOR": "adoptions_to_usa",
        "AGE": "Y_LT18",
        "BREAKDOWN": "_Z",
        "COUNTED_BY": "cprc_kz",
        "TIME_PERIOD": "1998-01-01/P15Y",
        "OBS_VALUE": "6000",
        "VALUE_AS_PRINTED": "шесть тысяч",
        "BOUND": "exact",
        "SOURCE_TYPE": "government",
        "ORIGIN": "relayed",
        "VIA": "express_k",
        "LOCATOR": "row 64, text",
        "WARNINGS": "rounded|inferred_period",
        "PAGE": "/observation/altyn-orda-2013-2",
    }
    assert {name: row[name] for name in expected} == expected


def test_a_hidden_value_is_no_number_and_says_below_what_it_lies(all_rows: dict[str, dict[str, str]]) -> None:
    row = all_rows["glotip-convicted-2004"]
    hidden = {"OBS_VALUE": "NaN", "OBS_STATUS": "Q", "BOUND": "suppressed", "THRESHOLD": "5", "VALUE_AS_PRINTED": "<5"}
    assert {name: row[name] for name in hidden} == hidden
    assert all((row["OBS_VALUE"] == "NaN") == (row["BOUND"] == "suppressed") for row in all_rows.values())


def test_a_stated_zero_without_a_date_is_kept_in_a_structure_without_time(all_rows: dict[str, dict[str, str]]) -> None:
    row = all_rows["opsc2004-p55-1"]
    expected = {"STRUCTURE_ID": "KZ_CHILDREN:FIGURES_UNDATED(1.0.0)", "TIME_PERIOD": "", "OBS_VALUE": "0"}
    assert {name: row[name] for name in expected} == expected
    undated = {row["STRUCTURE_ID"] for row in all_rows.values() if not row["TIME_PERIOD"]}
    assert undated == {as_sdmx.UNDATED}


def test_no_figure_is_left_out(real: Dataset, all_rows: dict[str, dict[str, str]]) -> None:
    assert set(all_rows) == set(real.observations["obs_id"])


def test_a_key_names_one_figure(all_rows: dict[str, dict[str, str]]) -> None:
    keys = [tuple(row[name] for name in ("STRUCTURE_ID", *KEY)) for row in all_rows.values()]
    assert len(set(keys)) == len(keys) > 1500
    assert not any(cell == "" for key in keys for cell in key[:-1])


def test_two_results_of_one_source_for_one_thing_are_two_mentions(all_rows: dict[str, dict[str, str]]) -> None:
    one, other = all_rows["us-state-tip-2003-1"], all_rows["us-state-tip-2003-2"]
    assert {name: one[name] for name in KEY if name != "MENTION"} == {
        name: other[name] for name in KEY if name != "MENTION"
    }
    assert (one["MENTION"], other["MENTION"]) == ("1", "2")


def test_a_mention_keeps_its_number_in_a_selection(real: Dataset) -> None:
    assert [row["MENTION"] for row in rows(real, obs_id="us-state-tip-2003-2")] == ["2"]


def test_a_selection_holds_what_was_asked_for(real: Dataset) -> None:
    found = rows(real, topic="convictions", source_type="government")
    assert found
    assert {(row["TOPIC"], row["SOURCE_TYPE"]) for row in found} == {("convictions", "government")}


def test_a_selection_without_figures_is_a_header(real: Dataset) -> None:
    assert rows(real, year_from="1001", year_to="1002") == []
    assert body(real, year_from="1001", year_to="1002").count(b"\r\n") == 1


def test_nothing_in_it_would_be_run_by_a_spreadsheet(all_rows: dict[str, dict[str, str]]) -> None:
    """Its texts are not guarded; should one begin like a formula one day, docs/api.md must warn of it."""
    cells = {cell for row in all_rows.values() for cell in row.values()}
    assert [cell for cell in cells if guarded(cell) != cell] == []


# Read back


def reader() -> Path:
    """The interpreter that has pysdmx. Without it the test is skipped, and fails where ``CI`` is true."""
    if not READER.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("there is no .venv-sdmx; make test makes it")
        pytest.skip("there is no .venv-sdmx with pysdmx; make test makes it")
    return READER


def read_back(folder: Path, dataset: Dataset, data: bytes) -> Any:
    """What pysdmx reads: a list of data sets, see tests/tools/read_sdmx.py."""
    (folder / "figures.csv").write_bytes(data)
    (folder / "structure.json").write_bytes(sdmx_structure(dataset))
    command = [reader(), ROOT / "tests" / "tools" / "read_sdmx.py", folder / "figures.csv", folder / "structure.json"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def found(real: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return read_back(tmp_path_factory.mktemp("sdmx"), real, body(real))


def test_pysdmx_reads_every_value_as_it_was_written(found: Any, all_rows: dict[str, dict[str, str]]) -> None:
    dated, undated = found
    assert [dated["structure"], undated["structure"]] == [
        f"DataStructure={as_sdmx.DATED}",
        f"DataStructure={as_sdmx.UNDATED}",
    ]
    assert {dated["action"], undated["action"]} == {"Information"}
    read = {row["OBS_ID"]: row for row in [*dated["rows"], *undated["rows"]]}
    assert read.keys() == all_rows.keys()
    for name, row in all_rows.items():
        for column in as_sdmx.header()[len(as_sdmx.HEAD) :]:
            assert same(column, row[column], read[name][column]), (name, column)


def same(column: str, written: str, read: str) -> bool:
    if column in ("OBS_VALUE", "THRESHOLD") and written not in ("", "NaN"):
        return float(written) == float(read)
    return read in ("", "nan", "NaN", "<NA>") if written == "NaN" else written == read


def test_the_structure_is_valid_and_knows_every_code(found: Any) -> None:
    dated, undated = found
    assert [name for name, role in dated["roles"].items() if role == "D"] == list(KEY)
    assert [name for name, role in undated["roles"].items() if role == "D"] == list(KEY[:-1])
    assert (dated["unknown_codes"], undated["unknown_codes"]) == ({}, {})
    assert (dated["types"]["OBS_VALUE"], dated["types"]["MENTION"]) == ("double[pyarrow]", "int32[pyarrow]")


def test_the_reader_finds_a_code_that_no_list_holds(real: Dataset, tmp_path: Path) -> None:
    data = body(real, topic="convictions").replace(b",Y_LT18,", b",LT18,")
    found = read_back(tmp_path, real, data)
    assert {code for one in found for code in one["unknown_codes"].get("AGE", [])} == {"LT18"}
