"""The pages by their path, and the frame around them."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from components import ids
from components.attributes import attributes
from components.data_page import data_page
from components.links import link
from components.overview_page import overview_page
from components.state import args_of, selection_of, topic_of
from components.topic_page import heading, topic_page
from loaders.dataset import Dataset
from loaders.tables import TOPICS
from loaders.texts import LANGUAGES, text

#: Every page, in the order of the tabs.
PATHS: tuple[str, ...] = ("/", *(f"/{topic}" for topic in TOPICS), "/data")


def language_of(query: str) -> str:
    """The language that a query asks for."""
    asked = args_of(query).get(ids.LANG, [LANGUAGES[0]])[0]
    return asked if asked in LANGUAGES else LANGUAGES[0]


def tab_words(dataset: Dataset, path: str, lang: str = "en") -> str:
    """The name of a page's tab."""
    topic = topic_of(path)
    if topic:
        return dataset.code("topic", topic, lang)
    return text(dataset, "tab.overview" if path == "/" else "tab.data", lang=lang)


def _tabs(dataset: Dataset, current: str, lang: str) -> html.Nav:
    links = [
        html.Li(
            link(
                tab_words(dataset, path, lang),
                path if lang == LANGUAGES[0] else f"{path}?{ids.LANG}={lang}",
                current=path == current,
            )
        )
        for path in PATHS
    ]
    return html.Nav(html.Ul(links), className="tabs", **attributes(aria_label=text(dataset, "tab.label", lang=lang)))


def _header(dataset: Dataset, path: str, lang: str) -> html.Header:
    return html.Header(
        [
            html.P(link(text(dataset, "product.name", lang=lang), href="/"), className="product"),
            _tabs(dataset, path, lang),
        ]
    )


def page(dataset: Dataset, path: str, query: str) -> html.Div:
    """The whole content for a known path and a query that ``components.state.problem_of`` accepts."""
    lang = language_of(query)
    if topic_of(path):
        content: Any = topic_page(dataset, selection_of(dataset, path, args_of(query)), lang)
    else:
        content = data_page(dataset, lang) if path == "/data" else overview_page(dataset, lang)
    return html.Div(
        [
            html.A(text(dataset, "skip", lang=lang), href=f"#{ids.MAIN}", className="skip"),
            _header(dataset, path, lang),
            html.Main(content, id=ids.MAIN),
            html.Footer(
                [html.P(text(dataset, "footer.promise", lang=lang)), html.P(text(dataset, "footer.licence", lang=lang))]
            ),
        ],
        lang=lang,
        **attributes(data_title=title(dataset, path, query)),
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
    lang = language_of(query)
    name = text(dataset, "product.name", lang=lang)
    if path == "/":
        return name
    parts = [tab_words(dataset, path, lang), name]
    if topic_of(path) and args_of(query).get(ids.INDICATOR):
        parts.insert(0, heading(dataset, selection_of(dataset, path, args_of(query)), lang))
    return " – ".join(parts)
