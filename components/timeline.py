"""The timeline: what was set in force when, under it the years of which figures speak, and everything in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from dash import html

from components import ids
from components.attributes import attributes
from components.chart import Figure
from components.drawn import drawn
from components.events_layer import event_items
from components.tables import row_heading, table, table_cell, table_row
from components.timeline_drawing import Moment, columns_drawing, lanes_drawing
from loaders.dataset import Dataset
from loaders.events import KINDS, events_between
from loaders.figure_years import figures_by_year
from loaders.selection import CORE_YEARS, SOURCE_TYPES, year_span
from loaders.texts import counted, text
from loaders.words import years_words

#: The lanes from top to bottom, and the kinds of events in each: a treaty, and what a state does with it.
LANES = {"law": ("law",), "treaty": ("treaty", "ratification"), "plan": ("plan",), "institution": ("institution",)}
#: For each year and kind of source the number of figures.
Numbers = Mapping[int, Mapping[str, int]]
#: Years between which every event lies.
_EARLIEST, _LATEST = 1900, 2100


def timeline_events(dataset: Dataset) -> pd.DataFrame:
    """Every dated law, treaty, ratification, plan and institution, numbered in order of time."""
    return events_between(dataset, _EARLIEST, _LATEST, KINDS)


def _committee(dataset: Dataset, lang: str) -> list[Moment]:
    """The days of the documents that hold recommendations."""
    moments = []
    for source_id in dict.fromkeys(dataset.table("recommendations")["source_id"]):
        day = dataset.row("sources", source_id)["published"]
        if not pd.isna(day):
            moments.append(Moment(day, text(dataset, "timeline.moment", lang=lang, year=day.year)))
    return moments


def _axis(dataset: Dataset, events: pd.DataFrame) -> tuple[int, int]:
    first, last = year_span(dataset)
    dates = [date for dates in events["dates"] for date in dates]
    return min([first, *(date.first.year for date in dates)]), max([last, *(date.last.year for date in dates)])


def timeline_figures(dataset: Dataset, events: pd.DataFrame, numbers: Numbers, lang: str = "en") -> list[Figure]:
    """The lanes of events, where there are any, and under them the columns of each kind of source."""
    years = _axis(dataset, events)
    lanes = {
        text(dataset, f"timeline.lane.{name}", lang=lang): events[events["kind"].isin(kinds)]
        for name, kinds in LANES.items()
    }
    found = {name: rows for name, rows in lanes.items() if len(rows)}
    drawings = [lanes_drawing(found, years=years, moments=_committee(dataset, lang))] if found else []
    for kind in SOURCE_TYPES:
        words = dataset.code("source_type", kind, lang)
        of_kind = {year: of_year[kind] for year, of_year in numbers.items()}
        hovers = {
            year: counted(dataset, "timeline.hover", number, lang=lang, year=year, kind=words)
            for year, number in of_kind.items()
        }
        name = text(dataset, "timeline.columns", lang=lang, kind=words)
        last = kind == SOURCE_TYPES[-1]
        drawings.append(columns_drawing(of_kind, kind=kind, name=name, hovers=hovers, years=years, last=last))
    return drawings


def timeline_words(dataset: Dataset, lang: str = "en") -> str:
    """What the timeline shows in one or two sentences."""
    events, numbers = timeline_events(dataset), figures_by_year(dataset)
    parts = []
    if len(events):
        dates = [date for dates in events["dates"] for date in dates]
        span = years_words(dataset, min(date.first.year for date in dates), max(date.last.year for date in dates), lang)
        differ = int(events["disagree"].sum())
        parts.append(counted(dataset, "timeline.events", len(events), lang=lang, years=span, differ=differ))
    every = {year: sum(of_year.values()) for year, of_year in numbers.items()}
    most = max(every, key=lambda year: every[year])
    parts.append(text(dataset, "timeline.figures", lang=lang, year=most, number=every[most]))
    return " ".join(parts)


def _groups(events: pd.DataFrame) -> dict[tuple[int, int], pd.DataFrame]:
    """The events before the core years, in their first and second half, and after them."""
    first, last = CORE_YEARS
    middle = (first + last) // 2
    years = events["date"].dt.year
    spans = ((_EARLIEST, first - 1), (first, middle), (middle + 1, last), (last + 1, _LATEST))
    groups = {(begin, end): events[(years >= begin) & (years <= end)] for begin, end in spans}
    return {span: rows for span, rows in groups.items() if len(rows)}


def _list(dataset: Dataset, events: pd.DataFrame, lang: str) -> list[html.Details]:
    """The events in words, period by period, numbered as above; each period opens."""
    blocks = []
    for rows in _groups(events).values():
        differ = int(rows["disagree"].sum())
        dates = rows["date"].dt.year
        span = years_words(dataset, int(dates.min()), int(dates.max()), lang)
        told = counted(dataset, "timeline.group", len(rows), lang=lang, years=span)
        told += " " + counted(dataset, "timeline.differ", differ, lang=lang) if differ else ""
        items = html.Ol(event_items(dataset, rows, lang), className="events", start=str(int(rows["number"].iloc[0])))
        blocks.append(html.Details([html.Summary(told), items]))
    return blocks


def _table(dataset: Dataset, numbers: Numbers, lang: str) -> html.Details:
    """The columns as numbers."""
    caption = text(dataset, "timeline.caption", lang=lang)
    kinds = [dataset.code("source_type", kind, lang) for kind in SOURCE_TYPES]
    headings = [text(dataset, "timeline.year", lang=lang), *kinds]
    rows = [
        table_row(
            [
                row_heading(str(year), label=headings[0]),
                *(
                    table_cell(str(of_year[kind]), label=label, className="number" if of_year[kind] else "number none")
                    for kind, label in zip(SOURCE_TYPES, kinds, strict=True)
                ),
            ]
        )
        for year, of_year in numbers.items()
    ]
    summary = text(dataset, "timeline.numbers", lang=lang)
    return html.Details([html.Summary(summary), table(caption, headings, rows, name="years-table")])


def timeline_section(dataset: Dataset, lang: str = "en") -> html.Section:
    """The drawing of the timeline with its numbered list, and the numbers of figures in a table."""
    events, numbers = timeline_events(dataset), figures_by_year(dataset)
    words = timeline_words(dataset, lang)
    drawing = html.Div(
        list(map(drawn, timeline_figures(dataset, events, numbers, lang))),
        className="timeline",
        role="img",
        **attributes(aria_label=words),
    )
    return html.Section(
        [
            html.H2(text(dataset, "timeline.heading", lang=lang), id=ids.TIMELINE),
            html.P(words, className="lead"),
            html.P(text(dataset, "timeline.how", lang=lang), className="muted"),
            drawing,
            html.P(text(dataset, "timeline.cause", lang=lang), className="muted"),
            *_list(dataset, events, lang),
            _table(dataset, numbers, lang),
        ]
    )
