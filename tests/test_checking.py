"""Data are checked by a process of its own: nothing but its word that they are right lets anything be served."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import server.checking as checking
from loaders import InvalidData, load_dataset
from server.checking import checked_beside, loaded_beside
from server.collecting import uncollected
from server.renewing import Renewal
from server.settings import Settings
from sources_of_code import ROOT
from test_explained import change
from test_server import free_port, is_open, read, start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the check runs in the same process")


def nothing() -> None:
    """What is done meanwhile where it does not matter."""


def spoil(folder: Path) -> None:
    """Faults of a text, of a row, between tables, and of a file."""
    cases = folder / "observations" / "cases.csv"
    cases.write_text(cases.read_text("utf-8").replace(",2008-01-01,", ",20o8-01-01,"), "utf-8")
    (folder / "observations" / "other.tsv").write_text("a\tb\n")
    bodies = folder / "bodies.csv"
    bodies.write_text(bodies.read_text("utf-8") + "UPPER,unknown_kind,,,,\n", "utf-8")


def problems_of(load: Callable[[], object]) -> tuple[object, ...]:
    with pytest.raises(InvalidData) as caught:
        load()
    return tuple(caught.value.problems)


def test_what_is_loaded_beside_is_what_is_loaded_alone(example_folder: Path) -> None:
    beside, alone = loaded_beside(example_folder, nothing), load_dataset(example_folder)
    assert beside.content_hash == alone.content_hash
    assert beside.verdicts == alone.verdicts
    assert beside.observations.equals(alone.observations)
    assert beside.comparisons.equals(alone.comparisons)


def test_the_same_problems_are_told_in_the_same_order(example_folder: Path) -> None:
    spoil(example_folder)
    told = problems_of(lambda: loaded_beside(example_folder, nothing))
    assert len(told) > 2
    assert told == problems_of(lambda: load_dataset(example_folder))


def test_what_is_found_only_in_what_is_computed_is_told_as_well(example_folder: Path) -> None:
    """The fourth pass is the work of the process that serves."""
    change(example_folder, "explanations.csv", "pair_2004", lambda _row: None)
    told = problems_of(lambda: loaded_beside(example_folder, nothing))
    assert len(told) == 1
    assert told == problems_of(lambda: load_dataset(example_folder))


def test_more_problems_than_a_pipe_holds_are_all_told(example_folder: Path) -> None:
    cases = example_folder / "observations" / "cases.csv"
    header, row, *_ = cases.read_text("utf-8").splitlines()
    cases.write_text("\n".join([header, *[row.replace(",", ",?")] * 900]) + "\n", "utf-8")
    told = problems_of(lambda: loaded_beside(example_folder, nothing))
    assert sum(len(str(problem)) for problem in told) > 2**16
    assert told == problems_of(lambda: load_dataset(example_folder))


def test_the_check_and_the_rest_of_the_start_go_on_at_the_same_time() -> None:
    """Each of the two waits for the other."""
    context = multiprocessing.get_context("fork")
    checks, starts = context.Event(), context.Event()

    def check() -> None:
        checks.set()
        if not starts.wait(60):
            raise InvalidData([])

    def meanwhile() -> None:
        assert checks.wait(60)
        starts.set()

    checked_beside(check, meanwhile, place="data")


@pytest.mark.parametrize(
    ("check", "status"),
    [
        (lambda: os._exit(0), "0"),
        (lambda: os._exit(7), "7"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "-9"),
        (lambda: 1 / 0, "1"),
    ],
    ids=["ends without a word", "ends itself", "is killed", "has a fault"],
)
def test_a_check_that_ends_without_a_verdict_accepts_nothing(
    check: Callable[[], object], status: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(
        InvalidData, match=rf"^data:0: folder: the check ended without a verdict \(exit status {status}\)"
    ):
        checked_beside(check, nothing, place="data")
    assert ("ZeroDivisionError" in capfd.readouterr().err) == (status == "1")


def test_half_a_verdict_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(_check: object, tells: multiprocessing.connection.Connection) -> None:
        os.write(tells.fileno(), b"\0\0\0\xff half")

    monkeypatch.setattr(checking, "_tell_verdict", half)
    with pytest.raises(InvalidData, match="without a verdict"):
        checked_beside(nothing, nothing, place="data")


def test_a_file_that_cannot_be_read_while_data_are_checked_is_told_with_its_name() -> None:
    def check() -> None:
        raise PermissionError(13, "Permission denied", "sources.csv")

    with pytest.raises(PermissionError) as caught:
        checked_beside(check, nothing, place="data")
    assert caught.value.filename == "sources.csv"


def test_where_no_process_can_be_made_the_check_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    def check() -> None:
        raise InvalidData([])

    done: list[str] = []
    monkeypatch.setattr(os, "fork", refused)
    checked_beside(lambda: done.append("checked"), lambda: done.append("imported"), place="data")
    assert done == ["checked", "imported"]
    with pytest.raises(InvalidData):
        checked_beside(check, nothing, place="data")


def test_a_start_that_fails_leaves_no_process_behind() -> None:
    def meanwhile() -> None:
        raise ImportError("dash")

    with pytest.raises(ImportError):
        checked_beside(lambda: threading.Event().wait(600), meanwhile, place="data")
    assert multiprocessing.active_children() == []


def test_a_check_that_dies_leaves_the_last_good_data(
    example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal = Renewal(Settings(data_dir=example_folder, keep=None, pack=tmp_path / "none.zip"))
    before = renewal.ready.app
    monkeypatch.setattr("loaders.dataset.check_read", lambda _raw: os._exit(9))
    assert renewal.renewed() is before
    assert before.health.told["status"] == "update_rejected"


WAITS = """
import sys
import app, loaders.dataset, server.serving, server.starting
def told(event, function):
    def telling(*arguments, **named):
        found = function(*arguments, **named)
        with open(EVENTS, "a") as events:
            print(event, file=events)
        return found
    return telling
check = loaders.dataset.check_read
loaders.dataset.check_read = told("checked", lambda raw: (check(raw), open(FIFO).read()))
server.starting._import_dashboard = told("imported", server.starting._import_dashboard)
server.serving.listening_socket = told("bound", server.serving.listening_socket)
sys.exit(app.main([]))
"""


def writer_of(fifo: Path) -> int | None:
    """A descriptor to write into a pipe, if somebody reads from it."""
    with suppress(OSError):
        return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
    return None


def test_the_port_is_bound_when_the_check_has_ended_and_not_before(example_folder: Path, tmp_path: Path) -> None:
    """The check waits at its very end, until all else has been done."""
    fifo, events, port = tmp_path / "fifo", tmp_path / "events", free_port()
    os.mkfifo(fifo)
    code = f"FIFO, EVENTS = {str(fifo)!r}, {str(events)!r}\n{WAITS}"
    process = start(port, "-c", code, DATA_DIR=str(example_folder), KEEP="off", PYTHONPATH=str(ROOT))
    try:
        opened = None
        while opened is None:
            assert process.poll() is None
            assert not is_open(port)
            opened = writer_of(fifo) if events.exists() else None
        os.close(opened)
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Serving")
        assert "<html" in read(f"http://127.0.0.1:{port}/cases")
        assert events.read_text().split() == ["imported", "checked", "bound"]
    finally:
        process.terminate()
        process.communicate()


SERVES = """
import sys
from pathlib import Path
from server.settings import Settings
from server.starting import made_ready
made_ready(Settings(data_dir=Path(DATA), keep=None))
print(*{name.split(".")[0] for name in sys.modules})
"""


def test_who_serves_has_not_loaded_what_checks_and_what_makes_workbooks(example_folder: Path) -> None:
    """Every worker would hold it in memory, and every start would wait for it."""
    code = f"DATA = {str(example_folder)!r}\n{SERVES}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"pandas", "dash"} <= loaded
    assert not {"pandera", "openpyxl"} & loaded


class Circle:
    """What only the collector can take away."""

    def __init__(self) -> None:
        self.itself = self


def test_what_a_start_left_is_taken_away_by_the_next_one() -> None:
    with uncollected():
        assert not gc.isenabled()
        first = weakref.ref(Circle())
    assert gc.isenabled()
    gc.collect()
    assert first() is not None
    with uncollected():
        assert first() is None
    gc.unfreeze()


def test_a_start_that_fails_leaves_the_collector_as_it_was() -> None:
    with pytest.raises(InvalidData), uncollected():
        raise InvalidData([])
    assert gc.isenabled()
    gc.unfreeze()
