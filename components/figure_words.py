"""One figure in one line, and the link to its page."""

from __future__ import annotations

from dash import html

from components.links import link, observation_href
from loaders.dataset import Dataset
from loaders.texts import text
from loaders.words import Row, attribute_words, period_words, value_words


def thing_words(dataset: Dataset, row: Row, lang: str = "en", *, whole: bool = True) -> str:
    """What a figure counts and when, with (``whole``) or without the sex, age or part that limit it."""
    thing = dataset.label("indicators", row["indicator_id"], lang)
    division = attribute_words(dataset, row, lang) if whole else ""
    if division:
        thing = text(dataset, "chart.divided", lang=lang, indicator=thing, division=division)
    return text(dataset, "figure.rest", lang=lang, thing=thing, period=period_words(dataset, row, lang))


def figure_words(dataset: Dataset, row: Row, lang: str = "en") -> str:
    """A figure in one line: ``3,676: Adoptions by foreigners, 1999 to 2003``."""
    return text(
        dataset,
        "figure.heading",
        lang=lang,
        value=value_words(dataset, row, lang),
        rest=thing_words(dataset, row, lang),
    )


def figure_link(dataset: Dataset, row: Row, lang: str = "en") -> html.A:
    """A link to the page of a figure, named by the figure in one line."""
    return link(figure_words(dataset, row, lang), observation_href(row["obs_id"]))
