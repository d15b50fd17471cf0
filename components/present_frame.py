"""Screens for a class in their bare frame: no header and no footer, one screen shown, the others at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from components import ids
from components.attributes import attributes
from components.carry import with_query
from components.links import link
from components.places import args_of, language_in
from components.slides import Slide
from components.switches import theme_of
from loaders.dataset import Dataset
from loaders.texts import text

#: The height of a line of a heading, as a share of its type.
_LINE = 1.2


def step_of(query: str, *, last: int) -> int:
    """The screen that a query asks for, from 1; the last one where there are not so many."""
    return min(int(args_of(query).get(ids.STEP, ["1"])[0]), last)


def present_frame(dataset: Dataset, slides: Sequence[Slide], *, path: str, query: str, name: str) -> html.Div:
    """All screens of a page in one main part, and the one that the query asks for is shown; ``name`` is the title.

    assets/present.js changes the screen by key; each screen also has plain links to the next one and the one before.
    """
    lang, current = language_in(args_of(query)), step_of(query, last=len(slides))
    here = with_query(path, _without(query, ids.STEP))
    screens = [
        _screen(dataset, slide, number=number, all_=len(slides), path=path, query=query, lang=lang)
        for number, slide in enumerate(slides, 1)
    ]
    for number, screen in enumerate(screens, 1):
        if number != current:
            screen.hidden = True  # type: ignore[attr-defined]
    return html.Div(
        html.Main(screens, id=ids.MAIN),
        lang=lang,
        className="present",
        **attributes(data_title=name, data_theme=theme_of(query), data_here=here),
    )


def _without(query: str, *keys: str) -> list[tuple[str, str]]:
    return [(name, value) for name, values in args_of(query).items() if name not in keys for value in values]


def _screen(
    dataset: Dataset, slide: Slide, *, number: int, all_: int, path: str, query: str, lang: str
) -> html.Section:
    heading = html.H1(
        slide.heading, tabIndex=-1, style={"minHeight": f"{slide.lines * _LINE:g}em"} if slide.lines else None
    )
    prompt = [html.P(slide.prompt, className="prompt")] if slide.prompt else []
    return html.Section(
        [
            heading,
            html.Div([*slide.content, *prompt], className="stage"),
            _foot(dataset, number=number, all_=all_, path=path, query=query, lang=lang),
            _notes(dataset, slide, lang),
        ],
        className=f"screen {slide.style}".strip(),
        **attributes(data_screen=str(number)),
    )


def _notes(dataset: Dataset, slide: Slide, lang: str) -> html.Details:
    """What only the speaker reads, folded."""
    name = text(dataset, "present.notes", lang=lang)
    keys = html.P(text(dataset, "present.notes.keys", lang=lang), className="muted")
    body = html.Div(
        [html.H2(name), *slide.notes, keys],
        className="notes-body",
        role="region",
        tabIndex=0,
        **attributes(aria_label=name),
    )
    return html.Details([html.Summary(name), body], className="speaker-notes")


def _foot(dataset: Dataset, *, number: int, all_: int, path: str, query: str, lang: str) -> html.Nav:
    """How far the screens have come, the way to the one before and to the next, and the way out; all of it quiet."""
    rest = _without(query, ids.STEP)

    def to(screen: int) -> str:
        return with_query(path, [*rest, *([(ids.STEP, str(screen))] if screen > 1 else [])])

    def way(screen: int, key: str, sign: str) -> list[Any]:
        if not 1 <= screen <= all_:
            return []
        name = text(dataset, key, lang=lang)
        there = link(sign, to(screen), class_name="to-screen", aria_label=name)
        setattr(there, "data-to", str(screen))
        return [there]

    leave = link(
        text(dataset, "present.leave", lang=lang),
        with_query(path, _without(query, ids.STEP, ids.MODE)),
        class_name="leave",
    )
    done = html.Div(style={"width": f"{100 * number / all_:.4g}%"}, className="done")
    said = text(dataset, "present.step.said", lang=lang, number=number, all=all_)
    count = [
        html.Span(text(dataset, "present.step", lang=lang, number=number, all=all_), **attributes(aria_hidden="true")),
        html.Span(said, className="hidden"),
    ]
    parts = [
        html.Div(done, className="progress", **attributes(aria_hidden="true")),
        html.Span(way(number - 1, "present.previous", "‹"), className="way"),
        html.Span(count, className="count"),
        html.Span(way(number + 1, "present.next", "›"), className="way"),
        leave,
    ]
    return html.Nav(parts, className="screen-foot", **attributes(aria_label=text(dataset, "present.label", lang=lang)))
