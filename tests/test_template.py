"""The workbook for people who edit the data: its sheets, its cells, its lists and its help."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from curated import made
from loaders import DEFAULT_FOLDER, Dataset
from loaders.__main__ import main
from loaders.curating import column_help
from loaders.curating.column_help import LONGEST_MESSAGE, has_several
from loaders.curating.lists import list_name
from loaders.curating.rows import rows_of_files
from loaders.curating.sheets import HELP_SHEETS, LEFT_OUT, sheets
from loaders.curating.template import ROOM, workbook
from loaders.fields import FIELDS
from loaders.tables import TABLES
from office import converted

SHEETS = sheets()


@pytest.fixture(scope="module")
def filled(real: Dataset) -> bytes:
    return workbook(real, rows_of_files(DEFAULT_FOLDER))


@pytest.fixture(scope="module")
def book(filled: bytes) -> Any:
    return load_workbook(io.BytesIO(filled))


def validation(page: Any, column: str) -> DataValidation:
    """What the spreadsheet does in the cells of a column."""
    letter = next(cell.column_letter for cell in page[1] if cell.value == column)
    return next(rule for rule in page.data_validations.dataValidation if f"{letter}2" in rule.sqref)


def offered(book: Any, name: str) -> list[str]:
    """The values of a list, by the name that cells refer to."""
    page, cells = next(book.defined_names[name].destinations)
    found = book[page][cells.replace("$", "")]
    return [cell.value for (cell,) in found] if isinstance(found, tuple) else [found.value]


def test_each_file_that_people_edit_has_a_sheet_and_no_other_has(book: Any) -> None:
    assert book.sheetnames[:2] == ["Read me", "Columns"]
    assert book.sheetnames[2:9] == [
        "cases",
        "convictions",
        "adoptions",
        "trafficking",
        "context",
        "coverage",
        "sources",
    ]
    assert set(book.sheetnames) - set(HELP_SHEETS) == {sheet.name for sheet in SHEETS}
    assert {sheet.table.name for sheet in SHEETS} == set(TABLES) - set(LEFT_OUT)
    assert not any("imported" in sheet.file for sheet in SHEETS)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_holds_its_file_cell_by_cell_as_text(book: Any, sheet: Any) -> None:
    with (DEFAULT_FOLDER / sheet.file).open(encoding="utf-8", newline="") as handle:
        lines = list(csv.reader(handle))
    cells = list(book[sheet.name].iter_rows(max_row=len(lines)))
    assert [[cell.value or "" for cell in line] for line in cells] == lines
    assert {(cell.data_type, cell.number_format) for line in cells for cell in line if cell.value} == {("s", "@")}


def test_the_header_stays_in_sight_and_cells_below_the_last_row_are_text(book: Any) -> None:
    for sheet in SHEETS:
        page = book[sheet.name]
        assert page.freeze_panes == page.cell(2, len(sheet.table.key) + 1).coordinate
        letters = [cell.column_letter for cell in page[1]]
        assert {page.column_dimensions[letter].number_format for letter in letters} == {"@"}


COLUMNS = [(sheet, column) for sheet in SHEETS for column in sheet.table.columns]


def test_every_column_with_codes_or_ids_of_others_has_a_list_to_choose_from(book: Any, real: Dataset) -> None:
    codes = real.table("codes")
    for sheet, column in COLUMNS:
        target, codelist = FIELDS[column].refers_to, sheet.table.codelist(column)
        if codelist:
            expected = list(codes.loc[codes["codelist"] == codelist, "code"])
        elif target == "indicators" and sheet.topic:
            indicators = real.table("indicators")
            expected = list(indicators.loc[indicators["topic"] == sheet.topic, "indicator_id"])
        elif target and (target != sheet.table.name or column not in sheet.table.key):
            expected = list(real.table(target)[TABLES[target].key[0]])
        else:
            continue
        rule = validation(book[sheet.name], column)
        if not expected:
            assert rule.type is None, (sheet.name, column)
            continue
        assert rule.type == "list", (sheet.name, column)
        assert offered(book, rule.formula1) == expected, (sheet.name, column)


def test_words_that_a_pattern_lists_can_be_chosen_too(book: Any) -> None:
    assert offered(book, validation(book["sources"], "published_precision").formula1) == [
        "day",
        "month",
        "year",
        "unknown",
    ]


def test_the_parts_of_a_breakdown_depend_on_the_breakdown(book: Any, real: Dataset) -> None:
    assert validation(book["cases"], "breakdown_value").formula1 == 'INDIRECT("codes_"&$I2)'
    assert book["cases"]["I1"].value == "breakdown"
    codes = real.table("codes")
    for breakdown in offered(book, "codes_breakdown"):
        assert offered(book, f"codes_{breakdown}") == list(codes.loc[codes["codelist"] == breakdown, "code"])


def test_what_is_not_in_a_list_can_be_kept_and_several_values_are_not_asked_about(book: Any) -> None:
    for sheet, column in COLUMNS:
        rule = validation(book[sheet.name], column)
        if rule.type == "list":
            assert rule.errorStyle == "warning"
            assert bool(rule.showErrorMessage) != has_several(column)


def test_every_column_has_words_beside_its_cells_that_a_spreadsheet_can_show(book: Any) -> None:
    for sheet, column in COLUMNS:
        page = book[sheet.name]
        rule = validation(page, column)
        assert rule.showInputMessage
        assert rule.promptTitle == column[:32]
        assert FIELDS[column].meaning[:150] in rule.prompt
        assert len(rule.prompt) <= LONGEST_MESSAGE == 255
        assert next(iter(rule.sqref.ranges)).max_row == page.max_row + ROOM


def test_words_that_are_too_long_point_to_the_sheet_that_has_all_of_them(
    real: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(column_help, "LONGEST_MESSAGE", 80)
    message = column_help.cell_message(real, TABLES["observations"], column="obs_status")
    assert message == "SDMX OBS_STATUS: A normal, B break in the series, E… More on the sheet Columns."


def test_several_values_are_said_to_be_joined(book: Any) -> None:
    assert "Several are joined by |." in validation(book["cases"], "warnings").prompt
    assert "joined" not in validation(book["cases"], "bound").prompt


def test_the_sheet_columns_explains_each_column_with_its_codes(book: Any) -> None:
    rows = list(book["Columns"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == sum(len(table.columns) for table in {sheet.table for sheet in SHEETS})
    bound = next(row for row in rows if row[1] == "bound")
    assert bound[0] == "cases, convictions, adoptions, trafficking, context"
    assert bound[3] == "text; must be filled"
    assert "at_least (at least), at_most (at most)" in bound[5]
    assert next(row for row in rows if row[1] == "source_id")[5] == "from the list ids_sources on the sheet Lists"


def test_the_sheet_lists_says_what_ids_and_codes_mean(book: Any) -> None:
    rows = list(book["Lists"].iter_rows(values_only=True))
    assert rows[0] == ("List", "Value", "What it means")
    assert ("codes_sex", "F", "girls and women") in rows
    assert ("ids_bodies", "gov_kz", "Government of Kazakhstan") in rows
    figure = next(row for row in rows if row[:2] == ("ids_observations", "opsc2004-p57-1"))
    assert figure[2].startswith("127 – ")


def test_the_same_data_give_the_same_bytes(filled: bytes, real: Dataset) -> None:
    assert workbook(real, rows_of_files(DEFAULT_FOLDER)) == filled


def test_an_empty_workbook_has_the_headers_and_lists_and_says_that_it_only_adds(real: Dataset, filled: bytes) -> None:
    book = load_workbook(io.BytesIO(workbook(real, {}, only_adds=True)))
    assert {book[sheet.name].max_row for sheet in SHEETS} == {1}
    assert "nothing is changed or removed" in book["Read me"]["A2"].value
    assert offered(book, validation(book["cases"], "sex").formula1) == ["F", "M", "_T"]
    assert "only_adds" in book.defined_names
    assert "only_adds" not in load_workbook(io.BytesIO(filled)).defined_names


def test_every_list_that_a_cell_names_is_there(book: Any) -> None:
    named = {validation(book[sheet.name], column).formula1 for sheet, column in COLUMNS} - {
        None,
        'INDIRECT("codes_"&$I2)',
    }
    assert named <= set(book.defined_names)
    assert named >= {list_name(SHEETS[0], "sex"), "ids_bodies", "ids_warnings"}


# the command


def test_the_command_writes_the_workbook_and_never_over_another(
    example_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "data.xlsx"
    assert main(["template", str(out), str(example_folder)]) == 0
    assert out.read_bytes() == made(example_folder).read_bytes()
    out.write_bytes(b"work of a day")
    assert main(["template", str(out), str(example_folder)]) == 1
    assert out.read_bytes() == b"work of a day"
    assert "there is such a file already" in capsys.readouterr().out
    assert main(["template", str(tmp_path / "data.xls"), str(example_folder)]) == 1
    assert main(["template", str(tmp_path / "rows.xlsx"), str(example_folder), "--empty"]) == 0
    assert load_workbook(tmp_path / "rows.xlsx")["bodies"].max_row == 1


def test_there_is_no_workbook_of_wrong_data(
    example_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = example_folder / "bodies.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("government", "goverment", 1), encoding="utf-8")
    assert main(["template", str(tmp_path / "data.xlsx"), str(example_folder)]) == 1
    assert not (tmp_path / "data.xlsx").exists()
    assert "bodies.csv:2: kind: unknown id or code" in capsys.readouterr().out


# LibreOffice


@pytest.mark.office
def test_libreoffice_opens_it_with_lists_messages_and_names(filled: bytes, tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(filled)
    book = load_workbook(converted(converted(path, "ods", tmp_path / "a"), "xlsx", tmp_path / "b"))
    assert [name for name in book.sheetnames if name not in HELP_SHEETS] == [sheet.name for sheet in SHEETS]
    page = book["cases"]
    assert validation(page, "sex").formula1 == "codes_sex"
    assert offered(book, "codes_sex") == ["F", "M", "_T"]
    assert validation(page, "breakdown_value").formula1.replace(" ", "") == 'INDIRECT("codes_"&$I2)'
    assert validation(page, "locator").prompt.startswith("The place in the source")
    assert page["K200"].number_format == "@"
