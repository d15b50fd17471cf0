"""No text of the data and no word of an address becomes markup, a script or an address of one, wherever it is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import bibtexparser
import pytest
from flask.testing import FlaskClient

from app import create_app
from browsing import serving, settle
from components import ids
from example_data import write_example
from hostile_data import (
    CANARY,
    ELEMENT,
    IN_ADDRESS,
    MARKUP,
    TOGETHER,
    accepted,
    load_hostile,
    text_columns,
    with_markup,
    with_markup_without_braces,
    with_short_markup,
)
from loaders import Dataset, load_dataset
from loaders.citing.forms import FORMS
from loaders.exports.collections import collections
from loaders.fields import FIELDS, URL
from loaders.problems import InvalidData
from loaders.tables import TABLES, TOPICS
from loaders.texts import LANGUAGES
from server.dashboard import ASSETS
from server.publishing import contents_of, publish
from server.publishing.plan import sheets

WRITES = (with_markup, with_markup_without_braces, with_short_markup)
#: What the rules refuse where it stands alone: a number as it is printed, what the change log says of other cells, and the
#: places of figures, which are hostile together with those of the reading ledger.
REFUSED = {
    *(("observations", "value_as_printed"), ("events", "locator"), ("changes", "old_value"), ("changes", "new_value")),
    *TOGETHER,
}
#: Addresses that lead away from a page and are not those of the web.
LIVE_SCHEME = re.compile(r"(?i)^[\s\x00-\x1f]*(?:javascript|vbscript|data|file):")
#: The attributes that are addresses.
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset")
OWN_SCRIPTS = ("application/json", "application/ld+json")


class Read(HTMLParser):
    """An HTML document, as browsers read it: what in it is foreign, and the JSON that it holds."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.foreign: list[str] = []
        self.held: list[str] = []
        self._in_script = False
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_json = given.get("type") in OWN_SCRIPTS and not given.get("src")
        is_ours = is_json or re.fullmatch(r"/?(?:\.\./)*assets/[a-z0-9.-]+\.js", given.get("src", ""))
        if tag == ELEMENT or (tag == "script" and not is_ours) or tag in ("iframe", "object", "embed", "base"):
            self.foreign.append(self.get_starttag_text() or tag)
        self.foreign += [f"{tag} {name}={value[:80]}" for name, value in given.items() if name.startswith("on")]
        self.foreign += [
            f"{tag} {value[:80]}" for name, value in given.items() if name in ADDRESSES and LIVE_SCHEME.match(value)
        ]
        self.foreign += [f"{tag} src={given['src']}"] if given.get("src") == "x" else []
        self._in_script = tag == "script" and is_json
        if self._in_script:
            self.held.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.held[-1] += data


def faults(written: str) -> list[str]:
    """What is foreign in an HTML document, and what is cut off in the JSON that it holds."""
    read, found = Read(written), []
    for words in read.held:
        try:
            json.loads(words)
        except ValueError as error:
            found.append(f"{error} in {words[:80]}")
    return [*read.foreign, *found]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load_hostile(tmp_path_factory.mktemp("hostile") / "data", *WRITES)


@pytest.fixture(scope="module")
def client(hostile: Dataset) -> FlaskClient:
    return create_app(hostile, public_url="https://dashboard.example").server.test_client()


def in_every_language(address: str) -> Iterator[str]:
    for lang in LANGUAGES:
        yield f"{address}{'&' if '?' in address else '?'}lang={lang}"


def pages_of(dataset: Dataset) -> list[str]:
    """The address of every page that a pack holds, and of those that it does not."""
    found = [address for sheet in sheets(dataset) for address in sheet.addresses]
    return list(dict.fromkeys([*found, "/search", "/search?q=Example", "/search?q=1%2C130", "/search?q=zzzz"]))


def test_every_text_column_is_hostile_but_those_that_machines_read() -> None:
    """A new column is tried out by itself; what the rules refuse is listed by name."""
    assert text_columns(*WRITES) - accepted(*WRITES).keys() == REFUSED


def test_every_page_shows_hostile_texts_as_words(client: FlaskClient, hostile: Dataset) -> None:
    seen, found = "", []
    for page in pages_of(hostile):
        for address in in_every_language(page):
            answer = client.get(address)
            assert answer.status_code == 200, address
            found += [f"{address}: {fault}" for fault in faults(answer.text)]
            seen += answer.text if address.endswith("lang=en") else ""
    assert found == []
    # Else nothing was tried: the words are there, as words.
    assert seen.count(f"&lt;{ELEMENT}&gt;") > 1000


def test_every_chart_in_a_frame_does(client: FlaskClient, hostile: Dataset) -> None:
    for indicator in hostile.observations["indicator_id"].unique():
        for address in in_every_language(f"/embed/{indicator}"):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert faults(answer.text) == [], address
            assert "<script" not in answer.text


def test_every_picture_is_a_drawing_without_scripts(client: FlaskClient, hostile: Dataset) -> None:
    names = [
        (topic, indicator)
        for topic, indicator in zip(hostile.observations["topic"], hostile.observations["indicator_id"], strict=True)
    ]
    drawn = 0
    for topic, indicator in dict.fromkeys(names):
        answer = client.get(f"/picture/{topic}.svg?indicator_id={indicator}")
        if answer.status_code != 200:
            continue
        drawn += 1
        for element in ElementTree.fromstring(answer.data).iter():
            tag = str(element.tag).rpartition("}")[2]
            assert tag not in (ELEMENT, "script", "foreignObject", "img")
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on")
                assert "href" not in name or not LIVE_SCHEME.match(value)
    assert drawn > 3


def test_files_and_citations_hold_the_texts_and_nothing_else(client: FlaskClient, hostile: Dataset) -> None:
    for name in collections():
        answer = client.get(f"/api/v1/{name}.json")
        assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == ("application/json", "nosniff")
        json.loads(answer.data)
        for ending in ("csv", "xlsx"):
            answer = client.get(f"/api/v1/{name}.{ending}")
            assert answer.headers["Content-Disposition"].startswith("attachment")
    (figure, source) = (hostile.observations["obs_id"].iloc[0], hostile.table("sources")["source_id"].iloc[0])
    for query in ("", f"?obs_id={figure}", f"?source_id={source}", "?view=/adoptions"):
        told = {form: client.get(f"/api/v1/citation.{form}{query}") for form in FORMS}
        assert {answer.status_code for answer in told.values()} == {200}
        assert all("html" not in answer.mimetype for answer in told.values())
        assert len(json.loads(told["json"].data)) == 1
        assert [line[:2] for line in told["ris"].text.splitlines()].count("TY") == 1
        assert len(bibtexparser.parse_string(told["bib"].text).entries) == 1


def test_the_copy_without_a_network_shows_them_as_words(hostile: Dataset, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    publish(hostile, folder, assets=ASSETS, contents=contents_of(hostile, ASSETS))
    read = {path: faults(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    assert len(read) > 100
    assert {str(path): found for path, found in read.items() if found} == {}


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//example.org", "ftp://a"]
)
@pytest.mark.parametrize("column", ["url", "archived_url", "licence_url"])
def test_an_address_that_is_none_of_the_web_is_refused_at_its_place(tmp_path: Path, column: str, address: str) -> None:
    folder = write_example(tmp_path / "data")
    path = folder / "sources.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    assert '"' not in lines[1]
    cells[TABLES["sources"].columns.index(column)] = f'"{address}"'
    path.write_text("\n".join([lines[0], ",".join(cells), *lines[2:], ""]), encoding="utf-8")
    with pytest.raises(InvalidData, match=rf"sources\.csv:2: {column}: "):
        load_dataset(folder)


def test_every_column_of_addresses_is_one_of_those() -> None:
    named = {name for name, field in FIELDS.items() if name.endswith("url") or URL in field.pattern}
    assert named == {"url", "archived_url", "licence_url"}


# words of the address

KEYS = sorted(
    {
        value
        for name, value in vars(ids).items()
        if name.isupper() and isinstance(value, str) and re.fullmatch("[a-z_]+", value)
    }
)
PATHS = (
    *(
        "/",
        *(f"/{topic}" for topic in TOPICS),
        "/compare",
        "/follow-up",
        "/data",
        "/search",
        "/quality",
        "/corrections",
    ),
    *("/about", "/privacy", "/lessons", "/lessons/lesson", "/observation/crimes_2004", "/evidence/example_crimes"),
    *(
        "/brief/cases",
        "/embed/example_crimes",
        "/picture/cases.svg",
        "/api/v1/observations.json",
        "/api/v1/citation.json",
    ),
    *("/api/v1/observations.csv", "/api/v1/datapackage.zip", "/openapi.json", "/version", "/typo", "/api/v1/typo"),
)
SENT = (MARKUP, f"'-{CANARY}-'", f"javascript:{CANARY}", f"</script><{ELEMENT}>")


def check_reflected(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (200, 400, 404, 308, 414), address
    if "json" in answer.mimetype:
        json.loads(answer.data)
    elif "svg" in answer.mimetype:
        ElementTree.fromstring(answer.data)
    elif answer.mimetype == "text/html":
        assert faults(answer.text) == [], address
    assert all(ELEMENT not in value for _, value in answer.headers if value)


@pytest.mark.parametrize("path", PATHS)
def test_no_parameter_comes_back_as_markup(client: FlaskClient, path: str) -> None:
    assert len(KEYS) > 15
    for sent in SENT:
        for key in (
            *KEYS,
            *(column.name for column in collections()["observations"].columns),
            "plain",
            "view",
            "obs_id",
            sent,
        ):
            check_reflected(client, f"{path}?{quote(key)}={quote(sent)}")


@pytest.mark.parametrize(
    "before",
    [
        "/",
        "/cases/",
        "/observation/",
        "/compare/",
        "/evidence/",
        "/embed/",
        "/api/v1/",
        "/picture/",
        "/lessons/",
        "/assets/",
    ],
)
def test_no_path_comes_back_as_markup(client: FlaskClient, before: str) -> None:
    for sent in SENT:
        check_reflected(client, f"{before}{quote(sent)}")
        check_reflected(client, f"{before}{quote(sent)}/?q={quote(sent)}")


def test_a_search_says_again_what_was_asked_as_words(client: FlaskClient) -> None:
    asked = f'"><{ELEMENT}> <script>{CANARY}</script>'
    answer = client.get(f"/search?q={quote(asked)}")
    assert faults(answer.text) == []
    assert f"&lt;{ELEMENT}&gt;" in answer.text


def test_the_answers_to_a_script_hold_it_as_words(client: FlaskClient) -> None:
    body = {
        "output": f"{ids.PAGE}.children",
        "outputs": {"id": ids.PAGE, "property": "children"},
        "inputs": [
            {"id": ids.LOCATION, "property": "pathname", "value": "/search"},
            {"id": ids.LOCATION, "property": "search", "value": f"?q={quote(MARKUP)}"},
        ],
        "changedPropIds": [f"{ids.LOCATION}.pathname"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.mimetype in ("application/json", "application/problem+json")
    json.loads(answer.data)


# in a browser


@pytest.mark.browser
def test_nothing_of_it_runs_in_a_browser(browser: Any, hostile: Dataset) -> None:
    """The policy is taken away, so that what would run does."""
    server = create_app(hostile).server
    server.after_request_funcs.setdefault(None, []).insert(
        0, lambda response: response.headers.remove("Content-Security-Policy") or response
    )
    with serving(server) as home:
        for path in (
            *(
                "/",
                "/cases",
                "/cases?figure=crimes_2004",
                "/compare",
                "/data",
                "/observation/crimes_2004",
                "/follow-up",
            ),
            *(
                "/lessons/lesson?mode=present",
                "/corrections",
                f"/search?q={quote(MARKUP[:150])}",
                "/embed/example_crimes",
            ),
        ):
            page = browser.new_page()
            try:
                page.goto(home + path, timeout=120_000)
                settle(page)
                # What charts say of a mark, and what a press opens, is made by scripts.
                for mark in page.locator("main a[href]").all()[:3]:
                    mark.hover(force=True, timeout=2_000) if mark.is_visible() else None
                assert page.evaluate(f"typeof window.{CANARY}") == "undefined", path
                assert page.locator(ELEMENT).count() == 0, path
                assert page.locator("img[src=x], [onerror], [onload], [onmouseover]").count() == 0, path
                assert urlsplit(page.url).path == urlsplit(path).path
            finally:
                page.close()


def test_the_addresses_of_the_hostile_data_are_hostile(hostile: Dataset) -> None:
    assert set(hostile.table("sources")["url"]) <= {IN_ADDRESS, "not known"}
