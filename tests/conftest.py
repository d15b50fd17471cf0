"""Fixtures that all tests share: the invented data folder of ``example_data``, as files and loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_data import write_example
from loaders import Dataset, load_dataset


@pytest.fixture
def example_folder(tmp_path: Path) -> Path:
    """A copy of the example that a test may break."""
    return write_example(tmp_path / "data")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The example, loaded once; a dataset cannot be changed."""
    return load_dataset(write_example(tmp_path_factory.mktemp("example")))
