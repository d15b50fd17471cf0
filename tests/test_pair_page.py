"""The page on two figures side by side: every pair has one, and it says what the pair is."""

from __future__ import annotations

import random

import pytest

from components.figure_others import CLASS_TEXTS
from components.links import pair_href
from components.pages import description, page, title
from components.places import place_of
from loaders import Dataset
from loaders.comparing import CLASSES
from loaders.disagreements import pair_of
from loaders.quoting import quote_of_pair
from loaders.related import figure_row
from loaders.words import value_words
from trees import every, words

PAIR = "/compare/opsc2004-p56-6/tm-4-4-7-2003"


def test_every_pair_has_an_address_that_does_not_depend_on_the_order(real: Dataset) -> None:
    pairs = list(zip(real.comparisons["obs_a"], real.comparisons["obs_b"], strict=True))
    assert all(place_of(real, pair_href(*pair)) is not None for pair in pairs)
    assert pair_href("tm-4-4-7-2003", "opsc2004-p56-6") == pair_href("opsc2004-p56-6", "tm-4-4-7-2003") == PAIR
    assert len({pair_href(*pair) for pair in pairs}) == len(pairs) == 971


@pytest.mark.parametrize(
    "path",
    [
        "/compare/opsc2004-p56-6",
        "/compare/opsc2004-p56-6/",
        "/compare/opsc2004-p56-6/nothing",
        "/compare/opsc2004-p56-3/ecpat2013-e53-3",
        f"{PAIR}/",
    ],
)
def test_what_is_no_pair_is_no_page(real: Dataset, path: str) -> None:
    assert place_of(real, path) is None


@pytest.mark.parametrize("kind", [kind for kind in CLASSES if kind != "unattributed"])
def test_a_pair_of_each_class_is_told_with_both_values_its_class_and_what_can_be_quoted(
    real: Dataset, kind: str
) -> None:
    pairs = real.comparisons[real.comparisons["class"] == kind]
    one = pairs.iloc[random.Random(kind).randrange(len(pairs))]
    shown = page(real, pair_href(one["obs_a"], one["obs_b"]), "")
    (main,) = every(shown, "Main")
    said = words(main)
    assert real.label("texts", CLASS_TEXTS[kind], column="text") in said
    pair = pair_of(real, one["obs_a"], one["obs_b"])
    assert quote_of_pair(real, pair.first["obs_id"], pair.second["obs_id"]) in said
    for name in (one["obs_a"], one["obs_b"]):
        assert f"/observation/{name}" in {link.href for link in every(main, "A")}
        assert value_words(real, figure_row(real, name)) in said


def test_figures_named_the_other_way_round_are_the_same_pair(real: Dataset) -> None:
    turned = "/compare/tm-4-4-7-2003/opsc2004-p56-6"
    assert title(real, turned, "") == title(real, PAIR, "")
    assert PAIR in words(every(page(real, turned, ""), "Main")[0])


def test_title_and_description_say_what_is_set_side_by_side(real: Dataset) -> None:
    assert title(real, PAIR, "").startswith("Children adopted by foreigners, 2003: side by side – ")
    assert description(real, PAIR, "").startswith(
        "Children adopted by foreigners, Kazakhstan, 2003: 1,023 children in "
    )
