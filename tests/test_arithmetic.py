"""Sums, differences, shares and changes that a source prints: what they give, and whether they hold."""

from __future__ import annotations

import pytest

from loaders import Dataset
from loaders.arithmetic import computed_result, verdict


@pytest.mark.parametrize(
    ("kind", "operands", "result"),
    [
        ("sum", [500.0, 620.0], 1120.0),
        ("sum", [1.0, 2.0, 3.0], 6.0),
        ("difference", [300.0, 250.0], 50.0),
        ("share", [1.0, 8.0], 12.5),
        ("change", [200.0, 150.0], 25.0),
        ("change", [200.0, 250.0], 25.0),
    ],
)
def test_each_kind_of_check_is_computed(kind: str, operands: list[float], result: float) -> None:
    assert computed_result(kind, operands) == result


def test_an_unknown_kind_of_check_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind of check: average"):
        computed_result("average", [1.0, 2.0])


@pytest.mark.parametrize(
    ("computed", "printed", "decimals", "expected"),
    [
        (1120.0, 1120.0, 0, "holds"),
        (0.1 + 0.2, 0.3, 1, "holds"),
        (22.12, 22.0, 0, "within_rounding"),
        (33.333, 33.3, 1, "within_rounding"),
        (12.5, 12.0, 0, "within_rounding"),
        (12.5, 13.0, 0, "within_rounding"),
        (12.51, 12.0, 0, "fails"),
        (33.36, 33.3, 1, "fails"),
        (50.0, 40.0, 0, "fails"),
        (33.4, 33.0, None, "fails"),
    ],
)
def test_a_check_holds_at_the_printed_precision(
    computed: float, printed: float, decimals: int | None, expected: str
) -> None:
    assert verdict(computed, printed, decimals) == expected


def test_every_check_of_the_data_has_a_verdict(example: Dataset) -> None:
    assert {outcome.check_id: (outcome.printed, outcome.verdict) for outcome in example.verdicts} == {
        "parts_2003": (1120.0, "holds"),
        "share_2004": (22.0, "within_rounding"),
        "more_convicted": (40.0, "fails"),
    }
