"""What a page does not understand in the query of its address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from components import ids
from components.long_pages import parts_at
from components.places import Args, Place, place_of
from components.state import COMPARE_PARTS, COUNTER, PRESENT, PUBLISHER, SHEETS, SHOWN, SUMS
from loaders.dataset import Dataset
from loaders.evidence import evidence_periods
from loaders.indexes import divisions_by_indicator, figures_of
from loaders.selection import (
    SOURCE_TYPES,
    counters_of,
    default_selection,
    divisions_of,
    indicators_of,
    populations_of,
    year_span,
)
from loaders.tables import TOPICS
from loaders.texts import LANGUAGES, language_asked, text

#: Only these two: without a choice the page follows the reader's device.
THEMES = ("light", "dark")
#: What readers search for is a few words.
LONGEST_SEARCH = 200
#: A list of values with more letters than this is read by nobody.
LONGEST_LIST = 1000
#: A number of a screen for a class; one beyond the last shows the last.
_STEP = re.compile(r"[1-9][0-9]{0,2}")


def _topic_values(dataset: Dataset, topic: str, args: Args) -> dict[str, set[str]]:
    """The values that each key of a topic page may have, given the other choices."""
    first, last = year_span(dataset)
    years = {str(year) for year in range(first, last + 1)}
    indicators = set(indicators_of(dataset, topic)["indicator_id"])
    populations = set(populations_of(dataset, topic))
    asked = args.get(ids.POPULATION, [""])[0]
    population = asked if asked in populations else ""
    chosen = args.get(ids.INDICATOR, [default_selection(dataset, topic, "", population).indicator_id])[0]
    known = chosen in indicators
    return {
        ids.INDICATOR: indicators,
        ids.BREAKDOWN: set(divisions_of(dataset, chosen)) if known else set(),
        ids.POPULATION: populations | {""},  # a form sends the choice of everyone as an empty value
        ids.SOURCE_TYPE: set(SOURCE_TYPES),
        ids.COUNTED_BY: {"", *(counters_of(dataset, chosen) if known else ())},
        ids.YEAR_FROM: years,
        ids.YEAR_TO: years,
        ids.COLOUR_BY: {PUBLISHER, COUNTER},
        ids.EVENTS: {SHOWN},
        ids.FIGURE: set(figures_of(dataset, chosen)["obs_id"].tolist()),
    }


def is_presentable(place: Place, args: Args) -> bool:
    """Whether a page can be shown screen by screen: a chart, a pair, a lesson, all on one indicator, or sums."""
    if place.kind == "compare":
        return bool(args.get(ids.INDICATOR, [""])[0]) or args.get(ids.SHOW, [""])[0] == SUMS
    return place.kind in ("topic", "pair") or (place.kind == "lesson" and ids.SHEET not in args)


def _modes(place: Place, args: Args) -> dict[str, set[str]]:
    """The mode that shows a page screen by screen."""
    return {ids.MODE: {PRESENT}} if is_presentable(place, args) else {}


def _parts(dataset: Dataset, place: Place, args: Args) -> dict[str, set[str]]:
    """The numbers of the parts of a page that is too long for one, if the query before it is understood."""
    if place.kind not in ("evidence", "compare", "data") or ids.NUMBER not in args:
        return {}
    known = _choices(dataset, place, args)
    if any(value not in known[name] for name, values in args.items() if name in known for value in values):
        return {}
    parts = parts_at(dataset, place, args)
    return {ids.NUMBER: {str(number) for number in range(1, parts + 1)}} if parts > 1 else {}


def _free(place: Place, allowed: Mapping[str, set[str]], args: Args) -> list[str]:
    """The parameters whose values are not listed: what is searched for, and the number of a screen."""
    has_steps = ids.MODE in allowed and ids.MODE in args
    return [*([ids.QUERY] if place.kind == "search" else []), *([ids.STEP] if has_steps else [])]


def _allowed(dataset: Dataset, place: Place, args: Args) -> dict[str, set[str]]:
    return _choices(dataset, place, args) | _modes(place, args) | _parts(dataset, place, args)


def _choices(dataset: Dataset, place: Place, args: Args) -> dict[str, set[str]]:
    carried = {ids.LANG: set(LANGUAGES), ids.THEME: set(THEMES)}
    if place.kind == "topic":
        return carried | _topic_values(dataset, place.key, args)
    if place.kind == "evidence":
        return carried | {ids.PERIOD: set(evidence_periods())}
    if place.kind == "lesson":
        return carried | {ids.SHEET: set(SHEETS)}
    topics = {ids.TOPIC: {"", *TOPICS}}  # a form sends the choice of all as an empty value
    if place.kind == "compare":
        compared = {"", *divisions_by_indicator(dataset)}
        return carried | topics | {ids.SHOW: set(COMPARE_PARTS), ids.INDICATOR: compared}
    return carried | topics if place.kind == "follow-up" else carried


@dataclass(frozen=True)
class Refusal:
    """What is wrong with a query: a sentence, the parameter that is meant, and the values that a known one may have."""

    sentence: str
    parameter: str
    allowed: tuple[str, ...] = ()


def refusal_of(dataset: Dataset, place: Place, args: Args) -> Refusal | None:
    """The first parameter that a page does not understand, or None when all is well."""
    allowed, lang = _allowed(dataset, place, args), language_asked(args)
    free = _free(place, allowed, args)
    known = [*allowed, *free]
    for name, values in args.items():
        if name not in known:
            return Refusal(text(dataset, "error.parameter", lang=lang, name=name, known=", ".join(known)), name)
        if len(values) > (len(set(values)) if name == ids.SOURCE_TYPE else 1):
            return Refusal(text(dataset, "error.twice", lang=lang, name=name), name)
        if name == ids.QUERY and len(values[0]) > LONGEST_SEARCH:
            return Refusal(text(dataset, "error.search", lang=lang, most=LONGEST_SEARCH), name)
        if name == ids.STEP and not _STEP.fullmatch(values[0]):
            return Refusal(text(dataset, "error.step", lang=lang), name)
        for value in values:
            if name not in free and value not in allowed[name]:
                return _unknown_value(dataset, name, value, tuple(sorted(allowed[name] - {""})), lang=lang)
    first, last = args.get(ids.YEAR_FROM, ["0"])[0], args.get(ids.YEAR_TO, ["9999"])[0]
    return Refusal(text(dataset, "error.years", lang=lang), ids.YEAR_TO) if int(last) < int(first) else None


def _unknown_value(dataset: Dataset, name: str, value: str, known: tuple[str, ...], *, lang: str) -> Refusal:
    listed = ", ".join(known)
    key = "error.value_allowed" if known and len(listed) <= LONGEST_LIST else "error.value"
    return Refusal(text(dataset, key, lang=lang, name=name, value=value, allowed=listed), name, known)


def problem_of(dataset: Dataset, path: str, args: Args) -> str | None:
    """A sentence on the first parameter that a page does not understand, or None when all is well."""
    place = place_of(dataset, path)
    if place is None:
        raise ValueError(f"{path} is no page")
    refused = refusal_of(dataset, place, args)
    return refused.sentence if refused else None
