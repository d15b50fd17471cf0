"""Files read back: value by value what was asked for, by our own reader, by pandas and by any JSON reader."""

from __future__ import annotations

import datetime
import io
import json
import math
import random
import re
from typing import Any

import pandas as pd
import pytest

from loaders import Dataset
from loaders.exports.api import api_file
from loaders.exports.as_csv import BYTE_ORDER_MARK, as_csv, file_columns, guarded, original, read_csv
from loaders.exports.as_json import as_json
from loaders.exports.asking import Asked
from loaders.exports.collections import collections
from loaders.exports.columns import meaning
from loaders.exports.taken import Cell, Taken, file_name, taken
from loaders.publication import data_version
from loaders.schema import check_rows, check_text
from loaders.tables import TABLES

#: One request of each kind of row: all, one source, undated ones, none.
REQUESTS = (
    *(Asked(name) for name in collections()),
    Asked("observations", (("source_id", ("opsc2004",)),)),
    Asked("observations", undated="only"),
    Asked("observations", (("topic", ("adoptions",)), ("sex", ("F",)))),
    Asked("observations", (("source_type", ("ngo",)), ("breakdown", ("sentence_type",)))),
)


def columns(rows: Taken) -> list[str]:
    return [column.name for column in rows.columns]


def as_text(cell: Cell) -> str:
    """How a cell is told in CSV, written here once more and not taken from the code."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return {True: "true", False: "false"}[cell]
    if isinstance(cell, float):
        return repr(cell)
    return str(cell)


@pytest.fixture(
    scope="module", params=REQUESTS, ids=lambda asked: f"{asked.collection}-{len(asked.chosen)}{asked.undated}"
)
def rows(request: pytest.FixtureRequest, real: Dataset) -> Taken:
    return taken(real, request.param, site="https://example.org")


# round trips


def test_our_own_reader_gives_back_every_cell_of_a_csv_file(rows: Taken) -> None:
    read = read_csv(as_csv(rows))
    names = columns(rows)
    assert [[row[name] for name in names] for row in read] == [[as_text(cell) for cell in row] for row in rows.rows]


def test_pandas_with_default_settings_gives_back_every_cell_of_a_csv_file(rows: Taken) -> None:
    """Texts are read with their guard; what pandas takes for a number is the same number."""
    frame = pd.read_csv(io.BytesIO(as_csv(rows)))
    assert list(frame.columns) == columns(rows) + [column.name for column in file_columns()]
    assert len(frame) == len(rows.rows)
    for number, name in enumerate(columns(rows)):
        for read, row in zip(frame[name].tolist(), rows.rows, strict=True):
            cell = row[number]
            if cell is None:
                assert isinstance(read, float), (name, read)
                assert math.isnan(read), (name, read)
            elif isinstance(cell, bool | int | float):
                assert read == cell, (name, read, cell)
            elif isinstance(cell, datetime.date):
                assert read == cell.isoformat()
            else:
                # A column of numbers as printed, such as 12, is read as numbers.
                assert original(str(read)) == cell or float(read) == float(cell), (name, read, cell)


def test_a_json_file_gives_back_every_cell(real: Dataset, rows: Taken) -> None:
    read = json.loads(as_json(real, rows))
    assert read["metadata"]["rows"] == len(read["data"]) == len(rows.rows)
    for found, row in zip(read["data"], rows.rows, strict=True):
        for column, cell in zip(rows.columns, row, strict=True):
            value: Any = cell.isoformat() if isinstance(cell, datetime.date) else cell
            if column.kind == "list":
                value = str(cell).split("|") if cell else []
            assert found[column.name] == value
            assert type(found[column.name]) is type(value)


@pytest.mark.parametrize("name", [name for name in collections() if name in TABLES])
def test_a_csv_file_is_read_again_by_the_schema_of_the_data(real: Dataset, name: str) -> None:
    table = TABLES[name]
    file = taken(real, Asked(name))
    read = pd.DataFrame(read_csv(as_csv(file)), columns=columns(file), dtype=str)
    text = read[list(table.columns)].assign(data_file=f"{name}.csv", line=range(2, len(read) + 2))
    clean, unreadable = check_text(table, text)
    typed, faulty = check_rows(table, clean)
    assert unreadable + faulty == []
    key = list(table.key)
    ours = real.table(name)[list(table.columns)].sort_values(key, ignore_index=True)
    pd.testing.assert_frame_equal(
        typed[list(table.columns)].sort_values(key, ignore_index=True), ours, check_dtype=False
    )


def test_letters_of_every_language_come_through(real: Dataset) -> None:
    words = 'Қазақстан Республикасы, Ғ Ү Ұ Қ Ө Һ І Ә Ң; Ёлка, «кавычки» – ‘quotes’; a,b"c'
    rows = taken(real, Asked("bodies"))
    spoken = Taken(rows.collection, rows.columns, ((words, *rows.rows[0][1:]),), rows.about, rows.asked)
    assert read_csv(as_csv(spoken))[0]["body_id"] == words
    assert json.loads(as_json(real, spoken))["data"][0]["body_id"] == words
    assert pd.read_csv(io.BytesIO(as_csv(spoken)))["body_id"].tolist() == [words]


# formulas


LIVE = ("=1+1", "+7", "-5", "@SUM(A1)", "\tx", "\rx", "'=1", "''=1", "'+", "=")


@pytest.mark.parametrize("words", [*LIVE, "plain", "'quoted'", "", "'", "''", "a=b", " =1", "5", "—", "Әр"])
def test_a_text_that_would_run_is_guarded_and_comes_back_letter_by_letter(words: str) -> None:
    cell = guarded(words)
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert original(cell) == words
    assert (cell == words) == (words not in LIVE)


def test_random_texts_come_back_from_their_guard() -> None:
    drawn = random.Random(20261122)
    for _ in range(5000):
        words = "".join(drawn.choice("'=+-@\t\rа1 ") for _ in range(drawn.randint(0, 6)))
        assert original(guarded(words)) == words


def test_negative_numbers_stay_numbers(real: Dataset) -> None:
    rows = taken(real, Asked("reconciliations"))
    remainders = [row[columns(rows).index("remainder")] for row in rows.rows]
    assert min(number for number in remainders if isinstance(number, int | float)) < 0
    assert [row["remainder"] for row in read_csv(as_csv(rows))] == [as_text(number) for number in remainders]


# what a file says of itself


EVIDENCE = (
    "source_id",
    "source_id_label",
    "locator",
    "counted_by_label",
    "origin",
    "bound",
    "all_warnings",
    "source_citation",
    "page",
)


def test_every_figure_carries_its_evidence_in_every_row(real: Dataset) -> None:
    rows = taken(real, Asked("observations"), site="https://example.org")
    assert set(EVIDENCE) <= set(columns(rows))
    filled = (
        "source_id",
        "source_id_label",
        "locator",
        "counted_by_label",
        "origin",
        "bound",
        "source_citation",
        "page",
    )
    for name in filled:
        assert all(row[columns(rows).index(name)] for row in rows.rows), name
    page = dict(zip(columns(rows), rows.rows[0], strict=True))
    assert page["page"] == f"https://example.org/observation/{page['obs_id']}"


def test_every_row_of_a_csv_file_says_version_licence_citation_and_address(real: Dataset) -> None:
    asked = Asked("observations", (("source_id", ("opsc2004",)),))
    file = read_csv(as_csv(taken(real, asked, site="https://example.org", view_of=lambda _asked: "/cases?x=1")))
    for row in file:
        assert row["data_version"] == data_version(real)
        assert row["file_licence"].startswith("CC BY 4.0 https://")
        assert row["file_view"] == "https://example.org/cases?x=1"
        assert row["data_version"] in row["file_citation"]
        assert row["file_view"] in row["file_citation"]


def test_every_column_says_what_it_means(real: Dataset) -> None:
    for name, collection in collections().items():
        for column in collection.columns:
            words = meaning(real, column)
            assert words.endswith("."), (name, column.name, words)
            assert "{" not in words


def test_no_column_stands_twice(real: Dataset) -> None:
    del real
    for name, collection in collections().items():
        names = [column.name for column in (*collection.columns, *file_columns())]
        assert len(names) == len(set(names)), name


def test_every_stored_column_of_a_table_is_in_its_file() -> None:
    for name, collection in collections().items():
        if name in TABLES:
            assert set(TABLES[name].columns) <= {column.name for column in collection.columns if column.stored}, name


def test_a_suppressed_value_is_no_number_and_a_stated_zero_is_one(real: Dataset) -> None:
    file = read_csv(as_csv(taken(real, Asked("observations"))))
    hidden = [row for row in file if row["bound"] == "suppressed"]
    zeros = [row for row in file if row["obs_value"] == "0"]
    assert hidden
    assert zeros
    assert {(row["obs_value"], bool(row["threshold"]), row["value"][0]) for row in hidden} == {("", True, "<")}
    assert all(row["bound"] != "suppressed" for row in zeros)


# the form of files


def test_a_csv_file_follows_rfc_4180_with_a_byte_order_mark_unless_it_is_plain(real: Dataset) -> None:
    rows = taken(real, Asked("gaps"))
    marked, plain = as_csv(rows).decode(), as_csv(rows, plain=True).decode()
    assert marked == BYTE_ORDER_MARK + plain
    assert not plain.startswith(BYTE_ORDER_MARK)
    assert plain.endswith("\r\n")
    assert re.sub("\r\n", "", plain).count("\n") == 0


def test_the_same_request_gives_the_same_bytes(real: Dataset) -> None:
    for name in ("observations.csv", "observations.json", "comparisons.csv"):
        one, other = (api_file(real, name, {"topic": ["adoptions"]}) for _ in range(2))
        assert one == other is not None


def test_a_file_is_named_after_what_it_holds(real: Dataset) -> None:
    asked = Asked("observations", (("indicator_id", ("tip_tier",)), ("source_type", ("ngo",))), 2002, 2011)
    assert file_name(asked, "abc", "csv") == "kz-children_observations_tip_tier_ngo_2002-2011_abc.csv"
    assert file_name(Asked("gaps", year_from=2005), "abc", "json") == "kz-children_gaps_2005-onwards_abc.json"
    assert file_name(Asked("gaps", year_to=2005), "abc", "json") == "kz-children_gaps_until-2005_abc.json"
    long = Asked("observations", (("obs_id", tuple(sorted(real.observations["obs_id"]))),))
    assert len(file_name(long, "abc", "csv")) < 160


def test_there_is_no_file_of_another_name(real: Dataset) -> None:
    for name in (
        "observations",
        "observations.",
        "observations.exe",
        "observations.csv.json",
        "codes.csv",
        "",
        "../x.csv",
    ):
        assert api_file(real, name, {}) is None, name


def test_a_row_of_a_pair_says_of_whom_both_figures_speak(real: Dataset) -> None:
    """Two rows never differ in nothing but the names of their figures."""
    pairs = taken(real, Asked("comparisons"))
    assert {
        f"{name}_{end}" for name in ("sex", "age", "ref_area", "population", "breakdown_value") for end in "ab"
    } <= set(columns(pairs))
    boys = (("obs_a", ("tm-5-7-7-2008",)), ("obs_b", ("tm-5-8-3-2008",)))
    (row,) = read_csv(as_csv(taken(real, Asked("comparisons", boys))))
    assert (row["sex_a"], row["sex_b"]) == ("M", "M")
    assert row["source_citation_a"]


def test_two_requests_have_two_names(real: Dataset) -> None:
    names = sorted(real.observations["obs_id"])
    asked = [
        Asked("observations"),
        Asked("observations", undated="only"),
        Asked("observations", undated="excluded"),
        Asked("observations", (("obs_id", tuple(names[:60])),)),
        Asked("observations", (("obs_id", tuple(names[:61])),)),
    ]
    assert len({file_name(one, "abc", "csv") for one in asked}) == len(asked)
