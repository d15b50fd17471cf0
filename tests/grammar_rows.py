"""Invented figures for the chart grammar: every period, bound, origin and kind of source, derived as real ones are."""

from __future__ import annotations

import random
import re
from itertools import count
from typing import Any

import pandas as pd

from components.chart import Figure, chart
from components.marks import with_marks
from components.voices import with_letters
from loaders.derive import with_derived

Row = dict[str, Any]

BODIES = pd.DataFrame(
    [
        ("state", "government", ""),
        ("ministry", "government", "state"),
        ("police", "government", "state"),
        ("league", "ngo", ""),
        ("agency", "international", ""),
        ("neighbour", "foreign_government", ""),
        ("university", "academic", ""),
        ("gazette", "media", ""),
    ],
    columns=["body_id", "kind", "parent"],
)
SOURCES = pd.DataFrame(
    [
        ("state_report", "state", "government"),
        ("police_report", "police", "government"),
        ("league_report", "league", "ngo"),
        ("agency_report", "agency", "international"),
        # the type of a medium is that of the body it quotes, whatever stands here
        ("gazette_article", "gazette", "ngo"),
    ],
    columns=["source_id", "publisher", "source_type"],
)
_KINDS = {"crimes": "flow", "children": "stock", "percent": "share", "per_100k": "rate", "tier": "rating"}
INDICATORS = pd.DataFrame(
    [
        {
            "indicator_id": f"{unit}_indicator",
            "topic": "cases",
            "group": "registered",
            "unit_measure": unit,
            "measure_kind": kind,
            "stage": "registered",
            "population": "child_victims",
            "family": "",
            "warnings": "",
        }
        for unit, kind in _KINDS.items()
    ]
)
#: What a chart reads, besides the marks.
NEEDED = [
    *("source_id", "counted_by", "origin", "indicator_id", "ref_area", "sex", "age", "breakdown", "breakdown_value"),
    *("obs_id", "period_start", "period_end", "period_kind", "obs_value", "bound", "threshold", "obs_status"),
    *("unit_measure", "measure_kind", "source_type", "label", "period", "hover", "break_word"),
    "superseded",
]
_numbers = count(1)


def _days(period: str) -> tuple[str, str]:
    if re.fullmatch("[0-9]{4}", period):
        return f"{period}-01-01", f"{period}-12-31"
    first, _, last = period.partition("/")
    return first, last or first


def figure(period: str, value: float | None = 100, **columns: Any) -> Row:
    """One figure; ``period`` is a year, a day, "first day/last day", or empty for an undated one.

    A value of None is suppressed below 5 unless ``columns`` say otherwise.
    """
    first, last = _days(period)
    suppressed = value is None
    unit = columns.pop("unit", "crimes")
    defaults = {
        "obs_id": f"figure_{next(_numbers)}",
        "indicator_id": f"{unit}_indicator",
        "period_start": pd.Timestamp(first) if first else pd.NaT,
        "period_end": pd.Timestamp(last) if last else pd.NaT,
        "ref_area": "KZ",
        "sex": "_T",
        "age": "_T",
        "breakdown": "",
        "breakdown_value": "",
        "obs_value": float("nan") if value is None else float(value),
        "bound": "suppressed" if suppressed else "exact",
        "threshold": 5.0 if suppressed else float("nan"),
        "value_as_printed": "<5" if suppressed else f"{value:g}",
        "obs_status": "A",
        "source_id": "state_report",
        "locator": "para. 1",
        "counted_by": "ministry",
        "via": "",
        "warnings": "",
        "supersedes": "",
    }
    assert not columns.keys() - defaults.keys(), columns
    return defaults | columns


def marked(*figures: Row) -> pd.DataFrame:
    """The figures with everything that a chart needs."""
    observations = pd.DataFrame(list(figures))
    for name in ("period_start", "period_end"):
        observations[name] = observations[name].astype("datetime64[ns]")
    derived = with_derived(observations, SOURCES, BODIES, INDICATORS)
    labels = [f"{value:g}" if pd.notna(value) else "<5" for value in derived["obs_value"]]
    words = derived.assign(
        label=labels, period=derived["period_start"].astype(str), hover=derived["obs_id"], break_word="break"
    )
    return with_marks(with_letters(words[NEEDED]))


NO_GAPS = pd.DataFrame(
    {"x_start": pd.Series(dtype=float), "x_end": pd.Series(dtype=float), "reason": pd.Series(dtype=str)}
)
TIERS = {1.0: "Tier 1", 2.0: "Tier 2", 2.5: "Tier 2 Watch List", 3.0: "Tier 3"}


def drawn(*figures: Row, years: tuple[int, int] = (2002, 2011), gaps: pd.DataFrame = NO_GAPS, **options: Any) -> Figure:
    """The chart of these figures."""
    return drawn_frame(marked(*figures), years=years, gaps=gaps, **options)


def drawn_frame(
    figures: pd.DataFrame, *, years: tuple[int, int] = (2002, 2011), gaps: pd.DataFrame = NO_GAPS, **options: Any
) -> Figure:
    """The chart of figures that ``marked`` gave."""
    return chart(figures, gaps=gaps, years=years, tier_names=TIERS, **options)


_OTHER_PERIODS = (
    *("2001-10-01/2002-09-30", "2003-01-01/2003-06-30", "2004-01-01/2004-11-30", "2011-10-01/2012-09-30"),
    *("1999-01-01/2003-12-31", "2004-01-01/2008-12-31", "2010-01-01/2014-12-31"),
    *("2002-01-01", "2004-03-01", "2006-12-31", "2011-12-31"),
)


def _random_figure(dice: random.Random, period: str, *, largest: int, **series: Any) -> Row:
    suppressed = dice.random() < 0.05
    return figure(
        period,
        None if suppressed else dice.choice([0, dice.randint(0, largest), largest]),
        bound="suppressed" if suppressed else dice.choice(["exact"] * 12 + ["at_least", "at_most", "about"]),
        obs_status=dice.choice("AAAAAAAAAB"),
        **series,
    )


def random_figures(seed: int) -> list[Row]:
    """Dated figures of one unit that touch the years 2002 to 2011, of one to five series with holes."""
    dice = random.Random(seed)
    unit = dice.choice(["crimes", "crimes", "children", "percent", "per_100k"])
    largest = dice.choice([1, 2, 3, 10, 99, 1_000, 250_000])
    sources, counters = SOURCES["source_id"].tolist()[:4], ["", *BODIES["body_id"].tolist()[:7]]
    figures: dict[tuple[str, ...], Row] = {}
    for _ in range(dice.randint(1, 5)):
        series = {
            "source_id": dice.choice(sources),
            "counted_by": dice.choice(counters),
            "sex": dice.choice(["_T", "_T", "F", "M"]),
        }
        density = dice.choice([0.1, 0.5, 0.9])
        periods = [str(year) for year in range(2002, 2012) if dice.random() < density]
        for period in [*periods, *dice.sample(_OTHER_PERIODS, dice.randint(0, 3))] or ["2005"]:
            figures[*series.values(), period] = _random_figure(dice, period, largest=largest, unit=unit, **series)
    return list(figures.values())
