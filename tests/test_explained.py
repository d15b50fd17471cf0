"""What is computed of pairs and what is written about them fit together, and `validate` tells both."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders import Dataset, InvalidData, load_dataset
from loaders.__main__ import main
from loaders.meaning import SENTENCES, sentences_in
from loaders.problems import Problem

EXPLANATIONS, CASES = "explanations.csv", "observations/cases.csv"
Cells = dict[str, str]


def change(folder: Path, file: str, key: str, change: Callable[[Cells], Cells | None]) -> int:
    """Change the row of a key, or take it away. Returns its line."""
    path = folder / file
    with path.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    columns = list(rows[0])
    place = next(number for number, row in enumerate(rows) if row[columns[0]] == key)
    changed = change(rows[place])
    rows[place : place + 1] = [changed] if changed else []
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return place + 2


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(InvalidData) as raised:
        load_dataset(folder)
    return raised.value.problems


def test_a_conflict_that_nothing_explains_is_a_problem_at_its_figure(
    example_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(example_folder, EXPLANATIONS, "pair_2004", lambda _row: None)
    line = change(example_folder, CASES, "crimes_2004", lambda row: row)
    assert main(["validate", str(example_folder)]) == 1
    assert capsys.readouterr().out == (
        f"{CASES}:{line}: obs_value: two figures contradict each other and nothing explains why; found "
        "'crimes_2004 (1,130) against crimes_2004_league (1,900)'; add a row to explanations.csv with about = pair and "
        "both ids in concerns, or correct the figures\n"
    )


def test_an_explanation_of_another_kind_does_not_explain_a_conflict(example_folder: Path) -> None:
    change(example_folder, EXPLANATIONS, "pair_2004", lambda row: {**row, "about": "look_alike"})
    assert ["nothing explains why" in problem.wrong for problem in problems_of(example_folder)] == [True]


@pytest.mark.parametrize("named", ["crimes_2004|crimes_2003", "crimes_2004|crimes_2004_league|crimes_2003"])
def test_an_explanation_of_what_is_no_pair_is_a_problem_at_its_line(example_folder: Path, named: str) -> None:
    line = change(example_folder, EXPLANATIONS, "pair_2006", lambda row: {**row, "concerns": named})
    found = {(problem.file, problem.line, problem.column): problem for problem in problems_of(example_folder)}
    problem = found[EXPLANATIONS, line, "concerns"]
    assert (problem.wrong, problem.found) == ("explains a pair that does not exist", named)
    assert problem.instead


def test_an_explanation_outlives_its_pair_only_as_a_problem(example_folder: Path) -> None:
    """The figure of the league is moved to another year: the two do not meet any more."""
    year = {"period_start": "2014-01-01", "period_end": "2014-12-31"}
    change(example_folder, CASES, "crimes_2004_league", lambda row: {**row, **year})
    (problem,) = problems_of(example_folder)
    assert (problem.file, problem.wrong) == (EXPLANATIONS, "explains a pair that does not exist")


def test_a_pair_is_explained_once_whichever_figure_is_named_first(example_folder: Path) -> None:
    line = change(
        example_folder,
        EXPLANATIONS,
        "check_more",
        lambda row: {**row, "about": "pair", "concerns": "crimes_2004_league|crimes_2004"},
    )
    (problem,) = problems_of(example_folder)
    assert (problem.file, problem.line, problem.wrong) == (EXPLANATIONS, line, "the pair is explained twice")


def test_a_pair_of_any_class_may_be_explained(example_folder: Path) -> None:
    change(
        example_folder,
        EXPLANATIONS,
        "check_more",
        lambda row: {**row, "about": "pair", "concerns": "crimes_2003|crimes_1999_2003"},
    )
    load_dataset(example_folder)


def test_pairs_are_not_looked_at_before_the_rows_are_right(example_folder: Path) -> None:
    change(example_folder, EXPLANATIONS, "pair_2004", lambda _row: None)
    change(example_folder, CASES, "crimes_2007", lambda row: {**row, "sex": "X"})
    assert "nothing explains why" not in {problem.wrong[-20:] for problem in problems_of(example_folder)}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("One.", 1),
        ("One. Two.", 2),
        ('He said "one." Two.', 2),
        ("No end", 1),
        ("In 12.5 per cent. Two!", 2),
        ("See art. 133 and vol. two. Two?", 3),
        ("Первое. Второе.", 2),
        ("One.  Two. ", 2),
    ],
)
def test_sentences_are_counted_by_their_ends(words: str, number: int) -> None:
    assert sentences_in(words) == number


def test_every_explanation_of_the_data_has_two_to_four_sentences(real: Dataset) -> None:
    rows = real.table("explanations")
    assert [words for words in rows["explanation_en"] if sentences_in(words) not in SENTENCES] == []


def test_validate_tells_the_share_of_each_class_and_verdict(
    example_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", str(example_folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "bodies: 7" in lines
    pairs = lines.index("pairs of figures: 10")
    assert lines[pairs + 1 : pairs + 9] == [
        "  superseded: 1 (10.0%)",
        "  definition: 0 (0.0%)",
        "  bound_compatible: 0 (0.0%)",
        "  coverage: 6 (60.0%)",
        "  same_origin: 1 (10.0%)",
        "  unattributed: 0 (0.0%)",
        "  agree: 0 (0.0%)",
        "  conflict: 2 (20.0%)",
    ]
    verdicts = lines.index("explanations: 3", pairs)
    assert lines[verdicts + 1 :] == [
        "  error_in_source: 1 (33.3%)",
        "  different_scope: 1 (33.3%)",
        "  different_date: 0 (0.0%)",
        "  different_counter: 0 (0.0%)",
        "  unexplained: 1 (33.3%)",
    ]


def test_the_shares_of_the_data_are_told(capsys: pytest.CaptureFixture[str], real: Dataset) -> None:
    assert main(["validate"]) == 0
    told = capsys.readouterr().out
    assert f"pairs of figures: {len(real.comparisons)}\n" in told
    assert f"  conflict: {(real.comparisons['class'] == 'conflict').sum()} (" in told
