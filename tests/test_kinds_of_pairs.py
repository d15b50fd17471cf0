"""The nine kinds in which figures differ, or only seem to, each by a real example, with its class and its numbers.

Every printed value is typed from the document; the class and the distance are what the product computes.
"""

from __future__ import annotations

import pandas as pd
import pytest

from loaders import Dataset
from loaders.related import explanation_of, look_alikes_of


def printed(real: Dataset, **values: str) -> list[str]:
    """The ids of figures whose printed values are held against what the documents say."""
    figures = real.observations.set_index("obs_id")["value_as_printed"]
    ids = {name.replace("_", "-"): words for name, words in values.items()}
    assert {name: figures[name] for name in ids} == ids
    return list(ids)


def pair_of(real: Dataset, **values: str) -> pd.Series:
    """The pair of two figures, held against what the documents print."""
    ids = sorted(printed(real, **values))
    assert len(ids) == 2
    found = real.comparisons.query("obs_a == @ids[0] and obs_b == @ids[1]")
    assert len(found) == 1
    return found.iloc[0]


def verdict_on(real: Dataset, one: str, other: str) -> str:
    """The verdict of the explanation of a pair."""
    explained = explanation_of(real, one, other)
    assert explained is not None
    return str(explained["verdict"])


def remainder(real: Dataset, reconciliation: str) -> float:
    """The left side of a reconciliation less its right side, as a reader would compute it."""
    row = real.row("reconciliations", reconciliation)
    values = real.observations.set_index("obs_id")["obs_value"]
    left, right = (values[row[side].split("|")].sum() for side in ("left_side", "right_side"))
    return float(left - right)


def test_a_full_year_against_eleven_months(real: Dataset) -> None:
    """21 cases of trafficking in minors in 2009, 16 from January to November (endnotes 53 and 55 of ECPAT's report)."""
    found = pair_of(real, ecpat2013_e53_1="21", ecpat2013_e55_2="16")
    assert (found["class"], found["difference"], found["days_of_overlap"]) == ("coverage", 5, 334)
    assert pd.isna(found["rounding"])
    assert verdict_on(real, "ecpat2013-e53-1", "ecpat2013-e55-2") == "different_date"


def test_registered_against_solved(real: Dataset) -> None:
    """271 cases solved in 2009; 24 of its first eleven months had reached the courts; nearly 3,000 opened in ten years.

    What was registered in these months is counted by age (20 with adults, 16 with minors), so it is no pair of the
    solved cases of all ages; the explanation of what is easily mistaken names all of them.
    """
    found = pair_of(real, ecpat2013_e55_3="24", ecpat2013_e56_1="271")
    assert (found["class"], found["indicator_a"], found["indicator_b"]) == (
        "definition",
        "trafficking_cases_to_court",
        "trafficking_cases_solved",
    )
    assert pair_of(real, silkroadnews_2014_1="3 thousand", ecpat2013_e56_1="271")["class"] == "definition"
    (alike,) = look_alikes_of(real, "ecpat2013-e56-1")
    named = printed(real, ecpat2013_e56_1="271", ecpat2013_e55_1="20", ecpat2013_e55_2="16", ecpat2013_e55_3="24")
    assert (set(alike["concerns"].split("|")), alike["verdict"]) == (set(named), "different_scope")
    stages = real.observations.set_index("obs_id").loc[named[:2], "stage"]
    assert list(stages) == ["solved", "registered"]


def test_a_ministrys_count_relayed_by_an_ngo_and_by_an_international_body_with_different_values(real: Dataset) -> None:
    """Both credit the Ministry of Internal Affairs for 2011: ECPAT prints 21, the International Labour Organization 14."""
    found = pair_of(real, ecpat2013_e53_3="21", ilo_ceacr_2012_2="14")
    assert (found["class"], found["difference"], found["ratio"]) == ("conflict", 7, 1.5)
    assert pd.isna(found["rounding"])
    figures = real.observations.set_index("obs_id").loc[["ecpat2013-e53-3", "ilo-ceacr-2012-2"]]
    assert list(figures["source_type"]) == ["ngo", "international"]
    assert set(figures["counted_by"]) == {"mia_kz"}
    assert set(figures["origin"]) == {"relayed"}
    assert verdict_on(real, "ecpat2013-e53-3", "ilo-ceacr-2012-2") == "unexplained"


def test_visas_by_fiscal_year_against_adoptions_by_calendar_year(real: Dataset) -> None:
    """825 American visas from October 2002 to September 2003, 1,023 adoptions by all foreigners in 2003."""
    found = pair_of(real, us_state_iaa_2004_1="825", opsc2004_p56_6="1,023")
    assert (found["class"], found["days_of_overlap"]) == ("definition", 273)
    assert pd.isna(found[["difference", "ratio", "rounding"]]).all()
    assert verdict_on(real, "us-state-iaa-2004-1", "opsc2004-p56-6") == "different_scope"


def test_parts_that_do_not_reach_their_printed_total(real: Dataset) -> None:
    """The embassy's note of 2008: 30,184 adoptions, and three parts that add up to 30,084."""
    whole, *parts = printed(
        real, embassy_kz_us_2008_1="30,184", embassy_kz_us_2008_2="23,012", embassy_kz_us_2008_3="6,791", embassy_kz_us_2008_4="281"
    )  # fmt: skip
    row = real.row("checks", "embassy-kz-us-2008-c1")
    assert (row["result"], row["operands"].split("|"), row["kind"]) == (whole, parts, "sum")
    (verdict,) = [found for found in real.verdicts if found.check_id == "embassy-kz-us-2008-c1"]
    assert (verdict.computed, verdict.printed, verdict.verdict) == (30_084, 30_184, "fails")
    assert real.row("explanations", "check-embassy-total")["verdict"] == "error_in_source"
    assert remainder(real, "embassy-adoptions-1999-2008") == 100


def test_a_stock_against_a_flow(real: Dataset) -> None:
    """3,676 adopted by foreigners from 1999 to 2003, 3,334 on consular registers on 1 March 2004: no pair, a bridge."""
    flow, stock = printed(real, opsc2004_p56_3="3,676", opsc2004_p60_1="3,334")
    row = real.row("reconciliations", "adopted-abroad-register-2004")
    assert (row["relation"], row["left_side"], row["right_side"]) == ("flow_register", flow, stock)
    assert remainder(real, "adopted-abroad-register-2004") == 342
    assert row["caveat_en"].startswith("The remainder is not a number of missing children.")
    kinds = real.observations.set_index("obs_id").loc[[flow, stock], "measure_kind"]
    assert list(kinds) == ["flow", "stock"]
    assert real.comparisons.query("obs_a == @flow and obs_b == @stock").empty


def test_a_suppressed_value_against_a_printed_one(real: Dataset) -> None:
    """13 convictions in 2005 in the American report, fewer than five persons convicted in the file of the United Nations."""
    found = pair_of(real, us_state_tip_2007_3="13", glotip_convicted_2005="<5")
    assert found["class"] == "definition"
    assert pd.isna(found[["difference", "ratio", "rounding"]]).all()
    assert verdict_on(real, "us-state-tip-2007-3", "glotip-convicted-2005") == "different_scope"
    hidden = real.observations.set_index("obs_id").loc["glotip-convicted-2005"]
    assert (hidden["bound"], hidden["threshold"], pd.isna(hidden["obs_value"])) == ("suppressed", 5, True)


def test_an_estimate_of_up_to_against_detected_victims(real: Dataset) -> None:
    """Up to 200 victims a year, without a year: on no axis and in no pair, but easily mistaken for the 141 of 2011."""
    estimate, detected = printed(real, ecpat2013_e51_1="200", glotip_victims_2011="141")
    figures = real.observations.set_index("obs_id").loc[[estimate, detected]]
    assert list(figures["bound"]) == ["at_most", "exact"]
    assert list(figures["stage"]) == ["estimated", "detected"]
    assert figures["period_start"].isna().tolist() == [True, False]
    (alike,) = look_alikes_of(real, estimate)
    assert (set(alike["concerns"].split("|")), alike["verdict"]) == ({estimate, detected}, "different_scope")
    pairs = real.comparisons
    assert estimate not in {*pairs["obs_a"], *pairs["obs_b"]}


def test_the_same_number_for_two_different_offences(real: Dataset) -> None:
    """149 persons in proceedings for violent sexual acts against children, and 149 cases under article 137, both of 2003."""
    one, other = printed(real, ecpat2013_e24_1="149", opsc2004_p101_3="149")
    (alike,) = look_alikes_of(real, one)
    assert (set(alike["concerns"].split("|")), alike["verdict"]) == ({one, other}, "different_scope")
    figures = real.observations.set_index("obs_id").loc[[one, other]]
    assert figures["year"].tolist() == [2003, 2003]
    assert figures["unit_measure"].tolist() == ["persons", "cases"]
    assert real.comparisons.query("obs_a == @one and obs_b == @other").empty


@pytest.mark.parametrize("kind", ["pair", "look_alike"])
def test_every_explanation_concerns_figures_that_stand_in_the_data(real: Dataset, kind: str) -> None:
    rows = real.table("explanations").query("about == @kind")
    named = {name for cell in rows["concerns"] for name in cell.split("|")}
    assert named <= set(real.observations["obs_id"])
    pairs = set(map(frozenset, zip(real.comparisons["obs_a"], real.comparisons["obs_b"], strict=True)))
    if kind == "pair":
        assert {frozenset(cell.split("|")) for cell in rows["concerns"]} <= pairs
