"""Every broken file of ``tests/corpus`` ends with exit code 1 and a message that names its place and kind of fault, within
seconds and a bounded memory; whatever else is raised fails the test."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checks import none_of
from corpus.broken import Broken, Door
from corpus.everything import CORPUS
from corpus.running import SECONDS, Originals, faults_of, fingerprint, run_apart, run_here
from example_data import write_example
from loaders.kinds import Kind
from sources_of_code import ROOT, calls, modules

HEAVY = [case for case in CORPUS if case.is_heavy]


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Originals:
    return Originals(tmp_path_factory.mktemp("originals"))


@pytest.mark.parametrize("case", [case for case in CORPUS if not case.is_heavy], ids=str)
def test_a_broken_file_is_told_with_its_place_and_its_kind(
    case: Broken,
    originals: Originals,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = originals.copied(case.door, tmp_path)
    place = case.make(target)
    none_of(faults_of(run_here(originals.command(case.door, target), capsys, monkeypatch), case, place))


@pytest.mark.parametrize("case", HEAVY, ids=str)
def test_a_file_that_would_fill_the_memory_is_told_within_two_gigabytes_and_seconds(
    case: Broken, originals: Originals, tmp_path: Path
) -> None:
    target = originals.copied(case.door, tmp_path)
    place = case.make(target)
    none_of(faults_of(run_apart(originals.command(case.door, target)), case, place))


# nothing hides behind a catch-all


def _swallows_everything(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches what nobody foresaw, and does not raise it again."""
    caught = handler.type
    kinds = [caught, *(caught.elts if isinstance(caught, ast.Tuple) else ())]
    is_broad = caught is None or any(
        getattr(kind, "id", getattr(kind, "attr", "")) in ("Exception", "BaseException") for kind in kinds
    )
    return is_broad and not any(isinstance(node, ast.Raise) and node.exc is None for node in handler.body)


def _suppresses_everything(call: ast.Call) -> bool:
    return any(getattr(kind, "id", "") in ("Exception", "BaseException") for kind in call.args)


def test_no_catch_all_hides_an_error_that_nobody_foresaw() -> None:
    for name, tree in modules().items():
        handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
        assert [node.lineno for node in handlers if _swallows_everything(node)] == [], name
        assert [call.lineno for call in calls(tree, "suppress") if _suppresses_everything(call)] == [], name


@pytest.mark.parametrize(
    "code", ["except Exception: pass", "except: pass", "except (ValueError, Exception) as e: x = e"]
)
def test_a_catch_all_is_found(code: str) -> None:
    (handler,) = (node for node in ast.walk(ast.parse(f"try:\n  x\n{code}")) if isinstance(node, ast.ExceptHandler))
    assert _swallows_everything(handler)


# what may not be read


@contextmanager
def without_rights() -> Iterator[None]:
    """For the superuser, who may read everything: another user for as long as this lasts."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user may enter, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize(
    ("what", "mode", "told"),
    [
        ("bodies.csv", 0o000, "bodies.csv:0: row: the file cannot be read; found 'Permission denied'"),
        ("observations", 0o000, "observations:0: row: the folder cannot be read; found 'Permission denied'"),
        ("observations", 0o444, "observations/cases.csv:0: row: the file cannot be read; found 'Permission denied'"),
        ("audit.json", 0o000, "audit.json:0: row: the file cannot be read; found 'Permission denied'"),
    ],
)
def test_what_may_not_be_read_is_told(
    open_place: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    mode: int,
    told: str,
) -> None:
    folder = write_example(open_place / "data")
    (folder / "audit.json").touch()
    run_here(["validate", str(folder)], capsys, monkeypatch)  # what is imported late is imported before
    (folder / what).chmod(mode)
    try:
        with without_rights():
            found = run_here(["validate", str(folder)], capsys, monkeypatch)
    finally:
        (folder / what).chmod(0o755)
    assert found.code == 1
    assert any(line.startswith(told) for line in found.lines), found.lines[:5]
    assert (Kind.UNREADABLE, next(line for line in found.lines if line.startswith(told))) in found.kinds


# the list itself


def test_the_corpus_has_more_than_two_hundred_files_of_different_names() -> None:
    assert len(CORPUS) > 400
    assert [name for name, times in Counter(str(case) for case in CORPUS).items() if times > 1] == []
    assert {case.door for case in CORPUS} == set(Door)


def test_every_kind_of_fault_is_in_the_corpus() -> None:
    """They differ in what is broken: each kind that the loaders name is there, and no kind is a third of all."""
    kinds = Counter(case.kind for case in CORPUS)
    assert set(Kind) - set(kinds) == set()
    assert max(kinds.values()) < len(CORPUS) / 3


def test_no_two_files_of_the_corpus_are_the_same(originals: Originals, tmp_path: Path) -> None:
    """As bytes; heavy ones are left out, since each has a size that no other has."""
    made: dict[tuple[Door, str], str] = {}
    for number, case in enumerate(case for case in CORPUS if not case.is_heavy):
        target = originals.copied(case.door, _new(tmp_path / str(number)))
        case.make(target)
        key = case.door, fingerprint(target)
        assert key not in made, f"{case} is {made[key]}"
        made[key] = str(case)


def _new(path: Path) -> Path:
    path.mkdir()
    return path


# the start of the dashboard


STARTS = ["a file that is missing", "a pipe in the place of a file", "a link to itself", "a cell of ten megabytes",
          "a letter of Latin-1", "a number with an underscore", "a day that February never has"]  # fmt: skip


@pytest.mark.parametrize("name", STARTS)
def test_the_dashboard_does_not_start_on_a_broken_file(originals: Originals, tmp_path: Path, name: str) -> None:
    case = next(case for case in CORPUS if case.name == name and case.door is Door.DATA)
    folder = originals.copied(case.door, tmp_path)
    case.make(folder)
    settings = {"DATA_DIR": str(folder), "KEEP": str(tmp_path / "kept")}
    done = subprocess.run(
        [sys.executable, "app.py", "prepare"],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "bodies.csv:" in done.stderr or "observations/cases.csv:" in done.stderr
