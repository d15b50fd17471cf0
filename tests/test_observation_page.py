"""The page and the panel of one figure: what stands on them, and that every figure has one."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest
from dash.development.base_component import Component

from components import ids
from components.figure_card import LONGEST_HEADING, figure_card
from components.figure_others import AT_ONCE, CLASS_TEXTS, difference_words
from components.observation_page import observation_description, observation_page, observation_title
from components.places import args_of, place_of
from components.refusing import problem_of
from components.state import figure_address
from loaders import Dataset
from loaders.classes import CLASSES
from loaders.related import ORDER, figure_row, same_thing
from loaders.words import value_words
from server.prerender import to_html
from test_house import MACHINE, PRIVATE
from trees import walk, words

#: What makes the card of one figure different in kind from that of another.
KINDS = [
    "bound",
    "origin",
    "period_kind",
    "printed_by_media",
    "obs_status",
    "superseded",
    "measure_kind",
    "source_type",
]
VOID = {"br", "hr", "img"}
PHRASING = {"a", "b", "cite", "code", "q", "span"}
#: The elements that may stand directly inside of these.
INSIDE = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div"},
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "dt", "summary", *PHRASING), PHRASING),
}


def links(node: Any) -> dict[str, str]:
    """The words of every link by its address."""
    return {found.href: words(found) for found in walk(node) if type(found).__name__ == "A"}


def facts(node: Any) -> dict[str, str]:
    """The terms of all definition lists and what is said of them."""
    pairs = [
        found.children for found in walk(node) if type(found).__name__ == "Div" and isinstance(found.children, list)
    ]
    return {words(pair[0]): words(pair[1]) for pair in pairs if type(pair[0]).__name__ == "Dt"}


def chain(node: Any) -> list[str]:
    (steps,) = [found for found in walk(node) if getattr(found, "className", None) == "chain"]
    return [" ".join(words(step).split()) for step in steps.children]


def card(dataset: Dataset, obs_id: str) -> Component:
    return figure_card(dataset, obs_id, heading_level=2, close_href="/adoptions")


def sample(dataset: Dataset) -> list[str]:
    """One figure of each kind, and every figure that is relayed by way of somebody or has a part and a place."""
    figures = dataset.observations
    of_each_kind = figures.assign(
        relayed=figures["via"] != "", part=figures["breakdown"] != "", zero=figures["obs_value"] == 0
    ).drop_duplicates([*KINDS, "relayed", "part", "zero"])
    return list(of_each_kind["obs_id"])


@pytest.fixture(scope="module")
def pages(real: Dataset) -> dict[str, Component]:
    """The pages of the sample."""
    return {obs_id: observation_page(real, obs_id) for obs_id in sample(real)}


class Nesting(HTMLParser):
    """Collects elements that stand where they may not, and headings that skip an order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.headings: list[int] = []
        self.ids: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.open and tag not in INSIDE.get(self.open[-1], {tag}):
            self.faults.append(f"{tag} in {self.open[-1]}")
        if tag == "a" and "a" in self.open:
            self.faults.append("a in a")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.ids.update(value for name, value in attrs if name == "id" and value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


def nesting(html: str) -> Nesting:
    parser = Nesting()
    parser.feed(html)
    parser.close()
    return parser


# the card of one figure


def test_the_card_says_where_3676_stands_and_that_nobody_is_named_as_its_counter(real: Dataset) -> None:
    """Paragraph 56 of the initial report: 3,676 adopted by foreigners from 1 January 1999 to 1 January 2004."""
    shown = card(real, "opsc2004-p56-3")
    told = facts(shown)
    assert "3,676" in words(shown)
    assert told["Where it is printed"] == "para. 56"
    assert "CRC/C/OPSC/KAZ/1" in told["Symbol"]
    assert told["Published"] == "21 July 2004"
    assert "1999 to 2003" in told["Period"]
    assert "From 1 January 1999 to 1 January 2004" in told["Period"]
    assert chain(shown)[0] == "Counted by not stated: the source does not say who counted"
    assert "Government of Kazakhstan" in chain(shown)[-1]
    assert "https://undocs.org/CRC/C/OPSC/KAZ/1" in links(shown)
    assert "/observation/opsc2004-p56-3" in words(shown)


def test_a_link_to_another_site_tells_it_nothing(real: Dataset) -> None:
    outside = [found for found in walk(card(real, "opsc2004-p56-3")) if getattr(found, "href", "").startswith("http")]
    assert outside
    assert all(found.rel == "noopener noreferrer" for found in outside)


def test_a_stated_zero_says_that_the_source_says_so(real: Dataset) -> None:
    """Paragraph 23: the courts heard no case."""
    shown = words(card(real, "opsc2004-p23-1"))
    assert "did not hear any" in shown
    assert "The source states that there was none." in shown


def test_other_figures_claim_no_zero(real: Dataset) -> None:
    assert "there was none" not in words(card(real, "opsc2004-p56-3"))
    assert "there was none" not in words(card(real, "glotip-convicted-2004"))


def test_a_suppressed_figure_says_what_it_means(real: Dataset) -> None:
    shown = words(card(real, "glotip-convicted-2004"))
    assert "<5" in shown
    assert "hides this number" in shown
    assert "below 5" in shown


def test_a_bound_is_told_in_words(real: Dataset) -> None:
    """Paragraph 91: over 139,000 crimes in 1999."""
    shown = words(card(real, "opsc2004-p91-1"))
    assert "at least 139,000" in shown
    assert "the number may be higher" in shown


def test_words_of_another_language_are_marked_as_such(real: Dataset) -> None:
    shown = card(real, "altyn-orda-2013-1")
    assert "8,000" in words(shown)
    quoted = [found for found in walk(shown) if type(found).__name__ == "Q"]
    assert [(words(found), found.lang) for found in quoted] == [("восемь тысяч", "ru"), ("с 1998 года", "ru")]


def test_the_way_of_a_figure_is_told_from_counter_to_printer(real: Dataset) -> None:
    """Endnote 53 of ECPAT's report: the Ministry's count reached it through its member, Crisis Centre "Care"."""
    steps = chain(card(real, "ecpat2013-e53-1"))
    assert [step.split(" by ")[0] for step in steps] == ["Counted", "Relayed", "Printed"]
    assert "Ministry of Internal Affairs" in steps[0]
    assert "Zabota" in steps[1]
    assert "ECPAT International" in steps[2]
    assert "does not confirm it" in words(card(real, "ecpat2013-e53-1"))


def test_a_body_that_prints_its_own_count_is_named_once(real: Dataset) -> None:
    (step,) = chain(card(real, "us-state-tip-2003-2"))
    assert step.startswith("Counted and printed by")


def test_the_press_is_named_as_press(real: Dataset) -> None:
    assert chain(card(real, "altyn-orda-2013-1"))[-1].count("(press)") == 1


def test_every_warning_stands_with_its_explanation(real: Dataset) -> None:
    for obs_id in ("opsc2004-p56-6", "altyn-orda-2013-1", "ecpat2013-e90-2"):
        shown = words(card(real, obs_id))
        for name in figure_row(real, obs_id)["all_warnings"].split("|"):
            assert real.label("warnings", name) in shown
            assert real.label("warnings", name, column="explanation") in shown


def test_a_replaced_figure_and_its_successor_lead_to_each_other(real: Dataset) -> None:
    """Tier 3 of June 2003 became Tier 2 on 9 September 2003."""
    assert "/observation/us-state-tip-2003-2" in links(card(real, "us-state-tip-2003-1"))
    assert "later replaced" in words(card(real, "us-state-tip-2003-1"))
    assert "replaces an earlier figure" in words(card(real, "us-state-tip-2003-2"))


def test_where_no_people_are_counted_nothing_is_said_of_sex_and_age(real: Dataset) -> None:
    assert not {"Sex and age", "Who"} & set(facts(card(real, "us-state-tip-2003-2")))
    assert facts(card(real, "opsc2004-p56-3"))["Sex and age"] == "both sexes, under 18"


def test_a_part_names_what_it_is_a_part_of(real: Dataset) -> None:
    """Paragraph 60: one child on the consular register in Russia."""
    assert facts(card(real, "opsc2004-p60-11"))["country"] == "Russian Federation"


# what stands against it


def test_the_other_count_of_2003_stands_first_with_what_differs_and_why(real: Dataset) -> None:
    """1,023 in paragraph 56 of the government's report, 933 in TransMonEE's table 4.4.7."""
    shown = card(real, "opsc2004-p56-6")
    block = next(found for found in walk(shown) if getattr(found, "className", None) == "class-conflict")
    told = " ".join(words(block).split())
    assert told.startswith("Printed as the same thing, with two different figures. 933 , 2003")
    assert "90 lower than this figure (computed here)" in told
    assert "Statistical office of Kazakhstan" in told
    assert "counted by different bodies: " in told
    assert "90 higher than this figure (computed here)" in words(card(real, "tm-4-4-7-2003"))


def test_a_difference_is_told_in_points_for_shares_and_not_at_all_where_it_says_nothing(real: Dataset) -> None:
    own = figure_row(real, "opsc2004-p56-6")
    other = same_thing(real, "opsc2004-p56-6").iloc[0].to_dict()
    assert difference_words(real, own, {**other, "class": "coverage"}) == ""
    assert difference_words(real, own, {**other, "class": "definition"}) == ""
    assert difference_words(real, own, {**other, "difference": float("nan")}) == ""
    share, printed = {**own, "unit_measure": "percent"}, {**other, "difference": 1.5, "value_as_printed": "33.6"}
    assert difference_words(real, share, printed) == "1.5 percentage points lower than this figure (computed here)."


def test_nothing_computed_stands_on_a_card_without_saying_so(real: Dataset) -> None:
    """Of all pairs, each difference that is shown says that it was computed here."""
    comparisons = real.comparisons
    for obs_id in sorted(set(comparisons["obs_a"]))[::9]:
        for found in walk(card(real, obs_id)):
            if getattr(found, "className", None) == "difference":
                assert "(computed here)" in words(found)


def test_every_class_has_a_sentence_and_stands_in_the_order_of_weight(real: Dataset) -> None:
    assert sorted(CLASS_TEXTS) == sorted(CLASSES)
    named = re.findall(r'class="class-(\w+)"', to_html(card(real, "opsc2004-p56-6")))
    assert named == sorted(named, key=ORDER.index)
    assert named[0] == "conflict"


def test_the_groups_keep_that_order_and_not_that_of_the_alphabet(
    real: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = real.comparisons
    pairs = pairs.assign(**{"class": pairs["class"].where(pairs["class"] != "conflict", "same_origin")})
    monkeypatch.setattr(Dataset, "comparisons", property(lambda _: pairs))
    named = re.findall(r'class="class-(\w+)"', to_html(card(real, "opsc2004-p56-6")))
    assert named == ["same_origin", "coverage", "definition"]


def test_only_a_few_of_a_class_are_open_at_once(real: Dataset) -> None:
    """A total of fourteen years overlaps dozens of figures of its family."""
    html = to_html(card(real, "ak-zhaiyk-2014-1"))
    outside = re.sub(r"<details>.*?</details>", "", html)
    assert html.count('href="/observation/') > 40
    assert outside.count('href="/observation/') <= len(CLASSES) * AT_ONCE + 10


def test_what_is_easily_mistaken_is_named(real: Dataset) -> None:
    """Six cases of recruitment were brought in 2003 (paragraph 101), and courts heard none (paragraph 23)."""
    shown = card(real, "opsc2004-p23-1")
    assert "Easily mistaken for it" in words(shown)
    assert "/observation/opsc2004-p101-5" in links(shown)


# the panel


def test_the_panel_can_be_closed_and_opened_as_a_page(real: Dataset) -> None:
    shown = links(figure_card(real, "opsc2004-p56-3", heading_level=3, close_href="/adoptions?year_from=1999"))
    assert shown["/adoptions?year_from=1999"] == "Close"
    assert "Open it as a page" in to_html(card(real, "opsc2004-p56-3"))
    assert shown[figure_address(real, "opsc2004-p56-3")] == "See it in its chart"
    page = words(observation_page(real, "opsc2004-p56-3"))
    assert "Close" not in page
    assert "Open it as a page" not in page


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_the_headings_of_a_card_begin_at_the_order_asked_for(real: Dataset, level: int) -> None:
    html = to_html(figure_card(real, "opsc2004-p56-6", heading_level=level, close_href="/adoptions"))
    assert nesting(html).headings == [level, *[level + 1] * 7]


# the page


def test_the_heading_says_value_thing_and_time_and_takes_the_focus(real: Dataset) -> None:
    (heading,) = [found for found in walk(observation_page(real, "opsc2004-p56-3")) if type(found).__name__ == "H1"]
    assert words(heading).split() == ["3,676", ":", "Children", "adopted", "by", "foreigners,", "1999", "to", "2003"]
    assert heading.tabIndex == -1
    assert heading.id == ids.FIGURE_TITLE


def heading_words(dataset: Dataset, obs_id: str) -> str:
    (heading,) = [found for found in walk(card(dataset, obs_id)) if getattr(found, "id", None) == ids.FIGURE_TITLE]
    return words(heading).replace(" : ", ": ")


def test_a_heading_is_short(pages: dict[str, Component]) -> None:
    """Without sex and part the longest is an indicator's name of nine words over an American fiscal year: sixteen."""
    headings = [
        found for page in pages.values() for found in walk(page) if getattr(found, "id", None) == ids.FIGURE_TITLE
    ]
    lengths = [len(words(heading).replace(" : ", ": ").split()) for heading in headings]
    assert len(lengths) == len(pages)
    assert max(lengths) <= 16
    assert sum(length <= LONGEST_HEADING for length in lengths) > 0.9 * len(lengths)


def test_a_heading_names_the_part_where_there_is_room_for_it(real: Dataset) -> None:
    assert heading_words(real, "opsc2004-p60-11").endswith("abroad, Russian Federation, 1 March 2004")


def test_title_and_description_name_figure_source_and_place(real: Dataset) -> None:
    title = observation_title(real, "opsc2004-p56-3")
    assert title == "3,676: Children adopted by foreigners, 1999 to 2003 – Government report to the UN, 2004"
    description = observation_description(real, "opsc2004-p56-3")
    assert all(part in description for part in ("3,676", "para. 56", "Government of Kazakhstan", "not stated"))
    assert description.count("\n") == 0


def test_no_two_figures_of_a_source_have_the_same_title_unless_they_say_the_same(real: Dataset) -> None:
    titles = Counter(observation_title(real, obs_id) for obs_id in real.observations["obs_id"])
    assert sum(times - 1 for times in titles.values()) <= 10


def test_the_page_leads_to_its_topic_its_indicator_and_the_figures_beside_it(real: Dataset) -> None:
    """TransMonEE, table 4.4.7: 883 in 2002, 938 in 2004."""
    page = observation_page(real, "tm-4-4-7-2003")
    path, series = (found for found in walk(page) if type(found).__name__ == "Nav")
    assert [words(found) for found in walk(path) if type(found).__name__ == "A"] == [
        "Adoptions",
        "Children adopted by foreigners",
    ]
    assert links(series) == {"/observation/tm-4-4-7-2002": "883 (2002)", "/observation/tm-4-4-7-2004": "938 (2004)"}


def test_an_unknown_figure_is_an_error(real: Dataset) -> None:
    for told in (observation_page, observation_title, observation_description):
        with pytest.raises(KeyError):
            told(real, "no-such-figure")


# every kind of figure


def test_the_sample_holds_every_kind_of_value_origin_and_period(real: Dataset) -> None:
    figures = real.observations.set_index("obs_id").loc[sample(real)]
    for column in KINDS:
        assert set(figures[column]) == set(real.observations[column])


def test_a_figure_of_every_kind_has_a_page_that_is_well_nested(pages: dict[str, Component]) -> None:
    for obs_id, page in pages.items():
        html = to_html(page)
        found = nesting(html)
        assert (obs_id, found.faults, found.open) == (obs_id, [], [])
        assert found.headings[0] == 1
        assert set(found.headings[1:]) == {2}
        assert max(found.ids.values()) == 1
        assert not re.search(r">\s*(nan|None|NaT)\b|nan%", html)


def test_every_link_of_a_page_leads_somewhere(real: Dataset, pages: dict[str, Component]) -> None:
    """All pages of figures and one chart of each kind; the address of a chart is costly to check. Files have their tests."""
    elsewhere = ("http", "/api/")
    for href in {href for page in pages.values() for href in links(page) if not href.startswith(elsewhere)}:
        assert place_of(real, href.partition("#")[0].partition("?")[0]) is not None, href
    for page in list(pages.values())[::5]:
        for href in links(page):
            path, _, query = href.partition("#")[0].partition("?")
            assert href.startswith(elsewhere) or problem_of(real, path, args_of(query)) is None, href


def test_every_figure_of_the_invented_data_has_a_page(spoken: Dataset) -> None:
    """Its codes and warnings have other words; a card asks for none that a data folder need not have."""
    for row in spoken.observations.to_dict("records"):
        html = to_html(observation_page(spoken, row["obs_id"]))
        assert to_html(value_words(spoken, row)) in html
        assert nesting(html).faults == []


def test_no_page_holds_an_address_or_a_number_of_a_person(pages: dict[str, Component]) -> None:
    for page in pages.values():
        shown = re.sub(r"https?://\S+", "", words(page))
        assert [rule.findall(shown) for rule in PRIVATE.values()] == [[], [], []]
        assert not MACHINE.search(shown)


def test_who_counted_relayed_and_printed_is_always_a_body_and_no_person(
    real: Dataset, pages: dict[str, Component]
) -> None:
    labels = set(real.table("bodies")["label_en"])
    for obs_id, page in pages.items():
        row = figure_row(real, obs_id)
        named = [found for found in walk(page) if getattr(found, "className", None) == "chain"]
        bold = {words(found) for found in walk(named) if type(found).__name__ == "B"}
        assert bold <= labels
        assert len(bold) == len(
            {row["counted_by"] or row["publisher"], row["publisher"], *row["via"].split("|")} - {""}
        )


def test_the_nesting_check_finds_what_it_is_for() -> None:
    assert nesting("<p><ul><li>x</li></ul></p>").faults == ["ul in p"]
    assert nesting("<ul><p>x</p></ul>").faults == ["p in ul"]
    assert nesting('<a href="/"><b><a href="/">x</a></b></a>').faults == ["a in a"]
    assert nesting("<div><p>x</div>").faults != []


def test_every_kind_of_pair_is_worded_from_both_sides(real: Dataset) -> None:
    comparisons = real.comparisons
    for kind, rows in comparisons.groupby("class"):
        for obs_id in pd.concat([rows["obs_a"].head(1), rows["obs_b"].head(1)]):
            assert f"class-{kind}" in to_html(card(real, obs_id))
