"""What each kind of page offers to take away: the rows that it shows, counted by the request that gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from dash import html

from components.links import pair_href
from components.picture_links import picture_links
from components.state import ALIKE, DISAGREEMENTS, NOT_KNOWN, SUMS, CompareChoice, compare_address
from components.take_away import file_links, take_away
from loaders.classes import CONFLICT
from loaders.dataset import Dataset
from loaders.evidence import behind
from loaders.exports.asking import Asked, query_of
from loaders.exports.how_many import how_many
from loaders.following import advice_on
from loaders.indexes import figures_of
from loaders.look_alikes import inside_documents, look_alikes
from loaders.texts import counted

#: Rows are named one by one as long as their address has fewer letters than this; a server takes 4,000 of a query.
_LONGEST = 3500


def _asked(collection: str, lang: str, **values: str | Sequence[str]) -> Asked:
    """A request for the rows that have one of the values of each filter; an empty value asks for nothing."""
    chosen = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in values.items() if value}
    return Asked(collection, tuple(chosen.items()), lang=lang)


def _files(dataset: Dataset, requests: Sequence[Asked], lang: str) -> list[html.Div]:
    """The files of each request that gives anything."""
    numbers = [how_many(dataset, asked) for asked in requests]
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
    by_name = _asked("observations", lang, obs_id=named)
    asked = by_name if period and len(urlencode(query_of(by_name))) < _LONGEST else of_indicator
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
        ALIKE: [_asked("explanations", lang, explanation_id=_alike(dataset, topic))] if _alike(dataset, topic) else [],
        NOT_KNOWN: [_asked("gaps", lang, topic=topic)],
    }[choice.part]
    return _section(dataset, requests, lang)


def _picture(dataset: Dataset, choice: CompareChoice, lang: str) -> list[html.Details]:
    """The picture of the chart of one indicator, where it has a figure with a date."""
    has_dated = figures_of(dataset, choice.indicator_id)["period_start"].notna().any()
    return [picture_links(dataset, compare_address(choice), lang)] if has_dated else []


def _alike(dataset: Dataset, topic: str) -> list[str]:
    """The explanations of what looks alike and of what does not fit inside one document, of a topic or of all."""
    alike = [row for own, rows in look_alikes(dataset).items() if topic in ("", own) for row in rows]
    return [str(row["explanation_id"]) for row in (*alike, *inside_documents(dataset, topic))]


def _pairs(dataset: Dataset, topic: str, lang: str) -> list[html.Section]:
    """The pairs that contradict each other, and all pairs; told apart by what they are."""
    files = []
    for apart in (True, False):
        asked = _asked("comparisons", lang, **{"class": CONFLICT if apart else "", "topic": topic})
        number = how_many(dataset, asked)
        lead = counted(dataset, "take.conflicts" if apart else "take.all_pairs", number, lang=lang)
        files += [file_links(dataset, asked, number, lang, lead=lead)] if number else []
    return [take_away(dataset, files, lang=lang)] if files else []


def follow_up_take(dataset: Dataset, topic: str, lang: str = "en") -> list[html.Section]:
    """The recommendations of a topic or of all, and the laws, treaties, plans and institutions."""
    advice = advice_on(dataset, topic)
    rows = [*(asked.row for asked in advice.first), *advice.later]
    named = [str(row["recommendation_id"]) for row in rows] if topic else []
    recommended = [_asked("recommendations", lang, recommendation_id=named)] if rows else []
    requests = [*recommended, _asked("events", lang)]
    return _section(dataset, requests, lang, folds=[picture_links(dataset, "/follow-up", lang)])


def quality_take(dataset: Dataset, lang: str = "en") -> list[html.Section]:
    """The printed sums, the pairs and their explanations."""
    return _section(dataset, [_asked(name, lang) for name in ("checks", "comparisons", "explanations")], lang)
