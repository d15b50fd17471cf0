"""Sentences that are safe to quote: a figure, or two figures side by side, with all that belongs to them.

Every word comes from the catalogue or from the tables, so that a translation of these translates the sentences.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from loaders.classes import CONFLICT, WITHOUT_DIFFERENCE
from loaders.dataset import Dataset
from loaders.derive import OWN, UNATTRIBUTED
from loaders.divisions import AREA
from loaders.kept import kept
from loaders.locating import place_words
from loaders.notation import number
from loaders.quote_limits import MOST, caveats, not_said, share_of, small_base
from loaders.related import explanation_of, figure_row, pair_named
from loaders.texts import text
from loaders.tokens import printed_decimals
from loaders.words import Row, attribute_words, period_words, value_words

#: Units that are no things which can stand behind a number: "3 (index from 1 to 5)".
_NAMED_UNITS = ("rank", "index_1_5", "index_3_15")
#: The value itself holds its unit.
_WITH_UNIT = ("percent", "tier")
#: A calendar year and a year of twelve other months have 365 or 366 days.
_YEAR = (365, 366)


def quote_of(dataset: Dataset, obs_id: str, lang: str = "en") -> str:
    """A figure in sentences that can be quoted; KeyError when there is no such figure.

    The number with its bound, unit, place and period; who counted, who printed and who relayed; every figure that
    contradicts it; at most two caveats; and at most two sentences, or three for a small count, on what it does not say.
    """
    row = figure_row(dataset, obs_id)
    sentences = [
        *_told(dataset, row, lang),
        *_contradicting(dataset, obs_id, lang),
        *caveats(dataset, row, lang)[:MOST],
        *not_said(dataset, row, lang)[:MOST],
        *small_base(dataset, row, lang),
    ]
    return " ".join(sentences)


def quote_of_pair(dataset: Dataset, obs_a: str, obs_b: str, lang: str = "en") -> str:
    """Two figures in sentences that can be quoted, in the order given; KeyError when they are no pair.

    Both as ``quote_of`` begins, how they stand to each other, their difference where one can be told, the verdict of
    the explanation, the gravest caveat of each, and what each does not say.
    """
    pair = pair_named(dataset, obs_a, obs_b)
    rows = [figure_row(dataset, name) for name in (obs_a, obs_b)]
    sentences = _told_once(dataset, rows, lang)
    sentences = sentences or [sentence for row in rows for sentence in _told(dataset, row, lang)]
    sentences.append(text(dataset, f"class.{pair['class']}", lang=lang))
    sentences += _difference(dataset, pair, rows=rows, lang=lang)
    explained = explanation_of(dataset, obs_a, obs_b)
    if explained:
        verdict = dataset.code("explanation_verdict", explained["verdict"], lang)
        sentences.append(text(dataset, "quote.pair.explained", lang=lang, verdict=verdict))
    if pair["class"] == CONFLICT:
        sentences.append(text(dataset, "quote.pair.neither", lang=lang))
    for of_a_figure in (caveats, not_said):
        gravest = [next(iter(of_a_figure(dataset, row, lang)), "") for row in rows]
        sentences += _of_both(dataset, gravest, lang)
    return " ".join(sentences)


def _of_both(dataset: Dataset, words: list[str], lang: str) -> list[str]:
    """What holds for both figures once, and what holds for one with which of the two it is."""
    if words[0] == words[1]:
        return words[:1] if words[0] else []
    keys = ("quote.pair.first", "quote.pair.second")
    return [text(dataset, key, lang=lang, words=said) for key, said in zip(keys, words, strict=True) if said]


@kept(4)
def conflicts_by_figure(dataset: Dataset) -> Mapping[str, list[str]]:
    """The figures that contradict each figure."""
    others, every = dict[str, list[str]](), dataset.comparisons
    pairs = every[every["class"] == CONFLICT]
    for one, other in zip(pairs["obs_a"].tolist(), pairs["obs_b"].tolist(), strict=True):
        others.setdefault(one, []).append(other)
        others.setdefault(other, []).append(one)
    return others


def _contradicting(dataset: Dataset, obs_id: str, lang: str) -> list[str]:
    """What stands against a figure: to quote it alone would be to choose it."""
    return [
        text(
            dataset,
            "quote.contradicted",
            lang=lang,
            value=value_words(dataset, other, lang),
            period=period_words(dataset, other, lang),
            source=dataset.label("sources", other["source_id"], lang, column="short_label"),
        )
        for other in (figure_row(dataset, name) for name in conflicts_by_figure(dataset).get(obs_id, []))
    ]


def _told(dataset: Dataset, row: Row, lang: str) -> list[str]:
    """What is printed and where, then who counted and who relayed."""
    printed = text(
        dataset,
        "quote.figure",
        lang=lang,
        source=dataset.label("sources", row["source_id"], lang, column="short_label"),
        locator=_place(dataset, row, lang),
        value=_value(dataset, row, lang),
        thing=thing_told(dataset, row, lang),
        place=dataset.code("ref_area", row["ref_area"], lang),
        period=period_told(dataset, row, lang),
    )
    return [printed, *who_told(dataset, row, lang)]


def _place(dataset: Dataset, row: Row, lang: str) -> str:
    """Where it is printed, with the symbol of a document that has one."""
    symbol, *_ = dataset.row("sources", row["source_id"])["symbol"].split("|")
    place = place_words(dataset, row, lang)
    return text(dataset, "quote.place", lang=lang, symbol=symbol, locator=place) if symbol else place


def _told_once(dataset: Dataset, rows: list[Row], lang: str) -> list[str]:
    """Two figures of one thing, place and time in one sentence; nothing where these differ."""
    shared = [
        {
            "thing": thing_told(dataset, row, lang),
            "place": dataset.code("ref_area", row["ref_area"], lang),
            "period": period_told(dataset, row, lang),
        }
        for row in rows
    ]
    if shared[0] != shared[1]:
        return []
    first, second = (
        text(
            dataset,
            "quote.pair.voice",
            lang=lang,
            value=_value(dataset, row, lang),
            source=dataset.label("sources", row["source_id"], lang, column="short_label"),
            locator=_place(dataset, row, lang),
        )
        for row in rows
    )
    told = text(dataset, "quote.pair.one_thing", lang=lang, first=first, second=second, **shared[0])
    return [told, *_of_both(dataset, [" ".join(who_told(dataset, row, lang)) for row in rows], lang)]


def _value(dataset: Dataset, row: Row, lang: str) -> str:
    """The number with its bound and unit: ``at least 12 cases``, ``3 (index from 1 to 5)``; and as printed in words."""
    unit = dataset.code("unit_measure", row["unit_measure"], lang)
    if row["bound"] == "suppressed":
        return text(dataset, "quote.value.suppressed", lang=lang, threshold=f"{row['threshold']:g}", unit=unit)
    shown, printed = value_words(dataset, row, lang), str(row["value_as_printed"])
    if row["unit_measure"] in _WITH_UNIT:
        words = shown
    elif row["unit_measure"] in _NAMED_UNITS:
        words = text(dataset, "quote.value.named", lang=lang, value=shown, unit=unit)
    elif shown == "1":
        words = _one(dataset, row["unit_measure"], lang)
    else:
        words = text(dataset, "quote.value.counted", lang=lang, value=shown, unit=unit)
    if printed_decimals(printed) is None and row["measure_kind"] != "rating":
        return text(dataset, "sentence.printed", lang=lang, value=words, printed=printed)
    return words


def _one(dataset: Dataset, unit: str, lang: str) -> str:
    """A single thing of a unit; the codes of units have no singular, and the catalogue has those that occur."""
    if dataset.has("texts", f"quote.value.one.{unit}"):
        return text(dataset, f"quote.value.one.{unit}", lang=lang)
    return text(dataset, "quote.value.one_other", lang=lang, unit=dataset.code("unit_measure", unit, lang))


def thing_told(dataset: Dataset, row: Row, lang: str) -> str:
    """What is counted, with the group that limits it: ``Victims detected, citizenship: China``."""
    thing = dataset.label("indicators", row["indicator_id"], lang)
    parts = []
    if row["breakdown"]:
        name = dataset.code("breakdown", row["breakdown"], lang)
        part = dataset.code(row["breakdown"], row["breakdown_value"], lang)
        parts.append(text(dataset, "quote.part", lang=lang, name=name, part=part))
    # The place has its own words, the breakdown stands above.
    limited = "|".join(name for name in row["division"].split("|") if name != AREA)
    people = attribute_words(dataset, {**row, "division": limited, "breakdown": ""}, lang)
    division = ", ".join([*parts, *([people] if people else [])])
    return text(dataset, "chart.divided", lang=lang, indicator=thing, division=division) if division else thing


def period_told(dataset: Dataset, row: Row, lang: str) -> str:
    """The period, and what kind of period it is: a day of a stock, a part of a year, several years together."""
    period, kind = period_words(dataset, row, lang), row["period_kind"]
    if kind == "undated":
        key = "undated"
    elif row["measure_kind"] == "stock":
        key = "stock" if kind == "day" else "stock_unprinted"
    elif kind == "day":
        key = "day"
    elif kind == "year" and row["measure_kind"] not in ("rating", "change"):
        key = "year"
    elif row["measure_kind"] != "flow":
        key = "plain"
    else:
        days = (row["period_end"] - row["period_start"]).days + 1
        key = "twelve" if days in _YEAR else "part" if days < min(_YEAR) else "years"
    return text(dataset, f"quote.time.{key}", lang=lang, period=period)


def who_told(dataset: Dataset, row: Row, lang: str) -> list[str]:
    """Who counted, whether that is the publisher, and who stands in between."""
    rated = "rated_" if row["measure_kind"] == "rating" else ""
    publisher = dataset.label("bodies", row["publisher"], lang)
    counter = dataset.label("bodies", row["counted_by"], lang)
    kind = row["origin"]
    if kind == OWN and row["counted_by"] != row["publisher"]:
        kind = "own_part"
    said = [text(dataset, f"quote.who.{rated}{kind}", lang=lang, counter=counter, publisher=publisher)]
    if row["via"] and kind != UNATTRIBUTED:
        bodies = ", ".join(dataset.label("bodies", body, lang) for body in row["via"].split("|"))
        said.append(text(dataset, "quote.via", lang=lang, bodies=bodies))
    return said


def _difference(dataset: Dataset, pair: Row, *, rows: list[Row], lang: str) -> list[str]:
    """How far apart the two are; nothing where periods or things differ, or where the values are equal or limits."""
    units = {row["unit_measure"] for row in rows}
    if len(units) > 1:
        return [text(dataset, "quote.pair.units", lang=lang)]
    difference = float(pair["difference"])
    if pair["class"] in WITHOUT_DIFFERENCE or math.isnan(difference) or difference == 0:
        return []
    decimals = max(printed_decimals(row["value_as_printed"]) or 0 for row in rows)
    shown = number(difference, decimals, lang)
    if units == {"percent"}:
        points = text(dataset, "quote.pair.points", lang=lang, number=shown)
        return [text(dataset, "quote.pair.difference", lang=lang, difference=points)]
    share = share_of(difference, min(float(row["obs_value"]) for row in rows))
    if math.isnan(share):
        return [
            text(dataset, key, lang=lang, difference=shown) for key in ("quote.pair.difference", "quote.pair.small")
        ]
    return [text(dataset, "quote.pair.difference_share", lang=lang, difference=shown, share=number(share, 1, lang))]
