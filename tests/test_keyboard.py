"""Everything can be used without a mouse, at every size, and by readers who need other sizes, colours or no motion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import axe
from browsing import visiting
from checks import ask, none_of, walk, with_text_spacing
from page_kinds import KINDS, params

pytestmark = pytest.mark.browser
#: 320 pixels, and 1280 by 1024 at 400 %.
SMALLEST = (320, 256)


@pytest.fixture(scope="module", params=params(kind for kind in KINDS if not kind.is_twin), ids=lambda kind: kind.name)
def page(request: pytest.FixtureRequest, home: str, browser: Any) -> Iterator[Any]:
    """One page of each kind, drawn, with all its details open; the tests below share it while it stands open."""
    with visiting(browser, home, request.param) as opened:
        ask(opened, "open")
        yield opened


@pytest.fixture(scope="module", params=[(1440, 900), SMALLEST], ids=["wide", "smallest"])
def window(request: pytest.FixtureRequest, page: Any) -> Any:
    """The same page in a window of each size."""
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(300)  # charts draw themselves anew a moment after the window has changed
    return page


def test_tab_leads_back_through_everything(page: Any) -> None:
    none_of(walk(page, backwards=True))


def test_arrow_keys_lead_to_every_figure_of_a_chart_and_every_cell_of_a_map(page: Any) -> None:
    none_of(ask(page, "beyondArrows"))


def test_nothing_moves_for_a_reader_who_asked_for_stillness(page: Any) -> None:
    page.emulate_media(reduced_motion="reduce")
    none_of(ask(page, "moving"))


def test_forced_colours_leave_everything_readable_and_the_focus_seen(page: Any) -> None:
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=theme)
        found += [f"{theme}: too faint: {words}" for words in ask(page, "faint")]
    # axe takes the colour of words from a property that is not forced; our own check reads the forced one.
    found += [*axe.violations(page, without=("color-contrast",)), *walk(page)]
    page.emulate_media(forced_colors="none", color_scheme="light")
    none_of(found)


def test_tab_reaches_everything_in_order_and_shows_where_it_is(window: Any) -> None:
    none_of([*walk(window), *ask(window, "unreachable")])


def test_targets_are_large_enough(window: Any) -> None:
    none_of(ask(window, "small"))


def test_nothing_is_cut_off_and_no_words_of_a_chart_collide(window: Any) -> None:
    none_of([*ask(window, "cut"), *ask(window, "collisions")])


def test_nothing_is_cut_off_when_text_is_spaced_out(window: Any) -> None:
    spacing = with_text_spacing(window)
    window.wait_for_timeout(50)
    found = ask(window, "cut")
    spacing.evaluate("(style) => style.remove()")
    none_of(found)


# The checks themselves


def faults_of(browser: Any, body: str, name: str) -> list[str]:
    page = browser.new_page(viewport={"width": 320, "height": 400})
    page.set_content(f"<!doctype html><html lang=en><title>t</title><body style='margin:0'>{body}")
    found = walk(page) if name == "walk" else ask(page, name)
    page.close()
    return list(found)


@pytest.mark.parametrize(
    ("body", "name", "expected"),
    [
        ("<a href=#>a</a> <button>b</button>", "walk", []),
        ("<a href=#>a</a> <button tabindex=-1>b</button>", "walk", ['button "b": not reached']),
        ("<a href=# style=outline:0>a</a>", "walk", ['a "a": the focus is not seen']),
        (
            "<a href=# style='outline:2px solid #eee'>a</a>",
            "walk",
            ['a "a": the focus is not seen', 'a "a": the line around the focus has less than 3:1'],
        ),
        (
            "<button>a</button><b style='position:fixed;inset:0;background:#fff'></b>",
            "walk",
            ['button "a": has the focus where nobody sees it'],
        ),
        (
            "<button>a</button><button id=t onkeydown='event.preventDefault()'>b</button><button>c</button>",
            "walk",
            ['button "c": not reached', "the focus cannot leave the last control"],
        ),
        (
            "<div class=js-plotly-plot>c</div>",
            "unreachable",
            ['div.js-plotly-plot "c": a chart that cannot have the focus'],
        ),
        ("<b style=cursor:pointer>c</b>", "unreachable", ['b "c": answers to a mouse only']),
        (
            "<div data-roving><a href=#>a</a><a href=# tabindex=-1>b</a></div>",
            "beyondArrows",
            ['a "b" #: no arrow key leads there'],
        ),
        ("<p>Words around <a href=#>a</a> link.</p>", "small", []),
        (
            "<button style='width:9px;height:9px;padding:0'></button><button style='width:9px;height:9px;padding:0'></button>",
            "small",
            ['button "": 9 by 9 pixels'],
        ),
        ("<p style=width:400px>a</p>", "cut", ["the page is 400 wide on 320", 'p "a": beyond the right edge']),
        ("<p style='height:5px;overflow:hidden'>a</p>", "cut", ['p "a": cut off']),
        ("<svg width=90><text x=80 y=20>long</text></svg>", "cut", ['text "long": cut off at the edge of its chart']),
        ("<svg><text y=20>one</text><text y=22>two</text></svg>", "collisions", ['text "one" lies on text "two"']),
        ("<svg><text y=20>one</text><text y=40>two</text></svg>", "collisions", []),
        ("<p style='transition:color 1s'>a</p>", "moving", ['p "a": has a transition or an animation']),
    ],
)
def test_each_check_finds_what_it_is_for(browser: Any, body: str, name: str, expected: list[str]) -> None:
    assert list(dict.fromkeys(faults_of(browser, body, name))) == expected
