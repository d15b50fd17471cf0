"""The change log: what it follows, how it is written, and that it holds everything that has changed in the data."""

from __future__ import annotations

import csv
import datetime
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from loaders import DEFAULT_FOLDER, Dataset, load_dataset
from loaders.__main__ import main
from loaders.change_log import (
    ADDED,
    CORRECTED,
    FOLLOWED,
    REMOVED,
    RENAMED,
    Change,
    Facts,
    differences,
    fact_columns,
    replayed,
    row_cells,
    row_words,
    same_value,
)
from loaders.history import NoHistory, facts_at, facts_now, facts_of, logged
from loaders.problems import InvalidData
from loaders.publication import FIRST_DAY, data_date, data_version

DAY = datetime.date(2026, 11, 22)
GUIDE = DEFAULT_FOLDER / "README.md"
CASES = "observations/cases.csv"


def facts(**observations: dict[str, str]) -> Facts:
    """Facts in which only figures stand."""
    return {table: observations if table == "observations" else {} for table in FOLLOWED}


# what changed


def test_a_value_that_changed_a_row_that_came_and_one_that_went_are_told() -> None:
    before = facts(a={"sex": "F", "bound": "exact"}, b={"sex": "M", "bound": "exact"})
    after = facts(a={"sex": "_T", "bound": "exact"}, c={"sex": "M", "bound": "about"})
    assert differences(before, after) == [
        Change(CORRECTED, "observations", "a", "sex", "F", "_T"),
        Change(ADDED, "observations", "c", new_value="sex: M; bound: about"),
        Change(REMOVED, "observations", "b", old_value="sex: M; bound: exact"),
    ]


def test_a_row_that_says_the_same_under_another_id_was_renamed() -> None:
    cells = {"sex": "F", "bound": "exact"}
    assert differences(facts(a=cells), facts(b=cells)) == [
        Change(RENAMED, "observations", "a", "obs_id", "a", "b"),
    ]


def test_a_column_that_one_of_both_days_lacks_is_not_compared() -> None:
    assert differences(facts(a={"sex": "F"}), facts(a={"sex": "F", "bound": "exact"})) == []


def test_a_number_that_is_only_written_differently_has_not_changed() -> None:
    assert same_value("obs_value", "0.50", "0.5")
    assert not same_value("obs_value", "0.5", "")
    assert not same_value("value_as_printed", "0.50", "0.5")
    assert differences(facts(a={"obs_value": "5"}), facts(a={"obs_value": "5.0"})) == []


def test_words_of_ours_are_not_followed_and_whose_count_it_is_is() -> None:
    assert not [name for table in FOLLOWED for name in fact_columns(table) if name.endswith(("_en", "_ru", "_kk"))]
    assert {"obs_value", "bound", "period_start", "counted_by", "locator", "source_id", "indicator_id"} <= set(
        fact_columns("observations")
    )
    assert "headline" not in fact_columns("indicators")
    assert "unit_measure" in fact_columns("indicators")


def test_the_facts_of_a_row_are_read_back_from_their_line() -> None:
    cells = dict.fromkeys(fact_columns("observations"), "")
    cells |= {"indicator_id": "x", "value_as_printed": "1; 2", "locator": "Heading: a; b, endnote 3", "sex": "F"}
    assert row_cells("observations", row_words(cells)) == cells


def test_a_log_is_replayed_on_the_data_of_an_earlier_day() -> None:
    before = facts(a={"sex": "F"}, b={"sex": "M"}, c={"sex": "_T"})
    log = [
        Change(CORRECTED, "observations", "a", "sex", "F", "M"),
        Change(CORRECTED, "observations", "a", "sex", "M", "_T"),
        Change(RENAMED, "observations", "a", "obs_id", "a", "d"),
        Change(REMOVED, "observations", "b", old_value="sex: M"),
        Change(ADDED, "observations", "e", new_value="sex: F; bound: about"),
    ]
    found, faults = replayed(before, log)
    assert faults == []
    assert {key: row_words(cells) for key, cells in found["observations"].items()} == {
        "c": "sex: _T",
        "d": "sex: _T",
        "e": "sex: F; bound: about",
    }
    assert before["observations"]["a"] == {"sex": "F"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (Change(CORRECTED, "observations", "a", "sex", "M", "_T"), "it was 'F' before"),
        (Change(CORRECTED, "observations", "z", "sex", "M", "_T"), "there was no such row"),
        (Change(REMOVED, "observations", "z", old_value="sex: F"), "there was no such row"),
        (Change(REMOVED, "observations", "a", old_value="sex: M"), "it said 'sex: F' before"),
        (Change(ADDED, "observations", "a", new_value="sex: F"), "the row was there before"),
    ],
    ids=str,
)
def test_a_change_that_does_not_fit_what_was_there_is_told(change: Change, fault: str) -> None:
    assert replayed(facts(a={"sex": "F"}), [change])[1] == [f"{change}: {fault}"]


# the log of this repository


def history(commit: str) -> Facts:
    """The facts at a commit; skips the test where they cannot be had."""
    try:
        return facts_at(DEFAULT_FOLDER, commit)
    except NoHistory as error:
        pytest.skip(f"the history of the data is not at hand: {error}")


def baseline() -> str:
    found = re.search(r"begins with commit `([0-9a-f]{40})`", GUIDE.read_text(encoding="utf-8"))
    assert found, "data/README.md names the commit with which the change log begins"
    return found[1]


def test_everything_that_has_changed_since_the_first_data_is_in_the_log() -> None:
    found, faults = replayed(history(baseline()), logged(DEFAULT_FOLDER))
    assert faults == []
    assert [str(change) for change in differences(found, facts_now(DEFAULT_FOLDER))] == []


def test_a_change_that_is_left_out_of_the_log_is_found() -> None:
    changes = [change for change in logged(DEFAULT_FOLDER) if change.row_key != "opsc2004-p91-4"]
    found, _ = replayed(history(baseline()), changes)
    (missing,) = differences(found, facts_now(DEFAULT_FOLDER))
    assert missing == Change(CORRECTED, "observations", "opsc2004-p91-4", "sex", "F", "_T")


def test_the_log_holds_corrections_that_the_history_shows(real: Dataset) -> None:
    """Typed from ``git diff``: a counter that was found, a figure left out, and an age of a whole table."""
    changes = logged(DEFAULT_FOLDER)
    assert Change(CORRECTED, "observations", "opsc2004-p13-4", "counted_by", "", "courts_kz") in changes
    removed = {change.row_key for change in changes if change.kind == REMOVED and change.table == "observations"}
    assert removed == {"csmonitor-2010-1", "csmonitor-2010-2"}
    ages = [change for change in changes if change.column == "age"]
    assert (len(ages), {(change.old_value, change.new_value) for change in ages}) == (902, {("_T", "Y_LT18")})
    assert len(real.table("changes")) == len(changes)


def test_the_date_of_the_data_is_that_of_the_last_change(example: Dataset) -> None:
    assert data_date(example) == datetime.date(2026, 1, 6)


def test_data_that_never_changed_have_the_date_of_the_first_ones(example_folder: Path) -> None:
    for name in ("changes.csv", "corrections.csv"):
        path = example_folder / name
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    dataset = load_dataset(example_folder)
    assert data_date(dataset) == FIRST_DAY
    assert data_version(dataset) == dataset.content_hash[:12]


def test_a_log_that_contradicts_the_data_is_refused_with_its_line(example_folder: Path) -> None:
    path = example_folder / "changes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",ministry,", ",department,"), encoding="utf-8")
    with pytest.raises(InvalidData, match=r"changes\.csv:6: new_value: not what the data say now; found 'ministry'"):
        load_dataset(example_folder)


# the command


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def kept(example_folder: Path) -> Path:
    """The example with an empty log, under version control."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for name in ("changes.csv", "corrections.csv"):
        path = example_folder / name
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    git(example_folder.parent, "init", "--quiet")
    git(example_folder.parent, "add", ".")
    git(example_folder.parent, "commit", "--quiet", "-m", "First")
    return example_folder


def replace(folder: Path, old: str, new: str, *, file: str = CASES) -> None:
    path = folder / file
    words = path.read_text(encoding="utf-8")
    assert words.count(old) == 1
    path.write_text(words.replace(old, new), encoding="utf-8")


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "changes.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def log(folder: Path, *more: str) -> int:
    return main(["changes", "--since", "HEAD", "--why", "The source prints it so.", *more, str(folder)])


def test_the_command_writes_what_has_changed_and_why(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(kept, '1130,exact,,"1,130"', '1131,exact,,"1,131"')
    assert log(kept) == 0
    first, second = rows(kept)
    assert (first["row_key"], first["column"], first["old_value"], first["new_value"]) == (
        *("crimes_2004", "obs_value"),
        *("1130", "1131"),
    )
    assert (first["kind"], first["reason_en"], second["old_value"]) == (
        "corrected",
        "The source prints it so.",
        "1,130",
    )
    assert first["change_id"] == f"{first['changed']}-0001"
    assert second["change_id"].endswith("-0002")
    told = capsys.readouterr().out
    assert "observations crimes_2004: obs_value: '1130' -> '1131'" in told
    assert told.endswith("2 changes logged\n")
    load_dataset(kept)


def test_a_change_is_logged_once_and_the_next_one_begins_where_it_ended(kept: Path) -> None:
    replace(kept, '1130,exact,,"1,130"', '1131,exact,,"1,131"')
    log(kept)
    log(kept)
    assert len(rows(kept)) == 2
    replace(kept, '1131,exact,,"1,131"', '1130,exact,,"1,130"')
    log(kept)
    assert [(row["old_value"], row["new_value"]) for row in rows(kept)[2:]] == [("1131", "1130"), ("1,131", "1,130")]
    load_dataset(kept)


def test_a_change_of_words_of_ours_is_not_logged(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(kept, "An invented change of method.", "Another invented change.")
    assert log(kept) == 0
    assert rows(kept) == []
    assert capsys.readouterr().out == "0 changes logged\n"


def test_a_row_that_is_taken_out_is_logged_with_all_that_it_said(kept: Path) -> None:
    path = kept / "gaps.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "gap_undated" not in line), encoding="utf-8")
    replace(kept, "report_league,para. 91,gap_undated,,,", "report_league,para. 91,,A number.,,", file="coverage.csv")
    assert log(kept) == 0
    (row,) = rows(kept)
    assert (row["kind"], row["row_key"], row["column"], row["new_value"]) == ("removed", "gap_undated", "", "")
    assert row["old_value"] == (
        "topic: trafficking; kind: cannot_be_determined; source_id: report_league; locator: para. 91"
    )
    load_dataset(kept)


def test_a_report_that_led_to_a_change_is_named(kept: Path) -> None:
    replace(kept, '1130,exact,,"1,130"', '1131,exact,,"1,131"')
    log(kept, "--correction", "report_value")
    assert {row["correction_id"] for row in rows(kept)} == {"report_value"}
    with pytest.raises(InvalidData, match=r"changes\.csv:2: correction_id: unknown id or code"):
        load_dataset(kept)


@pytest.mark.parametrize("arguments", [[], ["--why", ""], ["--why", "  "]])
def test_nothing_is_logged_without_a_reason(
    kept: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    replace(kept, '1130,exact,,"1,130"', '1131,exact,,"1,131"')
    with pytest.raises(SystemExit) as ended:
        main(["changes", "--since", "HEAD", *arguments, str(kept)])
    assert ended.value.code == 2
    assert "--why" in capsys.readouterr().err
    assert rows(kept) == []


def test_a_commit_that_is_not_there_is_told(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", "--since", "no-such-commit", "--why", "x", str(kept)]) == 1
    assert "nothing was written" in capsys.readouterr().err


def test_without_git_the_command_says_so(monkeypatch: pytest.MonkeyPatch, example_folder: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(NoHistory, match="git is not installed"):
        facts_at(example_folder, "HEAD")


def test_files_of_other_tables_are_left_alone() -> None:
    found = facts_of([("texts/interface.csv", "text_key,text_en\nskip,Skip\n"), (CASES, "obs_id,sex,note_en\na,F,x\n")])
    assert found["observations"] == {"a": {"sex": "F"}}
    assert not any(rows for table, rows in found.items() if table != "observations")
