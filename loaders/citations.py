"""The source line: every document behind what is shown, with the places in it, and its full citation."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from loaders.dataset import Dataset
from loaders.words import counter_words


@dataclass(frozen=True)
class Cited:
    """One source of what is shown: its id, short citation, the places used in reading order, and the counters."""

    source_id: str
    short_label: str
    locators: tuple[str, ...]
    counters: tuple[str, ...]


def common_start(locators: list[str]) -> str:
    """The words that all locators begin with, up to a comma: ``table 4.4.7, Kazakhstan``."""
    first, *others = [locator.split(", ") for locator in locators]
    same = 0
    while same < len(first) - 1 and all(other[: same + 1] == first[: same + 1] for other in others):
        same += 1
    return ", ".join(first[:same])


def shortened(locators: list[str]) -> tuple[str, ...]:
    """Locators that differ only in their last part (a year) as one: ``table 4.4.7, Kazakhstan, 2002 to 2011``."""
    distinct = list(dict.fromkeys(locators))
    groups: dict[str, list[str]] = {}
    for locator in distinct:
        head, _, tail = locator.rpartition(", ")
        groups.setdefault(head if tail.isdigit() else locator, []).append(tail)
    return tuple(
        f"{head}, {min(tails)} – {max(tails)}"
        if len(tails) > 1
        else (f"{head}, {tails[0]}" if tails[0].isdigit() and head else head)
        for head, tails in groups.items()
    )


def source_line(dataset: Dataset, figures: pd.DataFrame, lang: str = "en") -> list[Cited]:
    """The sources of the figures shown, in order of their first figure."""
    cited = []
    for source_id, rows in figures.groupby("source_id", sort=False):
        counters = dict.fromkeys(counter_words(dataset, row, lang) for row in rows.to_dict("records"))
        cited.append(
            Cited(
                str(source_id),
                dataset.label("sources", str(source_id), lang, column="short_label"),
                shortened(rows["locator"].tolist()),
                tuple(counters),
            )
        )
    return cited


def warnings_of(figures: pd.DataFrame) -> list[str]:
    """The warnings of the figures shown, most frequent first."""
    names = figures["all_warnings"].str.split("|").explode()
    return [str(name) for name in names[names != ""].value_counts().index]
