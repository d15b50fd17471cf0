"""The latest figure of each source: nothing chooses between sources for the reader."""

from __future__ import annotations

import pandas as pd

from loaders.dataset import Dataset
from loaders.divisions import TOTAL
from loaders.selection import Selection, Shown
from loaders.sentences import who_words
from loaders.texts import counted, text
from loaders.words import period_words, told_value, years_words

#: So many sources' latest figures are told in a sentence; the chart and the table hold all.
MOST_TOLD = 2
#: What is asked of a figure here: every step copies all columns.
_ASKED = ["obs_id", "source_id", "period_start", "period_end", "period_kind", "superseded"]


def latest_of(figures: pd.DataFrame) -> pd.DataFrame:
    """Each source's dated figures for its latest period, the most recent first.

    ``figures`` have the columns of ``Dataset.observations``. A figure that its own source later replaced is left
    out, and so is a total over several years where there are others: it stands beside no yearly figure. Where a
    source prints several figures for its latest period, all of them are given.
    """
    every, figures = figures, figures[_ASKED]
    current = figures[figures["period_start"].notna() & ~figures["superseded"]]
    yearly = current[current["period_kind"] != "years"]
    current = yearly if len(yearly) else current
    last = current[current["period_end"] == current.groupby("source_id")["period_end"].transform("max")]
    # Of two periods that end together, the whole year says more than its second half.
    longest = last[last["period_start"] == last.groupby("source_id")["period_start"].transform("min")]
    return every.loc[longest.sort_values(["period_end", "source_id", "obs_id"], ascending=[False, True, True]).index]


def lead(dataset: Dataset, selection: Selection, shown: Shown, lang: str = "en") -> list[str]:
    """What a reader needs first: the latest figure, its year and owner; that there is none, if so.

    Whether sources agree is told by ``loaders.agreement``. Nothing is told of the parts of a division.
    """
    years = years_words(dataset, selection.year_from, selection.year_to, lang)
    if shown.dated.empty:
        label = dataset.label("indicators", selection.indicator_id, lang)
        return [text(dataset, "sentence.nothing", lang=lang, indicator=label, years=years)]
    sentences: list[str] = []
    if selection.breakdown == TOTAL:
        latest = latest_of(shown.dated).to_dict("records")
        for number, row in enumerate(latest[:MOST_TOLD]):
            told = {
                "value": told_value(dataset, row, lang),
                "period": period_words(dataset, row, lang),
                "who": who_words(dataset, row, lang),
            }
            if number:
                sentences.append(text(dataset, "lead.other", lang=lang, **told))
            elif _is_followed(row["period_end"], shown.outside):
                sentences.append(text(dataset, "lead.latest_within", lang=lang, years=years, **told))
            else:
                sentences.append(text(dataset, "lead.latest", lang=lang, **told))
        more = len({row["source_id"] for row in latest[MOST_TOLD:]})
        if more:
            sentences.append(counted(dataset, "lead.more", more, lang=lang))
    return sentences


def _is_followed(latest: object, outside: pd.DataFrame) -> bool:
    """Whether there are figures of a later period than the latest shown, which the chosen years leave out."""
    return bool((outside["period_end"].notna() & (outside["period_end"] > latest) & ~outside["superseded"]).any())
