"""What the server promises: headers, refusals, health, settings, a clean start and a clean end."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import plotly.offline
import pytest
from dash import dcc, html
from flask import Flask
from flask.testing import FlaskClient

import app as application
from browsing import Heard, chromium, serving
from components import ids, pages, refusing
from loaders import DEFAULT_FOLDER, Dataset, load_dataset
from loaders.limits import LONGEST_QUERY
from loaders.selection import SOURCE_TYPES, divisions_of, indicators_of, year_span
from loaders.tables import TABLES, TOPICS
from loaders.texts import LANGUAGES
from server.health import VERSION
from server.page_cache import MOST_PAGES, HtmlOf, remembered
from server.prerender import to_html
from server.serving import ServingError, serve
from server.settings import SettingError, Settings, settings_from_environment

ROOT = Path(application.__file__).parent
CALLBACK = "/_dash-update-component"
SELECTION = {
    "output": f"{ids.PAGE}.children",
    "outputs": {"id": ids.PAGE, "property": "children"},
    "inputs": [
        {"id": ids.LOCATION, "property": "pathname", "value": "/cases"},
        {"id": ids.LOCATION, "property": "search", "value": "?year_from=2003"},
    ],
    "changedPropIds": [f"{ids.LOCATION}.pathname"],
}


def stand_in_page(_: Dataset, path: str, query: str, **_published: object) -> html.Div:
    if query == "year_from=1":
        raise RuntimeError("a fault of ours")
    chart = dcc.Graph(figure={"data": [{"type": "bar", "x": [2003], "y": [5]}]}, config={"displayModeBar": False})
    way = html.A("Cases", href="/cases", **{"data-follow": "page"})
    return html.Div([html.H1(f"Heading of {path}"), html.P(f"<{query}>"), html.Div(chart, className="plot"), way])


def stand_in_shell() -> html.Div:
    return html.Div([dcc.Location(id=ids.LOCATION), dcc.Link("Cases", href="/cases"), html.Main(id=ids.PAGE)])


def stand_in_problem(_: Dataset, path: str, args: Mapping[str, list[str]]) -> str | None:
    assert path in pages.PATHS
    return next((f"{key} is <unknown>" for key in args if key not in ("year_from", "lang")), None)


@pytest.fixture(scope="module")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Valid data without a single figure, with the texts of the interface."""
    folder = tmp_path_factory.mktemp("data")
    for table in TABLES.values():
        for name in (name for name in table.files if "*" not in name):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(",".join(table.columns) + "\n", encoding="utf-8")
    shutil.copy(DEFAULT_FOLDER / "texts" / "interface.csv", folder / "texts" / "interface.csv")
    return folder


def stand_in(patch: pytest.MonkeyPatch) -> None:
    """Put stand-ins in the place of the pages, so that only the server is tested."""
    patch.setattr(pages, "PATHS", ("/", "/cases"))
    patch.setattr(pages, "page", stand_in_page)
    patch.setattr(pages, "shell", stand_in_shell)
    patch.setattr(pages, "exists", lambda _, path: path in pages.PATHS)
    patch.setattr(pages, "title", lambda _, path, query: f"Title & {path}?{query}")
    patch.setattr(pages, "description", lambda *asked: f"Description <{asked[2]}>")
    patch.setattr(refusing, "problem_of", stand_in_problem)


@pytest.fixture(scope="module")
def prepared(empty_folder: Path) -> Flask:
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch)
        return application.create_app(load_dataset(empty_folder), public_url="https://example.org").server


@pytest.fixture
def wsgi(prepared: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application over the stand-ins, made once; they stand in while a test runs."""
    stand_in(monkeypatch)
    return prepared


@pytest.fixture
def client(wsgi: Flask) -> FlaskClient:
    return wsgi.test_client()


@pytest.fixture(scope="module")
def dashboard() -> Flask:
    """The application as it is, over the data of this repository."""
    return application.create_app(load_dataset()).server


# pages


def test_a_page_says_language_title_and_content_before_any_script(client: FlaskClient) -> None:
    page = client.get("/cases?year_from=2003").text
    assert '<html lang="en" ' in page
    assert "<title>Title &amp; /cases?year_from=2003</title>" in page
    assert '<meta name="description" content="Description &lt;year_from=2003&gt;">' in page
    assert '<div id="page"><div><h1>' in page
    assert '<div id="live" role="status" class="hidden"></div></body></html>' in page
    assert "<h1>Heading of /cases</h1><p>&lt;year_from=2003&gt;</p>" in page
    assert '<link rel="canonical" href="https://example.org/cases">' in page


def test_programs_are_given_the_same_content_as_a_tree(client: FlaskClient) -> None:
    """The callback is given the query as the page is, without its question mark."""
    answer = client.post(CALLBACK, json=SELECTION).json
    assert "<year_from=2003>" in json.dumps(answer)


def test_a_page_loads_one_sheet_and_one_script_and_has_none_of_its_own(client: FlaskClient) -> None:
    page = client.get("/cases").text
    (sheet,) = re.findall(r'<link rel="stylesheet" href="([^"]*)">', page)
    (script,) = re.findall(r'<script src="([^"]*)" defer></script>', page)
    assert re.fullmatch(r"/assets/site\.[0-9a-f]{16}\.css", sheet)
    assert re.fullmatch(r"/assets/site\.[0-9a-f]{16}\.js", script)
    others = re.findall(r"<script(?! src=)([^>]*)>", page)
    assert set(others) <= {' type="application/json"', ' type="application/ld+json"'}
    assert "_dash" not in page
    for address in (
        sheet,
        script,
        *re.findall(r'data-plotly="([^"]*)"', page),
        *re.findall(r'"icon" href="([^"]*)"', page),
    ):
        assert client.get(address, buffered=True).status_code == 200


@pytest.mark.parametrize(("query", "theme"), [("theme=dark", ' data-theme="dark"'), ("lang=en", "")])
def test_the_root_element_says_the_theme_that_is_asked_for(dashboard: Flask, query: str, theme: str) -> None:
    assert (
        f'<html lang="en" class="fresh"{theme} style="--sheet-address: '
        in dashboard.test_client().get(f"/data?{query}").text
    )


@pytest.mark.parametrize("path", ["/typo", "/cases/typo", "/Cases", "/typo/", "/%ff", "/assets/typo.js"])
def test_an_unknown_path_is_a_404_page_with_a_way_home(client: FlaskClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert all(part in answer.text for part in ('href="/"', "<nav", "<h1"))
    assert "typo" not in answer.text


@pytest.mark.parametrize(
    "path", ["/api/v1/typo", "/api/", "/_dash-component-suites/os/x", "/_dash-component-suites/dash/x"]
)
def test_an_unknown_path_for_programs_is_a_problem_document(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    problem = json.loads(answer.text)
    assert problem["status"] == 404
    assert problem["title"]
    assert "registered" not in answer.text


def test_an_unknown_parameter_is_a_400_page_that_names_it(client: FlaskClient) -> None:
    answer = client.get("/cases?colour=red")
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    assert "colour is &lt;unknown&gt;" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "TYPO"])
@pytest.mark.parametrize("path", ["/", "/cases"])
def test_pages_can_only_be_read(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert answer.mimetype == "text/html"


@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
def test_an_unknown_path_is_a_404_for_every_method(client: FlaskClient, method: str) -> None:
    assert client.open("/typo", method=method).status_code == 404


def long_query(length: int) -> str:
    return "year_from=2003&lang=".ljust(length, "x")


@pytest.mark.parametrize("path", ["/cases", "/cases/", "/typo", "/assets/style.css"])
def test_a_query_that_is_too_long_is_a_414_page(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?{long_query(LONGEST_QUERY + 1)}")
    assert (answer.status_code, answer.mimetype) == (414, "text/html")
    assert ">This address is too long</h1>" in answer.text
    assert "xxx" not in answer.text


def test_the_longest_query_is_read(client: FlaskClient) -> None:
    assert client.get(f"/cases?{long_query(LONGEST_QUERY)}").status_code == 200


def test_a_query_that_is_too_long_for_programs_is_a_problem_document(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/typo?{long_query(LONGEST_QUERY + 1)}")
    assert (answer.status_code, answer.mimetype) == (414, "application/problem+json")
    assert json.loads(answer.text)["title"] == "This address is too long"


def longest_address(dataset: Dataset) -> str:
    """The longest address of a topic page that names every choice once."""
    first, last = map(str, year_span(dataset))
    kinds = [(ids.SOURCE_TYPE, kind) for kind in SOURCE_TYPES]
    rest = [*kinds, (ids.LANG, max(LANGUAGES, key=len)), (ids.YEAR_FROM, first), (ids.YEAR_TO, last)]
    addresses = [
        f"/{topic}?{urlencode([(ids.INDICATOR, indicator), (ids.BREAKDOWN, division), *rest])}"
        for topic in TOPICS
        for indicator in indicators_of(dataset, topic)["indicator_id"]
        for division in divisions_of(dataset, indicator)
    ]
    return max(addresses, key=len)


def test_the_longest_address_of_a_topic_page_is_answered(dashboard: Flask, real: Dataset) -> None:
    address = longest_address(real)
    assert len(address) < LONGEST_QUERY / 4  # room for more choices
    answer = dashboard.test_client().get(address)
    assert (answer.status_code, answer.text.count("<h1")) == (200, 1)


def test_a_page_is_made_once_for_all_spellings_of_its_address(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch)
    made: list[str] = []

    def counted_page(dataset: Dataset, path: str, query: str, **_published: object) -> html.Div:
        made.append(f"{path}?{query}")
        return stand_in_page(dataset, path, query)

    monkeypatch.setattr(pages, "page", counted_page)
    client = application.create_app(load_dataset(empty_folder)).server.test_client()
    before = content_of(client.get("/cases?year_from=2003").text)
    assert content_of(client.get("/cases?&year%5Ffrom=2003&").text) == before
    assert made == ["/cases?year_from=2003"]
    client.get("/")
    assert made[1:] == ["/?"]


def content_of(page: str) -> str:
    """What a page shows; its title here tells the query as it was written."""
    return page.split('<div id="page">')[1]


def test_a_fault_is_not_remembered_and_two_data_sets_share_nothing() -> None:
    def page_of(word: str) -> HtmlOf:
        made: list[str] = []

        def page(path: str, query: str) -> html.Div:
            made.append(path)
            if len(made) == 1:
                raise RuntimeError
            return html.Div(f"{word} {path} {query} {len(made)}")

        return remembered(page)

    one, other = page_of("one"), page_of("other")
    for page in (one, other):
        with pytest.raises(RuntimeError):
            page("/", "")
    assert [page("/", "") for page in (one, other)] == ["<div>one /  2</div>", "<div>other /  2</div>"]
    assert one("/", "b=1&a=2&a=1") is one("/", "a=1&a=2&b=1")
    assert one("/", "b=1") is not one("/", "b=2")


def test_only_so_many_pages_are_remembered() -> None:
    page = remembered(lambda path, query: html.Div([path, query]))
    first = page("/", "n=0")
    assert page("/", "n=0") is first
    for number in range(1, MOST_PAGES + 1):
        page("/", f"n={number}")
    assert page("/", "n=0") is not first


def test_head_answers_without_a_body(client: FlaskClient) -> None:
    answer = client.head("/cases")
    assert (answer.status_code, answer.data) == (200, b"")


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [("/cases/", "/cases"), ("/cases//", "/cases"), ("/cases/?year_from=2003", "/cases?year_from=2003")],
)
def test_a_trailing_slash_leads_to_the_page_without_it(client: FlaskClient, asked: str, led_to: str) -> None:
    answer = client.get(asked)
    assert answer.status_code == 308
    assert answer.headers["Location"] == led_to


@pytest.mark.parametrize("path", ["//example.com/", "//example.com", "//cases/", "/\\example.com/"])
def test_a_double_slash_never_leads_to_another_host(client: FlaskClient, path: str) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": path})
    assert answer.status_code in (308, 404)
    assert re.match(r"/(?![/\\])|http://localhost/|$", answer.headers.get("Location", ""))


def test_a_fault_of_ours_is_a_500_page_without_its_cause(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.get("/cases?year_from=1")
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "fault of ours</" not in answer.text
    assert "RuntimeError" not in answer.text
    assert "RuntimeError" in caplog.text


def test_a_page_on_a_fault_of_ours_needs_no_other_file(client: FlaskClient) -> None:
    page = client.get("/cases?year_from=1").text
    assert not re.search(r"src=|<link|@import|url\(|https?:", page)


def test_a_refusal_looks_like_every_page_in_the_theme_that_was_chosen(client: FlaskClient) -> None:
    page = client.get("/typo?theme=dark&colour=red").text
    assert '<html lang="en" data-theme="dark">' in page
    (sheet,) = re.findall(r'<link [^>]*href="([^"]*)"', page)
    assert f'rel="stylesheet" href="{sheet}"' in client.get("/").text
    assert 'href="/cases?theme=dark"' in page
    assert "colour" not in page
    assert 'aria-current="page"' not in page


@pytest.mark.parametrize("path", pages.PATHS)
def test_every_page_of_the_dashboard_reads_without_scripts(dashboard: Flask, path: str) -> None:
    answer = dashboard.test_client().get(path)
    assert answer.status_code == 200
    assert answer.text.index("<h1") < answer.text.index("<table") < answer.text.index('id="live"')


# files, health


@pytest.mark.parametrize("path", ["/assets/README.md", "/assets/README.md?m=1", "/assets//README.md", "/assets/x.html"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_what_the_pages_do_not_need_is_not_served(client: FlaskClient, method: str, path: str) -> None:
    answer = client.open(path, method=method, follow_redirects=True, buffered=True)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


@pytest.mark.parametrize("name", ["style.css", "follow.js", "favicon.svg", "favicon.ico", "robots.txt"])
def test_what_the_pages_need_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/{name}", buffered=True).data == (ROOT / "assets" / name).read_bytes()


def test_robots_are_welcome(client: FlaskClient) -> None:
    answer = client.get("/robots.txt", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert answer.text.split("\n")[:2] == ["User-agent: *", "Allow: /"]


def test_the_favicon_is_an_icon(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico", buffered=True)
    assert answer.status_code == 200
    assert answer.mimetype.startswith("image/")
    assert answer.data[:4] == b"\x00\x00\x01\x00"


def test_healthz_says_which_data_are_served(client: FlaskClient, empty_folder: Path) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    told = answer.json
    assert told | {"age_seconds": 0} == {
        "status": "ok",
        "data": load_dataset(empty_folder).content_hash,
        "age_seconds": 0,
        "last_rejected_reload": None,
    }


def test_version_names_code_and_data(client: FlaskClient, empty_folder: Path) -> None:
    data = load_dataset(empty_folder).content_hash
    assert client.get("/version").json == {
        "code": VERSION,
        "data": data,
        "data_version": data[:12],
        "data_date": "2026-11-22",
    }


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


# headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/cases/", 308),
        ("GET", "/typo", 404),
        ("GET", "/cases?typo=1", 400),
        ("GET", f"/cases?{'x' * 8_000}", 414),
        ("GET", "/assets/README.md", 404),
        ("POST", "/cases", 405),
        ("POST", CALLBACK, 400),
        ("GET", "/api/v1/typo", 404),
        ("GET", "/_dash-layout", 200),
        ("GET", "/_dash-component-suites/os/x", 404),
        ("GET", "/assets/plotly-basic.min.js", 200),
        ("GET", "/healthz", 200),
        ("GET", "/cases?year_from=1", 500),
    ],
)
def test_every_response_carries_the_headers(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method, buffered=True)
    assert answer.status_code == status
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    # programs on other sites may read the interface, and what it refuses
    assert answer.headers["Cross-Origin-Resource-Policy"] == ("cross-origin" if "/api/" in path else "same-origin")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    is_shared = status == 200 and not path.startswith(("/_dash-", "/healthz", "/assets/"))
    shared = "public, max-age=0, s-maxage=30, stale-while-revalidate=30, stale-if-error=86400"
    assert answer.headers["Cache-Control"] == (shared if is_shared else "no-cache")
    assert len(answer.headers.getlist("Content-Security-Policy")) == 1


@pytest.mark.parametrize(
    ("public_url", "is_strict"),
    [("", False), ("http://example.org", False), ("https://example.org", True), ("HTTPS://example.org", True)],
)
def test_only_a_site_published_over_https_asks_for_https(empty_folder: Path, public_url: str, is_strict: bool) -> None:
    app = application.create_app(load_dataset(empty_folder), public_url=public_url).server
    assert ("Strict-Transport-Security" in app.test_client().get("/healthz").headers) == is_strict


def test_no_inline_script_runs(client: FlaskClient) -> None:
    policy = dict(part.split(" ", 1) for part in client.get("/").headers["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["img-src"] == "'self' data: blob:"
    assert {policy[name] for name in ("connect-src", "font-src", "form-action")} == {"'self'"}
    assert {policy[name] for name in ("object-src", "base-uri", "frame-ancestors")} == {"'none'"}
    assert not [source for source in policy.values() if "unsafe-eval" in source or "http" in source or "*" in source]


# callbacks


def altered(**changes: object) -> str:
    return json.dumps(SELECTION | changes)


def located(**values: object) -> str:
    inputs = [{"id": ids.LOCATION, "property": name, "value": value} for name, value in values.items()]
    return altered(inputs=inputs)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "null",
        "[]",
        "1",
        "[" * 30_000,
        b"\xff\xfe",
        "{}",
        altered(output="typo.children"),
        altered(output=["page.children"]),
        altered(outputs=None),
        altered(outputs={"id": "typo", "property": "children"}),
        altered(outputs=[SELECTION["outputs"]]),
        altered(inputs=[]),
        altered(inputs=None),
        altered(inputs=[None, None]),
        altered(inputs=SELECTION["inputs"][::-1]),
        altered(inputs=[{"id": {}, "property": []}, {}]),
        altered(state=[{"id": "page", "property": "children"}]),
        altered(state=5),
        altered(changedPropIds=5),
        altered(changedPropIds=[{}]),
        located(pathname=None, search=None),
        located(pathname="/cases", search=5),
        located(pathname=["/cases"], search=""),
        located(pathname="/typo", search=""),
        located(pathname="/cases", search="?colour=red"),
        located(pathname="/cases", search="?colour=%ff"),
        located(pathname="/cases", search="?year_from=\ud800"),
    ],
)
def test_a_malformed_callback_is_a_400_and_leaves_no_traceback(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, body: str | bytes
) -> None:
    answer = client.post(CALLBACK, data=body, content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    is_choice = "colour" in str(body)
    title = "This address asks for something that does not exist" if is_choice else "This request cannot be understood"
    assert json.loads(answer.text)["title"] == title
    assert not caplog.records


def test_a_callback_of_another_media_type_is_a_400(client: FlaskClient) -> None:
    assert client.post(CALLBACK, data=altered(), content_type="text/plain").status_code == 400


def test_a_huge_callback_is_refused_unread(client: FlaskClient) -> None:
    answer = client.post(CALLBACK, data="1" * 100_000, content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")
    assert json.loads(answer.text)["title"] == "This request is too large"


def test_a_callback_with_too_long_a_query_is_refused(client: FlaskClient) -> None:
    search = f"?{long_query(LONGEST_QUERY + 1)}"
    body = located(pathname="/cases", search=search)
    answer = client.post(CALLBACK, data=body, content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (414, "application/problem+json")


def test_a_refusal_without_words_of_its_own_says_something_true(client: FlaskClient) -> None:
    answer = client.get("/assets/style.css", headers={"Range": "bytes=999999999-"}, buffered=True)
    assert answer.status_code == 416
    assert ">This request cannot be understood</h1>" in answer.text


# plain HTML


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        (None, ""),
        (0, "0"),
        ("<script>", "&lt;script&gt;"),
        ([html.B("a"), " ", 1.5], "<b>a</b> 1.5"),
        (html.A("x", href='/?q="&'), '<a href="/?q=&quot;&amp;">x</a>'),
        (html.Label("x", htmlFor="i", className="c"), '<label class="c" for="i">x</label>'),
        (html.Td(5, colSpan=2), '<td colspan="2">5</td>'),
        (html.Option("x", value="a", selected=True, disabled=False), '<option selected value="a">x</option>'),
        (html.P("x", **{"aria-hidden": True, "data-n": 3}), '<p aria-hidden="true" data-n="3">x</p>'),
        (html.P("x", n_clicks=3, key="k"), "<p>x</p>"),
        (html.Br(), "<br>"),
        (
            html.Div(style={"marginTop": 4, "lineHeight": 2, "--own": 3, "top": 0}),
            '<div style="margin-top:4px;line-height:2;--own:3;top:0"></div>',
        ),
        (
            html.Figure([dcc.Graph(id="g", figure={"data": [{"name": "</script>"}]}), html.Figcaption("c")]),
            '<figure><div class="live-chart" id="g"><script type="application/json">{"config":{},"data":'
            '[{"name":"\\u003c/script>"}],"layout":{}}</script></div><figcaption>c</figcaption></figure>',
        ),
        (html.Div([dcc.Location(id="l")]), "<div></div>"),
    ],
)
def test_components_are_written_as_plain_escaped_html(component: object, expected: str) -> None:
    assert to_html(component) == expected


@pytest.mark.parametrize(
    "component",
    [
        *(dcc.Dropdown(), dcc.Link("x", href="/"), dcc.Store(id="s"), dcc.Interval(), dcc.Download()),
        *(html.MapEl(), html.ObjectEl(), object(), {"a": 1}),
    ],
)
def test_a_component_without_a_plain_form_is_an_error(component: object) -> None:
    with pytest.raises(TypeError):
        to_html(html.Div([component]))


# settings


def test_the_settings_have_defaults() -> None:
    expected = Settings("127.0.0.1", 8050, DEFAULT_FOLDER, 1, "", "")
    assert settings_from_environment({}) == expected
    assert settings_from_environment({"PORT": "", "HOST": "", "WORKERS": "", "DATA_DIR": ""}) == expected


def test_the_environment_is_read() -> None:
    environment = {"HOST": "::1", "PORT": "80", "DATA_DIR": "else", "WORKERS": "2", "PUBLIC_URL": "https://a.org/"}
    environment |= {"CONTACT": "a.b+c@figures.example"}
    expected = Settings("::1", 80, Path("else"), 2, "https://a.org", "a.b+c@figures.example")
    assert settings_from_environment(environment) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("PORT", value) for value in ("abc", "0", "65536", "-1", "8_0", "٣", "80.5", " 80", "9" * 30)),
        *(("WORKERS", value) for value in ("0", "65", "two")),
        *(
            ("CONTACT", value)
            for value in (
                "a",
                "a@b",
                "@b.org",
                "a b@c.org",
                "a@b.org?cc=d",
                "a@b.org,c@d.org",
                "mailto:a@b.org",
                "a@b..org",
            )
        ),
        *(("HOST", value) for value in ("a b", "http://a/", "a/b")),
        *(
            ("PUBLIC_URL", value)
            for value in ("example.org", "ftp://a.org", "https://", "https://a.org/?q", 'http://a"b', "http://[")
        ),
    ],
)
def test_a_bad_setting_is_named_with_its_cure(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=rf"^{name} is .*; write .*{name}=|^{name} is .*; write a host"):
        settings_from_environment({name: value})


# the process


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def start(port: int, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *(arguments or ("app.py",))],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=90) as answer:
        return str(answer.read().decode())


def test_invalid_data_are_told_and_never_bind_the_port(empty_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(empty_folder, tmp_path / "data")
    bodies = tmp_path / "data" / "bodies.csv"
    bodies.write_text(bodies.read_text(encoding="utf-8") + "UPPER,unknown_kind,,,,\n", encoding="utf-8")
    port, seen_open = free_port(), False
    process = start(port, DATA_DIR=str(tmp_path / "data"))
    while process.poll() is None:
        seen_open = seen_open or is_open(port)
    output, errors = process.communicate()
    assert (process.returncode, output, seen_open) == (1, "", False)
    assert errors.startswith("bodies.csv:2: ")
    assert "Traceback" not in errors


def broken_by_a_cyrillic_letter(folder: Path, broken: Path) -> Path:
    shutil.copytree(folder, broken)
    bodies = broken / "bodies.csv"
    bodies.write_text(
        bodies.read_text(encoding="utf-8") + "UPPER,\N{CYRILLIC SMALL LETTER ZHE},,,,\n", encoding="utf-8"
    )
    return broken


def test_problems_are_told_on_a_console_that_knows_no_cyrillic(empty_folder: Path, tmp_path: Path) -> None:
    broken = broken_by_a_cyrillic_letter(empty_folder, tmp_path / "data")
    process = start(free_port(), DATA_DIR=str(broken), PYTHONIOENCODING="ascii")
    output, errors = process.communicate(timeout=120)
    assert (process.returncode, output) == (1, "")
    assert errors.startswith("bodies.csv:2: ")
    assert "\\u0436" in errors
    assert "Traceback" not in errors


def test_problems_are_told_on_a_strict_console(
    empty_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = broken_by_a_cyrillic_letter(empty_folder, tmp_path / "data")
    told = io.BytesIO()
    monkeypatch.setenv("DATA_DIR", str(broken))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(told, encoding="ascii", errors="strict", write_through=True))
    monkeypatch.setattr(sys, "stdout", None)  # as where there is no console
    assert application.main([]) == 1
    assert b"\\u0436" in told.getvalue()


@pytest.mark.parametrize(("name", "value"), [("PORT", "abc"), ("WORKERS", "0")])
def test_a_bad_setting_ends_with_2(name: str, value: str) -> None:
    process = start(free_port(), **{name: value})
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 2
    assert errors.startswith(f"{name} is ")
    assert errors.count("\n") == 1


def test_arguments_end_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert application.main(["--port", "80"]) == 2
    assert "PORT" in capsys.readouterr().err


def test_a_port_in_use_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = int(other.getsockname()[1])
        with pytest.raises(ServingError, match=f"^port {port} is in use; .*PORT={port + 1}$"):
            serve(Flask("nothing"), "127.0.0.1", port=port)


def test_a_host_that_is_not_ours_is_told_in_one_sentence() -> None:
    with pytest.raises(ServingError, match=r"HOST=127\.0\.0\.1"):
        serve(Flask("nothing"), "host.invalid", port=free_port())
    with pytest.raises(ServingError, match=r"HOST=127\.0\.0\.1"):
        serve(Flask("nothing"), "192.0.2.1", port=free_port())


@pytest.mark.parametrize("host", ["a" * 64, f"www.{'a' * 64}.org", "a..b"])
def test_a_host_that_can_be_no_name_is_told_in_one_sentence(host: str) -> None:
    with pytest.raises(ServingError, match=rf"^HOST is '{host}', .*HOST=127\.0\.0\.1$"):
        serve(Flask("nothing"), host, port=free_port())


WITHOUT_GUNICORN = "import sys; sys.modules['gunicorn'] = None; import app; sys.exit(app.main([]))"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("arguments", [("app.py",), ("-c", WITHOUT_GUNICORN)], ids=["gunicorn", "waitress"])
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_the_server_serves_and_ends_cleanly(arguments: tuple[str, ...], ending: signal.Signals) -> None:
    port = free_port()
    process = start(port, *arguments)
    assert process.stdout is not None
    line = process.stdout.readline()
    try:
        assert re.fullmatch(rf"Serving http://127\.0\.0\.1:{port} \([0-9,]+ figures from [0-9,]+ sources\)\n", line)
        assert '"status": "ok"' in read(f"http://127.0.0.1:{port}/healthz")
        assert "<h1" in read(f"http://127.0.0.1:{port}/")
    finally:
        process.send_signal(ending)
        output, errors = process.communicate(timeout=120)
    assert (process.returncode, output) == (0, "")
    assert [json.loads(line)["event"] for line in errors.splitlines()] == ["start", "stop"]
    assert not is_open(port)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("arguments", [("app.py",), ("-c", WITHOUT_GUNICORN)], ids=["gunicorn", "waitress"])
def test_a_long_address_is_refused_by_us_and_the_longest_legal_one_answered(
    arguments: tuple[str, ...], real: Dataset
) -> None:
    port = free_port()
    process = start(port, *arguments)
    assert process.stdout is not None
    try:
        assert process.stdout.readline()
        assert "<h1" in read(f"http://127.0.0.1:{port}{longest_address(real)}")
        with pytest.raises(urllib.error.HTTPError) as refused:
            read(f"http://127.0.0.1:{port}/cases?{'x' * 8_150}")
        with refused.value as answer:
            assert (answer.code, answer.headers.get_content_type()) == (414, "text/html")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    finally:
        process.terminate()
        process.communicate(timeout=120)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("arguments", [("app.py",), ("-c", WITHOUT_GUNICORN)], ids=["gunicorn", "waitress"])
def test_nobody_is_told_what_serves_and_no_word_of_a_proxy_is_believed(arguments: tuple[str, ...]) -> None:
    port = free_port()
    process = start(port, *arguments)
    assert process.stdout is not None
    lies = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "a.example", "Script-Name": "/x", "Path-Info": "/data"}
    try:
        assert process.stdout.readline()
        found = []
        for headers in ({}, lies, {"Forwarded": "for=1.2.3.4;host=a.example;proto=https"}):
            asked = urllib.request.Request(f"http://127.0.0.1:{port}/cases", headers=headers)
            with urllib.request.urlopen(asked, timeout=90) as answer:
                assert answer.headers.get("Server", "dashboard") == "dashboard"
                found.append(answer.read())
        assert found == [found[0]] * 3
    finally:
        process.terminate()
        process.communicate(timeout=120)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_hang_up_does_not_end_the_site() -> None:
    port = free_port()
    process = start(port)
    assert process.stdout is not None
    try:
        assert process.stdout.readline()
        assert '"status": "ok"' in read(f"http://127.0.0.1:{port}/healthz")
        process.send_signal(signal.SIGHUP)
        assert all('"status": "ok"' in read(f"http://127.0.0.1:{port}/healthz") for _ in range(20))
    finally:
        process.terminate()
        process.communicate(timeout=120)
    assert process.returncode == 0


# the bundle of plotly.js


def test_the_basic_bundle_is_the_version_that_plotly_ships() -> None:
    first_lines = (ROOT / "assets" / "plotly-basic.min.js").read_text(encoding="utf-8")[:200]
    assert f"plotly.js (basic - minified) v{plotly.offline.get_plotlyjs_version()}\n" in first_lines


@pytest.mark.browser
def test_a_browser_draws_with_the_basic_bundle_and_asks_nobody_else(wsgi: Flask) -> None:
    executable = chromium()
    from playwright.sync_api import expect, sync_playwright

    heard = Heard()
    with serving(wsgi) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        heard.listen(page)
        page.goto(f"{home}/", timeout=90_000)
        page.get_by_role("link", name="Cases").click()
        expect(page.get_by_role("heading", name="Heading of /cases")).to_be_visible()
        expect(page.locator(".js-plotly-plot .bars .point")).to_have_count(1)
        drawn_with = page.evaluate("window.Plotly.version")
        browser.close()
    assert drawn_with == plotly.offline.get_plotlyjs_version()
    assert heard.complaints == []
    assert heard.elsewhere(home) == []
    (asked,) = [url.removeprefix(home) for url in heard.asked if "plotly" in url]
    assert re.fullmatch(r"/assets/plotly-basic\.[0-9a-f]{16}\.js", asked)


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        (
            "/trafficking?counted_by=&year_from=2013&year_to=2011",
            "/trafficking?counted_by=&year_from=2011&year_to=2013",
        ),
        ("/cases?lang=ru&year_to=2002&year_from=2014", "/cases?lang=ru&year_to=2014&year_from=2002"),
    ],
)
def test_years_the_other_way_round_lead_to_those_in_order(real_wsgi: Flask, asked: str, led: str) -> None:
    """As a form without a script sends them."""
    client = real_wsgi.test_client()
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (302, led)
    assert client.get(led).status_code == 200


@pytest.mark.parametrize("query", ["year_from=2013&year_to=2011&colour=red", "year_from=9999&year_to=2011"])
def test_years_the_other_way_round_excuse_no_other_fault(real_wsgi: Flask, query: str) -> None:
    assert real_wsgi.test_client().get(f"/cases?{query}").status_code == 400
