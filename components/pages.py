"""The pages by their path, and the frame around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from components import ids
from components.address import Published, with_published
from components.attributes import attributes
from components.carry import carry
from components.contents import CONTENTS, asked_of
from components.links import link
from components.places import args_of, place_of
from components.present_contents import is_presented, slides_of
from components.present_frame import present_frame
from components.refusing import problem_of
from components.search_box import search_box
from components.sheet_line import paper_line, sheet_style
from components.state import view_of
from components.switches import languages, theme_of, themes
from components.topic_words import cited_title
from components.version_line import version_line
from loaders.dataset import Dataset
from loaders.structured import json_ld
from loaders.tables import TOPICS
from loaders.texts import LANGUAGES, language_asked, text

#: The tabs, in their order.
PATHS: tuple[str, ...] = ("/", *(f"/{topic}" for topic in TOPICS), "/compare", "/follow-up", "/data")
#: Published at no known address.
NOWHERE = Published()


def exists(dataset: Dataset, path: str) -> bool:
    """Whether a path is a page."""
    return place_of(dataset, path) is not None


def language_of(query: str) -> str:
    """The language that a query asks for."""
    return language_asked(args_of(query))


def tab_words(dataset: Dataset, path: str, lang: str = "en") -> str:
    """The name of a page's tab."""
    name = path.strip("/")
    return (
        dataset.code("topic", name, lang) if name in TOPICS else text(dataset, f"tab.{name or 'overview'}", lang=lang)
    )


def _tabs(dataset: Dataset, current: str, lang: str) -> html.Nav:
    links = [html.Li(link(tab_words(dataset, path, lang), path, current=path == current)) for path in PATHS]
    return html.Nav(html.Ul(links), className="tabs", **attributes(aria_label=text(dataset, "tab.label", lang=lang)))


def _header(dataset: Dataset, path: str, query: str, lang: str) -> html.Header:
    return html.Header(
        [
            html.Div(
                [
                    html.P(link(text(dataset, "product.name", lang=lang), href="/"), className="product"),
                    html.Div(
                        [
                            search_box(dataset, "", lang=lang, name_suffix="header"),
                            languages(dataset, path, query),
                            themes(dataset, path, query),
                        ],
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
    lang = language_of(query)
    whole = html.Div(
        [
            html.A(text(dataset, "skip", lang=lang), href=f"#{ids.MAIN}", className="skip"),
            _header(dataset, path, query, lang),
            html.Main(content, id=ids.MAIN),
            html.Footer(
                [
                    html.P(text(dataset, "footer.promise", lang=lang)),
                    html.P(
                        [
                            link(text(dataset, "footer.about", lang=lang), "/about"),
                            " · ",
                            link(text(dataset, "footer.privacy", lang=lang), "/privacy"),
                            " · ",
                            link(text(dataset, "footer.quality", lang=lang), "/quality"),
                            " · ",
                            link(text(dataset, "footer.lessons", lang=lang), "/lessons"),
                        ],
                        className="to-page",
                    ),
                    html.P(text(dataset, "footer.licence", lang=lang)),
                    version_line(dataset, lang),
                    paper_line(dataset, path, query, lang),
                ]
            ),
        ],
        lang=lang,
        # Said by a class and not found out by the style sheet: ":has" on a whole page makes browsers style all of it
        # anew whenever a chart draws a label.
        className=" ".join(["site", *["with-panel"] * _has_panel(dataset, path, query)]),
        **attributes(data_title=name, data_theme=theme_of(query)),
    )
    return _with_carried(whole, query)


def _has_panel(dataset: Dataset, path: str, query: str) -> bool:
    place = place_of(dataset, path)
    return place is not None and place.kind == "topic" and bool(view_of(dataset, path, args_of(query)).figure)


def _with_carried(whole: html.Div, query: str) -> html.Div:
    """The page itself, each of its links now with the language and the theme of the reader."""
    args = args_of(query)
    carry(whole, [(name, value) for name in ids.CARRIED_KEYS for value in args.get(name, [])])
    return whole


def body(dataset: Dataset, path: str, query: str) -> html.Div:
    """What stands on a page, without the frame around it; path and query as of ``page``."""
    asked = asked_of(dataset, path, args_of(query), language_of(query))
    return CONTENTS[asked.place.kind].body(dataset, asked)


def around(
    dataset: Dataset, content: Any, *, path: str, query: str, name: str, published: Published = NOWHERE
) -> html.Div:
    """Content in the frame that every page has, as of the page at ``path``; ``name`` is its title."""
    whole = _framed(dataset, content, path=path, query=query, name=name)
    with_published(whole, published)
    return whole


def page(dataset: Dataset, path: str, query: str, *, published: Published = NOWHERE, is_whole: bool = True) -> html.Div:
    """The whole content for a known path and a query that ``components.refusing.problem_of`` accepts.

    ``published`` is the address under which readers reach the dashboard and that for reports, where they are known.
    A page that is not whole leaves out what every chart of a topic repeats of all its indicators.
    """
    asked = replace(asked_of(dataset, path, args_of(query), language_of(query)), whole=is_whole)
    name = title(dataset, path, query)
    if is_presented(asked.args):
        whole = present_frame(dataset, slides_of(dataset, asked), path=path, query=query, name=name)
        _with_carried(whole, query)
    else:
        content = CONTENTS[asked.place.kind].body(dataset, asked)
        whole = _framed(dataset, content, path=path, query=query, name=name)
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


def root_attributes(dataset: Dataset, path: str, query: str, *, site: str = "") -> dict[str, str]:
    """What the root element of a document says: the theme that was chosen, and what every printed sheet tells."""
    return {"data-theme": theme_of(query), "style": sheet_style(dataset, path, query, site=site)}


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
