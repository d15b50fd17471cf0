"""Which pages have screens for a class, and which screens these are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from components import ids
from components.contents import Asked
from components.indicator_compared import all_years
from components.places import Args
from components.present_lesson import lesson_slides
from components.present_pair import pair_slides
from components.present_sums import sum_slides
from components.present_view import view_slides
from components.slides import Slide
from components.state import PRESENT, View, compare_choice_of, view_of
from loaders.dataset import Dataset


def is_presented(args: Args) -> bool:
    """Whether an address asks for the screens of its page."""
    return args.get(ids.MODE, [""])[0] == PRESENT


def _topic(dataset: Dataset, asked: Asked) -> list[Slide]:
    return view_slides(dataset, view_of(dataset, asked.path, asked.args), asked.lang)


def _compare(dataset: Dataset, asked: Asked) -> list[Slide]:
    choice = compare_choice_of(asked.args)
    if not choice.indicator_id:
        return sum_slides(dataset, choice.topic, asked.lang)
    view = View(all_years(dataset, choice.indicator_id))
    return view_slides(dataset, view, asked.lang, undated=False)


#: For each kind of page that has screens, what these are. ``components.refusing`` knows which addresses ask for them.
PRESENTED: Mapping[str, Callable[[Dataset, Asked], list[Slide]]] = MappingProxyType(
    {
        "topic": _topic,
        "compare": _compare,
        "lesson": lambda dataset, asked: lesson_slides(dataset, asked.place.key, asked.lang),
        "pair": lambda dataset, asked: pair_slides(dataset, asked.place.key, asked.lang),
    }
)


def slides_of(dataset: Dataset, asked: Asked) -> list[Slide]:
    """The screens of a page. KeyError for a kind of page that has none."""
    return PRESENTED[asked.place.kind](dataset, asked)
