"""The three readers' ways through the product in a real browser, in each language; and no page breaks at a phone's width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import axe
from browsing import Heard, settle, visiting
from checks import none_of
from loaders import Dataset
from loaders.exports.as_csv import read_csv
from loaders.texts import LANGUAGES, text
from page_kinds import KINDS, Kind

pytestmark = pytest.mark.browser

#: Typed from the document: CRC/C/OPSC/KAZ/1, paragraph 56, prints 3,676; each language writes it in its own way.
PRINTED = {"en": "3,676", "ru": "3\xa0676", "kk": "3\xa0676"}
PLACE = {"en": "para. 56", "ru": "п. 56", "kk": "56-тармақ"}
#: The same pages that every run of the tests walks through, each in the two other languages.
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
EVERY_RUN = ("adoptions", "brief", "lesson")


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(accept_downloads=True, reduced_motion="reduce")
    opened = context.new_page()
    yield opened
    context.close()


def in_language(address: str, lang: str) -> str:
    return address if lang == "en" else f"{address}{'&' if '?' in address else '?'}lang={lang}"


def keeps(page: Any, lang: str) -> bool:
    """Whether the address and the page are in a language."""
    page.wait_for_function(f"document.documentElement.lang === '{lang}'")
    return ("lang=" in page.url) == (lang != "en") and (lang == "en" or f"lang={lang}" in page.url)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_policymaker_sees_the_latest_figure_the_disagreement_and_who_asks_for_better_data(
    page: Any, home: str, real: Dataset, lang: str
) -> None:
    from playwright.sync_api import expect

    heard = Heard()
    heard.listen(page)
    page.goto(in_language(f"{home}/", lang))
    settle(page)
    page.get_by_role("link", name=real.code("topic", "adoptions", lang), exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(real.code("topic", "adoptions", lang))
    assert keeps(page, lang)
    # CRC/C/OPSC/KAZ/1, para. 56 prints 1,023 for 2003, TransMonEE table 4.4.7 prints 933
    verdict = page.locator(".verdict-conflict").first
    thousand = {"en": "1,023", "ru": "1\xa0023", "kk": "1\xa0023"}[lang]
    expect(verdict).to_contain_text(thousand)
    expect(verdict).to_contain_text("933")
    page.get_by_role("link", name=text(real, "brief.link", lang=lang)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(real.code("topic", "adoptions", lang))
    page.wait_for_url("**/brief/adoptions*")
    assert keeps(page, lang)
    page.locator("main a[href*='/follow-up']").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text(real, "follow.heading", lang=lang))
    assert keeps(page, lang)
    assert heard.complaints == []
    assert heard.elsewhere(home) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_journalist_finds_a_figure_and_has_it_in_a_file(
    page: Any, home: str, real: Dataset, tmp_path: Path, lang: str
) -> None:
    from playwright.sync_api import expect

    page.goto(in_language(f"{home}/search", lang))
    settle(page)
    page.get_by_role("searchbox").last.fill(PRINTED[lang].replace("\xa0", " "))
    page.keyboard.press("Enter")
    hit = page.locator("main a[href^='/observation/opsc2004']").first
    expect(hit).to_contain_text(PRINTED[lang])
    hit.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(PRINTED[lang])
    expect(page.locator("main")).to_contain_text(PLACE[lang])
    assert keeps(page, lang)
    with page.expect_download() as waiting:
        page.locator(".take a[href*='observations.csv']").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    (row,) = read_csv(file.read_bytes())
    # the words are those of the reader, the figure and its place those of the document
    assert (row["value_as_printed"], row["locator"]) == ("3,676", "para. 56")
    assert row["value"] == PRINTED[lang]
    assert row["indicator_id_label"] == real.label("indicators", row["indicator_id"], lang)
    assert row["counted_by_label"] == (
        real.label("bodies", row["counted_by"], lang)
        if row["counted_by"]
        else text(real, "counter.unattributed", lang=lang)
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_teacher_shows_a_lesson_and_has_its_sheets(page: Any, home: str, real: Dataset, lang: str) -> None:
    from playwright.sync_api import expect

    heard = Heard()
    heard.listen(page)
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(in_language(f"{home}/lessons", lang))
    settle(page)
    name = real.label("lessons", "two-official-numbers", lang)
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.locator("main a[href*='mode=present']").first.click()
    shown = page.locator(".present [data-screen]:not([hidden])")
    expect(shown).to_have_count(1)
    assert keeps(page, lang)
    first = shown.inner_text()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("/step=2/.test(location.search)")
    assert shown.inner_text() != first
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.locator("main a[href*='sheet=key']").first.click()
    # computed from the two documents: 1,023 less 933
    expect(page.locator("main")).to_contain_text(re.compile(r"\b90\b"))
    assert keeps(page, lang)
    assert heard.complaints == []


def kinds_in() -> list[Any]:
    """Pages in the two other languages; most are marked ``pages``, since they take long."""
    found = []
    for kind in KINDS:
        if kind.status == 200 and not kind.is_twin:
            marks = [] if kind.name in EVERY_RUN else [pytest.mark.pages]
            found += [pytest.param(kind, lang, marks=marks, id=f"{kind.name}-{lang}") for lang in OTHERS]
    return found


@pytest.mark.parametrize(("kind", "lang"), kinds_in())
def test_a_page_breaks_no_rule_and_no_width_in_another_language(browser: Any, home: str, kind: Kind, lang: str) -> None:
    found = []
    with visiting(browser, home, Kind(kind.name, in_language(kind.path, lang))) as opened:
        assert opened.evaluate("document.documentElement.lang") == lang
        found += axe.violations(opened)
        opened.set_viewport_size({"width": 320, "height": 800})
        opened.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if opened.evaluate("document.documentElement.scrollWidth") > 320:
            found.append("wider than 320 pixels")
    none_of(found)
