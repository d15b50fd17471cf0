"""The pack in a real browser, opened from the disk with the network off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from browsing import Heard
from loaders import Dataset
from loaders.texts import LANGUAGES
from server.publishing import contents_of, publish
from server.publishing.plan import Sheet
from sources_of_code import ROOT

pytestmark = pytest.mark.browser

#: One page of each kind, and the pages that their links are tried on.
KINDS = (
    "index.html",
    "adoptions.html",
    "adoptions/adoptions_total.html",
    "figures/adoptions_intercountry.html",
    "pairs/adoptions_total.html",
    "compare.html",
    "compare/sums.html",
    "compare/indicator/adoptions_intercountry.html",
    "evidence/adoptions_intercountry.html",
    "follow-up.html",
    "data.html",
    "quality.html",
    "lessons.html",
    "brief/adoptions.html",
    "about.html",
)
#: 1,023 children: para. 56 of Kazakhstan's first report, the first figure of the year 2003 on its page.
ADOPTIONS_2003 = "opsc2004-p56-6"


@pytest.fixture(scope="module")
def pack(real: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of each kind, of the data of this repository."""
    assets = ROOT / "assets"

    def only(sheet: Sheet) -> bool:
        return sheet.file in KINDS or sheet.file.endswith("-present.html")

    contents = contents_of(real, assets, only=only, with_files=False)
    folder = tmp_path_factory.mktemp("pack") / "out"
    publish(real, folder, assets=assets, contents=contents)
    return folder


@contextmanager
def opened(browser: Any, path: Path, heard: Heard, **options: Any) -> Iterator[Any]:
    """A file in a window of its own, without a network."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900}, **options)
    page = context.new_page()
    heard.listen(page)
    try:
        page.goto(path.as_uri())
        page.wait_for_load_state("load")
        yield page
    finally:
        context.close()


def quiet(heard: Heard) -> None:
    assert heard.complaints == []
    assert [url for url in heard.asked if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.mark.parametrize("file", KINDS)
def test_every_kind_of_page_opens_from_the_disk_without_a_complaint(browser: Any, pack: Path, file: str) -> None:
    for lang in LANGUAGES:
        heard = Heard()
        with opened(browser, pack / lang / file, heard) as page:
            assert page.locator("main h1").first.inner_text()
            page.wait_for_timeout(300)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        quiet(heard)


def test_the_live_chart_stands_over_the_drawn_one_and_leads_to_the_figure(browser: Any, pack: Path) -> None:
    heard = Heard()
    with opened(browser, pack / "ru" / "adoptions.html", heard) as page:
        page.locator(".drawn[data-covered]").first.wait_for(state="attached")
        assert page.locator(".sources").first.inner_text()
        plot = page.locator(".plot").first
        plot.focus()
        page.keyboard.press("End")
        words = page.locator("#live").inner_text()
        assert words
        page.keyboard.press("Enter")
        page.wait_for_url("**/ru/figures/adoptions_intercountry.html#*")
        target = page.locator(":target")
        assert target.count() == 1
    quiet(heard)


def test_without_javascript_the_drawn_chart_stands_and_its_marks_are_links(browser: Any, pack: Path) -> None:
    from playwright.sync_api import expect

    heard = Heard()
    with opened(browser, pack / "en" / "adoptions.html", heard, java_script_enabled=False) as page:
        expect(page.locator(".plot .drawn > svg").first).to_be_visible()
        mark = page.locator(f'a.point[data-obs="{ADOPTIONS_2003}"]').first
        assert "1,023" in mark.locator("title").text_content()
        mark.click()
        assert page.url.endswith(f"/en/figures/adoptions_intercountry.html#{ADOPTIONS_2003}")
        assert "1,023" in page.locator(f"#{ADOPTIONS_2003}").inner_text()
    quiet(heard)


def test_the_first_file_leads_to_three_languages_and_each_to_the_others(browser: Any, pack: Path) -> None:
    heard = Heard()
    with opened(browser, pack / "index.html", heard) as page:
        page.locator('a[hreflang="kk"]').click()
        page.wait_for_url("**/kk/index.html")
        page.locator('.languages a[hreflang="ru"]').click()
        page.wait_for_url("**/ru/index.html")
        assert page.evaluate("document.documentElement.lang") == "ru"
    quiet(heard)


def test_a_lesson_is_presented_from_the_disk_one_screen_at_a_time(browser: Any, pack: Path) -> None:
    file = sorted((pack / "kk" / "lessons").glob("*-present.html"))[0]
    heard = Heard()
    with opened(browser, file, heard) as page:
        shown = page.locator("[data-screen]:not([hidden])")
        assert shown.count() == 1
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('[data-screen]:not([hidden])').dataset.screen === '2'")
        page.reload()
        page.wait_for_function("document.querySelector('[data-screen]:not([hidden])').dataset.screen === '2'")
    quiet(heard)
