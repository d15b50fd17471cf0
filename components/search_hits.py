"""One result of a search: its link, and a line that says what it is; what was searched for is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dash import html

from components.figure_words import figure_words
from components.links import link, observation_href, search_href
from components.long_pages import source_href
from components.state import View, address
from components.voices import mark
from loaders.dataset import Dataset
from loaders.derive import KIND_TO_TYPE, OWN
from loaders.folding import marked, tokens_of
from loaders.kept import kept
from loaders.locating import place_words
from loaders.notation import whole
from loaders.search import counts
from loaders.search_entries import counted_by
from loaders.selection import default_selection
from loaders.texts import LANGUAGES, counted, text
from loaders.words import Row, counter_words, locator_words, period_words, value_words

Words = tuple[str, ...]


def _marked(words: str, searched: Words) -> list[Any]:
    return [html.Mark(piece) if hit else piece for piece, hit in marked(words, searched)]


def _hit(signs: list[html.Span], name: str, href: str, *, line: str, searched: Words) -> list[Any]:
    return [
        html.P([*signs, link(_marked(name, searched), href)], className="hit"),
        html.P(_marked(line, searched), className="hit-line"),
    ]


@kept(1024)
def _chart_href(dataset: Dataset, topic: str, indicator_id: str) -> str:
    if not indicator_id or not counts(dataset)["indicator_id", indicator_id]:
        return f"/{topic}"
    return address(dataset, View(default_selection(dataset, topic, indicator_id)))


def _indicator(dataset: Dataset, key: str, searched: Words, lang: str) -> list[Any]:
    indicator = dataset.row("indicators", key)
    line = counted(
        dataset,
        "search.indicator",
        counts(dataset)["indicator_id", key],
        lang=lang,
        topic=dataset.code("topic", indicator["topic"], lang),
        definition=dataset.label("indicators", key, lang, column="definition"),
    )
    name = dataset.label("indicators", key, lang)
    return _hit([], name, _chart_href(dataset, indicator["topic"], key), line=line, searched=searched)


def _source(dataset: Dataset, key: str, searched: Words, lang: str) -> list[Any]:
    source = dataset.row("sources", key)
    number = counts(dataset)["source_id", key]
    cited = source["citation"] if lang == LANGUAGES[0] else source[f"title_{lang}"] or source["citation"]
    line = counted(dataset, "search.source", number, lang=lang, citation=cited)
    name = dataset.label("sources", key, lang, column="short_label")
    href = source_href(dataset, key)
    return _hit([mark(source["source_type"], OWN)], name, href, line=line, searched=searched)


def _body(dataset: Dataset, key: str, searched: Words, lang: str) -> list[Any]:
    body, number = dataset.row("bodies", key), counts(dataset)
    figures, sources = number["counted_by", key], number["publisher", key]
    line = text(
        dataset,
        "search.body",
        lang=lang,
        kind=dataset.code("body_kind", body["kind"], lang),
        figures=whole(figures, lang),
        sources=whole(sources, lang),
    )
    signs = [mark(KIND_TO_TYPE[body["kind"]], OWN)] if body["kind"] in KIND_TO_TYPE else []
    name = dataset.label("bodies", key, lang)
    return _hit(signs, name, search_href(counted_by(key) if figures else name), line=line, searched=searched)


def _gap(dataset: Dataset, key: str, searched: Words, lang: str) -> list[Any]:
    gap = dataset.row("gaps", key)
    kind, place = dataset.code("gap_kind", gap["kind"], lang), locator_words(dataset, gap, lang)
    period = period_words(dataset, gap, lang)
    line = text(dataset, "search.gap", lang=lang, kind=kind, place=place)
    if period != text(dataset, "period.undated", lang=lang):
        line = text(dataset, "search.gap_dated", lang=lang, kind=kind, place=place, period=period)
    href = _chart_href(dataset, gap["topic"], gap["indicator_id"])
    return _hit([], dataset.label("gaps", key, lang), href, line=line, searched=searched)


def figure_hit(dataset: Dataset, row: Row, *, searched: Words, lang: str = "en") -> list[Any]:
    """A figure found, a row of ``Dataset.observations``, as a link and lines on it; what was searched for is marked."""
    line = text(
        dataset,
        "search.figure_line",
        lang=lang,
        source=dataset.label("sources", row["source_id"], lang, column="short_label"),
        locator=place_words(dataset, row, lang),
        counter=counter_words(dataset, row, lang),
    )
    name = figure_words(dataset, row, lang)
    href = observation_href(row["obs_id"])
    hit = _hit([mark(row["source_type"], row["origin"])], name, href, line=line, searched=searched)
    return [*hit, *_printed(dataset, row, searched, lang)]


def _printed(dataset: Dataset, row: Row, searched: Words, lang: str) -> Iterator[html.P]:
    """The figure as it is printed and its note, where these hold what was searched for."""
    if tokens_of(row["value_as_printed"]) != tokens_of(value_words(dataset, row, lang)):
        quoted = html.Q(_marked(row["value_as_printed"], searched))
        yield html.P([text(dataset, "figure.printed", lang=lang), " ", quoted], className="hit-line")
    note = row.get(f"note_{lang}") or row["note_en"]
    pieces = _marked(note, searched)
    if any(isinstance(piece, html.Mark) for piece in pieces):
        yield html.P(pieces, className="hit-line")


_LINES: dict[str, Callable[[Dataset, str, Words, str], list[Any]]] = {
    "indicators": _indicator,
    "sources": _source,
    "bodies": _body,
    "gaps": _gap,
}


def hit_of(dataset: Dataset, kind: str, key: str, *, searched: Words, lang: str = "en") -> list[Any]:
    """One thing found that is no figure, as a link and lines on it; the words searched for are marked."""
    return _LINES[kind](dataset, key, searched, lang)
