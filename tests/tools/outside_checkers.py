"""The Nu HTML checker and Lighthouse, run as programs; both come from ``package-lock.json`` beside this file."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MODULES = Path(__file__).parent / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
CATEGORIES = ("accessibility", "best-practices", "seo")
FORMS = ("desktop", "mobile")
#: Between what is wrong and the place where it is, so that the same fault at many places is told once.
AT = " … "


@dataclass
class Findings:
    """What one page was told: errors, warnings, and scores by form and category."""

    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    scores: dict[tuple[str, str], int] = field(default_factory=dict)


def check_html(pages: Iterable[Path]) -> dict[str, Findings]:
    """What the Nu HTML checker says of saved pages, by the name of the file without its ending."""
    files = {path.stem: path for path in pages}
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", *map(str, files.values())]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode or not done.stderr.startswith("{"):
        raise RuntimeError(f"the Nu HTML checker did not run: {done.stderr[:500]}")
    found = {name: Findings() for name in files}
    for message in json.loads(done.stderr)["messages"]:
        page = found[Path(message["url"].removeprefix("file:")).stem]
        place = re.sub(r"\s+", " ", message.get("extract", "")).strip()
        words = f"HTML: {message['message']}{AT}{place}"
        (page.warnings if message["type"] == "info" else page.errors).append(words)
    return found


def lighthouse(address: str, *, form: str, browser: str) -> Findings:
    """The scores of a page on a desk or in a hand, and each check that it did not pass in full."""
    command = ["node", str(MODULES / "lighthouse" / "cli" / "index.js"), address, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox"]
    command += ["--preset=desktop"] if form == "desktop" else []
    environment = os.environ | {"CHROME_PATH": browser}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)
    if done.returncode:
        return Findings([f"Lighthouse, {form}: {done.stderr.strip()[-300:]}"])
    report = json.loads(done.stdout)
    if "runtimeError" in report:
        return Findings([f"Lighthouse, {form}: {report['runtimeError']['message']}"])
    found = Findings()
    for name, category in report["categories"].items():
        score = round(100 * (category["score"] or 0))
        found.scores[form, name] = score
        audits = [report["audits"][reference["id"]] for reference in category["auditRefs"] if reference["weight"]]
        failed = [audit for audit in audits if audit["score"] is not None and audit["score"] < 1]
        found.errors += [f"Lighthouse, {form}, {name}: {_words(audit)}" for audit in failed]
        if score < 100 and not failed:
            found.errors.append(f"Lighthouse, {form}, {name}: {score}")
    return found


def _words(audit: dict[str, Any]) -> str:
    items = audit.get("details", {}).get("items", [])[:5]
    places = [item.get("node", {}).get("selector") or item.get("description") or item.get("source") for item in items]
    return f"{audit['id']}: {audit['title']} {[place for place in places if place]}"
