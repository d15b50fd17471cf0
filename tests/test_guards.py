"""Every protection that benchmarks/guards.py takes out is there, and one that nothing notices is told."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue

import pytest

from benchmarks import guards
from benchmarks.guards import Guard
from sources_of_code import ROOT

LISTED = guards.guards()


@pytest.mark.parametrize("guard", LISTED, ids=lambda guard: f"{guard.of}: {guard.what}")
def test_a_protection_stands_once_where_it_is_said_to_stand(guard: Guard) -> None:
    text = (ROOT / guard.file).read_text(encoding="utf-8")
    assert guards.without(guard, text) != text
    assert guard.tests
    assert [test for test in guard.tests if not (ROOT / test).is_file()] == []


def test_each_is_listed_once_and_no_group_is_missing() -> None:
    assert len({guard.what for guard in LISTED}) == len(LISTED)
    groups = {guard.of for guard in LISTED}
    assert groups >= {"data", "swap", "reader", "limits", "policy", "markup", "formulas", "load", "supply", "privacy"}


def test_a_protection_that_is_no_longer_there_is_told_with_its_file() -> None:
    with pytest.raises(ValueError, match=r"app\.py: 'old' stands there 0 times"):
        guards.without(Guard("x", "y", "app.py", "old", "new", ()), "something else")


@pytest.mark.parametrize(
    ("test", "is_noticed"),
    [
        ("from code import A\ndef test_it(): assert A == 1", True),
        ("def test_it(): pass", False),
        ("import nothing_like_it", False),
        ("", False),
    ],
    ids=["fails", "passes", "cannot be run", "holds no test"],
)
def test_only_a_test_that_fails_has_noticed(tmp_path: Path, test: str, is_noticed: bool) -> None:
    (tmp_path / "code.py").write_text("A = 1\n")
    (tmp_path / "test_it.py").write_text(test + "\n")
    homes: SimpleQueue[Path] = SimpleQueue()
    homes.put(tmp_path)
    guard = Guard("x", "y", "code.py", "A = 1", "A = 2", ("test_it.py",))
    assert guards.tried(guard, homes)[0] == is_noticed
    assert (tmp_path / "code.py").read_text() == "A = 1\n"
    assert homes.get() == tmp_path


@pytest.mark.parametrize(("is_noticed", "status"), [(True, 0), (False, 1)])
def test_it_ends_with_1_where_nothing_notices(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], is_noticed: bool, status: int
) -> None:
    monkeypatch.setattr(guards, "results", lambda chosen: [(is_noticed, "told")] * len(chosen))
    assert guards.main(["nosniff"]) == status
    assert ("**nothing**" in capsys.readouterr().out) != is_noticed
    assert guards.main(["no such protection"]) == 1
