"""The running product in a real browser: every tab, its chart, its table and its source line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from app import create_app
from browsing import Heard, chromium, serving
from components.pages import PATHS
from loaders import Dataset
from loaders.tables import TOPICS

pytestmark = pytest.mark.browser
TOPIC_PATHS = tuple(f"/{topic}" for topic in TOPICS)
WIDTHS = (1440, 768, 390)


@dataclass(frozen=True)
class Visit:
    """A browser beside a running product."""

    home: str
    browser: Any

    def page(self, path: str, *, width: int = 1440, heard: Heard | None = None, script: bool = True) -> Any:
        """An open page, loaded."""
        page = self.browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=script)
        if heard is not None:
            heard.listen(page)
        page.goto(f"{self.home}{path}", timeout=90_000)
        return page


@pytest.fixture(scope="module")
def visit(real: Dataset) -> Iterator[Visit]:
    executable = chromium()
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # these machines are shared
    with serving(create_app(real).server) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield Visit(home, browser)
        browser.close()


@pytest.mark.parametrize("path", TOPIC_PATHS)
def test_every_topic_shows_its_chart_table_and_source_line(visit: Visit, path: str) -> None:
    from playwright.sync_api import expect

    heard = Heard()
    page = visit.page(path, heard=heard)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator(".js-plotly-plot .scatterlayer path.point").first).to_be_visible()
    expect(page.locator("table.figures tbody tr").first).to_be_visible()
    expect(page.locator(".sources li").first).to_be_visible()
    expect(page.locator("p.sentence")).not_to_be_empty()
    expect(page.locator("nav [aria-current=page]")).to_have_count(1)
    assert heard.complaints == []
    assert heard.elsewhere(visit.home) == []
    page.close()


@pytest.mark.parametrize("path", ["/", "/data"])
def test_overview_and_data_show_their_tables_without_a_complaint(visit: Visit, path: str) -> None:
    from playwright.sync_api import expect

    heard = Heard()
    page = visit.page(path, heard=heard)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".evidence tbody tr" if path == "/" else ".source-list > li").first).to_be_visible()
    page.wait_for_timeout(500)
    assert heard.complaints == []
    assert heard.elsewhere(visit.home) == []
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(visit: Visit, width: int) -> None:
    from playwright.sync_api import expect

    for path in PATHS:
        page = visit.page(path, width=width)
        expect(page.locator("h1")).to_be_visible()
        if path in TOPIC_PATHS:
            expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.close()


def test_a_tab_changes_page_address_title_and_focus_without_a_new_load(visit: Visit) -> None:
    from playwright.sync_api import expect

    page = visit.page("/")
    page.evaluate("window.stays = true")
    page.get_by_role("navigation").get_by_role("link", name="Adoptions").click()
    expect(page.get_by_role("heading", level=1, name="Adoptions")).to_be_focused()
    expect(page).to_have_url(f"{visit.home}/adoptions")
    expect(page).to_have_title("Adoptions – Children's protection in Kazakhstan: the evidence")
    assert page.evaluate("window.stays") is True
    page.go_back()
    expect(page.locator(".evidence").first).to_be_visible()
    expect(page).to_have_title("Children's protection in Kazakhstan: the evidence")
    page.close()


def test_a_choice_changes_chart_and_address_and_comes_back_with_it(visit: Visit) -> None:
    from playwright.sync_api import expect

    page = visit.page("/adoptions")
    page.get_by_label("What is counted").select_option("adoptions_total")
    expect(page).to_have_url(f"{visit.home}/adoptions?indicator_id=adoptions_total")
    title = page.locator("#chart-title")
    expect(title).to_have_text("Children adopted, all")
    page.get_by_label("To", exact=True).select_option("2015")
    expect(page.locator("table.figures tbody tr th", has_text="2015").first).to_be_visible()
    page.get_by_role("link", name="International (shown)").click()
    expect(page.get_by_role("link", name="International (hidden)")).to_be_visible()
    expect(page.locator("table.figures .kind-international")).to_have_count(0)
    page.reload()
    expect(page.get_by_label("What is counted")).to_have_value("adoptions_total")
    expect(page.get_by_label("To", exact=True)).to_have_value("2015")
    expect(page.get_by_role("link", name="International (hidden)")).to_be_visible()
    page.close()


def test_everything_can_be_reached_and_chosen_by_keyboard(visit: Visit) -> None:
    from playwright.sync_api import expect

    page = visit.page("/adoptions")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    reached = []
    for _ in range(32):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.textContent.trim().slice(0, 40) || document.activeElement.name")
        )
        reached.append(page.evaluate("document.activeElement.name || ''"))
    assert "Skip to the content" in reached
    for tab in ("Overview", "Cases", "Convictions", "Adoptions", "Trafficking", "Context", "Data"):
        assert tab in reached
    for name in ("indicator_id", "breakdown", "year_from", "year_to"):
        assert name in reached
    page.get_by_label("From", exact=True).focus()
    page.keyboard.press("ArrowUp")
    expect(page).to_have_url(f"{visit.home}/adoptions?year_from=2001")
    page.close()


def test_without_javascript_the_page_reads_and_the_choices_work(visit: Visit) -> None:
    page = visit.page("/adoptions", script=False)
    assert page.locator("h1").inner_text() == "Adoptions"
    assert page.locator("table.figures tbody tr").count() > 10
    assert "1,023" in page.locator("table.figures").first.inner_text()
    page.select_option("select[name=indicator_id]", "adoptions_total")
    page.get_by_role("button", name="Show").first.click()
    assert page.locator("#chart-title").inner_text() == "Children adopted, all"
    page.close()


def test_two_visitors_do_not_see_each_others_choices(visit: Visit) -> None:
    from playwright.sync_api import expect

    one, other = visit.page("/adoptions?source_type=ngo"), visit.page("/adoptions")
    expect(one.get_by_role("link", name="Government (hidden)")).to_be_visible()
    expect(other.get_by_role("link", name="Government (shown)")).to_be_visible()
    one.close()
    other.close()


@pytest.mark.parametrize("path", ["/adoptions", "/compare", "/quality"])
def test_a_table_that_a_phone_lays_out_as_blocks_is_still_a_table_to_a_screen_reader(visit: Visit, path: str) -> None:
    page = visit.page(path, width=390)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    told = Counter(node["role"]["value"] for node in tree["nodes"] if not node["ignored"])
    assert told["row"] == page.locator("table:visible tr").count() > 10
    assert min(told[role] for role in ("table", "rowheader", "columnheader", "cell")) > 0
    page.close()


def test_what_is_folded_is_open_on_paper_and_folded_again_afterwards(visit: Visit) -> None:
    from playwright.sync_api import expect

    page = visit.page("/follow-up?topic=cases")
    folds, opened = page.locator("main details"), page.locator("main details[open]")
    expect(opened).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert opened.count() == folds.count() > 1
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(opened).to_have_count(0)
    page.close()
