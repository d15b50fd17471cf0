"""At each limit of a request: what just fits is answered, what goes over it is refused with the limit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from app import create_app
from hostile import CALLBACK, asked, faults, selection
from loaders import Dataset
from loaders.exports.asking import allowed_values
from loaders.exports.download import Download
from loaders.limits import DEEPEST_JSON, LARGEST_BODY, LONGEST_PATH, LONGEST_QUERY, MOST_OF_ONE, MOST_VALUES
from loaders.notation import whole
from loaders.texts import LANGUAGES
from server import dashboard
from server.edition import HOME
from server.front import Front
from server.keep import Keep

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def front(spoken: Dataset) -> Front:
    server = create_app(spoken).server
    return Front(lambda: server, Keep(None, "0" * 64))


def padded(query: str, length: int) -> str:
    """A query that asks for the same with so many bytes."""
    return query.ljust(length, "&")


def of_many(each: int, names: int) -> str:
    return urlencode([(f"x{name}", "") for name in range(names) for _ in range(each)])


#: For each limit an address beyond it but for the language, its status, the limit, and what is told to programs besides.
BEYOND = {
    "query": ("", lambda: padded("", LONGEST_QUERY + 1), 414, LONGEST_QUERY),
    "path": ("x" * LONGEST_PATH, lambda: "", 414, LONGEST_PATH),
    "values": ("", lambda: of_many(2, MOST_VALUES // 2 + 1), 400, MOST_VALUES),
    "values of one": ("", lambda: of_many(MOST_OF_ONE + 1, 1), 400, MOST_OF_ONE),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", list(BEYOND))
def test_a_page_tells_the_limit_in_the_language_of_the_reader(front: Front, name: str, lang: str) -> None:
    path, query, status, most = BEYOND[name]
    answer = asked(front, f"/cases{path}", f"lang={lang}&{query()}")
    assert (answer.status, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert f'<html lang="{lang}"' in answer.body.decode()
    assert whole(most, lang) in answer.body.decode()
    assert faults("/cases", answer) == []


@pytest.mark.parametrize("path", ["/api/v1/gaps.json", "/openapi.json", "/api/v1/typo"])
@pytest.mark.parametrize("name", list(BEYOND))
def test_a_program_is_told_the_limit_in_a_problem_document(front: Front, name: str, path: str) -> None:
    more, query, status, most = BEYOND[name]
    answer = asked(front, f"{path}{more}", query())
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    told = json.loads(answer.body)
    assert f"{most:,}" in told["detail"]
    assert told.get("parameter") == ("x0" if name == "values of one" else None)


def test_what_just_fits_is_answered(front: Front, spoken: Dataset) -> None:
    assert asked(front, "/cases", padded("lang=ru", LONGEST_QUERY)).status == 200
    assert asked(front, "/" + "x" * (LONGEST_PATH - 1)).status == 404
    one = [("topic", "cases")] * MOST_OF_ONE
    assert asked(front, "/api/v1/observations.json", urlencode(one)).status == 200
    several = urlencode(
        [*one, *[("sex", allowed_values(spoken, "observations", "sex")[0])] * (MOST_VALUES - MOST_OF_ONE)]
    )
    assert asked(front, "/api/v1/observations.json", several).status == 200
    assert asked(front, "/api/v1/observations.json", f"{several}&lang=en").status == 400


def test_empty_parts_of_a_query_are_no_values(front: Front) -> None:
    assert asked(front, "/api/v1/gaps.json", "&" * LONGEST_QUERY).status == 200


@pytest.mark.parametrize(
    "path", ["/", "/cases", "/typo", "/api/v1/gaps.json", "/assets/style.css", CALLBACK, "/_dash-layout"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_no_address_takes_a_body_that_is_too_large(front: Front, path: str, method: str) -> None:
    answer = asked(front, path, method=method, headers={"Content-Length": str(LARGEST_BODY + 1)})
    assert answer.status == 413
    assert f"{LARGEST_BODY:,}" in answer.body.decode()
    assert faults(path, answer) == []


def test_a_body_in_pieces_is_refused_unread(front: Front) -> None:
    """Its length is not known before its end, and what is wrong in it only when it is read."""
    answer = asked(front, CALLBACK, method="POST", headers=JSON | {"Transfer-Encoding": "chunked"})
    assert (answer.status, answer.headers["content-type"]) == (411, "application/problem+json")
    assert "how long" in json.loads(answer.body)["detail"]


def test_the_largest_body_is_read(front: Front) -> None:
    body = json.dumps(selection("/cases", "")).encode()
    assert asked(front, CALLBACK, method="POST", headers=JSON, body=body.ljust(LARGEST_BODY)).status == 200


@pytest.mark.parametrize(("depth", "status"), [(DEEPEST_JSON - 1, 200), (DEEPEST_JSON, 400), (900, 400), (30_000, 400)])
@pytest.mark.parametrize("sign", ["[]", "{}"])
def test_json_may_be_only_so_deep(front: Front, depth: int, status: int, sign: str) -> None:
    begun = "[" if sign == "[]" else '{"a":'
    if depth * len(begun) > LARGEST_BODY // 2:
        depth //= 5
    deep = begun * depth + "1" + sign[1] * depth
    body = json.dumps(selection("/cases", "")).replace("{", f'{{"x": {deep},', 1).encode()
    answer = asked(front, CALLBACK, method="POST", headers=JSON, body=body)
    assert answer.status == status
    assert (f"at most {DEEPEST_JSON} deep" in answer.body.decode()) == (status == 400)


@pytest.mark.parametrize(("name", "status"), [("query", 414), ("values", 400), ("values of one", 400)])
def test_a_callback_is_held_to_the_same_query(front: Front, name: str, status: int) -> None:
    body = json.dumps(selection("/cases", f"?{BEYOND[name][1]()}")).encode()
    answer = asked(front, CALLBACK, method="POST", headers=JSON, body=body)
    assert answer.status == status
    assert f"{BEYOND[name][3]:,}" in json.loads(answer.body)["detail"]


@pytest.mark.parametrize("query", ["\xff=\xfe", "lang=\xff", "lang=ru\n", "a\r\nX: y", "lang=\x00", "\x7f"])
@pytest.mark.parametrize("path", ["/cases", "/cases/", "/typo", "/api/v1/gaps.json", "/_dash-layout", CALLBACK])
def test_a_query_that_is_no_line_of_text_is_a_400(front: Front, path: str, query: str) -> None:
    """No browser sends one; a line break in it could stand in a header of ours."""
    for method in ("GET", "POST"):
        answer = asked(front, path, query, method=method)
        assert answer.status == 400
        assert faults(path, answer) == []


def test_a_query_in_plain_letters_survives_a_trailing_slash(front: Front) -> None:
    answer = asked(front, "/search/", "q=\u0434\u0435\u0442\u0438".encode().decode("latin-1"))
    assert (answer.status, answer.headers["location"]) == (308, "/search?q=%D0%B4%D0%B5%D1%82%D0%B8")


def test_nginx_has_the_same_limit_of_a_body() -> None:
    conf = (HOME / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert f"client_max_body_size {LARGEST_BODY // 1024}k;" in conf


def test_no_address_of_ours_comes_near_the_limits(real: Dataset) -> None:
    """What pages link to has room to grow by a half."""
    server = create_app(real).server
    client = server.test_client()
    figures = real.observations["obs_id"].tolist()
    pages = ["/", "/cases", "/adoptions", "/context", "/compare", "/data", "/search?q=adoption", "/brief/adoptions"]
    pages += ["/evidence/adoptions_intercountry", f"/observation/{figures[0]}", "/compare?show=alike", "/lessons"]
    links = {
        link.replace("&amp;", "&") for page in pages for link in re.findall(r'href="(/[^"#]*)', client.get(page).text)
    }
    assert len(links) > 500
    for link in links:
        path, _, query = link.partition("?")
        assert len(path) < LONGEST_PATH / 1.5, link
        assert len(query) < LONGEST_QUERY / 1.5, link
        assert query.count("&") < MOST_OF_ONE / 1.5, link


def test_a_fault_in_the_first_part_of_a_file_is_a_page_on_our_fault(
    spoken: Dataset, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The answer has not begun yet, so that it can still say so."""

    def broken() -> Iterator[bytes]:
        raise OSError("a fault of ours")
        yield b""

    def api_file(*_asked: Any, **_named: Any) -> Download:
        return Download(broken, "text/csv", "all.csv")

    monkeypatch.setattr(dashboard, "api_file", api_file)
    server = create_app(spoken).server
    answer = asked(Front(lambda: server, Keep(tmp_path, "0" * 64)), "/api/v1/gaps.csv")
    assert (answer.status, answer.headers["content-type"]) == (500, "application/problem+json")
    assert b"fault of ours" not in answer.body
