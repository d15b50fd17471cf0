"""Screens for a class in a browser: by key and by clicker, readable from the back row, with and without scripts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

import pytest
from pypdf import PdfReader

import axe
from browsing import Heard, settle
from checks import none_of

pytestmark = pytest.mark.browser

CHART, PAIR = "/adoptions", "/compare/opsc2004-p56-6/tm-4-4-7-2003"
RATING = "/trafficking?indicator_id=tip_tier"
ADDRESSES = (
    CHART,
    PAIR,
    RATING,
    "/adoptions?indicator_id=consular_register&breakdown=counterpart_area",
    "/compare?indicator_id=adoptions_intercountry",
    "/compare?show=sums&topic=trafficking",
    "/lessons/stock-and-flow",
    "/lessons/adoption-gap",
)
#: The sizes of projectors and screens.
SIZES = ((1024, 768), (1440, 900))
#: On a screen of 1024 by 768: the least size of type, and that of words in a chart.
BODY, IN_CHART = 28, 20
SHOWN = ".present [data-screen]:not([hidden])"

#: What is cut, what scrolls, and the smallest type of the screen that is shown: of words, and of words in drawings.
_LOOK = """
() => {
  const screen = document.querySelector(".present [data-screen]:not([hidden])"), root = document.documentElement;
  const foot = screen.querySelector(".screen-foot").getBoundingClientRect().top, cut = [];
  if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) { cut.push("the screen scrolls"); }
  screen.querySelectorAll("h1, .stage *").forEach((part) => {
    const box = part.getBoundingClientRect();
    const seen = box.width > 0 && box.height > 0;
    if (seen && (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > foot + 1)) {
      cut.push(`${part.tagName} ${part.textContent.slice(0, 40)}`);
    }
  });
  const names = [...screen.querySelectorAll("svg text[text-anchor=end]")].filter((name) => !name.closest("a"));
  const boxes = names.map((name) => name.getBoundingClientRect()).sort((one, other) => one.top - other.top);
  boxes.slice(1).forEach((box, place) => {
    if (box.top < boxes[place].bottom - 1 && box.left < boxes[place].right && boxes[place].left < box.right) {
      cut.push(`names touch at ${Math.round(box.top)}`);
    }
  });
  const sizes = [...screen.querySelectorAll("h1, .stage p, .stage li, .stage th, .stage td")]
    .map((part) => parseFloat(getComputedStyle(part).fontSize));
  const inChart = [...screen.querySelectorAll("svg text")].map((part) =>
    parseFloat(getComputedStyle(part).fontSize) * part.getBoundingClientRect().height / part.getBBox().height);
  return { cut, body: Math.min(...sizes), inChart: Math.min(...inChart, 999) };
}
"""


def query_of(address: str, **asked: object) -> str:
    added = "&".join(["mode=present", *(f"{name}={value}" for name, value in asked.items())])
    return f"{address}{'&' if '?' in address else '?'}{added}"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1024, "height": 768}, reduced_motion="reduce")
    yield opened
    opened.close()


def present(page: Any, home: str, address: str, **asked: object) -> None:
    page.goto(home + query_of(address, **asked), timeout=120_000)
    settle(page)


def step(page: Any) -> int:
    return int(page.locator(SHOWN).get_attribute("data-screen"))


def last(page: Any) -> int:
    return int(page.locator(".present [data-screen]").count())


def asked_of(page: Any) -> set[str]:
    return set(str(page.url).partition("?")[2].split("&"))


def asked_anew(heard: Heard) -> list[str]:
    """The requests of a page; Chromium asks for the icon of the site whenever an address changes."""
    return [url for url in heard.asked if "favicon" not in url]


# readable


def rarely(*values: Any, often: bool) -> Any:
    """A parameter set; one that is seldom needed is marked ``pages``, since each walks through many screens."""
    return pytest.param(*values, marks=[] if often else [pytest.mark.pages])


@pytest.mark.parametrize(
    ("address", "size"),
    [rarely(address, size, often=size == SIZES[0] or address == CHART) for address, size in product(ADDRESSES, SIZES)],
)
def test_nothing_is_cut_and_all_can_be_read_from_the_back_row(
    page: Any, home: str, address: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    present(page, home, address)
    faults, larger = [], min(size) / 768
    for number in range(1, last(page) + 1):
        seen = page.evaluate(_LOOK)
        faults += [f"{number}: {cut}" for cut in seen["cut"]]
        if seen["body"] < BODY * larger:
            faults.append(f"{number}: type of {seen['body']} pixels")
        if seen["inChart"] < IN_CHART * larger:
            faults.append(f"{number}: words of {seen['inChart']} pixels in a chart")
        page.keyboard.press("PageDown")
    none_of(faults)


#: Screens with most words, in longer languages.
LONGER = (
    *product(("ru", "kk"), (CHART, PAIR, RATING)),
    *product(("kk",), ("/compare?show=sums&topic=trafficking", "/lessons/adoption-gap")),
)


@pytest.mark.parametrize(("lang", "address"), LONGER)
def test_longer_languages_fit_as_well(page: Any, home: str, lang: str, address: str) -> None:
    present(page, home, address, lang=lang)
    faults = []
    for number in range(1, last(page) + 1):
        faults += [f"{number}: {cut}" for cut in page.evaluate(_LOOK)["cut"]]
        page.keyboard.press("PageDown")
    none_of(faults)


def test_a_phone_shows_all_of_a_screen_and_nothing_beside_it(page: Any, home: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    present(page, home, CHART)
    for _ in range(last(page)):
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.keyboard.press("PageDown")


def test_marks_do_not_move_from_screen_to_screen(page: Any, home: str) -> None:
    present(page, home, CHART)
    places = []
    for _ in range(6):
        mark = page.locator(f"{SHOWN} a.point[data-obs=tm-4-4-7-2003] path")
        box = mark.bounding_box()
        places.append((round(box["x"]), round(box["y"])))
        page.keyboard.press("ArrowRight")
    assert len(set(places)) == 1


@pytest.mark.parametrize(
    ("address", "theme"),
    [
        rarely(address, theme, often=theme == "light" or address == CHART)
        for address, theme in product(
            (CHART, PAIR, "/compare?show=sums&topic=trafficking", "/lessons/stock-and-flow"), ("light", "dark")
        )
    ],
)
def test_screens_break_no_rule(page: Any, home: str, address: str, theme: str) -> None:
    present(page, home, address, theme=theme)
    faults = []
    for number in range(1, min(last(page), 8) + 1):
        faults += [f"{number}: {fault}" for fault in axe.violations(page)]
        page.keyboard.press("PageDown")
    page.keyboard.press("n")
    faults += [f"with notes: {fault}" for fault in axe.violations(page)]
    none_of(faults)


# keys


@pytest.mark.parametrize(("forward", "back"), [("ArrowRight", "ArrowLeft"), ("PageDown", "PageUp"), ("Space", "Shift+Space"), ("ArrowDown", "ArrowUp")])  # fmt: skip
def test_a_key_or_a_clicker_leads_forward_and_back(page: Any, home: str, forward: str, back: str) -> None:
    present(page, home, CHART)
    page.keyboard.press(forward)
    page.keyboard.press(forward)
    assert step(page) == 3
    page.keyboard.press(back)
    assert step(page) == 2


def test_home_and_end_lead_to_the_first_and_the_last_screen_and_no_further(page: Any, home: str) -> None:
    present(page, home, PAIR)
    page.keyboard.press("End")
    page.keyboard.press("PageDown")
    assert step(page) == last(page) == 5
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    assert step(page) == 1


def test_the_new_heading_has_the_focus_so_that_it_is_told(page: Any, home: str) -> None:
    present(page, home, CHART)
    page.keyboard.press("PageDown")
    assert page.evaluate("document.activeElement.tagName + document.activeElement.textContent") == (
        "H1What do the axes tell you?"
    )


def test_the_address_follows_and_shows_the_same_screen_to_somebody_else(page: Any, home: str) -> None:
    present(page, home, CHART, lang="ru")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    assert asked_of(page) == {"mode=present", "lang=ru", "step=3"}
    page.reload()
    settle(page)
    assert step(page) == 3
    page.keyboard.press("Home")
    assert asked_of(page) == {"mode=present", "lang=ru"}


def test_no_screen_is_asked_for_again(page: Any, home: str) -> None:
    present(page, home, CHART)
    heard = Heard()
    heard.listen(page)
    for _ in range(4):
        page.keyboard.press("PageDown")
    page.wait_for_timeout(500)
    assert (asked_anew(heard), heard.complaints, step(page)) == ([], [], 5)


def test_escape_leads_to_the_page_itself_and_back_to_the_same_screen(page: Any, home: str) -> None:
    from playwright.sync_api import expect

    present(page, home, CHART)
    page.keyboard.press("PageDown")
    page.keyboard.press("Escape")
    expect(page.locator("header")).to_have_count(1)
    assert page.url == f"{home}/adoptions"
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.go_back()
    expect(page.locator(".present")).to_have_count(1)
    assert step(page) == 2


def test_notes_are_hidden_until_they_are_asked_for_and_stay_open(page: Any, home: str) -> None:
    present(page, home, CHART)
    notes = page.locator(f"{SHOWN} .notes-body")
    assert not notes.is_visible()
    page.keyboard.press("n")
    assert notes.is_visible()
    page.keyboard.press("PageDown")
    assert notes.is_visible()
    assert "Added: the axes with their names." in notes.inner_text()
    page.keyboard.press("n")
    assert not notes.is_visible()


def pressed(page: Any, key: str, code: str) -> None:
    """A key as another keyboard sends it: its letter, and its place."""
    page.evaluate(
        "([key, code]) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }))",
        [key, code],
    )


@pytest.mark.parametrize(("key", "code"), [("т", "KeyN"), ("n", "")])
def test_letters_work_on_other_keyboards_too(page: Any, home: str, key: str, code: str) -> None:
    present(page, home, PAIR)
    pressed(page, key, code)
    assert page.locator(f"{SHOWN} .notes-body").is_visible()


@pytest.mark.parametrize(("key", "is_blank"), [("b", True), ("k", False), ("é", False)])
def test_a_latin_letter_is_what_it_says_wherever_its_key_lies(page: Any, home: str, key: str, is_blank: bool) -> None:
    present(page, home, PAIR)
    pressed(page, key, "KeyN")
    assert not page.locator(f"{SHOWN} .notes-body").is_visible()
    assert page.evaluate("document.documentElement.classList.contains('blank')") == is_blank


def test_f_asks_for_the_full_screen(page: Any, home: str) -> None:
    present(page, home, PAIR)
    page.evaluate("Element.prototype.requestFullscreen = () => { window.asked = true; return Promise.resolve(); }")
    page.keyboard.press("f")
    assert page.evaluate("window.asked")


@pytest.mark.parametrize("key", ["b", "."])
def test_the_screen_can_be_blank(page: Any, home: str, key: str) -> None:
    present(page, home, PAIR)
    page.keyboard.press(key)
    assert not page.locator(f"{SHOWN} h1").is_visible()
    page.keyboard.press(key)
    assert page.locator(f"{SHOWN} h1").is_visible()


def test_keys_with_others_held_are_left_to_the_browser(page: Any, home: str) -> None:
    present(page, home, PAIR)
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Alt+n")
    assert step(page) == 1
    assert not page.locator(f"{SHOWN} .notes-body").is_visible()


def test_on_other_pages_the_keys_do_nothing(page: Any, home: str) -> None:
    page.goto(home + PAIR, timeout=120_000)
    settle(page)
    for key in ("PageDown", "n", "b", "End", "Escape"):
        page.keyboard.press(key)
    assert page.url == home + PAIR
    assert not page.evaluate("document.documentElement.className").count("blank")


# on paper


def sheets(page: Any) -> list[str]:
    """The words of each printed sheet, without any spaces."""
    made = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return ["".join(sheet.extract_text().split()) for sheet in made.pages]


def test_paper_has_the_screen_without_what_only_the_speaker_reads(page: Any, home: str) -> None:
    present(page, home, "/lessons/stock-and-flow")
    page.keyboard.press("End")
    page.keyboard.press("n")
    (only,) = sheets(page)
    assert "Question" in only
    assert "Speakernotes" not in only
    assert "Keys:arrows" not in only
    answer = page.locator(f"{SHOWN} .answer p").first.text_content()
    assert "".join(answer.split()) not in only


def test_paper_tells_the_address_of_the_screen_that_is_shown(page: Any, home: str) -> None:
    page.goto(f"{home}/quality", timeout=120_000)
    settle(page)
    page.evaluate("address => window.evidence.go(address)", query_of(PAIR, lang="ru"))
    page.wait_for_selector(".present")
    start = f"{home}{PAIR}?mode=present&lang=ru"
    for key, address in (("Home", start), ("End", f"{start}&step=5"), ("PageUp", f"{start}&step=4"), ("Home", start)):
        page.keyboard.press(key)
        (only,) = sheets(page)
        told = page.evaluate("document.documentElement.style.getPropertyValue('--sheet-address')")
        assert told == f'"{address}"'
        assert address in only
    assert "/quality" not in only


# by hand and without scripts


def test_the_arrows_at_the_foot_change_the_screen_without_a_request(page: Any, home: str) -> None:
    present(page, home, PAIR)
    heard = Heard()
    heard.listen(page)
    page.locator(f"{SHOWN} a.to-screen").click()
    # The pointer rests on the next arrow: as long as where a link's page would be fetched ahead.
    page.locator(f"{SHOWN} a.to-screen").last.hover()
    page.wait_for_timeout(400)
    assert (step(page), asked_anew(heard)) == (2, [])


@pytest.mark.parametrize(("lang", "width"), [*product(("en", "ru", "kk"), (390, 1024))])
def test_the_ways_at_the_foot_are_always_seen_and_none_covers_another(
    page: Any, home: str, lang: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    present(page, home, CHART, lang=lang)
    ways = page.locator(f"{SHOWN} .screen-foot > nav a, {SHOWN} .screen-foot summary").all()
    assert len(ways) == 6
    assert {way.evaluate("(way) => getComputedStyle(way).opacity") for way in ways} == {"1"}
    boxes = [way.bounding_box() for way in ways]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    apart = [
        one["x"] + one["width"] <= two["x"] or one["y"] + one["height"] <= two["y"] + 1 for one, two in pairwise(boxes)
    ]
    assert all(apart)


@pytest.mark.parametrize(("size", "beside"), [((1024, 768), False), ((1440, 900), True)])
def test_notes_leave_the_chart_free(page: Any, home: str, size: tuple[int, int], beside: bool) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    present(page, home, CHART, step=5)
    page.keyboard.press("n")
    notes = page.locator(f"{SHOWN} .notes-body").bounding_box()
    drawn = [part.bounding_box() for part in page.locator(f"{SHOWN} .stage svg text:visible").all()]
    assert drawn
    assert all(notes["x"] >= one["x"] + one["width"] for one in drawn) == beside
    assert beside or notes["height"] <= size[1] / 3 + 1


def test_another_language_keeps_the_screen_and_open_notes(page: Any, home: str) -> None:
    from playwright.sync_api import expect

    present(page, home, CHART, theme="dark")
    page.keyboard.press("PageDown")
    page.keyboard.press("n")
    page.locator(f"{SHOWN} .in-languages a[hreflang=kk]").click()
    expect(page.locator(".present[lang=kk]")).to_have_count(1)
    assert asked_of(page) == {"mode=present", "lang=kk", "theme=dark", "step=2"}
    assert step(page) == 2
    assert page.locator(f"{SHOWN} .notes-body").is_visible()
    page.keyboard.press("PageDown")
    assert page.locator(f"{SHOWN} .notes-body").is_visible()


def test_without_scripts_every_screen_is_a_page_with_plain_links(browser: Any, home: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1024, "height": 768})
    page = context.new_page()
    try:
        page.goto(home + query_of(PAIR), timeout=120_000)
        page.get_by_role("link", name="Next screen").click()
        assert page.url == f"{home}{PAIR}?mode=present&step=2"
        assert page.get_by_role("heading", level=1).inner_text() == "What do you notice?"
        page.locator(f"{SHOWN} summary").click()
        assert page.get_by_role("region", name="Speaker notes").is_visible()
        page.get_by_role("link", name="Leave").click()
        assert page.url == home + PAIR
    finally:
        context.close()


def test_the_link_on_a_page_leads_to_its_screens_without_a_new_load(page: Any, home: str) -> None:
    from playwright.sync_api import expect

    page.goto(home + PAIR, timeout=120_000)
    settle(page)
    page.get_by_role("link", name="Show it in class, step by step").click()
    expect(page.locator(".present")).to_have_count(1)
    assert page.url == f"{home}{PAIR}?mode=present"
    page.keyboard.press("PageDown")
    assert step(page) == 2
