"""The way back of an edited workbook: what it changes, what it refuses, and that nothing else is touched."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from curated import bytes_of, edited, made, place_of
from loaders import DEFAULT_FOLDER
from loaders.__main__ import main
from loaders.curating import from_workbook as module
from loaders.curating.faults import BadWorkbook
from loaders.curating.from_workbook import ChangedMeanwhile, InvalidWorkbook, Outcome, Wishes, from_workbook
from loaders.curating.reading_back import read_workbook
from loaders.curating.rows import rows_of_files
from loaders.curating.trial import Reason
from loaders.writing import as_csv
from office import converted

DRY = Wishes(dry_run=True)


def lines_of(folder: Path, file: str) -> list[str]:
    return (folder / file).read_text(encoding="utf-8").splitlines()


def put(sheet: str, key: str, column: str, value: object) -> Callable[[Any], None]:
    """Write a value into a cell, as text."""

    def change(book: Any) -> None:
        cell = place_of(book, sheet, key, column)
        cell.value, cell.data_type = value, "s"

    return change


def add(sheet: str, **cells: str) -> Callable[[Any], None]:
    """Write a row into the first empty line of a sheet."""

    def change(book: Any) -> None:
        page = book[sheet]
        names = [cell.value for cell in page[1]]
        page.append([cells.get(name) for name in names])

    return change


def brought(folder: Path, change: Callable[[Any], object], wishes: Wishes | None = None) -> Outcome:
    return from_workbook(edited(made(folder), change), folder, wishes)


def faults_of(folder: Path, change: Callable[[Any], object]) -> list[str]:
    """What is wrong with a workbook; nothing may have been written then."""
    before = bytes_of(folder)
    with pytest.raises(BadWorkbook) as caught:
        brought(folder, change)
    assert bytes_of(folder) == before
    return [str(fault) for fault in caught.value.faults]


NEIGHBOUR = {"body_id": "neighbour_2", "kind": "foreign_government", "label_en": "Example neighbour 2"}


# nothing is lost


def letter_by_letter(path: Path) -> None:
    """Every sheet of a workbook of our data gives its file again, byte for byte."""
    present = rows_of_files(DEFAULT_FOLDER)
    book = read_workbook(path, present)
    assert {page.sheet.file for page in book.sheets} == set(present)
    for page in book.sheets:
        written = as_csv(page.sheet.table.columns, page.rows)
        assert written.encode() == (DEFAULT_FOLDER / page.sheet.file).read_bytes(), page.sheet.name


def test_the_workbook_of_our_data_gives_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    assert main(["template", str(path)]) == 0
    letter_by_letter(path)
    assert from_workbook(path, DEFAULT_FOLDER) == Outcome((), (), written=False)


@pytest.mark.office
@pytest.mark.parametrize("way", [("xlsx",), ("ods", "xlsx")], ids=["saved", "saved as ods and back"])
def test_the_workbook_of_our_data_gives_the_same_bytes_after_libreoffice(tmp_path: Path, way: tuple[str, ...]) -> None:
    path = tmp_path / "data.xlsx"
    assert main(["template", str(path)]) == 0
    for number, to in enumerate(way):
        path = converted(path, to, tmp_path / str(number))
    letter_by_letter(path)


@pytest.mark.office
def test_an_empty_workbook_still_only_adds_after_libreoffice(example_folder: Path, tmp_path: Path) -> None:
    path = converted(made(example_folder, empty=True), "xlsx", tmp_path / "saved")
    assert read_workbook(path, rows_of_files(example_folder)).only_adds
    assert not read_workbook(made(example_folder), rows_of_files(example_folder)).only_adds


ODD = [
    "=1+1",
    "+7",
    "#N/A",
    "a_x0041_b",
    "2003-01-01",
    "1-2",
    "007",
    "1,234",
    "1e5",
    "TRUE",
    'he said "no"',
    "ә, Қ",
    "’",
]


def test_texts_that_a_spreadsheet_likes_to_change_come_back(example_folder: Path) -> None:
    path = example_folder / "bodies.csv"
    with path.open("a", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(
            [f"odd_{number}", "ngo", "", words, "", ""] for number, words in enumerate(ODD)
        )
    before = bytes_of(example_folder)
    workbook = made(example_folder)
    assert from_workbook(workbook, example_folder).changes == ()
    assert from_workbook(edited(workbook, str), example_folder).changes == ()
    outcome = from_workbook(edited(workbook, put("bodies", "odd_0", "label_en", "=2+2")), example_folder)
    assert [str(cell) for change in outcome.changes for cell in change.cells] == ["label_en: '=1+1' -> '=2+2'"]
    assert bytes_of(example_folder) == before | {"bodies.csv": before["bodies.csv"].replace(b"=1+1", b"=2+2")}


# what is changed


def test_a_changed_cell_changes_its_line_and_nothing_else(example_folder: Path) -> None:
    before = bytes_of(example_folder)
    outcome = brought(example_folder, put("cases", "crimes_2006", "note_en", "Another invented, change."))
    assert outcome.written
    assert [str(change) for change in outcome.changes] == [
        "changed observations/cases.csv: crimes_2006\n"
        "  note_en: 'An invented change of method.' -> 'Another invented, change.'"
    ]
    file = "observations/cases.csv"
    expected = before[file].replace(b"An invented change of method.", b'"Another invented, change."')
    assert bytes_of(example_folder) == before | {file: expected}


def test_an_added_row_follows_the_row_above_it(example_folder: Path) -> None:
    outcome = brought(example_folder, add("bodies", **NEIGHBOUR))
    assert lines_of(example_folder, "bodies.csv")[-1] == "neighbour_2,foreign_government,,Example neighbour 2,,"
    assert str(outcome.changes[0]) == (
        "added bodies.csv: neighbour_2\n"
        "  kind: nothing -> 'foreign_government'\n"
        "  label_en: nothing -> 'Example neighbour 2'"
    )

    def inserted(book: Any) -> None:
        book["bodies"].insert_rows(3)
        for column, words in ((1, "council"), (2, "ngo"), (4, "Example council")):
            book["bodies"].cell(3, column).value = words

    brought(example_folder, inserted)
    assert lines_of(example_folder, "bodies.csv")[1:4:1] == [
        "gov,government,,Example gov,,",
        "council,ngo,,Example council,,",
        "ministry,government,gov,Example ministry,,",
    ]


def test_a_sorted_sheet_changes_nothing_and_it_is_said(example_folder: Path) -> None:
    def sort(book: Any) -> None:
        page = book["bodies"]
        rows = sorted([cell.value for cell in row] for row in page.iter_rows(min_row=2))
        for line, row in enumerate(rows, start=2):
            for number, words in enumerate(row, start=1):
                page.cell(line, number).value = words

    outcome = brought(example_folder, sort)
    assert outcome.changes == ()
    assert outcome.notes == ("sheet bodies is sorted in another way: the rows keep the order of the file",)


def test_columns_may_stand_in_another_order_and_empty_lines_between_rows(example_folder: Path) -> None:
    def move(book: Any) -> None:
        page = book["bodies"]
        for line in range(1, page.max_row + 1):
            page.cell(line, 9).value, page.cell(line, 2).value = page.cell(line, 2).value, None
        page.insert_rows(4, 2)
        page["F30"] = "   "

    assert brought(example_folder, move) == Outcome((), (), written=False)


def test_a_row_that_is_missing_is_removed_only_on_request(example_folder: Path) -> None:
    brought(example_folder, add("bodies", **NEIGHBOUR))

    def remove(book: Any) -> None:
        book["bodies"].delete_rows(book["bodies"].max_row)

    assert faults_of(example_folder, remove) == [
        "sheet bodies: a row of the data is missing from the workbook; found 'neighbour_2'; "
        "put the rows back, or give --allow-removals if they are to be removed"
    ]
    outcome = brought(example_folder, remove, Wishes(allow_removals=True))
    assert [(change.kind, change.key) for change in outcome.changes] == [("removed", ("neighbour_2",))]
    assert "neighbour_2" not in (example_folder / "bodies.csv").read_text(encoding="utf-8")


def test_a_sheet_that_is_missing_leaves_its_file_as_it_is(example_folder: Path) -> None:
    outcome = brought(example_folder, lambda book: book.remove(book["events"]))
    assert outcome == Outcome((), ("sheet events is not in the workbook: its file stays",), written=False)


def test_a_figure_may_move_to_the_sheet_of_another_topic(example_folder: Path) -> None:
    def move(book: Any) -> None:
        place_of(book, "indicators", "example_money", "topic").value = "cases"
        page = book["context"]
        line = place_of(book, "context", "money_2009", "obs_id").row
        book["cases"].append([cell.value for cell in page[line]])
        page.delete_rows(line)

    outcome = brought(example_folder, move)
    assert str(outcome.changes[0]) == (
        "changed observations/cases.csv: money_2009\n"
        "  data file: 'observations/context.csv' -> 'observations/cases.csv'"
    )
    assert "money_2009" in (example_folder / "observations/cases.csv").read_text(encoding="utf-8")
    assert "money_2009" not in (example_folder / "observations/context.csv").read_text(encoding="utf-8")


def test_imported_figures_and_texts_are_neither_in_the_workbook_nor_touched(example_folder: Path) -> None:
    before = bytes_of(example_folder)
    brought(example_folder, put("bodies", "gov", "label_en", "Example government"))
    after = bytes_of(example_folder)
    assert [name for name in after if after[name] != before[name]] == ["bodies.csv"]
    assert {"imports.csv", "texts/interface.csv", "observations/imported/workbook.csv"} <= set(after)


def test_a_file_that_says_the_same_keeps_even_its_quotes(example_folder: Path) -> None:
    path = example_folder / "bodies.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("league,ngo", '"league","ngo"'), encoding="utf-8")
    before = path.read_bytes()
    assert brought(example_folder, put("warnings", "undated", "label_en", "Without a date")).written
    assert path.read_bytes() == before


# a workbook that only adds


def test_an_empty_workbook_only_adds(example_folder: Path) -> None:
    before = lines_of(example_folder, "bodies.csv")
    outcome = from_workbook(edited(made(example_folder, empty=True), add("bodies", **NEIGHBOUR)), example_folder)
    assert [(change.kind, change.key) for change in outcome.changes] == [("added", ("neighbour_2",))]
    assert lines_of(example_folder, "bodies.csv") == [*before, "neighbour_2,foreign_government,,Example neighbour 2,,"]


def test_an_empty_workbook_does_not_change_a_row_that_is_there(example_folder: Path) -> None:
    path = edited(made(example_folder, empty=True), add("bodies", **(NEIGHBOUR | {"body_id": "league"})))
    with pytest.raises(BadWorkbook, match=r"sheet bodies, cell A2: body_id: the data have a row of this key"):
        from_workbook(path, example_folder, Wishes(allow_removals=True))


# what is not right


def test_a_broken_rule_is_told_with_the_line_of_the_file_and_the_cell_of_the_workbook(
    example_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(example_folder)

    def change(book: Any) -> None:
        book["bodies"].insert_rows(2, 3)
        put("bodies", "league", "kind", "club")(book)

    path = edited(made(example_folder), change)
    assert main(["from-workbook", str(path), str(example_folder)]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines()[0] == (
        "filled.xlsx: sheet bodies, cell B8: bodies.csv:5: kind: unknown id or code; found 'club'; use a code of the list"
        " body_kind in codes.csv, or add it there"
    )
    assert told.err == "nothing was written\n"
    assert bytes_of(example_folder) == before


def test_a_problem_of_a_row_that_is_not_in_the_workbook_has_only_its_line(example_folder: Path) -> None:
    def change(book: Any) -> None:
        book.remove(book["context"])
        place_of(book, "indicators", "example_money", "indicator_id").value = "example_sums"

    with pytest.raises(InvalidWorkbook) as caught:
        brought(example_folder, change, Wishes(allow_removals=True))
    places = {problem.file: caught.value.place(problem) for problem in caught.value.problems}
    assert places["observations/context.csv"] is None


def test_a_trial_says_the_same_and_writes_nothing(example_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = bytes_of(example_folder)
    path = edited(made(example_folder), add("bodies", **NEIGHBOUR))
    assert main(["from-workbook", str(path), str(example_folder), "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "1 added, 0 changed, 0 removed",
        "nothing was written: this was a trial",
    ]
    assert bytes_of(example_folder) == before


def test_data_that_change_meanwhile_are_not_overwritten(example_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = module.tried

    def slow(*given: Any) -> dict[str, str]:
        bodies = example_folder / "bodies.csv"
        bodies.write_text(bodies.read_text(encoding="utf-8") + "council,ngo,,Example council,,\n", encoding="utf-8")
        return real(*given)

    path = edited(made(example_folder), put("warnings", "undated", "label_en", "Without a date"))
    monkeypatch.setattr(module, "tried", slow)
    with pytest.raises(ChangedMeanwhile):
        from_workbook(path, example_folder)
    assert "Without a date" not in (example_folder / "warnings.csv").read_text(encoding="utf-8")


def test_a_row_without_a_key_and_a_key_that_stands_twice_are_told(example_folder: Path) -> None:
    def change(book: Any) -> None:
        add("bodies", kind="ngo", label_en="Example")(book)
        add("bodies", **(NEIGHBOUR | {"body_id": "league"}))(book)

    told = faults_of(example_folder, change)
    assert told[0] == "sheet bodies, cell A9: body_id: the cell is empty; Permanent name of the organisation."
    assert told[1].startswith(
        "sheet bodies, cell A10: body_id: the key stands twice; found 'league'; give each row a key"
    )
    assert told[1].endswith("the other is sheet bodies, cell A5")


def test_a_figure_on_two_sheets_is_told(example_folder: Path) -> None:
    def change(book: Any) -> None:
        book["context"].append([cell.value for cell in book["cases"][2]])

    assert re.search("key stands twice.*the other is sheet cases, cell A2", faults_of(example_folder, change)[0])


# the change log


def test_a_reason_enters_the_changes_in_the_log(example_folder: Path) -> None:
    log = lines_of(example_folder, "changes.csv")
    last = re.match(r"[^,]+,([0-9-]+)", log[-1]) if len(log) > 1 else None
    day = dt.date.fromisoformat(last[1]) if last else dt.date(2026, 1, 5)
    outcome = brought(
        example_folder,
        lambda book: [
            put("cases", "crimes_undated", "obs_value", "41")(book),
            put("cases", "crimes_undated", "value_as_printed", "41")(book),
            put("cases", "crimes_undated", "note_en", "Invented.")(book),
        ],
        Wishes(reason=Reason("A slip of ours.", max(day, dt.date(2026, 1, 5)))),
    )
    assert outcome.written
    added = lines_of(example_folder, "changes.csv")[len(log) :]
    assert [line.split(",")[2:9] for line in added] == [
        ["observations", "crimes_undated", "obs_value", "corrected", "40", "41", "A slip of ours."],
        ["observations", "crimes_undated", "value_as_printed", "corrected", "40", "41", "A slip of ours."],
    ]


def test_without_a_reason_the_log_is_named(example_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = edited(made(example_folder), put("bodies", "gov", "label_en", "Example government"))
    assert main(["from-workbook", str(path), str(example_folder)]) == 0
    assert "python -m loaders changes --since COMMIT --why TEXT" in capsys.readouterr().out
    assert main(["from-workbook", str(path), str(example_folder), "--correction", "x"]) == 2


def test_hidden_rows_and_columns_are_read_and_it_is_said(example_folder: Path) -> None:
    def hide(book: Any) -> None:
        put("bodies", "league", "label_en", "Hidden and changed")(book)
        book["bodies"].row_dimensions[5].hidden = True
        book["bodies"].column_dimensions["C"].hidden = True
        book["warnings"].sheet_state = "hidden"

    outcome = brought(example_folder, hide, DRY)
    assert [change.key for change in outcome.changes] == [("league",)]
    assert outcome.notes == (
        "sheet bodies: 1 row is hidden, by a filter or by hand, and read",
        "sheet bodies: 1 column is hidden, by a filter or by hand, and read",
        "sheet warnings is hidden, and is read",
    )


def test_the_workbook_that_was_read_is_left_as_it_is(example_folder: Path) -> None:
    path = edited(made(example_folder), add("bodies", **NEIGHBOUR))
    before = path.read_bytes()
    from_workbook(path, example_folder)
    assert path.read_bytes() == before
    assert load_workbook(path)["bodies"].max_row == 9
