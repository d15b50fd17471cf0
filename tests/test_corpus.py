"""Every broken file of ``tests/corpus`` ends with exit code 1 and a message that names its place and kind of fault, within
seconds and a bounded memory; whatever else is raised fails the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import none_of
from corpus.broken import Broken
from corpus.everything import CORPUS
from corpus.running import Originals, faults_of, run_apart, run_here

HEAVY = [case for case in CORPUS if case.is_heavy]


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Originals:
    return Originals(tmp_path_factory.mktemp("originals"))


@pytest.mark.parametrize("case", [case for case in CORPUS if not case.is_heavy], ids=str)
def test_a_broken_file_is_told_with_its_place_and_its_kind(
    case: Broken, originals: Originals, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
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
