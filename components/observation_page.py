"""The page of one figure: its place among the pages, the figure told in full, and its neighbours in time."""

from __future__ import annotations

from dash import html

from components.attributes import attributes
from components.breadcrumb import breadcrumb
from components.figure_card import figure_card
from components.figure_words import figure_words
from components.links import link, observation_href
from components.state import View, address
from loaders.dataset import Dataset
from loaders.locating import place_words
from loaders.related import figure_row, neighbours_of
from loaders.selection import default_selection
from loaders.texts import text
from loaders.words import Row, counter_words, period_words, value_words


def _way_back(dataset: Dataset, row: Row, lang: str) -> html.Nav:
    chart = address(dataset, View(default_selection(dataset, row["topic"], row["indicator_id"])))
    topic = dataset.code("topic", row["topic"], lang), f"/{row['topic']}"
    return breadcrumb(dataset, [topic, (dataset.label("indicators", row["indicator_id"], lang), chart)], lang)


def _series(dataset: Dataset, obs_id: str, lang: str) -> list[html.Nav]:
    """Links to the figures before and after; nothing where the figure stands alone."""
    around = neighbours_of(dataset, obs_id)
    items = []
    for key, row in (("observation.previous", around.previous), ("observation.next", around.next)):
        if row:
            words = text(
                dataset,
                "observation.series_figure",
                lang=lang,
                value=value_words(dataset, row, lang),
                period=period_words(dataset, row, lang),
            )
            items.append(html.Li([text(dataset, key, lang=lang), " ", link(words, observation_href(row["obs_id"]))]))
    label = text(dataset, "observation.series", lang=lang)
    return [html.Nav(html.Ul(items), className="series", **attributes(aria_label=label))] if items else []


def observation_page(dataset: Dataset, obs_id: str, lang: str = "en") -> html.Div:
    """Everything about one figure; KeyError when there is no such figure."""
    return html.Div(
        [
            _way_back(dataset, figure_row(dataset, obs_id), lang),
            figure_card(dataset, obs_id, heading_level=1, lang=lang),
            *_series(dataset, obs_id, lang),
        ],
        className="observation",
    )


def observation_title(dataset: Dataset, obs_id: str, lang: str = "en") -> str:
    """The title of the page, without the name of the product: the figure in one line, and its source."""
    row = figure_row(dataset, obs_id)
    source = dataset.label("sources", row["source_id"], lang, column="short_label")
    return f"{figure_words(dataset, row, lang)} – {source}"


def observation_description(dataset: Dataset, obs_id: str, lang: str = "en") -> str:
    """One sentence on the figure for search engines and previews: who prints it, where, and who counted."""
    row = figure_row(dataset, obs_id)
    return text(
        dataset,
        "observation.description",
        lang=lang,
        publisher=dataset.label("bodies", row["publisher"], lang),
        value=value_words(dataset, row, lang),
        thing=dataset.label("indicators", row["indicator_id"], lang),
        period=period_words(dataset, row, lang),
        place=place_words(dataset, row, lang),
        counter=counter_words(dataset, row, lang),
    )
