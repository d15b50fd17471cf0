"""The workbook read back by openpyxl, pandas and LibreOffice, value by value, and held against the guidance it follows."""

from __future__ import annotations

import datetime
import io
import math
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter
from pandas._libs.parsers import STR_NA_VALUES

from example_data import write_example
from loaders import DEFAULT_FOLDER, Dataset
from loaders.exports.api import api_file
from loaders.exports.as_xlsx import as_xlsx
from loaders.exports.asking import Asked
from loaders.exports.collections import collections
from loaders.exports.taken import Cell, Taken, taken
from loaders.publication import data_version
from loaders.texts import text
from office import converted
from sources_of_code import ROOT

SITE = "https://example.org"
MARKERS = ("[x]", "[z]", "[c]")
#: Texts that spreadsheets change when one lets them, each with letters of one of the three languages around it.
ODD = (
    *("=1+1", "+7", "-", "@x", "'=x", "'plain", "007", "1e5", "2003-01-01", "1/2", "TRUE", "#N/A", "NA", "nan"),
    *(
        "Ғылым әліпбиі: Қазақстан, ұлы, үй, өң, іс, һәм",
        "Ёлка, съезд: «Казахстан» № 5 — да",
        " blank before and behind ",
    ),
    *("three\nshort\nlines", "tab\there", '<b> & "quotes"', "[note 1]", "[Z]", "a|b", "😀", "x" * 32_767),
)
NUMBERS = (1e-9, 33.3333, 4916706.5, 10.543804980282934, 0.30000000000000004, 9007199254740992, 0, -1, 1e300)


@pytest.fixture(scope="module")
def all_of(real: Dataset) -> Callable[[str], Taken]:
    """Every row of a collection of our data."""
    return cache(lambda name: taken(real, Asked(name), site=SITE))


@pytest.fixture(scope="module")
def figures(spoken: Dataset) -> Taken:
    return taken(spoken, Asked("observations"), site=SITE)


@pytest.fixture(scope="module")
def odd(figures: Taken) -> Taken:
    """A row for each odd text and each number, in columns of every kind."""
    names = [column.name for column in figures.columns]
    first = dict(zip(names, figures.rows[0], strict=True))
    rows = [
        first | {"obs_id": f"odd-{number}", "note_en": words, "note_kk": words, "locator": words, "via": words}
        for number, words in enumerate(ODD)
    ]
    rows += [
        first | {"obs_id": f"number-{number}", "obs_value": value, "threshold": value, "superseded": bool(number % 2)}
        for number, value in enumerate(NUMBERS)
    ]
    rows += [
        first | {"obs_id": "undated", "period_start": None, "period_end": None, "year": None},
        first | {"obs_id": "suppressed", "obs_value": None, "bound": "suppressed", "threshold": 5},
        first
        | {"obs_id": "early", "period_start": datetime.date(1899, 12, 31), "period_end": datetime.date(1900, 3, 1)},
        first
        | {"obs_id": "late", "period_start": datetime.date(2173, 10, 14), "period_end": datetime.date(9999, 12, 31)},
    ]
    return replace(figures, rows=tuple(tuple(row[name] for name in names) for row in rows))


def opened(body: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(body))


def part(body: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(body)).read(name).decode()


def of_name(dataset: Dataset, rows: Taken) -> str:
    return text(dataset, f"sheet.of.{rows.collection.name}")


def meant(kind: str, cell: Any) -> Cell:
    """What a cell of a column says, written here once more and not taken from the code."""
    if cell in MARKERS:
        return None
    if kind == "boolean":
        return {"true": True, "false": False}[cell]
    if kind == "date":
        return datetime.date.fromisoformat(cell) if isinstance(cell, str) else cell.date()
    assert isinstance(cell, int | float if kind in ("number", "integer") else str), (kind, cell)
    return cell  # type: ignore[no-any-return]


def differences(rows: Taken, read: Sequence[Sequence[Any]], *, digits: int = 17) -> list[tuple[str, str, Cell, Any]]:
    """Every cell that is not what was taken; numbers may differ behind so many digits."""
    assert list(read[0]) == [column.name for column in rows.columns]
    assert len(read) == len(rows.rows) + 1
    found = []
    for own, back in zip(rows.rows, read[1:], strict=True):
        for column, cell, again in zip(rows.columns, own, back, strict=True):
            says = meant(column.kind, again)
            if digits < 17 and isinstance(cell, float | int) and isinstance(says, float | int):
                same = math.isclose(says, cell, rel_tol=10.0 ** (1 - digits))
            else:
                same = says == cell and isinstance(says, bool) == isinstance(cell, bool)
            if not same:
                found.append((str(own[0]), column.name, cell, again))
    return found


def values(page: Any) -> list[tuple[Any, ...]]:
    return list(page.iter_rows(values_only=True))


# round trips


@pytest.mark.parametrize("name", collections())
def test_every_cell_of_every_collection_is_read_back(real: Dataset, all_of: Callable[[str], Taken], name: str) -> None:
    rows = all_of(name)
    page = opened(as_xlsx(real, rows))[of_name(real, rows)]
    assert differences(rows, values(page)) == []


def test_odd_texts_and_numbers_are_read_back(spoken: Dataset, odd: Taken) -> None:
    body = as_xlsx(spoken, odd)
    assert differences(odd, values(opened(body)["Figures"])) == []
    # openpyxl keeps blanks at the ends without being told; Excel does not
    assert '<t xml:space="preserve"> blank before and behind </t>' in part(body, "xl/worksheets/sheet3.xml")


@pytest.mark.office
def test_libreoffice_reads_every_cell(spoken: Dataset, odd: Taken, tmp_path: Path) -> None:
    escaped = replace(odd, rows=(*odd.rows, ("_x0041_ and _x", *odd.rows[0][1:])))
    path = tmp_path / "odd.xlsx"
    path.write_bytes(as_xlsx(spoken, escaped))
    again = openpyxl.load_workbook(converted(path, "xlsx", tmp_path / "saved"))
    assert again.sheetnames == opened(path.read_bytes()).sheetnames
    # LibreOffice writes 15 digits of a number
    assert differences(escaped, values(again["Figures"]), digits=15) == []
    assert {"observations", "notes", "sources", "columns"} <= {name for page in again for name in page.tables}
    assert again.properties.language == "en"


@pytest.mark.office
def test_libreoffice_reads_our_figures(real: Dataset, tmp_path: Path) -> None:
    rows = taken(real, Asked("observations", (("source_type", ("ngo",)),)), site=SITE)
    assert len(rows.rows) > 50
    path = tmp_path / "figures.xlsx"
    path.write_bytes(as_xlsx(real, rows))
    again = openpyxl.load_workbook(converted(path, "xlsx", tmp_path / "saved"))
    assert differences(rows, values(again["Figures"]), digits=15) == []


def by_pandas(body: bytes, sheet: str, kinds: Mapping[str, str]) -> list[list[Any]]:
    """The sheet as pandas reads it without being told anything; words that it takes for nothing stay nothing."""
    frame = pd.read_excel(io.BytesIO(body), sheet_name=sheet)
    rows = frame.astype(object).to_numpy().tolist()
    return [
        list(frame.columns),
        *[[_plain(cell, kinds[name]) for name, cell in zip(kinds, row, strict=True)] for row in rows],
    ]


def _plain(cell: Any, kind: str) -> Any:
    if kind == "boolean" and isinstance(cell, bool):
        return {True: "true", False: "false"}[cell]
    if kind == "integer" and isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def test_pandas_reads_our_figures_with_default_settings(real: Dataset) -> None:
    rows = taken(real, Asked("observations", (("source_type", ("international",)),)), site=SITE)
    kinds = {column.name: column.kind for column in rows.columns}
    read = by_pandas(as_xlsx(real, rows), "Figures", kinds)
    assert differences(rows, read) == []
    told = dict(zip(read[0], next(row for row in read if row[0] == "tm-1-1-4-1999"), strict=True))
    # TransMonEE, table 1.1.4: population aged 0 to 17 at the beginning of 1999
    assert (told["obs_value"], told["period_start"], told["source_id"]) == (
        5_141_790,
        pd.Timestamp("1999-01-01"),
        "transmonee2020",
    )


def test_no_text_is_one_that_pandas_takes_for_nothing(all_of: Callable[[str], Taken]) -> None:
    for name in collections():
        told = {cell for row in all_of(name).rows for cell in row if isinstance(cell, str)}
        assert told & STR_NA_VALUES == set(), name


# what cannot be written


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("[x]", "read as a marker"),
        ("[z]", "read as a marker"),
        ("[c]", "read as a marker"),
        ("a\x07b", "control character"),
        ("a\rb", "control character"),
        ("\ud800", "control character"),
        ("\ufffe", "control character"),
        ("x" * 32_768, "at most 32767"),
        ("", "empty text"),
        (math.nan, "cannot hold nan"),
        (math.inf, "cannot hold inf"),
        (2**53 + 1, "cannot hold 9007199254740993"),
    ],
)
def test_what_a_workbook_cannot_hold_is_refused(spoken: Dataset, figures: Taken, words: Any, message: str) -> None:
    wrong = replace(figures, rows=((*figures.rows[0][:-1], words),))
    with pytest.raises(ValueError, match=message):
        as_xlsx(spoken, wrong)


# what the guidance asks for


@pytest.fixture(scope="module", params=["observations", "comparisons", "indicators", "sources", "gaps"])
def book(request: pytest.FixtureRequest, spoken: Dataset) -> bytes:
    return as_xlsx(spoken, taken(spoken, Asked(request.param), site=SITE))


def test_the_sheets_stand_in_their_order(spoken: Dataset) -> None:
    def names(collection: str) -> list[str]:
        return opened(as_xlsx(spoken, taken(spoken, Asked(collection)))).sheetnames  # type: ignore[no-any-return]

    assert names("observations") == ["Cover", "Notes", "Figures", "Sources", "Columns", "Codes"]
    # rows that are sources, or that name none, need no sheet of them
    assert names("sources") == ["Cover", "Notes", "Sources", "Columns", "Codes"]
    assert names("indicators") == ["Cover", "Notes", "Indicators", "Columns", "Codes"]


@pytest.mark.parametrize("name", collections())
def test_the_names_of_sheets_fit_a_tab_and_each_stands_once(
    real: Dataset, all_of: Callable[[str], Taken], name: str
) -> None:
    rows = all_of(name)
    names = opened(as_xlsx(real, replace(rows, rows=rows.rows[:3]))).sheetnames
    assert len({one.casefold() for one in names}) == len(names)
    assert all(re.fullmatch(r"[^\[\]:*?/\\' ](?:[^\[\]:*?/\\']{0,29}[^\[\]:*?/\\' ])?", one) for one in names)


def test_each_sheet_has_one_named_table_from_its_first_cell_without_empty_or_merged_cells(book: bytes) -> None:
    stated = openpyxl.load_workbook(io.BytesIO(book), read_only=True)
    for page in opened(book).worksheets:
        assert not page.merged_cells.ranges, page.title
        (table,) = page.tables.values()
        if page.title == "Cover":
            continue
        assert table.ref == page.dimensions == stated[page.title].calculate_dimension(), page.title
        assert table.ref.startswith("A1:")
        rows = values(page)
        assert None not in {cell for row in rows for cell in row}, page.title
        assert "" not in {cell for row in rows for cell in row}, page.title
        assert [column.name for column in table.tableColumns] == list(rows[0])
        assert len(set(rows[0])) == len(rows[0])


def test_the_header_is_frozen_bold_and_printed_on_each_page_and_nothing_is_filtered_or_hidden(book: bytes) -> None:
    for page in opened(book).worksheets[1:]:
        assert page.freeze_panes == "A2"
        assert page.print_title_rows == "$1:$1"
        assert all(cell.font.bold for cell in page[1])
        assert not any(cell.font.bold for cell in page[2])
        assert all(table.autoFilter is None and table.headerRowCount == 1 for table in page.tables.values())
        assert page.auto_filter.ref is None
        assert page.sheet_state == "visible"
        assert not any(dimension.hidden for dimension in page.column_dimensions.values())


def test_letters_are_plain_large_and_wrapped_and_nothing_has_a_colour(book: bytes) -> None:
    for page in opened(book):
        for row in page.iter_rows():
            for cell in row:
                assert (cell.font.name, cell.font.italic, cell.font.color) == ("Arial", False, None)
                assert cell.font.sz >= 12
                assert cell.fill.fill_type is None
                assert cell.value is None or cell.alignment.wrap_text
                assert cell.alignment.textRotation == 0
    assert "<color " not in part(book, "xl/styles.xml")


def test_long_texts_get_room(spoken: Dataset, odd: Taken) -> None:
    page = opened(as_xlsx(spoken, odd))["Figures"]
    assert all(10 <= page.column_dimensions[cell.column_letter].width <= 60 for cell in page[1])
    note = next(cell.column for cell in page[1] if cell.value == "note_en")
    heights = {page.cell(row, note).value: page.row_dimensions[row].height for row in range(2, page.max_row + 1)}
    assert heights["007"] == heights["+7"] < heights["three\nshort\nlines"]
    assert heights["x" * 32_767] == 409
    long = replace(odd, rows=tuple(row for row in odd.rows if "x" * 32_767 in row))
    assert opened(as_xlsx(spoken, long))["Figures"].column_dimensions[get_column_letter(note)].width == 60


def test_the_file_has_no_formula_no_macro_and_no_other_file_in_it(book: bytes, odd: Taken, spoken: Dataset) -> None:
    for body in (book, as_xlsx(spoken, odd)):
        names = zipfile.ZipFile(io.BytesIO(body)).namelist()
        assert not [name for name in names if re.search("vba|externalLink|drawing|media|calcChain", name)]
        sheets = [part(body, name) for name in names if name.startswith("xl/worksheets/sheet")]
        assert not any("<f>" in sheet or "<f " in sheet or 't="e"' in sheet for sheet in sheets)
        assert 'fullCalcOnLoad="0"' in part(body, "xl/workbook.xml")


def test_the_file_announces_itself(spoken: Dataset, figures: Taken) -> None:
    properties = opened(as_xlsx(spoken, figures)).properties
    product = text(spoken, "product.name")
    assert properties.title == figures.about.title
    assert properties.creator == product
    assert properties.language == "en"
    assert properties.subject == "figures"
    assert "Kazakhstan" in properties.keywords
    assert properties.version == data_version(spoken)
    assert properties.description == figures.about.citation
    assert properties.created == properties.modified == datetime.datetime(1980, 1, 1)  # noqa: DTZ001


def cover(body: bytes) -> list[str]:
    return [row[0] for row in values(opened(body)["Cover"]) if row[0] is not None]


def test_the_cover_says_what_the_file_is(spoken: Dataset, figures: Taken) -> None:
    asked = Asked("observations", (("topic", ("cases", "adoptions")), ("sex", ("_T",))), 2003, 2005, "excluded")
    chosen = taken(spoken, asked, site=SITE, view_of=lambda _asked: "/cases?sex=_T")
    body = as_xlsx(spoken, chosen)
    lines = cover(body)
    assert lines[0] == chosen.about.title
    for said in (
        f"The sheet Figures has {len(chosen.rows)} rows below its header.",
        *("topic: cases, adoptions", "sex: _T", "year_from: 2003", "year_to: 2005", "undated: excluded"),
        f"Version {data_version(spoken)} of {chosen.about.data_date.isoformat()}.",
        chosen.about.citation,
        "https://creativecommons.org/licenses/by/4.0/",
        f"{SITE}/cases?sex=_T",
        f"{SITE}/api/v1/observations.json?topic=cases&topic=adoptions&sex=_T&year_from=2003&year_to=2005&undated=excluded",
    ):
        assert said in lines
    assert "Everything." not in lines
    assert "Everything." in cover(as_xlsx(spoken, figures))


def test_headings_of_the_cover_are_marked_as_headings(spoken: Dataset, figures: Taken) -> None:
    page = opened(as_xlsx(spoken, figures))["Cover"]
    styles = {cell.value: cell.style for cell in page["A"] if cell.style != "Normal"}
    assert styles.pop(figures.about.title) == "Heading 1"
    assert {"What this is", "How to cite", "Licence", "The other sheets"} <= set(styles)
    assert set(styles.values()) == {"Heading 2"}


def test_the_cover_lists_the_other_sheets_with_a_link_and_their_rows(spoken: Dataset, figures: Taken) -> None:
    again = opened(as_xlsx(spoken, figures))
    page = again["Cover"]
    table = page.tables["Table_of_contents"]
    header, *rows = page[table.ref]
    assert [cell.value for cell in header] == ["Sheet", "What it holds", "Rows"]
    assert [row[0].value for row in rows] == again.sheetnames[1:]
    for row in rows:
        assert row[0].hyperlink.location == f"'{row[0].value}'!A1"
        assert row[2].value == again[row[0].value].max_row - 1
        assert len(row[1].value) > 20


def test_links_say_where_they_go_and_are_no_addresses(spoken: Dataset, figures: Taken) -> None:
    links = {c.hyperlink.target: c.value for c in opened(as_xlsx(spoken, figures))["Cover"]["A"] if c.hyperlink}
    links.pop(None)
    assert links == {
        "https://creativecommons.org/licenses/by/4.0/": "The terms of CC BY 4.0",
        f"{SITE}/api/v1/observations.json": "These rows as JSON",
    }
    # where the site does not know its own address there is none to lead to
    unknown = opened(as_xlsx(spoken, taken(spoken, Asked("observations"))))["Cover"]["A"]
    assert {c.hyperlink.target for c in unknown if c.hyperlink} == {
        None,
        "https://creativecommons.org/licenses/by/4.0/",
    }


# markers and notes


def cells(body: bytes, sheet: str) -> list[dict[str, Any]]:
    header, *rows = values(opened(body)[sheet])
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_an_empty_cell_says_why_it_is_empty(spoken: Dataset, figures: Taken) -> None:
    found = {row["obs_id"]: row for row in cells(as_xlsx(spoken, figures), "Figures")}
    hidden = found["convicted_2004_kgz"]
    assert (hidden["obs_value"], hidden["threshold"], hidden["value_as_printed"]) == ("[c]", 5, "<5")
    assert found["crimes_2007"]["obs_value"] == 0
    undated = found["crimes_undated"]
    assert (undated["period_start"], undated["period_end"], undated["year"]) == ("[x]", "[x]", "[z]")
    assert found["crimes_2005_league"]["counted_by"] == "[x]"
    assert found["crimes_2003"]["threshold"] == found["crimes_2003"]["breakdown"] == "[z]"
    changed = found["crimes_2006"]
    assert (changed["note_en"], changed["note_ru"]) == ("An invented change of method.", "[x]")
    assert (found["crimes_2003"]["note_en"], found["crimes_2003"]["note_ru"]) == ("[z]", "[z]")


def test_a_statement_of_no_period_lacks_none(spoken: Dataset) -> None:
    gaps = taken(spoken, Asked("gaps"))
    places = [column.name for column in gaps.columns]
    without = [row[places.index("gap_id")] for row in gaps.rows if row[places.index("period_start")] is None]
    assert without
    for row in cells(as_xlsx(spoken, gaps), "Not known"):
        assert row["gap_id"] not in without or row["period_start"] == row["period_end"] == "[z]"


def test_the_notes_explain_every_sign_and_say_where_it_stands(spoken: Dataset, figures: Taken) -> None:
    notes = {(row["What"], row["Sign"]): row for row in cells(as_xlsx(spoken, figures), "Notes")}
    names = [column.name for column in figures.columns]
    assert {sign for what, sign in notes if what == "marker"} == {"[z]", "[x]", "[c]"}
    warnings = [str(row[names.index("all_warnings")] or "").split("|") for row in figures.rows]
    for warning in {one for row in warnings for one in row if one}:
        assert notes["warning", warning]["Rows with it"] == sum(warning in row for row in warnings)
        assert spoken.label("warnings", warning) in notes["warning", warning]["Meaning"]
    assert {sign for what, sign in notes if what == "bound"} == {row[names.index("bound")] for row in figures.rows}
    assert notes["marker", "[c]"]["Which rows"] == "convicted_2004_kgz"
    assert notes["marker", "[c]"]["Columns"] == "obs_value"
    zero = notes["kind of nothing", "0"]
    assert (zero["Which rows"], zero["Rows with it"]) == ("crimes_2007", 1)
    assert len([sign for what, sign in notes if what == "kind of nothing"]) == 4
    assert notes["marker", "[z]"]["Which rows"].startswith("More than 20")


def test_rows_of_pairs_are_named_by_both_figures(spoken: Dataset) -> None:
    pairs = taken(spoken, Asked("comparisons"))
    both = {f"{row[0]} {row[1]}" for row in pairs.rows}
    notes = cells(as_xlsx(spoken, pairs), "Notes")
    named = [row["Which rows"].split("; ") for row in notes if row["Which rows"][:4] not in ("[z]", "More")]
    assert named
    assert all(set(which) <= both for which in named)


def test_the_sheet_of_sources_has_each_source_that_the_rows_name(spoken: Dataset) -> None:
    rows = taken(spoken, Asked("observations", (("source_id", ("report_league", "report_gov")),)), site=SITE)
    sources = {row["source_id"]: row for row in cells(as_xlsx(spoken, rows), "Sources")}
    assert set(sources) == {"report_league", "report_gov"}
    report = sources["report_gov"]
    own = spoken.row("sources", "report_gov")
    assert report["citation"] == own["citation"]
    assert report["url"] == own["url"]
    assert (report["symbol"], report["licence_url"]) == ("EX/1|EX/2", "https://example.org/licence")
    assert report["publisher_label"] == spoken.label("bodies", "gov")
    assert report["page"] == f"{SITE}/data#source-report_gov"
    assert (sources["report_league"]["published"], sources["report_league"]["published_precision"]) == (
        "[x]",
        "unknown",
    )


@pytest.mark.parametrize("name", collections())
def test_the_dictionary_has_every_column_with_its_meaning(
    real: Dataset, all_of: Callable[[str], Taken], name: str
) -> None:
    rows = all_of(name)
    body = as_xlsx(real, replace(rows, rows=rows.rows[:3]))
    again = opened(body)
    told = cells(body, "Columns")
    for sheet in {of_name(real, rows), "Sources"} & set(again.sheetnames):
        described = [row["Column"] for row in told if row["Sheet"] == sheet]
        assert described == [cell.value for cell in again[sheet][1]]
    assert all(len(row["Meaning"]) > 10 for row in told)


def test_the_codes_that_occur_are_told_in_words(spoken: Dataset, figures: Taken) -> None:
    codes = {(row["Column"], row["Code"]): row["In words"] for row in cells(as_xlsx(spoken, figures), "Codes")}
    assert codes["sex", "F"] == spoken.code("sex", "F")
    assert codes["breakdown_value", "orphan"] == spoken.code("cause", "orphan")
    names = [column.name for column in figures.columns]
    assert {code for column, code in codes if column == "sex"} == {row[names.index("sex")] for row in figures.rows}


# nothing found, and the same bytes


@pytest.mark.office
def test_an_empty_answer_is_a_good_file(spoken: Dataset, figures: Taken, tmp_path: Path) -> None:
    body = as_xlsx(spoken, replace(figures, rows=()))
    assert "Nothing fits what was chosen: the sheet Figures has only its header row." in cover(body)
    frame = pd.read_excel(io.BytesIO(body), sheet_name="Figures")
    assert (len(frame), list(frame.columns)) == (0, [column.name for column in figures.columns])
    # a table without a row would be repaired by spreadsheets
    assert not opened(body)["Figures"].tables
    assert opened(body).sheetnames == ["Cover", "Notes", "Figures", "Columns"]
    path = tmp_path / "none.xlsx"
    path.write_bytes(body)
    again = openpyxl.load_workbook(converted(path, "xlsx", tmp_path / "saved"))
    assert values(again["Figures"]) == [tuple(column.name for column in figures.columns)]


BUILD = """
import hashlib, pathlib, sys
from loaders import load_dataset
from loaders.exports.as_xlsx import as_xlsx
from loaders.exports.asking import Asked
from loaders.exports.taken import taken
dataset = load_dataset(pathlib.Path(sys.argv[1]))
for name in ("observations", "comparisons", "gaps"):
    print(hashlib.sha256(as_xlsx(dataset, taken(dataset, Asked(name), site="https://example.org"))).hexdigest())
"""


def test_two_processes_in_two_time_zones_build_the_same_bytes(tmp_path: Path) -> None:
    folder = write_example(tmp_path / "data")
    shutil.copy(DEFAULT_FOLDER / "texts" / "interface.csv", folder / "texts" / "interface.csv")

    def built(seed: str, zone: str) -> list[str]:
        return subprocess.run(
            [sys.executable, "-c", BUILD, str(folder)],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()

    first = built("1", "Asia/Almaty")
    assert len(first) == 3
    assert first == built("2", "UTC")


def test_the_file_depends_on_the_address_of_the_site_and_on_nothing_else(spoken: Dataset, figures: Taken) -> None:
    assert as_xlsx(spoken, figures) == as_xlsx(spoken, taken(spoken, Asked("observations"), site=SITE))
    assert as_xlsx(spoken, figures) != as_xlsx(spoken, taken(spoken, Asked("observations"), site="https://example.net"))


def test_a_workbook_is_served_as_one(spoken: Dataset) -> None:
    found = api_file(spoken, "gaps.xlsx", {})
    assert found is not None
    assert found.media_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert found.file_name.endswith(".xlsx")
    assert opened(found.body).sheetnames[0] == "Cover"
