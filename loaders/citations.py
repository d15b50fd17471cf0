"""The source line: every document behind what is shown, with the places in it, and its full citation."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from loaders.dataset import Dataset
from loaders.locating import place_words
from loaders.words import counter_words

_YEAR_AS_PART = re.compile(r"(.*[,;] )((?:19|20)[0-9]{2})((?:, .*)?)")


@dataclass(frozen=True)
class Cited:
    """One source of what is shown: its id, short citation, the places used in reading order, and the counters."""

    source_id: str
    short_label: str
    locators: tuple[str, ...]
    counters: tuple[str, ...]


def shortened(places: list[str]) -> tuple[str, ...]:
    """Places that differ only in a year as one: ``table 4.4.7, Kazakhstan, 2002 to 2011``."""
    groups: dict[tuple[str, str], list[str]] = {}
    for place in dict.fromkeys(places):
        match = _YEAR_AS_PART.fullmatch(place)
        around = (match[1], match[3]) if match else (place, "")
        groups.setdefault(around, []).extend([match[2]] if match else [])
    return tuple(before + _years(years) + after for (before, after), years in groups.items())


def _years(years: list[str]) -> str:
    """Years in order, consecutive ones as a range: ``2002 – 2004, 2006``; nothing when there are none."""
    ordered = sorted({int(year) for year in years})
    runs: list[list[int]] = []
    for year in ordered:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]} – {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def source_line(dataset: Dataset, figures: pd.DataFrame, lang: str = "en") -> list[Cited]:
    """The sources of the figures shown, in order of their first figure."""
    cited = []
    for source_id, rows in figures.groupby("source_id", sort=False):
        counters = dict.fromkeys(counter_words(dataset, row, lang) for row in rows.to_dict("records"))
        cited.append(
            Cited(
                str(source_id),
                dataset.label("sources", str(source_id), lang, column="short_label"),
                shortened([place_words(dataset, row, lang) for row in rows.to_dict("records")]),
                tuple(counters),
            )
        )
    return cited


def warnings_of(figures: pd.DataFrame) -> list[str]:
    """The warnings of the figures shown, most frequent first."""
    names = figures["all_warnings"].str.split("|").explode()
    return [str(name) for name in names[names != ""].value_counts().index]
