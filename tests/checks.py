"""What cannot be read from the code of a page: asked of the page as it stands open in a browser."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

_SCRIPT = Path(__file__).parent / "in_page" / "checks.js"
#: WCAG 1.4.12: what a reader's own style sheet may ask for.
TEXT_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } "
    "p { margin-bottom: 2em !important }"
)


def ask(page: Any, name: str, argument: object = None) -> Any:
    """The answer of one of the functions in ``in_page/checks.js``, mostly a list of faults."""
    if not page.evaluate("Boolean(window.pageChecks)"):
        page.evaluate(_SCRIPT.read_text(encoding="utf-8"))
    return page.evaluate(f"(argument) => window.pageChecks.{name}(argument)", argument)


def none_of(faults: Iterable[str]) -> None:
    """Fail with all faults in full, each once."""
    found = list(dict.fromkeys(faults))
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def walk(page: Any, *, backwards: bool = False) -> list[str]:
    """What is wrong with the way of the Tab key through a page, there or back.

    Everything that can be used is reached once, in the order of the document, each time with a focus that is
    seen, and one press more leaves the page or begins anew.
    """
    key = "Shift+Tab" if backwards else "Tab"
    # Backwards, the first press leaves the beginning of the page, and the next one comes in at its end.
    for _ in range(ask(page, "startWalk") + backwards):
        page.keyboard.press(key)
    last = page.evaluate_handle("document.activeElement")
    faults = list(ask(page, "endWalk", backwards))
    page.keyboard.press(key)
    if page.evaluate("(last) => last !== document.body && last === document.activeElement", last):
        faults.append("the focus cannot leave the last control")
    return faults


def with_text_spacing(page: Any) -> Any:
    """Space out all text as WCAG 1.4.12 has it. Returns the style element, for taking it away again."""
    return page.add_style_tag(content=TEXT_SPACING)
