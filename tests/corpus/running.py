"""Running a broken file through its door: what is printed, how it ends, and which kinds of fault the loaders name."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import loaders.__main__
from corpus.broken import Broken, Door
from curated import made
from example_data import write_example
from import_example import write_import_folder, write_sources
from loaders.cells import SourceFault
from loaders.curating import commands
from loaders.curating.faults import BadWorkbook
from loaders.kinds import Kind
from loaders.problems import InvalidData

#: Seconds and bytes of address space within which the worst file is told; pandas alone takes 0.7 GB of the second.
SECONDS, MEMORY = 30, 2 * 2**30


@dataclass
class Told:
    """How a run ended: its exit code, the lines that it printed, and the kinds of fault with the words of each."""

    code: int
    lines: list[str]
    kinds: list[tuple[Kind, str]] = field(default_factory=list)


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Stop what takes longer, as a failure of the test."""

    def stop(*_: Any) -> None:
        pytest.fail(f"this took longer than {seconds} seconds", pytrace=False)

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def noted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[Kind, str]]]:
    """The kinds of every fault that the loaders raise meanwhile; what they raise is passed on."""
    kinds: list[tuple[Kind, str]] = []

    def noting(name: str, module: Any) -> None:
        real = getattr(module, name)

        def run(*given: Any, **named: Any) -> Any:
            try:
                return real(*given, **named)
            except InvalidData as error:
                kinds.extend((problem.kind, str(problem)) for problem in error.problems)
                raise
            except BadWorkbook as error:
                kinds.extend((fault.kind, str(fault)) for fault in error.faults)
                raise
            except SourceFault as error:
                kinds.append((error.kind, str(error)))
                raise

        monkeypatch.setattr(module, name, run)

    noting("load_dataset", loaders.__main__)
    noting("import_all", loaders.__main__)
    noting("from_workbook", commands)
    problems_of_record = loaders.__main__.record_problems

    def record_problems(folder: Path) -> Any:
        found = problems_of_record(folder)
        kinds.extend((problem.kind, str(problem)) for problem in found)
        return found

    monkeypatch.setattr(loaders.__main__, "record_problems", record_problems)
    yield kinds


class Originals:
    """What is valid, made once, and copied for each case that breaks it."""

    def __init__(self, place: Path) -> None:
        self._data = write_example(place / Door.DATA.value)
        self._workbook = made(self._data)
        self._import = place / Door.SOURCES.value
        self._import.mkdir()
        write_import_folder(self._import / "data")
        write_sources(self._import / "sources")

    def copied(self, door: Door, place: Path) -> Path:
        """A copy of what comes in by a door, to be broken."""
        target = place / door.value
        if door is Door.WORKBOOK:
            shutil.copy(self._workbook, target)
        else:
            shutil.copytree(self._data if door is Door.DATA else self._import, target)
        return target

    def command(self, door: Door, target: Path) -> list[str]:
        """The arguments of ``python -m loaders`` that read what was broken."""
        if door is Door.DATA:
            return ["validate", str(target)]
        if door is Door.WORKBOOK:
            return ["from-workbook", str(target), str(self._data), "--dry-run"]
        return ["import", "--sources", str(target / "sources"), str(target / "data")]


def run_here(arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    """Run a command in this process. What nobody foresaw is raised, and fails the test."""
    capsys.readouterr()
    with within(SECONDS), noted(monkeypatch) as kinds:
        code = loaders.__main__.main(arguments)
    printed = capsys.readouterr()
    return Told(code, (printed.out + printed.err).splitlines(), kinds)


def run_apart(arguments: list[str], *, memory: int = MEMORY, seconds: int = SECONDS) -> Told:
    """Run a command in a process of its own with limits of memory and time."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    done = subprocess.run(
        [sys.executable, "-m", "loaders", *arguments],
        cwd=Path(__file__).parents[2],
        # each thread of the libraries for linear algebra sets memory aside
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        preexec_fn=limit,
        timeout=seconds,
        check=False,
    )
    return Told(done.returncode, (done.stdout + done.stderr).decode("utf-8").splitlines())


def faults_of(told: Told, case: Broken, place: str) -> list[str]:
    """What is wrong with how a broken file was told: nothing, if it is told as the case wants it."""
    fitting = [line for line in told.lines if place in line and case.words in line]
    faults = [] if told.code == 1 else [f"the exit code is {told.code} and not 1"]
    if any("Traceback" in line for line in told.lines):
        faults.append("a traceback is printed")
    if not fitting:
        faults.append(f"no line tells {place!r} with {case.words!r}")
    if not case.is_heavy and not any(kind is case.kind and case.words in words for kind, words in told.kinds):
        faults.append(
            f"no fault of the kind {case.kind} tells of it, but {sorted({str(kind) for kind, _ in told.kinds})}"
        )
    return [*faults, *(line[:300] for line in told.lines[:10])] if faults else []


def fingerprint(target: Path) -> str:
    """What stands below a path, as text that differs where anything differs: names, links, kinds of file, bytes."""
    paths = [target, *sorted(target.rglob("*"))] if target.is_dir() and not target.is_symlink() else [target]
    return "\n".join(f"{path.relative_to(target)!s} {_content(path)}" for path in paths)


def _content(path: Path) -> str:
    if path.is_symlink():
        return f"link to {os.readlink(path)}"
    if not path.exists():
        return "nothing"
    if not path.is_file():
        return f"mode {stat.S_IFMT(path.stat().st_mode)}"
    return sha256(path.read_bytes()).hexdigest()
