"""All indicators of a topic as small charts on one axis of time, in their groups, each a way to its own chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from dash import html

from components.chart import Figure
from components.drawn import drawn
from components.links import link
from components.marks import LANE, with_marks
from components.rating_chart import RATING_UNITS, rating_scale
from components.small_chart import small_chart
from components.voices import mark, with_kind, with_words
from loaders.dataset import Dataset
from loaders.derive import SERIES_COLUMNS, in_years
from loaders.divisions import TOTAL
from loaders.selection import indicators_of
from loaders.texts import counted, ended, text
from loaders.words import Row

#: So many groups are all open; of more only the one with the chosen indicator.
FEW_GROUPS = 6
#: Which of some figures a reader's filters let through.
Passes = Callable[[pd.DataFrame], pd.Series]
#: The address of the chart of an indicator.
HrefOf = Callable[[str], str]
#: What charts and the line under them read of a figure.
_NEEDED = (
    *SERIES_COLUMNS,
    *("obs_id", "period_start", "period_end", "period_kind", "obs_value", "bound", "threshold", "obs_status"),
    *("unit_measure", "measure_kind", "source_type", "kind", "superseded", "letter"),
    *("label", "period", "hover", "break_word", "mark", "x", "x_start", "x_end"),
)


@dataclass(frozen=True)
class Card:
    """What a small chart and the line under it show; the latest figures are rows with marks and words."""

    figure: Figure
    unit: str
    number: int
    latest: tuple[Row, ...]


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
    indicators = indicators_of(dataset, topic)
    figures = dataset.observations
    figures = figures[figures["topic"] == topic]
    passing = figures if passes is None else figures[passes(figures)]
    totals = passing[(passing["division"] == TOTAL) & in_years(passing, *years)]
    shown = _cards(dataset, tuple(totals["obs_id"]), years=years, by_counter=by_counter, lang=lang)
    groups = list(indicators.groupby("group", sort=False))
    sections = []
    for group, members in groups:
        names = [(str(name), _name(dataset, str(name), chosen, href_of, lang)) for name in members["indicator_id"]]
        items = [_item(dataset, shown[name], heading, lang) for name, heading in names if name in shown]
        others = [
            html.Li([heading, f": {_why(dataset, name, passing, years, lang)}"])
            for name, heading in names
            if name not in shown
        ]
        content = [
            *_banner(dataset, members, lang),
            *([html.Ul(items, className="small-charts")] if items else []),
            *([html.Ul(others, className="small-others")] if others else []),
        ]
        is_open = chosen in set(members["indicator_id"]) or len(groups) <= FEW_GROUPS
        summary = _summary(dataset, str(group), members, lang)
        sections.append(html.Details([summary, *content], open=is_open, className="small-group"))
    return sections


def _summary(dataset: Dataset, group: str, members: pd.DataFrame, lang: str) -> html.Summary:
    """The name of a group, how many indicators it has, and the stages at which they count."""
    name = dataset.code("indicator_group", group, lang)
    stages = [dataset.code("stage", str(stage), lang) for stage in members["stage"].unique()]
    words = [counted(dataset, "small.indicators", len(members), lang=lang)]
    if [stage.lower() for stage in stages] != [name.lower()]:
        words.append(text(dataset, "small.stages", lang=lang, stages=", ".join(stages)))
    return html.Summary([html.H3(name), " ", html.Span(" ".join(words), className="muted")])


def _banner(dataset: Dataset, members: pd.DataFrame, lang: str) -> list[html.P]:
    """The sentence that children as offenders are no victims, on top of their group."""
    if not (members["population"] == "child_offenders").any():
        return []
    return [html.P(text(dataset, "banner.child_offenders", lang=lang), className="banner")]


def _name(dataset: Dataset, indicator_id: str, chosen: str, href_of: HrefOf, lang: str) -> html.A:
    label = dataset.label("indicators", indicator_id, lang)
    return link(label, href_of(indicator_id), chosen=indicator_id == chosen, class_name="small-name")


@lru_cache(maxsize=128)
def _cards(
    dataset: Dataset, obs_ids: tuple[str, ...], *, years: tuple[int, int], by_counter: bool, lang: str
) -> Mapping[str, Card]:
    """For each indicator of these figures its card. They are the same on every page of a topic, and are made once."""
    figures = dataset.observations
    figures = figures[figures["obs_id"].isin(obs_ids)].sort_values(["period_start", "period_end", "obs_id"])
    worded = with_marks(with_words(dataset, with_kind(figures.assign(letter=""), by_counter=by_counter), lang))
    ready = worded[list(_NEEDED)]  # fewer columns: every step of every chart copies all of them
    latest = latest_by_kind(ready)
    return {
        str(name): _card(dataset, rows, latest[latest["indicator_id"] == name], years=years, lang=lang)
        for name, rows in ready.groupby("indicator_id")
    }


def _card(dataset: Dataset, ready: pd.DataFrame, latest: pd.DataFrame, *, years: tuple[int, int], lang: str) -> Card:
    unit = str(ready["unit_measure"].iloc[0])
    scale = rating_scale(dataset, ready, lang) if unit in RATING_UNITS else None
    figure = small_chart(ready, years=years, scale=scale, lang=lang)
    return Card(figure, unit, len(ready), tuple(latest.to_dict("records")))


def _item(dataset: Dataset, card: Card, heading: html.A, lang: str) -> html.Li:
    words = text(
        dataset,
        "small.unit",
        lang=lang,
        unit=dataset.code("unit_measure", card.unit, lang),
        figures=counted(dataset, "small.figures", card.number, lang=lang),
    )
    latest = [_latest(dataset, row, lang) for row in card.latest]
    return html.Li([heading, drawn(card.figure), html.P([ended(words), " ", *latest], className="small-note")])


def latest_by_kind(ready: pd.DataFrame) -> pd.DataFrame:
    """For each indicator the figures of the latest period of each kind of body, a kind with a later one first.

    Totals over several years are only taken of a kind that has nothing else; a figure that its source later
    replaced is not. One value of several alike is kept.
    """
    kinds = ["indicator_id", "kind"]
    found = ready[~ready["superseded"]].assign(short=lambda rows: rows["mark"] != LANE)
    for last in ("short", "period_end", "period_start"):
        found = found[found[last] == found.groupby(kinds)[last].transform("max")]
    found = found.drop_duplicates([*kinds, "origin", "label"])
    return found.sort_values(["period_end", "kind", "obs_id"], ascending=[False, True, True], kind="stable")


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


def _why(dataset: Dataset, indicator_id: str, passing: pd.DataFrame, years: tuple[int, int], lang: str) -> str:
    """Why an indicator has no small chart: how many figures it has that are not dated totals of these years."""
    figures = passing[passing["indicator_id"] == indicator_id]
    if figures.empty:
        return text(dataset, "small.filtered", lang=lang)
    totals, dated = figures["division"] == TOTAL, figures["period_start"].notna()
    numbers = {
        "outside": int((totals & dated).sum()),
        "undated": int((totals & ~dated).sum()),
        "parts": int((~totals & in_years(figures, *years)).sum()),
        "parts_elsewhere": int((~totals & ~in_years(figures, *years)).sum()),
    }
    return ", ".join(counted(dataset, f"small.{name}", number, lang=lang) for name, number in numbers.items() if number)
