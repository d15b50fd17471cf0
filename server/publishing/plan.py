"""Which pages a pack holds, in which files, and which address of the dashboard leads to which of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode, urlsplit

from components import ids
from components.chart_links import chart_href
from components.links import evidence_href, observation_href, pair_href
from components.places import SINGLE_PAGES, args_of, place_of
from components.state import (
    COMPARE_PARTS,
    PRESENT,
    PUBLISHER,
    SHEETS,
    CompareChoice,
    View,
    address,
    compare_address,
    view_of,
)
from loaders.classes import COVERAGE, DEFINITION
from loaders.dataset import Dataset
from loaders.derive import in_years
from loaders.evidence import mapped_indicators
from loaders.lessons import lesson_ids
from loaders.selection import CORE_YEARS, SOURCE_TYPES, default_selection, divisions_of, year_span
from loaders.tables import TOPICS
from loaders.texts import language_asked

#: What a page of the pack cannot do is not in it; the words of the search are the reader's.
_NEED_A_SERVER = frozenset(["search"])
#: Parameters that say how a page is shown, and not what stands on it.
_HOW = (ids.LANG, ids.THEME, ids.FIGURE, ids.PERIOD, ids.STEP)
FIGURES, PAIRS = "figures", "pairs"
#: Nine in ten pairs: both figures can be true, and the row of a table on the page of their indicator says it all.
IN_TABLES = (COVERAGE, DEFINITION)


@dataclass(frozen=True)
class Sheet:
    """A page of the pack, in the folder of each language: its file, and the addresses of what stands on it.

    Many figures, or pairs, of one indicator stand on one page: ``joined`` says which, ``subject`` of which indicator.
    ``whole`` is the file of the page with everything on a topic, or on all comparisons, where this page leaves out what
    all of them have in common: the choice of an indicator, small charts, the evidence map.
    """

    file: str
    addresses: tuple[str, ...]
    joined: str = ""
    subject: str = ""
    whole: str = ""


def sheets(dataset: Dataset) -> tuple[Sheet, ...]:
    """Every page of the pack, in a fixed order."""
    single = [name for name in SINGLE_PAGES if name not in _NEED_A_SERVER]
    found = [Sheet("index.html", ("/",)), *(Sheet(f"{name}.html", (f"/{name}",)) for name in single)]
    for topic in TOPICS:
        found += _topic(dataset, topic)
    found += [Sheet(f"brief/{topic}.html", (f"/brief/{topic}",)) for topic in TOPICS]
    found += _lessons(dataset)
    found += _compared(dataset)
    found += [Sheet(f"follow-up/{topic}.html", (f"/follow-up?{urlencode({ids.TOPIC: topic})}",)) for topic in TOPICS]
    mapped = [name for topic in TOPICS for _, names in mapped_indicators(dataset, topic) for name in names]
    subjects = dict.fromkeys([*TOPICS, *dataset.observations["indicator_id"], *mapped])
    found += [Sheet(f"evidence/{subject}.html", (evidence_href(subject),)) for subject in subjects]
    return (*found, *_figures(dataset), *_pairs(dataset))


def _topic(dataset: Dataset, topic: str) -> Iterator[Sheet]:
    """The page of a topic, and one for each of its indicators with figures in each division."""
    plain = default_selection(dataset, topic)
    first = f"{topic}.html"
    yield Sheet(first, (f"/{topic}",))
    yield Sheet(f"{topic}-{PRESENT}.html", (f"/{topic}?{urlencode({ids.MODE: PRESENT})}",))
    figures = dataset.observations
    for indicator in figures.loc[figures["topic"] == topic, "indicator_id"].unique():
        for division in divisions_of(dataset, str(indicator)):
            if (indicator, division) != (plain.indicator_id, plain.breakdown):
                own = default_selection(dataset, topic, str(indicator)).breakdown
                name = str(indicator) if division == own else f"{indicator}--{division}"
                yield Sheet(f"{topic}/{name}.html", (_chart(dataset, str(indicator), division),), whole=first)


def _chart(dataset: Dataset, indicator_id: str, division: str) -> str:
    """The address of a chart: in the core years, or in all years where those hold no figure of this division."""
    topic = str(dataset.row("indicators", indicator_id)["topic"])
    selection = default_selection(dataset, topic, indicator_id)
    if division == selection.breakdown:
        return chart_href(dataset, indicator_id)
    figures = dataset.observations
    own = figures[(figures["indicator_id"] == indicator_id)]
    own = own[[division in str(parts).split("|") for parts in own["division"]]]
    chosen = replace(selection, breakdown=division)
    if not in_years(own, *CORE_YEARS).any():
        first, last = year_span(dataset)
        chosen = replace(chosen, year_from=first, year_to=last)
    return address(dataset, View(chosen))


def _lessons(dataset: Dataset) -> Iterator[Sheet]:
    """Each lesson, with its hand-out and its key."""
    for name in lesson_ids(dataset):
        yield Sheet(f"lessons/{name}.html", (f"/lessons/{name}",))
        for sheet in SHEETS:
            yield Sheet(f"lessons/{name}-{sheet}.html", (f"/lessons/{name}?{urlencode({ids.SHEET: sheet})}",))
        yield Sheet(f"lessons/{name}-{PRESENT}.html", (f"/lessons/{name}?{urlencode({ids.MODE: PRESENT})}",))


def _compared(dataset: Dataset) -> Iterator[Sheet]:
    for part in COMPARE_PARTS:
        for topic in ("", *TOPICS):
            choice = CompareChoice(part, topic)
            if choice != CompareChoice():
                name = "-".join(filter(None, [part, topic]))
                yield Sheet(f"compare/{name}.html", (compare_address(choice),))
    for indicator in dataset.observations["indicator_id"].unique():
        choice = CompareChoice(indicator_id=str(indicator))
        yield Sheet(_of_indicator(str(indicator)), (compare_address(choice),), whole="compare.html")


def _of_indicator(indicator_id: str) -> str:
    return f"compare/indicator/{indicator_id}.html"


def _figures(dataset: Dataset) -> Iterator[Sheet]:
    figures = dataset.observations.sort_values(["period_start", "period_end", "source_id", "obs_id"])
    for indicator, rows in figures.groupby("indicator_id", sort=True):
        addresses = tuple(map(observation_href, rows["obs_id"]))
        yield Sheet(f"{FIGURES}/{indicator}.html", addresses, joined=FIGURES, subject=str(indicator))


def _pairs(dataset: Dataset) -> Iterator[Sheet]:
    """The pairs by the indicator of their first figure; those of ``IN_TABLES`` have no page."""
    groups: dict[str, list[str]] = {}
    for (first, second), indicator in sorted(_pairs_with(dataset, in_tables=False).items()):
        groups.setdefault(indicator, []).append(pair_href(first, second))
    for indicator, addresses in sorted(groups.items()):
        yield Sheet(f"{PAIRS}/{indicator}.html", tuple(addresses), joined=PAIRS, subject=indicator)


def _pairs_with(dataset: Dataset, *, in_tables: bool) -> dict[tuple[str, str], str]:
    """The indicator of the first figure of each pair that stands in tables alone, or of each that has a page."""
    indicator_of = dict(zip(dataset.observations["obs_id"], dataset.observations["indicator_id"], strict=True))
    pairs = dataset.comparisons
    chosen = pairs[pairs["class"].isin(IN_TABLES) == in_tables]
    names = [tuple(sorted(names)) for names in zip(chosen["obs_a"], chosen["obs_b"], strict=True)]
    return {(first, second): str(indicator_of[first]) for first, second in names}


def anchor_of(path: str) -> str:
    """The anchor of one of the things that stand on a joined page, from its path."""
    return path.removeprefix("/observation/").removeprefix("/compare/").replace("/", "--")


def spots(dataset: Dataset, chosen: Iterable[Sheet]) -> Mapping[str, str]:
    """For the plain address of everything on these pages the file, and the anchor in it; languages share them."""
    found = {}
    for sheet in chosen:
        for href in sheet.addresses:
            found[plain_address(dataset, href)] = sheet.file + (f"#{anchor_of(href)}" if sheet.joined else "")
    files = set(found.values())
    for names, indicator in _pairs_with(dataset, in_tables=True).items():
        if _of_indicator(indicator) in files:
            found[pair_href(*names)] = f"{_of_indicator(indicator)}#{ids.paired_row(*names)}"
    return MappingProxyType(found)


def plain_address(dataset: Dataset, href: str) -> str:
    """An address in the one spelling in which the pack knows it: what it shows, and not in which language or colours."""
    parts = urlsplit(href)
    place = place_of(dataset, parts.path)
    args = args_of(parts.query)
    if place is not None and place.kind == "topic" and ids.MODE not in args:
        view = view_of(dataset, parts.path, args).changed(figure="", population="")
        return address(dataset, view)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name not in _HOW]
    return parts.path + (f"?{urlencode(sorted(query))}" if query else "")


def spot_of(dataset: Dataset, places: Mapping[str, str], href: str) -> str | None:
    """Where an address leads in the pack, as a path from its top: ``ru/cases.html#x``; None where it does not hold it.

    A chart in years that the pack does not show leads to all years of its indicator.
    """
    parts = urlsplit(href)
    if place_of(dataset, parts.path) is None:
        return None
    found = places.get(plain_address(dataset, href)) or places.get(_all_years(dataset, href))
    if found is None:
        return None
    file, _, anchor = found.partition("#")
    anchor = anchor or parts.fragment
    return f"{language_asked(args_of(parts.query))}/{file}" + (f"#{anchor}" if anchor else "")


def _all_years(dataset: Dataset, href: str) -> str:
    parts = urlsplit(href)
    place = place_of(dataset, parts.path)
    if place is None or place.kind != "topic":
        return ""
    view = view_of(dataset, parts.path, args_of(parts.query))
    chosen = view.selection
    is_plain = ids.MODE not in args_of(parts.query) and chosen.source_types == SOURCE_TYPES and not chosen.counted_by
    if not is_plain or view.colour_by != PUBLISHER or view.events:
        return ""
    return compare_address(CompareChoice(indicator_id=chosen.indicator_id))
