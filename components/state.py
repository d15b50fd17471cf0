"""The reader's state: an address's path and query, turned into a view and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

from components import ids
from loaders.dataset import Dataset
from loaders.evidence import evidence_periods
from loaders.related import compared_names
from loaders.selection import (
    SOURCE_TYPES,
    Selection,
    counters_of,
    default_selection,
    divisions_of,
    figure_ids,
    indicators_of,
    populations_of,
    selection_of_figure,
    year_span,
)
from loaders.tables import TOPICS
from loaders.texts import LANGUAGES, text

Args = Mapping[str, list[str]]
PUBLISHER, COUNTER = "publisher", "counter"
SHOWN = "shown"
#: Only these two: without a choice the page follows the reader's device.
THEMES = ("light", "dark")
#: What readers search for is a few words.
LONGEST_SEARCH = 200
#: A list of values with more letters than this is read by nobody.
LONGEST_LIST = 1000
#: Pages of which there is one, at the path of their name.
SINGLE_PAGES = ("compare", "follow-up", "data", "quality", "corrections", "search")
#: The parts of the page that compares, the first one shown without a choice.
DISAGREEMENTS, SUMS, ALIKE, NOT_KNOWN = COMPARE_PARTS = ("disagreements", "sums", "alike", "not-known")


@dataclass(frozen=True)
class Place:
    """What a path shows: the kind of page (``topic``, ``observation`` ...) and which one of them."""

    kind: str
    key: str = ""


@dataclass(frozen=True)
class View:
    """A selection and how it is shown: what colour tells, whether events are drawn, whose figure is opened."""

    selection: Selection
    colour_by: str = PUBLISHER
    events: bool = False
    figure: str = ""

    def changed(self, **changes: Any) -> View:
        """The view with other values for fields of its own or of its selection."""
        own = {field.name for field in fields(self)}
        chosen = {name: value for name, value in changes.items() if name not in own}
        mine = {name: value for name, value in changes.items() if name in own}
        return replace(self, **{"selection": replace(self.selection, **chosen), **mine})


@dataclass(frozen=True)
class CompareChoice:
    """What the page that compares shows: one of its parts, of one topic or of all, or everything on one indicator."""

    part: str = DISAGREEMENTS
    topic: str = ""
    indicator_id: str = ""


def args_of(query: str) -> Args:
    """The parameters of a query string, with or without its question mark."""
    return parse_qs(query.removeprefix("?"), keep_blank_values=True)


def place_of(dataset: Dataset, path: str) -> Place | None:
    """What a path shows, or None where there is no such page."""
    if path == "/":
        return Place("overview")
    kind, _, key = path.removeprefix("/").partition("/")
    if not key and path == f"/{kind}":
        if kind in TOPICS:
            return Place("topic", kind)
        return Place(kind) if kind in SINGLE_PAGES else None
    if kind == "observation" and key in figure_ids(dataset):
        return Place(kind, key)
    if kind == "compare" and tuple(sorted(key.split("/"))) in compared_names(dataset):
        return Place("pair", key)
    if kind == "evidence" and (key in TOPICS or dataset.has("indicators", key)):
        return Place(kind, key)
    return None


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
    figures = dataset.observations
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
        ids.FIGURE: set(figures.loc[figures["indicator_id"] == chosen, "obs_id"]),
    }


def _allowed(dataset: Dataset, place: Place, args: Args) -> dict[str, set[str]]:
    carried = {ids.LANG: set(LANGUAGES), ids.THEME: set(THEMES)}
    if place.kind == "topic":
        return carried | _topic_values(dataset, place.key, args)
    if place.kind == "evidence":
        return carried | {ids.PERIOD: set(evidence_periods())}
    topics = {ids.TOPIC: {"", *TOPICS}}  # a form sends the choice of all as an empty value
    if place.kind == "compare":
        compared = {"", *dataset.observations["indicator_id"]}
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
    allowed = _allowed(dataset, place, args)
    known = [*allowed, *([ids.QUERY] if place.kind == "search" else [])]
    for name, values in args.items():
        if name not in known:
            return Refusal(text(dataset, "error.parameter", name=name, known=", ".join(known)), name)
        if len(values) > (len(set(values)) if name == ids.SOURCE_TYPE else 1):
            return Refusal(text(dataset, "error.twice", name=name), name)
        if name == ids.QUERY and len(values[0]) > LONGEST_SEARCH:
            return Refusal(text(dataset, "error.search", most=LONGEST_SEARCH), name)
        for value in values:
            if name != ids.QUERY and value not in allowed[name]:
                return _unknown_value(dataset, name, value, tuple(sorted(allowed[name] - {""})))
    first, last = args.get(ids.YEAR_FROM, ["0"])[0], args.get(ids.YEAR_TO, ["9999"])[0]
    return Refusal(text(dataset, "error.years"), ids.YEAR_TO) if int(last) < int(first) else None


def _unknown_value(dataset: Dataset, name: str, value: str, known: tuple[str, ...]) -> Refusal:
    listed = ", ".join(known)
    key = "error.value_allowed" if known and len(listed) <= LONGEST_LIST else "error.value"
    return Refusal(text(dataset, key, name=name, value=value, allowed=listed), name, known)


def problem_of(dataset: Dataset, path: str, args: Args) -> str | None:
    """A sentence on the first parameter that a page does not understand, or None when all is well."""
    place = place_of(dataset, path)
    if place is None:
        raise ValueError(f"{path} is no page")
    refused = refusal_of(dataset, place, args)
    return refused.sentence if refused else None


def view_of(dataset: Dataset, path: str, args: Args) -> View:
    """The view of a topic page; what the address leaves out has its default value."""
    place = place_of(dataset, path)
    if place is None or place.kind != "topic":
        raise ValueError(f"{path} is no topic page")
    population = args.get(ids.POPULATION, [""])[0]
    plain = default_selection(dataset, place.key, args.get(ids.INDICATOR, [""])[0], population)
    first = int(args.get(ids.YEAR_FROM, [str(plain.year_from)])[0])
    last = int(args.get(ids.YEAR_TO, [str(plain.year_to)])[0])
    if first > last:  # only one of them stands in the address, beyond the other's default
        first, last = (first, first) if ids.YEAR_FROM in args else (last, last)
    selection = Selection(
        place.key,
        plain.indicator_id,
        args.get(ids.BREAKDOWN, [plain.breakdown])[0],
        tuple(kind for kind in SOURCE_TYPES if kind in args.get(ids.SOURCE_TYPE, SOURCE_TYPES)),
        first,
        last,
        args.get(ids.COUNTED_BY, [""])[0],
        population,
    )
    return View(selection, args.get(ids.COLOUR_BY, [PUBLISHER])[0], ids.EVENTS in args, args.get(ids.FIGURE, [""])[0])


def compare_choice_of(args: Args) -> CompareChoice:
    """What an address of the page that compares chooses, once ``problem_of`` has accepted it."""
    keys = {ids.SHOW: DISAGREEMENTS, ids.TOPIC: "", ids.INDICATOR: ""}
    return CompareChoice(*(args.get(key, [default])[0] for key, default in keys.items()))


def compare_address(choice: CompareChoice) -> str:
    """The address of a choice; of one indicator everything is shown, whatever the part and the topic."""
    if choice.indicator_id:
        return f"/compare?{urlencode({ids.INDICATOR: choice.indicator_id})}"
    part = choice.part if choice.part != DISAGREEMENTS else ""
    query = {name: value for name, value in ((ids.SHOW, part), (ids.TOPIC, choice.topic)) if value}
    return "/compare" + (f"?{urlencode(query)}" if query else "")


def query_of(dataset: Dataset, view: View) -> list[tuple[str, str]]:
    """The parameters of a view: only what differs from the defaults."""
    selection = view.selection
    plain = default_selection(dataset, selection.topic, "", selection.population)
    own = default_selection(dataset, selection.topic, selection.indicator_id)
    chosen = [
        (ids.POPULATION, selection.population, ""),
        (ids.INDICATOR, selection.indicator_id, plain.indicator_id),
        (ids.BREAKDOWN, selection.breakdown, own.breakdown),
        (ids.COUNTED_BY, selection.counted_by, ""),
        (ids.YEAR_FROM, str(selection.year_from), str(plain.year_from)),
        (ids.YEAR_TO, str(selection.year_to), str(plain.year_to)),
        (ids.COLOUR_BY, view.colour_by, PUBLISHER),
        (ids.EVENTS, SHOWN if view.events else "", ""),
        (ids.FIGURE, view.figure, ""),
    ]
    kinds = selection.source_types if selection.source_types != SOURCE_TYPES else ()
    return [(name, value) for name, value, default in chosen if value != default] + [
        (ids.SOURCE_TYPE, kind) for kind in kinds
    ]


def address(dataset: Dataset, view: View) -> str:
    """The address of a view; language and theme are added by ``components.carry``."""
    query = query_of(dataset, view)
    return f"/{view.selection.topic}" + (f"?{urlencode(query)}" if query else "")


def figure_address(dataset: Dataset, obs_id: str) -> str:
    """The address of the chart in which a figure stands, with the figure opened."""
    return address(dataset, View(selection_of_figure(dataset, obs_id), figure=obs_id))
