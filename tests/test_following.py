"""Links and choices in a real browser: the next page takes the place of this one, as a full load would show it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from werkzeug.serving import make_server

from browsing import Heard, settle
from components import ids

pytestmark = pytest.mark.browser

ADOPTIONS_TITLE = "Adoptions – Children's protection in Kazakhstan: the evidence"
STAYS = "window.stays === true"
#: What a document says outside of its content, its choices, and the content itself without what scripts add to a chart.
SAID = """
() => {
  /* What a sheet says of the page is put down when it is printed. */
  ["beforeprint", "afterprint"].forEach((name) => window.dispatchEvent(new Event(name)));
  const own = (one) => one.getAttribute("href") || one.getAttribute("content") || one.textContent;
  const told = (node) => {
    if (node.nodeType === 3) { return node.data; }
    if (node.matches(".live-chart > :not(script), .ring, .told")) { return ""; }
    const given = [...node.attributes].filter((one) => one.name !== "data-covered").map((one) => `${one.name}=${one.value}`).sort();
    return `<${node.localName} ${given.join(" ")}>` + [...node.childNodes].map(told).join("");
  };
  const chosen = [...document.querySelectorAll("select, input")].map((one) => one.value);
  return {
    title: document.title,
    root: ["lang", "data-theme", "style"].map((name) => document.documentElement.getAttribute(name)),
    head: [...document.head.querySelectorAll("link[rel=canonical], link[rel=alternate], meta[name=description], script[type]")].map(own),
    content: told(document.getElementById("page")).split("<"),
    chosen,
  };
}
"""


@contextmanager
def opened(browser: Any, address: str, *, heard: Heard | None = None, **options: Any) -> Iterator[Any]:
    """A page in a window of its own, marked, so that a full load is noticed."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **options)
    if heard is not None:
        heard.listen(page)
    page.goto(address, timeout=120_000)
    if options.get("java_script_enabled", True):
        settle(page)
        page.evaluate("window.stays = true")
    yield page
    page.close()


def tab(page: Any, name: str) -> Any:
    return page.get_by_role("navigation").get_by_role("link", name=name, exact=True)


def asked_for(heard: Heard, path: str) -> int:
    return sum(bool(re.search(rf"{path}$", url)) for url in heard.asked)


def test_a_tab_changes_title_language_focus_and_scroll_without_a_new_load(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    heard = Heard()
    with opened(browser, f"{home}/data?lang=ru", heard=heard) as page:
        page.evaluate("window.scrollTo(0, 900)")
        page.evaluate("window.evidence.go('/adoptions')")
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        expect(page).to_have_url(f"{home}/adoptions")
        expect(page).to_have_title(ADOPTIONS_TITLE)
        assert page.evaluate("[document.documentElement.lang, window.scrollY]") == ["en", 0]
        assert page.evaluate(STAYS)
        assert heard.complaints == []


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("/", "/adoptions"),
        ("/adoptions", "/adoptions?indicator_id=adoptions_total&theme=dark"),
        ("/adoptions?breakdown=sex", "/adoptions?source_type=ngo&lang=kk"),
        (
            "/trafficking?indicator_id=tip_tier",
            "/trafficking?indicator_id=trafficking_victims_detected&breakdown=citizenship",
        ),
        ("/search?q=adoption", "/search?q=court"),
        ("/adoptions?figure=opsc2004-p56-6", "/adoptions"),
    ],
)
def test_a_page_that_was_followed_is_the_page_that_a_full_load_shows(
    browser: Any, home: str, start: str, end: str
) -> None:
    with opened(browser, home + start) as page:
        page.evaluate("(address) => window.evidence.go(address)", end)
        settle(page)
        assert page.url == home + end
        assert page.evaluate(STAYS)
        followed = page.evaluate(SAID)
        page.reload()
        settle(page)
        assert followed == page.evaluate(SAID)


def test_back_and_forward_restore_the_page_and_where_the_reader_was_on_it(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/quality") as page:
        page.evaluate("window.scrollTo(0, 700)")
        page.evaluate("window.evidence.go('/adoptions')")
        expect(page).to_have_title(ADOPTIONS_TITLE)
        page.evaluate("window.scrollTo(0, 300)")
        page.go_back()
        expect(page).to_have_url(f"{home}/quality")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Adoptions")
        assert page.evaluate("window.scrollY") == 700
        page.go_forward()
        expect(page).to_have_title(ADOPTIONS_TITLE)
        assert page.evaluate("window.scrollY") == 300
        assert page.evaluate(STAYS)


def test_a_choice_keeps_the_focus_the_scroll_and_what_is_unfolded(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/adoptions") as page:
        fold = page.locator("main details:not([open])").first
        fold.evaluate("(one) => { one.open = true; window.mine = one; }")
        choice = page.locator(f"select[data-query={ids.YEAR_TO}]")
        choice.focus()
        page.evaluate("window.scrollTo(0, 250)")
        choice.select_option("2008")
        expect(page).to_have_url(f"{home}/adoptions?{ids.YEAR_TO}=2008")
        expect(choice).to_be_focused()
        expect(page.locator(f"#{ids.LIVE}")).to_contain_text("2008")
        assert page.evaluate("window.mine.isConnected && window.mine.open")
        assert page.evaluate("window.scrollY") == 250
        page.go_back()
        expect(page).to_have_url(f"{home}/adoptions")
        expect(choice).to_have_value("2011")
        assert page.evaluate(STAYS)


#: The parts that stand below the chart at the moment when a new title of a chart is put in place, and then goes elsewhere.
AT_FIRST = """
(elsewhere) => {
  const seen = new MutationObserver(() => {
    if (document.querySelector("#chart-title").textContent === window.before) { return; }
    seen.disconnect();
    window.below = [...document.querySelectorAll("#rest > *")].length;
    if (elsewhere) { window.evidence.go(elsewhere); }
  });
  window.before = document.querySelector("#chart-title").textContent;
  seen.observe(document.getElementById("page"), { childList: true, subtree: true, characterData: true });
}
"""


@pytest.mark.parametrize(
    ("start", "end", "whole"),
    [("/convictions", "/adoptions", False), ("/adoptions", "/adoptions?indicator_id=adoptions_total", True)],
)
def test_a_chart_is_put_in_place_before_what_stands_below_it(
    browser: Any, home: str, start: str, end: str, whole: bool
) -> None:
    with opened(browser, home + start) as page:
        page.evaluate(AT_FIRST, None)
        page.evaluate("(address) => window.evidence.go(address)", end)
        settle(page)
        # After a tab nothing stands there yet; after a choice what stood there stays until the rest has come.
        assert (page.evaluate("window.below") > 0) == whole
        assert page.locator("#rest > *").count() > 5


def test_all_of_a_page_is_laid_out_once_its_chart_was_seen(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/adoptions") as page:
        expect(page.locator("html")).not_to_have_class(re.compile("fresh"))
        kept_out = page.evaluate("getComputedStyle(document.querySelector('#rest')).contentVisibility")
        assert kept_out == "visible"
        # Should no script let it in, it comes by itself.
        page.evaluate("document.documentElement.classList.add('fresh')")
        assert page.evaluate("getComputedStyle(document.querySelector('#rest')).contentVisibility") == "auto"
        expect(page.locator("#rest")).to_have_css("margin-top", "0px")
    with opened(browser, f"{home}/adoptions", java_script_enabled=False) as page:
        expect(page.locator("#rest")).to_have_css("content-visibility", "visible")


def test_a_page_that_is_loaded_again_is_whole_at_once_so_that_its_reader_stays_where_they_were(
    browser: Any, home: str
) -> None:
    seen = "document.elementFromPoint(600, 400).closest('tr, li, section').textContent"
    with opened(browser, f"{home}/context") as page:
        page.add_init_script(
            "document.addEventListener('DOMContentLoaded',"
            " () => { window.wasFresh = document.documentElement.classList.contains('fresh'); })"
        )
        page.goto(f"{home}/adoptions")
        assert page.evaluate("window.wasFresh")
        page.evaluate("window.scrollTo(0, 3000)")
        before = page.evaluate(seen)
        page.reload()
        settle(page)
        assert not page.evaluate("window.wasFresh")
        assert page.evaluate(seen) == before


def test_a_part_of_a_page_that_is_asked_for_stands_at_the_top(browser: Any, home: str) -> None:
    with opened(browser, f"{home}/adoptions#take") as page:
        assert abs(page.evaluate("document.getElementById('take').getBoundingClientRect().top")) < 40


def test_who_goes_on_between_chart_and_rest_gets_the_last_page(browser: Any, home: str) -> None:
    with opened(browser, f"{home}/convictions") as page:
        page.evaluate(AT_FIRST, "/adoptions?theme=dark")
        page.evaluate("window.evidence.go('/trafficking')")
        page.wait_for_url(f"{home}/adoptions?theme=dark")
        settle(page)
        assert page.evaluate("window.below") == 0
        assert page.evaluate(STAYS)
        followed = page.evaluate(SAID)
        page.reload()
        settle(page)
        assert followed == page.evaluate(SAID)


@pytest.mark.parametrize("fault", ["network", "not html", "failure", "release"])
def test_what_cannot_be_put_in_place_is_loaded_in_full(browser: Any, home: str, fault: str) -> None:
    from playwright.sync_api import expect

    def answer(route: Any) -> None:
        if route.request.resource_type != "fetch":
            route.continue_()
        elif fault == "network":
            route.abort()
        elif fault == "failure":
            route.fulfill(status=500, content_type="text/html", body=route.fetch().text())
        elif fault == "not html":
            route.fulfill(content_type="application/json", body="{}")
        else:
            words = route.fetch().text()
            route.fulfill(content_type="text/html", body=words.replace("/assets/site.", "/assets/site.other"))

    with opened(browser, f"{home}/data") as page:
        page.route("**/adoptions", answer)
        tab(page, "Adoptions").click()
        expect(page).to_have_title(ADOPTIONS_TITLE)
        expect(page).to_have_url(f"{home}/adoptions")
        assert page.evaluate("window.stays") is None


def test_a_refused_address_is_shown_as_a_full_load_shows_it(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/data") as page:
        page.evaluate("window.evidence.go('/adoptions?colour=red')")
        expect(page.locator("main .status")).to_have_text("400")
        assert page.url == f"{home}/adoptions?colour=red"


def test_an_address_that_leads_on_is_the_one_that_it_leads_to(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/data") as page:
        page.evaluate("window.evidence.go('/adoptions/')")
        expect(page).to_have_title(ADOPTIONS_TITLE)
        assert page.url == f"{home}/adoptions"
        assert page.evaluate(STAYS)


def test_the_last_of_two_quick_clicks_wins(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    held: list[Any] = []
    with opened(browser, f"{home}/data") as page:
        page.route("**/cases", lambda route: held.append(route))
        tab(page, "Cases").click()
        tab(page, "Adoptions").click()
        expect(page).to_have_title(ADOPTIONS_TITLE)
        for route in held:
            route.fulfill(content_type="text/html", body=route.fetch().text())
        page.wait_for_timeout(300)
        assert page.url == f"{home}/adoptions"
        assert page.title() == ADOPTIONS_TITLE
        assert page.evaluate(STAYS)


def test_going_back_before_a_page_has_come_leaves_nothing_waiting(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/data") as page:
        page.route("**/cases", lambda _route: None)
        tab(page, "Cases").click()
        expect(page.locator("#page[aria-busy]")).to_be_attached()
        page.evaluate("window.location.hash = 'main'")
        expect(page.locator("#page[aria-busy]")).to_have_count(0)
        assert page.evaluate("document.querySelector('h1').textContent") == "Data and sources"


def test_a_second_choice_adds_to_a_first_one_whose_page_has_not_come_yet(browser: Any, home: str) -> None:
    with opened(browser, f"{home}/adoptions") as page:
        page.route("**/adoptions?year_from=2004", lambda _route: None)
        page.locator(f"select[data-query={ids.YEAR_FROM}]").select_option("2004")
        page.locator(f"select[data-query={ids.YEAR_TO}]").select_option("2009")
        page.wait_for_url(f"{home}/adoptions?{ids.YEAR_FROM}=2004&{ids.YEAR_TO}=2009")
        assert page.evaluate(STAYS)


def test_what_was_told_of_one_page_is_not_told_on_the_next(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/adoptions") as page:
        told = page.locator(f"#{ids.LIVE}")
        page.locator(f"select[data-query={ids.YEAR_TO}]").select_option("2009")
        expect(told).to_contain_text("2009")
        tab(page, "Data").click()
        expect(page).to_have_url(f"{home}/data")
        expect(told).to_be_empty()


def test_two_quick_steps_back_lose_no_place(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/adoptions") as page:
        for address, height in (("/cases", 500), ("/trafficking", 900), ("/convictions", 300)):
            page.evaluate("(height) => window.scrollTo(0, height)", height)
            page.evaluate("(address) => window.evidence.go(address)", address)
        page.evaluate("window.history.back(); window.history.back();")
        expect(page).to_have_title(re.compile("^Cases"))
        page.go_forward()
        expect(page).to_have_title(re.compile("^Trafficking"))
        assert page.evaluate("window.scrollY") == 300
        # A document that is loaded anew has only what the history tells.
        page.reload()
        settle(page)
        page.go_back()
        expect(page).to_have_title(re.compile("^Cases"))
        assert page.evaluate("window.scrollY") == 900


def test_a_link_that_is_pointed_at_is_fetched_once_and_its_marks_are_not(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    heard = Heard()
    with opened(browser, f"{home}/adoptions", heard=heard) as page:
        page.locator("a.point").first.dispatch_event("pointerover")
        page.wait_for_timeout(300)
        assert asked_for(heard, "/observation/.*") == asked_for(heard, "figure=.*") == 0
        tab(page, "Data").hover()
        page.wait_for_timeout(300)
        tab(page, "Data").click()
        expect(page).to_have_url(f"{home}/data")
        assert asked_for(heard, "/data") == 1


def test_who_pays_for_every_byte_gets_neither_the_library_nor_a_page_ahead(browser: Any, home: str) -> None:
    heard = Heard()
    page = browser.new_page()
    heard.listen(page)
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(f"{home}/adoptions", timeout=120_000)
    tab(page, "Data").hover()
    page.wait_for_timeout(1500)
    assert [url for url in heard.asked if "plotly" in url or url.endswith("/data")] == []
    assert page.locator(".plot .drawn > svg").first.is_visible()
    page.close()


def test_the_library_of_charts_is_asked_for_by_charts_alone_and_once(browser: Any, home: str) -> None:
    heard = Heard()
    with opened(browser, f"{home}/data", heard=heard) as page:
        page.wait_for_timeout(1500)
        assert not [url for url in heard.asked if "plotly" in url]
        for address in ("/adoptions", "/cases", "/data", "/adoptions?indicator_id=adoptions_total"):
            page.evaluate("(address) => window.evidence.go(address)", address)
            settle(page)
        assert len([url for url in heard.asked if "plotly" in url]) == 1
        assert page.locator(".drawn[data-covered]").count() == 1
        assert page.evaluate(STAYS)


def test_without_javascript_links_and_forms_lead_on(browser: Any, home: str) -> None:
    with opened(browser, f"{home}/data", java_script_enabled=False) as page:
        tab(page, "Adoptions").click()
        assert page.title() == ADOPTIONS_TITLE
        page.select_option(f"select[name={ids.INDICATOR}]", "adoptions_total")
        page.get_by_role("button", name="Show").first.click()
        assert page.locator("#chart-title").inner_text() == "Children adopted, all"


@contextmanager
def halting(wsgi: Any, path: str, *, end: threading.Event, breaks: bool = False) -> Iterator[str]:
    """An address at which the scripts that ask for a page get its start, and the rest at ``end``, or never if it ``breaks``."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        whole = b"".join(wsgi(environ, start_response))
        if environ["PATH_INFO"] != path or environ.get("HTTP_SEC_FETCH_DEST") != "empty":
            yield whole
            return
        at = whole.index(b'<div id="rest"') + 400
        yield whole[:at]
        assert end.wait(60)
        if not breaks:
            yield whole[at:]

    listener = make_server("127.0.0.1", 0, answer, threaded=True)
    thread = threading.Thread(target=listener.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.server_port}"
    finally:
        end.set()
        listener.shutdown()
        thread.join()
        listener.server_close()


def test_a_chart_is_put_in_place_before_what_follows_it_has_come(browser: Any, real_wsgi: Any) -> None:
    from playwright.sync_api import expect

    end = threading.Event()
    with halting(real_wsgi, "/adoptions", end=end) as home, opened(browser, f"{home}/convictions") as page:
        tab(page, "Adoptions").click()
        expect(page.locator("h1")).to_have_text("Adoptions")
        expect(page.locator(".drawn .point").first).to_be_visible()
        assert page.locator("#rest > *").count() == 0
        end.set()
        expect(page.locator("#rest > *").nth(5)).to_be_attached()
        assert page.evaluate(STAYS)


def test_a_page_of_which_only_the_start_has_come_is_loaded_anew(browser: Any, real_wsgi: Any) -> None:
    from playwright.sync_api import expect

    end = threading.Event()
    with halting(real_wsgi, "/adoptions", end=end, breaks=True) as home, opened(browser, f"{home}/convictions") as page:
        tab(page, "Adoptions").click()
        expect(page.locator("h1")).to_have_text("Adoptions")
        end.set()
        expect(page.locator("#rest > *").nth(5)).to_be_attached()
        assert not page.evaluate(STAYS)


def test_what_a_reader_does_before_the_rest_has_come_does_not_cost_it(browser: Any, real_wsgi: Any) -> None:
    from playwright.sync_api import expect

    end = threading.Event()
    with halting(real_wsgi, "/adoptions", end=end) as home, opened(browser, f"{home}/convictions") as page:
        tab(page, "Adoptions").click()
        expect(page.locator("h1")).to_have_text("Adoptions")
        page.evaluate("window.location.hash = 'main'")
        end.set()
        expect(page.locator("#rest > *").nth(5)).to_be_attached()
        expect(page.locator(".drawn[data-covered]").first).to_be_attached()
        assert page.evaluate(STAYS)


@pytest.mark.parametrize("top", [2600, 3000, 10**6])
def test_back_is_at_its_place_at_once_also_where_pages_may_glide(browser: Any, home: str, top: int) -> None:
    from playwright.sync_api import expect

    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="no-preference")
    page.goto(f"{home}/adoptions")
    settle(page)
    page.evaluate("(top) => window.scrollTo({ top: top, behavior: 'instant' })", top)
    page.evaluate(
        """() => {
            const place = () => Math.round(document.querySelector('footer').getBoundingClientRect().top);
            const root = document.documentElement;
            document.addEventListener('left', () => { root.dataset.left = place(); });
            document.addEventListener('page', (event) => { root.dataset.was = `${event.detail} ${place()}`; });
        }"""
    )
    # Charts above the window that were never near it have not been laid out; what is in it moves once they are.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")
    page.evaluate("document.dispatchEvent(new Event('left'))")
    left = page.locator("html").get_attribute("data-left")
    assert page.evaluate("window.scrollY") > 2000
    page.evaluate("window.evidence.go('/convictions')")
    expect(page.locator("html")).to_have_attribute("data-was", re.compile("go "))
    assert page.evaluate("window.scrollY") == 0
    page.go_back()
    expect(page.locator("html")).to_have_attribute("data-was", f"back {left}")
    page.close()


def test_a_choice_on_a_later_part_of_a_list_begins_at_its_first(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/compare") as page:
        page.evaluate("window.history.replaceState(window.history.state, '', '/compare?part=2')")
        page.select_option("#choose-indicator_id", "adoptions_total")
        expect(page).to_have_url(f"{home}/compare?indicator_id=adoptions_total")
