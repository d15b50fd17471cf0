"""Answers that were made before: given again byte for byte, compressed, and only while they are right."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import brotli
import pytest
from flask import Flask

from loaders.exports.download import Download
from server.answers import Answer, answer_of, from_bytes, to_bytes
from server.downloads import add_downloads
from server.front import Front, Outdated
from server.keep import EDITIONS, LARGEST, Keep

PAGE = b"<!DOCTYPE html><p>" + b"a sentence of a page; " * 200
HTML = ("Content-Type", "text/html; charset=utf-8")


class Counted:
    """An application that answers every path with ``PAGE`` and counts how often it was asked, and how often made."""

    def __init__(
        self, body: bytes = PAGE, *, status: str = "200 OK", headers: Iterable[tuple[str, str]] = (HTML,)
    ) -> None:
        self.body, self.status, self.headers = body, status, list(headers)
        self.made = 0
        self.asked: list[str] = []

    def awakened(self) -> Counted:
        self.made += 1
        return self

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        self.asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        start_response(self.status, [*self.headers, ("Content-Length", str(len(self.body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


def asked(app: Any, path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
    """Status, headers (names in small letters) and body of an answer."""
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path.partition("?")[0]}
    environ |= {"QUERY_STRING": path.partition("?")[2]} | {
        f"HTTP_{name.upper()}": word for name, word in headers.items()
    }
    setup_testing_defaults(environ)
    told: list[Any] = []
    body = b"".join(app(environ, lambda status, found, _=None: told.extend([status, found])))
    return told[0], {name.lower(): value for name, value in told[1]}, body


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def front(counted: Counted, tmp_path: Path) -> Front:
    return Front(counted.awakened, Keep(tmp_path, "edition"))


def test_nothing_is_awakened_before_the_first_question(counted: Counted, front: Front) -> None:
    assert counted.made == 0
    asked(front, "/cases")
    asked(front, "/adoptions")
    assert counted.made == 1


def test_an_answer_is_made_once_and_given_in_each_encoding(counted: Counted, front: Front) -> None:
    unpack = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    for encoding, plain in unpack.items():
        status, headers, body = asked(front, "/cases?lang=ru", accept_encoding=encoding)
        assert (status, headers.get("content-encoding", "")) == ("200 OK", encoding)
        assert plain(body) == PAGE
        assert headers["content-length"] == str(len(body))
        assert headers["vary"] == "Accept-Encoding"
    assert counted.asked == ["GET /cases?lang=ru"]


@pytest.mark.parametrize(
    ("accepts", "given"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("deflate", ""),
        ("", ""),
        ("br;q=0.000,gzip;q=0", ""),
    ],
)
def test_what_a_reader_cannot_unpack_is_not_sent(front: Front, accepts: str, given: str) -> None:
    assert asked(front, "/", accept_encoding=accepts)[1].get("content-encoding", "") == given


def test_another_address_has_another_answer(counted: Counted, front: Front) -> None:
    for path in ("/cases", "/cases?lang=ru", "/cases?lang=kk", "/cases/"):
        counted.body = PAGE + path.encode()
        assert asked(front, path)[2] == PAGE + path.encode()
    for path in ("/cases?lang=ru", "/cases?lang=kk"):
        assert asked(front, path)[2] == PAGE + path.encode()


def test_a_copy_that_is_still_right_is_not_sent_again(front: Front) -> None:
    etag = asked(front, "/")[1]["etag"]
    for copies in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        status, headers, body = asked(front, "/", if_none_match=copies)
        assert (status, body) == ("304 NOT MODIFIED", b"")
        assert headers["etag"] == etag
        assert "content-type" not in headers
    assert asked(front, "/", if_none_match='"other"')[0] == "200 OK"


def test_the_first_reader_with_a_copy_gets_the_same_as_the_second(counted: Counted, front: Front) -> None:
    etag = asked(Front(counted.awakened, Keep(None, "edition")), "/")[1]["etag"]
    assert asked(front, "/", if_none_match=etag)[0] == "304 NOT MODIFIED"
    assert asked(front, "/", range="bytes=0-3")[0] == "200 OK"


def test_only_headers_are_sent_where_only_they_are_asked_for(counted: Counted, front: Front) -> None:
    first, second = asked(front, "/", "HEAD"), asked(front, "/", "HEAD")
    assert first == second
    assert (first[2], first[1]["content-length"]) == (b"", str(len(PAGE)))
    assert counted.asked == ["GET /?"]


@pytest.mark.parametrize("status", ["404 NOT FOUND", "400 BAD REQUEST", "500 INTERNAL SERVER ERROR", "308 MOVED"])
def test_what_is_no_success_is_asked_for_each_time(counted: Counted, front: Front, status: str) -> None:
    counted.status = status
    assert [asked(front, "/x")[0] for _ in range(2)] == [status, status]
    assert len(counted.asked) == 2
    assert asked(front, "/x", "HEAD")[0] == status


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ((HTML, ("Cache-Control", "no-store")), PAGE),
        ((HTML, ("Set-Cookie", "a=b")), PAGE),
        ((HTML,), b"x" * (LARGEST + 1)),
    ],
    ids=["not to be stored", "a cookie", "too large"],
)
def test_what_is_one_readers_own_or_too_large_is_not_kept(tmp_path: Path, headers: Any, body: bytes) -> None:
    counted = Counted(body, headers=headers)
    front = Front(counted.awakened, Keep(tmp_path, "edition"))
    assert [gzip.decompress(asked(front, "/", accept_encoding="gzip")[2]) for _ in range(2)] == [body, body]
    assert len(counted.asked) == 2
    assert list(tmp_path.rglob("*.answer")) == []


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/_dash-update-component"), ("GET", "/_dash-layout"), ("POST", "/")]
)
def test_requests_that_may_differ_go_to_the_dashboard(counted: Counted, front: Front, method: str, path: str) -> None:
    asked(front, path, method)
    asked(front, path, method)
    assert counted.asked == [f"{method} {path}?"] * 2


def test_an_address_of_any_length_fills_nothing(front: Front, tmp_path: Path) -> None:
    asked(front, "/cases?" + "x" * 5000)
    assert list(tmp_path.rglob("*.answer")) == []


def test_the_next_start_gives_what_the_last_one_kept(counted: Counted, front: Front, tmp_path: Path) -> None:
    first = asked(front, "/cases", accept_encoding="br")
    later = Front(counted.awakened, Keep(tmp_path, "edition"))
    assert asked(later, "/cases", accept_encoding="br") == first
    assert (counted.made, len(counted.asked)) == (1, 1)


def test_another_edition_gives_nothing_of_the_last_one(counted: Counted, front: Front, tmp_path: Path) -> None:
    asked(front, "/cases")
    counted.body = PAGE + b"corrected"
    assert asked(Front(counted.awakened, Keep(tmp_path, "next")), "/cases")[2] == PAGE + b"corrected"


def test_a_file_that_was_cut_off_or_changed_is_made_anew(counted: Counted, front: Front, tmp_path: Path) -> None:
    asked(front, "/cases")
    (kept,) = tmp_path.rglob("*.answer")
    whole = kept.read_bytes()
    for broken in (b"", whole[:-1], whole + b"x", b"{}\n", b"[]\n", whole.replace(b"headers", b"haeders")):
        kept.write_bytes(broken)
        assert asked(Front(counted.awakened, Keep(tmp_path, "edition")), "/cases")[2] == PAGE


def test_a_folder_that_cannot_be_written_costs_no_answer(counted: Counted, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    keep = Keep(tmp_path / "file", "edition")
    assert asked(Front(counted.awakened, keep), "/")[2] == PAGE
    keep.accept({"figures": 1})
    assert keep.verdict() is None


def test_changed_data_are_refused_and_kept_answers_stay(
    front: Front, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    asked(front, "/cases")

    def changed() -> Any:
        raise Outdated("the data are others")

    later = Front(changed, Keep(tmp_path, "edition"))
    assert asked(later, "/cases")[0] == "200 OK"
    status, headers, _ = asked(later, "/adoptions")
    assert (status[:3], headers["retry-after"], headers["cache-control"]) == ("503", "60", "no-store")
    asked(later, "/adoptions")
    assert [record.event for record in caplog.records] == ["outdated"]  # type: ignore[attr-defined]
    assert json.loads(asked(later, "/healthz")[2])["status"] == "outdated"


def picture(size: int = 1_000) -> Answer:
    return answer_of([("Content-Type", "image/png")], os.urandom(size))


def test_memory_has_a_limit_that_counts_more_than_bodies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.keep.MOST_IN_MEMORY", 35_000)
    for size, most in ((1_000, 11), (1, 17)):
        keep = Keep(None, "edition")
        for number in range(100):
            keep.put(f"/{number}", picture(size))
        left = [number for number in range(100) if keep.get(f"/{number}")]
        assert left == list(range(100 - len(left), 100))
        assert 5 < len(left) <= most


@pytest.mark.parametrize("size", [1_000, 1])
def test_the_disk_has_a_limit_that_counts_blocks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, size: int) -> None:
    monkeypatch.setattr("server.keep.MOST_ON_DISK", 400_000)
    keep = Keep(tmp_path, "edition")
    for number in range(640):
        keep.put(f"/{number}", picture(size))
    assert 4096 * len(list(tmp_path.rglob("*.answer"))) <= 400_000 * 9 // 8


def test_what_was_asked_for_last_stays_on_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("server.keep.MOST_ON_DISK", 400_000)
    keep = Keep(tmp_path, "edition")
    keep.put("/", picture())
    (first,) = tmp_path.rglob("*.answer")
    os.utime(first, (1, 1))
    for number in range(90):
        keep.put(f"/{number}", picture())
    assert Keep(tmp_path, "edition").get("/")
    for number in range(90, 130):
        keep.put(f"/{number}", picture())
    assert Keep(tmp_path, "edition").get("/")


def test_old_editions_make_room_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").write_text("mine")
    editions = [f"{number:064x}" for number in range(EDITIONS + 3)]
    # An edition that was never accepted, with a file that was begun, is old too.
    Keep(tmp_path, editions[0]).put("/", picture())
    (tmp_path / editions[0] / "x.begun").write_text("half")
    os.utime(tmp_path / editions[0], (0, 0))
    for number in range(1, EDITIONS + 3):
        keep = Keep(tmp_path, editions[number])
        keep.put("/", answer_of([HTML], PAGE))
        keep.accept({"figures": number})
        os.utime(tmp_path / editions[number], (number, number))
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"own", *editions[3:]}
    assert (tmp_path / "own" / "letter.txt").read_text() == "mine"


def test_an_edition_that_a_process_uses_stays(tmp_path: Path) -> None:
    editions = [f"{number:064x}" for number in range(EDITIONS + 3)]
    used = Keep(tmp_path, editions[0])
    used.accept({"figures": 0})
    os.utime(tmp_path / editions[0], (0, 0))
    for number in range(1, EDITIONS + 3):
        Keep(tmp_path, editions[number]).accept({"figures": number})
        os.utime(tmp_path / editions[number], (number, number))
    assert editions[0] in {path.name for path in tmp_path.iterdir()}
    del used
    Keep(tmp_path, f"{99:064x}").accept({"figures": 99})
    assert editions[0] not in {path.name for path in tmp_path.iterdir()}


def test_a_copy_that_was_begun_and_never_ended_does_not_lift_the_limit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("server.keep.MOST_ON_DISK", 400_000)
    begun = tmp_path / "edition" / "x.begun"
    begun.mkdir(parents=True)
    (begun / "half.csv").write_text("half")
    os.utime(begun, (1, 1))
    keep = Keep(tmp_path, "edition")
    for number in range(200):
        keep.put(f"/{number}", picture())
    assert not begun.exists()
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.answer")) <= 400_000 * 9 // 8


def test_a_kept_answer_is_read_back_as_it_was() -> None:
    answer = answer_of([HTML, ("Link", "</x>; rel=a")], PAGE)
    assert from_bytes(to_bytes(answer)) == answer
    assert json.loads(to_bytes(answer).partition(b"\n")[0])["etag"] == answer.etag


@pytest.mark.parametrize(("size", "made"), [(1_000, 1), (5_000_000, 2)])
def test_a_file_is_made_once_unless_it_is_too_large_to_be_kept(size: int, made: int) -> None:
    asked_for: list[str] = []

    def file_of(name: str, _args: Mapping[str, list[str]]) -> Download:
        asked_for.append(name)
        return Download(b"x" * size, "text/csv", "all.csv")

    server = Flask("files")
    add_downloads(server, "/files/<name>", file_of, edition="edition")
    client = server.test_client()
    assert [len(client.get("/files/all.csv").data) for _ in range(2)] == [size, size]
    assert len(asked_for) == made
