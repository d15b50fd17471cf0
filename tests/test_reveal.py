"""A chart shown part by part: every part adds, nothing moves, and the last one is the whole chart."""

from __future__ import annotations

import copy
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.chart import Figure
from components.drawing import svg_of
from components.palette import KIND_COLOURS
from components.parts_chart import parts_chart
from components.rating_chart import Scale, rating_chart
from components.reveal import AXES, GAP, MARKS, NUMBERS, SECOND, SOURCE, TITLE, Layer, layers, revealed
from grammar_rows import drawn, figure, marked, random_figures

GOVERNMENT, NGO, INTERNATIONAL = "government", "ngo", "international"


def everything() -> Figure:
    """A chart with every mark of the grammar, of three kinds of source, with a gap and a break."""
    gaps = pd.DataFrame({"x_start": [2004.0], "x_end": [2005.0], "reason": ["not collected"]})
    return drawn(
        *(figure(str(year), year - 2000) for year in (2002, 2003, 2004)),
        figure("2005", 9, obs_status="B"),
        figure("2006", 5, bound="at_least", source_id="league_report", counted_by="league"),
        figure("2008", None, source_id="agency_report", counted_by=""),
        figure("2009-01-01/2009-06-30", 4, source_id="agency_report", counted_by=""),
        figure("1999-01-01/2003-12-31", 40),
        gaps=gaps,
    )


def axes_of(chart: Figure) -> dict[str, Any]:
    """Where things stand: ranges, domains and margins, without whether an axis is seen."""
    layout = chart["layout"]
    axes = {name: {**layout[name], "visible": None} for name in ("xaxis", "yaxis", "yaxis2") if name in layout}
    return {**axes, "margin": layout["margin"], "height": layout["height"]}


def check_layers(chart: Figure) -> None:
    """Every rule that holds for any chart."""
    before, found = copy.deepcopy(chart), layers(chart)
    shown = [revealed(chart, number) for number in range(1, len(found) + 1)]
    assert shown[-1] == chart == before
    assert len(set(found)) == len(found)
    for one, other in pairwise(shown):
        assert axes_of(one) == axes_of(other) == axes_of(chart)
        for kept, more in (
            (one["data"], other["data"]),
            *((one["layout"].get(name, []), other["layout"].get(name, [])) for name in ("annotations", "shapes")),
        ):
            assert [part for part in more if part in kept] == kept
    for one in shown:
        svg_of(one)


def test_a_chart_with_every_mark_has_every_layer_in_its_order() -> None:
    assert layers(everything()) == (
        Layer(MARKS, GOVERNMENT),
        Layer(AXES),
        Layer(NUMBERS, GOVERNMENT),
        Layer(TITLE),
        Layer(SOURCE, GOVERNMENT),
        Layer(SECOND, INTERNATIONAL),  # two figures, and one of an NGO
        Layer(SECOND, NGO),
        Layer(GAP),
    )


def test_the_kind_with_the_most_figures_comes_first() -> None:
    chart = drawn(figure("2003", 5), *(figure(str(year), 3, source_id="agency_report") for year in (2003, 2004, 2005)))
    assert [layer.kind for layer in layers(chart) if layer.kind][:1] == [INTERNATIONAL]
    assert layers(chart)[-1] == Layer(SECOND, GOVERNMENT)


def test_layers_of_such_a_chart_add_and_never_move() -> None:
    check_layers(everything())


def test_the_first_layer_holds_marks_of_one_kind_and_no_word() -> None:
    first = revealed(everything(), 1)
    written = svg_of(first)
    assert "<text" not in written
    assert "var(--government)" in written
    assert not any(f"var(--{kind})" in written for kind in (NGO, INTERNATIONAL, "hatch", "rule"))


def test_numbers_come_after_the_axes_and_only_those_of_the_first_kind() -> None:
    chart = everything()
    axes, numbers = revealed(chart, 2)["layout"], revealed(chart, 3)["layout"]
    assert [note for note in axes["annotations"] if note["text"]] == []
    colours = {note["font"]["color"] for note in numbers["annotations"] if note["text"]}
    assert colours == {KIND_COLOURS[GOVERNMENT]}


def test_an_arrow_belongs_to_its_mark() -> None:
    chart = everything()
    arrows = [any(note["showarrow"] for note in revealed(chart, upto)["layout"]["annotations"]) for upto in (6, 7)]
    assert arrows == [False, True]


def test_a_break_is_told_when_every_series_is_there() -> None:
    chart = everything()
    assert [len(revealed(chart, upto)["layout"]["shapes"]) for upto in (1, 2, 6, 7)] == [0, 0, 0, 1]


def test_gaps_come_last_with_their_reason() -> None:
    chart = everything()
    assert "not collected" not in svg_of(revealed(chart, 7))
    assert "not collected" in svg_of(revealed(chart, 8))


def test_what_a_chart_does_not_have_is_left_out() -> None:
    names = [layer.name for layer in layers(drawn(figure("2003", 7)))]
    assert names == [MARKS, AXES, NUMBERS, TITLE, SOURCE]


def test_a_chart_of_nothing_but_a_gap_begins_with_its_axes() -> None:
    gaps = pd.DataFrame({"x_start": [2004.0], "x_end": [2005.0], "reason": ["not collected"]})
    chart = drawn(figure("2003", 7), gaps=gaps)
    chart = {
        "data": [trace for trace in chart["data"] if trace["meta"] == "gap"],
        "layout": {**chart["layout"], "annotations": []},
    }
    assert [layer.name for layer in layers(chart)] == [AXES, TITLE, GAP]
    check_layers(chart)


@pytest.mark.parametrize("upto", [0, 6, -1])
def test_a_number_beyond_the_layers_is_refused(upto: int) -> None:
    with pytest.raises(ValueError, match="layers 1 to 5"):
        revealed(drawn(figure("2003", 7)), upto)


def test_bars_are_shown_without_their_names_first() -> None:
    rows = [figure("2004-03-01", value, breakdown="cause", breakdown_value=f"cause_{value}", unit="children") for value in (50, 20, 10)]  # fmt: skip
    frame = marked(*rows)
    chart = parts_chart(frame.assign(part=frame["breakdown_value"]))
    check_layers(chart)
    assert "cause_50" not in svg_of(revealed(chart, 1))
    assert "cause_50" in svg_of(revealed(chart, 2))


def test_ratings_too_are_shown_layer_by_layer() -> None:
    frame = marked(*(figure(str(year), level, unit="tier") for year, level in ((2003, 2), (2004, 3), (2005, 2))))
    scale = Scale(((1.0, "Tier 1"), (2.0, "Tier 2"), (3.0, "Tier 3")), 3.5, 0.5)
    check_layers(rating_chart(frame, years=(2002, 2011), scale=scale))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10_000))
def test_layers_of_any_chart_add_and_never_move(seed: int) -> None:
    check_layers(drawn(*random_figures(seed)))
