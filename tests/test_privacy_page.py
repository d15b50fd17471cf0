"""What the page on privacy says of readers' browsers is what the scripts, the server and a browser do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from app import create_app
from browsing import Heard, settle
from components import pages, refusing
from loaders import Dataset
from loaders.texts import LANGUAGES
from page_kinds import KINDS, Kind, params
from sources_of_code import ROOT
from trees import every, words

#: What a script could keep in a browser, or send where a policy does not look.
KEEPS = re.compile(
    r"\b(?:localStorage|sessionStorage|indexedDB|document\.cookie|cookieStore|caches\.|serviceWorker|navigator\.storage|"
    r"sendBeacon|showSaveFilePicker|window\.name)\b"
)
#: Of the scripts of ours; the bundle that draws charts is looked at in a browser.
OWN_SCRIPTS = sorted(path for path in (ROOT / "assets").glob("*.js") if not path.name.startswith("plotly"))


@pytest.fixture(scope="module")
def contact(real: Dataset) -> str:
    return create_app(real, contact="figures@dashboard.example").server.test_client().get("/privacy").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_leads_to_the_page_on_privacy_in_its_language(real: Dataset, lang: str) -> None:
    query = f"lang={lang}" if lang != "en" else ""
    for path in ("/", "/cases", "/privacy"):
        hrefs = [link.href for link in every(pages.page(real, path, query), "A")]  # type: ignore[attr-defined]
        assert f"/privacy{'?' * bool(query)}{query}" in hrefs, path


def test_the_page_on_privacy_understands_language_and_theme_alone(real: Dataset) -> None:
    assert refusing.problem_of(real, "/privacy", {"lang": ["kk"], "theme": ["dark"]}) is None
    assert refusing.problem_of(real, "/privacy", {"topic": ["cases"]})


def test_the_page_on_privacy_says_to_whom_readers_write(contact: str) -> None:
    assert "figures@dashboard.example" in contact


def test_what_it_says_of_small_counts_is_what_the_data_keep(real: Dataset) -> None:
    """The rule is held by ``validate``; the words name the number of the rule."""
    from loaders.small_counts import SMALL_COUNT_BELOW

    assert SMALL_COUNT_BELOW == 5
    assert "under five" in words(pages.page(real, "/privacy", ""))


@pytest.mark.parametrize("path", OWN_SCRIPTS, ids=lambda path: path.name)
def test_no_script_of_ours_keeps_anything_in_the_browser(path: Path) -> None:
    assert KEEPS.findall(path.read_text(encoding="utf-8")) == []


def test_what_is_noted_in_the_history_is_a_place_and_how_far_down() -> None:
    """``key`` is a random number for a place of the history, ``y`` how far down its reader was; nothing else is noted."""
    script = (ROOT / "assets" / "follow.js").read_text(encoding="utf-8")
    noted = re.findall(r"history\.(?:push|replace)State\((.*?), \"\"", script)
    allowed = {
        "Object.assign({}, window.history.state, { key: key })",
        "window.history.state",
        "{ key: here, y: places[here] || 0 }",
        "{ key: here }",
    }
    assert set(noted) == allowed


STORED = """() => Promise.all([
  indexedDB.databases ? indexedDB.databases() : [],
  navigator.serviceWorker ? navigator.serviceWorker.getRegistrations() : [],
  window.caches ? caches.keys() : [],
]).then(([bases, workers, caches]) => ({
  cookie: document.cookie, local: localStorage.length, session: sessionStorage.length, name: window.name,
  bases: bases.length, workers: workers.length, caches: caches.length,
}))"""
NOTHING = {"cookie": "", "local": 0, "session": 0, "name": "", "bases": 0, "workers": 0, "caches": 0}


@pytest.mark.browser
@pytest.mark.parametrize("kind", params(KINDS), ids=lambda kind: kind.name)
def test_no_page_asks_another_site_or_stores_anything(browser: Any, home: str, kind: Kind) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page, heard = context.new_page(), Heard()
        heard.listen(page)
        page.goto(home + kind.path, timeout=120_000)
        settle(page)
        assert heard.elsewhere(home) == []
        assert page.evaluate(STORED) == NOTHING
        assert context.cookies() == []
    finally:
        context.close()


@pytest.mark.browser
def test_a_visit_leaves_nothing_behind_but_places_in_the_history(browser: Any, home: str) -> None:
    """Choosing, searching, following links and going back: still nothing is stored, and nobody else is asked."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page, heard = context.new_page(), Heard()
        heard.listen(page)
        page.goto(f"{home}/adoptions?theme=dark&events=shown", timeout=120_000)
        settle(page)
        page.get_by_role("link", name="Русский").first.click()
        page.wait_for_url("**lang=ru**")
        page.goto(f"{home}/search?q=3%2C676")
        page.locator("main a[href^='/observation/']").first.click()
        page.wait_for_url("**/observation/**")
        page.go_back()
        page.wait_for_url("**/search**")
        assert page.evaluate(STORED) == NOTHING
        assert set(page.evaluate("Object.keys(history.state || {})")) <= {"key", "y"}
        assert context.cookies() == []
        assert heard.elsewhere(home) == []
    finally:
        context.close()


@pytest.mark.browser
def test_a_site_to_which_a_link_leads_is_not_told_from_where(browser: Any, home: str) -> None:
    context = browser.new_context()
    try:
        page, asked = context.new_page(), []

        def answer(route: Any) -> None:
            asked.append(route.request.all_headers())
            route.fulfill(status=200, content_type="text/html", body="<p>elsewhere</p>")

        context.route(lambda url: not url.startswith(home), answer)
        page.goto(f"{home}/data", timeout=120_000)
        away = page.locator("main a[href^='http']").first
        away.evaluate(
            "(link) => { for (let up = link; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true }"
        )
        host = urlsplit(away.get_attribute("href")).hostname
        # The rule must hold without the word on the link as well.
        away.evaluate("(link) => link.removeAttribute('rel')")
        away.click()
        page.wait_for_url(lambda url: urlsplit(url).hostname == host)
        assert asked
        assert [headers["referer"] for headers in asked if "referer" in headers] == []
    finally:
        context.close()


def test_the_copy_without_a_network_tells_no_site_from_where_a_reader_came() -> None:
    from server.publishing.shell import file_of

    page = file_of("", root={}, title="", description="", top="", assets=())
    assert '<meta name="referrer" content="same-origin">' in page
