"""Bars for the parts of a division at one time."""

from __future__ import annotations

import json

from components.palette import KIND_COLOURS, PAPER
from components.parts_chart import is_of_one_time, parts_chart
from grammar_rows import Row, figure, marked

PARTS = ["sex", "age", "breakdown", "breakdown_value", "ref_area"]
DAY = "2004-03-01"


def country(name: str, value: float | None, **columns: object) -> Row:
    return figure(DAY, value, breakdown="counterpart_area", breakdown_value=name, unit="children", **columns)


def drawn_parts(*figures: Row) -> dict[str, list[dict[str, object]]]:
    frame = marked(*figures)
    chart = parts_chart(frame.assign(part=frame["breakdown_value"]))
    json.dumps(chart)
    return chart


def test_parts_of_one_day_are_bars_and_those_of_several_are_not() -> None:
    one_day = [country("USA", 30), country("ESP", 20), country("BEL", 10)]
    assert is_of_one_time(marked(*one_day), PARTS)
    assert not is_of_one_time(marked(*one_day[:2]), PARTS)
    other_day = figure("2005-03-01", 5, breakdown="counterpart_area", breakdown_value="CAN", unit="children")
    assert not is_of_one_time(marked(*one_day, other_day), PARTS)
    assert not is_of_one_time(marked(*one_day, country("USA", 31, source_id="league_report")), PARTS)


def test_the_longest_bar_stands_on_top_and_every_figure_is_drawn() -> None:
    chart = drawn_parts(country("ESP", 20), country("USA", 30), country("BEL", 10))
    assert chart["layout"]["yaxis"]["ticktext"] == ["BEL", "ESP", "USA"]
    assert [trace["x"] for trace in chart["data"] if trace["meta"] == "part"] == [[10.0], [20.0], [30.0]]
    assert chart["layout"]["xaxis"]["range"][0] == 0


def test_a_suppressed_part_is_hatched_and_a_stated_zero_has_its_mark_at_zero() -> None:
    chart = drawn_parts(country("ESP", None), country("USA", 30), country("BEL", 0))
    (hidden,) = [trace for trace in chart["data"] if trace["meta"] == "suppressed"]
    assert hidden["x"] == [5.0]
    assert hidden["marker"]["pattern"]["shape"] == "/"
    assert [0.0] in [trace["x"] for trace in chart["data"] if trace["meta"] == "part_end"]
    assert len([trace for trace in chart["data"] if trace["meta"] == "part_end"]) == 2


def test_own_bars_are_filled_relayed_hollow_and_unattributed_dotted() -> None:
    chart = drawn_parts(country("ESP", 1), country("USA", 2, counted_by="league"), country("BEL", 3, counted_by=""))
    own, relayed, unattributed = [trace["marker"] for trace in chart["data"] if trace["meta"] == "part"]
    assert own["color"] == KIND_COLOURS["government"]
    assert relayed["color"] == PAPER
    assert "pattern" not in relayed
    assert unattributed["pattern"]["shape"] == "."
