"""Pictures of charts: one SVG that needs nothing else, with all that belongs to the chart inside of it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest

from components.drawing import svg_of
from components.picture import INKS, SIZES
from components.picture_file import picture_file
from components.picture_links import picture_href, picture_links
from components.picture_text import GAP, paragraph
from components.picture_words import paragraphs_of
from components.picture_wrap import BOLD, FAINT, MARK, Run, width_of_runs, wrapped
from components.places import Args, args_of
from components.state import view_of
from components.topic_chart import drawn_gaps, prepared
from components.topic_figures import topic_figures
from components.voices import with_letters
from loaders import Dataset
from loaders.citations import source_line, warnings_of
from loaders.events import events_between
from loaders.exports.download import BadQuery, Download
from loaders.selection import shown_figures
from trees import every, words

SVG = "{http://www.w3.org/2000/svg}"
SITE = "https://figures.example.org"
#: One for each kind of chart: over time, panels, bars, ratings, many sources, events, a stated gap.
TOPICS = {
    "line": "/adoptions",
    "panels": "/adoptions?breakdown=sex",
    "bars": "/adoptions?indicator_id=consular_register&breakdown=counterpart_area",
    "ratings": "/trafficking?indicator_id=tip_tier",
    "many": "/trafficking?indicator_id=trafficking_victims_kz_abroad&breakdown=ref_area&year_from=1998&year_to=2023",
    "parts": "/trafficking?indicator_id=trafficking_victims_detected&breakdown=citizenship&year_from=1998&year_to=2023",
    "events": "/adoptions?year_from=1998&year_to=2023&colour_by=counter&events=shown",
    "filtered": "/adoptions?source_type=government",
}
OTHERS = {
    "pair": "/compare/opsc2004-p56-6/tm-4-4-7-2003",
    "sum": "/compare/consular-register-countries-2004",
    "compared": "/compare?indicator_id=adoptions_intercountry",
    "timeline": "/follow-up",
    "nothing": "/adoptions?source_type=ngo",
}
ALL = TOPICS | OTHERS


@pytest.fixture(scope="module")
def drawn(real: Dataset) -> Any:
    """The picture of a page, in a size and an ink."""

    @cache
    def draw(address: str, size: str = "print", ink: str = "colour", site: str = SITE) -> Download:
        path, _, query = address.partition("?")
        asked: Args = {**args_of(query), "size": [size], "ink": [ink]}
        made = picture_file(real, f"{path[1:]}.svg", asked, site=site)
        assert made is not None
        return made

    return draw


def tree(made: Download) -> ElementTree.Element:
    return ElementTree.fromstring(made.body)


def lines(svg: ElementTree.Element) -> list[str]:
    """What is written in a picture, each text with its lines as one."""
    return [" ".join("".join(line.itertext()) for line in text) or (text.text or "") for text in svg.iter(f"{SVG}text")]


def told(made: Download) -> str:
    return re.sub(r"\s+", " ", " \n ".join(lines(tree(made))))


def squeezed(text: str) -> str:
    """A text without spaces: a long address is broken."""
    return re.sub(r"\s", "", text)


# what it is


@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ALL)
def test_a_picture_is_one_document_that_asks_for_nothing(drawn: Any, name: str, size: str, ink: str) -> None:
    made = drawn(ALL[name], size, ink)
    svg = tree(made)
    assert svg.tag == f"{SVG}svg"
    kinds = {part.tag.removeprefix(SVG) for part in svg.iter()}
    assert kinds <= {"svg", "g", "path", "rect", "line", "circle", "text", "tspan", "title", "desc", "defs", "pattern"}
    names = {key for part in svg.iter() for key in part.attrib}
    assert not names & {"style", "class", "href", "onclick", "onload", "tabindex"}
    assert b"var(" not in made.body
    addresses = set(re.findall(r"url\(([^)]*)\)", made.body.decode()))
    assert all(address.startswith("#") for address in addresses)
    assert {part.attrib["font-family"] for part in svg.iter() if "font-family" in part.attrib} <= {
        "sans-serif",
        "serif",
    }
    defined = {part.attrib["id"] for part in svg.iter(f"{SVG}pattern")}
    assert {address[1:] for address in addresses} <= defined


def test_it_is_160_millimetres_wide_for_paper_and_has_the_pixels_of_a_screen_for_a_slide(drawn: Any) -> None:
    paper, slide = (tree(drawn("/adoptions", size)).attrib for size in SIZES)
    assert (paper["width"], paper["viewBox"].split()[:3]) == ("160mm", ["0", "0", "800"])
    height = float(paper["height"].removesuffix("mm"))
    assert height * 5 == pytest.approx(float(paper["viewBox"].split()[3]), abs=0.1)
    assert (slide["width"], slide["height"], slide["viewBox"]) == ("1920", "1080", "0 0 1920 1080")


def test_the_same_view_gives_the_same_bytes_and_only_the_site_changes_them(real: Dataset, drawn: Any) -> None:
    once, again = (picture_file(real, "adoptions.svg", {"size": ["slide"]}, site=SITE) for _ in range(2))
    assert once == again
    assert once is not None
    here = drawn("/adoptions", "slide", "colour", "")
    assert here.body == once.body.replace(SITE.encode(), b"")


def test_a_picture_has_a_name_and_a_description_for_those_who_do_not_see_it(drawn: Any) -> None:
    svg = tree(drawn("/adoptions"))
    assert svg.attrib["role"] == "img"
    assert (svg[0].tag, svg[0].text) == (f"{SVG}title", "Children adopted by foreigners")
    assert svg[1].tag == f"{SVG}desc"
    assert "1,023" in (svg[1].text or "")


# what it holds


def test_it_holds_title_sentence_key_sources_warnings_licence_version_and_address(real: Dataset, drawn: Any) -> None:
    """Typed from the page of 2002 to 2011."""
    said = told(drawn("/adoptions"))
    for part in (
        "Children adopted by foreigners",
        "Unit: children. Kazakhstan, 2002 to 2011.",
        "130 for 2011, UNICEF TransMonEE, December 2020 (counted by: Statistical office of Kazakhstan).",
        "Sources disagree on 2003: 1,023 (Government report to the UN, 2004) against 933",
        "Government report to the UN, 2004: counted by Registry offices of Kazakhstan (its own figure)",
        "filled: the publisher's own count",
        "hollow: another body's count, relayed",
        "UNICEF TransMonEE, December 2020: table 4.4.7, Kazakhstan, 2002 – 2011.",
        "Break in the series. What is counted changed in this year. Do not compare it with the years before.",
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        real.content_hash[:12],
    ):
        assert part in said
    assert f"{SITE}/adoptions" in said


@pytest.mark.parametrize("name", TOPICS)
def test_a_picture_for_paper_holds_every_source_with_its_places_and_every_warning(
    real: Dataset, drawn: Any, name: str
) -> None:
    path, _, query = TOPICS[name].partition("?")
    shown = shown_figures(real, view_of(real, path, args_of(query)).selection).dated
    said = told(drawn(TOPICS[name]))
    for cited in source_line(real, shown):
        assert cited.short_label in said
        for place in cited.locators:
            assert place in said
    for warning in warnings_of(shown):
        assert real.label("warnings", warning, "en", column="explanation") in said


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ALL)
def test_every_picture_holds_the_address_of_its_view_the_licence_and_the_version(
    real: Dataset, drawn: Any, name: str, size: str
) -> None:
    said = squeezed(told(drawn(ALL[name], size)))
    assert real.content_hash[:12] in said
    assert "CCBY4.0" in said
    page = ALL[name] if name != "sum" else "/compare?show=sums#row-consular-register-countries-2004"
    view = said.rpartition(squeezed("This view: "))[2]
    assert view.startswith(f"{SITE}{page.partition('?')[0]}")


def marks(made: Download) -> set[str]:
    return {part.attrib["data-obs"] for part in tree(made).iter() if "data-obs" in part.attrib}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["line", "ratings", "events", "filtered", "panels", "bars"])
def test_every_figure_that_is_shown_has_its_mark(real: Dataset, drawn: Any, name: str, size: str) -> None:
    path, _, query = TOPICS[name].partition("?")
    shown = shown_figures(real, view_of(real, path, args_of(query)).selection).dated
    assert marks(drawn(TOPICS[name], size)) == set(shown["obs_id"])


def test_figures_without_a_place_in_the_charts_are_counted(real: Dataset, drawn: Any) -> None:
    path, _, query = TOPICS["many"].partition("?")
    shown = shown_figures(real, view_of(real, path, args_of(query)).selection).dated
    made = drawn(TOPICS["many"])
    missing = len(shown) - len(marks(made))
    assert missing > 1
    assert f"{missing} dated figures have no place in these charts" in told(made)


def test_the_chart_on_paper_is_the_one_on_the_page(real: Dataset, drawn: Any) -> None:
    view = view_of(real, "/adoptions", {})
    ready = prepared(real, with_letters(shown_figures(real, view.selection).dated))
    (chart,) = topic_figures(real, view, ready, gaps=drawn_gaps(real, view.selection)).large
    page, picture = ElementTree.fromstring(svg_of(chart.figure)), tree(drawn("/adoptions"))
    outlines = [part.attrib["d"] for part in page.iter("path")]
    drawn_there = [part.attrib["d"] for part in picture.iter(f"{SVG}path")]
    assert [outline for outline in drawn_there if outline in set(outlines)][: len(outlines)] == outlines
    labels = ["".join(part.itertext()) for part in page.iter("text")]
    assert set(labels) <= {"".join(part.itertext()) for part in picture.iter(f"{SVG}text")}


def test_the_numbers_of_a_strip_of_events_are_told(real: Dataset, drawn: Any) -> None:
    events = events_between(real, 1998, 2023)
    said = told(drawn(TOPICS["events"]))
    for number, event in zip(events["number"], events["event_id"], strict=True):
        assert f"{number}. " in said
        assert real.label("events", event) in said


def test_a_view_without_figures_says_so_and_has_no_chart(drawn: Any) -> None:
    made = drawn(OTHERS["nothing"])
    assert "No dated figure is shown" in told(made)
    assert marks(made) == set()


def test_a_pair_holds_both_figures_what_is_computed_and_why_they_differ(drawn: Any) -> None:
    said = told(drawn(OTHERS["pair"]))
    for part in ("1,023", "933", "The difference is 90.", "Counted by different bodies", "para. 56", "table 4.4.7"):
        assert part in said


def test_a_sum_holds_every_part_and_what_remains(drawn: Any) -> None:
    said = told(drawn(OTHERS["sum"]))
    for part in ("3,334", "United States", "3,098", "Türkiye", "Nothing remains", "para. 60"):
        assert part in said


# colours


def colours(made: Download) -> set[str]:
    used = {part.attrib[name] for part in tree(made).iter() for name in ("fill", "stroke") if name in part.attrib}
    return {colour for colour in used if colour != "none" and not colour.startswith("url(")}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ALL)
def test_in_black_there_is_no_colour_at_all(drawn: Any, name: str, size: str) -> None:
    for colour in colours(drawn(ALL[name], size, "black")):
        assert re.fullmatch("#[0-9a-f]{6}", colour)
        assert colour[1:3] == colour[3:5] == colour[5:7]


def test_in_colour_the_kinds_of_body_have_theirs(drawn: Any) -> None:
    assert {"#1b4f9c", "#1f7350"} <= colours(drawn("/adoptions"))
    assert "#a8410b" in colours(drawn(OTHERS["timeline"]))


def test_in_black_shape_and_filling_tell_the_kinds_of_body_and_whose_figure_it_is(drawn: Any) -> None:
    svg = tree(drawn("/adoptions", "print", "black"))
    shown = {(path.attrib["d"][:3], path.attrib["fill"]) for path in svg.iter(f"{SVG}path") if "fill" in path.attrib}
    # a circle begins at its right, a square at its lower right corner; filled, and hollow
    assert {("M5,", "#000000"), ("M5,", "#ffffff")} <= shown
    assert "Shape: who published" in told(drawn("/adoptions", "print", "black"))
    assert "Colour and shape: who published" in told(drawn("/adoptions"))


def test_hatching_is_seen_without_colours(drawn: Any) -> None:
    svg = tree(drawn(TOPICS["many"], "print", "black"))
    lines_of = [
        part.attrib["stroke"] for pattern in svg.iter(f"{SVG}pattern") for part in pattern if "stroke" in part.attrib
    ]
    assert set(lines_of) == {"#000000"}
    assert "a small number that the source hides" in told(drawn(TOPICS["many"], "print", "black"))


def test_a_stated_gap_is_hatched_and_explained(real: Dataset, drawn: Any) -> None:
    gaps = real.table("gaps")
    dated = gaps[gaps["period_start"].notna() & gaps["indicator_id"].isin(real.observations["indicator_id"])]
    row = dated.iloc[0]
    topic, year = real.row("indicators", row["indicator_id"])["topic"], row["period_start"].year
    made = drawn(f"/{topic}?indicator_id={row['indicator_id']}&year_from={year}&year_to={year}")
    assert list(tree(made).iter(f"{SVG}pattern"))
    assert "a source says that this is not known" in told(made)


# slides


def number_told(said: str, what: str) -> int:
    found = re.search(rf"([0-9]+|One) further {what}", said)
    return 0 if not found else 1 if found[1] == "One" else int(found[1])


def test_a_slide_says_how_many_charts_it_leaves_out(drawn: Any) -> None:
    paper, slide = told(drawn(TOPICS["parts"])), told(drawn(TOPICS["parts"], "slide"))
    hidden = number_told(slide, "charts?")
    assert hidden > 0
    assert number_told(paper, "charts?") == 0
    assert marks(drawn(TOPICS["parts"], "slide")) < marks(drawn(TOPICS["parts"]))


def test_a_slide_lists_an_event_or_counts_it(drawn: Any) -> None:
    said = told(drawn(OTHERS["timeline"], "slide"))
    listed = re.findall(r"(?<![0-9])([0-9]{1,2})\. ", said)
    assert len(set(listed)) + number_told(said, "laws") == 69
    assert "see the address below" in said


def test_a_slide_names_every_source_or_says_how_many_lines_of_the_key_it_leaves_out(real: Dataset, drawn: Any) -> None:
    for name, address in TOPICS.items():
        path, _, query = address.partition("?")
        shown = with_letters(shown_figures(real, view_of(real, path, args_of(query)).selection).dated)
        said = told(drawn(address, "slide"))
        letters = sorted(set(shown["letter"]))
        hidden = number_told(said, "lines? of the key")
        assert hidden < len(letters), name
        if not hidden:
            assert all(cited.short_label in said for cited in source_line(real, shown)), name


def test_a_slide_with_room_says_everything(drawn: Any) -> None:
    said = told(drawn(TOPICS["panels"], "slide"))
    assert "see the address below" not in said
    assert "Government report to the UN, 2004, para. 56" in said
    assert "The passage does not print the period of this figure." in said


# addresses


@pytest.mark.parametrize(
    ("name", "query", "parameter", "allowed"),
    [
        ("adoptions.svg", "size=poster", "size", "slide"),
        ("adoptions.svg", "ink=red", "ink", "black"),
        ("adoptions.svg", "size=print&size=slide", "size", ""),
        ("adoptions.svg", "colour=red", "colour", ""),
        ("adoptions.svg", "breakdown=planet", "breakdown", "total"),
        ("adoptions.svg", "year_from=2010&year_to=2004", "year_to", ""),
        ("compare.svg", "", "indicator_id", "adoptions_intercountry"),
        ("compare.svg", "indicator_id=nothing", "indicator_id", "adoptions_intercountry"),
        ("compare/consular-register-countries-2004.svg", "topic=cases", "topic", ""),
    ],
)
def test_what_the_page_would_refuse_is_refused(
    real: Dataset, name: str, query: str, parameter: str, allowed: str
) -> None:
    with pytest.raises(BadQuery) as refused:
        picture_file(real, name, args_of(query))
    assert refused.value.parameter == parameter
    assert allowed in ("", *refused.value.allowed)
    if allowed in ("slide", "black", "total"):
        assert "Allowed are: " in str(refused.value)


@pytest.mark.parametrize(
    "name", ["adoptions", "adoptions.png", "data.svg", "typo.svg", "compare/no-such-sum.svg", ".svg"]
)
def test_where_no_chart_is_there_is_no_picture(real: Dataset, name: str) -> None:
    assert picture_file(real, name, {}) is None


def test_the_name_of_the_file_says_what_it_is(drawn: Any) -> None:
    names = [drawn(address, *how).file_name for address, *how in (
        ("/adoptions", "print"), ("/adoptions", "slide", "black"), (OTHERS["pair"], "slide"), (OTHERS["timeline"], "print"),
    )]  # fmt: skip
    assert names == [
        "adoptions-adoptions_intercountry-2002-2011-print.svg",
        "adoptions-adoptions_intercountry-2002-2011-slide-black.svg",
        "pair-opsc2004-p56-6-tm-4-4-7-2003-slide.svg",
        "follow-up-timeline-print.svg",
    ]
    assert drawn(TOPICS["panels"]).file_name == "adoptions-adoptions_intercountry-sex-2002-2011-print.svg"
    assert drawn(TOPICS["filtered"]).file_name == "adoptions-adoptions_intercountry-government-2002-2011-print.svg"


# the fold


def test_the_fold_offers_both_sizes_in_both_inks_and_every_address_answers(real: Dataset) -> None:
    fold = picture_links(real, TOPICS["panels"])
    links = every(fold, "A")
    assert [words(link) for link in links] == [
        "SVG : For paper, in colour",
        "SVG : For paper, in black and white",
        "SVG : For a slide, in colour",
        "SVG : For a slide, in black and white",
    ]
    for link in links:
        path, _, query = link.href.partition("?")
        made = picture_file(real, path.removeprefix("/picture/"), args_of(query))
        assert made is not None
    buttons = every(fold, "Button")
    assert [getattr(button, "data-does") for button in buttons] == ["png", "copy"] * 4
    assert {getattr(button, "data-picture") for button in buttons} == {link.href for link in links}


def test_an_address_of_a_picture_keeps_the_query_of_the_page() -> None:
    assert picture_href("/adoptions?breakdown=sex", size="slide", ink="black") == (
        "/picture/adoptions.svg?breakdown=sex&size=slide&ink=black"
    )
    assert picture_href("/follow-up", size="print", ink="colour", lang="kk") == (
        "/picture/follow-up.svg?lang=kk&size=print&ink=colour"
    )


# words


@pytest.mark.parametrize("width", [40, 90, 300])
def test_no_line_is_wider_than_its_column(width: float) -> None:
    runs = [
        Run("A ", BOLD),
        Run("●", MARK),
        Run("Қазақстан Республикасының", FAINT),
        Run(" https://example.org/" + "x" * 60),
    ]
    found = wrapped(runs, 10, width=width, hangs=6)
    for number, line in enumerate(found):
        used = sum(width_of_runs(token, 10) for token in line) + 4.2 * (len(line) - 1)
        assert used <= width - (6 if number else 0) + 0.01
    whole = "".join(run.words for line in found for token in line for run in token)
    assert whole == "A●ҚазақстанРеспубликасыныңhttps://example.org/" + "x" * 60


def test_a_mark_stands_in_the_line_of_its_word() -> None:
    runs = [Run("word " * 4), Run("●", MARK), Run("belongs")]
    last = wrapped(runs, 10, width=130)[-1]
    assert [token[0].words for token in last] == ["●", "belongs"]


def test_words_keep_their_style_and_their_marks() -> None:
    block = paragraph(
        [Run("A", BOLD), Run("○", MARK), Run("Report"), Run(": nobody <b>", FAINT), Run(GAP, MARK)], size=10, width=400
    )
    svg = ElementTree.fromstring(f"<svg>{block.svg}</svg>")
    assert "".join(svg.itertext()) == "AReport: nobody <b>"
    assert [part.attrib.get("font-weight") for part in svg.iter("tspan")].count("bold") == 1
    assert len(list(svg.iter("path"))) == 3


def test_a_part_of_a_page_becomes_paragraphs() -> None:
    from dash import html

    item = html.Li([html.B("A"), html.Span("●", className="mark kind-ngo"), html.Span([" Report", html.Span(": who", className="muted")]), html.Span("note", className="note"), html.Span("unseen", className="hidden")])  # fmt: skip
    assert paragraphs_of(item) == [
        (Run("A", BOLD), Run("●", MARK), Run(" Report"), Run(": who", FAINT)),
        (Run("note", FAINT),),
    ]
