"""Which page shows what a program asks for: the way from a file back to the screen."""

from __future__ import annotations

from dataclasses import replace

from components import ids
from components.carry import with_query
from components.links import observation_href, pair_href
from components.places import args_of, place_of
from components.refusing import problem_of
from components.state import CompareChoice, View, address, compare_address
from loaders.dataset import Dataset
from loaders.exports.asking import Asked, asked_by
from loaders.selection import CORE_YEARS, SOURCE_TYPES, Selection
from loaders.texts import LANGUAGES

#: What a page can choose of figures besides their indicator; of the first ones it takes a single value.
_SINGLE = (ids.BREAKDOWN, ids.COUNTED_BY, ids.POPULATION)


def _chosen(asked: Asked) -> dict[str, tuple[str, ...]]:
    return dict(asked.chosen)


def _sets(asked: Asked) -> dict[str, set[str]]:
    return {name: set(values) for name, values in asked.chosen}


def _selection(dataset: Dataset, asked: Asked) -> Selection:
    """The choice on a topic page that comes nearest to a request of figures of one indicator."""
    chosen = _chosen(asked)
    indicator = chosen[ids.INDICATOR][0]
    single = {name: chosen.get(name, ("",))[0] for name in _SINGLE}
    kinds = tuple(kind for kind in SOURCE_TYPES if kind in chosen.get(ids.SOURCE_TYPE, SOURCE_TYPES))
    first, last = asked.year_from or CORE_YEARS[0], asked.year_to or CORE_YEARS[1]
    topic = str(dataset.row("indicators", indicator)["topic"])
    return Selection(
        topic, indicator, single[ids.BREAKDOWN], kinds, first, last, single[ids.COUNTED_BY], single[ids.POPULATION]
    )


def page_of(dataset: Dataset, asked: Asked) -> str:
    """The address of the page on which readers see just the rows of a request, or nothing where no page shows them."""
    page = _page_of(dataset, replace(asked, lang=LANGUAGES[0]))
    path, _, query = page.partition("?")
    if not page or place_of(dataset, path) is None or problem_of(dataset, path, args_of(query)) is not None:
        return ""
    return with_query(page, [(ids.LANG, asked.lang)]) if asked.lang != LANGUAGES[0] else page


def _page_of(dataset: Dataset, asked: Asked) -> str:
    """The address that a request would have if there is such a page."""
    chosen = _chosen(asked)
    if asked.collection == "observations":
        if list(chosen) == ["obs_id"] and len(chosen["obs_id"]) == 1 and asked == Asked("observations", asked.chosen):
            return observation_href(chosen["obs_id"][0])
        if len(chosen.get(ids.INDICATOR, ())) == 1:
            selection = _selection(dataset, asked)
            shows = asked_by(selection)
            same = _sets(shows) == _sets(asked)
            years = (shows.year_from, shows.year_to, shows.undated) == (asked.year_from, asked.year_to, asked.undated)
            return address(dataset, View(selection)) if same and years else ""
    if asked.collection == "comparisons":
        if {name: len(values) for name, values in asked.chosen} == {"obs_a": 1, "obs_b": 1}:
            return pair_href(chosen["obs_a"][0], chosen["obs_b"][0])
        if list(chosen) == [ids.INDICATOR] and len(chosen[ids.INDICATOR]) == 1:
            return compare_address(CompareChoice(indicator_id=chosen[ids.INDICATOR][0]))
    return ""
