"""The reader's state lives in the address: every choice has one, and an address that says nonsense is told so."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from urllib.parse import urlsplit

import pytest
from dash import html

from components import ids
from components.carry import carry, with_query
from components.links import link
from components.places import Place, args_of, place_of
from components.refusing import problem_of
from components.state import COUNTER, PUBLISHER, View, address, figure_address, view_of
from loaders import Dataset
from loaders.selection import (
    NOT_STATED,
    SOURCE_TYPES,
    Selection,
    Shown,
    counters_of,
    default_selection,
    populations_of,
    shown_figures,
)
from loaders.tables import TOPICS


def seen(dataset: Dataset, url: str) -> View:
    parts = urlsplit(url)
    assert problem_of(dataset, parts.path, args_of(parts.query)) is None
    return view_of(dataset, parts.path, args_of(parts.query))


def read(dataset: Dataset, url: str) -> Selection:
    return seen(dataset, url).selection


def query_of(dataset: Dataset, choice: Selection) -> str:
    return urlsplit(address(dataset, View(choice))).query


# there and back


@pytest.mark.parametrize("topic", TOPICS)
def test_every_choice_of_a_topic_comes_back_from_its_address(
    real: Dataset, views: list[tuple[Selection, Shown]], topic: str
) -> None:
    choices = [choice for choice, _ in views if choice.topic == topic][::4]
    assert len(choices) >= 3
    for number, choice in enumerate(choices):
        kinds = (SOURCE_TYPES, ("ngo",), ("government", "international"))[number % 3]
        first, last = ((2002, 2011), (2005, 2005), (1998, 2021), (1999, 2001), (2015, 2018), (2011, 2012))[number % 6]
        changed = replace(choice, source_types=kinds, year_from=first, year_to=last)
        counters = ["", *counters_of(real, choice.indicator_id)]
        populations = ["", *populations_of(real, topic)]
        view = View(
            replace(
                changed,
                counted_by=counters[number % len(counters)],
                population=populations[number % len(populations)],
            ),
            (PUBLISHER, COUNTER)[number % 2],
            number % 3 == 0,
            figure_of(real, choice.indicator_id) if number % 5 < 2 else "",
        )
        assert seen(real, address(real, view)) == view


def figure_of(dataset: Dataset, indicator_id: str) -> str:
    figures = dataset.observations
    return str(figures.loc[figures["indicator_id"] == indicator_id, "obs_id"].iloc[0])


@pytest.mark.parametrize("topic", TOPICS)
def test_every_figure_stands_in_the_chart_to_which_its_address_leads(real: Dataset, topic: str) -> None:
    figures = real.observations
    for obs_id in figures.loc[figures["topic"] == topic, "obs_id"].iloc[::7]:
        view = seen(real, figure_address(real, str(obs_id)))
        shown = shown_figures(real, view.selection)
        assert view.figure == obs_id
        assert obs_id in {*shown.dated["obs_id"], *shown.undated["obs_id"]}


def test_an_empty_value_of_a_form_is_no_choice(real: Dataset) -> None:
    assert seen(real, "/cases?population=&counted_by=") == View(default_selection(real, "cases"))


def test_a_counter_that_nobody_names_can_be_chosen(real: Dataset) -> None:
    choice = read(real, f"/adoptions?indicator_id=adoptions_intercountry&counted_by={NOT_STATED}")
    assert set(shown_figures(real, choice).dated["counted_by"]) == {""}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_bare_address_is_the_default_choice(real: Dataset, topic: str) -> None:
    assert address(real, View(default_selection(real, topic))) == f"/{topic}"
    assert read(real, f"/{topic}") == default_selection(real, topic)


def test_defaults_are_left_out_of_addresses(real: Dataset) -> None:
    plain = default_selection(real, "cases")
    assert query_of(real, replace(plain, year_from=2005)) == "year_from=2005"
    assert query_of(real, replace(plain, year_to=2005)) == "year_to=2005"
    assert query_of(real, replace(plain, source_types=("ngo",))) == "source_type=ngo"
    assert (
        query_of(real, replace(plain, source_types=("government", "ngo"))) == "source_type=government&source_type=ngo"
    )


def test_what_equals_the_default_may_stand_in_an_address(real: Dataset) -> None:
    everything = "&".join(f"source_type={kind}" for kind in SOURCE_TYPES)
    assert read(real, f"/cases?{everything}&year_from=2002&year_to=2011&lang=en") == default_selection(real, "cases")


def test_the_order_in_an_address_does_not_matter(real: Dataset) -> None:
    assert read(real, "/cases?source_type=ngo&source_type=government") == read(
        real, "/cases?source_type=government&source_type=ngo"
    )


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("year_from=2005", (2005, 2011)),
        ("year_to=2005", (2002, 2005)),
        ("year_from=2015", (2015, 2015)),
        ("year_to=1999", (1999, 1999)),
        ("year_from=2015&year_to=2016", (2015, 2016)),
    ],
)
def test_one_year_alone_never_shows_years_beyond_it(real: Dataset, query: str, years: tuple[int, int]) -> None:
    choice = read(real, f"/cases?{query}")
    assert (choice.year_from, choice.year_to) == years


def test_a_new_indicator_is_shown_in_its_own_first_division(example: Dataset) -> None:
    # its only figures are about one city
    assert read(example, "/trafficking").breakdown == "ref_area"
    assert address(example, View(default_selection(example, "trafficking"))) == "/trafficking"


# what is not understood


@pytest.mark.parametrize(
    ("path", "query", "named"),
    [
        ("/cases", "colour=red", ("colour", ids.SOURCE_TYPE)),
        ("/cases", "Year_from=2003", ("Year_from",)),
        ("/cases", "lang=xx", ("lang", "xx")),
        ("/cases", "lang=", ("lang",)),
        ("/cases", "indicator_id=typo", ("indicator_id", "typo")),
        ("/cases", "indicator_id=example_money", ("indicator_id", "example_money")),
        ("/cases", "breakdown=citizenship", ("breakdown", "citizenship")),
        ("/cases", "indicator_id=example_victims&breakdown=sex", ("breakdown", "sex")),
        ("/cases", "breakdown=sex&indicator_id=example_victims", ("breakdown", "sex")),
        ("/cases", "source_type=media", ("source_type", "media")),
        ("/cases", "source_type=ngo&source_type=typo", ("typo",)),
        ("/cases", "year_from=1066", ("year_from", "1066")),
        ("/cases", "year_from=2003.0", ("2003.0",)),
        ("/cases", "year_from=%D9%A2%D9%A0%D9%A0%D9%A3", ("year_from",)),
        ("/cases", "year_to=-1", ("year_to", "-1")),
        ("/cases", "year_to=", ("year_to",)),
        ("/cases", "year_from=2003&year_from=2004", ("year_from",)),
        ("/cases", "lang=en&lang=en", ("lang",)),
        ("/cases", "year_from=2008&year_to=2004", ()),
        ("/cases", "counted_by=typo", ("counted_by", "typo")),
        ("/cases", "population=typo", ("population", "typo")),
        ("/cases", "colour_by=red", ("colour_by", "red")),
        ("/cases", "events=yes", ("events", "yes")),
        ("/cases", "figure=typo", ("figure", "typo")),
        ("/cases", "theme=green", ("theme", "green")),
        ("/search", f"q={'x' * 201}", ("200",)),
        ("/search", "q=a&q=b", ("q",)),
        ("/search", "year_from=2003", ("year_from",)),
        ("/evidence/example_crimes", "period=2001", ("period", "2001")),
        ("/", "q=3,676", ("q",)),
        ("/", "year_from=2003", ("year_from",)),
        ("/data", "source_type=ngo", ("source_type",)),
    ],
)
def test_what_an_address_may_not_say_is_named_in_a_sentence(
    spoken: Dataset, path: str, query: str, named: tuple[str, ...]
) -> None:
    problem = problem_of(spoken, path, args_of(query))
    assert problem is not None
    assert problem.endswith(".")
    assert "{" not in problem
    for word in named:
        assert word in problem


@pytest.mark.parametrize("path", ["/", "/cases", "/data"])
@pytest.mark.parametrize("query", ["", "?", "lang=en", "?lang=en", "theme=dark", "?theme=light&lang=en"])
def test_a_plain_address_is_understood(spoken: Dataset, path: str, query: str) -> None:
    assert problem_of(spoken, path, args_of(query)) is None


def test_every_link_between_choices_is_understood(spoken: Dataset) -> None:
    choice = Selection("cases", "example_crimes")
    for breakdown, kinds, first, last in product(
        ("total", "sex"), (SOURCE_TYPES, ("ngo",)), (1999, 2004), (2004, 2011)
    ):
        changed = replace(choice, breakdown=breakdown, source_types=kinds, year_from=first, year_to=last)
        assert read(spoken, address(spoken, View(changed))) == changed


def test_only_a_topic_has_a_view(spoken: Dataset) -> None:
    with pytest.raises(ValueError, match="/data"):
        view_of(spoken, "/data", {})


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", Place("overview")),
        ("/cases", Place("topic", "cases")),
        ("/data", Place("data")),
        ("/search", Place("search")),
        ("/observation/crimes_2003", Place("observation", "crimes_2003")),
        ("/evidence/example_crimes", Place("evidence", "example_crimes")),
        ("/evidence/cases", Place("evidence", "cases")),
        ("/typo", None),
        ("/observation", None),
        ("/observation/", None),
        ("/observation/typo", None),
        ("/observation/crimes_2003/", None),
        ("/evidence/typo", None),
        ("/cases/example_crimes", None),
        ("/cases/", None),
        ("cases", None),
        ("", None),
    ],
)
def test_a_path_is_a_place_or_none(spoken: Dataset, path: str, place: Place | None) -> None:
    assert place_of(spoken, path) == place


# what every link carries along


def test_links_and_forms_carry_language_and_theme_along() -> None:
    tree = html.Div(
        [
            link("a", "/cases?year_to=2005"),
            link("b", "/data#source-x"),
            link("c", "/?theme=light", chooses="theme"),
            html.A("outside", href="https://example.org/"),
            html.Form([], action="/cases"),
            html.Div(**{"data-drawn": '<svg><a href="/observation/x?a=1&amp;b=2"><path fill="url(#p)"/></a></svg>'}),
        ]
    )
    carry(tree, [("lang", "kk"), ("theme", "dark")])
    first, second, third, outside, form, drawing = tree.children
    assert first.href == "/cases?year_to=2005&lang=kk&theme=dark"
    assert second.href == "/data?lang=kk&theme=dark#source-x"
    assert third.href == "/?theme=light"
    assert outside.href == "https://example.org/"
    assert [(choice.name, choice.children[0].value) for choice in form.children] == [("lang", "kk"), ("theme", "dark")]
    assert 'href="/observation/x?a=1&amp;b=2&amp;lang=kk&amp;theme=dark"' in getattr(drawing, "data-drawn")


def test_what_a_link_says_itself_is_not_carried_over() -> None:
    assert with_query("/cases?theme=light", [("theme", "dark"), ("lang", "kk")]) == "/cases?theme=light&lang=kk"
