"""What stands on each kind of page: its content, its name, and a sentence on it for search engines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dash import html

from components import ids
from components.about_page import about_page
from components.brief_page import brief_description, brief_page, brief_title
from components.compare_page import compare_page, compare_title
from components.corrections_page import corrections_page
from components.data_page import data_page
from components.evidence_page import evidence_description, evidence_page, evidence_title
from components.follow_up_page import follow_up_page
from components.lesson_page import lesson_page
from components.lesson_sheets import sheet_page, sheet_title
from components.lessons_page import lessons_page
from components.long_pages import number_asked
from components.observation_page import observation_description, observation_page, observation_title
from components.overview_page import overview_page
from components.pair_page import pair_description, pair_page, pair_title
from components.places import Args, Place, place_of
from components.privacy_page import privacy_page
from components.quality_page import quality_page
from components.search_page import search_page, search_title
from components.state import View, compare_choice_of, view_of
from components.topic_page import topic_description, topic_page
from components.topic_words import view_title
from loaders.dataset import Dataset
from loaders.lessons import lessons
from loaders.texts import text


@dataclass(frozen=True)
class Asked:
    """A page that was asked for: its path, the place that the path names, its parameters and its language.

    Not ``whole``: without what every chart of a topic repeats of all its indicators.
    """

    path: str
    place: Place
    args: Args
    lang: str
    whole: bool = True

    def first(self, name: str) -> str:
        """The value of a parameter, or nothing."""
        return self.args.get(name, [""])[0]


@dataclass(frozen=True)
class Content:
    """A kind of page: what fills it, what it is called, and what is said of it in one or two sentences."""

    body: Callable[[Dataset, Asked], html.Div]
    name: Callable[[Dataset, Asked], str]
    description: Callable[[Dataset, Asked], str]


def asked_of(dataset: Dataset, path: str, args: Args, lang: str) -> Asked:
    """The page at a path. ValueError where there is none."""
    place = place_of(dataset, path)
    if place is None:
        raise ValueError(f"{path} is no page")
    return Asked(path, place, args, lang)


def _view(dataset: Dataset, asked: Asked) -> View:
    return view_of(dataset, asked.path, asked.args)


def _tab_name(dataset: Dataset, asked: Asked) -> str:
    return text(dataset, f"tab.{asked.place.kind}", lang=asked.lang)


def _said(dataset: Dataset, asked: Asked) -> str:
    return text(dataset, f"description.{asked.place.kind}", lang=asked.lang)


def _topic_name(dataset: Dataset, asked: Asked) -> str:
    name = dataset.code("topic", asked.place.key, asked.lang)
    if ids.INDICATOR not in asked.args:
        return name
    return view_title(dataset, _view(dataset, asked).selection, asked.lang)


def _lesson_form(dataset: Dataset, asked: Asked) -> html.Div:
    sheet = asked.first(ids.SHEET)
    if sheet:
        return sheet_page(dataset, asked.place.key, sheet, asked.lang)
    return lesson_page(dataset, asked.place.key, asked.lang)


#: Every kind of ``components.places.Place``.
CONTENTS: Mapping[str, Content] = MappingProxyType(
    {
        "overview": Content(
            lambda dataset, asked: overview_page(dataset, asked.lang), lambda _dataset, _asked: "", _said
        ),
        "topic": Content(
            lambda dataset, asked: topic_page(dataset, _view(dataset, asked), asked.lang, whole=asked.whole),
            _topic_name,
            lambda dataset, asked: topic_description(dataset, _view(dataset, asked), asked.lang),
        ),
        "observation": Content(
            lambda dataset, asked: observation_page(dataset, asked.place.key, asked.lang),
            lambda dataset, asked: observation_title(dataset, asked.place.key, asked.lang),
            lambda dataset, asked: observation_description(dataset, asked.place.key, asked.lang),
        ),
        "evidence": Content(
            lambda dataset, asked: evidence_page(
                dataset, asked.place.key, asked.first(ids.PERIOD), asked.lang, number=number_asked(asked.args)
            ),
            lambda dataset, asked: evidence_title(dataset, asked.place.key, asked.first(ids.PERIOD), asked.lang),
            lambda dataset, asked: evidence_description(dataset, asked.place.key, asked.first(ids.PERIOD), asked.lang),
        ),
        "compare": Content(
            lambda dataset, asked: compare_page(
                dataset, compare_choice_of(asked.args), asked.lang, number=number_asked(asked.args)
            ),
            lambda dataset, asked: compare_title(dataset, compare_choice_of(asked.args), asked.lang),
            _said,
        ),
        "pair": Content(
            lambda dataset, asked: pair_page(dataset, asked.place.key, asked.lang),
            lambda dataset, asked: pair_title(dataset, asked.place.key, asked.lang),
            lambda dataset, asked: pair_description(dataset, asked.place.key, asked.lang),
        ),
        "follow-up": Content(
            lambda dataset, asked: follow_up_page(dataset, asked.first(ids.TOPIC), asked.lang), _tab_name, _said
        ),
        "quality": Content(lambda dataset, asked: quality_page(dataset, asked.lang), _tab_name, _said),
        "corrections": Content(lambda dataset, asked: corrections_page(dataset, asked.lang), _tab_name, _said),
        "search": Content(
            lambda dataset, asked: search_page(dataset, asked.first(ids.QUERY), asked.lang),
            lambda dataset, asked: search_title(dataset, asked.first(ids.QUERY), asked.lang),
            _said,
        ),
        "lessons": Content(lambda dataset, asked: lessons_page(dataset, asked.lang), _tab_name, _said),
        "lesson": Content(
            _lesson_form,
            lambda dataset, asked: sheet_title(dataset, asked.place.key, asked.first(ids.SHEET), asked.lang),
            lambda dataset, asked: lessons(dataset, asked.lang)[asked.place.key].aim,
        ),
        "brief": Content(
            lambda dataset, asked: brief_page(dataset, asked.place.key, asked.lang),
            lambda dataset, asked: brief_title(dataset, asked.place.key, asked.lang),
            lambda dataset, asked: brief_description(dataset, asked.place.key, asked.lang),
        ),
        "about": Content(lambda dataset, asked: about_page(dataset, asked.lang), _tab_name, _said),
        "privacy": Content(lambda dataset, asked: privacy_page(dataset, asked.lang), _tab_name, _said),
        "data": Content(
            lambda dataset, asked: data_page(dataset, asked.lang, number=number_asked(asked.args)), _tab_name, _said
        ),
    }
)
