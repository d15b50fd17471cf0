"""No child and no private person is named in data, texts, guides or exports, no single case is told, and no figure points at one.

What could be a name is looked for by its form, in three languages; what has that form and is none stands in
``persons_allowed.csv``, each with its reason. A new one is printed with its file, line and column: change the words, or, when
it names a body, a place, a law or a work, add it there.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from checks import none_of
from example_data import write_example
from loaders import DEFAULT_FOLDER, Dataset
from loaders.exports.api import api_file
from loaders.exports.collections import collections
from loaders.frames import Frames
from loaders.meaning import PERSONAL_UNITS, check_small_counts, check_small_remainders
from loaders.small_counts import SMALL_COUNT_BELOW, WHOLE
from loaders.texts import LANGUAGES
from loaders.validation import read_frames
from persons import PATTERNS, allowed, in_line, in_table
from sources_of_code import ROOT

TABLES = sorted(DEFAULT_FOLDER.rglob("*.csv"))
GUIDES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        ROOT / "assets" / "README.md",
        ROOT / "data" / "README.md",
        ROOT / "CITATION.cff",
    ]
)


# names


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_cell_of_the_data_could_name_a_person(path: Path) -> None:
    none_of(map(str, in_table(path, path.relative_to(ROOT).as_posix())))


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_no_line_of_a_guide_could(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    name = path.relative_to(ROOT).as_posix()
    none_of(str(found) for number, line in enumerate(lines, 1) for found in in_line(f"{name}:{number}", line))


@pytest.mark.parametrize("name", list(collections()))
def test_no_row_of_an_export_could(real: Dataset, name: str) -> None:
    """What an export adds of its own, such as titles and citations, included."""
    for lang in LANGUAGES:
        download = api_file(real, f"{name}.csv", {"lang": [lang]})
        assert download is not None
        content = download.content if isinstance(download.content, bytes) else b"".join(download.content())
        lines = content.decode("utf-8-sig").splitlines()
        none_of(
            str(found)
            for number, line in enumerate(lines, 1)
            for found in in_line(f"{name}.csv?lang={lang}:{number}", line)
        )


@pytest.mark.parametrize(
    "words",
    [
        # all invented
        "The court heard Serik Nurlanov in May.",
        "Told by S. Akhmetova to the police.",
        "Akhmetova S. K. told the police.",
        "a girl named Botakoz",
        "Mr Bolatov said so.",
        "Then Aigerim was taken abroad.",
        "Об этом сказала Ахметова Салима Болатовна.",
        "Дело гражданки Болатовой С. К. закрыто.",
        "мать Болатовна",
        "Девочка по имени Ботакоз",
        "Г-н и г-жа Болатовы, г-жа Болатова",
        "Бұл туралы Болат Серікұлы айтты.",
        "Ботакөз Серікқызы",
        "Ботакөз атты қыз, Айгүлдің анасы",
        "One girl was sold abroad for money.",
        "A 14-year-old girl was found.",
        "найдена 14-летняя девочка",
        "14 жасар қыз табылды",
    ],
)
def test_an_invented_name_or_story_is_found(words: str) -> None:
    assert list(in_line("a place", words))


def test_an_invented_name_in_the_data_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "gaps.csv"
    path.write_text('gap_id,label_en\na,"Nothing, is known."\nb,"It is said, by Botakoz Serikova."\n', encoding="utf-8")
    (found, *_) = map(str, in_table(path, "data/gaps.csv"))
    assert found.startswith("data/gaps.csv:3: label_en: 'Botakoz Serikova'")


@pytest.mark.parametrize(
    "words",
    [
        "Children adopted abroad, 2003",
        "Дети, усыновленные за границу",
        "17 жастағы балалар",
        "the girl's guardian is not known",
    ],
)
def test_plain_words_are_no_names(words: str) -> None:
    assert list(in_line("a place", words)) == []


def test_every_name_that_is_let_stand_has_a_reason_and_occurs() -> None:
    words = "\n".join(path.read_text(encoding="utf-8") for path in [*TABLES, *GUIDES]).replace('""', '"')
    assert [name for name, reason in allowed().items() if len(reason) < 10] == []
    # A title of ours makes the first letter of its words a capital.
    assert [name for name in allowed() if name.lower() not in words.lower()] == []
    assert len(PATTERNS) == 8


# figures on one child


def frames_of(folder: Path) -> Frames:
    frames, problems = read_frames(folder)
    assert problems == []
    return frames


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Frames:
    return frames_of(write_example(tmp_path_factory.mktemp("counts")))


def changed(frames: Frames, table: str, key: str, **cells: object) -> Frames:
    frame = frames[table].copy()
    row = frame.index[frame[frame.columns[0]] == key]
    assert len(row) == 1
    for name, cell in cells.items():
        frame.loc[row, name] = cell
    return {**frames, table: frame}


#: Of a count of persons in the example: three people convicted, by citizenship.
SMALL = "convicted_2004_uzb"
NO_DIVISION = {"breakdown": "", "breakdown_value": ""}


@pytest.mark.parametrize(
    ("cells", "is_refused"),
    [
        ({}, False),
        ({"sex": "F"}, True),
        ({"age": "Y14T17"}, True),
        ({"sex": "F", "age": "Y14T17"}, True),
        ({"sex": "F", "age": "Y14T17", **NO_DIVISION}, True),
        ({"sex": "F", **NO_DIVISION}, False),
        ({"age": "Y14T17", **NO_DIVISION}, False),
        ({"sex": "F", "obs_value": 1.0}, True),
        ({"sex": "F", "obs_value": 4.0}, True),
        ({"sex": "F", "obs_value": 5.0}, False),
        ({"sex": "F", "obs_value": 0.0}, False),
        ({"sex": "F", "bound": "at_most"}, True),
        ({"sex": "F", "bound": "about"}, True),
        # five or five hundred may be at least three
        ({"sex": "F", "bound": "at_least"}, False),
        ({"sex": "F", "bound": "suppressed", "obs_value": float("nan"), "threshold": 5.0}, True),
        ({"bound": "suppressed", "obs_value": float("nan"), "threshold": 5.0}, False),
    ],
)
def test_a_count_under_five_says_at_most_one_thing(frames: Frames, cells: dict[str, object], is_refused: bool) -> None:
    found = check_small_counts(changed(frames, "observations", SMALL, **cells))
    assert bool([one for one in found if "more than one attribute" in one.wrong]) == is_refused


def test_a_count_under_five_carries_its_warning(frames: Frames) -> None:
    (problem,) = check_small_counts(changed(frames, "observations", SMALL, warnings=""))
    assert (problem.column, problem.instead) == ("warnings", "add small_count")


@pytest.mark.parametrize(
    ("cells", "is_refused"),
    [
        # 1,120 crimes less 500 against women leave so many against men
        ({"obs_value": 617.0, "age": "Y14T17"}, True),
        ({"obs_value": 619.0, "age": "Y14T17"}, True),
        ({"obs_value": 623.0, "age": "Y14T17"}, True),
        ({"obs_value": 617.0}, False),
        ({"obs_value": 620.0, "age": "Y14T17"}, False),
        ({"obs_value": 615.0, "age": "Y14T17"}, False),
        ({"obs_value": 617.0, "age": "Y14T17", "bound": "at_least"}, False),
    ],
)
def test_what_remains_of_a_total_says_no_more(frames: Frames, cells: dict[str, object], is_refused: bool) -> None:
    found = check_small_remainders(changed(frames, "observations", "crimes_2003_m", **cells))
    assert bool(found) == is_refused
    assert all(one.column == "right_side" for one in found)


def test_no_figure_of_the_data_points_at_one_person(real: Dataset) -> None:
    """The rule once more, written down here and computed from the columns alone."""
    figures = real.observations
    value = pd.to_numeric(figures["obs_value"])
    hidden = (figures["bound"] == "suppressed") | ((value > 0) & (value < 5) & (figures["bound"] != "at_least"))
    personal = figures["unit_measure"].isin(PERSONAL_UNITS)
    said = (
        (figures["sex"] != "_T").astype(int)
        + (figures["age"] != "_T").astype(int)
        + (figures["breakdown"] != "").astype(int)
    )
    assert figures.loc[hidden & personal & (said > 1), "obs_id"].tolist() == []
    assert int((hidden & personal).sum()) > 10
    assert (SMALL_COUNT_BELOW, WHOLE) == (5, {"sex": "_T", "age": "_T", "breakdown": ""})


def test_every_unit_is_known_to_count_people_or_not_to(real: Dataset) -> None:
    """A new unit is one of people, or listed here as none."""
    others = """
    percent rank times tier index_3_15 index_1_5 usd tenge years hours days per_100k per_100k_children per_100k_0_3 per_100k_14_17
    centres staff calls requests schools websites agreements institutions places clubs councils districts publications events
    works signatures credits subscribers regions visits courts
    """
    assert set(real.table("indicators")["unit_measure"]) - PERSONAL_UNITS <= set(others.split())
    assert PERSONAL_UNITS & set(others.split()) == set()
