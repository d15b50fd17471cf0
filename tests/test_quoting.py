"""Sentences that are safe to quote: of every figure, of every pair, and word by word for the ones that mislead most."""

from __future__ import annotations

import re
import time

import pytest

from loaders import Dataset
from loaders.classes import CLASSES, CONFLICT
from loaders.locating import place_words
from loaders.quoting import quote_of, quote_of_pair
from loaders.related import figure_row
from loaders.small_counts import SMALLEST_BASE
from loaders.text_keys import asked_for
from loaders.words import period_words, value_words

Pair = tuple[str, str]
#: What a template that was not filled, or was filled with nothing, leaves behind.
BROKEN = re.compile(
    r"[{}]|  |\.\.|\( |\(\)|“”|\b(?:nan|NaT|None)\b| [,.;]|: [.;)]|(?:^| )quote\.|figure\.[a-z]|[^.!?)”\"]$"
)


@pytest.fixture(scope="module")
def quotes(real: Dataset) -> dict[str, str]:
    """The sentences of every figure."""
    return {name: quote_of(real, name) for name in real.observations["obs_id"]}


@pytest.fixture(scope="module")
def pair_quotes(real: Dataset) -> dict[Pair, str]:
    """The sentences of every pair."""
    pairs = real.comparisons
    return {names: quote_of_pair(real, *names) for names in zip(pairs["obs_a"], pairs["obs_b"], strict=True)}


def shown_value(real: Dataset, name: str) -> str:
    """The number that a reader must find in the sentence."""
    row = figure_row(real, name)
    return f"fewer than {row['threshold']:g} " if row["bound"] == "suppressed" else value_words(real, row)


def missing_parts(real: Dataset, name: str, words: str) -> list[str]:
    """What belongs to a figure and does not stand in the words."""
    row = figure_row(real, name)
    source = real.label("sources", row["source_id"], column="short_label")
    symbol = real.row("sources", row["source_id"])["symbol"].split("|")[0]
    place = f"{symbol}, {place_words(real, row)}" if symbol else place_words(real, row)
    parts = [f"{source} ({place})", shown_value(real, name)]
    parts.append(real.label("indicators", row["indicator_id"]))
    period = "no date printed" if row["period_kind"] == "undated" else period_words(real, row)
    parts += [f", {real.code('ref_area', row['ref_area'])}, ", period]
    who = real.label("bodies", row["counted_by"]) if row["counted_by"] else "The source does not say who"
    parts.append(who)
    parts += [real.label("bodies", body) for body in row["via"].split("|") if body and row["counted_by"]]
    return [part for part in parts if part not in words]


# every figure and every pair


def test_every_figure_is_quoted_with_all_that_belongs_to_it(real: Dataset, quotes: dict[str, str]) -> None:
    missing = {name: missing_parts(real, name, words) for name, words in quotes.items()}
    assert {name: parts for name, parts in missing.items() if parts} == {}
    assert len(quotes) == len(real.observations)


def test_every_pair_is_quoted_with_all_that_belongs_to_both(real: Dataset, pair_quotes: dict[Pair, str]) -> None:
    missing = {
        names: missing_parts(real, names[0], words) + missing_parts(real, names[1], words)
        for names, words in pair_quotes.items()
    }
    assert {names: parts for names, parts in missing.items() if parts} == {}
    assert len(pair_quotes) == len(real.comparisons)


def test_no_sentence_has_a_hole(quotes: dict[str, str], pair_quotes: dict[Pair, str]) -> None:
    assert [words for words in quotes.values() if BROKEN.search(words)] == []
    assert [words for words in pair_quotes.values() if BROKEN.search(words)] == []


@pytest.mark.parametrize(
    "broken",
    ["A {value}.", "A  b.", "A.. B.", "A () b.", "For “” b.", "It is nan.", "On NaT.", "A , b.", "place: ; b.", "quote.own b.", "No end"],
)  # fmt: skip
def test_holes_would_be_seen(broken: str) -> None:
    assert BROKEN.search(broken)


def test_every_sentence_begins_with_a_capital_or_a_number(quotes: dict[str, str]) -> None:
    sentences = {part for words in quotes.values() for part in re.split(r"(?<=[.!?]) ", words)}
    # A locator abbreviates "para." and "art.", and a label "vol.", with what follows them.
    assert [part for part in sentences if part[0].islower()] == []


def test_every_text_of_the_quotes_is_used(real: Dataset, quotes: dict[str, str], pair_quotes: dict[Pair, str]) -> None:
    said = [*quotes.values(), *pair_quotes.values()]
    on_screen = {"quote.heading", "quote.copy", "quote.copied", "quote.failed"}
    allowed = {"quote.value.one_other", "quote.who.rated_own_part", "quote.who.rated_unattributed", "quote.pair.points"}

    def is_said(key: str) -> bool:
        template = real.label("texts", key, column="text")
        pattern = ".+".join(map(re.escape, re.split(r"\{\w+\}", template)))
        return any(re.search(pattern, words) for words in said)

    keys = [key for key in asked_for() if key.startswith("quote.") and key not in on_screen]
    assert {key for key in keys if not is_said(key)} <= allowed


def test_nothing_is_said_twice(quotes: dict[str, str]) -> None:
    for words in quotes.values():
        sentences = re.split(r"(?<=[.]) (?=[A-Z])", words)
        assert len(sentences) == len(set(sentences)), words


def test_quoting_is_quick(real: Dataset) -> None:
    started = time.process_time()
    for name in real.observations["obs_id"]:
        quote_of(real, name)
    pairs = list(zip(real.comparisons["obs_a"], real.comparisons["obs_b"], strict=True))
    for names in pairs:
        quote_of_pair(real, *names)
    assert (time.process_time() - started) / (len(real.observations) + len(pairs)) < 0.005


# what is said of a figure, held against what its source prints


def test_a_total_over_years_by_an_unnamed_counter(quotes: dict[str, str]) -> None:
    assert quotes["opsc2004-p56-3"] == (
        "Children adopted by foreigners, Kazakhstan, 1999 to 2003, added up: 3,676 children. Source: Government report to "
        "the UN, 2004 (CRC/C/OPSC/KAZ/1, para. 56). The source does not say who counted. An adoption is a court decision, and does not say "
        "how many children wait for a family."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("opsc2004-p60-1", "as it stood on 1 March 2004"),
        ("opsc2004-p60-1", "where children are registered, and not how many were adopted there"),
        ("ecpat2013-e55-2", "16 cases"),
        ("ecpat2013-e55-2", "January to November 2009, a part of a year"),
        ("ecpat2013-e55-2", "Relayed by: United States Diplomatic Mission to Kazakhstan."),
        ("ecpat2013-e53-3", "ECPAT International prints this count and does not confirm it."),
        ("ecpat2013-e53-3", "Cases and crimes are not children"),
        ("ecpat2013-e53-3", "Registered is not all that happened, and not a conviction."),
        ("ecpat2013-e53-3", "under thirty: no percentage"),
        ("us-state-iaa-2004-1", "825 visas"),
        ("us-state-iaa-2004-1", "October 2002 to September 2003, twelve months that are no calendar year"),
        ("us-state-iaa-2004-1", "A visa is not an adoption."),
        ("ecpat2013-e51-1", "at most 200 persons"),
        ("ecpat2013-e51-1", "Kazakhstan, no date printed: at most 200 persons"),
        ("ecpat2013-e51-1", "It is an estimate and not a count."),
        ("glotip-convicted-2005", "2005: fewer than 5 persons (the source hides the number)"),
        ("glotip-convicted-2005", "A hidden number is not a zero, and nothing can be computed from it."),
        ("opsc2004-p104-1", "The zero is what the source states."),
        ("opsc2004-p13-4", "A convicted person is an offender and not a victim."),
        ("tm-5-8-1-2003", "an offender in this figure and not a victim"),
        ("ecpat2013-e56-1", "271 cases"),
        ("ecpat2013-e56-1", "What is counted at this stage is not a conviction."),
        ("glotip-victims-2011", "The victims who were found are not all victims."),
        ("glotip-victims-2011", "people of all ages"),
        ("us-tier-2012", "It is a judgement, and it does not say how many people were harmed."),
        ("opsc2004-p30-3", "The base of the percentage is not printed."),
        ("opsc2004-p30-3", "A survey speaks for those who were asked."),
        ("us-state-tip-2007-2", "2006: 1 person (printed “one”)"),
        ("us-state-tip-2003-1", "The same source later replaced this figure by Tier 2."),
        ("opsc2004-p60-10", "Adopted children on consular registers abroad, country: Spain, Kazakhstan, as it stood"),
        ("tm-5-8-4-2008", "Children convicted as offenders, girls, Kazakhstan"),
        ("us-state-tip-2010-2", ", a region in southern Kazakhstan, not named, "),
        ("tm-4-2-1-2012", "As it stood".lower()),
    ],
)
def test_a_figure_is_quoted_with_what_misleads_most(quotes: dict[str, str], name: str, said: str) -> None:
    assert said in quotes[name]


def test_only_what_is_small_is_kept_from_percentages(real: Dataset, quotes: dict[str, str]) -> None:
    warned = {name for name, words in quotes.items() if "under thirty" in words}
    people = real.observations.query("measure_kind in ('flow', 'stock') and population != 'not_persons'")
    small = people["obs_value"].fillna(people["threshold"])
    assert warned == set(people.loc[(small > 0) & (small < SMALLEST_BASE), "obs_id"])


def test_a_zero_and_a_hidden_number_are_told_apart(real: Dataset, quotes: dict[str, str]) -> None:
    figures = real.observations
    zeros, hidden = (
        set(figures.query("obs_value == 0")["obs_id"]),
        set(figures.query("bound == 'suppressed'")["obs_id"]),
    )
    assert {name for name, words in quotes.items() if "The zero is what" in words} == zeros
    assert {name for name, words in quotes.items() if "A hidden number is" in words} == hidden


def test_an_unknown_figure_and_two_figures_that_are_no_pair_have_no_sentence(real: Dataset) -> None:
    with pytest.raises(KeyError):
        quote_of(real, "nothing")
    with pytest.raises(KeyError):
        quote_of_pair(real, "opsc2004-p56-3", "ecpat2013-e53-3")


# what is said of a pair


def test_a_conflict_has_its_difference_and_nobody_chooses(real: Dataset) -> None:
    words = quote_of_pair(real, "opsc2004-p56-6", "tm-4-4-7-2003")
    assert (
        "Printed as the same thing, with two different figures. They differ by 90, which is 9.6% of the smaller one"
        in words
    )
    assert "Our reading of the reason: counted by different bodies. Neither may be chosen over the other." in words


def test_two_figures_of_one_thing_and_time_name_it_once(real: Dataset) -> None:
    assert quote_of_pair(real, "opsc2004-p56-6", "tm-4-4-7-2003").startswith(
        "Children adopted by foreigners, Kazakhstan, 2003: 1,023 children in Government report to the UN, 2004 "
        "(CRC/C/OPSC/KAZ/1, para. 56), "
        "and 933 children in UNICEF TransMonEE, December 2020 (table 4.4.7, Kazakhstan, 2003). On the first: Counted by "
        "Registry offices of Kazakhstan, a part of the publisher. On the second: Counted by Statistical office of "
    )


def test_a_figure_that_is_contradicted_is_not_quoted_alone(real: Dataset, quotes: dict[str, str]) -> None:
    conflicts = real.comparisons.query("`class` == 'conflict'")
    warned = {name for name, words in quotes.items() if "Another figure contradicts it: " in words}
    assert warned == {*conflicts["obs_a"], *conflicts["obs_b"]}
    said = "Another figure contradicts it: 933, 2003 (UNICEF TransMonEE, December 2020)."
    assert said in quotes["opsc2004-p56-6"]
    assert "Another figure contradicts it: 14, 2011 (ILO Committee of Experts" in quotes["ecpat2013-e53-3"]


def test_on_a_small_base_no_percentage_is_given(real: Dataset) -> None:
    words = quote_of_pair(real, "ecpat2013-e53-3", "ilo-ceacr-2012-2")
    assert "They differ by 7 (computed here). The smaller one is under thirty, so no percentage is given." in words
    assert "% of the smaller" not in words


def test_a_difference_is_told_only_where_one_thing_and_one_time_are_counted(
    real: Dataset, pair_quotes: dict[Pair, str]
) -> None:
    pairs = real.comparisons
    kinds = dict(zip(zip(pairs["obs_a"], pairs["obs_b"], strict=True), pairs["class"], strict=True))
    told = {kinds[names] for names, words in pair_quotes.items() if "They differ by" in words}
    assert told == {CONFLICT}


def test_units_that_differ_are_named_and_not_subtracted(real: Dataset) -> None:
    words = quote_of_pair(real, "us-state-iaa-2004-1", "opsc2004-p56-6")
    assert "Their units differ, so there is no difference to compute." in words
    assert "not the same thing" in words


@pytest.mark.parametrize("kind", CLASSES)
def test_every_class_is_told_in_plain_words(real: Dataset, pair_quotes: dict[Pair, str], kind: str) -> None:
    plain = real.label("texts", f"class.{kind}", column="text")
    pairs = real.comparisons
    names = set(zip(*(pairs.loc[pairs["class"] == kind, column] for column in ("obs_a", "obs_b")), strict=True))
    assert {pair for pair, words in pair_quotes.items() if plain in words} == names
    assert {pair for pair, words in pair_quotes.items() if "Neither may be" in words and kind == CONFLICT} in (
        names,
        set(),
    )


def test_what_holds_for_one_of_two_figures_is_told_of_that_one(real: Dataset) -> None:
    words = quote_of_pair(real, "us-state-tip-2003-1", "us-state-tip-2003-2")
    assert "On the first: The same source later replaced this figure by Tier 2." in words
    turned = quote_of_pair(real, "us-state-tip-2003-2", "us-state-tip-2003-1")
    assert "On the second: The same source later replaced this figure by Tier 2." in turned


def test_the_sentences_come_from_the_catalogue(spoken: Dataset) -> None:
    """The example has no singular of its units in the catalogue, and no label that a test could mistake."""
    quoted = quote_of(spoken, "convicted_2004_uzb")
    assert re.search(r"3 Example persons .*Source: Example report_gov \(.*para. convicted_2004_uzb\)\.", quoted)
    assert "1,900" in quote_of_pair(spoken, "crimes_2004", "crimes_2004_league")
