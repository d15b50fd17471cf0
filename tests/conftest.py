"""Fixtures that all tests share: the invented data folder of ``example_data``, as files and loaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from browsing import chromium, serving
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


@pytest.fixture(scope="session")
def real_wsgi(real: Dataset) -> Flask:
    """The product with the data of this repository, not served yet."""
    from app import create_app

    return create_app(real).server


@pytest.fixture(scope="session")
def home(real_wsgi: Flask) -> Iterator[str]:
    """The address of the running product with the data of this repository."""
    with serving(real_wsgi) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """An open Chromium; one at a time, since playwright does not start twice in one thread."""
    executable = chromium()
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # these machines are shared
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield opened
        opened.close()
