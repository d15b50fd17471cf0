"""Events beside figures: numbered ticks in a strip above a chart of years, and the list that says what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
from dash import html

from components.chart import Figure
from components.links import link
from components.long_pages import source_href
from components.marks import decimal_year
from components.measure import width_of
from components.palette import MUTED
from loaders.dataset import Dataset
from loaders.events import Dated
from loaders.locating import place_words
from loaders.texts import text
from loaders.words import printed_date

#: Pixels: a tick, a line of numbers above it and their type, and the width of a chart on a phone.
_TICK, _LINE, _SIZE, _PHONE = 8, 14, 11, 328
#: Between the ends of two neighbouring years there stays so much of a year.
_BETWEEN = 0.08


@dataclass(frozen=True)
class Tick:
    """One date in the strip: the number of its event, and where it begins and ends in decimal years."""

    number: int
    start: float
    end: float

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class Numbers:
    """The numbers of the events of a year in words, where they stand in decimal years, and in which line."""

    words: str
    middle: float
    line: int


def with_events(figure: Figure, events: pd.DataFrame, *, years: tuple[int, int]) -> Figure:
    """A chart of years, with the events of ``loaders.events.events_between`` in a strip above its plot.

    A day is a tick, a month or a year that is all a source says is a line as long as it; days stand in one row,
    years in another one above. Above the dates of every year stand the numbers of their events (``3–5``), as far
    as there is room for them on a phone. Nothing enters the plot. The figure given is not changed.
    """
    layout, margin = figure["layout"], figure["layout"]["margin"]
    left, right = (float(end) for end in layout["xaxis"]["range"])
    plot = layout["height"] - margin["t"] - margin["b"]
    a_year = (_PHONE - margin["l"] - margin["r"]) / (right - left)
    shapes: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    height = 0
    for row in _rows(_ticks(events, (left, right), years)):
        base = margin["t"] + height
        shapes += [_shape(tick, 1 + base / plot, 1 + (base + _TICK) / plot) for tick in row]
        numbers = list(_numbers(row, a_year))
        labels += [_label(number, 1 + (base + _TICK + number.line * _LINE) / plot) for number in numbers]
        height += _TICK + _LINE * (1 + max(number.line for number in numbers))
    return {
        **figure,
        "layout": {
            **layout,
            "height": layout["height"] + height,
            "margin": {**margin, "t": margin["t"] + height},
            "shapes": [*layout.get("shapes", []), *shapes],
            "annotations": [*layout.get("annotations", []), *labels],
        },
    }


def _ticks(events: pd.DataFrame, span: tuple[float, float], years: tuple[int, int]) -> Iterator[Tick]:
    first, last = pd.Timestamp(years[0], 1, 1), pd.Timestamp(years[1], 12, 31)
    for event in events.to_dict("records"):
        for date in event["dates"]:
            if date.overlaps(first, last):
                start, end = decimal_year(date.first), decimal_year(date.last)
                yield Tick(int(event["number"]), max(start, span[0]), min(end, span[1]))


def _rows(ticks: Iterable[Tick]) -> list[list[Tick]]:
    """Days and months below, years above; a row without ticks is no row."""
    ordered = sorted(ticks, key=lambda tick: (tick.middle, tick.number))
    rows = [[tick for tick in ordered if (tick.end - tick.start > 0.5) == is_year] for is_year in (False, True)]
    return [row for row in rows if row]


def _shape(tick: Tick, bottom: float, top: float) -> dict[str, Any]:
    """An upright line for a day, a lying one for what is longer."""
    is_day = tick.start == tick.end
    middle = (bottom + top) / 2
    gap = 0.0 if is_day else min(_BETWEEN, (tick.end - tick.start) / 4) / 2
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": tick.start + gap,
        "x1": tick.end - gap,
        "y0": bottom if is_day else middle,
        "y1": top if is_day else middle,
        "line": {"color": MUTED, "width": 2, "dash": "solid"},
    }


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, three or more consecutive ones as a range: ``3–5, 8``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _numbers(row: Sequence[Tick], a_year: float) -> Iterator[Numbers]:
    """The numbers of every year of a row, in one of two lines; those that fit into neither are left out."""
    ends = [float("-inf")] * 2
    for _, ticks in groupby(row, key=lambda tick: int(tick.middle)):
        of_year = list(ticks)
        middle, words = (of_year[0].middle + of_year[-1].middle) / 2, ranges(tick.number for tick in of_year)
        half = (width_of(words, _SIZE) + 3) / 2 / a_year
        free = [line for line, end in enumerate(ends) if middle - half >= end]
        if free:
            ends[free[0]] = middle + half
            yield Numbers(words, middle, free[0])


def _label(numbers: Numbers, base: float) -> dict[str, Any]:
    return {
        "x": numbers.middle,
        "xref": "x",
        "y": base,
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "bottom",
        "text": numbers.words,
        "showarrow": False,
        "font": {"color": MUTED, "size": _SIZE},
    }


def events_list(dataset: Dataset, events: pd.DataFrame, lang: str = "en") -> html.Section:
    """The events in order, numbered as in the strip, with every date that a source gives and where it stands."""
    heading = html.H2(text(dataset, "events.heading", lang=lang))
    if events.empty:
        return html.Section([heading, html.P(text(dataset, "events.none", lang=lang), className="muted")])
    items = event_items(dataset, events, lang)
    cause = html.P(text(dataset, "events.cause", lang=lang), className="muted")
    return html.Section([heading, cause, html.Ol(items, className="events")])


def event_items(dataset: Dataset, events: pd.DataFrame, lang: str = "en") -> list[html.Li]:
    """The events one by one, with every date that a source gives and where it stands."""
    return [_item(dataset, event, lang) for event in events.to_dict("records")]


def _item(dataset: Dataset, event: dict[Any, Any], lang: str) -> html.Li:
    dates: Sequence[Dated] = event["dates"]
    shown = [_day(date, lang) for date in dates]
    when = shown[0] if len(shown) == 1 else text(dataset, "events.or", lang=lang, dates=" / ".join(shown))
    kind = dataset.code("event_kind", str(event["kind"]), lang)
    parts: list[Any] = [
        html.B(when),
        html.Span([" ", dataset.label("events", str(event["event_id"]), lang)]),
        html.Span(f" {kind}. ", className="muted"),
        html.Span(_sources(dataset, event["statements"], len(set(shown)) > 1, lang), className="muted"),
    ]
    notes = _notes(dataset, event, lang)
    return html.Li([*parts, *(html.Span(note, className="note") for note in notes)])


def _day(date: Dated, lang: str) -> str:
    return printed_date(date.first, date.precision, lang)


def _sources(dataset: Dataset, statements: Sequence[Dated], differ: bool, lang: str) -> list[Any]:
    """Every place that dates the event; with its own date where the places do not all print the same one."""
    dated = differ or len({(one.first, one.precision) for one in statements}) > 1
    parts: list[Any] = []
    for one in statements:
        source = dataset.label("sources", one.source_id, lang, column="short_label")
        date = f": {_day(one, lang)}" if dated else ""
        place = place_words(dataset, {"locator": one.locator}, lang)
        parts += ["; " if parts else "", link(source, href=source_href(dataset, one.source_id))]
        parts.append(f", {place}{date}")
    return [part for part in parts if part != ""]


def _notes(dataset: Dataset, event: dict[Any, Any], lang: str) -> list[str]:
    """Why sources differ, or, where nobody explains it, what the places themselves add."""
    if event["explanation_id"]:
        return [dataset.label("explanations", str(event["explanation_id"]), lang, column="explanation")]
    shown = {date.event_id for date in event["dates"]}
    notes = [
        dataset.label("events", one.event_id, lang, column="note")
        for one in event["statements"]
        if one.event_id in shown
    ]
    return list(dict.fromkeys(note for note in notes if note))
