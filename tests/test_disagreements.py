"""Pairs of figures in the order in which a reader sees them: contradictions, and what only seems to be one."""

from __future__ import annotations

from loaders import Dataset
from loaders.classes import CONFLICT
from loaders.disagreements import class_counts, conflicts, pairs_of_indicator, seeming
from loaders.tables import TOPICS
from test_agreement import changed


def names(pairs: tuple[object, ...]) -> list[tuple[str, str]]:
    return [pair.names for pair in pairs]  # type: ignore[attr-defined]


def test_every_contradiction_stands_under_one_topic(real: Dataset) -> None:
    pairs = real.comparisons
    found = [pair for topic in TOPICS for pair in names(conflicts(real)[topic])]
    rows = pairs[pairs["class"] == CONFLICT]
    assert sorted(found) == sorted(zip(rows["obs_a"], rows["obs_b"], strict=True))
    assert len(found) > 5


def test_the_worst_contradiction_comes_first_and_one_of_unlike_periods_last(real: Dataset) -> None:
    """Children adopted: 4,228 against 3,519, 1,023 against 933, 4,715 against 4,747; then thirteen against fifteen years."""
    assert names(conflicts(real)["adoptions"]) == [
        ("tm-4-4-1-2008", "unicef-kz-2010-9"),
        ("opsc2004-p56-6", "tm-4-4-7-2003"),
        ("opsc2004-p56-4", "tm-4-4-1-2003"),
        ("altyn-orda-2013-1", "timesca-2023-1"),
    ]


def test_the_larger_figure_comes_first_with_what_was_computed(real: Dataset) -> None:
    pair = conflicts(real)["adoptions"][1]
    assert (pair.first["value_as_printed"], pair.second["value_as_printed"]) == ("1,023", "933")
    assert pair.difference == 90
    assert pair.ratio is not None
    assert round(pair.ratio, 3) == 1.096
    assert pair.explanation is not None
    assert pair.explanation["verdict"] == "different_counter"


def test_ratings_have_no_difference(real: Dataset) -> None:
    (tiers,) = [pair for pair in conflicts(real)["trafficking"] if pair.first["unit_measure"] == "tier"]
    assert (tiers.difference, tiers.ratio, tiers.rounding) == (None, None, None)


def test_an_explained_pair_of_another_class_only_seems_to_contradict(real: Dataset) -> None:
    """21 cases in the whole of 2009 against 16 in its first eleven months."""
    found = {pair.names: pair for pairs in seeming(real).values() for pair in pairs}
    months = found["ecpat2013-e53-1", "ecpat2013-e55-2"]
    assert months.kind == "coverage"
    assert (months.difference, months.ratio) == (None, None)
    assert all(pair.kind != CONFLICT and pair.explanation for pair in found.values())


def test_every_explained_pair_is_told_once(real: Dataset) -> None:
    rows = real.table("explanations")
    explained = rows.loc[rows["about"] == "pair", "concerns"]
    told = [pair for topic in TOPICS for pair in (*conflicts(real)[topic], *seeming(real)[topic]) if pair.explanation]
    assert sorted("|".join(sorted(concerned.split("|"))) for concerned in explained) == sorted(
        "|".join(pair.names) for pair in told
    )


def test_a_topic_counts_its_own_pairs(real: Dataset) -> None:
    assert class_counts(real)[CONFLICT] == sum(class_counts(real, topic)[CONFLICT] for topic in TOPICS)
    assert class_counts(real, "adoptions")[CONFLICT] == 4
    assert class_counts(real, "context")[CONFLICT] == 0


def test_the_pairs_of_an_indicator_stand_by_class_the_gravest_first(example: Dataset) -> None:
    found = pairs_of_indicator(example, "example_crimes")
    assert next(iter(found)) == CONFLICT
    assert names(found[CONFLICT]) == [("crimes_2004", "crimes_2004_league"), ("crimes_2006", "crimes_2006_article")]
    assert names(found["superseded"]) == [("crimes_2011", "crimes_2011_early")]
    pairs = example.comparisons
    own = pairs[(pairs["indicator_a"] == "example_crimes") | (pairs["indicator_b"] == "example_crimes")]
    assert sum(map(len, found.values())) == len(own)


def test_other_pairs_stand_in_order_of_time(real: Dataset) -> None:
    pairs = pairs_of_indicator(real, "adoptions_intercountry")["coverage"]
    starts = [pair.first["period_start"] for pair in pairs if pair.first["period_start"] == pair.second["period_start"]]
    assert starts == sorted(starts)


def test_a_hidden_number_stands_at_its_threshold(example: Dataset) -> None:
    """Fewer than five against 1,900: the larger one is first, and no difference is told."""
    hidden = {"bound": "suppressed", "obs_value": float("nan"), "threshold": 5.0, "value_as_printed": "<5"}
    (pair, _) = conflicts(changed(example, crimes_2004=hidden))["cases"]
    assert pair.first["obs_id"] == "crimes_2004_league"
    assert (pair.difference, pair.ratio) == (None, None)
