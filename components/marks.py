"""Which mark a figure gets: the grammar of the charts, apart from any drawing.

Horizontal positions are years as decimal numbers: 2003.0 is the beginning of 2003 and 2004.0 its end. A
whole year stands in the middle of its year, a stock at its day.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from loaders.derive import SERIES_COLUMNS

POINT, BAR, LANE, SUPPRESSED, BESIDE = "point", "bar", "lane", "suppressed", "beside"
#: The bar of a suppressed number is so much of a year.
SUPPRESSED_WIDTH = 0.35
#: A line needs at least three points: a line through two says more than the figures do.
SHORTEST_LINE = 3


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


def cut_at(marked: pd.DataFrame, first: float, last: float) -> pd.DataFrame:
    """Marks cut at two moments, so that a period which reaches beyond a chart keeps its middle and label inside."""
    start, end = marked["x_start"].clip(lower=first), marked["x_end"].clip(upper=last)
    return marked.assign(x_start=start, x_end=end, x=(start + end) / 2)


def series_of(marked: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The series of a chart, each in order of time; a series holds all marks of one source and counter."""
    # A groupby by nine columns takes longer than everything else that a chart needs.
    rows: dict[tuple[str, ...], list[int]] = {}
    for row, series in enumerate(zip(*(marked[column] for column in SERIES_COLUMNS), strict=True)):
        rows.setdefault(series, []).append(row)
    for places in rows.values():
        yield marked.iloc[places].sort_values(["x", "obs_id"])


def runs_of(points: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The stretches of a series of points that a line may join: consecutive years without a break.

    A missing year ends a stretch, a break in the series (``obs_status`` B) starts a new one, and so do two
    figures for the same moment, a bound, and a figure that its source later replaced. Stretches shorter than ``SHORTEST_LINE`` are not given.
    """
    if points.empty:
        return
    step = points["x"].diff().round(2)
    starts = (
        (step != 1.0)
        | (points["period_kind"] != points["period_kind"].shift())
        | (points["obs_status"] == "B")
        | (points["bound"] != "exact")
        | (points["bound"].shift() != "exact")
        | points["superseded"]
        | points["superseded"].shift(fill_value=False)
    )
    for _, run in points.groupby(starts.cumsum()):
        if len(run) >= SHORTEST_LINE:
            yield run
