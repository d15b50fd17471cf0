"""Charts in frames of other sites: their sources first, light, without a script, and framed where no other page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

import axe
from app import create_app
from browsing import Heard, serving
from checks import ask, none_of
from components.embed_snippet import embed_href, embed_section, embed_snippet
from components.places import args_of
from components.state import view_of
from loaders import Dataset
from loaders.selection import divisions_of, indicators_of
from loaders.tables import TOPICS
from trees import every, words

SITE = "https://figures.example.org"
#: One for each kind of chart.
KINDS = {
    "over time": "/embed/adoptions_intercountry",
    "panels": "/embed/trafficking_victims_detected?breakdown=citizenship",
    "bars": "/embed/consular_register?breakdown=counterpart_area",
    "rating": "/embed/tip_tier",
    "events": "/embed/adoptions_intercountry?events=shown&colour_by=counter",
    "nothing": "/embed/adoptions_intercountry?source_type=ngo",
}
#: Bytes, not compressed. A division into many parts has a dozen charts and needs more.
HEAVIEST, HEAVIEST_OF_PARTS = 60_000, 90_000


@pytest.fixture(scope="module")
def client(real: Dataset) -> FlaskClient:
    return create_app(real, public_url=SITE).server.test_client()


class _Outline(HTMLParser):
    """The tags of a page in their order, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def text_of(page: str) -> str:
    without = re.sub(r"(?s)<style>.*?</style>|<title>.*?</title>|<[^>]*>", " ", page)
    return re.sub(r"\s+", " ", without).strip()


# what it is


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_a_framed_chart_is_a_page_that_asks_for_nothing(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    assert "Content-Disposition" not in answer.headers
    outline = _Outline(answer.text)
    assert outline.of("script", "img", "iframe", "form", "object", "embed") == []
    assert [link["rel"] for link in outline.of("link")] == ["canonical"]
    assert not re.search(r"url\((?!#)|@import| on[a-z]+=", answer.text)
    assert [len(outline.of(name)) for name in ("h1", "main")] == [1, 1]
    assert answer.text.partition("</head>")[0].count("<title>") == 1


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_its_sources_come_first_and_its_way_out_last(client: FlaskClient, address: str) -> None:
    said = text_of(client.get(address).text)
    assert said.startswith("Sources: ")
    assert said.endswith("Compilation: CC BY 4.0. The figures remain those of their sources.")


def test_it_holds_sources_title_sentence_key_places_warnings_version_and_licence(
    client: FlaskClient, real: Dataset
) -> None:
    """Typed from the page of 2002 to 2011."""
    said = text_of(client.get(KINDS["over time"]).text)
    order = [
        "Government report to the UN, 2004;",
        "Children adopted by foreigners",
        "130 for 2011, UNICEF TransMonEE, December 2020",
        "Sources disagree on 2003: 1,023",
        "counted by Registry offices of Kazakhstan (its own figure)",
        "What is counted changed in this year. Do not compare it with the years before.",
        "table 4.4.7, Kazakhstan, 2002 – 2011",
        "All figures with their evidence",
        f"Data version {real.content_hash[:12]}",
        "CC BY 4.0",
    ]
    places = [said.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)


def test_few_sources_have_their_places_in_the_first_line(client: FlaskClient) -> None:
    said = text_of(client.get(KINDS["bars"]).text)
    assert said.startswith("Sources: Government report to the UN, 2004, para. 60 ")


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_every_link_leaves_the_frame(client: FlaskClient, address: str) -> None:
    links = _Outline(client.get(address).text).of("a")
    assert links
    for link in links:
        assert (link["target"], link["rel"]) == ("_blank", "noopener")


def test_language_and_theme_are_carried_to_the_page_that_it_leads_to(client: FlaskClient) -> None:
    page = client.get("/embed/tip_tier?theme=dark&lang=en&year_from=2004").text
    assert '<html lang="en" data-theme="dark">' in page
    (full,) = [link for link in _Outline(page).of("a") if (link["href"] or "").startswith("/trafficking")]
    assert args_of((full["href"] or "").partition("?")[2]) == {
        "indicator_id": ["tip_tier"], "year_from": ["2004"], "theme": ["dark"], "lang": ["en"],
    }  # fmt: skip


def test_every_indicator_in_every_division_is_light(client: FlaskClient, real: Dataset) -> None:
    heavy = {}
    for topic in TOPICS:
        for indicator in indicators_of(real, topic)["indicator_id"]:
            for division in divisions_of(real, indicator):
                answer = client.get(f"/embed/{indicator}?breakdown={division}")
                assert answer.status_code == 200
                most = HEAVIEST if division == "total" else HEAVIEST_OF_PARTS
                if len(answer.data) > most:
                    heavy[indicator, division] = len(answer.data)
    assert heavy == {}


# addresses and headers


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/embed/no_such_thing", 404, "no such page"),
        ("/embed/adoptions_intercountry/x", 404, "no such page"),
        ("/embed/adoptions_intercountry?breakdown=planet", 400, "Allowed are: age, disability, sex, total."),
        ("/embed/adoptions_intercountry?source_type=press", 400, "Allowed are: government, international, ngo."),
        ("/embed/adoptions_intercountry?colour=red", 400, "It knows: "),
        ("/embed/adoptions_intercountry?indicator_id=tip_tier", 400, "indicator_id"),
        ("/embed/adoptions_intercountry?year_from=2010&year_to=2003", 400, "The last year comes before the first."),
    ],
)
def test_what_is_refused_says_so_in_the_frame(client: FlaskClient, address: str, status: int, told: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert told in text_of(answer.text)
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert all(link["target"] == "_blank" for link in _Outline(answer.text).of("a"))


def test_it_may_be_framed_and_runs_no_script(client: FlaskClient) -> None:
    headers = client.get(KINDS["over time"]).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["frame-ancestors"] == "*"
    assert policy["default-src"] == "'none'"
    assert "script-src" not in policy
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", ["/", "/adoptions", "/picture/adoptions.svg", "/api/v1/bodies.json", "/typo"])
def test_nothing_else_may_be_framed(client: FlaskClient, address: str) -> None:
    assert "frame-ancestors 'none'" in client.get(address).headers["Content-Security-Policy"]


def test_a_reader_who_has_it_is_told_so(client: FlaskClient) -> None:
    first = client.get(KINDS["rating"])
    again = client.get(KINDS["rating"], headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "frame-ancestors *" in again.headers["Content-Security-Policy"]


# the snippet


def test_the_snippet_leads_to_the_view_and_has_a_name(client: FlaskClient, real: Dataset) -> None:
    view = view_of(real, "/trafficking", args_of("indicator_id=tip_tier&year_from=2003&source_type=international"))
    snippet, address = embed_snippet(real, view)
    (frame,) = _Outline(snippet).of("iframe")
    assert frame["src"] == embed_href(real, view) == "/embed/tip_tier?year_from=2003&source_type=international"
    assert address == "/embed/tip_tier?year_from=2003&amp;source_type=international"
    assert frame["title"] == "US Trafficking in Persons tier. Kazakhstan, 2003 to 2011"
    assert (frame["width"], frame["loading"]) == ("100%", "lazy")
    assert 500 < int(frame["height"] or 0) < 2000
    assert client.get(frame["src"]).status_code == 200


def test_the_snippet_can_be_copied_with_the_whole_address(real: Dataset) -> None:
    view = view_of(real, "/adoptions", {})
    section = embed_section(real, view)
    (code,) = every(section, className="to-copy")
    assert words(code.children).replace(" ", "") == embed_snippet(real, view)[0].replace(" ", "")
    (path,) = [part for part in every(section, "Span") if getattr(part, "data-address", None)]
    assert getattr(path, "data-address") == "/embed/adoptions_intercountry"
    assert len(every(section, "Button")) == 1


# in a browser


@pytest.fixture(scope="module")
def elsewhere(home: str) -> Iterator[str]:
    """Another site, which frames a chart, a refused one, and a page of ours that may not be framed."""
    other = Flask("elsewhere")
    frames = {"chart": "/embed/adoptions_intercountry", "refused": "/embed/adoptions_intercountry?breakdown=x", "page": "/adoptions"}  # fmt: skip
    body = "".join(f'<iframe name="{name}" src="{home}{path}" width="640" height="300"></iframe>' for name, path in frames.items())  # fmt: skip

    @other.get("/")
    def index() -> str:
        return f"<!doctype html><title>Elsewhere</title>{body}"

    with serving(other) as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.mark.browser
def test_another_site_can_frame_a_chart_and_no_other_page(browser: Any, elsewhere: str) -> None:
    from playwright.sync_api import expect

    page, heard = browser.new_page(), Heard()
    heard.listen(page)
    page.goto(elsewhere)
    chart = page.frame_locator("iframe[name=chart]")
    expect(chart.locator("h1")).to_have_text("Children adopted by foreigners")
    expect(chart.locator("svg a.point").first).to_be_visible()
    expect(chart.locator(".source")).to_be_in_viewport()
    expect(page.frame_locator("iframe[name=refused]").locator("main")).to_contain_text("Allowed are: age")
    assert page.frame(name="page").url.startswith("chrome-error:")
    assert any("frame-ancestors 'none'" in complaint for complaint in heard.complaints)
    with page.context.expect_page() as opened:
        chart.get_by_role("link", name="All figures with their evidence").click()
    expect(opened.value.locator("h1")).to_have_text("Adoptions")
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_a_framed_chart_breaks_no_rule_and_fits_a_narrow_frame(browser: Any, home: str, address: str) -> None:
    found, heard = [], Heard()
    page = browser.new_page(viewport={"width": 640, "height": 700}, reduced_motion="reduce")
    heard.listen(page)
    page.goto(home + address)
    for width, theme in ((640, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 700})
        page.emulate_media(color_scheme=theme)
        assert (ask(page, "brightness") < 0.2) == (theme == "dark")
        found += [f"{width}, {theme}: {fault}" for fault in axe.violations(page)]
        found += [f"{width}, {theme}: too faint: {words_of}" for words_of in ask(page, "faint")]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than {width}")
    none_of(found)
    assert heard.complaints == []
    assert heard.elsewhere(home) == []
    page.close()


@pytest.mark.browser
def test_the_theme_of_the_address_is_worn_whatever_the_device_asks_for(browser: Any, home: str) -> None:
    page = browser.new_page(color_scheme="light")
    page.goto(f"{home}/embed/tip_tier?theme=dark")
    assert ask(page, "brightness") < 0.2
    page.emulate_media(color_scheme="dark")
    page.goto(f"{home}/embed/tip_tier?theme=light")
    assert ask(page, "brightness") > 0.8
    page.close()
