"""Charts in a real browser: the drawing, plotly's chart in its place, the keyboard, and both themes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from browsing import Heard, settle
from components import ids, palette

pytestmark = pytest.mark.browser

#: 1,023 children: para. 56 of Kazakhstan's first report, the first figure of the year 2003 on its page.
ADOPTIONS_2003 = "opsc2004-p56-6"
RATINGS = "/trafficking?indicator_id=tip_tier"
#: Where the marks of both hands stand in their chart, from left to right and from the top down.
CENTRES = """(selectors) => {
  const plot = document.querySelector('.plot:has(.live-chart)'), home = plot.getBoundingClientRect();
  return selectors.map((selector) => Array.from(plot.querySelectorAll(selector), (mark) => {
    const box = mark.getBoundingClientRect();
    return [box.x + box.width / 2 - home.x, box.y + box.height / 2 - home.y];
  }).sort((one, other) => Math.round(one[0] - other[0]) || one[1] - other[1]));
}"""
MARKS = [".drawn a.point svg path", ".js-plotly-plot .scatterlayer path.point"]
#: Everything of the page that has moved since it was first drawn, as shares of the window.
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  const add = (list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) { sum += entry.value; } });
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""

#: The years below a chart that are shown, each with where it begins and ends; first those of the drawing, then plotly's.
YEARS = """(selectors) => selectors.map((selector) => Array.from(document.querySelectorAll(selector))
  .filter((text) => /^[0-9]{4}$/.test(text.textContent) && text.getClientRects().length)
  .map((text) => text.getBoundingClientRect()).map((box) => [box.left, box.right])
  .sort((one, other) => one[0] - other[0]))"""


@contextmanager
def opened(
    browser: Any, address: str, *, width: int = 1440, live: bool = True, heard: Heard | None = None, **options: Any
) -> Iterator[Any]:
    """A page; with ``live`` once plotly has drawn its chart, else without any script."""
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=live, **options)
    if heard is not None:
        heard.listen(page)
    page.goto(address, timeout=90_000)  # the first page of a server that also works for others
    if live:
        settle(page)
        page.locator(".drawn[data-covered]").first.wait_for(state="attached")
    yield page
    page.close()


def style_of(page: Any, selector: str, name: str) -> str:
    """A computed style of the first element of a selector."""
    written = page.locator(selector).first.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return str(written)


def rgb(colour: str) -> str:
    """A colour of the palette as browsers write it."""
    return "rgb(" + ", ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ")"


def test_without_javascript_the_chart_is_there_and_its_marks_are_links(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/adoptions", live=False) as page:
        expect(page.locator(".plot .drawn > svg").first).to_be_visible()
        mark = page.locator(f'a.point[data-obs="{ADOPTIONS_2003}"]')
        expect(mark.locator("path")).to_be_visible()
        assert "1,023" in mark.locator("title").text_content()
        mark.click()
        assert page.url == f"{home}/observation/{ADOPTIONS_2003}"


@pytest.mark.parametrize("width", [1440, 768, 430, 390, 360, 320])
def test_years_stand_apart(browser: Any, home: str, width: int) -> None:
    """On phones every second one gives way; both hands leave out the same ones."""
    with opened(browser, f"{home}/cases", width=width) as page:
        drawn, live = page.evaluate(YEARS, [".drawn:has(+ .live-chart) > svg text", ".live-chart .xtick text"])
    assert len(drawn) == len(live) == (10 if width > 448 else 5)
    for years in (drawn, live):
        gaps = [later[0] - earlier[1] for earlier, later in itertools.pairwise(years)]
        assert min(gaps) > 8, gaps


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["/adoptions", "/cases", RATINGS])
def test_both_hands_put_every_mark_at_the_same_place(browser: Any, home: str, path: str, width: int) -> None:
    heard = Heard()
    with opened(browser, home + path, width=width, heard=heard) as page:
        drawn, plotted = page.evaluate(CENTRES, MARKS)
        assert len(drawn) == len(plotted) > 3
        for one, other in zip(drawn, plotted, strict=True):
            assert one == pytest.approx(other, abs=2)
        assert heard.complaints == []


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_when_plotly_takes_the_drawing_s_place(browser: Any, home: str, width: int) -> None:
    with opened(browser, f"{home}/adoptions", width=width, live=False) as page:
        before = page.locator(".plot").first.bounding_box()
    with opened(browser, f"{home}/adoptions", width=width) as page:
        after = page.locator(".plot").first.bounding_box()
        # Buttons that only a page without scripts needs may stand above the chart.
        assert {**after, "y": 0} == {**before, "y": 0}
        assert page.evaluate(SHIFTS) < 0.02
        assert style_of(page, ".drawn[data-covered] > svg", "visibility") == "hidden"


def test_the_keyboard_goes_from_figure_to_figure_and_into_one(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/adoptions", reduced_motion="reduce") as page:
        plot, live = page.locator(f"#{ids.plot_id(ids.CHART)}"), page.locator(f"#{ids.LIVE}")
        figures = plot.locator("a.point").evaluate_all(
            "(all) => all.map((one) => [Number(one.dataset.time), one.dataset.letter, one.dataset.words])"
        )
        plot.focus()
        page.keyboard.press("Home")
        told = []
        for _ in figures:
            told.append(live.text_content())
            page.keyboard.press("ArrowRight")
        assert told == [words for _, _, words in sorted(figures)]
        assert live.text_content() == told[-1]
        page.keyboard.press("Home")
        while "1,023" not in live.text_content():
            page.keyboard.press("ArrowRight")
        words = live.text_content()
        assert all(part in words for part in ("1,023", "2003", "para. 56", "counted by"))
        centre_of_ring, centre_of_mark = (
            page.locator(selector).first.evaluate(
                "(e) => { const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; }"
            )
            for selector in (".ring", f'a.point[data-obs="{ADOPTIONS_2003}"] path')
        )
        assert centre_of_ring == pytest.approx(centre_of_mark, abs=1)
        expect(page.locator(".told")).to_contain_text("1,023")
        page.keyboard.press("ArrowUp")
        expect(live).not_to_have_text(words)
        page.keyboard.press("ArrowDown")
        expect(live).to_have_text(words)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{home}/observation/{ADOPTIONS_2003}")


def test_escape_leaves_the_figure_and_stays_at_the_chart(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/adoptions") as page:
        plot = page.locator(f"#{ids.plot_id(ids.CHART)}")
        plot.focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator(".ring")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".ring")).to_be_hidden()
        expect(plot).to_be_focused()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{home}/adoptions")


def test_small_charts_are_drawings_that_the_keyboard_enters_too(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    address = f"{home}/convictions?indicator_id=child_offenders_convicted&breakdown=sex"
    with opened(browser, address, reduced_motion="reduce") as page:
        panel = page.locator(".panels .plot").first
        expect(panel.locator(".drawn > svg")).to_be_visible()
        expect(panel.locator(".live-chart")).to_have_count(0)
        panel.focus()
        page.keyboard.press("ArrowRight")
        expect(panel.locator(".ring")).to_be_visible()
        assert style_of(page, ".ring", "transitionDuration") == "0s"


def test_a_mark_of_plotly_leads_to_its_figure(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, f"{home}/adoptions") as page:
        page.evaluate("window.stays = true")
        page.evaluate(
            "(name) => document.querySelector('.js-plotly-plot').emit('plotly_click', {points: [{customdata: name}]})",
            ADOPTIONS_2003,
        )
        expect(page).to_have_url(f"{home}/observation/{ADOPTIONS_2003}")
        assert page.evaluate("window.stays") is True


def test_a_mark_of_plotly_opens_a_window_where_a_link_would(browser: Any, home: str) -> None:
    with opened(browser, f"{home}/adoptions") as page, page.context.expect_page() as other:
        page.evaluate(
            "(name) => document.querySelector('.js-plotly-plot')"
            ".emit('plotly_click', {points: [{customdata: name}], event: {ctrlKey: true}})",
            ADOPTIONS_2003,
        )
        assert page.url == f"{home}/adoptions"
    assert other.value.url == f"{home}/observation/{ADOPTIONS_2003}"
    other.value.close()


@pytest.mark.parametrize(("device", "asked"), [("dark", ""), ("light", "dark"), ("dark", "light")])
def test_both_hands_follow_the_theme(browser: Any, home: str, device: str, asked: str) -> None:
    colours = palette.DARK if (asked or device) == "dark" else palette.LIGHT
    query = f"?{ids.THEME}={asked}" if asked else ""
    with opened(browser, f"{home}/adoptions{query}", color_scheme=device) as page:
        page.mouse.move(0, 0)
        assert style_of(page, "body", "backgroundColor") == rgb(colours["paper"])
        assert style_of(page, ".js-plotly-plot .main-svg", "backgroundColor") == rgb(colours["paper"])
        own = f'.drawn a.point[data-obs="{ADOPTIONS_2003}"] path'
        assert style_of(page, own, "fill") == style_of(page, own, "stroke") == rgb(colours["government"])
        kinds, paper = {rgb(colours[name]) for name in palette.KIND_COLOURS}, rgb(colours["paper"])
        marks = page.locator(".js-plotly-plot .scatterlayer path.point")
        found = marks.evaluate_all(
            "(all) => all.map((one) => getComputedStyle(one)).map((own) => [own.stroke, own.fill])"
        )
        assert {stroke for stroke, _ in found} <= kinds
        assert {fill for _, fill in found} <= kinds | {paper}
        assert style_of(page, ".js-plotly-plot .ytick text", "fill") == rgb(colours["muted"])
        assert style_of(page, ".js-plotly-plot .ygrid", "stroke") == rgb(colours["rule"])


def test_no_colour_of_the_light_theme_is_left_in_a_dark_chart(browser: Any, home: str) -> None:
    """Hatching, hover labels and words included."""
    light = {rgb(colour) for colour in palette.LIGHT.values()}
    with opened(browser, f"{home}/convictions?{ids.INDICATOR}=convicted_art132", color_scheme="dark") as page:
        page.locator(".js-plotly-plot .scatterlayer path.point").first.hover(force=True)
        page.locator(".js-plotly-plot .hoverlayer path").first.wait_for()
        left = page.evaluate(
            """(light) => Array.from(document.querySelectorAll('.plot *')).flatMap((one) => {
              const style = getComputedStyle(one);
              return [style.fill, style.stroke, style.backgroundColor].filter((colour) => light.includes(colour));
            })""",
            sorted(light),
        )
        assert left == []
