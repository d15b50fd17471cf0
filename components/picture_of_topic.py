"""What the picture of a topic's chart, and of everything on one indicator, holds: the same as the page around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html

from components.events_layer import event_items
from components.evidence import care_section, source_section
from components.palette import character
from components.picture_content import NARROWEST, NARROWEST_BARS, PictureContent, item_of, signs_of
from components.picture_words import one_paragraph
from components.picture_wrap import BOLD, FAINT, MARK, Paragraph, Run
from components.state import View, address
from components.topic_figures import PANEL_WIDTH, TopicFigures
from components.topic_words import heading, subtitle
from components.view_seen import seen, told_elsewhere
from components.voices import key
from components.walk import every
from loaders.citations import source_line
from loaders.dataset import Dataset
from loaders.divisions import TOTAL
from loaders.events import events_between
from loaders.selection import SOURCE_TYPES, Shown, gaps_of
from loaders.sentences import hidden_words, summary
from loaders.texts import counted, text


def items_of(tree: Any) -> tuple[Paragraph, ...]:
    """Each item of the lists of a part of a page as a paragraph."""
    return tuple(one_paragraph(item) for item in every(tree) if isinstance(item, html.Li))


def topic_content(dataset: Dataset, view: View, lang: str = "en", *, undated: bool = True) -> PictureContent:
    """The picture of the view of a topic's page; or of its dated figures alone, where these have their own letters."""
    selection, found = view.selection, seen(dataset, view, lang, undated=undated)
    ready, lettered, charts = found.ready, found.lettered, found.charts
    return PictureContent(
        title=heading(dataset, selection, lang),
        subtitle=subtitle(dataset, selection, lang),
        said=(*found.said, *_told(dataset, view, found.shown, lang)),
        path=address(dataset, view),
        name=_name(view),
        large=tuple(item_of(one, least=NARROWEST_BARS if one.title else NARROWEST) for one in charts.large),
        small=tuple(item_of(one, least=PANEL_WIDTH) for one in charts.panels),
        notes=(*_on_charts(dataset, charts, ready, lang), *_beside(dataset, view, found.shown, lang)),
        voices=items_of(key(dataset, ready, lang)),
        named=tuple(_named(dataset, ready, places=False, lang=lang)),
        placed=tuple(_named(dataset, ready, places=True, lang=lang)),
        signs=signs_of(dataset, ready, gaps=bool(len(found.gaps)), lang=lang),
        colour_by=view.colour_by,
        sources=items_of(source_section(dataset, lettered, lang)),
        unplaced=items_of(source_section(dataset, lettered[~lettered["source_id"].isin(ready["source_id"])], lang)),
        warnings=items_of(care_section(dataset, lettered, lang)),
        events=_events(dataset, view, lang),
    )


def _told(dataset: Dataset, view: View, shown: Shown, lang: str) -> list[str]:
    """Of the parts of a division no latest figure is told; here a sentence on each of them."""
    if view.selection.breakdown == TOTAL:
        return []
    only = replace(shown, undated=shown.undated.iloc[:0], outside=shown.outside.iloc[:0], hidden=0)
    sentences = summary(dataset, view.selection, only, gaps_of(dataset, view.selection).iloc[:0], lang)[1:]

    def words_for(number: int) -> str:
        return counted(dataset, "picture.more_series", number, lang=lang)

    return told_elsewhere(dataset, shown.dated, sentences, words_for=words_for, lang=lang)


def _on_charts(dataset: Dataset, found: TopicFigures, ready: pd.DataFrame, lang: str) -> list[str]:
    """What bars show, and how many figures have no place in any chart."""
    charts = (*found.large, *found.panels)
    drawn = {name for one in charts for trace in one.figure["data"] for name in trace.get("customdata", ())}
    missing = len(set(ready["obs_id"]) - drawn)
    on_bars = text(dataset, "parts.latest", lang=lang), text(dataset, "parts.no_sum", lang=lang)
    said = on_bars if found.notes else ()
    return [*said, *([counted(dataset, "picture.undrawn", missing, lang=lang)] if missing else [])]


def _name(view: View) -> str:
    """What is shown, for the name of a file: what differs from all sources in total is part of it."""
    selection = view.selection
    kinds = selection.source_types if selection.source_types != SOURCE_TYPES else ()
    division = [selection.breakdown] if selection.breakdown != TOTAL else []
    chosen = [*division, *kinds, *filter(None, [selection.counted_by])]
    years = map(str, (selection.year_from, selection.year_to))
    return "-".join([selection.topic, selection.indicator_id, *chosen, *years])


def _named(dataset: Dataset, ready: pd.DataFrame, *, places: bool, lang: str) -> Iterator[Paragraph]:
    """The key in few words: ``A Report, para. 3: Ministry``, with the ``places`` in each source or without them."""
    for letter in sorted(set(ready["letter"]), key=lambda letter: str(letter).rjust(2)):
        rows = ready[ready["letter"] == letter]
        voice = rows.iloc[0].to_dict()
        (cited,) = source_line(dataset, rows, lang)
        press = [text(dataset, "key.press", lang=lang)] if voice["printed_by_media"] else []
        name = f"{cited.short_label} ({press[0]})" if press else cited.short_label
        yield (
            Run(str(letter), BOLD),
            Run(character(voice["kind"], voice["origin"]), MARK),
            Run(", ".join([name, *(["; ".join(cited.locators)] if places else [])])),
            Run(f": {'; '.join(cited.counters)}", FAINT),
        )


def _beside(dataset: Dataset, view: View, shown: Shown, lang: str) -> list[str]:
    """How much there is besides what is drawn: figures without a date, gaps, other years, hidden kinds of source."""
    gaps = gaps_of(dataset, view.selection)
    numbers = {
        "sentence.undated": len(shown.undated),
        "sentence.gaps": int((gaps["indicator_id"] == view.selection.indicator_id).sum()),
        "sentence.outside": len(shown.outside),
    }
    told = [counted(dataset, name, number, lang=lang) for name, number in numbers.items() if number]
    return [*told, *hidden_words(dataset, view.selection, shown, lang)]


def _events(dataset: Dataset, view: View, lang: str) -> tuple[Paragraph, ...]:
    if not view.events:
        return ()
    return numbered(dataset, events_between(dataset, view.selection.year_from, view.selection.year_to), lang)


def numbered(dataset: Dataset, events: pd.DataFrame, lang: str = "en") -> tuple[Paragraph, ...]:
    """Events of ``loaders.events.events_between`` as a list, each with the number that it bears above the chart."""
    items = items_of(event_items(dataset, events, lang))
    return tuple(
        (Run(f"{number}. ", BOLD), *item) for number, item in zip(events["number"].tolist(), items, strict=True)
    )
