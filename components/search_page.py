"""The page of results: what was found, kind by kind, each with a line that says what it is and a link to it."""

from __future__ import annotations

from typing import Any

from dash import html

from components import ids
from components.attributes import attributes
from components.links import link, search_href
from components.search_box import PAGE, search_box
from components.search_hits import figure_hit, hit_of
from loaders.dataset import Dataset
from loaders.notation import whole
from loaders.search import FIGURES, Found, figures_found, found
from loaders.search_entries import counted_by
from loaders.texts import counted, text

#: So many results of each kind are listed.
MOST_LISTED = 30
#: Queries that show what the box understands, each with what it is: keys of texts, since readers type in their language.
EXAMPLES = (
    ("search.try.printed", "search.example.printed"),
    ("search.try.year", "search.example.year"),
    ("search.try.symbol", "search.example.symbol"),
)
_HEADINGS = {
    "indicators": "search.indicators",
    "sources": "search.sources",
    "bodies": "search.bodies",
    "gaps": "search.gaps",
    "observations": "search.observations",
}


def search_title(dataset: Dataset, query: str, lang: str = "en") -> str:
    """The title of the page for a query."""
    if not query.strip():
        return text(dataset, "search.heading", lang=lang)
    return text(dataset, "search.title", lang=lang, query=query.strip())


def search_page(dataset: Dataset, query: str, lang: str = "en") -> html.Div:
    """The box with ``query`` in it, and what it finds; help where nothing is asked for or nothing found."""
    content = _help(dataset, lang)
    if query.strip():
        finding = found(dataset, query, most=MOST_LISTED)
        content = _results(dataset, query, finding, lang) if finding.total else _nothing(dataset, query, finding, lang)
    return html.Div(
        [
            html.H1(text(dataset, "search.heading", lang=lang), tabIndex=-1),
            search_box(dataset, query, lang=lang, name_suffix=PAGE),
            *content,
        ],
        className="search",
    )


def _help(dataset: Dataset, lang: str) -> list[Any]:
    examples = []
    for key, what in EXAMPLES:
        query = text(dataset, key, lang=lang)
        examples.append(html.Li([link(query, search_href(query)), f": {text(dataset, what, lang=lang)}"]))
    return [
        html.P(text(dataset, "search.intro", lang=lang), className="intro"),
        html.P(text(dataset, "search.rules", lang=lang)),
        html.H2(text(dataset, "search.examples", lang=lang)),
        html.Ul(examples, className="examples"),
    ]


def _nothing(dataset: Dataset, query: str, finding: Found, lang: str) -> list[Any]:
    content: list[Any] = [
        html.P(text(dataset, "search.nothing", lang=lang, query=query.strip()), className="sentence"),
        html.P([text(dataset, "search.change", lang=lang), " ", text(dataset, "search.rules", lang=lang)]),
    ]
    if finding.suggestions:
        words = [html.Li(link(word, search_href(word))) for word in finding.suggestions]
        content += [html.P(text(dataset, "search.suggested", lang=lang)), html.Ul(words, className="examples")]
    return content


def _results(dataset: Dataset, query: str, finding: Found, lang: str) -> list[Any]:
    kinds = [kind for kind, total in finding.totals.items() if total]
    return [
        html.P(_sentence(dataset, query, finding, lang), className="sentence"),
        *([_contents(dataset, finding, kinds, lang)] if len(kinds) > 1 else []),
        *(_group(dataset, finding, kind, lang) for kind in kinds),
    ]


def _sentence(dataset: Dataset, query: str, finding: Found, lang: str) -> str:
    body = query.strip().partition("/")[0]
    if query.strip() == counted_by(body):
        name = dataset.label("bodies", body, lang)
        return counted(dataset, "search.counted", finding.total, lang=lang, body=name)
    return counted(dataset, "search.found", finding.total, lang=lang, query=query.strip())


def _group_words(dataset: Dataset, finding: Found, kind: str, lang: str) -> str:
    name = text(dataset, _HEADINGS[kind], lang=lang)
    return text(dataset, "search.group", lang=lang, kind=name, number=whole(finding.totals[kind], lang))


def _contents(dataset: Dataset, finding: Found, kinds: list[str], lang: str) -> html.Nav:
    links = [
        html.Li(html.A(_group_words(dataset, finding, kind, lang), href=f"#{ids.found_group(kind)}")) for kind in kinds
    ]
    return html.Nav(
        html.Ul(links), className="contents", **attributes(aria_label=text(dataset, "data.contents", lang=lang))
    )


def _group(dataset: Dataset, finding: Found, kind: str, lang: str) -> html.Section:
    if kind == FIGURES:
        rows = figures_found(dataset, finding)
        told = [figure_hit(dataset, rows[hit.key], searched=finding.words, lang=lang) for hit in finding.hits[kind]]
    else:
        told = [hit_of(dataset, kind, hit.key, searched=finding.words, lang=lang) for hit in finding.hits[kind]]
    items = [html.Li(lines) for lines in told]
    more = finding.totals[kind] - len(items)
    return html.Section(
        [
            html.H2(_group_words(dataset, finding, kind, lang), id=ids.found_group(kind), tabIndex=-1),
            html.Ol(items, className="hits"),
            *([html.P(counted(dataset, "search.more", more, lang=lang), className="more")] if more else []),
        ],
        className=ids.found_group(kind),
    )
