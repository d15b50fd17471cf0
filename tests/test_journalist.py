"""A journalist's way through the product in a real browser: from a question to a file with the same figure in it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from browsing import Heard, settle
from loaders import Dataset
from loaders.exports.as_csv import read_csv

pytestmark = pytest.mark.browser

#: Typed from the document: CRC/C/OPSC/KAZ/1, paragraph 56, prints 3,676 for five years.
PRINTED, PLACE = "3,676", "para. 56"
#: Typed from the page of a chart: what a reader sees first.
CHART = "/adoptions?source_type=government&source_type=international"


@pytest.fixture
def page(browser: Any, home: str) -> Any:
    context = browser.new_context(accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=home)
    opened = context.new_page()
    yield opened
    context.close()


def saved(page: Any, link: Any, folder: Path) -> Path:
    """The file behind a link, under the name that the server gives it."""
    with page.expect_download() as waiting:
        link.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_a_journalist_finds_a_figure_cites_it_and_finds_it_again_in_the_file(
    page: Any, home: str, real: Dataset, tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    heard = Heard()
    heard.listen(page)
    page.goto(f"{home}/")
    settle(page)
    page.get_by_role("searchbox").first.fill(PRINTED)
    page.keyboard.press("Enter")
    hit = page.locator("main a[href^='/observation/opsc2004']").first
    expect(hit).to_contain_text(PRINTED)
    # the figure, with its evidence
    hit.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(PRINTED)
    name = page.url.rpartition("/")[2]
    expect(page.locator("main")).to_contain_text(PLACE)
    # its citation names the document and the place before us
    fold = page.locator("details.cite")
    fold.locator("summary").click()
    fold.locator("button.copy").first.click()
    expect(fold.locator("button.copy").first).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.index("CRC/C/OPSC/KAZ/1") < copied.index(PLACE) < copied.index(f"{home}/observation/{name}")
    assert PRINTED in copied
    # the file with this figure
    file = saved(page, page.locator(".take a[href*='observations.csv']"), tmp_path)
    (row,) = read_csv(file.read_bytes())
    assert (row["obs_id"], row["value_as_printed"], row["locator"]) == (name, PRINTED, PLACE)
    assert row["source_citation"] == real.row("sources", row["source_id"])["citation"]
    assert heard.complaints == []


def test_the_file_of_a_chart_holds_the_figures_on_the_screen_with_the_same_places(
    page: Any, home: str, tmp_path: Path
) -> None:
    page.goto(f"{home}{CHART}")
    settle(page)
    page.locator("a[href='#take']").click()
    seen = {
        row.get_attribute("id").removeprefix("obs-"): row.inner_text()
        for row in page.locator("main tr[id^='obs-']").all()
    }
    links = page.locator(".take .files a")
    assert f"{len(seen)} figures" in links.first.inner_text()
    marked = saved(page, page.locator(".take a[href*='observations.csv']"), tmp_path)
    with marked.open(encoding="utf-8-sig", newline="") as handle:
        rows = {row["obs_id"]: row for row in csv.DictReader(handle)}
    assert rows.keys() == seen.keys() != set()
    for name, row in rows.items():
        assert row["place"] in seen[name].replace("\n", " ").replace("\t", " ")
        assert row["value"].split()[-1] in seen[name]
    address = page.locator(".take a[href*='observations.json']").get_attribute("href")
    shown = json.loads(page.request.get(f"{home}{address}").text())
    assert {row["obs_id"] for row in shown["data"]} == seen.keys()
