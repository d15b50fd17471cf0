"""Tiny workbooks and a data file of sources, and a data folder with the rules that import them."""

from __future__ import annotations

import csv
from pathlib import Path

from openpyxl import Workbook

from loaders.tables import TABLES
from loaders.transmonee import footnote_digest

NOTE = "An invented footnote on a change of what is counted."
HEADER = [
    "Iso3_code", "Country", "Region", "Subregion", "Indicator", "Dimension", "Category", "Sex", "Age", "Year",
    "Unit of measurement", "txtVALUE", "Source",
]  # fmt: skip

Rows = list[dict[str, str]]


def write_table(path: Path, table: str, rows: Rows) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, TABLES[table].columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _rule(import_id: str, source_id: str, sheet: str, selector: str, **more: str) -> dict[str, str]:
    defaults = {"indicator_id": "children_example", "ref_area": "KZ", "sex": "_T", "age": "_T"}
    years = {"year_from": "1999", "year_to": "2015", "id_prefix": import_id}
    return {
        "import_id": import_id,
        "source_id": source_id,
        "sheet": sheet,
        "selector": selector,
        **defaults,
        **years,
        **more,
    }


def _portal_rule(import_id: str, category: str, **more: str) -> dict[str, str]:
    return _rule(import_id, "portal", "export", f"Iso3_code=KAZ&Category={category}", **more)


RULES = [
    _rule(
        "tm-4-4-7", "tables", "4.Example", "4.4.7", printed_title="Example adoptions",
        break_years="2001", footnotes=footnote_digest("3", NOTE), warnings="footnote", note_en="Paraphrased.",
    ),
    _rule("tm-4-4-8", "tables", "4.Example", "4.4.8", indicator_id="rate_example", stock_day="12-31"),
    _portal_rule("portal-uzb", "Uzbekistan"),
    _portal_rule("portal-girls", "Other forms", indicator_id="", left_out="By form, sex and age."),
    _rule("tier", "tiers", "tier", "countryname=Kazakhstan", indicator_id="tier_example"),
]  # fmt: skip


def _table(sheet: object, number: str, title: str, *, values: list[object], form: str, mark: object = "") -> None:
    """A table as TransMonEE lays it out: title, an empty row, the years, another country, Kazakhstan, footnotes."""
    for row in (
        [None, f"{number} {title}"], [], [None, None, None, 2000, 2001, 2002], [None, "Elsewhere", "", 1, 2, 3],
        [None, "Kazakhstan", mark, *values], [], [3, NOTE],
    ):  # fmt: skip
        sheet.append(row)  # type: ignore[attr-defined]
    for cell in sheet[sheet.max_row - 2][3:]:  # type: ignore[attr-defined]
        cell.number_format = form


def _tables_workbook(path: Path) -> None:
    book = Workbook()
    contents, sheet = book.active, book.create_sheet("4.Example")
    contents.append([None, "4.4.7 Example adoptions"])
    _table(sheet, "4.4.7", "Example adoptions", values=[3676, 3, "-"], form="#,##0", mark=3)
    _table(sheet, "4.4.8", "Example rate", values=[5.7712, 2.25, 1234.56], form="#,##0.0")
    book.save(path)


def _portal_workbook(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "export"
    for row in (["UNODC"], ["day"], HEADER):
        sheet.append(row)
    for category, sex, age, year, value in (
        ("Uzbekistan", "Total", "Total", 2010, "35"),
        ("Uzbekistan", "Total", "Total", 2011, "<5"),
        ("Other forms", "Female", "0 to 17 years", 2010, "<5"),
    ):
        sheet.append(["KAZ", "Kazakhstan", "", "", "Victims", "by", category, sex, age, year, "Counts", value, ""])
    sheet.append(["FRA", "France", "", "", "Victims", "by", "Uzbekistan", "Total", "Total", 2010, "Counts", "9", ""])
    book.save(path)


def write_sources(folder: Path) -> Path:
    """A folder with the three kinds of data files."""
    folder.mkdir()
    _tables_workbook(folder / "tables.xlsx")
    _portal_workbook(folder / "portal.xlsx")
    (folder / "tiers.csv").write_text(
        'countryname,year,tier\nKazakhstan,2001,NA\nKazakhstan,2002,"Tier 2    "\nKazakhstan,2003,"Watchlist  "\n',
        encoding="utf-8",
    )
    return folder


def write_import_folder(data: Path) -> Path:
    """A data folder with the tables that an import reads."""
    names = {"publisher": "body", "source_type": "international", "document_type": "workbook", "title": "Example"}
    names |= {"short_label_en": "Example", "published_precision": "unknown", "accessed": "not known", "language": "en"}
    names |= dict.fromkeys(("url", "archived_url", "licence"), "not known") | {"citation": "Example"}
    files = {"tables": "tables.xlsx", "portal": "portal.xlsx", "tiers": "tiers.csv"}
    write_table(
        data / "sources.csv", "sources", [names | {"source_id": key, "file": name} for key, name in files.items()]
    )
    units = {"children_example": "children", "rate_example": "per_100k", "tier_example": "tier"}
    kind = {"topic": "context", "group": "group", "measure_kind": "flow", "stage": "stage", "population": "children"}
    kind |= {"label_en": "Example", "definition_en": "Example"}
    indicators = [kind | {"indicator_id": key, "unit_measure": unit} for key, unit in units.items()]
    write_table(data / "indicators.csv", "indicators", indicators)
    set_rules(data, RULES)
    return data


def set_rules(folder: Path, rules: Rows) -> None:
    write_table(folder / "imports.csv", "imports", rules)


def with_rule(import_id: str, **cells: str) -> Rows:
    return [rule | cells if rule["import_id"] == import_id else rule for rule in RULES]
