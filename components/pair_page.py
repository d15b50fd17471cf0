"""Two figures side by side on a page of their own, with a permanent address."""

from __future__ import annotations

from dash import html

from components.breadcrumb import breadcrumb
from components.disagreement import pair_body, pair_words
from components.links import pair_href
from components.page_takes import pair_take
from components.present_link import present_link
from components.state import CompareChoice, compare_address
from loaders.dataset import Dataset
from loaders.disagreements import Paired, pair_of
from loaders.quoting import quote_of_pair
from loaders.texts import text


def _pair(dataset: Dataset, key: str) -> Paired:
    obs_a, obs_b = key.split("/")
    return pair_of(dataset, obs_a, obs_b)


def pair_title(dataset: Dataset, key: str, lang: str = "en") -> str:
    """What is set side by side; ``key`` names both figures with a slash between them."""
    return text(dataset, "compare.pair", lang=lang, what=pair_words(dataset, _pair(dataset, key), lang))


def pair_description(dataset: Dataset, key: str, lang: str = "en") -> str:
    """The sentences that are safe to quote, for search engines and previews."""
    obs_a, obs_b = key.split("/")
    return quote_of_pair(dataset, obs_a, obs_b, lang)


def _way_back(dataset: Dataset, pair: Paired, lang: str) -> html.Nav:
    """To everything that compares, and to all sources of each of the two things."""
    steps = [(text(dataset, "tab.compare", lang=lang), compare_address(CompareChoice()))]
    for indicator in dict.fromkeys(row["indicator_id"] for row in (pair.first, pair.second)):
        address = compare_address(CompareChoice(indicator_id=indicator))
        steps.append((dataset.label("indicators", indicator, lang), address))
    return breadcrumb(dataset, steps, lang)


def pair_page(dataset: Dataset, key: str, lang: str = "en") -> html.Div:
    """Two figures drawn side by side, how they stand to each other and why, and what can be quoted."""
    pair = _pair(dataset, key)
    return html.Div(
        [
            _way_back(dataset, pair, lang),
            html.H1(pair_title(dataset, key, lang), tabIndex=-1),
            html.Article(pair_body(dataset, pair, level=2, own_page=True, lang=lang), className="pair"),
            html.P([text(dataset, "figure.address", lang=lang), " ", html.Code(pair_href(*pair.names))]),
            present_link(dataset, pair_href(*pair.names), lang),
            *pair_take(dataset, pair.names, lang),
        ],
        className="compare",
    )
