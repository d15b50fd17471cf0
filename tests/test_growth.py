"""What loading and taking away cost when the data grow: counted as steps of the program, so that no clock decides."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.grown import write_grown
from example_data import write_example
from loaders import Dataset, load_dataset
from loaders.dataset import content_hash
from loaders.exports.api import api_file
from loaders.problems import InvalidData
from loaders.provenance import check_supersedes
from loaders.search import figures_found, found
from loaders.search_kept import make_ready
from loaders.tables import TABLES

#: Each size is twice the one before. What a work costs at any size falls out of the differences between them.
SMALL, MIDDLE, LARGE = SIZES = (6, 12, 24)
#: From one difference to the next, steps that grow with the data double; with their square they would be fourfold.
MOST = 2.8


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The example, grown twice."""
    made = tmp_path_factory.mktemp("grown")
    source = write_example(made / "1")
    for factor in SIZES:
        write_grown(factor, made / str(factor), source)
    return {factor: made / str(factor) for factor in (1, *SIZES)}


def steps(work: Callable[[], Any]) -> tuple[int, int]:
    """How many functions are called, those that are written in C among them, and how many lines of ours are run."""
    called = ran = 0

    def count_calls(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    def count_lines(frame: Any, event: str, _argument: Any) -> Any:
        nonlocal ran
        if "site-packages" in frame.f_code.co_filename:
            return None
        ran += event == "line"
        return count_lines

    before = sys.getprofile(), sys.gettrace()
    sys.setprofile(count_calls)
    sys.settrace(count_lines)
    try:
        work()
    finally:
        sys.setprofile(before[0])
        sys.settrace(before[1])
    return called, ran


def growth(of_size: Callable[[int], Callable[[], Any]]) -> float:
    """How many times as many steps the second doubling of the data adds as the first one: the larger of both kinds."""
    works = [of_size(factor) for factor in SIZES]
    works[0]()  # what is made once in a process
    counted = [steps(work) for work in works]
    return max((large - middle) / (middle - small) for small, middle, large in zip(*counted, strict=True))


@pytest.mark.parametrize("is_known_valid", [False, True])
def test_loading_grows_with_the_data_and_not_with_their_square(folders: dict[int, Path], is_known_valid: bool) -> None:
    assert growth(lambda factor: lambda: load_dataset(folders[factor], is_known_valid=is_known_valid)) < MOST


@pytest.mark.parametrize("name", ["observations.csv", "observations.xlsx"])
def test_taking_away_grows_with_the_rows(folders: dict[int, Path], name: str) -> None:
    def of_size(factor: int) -> Callable[[], Any]:
        dataset = load_dataset(folders[factor], is_known_valid=True)
        return lambda: api_file(dataset, name, {})

    assert growth(of_size) < MOST


#: Words that find all figures, some of them, one, and none.
SEARCHES = ("crimes", "example 2004", "g001-crimes_2010", "crimes nowhere", "para", "g0")


def test_a_search_costs_what_it_shows_and_not_what_there_is(folders: dict[int, Path]) -> None:
    def of_size(factor: int) -> Callable[[], Any]:
        dataset = load_dataset(folders[factor], is_known_valid=True)
        make_ready(dataset)
        return lambda: [figures_found(dataset, found(dataset, query, most=3)) for query in SEARCHES]

    works = {factor: of_size(factor) for factor in (SMALL, LARGE)}
    works[SMALL]()
    assert all(large < 1.25 * small for small, large in zip(*(steps(work) for work in works.values()), strict=True))


def test_an_index_that_was_made_is_opened_without_reading_it(folders: dict[int, Path], tmp_path: Path) -> None:
    def of_size(factor: int) -> Callable[[], Any]:
        dataset, path = load_dataset(folders[factor], is_known_valid=True), tmp_path / str(factor)
        make_ready(dataset, path)
        return lambda: make_ready(dataset, path)

    works = {factor: of_size(factor) for factor in (SMALL, LARGE)}
    works[SMALL]()
    assert len({steps(work) for work in works.values()}) == 1


def test_making_the_index_grows_with_the_data(folders: dict[int, Path]) -> None:
    def of_size(factor: int) -> Callable[[], Any]:
        dataset = load_dataset(folders[factor], is_known_valid=True)
        return lambda: make_ready(dataset)

    assert growth(of_size) < MOST


def test_a_planted_square_is_seen(folders: dict[int, Path]) -> None:
    def planted(factor: int) -> Callable[[], Any]:
        names = load_dataset(folders[factor], is_known_valid=True).observations["obs_id"].tolist()
        return lambda: [one for one in names for other in names if one is not other and one.startswith(other)]

    assert growth(planted) > MOST


def test_a_long_chain_of_replaced_figures_is_followed_once(example: Dataset) -> None:
    row = example.table("observations").head(1)

    def of_length(number: int) -> Callable[[], Any]:
        many = row.loc[row.index.repeat(number)].reset_index(drop=True)
        names = [f"figure-{place}" for place in range(number)]
        chained = many.assign(obs_id=names, supersedes=["", *names[:-1]])
        frames = {name: example.table(name) for name in TABLES} | {"observations": chained}
        return lambda: check_supersedes(frames)

    assert growth(lambda factor: of_length(100 * factor)) < MOST


def test_known_data_are_the_same_as_checked_ones(folders: dict[int, Path]) -> None:
    folder = folders[SMALL]
    checked, known = load_dataset(folder), load_dataset(folder, is_known_valid=True)
    for name, table in TABLES.items():
        own, other = checked.table(name), known.table(name)
        assert own.equals(other), name
        assert own.dtypes.equals(other.dtypes), name
        if name not in ("observations", "coverage"):
            keys = [":".join(key) for key in own[list(table.key)].itertuples(index=False)]
            assert [repr(dict(checked.row(name, key))) for key in keys] == [
                repr(dict(known.row(name, key))) for key in keys
            ]
    assert checked.observations.equals(known.observations)
    assert checked.comparisons.equals(known.comparisons)
    assert (checked.verdicts, checked.content_hash) == (known.verdicts, known.content_hash)
    assert known.content_hash == content_hash(folder)


def test_what_is_known_is_loaded_without_the_library_that_checks(folders: dict[int, Path]) -> None:
    asked = (
        "import sys; from pathlib import Path; from loaders.dataset import load_dataset; "
        f"dataset = load_dataset(Path({str(folders[1])!r}), is_known_valid=True); dataset.comparisons; "
        "print(sorted({'pandera', 'openpyxl', 'loaders.crosschecks', 'loaders.schema'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_grown_folder_is_as_large_as_asked_for_and_the_same_each_time(
    folders: dict[int, Path], tmp_path: Path
) -> None:
    again = tmp_path / "again"
    write_grown(SMALL, again, folders[1])
    assert content_hash(again) == content_hash(folders[SMALL])
    sizes = {factor: len(load_dataset(folder, is_known_valid=True).observations) for factor, folder in folders.items()}
    assert sizes == {factor: factor * sizes[1] for factor in folders}


def test_a_broken_row_among_many_is_still_told(folders: dict[int, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    write_grown(SMALL, broken, folders[1])
    path = broken / "observations" / "imported" / "grown-003.csv"
    path.write_text(path.read_text("utf-8").replace(",exact,", ",Exact,", 1), "utf-8")
    with pytest.raises(InvalidData) as told:
        load_dataset(broken)
    assert [(one.file, one.column) for one in told.value.problems if not one.may_follow] == [
        ("observations/imported/grown-003.csv", "bound")
    ]
