"""Screens for a class in their bare frame: no header and no footer, one screen shown, the others at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from dash import html

from components import ids
from components.attributes import attributes
from components.carry import with_query
from components.links import link
from components.places import args_of
from components.sheet_line import paper_line
from components.slides import Slide
from components.switches import IN_ORDER, in_language, theme_of
from loaders.dataset import Dataset
from loaders.texts import language_asked, text

#: The height of a line of a heading, as a share of its type.
_LINE = 1.2


def step_of(query: str, *, last: int) -> int:
    """The screen that a query asks for, from 1; the last one where there are not so many."""
    return min(int(args_of(query).get(ids.STEP, ["1"])[0]), last)


def present_frame(dataset: Dataset, slides: Sequence[Slide], *, path: str, query: str, name: str) -> html.Div:
    """All screens of a page in one main part, and the one that the query asks for is shown; ``name`` is the title.

    On paper the screen that is shown has its own address below it.

    assets/present.js changes the screen by key; each screen also has plain links to the next one and the one before.
    """
    lang, current = language_asked(args_of(query)), step_of(query, last=len(slides))
    here = with_query(path, _without(query, ids.STEP))
    screens = [
        _screen(dataset, slide, number=number, all_=len(slides), path=path, query=query, lang=lang)
        for number, slide in enumerate(slides, 1)
    ]
    for number, screen in enumerate(screens, 1):
        if number != current:
            screen.hidden = True  # type: ignore[attr-defined]
    return html.Div(
        [html.Main(screens, id=ids.MAIN), paper_line(dataset, path, query, lang)],
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
            html.Div(
                [
                    _progress(number, all_),
                    _ways(dataset, number=number, all_=all_, path=path, query=query, lang=lang),
                    _notes(dataset, slide, lang),
                ],
                className="screen-foot",
            ),
        ],
        className=f"screen {slide.style}".strip(),
        **attributes(data_screen=str(number)),
    )


def _notes(dataset: Dataset, slide: Slide, lang: str) -> html.Details:
    """What the speaker reads, folded: first the keys."""
    name = text(dataset, "present.notes", lang=lang)
    keys = html.P(text(dataset, "present.notes.keys", lang=lang), className="muted")
    body = html.Div(
        [html.H2(name), keys, *slide.notes],
        className="notes-body",
        role="region",
        tabIndex=0,
        **attributes(aria_label=name),
    )
    short = text(dataset, "present.notes.short", lang=lang)
    return html.Details([html.Summary(short), body], className="speaker-notes")


def _progress(number: int, all_: int) -> html.Div:
    done = html.Div(style={"width": f"{100 * number / all_:.4g}%"}, className="done")
    return html.Div(done, className="progress", **attributes(aria_hidden="true"))


def _ways(dataset: Dataset, *, number: int, all_: int, path: str, query: str, lang: str) -> html.Nav:
    """The way to the screen before and to the next, the same screen in each language, and the way out; all quiet."""
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
    said = text(dataset, "present.step.said", lang=lang, number=number, all=all_)
    count = [
        html.Span(text(dataset, "present.step", lang=lang, number=number, all=all_), **attributes(aria_hidden="true")),
        html.Span(said, className="hidden"),
    ]
    parts = [
        html.Span(way(number - 1, "present.previous", "‹"), className="way"),
        html.Span(count, className="count"),
        html.Span(way(number + 1, "present.next", "›"), className="way"),
        html.Span(_languages(dataset, path, urlsplit(to(number)).query, lang), className="in-languages"),
        leave,
    ]
    return html.Nav(parts, className="screen-ways", **attributes(aria_label=text(dataset, "present.label", lang=lang)))


def _languages(dataset: Dataset, path: str, query: str, lang: str) -> list[html.A]:
    """The screen of a query in each language, by its code; its name is told to those who do not see."""
    ways = []
    for code in IN_ORDER:
        name = html.Span(f" {text(dataset, f'language.{code}', lang=lang)}", className="hidden")
        way = link([code.upper(), name], in_language(path, query, code), chosen=code == lang, chooses=ids.LANG)
        way.lang, way.hrefLang = code, code  # type: ignore[attr-defined]
        ways.append(way)
    return ways
