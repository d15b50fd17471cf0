"""What a reader sees of a chart before anything but its page has come: drawn by the rules that the page brings."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.tables import TOPICS

pytestmark = pytest.mark.browser

#: All that stands above what follows the chart, where it is and how it looks.
ABOVE = """
() => {
  const rest = document.getElementById('rest'), found = [];
  for (const part of document.querySelectorAll('#page *')) {
    if (rest.contains(part) || !(part.compareDocumentPosition(rest) & Node.DOCUMENT_POSITION_FOLLOWING)) { continue; }
    const box = part.getBoundingClientRect(), style = getComputedStyle(part);
    const place = [box.x, box.y, box.width, part.contains(rest) ? 0 : box.height].map(Math.round);
    found.push([part.tagName, part.getAttribute('class'), ...place, style.color, style.backgroundColor, style.font].join(' '));
  }
  return found;
}
"""
WINDOWS = [(1440, "light"), (768, "dark"), (390, "light"), (320, "dark")]


def above(browser: Any, address: str, *, width: int, theme: str, sheet: bool) -> list[str]:
    """What stands above, where the style sheet has come, or never comes. No script runs: nothing is let in."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    try:
        page.route("**/*.js", lambda route: route.abort())
        if not sheet:
            page.route("**/*.css", lambda route: route.abort())
        page.goto(address)
        found: list[str] = page.evaluate(ABOVE)
        return found
    finally:
        page.close()


@pytest.mark.parametrize(("width", "theme"), WINDOWS)
@pytest.mark.parametrize("path", [f"/{topic}" for topic in TOPICS])
def test_a_chart_is_drawn_without_the_style_sheet_as_with_it(
    browser: Any, home: str, path: str, width: int, theme: str
) -> None:
    with_it = above(browser, home + path, width=width, theme=theme, sheet=True)
    without = above(browser, home + path, width=width, theme=theme, sheet=False)
    assert len(with_it) > 100
    differ = [pair for pair in zip(with_it, without, strict=True) if pair[0] != pair[1]]
    assert not differ, "\n".join(" | ".join(pair) for pair in differ[:12])
