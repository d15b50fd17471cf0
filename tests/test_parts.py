"""Which parts of a division become bars, in which order, and which get a chart over time."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from components.drawing import svg_of
from components.parts import Bars, bars_chart, bars_of, bars_words, block_words, bounds_of_age, time_panels
from components.parts_chart import parts_chart
from components.topic_chart import prepared
from components.voices import with_letters
from grammar_rows import Row, figure, marked
from loaders.dataset import Dataset
from loaders.derive import in_years


def country(period: str, name: str, value: float | None = 10, **columns: Any) -> Row:
    return figure(period, value, breakdown="citizenship", breakdown_value=name, **columns)


def divided(*figures: Row, division: str = "citizenship", crossed: tuple[int, ...] = ()) -> pd.DataFrame:
    """Figures of one division; those at the places ``crossed`` are divided by sex as well."""
    frame = marked(*figures)
    names = [f"{division}|sex" if place in crossed else division for place in range(len(frame))]
    return frame.assign(division=names)


def shown(bars: Bars | None) -> list[list[str]]:
    assert bars is not None
    return [block.figures["breakdown_value"].tolist() for block in bars.blocks]


def test_the_latest_period_with_two_parts_is_shown_and_never_a_later_one_with_one_part() -> None:
    figures = divided(
        country("2003", "KG"),
        country("2003", "RU"),
        country("2004", "KG"),
        country("2004", "UZ"),
        country("2005", "KG"),
    )
    bars = bars_of(figures, "citizenship")
    assert shown(bars) == [["KG", "UZ"]]
    assert bars is not None
    assert bars.blocks[0].figures["period_start"].dt.year.unique().tolist() == [2004]


def test_two_figures_for_one_part_are_no_two_parts() -> None:
    twice = divided(country("2003", "KG", 1), country("2003", "KG", 2, counted_by="police"))
    assert bars_of(twice, "citizenship") is None
    assert bars_of(divided(country("2003", "KG")), "citizenship") is None


def test_every_source_has_bars_of_its_own_for_its_own_latest_period() -> None:
    other = {"source_id": "league_report"}
    figures = divided(
        country("2003", "KG"),
        country("2003", "RU"),
        country("2009", "KG", **other),
        country("2009", "RU", **other),
        country("2009", "UZ", **other),
    )
    bars = bars_of(figures, "citizenship")
    assert bars is not None
    assert [(block.source_id, len(block.figures)) for block in bars.blocks] == [
        ("league_report", 3),
        ("state_report", 2),
    ]


def test_of_two_periods_that_end_on_one_day_the_shorter_is_the_latest() -> None:
    long = [country("1999-01-01/2003-12-31", name, 50) for name in ("KG", "RU", "UZ")]
    bars = bars_of(divided(*long, country("2003", "KG"), country("2003", "RU")), "citizenship")
    assert bars is not None
    assert bars.blocks[0].figures["obs_value"].tolist() == [10, 10]


def test_crossed_undated_and_replaced_figures_are_left_to_the_table() -> None:
    figures = divided(
        country("2003", "KG"),
        country("2003", "RU"),
        country("2004", "CN", sex="F"),
        country("2004", "UZ", sex="F"),
        country("", "KG"),
        country("", "RU"),
        crossed=(2, 3),
    )
    assert shown(bars_of(figures, "citizenship")) == [["KG", "RU"]]
    replaced = divided(country("2003", "KG"), country("2003", "RU"), country("2003", "UZ"))
    replaced = replaced.assign(superseded=[False, False, True])
    assert shown(bars_of(replaced, "citizenship")) == [["KG", "RU"]]


def test_ratings_are_no_bars() -> None:
    rated = divided(country("2003", "KG", unit="tier"), country("2003", "RU", unit="tier"))
    assert bars_of(rated, "citizenship") is None


# order


def test_names_without_an_order_begin_with_the_largest_and_a_suppressed_one_counts_as_its_threshold() -> None:
    figures = divided(
        country("2003", "UZ", None),
        country("2003", "KG", 5),
        country("2003", "CN", None),
        country("2003", "RU", 90),
        country("2003", "MD", 4),
        country("2003", "TJ", 0),
    )
    assert shown(bars_of(figures, "citizenship")) == [["RU", "KG", "CN", "UZ", "MD", "TJ"]]


def test_sexes_and_ages_keep_their_natural_order() -> None:
    sexes = divided(figure("2003", 900, sex="M"), figure("2003", 1, sex="F"), division="sex")
    bars = bars_of(sexes, "sex")
    assert bars is not None
    assert bars.blocks[0].figures["sex"].tolist() == ["F", "M"]
    codes = ["Y_GE18", "Y14T17", "Y0", "Y_LT14", "Y_LT2", "Y4T6"]
    bars = bars_of(
        divided(*(figure("2003", 10 + place, age=code) for place, code in enumerate(codes)), division="age"), "age"
    )
    assert bars is not None
    assert bars.blocks[0].figures["age"].tolist() == ["Y0", "Y_LT2", "Y_LT14", "Y4T6", "Y14T17", "Y_GE18"]


@pytest.mark.parametrize(
    ("code", "first", "last"), [("Y0", 0, 0), ("Y_LT14", 0, 13), ("Y14T17", 14, 17), ("Y_GE18", 18, 999)]
)
def test_an_age_group_has_a_first_and_a_last_year(code: str, first: int, last: int) -> None:
    assert bounds_of_age(code) == (first, last)


def test_every_age_of_the_data_has_its_bounds(real: Dataset) -> None:
    for code in set(real.observations["age"]) - {"_T"}:
        first, last = bounds_of_age(code)
        assert first <= last
        assert (first, last) != (0, 999), code


def test_with_an_order_of_its_own_the_first_part_is_the_top_bar() -> None:
    frame = marked(country("2003", "A", 1), country("2003", "B", 9), country("2003", "C", 5))
    frame = frame.assign(part=frame["breakdown_value"])
    assert parts_chart(frame, in_order=True)["layout"]["yaxis"]["ticktext"] == ["C", "B", "A"]
    assert parts_chart(frame)["layout"]["yaxis"]["ticktext"] == ["A", "C", "B"]


# over time


def test_only_parts_with_two_periods_get_a_chart_over_time() -> None:
    other = {"source_id": "league_report"}
    figures = divided(
        country("2003", "KG"),
        country("2004", "KG"),
        country("2003", "RU"),
        country("2003", "RU", **other),
        country("2003", "UZ"),
        country("", "UZ"),
        country("2005", "RU", sex="F"),
        crossed=(6,),
    )
    panels = list(time_panels(figures, "citizenship"))
    assert [panel["breakdown_value"].unique().tolist() for panel in panels] == [["KG"]]
    assert panels[0]["x"].tolist() == [2003.5, 2004.5]


def test_the_charts_over_time_come_in_the_order_of_the_bars() -> None:
    figures = divided(
        *(
            country(year, name, value)
            for name, value in (("KG", 3), ("RU", 80), ("UZ", 20))
            for year in ("2003", "2004")
        )
    )
    assert [panel["breakdown_value"].iloc[0] for panel in time_panels(figures, "citizenship")] == ["RU", "UZ", "KG"]


# the data


def selected(dataset: Dataset, indicator: str, division: str) -> pd.DataFrame:
    figures = dataset.observations
    figures = figures[(figures["indicator_id"] == indicator) & figures["division"].str.contains(division)]
    return prepared(dataset, with_letters(figures[in_years(figures, 2002, 2011)]))


def test_the_victims_of_2011_by_citizenship_are_those_that_unodc_prints(real: Dataset) -> None:
    ready = selected(real, "trafficking_victims_detected", "citizenship")
    bars = bars_of(ready, "citizenship")
    assert bars is not None
    (block,) = bars.blocks
    assert block.figures["breakdown_value"].tolist() == ["KAZ", "UZB", "TJK", "KGZ", "CHN", "MNG", "RUS", "TKM"]
    assert block.figures["obs_value"].tolist()[:4] == [76, 45, 8, 5]
    assert block.figures["bound"].tolist()[4:] == ["suppressed"] * 4
    chart = bars_chart(real, block)
    assert chart["layout"]["yaxis"]["ticktext"][::-1][:2] == ["Kazakhstan", "Uzbekistan"]
    hatched = [trace for trace in chart["data"] if trace["meta"] == "suppressed"]
    assert [trace["x"] for trace in hatched] == [[5.0]] * 4
    assert all(trace["marker"]["pattern"]["shape"] == "/" for trace in hatched)
    assert svg_of(chart).startswith("<svg")


def test_a_chart_of_bars_holds_the_printed_parts_and_no_sum_or_remainder(real: Dataset) -> None:
    bars = bars_of(selected(real, "consular_register", "counterpart_area"), "counterpart_area")
    assert bars is not None
    chart = bars_chart(real, bars.blocks[0])
    lengths = [trace["x"][0] for trace in chart["data"] if trace["meta"] == "part"][::-1]
    assert lengths == [3098, 85, 52, 42, 16, 16, 9, 7, 6, 1, 1, 1]


def test_the_words_say_the_source_the_period_and_where_the_other_figures_stand(real: Dataset) -> None:
    ready = selected(real, "child_offenders_in_proceedings", "age")
    bars = bars_of(ready, "age")
    assert bars is not None
    assert block_words(real, bars.blocks[0]) == "UNICEF TransMonEE, December 2020, 2011"
    words = bars_words(real, bars, ready)
    # 12 figures from 2005 to 2011, two of them for 2011
    assert words[-1] == "10 more dated figures stand in the small charts and in the table below."
    once = selected(real, "consular_register", "counterpart_area")
    everything = bars_of(once, "counterpart_area")
    assert everything is not None
    assert len(bars_words(real, everything, once)) == 2


def test_every_division_of_the_data_has_bars_that_can_be_drawn_or_none(real: Dataset) -> None:
    figures = real.observations
    exact = figures[~figures["division"].str.contains("|", regex=False) & (figures["division"] != "total")]
    drawn = 0
    for (_, division), rows in exact.groupby(["indicator_id", "division"]):
        bars = bars_of(prepared(real, with_letters(rows)), str(division))
        for block in bars.blocks if bars else ():
            assert block.figures["period_start"].nunique() == block.figures["unit_measure"].nunique() == 1
            svg_of(bars_chart(real, block))
            drawn += 1
    assert drawn > 20
