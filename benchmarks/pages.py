"""How the cost of a page grows with the data: ``python benchmarks/pages.py [FOLDER ...]``, from the top of the repository.

Folders are larger collections, as ``benchmarks/grown.py`` writes them; the data of this repository come first. For each
page there is the time of the first one of its kind after the data were loaded, and the best of three after it, each time
with what a reader could newly choose (``new``) or the same again. Times are CPU seconds; what counts are their ratios
within one run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from components.pages import page
from loaders.dataset import DEFAULT_FOLDER, Dataset, load_dataset
from server.prerender import to_html

REPEATS = 3
#: For each page its address with a number in it where a reader has a new choice each time.
PAGES = {
    "overview": "/",
    "topic": "/trafficking",
    "largest topic": "/context",
    "topic, another indicator": "/context?indicator_id={indicator}",
    "topic, other years": "/trafficking?year_to={year}",
    "topic, one kind of source": "/cases?source_type={kind}",
    "topic, one figure opened": "/trafficking?figure={figure}",
    "one figure": "/observation/{figure}",
    "evidence": "/evidence/{indicator}",
    "compare": "/compare",
    "compare one indicator": "/compare?indicator_id={indicator}",
    "follow-up": "/follow-up",
    "search": "/search?q={word}",
    "data": "/data",
    "quality": "/quality",
}
#: What is put into the addresses, one for each time.
CHOICES = {
    "indicator": ("population_children", "children_placed_into_care", "children_left_guardian", "children_in_schools"),
    "year": ("2007", "2008", "2009", "2010"),
    "kind": ("government", "ngo", "international", "government"),
    "word": ("trafficking", "court", "2008", "children"),
}


def seconds(work: Callable[[], object]) -> float:
    """The CPU time of some work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _addresses(dataset: Dataset, address: str) -> list[str]:
    figures = dataset.observations
    named = figures.loc[figures["topic"] == "trafficking", "obs_id"].tolist()[: REPEATS + 1]
    known = [name for name in CHOICES["indicator"] if dataset.has("indicators", name)]
    choices = {**CHOICES, "figure": named, "indicator": [*known, *known]}
    return [
        address.format(**{name: values[number] for name, values in choices.items()}) for number in range(REPEATS + 1)
    ]


def cost_of(dataset: Dataset, address: str) -> tuple[float, float]:
    """The seconds of the first page, and the best of the others."""
    times = []
    for one in _addresses(dataset, address):
        path, _, query = one.partition("?")
        times.append(seconds(lambda path=path, query=query: to_html(page(dataset, path, query))))  # type: ignore[misc]
    return times[0], min(times[1:])


def main() -> None:
    """Print a line for each page: the seconds at the first size, and the ratio to them at every other one."""
    folders = [DEFAULT_FOLDER, *map(Path, sys.argv[1:])]
    costs = []
    for folder in folders:
        dataset = load_dataset(folder)
        costs.append({name: cost_of(dataset, address) for name, address in PAGES.items()})
        print(f"{len(dataset.observations):,} figures in {folder.name}")
        del dataset
    print(f"{'page':>28} {'first':>8} {'then':>8}" + "".join(f" {'first':>8} {'then':>8}" for _ in folders[1:]))
    for name in PAGES:
        first, then = costs[0][name]
        others = "".join(f" {of[name][0] / first:>7.1f}x {of[name][1] / then:>7.1f}x" for of in costs[1:])
        print(f"{name:>28} {first:>7.3f}s {then:>7.3f}s{others}")


if __name__ == "__main__":
    main()
