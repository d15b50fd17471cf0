"""Made-up requests, thousands of them, to the server as it is served: none finds a fault, a file or an endless answer.

Each run tries the same requests. tests/test_sockets.py asks over the wire, tests/test_limits.py at each limit.
"""

from __future__ import annotations

import functools
import gc
import gzip
import json
import random
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app import create_app
from hostile import (
    CALLBACK,
    HEADER_NAMES,
    METHODS,
    RUBBISH,
    SEGMENTS,
    VALUES,
    Given,
    asked,
    at_every_place,
    faults,
    parameters,
    prefixes,
    selection,
    with_other,
)
from loaders import Dataset
from loaders.limits import DEEPEST_JSON, LARGEST_BODY
from server import keep as keeping
from server.bundles import ONLY_OFFLINE
from server.dashboard import ASSETS
from server.files import SERVED
from server.front import Front
from server.keep import Keep
from test_openapi import tried_out

JSON = {"Content-Type": "application/json"}
SEED = 20261122


def tries(number: int) -> Callable[[Any], Any]:
    """So many examples, the same in each run."""
    return settings(
        max_examples=number,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module")
def flask_app(real: Dataset) -> Flask:
    return create_app(real).server


@pytest.fixture(scope="module")
def front(flask_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Front:
    """The server as it is served, but for the process: it keeps answers, and packs them."""
    return Front(lambda: flask_app, Keep(tmp_path_factory.mktemp("kept"), "0" * 64))


@pytest.fixture
def rules(flask_app: Flask) -> tuple[str, ...]:
    return tuple(sorted({rule.rule for rule in flask_app.url_map.iter_rules()}))


@pytest.fixture(autouse=True)
def nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A fault that an answer hides stands in the log."""
    yield
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


def wrong(front: Front, path: str, query: str = "", **more: Any) -> list[str]:
    """What is wrong with the answer to a request, with the request."""
    shown = f"{more.get('method', 'GET')} {path[:200]!r} {query[:200]!r} {more.get('headers', '')!s:.200} "
    return [shown + fault for fault in faults(path, asked(front, path, query, **more))]


# The interface for programs


def test_the_interface_is_as_it_is_described_also_where_answers_are_kept(spoken: Dataset, tmp_path: Path) -> None:
    server = create_app(spoken).server
    front = Front(lambda: server, Keep(tmp_path, "0" * 64))

    def plain(environ: dict[str, Any], start_response: Any) -> Any:
        """Schemathesis asks an application for packed answers, and cannot unpack them."""
        return front(environ | {"HTTP_ACCEPT_ENCODING": ""}, start_response)

    tried, found = tried_out(plain, examples=8)
    assert found == []
    assert tried > 250
    assert list(tmp_path.rglob("*.answer")) != []


# Addresses, methods, headers


def test_no_address_finds_a_fault(front: Front, real: Dataset, rules: tuple[str, ...]) -> None:
    starts = st.sampled_from(prefixes(real, rules))
    letters = st.binary(max_size=12).map(lambda part: part.decode("latin-1"))
    segments = st.lists(st.sampled_from(SEGMENTS) | letters, max_size=4)
    names = st.sampled_from(parameters())
    values = (
        st.sampled_from(VALUES)
        | letters
        | st.text(max_size=12).map(lambda part: quote(part.encode("utf-8", "replace")))
    )
    pairs = st.lists(st.tuples(names, values).map("=".join), max_size=5)
    queries = st.tuples(st.sampled_from(["&", "&&", ";", "?", "&amp;"]), pairs).map(
        lambda parted: parted[0].join(parted[1])
    )
    found: list[str] = []
    tried: set[int] = set()

    @tries(1500)
    @given(starts, segments, st.sampled_from(["/", "//", "/./", "\\"]), queries | letters)
    def ask(start: str, parts: list[str], between: str, query: str) -> None:
        path = "/" + between.join([start, *parts]) if parts else f"/{start}"
        answer = asked(front, path, query, headers={"Accept-Encoding": "gzip"} if len(path) % 2 else {})
        tried.add(answer.status)
        found.extend(f"{path[:200]!r} {query[:200]!r} {fault}" for fault in faults(path, answer))

    ask()
    assert found == []
    assert {200, 308, 400, 404} <= tried


def test_every_parameter_stands_every_value_on_every_kind_of_page(front: Front, real: Dataset) -> None:
    chance, figures = random.Random(SEED), real.observations["obs_id"].tolist()
    pages = [
        "/",
        "/cases",
        "/adoptions",
        "/compare",
        "/search",
        "/data",
        "/follow-up",
        "/lessons/adoption-gap",
        "/brief/cases",
    ]
    pages += [
        f"/observation/{figures[0]}",
        "/evidence/adoptions_intercountry",
        "/picture/adoptions.svg",
        "/picture/compare.svg",
    ]
    pages += [
        "/embed/adoptions_intercountry",
        "/api/v1/gaps.json",
        "/api/v1/citation.txt",
        "/openapi.json",
        "/version",
        "/cases/",
    ]
    pairs = [(name, value) for name in parameters() for value in VALUES]
    found = []
    for name, value in chance.sample(pairs, 1500):
        for often in (1, 2):
            found += wrong(front, chance.choice(pages), "&".join([f"{name}={value}"] * often))
    assert found == []


def test_no_method_finds_a_fault(front: Front, real: Dataset, rules: tuple[str, ...]) -> None:
    found = []
    for start in prefixes(real, rules):
        for method in METHODS:
            for body in (b"", b"x=1"):
                found += wrong(front, f"/{start}", "lang=ru", method=method, body=body)
    assert found == []


def test_no_header_finds_a_fault(front: Front) -> None:
    chance = random.Random(SEED)
    paths = [
        "/",
        "/cases/",
        "/typo",
        "/cases",
        "/assets/style.css",
        "/favicon.ico",
        "/api/v1/gaps.json",
        "/version",
        CALLBACK,
    ]
    paths += [
        "/_dash-layout",
        "/healthz",
        "/embed/adoptions_intercountry",
        "/picture/cases.svg",
        "/_dash-component-suites/x/y",
    ]
    pairs = [(name, value) for name in HEADER_NAMES for value in RUBBISH]
    found = []
    for name, value in pairs:
        for path in chance.sample(paths, 3):
            method = chance.choice(["GET", "GET", "HEAD", "OPTIONS", "POST"])
            found += wrong(front, path, method=method, headers={name: value})
    assert found == []


# The callback


def called(front: Front, body: bytes, **headers: str) -> Given:
    return asked(front, CALLBACK, method="POST", body=body, headers=JSON | headers)


def json_values() -> st.SearchStrategy[Any]:
    letters = st.text(st.characters(), max_size=8)  # halves of letters among them
    single = st.none() | st.booleans() | st.integers() | st.floats() | letters | st.sampled_from(VALUES)
    several = functools.partial(st.lists, max_size=3)
    return st.recursive(single, lambda part: several(part) | st.dictionaries(letters, part, max_size=3), max_leaves=5)


def test_no_value_at_any_place_of_a_callback_finds_a_fault(front: Front) -> None:
    well_formed = selection("/cases", "?year_from=2003")
    places = list(at_every_place(well_formed))
    found: list[str] = []
    tried: set[int] = set()

    @tries(1200)
    @given(st.sampled_from(places), json_values(), st.booleans())
    def ask(way: tuple[Any, ...], value: Any, is_ascii: bool) -> None:
        body = json.dumps(with_other(well_formed, way, value), ensure_ascii=is_ascii).encode("utf-8", "surrogatepass")
        answer = called(front, body)
        tried.add(answer.status)
        found.extend(f"{body[:300]!r} {fault}" for fault in faults(CALLBACK, answer))

    ask()
    assert found == []
    assert {200, 400} <= tried


def test_half_a_letter_in_the_search_of_a_callback_is_a_400(front: Front) -> None:
    """JSON can write what UTF-8 cannot, and a refusal that repeats it could not be sent."""
    for search in ("?\ud800=1", "?lang=\udfff", "?year_from=\ud800", "?source_type=\ud83d", "?q=\ud800"):
        for page in ("/cases", "/search"):
            assert called(front, json.dumps(selection(page, search)).encode()).status == 400


def bodies() -> dict[str, bytes]:
    """Bodies that are no JSON, or more of it than anybody sends."""
    right = json.dumps(selection("/cases", ""))
    deep = '{"a":' * (DEEPEST_JSON + 1) + "1" + "}" * (DEEPEST_JSON + 1)
    return {
        "nothing": b"",
        "half": right[: len(right) // 2].encode(),
        "twice": (right + right).encode(),
        "a key twice": right.replace('"output":', '"output": "page.children", "output":').encode(),
        "a wrong key twice": right.replace('"output":', '"output": 5, "output":').encode(),
        "no number": right.replace('""', "NaN").encode(),
        "no end": right.replace('""', "-Infinity").encode(),
        "a long number": right.replace('""', "1" * 20_000).encode(),
        "a large number": right.replace('""', "1e999999").encode(),
        "not UTF-8": right.encode() + b"\xff\xfe",
        "half a letter": right.replace('""', '"\ud800"').encode("utf-8", "surrogatepass"),
        "UTF-16": right.encode("utf-16"),
        "UTF-32": right.encode("utf-32"),
        "a byte-order mark": right.encode("utf-8-sig"),
        "NUL": b"\0" * 5000,
        "packed": gzip.compress(right.encode()),
        "a bomb": gzip.compress(b"0" * 5_000_000),
        "deep": right.replace('""', deep).encode(),
        "deep beside": right.replace("{", '{"x": ' + "[" * 900 + "]" * 900 + ",", 1).encode(),
        "deep and open": b"[" * 60_000,
        "deeper than the stack": b"[" * 30_000 + b"]" * 30_000,
        "100,000 deep": b"[" * 100_000 + b"]" * 100_000,
        "wide": ("[" + ",".join(["[]"] * 20_000) + "]").encode(),
        "many keys": json.dumps({str(number): number for number in range(5_000)}).encode(),
        "huge": b'"' + b"a" * (LARGEST_BODY + 1) + b'"',
    }


@pytest.mark.parametrize("name", list(bodies()))
def test_no_body_finds_a_fault(front: Front, name: str) -> None:
    body = bodies()[name]
    right = {"a key twice", "a wrong key twice", "a byte-order mark", "UTF-16", "UTF-32"}  # json takes the last key
    for headers in ({}, {"Content-Encoding": "gzip"}, {"Content-Type": "application/json; charset=utf-16"}):
        answer = called(front, body, **headers)
        assert faults(CALLBACK, answer) == []
        assert answer.status in ((413,) if len(body) > LARGEST_BODY else (200, 400) if name in right else (400,))
    for kind in ("", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "\xff"):
        answer = called(front, body, **{"Content-Type": kind})
        assert faults(CALLBACK, answer) == []
        assert answer.status in (400, 413)


def test_no_other_address_of_dash_takes_a_body(front: Front, rules: tuple[str, ...]) -> None:
    paths = [rule.partition("<")[0] for rule in rules if rule.startswith(("/_dash", "/_reload", "/_favicon"))]
    assert len(paths) >= 5
    found = []
    for path in paths:
        for body in (b"{}", json.dumps(selection("/cases", "")).encode(), b"[" * 60_000):
            for method in ("GET", "PUT", "DELETE", "PATCH"):
                found += wrong(front, path, method=method, body=body, headers=JSON)
    assert found == []


# Files


def ways_out() -> list[str]:
    """Ways from a folder to files that are not served, as they reach the application."""
    targets = ["app.py", "server/dashboard.py", "pyproject.toml", "data/sources.csv", "data/texts/interface.csv"]
    targets += ["assets/README.md", "../app.py", "etc/passwd", ".git/config", "assets/style.css"]
    ups = [
        "../",
        "../../",
        "../" * 12,
        "..\\",
        "..//",
        "....//",
        "./../",
        "%2e%2e/",
        "%2e%2e%2f",
        "..%2f",
        "..%5c",
        "..;/",
    ]
    ups += [
        "\xc0\xae\xc0\xae/",
        "\xc0\xae\xc0\xae\xc0\xaf",
        "\xe0\x80\xae\xe0\x80\xae/",
        "..\0/",
        "\0../",
        "%00../",
        "..%00/",
    ]
    ups += [
        "%252e%252e%252f",
        "%u002e%u002e/",
        "\uff0e\uff0e/".encode().decode("latin-1"),
        "/",
        "//",
        "\\",
        "C:\\",
        f"file:{'/' * 3}",
    ]
    ways = [up + target for up in ups for target in targets]
    return ways + [
        f"{way}{end}" for way in ways[::7] for end in ("\0.css", "%00.css", ".css", "/", "/.", "?.css", "#.css")
    ]


def test_no_route_leads_to_a_file_that_is_not_served(front: Front, flask_app: Flask) -> None:
    routes = sorted({rule.rule for rule in flask_app.url_map.iter_rules()})
    assert len(routes) > 20
    ways, found = ways_out(), []
    for route in routes:
        start = route.partition("<")[0]
        tails = [""] if route.endswith(">") else ["/"]
        inside = {"/_dash-component-suites/": ["dash/", "dash/deps/", "plotly/", "os/", ""], "/assets/": ["", "tools/"]}
        for tail in inside.get(start, tails):
            for way in ways if start in (*inside, "/") or route.endswith("<path:name>") else ways[::5]:
                path = f"{start.rstrip('/') if tail == '/' else start}{tail}{way}"
                answer = asked(front, path)
                found += [f"{path!r} {fault}" for fault in faults(path, answer)]
                is_refused = answer.status in (308, 400, 404, 405, 414)
                # Slashes at the beginning count as one.
                found += [] if is_refused or path.lstrip("/") == "assets/style.css" else [f"{path!r} is answered"]
    assert found == []


def test_a_raw_file_of_the_data_has_no_address(front: Front) -> None:
    for name in ("sources.csv", "figures/opsc2004.csv", "texts/interface.csv", "audit.json"):
        for start in (
            "",
            "data/",
            "assets/",
            "assets/data/",
            "api/v1/",
            "picture/",
            "embed/",
            "_dash-component-suites/data/",
        ):
            answer = asked(front, f"/{start}{name}")
            assert faults(f"/{start}{name}", answer) == []
            assert answer.status == (200 if (start, name) == ("api/v1/", "sources.csv") else 404), start + name


def test_only_the_assets_themselves_lie_in_their_folder(front: Front) -> None:
    """A link would be followed to wherever it leads."""
    files = [path for path in ASSETS.rglob("*") if path.is_file()]
    assert [path for path in ASSETS.rglob("*") if path.is_symlink()] == []
    for path in files:
        answer = asked(front, f"/assets/{path.relative_to(ASSETS).as_posix()}")
        assert answer.status == (200 if path.suffix in SERVED else 404), path.name
    assert ONLY_OFFLINE  # served too, and harmless: they are part of the copy for use without a network


# Memory


#: Caches of functions without an argument, or of names of tables and columns, which no reader gives.
OF_THE_CODE = frozenset(
    [
        "components.evidence_map._nothing",
        "components.voices._mark",
        "loaders.change_log._column_names",
        "loaders.change_log.fact_columns",
        "loaders.exports.collections.collections",
        "loaders.exports.whole_files.whole_files",
        "loaders.frames._no_rows",
        "loaders.schema.text_schema",
        "loaders.schema.typed_schema",
        "loaders.schema.right_text_schema",
        "server.framing._style",
    ]
)


def caches() -> dict[str, Any]:
    """The caches of functions of ours, by name."""
    found = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    ours = ("loaders", "components", "server")
    return {f"{one.__module__}.{one.__qualname__}": one for one in found if one.__module__.startswith(ours)}


@pytest.mark.usefixtures("front")  # some caches are made with it
def test_no_cache_of_ours_is_without_a_limit() -> None:
    unlimited = {name for name, one in caches().items() if one.cache_parameters()["maxsize"] is None}
    assert unlimited <= OF_THE_CODE


def different(number: int) -> Iterator[tuple[str, str]]:
    """Addresses that nobody has asked for yet, right and wrong ones of many kinds."""
    yield "/search", f"q=word{number}+{number}"
    yield "/cases", f"year_from={number}&lang=ru"
    yield "/cases", "&" * (number % 3000)
    yield f"/typo{number}", f"theme={number}"
    yield "/api/v1/gaps.json", f"topic=x{number}"
    yield "/api/v1/gaps.json", "lang=en" + "&" * (number % 3000 + 1)
    yield "/api/v1/citation.txt", f"view=/search?q=w{number}"
    yield f"/picture/typo{number}.svg", ""
    yield "/compare", f"indicator_id={number}&lang=kk"


def test_memory_does_not_grow_with_the_addresses_that_are_asked_for(
    spoken: Dataset, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Entries are counted, and objects: what stays of a request lies in a cache, and each cache has a limit."""
    monkeypatch.setattr(keeping, "MOST_IN_MEMORY", 200_000)
    monkeypatch.setattr(keeping, "MOST_ON_DISK", 2_000_000)
    server = create_app(spoken).server
    keep = Keep(tmp_path, "0" * 64)
    front = Front(lambda: server, keep)

    def objects_after(numbers: range) -> int:
        for number in numbers:
            for path, query in different(number):
                asked(front, path, query)
            called(front, json.dumps(selection("/search", f"?q=c{number}")).encode())
        for name, one in caches().items():
            if name not in OF_THE_CODE:
                one.cache_clear()
        vars(spoken).pop("_kept", None)  # tests/test_kept.py holds its limits
        gc.collect()
        # pandas keeps references to tables that are gone, up to a number of its own, and then lets go of all of them.
        return sum(not isinstance(one, weakref.ReferenceType) for one in gc.get_objects())

    full = objects_after(range(80))
    before = {name: caches()[name].cache_info().currsize for name in OF_THE_CODE & caches().keys()}
    later = objects_after(range(80, 160))
    assert later - full < 500  # of 800 requests
    assert {name: caches()[name].cache_info().currsize for name in before} == before
    assert keep._size <= keeping.MOST_IN_MEMORY
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.answer")) <= 2_000_000 * 9 / 8
