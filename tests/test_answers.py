"""What is kept of an answer, what is sent of it, and what is not taken for one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.answers import Answer, accepted, answer_of, from_bytes, sent, to_bytes
from server.front import Front
from server.keep import Keep
from test_front import HTML, PAGE, Counted, asked

OPEN = [
    ("Content-Type", "text/csv"),
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
]


def test_a_page_elsewhere_is_told_that_its_copy_is_right() -> None:
    answer = answer_of(OPEN, PAGE)
    told: list[Any] = []
    sent(answer, {"HTTP_IF_NONE_MATCH": f'W/"{answer.etag}"'}, lambda *found: told.extend(found))
    assert told[0].startswith("304")
    assert set(OPEN[1:]) <= set(told[1])


def test_an_encoding_that_is_forbidden_is_not_sent() -> None:
    assert accepted("gzip;q=0", ("gzip",)) == ""
    assert accepted("br;q=0, GZIP", ("gzip", "br")) == "gzip"
    refused = Counted(status="404 NOT FOUND")
    front = Front(refused.awakened, Keep(None, "edition"))
    assert "content-encoding" not in asked(front, "/no", accept_encoding="gzip;q=0")[1]
    assert asked(front, "/no", accept_encoding="gzip")[1]["content-encoding"] == "gzip"


def test_a_question_mark_in_a_path_is_no_query() -> None:
    app = Counted()
    front = Front(app.awakened, Keep(None, "edition"))
    for path, query in (("/search", "q=zzz?"), ("/search?q=zzz", "")):
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}
        list(front(environ, lambda *_: lambda _part: None))
    assert len(app.asked) == 2


@pytest.mark.parametrize("header", [("Vary", "Accept-Language"), ("Content-Encoding", "br")])
def test_what_depends_on_more_than_the_address_is_not_kept(header: tuple[str, str]) -> None:
    app = Counted(headers=[HTML, header])
    front = Front(app.awakened, Keep(None, "edition"))
    asked(front, "/cases")
    asked(front, "/cases")
    assert len(app.asked) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-40] + bytes(40),
        lambda content: content[:-1],
        lambda content: content.replace(b'"gzip"', b'"zstd"'),
        lambda content: content.replace(b'"sha256"', b'"sha255"'),
        lambda _content: b"",
    ],
    ids=["zeros", "cut off", "an encoding that nobody reads", "no checksum", "nothing"],
)
def test_a_damaged_file_is_made_anew_and_never_sent(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    app = Counted()
    asked(Front(app.awakened, Keep(tmp_path, "edition")), "/cases")
    (kept,) = tmp_path.rglob("*.answer")
    kept.write_bytes(damage(kept.read_bytes()))
    later = Front(app.awakened, Keep(tmp_path, "edition"))
    assert asked(later, "/cases", accept_encoding="gzip")[0].startswith("200")
    assert asked(later, "/cases")[2] == PAGE
    assert len(app.asked) == 2


def test_an_answer_without_a_body_that_all_can_read_is_none() -> None:
    with pytest.raises(ValueError, match="not whole"):
        from_bytes(to_bytes(Answer((), {"br": b"..."}, "tag")))
