"""The audit verifies what was taken rightly, and fails for each way of taking it wrongly."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from audit_example import CELLS, NUMBERED, TABLES_WITH_ROWS, write_audited, write_sources, write_table
from loaders import Dataset, load_dataset
from loaders.audit import AUDIT_FILE, audit, audit_command, outlines
from loaders.audit_result import AuditResult
from loaders.ledger import holds_number
from loaders.periods import parse_period, period_fault, printed_years, says_undated
from loaders.source_files import SourceFiles


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The data that were taken rightly, loaded once."""
    return load_dataset(write_audited(tmp_path_factory.mktemp("audited") / "data"))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return write_sources(tmp_path / "sources")


def audit_of(dataset: Dataset, sources: Path) -> AuditResult:
    return audit(dataset, SourceFiles(sources, outlines=outlines(dataset)))


def lines(result: AuditResult) -> list[str]:
    return [str(problem) for problem in result.problems]


def with_cells(frame: pd.DataFrame, key: str, **cells: object) -> pd.DataFrame:
    """A frame in which cells of one row are changed; dates are given as ISO text, None empties them."""
    changed = frame.copy()
    row = changed[changed.columns[0]] == key
    assert row.sum() == 1
    for column, value in cells.items():
        is_date = str(changed[column].dtype).startswith("datetime")
        changed.loc[row, column] = pd.Timestamp(value) if is_date else value
    return changed


def with_table(dataset: Dataset, name: str, frame: pd.DataFrame) -> Dataset:
    tables = {table: dataset.table(table) for table in dataset._tables} | {name: frame}
    return replace(dataset, _tables=tables)


def test_figures_that_were_taken_rightly_are_all_verified(tmp_path, sources, capsys):
    assert audit_command(write_audited(tmp_path / "data"), sources) == 0
    assert capsys.readouterr().out.splitlines() == [
        "5 statements, 5 placed, 0 failed",
        "15 figures, 15 verified, 0 failed, 0 not checkable",
    ]


YEAR_2004 = {"period_start": "2004-01-01", "period_end": "2004-12-31"}
MUTATIONS = [
    ("token", "boats", {"value_as_printed": "1,977"}, "does not print the figure"),
    ("token without its mark", "boats", {"value_as_printed": "1976"}, "does not print the figure"),
    ("part of a number", "boats", {"value_as_printed": "976"}, "does not print the figure"),
    ("part of a word", "oars", {"value_as_printed": "five"}, "does not print the figure"),
    ("number without its million", "lamps", {"locator": "Introduction, endnote 2", "value_as_printed": "3.4"}, "does not print the figure"),
    ("place that is not there", "boats", {"locator": "para. 9"}, "no such place"),
    ("letter that is not there", "red", {"locator": "para. 2 (c)"}, "no such place"),
    ("other letter", "red", {"locator": "para. 2 (b)"}, "does not print the figure"),
    ("mark of another section", "lamps", {"locator": "Introduction, endnote 3"}, "no such place"),
    ("other side of a mark", "broke", {"locator": "Lamps and wicks, endnote 3"}, "does not print the figure"),
    ("second heading of that name", "lamps", {"locator": "Introduction (2)"}, "does not print the figure"),
    ("item of a note", "kites", {"locator": "list item 2"}, "does not print the figure"),
    ("period words", "boats", {"period_as_printed": "During 2003"}, "does not print these words"),
    ("words of another place", "kites", {"period_as_printed": "in 2003"}, "does not print these words"),
    ("whole period", "boats", YEAR_2004, "mean 2003-01-01 to 2003-12-31"),
    ("half a year", "more", {"period_end": "2004-12-31"}, "mean 2004-01-01 to 2004-06-30"),
    ("day of a stock", "sails", {"period_start": "2004-03-02", "period_end": "2004-03-02"}, "mean 2004-03-01"),
    ("years to the day", "lit", {"period_end": "2004-01-01"}, "mean 1999-01-01 to 2003-12-31"),
    ("no words at all", "boats", {"period_as_printed": ""}, "do not print 2003"),
    ("warning taken away", "oars", {"warnings": ""}, "do not print 2003"),
    ("ninety days more", "boats", {"period_end": "2004-03-30"}, "mean 2003-01-01 to 2003-12-31"),
    ("three years before", "boats", {"period_start": "2000-01-01", "period_end": "2000-12-31"}, "mean 2003-01-01"),
    ("inferred from far away", "oars", {"period_start": "2000-01-01", "period_end": "2000-12-31"}, "far from the inferred year"),
    ("inferred from long before", "oars", {"period_start": "2000-01-01"}, "far from the inferred year"),
    ("inferred against its words", "boats", {"period_start": "2002-01-01", "warnings": "inferred_period"}, "mean 2003-01-01"),
    ("undated with a year", "flags", {"period_as_printed": "1 March 2004"}, "print a year and the row has no dates"),
    ("dated without a date", "flags", YEAR_2004, "give no date"),
    ("web row", "stock", {"locator": "row 1, text"}, "excerpt does not hold"),
    ("web row that is not there", "stock", {"locator": "row 3, text"}, "no such row"),
    ("web locator without a row", "stock", {"locator": "text"}, "no such row"),
    ("web token", "stock", {"value_as_printed": "816"}, "excerpt does not hold"),
    ("part of a web number", "rang", {"value_as_printed": "62"}, "excerpt does not hold"),
    ("web period", "rang", {"period_end": "2005-06-30"}, "another period"),
    ("web day outside its period", "stock", {"period_start": "2007-01-01", "period_end": "2007-01-01"}, "another period"),
    ("web ninety days more", "rang", {"period_end": "2006-03-31"}, "another period"),
    ("web inferred from far away", "rang", {"period_start": "2002-01-01", "period_end": "2002-12-31", "warnings": "inferred_period"}, "mean 2005-01-01"),
    ("web inferred without words", "rang", {"period_start": "2004-01-01", "period_as_printed": "", "warnings": "inferred_period"}, "another period"),
    ("web words", "rang", {"period_as_printed": "In 2004"}, "mean 2004-01-01 to 2004-12-31"),
    ("web window of years", "stock", {"period_end": "2007-12-31", "warnings": "day_not_printed"}, "another period"),
    ("web value", "rang", {"obs_value": 621.0}, "another value"),
    ("cell text", "ten", {"value_as_printed": "10.0"}, "shows something else"),
    ("cell value", "ten", {"obs_value": 10.4}, "holds another value"),
    ("cell of another year", "ten", {"locator": "Kazakhstan, 2004, column p"}, "shows something else"),
    ("year of the period", "ten", YEAR_2004, "not the year of the locator"),
    ("end of the period", "ten", {"period_end": "2004-03-30"}, "not the year of the locator"),
    ("start of the period", "ten", {"period_start": "2003-02-01"}, "not the year of the locator"),
    ("one day without a rule", "ten", {"period_start": "2003-12-31"}, "not the year of the locator"),
    ("words of a cell", "ten", {"period_as_printed": "2004"}, "words of the period are not the year"),
    ("no words of a cell", "ten", {"period_as_printed": ""}, "words of the period are not the year"),
    ("day of a cell", "asleep-2004", {"period_start": "2004-12-30", "period_end": "2004-12-30"}, "not the day that imports.csv gives"),
    ("first day of a cell", "asleep-2004", {"period_start": "2004-01-01"}, "not the day that imports.csv gives"),
    ("day of another year", "asleep-2004", {"period_start": "2003-12-31", "period_end": "2003-12-31"}, "not the day that imports.csv gives"),
    ("cell that is not there", "ten", {"locator": "Kazakhstan, 2003, column r"}, "no such cell"),
    ("suppressed", "few", {"value_as_printed": "<10", "threshold": 10.0}, "shows something else"),
    ("suppressed cell shown as a number", "few", {"value_as_printed": "5", "bound": "exact", "obs_value": 5.0}, "shows something else"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "cells", "message"), [row[1:] for row in MUTATIONS], ids=[row[0] for row in MUTATIONS])
def test_a_figure_that_is_changed_fails_with_its_line_and_the_reason(audited, sources, key, cells, message):
    changed = replace(audited, _observations=with_cells(audited.observations, key, **cells))
    result = audit_of(changed, sources)
    row = changed.observations.set_index("obs_id").loc[key]
    place = f"{row['data_file']}:{row['line']}: {key}: "
    assert [line for line in lines(result) if line.startswith(place) and message in line], lines(result)
    assert result.figures_line == "15 figures, 14 verified, 1 failed, 0 not checkable"
    assert not result.passed


STATEMENTS = [
    ("gaps", "sailors", {"locator": "para. 44"}, "no such place"),
    ("events", "met", {"event_date": "2006-05-03"}, "does not print the year"),
    ("events", "steps", {"event_date": "2011-01-01", "locator": "Introduction, after endnote 2"}, "does not print the year"),
    ("recommendations", "count", {"locator": "para. 5 (a)"}, "no such place"),
    ("recommendations", "count", {"fate_2013_locator": "Wicks"}, "ecpat2013 has no such place"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "key", "cells", "message"), STATEMENTS)
def test_a_statement_at_a_place_that_does_not_hold_it_fails(audited, sources, table, key, cells, message):
    changed = with_table(audited, table, with_cells(audited.table(table), key, **cells))
    result = audit_of(changed, sources)
    assert [line for line in lines(result) if key in line and message in line]
    assert result.statements_line == "5 statements, 4 placed, 1 failed"


def test_an_event_may_take_its_year_from_the_endnote_that_its_locator_names(audited, sources):
    assert audit_of(audited, sources).statements_line == "5 statements, 5 placed, 0 failed"
    assert "1987" not in NUMBERED


@pytest.mark.parametrize(
    ("file", "old", "new", "failed"),
    [
        ("numbered.txt", "1,976", "1,967", 1),
        ("numbered.txt", "In 2003", "In 2002", 2),
        ("headed.txt", "250", "2,250", 1),
        ("web.csv", "https://example.org/bells", "https://example.org/whistles", 2),
        ("web.csv", ",815,", ",816,", 1),
        ("web.csv", "2005-12-31", "2005-11-30", 1),
        ("cells.csv", "2003,10", "2003,12", 1),
    ],
)
def test_a_source_that_says_something_else_fails(audited, sources, file, old, new, failed):
    path = sources / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert audit_of(audited, sources).total.failed == failed


def test_a_source_with_another_address_fails_for_each_of_its_figures(audited, sources):
    addresses = audited.table("sources").replace({"url": {"https://example.org/bells": "https://example.org/"}})
    result = audit_of(with_table(audited, "sources", addresses), sources)
    assert result.figures_line == "15 figures, 13 verified, 2 failed, 0 not checkable"


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        ("stock", {"period_start": "2006-07-01", "period_end": "2006-07-01", "period_as_printed": "on 1 July 2006"}),
        ("stock", {"period_start": "2006-07-01", "period_end": "2006-07-01", "warnings": "inferred_period"}),
        ("stock", {"period_as_printed": "2006-2009", "warnings": "day_not_printed"}),
        (
            "rang",
            {
                "period_start": "2006-01-01",
                "period_end": "2006-12-31",
                "period_as_printed": "2006",
                "warnings": "inferred_period",
            },
        ),
        ("oars", {"period_start": "2004-01-01", "period_end": "2004-12-31"}),
        ("boats", {"period_as_printed": "In 2003 ... seventy-five", "value_as_printed": "1,976"}),
        ("oars", {"value_as_printed": "seventy-five"}),
    ],
)
def test_what_the_row_says_openly_is_no_failure(audited, sources, key, cells):
    changed = replace(audited, _observations=with_cells(audited.observations, key, **cells))
    assert lines(audit_of(changed, sources)) == []


def test_figures_of_a_missing_file_are_not_checkable(audited, sources):
    (sources / "headed.txt").unlink()
    result = audit_of(audited, sources)
    assert result.figures_line == "15 figures, 12 verified, 0 failed, 3 not checkable"
    assert any("ecpat2013: the file headed.txt is missing" in line and "3 figures" in line for line in lines(result))


def test_without_the_folder_of_sources_nothing_is_checkable(tmp_path, capsys):
    folder = write_audited(tmp_path / "data")
    assert audit_command(folder, tmp_path / "nowhere") == 1
    out = capsys.readouterr().out.splitlines()
    assert out[-1] == "15 figures, 0 verified, 0 failed, 15 not checkable"
    assert "which does not exist" in out[0]
    assert not (folder / AUDIT_FILE).exists()


@pytest.mark.parametrize("content", [b"PK not a workbook", "Kites".encode("utf-16"), b""])
def test_a_file_that_cannot_be_read_makes_its_figures_not_checkable(audited, sources, content):
    for name in ("headed.txt", "cells.csv", "web.csv"):
        (sources / name).write_bytes(content)
    result = audit_of(audited, sources)
    assert result.figures_line == "15 figures, 7 verified, 0 failed, 8 not checkable"
    assert all("cannot be" in str(problem) for problem in result.unreadable)
    assert [problem.column for problem in result.unreadable] == ["bells", "cells", "ecpat2013"]


def test_a_heading_that_the_document_lacks_is_named(audited, sources):
    headings = audited.table("outlines").replace({"heading": {"Lamps and wicks": "Lanterns"}})
    result = audit_of(with_table(audited, "outlines", headings), sources)
    assert any("the heading 'Lanterns' is not found after 'Introduction'" in line for line in lines(result))
    assert result.total.not_checkable == 3


def test_invalid_data_are_printed_and_not_audited(tmp_path, sources, capsys):
    folder = write_audited(tmp_path / "data")
    rows = [dict(row) for row in TABLES_WITH_ROWS["gaps"]]
    write_table(folder, "gaps", [rows[0] | {"source_id": "nobody"}])
    assert audit_command(folder, sources) == 1
    out = capsys.readouterr().out
    assert "gaps.csv:2: source_id: unknown id or code; found 'nobody'" in out
    assert "figures," not in out


def test_the_ledger_check_finds_a_place_that_the_ledger_lacks(audited, sources):
    ledger = audited.table("coverage")
    result = audit_of(with_table(audited, "coverage", ledger[ledger["place"] != "endnote 1"]), sources)
    assert lines(result) == [
        "coverage.csv:0: crc2015: a place that holds a number is missing from the reading ledger; found 'endnote 1'; "
        "add a row with the ids taken from it, or the reason why nothing was"
    ]


def test_the_ledger_check_finds_a_place_that_does_not_exist(audited, sources):
    ledger = audited.table("coverage").replace({"place": {"para. 4": "para. 6"}})
    result = audit_of(with_table(audited, "coverage", ledger), sources)
    assert lines(result) == [
        "coverage.csv:5: place: crc2015 has no such place; found 'para. 6'; name a paragraph, heading or endnote as the document does"
    ]
    assert result.total.failed == 0
    assert not result.passed


def test_a_place_without_a_number_needs_no_row_and_may_have_one(audited, sources):
    places = audit_of(audited, sources).ledger_places
    assert places["crc2015"] == {"places": 6, "with_numbers": 4}
    assert places["note"] == {"places": 4, "with_numbers": 2}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Article 12", True), ("twenty-two", True), ("Half of them", True), ("one third", True), ("a third of all", True),
        ("twice", True), ("one case", True), ("hundreds of children", True), ("3.4", True), ("every other child", True),
        ("one of the reasons", False), ("no one", False), ("from the one to another", False), ("a third party", False),
        ("the second report", False), ("often", False), ("the weight of tension", False), ("a mark²³ only", False),
    ],
)  # fmt: skip
def test_numbers_are_seen_in_digits_and_in_words(text, holds):
    assert holds_number(text) is holds


def test_the_record_is_the_same_every_time_and_says_what_was_read(tmp_path, sources):
    folders = [write_audited(tmp_path / name) for name in ("first", "second")]
    copied = shutil.copytree(sources, tmp_path / "copied sources")
    assert [audit_command(folders[0], sources), audit_command(folders[1], copied)] == [0, 0]
    first, second = ((folder / AUDIT_FILE).read_bytes() for folder in folders)
    assert first == second
    assert first.endswith(b"}\n")
    record = json.loads(first)
    assert first.decode() == json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    assert record["data_hash"] == load_dataset(folders[0]).content_hash
    assert record["counts"] == {"figures": 15, "verified": 15, "failed": 0, "not_checkable": 0, "statements": 5}
    assert record["sources"]["ecpat2013"] == {"figures": 3, "verified": 3, "failed": 0, "not_checkable": 0}
    assert record["ledger"]["ecpat2013"] == {"places": 8, "with_numbers": 4}
    assert sorted(record["files"]) == ["cells.csv", "headed.txt", "note.txt", "numbered.txt", "web.csv"]
    assert record["files"]["cells.csv"]["bytes"] == len(CELLS)


def test_the_record_is_no_part_of_what_it_records(tmp_path, sources):
    folder = write_audited(tmp_path / "data")
    before = load_dataset(folder).content_hash
    assert audit_command(folder, sources) == 0
    assert load_dataset(folder).content_hash == before


def test_a_failed_audit_leaves_the_record_as_it_was(tmp_path, sources):
    folder = write_audited(tmp_path / "data")
    (folder / AUDIT_FILE).write_text("kept", encoding="utf-8")
    (sources / "note.txt").unlink()
    assert audit_command(folder, sources) == 1
    assert (folder / AUDIT_FILE).read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2003", "2003-01-01", "2003-12-31"),
        ("in 2003", "2003-01-01", "2003-12-31"),
        ("2002-2003", "2002-01-01", "2003-12-31"),
        ("2002\u20132003", "2002-01-01", "2003-12-31"),
        ("first half of 2003", "2003-01-01", "2003-06-30"),
        ("During the second half of 2003", "2003-07-01", "2003-12-31"),
        ("first six months of 2003", "2003-01-01", "2003-06-30"),
        ("In the first eleven months of 2009", "2009-01-01", "2009-11-30"),
        ("in the first 2 months of 2004", "2004-01-01", "2004-02-29"),
        ("third quarter of 2005", "2005-07-01", "2005-09-30"),
        ("as at 1 March 2004", "2004-03-01", "2004-03-01"),
        ("From 1 January 1999 to 1 January 2004", "1999-01-01", "2003-12-31"),
        ("from 15 March 2006 to 15 March 2008", "2006-03-15", "2008-03-14"),
        ("between 1 and 19 November 2012", None, None),
        ("between 1 November and 19 November 2012", "2012-11-01", "2012-11-19"),
        ("between 1999 and 2003", "1999-01-01", "2003-12-31"),
        ("In August 2012", "2012-08-01", "2012-08-31"),
        ("From August 2011 to August 2012", "2011-08-01", "2012-08-31"),
        ("During the summer of 2012", "2012-06-01", "2012-08-31"),
        ("fiscal year 2010", "2009-10-01", "2010-09-30"),
        ("FY 2010", "2009-10-01", "2010-09-30"),
        ("2003/04 academic year", "2003-09-01", "2004-08-31"),
        ("2010/11", None, None),
        ("since 2004", None, None),
        ("31 February 2004", None, None),
        ("2003 to 1999", None, None),
        ("currently", None, None),
    ],
)
def test_printed_periods_are_read(words, start, end):
    wanted = None if start is None else (dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert parse_period(words) == wanted


def test_words_that_are_not_understood_must_still_print_the_years():
    assert printed_years("2010/11") == {2010, 2011}
    assert printed_years("1999\u20132003 and 2006-08") == {1999, 2003, 2006, 2008}
    assert period_fault("2010/11", dt.date(2010, 9, 1), dt.date(2011, 8, 31)) == ""
    assert "do not print 2012" in period_fault("since 2004", dt.date(2004, 1, 1), dt.date(2012, 8, 31))
    assert says_undated("At present")
