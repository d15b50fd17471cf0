"""Pictures as a browser shows them: nothing is cut, nothing covers anything else, and the PNG and the clipboard work."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import settle
from components.picture import INKS, SIZES
from components.picture_file import picture_file
from components.places import args_of
from loaders import Dataset
from test_picture import ALL

pytestmark = pytest.mark.browser
PAIR = "/compare/opsc2004-p56-6/tm-4-4-7-2003"
#: The face that is usual where a system brings no other, and the widest of the common ones.
FACES = ("sans-serif", "DejaVu Sans")

#: The boxes of all lines of a picture, and whether they stand in a chart.
BOXES = """
() => Array.from(document.querySelectorAll("text")).flatMap((text) => {
  const lines = text.querySelectorAll(":scope > tspan[y]");
  return Array.from(lines.length ? lines : [text]).map((line) => {
    const box = line.getBoundingClientRect();
    return { words: line.textContent, left: box.left, right: box.right, top: box.top, bottom: box.bottom };
  });
}).filter((line) => line.words.trim())
"""


@pytest.fixture(scope="module")
def sheet(browser: Any) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    yield page
    page.close()


def boxes(page: Any, svg: str, face: str) -> list[dict[str, Any]]:
    page.set_content(f"<body style='margin:0'>{svg.replace('sans-serif', face)}</body>")
    return list(page.evaluate(BOXES))


def covering(lines: list[dict[str, Any]], least: float) -> list[str]:
    """Pairs of lines of which one covers more than ``least`` of the other, in both directions."""
    found = []
    for place, one in enumerate(lines):
        for other in lines[place + 1 :]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            if across > least and down > 0.35 * (one["bottom"] - one["top"]):
                found.append(f"{one['words']!r} and {other['words']!r}: {across:.1f} by {down:.1f}")
    return found


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ALL)
def test_no_word_is_cut_or_covers_another(real: Dataset, sheet: Any, name: str, size: str, face: str) -> None:
    path, _, query = ALL[name].partition("?")
    made = picture_file(real, f"{path[1:]}.svg", {**args_of(query), "size": [size]}, site="https://figures.example.org")
    assert made is not None
    lines = boxes(sheet, made.body.decode(), face)
    width, height = sheet.evaluate("(() => { const b = document.querySelector('svg').getBoundingClientRect(); return [b.width, b.height]; })()")  # fmt: skip
    assert len(lines) > 5
    outside = [
        line["words"]
        for line in lines
        if line["left"] < 0 or line["top"] < -1 or line["right"] > width or line["bottom"] > height
    ]
    assert outside == []
    assert covering(lines, least=2 if size == "print" else 5) == []


def test_words_that_cover_each_other_are_found(sheet: Any) -> None:
    text = "<text x='{}' y='50' font-size='20'>words</text>"
    lines = boxes(
        sheet, f"<svg width='300' height='100'>{text.format(10)}{text.format(40)}{text.format(150)}</svg>", "serif"
    )
    assert len(covering(lines, least=2)) == 1


# PNG and clipboard


def pixels(png: bytes) -> tuple[int, int, set[bytes]]:
    """Width, height, and the different lines of a PNG."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(data)
    step = len(raw) // height
    return width, height, {raw[place : place + step] for place in range(0, len(raw), step)}


@pytest.fixture
def fold(browser: Any, home: str) -> Iterator[Any]:
    """The page of a pair with its fold of pictures open, in a browser that lets pages use the clipboard."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    page = context.new_page()
    page.goto(home + PAIR, timeout=120_000)
    settle(page)
    page.locator(".picture-links summary").click()
    yield page
    context.close()


def test_png_is_saved_in_the_right_size_and_is_not_blank(fold: Any, tmp_path: Path) -> None:
    for button, size in ((0, (1600, None)), (2, (1920, 1080))):
        with fold.expect_download() as saving:
            fold.locator(".picture-links button[data-does=png]").nth(button).click()
        download = saving.value
        kind = "print" if button == 0 else "slide"
        assert download.suggested_filename == f"pair-opsc2004-p56-6-tm-4-4-7-2003-{kind}.png"
        download.save_as(tmp_path / "picture.png")
        width, height, lines = pixels((tmp_path / "picture.png").read_bytes())
        assert (width, height) == (size[0], size[1] or height)
        assert height > 600
        assert len(lines) > 50


def test_the_button_says_that_a_picture_is_copied_and_the_clipboard_holds_it(fold: Any) -> None:
    from playwright.sync_api import expect

    button = fold.locator(".picture-links button[data-does=copy]").nth(3)
    button.click()
    expect(button).to_have_text("Copied")
    expect(fold.locator("#live")).to_have_text("Copied")
    size = fold.evaluate(
        "async () => { const [item] = await navigator.clipboard.read();"
        " const map = await createImageBitmap(await item.getType('image/png')); return [map.width, map.height]; }"
    )
    assert size == [1920, 1080]
    expect(button).to_have_text("Copy: For a slide, in black and white")


def test_where_the_browser_does_not_allow_it_the_button_says_what_can_be_done(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    page = browser.new_page()
    page.add_init_script("delete window.ClipboardItem")
    page.goto(home + PAIR, timeout=120_000)
    settle(page)
    page.locator(".picture-links summary").click()
    button = page.locator(".picture-links button[data-does=copy]").first
    button.click()
    expect(button).to_have_text("Not possible here: save the PNG")
    page.route("**/picture/**", lambda route: route.abort())
    png = page.locator(".picture-links button[data-does=png]").first
    png.click()
    expect(png).to_have_text("Not possible here: save the SVG")
    page.close()


def test_without_a_script_the_svg_can_be_had_and_no_button_is_shown(browser: Any, home: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(home + PAIR, timeout=120_000)
    page.locator(".picture-links summary").click()
    assert page.locator(".picture-links a").count() == len(SIZES) * len(INKS)
    assert page.locator(".picture-links a").first.is_visible()
    assert not page.locator(".picture-links button").first.is_visible()
    page.close()


def test_the_fold_works_by_keyboard(fold: Any) -> None:
    from playwright.sync_api import expect

    fold.locator(".picture-links summary").focus()
    names = []
    for _ in range(3):
        fold.keyboard.press("Tab")
        names.append(fold.evaluate("document.activeElement.textContent"))
    assert names == [f"{form}: For paper, in colour" for form in ("SVG", "PNG", "Copy")]
    fold.keyboard.press("Enter")
    expect(fold.locator(".picture-links button[data-does=copy]").first).to_have_text("Copied")
