"""The reader's choices as native controls: selects in a form that also works by itself, and links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from dash import html

from components import ids
from components.attributes import attributes
from components.links import link
from components.palette import character
from components.state import address, args_of
from loaders.dataset import Dataset
from loaders.divisions import AGE, AREA, SEX, TOTAL
from loaders.selection import SOURCE_TYPES, Selection, divisions_of, indicators_of, year_span
from loaders.texts import text

Choice = tuple[str, str]


def _select(name: str, label: str, options: Sequence[html.Option | html.Optgroup], *, value: str) -> html.Div:
    identity = ids.choice_id(name)
    return html.Div(
        [
            html.Label(label, htmlFor=identity),
            html.Select(list(options), id=identity, name=name, **attributes(data_value=value, data_query=name)),
        ],
        className=f"choice choice-{name}",
    )


def _options(choices: Iterable[Choice]) -> list[html.Option]:
    return [html.Option(words, value=value) for value, words in choices]


def _indicator_select(dataset: Dataset, selection: Selection, lang: str) -> html.Div:
    indicators = indicators_of(dataset, selection.topic)
    groups = [
        html.Optgroup(
            _options((str(row), dataset.label("indicators", str(row), lang)) for row in rows["indicator_id"]),
            label=dataset.code("indicator_group", str(group), lang),
        )
        for group, rows in indicators.groupby("group", sort=False)
    ]
    return _select(ids.INDICATOR, text(dataset, "filter.indicator", lang=lang), groups, value=selection.indicator_id)


def division_words(dataset: Dataset, division: str, lang: str = "en") -> str:
    """A division in words: ``in total``, ``by sex``, ``by citizenship``."""
    if division in (TOTAL, SEX, AGE, AREA):
        return text(dataset, f"division.{division}", lang=lang)
    return text(dataset, "division.other", lang=lang, breakdown=dataset.code("breakdown", division, lang))


def _division_select(dataset: Dataset, selection: Selection, lang: str) -> list[html.Div]:
    divisions = divisions_of(dataset, selection.indicator_id)
    if len(divisions) < 2:
        return []
    choices = [(division, division_words(dataset, division, lang)) for division in divisions]
    label = text(dataset, "filter.breakdown", lang=lang)
    return [_select(ids.BREAKDOWN, label, list(_options(choices)), value=selection.breakdown)]


def _year_selects(dataset: Dataset, selection: Selection, lang: str) -> list[html.Div]:
    first, last = year_span(dataset)
    years = [(str(year), str(year)) for year in range(first, last + 1)]
    return [
        _select(name, text(dataset, f"filter.{name}", lang=lang), list(_options(years)), value=str(value))
        for name, value in ((ids.YEAR_FROM, selection.year_from), (ids.YEAR_TO, selection.year_to))
    ]


def _toggled(selection: Selection, kind: str) -> Selection:
    kinds = tuple(name for name in SOURCE_TYPES if (name in selection.source_types) != (name == kind))
    return replace(selection, source_types=kinds or SOURCE_TYPES)


def _source_links(dataset: Dataset, selection: Selection, lang: str) -> html.Div:
    """One link a kind of source, which shows or hides it; the last one cannot be hidden: it brings all back."""
    links = []
    for kind in SOURCE_TYPES:
        on = kind in selection.source_types
        state = text(dataset, "filter.on" if on else "filter.off", lang=lang)
        links.append(
            html.Li(
                link(
                    [
                        html.Span(
                            character(kind, "own"), className=f"mark kind-{kind}", **attributes(aria_hidden="true")
                        ),
                        dataset.code("source_type", kind, lang),
                        html.Span(f" ({state})", className="state"),
                    ],
                    href=address(dataset, _toggled(selection, kind), lang=lang),
                    class_name="toggle on" if on else "toggle off",
                )
            )
        )
    label = text(dataset, "filter.source_type", lang=lang)
    return html.Div(
        [html.Span(label, className="label"), html.Ul(links)],
        className="choice kinds",
        role="group",
        **attributes(aria_label=label),
    )


def _carried(dataset: Dataset, selection: Selection, names: Collection[str], lang: str) -> list[html.Select]:
    """What a form sends along of the choices of the other form, as selects that nobody sees."""
    query = args_of(address(dataset, selection, lang=lang).partition("?")[2])
    return [
        html.Select([html.Option(value, value=value)], name=name, hidden=True, **attributes(data_value=value))
        for name in names
        for value in query.get(name, [])
    ]


def _form(dataset: Dataset, selection: Selection, content: list[Any], lang: str) -> html.Form:
    show = html.Button(text(dataset, "filter.apply", lang=lang), type="submit", className="without-script")
    return html.Form([*content, show], method="get", action=f"/{selection.topic}")


def filters(dataset: Dataset, selection: Selection, lang: str = "en") -> html.Div:
    """All choices of a topic page. What is counted has a form of its own, since the others depend on it."""
    what = [
        _indicator_select(dataset, selection, lang),
        *_carried(dataset, selection, (ids.LANG, ids.YEAR_FROM, ids.YEAR_TO, ids.SOURCE_TYPE), lang),
    ]
    how = [
        *_division_select(dataset, selection, lang),
        *_year_selects(dataset, selection, lang),
        *_carried(dataset, selection, (ids.LANG, ids.INDICATOR, ids.SOURCE_TYPE), lang),
    ]
    forms = [_form(dataset, selection, content, lang) for content in (what, how)]
    return html.Div([*forms, _source_links(dataset, selection, lang)], className="filters")
