"""What a view shows, for pictures and frames: its figures with their letters, its charts, and the answer in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from components.state import COUNTER, View
from components.topic_chart import drawn_gaps, prepared
from components.topic_figures import TopicFigures, topic_figures
from components.voices import with_kind, with_letters
from loaders.agreement import agreement_of, words
from loaders.dataset import Dataset
from loaders.derive import SERIES_COLUMNS
from loaders.latest import lead
from loaders.selection import Shown, shown_figures
from loaders.sentences import MOST_TOLD
from loaders.texts import counted


@dataclass(frozen=True)
class Seen:
    """The figures of a view with their letters, those with a date ready to be drawn, the dated gaps, and the charts.

    ``said`` are the sentences on the latest figures and on whether sources agree.
    """

    shown: Shown
    lettered: pd.DataFrame
    ready: pd.DataFrame
    gaps: pd.DataFrame
    charts: TopicFigures
    said: tuple[str, ...]


def seen(dataset: Dataset, view: View, lang: str = "en", *, undated: bool = True) -> Seen:
    """What a view shows; without ``undated`` its dated figures alone, which then have their own letters."""
    shown = shown_figures(dataset, view.selection)
    if not undated:
        shown = replace(shown, undated=shown.undated.iloc[:0])
    lettered = with_letters(pd.concat([shown.dated, shown.undated]))
    lettered = with_kind(lettered, by_counter=view.colour_by == COUNTER)
    ready = prepared(dataset, lettered[lettered["period_start"].notna()], lang)
    gaps = drawn_gaps(dataset, view.selection, lang)
    charts = TopicFigures()
    if len(ready) or len(gaps):
        charts = topic_figures(dataset, view, ready, gaps=gaps, lang=lang)
    agreed = [words(dataset, agreement_of(dataset, shown.dated), lang)] if len(shown.dated) else []
    said = (*lead(dataset, view.selection, shown, lang), *agreed)
    return Seen(shown, lettered, ready, gaps, charts, said)


def told_elsewhere(
    dataset: Dataset,
    dated: pd.DataFrame,
    sentences: Sequence[str],
    *,
    words_for: Callable[[int], str],
    lang: str = "en",
) -> list[str]:
    """Sentences of ``loaders.sentences.summary``, where there is no table that could hold the series which they leave out.

    ``words_for`` says, for the number of these series, where they stand instead.
    """
    others = dated[~dated["superseded"]].groupby(list(SERIES_COLUMNS)).ngroups - MOST_TOLD
    in_table = counted(dataset, "sentence.more", others, lang=lang)
    return [words_for(others) if sentence == in_table else sentence for sentence in sentences]
