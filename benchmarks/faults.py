"""What does each fault cost its readers? ``python benchmarks/faults.py``, from the top of the repository; needs nginx.

Readers ask without a pause, each time on a new connection, and never ask again. Counted is who got no whole answer. A worker
or an instance that is killed may cost what it held, and nothing else may cost anything. It ends with status 1 where that is
not so.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from deploy.local import ROOT, instances, proxy
from example_data import write_example
from running import PATHS, Readers, Running, dashboard
from server.serving import THREADS
from test_faults import IDLE, SLOW, slow_readers
from test_renewing import mend, spoil, write

READERS = 6
ANSWERS = 1500


def told(name: str, readers: Readers, *, may: int = 0, more: str = "") -> bool:
    """Print a line of the table, and say whether no more failed than may."""
    took = sorted(readers.took)
    half, most = (1000 * took[int(len(took) * part)] for part in (0.5, 0.99))
    print(
        f"| {name} | {readers.answers:,} | {len(readers.failed)} | {may} | {half:.0f} / {most:.0f} | {more} |",
        flush=True,
    )
    if len(readers.failed) > may:
        print(*readers.failed, sep="\n")
    return len(readers.failed) <= may


def idle_and_slow(running: Running) -> bool:
    """The same readers alone, and beside a thousand who say nothing or little."""
    with Readers(running.port, READERS) as alone:
        alone.wait_for(ANSWERS)
    with slow_readers(running.port), Readers(running.port, READERS) as beside:
        beside.wait_for(ANSWERS)
    fine = told("nothing", alone)
    return told(f"{IDLE} idle and {SLOW} slow connections", beside) and fine


def killed_worker(running: Running) -> bool:
    """Five workers, one after the other."""
    with Readers(running.port, READERS) as readers:
        for _ in range(5):
            readers.wait_for(ANSWERS // 5)
            before = running.workers()
            os.kill(before[0], signal.SIGKILL)
            until = time.monotonic() + 30
            while len(set(running.workers()) - set(before)) < 1 and time.monotonic() < until:
                time.sleep(0.02)
        readers.wait_for(ANSWERS // 5)
    return told("five workers killed (SIGKILL)", readers, may=5 * THREADS)


def new_data(running: Running, data: Path) -> bool:
    """Ten changes of the data, half of them with a fault."""
    with Readers(running.port, READERS) as readers:
        for number in range(10):
            write(data, number)
            (spoil if number % 2 else mend)(data)
            before = len(running.told("reload_accepted")) + len(running.told("reload_rejected"))
            running.process.send_signal(signal.SIGHUP)
            while len(running.told("reload_accepted")) + len(running.told("reload_rejected")) == before:
                time.sleep(0.05)
            readers.wait_for(ANSWERS // 10)
    mend(data)
    accepted, rejected = len(running.told("reload_accepted")), len(running.told("reload_rejected"))
    return told("ten HUPs with new data", readers, more=f"{accepted} taken, {rejected} refused")


def end(running: Running) -> bool:
    """SIGTERM under load."""
    with Readers(running.port, READERS) as readers:
        readers.wait_for(ANSWERS // 5)
        running.process.terminate()
        status = running.process.wait(60)
    fine = told("SIGTERM", readers, more=f"ends with {status}, {readers.refused} readers refused afterwards")
    return fine and status == 0


def full_disk(folder: Path, data: Path) -> bool:
    """No file may be longer than 6 kB, so that hardly an answer can be kept."""

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))

    with dashboard(data, folder, limits=limits) as running, Readers(running.port, READERS) as readers:
        readers.wait_for(ANSWERS // 5)
    return told(
        "a disk without room", readers, more=f"told {len(running.told('not_kept') + running.told('not_copied'))} times"
    )


def awakening(folder: Path) -> bool:
    """The first requests after a start on our own data: as many new addresses as there are threads, and readers of what is
    kept."""
    data = ROOT / "data"
    with dashboard(data, folder, WORKERS="1") as running:
        kept = [path for path in PATHS if path != "/version"]
        for path in kept:
            running.ask(path)
    with dashboard(data, folder, WORKERS="1") as running, ThreadPoolExecutor(THREADS) as threads:
        new = [threads.submit(running.ask, f"/search?q={number}") for number in range(THREADS)]
        with Readers(running.port, 2, paths=kept) as readers:
            readers.wait_for(100)
        statuses = [each.result()[0] for each in new]
    longest = f"the longest wait for a kept answer {max(readers.took):.1f} s; new ones {set(statuses)}"
    return told(f"{THREADS} new addresses at the first moment", readers, more=longest)


def killed_instance() -> bool:
    """One of two instances behind nginx, without its cache."""

    def without_cache(conf: str) -> str:
        return conf.replace("proxy_cache dashboard;", "proxy_cache off;")

    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)
        folder.chmod(0o755)
        behind = opened.enter_context(instances(KEEP=f"{name}/kept", LOG="errors"))
        front = opened.enter_context(proxy(folder, [each.port for each in behind], change=without_cache))
        with Readers(front.port, READERS, paths=("/cases", "/", "/adoptions?lang=ru", "/version")) as readers:
            readers.wait_for(ANSWERS // 2)
            behind[0].kill()
            readers.wait_for(ANSWERS // 2)
        again = sum(", " in line.partition("app=")[2].partition(' "')[0] for line in front.log.read_text().splitlines())
    return told("nginx in front of two instances, one killed", readers, more=f"{again} asked again of the other one")


def main() -> int:
    """Do all of it and print a table."""
    print("| what happens | answers | failed | may fail | ms: half / 99 % | |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = write_example(folder / "data")

        def running_with(check: Callable[[Running], bool], **settings: str) -> bool:
            with dashboard(data, folder, **settings) as running:
                for path in PATHS:
                    running.ask(path)
                return check(running)

        fine = [
            running_with(idle_and_slow),
            running_with(killed_worker, WORKERS="2"),
            running_with(lambda running: new_data(running, data), WORKERS="2"),
            running_with(end, WORKERS="2"),
            awakening(folder),
        ]
        (folder / "full").mkdir()
        fine += [full_disk(folder / "full", data), killed_instance()]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
