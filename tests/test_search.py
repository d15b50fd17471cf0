"""What a search finds, in which order, and what it says when it finds nothing."""

from __future__ import annotations

import csv
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from loaders import Dataset, load_dataset
from loaders.folding import stem
from loaders.search import counts, figures_found, found
from loaders.search_entries import KINDS, counted_by
from loaders.search_index import index_content
from loaders.search_kept import index_of, make_ready


def keys(dataset: Dataset, query: str, kind: str, most: int = 10_000) -> list[str]:
    return [hit.key for hit in found(dataset, query, most=most).hits[kind]]


def figures_by_id(dataset: Dataset) -> dict[str, dict[Any, Any]]:
    return {row["obs_id"]: row for row in dataset.observations.to_dict("records")}


# printed figures, places and symbols


@pytest.mark.parametrize("typed", ["3,676", "3676", "3 676", "3\u00a0676", "3\u202f676", "3'676"])
def test_a_printed_figure_is_found_however_its_thousands_are_typed(real: Dataset, typed: str) -> None:
    assert keys(real, typed, "observations")[0] == "opsc2004-p56-3"


@pytest.mark.parametrize("typed", ["18.7", "18,7", "18,7%"])
def test_a_decimal_is_found_with_point_and_comma(real: Dataset, typed: str) -> None:
    assert keys(real, typed, "observations") == ["ecpat2013-e35-1"]


def test_a_part_of_a_number_finds_nothing_of_it(real: Dataset) -> None:
    assert "opsc2004-p56-3" not in keys(real, "367", "observations")
    assert "opsc2004-p56-3" not in keys(real, "676", "observations")


def test_words_as_printed_and_digits_find_the_same_figure(spoken: Dataset) -> None:
    """The example prints "three" for 3."""
    assert keys(spoken, "three", "observations") == ["convicted_2004_uzb"]
    assert keys(spoken, "3", "observations")[0] == "convicted_2004_uzb"


def test_a_suppressed_figure_is_found_as_printed(spoken: Dataset) -> None:
    assert keys(spoken, "<5", "observations") == ["convicted_2004_kgz"]


def test_a_printed_figure_stands_before_the_same_number_elsewhere(spoken: Dataset) -> None:
    """40 is a figure; "para. 40" would be a place."""
    assert keys(spoken, "40", "observations")[0] == "crimes_undated"


def test_a_place_finds_its_figures_before_figures_of_that_size(real: Dataset) -> None:
    figures = keys(real, "para 56", "observations")
    rows = figures_by_id(real)
    on_the_spot = [key for key in figures if rows[key]["locator"] == "para. 56"]
    assert len(on_the_spot) == 10
    assert figures[: len(on_the_spot)] == on_the_spot


def test_an_id_finds_its_figure_and_its_beginning_all_of_a_paragraph(real: Dataset) -> None:
    assert keys(real, "opsc2004-p56-3", "observations") == ["opsc2004-p56-3"]
    assert set(keys(real, "OPSC2004-p56", "observations")) == {f"opsc2004-p56-{number}" for number in range(1, 11)}


@pytest.mark.parametrize(
    ("symbol", "source"),
    [
        ("KAZ/CO/1", "crc2006"),
        ("CRC/C/OPSC/KAZ/CO/1", "crc2006"),
        ("kaz/1", "opsc2004"),
        ("crc/c/opsc/kaz/1", "opsc2004"),
        ("OPSA/KAZ", "opsc2004"),
        ("kaz/co/4", "crc2015"),
    ],
)
def test_a_symbol_finds_its_document_whole_in_lower_case_and_by_part(real: Dataset, symbol: str, source: str) -> None:
    assert keys(real, symbol, "sources") == [source]


def test_a_number_in_an_id_is_no_figure(real: Dataset) -> None:
    assert "tm-4-4-7-2003" in keys(real, "tm-4-4-7-2003", "observations")
    assert "tm-4-4-7-2003" not in keys(real, "7", "observations")


# words


def test_every_word_has_to_be_found(spoken: Dataset) -> None:
    assert keys(spoken, "example_crimes", "indicators") == ["example_crimes"]
    assert found(spoken, "crimes nowhere").total == 0


def test_a_year_narrows_figures_to_those_that_touch_it(real: Dataset) -> None:
    rows = figures_by_id(real)
    figures = keys(real, "adoption 2003", "observations")
    assert len(figures) > 10
    assert {rows[key]["topic"] for key in figures} == {"adoptions"}
    assert all(rows[key]["period_start"].year <= 2003 <= rows[key]["period_end"].year for key in figures)


def test_the_year_of_a_report_does_not_bring_up_its_figures(real: Dataset) -> None:
    """The report of 2004 prints 3,676 for 1999 to 2003."""
    assert "opsc2004-p56-3" in keys(real, "government report 2003", "observations")
    assert "opsc2004-p56-3" not in keys(real, "government report 2004", "observations")
    assert keys(real, "government report 2004", "sources")[0] == "opsc2004"


def test_a_year_within_a_longer_period_is_touched_by_it(spoken: Dataset) -> None:
    assert "crimes_1999_2003" in keys(spoken, "crimes 2001", "observations")
    assert "crimes_undated" not in keys(spoken, "crimes 2001", "observations")


def test_figures_of_one_year_stand_before_those_of_longer_periods(real: Dataset) -> None:
    rows = figures_by_id(real)
    long = [
        rows[key]["period_start"].year < rows[key]["period_end"].year
        for key in keys(real, "adoption 2003", "observations")
    ]
    assert long == sorted(long)
    assert len(set(long)) == 2


def test_the_label_stands_before_other_texts_and_the_whole_word_before_a_beginning(real: Dataset) -> None:
    hits = found(real, "trafficking", most=1000).hits["indicators"]
    labels = [real.label("indicators", hit.key).lower() for hit in hits]
    in_label = ["trafficking" in label for label in labels]
    assert in_label == sorted(in_label, reverse=True)
    assert True in in_label
    assert False in in_label


def test_the_exact_word_is_worth_more_than_a_longer_one(spoken: Dataset) -> None:
    exact, longer = (found(spoken, query).hits["indicators"] for query in ("example_rate", "example_r"))
    assert exact[0].key == longer[0].key == "example_rate"
    assert exact[0].score > longer[0].score


def test_a_plural_finds_the_singular(real: Dataset) -> None:
    """The label has "rate", and no other text of this indicator has "rates"."""
    assert "crimes_against_children_rate" in keys(real, "crimes rates", "indicators")


def test_a_word_with_a_dash_finds_the_same_words_apart(spoken: Dataset) -> None:
    assert keys(spoken, "example-league", "bodies") == keys(spoken, "example league", "bodies") != []


def test_a_value_printed_in_russian_is_found_in_any_case(real: Dataset) -> None:
    assert keys(real, "ВОСЕМЬ тысяч", "observations") == keys(real, "восемь тысяч", "observations") != []


def test_labels_are_found_in_every_language_and_with_swapped_letters(example_folder: Path) -> None:
    path = example_folder / "indicators.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    rows[0] |= {"label_kk": "Тіркелген қылмыстар", "label_ru": "Учтённые преступления"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    dataset = load_dataset(example_folder)
    for query in ("тіркелген қылмыс", "тиркелген кылмыс", "тiркелген", "УЧТЕННЫЕ", "учтённые преступления"):
        assert keys(dataset, query, "indicators") == [rows[0]["indicator_id"]], query


# gaps and bodies


def test_a_gap_statement_is_found_by_its_words_its_kind_and_its_place(real: Dataset) -> None:
    assert "opsc2004-p68-g1" in keys(real, "extradition statistics", "gaps")
    assert "crc2006-p11-g1" in keys(real, "not broken down", "gaps")
    assert keys(real, "para 11 un committee 2006", "gaps") == ["crc2006-p11-g1", "crc2006-p11-g2"]


def test_a_body_knows_how_many_figures_it_counted(real: Dataset) -> None:
    counters = Counter(real.observations["counted_by"])
    for body in real.table("bodies")["body_id"]:
        assert counts(real)["counted_by", body] == counters.get(body, 0)
    assert keys(real, "internal affairs", "bodies")[0] == "mia_kz"


def test_the_figures_of_a_body_are_exactly_those_that_it_counted(real: Dataset) -> None:
    counters = real.observations.groupby("counted_by")["obs_id"].agg(set)
    for body, figures in counters.drop("").items():
        finding = found(real, counted_by(str(body)), most=10_000)
        assert {hit.key for hit in finding.hits["observations"]} == figures, body
        assert finding.total == len(figures), body


# all of it


def test_everything_can_be_found_by_its_own_words(real: Dataset) -> None:
    missing = [
        (kind, key)
        for kind, table, column in (
            ("indicators", "indicators", "label"),
            ("sources", "sources", "short_label"),
            ("bodies", "bodies", "label"),
            ("gaps", "gaps", "label"),
        )
        for key in real.table(table).iloc[:, 0]
        if key not in keys(real, real.label(table, key, column=column), kind)
    ]
    assert missing == []


def test_every_figure_is_found_by_what_is_printed(real: Dataset) -> None:
    printed = real.observations.drop_duplicates("value_as_printed")
    missing = [
        row["obs_id"]
        for row in printed.to_dict("records")
        if row["obs_id"] not in keys(real, row["value_as_printed"], "observations")
    ]
    assert missing == []


def test_no_more_are_given_than_asked_for_and_all_are_counted(real: Dataset) -> None:
    few, all_ = found(real, "children", most=3), found(real, "children", most=10_000)
    assert list(few.totals) == list(KINDS) == list(few.hits)
    assert few.totals == all_.totals == {kind: len(hits) for kind, hits in all_.hits.items()}
    for kind in KINDS:
        assert few.hits[kind] == all_.hits[kind][:3]
        assert [hit.score for hit in all_.hits[kind]] == sorted((hit.score for hit in all_.hits[kind]), reverse=True)


def test_among_equals_the_latest_total_comes_first(spoken: Dataset) -> None:
    figures = keys(spoken, "para crimes", "observations")
    assert figures.index("crimes_2010") < figures.index("crimes_2004") < figures.index("crimes_2003_f")
    assert figures[-1] == "crimes_2011_early"  # its source replaced it


@pytest.mark.parametrize("query", ["", "  ", "–", "\u00a0", "“”", "\ud800"])
def test_nothing_is_found_where_nothing_is_asked(spoken: Dataset, query: str) -> None:
    finding = found(spoken, query)
    assert (finding.total, finding.suggestions) == (0, ())


def test_words_that_find_something_alone_are_suggested(spoken: Dataset) -> None:
    assert found(spoken, "crimes Zanzibar 1,120").suggestions == ("crimes", "1,120")
    assert found(spoken, "Zanzibar").suggestions == ()
    assert found(spoken, "crimes").suggestions == ()


def test_a_search_takes_milliseconds_once_the_index_stands(real: Dataset) -> None:
    found(real, "adoption")
    worst = " ".join(a + b for a in "abcdefghi" for b in "aeiourlt")[:200]
    for query, most in (("3,676", 0.01), ("adoption 2003", 0.01), ("children", 0.04), (worst, 0.2)):
        times = []
        for _ in range(5):
            start = time.thread_time()  # of this test alone, however busy the machine is
            found(real, query)
            times.append(time.thread_time() - start)
        assert min(times) < most, query


def test_one_dataset_does_not_answer_for_another(real: Dataset, spoken: Dataset) -> None:
    assert keys(real, "3,676", "observations") == ["opsc2004-p56-3"]
    assert found(spoken, "3,676").total == 0


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("похищение", "похищения"),
        ("осужденный", "осужденные"),
        ("проституция", "проституцию"),
        ("иностранцы", "иностранцами"),
    ],
)
def test_every_ending_of_a_russian_word_is_found(real: Dataset, typed: str, other: str) -> None:
    by_typed, by_other = (found(real, word, most=2000).hits["indicators"] for word in (typed, other))
    assert {hit.key for hit in by_other} <= {hit.key for hit in by_typed} != set()


def test_a_short_stem_finds_no_other_word(real: Dataset) -> None:
    # "дело" is a case, "делегация" would be a delegation
    assert stem("дело") == stem("делами") != stem("делегация")
    assert stem("trafficking") == stem("12") == ""
    assert found(real, "дело").total > 100


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("p56-3", True),  # the end of an id
        ("opsc2004-p56", True),
        ("opsc2004-p5", False),  # the beginning of a number in it
        ("psc2004-p56-3", False),  # not where a part begins
        ("opsc", True),
        ("56-3", False),  # two numbers
        ("p", False),  # a letter finds itself only
    ],
)
def test_an_id_is_found_from_where_a_part_of_it_begins(real: Dataset, query: str, finds: bool) -> None:
    assert ("opsc2004-p56-3" in keys(real, query, "observations")) is finds


def test_the_rows_of_what_was_found_come_with_it(real: Dataset) -> None:
    finding = found(real, "para 56", most=3)
    rows = figures_found(real, finding)
    assert list(rows) == [hit.key for hit in finding.hits["observations"]]
    assert rows[finding.hits["observations"][0].key]["locator"] == "para. 56"


# the index in a file


def test_an_index_is_written_once_and_then_opened(
    spoken: Dataset, example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept" / "index"
    make_ready(load_dataset(example_folder), path)
    again = load_dataset(example_folder)
    monkeypatch.setattr("loaders.search_kept.index_content", None)  # it is not made any more
    make_ready(again, path)
    assert found(again, "para crimes") == found(spoken, "para crimes")
    assert found(again, "para crimes").total > 0
    assert [one.name for one in path.parent.iterdir()] == ["index"]


@pytest.mark.parametrize("broken", ["cut", "damaged", "other data", "nothing", "words"])
def test_an_index_that_is_broken_or_of_other_data_is_made_anew(
    example_folder: Path, real: Dataset, tmp_path: Path, broken: str
) -> None:
    path, dataset = tmp_path / "index", load_dataset(example_folder)
    whole = index_content(dataset)
    faults = {
        "cut": whole[:-9],
        "damaged": whole[:-2000] + bytes(1000) + whole[-1000:],
        "other data": index_content(real),
        "nothing": b"",
        "words": b"[]\n",
    }
    assert faults[broken] != whole
    path.write_bytes(faults[broken])
    make_ready(dataset, path)
    assert found(dataset, "crimes").total > 0
    assert path.read_bytes() == whole


def test_without_a_place_to_write_the_index_is_held_in_memory(example_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for path in (None, tmp_path / "file" / "index"):
        dataset = load_dataset(example_folder)
        make_ready(dataset, path)
        assert index_of(dataset).data == dataset.content_hash
        assert found(dataset, "crimes").total > 0
