"""A chart as screens for a class: shown part by part, each part with a question, and its words where they belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from components.attributes import attributes
from components.chart import Figure
from components.drawn import drawn
from components.reveal import GAP, MARKS, NAMES, SECOND, SOURCE, TITLE, Layer, layers, revealed
from components.slides import HEADING_SIZE, HEIGHT, TITLE_SIZE, TYPE, Slide, number_of_lines
from components.voices import mark, who_counted
from loaders.dataset import Dataset
from loaders.selection import SOURCE_TYPES
from loaders.texts import text

#: A drawing on a screen of 1024 by 768 is so many times as large; assets/present.css holds the same number.
ZOOM = 1.85
#: The narrowest plot of a drawing in its own pixels, on a screen that is a third wider than high.
PLOT_WIDTH = 440
#: Lines of type below a chart, and what a screen keeps free besides: its edges, its foot and the gaps, in pixels.
_LINES_BELOW, _AROUND = 4, 92
#: Heights of a line of type, and of a heading, as shares of its size.
_LINE, _HEADING_LINE = 1.3, 1.2
#: Headings are set in a bold face, which is so much wider than the one that widths are reckoned with.
_BOLD = 1.08
#: A low drawing is at most so many times as large as others: its names need their width.
_LARGEST = 1.5
#: As wide as a letter and its mark.
_LEAD = "XX ●●"


@dataclass(frozen=True)
class Told:
    """What is said of a chart: its title and subtitle, its figures with letters and kinds, and words on its gaps.

    ``part`` is what one of several charts shows: a part of a division, or the source of its bars.
    ``notes`` are the parts of the speaker's notes that belong to all screens of the chart.
    """

    title: str
    subtitle: str
    figures: pd.DataFrame
    part: str = ""
    gaps: Sequence[str] = ()
    notes: Sequence[Any] = ()


def prompts(dataset: Dataset, lang: str = "en") -> Mapping[str, str]:
    """The question to the class for each part of a chart."""
    return {name: text(dataset, f"present.prompt.{name}", lang=lang) for name in NAMES}


def drawing_height(dataset: Dataset, told: Told, lang: str = "en") -> float:
    """How high a drawing of a chart with these words can be, in its own pixels, so that all fits on a screen."""
    heading = _heading_lines(dataset, lang) * TYPE * HEADING_SIZE * _HEADING_LINE
    title = number_of_lines(told.title, TITLE_SIZE * _BOLD) * TYPE * TITLE_SIZE * _LINE
    below = (
        (number_of_lines(told.part) + number_of_lines(told.subtitle) + _lines_below(dataset, told, lang)) * TYPE * _LINE
    )
    return (HEIGHT - _AROUND - heading - title - below) / ZOOM


def _lines_below(dataset: Dataset, told: Told, lang: str) -> int:
    """The lines that are kept free below a chart: the most that any of its screens needs there."""
    of_kinds = [figures for _, figures in told.figures.groupby("kind")]
    needed = [sum(lines for _, lines in _voices(dataset, figures, lang)) for figures in [*of_kinds, told.figures]]
    return min(max([1, len(told.gaps), *needed]), _LINES_BELOW)


@dataclass(frozen=True)
class _Room:
    """How much larger a drawing is than others of its screen, and the lines that are kept free below it."""

    larger: float
    lines: int


def _room(dataset: Dataset, figure: Figure, told: Told, lang: str) -> _Room:
    """The room of a chart: a low drawing, such as that of a few bars, is drawn larger."""
    larger = drawing_height(dataset, told, lang) / float(figure["layout"]["height"])
    return _Room(max(1.0, min(_LARGEST, larger)), _lines_below(dataset, told, lang))


def _heading_lines(dataset: Dataset, lang: str) -> int:
    return max(number_of_lines(words, HEADING_SIZE * _BOLD) for words in prompts(dataset, lang).values())


def chart_slides(dataset: Dataset, figure: Figure, told: Told, lang: str = "en") -> list[Slide]:
    """A chart part by part, one part more on each screen, nothing ever moving."""
    found, asked = layers(figure), prompts(dataset, lang)
    slides, room = [], _room(dataset, figure, told, lang)
    for number, layer in enumerate(found, 1):
        adds, is_titled = _adds(dataset, layer, lang), Layer(TITLE) in found[:number]
        content = _content(
            revealed(figure, number),
            told,
            name=f"part-{number}",
            is_titled=is_titled,
            label=f"{told.title}. {adds}" if is_titled else adds,
            below=_below(dataset, told, layer, lang),
            room=room,
        )
        slides.append(_slide(dataset, asked[layer.name], content, notes=[html.P(adds), *told.notes], lang=lang))
    return slides


def whole_slide(dataset: Dataset, figure: Figure, told: Told, *, name: str, lang: str = "en") -> Slide:
    """A further chart on one screen, with the letters of all its sources; ``name`` tells it from others."""
    adds = text(dataset, "present.adds.whole", lang=lang)
    below = [voices(dataset, told.figures, lang)] if len(told.figures) else []
    content = _content(
        figure,
        told,
        name=name,
        is_titled=True,
        label=f"{told.title}. {adds}",
        below=below,
        room=_room(dataset, figure, told, lang),
    )
    heading = text(dataset, "present.prompt.more", lang=lang)
    return _slide(dataset, heading, content, notes=[html.P(adds), *told.notes], lang=lang)


def _slide(dataset: Dataset, heading: str, content: Sequence[Any], *, notes: Sequence[Any], lang: str) -> Slide:
    return Slide(heading, content, notes=notes, style="of-chart", lines=_heading_lines(dataset, lang))


def _adds(dataset: Dataset, layer: Layer, lang: str) -> str:
    named = {"kind": kind_words(dataset, layer.kind, lang)} if layer.name in (MARKS, SOURCE, SECOND) else {}
    return text(dataset, f"present.adds.{layer.name}", lang=lang, **named)


def kind_words(dataset: Dataset, kind: str, lang: str = "en") -> str:
    """The name of a kind of body."""
    if kind in SOURCE_TYPES:
        return dataset.code("source_type", kind, lang)
    return text(dataset, "picture.unknown", lang=lang)


def _content(
    figure: Figure,
    told: Told,
    *,
    name: str,
    is_titled: bool,
    label: str,
    below: Sequence[Any],
    room: _Room,
) -> list[Any]:
    """Title, drawing and the words below it; a title that is not shown yet keeps its room."""
    part = [html.P(told.part)] if told.part else []
    title = html.Div(
        [html.P(told.title, className="chart-title"), *part, html.P(told.subtitle, className="chart-subtitle")],
        className="titles" if is_titled else "titles unrevealed",
    )
    drawing = html.Div(
        drawn(figure, name=name),
        className="drawing-of",
        role="group",
        style={"--larger": f"{room.larger:.3g}"},
        **attributes(aria_label=label),
    )
    return [title, drawing, html.Div(list(below), className="below", style={"minHeight": f"{room.lines * _LINE:g}em"})]


def _below(dataset: Dataset, told: Told, last: Layer, lang: str) -> list[Any]:
    """What a part of a chart says below it: the sources of the marks that it shows, or what is not known."""
    if last.name in (SOURCE, SECOND):
        return [voices(dataset, told.figures[told.figures["kind"] == last.kind], lang)]
    if last.name == GAP:
        return [html.P(words) for words in told.gaps[:_LINES_BELOW]]
    return []


def voices(dataset: Dataset, figures: pd.DataFrame, lang: str = "en") -> html.Ul:
    """The letters of figures with their sources, and who counted where there is room; the notes hold all of it."""
    told = _voices(dataset, figures, lang)
    left = _LINES_BELOW if sum(lines for _, lines in told) <= _LINES_BELOW else _LINES_BELOW - 1
    items: list[html.Li] = []
    for item, lines in told:
        if lines > left:
            break
        items.append(item)
        left -= lines
    rest = len(told) - len(items)
    more = [html.Li(text(dataset, "present.voices", lang=lang, number=rest))] if rest else []
    return html.Ul([*items, *more], className="voices")


def _voices(dataset: Dataset, figures: pd.DataFrame, lang: str) -> list[tuple[html.Li, int]]:
    """Each letter of figures with the lines that it needs, without the counters where these leave too little room."""
    rows = figures.drop_duplicates("letter").sort_values("letter", key=lambda names: names.str.rjust(2))
    records = rows.to_dict("records")
    told = [_voice(dataset, row, counted=True, lang=lang) for row in records]
    if sum(lines for _, lines in told) > _LINES_BELOW:
        return [_voice(dataset, row, counted=False, lang=lang) for row in records]
    return told


def _voice(dataset: Dataset, row: dict[Any, Any], *, counted: bool, lang: str) -> tuple[html.Li, int]:
    """A letter with its source and, if that is to be told, who counted; and how many lines that needs."""
    source = dataset.label("sources", row["source_id"], lang, column="short_label")
    words = f"{source}: {who_counted(dataset, row, lang)}" if counted else source
    letter = html.B(row["letter"], className=f"letter kind-{row['kind']}")
    item = html.Li([letter, " ", mark(row["kind"], row["origin"]), " ", words])
    return item, number_of_lines(f"{_LEAD} {words}")
