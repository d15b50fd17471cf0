"""docs/api.md: its tables are those of the code, its examples run, its refusal is the one that programs get."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from app import create_app
from browsing import serving
from loaders import Dataset
from loaders.citing.forms import FORMS
from loaders.exports.as_csv import guarded
from loaders.exports.asking import LANG, MOST_LISTED, UNDATED, YEAR_FROM, YEAR_TO
from loaders.exports.collections import collections
from loaders.exports.formats import FORMATS
from loaders.exports.whole_files import whole_files
from loaders.limits import LARGEST_BODY, LONGEST_PATH, LONGEST_QUERY, MOST_OF_ONE, MOST_VALUES
from loaders.texts import text
from sources_of_code import ROOT

PATH = ROOT / "docs" / "api.md"
WORDS = PATH.read_text(encoding="utf-8")
SITE = "http://127.0.0.1:8050"
READER = ROOT / ".venv-sdmx" / "bin" / "python"


def collection_table(dataset: Dataset) -> str:
    """The table of collections, as it must stand in the guide."""
    lines = ["| collection | rows | filters |", "| --- | --- | --- |"]
    for name, collection in collections().items():
        filters = [f"`{one}`" for one in (*collection.filters, *([YEAR_FROM, YEAR_TO] if collection.dates else []))]
        lines.append(f"| `{name}` | {text(dataset, f'collection.{name}')} | {', '.join(filters)} |")
    return "\n".join(lines)


def format_table(dataset: Dataset) -> str:
    """The table of formats, as it must stand in the guide."""
    lines = ["| format | what it is | of |", "| --- | --- | --- |"]
    for ending, form in FORMATS.items():
        of = ", ".join(f"`{name}`" for name in sorted(form.collections)) or "all"
        lines.append(f"| `{ending}` | {text(dataset, f'openapi.format.{ending}')} | {of} |")
    return "\n".join(lines)


def section(name: str) -> str:
    found = re.search(rf"<!-- {name}: generated[^>]*-->\n(.*?)<!-- end -->", WORDS, re.DOTALL)
    assert found, name
    return found[1].strip()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", WORDS, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def address(real: Dataset) -> Iterator[str]:
    with serving(create_app(real).server) as found:
        yield found


def test_the_table_of_collections_is_that_of_the_code(real: Dataset) -> None:
    assert section("collections") == collection_table(real)


def test_the_table_of_formats_is_that_of_the_code(real: Dataset) -> None:
    assert section("formats") == format_table(real)


def test_every_address_and_every_parameter_is_named() -> None:
    named = set(re.findall(r"`([^`\n]+)`", WORDS))
    assert set(whole_files()) | {"/version", "/healthz"} | set(FORMS) <= named
    assert {YEAR_FROM, YEAR_TO, UNDATED, LANG, "plain"} <= named
    for limit in (LONGEST_PATH, LONGEST_QUERY, LARGEST_BODY):
        assert f"{limit:,} bytes" in WORDS
    assert f"more than {MOST_VALUES} values" in WORDS
    assert f"more than {MOST_OF_ONE} times" in WORDS
    assert MOST_LISTED == 60
    assert "more than sixty values" in WORDS


def test_the_refusal_is_the_one_that_programs_get(real: Dataset) -> None:
    (shown,) = blocks("json")
    answer = create_app(real).server.test_client().get("/api/v1/gaps.json?topic=schools")
    assert json.loads(shown) == json.loads(answer.data)


def test_every_address_of_an_example_answers(real: Dataset) -> None:
    client = create_app(real).server.test_client()
    examples = "".join(blocks("sh") + blocks("python") + blocks("r"))
    paths = re.findall(r"(?:8050|\{site\}|site, \")(/[^\s\"]+)", examples)
    assert len(paths) >= 6
    for path in paths:
        assert client.get(path).status_code == 200, path


def test_the_examples_in_python_run(address: str) -> None:
    for block in blocks("python"):
        done = subprocess.run(
            [sys.executable, "-c", block.replace(SITE, address)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_the_example_with_pysdmx_runs(address: str) -> None:
    if not READER.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("there is no .venv-sdmx; make test makes it")
        pytest.skip("there is no .venv-sdmx with pysdmx; make test makes it")
    (block,) = blocks("python sdmx")
    done = subprocess.run(
        [str(READER), "-c", block.replace(SITE, address)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "rows x 5 columns" in done.stdout


@pytest.mark.parametrize(
    "words", ["=1+1", "'=1", "''=1", "'quoted'", "it's", "-5 of 10", "@home", "\tx", "plain", "<5"]
)
def test_the_recipe_gives_guarded_cells_back(words: str) -> None:
    known: dict[str, object] = {}
    exec(next(block for block in blocks("python") if "def original" in block), known)
    assert known["original"](guarded(words)) == words  # type: ignore[operator]
