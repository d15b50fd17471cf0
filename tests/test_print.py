"""On paper: A4 in black and white, everything unfolded, nothing cut, and on every sheet where it comes from."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from browsing import settle, visiting
from components import palette, sheet_line
from components.state import SHEETS
from components.version_line import version_words
from loaders import Dataset
from loaders.publication import data_version
from loaders.tables import TOPICS
from loaders.texts import LANGUAGES
from page_kinds import KINDS, Kind, params
from test_lessons import LESSONS
from trees import every, words

ASSETS = Path(__file__).resolve().parent.parent / "assets"
#: 210 mm without the margins of assets/print.css, in CSS pixels.
SHEET_WIDTH = round((210 - 2 * 14) / 25.4 * 96)
FOUND = [kind for kind in KINDS if kind.status == 200]

#: What is wrong with a page on paper, found by the browser that lays it out.
FAULTS = """() => {
  const paper = document.documentElement.clientWidth, faults = [];
  const seen = (element) => element.checkVisibility({ checkVisibilityCSS: true }) && element.getClientRects().length;
  const clipped = (element) => element.closest('.hidden') || getComputedStyle(element).clipPath !== 'none';
  const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') || ''} ` +
    `${element.textContent.trim().slice(0, 40)}`;
  for (const element of document.querySelectorAll('#page *')) {
    if (!seen(element) || clipped(element) || [...element.children].some((child) => clipped(child))) continue;
    if (element.closest('.evidence .full, caption.hidden, defs, pattern')) continue;
    const box = element.getBoundingClientRect();
    if (box.width && (box.right > paper + 1 || box.left < -1)) faults.push(`beyond the sheet: ${name(element)} ${box.left} to ${box.right}`);
    const overflow = getComputedStyle(element).overflowX;
    if (['auto', 'scroll', 'hidden', 'clip'].includes(overflow) && element.scrollWidth > element.clientWidth + 1)
      faults.push(`cut: ${name(element)}`);
  }
  for (const element of document.querySelectorAll('#page :is(nav, form, button, select, input, .toggle, .skip, .js-plotly-plot)'))
    if (seen(element)) faults.push(`a control: ${name(element)}`);
  for (const element of document.querySelectorAll('#page details'))
    if (seen(element) && !element.open) faults.push(`folded: ${name(element)}`);
  for (const element of document.querySelectorAll('#page main :is(table, .sources, .sentence, .drawn > svg)'))
    if (!seen(element) && !element.closest('.take')) faults.push(`not printed: ${name(element)}`);
  return faults;
}"""


def on_paper(page: Any) -> None:
    """The page as it is laid out for a sheet, by a reader who likes it dark."""
    page.set_viewport_size({"width": SHEET_WIDTH, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")


@pytest.mark.browser
@pytest.mark.parametrize("kind", params(FOUND), ids=lambda kind: kind.name)
def test_nothing_is_cut_folded_or_left_to_choose_on_paper(browser: Any, home: str, kind: Kind, real: Dataset) -> None:
    with visiting(browser, home, kind, width=SHEET_WIDTH) as page:
        on_paper(page)
        assert page.evaluate(FAULTS) == []
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
            "rgba(0, 0, 0, 0)",
            "rgb(255, 255, 255)",
        )
        told = page.evaluate("document.documentElement.style.cssText")
        assert data_version(real) in told
        assert f'--sheet-address: "{home}{kind.path.split("?")[0]}' in told


def sheets(page: Any) -> list[str]:
    """The words of each sheet, in which a line may break anywhere: without any spaces."""
    made = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return [re.sub(r"\s", "", sheet.extract_text()) for sheet in made.pages]


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_every_sheet_tells_the_address_and_the_version(browser: Any, home: str, real: Dataset, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{home}/adoptions?breakdown=sex&lang=ru", timeout=120_000)
    if script:
        settle(page)
    found = sheets(page)
    assert len(found) > 2
    address = "/adoptions?breakdown=sex&lang=ru"
    for number, sheet in enumerate(found, start=1):
        assert f"{home if script else ''}{address}" in sheet
        assert data_version(real) in sheet
        assert f"{number}/{len(found)}" in sheet
    context.close()


@pytest.mark.browser
def test_the_address_follows_the_reader_from_page_to_page(browser: Any, home: str) -> None:
    with visiting(browser, home, Kind("overview", "/")) as page:
        page.locator("footer a[href='/quality']").click()
        page.wait_for_selector(".quality")
        assert all(f"{home}/quality" in sheet for sheet in sheets(page))


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "topic",
    [pytest.param(topic, marks=[] if topic in ("adoptions", "trafficking") else pytest.mark.pages) for topic in TOPICS],
)
def test_a_brief_fits_one_sheet(browser: Any, home: str, topic: str, lang: str) -> None:
    with visiting(browser, home, Kind(topic, f"/brief/{topic}?lang={lang}")) as page:
        assert len(sheets(page)) == 1


def _sheets_of_lessons() -> Iterator[Any]:
    """Every lesson in every language; those without further marks were once the worst."""
    for lesson in LESSONS:
        for lang in LANGUAGES:
            usual = lesson in ("stock-and-flow", "two-official-numbers") and lang in ("en", "kk")
            yield pytest.param(lesson, lang, marks=[] if usual else pytest.mark.pages)


@pytest.mark.browser
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize(("lesson", "lang"), list(_sheets_of_lessons()))
def test_no_sheet_of_a_lesson_is_wasted(
    browser: Any, home: str, real: Dataset, lesson: str, lang: str, sheet: str
) -> None:
    address = f"/lessons/{lesson}?sheet={sheet}" + (f"&lang={lang}" if lang != "en" else "")
    context = browser.new_context(java_script_enabled=False)  # the first answer is printed just so, and sooner
    page = context.new_page()
    page.goto(home + address, timeout=120_000)
    found = [unicodedata.normalize("NFKC", one) for one in sheets(page)]
    questions = [re.sub(r"\s", "", one) for one in page.locator(".questions > li").all_inner_texts()]
    context.close()
    edge = re.sub(r"\s", "", version_words(real, lang))
    letters = [len(one.replace(address, "").replace(edge, "")) for one in found]
    assert all(number > 600 for number in letters[:-1]), letters
    assert letters[-1] > 60, letters
    assert len(found) <= 4
    for question in questions:
        assert any(question in one for one in found), question


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "marks"), [("en", "“”‘’"), ("ru", "«»„“"), ("kk", "«»„“")])
def test_words_of_a_source_stand_in_the_quotation_marks_of_the_page(
    browser: Any, home: str, lang: str, marks: str
) -> None:
    with visiting(browser, home, Kind("lesson", f"/lessons/two-official-numbers?lang={lang}")) as page:
        quoted = page.locator("main q").first
        assert quoted.get_attribute("lang") == (None if lang == "en" else "en")
        assert re.sub(r'[" ]', "", quoted.evaluate("(words) => getComputedStyle(words).quotes")) == marks


def test_paper_has_the_colours_of_pictures_without_colour() -> None:
    style = (ASSETS / "style.css").read_text(encoding="utf-8")
    block = re.search(r"^@media print \{\n  :root:root \{(.*?)\}", style, re.DOTALL | re.MULTILINE)
    assert block is not None
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block[1]))
    assert {name: found.get(name) for name in palette.IN_BLACK} == palette.IN_BLACK
    screen = set(re.findall(r"--([a-z0-9-]+):", re.search(r":root\[data-theme=\"dark\"\] \{(.*?)\}", style)[1]))  # type: ignore[index]
    assert screen <= set(re.findall(r"--([a-z0-9-]+):", block[1]))


def test_print_rules_stand_in_one_style_sheet() -> None:
    """But for the colours, and pages with a layout of their own: what the width of a window asks for, paper never does."""
    for name in ("style.css", "charts.css", "compare.css", "take.css", "brief.css"):
        rules = (ASSETS / name).read_text(encoding="utf-8")
        assert not re.findall(r"@media \((?:min|max)-width", rules), name
        assert rules.count("@media print") == (name == "style.css"), name


def test_an_address_on_paper_has_its_language_and_no_theme(real: Dataset) -> None:
    assert sheet_line.printed_address("/cases", "lang=kk&theme=dark&events=shown") == "/cases?events=shown&lang=kk"
    assert sheet_line.printed_address("/cases", "lang=en") == "/cases"
    line = sheet_line.paper_line(real, "/cases", "", "en")
    assert words(line).split()[-1] == "/cases"
    assert data_version(real) in getattr(every(line)[0], "data-version")


def test_nobody_writes_rules_through_the_address(real: Dataset) -> None:
    style = sheet_line.sheet_style(real, "/search", 'q="; color: red; x: "\\', site="https://x.org")
    assert style.count('"') == 4
    assert "\\" not in style
    assert style.startswith('--sheet-address: "https://x.org/search?q=')
