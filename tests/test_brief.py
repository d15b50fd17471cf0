"""The brief on a topic and the page on the dashboard: chosen by rules, complete, and linked from where readers are."""

from __future__ import annotations

import pytest

from components import pages, refusing
from components.brief_page import brief_page
from components.places import Place, place_of
from loaders import Dataset
from loaders.brief import MOST_ASKED, MOST_GAPS, MOST_INDICATORS, MOST_PAIRS, brief_of
from loaders.disagreements import conflicts
from loaders.following import gaps_on
from loaders.selection import SOURCE_TYPES
from loaders.tables import TOPICS
from loaders.texts import LANGUAGES
from trees import every, words


@pytest.mark.parametrize("topic", TOPICS)
def test_a_brief_holds_no_more_than_fits_and_says_what_is_left(real: Dataset, topic: str) -> None:
    brief = brief_of(real, topic)
    assert 1 <= len(brief.latest) <= MOST_INDICATORS
    assert len(brief.conflicts) == min(MOST_PAIRS, len(conflicts(real)[topic]))
    assert brief.all_conflicts == len(conflicts(real)[topic])
    assert len(brief.conflicts) + len(brief.seeming) <= MOST_PAIRS
    assert len(brief.gaps) + brief.more_gaps == len(gaps_on(real, topic))
    assert len(brief.gaps) <= MOST_GAPS
    assert len(brief.asked) <= MOST_ASKED
    told = real.table("indicators").query("topic == @topic and population != 'child_offenders'")["indicator_id"]
    assert len(brief.latest) + brief.more_indicators == len(set(told) & set(real.observations["indicator_id"]))
    recommended = real.table("recommendations").query("topic == @topic")
    by_gap = {gap for row in recommended.to_dict("records") for gap in row["closes_gaps"].split("|")}
    assert (brief.more_asked > 0) <= (len(brief.asked) == MOST_ASKED)
    assert bool(brief.asked) <= bool(by_gap)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_addresses_on_paper_name_the_language(real: Dataset, lang: str) -> None:
    tree = pages.page(real, "/brief/adoptions", f"lang={lang}" if lang != "en" else "")
    ways = [part for part in every(tree) if getattr(part, "href", None) and words(part).startswith("/")]
    assert len(ways) >= 4
    assert [words(way) for way in ways if ("lang=" in words(way)) != (lang != "en")] == []


def test_headline_indicators_stand_first(real: Dataset) -> None:
    assert [one.indicator_id for one in brief_of(real, "adoptions").latest[:2]] == [
        "adoptions_total",
        "adoptions_intercountry",
    ]


def test_children_as_offenders_are_in_no_brief(real: Dataset) -> None:
    for one in brief_of(real, "convictions").latest:
        assert real.row("indicators", one.indicator_id)["population"] != "child_offenders"


def test_each_kind_of_source_tells_its_latest_figure_with_year_and_owner(real: Dataset) -> None:
    total = brief_of(real, "adoptions").latest[0]
    assert list(total.by_kind) == list(SOURCE_TYPES)
    (government,) = total.by_kind["government"]
    # CRC/C/OPSC/KAZ/1, paragraph 56: 4,715 children adopted in 2003
    assert (government["obs_value"], government["source_id"]) == (4715, "opsc2004")
    # TransMonEE, table 4.4.1: 3,515 in 2011
    (international,) = total.by_kind["international"]
    assert (international["obs_value"], international["period_start"].year) == (3515, 2011)
    assert total.by_kind["ngo"] == ()


def test_the_strongest_conflict_is_told_with_both_figures_and_its_explanation(real: Dataset) -> None:
    told = words(brief_page(real, "adoptions"))
    worst = conflicts(real)["adoptions"][0]
    assert worst.explanation is not None
    assert worst.explanation["explanation_en"] in told
    # TransMonEE, table 4.4.1, against UNICEF's fact sheet on Kazakhstan
    assert "4,228" in told
    assert "3,519" in told


def test_what_somebody_asks_for_is_told_before_other_gaps(real: Dataset) -> None:
    brief = brief_of(real, "trafficking")
    asked = [gap["askers"] > 0 for gap in (*brief.gaps,)]
    assert asked == sorted(asked, reverse=True)
    closed = {name for row in brief.asked for name in row["closes_gaps"].split("|")}
    assert closed & set(gaps_on(real, "trafficking")["gap_id"])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_source_of_a_brief_is_cited_in_it(real: Dataset, topic: str, lang: str) -> None:
    (cited,) = every(brief_page(real, topic, lang), "Div", className="brief-end")
    for name in brief_of(real, topic).source_ids:
        assert real.label("sources", name, lang, column="short_label") in words(cited)


def test_a_topic_leads_to_its_brief_and_every_page_to_what_this_is(real: Dataset) -> None:
    page = pages.page(real, "/cases", "lang=ru")
    hrefs = [link.href for link in every(page, "A")]  # type: ignore[attr-defined]
    assert hrefs.count("/brief/cases?lang=ru") == 2
    assert "/about?lang=ru" in hrefs


def test_briefs_and_the_page_about_understand_language_and_theme_alone(real: Dataset) -> None:
    assert place_of(real, "/brief/cases") == Place("brief", "cases")
    assert place_of(real, "/brief/crimes") is None
    assert place_of(real, "/brief") is None
    for path in ("/brief/cases", "/about"):
        assert refusing.problem_of(real, path, {"lang": ["kk"], "theme": ["dark"]}) is None
        assert refusing.problem_of(real, path, {"topic": ["cases"]})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_about_holds_every_term_in_its_own_language(real: Dataset, lang: str) -> None:
    page = pages.page(real, "/about", f"lang={lang}")
    terms = real.table("glossary")
    for language in LANGUAGES:
        said = {words(span) for span in every(page, "Span") if getattr(span, "lang", None) == language}
        assert set(terms[f"term_{language}"]) <= said


def test_a_term_that_nobody_has_confirmed_is_marked(real: Dataset) -> None:
    page = pages.page(real, "/about", "")
    terms = real.table("glossary")
    awaiting = sum(int((terms[f"status_{lang}"] == "awaiting").sum()) for lang in ("ru", "kk"))
    marked = [span for span in every(page, "Span") if words(span) == "*"]
    assert len(marked) == awaiting > 0
    waiting = int((terms["status_kk"] == "awaiting").sum())
    assert f"{waiting} of {len(terms)}" in words(page)
