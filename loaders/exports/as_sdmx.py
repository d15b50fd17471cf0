"""SDMX-CSV 2.0 for statistical software: every figure with its key, and all else that is said of it as attributes.

The columns follow the data message field guide of the SDMX technical working group. docs/api.md explains the choices.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from loaders.cells import number_text
from loaders.dataset import Dataset
from loaders.exports.as_csv import csv_lines
from loaders.exports.sdmx_periods import time_period
from loaders.exports.taken import Cell, Taken

MEDIA_TYPE = "application/vnd.sdmx.data+csv;version=2.0.0"
#: Figures with a period, and figures for which the source gives none: a structure without the dimension of time.
DATED, UNDATED = "KZ_CHILDREN:FIGURES(1.0.0)", "KZ_CHILDREN:FIGURES_UNDATED(1.0.0)"
STRUCTURE, ACTION = "datastructure", "I"
HEAD = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
NOT_APPLICABLE, NOT_KNOWN = "_Z", "_U"
#: What SDMX calls a value that somebody hides (CL_OBS_STATUS 2.2), and a number that is not there.
NO_NUMBER = "NaN"
MENTION, TIME, VALUE = "MENTION", "TIME_PERIOD", "OBS_VALUE"
#: The dimensions that are columns of figures, and the code for an empty cell. A series has one value in each, and in
#: ``MENTION``; what a source prints twice with two results is mention 1 and 2.
DIMENSIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "INDICATOR": ("indicator_id", ""),
        "REF_AREA": ("ref_area", ""),
        "SEX": ("sex", ""),
        "AGE": ("age", ""),
        "BREAKDOWN": ("breakdown", NOT_APPLICABLE),
        "BREAKDOWN_VALUE": ("breakdown_value", NOT_APPLICABLE),
        "SOURCE": ("source_id", ""),
        "COUNTED_BY": ("counted_by", NOT_KNOWN),
    }
)
#: The attributes that are columns of figures.
ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "OBS_ID": "obs_id",
        "OBS_STATUS": "obs_status",
        "BOUND": "bound",
        "THRESHOLD": "threshold",
        "VALUE_AS_PRINTED": "value_as_printed",
        "UNIT_MEASURE": "unit_measure",
        "MEASURE_KIND": "measure_kind",
        "TOPIC": "topic",
        "POPULATION": "population",
        "STAGE": "stage",
        "PERIOD_START": "period_start",
        "PERIOD_END": "period_end",
        "PERIOD_AS_PRINTED": "period_as_printed",
        "SOURCE_TYPE": "source_type",
        "ORIGIN": "origin",
        "VIA": "via",
        "LOCATOR": "locator",
        "WARNINGS": "all_warnings",
        "SUPERSEDES": "supersedes",
        "NOTE": "note",
        "SOURCE_CITATION": "source_citation",
        "SOURCE_URL": "source_url",
        "PAGE": "page",
    }
)
#: What each row says of the whole file.
OF_FILE = ("DATA_VERSION", "LICENCE", "CITATION", "VIEW")


def header() -> tuple[str, ...]:
    """The names of all columns, in their order."""
    return (*HEAD, *DIMENSIONS, MENTION, TIME, VALUE, *ATTRIBUTES, *OF_FILE)


def sdmx_parts(dataset: Dataset, taken: Taken) -> Iterator[bytes]:
    """Figures as SDMX-CSV 2.0. Texts are as they are: nothing is put before what a spreadsheet would run."""
    about, names = taken.about, [column.name for column in taken.columns]
    of_file = (about.data_version, f"{about.licence} {about.licence_url}", about.citation, about.view)
    mentions = _mentions(dataset)
    note = f"note_{taken.asked.lang}"
    rows = (dict(zip(names, cells, strict=True)) for cells in taken.rows)
    read = (row | {"note": row[note] or row["note_en"]} for row in rows)
    lines = ((*_figure(row, mentions[str(row["obs_id"])]), *of_file) for row in read)
    return csv_lines(header(), lines, guard=False)


def _figure(row: Mapping[str, Cell], mention: int) -> list[Cell]:
    dated = row["period_start"] is not None
    key = [row[column] or nothing for column, nothing in DIMENSIONS.values()]
    said = [_plain(row[column]) for column in ATTRIBUTES.values()]
    value = _plain(row["obs_value"])
    head = (STRUCTURE, DATED if dated else UNDATED, ACTION)
    return [*head, *key, mention, _time(row), NO_NUMBER if value is None else value, *said]


def _plain(cell: Cell) -> Cell:
    """A cell with a number written out, since SDMX knows decimals but not every tool the form ``1e-05``."""
    return number_text(cell) if isinstance(cell, float) else cell


def _time(row: Mapping[str, Cell]) -> str:
    first, last = row["period_start"], row["period_end"]
    dated = isinstance(first, datetime.date) and isinstance(last, datetime.date)
    return time_period(first, last) if dated else ""  # type: ignore[arg-type]


@lru_cache(maxsize=4)
def _mentions(dataset: Dataset) -> Mapping[str, int]:
    """For each figure, by its id, the how many-th of all figures of its key it is: 1 for all but a few."""
    figures = dataset.observations.sort_values("obs_id")
    key = [column for column, _ in DIMENSIONS.values()]
    mention: pd.Series[int] = figures.groupby([*key, "period_start", "period_end"], dropna=False).cumcount() + 1
    return MappingProxyType(dict(zip(figures["obs_id"], mention, strict=True)))
