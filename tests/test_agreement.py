"""What a reader is told about a set of figures: who contradicts whom, who agrees, and who only repeats."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd
import pytest

from loaders import Dataset
from loaders.agreement import Agreement, agreement_of, conflicts_in, words
from loaders.derive import in_years


def figures(dataset: Dataset, *ids: str) -> pd.DataFrame:
    observations = dataset.observations
    found = observations[observations["obs_id"].isin(ids)]
    assert len(found) == len(ids)
    return found


def of_years(dataset: Dataset, indicator: str, first: int, last: int) -> pd.DataFrame:
    """The totals of an indicator that touch some years."""
    observations = dataset.observations
    rows = (observations["indicator_id"] == indicator) & (observations["division"] == "total")
    return observations[rows & in_years(observations, first, last)]


def changed(dataset: Dataset, **cells: dict[str, object]) -> Dataset:
    """A dataset with some cells of some figures changed; nothing is checked anew."""
    observations = dataset.observations.set_index("obs_id")
    for name, values in cells.items():
        for column, value in values.items():
            observations.loc[name, column] = value
    return replace(dataset, _observations=observations.reset_index())


@dataclass(frozen=True)
class Case:
    """Figures of the example, a change to them, and the verdict and words that follow."""

    ids: tuple[str, ...]
    verdict: str
    said: str
    cells: dict[str, dict[str, object]] = field(default_factory=dict)


CASES = {
    "two counters with two values disagree": Case(
        ("crimes_2004", "crimes_2004_league"),
        "conflict",
        "Sources disagree on 2004: 1,900 (Example report_league) against 1,130 (Example report_gov).",
    ),
    "two counters with one value agree": Case(
        ("crimes_2004", "crimes_2004_league"),
        "agree",
        "Two counters agree on 2004.",
        {"crimes_2004_league": {"obs_value": 1130.0, "value_as_printed": "1,130"}},
    ),
    "one count is printed by two sources": Case(
        ("crimes_2003", "crimes_2003_relayed"), "same_origin", "One count for 2003, printed by two sources."
    ),
    "what the government and its ministry are said to have counted is one count": Case(
        ("crimes_2003", "crimes_2003_relayed"),
        "same_origin",
        "One count for 2003, printed by two sources.",
        {"crimes_2003_relayed": {"counted_by": "gov"}},
    ),
    "one body's figure is printed in two ways": Case(
        ("crimes_2003", "crimes_2003_relayed"),
        "conflict",
        "Sources print different figures of one body for 2003: "
        "1,121 (Example report_committee) against 1,120 (Example report_gov).",
        {"crimes_2003_relayed": {"obs_value": 1121.0, "value_as_printed": "1,121"}},
    ),
    "a document contradicts itself": Case(
        ("crimes_2003", "crimes_2003_relayed"),
        "conflict",
        "One source prints two figures for 2003: 1,121 and 1,120 (Example report_gov).",
        {"crimes_2003_relayed": {"obs_value": 1121.0, "value_as_printed": "1,121", "source_id": "report_gov"}},
    ),
    "a document that repeats itself is one source": Case(
        ("crimes_2003", "crimes_2003_relayed"),
        "single",
        "Only one source speaks.",
        {"crimes_2003_relayed": {"source_id": "report_gov"}},
    ),
    "equal figures without a counter prove nothing": Case(
        ("crimes_2003", "crimes_2003_relayed"),
        "unattributed",
        "Two sources print the same figure for 2003, but at least one does not say who counted.",
        {"crimes_2003_relayed": {"counted_by": ""}},
    ),
    "years that do not meet are apart": Case(
        ("crimes_2003", "crimes_2004_league"),
        "apart",
        "Several sources speak, but none of their figures confirms or contradicts another.",
    ),
    "an undated figure is a source that meets nobody": Case(
        ("crimes_2003", "crimes_undated"),
        "apart",
        "Several sources speak, but none of their figures confirms or contradicts another.",
    ),
    "a part of a year with more than the year contradicts it": Case(
        ("crimes_2005_h1", "crimes_2005_league"),
        "conflict",
        "Figures contradict each other: 1,200 for January to June 2005 (Example report_gov) against only 1,140 for "
        "the longer period 2005 (Example report_league).",
        {"crimes_2005_h1": {"obs_value": 1200.0, "value_as_printed": "1,200"}},
    ),
    "a suppressed figure stands below its threshold": Case(
        ("crimes_2004", "crimes_2004_league"),
        "conflict",
        "Sources disagree on 2004: 1,900 (Example report_league) against <5 (Example report_gov).",
        {"crimes_2004": {"obs_value": None, "bound": "suppressed", "threshold": 5.0, "value_as_printed": "<5"}},
    ),
    "one figure is one source": Case(("crimes_2003",), "single", "Only one source speaks."),
    "no figure is silence": Case((), "silent", "No source speaks."),
    "a replaced figure does not speak": Case(("crimes_2011_early", "crimes_2011"), "single", "Only one source speaks."),
    "a replaced figure contradicts nobody": Case(
        ("crimes_2011_early", "crimes_2010"),
        "apart",
        "Several sources speak, but none of their figures confirms or contradicts another.",
        {
            "crimes_2010": {
                "period_start": pd.Timestamp("2011-01-01"),
                "period_end": pd.Timestamp("2011-12-31"),
                "bound": "exact",
                "source_id": "report_league",
            }
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_set_of_figures_has_a_verdict_and_its_words(spoken: Dataset, name: str) -> None:
    case = CASES[name]
    dataset = changed(spoken, **case.cells) if case.cells else spoken
    agreement = agreement_of(dataset, figures(dataset, *case.ids))
    assert (agreement.verdict, words(dataset, agreement)) == (case.verdict, case.said)
    assert agreement.conflicts == (agreement.pairs if case.verdict == "conflict" else ())


def test_only_pairs_among_the_figures_given_count(spoken: Dataset) -> None:
    assert agreement_of(spoken, figures(spoken, "crimes_2004", "crimes_2003")).verdict == "single"


def test_a_part_of_the_people_is_named(spoken: Dataset) -> None:
    cells: dict[str, object] = {"sex": "F", "division": "sex"}
    dataset = changed(spoken, crimes_2004=cells, crimes_2004_league=cells)
    said = words(dataset, agreement_of(dataset, figures(dataset, "crimes_2004", "crimes_2004_league")))
    assert said.startswith("Sources disagree on 2004 (girls): 1,900")


def test_the_worst_of_several_conflicts_is_told_and_the_others_are_counted(spoken: Dataset) -> None:
    """In 2006 a newspaper's 950 stands against 900; in 2004 the gap is larger: 1,900 against 1,130."""
    ids = ("crimes_2004", "crimes_2004_league", "crimes_2006", "crimes_2006_article")
    agreement = agreement_of(spoken, figures(spoken, *ids))
    assert agreement.conflicts == (("crimes_2004", "crimes_2004_league"), ("crimes_2006", "crimes_2006_article"))
    assert words(spoken, agreement).endswith("(Example report_gov). There is one more disagreement.")


def test_something_against_nothing_is_worse_than_any_ratio(spoken: Dataset) -> None:
    nothing: dict[str, object] = {"obs_value": 0.0, "value_as_printed": "none"}
    dataset = changed(spoken, crimes_2006=nothing)
    ids = ("crimes_2004", "crimes_2004_league", "crimes_2006", "crimes_2006_article")
    assert agreement_of(dataset, figures(dataset, *ids)).pairs[0] == ("crimes_2006", "crimes_2006_article")


def test_a_conflict_is_told_even_among_agreements(spoken: Dataset) -> None:
    ids = ("crimes_2003", "crimes_2003_relayed", "crimes_2006", "crimes_2006_article")
    assert agreement_of(spoken, figures(spoken, *ids)).verdict == "conflict"


def test_the_latest_of_several_equal_figures_is_told(spoken: Dataset) -> None:
    same: dict[str, object] = {"counted_by": "ministry", "obs_value": 900.0, "value_as_printed": "900"}
    dataset = changed(spoken, crimes_2006_article=same)
    ids = ("crimes_2003", "crimes_2003_relayed", "crimes_2006", "crimes_2006_article")
    said = words(dataset, agreement_of(dataset, figures(dataset, *ids)))
    assert said == "One count for 2006, printed by two sources. The same holds for one other figure."


def test_an_agreement_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Agreement("single").verdict = "agree"  # type: ignore[misc]


def test_the_figures_in_conflict_are_those_of_pairs_within_one_indicator(spoken: Dataset) -> None:
    found = conflicts_in(spoken)
    assert {"crimes_2004", "crimes_2004_league", "crimes_2006", "crimes_2006_article"} <= found
    assert not {"crimes_2003", "crimes_2003_relayed", "crimes_2011_early", "victims_2004"} & found
    assert conflicts_in(spoken) is found


# the real data


def test_the_two_counts_of_adoptions_by_foreigners_in_2003_are_told(real: Dataset) -> None:
    agreement = agreement_of(real, of_years(real, "adoptions_intercountry", 2003, 2003))
    assert words(real, agreement).startswith(
        "Sources disagree on 2003: 1,023 (Government report to the UN, 2004) against 933 "
        "(UNICEF TransMonEE, December 2020)."
    )
    assert agreement.conflicts[0] == ("opsc2004-p56-6", "tm-4-4-7-2003")
    assert {"opsc2004-p56-6", "tm-4-4-7-2003"} <= conflicts_in(real)
    assert "opsc2004-p56-3" not in conflicts_in(real)


def test_the_ministry_and_the_statistical_office_agree_on_2009(real: Dataset) -> None:
    both = figures(real, "kt-kz-2010-2", "tm-4-4-7-2009")
    assert words(real, agreement_of(real, both)) == "Two counters agree on 2009."


def test_every_set_of_figures_of_the_data_can_be_told(real: Dataset) -> None:
    for (_, _), rows in real.observations.groupby(["indicator_id", "division"]):
        assert words(real, agreement_of(real, rows)).endswith(".")
