"""Ratings: named levels with the best on top, steps and no slopes, and no zero."""

from __future__ import annotations

import json
import random
from itertools import combinations, pairwise
from typing import Any

import pandas as pd
import pytest

from components.chart import Figure, MixedUnits
from components.drawing import svg_of
from components.marks import with_marks
from components.placing import box_of, overlap
from components.rating_chart import Scale, level_axis, rating_chart, rating_scale
from components.rating_labels import changes
from components.traces import Trace
from components.voices import with_letters, with_words
from grammar_rows import Row, figure, marked
from loaders.dataset import Dataset
from loaders.frames import records

YEARS = (2002, 2011)
TIERS = Scale(((1.0, "Tier 1"), (2.0, "Tier 2"), (2.5, "Tier 2 Watch List"), (3.0, "Tier 3")), 3.5, 0.5)
WIDTH, HEIGHT = 270, 230


def tier(year: str, value: float, **columns: Any) -> Row:
    return figure(year, value, unit="tier", **columns)


def drawn(*figures: Row, **options: Any) -> Figure:
    chart = rating_chart(marked(*figures), years=YEARS, scale=TIERS, **options)
    json.dumps(chart)
    assert svg_of(chart).startswith("<svg")
    return chart


def traces(chart: Figure, meaning: str) -> list[Trace]:
    return [trace for trace in chart["data"] if trace["meta"] == meaning]


def texts(chart: Figure) -> list[str]:
    return [note["text"] for note in chart["layout"]["annotations"]]


def of_unit(unit: str, *values: float) -> pd.DataFrame:
    figures = marked(*(tier(str(2003 + place), value) for place, value in enumerate(values)))
    return figures.assign(unit_measure=unit)


def levels_from_the_top(scale: Scale) -> list[str]:
    return [name for _, name in sorted(scale.levels, key=lambda level: abs(level[0] - scale.upper))]


# scales


def test_tier_1_stands_on_top_and_tier_3_at_the_bottom(real: Dataset) -> None:
    scale = rating_scale(real, of_unit("tier", 2))
    assert levels_from_the_top(scale) == ["Tier 1 (best)", "Tier 2", "Tier 2 Watch List", "Tier 3 (worst)"]
    assert scale.lower > 3 > 1 > scale.upper


def test_a_high_index_is_the_best_and_stands_on_top(real: Dataset) -> None:
    whole, part = rating_scale(real, of_unit("index_3_15", 9)), rating_scale(real, of_unit("index_1_5", 2))
    assert levels_from_the_top(whole) == ["15 (best)", "12", "9", "6", "3 (worst)"]
    assert levels_from_the_top(part) == ["5 (best)", "4", "3", "2", "1 (worst)"]
    assert whole.lower < 3 < 15 < whole.upper


def test_the_scales_say_what_the_definitions_of_the_indicators_say(real: Dataset) -> None:
    words = {name: real.label("indicators", name, column="definition") for name in ("tip_tier", "index_3p")}
    assert "Tier 1 best, Tier 3 worst" in words["tip_tier"]
    assert "from 3 (worst) to 15 (best)" in words["index_3p"]


def test_the_first_rank_stands_on_top_and_is_not_called_the_best(real: Dataset) -> None:
    scale = rating_scale(real, of_unit("rank", 6))
    assert levels_from_the_top(scale) == ["1 (first)", "2", "3", "4", "5", "6", "7"]
    assert scale.upper < 1 < 7 < scale.lower


@pytest.mark.parametrize(("largest", "named"), [(1, "12345"), (30, ""), (190, ""), (4000, "")])
def test_a_long_order_names_few_ranks_and_always_the_first(real: Dataset, largest: int, named: str) -> None:
    scale = rating_scale(real, of_unit("rank", largest))
    assert scale.levels[0] == (1.0, "1 (first)")
    assert max(rank for rank, _ in scale.levels) > largest
    assert 5 <= len(scale.levels) <= 11
    assert not named or len(scale.levels) == len(named)


@pytest.mark.parametrize("unit", ["tier", "index_1_5", "index_3_15", "rank"])
def test_no_scale_begins_at_zero(real: Dataset, unit: str) -> None:
    scale = rating_scale(real, of_unit(unit, 3))
    assert min(scale.lower, scale.upper) > 0


def test_a_count_or_two_scales_are_refused(real: Dataset) -> None:
    with pytest.raises(MixedUnits):
        rating_scale(real, marked(figure("2003", 5)))
    both = pd.concat([of_unit("tier", 2), of_unit("rank", 2)])
    with pytest.raises(MixedUnits):
        rating_scale(real, both)
    with pytest.raises(MixedUnits):
        rating_chart(both, years=YEARS, scale=TIERS)


def test_in_a_low_plot_the_names_of_levels_stay_apart(real: Dataset) -> None:
    scale = rating_scale(real, of_unit("tier", 2), "ru")
    high, low = (level_axis(scale, height)["ticktext"] for height in (230, 100))
    assert high[2] == "Контрольный<br>список<br>группы 2"
    assert low[1:] == ["Группа 2", "Контрольный список группы 2", "Группа 3 (худшая)"]


# marks


def test_every_level_is_a_named_line() -> None:
    axis = drawn(tier("2003", 2))["layout"]["yaxis"]
    assert axis["tickvals"] == [1.0, 2.0, 2.5, 3.0]
    assert axis["ticktext"] == ["Tier 1", "Tier 2", "Tier 2<br>Watch List", "Tier 3"]
    assert axis.get("showgrid", True)


def test_a_rating_is_a_mark_at_its_level_and_no_bar() -> None:
    chart = drawn(tier("2003", 2.5))
    (points,) = traces(chart, "point")
    assert (points["x"], points["y"]) == ([2003.5], [2.5])
    assert not [trace for trace in chart["data"] if trace["type"] == "bar"]


def test_a_step_never_slopes() -> None:
    chart = drawn(
        *(tier(str(year), value) for year, value in zip(range(2002, 2008), [2, 3, 2.5, 2, 2, 2.5], strict=True))
    )
    (step,) = traces(chart, "step")
    for one, other in pairwise(zip(step["x"], step["y"], strict=True)):
        assert one[0] == other[0] or one[1] == other[1]
    assert not traces(chart, "line")


def test_a_step_changes_level_at_the_turn_of_the_year() -> None:
    (step,) = traces(drawn(tier("2003", 2), tier("2004", 3), tier("2005", 3)), "step")
    assert step["x"] == [2003.0, 2004.0, 2004.0, 2005.0, 2005.0, 2006.0]
    assert step["y"] == [2, 2, 3, 3, 3, 3]


def test_a_missing_year_ends_a_step_and_two_years_make_none() -> None:
    assert not traces(drawn(tier("2003", 2), tier("2004", 2)), "step")
    apart = [tier(str(year), 2) for year in (2002, 2003, 2004, 2006, 2007, 2008)]
    assert [step["x"][0] for step in traces(drawn(*apart), "step")] == [2002.0, 2006.0]


def test_two_sources_of_one_year_at_one_level_stand_side_by_side_in_their_year() -> None:
    chart = drawn(
        tier("2005", 2), tier("2005", 2, source_id="league_report"), tier("2005", 3, source_id="agency_report")
    )
    at = {
        round(y, 1): sorted(
            x for t in traces(chart, "point") for x, level in zip(t["x"], t["y"], strict=True) if level == y
        )
        for y in (2, 3)
    }
    assert at[3] == [2005.5]
    assert len(at[2]) == 2
    assert 2005 < at[2][0] < 2005.5 < at[2][1] < 2006


def test_a_rating_for_another_period_is_a_bar_as_long_as_it_at_its_level() -> None:
    chart = drawn(tier("2004-10-01/2005-09-30", 2), tier("2006-01-01/2009-12-31", 3))
    bars = traces(chart, "bar")
    assert [bar["y"] for bar in bars] == [[2, 2], [3, 3]]
    assert bars[0]["x"] == pytest.approx([2004.7486, 2005.7479], abs=0.0001)
    assert bars[1]["x"] == [2006.0, 2010.0]


def test_what_has_no_date_or_no_value_has_no_place_on_a_scale() -> None:
    with pytest.raises(ValueError, match="without a date"):
        drawn(tier("", 2))
    with pytest.raises(ValueError, match="a value"):
        drawn(figure("2003", None, unit="tier"))


def test_a_stated_gap_is_hatched_from_the_bottom_to_the_top() -> None:
    gaps = pd.DataFrame({"x_start": [2004.0], "x_end": [2005.0], "reason": ["not published"]})
    (gap,) = traces(drawn(tier("2003", 2), gaps=gaps), "gap")
    assert (gap["yaxis"], gap["y"]) == ("y2", [1.0])
    assert drawn(tier("2003", 2))["layout"]["yaxis2"]["range"] == [0.0, 1.0]


def test_a_scale_without_a_rating_is_drawn_for_the_gap_on_it() -> None:
    gaps = pd.DataFrame({"x_start": [2004.0], "x_end": [2005.0], "reason": ["not published"]})
    chart = rating_chart(marked(tier("2003", 2)).iloc[:0], years=YEARS, scale=TIERS, gaps=gaps)
    assert [trace["meta"] for trace in chart["data"]] == ["gap"]


# words


def test_a_rating_is_written_only_where_it_changes() -> None:
    years = [tier(str(year), value) for year, value in zip(range(2002, 2010), [2, 2, 2, 3, 3, 2, 2, 2], strict=True)]
    frame = marked(*years)
    assert frame.loc[frame["obs_id"].isin(changes(records(frame))), "x"].tolist() == [2002.5, 2005.5, 2007.5]


def test_a_second_source_of_the_same_body_writes_nothing_new_and_another_rating_is_written() -> None:
    twice = marked(
        tier("2003", 2), tier("2003", 2, source_id="league_report"), tier("2004", 2, source_id="agency_report")
    )
    assert len(changes(records(twice))) == 1
    apart = marked(tier("2003", 2), tier("2003", 3, source_id="league_report"))
    assert len(changes(records(apart))) == 2


def test_every_body_has_ratings_of_its_own() -> None:
    frame = marked(tier("2003", 2), tier("2004", 2, counted_by="league", source_id="league_report"))
    assert len(changes(records(frame))) == 2


def test_a_rating_that_is_only_a_bound_is_always_written() -> None:
    frame = marked(tier("2003", 2), tier("2004", 2, bound="at_least"))
    assert len(changes(records(frame))) == 2


def test_every_series_has_its_letter_once() -> None:
    sources = ["state_report", "league_report", "agency_report", "police_report"]
    chart = drawn(*(tier(str(year), 2, source_id=source) for source in sources for year in (2004, 2005)))
    bold = sorted(text.split("</b>")[0] for text in texts(chart) if text.startswith("<b>"))
    assert bold == ["<b>A", "<b>B", "<b>C", "<b>D"]


@pytest.mark.parametrize("seed", range(40))
def test_no_label_covers_another_one_or_a_mark(seed: int) -> None:
    dice = random.Random(seed)
    sources = ("state_report", "league_report")[: dice.randint(1, 2)]
    rows = [
        tier(str(year), dice.choice([1, 2, 2.5, 3]), source_id=source)
        for source in sources
        for year in range(2002, 2012)
        if dice.random() < 0.6
    ]
    frame = marked(*rows)
    frame = frame.assign(
        label=frame["obs_value"].map({1: "Tier 1", 2: "Tier 2", 2.5: "Tier 2 Watch List", 3: "Tier 3"})
    )
    chart = rating_chart(frame, years=YEARS, scale=TIERS)

    def pixels(x: float, y: float) -> tuple[float, float]:
        first, last = chart["layout"]["xaxis"]["range"]
        return (x - first) / (last - first) * WIDTH, (3.5 - y) / 3 * HEIGHT

    boxes = [
        box_of(
            note["text"].replace("<b>", "").replace("</b>", ""),
            at=pixels(note["x"], note["y"]),
            place=(note["xanchor"], note["yanchor"], note["xshift"], note["yshift"]),
            size=12,
        )
        for note in chart["layout"]["annotations"]
    ]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    marks = [pixels(x, y) for t in traces(chart, "point") for x, y in zip(t["x"], t["y"], strict=True)]
    assert not [box for box in boxes for x, y in marks if overlap(box, (x - 4, y - 4, x + 4, y + 4))]


# the data


def prepared(dataset: Dataset, indicator: str) -> pd.DataFrame:
    figures = dataset.observations
    figures = figures[(figures["indicator_id"] == indicator) & figures["period_start"].notna()]
    inside = figures["period_start"].dt.year.between(*YEARS)
    return with_words(dataset, with_marks(with_letters(figures[inside])))


def test_the_tiers_of_the_united_states_are_drawn_as_its_reports_print_them(real: Dataset) -> None:
    ready = prepared(real, "tip_tier")
    chart = rating_chart(ready, years=YEARS, scale=rating_scale(real, ready))
    found = sorted({(int(x), y) for t in traces(chart, "point") for x, y in zip(t["x"], t["y"], strict=True)})
    typed = [(2002, 2.0), (2003, 2.0), (2003, 3.0), (2004, 2.5), (2005, 2.0), (2006, 2.0), (2007, 2.5), (2008, 2.0)]
    assert found == [*typed, (2009, 2.0), (2010, 2.5), (2011, 2.0)]
    drawn_ids = [obs_id for t in chart["data"] for obs_id in t.get("customdata", [])]
    assert sorted(drawn_ids) == sorted(ready["obs_id"])
    assert any("Watch List" in text for text in texts(chart))


def test_the_3p_index_rises_from_9_in_2002_to_13_in_2011(real: Dataset) -> None:
    ready = prepared(real, "index_3p")
    chart = rating_chart(ready, years=YEARS, scale=rating_scale(real, ready))
    (points,) = traces(chart, "point")
    assert (points["y"][0], points["y"][-1]) == (9.0, 13.0)
    low, high = chart["layout"]["yaxis"]["range"]
    assert low < high
    assert texts(chart) == ["<b>A</b>", "9", "10", "11", "9", "10", "11", "12", "13"]
