"""The pages by their path, and the frame around them."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from components import ids
from components.attributes import attributes
from components.carry import carry, with_query
from components.data_page import data_page
from components.evidence_page import evidence_description, evidence_page, evidence_title
from components.links import link
from components.observation_page import observation_description, observation_page, observation_title
from components.overview_page import overview_page
from components.search_box import search_box
from components.search_page import search_page, search_title
from components.state import THEMES, Args, Place, args_of, place_of, view_of
from components.topic_page import heading, topic_description, topic_page
from loaders.dataset import Dataset
from loaders.tables import TOPICS
from loaders.texts import LANGUAGES, text

#: The tabs, in their order.
PATHS: tuple[str, ...] = ("/", *(f"/{topic}" for topic in TOPICS), "/data")


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


def _first(args: Args, name: str) -> str:
    return args.get(name, [""])[0]


def tab_words(dataset: Dataset, path: str, lang: str = "en") -> str:
    """The name of a page's tab."""
    topic = path.strip("/")
    if topic in TOPICS:
        return dataset.code("topic", topic, lang)
    return text(dataset, "tab.overview" if path == "/" else "tab.data", lang=lang)


def _tabs(dataset: Dataset, current: str, lang: str) -> html.Nav:
    links = [html.Li(link(tab_words(dataset, path, lang), path, current=path == current)) for path in PATHS]
    return html.Nav(html.Ul(links), className="tabs", **attributes(aria_label=text(dataset, "tab.label", lang=lang)))


def _themes(dataset: Dataset, path: str, query: str, lang: str) -> html.Div:
    """The switch between the device's own theme, light and dark; the address keeps the choice."""
    args = args_of(query)
    here = [(name, value) for name, values in args.items() if name != ids.THEME for value in values]
    items = []
    for theme in ("", *THEMES):
        href = with_query(path, [*here, *([(ids.THEME, theme)] if theme else [])])
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


def _content(dataset: Dataset, place: Place, path: str, args: Args, lang: str) -> Any:
    if place.kind == "topic":
        return topic_page(dataset, view_of(dataset, path, args), lang)
    if place.kind == "observation":
        return observation_page(dataset, place.key, lang)
    if place.kind == "evidence":
        return evidence_page(dataset, place.key, _first(args, ids.PERIOD), lang)
    if place.kind == "search":
        return search_page(dataset, _first(args, ids.QUERY), lang)
    return data_page(dataset, lang) if place.kind == "data" else overview_page(dataset, lang)


def _place(dataset: Dataset, path: str) -> Place:
    place = place_of(dataset, path)
    if place is None:
        raise ValueError(f"{path} is no page")
    return place


def page(dataset: Dataset, path: str, query: str) -> html.Div:
    """The whole content for a known path and a query that ``components.state.problem_of`` accepts."""
    lang, theme, args = language_of(query), theme_of(query), args_of(query)
    content = _content(dataset, _place(dataset, path), path, args, lang)
    whole = html.Div(
        [
            html.A(text(dataset, "skip", lang=lang), href=f"#{ids.MAIN}", className="skip"),
            _header(dataset, path, query, lang),
            html.Main(content, id=ids.MAIN),
            html.Footer(
                [html.P(text(dataset, "footer.promise", lang=lang)), html.P(text(dataset, "footer.licence", lang=lang))]
            ),
        ],
        lang=lang,
        **attributes(data_title=title(dataset, path, query), data_theme=theme),
    )
    carried = [(name, value) for name in ids.CARRIED_KEYS for value in args.get(name, [])]
    carry(whole, carried)
    return whole


def shell() -> html.Div:
    """The layout: the address, the place that a page fills, and the voice that tells what a choice has changed."""
    return html.Div(
        [
            dcc.Location(id=ids.LOCATION, refresh=False),
            html.Div(id=ids.PAGE),
            html.Div(id=ids.LIVE, role="status", className="hidden"),
        ]
    )


def _own_title(dataset: Dataset, place: Place, path: str, args: Args, lang: str) -> list[str]:
    if place.kind == "topic":
        chosen = [heading(dataset, view_of(dataset, path, args).selection, lang)] if ids.INDICATOR in args else []
        return [*chosen, tab_words(dataset, path, lang)]
    if place.kind == "observation":
        return [observation_title(dataset, place.key, lang)]
    if place.kind == "evidence":
        return [evidence_title(dataset, place.key, _first(args, ids.PERIOD), lang)]
    if place.kind == "search":
        return [search_title(dataset, _first(args, ids.QUERY), lang)]
    return [] if place.kind == "overview" else [tab_words(dataset, path, lang)]


def title(dataset: Dataset, path: str, query: str) -> str:
    """The title of the document."""
    lang = language_of(query)
    own = _own_title(dataset, _place(dataset, path), path, args_of(query), lang)
    return " – ".join([*own, text(dataset, "product.name", lang=lang)])


def description(dataset: Dataset, path: str, query: str) -> str:
    """One or two sentences on the page, for search engines and previews."""
    place, args, lang = _place(dataset, path), args_of(query), language_of(query)
    if place.kind == "topic":
        return topic_description(dataset, view_of(dataset, path, args), lang)
    if place.kind == "observation":
        return observation_description(dataset, place.key, lang)
    if place.kind == "evidence":
        return evidence_description(dataset, place.key, _first(args, ids.PERIOD), lang)
    return text(dataset, f"description.{place.kind}", lang=lang)
