"""What the bars of a division show, and which of its parts also get a small chart over time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from components.chart import Figure
from components.parts_chart import parts_chart
from loaders.dataset import Dataset
from loaders.divisions import AGE, SEX
from loaders.texts import counted, text
from loaders.words import attribute_words, period_words

#: What tells one part of a division from the others.
PARTS = ["sex", "age", "breakdown", "breakdown_value", "ref_area"]
#: So many parts make a comparison.
FEWEST = 2
#: Divisions whose parts have an order of their own; all others begin with the largest part.
ORDERED = (SEX, AGE)
_SEXES = ("F", "M")


@dataclass(frozen=True)
class Block:
    """The parts that one source prints for one period, in the order in which they are drawn."""

    source_id: str
    figures: pd.DataFrame


@dataclass(frozen=True)
class Bars:
    """The bars of a division: one block for each source, the one with the most parts first."""

    division: str
    blocks: tuple[Block, ...]


def exactly(figures: pd.DataFrame, division: str) -> pd.DataFrame:
    """The dated figures that are divided by ``division`` and by nothing else."""
    return figures[(figures["division"] == division) & figures["period_start"].notna()]


def bars_of(figures: pd.DataFrame, division: str) -> Bars | None:
    """What the bars of a division show, or None when no source prints two parts for one period.

    ``figures`` have the columns of ``Dataset.observations``. For each source its latest period with at least two
    parts is taken (of two that end on one day the shorter one). A figure that its source later replaced is left
    to the table, and so is one divided by something else as well. Ratings are levels and no lengths: None.
    """
    exact = exactly(figures, division)
    exact = exact[~exact["superseded"] & (exact["measure_kind"] != "rating")]
    blocks = [
        Block(str(source_id), _in_order(latest, division))
        for source_id, rows in exact.groupby("source_id", sort=False)
        if (latest := _latest(rows)) is not None
    ]
    blocks.sort(key=lambda block: -_number_of_parts(block.figures))
    return Bars(division, tuple(blocks)) if blocks else None


def _number_of_parts(figures: pd.DataFrame) -> int:
    return len(figures[PARTS].drop_duplicates())


def _latest(rows: pd.DataFrame) -> pd.DataFrame | None:
    periods = [
        period for _, period in rows.groupby(["period_end", "period_start"]) if _number_of_parts(period) >= FEWEST
    ]
    return periods[-1] if periods else None


def bounds_of_age(code: str) -> tuple[int, int]:
    """The first and the last year of life of an age group: ``Y7T17``, ``Y_LT14``, ``Y_GE18``, ``Y0``."""
    below = re.fullmatch("Y_LT([0-9]+)", code)
    if below:
        return 0, int(below[1]) - 1
    above = re.fullmatch("Y_GE([0-9]+)", code)
    if above:
        return int(above[1]), 999
    between = re.fullmatch("Y([0-9]+)(?:T([0-9]+))?", code)
    if between:
        return int(between[1]), int(between[2] or between[1])
    return 0, 999  # all ages


def _in_order(figures: pd.DataFrame, division: str) -> pd.DataFrame:
    """The natural order of sexes and ages; else the largest first, a suppressed one by its threshold."""
    if division == SEX:
        return figures.sort_values("sex", key=lambda sexes: sexes.map(_SEXES.index), kind="stable")
    if division == AGE:
        return figures.sort_values("age", key=lambda ages: ages.map(bounds_of_age), kind="stable")
    size = figures["obs_value"].where(figures["obs_value"].notna(), figures["threshold"])
    names = figures["breakdown_value"] + figures["ref_area"]
    order = pd.DataFrame({"size": -size, "hidden": figures["obs_value"].isna(), "part": names})
    return figures.loc[order.sort_values(["size", "hidden", "part"], kind="stable").index]


def bars_chart(dataset: Dataset, block: Block, lang: str = "en") -> Figure:
    """The bars of a block of prepared figures (see ``components.topic_chart.prepared``), in the block's order."""
    parts = [attribute_words(dataset, row, lang) for row in block.figures.to_dict("records")]
    return parts_chart(block.figures.assign(part=parts), in_order=True, lang=lang)


def block_words(dataset: Dataset, block: Block, lang: str = "en") -> str:
    """The heading of a block: its source and period."""
    return text(
        dataset,
        "parts.block",
        lang=lang,
        source=dataset.label("sources", block.source_id, lang, column="short_label"),
        period=period_words(dataset, block.figures.iloc[0].to_dict(), lang),
    )


def bars_words(dataset: Dataset, bars: Bars, figures: pd.DataFrame, lang: str = "en") -> list[str]:
    """Which period the bars show, that they are no whole, and where the other dated figures of a division stand.

    ``figures`` are all that the selection shows, crossed ones included.
    """
    shown = {obs_id for block in bars.blocks for obs_id in block.figures["obs_id"]}
    dated = figures[figures["period_start"].notna()]
    others = dated[~dated["obs_id"].isin(shown)]
    has_panels = bool(list(time_panels(figures, bars.division)))
    return [
        text(dataset, "parts.latest", lang=lang),
        text(dataset, "parts.no_sum", lang=lang),
        *(
            [counted(dataset, "parts.others_panels" if has_panels else "parts.others_table", len(others), lang=lang)]
            if len(others)
            else []
        ),
    ]


def time_panels(figures: pd.DataFrame, division: str) -> Iterator[pd.DataFrame]:
    """For every part of a division with figures for two or more periods all of its dated figures, in order of time.

    The parts come in the order of the bars, by their latest figure. Crossed figures have no place here.
    """
    exact = exactly(figures, division).sort_values(["period_start", "period_end", "source_id", "obs_id"])
    latest = _in_order(exact.drop_duplicates(PARTS, keep="last"), division)
    parts = dict(list(exact.groupby(PARTS, sort=False)))
    for part in latest[PARTS].itertuples(index=False, name=None):
        if len(parts[part][["period_start", "period_end"]].drop_duplicates()) >= FEWEST:
            yield parts[part]
