"""The pages by their path, and the frame around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from components import ids
from components.address import Published, with_published
from components.attributes import attributes
from components.carry import carry, with_query
from components.contents import CONTENTS, asked_of
from components.links import link
from components.places import args_of, place_of
from components.refusing import THEMES, problem_of
from components.search_box import search_box
from components.state import view_of
from components.topic_words import cited_title
from components.version_line import version_line
from loaders.dataset import Dataset
from loaders.structured import json_ld
from loaders.tables import TOPICS
from loaders.texts import LANGUAGES, text

#: The tabs, in their order.
PATHS: tuple[str, ...] = ("/", *(f"/{topic}" for topic in TOPICS), "/compare", "/follow-up", "/data")
#: Published at no known address.
NOWHERE = Published()


def exists(dataset: Dataset, path: str) -> bool:
    """Whether a path is a page."""
    return place_of(dataset, path) is not None


def language_of(query: str) -> str:
    """The language that a query asks for."""
    asked = args_of(query).get(ids.LANG, [LANGUAGES[0]])[0]
    return asked if asked in LANGUAGES else LANGUAGES[0]


def theme_of(query: str) -> str:
    """The theme that a query asks for, or nothing: the reader's device decides."""
    asked = args_of(query).get(ids.THEME, [""])[0]
    return asked if asked in THEMES else ""


def tab_words(dataset: Dataset, path: str, lang: str = "en") -> str:
    """The name of a page's tab."""
    name = path.strip("/")
    return (
        dataset.code("topic", name, lang) if name in TOPICS else text(dataset, f"tab.{name or 'overview'}", lang=lang)
    )


def _tabs(dataset: Dataset, current: str, lang: str) -> html.Nav:
    links = [html.Li(link(tab_words(dataset, path, lang), path, current=path == current)) for path in PATHS]
    return html.Nav(html.Ul(links), className="tabs", **attributes(aria_label=text(dataset, "tab.label", lang=lang)))


def _themes(dataset: Dataset, path: str, query: str, lang: str) -> html.Div:
    """The switch between the device's own theme, light and dark; the address keeps the choice."""
    args = args_of(query)
    here = [(name, value) for name, values in args.items() if name != ids.THEME for value in values]
    items = []
    for theme in ("", *THEMES):
        href = with_query(path or "/", [*here, *([(ids.THEME, theme)] if theme else [])])
        words = text(dataset, f"theme.{theme or 'device'}", lang=lang)
        items.append(html.Li(link(words, href, chosen=theme == theme_of(query), chooses=ids.THEME)))
    label = text(dataset, "theme.label", lang=lang)
    return html.Div(
        [html.Span(label, className="hidden"), html.Ul(items)],
        className="themes",
        role="group",
        **attributes(aria_label=label),
    )


def _header(dataset: Dataset, path: str, query: str, lang: str) -> html.Header:
    return html.Header(
        [
            html.Div(
                [
                    html.P(link(text(dataset, "product.name", lang=lang), href="/"), className="product"),
                    html.Div(
                        [search_box(dataset, "", lang=lang, name_suffix="header"), _themes(dataset, path, query, lang)],
                        className="tools",
                    ),
                ],
                className="masthead",
            ),
            _tabs(dataset, path, lang),
        ]
    )


def _framed(dataset: Dataset, content: Any, *, path: str, query: str, name: str) -> html.Div:
    """Content with everything that every page has around it; ``path`` (empty for no page) and ``query`` are where the reader is."""
    lang, args = language_of(query), args_of(query)
    whole = html.Div(
        [
            html.A(text(dataset, "skip", lang=lang), href=f"#{ids.MAIN}", className="skip"),
            _header(dataset, path, query, lang),
            html.Main(content, id=ids.MAIN),
            html.Footer(
                [
                    html.P(text(dataset, "footer.promise", lang=lang)),
                    html.P(link(text(dataset, "footer.quality", lang=lang), "/quality")),
                    html.P(text(dataset, "footer.licence", lang=lang)),
                    version_line(dataset, lang),
                ]
            ),
        ],
        lang=lang,
        **attributes(data_title=name, data_theme=theme_of(query)),
    )
    carried = [(name, value) for name in ids.CARRIED_KEYS for value in args.get(name, [])]
    carry(whole, carried)
    return whole


def page(dataset: Dataset, path: str, query: str, *, published: Published = NOWHERE) -> html.Div:
    """The whole content for a known path and a query that ``components.refusing.problem_of`` accepts.

    ``published`` is the address under which readers reach the dashboard and that for reports, where they are known.
    """
    asked = asked_of(dataset, path, args_of(query), language_of(query))
    content = CONTENTS[asked.place.kind].body(dataset, asked)
    whole = _framed(dataset, content, path=path, query=query, name=title(dataset, path, query))
    with_published(whole, published)
    return whole


def refused(dataset: Dataset, query: str, *, status: int, told: Sequence[str]) -> html.Div:
    """The page for a request that was refused: a heading and sentences, in the frame of the first page.

    Of the query only language and theme are kept, as far as they are understood.
    """
    lang, theme = language_of(query), theme_of(query)
    kept = urlencode([(ids.LANG, lang)] * (lang != LANGUAGES[0]) + [(ids.THEME, theme)] * bool(theme))
    heading, *sentences = told
    home = html.P(link(text(dataset, "error.home", lang=lang), "/"))
    content = [html.P(str(status), className="status muted"), html.H1(heading, tabIndex=-1)]
    return _framed(
        dataset,
        html.Div([*content, *map(html.P, sentences), home], className="refused"),
        path="",
        query=kept,
        name=heading,
    )


def shell() -> html.Div:
    """The layout: the address, the place that a page fills, and the voice that tells what a choice has changed."""
    return html.Div(
        [
            dcc.Location(id=ids.LOCATION, refresh=False),
            html.Div(id=ids.PAGE),
            html.Div(id=ids.LIVE, role="status", className="hidden"),
        ]
    )


def title(dataset: Dataset, path: str, query: str) -> str:
    """The title of the document."""
    asked = asked_of(dataset, path, args_of(query), language_of(query))
    own = CONTENTS[asked.place.kind].name(dataset, asked)
    product = text(dataset, "product.name", lang=asked.lang)
    return f"{own} – {product}" if own else product


def title_asked(dataset: Dataset, path: str, query: str) -> str | None:
    """What the page at an address that somebody wrote is called in a citation, or None where there is no such page.

    ValueError with a sentence for readers where the page does not understand the query.
    """
    if not exists(dataset, path):
        return None
    problem = problem_of(dataset, path, args_of(query))
    if problem is not None:
        raise ValueError(problem)
    place = place_of(dataset, path)
    if place is not None and place.kind == "topic":
        return cited_title(dataset, view_of(dataset, path, args_of(query)).selection, language_of(query))
    return title(dataset, path, query)


def description(dataset: Dataset, path: str, query: str) -> str:
    """One or two sentences on the page, for search engines and previews."""
    asked = asked_of(dataset, path, args_of(query), language_of(query))
    return CONTENTS[asked.place.kind].description(dataset, asked)


def structured(dataset: Dataset, path: str, query: str, *, site: str = "") -> str:
    """What a page says of itself to programs, as JSON-LD, or nothing; ``site`` as of ``page``."""
    asked = asked_of(dataset, path, args_of(query), language_of(query))
    return json_ld(dataset, asked.place.kind, asked.place.key, lang=asked.lang, site=site)
