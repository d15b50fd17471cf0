"""Which mark a figure gets: the grammar of the charts, apart from any drawing.

Horizontal positions are years as decimal numbers: 2003.0 is the beginning of 2003 and 2004.0 its end. A
whole year stands in the middle of its year, a stock at its day.

What is drawn of a few marks at a time takes rows (``loaders.frames.records``) and no frames: a page draws dozens of
charts of about ten marks, and every step on a frame costs as much for ten rows as for ten thousand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

import pandas as pd

from loaders.derive import SERIES_COLUMNS
from loaders.words import Row

POINT, BAR, LANE, SUPPRESSED, BESIDE = "point", "bar", "lane", "suppressed", "beside"
#: The bar of a suppressed number is so much of a year.
SUPPRESSED_WIDTH = 0.35
#: A line needs at least three points: a line through two says more than the figures do.
SHORTEST_LINE = 3
_A_DAY = pd.Timedelta(days=1)
_series = itemgetter(*SERIES_COLUMNS)


def decimal_year(day: pd.Timestamp) -> float:
    """The moment at which a day begins, as a decimal year."""
    begin = pd.Timestamp(day.year, 1, 1)
    return day.year + (day - begin).days / (pd.Timestamp(day.year + 1, 1, 1) - begin).days


def decimal_years(days: pd.Series) -> pd.Series:
    """Moments as decimal years, missing where a day is missing."""
    moments = [float("nan") if pd.isna(day) else decimal_year(day) for day in days]
    return pd.Series(moments, index=days.index, dtype=float)


def _mark(period_kind: str, measure_kind: str, bound: str) -> str:
    if period_kind == "undated":
        return BESIDE
    if period_kind == "years":
        return LANE
    if bound == "suppressed":
        return SUPPRESSED
    if period_kind == "day" or (period_kind == "year" and measure_kind != "stock"):
        return POINT
    return BAR


def with_marks(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures with ``kind``, ``mark`` and the positions ``x_start``, ``x_end`` and ``x`` in decimal years.

    ``mark`` is point (a whole year, or a stock at its day), bar (a shorter or shifted period, or a stock whose
    day is not printed), lane (a total over several years), suppressed, or beside (undated; positions missing).
    """
    start = decimal_years(figures["period_start"])
    after = decimal_years(figures["period_end"] + pd.Timedelta(days=1))
    is_day = figures["period_kind"] == "day"
    end = after.where(~is_day, start)
    # 31 December and the 1 January after it are one moment.
    is_last_day = is_day & (figures["period_end"].dt.month == 12) & (figures["period_end"].dt.day == 31)
    start, end = start.where(~is_last_day, after), end.where(~is_last_day, after)
    marks = [
        _mark(period_kind, measure_kind, bound)
        for period_kind, measure_kind, bound in zip(
            figures["period_kind"], figures["measure_kind"], figures["bound"], strict=True
        )
    ]
    # Colour tells the kind of the publisher unless somebody said otherwise (components.voices.with_kind).
    kinds = figures["kind"] if "kind" in figures else figures["source_type"]
    return figures.assign(
        kind=kinds, mark=pd.Series(marks, index=figures.index, dtype=str), x_start=start, x_end=end, x=(start + end) / 2
    )


def marked(row: Row, *, kind: str = "") -> dict[str, Any]:
    """One dated figure as ``with_marks`` gives it; ``kind`` is that which colour tells, the publisher's unless said."""
    start, after = decimal_year(row["period_start"]), decimal_year(row["period_end"] + _A_DAY)
    end = after
    if row["period_kind"] == "day":
        is_last_day = (row["period_end"].month, row["period_end"].day) == (12, 31)
        start = end = after if is_last_day else start
    shape = _mark(row["period_kind"], row["measure_kind"], row["bound"])
    places = {"x_start": start, "x_end": end, "x": (start + end) / 2}
    return {**row, "kind": kind or row["source_type"], "mark": shape, **places}


def cut_at(marked: Iterable[Row], first: float, last: float) -> list[Row]:
    """Marks cut at two moments, so that a period which reaches beyond a chart keeps its middle and label inside."""
    cut: list[Row] = []
    for mark in marked:
        start, end = max(mark["x_start"], first), min(mark["x_end"], last)
        cut.append({**mark, "x_start": start, "x_end": end, "x": (start + end) / 2})
    return cut


def without_lanes(marked: Iterable[Row]) -> list[Row]:
    """Marks with a bar instead of a lane: a total over several years, but a rating for several years is none."""
    return [{**mark, "mark": BAR} if mark["mark"] == LANE else mark for mark in marked]


def largest_of(marked: Iterable[Row]) -> float:
    """The largest value or threshold of marks; 1 where there is neither."""
    sizes = (mark[name] for mark in marked for name in ("obs_value", "threshold"))
    return float(max((size for size in sizes if not math.isnan(size)), default=1.0))


def series_of(marked: Iterable[Row]) -> Iterator[list[Row]]:
    """The series of a chart, each in order of time; a series holds all marks of one source and counter."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for mark in marked:
        found.setdefault(_series(mark), []).append(mark)
    for series in found.values():
        yield sorted(series, key=_in_time)


def _in_time(mark: Row) -> tuple[float, str]:
    return mark["x"], mark["obs_id"]


def runs_of(points: Sequence[Row]) -> Iterator[list[Row]]:
    """The stretches of a series of points that a line may join: consecutive years without a break.

    A missing year ends a stretch, a break in the series (``obs_status`` B) starts a new one, and so do two
    figures for the same moment, a bound, and a figure that its source later replaced. Stretches shorter than ``SHORTEST_LINE`` are not given.
    """
    run: list[Row] = []
    for point in points:
        if run and not _joined(run[-1], point):
            if len(run) >= SHORTEST_LINE:
                yield run
            run = []
        run.append(point)
    if len(run) >= SHORTEST_LINE:
        yield run


def _joined(last: Row, point: Row) -> bool:
    """Whether a line may lead from one point of a series to the next."""
    return (
        round((point["x"] - last["x"]) * 100) == 100
        and point["period_kind"] == last["period_kind"]
        and point["obs_status"] != "B"
        and point["bound"] == last["bound"] == "exact"
        and not point["superseded"]
        and not last["superseded"]
    )
