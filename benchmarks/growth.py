"""What becomes of times and memory when the data grow: ``python benchmarks/growth.py [FACTOR ...]``.

Data folders of 1, 10 and 100 times today's figures are made by ``benchmarks/grown.py``. Each thing is measured in a
process of its own, as CPU time and as the most memory that the process ever held. What is printed are ratios to the
first size, and the slope: the exponent with which the cost grows from the first size to the last one, 0 for what stays
the same, 1 for what grows with the data, 2 for what grows with their square.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.dataset import Dataset

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME))

FACTORS = (1, 10, 100)
#: What was asked for before, and what is measured: the answer to a request. Nothing before: the first one at all.
REQUESTS: dict[str, tuple[tuple[str, ...], str]] = {
    "first page": ((), "/trafficking"),
    "tab": (("/", "/trafficking"), "/cases"),
    "filter": (("/trafficking",), "/trafficking?indicator_id=trafficking_victims_detected&breakdown=citizenship"),
    "search, first": (("/",), "/search?q=convictions"),
    "search": (("/", "/search?q=trafficking"), "/search?q=convictions"),
    "comparison": (("/compare?topic=adoptions",), "/compare?topic=convictions"),
    "CSV": ((), "/api/v1/observations.csv"),
    "XLSX": ((), "/api/v1/observations.xlsx"),
    "JSON": ((), "/api/v1/observations.json"),
    "data package": ((), "/api/v1/datapackage.zip"),
}
#: Of a file: until its first part is sent.
_BEGUN = ", begun"
REQUESTS |= {f"{name}{_BEGUN}": REQUESTS[name] for name in ("CSV", "XLSX", "JSON", "data package")}
LOADS = ("load, checked", "load, known valid")
#: The index of the search is made at the first start of an edition, opened at every later one.
INDEX_MADE, INDEX_OPENED = "search index, made", "search index, opened"
_INDEX_ALONE = "--index"


@dataclass(frozen=True)
class Cost:
    """CPU seconds, and megabytes that the process held at most."""

    seconds: float
    megabytes: float


def measured(what: str, folder: Path) -> Cost:
    """The cost of one thing in a fresh process."""
    found = subprocess.run(
        [sys.executable, __file__, "--one", what, str(folder)], cwd=HOME, check=True, capture_output=True, text=True
    )
    seconds, megabytes = map(float, found.stdout.split()[-2:])
    return Cost(seconds, megabytes)


def measure(what: str, folder: Path) -> Cost:
    """The cost of one thing in this process, which has done nothing else."""
    from loaders.dataset import load_dataset
    from loaders.search_kept import make_ready

    started = time.process_time()
    dataset = load_dataset(folder, is_known_valid=what != LOADS[0])
    with tempfile.TemporaryDirectory() as made:
        index = Path(made) / "index"
        if what == INDEX_OPENED or "search" in REQUESTS.get(what, ((), ""))[1]:
            subprocess.run([sys.executable, __file__, _INDEX_ALONE, str(folder), str(index)], cwd=HOME, check=True)
            started = time.process_time()
            make_ready(dataset, index)
        elif what == INDEX_MADE:
            started = time.process_time()
            make_ready(dataset, index)
        if what in REQUESTS:
            started = _asked(dataset, *REQUESTS[what], only_begun=what.endswith(_BEGUN))
    return Cost(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _asked(dataset: Dataset, before: tuple[str, ...], asked: str, *, only_begun: bool) -> float:
    """Ask for some addresses and then for the one that is measured, part by part as a server sends it; when that began.

    ``only_begun`` goes no further than the first part.
    """
    from server.dashboard import create_app

    client = create_app(dataset).server.test_client()
    for path in before:
        client.get(path)
    started = time.process_time()
    answer = client.get(asked, buffered=False)
    parts = iter(answer.response)
    size = len(next(parts)) if only_begun else sum(map(len, parts))
    assert (answer.status_code, size > 0) == (200, True), f"{asked}: {answer.status}"
    return started


def slope(first: float, last: float, growth: float) -> float:
    """The exponent with which a cost grows."""
    return math.log(last / first) / math.log(growth)


def _print(what: str, costs: list[Cost], growth: float) -> None:
    for name, values in (("time", [cost.seconds for cost in costs]), ("memory", [cost.megabytes for cost in costs])):
        ratios = "".join(f"{value / values[0]:>9.2f}x" for value in values)
        print(f"{what:<18} {name:<7}{ratios}{slope(values[0], values[-1], growth):>8.2f}", flush=True)


def main(factors: tuple[int, ...]) -> None:
    """Make the folders and print a table."""
    from benchmarks.grown import write_grown

    with tempfile.TemporaryDirectory() as made:
        folders = []
        for factor in factors:
            folders.append(Path(made) / str(factor))
            write_grown(factor, folders[-1])
        print(f"{'':<18} {'':<7}" + "".join(f"{factor:>9}x" for factor in factors) + f"{'slope':>8}")
        for what in (*LOADS, INDEX_MADE, INDEX_OPENED, *REQUESTS):
            _print(what, [measured(what, folder) for folder in folders], factors[-1] / factors[0])


if __name__ == "__main__":
    if sys.argv[1:2] == [_INDEX_ALONE]:
        from loaders.dataset import load_dataset
        from loaders.search_kept import make_ready

        make_ready(load_dataset(Path(sys.argv[2]), is_known_valid=True), Path(sys.argv[3]))
    elif sys.argv[1:2] == ["--one"]:
        cost = measure(sys.argv[2], Path(sys.argv[3]))
        print(cost.seconds, cost.megabytes)
    else:
        main(tuple(map(int, sys.argv[1:])) or FACTORS)
