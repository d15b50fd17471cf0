"""Takes protections out, one at a time, in a copy of the program, and shows that a test fails for it.

    .venv/bin/python benchmarks/guards.py [WORD ...]

`benchmarks/guards.toml` lists them; WORDs choose those whose group or sentence holds one. First the tests that are named
must pass as things are. Prints a line for each protection with the first test that failed; ends with 1 where none did, or
where tests could not be run at all. It takes some twenty minutes on two cores.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parents[1]
LIST = Path(__file__).with_suffix(".toml")
#: Copies that are worked in at the same time.
JOBS = 2
#: Seconds for the tests of one protection. Without some protections a test waits for ever.
PATIENCE = 600
#: What pytest says when tests were run and one failed; everything else but 0 means that they could not be run.
_FAILED = 1


@dataclass(frozen=True)
class Guard:
    """A protection: ``old`` stands once in ``file`` and is what protects; with ``new`` in its place one of ``tests`` fails."""

    of: str
    what: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def guards(words: Sequence[str] = ()) -> list[Guard]:
    """Those whose group or sentence holds one of the words; all without words."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))["guard"]
    found = [Guard(**{**one, "tests": tuple(one["tests"])}) for one in listed]
    return [one for one in found if not words or any(word in f"{one.of} {one.what}" for word in words)]


def without(guard: Guard, text: str) -> str:
    """The text of a guard's file with the protection taken out. Raises ``ValueError`` where it does not stand there once."""
    if text.count(guard.old) != 1:
        raise ValueError(f"{guard.file}: {guard.old!r} stands there {text.count(guard.old)} times; correct {LIST.name}")
    return text.replace(guard.old, guard.new)


def copied(home: Path) -> Path:
    """A copy of the files of the program as they are now, those that are ignored left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            place = home / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place)
    return home


def run(home: Path, tests: Iterable[str]) -> tuple[int, str]:
    """How pytest ends in a copy, and the first test that failed; without end, it has failed."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", *tests]
    with subprocess.Popen(
        command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    ) as begun:
        try:
            printed = begun.communicate(timeout=PATIENCE)[0]
        except subprocess.TimeoutExpired:
            return _FAILED, f"a test that waits for ever (stopped after {PATIENCE} s)"
        finally:
            with suppress(ProcessLookupError):  # with whatever the tests have left running
                os.killpg(begun.pid, signal.SIGKILL)
    failed = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", printed, re.MULTILINE)
    return begun.returncode, failed[1] if failed else printed.strip().rpartition("\n")[2]


def tried(guard: Guard, homes: SimpleQueue[Path]) -> tuple[bool, str]:
    """Whether a test failed without a protection, and which one."""
    home = homes.get()
    file = home / guard.file
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(without(guard, text), encoding="utf-8")
        status, told = run(home, guard.tests)
    finally:
        file.write_text(text, encoding="utf-8")
        homes.put(home)
    return status == _FAILED, told


def results(chosen: Sequence[Guard]) -> Iterator[tuple[bool, str]]:
    """What came of each protection, in their order; first of the tests of all of them with nothing taken out."""
    with tempfile.TemporaryDirectory() as folder:
        homes: SimpleQueue[Path] = SimpleQueue()
        for number in range(JOBS):
            homes.put(copied(Path(folder) / str(number)))
        home = homes.get()
        status, told = run(home, sorted({test for guard in chosen for test in guard.tests}))
        homes.put(home)
        if status:
            raise SystemExit(f"with nothing taken out the tests must pass, and they do not: {told}")
        with ThreadPoolExecutor(JOBS) as pool:
            yield from pool.map(lambda guard: tried(guard, homes), chosen)


def main(words: Sequence[str]) -> int:
    """Try those that are chosen. Returns 1 where a protection can go without a test that fails."""
    chosen = guards(words)
    print("| of | protection | taken out of | what fails |\n| --- | --- | --- | --- |")
    unguarded = 0
    for guard, (is_guarded, told) in zip(chosen, results(chosen), strict=True):
        unguarded += not is_guarded
        print(
            f"| {guard.of} | {guard.what} | `{guard.file}` | {'' if is_guarded else '**nothing** '}{told} |", flush=True
        )
    print(f"\n{len(chosen)} taken out, {len(chosen) - unguarded} noticed")
    return 1 if unguarded or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
