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
}
LOADS = ("load, checked", "load, known valid")


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

    started = time.process_time()
    dataset = load_dataset(folder, is_known_valid=what != LOADS[0])
    if what not in LOADS:
        from server.dashboard import create_app

        client = create_app(dataset).server.test_client()
        before, asked = REQUESTS[what]
        for path in before:
            client.get(path)
        started = time.process_time()
        answer = client.get(asked)
        assert answer.status_code == 200, f"{asked}: {answer.status}"
    return Cost(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


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
        for what in (*LOADS, *REQUESTS):
            _print(what, [measured(what, folder) for folder in folders], factors[-1] / factors[0])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        cost = measure(sys.argv[2], Path(sys.argv[3]))
        print(cost.seconds, cost.megabytes)
    else:
        main(tuple(map(int, sys.argv[1:])) or FACTORS)
