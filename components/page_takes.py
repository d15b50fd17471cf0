"""What each kind of page offers to take away: the rows that it shows, counted by the request that gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from components.links import pair_href
from components.picture_links import picture_links
from components.state import ALIKE, DISAGREEMENTS, NOT_KNOWN, SUMS, CompareChoice, compare_address
from components.take_away import file_links, take_away
from loaders.classes import CONFLICT
from loaders.dataset import Dataset
from loaders.evidence import behind
from loaders.exports.asking import Asked, rows_asked
from loaders.texts import counted

#: More figures than this are not named one by one in an address.
_MOST_NAMED = 60


def _asked(collection: str, lang: str, **values: str | Sequence[str]) -> Asked:
    """A request for the rows that have one of the values of each filter; an empty value asks for nothing."""
    chosen = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in values.items() if value}
    return Asked(collection, tuple(chosen.items()), lang=lang)


def _files(dataset: Dataset, requests: Sequence[Asked], lang: str) -> list[html.Div]:
    """The files of each request that gives anything."""
    numbers = [len(rows_asked(dataset, asked)) for asked in requests]
    return [file_links(dataset, asked, number, lang) for asked, number in zip(requests, numbers, strict=True) if number]


def _section(
    dataset: Dataset, requests: Sequence[Asked], lang: str, *, folds: Sequence[Any] = ()
) -> list[html.Section]:
    files = _files(dataset, requests, lang)
    return [take_away(dataset, files, folds=folds, lang=lang)] if files or folds else []


def figure_take(dataset: Dataset, obs_id: str, *, folds: Sequence[Any] = (), lang: str = "en") -> list[html.Section]:
    """One figure, and the pairs in which it stands."""
    requests = [_asked("observations", lang, obs_id=obs_id), _asked("comparisons", lang, obs_id=obs_id)]
    return _section(dataset, requests, lang, folds=folds)


def pair_take(dataset: Dataset, names: tuple[str, str], lang: str = "en") -> list[html.Section]:
    """A pair of figures with its class and explanation, and both figures."""
    first, second = sorted(names)
    requests = [
        _asked("comparisons", lang, obs_a=first, obs_b=second),
        _asked("observations", lang, obs_id=[first, second]),
    ]
    return _section(dataset, requests, lang, folds=[picture_links(dataset, pair_href(first, second), lang)])


def evidence_take(dataset: Dataset, subject: str, period: str, lang: str = "en") -> list[html.Section]:
    """The figures and statements behind a cell of the evidence map, or behind a row of it."""
    figures, gaps = behind(dataset, subject, period)
    named = list(figures["obs_id"])
    of_indicator = _asked("observations", lang, indicator_id=subject)
    asked = _asked("observations", lang, obs_id=named) if period and len(named) <= _MOST_NAMED else of_indicator
    requests = [
        *([asked] if named else []),
        *([_asked("gaps", lang, gap_id=list(gaps["gap_id"]))] if len(gaps) else []),
    ]
    return _section(dataset, requests, lang)


def compare_take(dataset: Dataset, choice: CompareChoice, lang: str = "en") -> list[html.Section]:
    """What a part of the page that compares shows, of a topic or of all, or the pairs and figures of one indicator."""
    if choice.indicator_id:
        requests = [_asked(name, lang, indicator_id=choice.indicator_id) for name in ("comparisons", "observations")]
        return _section(dataset, requests, lang, folds=_picture(dataset, choice, lang))
    topic = choice.topic
    if choice.part == DISAGREEMENTS:
        return _pairs(dataset, topic, lang)
    requests = {
        SUMS: [_asked("reconciliations", lang, topic=topic)],
        ALIKE: [_asked("explanations", lang, about="look_alike")],
        NOT_KNOWN: [_asked("gaps", lang, topic=topic)],
    }[choice.part]
    return _section(dataset, requests, lang)


def _picture(dataset: Dataset, choice: CompareChoice, lang: str) -> list[html.Details]:
    """The picture of the chart of one indicator, where it has a figure with a date."""
    figures = dataset.observations
    dated = figures[(figures["indicator_id"] == choice.indicator_id) & figures["period_start"].notna()]
    return [picture_links(dataset, compare_address(choice), lang)] if len(dated) else []


def _pairs(dataset: Dataset, topic: str, lang: str) -> list[html.Section]:
    """The pairs that contradict each other, and all pairs; told apart by what they are."""
    files = []
    for key, values in (("take.conflicts", {"class": CONFLICT, "topic": topic}), ("take.all_pairs", {"topic": topic})):
        asked = _asked("comparisons", lang, **values)
        number = len(rows_asked(dataset, asked))
        if number:
            files.append(file_links(dataset, asked, number, lang, lead=counted(dataset, key, number, lang=lang)))
    return [take_away(dataset, files, lang=lang)] if files else []


def follow_up_take(dataset: Dataset, topic: str, lang: str = "en") -> list[html.Section]:
    """The recommendations of a topic or of all, and the laws, treaties, plans and institutions."""
    requests = [_asked("recommendations", lang, topic=topic), _asked("events", lang)]
    return _section(dataset, requests, lang, folds=[picture_links(dataset, "/follow-up", lang)])


def quality_take(dataset: Dataset, lang: str = "en") -> list[html.Section]:
    """The printed sums, the pairs and their explanations."""
    return _section(dataset, [_asked(name, lang) for name in ("checks", "comparisons", "explanations")], lang)
