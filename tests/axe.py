"""The rules of axe-core, run on a page that stands open in a browser."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

#: WCAG 2.0 to 2.2, A and AA, and what axe holds to be good practice.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
_RUN = """
async ([tags, without]) => {
  const rules = { "target-size": { enabled: true } };  // of WCAG 2.2; axe leaves it out unless it is asked for
  without.forEach((rule) => { rules[rule] = { enabled: false }; });
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules,
    resultTypes: ["violations"],
  });
  return found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\\n").slice(1).join(" ").trim()}`));
}
"""


@cache
def script() -> str:
    """The source of the axe-core that comes with the pinned package."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Any, *, without: Collection[str] = (), source: Path | None = None) -> list[str]:
    """What axe finds wrong on a playwright page as it stands: rule, place and cause of each fault.

    ``without`` are rules to leave out, ``source`` is the file of another axe-core.
    """
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(source.read_text(encoding="utf-8") if source else script())
    return list(page.evaluate(_RUN, [list(TAGS), list(without)]))
