"""Totals against parts and flows against registers: what remains, and when nothing may be computed."""

from __future__ import annotations

import pytest

from loaders import Dataset
from loaders.reconciling import Reconciliation, reconciliations
from loaders.tables import TOPICS
from test_agreement import changed


def of(dataset: Dataset, name: str) -> Reconciliation:
    (found,) = [
        one for rows in reconciliations(dataset).values() for one in rows if one.row["reconciliation_id"] == name
    ]
    return found


@pytest.mark.parametrize(
    ("name", "remainder"),
    [
        # 3,676 adopted by foreigners less 3,334 on consular registers
        ("adopted-abroad-register-2004", 342),
        # 3,334 less 3,098 + 85 + 52 + 42 + 16 + 16 + 9 + 7 + 6 + 1 + 1 + 1
        ("consular-register-countries-2004", 0),
        # 30,184 less 23,012 + 6,791 + 281
        ("embassy-adoptions-1999-2008", 100),
        # 20 and 16 cases less 24
        ("trafficking-cases-to-court-2009", 12),
        # 30,184 less 3,545 + 3,724 + 4,418 + 4,747 + 4,459 + 4,243 + 4,190 + 4,599
        ("adoptions-total-embassy-transmonee", -3741),
    ],
)
def test_what_remains_is_the_total_less_its_parts(real: Dataset, name: str, remainder: float) -> None:
    found = of(real, name)
    assert found.reason == ""
    assert found.remainder == remainder


def test_every_row_stands_under_the_topic_of_its_total(real: Dataset) -> None:
    found = [one.row["reconciliation_id"] for topic in TOPICS for one in reconciliations(real)[topic]]
    assert sorted(found) == sorted(real.table("reconciliations")["reconciliation_id"])


def test_each_part_begins_where_those_before_it_end(real: Dataset) -> None:
    embassy = of(real, "embassy-adoptions-1999-2008")
    assert [(entry.before, entry.value) for entry in embassy.totals] == [(0, 30184)]
    assert [(entry.before, entry.value) for entry in embassy.parts] == [(0, 23012), (23012, 6791), (29803, 281)]
    assert embassy.ends == (30184, 30084)


HIDDEN = {"bound": "suppressed", "obs_value": float("nan"), "threshold": 5.0, "value_as_printed": "<5"}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (HIDDEN, "suppressed"),
        ({"bound": "at_least"}, "limit"),
        ({"bound": "at_most"}, "limit"),
        ({"bound": "about"}, "approximate"),
        ({"unit_measure": "children"}, "unit"),
    ],
)
def test_nothing_is_computed_across_what_is_no_number(example: Dataset, cells: dict[str, object], reason: str) -> None:
    assert of(example, "sexes_2003").remainder == 0
    for name in ("crimes_2003", "crimes_2003_f"):
        found = of(changed(example, **{name: cells}), "sexes_2003")
        assert found.reason == reason
        assert found.remainder is None
        assert {entry.value for entry in (*found.totals, *found.parts)} == {None}
        with pytest.raises(ValueError, match=reason):
            _ = found.ends


def test_a_suppressed_number_is_the_gravest_reason(example: Dataset) -> None:
    both = changed(example, crimes_2003={"bound": "about"}, crimes_2003_f=HIDDEN)
    assert of(both, "sexes_2003").reason == "suppressed"


def test_the_displayed_value_of_a_cell_is_what_is_subtracted(example: Dataset) -> None:
    """A workbook that holds 499.96 and shows 500 leaves nothing of 1,120 less 620."""
    held = changed(example, crimes_2003_f={"obs_value": 499.96, "value_as_printed": "500"})
    assert of(held, "sexes_2003").remainder == 0
