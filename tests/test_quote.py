"""The block with a sentence to quote: what it is made of, and its button in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from browsing import Heard, settle
from components import ids
from components.figure_card import figure_card
from components.quote import quote_block
from loaders import Dataset
from loaders.quoting import quote_of
from sources_of_code import ROOT

#: 1,023 children adopted by foreigners in 2003: para. 56 of Kazakhstan's first report.
FIGURE = "opsc2004-p56-6"
WITHOUT_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))"


def test_a_quote_is_a_figure_with_a_quotation_and_a_button(real: Dataset) -> None:
    block = quote_block(real, "Some words.").to_plotly_json()
    quotation, button = block["props"]["children"]
    assert (block["type"], block["props"]["className"]) == ("Figure", "quote copy-block")
    assert (quotation.to_plotly_json()["type"], quotation.children.children) == ("Blockquote", "Some words.")
    assert button.to_plotly_json()["props"] == {
        "children": "Copy",
        "type": "button",
        "className": "copy",
        "data-copy": "Copied",
        "data-failed": "Selected: copy it with the keyboard.",
    }


@pytest.mark.parametrize("close_href", ["", "/adoptions"])
def test_every_card_has_its_sentence_once(real: Dataset, close_href: str) -> None:
    from server.prerender import to_html

    html = to_html(figure_card(real, FIGURE, heading_level=1, close_href=close_href))
    assert html.count('<figure class="quote copy-block">') == 1
    assert html.count(quote_of(real, FIGURE)) == 1
    assert "<h2>Safe to quote</h2>" in html


def test_the_script_takes_its_words_from_the_page() -> None:
    script = (ROOT / "assets" / "copy.js").read_text(encoding="utf-8")
    assert f'LIVE = "{ids.LIVE}"' in script
    assert "Copied" not in script
    assert "innerHTML" not in script
    assert "eval" not in script


# in a browser


@contextmanager
def opened(browser: Any, address: str, *, script: str = "", allowed: bool = True, live: bool = True) -> Iterator[Any]:
    """The page of a figure; what a browser complained about is a failure."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=live)
    if allowed:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    if script:
        context.add_init_script(script)
    page, heard = context.new_page(), Heard()
    heard.listen(page)
    page.goto(address, timeout=90_000)
    if live:
        settle(page)
    yield page
    assert heard.complaints == []
    context.close()


@pytest.mark.browser
def test_the_button_copies_the_sentence_and_says_so(browser: Any, home: str, real: Dataset) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/observation/{FIGURE}") as page:
        button = page.get_by_role("button", name="Copy", exact=True)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("figure.quote .copy")).to_have_text("Copied")
        expect(page.locator(f"#{ids.LIVE}")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == quote_of(real, FIGURE)
        expect(button).to_have_text("Copy")
        expect(button).to_be_focused()


@pytest.mark.browser
def test_a_second_press_is_said_again_and_the_button_keeps_its_name(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/observation/{FIGURE}") as page:
        button, live = page.locator("figure.quote .copy"), page.locator(f"#{ids.LIVE}")
        button.click()
        expect(live).to_have_text("Copied")
        page.evaluate(f"document.getElementById('{ids.LIVE}').textContent = 'older words'")
        button.click()
        expect(live).to_have_text("Copied")
        expect(button).to_have_text("Copy", timeout=10_000)


@pytest.mark.browser
@pytest.mark.parametrize("script", [WITHOUT_CLIPBOARD, REFUSED])
def test_where_there_is_no_clipboard_the_sentence_is_selected(
    browser: Any, home: str, real: Dataset, script: str
) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/observation/{FIGURE}", script=script) as page:
        page.locator("figure.quote .copy").click()
        expect(page.locator("figure.quote .copy")).not_to_have_text("Copy")
        assert page.evaluate("getSelection().toString().trim()") == quote_of(real, FIGURE)


@pytest.mark.browser
def test_where_nothing_can_be_copied_the_reader_is_told_to(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    script = f"{WITHOUT_CLIPBOARD}; document.execCommand = () => false"
    with opened(browser, f"{home}/observation/{FIGURE}", script=script) as page:
        page.locator("figure.quote .copy").click()
        expect(page.locator(f"#{ids.LIVE}")).to_have_text("Selected: copy it with the keyboard.")


@pytest.mark.browser
def test_the_button_works_on_a_page_that_came_in_place(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/observation/{FIGURE}") as page:
        first = page.locator("figure.quote blockquote").inner_text()
        page.locator(".others a[data-follow]").first.click()
        expect(page.locator("figure.quote blockquote")).not_to_have_text(first)
        page.locator("figure.quote .copy").click()
        expect(page.locator("figure.quote .copy")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("figure.quote blockquote").inner_text()


@pytest.mark.browser
def test_without_javascript_the_sentence_stands_there_and_no_button(browser: Any, home: str, real: Dataset) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/observation/{FIGURE}", live=False) as page:
        expect(page.locator("figure.quote blockquote")).to_have_text(quote_of(real, FIGURE))
        expect(page.locator("figure.quote .copy")).to_be_hidden()
