"""No rule of axe is broken on any kind of page, in either theme, on a wide and on a narrow screen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import cycle, product
from typing import Any

import pytest

import axe
from browsing import visiting
from checks import ask, none_of
from loaders import Dataset
from page_kinds import KINDS, observations_drawn, params

pytestmark = pytest.mark.browser
WIDTHS = (1440, 390)
THEMES = ("light", "dark")


@pytest.fixture(scope="module", params=params(KINDS), ids=lambda kind: kind.name)
def page(request: pytest.FixtureRequest, home: str, browser: Any) -> Iterator[Any]:
    """One page of each kind, drawn; the tests below share it while it is open."""
    with visiting(browser, home, request.param) as opened:
        yield opened


@pytest.fixture
def with_axe(request: pytest.FixtureRequest) -> tuple[tuple[int, str], ...]:
    """Where axe looks at a page: at both widths and in both themes, the other way round for every other kind.

    It takes seconds a page; ``make check-pages`` lets it look at all four.
    """
    crossed = KINDS.index(request.node.callspec.params["page"]) % 2
    return tuple(zip(WIDTHS, THEMES[::-1] if crossed else THEMES, strict=True))


def put_on(page: Any, system: str, switch: str | None = None) -> None:
    """Let the reader's system ask for a theme, and the switch of the page for one, or for none."""
    page.emulate_media(color_scheme=system, reduced_motion="reduce")
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", switch)
    if switch is None:
        page.evaluate("delete document.documentElement.dataset.theme")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def faults(page: Any, theme: str, *, with_axe: bool = True) -> list[str]:
    """What axe finds, and words that do not stand out, in the theme that the page should wear."""
    is_dark = ask(page, "brightness") < 0.2
    found = [] if is_dark == (theme == "dark") else ["the page does not wear this theme"]
    found += [*(axe.violations(page) if with_axe else ()), *(f"too faint: {words}" for words in ask(page, "faint"))]
    return [f"{theme}, {page.viewport_size['width']} wide: {fault}" for fault in found]


def test_a_kind_of_page_breaks_no_rule(page: Any, with_axe: tuple[tuple[int, str], ...]) -> None:
    found = []
    for width, theme in product(WIDTHS, THEMES):
        page.set_viewport_size({"width": width, "height": 900})
        put_on(page, theme)
        found += faults(page, theme, with_axe=(width, theme) in with_axe)
    none_of(found)


def colours_like(page: Any, others: list[str]) -> list[str]:
    """The colours of everything, once they are like others; or after a while, when they do not become it."""
    until = time.monotonic() + 5
    while (colours := ask(page, "paint")) != others and time.monotonic() < until:
        page.wait_for_timeout(100)
    return list(colours)


def test_the_switch_leads_to_the_same_colours_as_the_system(page: Any) -> None:
    for theme, other in (THEMES, THEMES[::-1]):
        put_on(page, theme)
        page.wait_for_timeout(100)
        expected = ask(page, "paint")
        put_on(page, other, switch=theme)
        differ = [pair for pair in zip(colours_like(page, expected), expected, strict=True) if pair[0] != pair[1]]
        none_of(f"{theme} by the switch: {one}\n  and by the system: {two}" for one, two in differ[:20])


@pytest.mark.pages
def test_thirty_figures_drawn_at_random_break_no_rule(home: str, browser: Any, real: Dataset) -> None:
    found, matrix = [], cycle(product(WIDTHS, THEMES))
    for kind, (width, theme) in zip(observations_drawn(real.observations["obs_id"]), matrix, strict=False):
        with visiting(browser, home, kind, width=width) as page:
            put_on(page, theme)
            found += [f"{kind.path}, {fault}" for fault in faults(page, theme)]
    none_of(found)


def test_axe_finds_what_it_is_for(browser: Any) -> None:
    page = browser.new_page()
    page.set_content(
        "<!doctype html><html lang=en><title>t</title><main><h1>h</h1><img src='data:,'>"
        "<button style='width:9px;height:9px;padding:0' aria-label=a></button>"
        "<button style='width:9px;height:9px;padding:0' aria-label=b></button>"
        "<p style='color:#aaa'>faint</p><svg><text y=20 fill='#aaa'>faint</text></svg></main>"
    )
    rules = {fault.split(":")[0] for fault in axe.violations(page)}
    assert rules == {"image-alt", "target-size", "color-contrast"}
    assert ask(page, "faint") == ['p "faint": 2.32:1', 'text "faint": 2.32:1']
    page.close()
