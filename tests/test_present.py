"""Pages shown screen by screen: what each screen holds, what an address may ask for, and that it works as plain HTML."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from components import pages
from components.places import args_of
from components.present_bars import rows_apart
from components.present_chart import Told, drawing_height
from components.refusing import problem_of
from components.slides import BETWEEN, MOST_LINES, in_screens, number_of_lines
from components.state import View
from components.view_seen import seen
from loaders import DEFAULT_FOLDER, Dataset
from loaders.lesson_words import plain
from loaders.lessons import Step, lessons
from loaders.reconciling import reconciliations
from loaders.related import figure_row
from loaders.selection import Selection, Shown
from loaders.words import locator_words
from server.prerender import to_html
from trees import every, words

CHART, PAIR = "/adoptions", "/compare/opsc2004-p56-6/tm-4-4-7-2003"
COMPARED, SUMS = "/compare?indicator_id=adoptions_intercountry", "/compare?show=sums&topic=adoptions"
LESSON = "/lessons/stock-and-flow"
ALL = (CHART, PAIR, COMPARED, SUMS, LESSON)


@cache
def page(dataset: Dataset, address: str, **asked: str) -> html.Div:
    """The screens of a page; a tree is shared by tests, which do not change it."""
    path, _, query = address.partition("?")
    query = "&".join(filter(None, [query, "mode=present", *(f"{name}={value}" for name, value in asked.items())]))
    assert problem_of(dataset, path, args_of(query)) is None
    return pages.page(dataset, path, query)


def screens(dataset: Dataset, address: str, **asked: str) -> list[Component]:
    return every(page(dataset, address, **asked), "Section", className="screen")


def headings(dataset: Dataset, address: str, **asked: str) -> list[str]:
    return [words(heading) for heading in every(page(dataset, address, **asked), "H1")]


def stage(screen: Component) -> list[Component]:
    return every(screen, "Div", className="stage")


def notes(screen: Component) -> list[Component]:
    return every(screen, "Details", className="speaker-notes")


def without_spaces(said: str) -> str:
    """Words whose parts may stand in several elements, to be compared letter by letter."""
    return re.sub(r"\s", "", said)


def hrefs(node: Any, class_name: str) -> list[str]:
    return [link.href for link in every(node, "A", className=class_name)]  # type: ignore[attr-defined]


def refusal(dataset: Dataset, address: str) -> str | None:
    path, _, query = address.partition("?")
    return problem_of(dataset, path, args_of(query))


# what the screens of a page are


def test_a_chart_is_shown_part_by_part_and_told_at_the_end(real: Dataset) -> None:
    assert headings(real, CHART) == [
        "What could this show?",
        "What do the axes tell you?",
        "Which number would you ask about first?",
        "What is counted here, and what is not?",
        "Who counted, and who printed it?",
        "Another kind of source: what do you notice?",
        "What is different in this chart?",
        "What is different in this chart?",
        "In words",
        "Agreement of the sources",
    ]


def test_the_title_is_there_from_the_beginning_and_seen_from_its_layer_on(real: Dataset) -> None:
    found = [bool(every(screen, "Div", className="unrevealed")) for screen in screens(real, CHART)[:6]]
    assert found == [True, True, True, False, False, False]


def test_a_chart_of_all_sources_on_an_indicator_ends_with_their_verdict(real: Dataset) -> None:
    last = screens(real, COMPARED)[-1]
    assert "Sources disagree on 2003: 1,023 (Government report to the UN, 2004) against 933" in words(last)


def test_a_source_line_names_the_sources_of_the_marks_that_are_new(real: Dataset) -> None:
    below = [words(every(screen, "Div", className="below")) for screen in screens(real, CHART)[:6]]
    assert [bool(said) for said in below] == [False, False, False, False, True, True]
    assert "UNICEF" in below[4]
    assert "Government report to the UN, 2004" in below[5]
    assert "Government report to the UN, 2004" not in below[4]


def test_two_figures_are_shown_one_after_the_other_and_then_explained(real: Dataset) -> None:
    found = screens(real, PAIR)
    values = [[words(value) for value in every(screen, "P", className="value")] for screen in found[:2]]
    assert values == [["1,023", "933"]] * 2
    assert [len(every(screen, "Div", className="unrevealed")) for screen in found[:2]] == [1, 0]
    assert "The difference is 90." in words(found[3])


def test_a_sum_shows_its_total_then_its_parts_then_what_remains(real: Dataset) -> None:
    first = screens(real, SUMS)[:4]
    unseen = [len(every(screen, className="unrevealed")) for screen in first]
    assert unseen == [3, 2, 0, 0]
    assert "342 are not reconciled." in words(first[2])


def test_every_sum_has_its_screens(real: Dataset) -> None:
    number = sum(len(rows) for rows in reconciliations(real).values())
    assert len(screens(real, "/compare?show=sums")) == 4 * number


def test_a_topic_without_sums_says_so(real: Dataset) -> None:
    empty = next(topic for topic, rows in reconciliations(real).items() if not rows)
    assert len(screens(real, f"/compare?show=sums&topic={empty}")) == 1


def test_a_view_that_shows_nothing_says_so_on_one_screen(real: Dataset) -> None:
    (only,) = screens(real, "/adoptions?source_type=ngo")
    assert "No dated figure is shown" in words(only)


def lesson_ids() -> list[str]:
    """Every lesson of this repository, by its id."""
    with (DEFAULT_FOLDER / "lessons.csv").open(encoding="utf-8", newline="") as rows:
        return [row["lesson_id"] for row in csv.DictReader(rows)]


@pytest.mark.parametrize("lesson_id", lesson_ids())
def test_a_lesson_begins_with_its_aim_and_ends_with_its_questions(real: Dataset, lesson_id: str) -> None:
    lesson = lessons(real)[lesson_id]
    found = screens(real, lesson.address)
    assert words(found[0]).startswith(f"{lesson.title} {lesson.aim}")
    last = [without_spaces(words(stage(screen))) for screen in found[-len(lesson.questions) :]]
    asked = [without_spaces(plain(question.question)) for question in lesson.questions]
    assert [said.startswith(question) for said, question in zip(last, asked, strict=True)] == [True] * len(asked)


def test_answers_of_a_lesson_stand_in_the_speakers_notes_alone(real: Dataset) -> None:
    for lesson in lessons(real).values():
        found = screens(real, lesson.address)[-len(lesson.questions) :]
        for screen, question in zip(found, lesson.questions, strict=True):
            answer = without_spaces(plain(question.answer))
            (folded,) = every(notes(screen), "Details", className="answer")
            assert answer in without_spaces(words(folded))
            assert not getattr(folded, "open", None)
            assert without_spaces(words(screen)).count(answer) == 1


@pytest.mark.parametrize("lesson_id", lesson_ids())
def test_what_a_lesson_computes_is_marked_on_the_screen_and_told_in_the_notes(real: Dataset, lesson_id: str) -> None:
    lesson = lessons(real)[lesson_id]
    found = screens(real, lesson.address)
    told = {
        **{step.heading: step.words for step in lesson.steps},
        **{f"Question {question.number}": question.question for question in lesson.questions},
    }
    for heading, parts in told.items():
        screen = [screen for screen in found if words(every(screen, "H1")) == heading][-1]
        computed = [part for part in parts if part.kind == "computed"]
        assert [words(mark) for mark in every(stage(screen), "B", className="computed")] == [
            part.words for part in computed
        ]
        assert ("Underlined with dots: computed by us" in words(stage(screen))) == bool(computed)
        assert all(f"Computed by us: {part.how}" in words(notes(screen)) for part in computed)


def test_what_the_notes_of_a_lesson_compute_is_told_there(real: Dataset) -> None:
    for lesson in lessons(real).values():
        found = screens(real, lesson.address)
        noted = [part for step in lesson.steps for part in step.teacher_note]
        noted += [part for question in lesson.questions for part in question.answer]
        said = words(every(found, "Details", className="speaker-notes"))
        assert [
            part.how for part in noted if part.kind == "computed" and f"Computed by us: {part.how}" not in said
        ] == []


def test_every_screen_of_a_step_has_the_teachers_note(real: Dataset) -> None:
    for lesson in lessons(real).values():
        own = {step.heading: without_spaces(plain(step.teacher_note)) for step in lesson.steps}
        for screen in screens(real, lesson.address):
            note = own.get(words(every(screen, "H1")), "")
            assert note in without_spaces(words(notes(screen)))


def shown_by(dataset: Dataset, shows: str) -> list[tuple[Step, list[Component]]]:
    """Each step of a kind with its screens that show something, in all lessons."""
    return [
        (step, [one for one in screens(dataset, lesson.address) if words(every(one, "H1")) == step.heading][:-1])
        for lesson in lessons(dataset).values()
        for step in lesson.steps
        if step.shows == shows and (shows != "figures" or step.obs_ids)
    ]


@pytest.mark.parametrize("shows", ["pair", "figures"])
def test_the_notes_say_where_the_figures_of_a_lesson_stand_and_what_they_count(real: Dataset, shows: str) -> None:
    found = shown_by(real, shows)
    assert found
    for step, own in found:
        said = without_spaces(words([notes(screen) for screen in own])).replace(",", "")
        for obs_id in step.obs_ids:
            row = figure_row(real, obs_id)
            assert without_spaces(locator_words(real, row, "en")).replace(",", "") in said
            definition = real.label("indicators", row["indicator_id"], "en", column="definition")
            assert without_spaces(definition).replace(",", "") in said


def test_the_screens_of_a_sum_in_a_lesson_have_the_heading_of_their_step_and_ask_nothing(real: Dataset) -> None:
    found = shown_by(real, "sum")
    assert found
    for _, own in found:
        assert [words(every(screen, "P", className="prompt")) for screen in own] == [""] * 4


@pytest.mark.parametrize("lesson_id", lesson_ids())
def test_a_step_of_a_lesson_shows_its_picture_before_it_says_anything(real: Dataset, lesson_id: str) -> None:
    lesson = lessons(real)[lesson_id]
    for step in lesson.steps:
        own = [one for one in screens(real, lesson.address) if words(every(one, "H1")) == step.heading]
        said = without_spaces(plain(step.words))
        assert [said in without_spaces(words(stage(one))) for one in own] == [False] * (len(own) - 1) + [True]


@pytest.mark.parametrize(("address", "place"), [(CHART, -1), (SUMS, 3)])
def test_what_has_been_answered_is_not_asked_again(real: Dataset, address: str, place: int) -> None:
    assert every(screens(real, address)[place], "P", className="prompt") == []


def test_a_sum_of_many_figures_in_one_row_says_that_it_is_ours(real: Dataset) -> None:
    together = [row for row in every(page(real, "/compare?show=sums"), "Tr") if "; figures: " in words(row)]
    assert together
    for row in together:
        (value,) = every(row, "Td", className="value")
        assert ("Computed here; no source prints this." in words(row)) == bool(words(value))
    assert any(words(every(row, "Td", className="value")) for row in together)


# the frame


@pytest.mark.parametrize("address", ALL)
def test_nothing_stands_around_the_screens(real: Dataset, address: str) -> None:
    whole = page(real, address)
    assert [every(whole, kind) for kind in ("Header", "Footer", "Form", "Button", "Select")] == [[]] * 5
    assert len(every(whole, "Main")) == 1


@pytest.mark.parametrize("address", ALL)
def test_one_screen_is_shown_and_the_others_wait(real: Dataset, address: str) -> None:
    found = screens(real, address, step="2")
    assert [not getattr(screen, "hidden", None) for screen in found] == [number == 1 for number in range(len(found))]


@pytest.mark.parametrize("address", ALL)
def test_every_screen_has_one_heading_and_notes_that_are_folded(real: Dataset, address: str) -> None:
    for screen in screens(real, address):
        assert len(every(screen, "H1")) == 1
        (notes,) = every(screen, "Details", className="speaker-notes")
        assert not getattr(notes, "open", None)


def test_a_step_beyond_the_last_shows_the_last(real: Dataset) -> None:
    shown = [screen for screen in screens(real, PAIR, step="99") if not getattr(screen, "hidden", None)]
    assert [getattr(screen, "data-screen") for screen in shown] == ["5"]


def test_each_screen_leads_to_its_neighbours_and_out(real: Dataset) -> None:
    found = screens(real, PAIR)
    here = f"{PAIR}?mode=present"
    assert [hrefs(screen, "to-screen") for screen in found] == [
        [f"{here}&step=2"],
        [here, f"{here}&step=3"],
        [f"{here}&step=2", f"{here}&step=4"],
        [f"{here}&step=3", f"{here}&step=5"],
        [f"{here}&step=4"],
    ]
    assert {way for screen in found for way in hrefs(screen, "leave")} == {PAIR}


def test_language_theme_and_choices_stay_from_screen_to_screen_and_on_the_way_out(real: Dataset) -> None:
    whole = page(real, "/adoptions?year_to=2015", lang="ru", theme="dark")
    assert (whole.lang, getattr(whole, "data-theme")) == ("ru", "dark")  # type: ignore[attr-defined]
    ways = {*hrefs(whole, "to-screen"), *hrefs(whole, "leave")}
    assert all({"year_to=2015", "lang=ru", "theme=dark"} <= set(way.partition("?")[2].split("&")) for way in ways)


def test_each_screen_leads_to_itself_in_every_language(real: Dataset) -> None:
    third = screens(real, f"{PAIR}?theme=dark", lang="ru")[2]
    (ways,) = every(third, "Span", className="in-languages")
    here = f"{PAIR}?theme=dark&mode=present"
    found = {way.hrefLang: (way.href, words(way)) for way in every(ways, "A")}  # type: ignore[attr-defined]
    assert found == {
        "kk": (f"{here}&step=3&lang=kk", "KK  Қазақша"),
        "ru": (f"{here}&step=3&lang=ru", "RU  Русский"),
        "en": (f"{here}&step=3", "EN  English"),
    }


def test_notes_begin_with_the_keys(real: Dataset) -> None:
    for screen in screens(real, CHART):
        assert words(every(notes(screen), "P")[0]).startswith("Keys: arrows")


def test_the_title_of_the_document_is_that_of_the_page(real: Dataset) -> None:
    assert pages.title(real, CHART, "mode=present") == pages.title(real, CHART, "")


class Ids(HTMLParser):
    """Every id of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [str(value) for name, value in attrs if name == "id"]


@pytest.mark.parametrize("address", [*ALL, "/convictions", "/cases", "/trafficking", "/context"])
def test_no_id_stands_twice_so_that_hatching_is_that_of_its_own_drawing(real: Dataset, address: str) -> None:
    parser = Ids()
    parser.feed(to_html(page(real, address)))
    assert [name for name, times in Counter(parser.found).items() if times > 1] == []


# what an address may ask for


@pytest.mark.parametrize(
    "address", ["/data", "/quality", "/", "/follow-up", "/compare", "/compare?show=alike", "/lessons"]
)
def test_other_pages_know_no_such_mode(real: Dataset, address: str) -> None:
    said = refusal(real, f"{address}{'&' if '?' in address else '?'}mode=present")
    assert said is not None
    assert "mode" in said


@pytest.mark.parametrize("query", ["mode=slides", "mode=", "mode=present&mode=present", "step=2", "mode=present&step=0", "mode=present&step=two", "mode=present&step=1000", "mode=present&step=-1", "mode=present&step=01", "mode=present&step=", "mode=present&step=%C2%B2", "mode=present&step=%D9%A3"])  # fmt: skip
def test_what_is_no_mode_and_no_step_is_refused(real: Dataset, query: str) -> None:
    assert refusal(real, f"{CHART}?{query}") is not None


@pytest.mark.parametrize("number", [1, 99, 100, 999])
def test_a_step_is_any_number_of_up_to_three_digits(real: Dataset, number: int) -> None:
    assert refusal(real, f"{SUMS}&mode=present&step={number}") is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "A step is a number from 1 to 999."),
        ("ru", "Номер шага – число от 1 до 999."),
        ("kk", "Қадам нөмірі – 1-ден 999-ға дейінгі сан."),
    ],
)
def test_what_is_no_step_is_refused_in_a_sentence_of_its_own(real: Dataset, lang: str, said: str) -> None:
    assert refusal(real, f"{CHART}?mode=present&step=0&lang={lang}") == said


def test_a_sheet_for_print_is_not_presented(real: Dataset) -> None:
    assert refusal(real, f"{LESSON}?sheet=handout&mode=present") is not None


@pytest.mark.parametrize("address", ALL)
def test_a_page_leads_to_its_screens(real: Dataset, address: str) -> None:
    path, _, query = address.partition("?")
    found = [link.href for link in every(pages.page(real, path, query), "A") if "mode=present" in link.href]  # type: ignore[attr-defined]
    assert found[0] == f"{address}{'&' if query else '?'}mode=present"


# what fits


def test_every_view_fits_on_screens(real: Dataset, views: list[tuple[Selection, Shown]]) -> None:
    """No drawing is higher than its room, whatever the indicator and its division, over all years."""
    from components.present_view import LOWEST, _charts, _told

    faults = []
    for selection, _ in views[::12]:
        view = View(selection)
        found = seen(real, view)
        for figure, told in _charts(real, view, found, _told(real, view, found, "en"), lang="en"):
            room, height = drawing_height(real, told), figure["layout"]["height"]
            if height > max(room, LOWEST) + 1:
                faults.append((selection.indicator_id, selection.breakdown, height, room))
    assert faults == []


def test_bars_on_several_screens_keep_their_scale_and_their_order(real: Dataset) -> None:
    view = View(Selection("adoptions", "consular_register", "counterpart_area"))
    (one,) = seen(real, view).charts.large
    parts = [*rows_apart(one.figure, 200)]
    assert len(parts) == 3
    assert {str(part["layout"]["xaxis"]) for part in parts} == {str(one.figure["layout"]["xaxis"])}
    names = [name for part in parts for name in reversed(part["layout"]["yaxis"]["ticktext"])]
    assert names == one.figure["layout"]["yaxis"]["ticktext"][::-1]
    marks = [trace for part in reversed(parts) for trace in part["data"]]
    assert marks == one.figure["data"]


def test_sentences_are_told_on_as_many_screens_as_they_need() -> None:
    sentence = "One source prints a figure for a year, and another source prints another one. " * 3
    groups = [*in_screens([sentence.strip()] * 7)]
    assert [sentence for group in groups for sentence in group] == [sentence.strip()] * 7
    assert len(groups) > 1
    assert all(sum(map(number_of_lines, group)) <= MOST_LINES for group in groups)


def test_short_sentences_need_a_line_each_and_room_between_them() -> None:
    groups = [*in_screens([f"Sentence {number}." for number in range(20)])]
    assert sum(map(len, groups)) == 20
    assert all(len(group) + BETWEEN * (len(group) - 1) <= MOST_LINES for group in groups)


def test_a_long_title_leaves_less_room_for_the_drawing(real: Dataset) -> None:
    figures = seen(real, View(Selection("adoptions", "adoptions_intercountry"))).ready
    short, long = Told("Children adopted", "children", figures), Told("Children adopted " * 6, "children", figures)
    assert drawing_height(real, long) < drawing_height(real, short)


def test_the_style_sheet_holds_the_scale_that_drawings_are_reckoned_with() -> None:
    from components.present_chart import ZOOM
    from sources_of_code import ROOT

    sheet = (ROOT / "assets" / "present.css").read_text(encoding="utf-8")
    steps = [(int(side), float(zoom)) for side, zoom in re.findall(r"min-height: (\d+)px\).*?calc\(([\d.]+) ", sheet)]
    assert (768, ZOOM) in steps
    assert [side for side, zoom in steps if zoom > ZOOM * side / 768 + 0.001] == []
