"""The box to search in and the page of results, as trees of components and in a real browser."""

from __future__ import annotations

import html as escaping
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from dash.development.base_component import Component

from app import create_app
from browsing import Heard, chromium, serving, settle
from components import ids, places, refusing, state
from components.search_box import HEADER, PAGE, SHORTCUT, search_box
from components.search_page import EXAMPLES, MOST_LISTED, search_page, search_title
from loaders import Dataset
from loaders.search import found
from loaders.texts import text
from server.prerender import to_html
from sources_of_code import ROOT
from trees import every, words

SCRIPT = ROOT / "assets" / "search.js"


def links(node: Any) -> list[str]:
    return [link.href for link in every(node, "A")]


def told(node: Any) -> str:
    """What a reader reads, with nothing between the pieces of a line."""
    return escaping.unescape(re.sub("<[^>]+>", "", to_html(node).replace("</p>", "\n")))


def marks(node: Any) -> list[str]:
    return [words(mark) for mark in every(node, "Mark")]


def hits(node: Any, kind: str) -> list[Component]:
    return [item for group in every(node, "Section", className=ids.found_group(kind)) for item in every(group, "Li")]


# the box


def test_the_box_is_a_form_that_works_by_itself(spoken: Dataset) -> None:
    written = to_html(search_box(spoken, '3,676 "<', name_suffix=PAGE))
    assert re.search(r'<form action="/search" [^>]*method="get" role="search"', written)
    (given,) = re.findall(r"<input ([^>]*)>", written)
    named = {name: escaping.unescape(value) for name, value in re.findall(r'([a-z-]+)="([^"]*)"', given)}
    assert named["name"] == ids.QUERY
    assert named["type"] == "search"
    assert named["value"] == '3,676 "<'
    assert named["aria-keyshortcuts"] == SHORTCUT
    assert SHORTCUT in named["title"]
    assert int(named["maxlength"]) == refusing.LONGEST_SEARCH
    assert f'<label class="hidden" for="{named["id"]}">' in written
    assert '<button type="submit">' in written


def test_two_boxes_of_a_page_have_their_own_ids_and_names(spoken: Dataset) -> None:
    boxes = [search_box(spoken, name_suffix=name) for name in (HEADER, PAGE)]
    identities = [json.loads(getattr(every(box, "Div")[0], "data-search"))["id"] for box in boxes]
    assert len(set(identities)) == 2
    assert len({getattr(box, "aria-label") for box in boxes}) == 2
    assert [every(box, "Label")[0].htmlFor for box in boxes] == identities


def test_the_script_knows_the_box_and_asks_nobody_else() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    for name in (".search-input", "aria-keyshortcuts", "window.evidence.go"):
        assert name in script
    assert not re.findall(r"https?:|innerHTML|eval\(|localStorage|sessionStorage|cookie", script)


# results


def test_a_figure_found_is_told_with_value_period_indicator_source_place_and_counter(real: Dataset) -> None:
    content = search_page(real, "3 676")
    (item,) = hits(content, "observations")
    for part in ("3,676", "1999 to 2003", "adopted by foreigners", "Government report to the UN, 2004", "para. 56"):
        assert part in told(item)
    assert "Counted by: not stated." in told(item)
    assert links(item) == ["/observation/opsc2004-p56-3"]
    assert marks(item) == ["3,676"]
    assert every(item, "Span", className="kind-government")


def test_a_figure_printed_in_words_shows_them(spoken: Dataset) -> None:
    (item,) = hits(search_page(spoken, "three"), "observations")
    assert [words(quoted) for quoted in every(item, "Q")] == ["three"]
    assert marks(item) == ["three"]
    # the same number with and without a comma is printed alike
    assert every(search_page(spoken, "1,120"), "Q") == []


def test_a_source_found_leads_to_its_citation(real: Dataset) -> None:
    (item,) = hits(search_page(real, "KAZ/CO/1"), "sources")
    assert links(item) == [f"/data#{ids.source_anchor('crc2006')}"]
    assert marks(item) == ["CRC/C/OPSC/KAZ/CO/1"]


def test_an_indicator_found_leads_to_its_chart(real: Dataset) -> None:
    for item in hits(search_page(real, "adopted"), "indicators"):
        (href,) = links(item)
        parts = urlsplit(href)
        assert refusing.problem_of(real, parts.path, places.args_of(parts.query)) is None
        view = state.view_of(real, parts.path, places.args_of(parts.query))
        assert real.label("indicators", view.selection.indicator_id) in told(item)


def test_a_gap_found_leads_to_its_topic_with_its_indicator(real: Dataset) -> None:
    items = hits(search_page(real, "extradition requests"), "gaps")
    assert links(items) == ["/cases?indicator_id=extradition_requests"]
    (item,) = hits(search_page(real, "not broken down 2006"), "gaps")
    assert links(item) == ["/cases"]
    assert "2006, para. 11: not broken down." in told(item)


def test_a_body_found_says_how_much_it_counted_and_leads_to_exactly_that(real: Dataset) -> None:
    (item,) = [item for item in hits(search_page(real, "IOM"), "bodies") if "Migration" in words(item)]
    assert "Figures that it counted: 9" in words(item)
    (href,) = links(item)
    (query,) = parse_qs(urlsplit(href).query)[ids.QUERY]
    listed = search_page(real, query)
    assert words(every(listed, "P", className="sentence")).startswith("9 figures counted by: International Org")
    assert len(hits(listed, "observations")) == len(every(listed, "Li")) == 9


def test_groups_stand_in_order_with_their_counts_and_a_way_to_each(real: Dataset) -> None:
    finding = found(real, "adoption")
    content = search_page(real, "adoption")
    headings = [words(heading) for heading in every(content, "H2")]
    assert headings == [
        f"{name} ({finding.totals[kind]})"
        for name, kind in (
            ("What is counted", "indicators"),
            ("Sources", "sources"),
            ("Bodies", "bodies"),
            ("What is not known", "gaps"),
            ("Figures", "observations"),
        )
        if finding.totals[kind]
    ]
    (contents,) = every(content, "Nav")
    assert links(contents) == [f"#{heading.id}" for heading in every(content, "H2")]
    assert words(every(content, "P", className="sentence")) == f"{finding.total} results for “adoption”."


def test_a_long_list_says_how_many_more_there_are_and_how_to_narrow(real: Dataset) -> None:
    content = search_page(real, "children")
    total = found(real, "children").totals["observations"]
    assert len(hits(content, "observations")) == MOST_LISTED < total
    more = words(every(content, "P", className="more")[-1])
    assert f"{total - MOST_LISTED:,} more" in more
    assert "Add a word" in more


def test_an_empty_search_helps_with_examples_that_find_something(real: Dataset) -> None:
    for query in ("", "  "):
        content = search_page(real, query)
        assert len(links(content)) == len(EXAMPLES) == 3
        for href, (key, _) in zip(links(content), EXAMPLES, strict=True):
            example = text(real, key)
            assert parse_qs(urlsplit(href).query)[ids.QUERY] == [example]
            assert found(real, example).total > 0


def test_nothing_found_says_so_and_what_to_change(real: Dataset) -> None:
    content = search_page(real, "adoption Zanzibar")
    assert "“adoption Zanzibar”" in words(every(content, "P", className="sentence"))
    assert "fewer words" in words(content)
    assert links(content) == ["/search?q=adoption"]
    assert links(search_page(real, "Zanzibar")) == []


def test_what_was_typed_stays_in_the_box_and_is_never_read_as_html(real: Dataset) -> None:
    written = to_html(search_page(real, '<script>"&'))
    assert "<script>" not in written
    assert 'value="&lt;script&gt;&quot;&amp;"' in written


def test_the_title_tells_the_query(real: Dataset) -> None:
    assert search_title(real, "3,676") == "“3,676” – search"
    assert search_title(real, " ") == "Search"


# in a browser


@pytest.fixture(scope="module")
def visit(real: Dataset) -> Iterator[tuple[str, Any]]:
    executable = chromium()
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # these machines are shared
    with serving(create_app(real).server) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield home, browser
        browser.close()


@pytest.mark.browser
def test_a_search_shows_its_results_without_a_new_page_load(visit: tuple[str, Any]) -> None:
    from playwright.sync_api import expect

    home, browser = visit
    heard, page = Heard(), browser.new_page()
    heard.listen(page)
    page.goto(f"{home}/data", timeout=90_000)
    settle(page)
    page.evaluate("window.stays = true")
    page.keyboard.press(SHORTCUT)
    box = page.locator(f"#page #{ids.search_box(HEADER)}")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.type("KAZ/CO/1")
    page.keyboard.press("Enter")
    expect(page.locator(".found-sources li")).to_have_count(1)
    expect(page).to_have_url(f"{home}/search?q=KAZ%2FCO%2F1")
    expect(page.locator(f"#page #{ids.search_box(PAGE)}")).to_have_value("KAZ/CO/1")
    page.locator(f"#{ids.search_box(PAGE)}").fill("3,676")
    page.locator(".search form button").click()
    expect(page.locator(".found-observations li")).to_have_count(1)
    expect(page.locator(f"#page #{ids.search_box(PAGE)}")).to_have_value("3,676")
    assert page.evaluate("window.stays") is True
    page.go_back()
    expect(page.locator(f"#page #{ids.search_box(PAGE)}")).to_have_value("KAZ/CO/1")
    assert heard.complaints == []
    page.close()


@pytest.mark.browser
def test_what_is_being_typed_and_the_place_in_it_outlast_a_new_page(visit: tuple[str, Any]) -> None:
    from playwright.sync_api import expect

    home, browser = visit
    page = browser.new_page()
    page.goto(f"{home}/search?q=adoption", timeout=90_000)
    settle(page)
    box = page.locator(f"#{ids.search_box(PAGE)}")
    box.focus()
    page.keyboard.press("End")
    page.keyboard.type(" 2003")
    page.keyboard.press("ArrowLeft")
    page.evaluate("window.evidence.go('/search?q=adoption&theme=dark')")
    expect(page.locator("html[data-theme=dark]")).to_have_count(1)
    expect(box).to_have_value("adoption 2003")
    expect(box).to_be_focused()
    page.keyboard.type("1")
    expect(box).to_have_value("adoption 20013")
    header = page.locator(f"#{ids.search_box(HEADER)}")
    header.fill("courts")
    page.get_by_role("navigation").get_by_role("link", name="Cases").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    expect(header).to_have_value("courts")
    page.close()


@pytest.mark.browser
def test_a_box_that_was_left_does_not_call_the_reader_back(visit: tuple[str, Any]) -> None:
    from playwright.sync_api import expect

    home, browser = visit
    page = browser.new_page()
    page.goto(f"{home}/search?q=adoption", timeout=90_000)
    settle(page)
    box = page.locator(f"#{ids.search_box(PAGE)}")
    box.focus()
    page.evaluate("document.activeElement.blur()")
    page.evaluate("window.evidence.go('/search?q=adoption&theme=dark')")
    expect(page.locator("html[data-theme=dark]")).to_have_count(1)
    expect(box).to_have_value("adoption")
    expect(box).not_to_be_focused()
    page.close()


@pytest.mark.browser
def test_the_key_is_an_ordinary_letter_inside_of_a_field(visit: tuple[str, Any]) -> None:
    from playwright.sync_api import expect

    home, browser = visit
    page = browser.new_page()
    page.goto(f"{home}/search", timeout=90_000)
    settle(page)
    box = page.locator(f"#page #{ids.search_box(PAGE)}")
    box.focus()
    page.keyboard.type("KAZ/1")
    expect(box).to_be_focused()
    expect(box).to_have_value("KAZ/1")
    page.close()


@pytest.mark.browser
def test_the_search_works_without_javascript(visit: tuple[str, Any]) -> None:
    home, browser = visit
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{home}/search", timeout=90_000)
    page.locator(f"#{ids.search_box(PAGE)}").fill("para 56")
    page.get_by_role("search", name="looking for").get_by_role("button").click()
    assert page.locator(".found-observations li").count() >= 10
    assert page.locator(f"#{ids.search_box(PAGE)}").input_value() == "para 56"
    assert "para 56" in page.title()
    page.close()
