"""What stands beside one figure: the same thing elsewhere, explanations, and its own series."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from loaders import Dataset
from loaders.classes import CLASSES
from loaders.related import (
    ORDER,
    Neighbours,
    explanation_of,
    figure_row,
    look_alikes_of,
    neighbours_of,
    paired_with,
    same_thing,
    successor_of,
)


def pairs(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Invented pairs with the columns of ``Dataset.comparisons``."""
    frame = pd.DataFrame(rows, columns=["obs_a", "obs_b", "class"]).astype("str")
    return frame.assign(difference=1.0, ratio=2.0, days_of_overlap=365, indicator_a="one", indicator_b="one")


def names(around: Neighbours) -> tuple[str | None, str | None]:
    before, after = around.previous, around.next
    return before["obs_id"] if before else None, after["obs_id"] if after else None


def test_a_pair_is_seen_from_either_of_its_figures() -> None:
    comparisons = pairs(("a", "b", "agree"), ("b", "c", "conflict"), ("c", "d", "agree"))
    assert paired_with(comparisons, "b")[["obs_id", "class"]].values.tolist() == [["a", "agree"], ["c", "conflict"]]
    assert paired_with(comparisons, "a")["obs_id"].tolist() == ["b"]
    assert paired_with(comparisons, "e").empty


def test_every_class_of_pair_has_its_place_in_the_order() -> None:
    assert sorted(ORDER) == sorted(CLASSES)
    assert (ORDER[0], ORDER[-1]) == ("conflict", "definition")


def test_contradictions_come_first_and_then_the_closest_period(
    example: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    comparisons = pairs(
        ("crimes_1999_2003", "crimes_2003", "coverage"),
        ("crimes_2003", "crimes_2003_relayed", "same_origin"),
        ("crimes_2003", "crimes_2004_league", "conflict"),
        ("crimes_2003", "crimes_2005_h1", "coverage"),
        ("crimes_2003", "victims_2004", "definition"),
    )
    monkeypatch.setattr(Dataset, "comparisons", property(lambda _: comparisons))
    found = same_thing(example, "crimes_2003")
    assert found["obs_id"].tolist() == [
        "crimes_2004_league",
        "crimes_2003_relayed",
        "crimes_2005_h1",
        "crimes_1999_2003",
        "victims_2004",
    ]
    assert found["class"].tolist() == ["conflict", "same_origin", "coverage", "coverage", "definition"]
    assert set(example.observations.columns) < set(found.columns)


def test_a_figure_that_stands_alone_has_no_others(example: Dataset) -> None:
    found = same_thing(example, "money_2009")
    assert found.empty
    assert {"obs_id", "class", "difference", "ratio", "days_of_overlap"} <= set(found.columns)


def test_two_counts_of_adoptions_by_foreigners_in_2003_are_a_conflict(real: Dataset) -> None:
    """Paragraph 56 of the government's report prints 1,023, TransMonEE's table 4.4.7 has 933."""
    first = same_thing(real, "opsc2004-p56-6").iloc[0]
    assert (first["obs_id"], first["class"], first["obs_value"]) == ("tm-4-4-7-2003", "conflict", 933)
    assert first["difference"] == 90
    back = same_thing(real, "tm-4-4-7-2003").iloc[0]
    assert (back["obs_id"], back["class"], back["obs_value"]) == ("opsc2004-p56-6", "conflict", 1023)


def test_every_figure_finds_its_pairs_in_the_order_of_the_classes(real: Dataset) -> None:
    comparisons = real.comparisons
    for obs_id in sorted({*comparisons["obs_a"], *comparisons["obs_b"]})[::7]:
        found = same_thing(real, obs_id)
        ranks = [ORDER.index(kind) for kind in found["class"]]
        assert ranks == sorted(ranks)
        assert len(found) == len(paired_with(comparisons, obs_id)) > 0
        assert obs_id not in set(found["obs_id"])


def test_an_unknown_figure_is_an_error(example: Dataset) -> None:
    for look in (figure_row, same_thing, neighbours_of):
        with pytest.raises(KeyError):
            look(example, "no-such-figure")


def test_an_explanation_is_found_from_both_sides(example: Dataset) -> None:
    for pair in (("crimes_2004", "crimes_2004_league"), ("crimes_2004_league", "crimes_2004")):
        row = explanation_of(example, *pair)
        assert row is not None
        assert row["explanation_id"] == "pair_2004"
    assert explanation_of(example, "crimes_2004", "crimes_2003") is None


def test_only_an_explanation_of_the_pair_itself_counts(example: Dataset) -> None:
    rows = example.table("explanations")
    wider = rows.assign(
        about=[
            "look_alike" if name == "pair_2004" else about
            for name, about in zip(rows["explanation_id"], rows["about"], strict=True)
        ]
    )
    changed = replace(example, _tables={**example._tables, "explanations": wider})
    assert explanation_of(changed, "crimes_2004", "crimes_2004_league") is None
    assert [row["explanation_id"] for row in look_alikes_of(changed, "crimes_2004")] == ["pair_2004"]
    assert look_alikes_of(changed, "crimes_2003") == []


def test_neighbours_are_the_nearest_of_the_same_series(example: Dataset) -> None:
    assert names(neighbours_of(example, "crimes_2008")) == ("crimes_2007", "crimes_2009")
    # the half-year of 2005 is another body's count
    assert names(neighbours_of(example, "crimes_2004")) == ("crimes_2003", "crimes_2006")


def test_another_sex_or_part_is_another_series(example: Dataset) -> None:
    assert names(neighbours_of(example, "crimes_2003_f")) == (None, None)
    assert names(neighbours_of(example, "convicted_2004")) == (None, "convicted_2005")


def test_a_figure_that_lies_inside_the_period_is_no_neighbour(example: Dataset) -> None:
    """5,000 in 1999 to 2003 contain the 1,120 of 2003."""
    assert names(neighbours_of(example, "crimes_1999_2003")) == (None, "crimes_2004")
    assert names(neighbours_of(example, "crimes_2003")) == (None, "crimes_2004")


def test_a_replaced_figure_gives_way_to_its_successor_as_a_neighbour(example: Dataset) -> None:
    assert names(neighbours_of(example, "crimes_2010")) == ("crimes_2009", "crimes_2011")
    kept = example.observations.assign(superseded=example.observations["obs_id"] == "crimes_2011")
    other = replace(example, _observations=kept)
    assert names(neighbours_of(other, "crimes_2010")) == ("crimes_2009", "crimes_2011_early")
    assert successor_of(example, "crimes_2011_early") == "crimes_2011"
    assert successor_of(example, "crimes_2011") == ""


def test_a_figure_without_a_date_has_no_neighbours(example: Dataset) -> None:
    assert names(neighbours_of(example, "crimes_undated")) == (None, None)
    assert all("crimes_undated" not in names(neighbours_of(example, name)) for name in ("crimes_2004_league",))


def test_the_series_of_adoptions_by_foreigners_goes_on_by_year(real: Dataset) -> None:
    """TransMonEE, table 4.4.7: 883 in 2002 and 938 in 2004."""
    around = neighbours_of(real, "tm-4-4-7-2003")
    assert around.previous is not None
    assert around.next is not None
    assert (around.previous["obs_value"], around.next["obs_value"]) == (883, 938)
