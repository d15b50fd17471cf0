"""No text becomes a formula in a spreadsheet, whichever file of ours it opens: of every collection, and the workbook for editing.

CSV and SDMX for programs, and the data package, hold every text letter by letter, and say so (docs/api.md, README.md of
the package); CSV for spreadsheets guards it with an apostrophe that reading back takes away.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app import create_app
from hostile_data import FORMULAS, accepted, load_hostile, text_columns, with_formula, write_hostile
from loaders import Dataset
from loaders.curating.template import template
from loaders.exports.as_csv import read_csv
from loaders.exports.collections import collections
from office import converted

LIVE = re.compile(r"[=+\-@\t\r]")
#: A number of our own, which a negative difference is, is no text.
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile(tmp_path_factory.mktemp("formulas") / "data", with_formula)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load_hostile(tmp_path_factory.mktemp("live") / "data", with_formula)


@pytest.fixture(scope="module")
def client(live: Dataset) -> FlaskClient:
    return create_app(live).server.test_client()


def test_most_text_columns_can_begin_like_a_formula() -> None:
    """Else nothing is tried; those that cannot are held by their rules."""
    found = accepted(with_formula)
    assert len(found) > 0.8 * len(text_columns(with_formula))
    assert {("sources", "citation"), ("observations", "note_en"), ("indicators", "label_en")} <= found.keys()


@pytest.mark.parametrize("name", list(collections()))
def test_no_cell_of_a_csv_file_begins_like_a_formula(client: FlaskClient, name: str) -> None:
    body = client.get(f"/api/v1/{name}.csv").data
    cells = [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")) for cell in row]
    assert [cell for cell in cells if LIVE.match(cell) and not NUMBER.fullmatch(cell)] == []


@pytest.mark.parametrize("name", list(collections()))
def test_it_holds_the_texts_letter_by_letter_behind_the_guard(client: FlaskClient, name: str) -> None:
    rows = read_csv(client.get(f"/api/v1/{name}.csv").data)
    told = json.loads(client.get(f"/api/v1/{name}.json").data)
    expected = next(
        value for value in told.values() if isinstance(value, list) and value and isinstance(value[0], dict)
    )
    assert len(rows) == len(expected)
    for row, other in zip(rows, expected, strict=True):
        texts = {key: value for key, value in other.items() if isinstance(value, str) and key in row}
        assert {key: row[key] for key in texts} == texts


def check_workbook(content: bytes, *, holds: bool = True) -> None:
    """No cell is worked out, none leads out of the file, and a text that begins like a formula is marked as a text."""
    found = 0
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type not in ("f", "e"), f"{sheet.title}!{cell.coordinate}"
                if isinstance(cell.value, str) and LIVE.match(cell.value):
                    found += 1
                    assert cell.quotePrefix or cell.number_format == "@", f"{sheet.title}!{cell.coordinate}"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
        assert not [name for name in names if "externalLink" in name or "vba" in name or "connections" in name]
        for name in names:
            if name.startswith("xl/worksheets/sheet"):
                root = ElementTree.fromstring(parts.read(name))
                assert not [element for element in root.iter() if str(element.tag).endswith("}f")], name
    assert found or not holds


@pytest.mark.parametrize("name", list(collections()))
def test_no_cell_of_a_workbook_is_a_formula(client: FlaskClient, name: str) -> None:
    """The cover, the notes, the sources and the explanations of columns included."""
    for lang in ("en", "ru", "kk"):
        check_workbook(client.get(f"/api/v1/{name}.xlsx?lang={lang}").data)


def test_no_cell_of_the_workbook_for_editing_is_a_formula(folder: Path) -> None:
    check_workbook(template(folder))


def test_what_is_chosen_reaches_a_file_only_as_an_address(client: FlaskClient) -> None:
    """A choice that is no value is refused, so that no word of a reader stands in a cell or in the name of a file."""
    for sent in FORMULAS:
        answer = client.get("/api/v1/observations.csv", query_string={"topic": sent})
        assert answer.status_code == 400
        answer = client.get("/api/v1/observations.csv", query_string={sent: "1"})
        assert answer.status_code == 400
    saved = client.get("/api/v1/observations.csv?topic=cases&year_from=2003").headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="?[A-Za-z0-9_.-]+"?', saved)


def test_files_for_programs_are_faithful_and_say_that_they_are_not_guarded(client: FlaskClient) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get("/api/v1/datapackage.zip").data)) as parts:
        assert "spreadsheet may take a text that begins with" in parts.read("README.md").decode()
        words = parts.read(next(name for name in parts.namelist() if name.endswith("sources.csv"))).decode()
    assert any(cell.startswith(FORMULAS[0][:5]) for row in csv.reader(io.StringIO(words)) for cell in row)


@pytest.mark.office
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_spreadsheet_works_nothing_out(client: FlaskClient, ending: str, tmp_path: Path) -> None:
    """LibreOffice opens the files and writes down which cells it took for formulas."""
    names = ("observations", "sources", "explanations", "changes")
    for name in names:
        (tmp_path / f"{name}.{ending}").write_bytes(client.get(f"/api/v1/{name}.{ending}").data)
        written = converted(tmp_path / f"{name}.{ending}", "fods", tmp_path / "out").read_text(encoding="utf-8")
        assert "SUM(1+1)" in written or "HYPERLINK" in written
        assert re.findall(r'table:formula="[^"]*"', written) == []
