"""The reader's state: an address's path and query, turned into a view and back."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from components import ids
from components.places import Args, place_of
from loaders.dataset import Dataset
from loaders.selection import (
    SOURCE_TYPES,
    Selection,
    default_selection,
    selection_of_figure,
)

PUBLISHER, COUNTER = "publisher", "counter"
SHOWN = "shown"
#: The mode of an address that asks for the screens of a page.
PRESENT = "present"
#: The parts of the page that compares, the first one shown without a choice.
DISAGREEMENTS, SUMS, ALIKE, NOT_KNOWN = COMPARE_PARTS = ("disagreements", "sums", "alike", "not-known")
#: The pages of a lesson that are made for paper.
HANDOUT, KEY = SHEETS = ("handout", "key")


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
