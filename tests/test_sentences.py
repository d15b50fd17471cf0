"""The sentence beside a chart: it says what is shown, and changes with every choice."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from loaders import Dataset
from loaders.divisions import TOTAL
from loaders.latest import latest_of, lead
from loaders.selection import Selection, Shown, gaps_of, shown_figures
from loaders.sentences import MOST_TOLD, summary

CRIMES = Selection("cases", "example_crimes")
CONVICTED = Selection("convictions", "example_convicted")


def said(dataset: Dataset, choice: Selection) -> str:
    return " ".join(summary(dataset, choice, shown_figures(dataset, choice), gaps_of(dataset, choice)))


def test_it_says_what_is_counted_in_which_years(spoken: Dataset) -> None:
    words = said(spoken, replace(CRIMES, year_from=2004, year_to=2005))
    assert "Example example_crimes" in words
    assert "2004 to 2005" in words


def test_it_names_each_source_with_its_value_and_period(spoken: Dataset) -> None:
    words = said(spoken, replace(CRIMES, year_from=2004, year_to=2004))
    assert "Example report_gov" in words
    assert "1,130 for 2004" in words
    assert "Example report_league" in words
    assert "1,900 for 2004" in words


def test_it_tells_own_relayed_and_unattributed_apart(spoken: Dataset) -> None:
    own, relayed, nobody = (
        said(spoken, replace(CRIMES, source_types=(kind,), year_from=year, year_to=year))
        for kind, year in (("government", 2003), ("international", 2003), ("ngo", 2005))
    )
    assert "Example ministry" in relayed
    assert "Example ministry" not in own + nobody
    assert "does not say who counted" in nobody
    assert "does not say who counted" not in own + relayed


def test_it_says_bounds_and_never_a_bare_number_for_them(spoken: Dataset) -> None:
    words = said(spoken, replace(CRIMES, year_from=2008, year_to=2008))
    assert re.search("prints Example at_least 800 [(]printed “.+”[)] for 2008", words)


def test_it_says_suppressed_as_the_source_prints_it(spoken: Dataset) -> None:
    words = said(spoken, replace(CONVICTED, breakdown="citizenship"))
    assert "<5 for 2004" in words
    assert " 0 " not in words


def test_it_says_a_stated_zero(spoken: Dataset) -> None:
    words = said(spoken, replace(CRIMES, source_types=("government",), year_from=2007, year_to=2007))
    assert "prints 0 (printed “no crimes”) for 2007" in words


def test_it_says_where_the_way_of_counting_changed(spoken: Dataset) -> None:
    assert "changed with the figures for 2006" in said(spoken, CRIMES)
    assert "changed" not in said(spoken, replace(CRIMES, year_from=2007))


def test_it_mentions_undated_figures(spoken: Dataset) -> None:
    assert "no date" in said(spoken, CRIMES)
    assert "no date" not in said(spoken, replace(CRIMES, source_types=("government",)))


def test_it_mentions_what_sources_say_is_not_known(spoken: Dataset) -> None:
    assert "not known" in said(spoken, CRIMES)
    assert "not known" not in said(spoken, CONVICTED)


def test_it_mentions_figures_of_other_years(spoken: Dataset) -> None:
    assert "other years" in said(spoken, replace(CRIMES, year_from=2005))
    assert "other years" not in said(spoken, replace(CRIMES, year_from=1999))


def test_it_says_when_nothing_is_shown(spoken: Dataset) -> None:
    words = said(spoken, replace(CRIMES, source_types=("international",), year_from=2010, year_to=2010))
    assert words.startswith("No dated figure")
    assert "Example example_crimes" in words


@pytest.mark.parametrize(
    "change",
    [
        {"indicator_id": "example_victims"},
        {"breakdown": "sex"},
        {"source_types": ("government",)},
        {"source_types": ("ngo", "international")},
        {"year_from": 2005},
        {"year_to": 2005},
    ],
)
def test_it_changes_with_every_choice(spoken: Dataset, change: dict[str, object]) -> None:
    assert said(spoken, replace(CRIMES, **change)) != said(spoken, CRIMES)  # type: ignore[arg-type]


# extremes


def series(dataset: Dataset, **columns: list[object]) -> str:
    """What is said of a series of invented yearly figures with these columns."""
    length = len(next(iter(columns.values())))
    model = dataset.observations.set_index("obs_id", drop=False).loc[["crimes_2003"] * length].reset_index(drop=True)
    years = range(2002, 2002 + length)
    figures = model.assign(
        period_start=pd.to_datetime([f"{year}-01-01" for year in years]),
        period_end=pd.to_datetime([f"{year}-12-31" for year in years]),
        value_as_printed="many",
    ).assign(**columns)
    shown = replace(shown_figures(dataset, CRIMES), dated=figures, undated=figures.head(0), outside=figures.head(0))
    return " ".join(summary(dataset, CRIMES, shown, dataset.table("gaps").head(0)))


def test_it_names_the_lowest_and_the_highest_of_a_series(spoken: Dataset) -> None:
    words = series(spoken, obs_value=[50.0, 80.0, 20.0, 60.0])
    assert "lowest is 20 (2004)" in words
    assert "highest 80 (2003)" in words


def test_a_series_with_a_suppressed_figure_or_a_bound_has_no_extremes(spoken: Dataset) -> None:
    hidden = {"bound": ["exact", "suppressed", "exact"], "threshold": [None, 5.0, None]}
    assert "lowest" not in series(spoken, obs_value=[50.0, None, 20.0], **hidden)
    assert "lowest" not in series(spoken, obs_value=[50.0, 10.0, 20.0], bound=["exact", "at_least", "exact"])
    assert "lowest is 10 (2003)" in series(spoken, obs_value=[50.0, 10.0, 20.0])


def test_what_cannot_be_compared_is_not_ranked(spoken: Dataset) -> None:
    assert "lowest" not in series(spoken, obs_value=[50.0, 10.0, 20.0], obs_status=["A", "B", "A"])
    assert "lowest" in series(spoken, obs_value=[50.0, 10.0, 20.0], obs_status=["B", "A", "A"])
    assert "lowest" not in series(spoken, obs_value=[3.0, 2.0, 2.0], measure_kind=["rating"] * 3)


def test_a_figure_that_its_source_replaced_is_not_told(spoken: Dataset) -> None:
    assert "50" not in series(spoken, obs_value=[50.0, 10.0, 20.0], superseded=[True, False, False])


def test_a_series_of_suppressed_figures_has_no_extremes(spoken: Dataset) -> None:
    words = series(spoken, obs_value=[None] * 3, bound=["suppressed"] * 3, threshold=[5.0] * 3)
    assert "<5 for 2002" in words
    assert "lowest" not in words


def test_a_total_over_several_years_is_no_highest_value_among_single_years(spoken: Dataset) -> None:
    words = series(spoken, obs_value=[50.0, 80.0, 900.0], period_kind=["year", "year", "years"])
    assert "highest" not in words


def test_what_is_not_told_is_counted(spoken: Dataset) -> None:
    parts = [f"part_{number}" for number in range(MOST_TOLD + 2)]
    words = series(spoken, breakdown_value=parts, breakdown=["cause"] * len(parts))
    assert "2 more series" in words


# all of the data


def test_every_choice_of_the_data_can_be_said(real: Dataset, views: list[tuple[Selection, Shown]]) -> None:
    for choice, shown in views:
        words = " ".join(summary(real, choice, shown, gaps_of(real, choice)))
        assert real.label("indicators", choice.indicator_id) in words
        assert not {"{", "}", "nan", "NaT", "None"} & set(words.replace(",", " ").split())


def test_an_extreme_that_stands_twice_is_not_told_as_one(spoken: Dataset) -> None:
    assert "highest" not in series(spoken, obs_value=[21.0, 17.0, 21.0])


def test_it_says_how_many_figures_are_hidden_and_by_which_choices(spoken: Dataset) -> None:
    hidden = "figures, whatever their years, are hidden by what is chosen: "
    assert f"{hidden}Published by." in said(spoken, replace(CRIMES, source_types=("ngo",)))
    assert f"{hidden}Counted by." in said(spoken, replace(CRIMES, counted_by="nobody"))
    both = replace(CRIMES, source_types=("ngo",), counted_by="nobody")
    assert f"{hidden}Published by, Counted by." in said(spoken, both)
    assert "hidden" not in said(spoken, CRIMES)


def test_no_figure_is_called_the_latest_that_is_followed_by_one_outside_the_chosen_years(
    real: Dataset, views: list[tuple[Selection, Shown]]
) -> None:
    told = {True: 0, False: 0}
    for choice in (replace(one, year_from=2002, year_to=2011) for one, _ in views if one.breakdown == TOTAL):
        shown = shown_figures(real, choice)
        if shown.dated.empty:
            continue
        sentences = lead(real, choice, shown)
        last = latest_of(shown.dated)["period_end"].max()
        outside = shown.outside[~shown.outside["superseded"]]["period_end"]
        is_followed = bool((outside > last).any())
        told[is_followed] += 1
        assert sentences[0].startswith("Latest of the figures for these years (2002 to 2011):") == is_followed, choice
        assert sentences[0].startswith("Latest of the figures entered here:") != is_followed, choice
    assert min(told.values()) > 3
