"""The record of the last audit fits the data of this repository, and where the sources are it is made again."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from loaders import DEFAULT_FOLDER, load_dataset
from loaders.audit import AUDIT_FILE, audit, outlines
from loaders.audit_result import audit_record
from loaders.dataset import content_hash
from loaders.source_files import SourceFiles

SOURCES = Path(os.environ.get("SOURCES") or Path(__file__).resolve().parents[2] / "shared" / "sources")
RECORD = DEFAULT_FOLDER / AUDIT_FILE
ADVICE = "run `python -m loaders audit --sources DIR` where the sources are, and commit data/audit.json"


def test_the_record_was_made_of_these_data():
    assert RECORD.is_file(), ADVICE
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    assert record["data_hash"] == content_hash(DEFAULT_FOLDER), ADVICE
    assert record["counts"]["failed"] == record["counts"]["not_checkable"] == 0
    assert record["counts"]["verified"] == record["counts"]["figures"] > 0


@pytest.mark.sources
@pytest.mark.skipif(not SOURCES.is_dir(), reason="the reading copies of the sources are not here")
def test_every_figure_stands_in_its_source_and_the_ledger_is_complete():
    dataset = load_dataset()
    result = audit(dataset, SourceFiles(SOURCES, outlines=outlines(dataset)))
    assert [str(problem) for problem in result.problems] == []
    assert (result.total.failed, result.total.not_checkable) == (0, 0)
    assert RECORD.read_text(encoding="utf-8") == audit_record(result, dataset.content_hash), ADVICE


@pytest.mark.sources
@pytest.mark.skipif(not SOURCES.is_dir(), reason="the reading copies of the sources are not here")
@pytest.mark.parametrize(
    "by", [pd.DateOffset(years=-3), pd.DateOffset(days=90)], ids=["three years before", "ninety days more"]
)
def test_no_figure_can_be_moved_in_time(by):
    """A period that is only inferred from "the same year" may be a little longer; no other can."""
    dataset = load_dataset()
    rows = dataset.observations
    dated = rows["period_start"].notna()
    if by.kwds.get("days"):
        dated &= ~rows["warnings"].str.contains("inferred_period")
        moved = rows.assign(period_end=(rows["period_end"] + by).where(dated, rows["period_end"]))
    else:
        ends = {name: (rows[name] + by).where(dated, rows[name]) for name in ("period_start", "period_end")}
        moved = rows.assign(**ends)
    result = audit(replace(dataset, _observations=moved), SourceFiles(SOURCES, outlines=outlines(dataset)))
    assert result.total.failed == dated.sum() > 0
