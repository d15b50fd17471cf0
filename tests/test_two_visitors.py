"""Two visitors of one server make different choices at the same time, and neither ever sees what the other chose."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, repeat
from typing import Any

import dash
import pytest

from app import create_app
from browsing import visiting
from components import ids
from loaders import Dataset
from page_kinds import Kind

CALLBACK = "/_dash-update-component"
ONE = "/adoptions?indicator_id=adoptions_total&year_to=2015"
OTHER = "/adoptions?source_type=government&breakdown=sex&year_from=2003"
THIRD = "/trafficking?indicator_id=tip_tier"
VISITORS = (ONE, OTHER, THIRD)


def body_for(app: dash.Dash, address: str) -> dict[str, Any]:
    """What a program posts for the content of the page at an address."""
    output = f"{ids.PAGE}.children"
    path, _, query = address.partition("?")
    values = {"pathname": path, "search": f"?{query}" if query else ""}
    inputs = [entry | {"value": values[entry["property"]]} for entry in app.callback_map[output]["inputs"]]
    return {
        "output": output,
        "outputs": {"id": ids.PAGE, "property": "children"},
        "inputs": inputs,
        "changedPropIds": [f"{ids.LOCATION}.search"],
    }


def first_response(app: dash.Dash, address: str) -> str:
    """The page as it is sent."""
    answer = app.server.test_client().get(address)
    assert answer.status_code == 200
    return answer.text


def callback(app: dash.Dash, address: str) -> str:
    answer = app.server.test_client().post(CALLBACK, json=body_for(app, address))
    assert answer.status_code == 200
    return answer.text


@pytest.fixture(scope="module")
def shared(real: Dataset) -> dash.Dash:
    """The one application that all visitors use."""
    return create_app(real)


@pytest.fixture(scope="module", params=[first_response, callback], ids=["first response", "callback"])
def asked(request: pytest.FixtureRequest) -> Any:
    """A way to ask for a page."""
    return request.param


@pytest.fixture(scope="module")
def alone(real: Dataset, asked: Any) -> dict[str, str]:
    """What each visitor is told by an application that nobody else has ever asked."""
    return {address: asked(create_app(real), address) for address in VISITORS}


def test_the_visitors_choose_differently(alone: dict[str, str]) -> None:
    assert len(set(alone.values())) == len(VISITORS)
    assert "Children adopted, all" in alone[ONE]
    assert "Children adopted, all" not in alone[THIRD]


def test_requests_in_turn_are_answered_as_if_nobody_else_had_asked(
    shared: dash.Dash, asked: Any, alone: dict[str, str]
) -> None:
    for address in (ONE, OTHER, ONE, ONE, THIRD, OTHER, THIRD, ONE):
        assert asked(shared, address) == alone[address]


def test_requests_at_the_same_time_are_answered_as_if_nobody_else_had_asked(
    real: Dataset, asked: Any, alone: dict[str, str]
) -> None:
    fresh = create_app(real)  # with nothing remembered yet
    addresses = list(chain.from_iterable(repeat(VISITORS, 8)))
    with ThreadPoolExecutor(len(VISITORS) * 2) as visitors:
        answers = list(visitors.map(lambda address: asked(fresh, address), addresses))
    assert [answer == alone[address] for address, answer in zip(addresses, answers, strict=True)] == [True] * 24


def test_no_answer_sets_a_cookie(shared: dash.Dash) -> None:
    client = shared.server.test_client()
    answers = [client.get(ONE), client.post(CALLBACK, json=body_for(shared, ONE))]
    assert [answer.headers.get("Set-Cookie") for answer in answers] == [None, None]


# in browsers

SEEN = """
() => ({
  address: location.pathname + location.search,
  title: document.querySelector("#chart-title").textContent,
  choices: Object.fromEntries([...document.querySelectorAll("select[data-query]")].map((select) => [select.name, select.value])),
  sentence: document.querySelector(".sentence").textContent,
  table: document.querySelector("table.figures").textContent,
})
"""


def choose(page: Any, key: str, value: str) -> None:
    page.locator(f"select[data-query={key}]").select_option(value)


def arrived(page: Any, key: str, value: str) -> dict[str, Any]:
    """What a visitor sees when the choice stands in the address and the page has followed."""
    from playwright.sync_api import expect

    expect(page).to_have_url(re.compile(rf"[?&]{key}={value}(&|$)"))
    expect(page.locator(f"select[data-query={key}]")).to_have_attribute("data-value", value)
    return dict(page.evaluate(SEEN))


@pytest.mark.browser
def test_two_browsers_at_the_same_page_go_separate_ways(home: str, browser: Any) -> None:
    start = Kind("start", "/adoptions")
    with visiting(browser, home, start) as one, visiting(browser, home, start) as other:
        before = other.evaluate(SEEN)
        assert one.evaluate(SEEN) == before
        choose(one, ids.INDICATOR, "adoptions_total")
        mine = arrived(one, ids.INDICATOR, "adoptions_total")
        assert mine["title"] == "Children adopted, all"
        assert other.evaluate(SEEN) == before
        choose(one, ids.YEAR_TO, "2015")
        choose(other, ids.BREAKDOWN, "sex")
        theirs = arrived(other, ids.BREAKDOWN, "sex")
        mine = arrived(one, ids.YEAR_TO, "2015")
        assert (theirs["choices"][ids.INDICATOR], theirs["choices"][ids.YEAR_TO]) == ("adoptions_intercountry", "2011")
        assert (mine["choices"][ids.INDICATOR], mine["choices"][ids.BREAKDOWN]) == ("adoptions_total", "total")
        for seen in (mine, theirs):  # as somebody sees it who comes by the same address
            with visiting(browser, home, Kind("again", seen["address"])) as third:
                assert third.evaluate(SEEN) == seen
        other.reload()
        one.reload()
        assert (arrived(one, ids.YEAR_TO, "2015"), arrived(other, ids.BREAKDOWN, "sex")) == (mine, theirs)
