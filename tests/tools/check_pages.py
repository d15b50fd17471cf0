"""Hold every kind of page against the Nu HTML checker, the newest axe-core and Lighthouse: ``make check-pages``.

Words after the command choose kinds of page by their names. Ends with 1 when anything is below what it should be.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

from outside_checkers import AT, AXE, CATEGORIES, FORMS, Findings, check_html, lighthouse

import axe
from browsing import installed_chromium, visiting
from loaders import load_dataset
from page_kinds import KINDS, Kind, observations_drawn

WIDTHS = (1440, 390)
ROOT = Path(__file__).resolve().parents[2]
#: The page, errors and warnings of its HTML, faults that axe finds, three scores on a desk and in a hand.
ROW = "{:<26} {:>6} {:>8} {:>6}   {:>13}   {:>13}"


@contextmanager
def running() -> Iterator[str]:
    """The address of the product, started on a free port as its readers meet it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    environment = os.environ | {"PORT": str(port)}
    process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None or not process.stdout.readline():
            raise RuntimeError("the product did not start")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def first_response(home: str, kind: Kind) -> tuple[int, bytes]:
    """Status and body that the address of a page answers."""
    try:
        with urllib.request.urlopen(home + kind.path, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def html_findings(home: str, kinds: Sequence[Kind]) -> dict[Kind, Findings]:
    """What the HTML checker says of each page as it is first sent."""
    found, files = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            status, body = first_response(home, kind)
            if status != kind.status:
                found[kind] = Findings([f"answers {status} and not {kind.status}"])
                continue
            files[kind] = Path(folder) / f"{re.sub(r'[^a-z0-9]+', '-', kind.name)}.html"
            files[kind].write_bytes(body)
        told = check_html(files.values())
    return found | {kind: told[path.stem] for kind, path in files.items()}


def axe_faults(browser: Any, home: str, kind: Kind) -> list[str]:
    """What the newest axe-core finds on a page as it stands when it is drawn, in both themes at both widths."""
    from playwright.sync_api import Error

    found = []
    try:
        with visiting(browser, home, kind) as page:
            for width, theme in product(WIDTHS, ("light", "dark")):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=theme)
                found += [f"axe, {theme}, {width} wide: {fault}" for fault in axe.violations(page, source=AXE)]
    except (AssertionError, Error) as error:
        found.append(f"axe: {str(error).splitlines()[0]}")
    return found


def check(home: str, kinds: Sequence[Kind], drawn: Sequence[Kind], chromium: str) -> Iterator[tuple[Kind, Findings]]:
    """Each page with all that is found; for the pages in ``drawn`` only their HTML."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)
    html = html_findings(home, [*kinds, *drawn])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for kind in (*kinds, *drawn):
            page = html[kind]
            counts = [len(page.errors), len(page.warnings), "-"]
            answers = not any(error.startswith("answers") for error in page.errors)
            if answers and kind in kinds:
                faults = axe_faults(browser, home, kind)
                counts[2] = len(faults)
                page.errors += faults
            for form in FORMS if answers and kind in kinds and kind.status == 200 else ():
                seen = lighthouse(home + kind.path, form=form, browser=chromium)
                page.errors += seen.errors
                page.scores |= seen.scores
            scores = ["/".join(str(page.scores.get((form, name), "-")) for name in CATEGORIES) for form in FORMS]
            print(ROW.format(kind.name[:26], *counts, *scores), flush=True)
            yield kind, page
        browser.close()


def told(kind: Kind, findings: Sequence[str], what: str = "") -> list[str]:
    """Each finding once, with its first place and the number of places."""
    places: dict[str, list[str]] = {}
    for finding in findings:
        words, _, place = finding.partition(AT)
        places.setdefault(words, []).append(place)
    times = {words: f" ({len(found)} times)" if len(found) > 1 else "" for words, found in places.items()}
    return [f"{kind.path}: {what}{words}{times[words]}  {found[0]}" for words, found in places.items()]


def main(words: Sequence[str]) -> int:
    """Check the kinds of page that the words choose, or all of them. Returns the exit status."""
    chromium = installed_chromium()
    missing = [tool for tool in ("node", "java") if not shutil.which(tool)]
    if chromium is None or missing:
        names = ", ".join([*missing, *([] if chromium else ["Chromium or Chrome"])])
        print(f"make check-pages needs node, npm, java and Chromium; not installed: {names}", file=sys.stderr)
        return 2
    kinds = [kind for kind in KINDS if not words or any(word in kind.name for word in words)]
    drawn = [] if words else observations_drawn(load_dataset().observations["obs_id"])
    print(ROW.format("page", "errors", "warnings", "axe", *(f"{form} a/b/s" for form in FORMS)), flush=True)
    with running() as home:
        found = list(check(home, kinds, drawn, chromium))
    lines = [line for kind, page in found for line in told(kind, page.errors)]
    lines += [line for kind, page in found for line in told(kind, page.warnings, "warning: ")]
    low = [kind for kind, page in found if page.errors or any(score < 100 for score in page.scores.values())]
    print("", *lines, f"{len(low)} of {len(found)} pages are not as they should be.", sep="\n")
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
