"""The import: what it takes from tiny workbooks made here, and what it refuses to take."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from import_example import RULES, Rows, set_rules, with_rule, write_import_folder, write_sources
from loaders.__main__ import main
from loaders.cells import SourceFault, displayed, number_text
from loaders.dataset import DEFAULT_FOLDER
from loaders.importing import Change, import_all, summary
from loaders.problems import InvalidData
from loaders.tables import TABLES
from loaders.unodc import PortalExport
from loaders.workbooks import open_data_file

SOURCES = Path(os.environ.get("SOURCES", Path(__file__).resolve().parent.parent.parent / "shared" / "sources"))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with the three kinds of data files."""
    return write_sources(tmp_path / "sources")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with the tables that an import reads."""
    return write_import_folder(tmp_path / "data")


def _imported(folder: Path) -> dict[str, dict[str, str]]:
    rows: Rows = []
    for path in sorted((folder / "observations" / "imported").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            rows += list(csv.DictReader(handle))
    return {row["obs_id"]: row for row in rows}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "observations" / "imported").iterdir()}


def _edit(path: Path, sheet: str, cell: str, value: object) -> None:
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def test_a_second_import_changes_no_byte(folder: Path, sources: Path) -> None:
    first = import_all(folder, sources)
    before = _bytes(folder)
    assert summary(first) == "9 added, 0 changed, 0 removed"
    assert import_all(folder, sources) == []
    assert _bytes(folder) == before
    assert all(b"\r" not in content and content.endswith(b"\n") for content in before.values())


def test_a_cell_is_taken_as_displayed_and_in_full(folder: Path, sources: Path) -> None:
    import_all(folder, sources)
    rows = _imported(folder)
    assert (rows["tm-4-4-7-2000"]["value_as_printed"], rows["tm-4-4-7-2000"]["obs_value"]) == ("3,676", "3676")
    assert (rows["tm-4-4-8-2000"]["value_as_printed"], rows["tm-4-4-8-2000"]["obs_value"]) == ("5.8", "5.7712")
    assert rows["tm-4-4-8-2001"]["value_as_printed"] == "2.3"
    assert rows["tm-4-4-8-2002"]["value_as_printed"] == "1,234.6"
    assert rows["tm-4-4-7-2000"]["locator"] == "table 4.4.7, Kazakhstan, 2000"


def test_a_dash_is_no_row(folder: Path, sources: Path) -> None:
    import_all(folder, sources)
    assert [obs_id for obs_id in _imported(folder) if obs_id.startswith("tm-4-4-7")] == [
        "tm-4-4-7-2000",
        "tm-4-4-7-2001",
    ]


def test_a_footnote_becomes_a_warning_and_a_break_mark(folder: Path, sources: Path) -> None:
    import_all(folder, sources)
    rows = _imported(folder)
    assert (rows["tm-4-4-7-2000"]["obs_status"], rows["tm-4-4-7-2000"]["warnings"]) == ("A", "footnote")
    assert rows["tm-4-4-7-2001"]["obs_status"] == "B"
    assert rows["tm-4-4-7-2001"]["warnings"] == "footnote|break_in_series|small_count"
    assert rows["tm-4-4-7-2001"]["note_en"] == "Paraphrased."


def test_a_stock_has_its_day_and_a_flow_its_year(folder: Path, sources: Path) -> None:
    import_all(folder, sources)
    stock, flow = _imported(folder)["tm-4-4-8-2001"], _imported(folder)["tm-4-4-7-2001"]
    assert (stock["period_start"], stock["period_end"]) == ("2001-12-31", "2001-12-31")
    assert (flow["period_start"], flow["period_end"]) == ("2001-01-01", "2001-12-31")


def test_a_suppressed_value_has_a_threshold_and_no_value(folder: Path, sources: Path) -> None:
    import_all(folder, sources)
    row = _imported(folder)["portal-uzb-2011"]
    assert (row["value_as_printed"], row["obs_value"], row["bound"], row["threshold"]) == ("<5", "", "suppressed", "5")
    assert "small_count" not in row["warnings"]


def test_a_tier_is_printed_without_its_trailing_spaces_and_valued_by_rank(folder: Path, sources: Path) -> None:
    import_all(folder, sources)
    rows = _imported(folder)
    assert "tier-2001" not in rows
    assert (rows["tier-2002"]["value_as_printed"], rows["tier-2002"]["obs_value"]) == ("Tier 2", "2")
    assert (rows["tier-2003"]["value_as_printed"], rows["tier-2003"]["obs_value"]) == ("Watchlist", "2.5")


def test_rows_that_a_rule_leaves_out_are_not_taken(folder: Path, sources: Path) -> None:
    import_all(folder, sources)
    assert [obs_id for obs_id in _imported(folder) if obs_id.startswith("portal")] == [
        "portal-uzb-2010",
        "portal-uzb-2011",
    ]


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (with_rule("tm-4-4-7", footnotes=""), r"tables\.xlsx: sheet '4\.Example': 4\.4\.7 .*footnotes are 3#"),
        (with_rule("tm-4-4-7", footnotes="4#00000000"), "set 'footnotes'"),
        (with_rule("tm-4-4-7", printed_title="Another title"), "the title is now 'Example adoptions'"),
        (with_rule("tm-4-4-7", selector="4.4.9"), r"table 4\.4\.9: the table was not found; correct"),
        (with_rule("tm-4-4-7", break_years="2002"), "no figure in the break year 2002"),
        (with_rule("tm-4-4-7", year_from="2010"), "picks no figure"),
        (with_rule("tm-4-4-8", indicator_id="unknown"), "unknown source_id or indicator_id"),
        (with_rule("tm-4-4-8", id_prefix="tm-4-4-7"), "two rules make the id tm-4-4-7-2000"),
        (with_rule("tm-4-4-8", selector="4.4.7"), "footnotes are 3#"),
        (with_rule("portal-uzb", selector="Iso3_code=KAZ&Nothing=1"), "no column 'Nothing'"),
        (with_rule("portal-uzb", sheet="other"), "the sheet is named 'export'"),
        (with_rule("portal-uzb", selector="Iso3_code=KAZ"), "picks Kazakhstan; Victims; by; Other forms; Female"),
        (RULES[:3] + RULES[4:], "1 rows about Kazakhstan that no rule takes or leaves out"),
        (with_rule("portal-uzb", sex="F", age="Y_LT18"), "could point at a person"),
        (with_rule("tier", sheet="grade"), "no column 'grade'"),
    ],
)  # fmt: skip
def test_a_rule_that_does_not_fit_its_file_stops_the_import(
    folder: Path, sources: Path, rules: Rows, message: str
) -> None:
    import_all(folder, sources)
    before = _bytes(folder)
    set_rules(folder, rules)
    with pytest.raises(SourceFault, match=message):
        import_all(folder, sources)
    assert _bytes(folder) == before


@pytest.mark.parametrize(
    ("file", "sheet", "cell", "value", "message"),
    [
        ("tables.xlsx", "4.Example", "C5", "3, 9", "footnote mark '9' has no footnote"),
        ("tables.xlsx", "4.Example", "B7", "Other words.", "the footnotes are 3#"),
        ("tables.xlsx", "4.Example", "D5", "many", "2000 holds 'many'"),
        ("tables.xlsx", "4.Example", "D5", -4, "the number format '#,##0' of -4 is not known"),
        ("tables.xlsx", "4.Example", "B5", "Qazaqstan", "0 rows named Kazakhstan"),
        ("tables.xlsx", "4.Example", "B4", "Kazakhstan", "2 rows named Kazakhstan"),
        ("tables.xlsx", "4.Example", "B8", "4.4.7 Example adoptions", "the table stands 2 times"),
        ("portal.xlsx", "export", "A3", "Code", "the header lacks Iso3_code; the layout changed"),
        ("portal.xlsx", "export", "L4", "about 35 or so", "which is no count"),
        ("portal.xlsx", "export", "G7", "Kazakhistan", "no rule takes or leaves out"),
        ("portal.xlsx", "export", "J5", 2010, "holds this row twice"),
    ],
)  # fmt: skip
def test_a_changed_workbook_stops_the_import_and_leaves_the_files_alone(
    folder: Path, sources: Path, file: str, sheet: str, cell: str, value: object, message: str
) -> None:
    import_all(folder, sources)
    before = _bytes(folder)
    _edit(sources / file, sheet, cell, value)
    with pytest.raises(SourceFault, match=message):
        import_all(folder, sources)
    assert _bytes(folder) == before


def test_a_table_without_a_row_of_years_stops_the_import(folder: Path, sources: Path) -> None:
    for cell in ("D3", "E3", "F3"):
        _edit(sources / "tables.xlsx", "4.Example", cell, None)
    with pytest.raises(SourceFault, match="no row of years"):
        import_all(folder, sources)


def test_an_unknown_number_format_stops_the_import(folder: Path, sources: Path) -> None:
    book = load_workbook(sources / "tables.xlsx")
    book["4.Example"]["D5"].number_format = "0%"
    book.save(sources / "tables.xlsx")
    with pytest.raises(SourceFault, match="number format '0%' of 3676 is not known"):
        import_all(folder, sources)


def test_a_missing_file_is_named_with_its_cure(folder: Path, sources: Path) -> None:
    (sources / "portal.xlsx").unlink()
    with pytest.raises(SourceFault, match=r"^portal\.xlsx: the file is missing; put it"):
        import_all(folder, sources)
    assert not (folder / "observations").exists()


def test_a_file_that_is_no_workbook_is_named(folder: Path, sources: Path) -> None:
    (sources / "portal.xlsx").write_text("not a workbook", encoding="utf-8")
    with pytest.raises(SourceFault, match=r"^portal\.xlsx: not a workbook"):
        import_all(folder, sources)


def test_a_rule_that_is_written_wrongly_is_a_problem_of_imports_csv(folder: Path, sources: Path) -> None:
    set_rules(folder, with_rule("tm-4-4-7", left_out="A reason although the rows are taken."))
    with pytest.raises(InvalidData, match=r"imports\.csv:2: left_out"):
        import_all(folder, sources)


def test_changes_name_the_figure_with_old_and_new(folder: Path, sources: Path) -> None:
    import_all(folder, sources)
    _edit(sources / "tables.xlsx", "4.Example", "D5", 3677)
    _edit(sources / "tables.xlsx", "4.Example", "F5", 12)
    _edit(sources / "portal.xlsx", "export", "J5", 2016)
    set_rules(folder, with_rule("portal-uzb", year_to="2016"))
    changes = import_all(folder, sources)
    assert summary(changes) == "2 added, 1 changed, 1 removed"
    assert [str(change) for change in changes] == [
        "removed portal-uzb-2011: <5 -> nothing",
        "added portal-uzb-2016: nothing -> <5",
        "changed tm-4-4-7-2000: obs_value=3676; value_as_printed=3,676 -> obs_value=3677; value_as_printed=3,677",
        "added tm-4-4-7-2002: nothing -> 12",
    ]


def test_a_file_that_no_rule_fills_any_more_is_removed(folder: Path, sources: Path) -> None:
    import_all(folder, sources)
    set_rules(folder, RULES[:-1])
    assert summary(import_all(folder, sources)) == "0 added, 0 changed, 2 removed"
    assert sorted(_bytes(folder)) == ["portal.csv", "tables.csv"]


def test_every_locator_leads_back_to_its_cell(folder: Path, sources: Path) -> None:
    import_all(folder, sources)
    files = {"tables": "tables.xlsx", "portal": "portal.xlsx", "tiers": "tiers.csv"}
    for row in _imported(folder).values():
        cell = open_data_file(sources / files[row["source_id"]]).cell_at(row["locator"])
        assert cell is not None
        assert cell.text == row["value_as_printed"]
        assert ("" if cell.value is None else number_text(cell.value)) == row["obs_value"]


@pytest.mark.parametrize(
    ("file", "locator"),
    [
        ("tables.xlsx", "table 4.4.9, Kazakhstan, 2000"),
        ("tables.xlsx", "table 4.4.7, Kazakhstan, 1990"),
        ("tables.xlsx", "somewhere"),
        ("portal.xlsx", "Kazakhstan; Victims; by; Uzbekistan; Total; Total; 2012"),
        ("tiers.csv", "Kazakhstan, 2003, column p"),
        ("tiers.csv", "Kazakhstan, 1990, column tier"),
        ("tiers.csv", "somewhere"),
    ],
)
def test_a_locator_without_a_cell_gives_none(sources: Path, file: str, locator: str) -> None:
    assert open_data_file(sources / file).cell_at(locator) is None


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (3676, "#,##0", "3,676"),
        (5.7712, "0.0", "5.8"),
        (2.5, "0", "3"),
        (0.05, "0.0", "0.1"),
        (1.005e3, "#,##0.0", "1,005.0"),
        (2.53357680095628, "General", "2.533576801"),
        (11.3553926400435, "General", "11.35539264"),
        (408, "General", "408"),
        (0, "#,##0", "0"),
    ],
)
def test_a_number_is_displayed_as_a_spreadsheet_displays_it(value: float, number_format: str, text: str) -> None:
    assert displayed(value, number_format) == text


def test_the_command_prints_the_changes_and_their_number(
    folder: Path, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "--sources", str(sources), str(folder)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "added portal-uzb-2010: nothing -> 35"
    assert printed[-1] == "9 added, 0 changed, 0 removed"


def test_the_command_says_that_nothing_was_written(
    folder: Path, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sources / "tiers.csv").unlink()
    assert main(["import", "--sources", str(sources), str(folder)]) == 1
    assert capsys.readouterr().err.endswith("nothing was written\n")


def test_validate_counts_the_rows_of_every_table(example_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(example_folder)]) == 0
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()[: len(TABLES)]] == list(TABLES)


def test_validate_prints_every_problem_and_fails(example_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (example_folder / "warnings.csv").unlink()
    assert main(["validate", str(example_folder)]) == 1
    assert "warnings.csv:0: row: the file is missing" in capsys.readouterr().out


def test_a_misspelt_command_leaves_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main(["improt"])
    assert exit_info.value.code == 2
    assert "improt" in capsys.readouterr().err


def test_a_change_reads_as_one_line() -> None:
    assert (
        str(Change("a-2003", "changed", "obs_value=1", "obs_value=2")) == "changed a-2003: obs_value=1 -> obs_value=2"
    )


@pytest.mark.sources
@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not here")
def test_a_fresh_import_equals_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    for name in ("sources.csv", "indicators.csv", "imports.csv"):
        shutil.copy(DEFAULT_FOLDER / name, tmp_path / name)
    import_all(tmp_path, SOURCES)
    assert _bytes(tmp_path) == _bytes(DEFAULT_FOLDER)


@pytest.mark.sources
@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not here")
def test_every_row_of_the_trafficking_export_on_kazakhstan_is_taken_or_left_out_with_a_reason() -> None:
    export = PortalExport(SOURCES / "unodc-glotip_2023-05.xlsx")
    with (DEFAULT_FOLDER / "imports.csv").open(encoding="utf-8", newline="") as handle:
        reasons = [row["left_out"] for row in csv.DictReader(handle) if row["source_id"] == "unodc_glotip2023"]
    taken = {row["locator"] for row in _imported(DEFAULT_FOLDER).values() if row["source_id"] == "unodc_glotip2023"}
    left = export.unclaimed(taken)
    # 187 rows name Kazakhstan in one spelling or another; five are counts by sex and age that are suppressed.
    assert len(export.unclaimed(set())) == 187
    assert len(taken) == 182
    assert len(left) == sum(reason != "" for reason in reasons) == 5
    assert all("; Female; " in place or "; Male; " in place for place in left)


@pytest.mark.sources
@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not here")
@pytest.mark.parametrize(
    ("obs_id", "printed", "status"),
    [
        ("tm-4-4-7-2003", "933", "A"),
        ("tm-4-4-7-2011", "130", "B"),
        ("tm-4-1-1-2003", "10,704", "A"),
        ("tm-4-2-9-2001", "22,785", "A"),
        ("tm-5-2-2-2002", "75", "A"),
        ("glotip-victims-under18-2010", "30", "A"),
        ("glotip-abroad-citizen-tur-2018", "7", "A"),
        ("glotip-abroad-citizen-jor-2021", "<5", "Q"),
        ("cts-rape-2013", "3150", "A"),
        ("us-tier-2004", "Watchlist", "A"),
        ("index-3p-2010", "13", "A"),
    ],
)
def test_the_committed_figures_are_those_of_the_workbooks(obs_id: str, printed: str, status: str) -> None:
    row = _imported(DEFAULT_FOLDER)[obs_id]
    assert (row["value_as_printed"], row["obs_status"]) == (printed, status)
