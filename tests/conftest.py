"""Fixtures that all tests share: the invented data folder of ``example_data``, as files and loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from example_data import write_example
from loaders import DEFAULT_FOLDER, Dataset, load_dataset
from loaders.selection import SOURCE_TYPES, Selection, Shown, divisions_of, indicators_of, shown_figures, year_span
from loaders.tables import TOPICS


@pytest.fixture
def example_folder(tmp_path: Path) -> Path:
    """A copy of the example that a test may break."""
    return write_example(tmp_path / "data")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The example, loaded once; a dataset cannot be changed."""
    return load_dataset(write_example(tmp_path_factory.mktemp("example")))


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The example with the interface texts of this repository, for pages and sentences."""
    folder = write_example(tmp_path_factory.mktemp("spoken"))
    shutil.copy(DEFAULT_FOLDER / "texts" / "interface.csv", folder / "texts" / "interface.csv")
    return load_dataset(folder)


@pytest.fixture(scope="session")
def real() -> Dataset:
    """The data of this repository, loaded once."""
    return load_dataset()


@pytest.fixture(scope="session")
def views(real: Dataset) -> list[tuple[Selection, Shown]]:
    """Every indicator of every topic in every division, over all years and kinds of source, and what it shows."""
    first, last = year_span(real)
    choices = [
        Selection(topic, indicator, division, SOURCE_TYPES, first, last)
        for topic in TOPICS
        for indicator in indicators_of(real, topic)["indicator_id"]
        for division in divisions_of(real, indicator)
    ]
    return [(choice, shown_figures(real, choice)) for choice in choices]
