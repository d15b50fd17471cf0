"""What is kept with a dataset: its own answers only, as many as it may, and nobody's to change."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pandas as pd
from dash import html

from components.carry import carry
from components.evidence_map import evidence_map
from components.kept_parts import copied, kept_part
from components.links import link
from example_data import write_example
from loaders.dataset import Dataset, load_dataset
from loaders.indexes import figure_of, figures_named, figures_of
from loaders.kept import kept
from server.prerender import to_html


def test_an_answer_is_made_once_and_no_other_dataset_is_told_it(example: Dataset, spoken: Dataset) -> None:
    asked: list[str] = []

    @kept(2)
    def answer(dataset: Dataset, name: str) -> str:
        asked.append(name)
        return f"{name} of {id(dataset)}"

    assert answer(example, "a") == answer(example, "a") == f"a of {id(example)}"
    assert answer(spoken, "a") == f"a of {id(spoken)}"
    assert asked == ["a", "a"]


def test_of_more_answers_than_may_be_kept_those_asked_for_last_are(example: Dataset) -> None:
    asked: list[int] = []

    @kept(2)
    def answer(_dataset: Dataset, number: int, *, more: int = 0) -> int:
        asked.append(number)
        return number + more

    for number in (1, 2, 1, 3, 1, 2):
        assert answer(example, number, more=1) == number + 1
    assert asked == [1, 2, 3, 2]
    assert answer(example, 2) == 2  # another argument is another answer


def test_answers_are_gone_with_their_dataset(tmp_path: Path) -> None:
    class Answer:
        """Something that can be watched."""

    @kept(2)
    def answer(_dataset: Dataset) -> Answer:
        return Answer()

    dataset = load_dataset(write_example(tmp_path / "data"))
    watched = weakref.ref(answer(dataset))
    assert watched() is not None
    del dataset
    gc.collect()
    assert watched() is None


def test_a_caller_who_changes_a_frame_changes_nobody_elses(example: Dataset) -> None:
    @kept(1)
    def frame(_dataset: Dataset) -> pd.DataFrame:
        return pd.DataFrame({"a": [1, 2]})

    mine = frame(example)
    mine.loc[0, "a"] = 7
    mine["b"] = 1
    assert frame(example).equals(pd.DataFrame({"a": [1, 2]}))


def test_a_page_that_changes_a_part_changes_no_other_page(example: Dataset) -> None:
    @kept_part(1)
    def part(_dataset: Dataset) -> html.Div:
        return html.Div([link("a", "/data"), html.P([html.B("b"), "c"])])

    mine = part(example)
    carry(mine, [("lang", "ru")])
    mine.children[1].children.append("d")
    mine.children[1].children[0].children = "e"
    fresh = part(example)
    assert fresh.children[0].href == "/data"
    assert fresh.children[1].children[0].children == "b"
    assert fresh.children[1].children[1:] == ["c"]


def test_a_copy_says_what_was_copied(spoken: Dataset) -> None:
    topic = str(spoken.observations["topic"].iloc[0])
    tree = evidence_map(spoken, topic)
    assert copied(tree) is not tree
    assert to_html(copied(tree)) == to_html(tree)


def test_figures_are_found_by_indicator_division_and_name_as_in_all_figures(real: Dataset) -> None:
    figures = real.observations
    for indicator in figures["indicator_id"].unique():
        own = figures[figures["indicator_id"] == indicator]
        pd.testing.assert_frame_equal(figures_of(real, indicator), own)
        for part in {part for division in own["division"] for part in division.split("|")}:
            divided = own[[part in division.split("|") for division in own["division"]]]
            pd.testing.assert_frame_equal(figures_of(real, indicator, part), divided)
    assert figures_of(real, "no_such_indicator").empty
    names = figures["obs_id"].tolist()[::97]
    assert figures_named(real, [*reversed(names), "none"])["obs_id"].tolist() == names
    assert [figure_of(real, name)["obs_id"] for name in names] == names
