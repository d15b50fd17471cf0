"""All indicators of a topic as small charts on one axis of time, in their groups, each a way to its own chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from dash import html

from components.drawn import drawn
from components.kept_parts import kept_part
from components.links import link
from components.marks import LANE, marked
from components.rating_chart import RATING_UNITS, rating_scale
from components.small_chart import small_chart
from components.voices import mark, words_of
from loaders.dataset import Dataset
from loaders.derive import in_years
from loaders.divisions import TOTAL
from loaders.indexes import figure_of, figures_on
from loaders.kept import kept
from loaders.selection import indicators_of
from loaders.texts import counted, ended, text
from loaders.words import Row

#: So many groups are all open; of more only the one with the chosen indicator.
FEW_GROUPS = 6
#: Which of some figures a reader's filters let through.
Passes = Callable[[pd.DataFrame], pd.Series]
#: The address of the chart of an indicator.
HrefOf = Callable[[str], str]
#: What filters and years read of a figure: there may be very many in a topic.
_ASKED = ["obs_id", "source_type", "counted_by", "population", "period_start", "period_end"]
#: Why a figure is in no small chart.
_REASONS = ("outside", "undated", "parts", "parts_elsewhere")


@dataclass(frozen=True)
class _Group:
    """A group of indicators of a topic: their ids in the order of indicators.csv, and their stages."""

    name: str
    members: tuple[str, ...]
    stages: tuple[str, ...]
    of_offenders: bool


@dataclass(frozen=True)
class _Sorted:
    """The figures of a topic for a choice: what each small chart draws, and how many figures stand in none, and why.

    Everything is in the order of the indicators of the topic; ``passing`` is how many figures pass at all.
    """

    drawn: Mapping[str, tuple[str, ...]]
    passing: Mapping[str, int]
    left: Mapping[str, Mapping[str, int]]


def small_multiples(
    dataset: Dataset,
    topic: str,
    *,
    years: tuple[int, int],
    chosen: str,
    href_of: HrefOf,
    passes: Passes | None = None,
    by_counter: bool = False,
    lang: str = "en",
) -> list[html.Details]:
    """A part of the page for each group of indicators of a topic, in the order of indicators.csv.

    An indicator with dated totals that touch ``years`` and pass the filters is a small chart with its latest
    values; one without is named with the number of figures that it has otherwise. ``chosen`` is the indicator
    of the large chart. ``by_counter`` lets colour tell who counted instead of who published.
    """
    found = _sorted_out(dataset, topic, years, passes)
    groups = _groups(dataset, topic)
    sections = []
    for group in groups:
        names = [(name, _name(dataset, name, chosen, href_of, lang)) for name in group.members]
        items = [
            html.Li([heading, *_card(dataset, found.drawn[name], years=years, by_counter=by_counter, lang=lang)])
            for name, heading in names
            if name in found.drawn
        ]
        others = [
            html.Li([heading, f": {_why(dataset, found, name, lang)}"])
            for name, heading in names
            if name not in found.drawn
        ]
        content = [
            *_banner(dataset, group, lang),
            *([html.Ul(items, className="small-charts")] if items else []),
            *([html.Ul(others, className="small-others")] if others else []),
        ]
        is_open = chosen in group.members or len(groups) <= FEW_GROUPS
        sections.append(html.Details([_summary(dataset, group, lang), *content], open=is_open, className="small-group"))
    return sections


@kept(16)
def _groups(dataset: Dataset, topic: str) -> tuple[_Group, ...]:
    return tuple(
        _Group(
            str(group),
            tuple(members["indicator_id"]),
            tuple(members["stage"].unique()),
            bool((members["population"] == "child_offenders").any()),
        )
        for group, members in indicators_of(dataset, topic).groupby("group", sort=False)
    )


@kept(16)
def figures_to_sort(dataset: Dataset, topic: str) -> pd.DataFrame:
    """The figures of a topic with ``number``, the place of their indicator, and ``total``: undivided figures."""
    figures = figures_on(dataset, topic)
    numbers = pd.Index(indicators_of(dataset, topic)["indicator_id"]).get_indexer(pd.Index(figures["indicator_id"]))
    return figures[_ASKED].assign(number=numbers, total=figures["division"] == TOTAL)


def _sorted_out(dataset: Dataset, topic: str, years: tuple[int, int], passes: Passes | None) -> _Sorted:
    figures = figures_to_sort(dataset, topic)
    if passes is not None:
        figures = figures[passes(figures)]
    names = indicators_of(dataset, topic)["indicator_id"].tolist()
    number, total = figures["number"].to_numpy(), figures["total"].to_numpy()
    dated, inside = figures["period_start"].notna().to_numpy(), in_years(figures, *years).to_numpy()
    shown = total & inside
    drawn_of: dict[str, list[str]] = {}
    for place, name in zip(number[shown].tolist(), figures["obs_id"][shown].tolist(), strict=True):
        drawn_of.setdefault(names[place], []).append(name)
    reasons = (total & dated, total & ~dated, ~total & inside, ~total & ~inside)
    counts = [np.bincount(number[where], minlength=len(names)).tolist() for where in reasons]
    return _Sorted(
        {name: tuple(drawn) for name, drawn in drawn_of.items()},
        dict(zip(names, np.bincount(number, minlength=len(names)).tolist(), strict=True)),
        {name: dict(zip(_REASONS, of_one, strict=True)) for name, *of_one in zip(names, *counts, strict=True)},
    )


def _summary(dataset: Dataset, group: _Group, lang: str) -> html.Summary:
    """The name of a group, how many indicators it has, and the stages at which they count."""
    name = dataset.code("indicator_group", group.name, lang)
    stages = [dataset.code("stage", stage, lang) for stage in group.stages]
    words = [counted(dataset, "small.indicators", len(group.members), lang=lang)]
    if [stage.lower() for stage in stages] != [name.lower()]:
        words.append(text(dataset, "small.stages", lang=lang, stages=", ".join(stages)))
    return html.Summary([html.H3(name), " ", html.Span(" ".join(words), className="muted")])


def _banner(dataset: Dataset, group: _Group, lang: str) -> list[html.P]:
    """The sentence that children as offenders are no victims, on top of their group."""
    if not group.of_offenders:
        return []
    return [html.P(text(dataset, "banner.child_offenders", lang=lang), className="banner")]


def _name(dataset: Dataset, indicator_id: str, chosen: str, href_of: HrefOf, lang: str) -> html.A:
    label = dataset.label("indicators", indicator_id, lang)
    return link(label, href_of(indicator_id), chosen=indicator_id == chosen, class_name="small-name")


@kept(4096)
def _drawn_total(dataset: Dataset, obs_id: str, *, by_counter: bool, lang: str) -> Row:
    """A dated total with its mark and words."""
    row = figure_of(dataset, obs_id)
    own = marked(row, kind=row["counter_type"] if by_counter else row["source_type"])
    return MappingProxyType({**own, "letter": "", **words_of(dataset, row, lang)})


@kept_part(2048)
def _card(
    dataset: Dataset, obs_ids: tuple[str, ...], *, years: tuple[int, int], by_counter: bool, lang: str
) -> list[Any]:
    """The small chart of totals of one indicator and the line under it; the same on every page that shows them."""
    totals = (_drawn_total(dataset, name, by_counter=by_counter, lang=lang) for name in obs_ids)
    ready = sorted(totals, key=itemgetter("period_start", "period_end", "obs_id"))
    unit = str(ready[0]["unit_measure"])
    scale = rating_scale(dataset, pd.DataFrame(ready), lang) if unit in RATING_UNITS else None
    words = text(
        dataset,
        "small.unit",
        lang=lang,
        unit=dataset.code("unit_measure", unit, lang),
        figures=counted(dataset, "small.figures", len(ready), lang=lang),
    )
    latest = [_latest(dataset, row, lang) for row in latest_by_kind(ready)]
    return [
        drawn(small_chart(ready, years=years, scale=scale, lang=lang)),
        html.P([ended(words), " ", *latest], className="small-note"),
    ]


def latest_by_kind(ready: Sequence[Row]) -> list[Row]:
    """Of figures in order of time those of the latest period of each kind of body, a kind with a later one first.

    Totals over several years are only taken of a kind that has nothing else; a figure that its source later
    replaced is not. One value of several alike is kept.
    """
    last: dict[str, tuple[Any, ...]] = {}
    current = [row for row in ready if not row["superseded"]]
    for row in current:
        last[row["kind"]] = max(_lateness(row), last.get(row["kind"], _lateness(row)))
    found: dict[tuple[str, ...], Row] = {}
    for row in current:
        if _lateness(row) == last[row["kind"]]:
            found.setdefault((row["kind"], row["origin"], row["label"]), row)
    by_kind = sorted(found.values(), key=itemgetter("kind", "obs_id"))
    return sorted(by_kind, key=itemgetter("period_end"), reverse=True)


def _lateness(row: Row) -> tuple[Any, ...]:
    return row["mark"] != LANE, row["period_end"], row["period_start"]


def _latest(dataset: Dataset, row: Row, lang: str) -> html.Span:
    named = dataset.has("codes", f"source_type:{row['kind']}")
    who = (
        dataset.code("source_type", str(row["kind"]), lang)
        if named
        else text(dataset, "counter.unattributed", lang=lang)
    )
    return html.Span(
        [
            mark(str(row["kind"]), str(row["origin"])),
            html.Span(f"{who}: ", className="hidden"),
            html.B(str(row["label"])),
            f" ({row['period']})",
        ],
        className="small-latest",
    )


def _why(dataset: Dataset, found: _Sorted, indicator_id: str, lang: str) -> str:
    """Why an indicator has no small chart: how many figures it has that are not dated totals of these years."""
    if not found.passing[indicator_id]:
        return text(dataset, "small.filtered", lang=lang)
    left = found.left[indicator_id]
    return ", ".join(counted(dataset, f"small.{name}", number, lang=lang) for name, number in left.items() if number)
