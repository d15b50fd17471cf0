"""Which pages have a listing that may be too long for one page, how much of it one shows, and in how many parts it is."""

from __future__ import annotations

from components import ids
from components.numbered import parts_of, with_number
from components.places import Args, Place
from components.state import DISAGREEMENTS, CompareChoice, compare_choice_of
from loaders.dataset import Dataset
from loaders.disagreements import conflicts, seeming
from loaders.evidence import agreement_behind, behind
from loaders.indexes import number_of_figures
from loaders.kept import kept
from loaders.related import number_of_pairs
from loaders.tables import TOPICS

#: So many rows are shown at once, somewhat more than any listing has today: the figures of an indicator, its pairs,
#: sources with all that is known of them, and codes.
FIGURES, PAIRS, SOURCES, CODES = 110, 360, 60, 500
#: The same for the pairs that contradict each other or only seem to: of all topics, and of one.
_DISAGREEING, _DISAGREEING_OF_TOPIC = 30, 10


def number_asked(args: Args) -> int:
    """The part that an address asks for, once ``components.refusing`` has accepted it."""
    return int(args.get(ids.NUMBER, ["1"])[0])


def parts_at(dataset: Dataset, place: Place, args: Args) -> int:
    """In how many parts the page at an address is shown."""
    if place.kind == "evidence":
        if number_of_figures(dataset, place.key) <= FIGURES:
            return 1
        asked = place.key, args.get(ids.PERIOD, [""])[0]
        sizes = len(behind(dataset, *asked)[0]), len(agreement_behind(dataset, *asked).conflicts)
        return parts_of(max(sizes), FIGURES)
    if place.kind == "data":
        of_sources, of_codes = (len(dataset.table(name)) for name in ("sources", "codes"))
        return max(parts_of(of_sources, SOURCES), parts_of(of_codes, CODES))
    return _of_comparison(dataset, compare_choice_of(args)) if place.kind == "compare" else 1


def _of_comparison(dataset: Dataset, choice: CompareChoice) -> int:
    if choice.indicator_id:
        return parts_of(number_of_pairs(dataset, choice.indicator_id), PAIRS)
    return (
        parts_of(number_disagreeing(dataset, choice.topic), most_disagreeing(choice))
        if choice.part == DISAGREEMENTS
        else 1
    )


def most_disagreeing(choice: CompareChoice) -> int:
    """How many pairs that contradict each other, or only seem to, are shown at once."""
    return _DISAGREEING_OF_TOPIC if choice.topic else _DISAGREEING


def number_disagreeing(dataset: Dataset, topic: str = "") -> int:
    """How many pairs of figures, of a topic or of all, contradict each other or only seem to."""
    topics = [topic] if topic in TOPICS else TOPICS
    return sum(len(found(dataset)[one]) for one in topics for found in (conflicts, seeming))


@kept(1)
def _place_of_source(dataset: Dataset) -> dict[str, int]:
    return {name: place for place, name in enumerate(dataset.table("sources")["source_id"].tolist())}


def source_href(dataset: Dataset, source_id: str) -> str:
    """The address of a source among all of them, on the page that shows it; of one that is not entered the first page's."""
    number = _place_of_source(dataset).get(source_id, 0) // SOURCES + 1
    return with_number(f"/data#{ids.source_anchor(source_id)}", number)
