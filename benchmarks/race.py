"""The dashboard beside the same kind of dashboard in other frameworks: ``python benchmarks/race.py PEERS``.

PEERS is a folder with the other applications and the harness that visits them all in turn (see its README), after its
``setup.sh``. This adds the dashboard twice: as it runs (answers that were made before are given again), and with nothing
kept, so that each start validates the data in full and each page is made. What is measured is the harness's own matter;
here the columns are chosen, and each median is divided by that of the plain framework in the same run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[1]
BASE = "dash_plain"
#: Heading, the harness's name of the measure, and the ratio to reach; "+" where more is better.
COLUMNS = (
    ("wire, first view", "first.wire_kb", 0.10, ""),
    ("repeat view", "repeat.wire_kb", 0.03, ""),
    ("first chart seen", "first.chart_ms", 0.10, ""),
    ("chart on 5 Mbit/s", "slow.chart_ms", 0.05, ""),
    ("chart interactive", "first.interactive_ms", 0.45, ""),
    ("tab", "tab_ms", 0.25, ""),
    ("filter", "filter_ms", 0.45, ""),
    ("pages/s", "html.rps", 2.0, "+"),
    ("CPU per page", "html.cpu_ms_per_req", 0.55, ""),
    ("memory under load", "after_load.pss_mb", 0.80, ""),
    ("cold start", "cold_start_ms", 0.95, ""),
)
OTHERS = "dash_plain,vizro,streamlit,panel,dash_tuned_ssr,dash_svg,static_plotly"


def entries() -> list[dict[str, Any]]:
    """The dashboard's entries, with the places of this machine in them."""
    found: dict[str, dict[str, Any]] = {}
    for entry in json.loads((HOME / "benchmarks" / "peers.json").read_text(encoding="utf-8")):
        whole = {**found.get(entry.pop("same_as", ""), {}), **entry, "cwd": str(HOME)}
        found[whole["name"]] = whole
    python = str(HOME / ".venv" / "bin" / "python")
    return [json.loads(json.dumps(entry).replace("{python}", python)) for entry in found.values()]


def run(peers: Path, *, only: str, repeats: int, out: Path) -> None:
    """One run of the harness over ``only`` and the dashboard; the results go to ``out``."""
    apps = json.loads((peers / "apps.json").read_text(encoding="utf-8"))
    ours = entries()
    apps["apps"] += ours
    names = ",".join([*filter(None, only.split(",")), *(entry["name"] for entry in ours)])
    with tempfile.NamedTemporaryFile("w", suffix=".json") as written:
        json.dump(apps, written)
        written.flush()
        harness = [str(peers / "venv-harness" / "bin" / "python"), "measure.py", "--apps", written.name]
        chosen = ["--only", names, "--repeats", str(repeats), "--out", str(out)]
        subprocess.run([*harness, *chosen], cwd=peers, check=True, stdout=subprocess.DEVNULL)


def table(results: dict[str, Any]) -> str:
    """The medians as ratios to the plain framework, in Markdown; what misses its ratio is marked."""
    medians = results["medians"]
    base = medians[BASE]
    lines = ["| app | " + " | ".join(name for name, *_ in COLUMNS) + " |", "|" + " --- |" * (len(COLUMNS) + 1)]
    lines.append(
        "| to reach | " + " | ".join(f"{'>=' if more else '<='} {goal:.2f}" for _, _, goal, more in COLUMNS) + " |"
    )
    for name, found in medians.items():
        cells = []
        for _, key, goal, more in COLUMNS:
            value = found.get(key)
            if value is None or not base.get(key):
                cells.append("-")
                continue
            ratio = value / base[key]
            missed = name.startswith("evidence") and (ratio < goal if more else ratio > goal)
            cells.append(f"{ratio:.3f}" + (" (missed)" if missed else ""))
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines.append(
        "| " + BASE + ", as measured | " + " | ".join(f"{base.get(key) or 0:.1f}" for _, key, *_ in COLUMNS) + " |"
    )
    return "\n".join(lines)


def main() -> None:
    """Run the race and print its table."""
    asked = argparse.ArgumentParser(description="Measure the dashboard beside other frameworks, in one run.")
    asked.add_argument("peers", type=Path, help="the folder of the other applications, set up by its setup.sh")
    asked.add_argument("--only", default=OTHERS, help="names of the other applications, with commas")
    asked.add_argument("--repeats", type=int, default=5)
    asked.add_argument("--out", type=Path, default=HOME / "build" / "race.json", help="where all medians and runs go")
    chosen = asked.parse_args()
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    run(chosen.peers.resolve(), only=chosen.only, repeats=chosen.repeats, out=chosen.out.resolve())
    results = json.loads(chosen.out.read_text(encoding="utf-8"))
    print(table(results))
    for repeat, name, problem in results["errors"]:
        print(f"visit {repeat + 1} of {name} failed: {problem}", file=sys.stderr)


if __name__ == "__main__":
    main()
