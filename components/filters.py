"""The reader's choices as native controls: selects in forms that also work by themselves, and links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from dash import html

from components import ids
from components.attributes import attributes
from components.carry import hidden_choice
from components.links import link
from components.palette import character
from components.state import COUNTER, PUBLISHER, View, address, query_of
from loaders.dataset import Dataset
from loaders.divisions import AGE, AREA, SEX, TOTAL
from loaders.filters import NOT_STATED
from loaders.selection import (
    CORE_YEARS,
    SOURCE_TYPES,
    Shown,
    counters_of,
    divisions_of,
    indicators_of,
    populations_of,
    year_span,
)
from loaders.texts import counted, text
from loaders.words import years_words

Choice = tuple[str, str]
#: The choices of the first form, on which those of the second depend.
WHAT = (ids.POPULATION, ids.INDICATOR)


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


def _indicator_select(dataset: Dataset, view: View, lang: str) -> html.Div:
    selection = view.selection
    indicators = indicators_of(dataset, selection.topic)
    if selection.population:
        counts = indicators["population"] == selection.population
        indicators = indicators[counts | (indicators["indicator_id"] == selection.indicator_id)]
    groups = [
        html.Optgroup(
            _options((str(row), dataset.label("indicators", str(row), lang)) for row in rows["indicator_id"]),
            label=dataset.code("indicator_group", str(group), lang),
        )
        for group, rows in indicators.groupby("group", sort=False)
    ]
    return _select(ids.INDICATOR, text(dataset, "filter.indicator", lang=lang), groups, value=selection.indicator_id)


def _population_select(dataset: Dataset, view: View, lang: str) -> list[html.Div]:
    populations = populations_of(dataset, view.selection.topic)
    if len(populations) < 2:
        return []
    everyone = ("", text(dataset, "filter.population.all", lang=lang))
    choices = [everyone, *((name, dataset.code("population", name, lang)) for name in populations)]
    label = text(dataset, "filter.population", lang=lang)
    return [_select(ids.POPULATION, label, _options(choices), value=view.selection.population)]


def division_words(dataset: Dataset, division: str, lang: str = "en") -> str:
    """A division in words: ``in total``, ``by sex``, ``by citizenship``."""
    if division in (TOTAL, SEX, AGE, AREA):
        return text(dataset, f"division.{division}", lang=lang)
    return text(dataset, "division.other", lang=lang, breakdown=dataset.code("breakdown", division, lang))


def _division_select(dataset: Dataset, view: View, lang: str) -> list[html.Div]:
    divisions = divisions_of(dataset, view.selection.indicator_id)
    if len(divisions) < 2:
        return []
    choices = [(division, division_words(dataset, division, lang)) for division in divisions]
    label = text(dataset, "filter.breakdown", lang=lang)
    return [_select(ids.BREAKDOWN, label, _options(choices), value=view.selection.breakdown)]


def counter_name(dataset: Dataset, counter: str, lang: str = "en") -> str:
    """A choice of the filter by counter in words."""
    return (
        text(dataset, "counter.unattributed", lang=lang)
        if counter == NOT_STATED
        else dataset.label("bodies", counter, lang)
    )


def _counter_select(dataset: Dataset, view: View, lang: str) -> list[html.Div]:
    counters = counters_of(dataset, view.selection.indicator_id)
    if len(counters) < 2 and not view.selection.counted_by:
        return []
    everyone = ("", text(dataset, "filter.counted_by.all", lang=lang))
    choices = [everyone, *((name, counter_name(dataset, name, lang)) for name in counters)]
    label = text(dataset, "filter.counted_by", lang=lang)
    return [_select(ids.COUNTED_BY, label, _options(choices), value=view.selection.counted_by)]


def _year_selects(dataset: Dataset, view: View, lang: str) -> list[html.Div]:
    first, last = year_span(dataset)
    years = [(str(year), str(year)) for year in range(first, last + 1)]
    chosen = ((ids.YEAR_FROM, view.selection.year_from), (ids.YEAR_TO, view.selection.year_to))
    return [
        _select(name, text(dataset, f"filter.{name}", lang=lang), _options(years), value=str(value))
        for name, value in chosen
    ]


def _toggled(view: View, kind: str) -> View:
    chosen = view.selection.source_types
    kinds = tuple(name for name in SOURCE_TYPES if (name in chosen) != (name == kind))
    return view.changed(source_types=kinds or SOURCE_TYPES)


def _source_links(dataset: Dataset, view: View, lang: str) -> html.Div:
    """One link a kind of source, which shows or hides it; the last one cannot be hidden: it brings all back."""
    links = []
    for kind in SOURCE_TYPES:
        on = kind in view.selection.source_types
        state = text(dataset, "filter.on" if on else "filter.off", lang=lang)
        sign = html.Span(character(kind, "own"), className=f"mark kind-{kind}", **attributes(aria_hidden="true"))
        words = [sign, dataset.code("source_type", kind, lang), html.Span(f" ({state})", className="state")]
        links.append((words, _toggled(view, kind), on))
    return _switch(dataset, text(dataset, "filter.source_type", lang=lang), links, name="kinds")


def _wider(dataset: Dataset, view: View, shown: Shown, lang: str) -> html.Div:
    """The switch between the core years and all years of the figures; it says how many lie outside."""
    selection = view.selection
    dated = [frame for frame in (shown.dated, shown.outside) if len(frame)]
    first = min([CORE_YEARS[0], *(int(frame["period_start"].dt.year.min()) for frame in dated)])
    last = max([CORE_YEARS[1], *(int(frame["period_end"].dt.year.max()) for frame in dated)])
    years = (selection.year_from, selection.year_to)
    core = text(dataset, "filter.core", lang=lang, years=years_words(dataset, *CORE_YEARS, lang))
    wide = text(dataset, "filter.wide", lang=lang, years=years_words(dataset, first, last, lang))
    outside = len(shown.outside)
    more = (
        counted(dataset, "filter.outside", outside, lang=lang)
        if outside
        else text(dataset, "filter.outside.none", lang=lang)
    )
    links: list[tuple[Any, View, bool]] = [
        (core, view.changed(year_from=CORE_YEARS[0], year_to=CORE_YEARS[1]), years == CORE_YEARS)
    ]
    if (first, last) != CORE_YEARS:
        links.append((wide, view.changed(year_from=first, year_to=last), years == (first, last)))
    switch = _switch(dataset, text(dataset, "filter.years", lang=lang), links, name="years")
    switch.children.append(html.P(more, className="outside"))
    return switch


def _colour_switch(dataset: Dataset, view: View, lang: str) -> html.Div:
    links = [
        (text(dataset, f"filter.colour.{name}", lang=lang), view.changed(colour_by=name), view.colour_by == name)
        for name in (PUBLISHER, COUNTER)
    ]
    return _switch(dataset, text(dataset, "filter.colour", lang=lang), links, name="colour")


def _events_switch(dataset: Dataset, view: View, lang: str) -> html.Div:
    links = [
        (text(dataset, f"filter.events.{'on' if on else 'off'}", lang=lang), view.changed(events=on), view.events == on)
        for on in (False, True)
    ]
    return _switch(dataset, text(dataset, "filter.events", lang=lang), links, name="events")


def _switch(dataset: Dataset, label: str, links: Sequence[tuple[Any, View, bool]], *, name: str) -> html.Div:
    """Links of which some are chosen; a chosen one says so to everybody, not by colour alone."""
    items = [
        html.Li(
            link(
                words,
                href=address(dataset, view.changed(figure="")),
                class_name="toggle on" if on else "toggle off",
                chosen=on,
            )
        )
        for words, view, on in links
    ]
    return html.Div(
        [html.Span(label, className="label"), html.Ul(items)],
        className=f"choice switch switch-{name}",
        role="group",
        **attributes(aria_label=label),
    )


def _form(dataset: Dataset, view: View, content: list[Any], *, own: Collection[str], lang: str) -> html.Form:
    """A form with its controls and, unseen, every other choice, so that nothing is lost when it is sent."""
    others = [
        hidden_choice(name, value) for name, value in query_of(dataset, view.changed(figure="")) if name not in own
    ]
    show = html.Button(text(dataset, "filter.apply", lang=lang), type="submit", className="without-script")
    return html.Form([*content, *others, show], method="get", action=f"/{view.selection.topic}")


def filters(dataset: Dataset, view: View, shown: Shown, lang: str = "en") -> html.Div:
    """All choices of a topic page. What is counted has a form of its own, since the others depend on it."""
    what = [*_population_select(dataset, view, lang), _indicator_select(dataset, view, lang)]
    how = [
        *_division_select(dataset, view, lang),
        *_counter_select(dataset, view, lang),
        *_year_selects(dataset, view, lang),
    ]
    depending = (*WHAT, ids.BREAKDOWN, ids.COUNTED_BY)
    own = (ids.BREAKDOWN, ids.COUNTED_BY, ids.YEAR_FROM, ids.YEAR_TO)
    switches = [
        _source_links(dataset, view, lang),
        _wider(dataset, view, shown, lang),
        _colour_switch(dataset, view, lang),
        _events_switch(dataset, view, lang),
    ]
    return html.Div(
        [
            _form(dataset, view, what, own=depending, lang=lang),
            _form(dataset, view, how, own=own, lang=lang),
            html.Div(switches, className="switches"),
        ],
        className="filters",
    )
