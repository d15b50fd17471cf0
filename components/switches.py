"""The choices that every page offers in its header: the language, and the colours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from components import ids
from components.attributes import attributes
from components.carry import Carried, with_query
from components.links import link
from components.places import args_of
from components.refusing import THEMES
from loaders.dataset import Dataset
from loaders.texts import LANGUAGES, language_asked, text

#: The languages in the order in which readers find them: that of the state first.
IN_ORDER = ("kk", "ru", "en")


def theme_of(query: str) -> str:
    """The theme that a query asks for, or nothing: the reader's device decides."""
    asked = args_of(query).get(ids.THEME, [""])[0]
    return asked if asked in THEMES else ""


def in_language(path: str, query: str, lang: str) -> str:
    """The address of the same page, with the same choices, in a language; the first language is not named."""
    return with_query(path or "/", [*_without(query, ids.LANG), *_chosen(ids.LANG, lang, LANGUAGES[0])])


def alternates(path: str, query: str) -> dict[str, str]:
    """For each language (and for readers of any other, ``x-default``) the address of a page in it, without a theme."""
    asked = "&".join(part for part in query.split("&") if not part.startswith(f"{ids.THEME}="))
    found = {lang: in_language(path, asked, lang) for lang in LANGUAGES}
    return {**found, "x-default": found[LANGUAGES[0]]}


def languages(dataset: Dataset, path: str, query: str) -> html.Nav:
    """The same page in each language, each named in itself."""
    lang = language_asked(args_of(query))
    items = []
    for code in IN_ORDER:
        way = link(
            text(dataset, f"language.{code}", lang=lang),
            in_language(path, query, code),
            chosen=code == lang,
            chooses=ids.LANG,
        )
        way.lang, way.hrefLang = code, code  # type: ignore[attr-defined]
        items.append(html.Li(way))
    label = text(dataset, "language.label", lang=lang)
    return html.Nav(html.Ul(items), className="languages switch-list", **attributes(aria_label=label))


def themes(dataset: Dataset, path: str, query: str) -> html.Div:
    """The switch between the device's own theme, light and dark; the address keeps the choice."""
    lang, here = language_asked(args_of(query)), _without(query, ids.THEME)
    items = []
    for theme in ("", *THEMES):
        href = with_query(path or "/", [*here, *_chosen(ids.THEME, theme, "")])
        words = text(dataset, f"theme.{theme or 'device'}", lang=lang)
        items.append(html.Li(link(words, href, chosen=theme == theme_of(query), chooses=ids.THEME)))
    label = text(dataset, "theme.label", lang=lang)
    return html.Div(
        [html.Span(label, className="hidden"), html.Ul(items)],
        className="themes switch-list",
        role="group",
        **attributes(aria_label=label),
    )


def _without(query: str, key: str) -> list[tuple[str, str]]:
    return [(name, value) for name, values in args_of(query).items() if name != key for value in values]


def _chosen(key: str, value: str, default: str) -> Iterable[Any] | Carried:
    return [(key, value)] if value != default else []
