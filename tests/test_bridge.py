"""A bridge from a total to its parts: its rows, its drawings, and what it says of the remainder."""

from __future__ import annotations

import re
from typing import Any

import pytest

from components import ids
from components.bridge import bridge, part_words
from components.bridge_chart import remainder, step
from loaders import Dataset
from loaders.reconciling import Entry, Reconciliation
from test_agreement import changed
from test_reconciling import HIDDEN, of
from trees import every, words


def rows_of(article: Any) -> list[str]:
    return [words(row) for row in every(article, "Tr")]


def steps_of(article: Any) -> list[str]:
    return [str(getattr(drawing, "data-drawn")) for drawing in every(article, "Div", className="drawn")]


def bars(drawing: str) -> list[tuple[str, str]]:
    """Where each bar begins and how long it is."""
    found = [
        dict(re.findall(r' ([a-z-]+)="([^"]*)"', rect)) for rect in re.findall(r'<rect [^>]*height="13"[^>]*>', drawing)
    ]
    return [(rect["x"], rect["width"]) for rect in found]


def shown(dataset: Dataset, reconciliation: Reconciliation) -> Any:
    return bridge(dataset, reconciliation)


def test_every_figure_is_a_row_with_its_value_and_a_link(real: Dataset) -> None:
    found = of(real, "consular-register-countries-2004")
    article = shown(real, found)
    links = [link.href for link in every(article, "A")]
    for entry in (*found.totals, *found.parts):
        assert links.count(f"/observation/{entry.figure['obs_id']}") == 1
    assert article.id == ids.row_anchor("consular-register-countries-2004")


def test_the_remainder_is_told_as_ours_with_its_caveat_beside_it(real: Dataset) -> None:
    article = shown(real, of(real, "adopted-abroad-register-2004"))
    (told,) = every(article, "Div", className="told-of")
    assert words(told).startswith("342 are not reconciled. The remainder is not a number of missing children.")
    last = rows_of(article)[-1]
    assert "342" in last
    assert "Not reconciled" in last
    assert "computed here" in last


def test_nothing_that_remains_is_said_and_not_drawn(real: Dataset) -> None:
    article = shown(real, of(real, "consular-register-countries-2004"))
    assert "Nothing remains" in words(every(article, "Div", className="told-of"))
    assert rows_of(article)[-1].startswith("Nothing remains")
    assert len(steps_of(article)) == 13  # the total and twelve countries


def test_parts_that_exceed_their_total_say_by_how_much(real: Dataset) -> None:
    """47,421 against thirteen years that add up to 53,176."""
    article = shown(real, of(real, "adoptions-total-1999-2012-transmonee"))
    assert "The parts exceed the total by 5,755." in words(article)
    assert "More than the total" in rows_of(article)[-1]
    assert len(steps_of(article)) == 15


def test_the_parts_are_drawn_one_behind_the_other(real: Dataset) -> None:
    """20 and 16 cases make 36; 24 of them reached the courts, and 12 remain."""
    drawings = steps_of(shown(real, of(real, "trafficking-cases-to-court-2009")))
    assert [bars(drawing) for drawing in drawings] == [
        [("0%", "55.556%")],
        [("55.556%", "44.444%")],
        [("0%", "66.667%")],
        [("66.667%", "33.333%")],
    ]
    assert "url(#rest-" in drawings[-1]


def test_no_pattern_of_a_page_has_the_name_of_another(real: Dataset) -> None:
    drawings = [
        drawing
        for name in real.table("reconciliations")["reconciliation_id"]
        for drawing in steps_of(shown(real, of(real, name)))
    ]
    found = [name for drawing in drawings for name in re.findall(r' id="([^"]*)"', drawing)]
    assert len(found) == len(set(found)) > 10


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (HIDDEN, "a source hides one of the numbers"),
        ({"bound": "at_least"}, "one of the figures is only a limit"),
        ({"bound": "about"}, "one of the figures is only approximate"),
        ({"unit_measure": "children"}, "the figures have different units"),
    ],
)
def test_without_a_remainder_the_figures_stand_there_with_the_reason(
    spoken: Dataset, cells: dict[str, object], said: str
) -> None:
    other = changed(spoken, crimes_2003_f=cells)
    article = shown(other, of(other, "sexes_2003"))
    assert said in words(article)
    assert steps_of(article) == []
    assert "reconciled" not in words(article)
    assert len(every(article, "Td", className="value")) == 3


def test_what_all_parts_share_is_told_once(real: Dataset) -> None:
    article = shown(real, of(real, "adoptions-total-1999-2012-transmonee"))
    assert words(article).count("UNICEF TransMonEE") == 1
    (side,) = [row for row in rows_of(article) if row.startswith("Parts")]
    assert side.startswith("Parts : Children adopted, all")
    assert "Counted by Statistical office of Kazakhstan" in side
    assert rows_of(article)[-3].split()[:2] == ["2011", "3,515"]


def test_parts_are_named_by_what_tells_them_apart(real: Dataset) -> None:
    countries = [entry.figure for entry in of(real, "consular-register-countries-2004").parts]
    assert part_words(real, countries)[0] == "United States"
    assert len(set(part_words(real, countries))) == len(countries)
    (alone,) = part_words(real, countries[:1])
    assert alone.endswith(", 1 March 2004")


def test_own_counts_are_filled_relayed_ones_hollow_and_unclaimed_ones_dotted(spoken: Dataset) -> None:
    row = of(spoken, "sexes_2003").totals[0].figure
    insides = {
        origin: step(Entry({**row, "origin": origin}, 1.0, 0.0), top=2.0, total=2.0, name=origin)
        for origin in ("own", "relayed", "unattributed")
    }
    assert 'fill="var(--government)" stroke="var(--government)"' in insides["own"]
    assert 'fill="var(--paper)" stroke="var(--government)"' in insides["relayed"]
    assert 'fill="url(#step-unattributed-' in insides["unattributed"]


def test_a_figure_that_cannot_be_added_up_has_no_bar(spoken: Dataset) -> None:
    row = of(spoken, "sexes_2003").totals[0].figure
    with pytest.raises(ValueError, match="added up"):
        step(Entry(row, None, None), top=1.0, total=1.0, name="x")


def test_a_remainder_reads_the_same_from_either_side() -> None:
    less, more = (remainder(*ends, top=4.0, total=2.0, name="x") for ends in ((1.0, 3.0), (3.0, 1.0)))
    assert less == more
    assert bars(less) == [("25%", "50%")]
