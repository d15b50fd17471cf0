"""Two instances behind nginx with the configuration of this repository: what its cache keeps, and what it leaves alone."""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from deploy.local import CONFIGURATION, HOST, Instance, Proxy, adapted, installed_nginx, instances, proxy
from test_server import located

pytestmark = pytest.mark.nginx

CALLBACK = "/_dash-update-component"
#: What browsers of today write, and two other ways to the same answer.
MODERN, SPELT_OTHERWISE, OLD = "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8", "gzip, deflate"
#: A choice of every kind of answer. Each test that counts what reaches the app takes addresses of its own.
PAGES = ("/", "/adoptions?lang=ru", "/cases", "/compare?lang=kk", "/observation/opsc2004-p57-1", "/search?q=adoption")
FILES = (
    "/api/v1/observations.csv?topic=adoptions",
    "/api/v1/observations.xlsx?topic=convictions",
    "/api/v1/observations.json?topic=trafficking",
    "/api/v1/observations.sdmx.csv?topic=cases",
    "/api/v1/citation.bib",
    "/openapi.json",
    "/picture/adoptions.svg?size=slide&ink=colour",
    "/embed/adoptions_intercountry",
)
#: Each connection and each server writes these anew.
OF_SENDING = frozenset(
    [
        "date",
        "server",
        "connection",
        "keep-alive",
        "transfer-encoding",
        "content-length",
        "accept-ranges",
        "x-request-id",
    ]
)


@dataclass(frozen=True)
class Answer:
    """A status, headers by their name in small letters, the body as it was sent, and the cache's word on it."""

    status: int
    headers: dict[str, str]
    body: bytes
    cache: str = ""

    @property
    def lives(self) -> dict[str, str]:
        """The directives of Cache-Control."""
        parts = re.findall(r"([\w-]+)(?:=(\d+))?", self.headers.get("cache-control", ""))
        return dict(parts)


def ask(port: int, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """What is answered at a port; ``headers`` with ``_`` for ``-``."""
    connection = HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        found = connection.getresponse()
        return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
    finally:
        connection.close()


@dataclass
class Front:
    """nginx and what stands behind it."""

    nginx: Proxy
    behind: list[Instance]

    def logged(self) -> list[str]:
        return self.nginx.log.read_text(encoding="utf-8").splitlines()

    def ask(self, path: str, **asked: object) -> Answer:
        """An answer through nginx, with what its log says of the cache: MISS, HIT, STALE, - ..."""
        before = len(self.logged())
        found = ask(self.nginx.port, path, **asked)  # type: ignore[arg-type]
        until = time.monotonic() + 5
        while len(self.logged()) == before and time.monotonic() < until:  # it writes after it has answered
            time.sleep(0.005)
        return Answer(found.status, found.headers, found.body, self.logged()[-1].split(" ")[3])


@pytest.fixture(scope="module")
def nginx() -> str:
    """The installed nginx. Without one the tests are skipped, and fail where ``CI`` is true."""
    found = installed_nginx()
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("nginx is not installed")
    return found or pytest.skip("nginx is not installed")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like that of ``make pack``, with three pages of it."""
    folder = tmp_path_factory.mktemp("pack")
    for name in ("index.html", "en/adoptions.html", "ru/adoptions.html"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"<title>{name}</title>" * 99, encoding="utf-8")
    page = folder / "ru" / "adoptions.html"
    page.with_name("adoptions.html.gz").write_bytes(gzip.compress(page.read_bytes()))
    return folder


@pytest.fixture(scope="module")
def front(nginx: str, tmp_path_factory: pytest.TempPathFactory, pack: Path) -> Iterator[Front]:
    """One start for all tests; the last ones end the instances."""
    assert nginx
    with (
        # Each with a memory of its own, as on two machines.
        instances(KEEP="off", TRUST_PROXY="on") as behind,
        proxy(tmp_path_factory.mktemp("nginx"), [each.port for each in behind], pack=pack) as running,
    ):
        yield Front(running, behind)


# the configuration


def test_the_configuration_is_valid(nginx: str, tmp_path: Path) -> None:
    conf = CONFIGURATION.read_text(encoding="utf-8")
    file = tmp_path / "nginx.conf"
    file.write_text(adapted(conf, tmp_path, ports=[8051, 8052, 8053], listen=8080, pack=tmp_path, pack_listen=8081))
    done = subprocess.run([nginx, "-t", "-p", tmp_path, "-c", file], capture_output=True, text=True, check=False)
    assert (done.returncode, "test is successful" in done.stderr, "[warn]" in done.stderr) == (0, True, False), (
        done.stderr
    )


def test_a_configuration_that_was_changed_is_not_run_half_adapted(tmp_path: Path) -> None:
    conf = CONFIGURATION.read_text(encoding="utf-8").replace("listen 8080;", "listen 80;")
    with pytest.raises(ValueError, match="'listen 8080;' 0 times"):
        adapted(conf, tmp_path, ports=[1], listen=2, pack=tmp_path, pack_listen=3)


# instances agree


@pytest.mark.parametrize("encoding", [MODERN, OLD, "identity"])
@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_instances_with_the_same_data_give_the_same_bytes_and_the_same_etag(
    front: Front, path: str, encoding: str
) -> None:
    one, other = (ask(each.port, path, Accept_Encoding=encoding) for each in front.behind)
    assert (one.status, other.status) == (200, 200)
    assert one.body == other.body
    assert one.headers["etag"] == other.headers["etag"]


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_an_answer_depends_on_no_header_but_the_one_that_the_cache_knows(front: Front, path: str) -> None:
    port = front.behind[0].port
    plain = ask(port, path, Accept_Encoding=MODERN)
    assert plain.headers.get("vary", "accept-encoding").lower() == "accept-encoding"
    elsewhere = ask(
        port,
        path,
        Accept_Encoding=MODERN,
        Host="elsewhere.example",
        X_Forwarded_Host="elsewhere.example",
        X_Forwarded_Proto="https",
        Accept_Language="ru",
        Cookie="lang=ru",
        Origin="https://elsewhere.example",
        User_Agent="curl/8",
    )
    assert (elsewhere.body, elsewhere.headers["etag"]) == (plain.body, plain.headers["etag"])


# what the cache does


@pytest.mark.parametrize(
    "path", ["/follow-up", "/api/v1/gaps.csv", "/api/v1/gaps.xlsx", "/api/v1/gaps.json", "/embed/adoptions_domestic"]
)
def test_an_answer_is_asked_for_once_and_then_comes_from_the_cache(front: Front, path: str) -> None:
    first, second = (front.ask(path, Accept_Encoding=MODERN) for _ in range(2))
    assert (first.status, second.status) == (200, 200)
    assert (first.cache, second.cache) == ("MISS", "HIT")
    assert (first.body, first.headers["etag"]) == (second.body, second.headers["etag"])


def test_ways_to_write_the_same_encoding_share_an_answer_and_others_do_not(front: Front) -> None:
    asked = [MODERN, SPELT_OTHERWISE, OLD, "br;q=0, gzip", "identity", "gzip;q=0"]
    found = [front.ask("/quality", Accept_Encoding=encoding) for encoding in asked]
    assert [each.cache for each in found] == ["MISS", "HIT", "MISS", "HIT", "MISS", "HIT"]
    encodings = [each.headers.get("content-encoding", "") for each in found]
    assert encodings == ["br", "br", "gzip", "gzip", "", ""]


def test_head_is_answered_from_what_was_read(front: Front) -> None:
    read = front.ask("/lessons")
    asked = front.ask("/lessons", method="HEAD")
    assert (asked.status, asked.cache, asked.body) == (200, "HIT", b"")
    assert asked.headers["etag"] == read.headers["etag"]


def test_a_reader_whose_copy_is_right_gets_304(front: Front) -> None:
    for path in ("/about", "/api/v1/bodies.csv"):
        first = front.ask(path, Accept_Encoding=MODERN)
        again = front.ask(path, Accept_Encoding=MODERN, If_None_Match=first.headers["etag"])
        assert (again.status, again.cache, again.body) == (304, "HIT", b"")
        assert front.ask(path, Accept_Encoding=MODERN, If_None_Match='"other"').status == 200


def test_an_instance_tells_the_cache_that_its_copy_is_right_and_for_how_long(front: Front) -> None:
    for path in (*PAGES, *FILES):
        first, other = (each.port for each in front.behind)
        whole = ask(first, path, Accept_Encoding=MODERN)
        short = ask(other, path, Accept_Encoding=MODERN, If_None_Match=whole.headers["etag"])
        assert (path, short.status, short.body) == (path, 304, b"")
        # A 304 without it would leave nginx with a copy that it must ask about each time.
        assert short.headers["cache-control"] == whole.headers["cache-control"]
        assert short.headers["etag"] == whole.headers["etag"]


def test_a_thousand_readers_of_a_new_page_are_one_request(front: Front) -> None:
    path = "/trafficking?lang=kk&colour_by=counter"
    with ThreadPoolExecutor(20) as readers:
        found = list(readers.map(lambda _: ask(front.nginx.port, path, Accept_Encoding=MODERN), range(20)))
    assert {each.status for each in found} == {200}
    assert len({each.body for each in found}) == 1
    time.sleep(0.2)
    seen = [line.split(" ")[3] for line in front.logged() if '"/trafficking"' in line]
    assert (seen.count("MISS"), seen.count("HIT")) == (1, 19)


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_a_correction_reaches_readers_within_a_minute_or_so(front: Front, path: str) -> None:
    lives = ask(front.behind[0].port, path).lives
    assert "public" in lives
    assert lives["max-age"] == "0"
    assert 10 <= int(lives["s-maxage"]) <= 60
    assert int(lives["s-maxage"]) + int(lives.get("stale-while-revalidate", "0")) <= 90
    assert int(lives["stale-if-error"]) >= 3600


def test_files_of_a_page_never_change_and_are_kept_for_good(front: Front) -> None:
    page = ask(front.nginx.port, "/adoptions").body.decode()
    files = sorted(set(re.findall(r'<(?:script|link)\b[^>]*?(?:src|href)="(/assets/[^"]+\.(?:js|css)[^"]*)"', page)))
    assert files
    for file in files:
        first, second = (front.ask(file, Accept_Encoding=MODERN) for _ in range(2))
        assert (first.status, second.cache) == (200, "HIT")
        assert (first.lives["max-age"], "immutable" in first.lives, "public" in first.lives) == ("31536000", True, True)


@pytest.mark.parametrize(("path", "status"), [("/typo", 404), ("/cases?colour=red", 400), ("/api/v1/typo.csv", 404)])
def test_a_refusal_is_not_kept_for_long(front: Front, path: str, status: int) -> None:
    for _ in range(2):
        found = front.ask(path)
        assert found.status == status
        assert found.cache != "HIT" or int(found.lives["s-maxage"]) <= 10


@pytest.mark.parametrize("path", ["/version", "/healthz"])
def test_what_says_how_an_instance_does_is_never_kept(front: Front, path: str) -> None:
    assert "HIT" not in {front.ask(path).cache for _ in range(3)}


def test_what_is_sent_is_not_kept(front: Front) -> None:
    found = [front.ask(CALLBACK, method="POST", body=b"{}", Content_Type="application/json") for _ in range(2)]
    assert [(each.status, each.cache) for each in found] == [(400, "-"), (400, "-")]
    assert front.ask(CALLBACK, method="POST", body=b"0" * 70_000).status == 413


# what it leaves alone


@pytest.mark.parametrize("path", ["/corrections", "/embed/adoptions_intercountry", "/api/v1/events.csv", "/typo"])
def test_nginx_adds_no_header_and_takes_none_away(front: Front, path: str) -> None:
    for _ in range(2):
        through = front.ask(path, Accept_Encoding=MODERN).headers
        direct = ask(front.behind[0].port, path, Accept_Encoding=MODERN).headers
        assert {name: value for name, value in through.items() if name not in OF_SENDING} == {
            name: value for name, value in direct.items() if name not in OF_SENDING
        }
        assert through["server"] == "nginx"
        assert "content-security-policy" in through


def test_an_address_reaches_the_app_as_it_was_written(front: Front) -> None:
    for path in ("//adoptions", "/%61doptions", "/adoptions/", "/data/../adoptions", "/adoptions%2f"):
        through, direct = front.ask(path), ask(front.behind[0].port, path)
        assert (path, through.status, through.headers.get("location")) == (
            path,
            direct.status,
            direct.headers.get("location"),
        )


def test_the_log_holds_no_reader_and_no_words_of_a_search(front: Front) -> None:
    front.ask(
        "/search?q=adoption", User_Agent="Recognisable/1", X_Forwarded_For="192.0.2.7", Referer="https://from.example"
    )
    log = "\n".join(front.logged())
    assert not re.search(r"127\.0\.0\.1|192\.0\.2|Recognisable|from\.example|q=adoption", log)


def test_the_number_of_a_request_is_one_in_nginx_in_the_app_and_at_the_reader(front: Front) -> None:
    """Also of an answer that was made for somebody else, and whatever a reader sends as its number."""
    seen = []
    for _ in range(2):
        found = front.ask("/version?numbered", X_Request_ID="f" * 32)
        seen.append(found.headers["x-request-id"])
        assert front.logged()[-1].endswith(f" {seen[-1]}")
    cached = []
    for _ in range(3):
        connection = HTTPConnection(HOST, front.nginx.port, timeout=60)
        connection.request("GET", "/about?lang=kk")
        answer = connection.getresponse()
        answer.read()
        cached += answer.headers.get_all("X-Request-ID") or []
        connection.close()
    assert len(cached) == 3  # each its own, and none that a copy was made under
    assert len({*seen, *cached, "f" * 32}) == 6


# how old an answer can be


class _Stand(BaseHTTPRequestHandler):
    """An app of one page that changes, new for a second and given out for one more while it is renewed."""

    content = b"old"
    asked: ClassVar[list[int]] = []
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        tag = f'"{self.content.decode()}"'
        known = self.headers.get("If-None-Match") == tag
        self.asked.append(304 if known else 200)
        self.send_response(304 if known else 200)
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", "public, max-age=0, s-maxage=1, stale-while-revalidate=1")
        if not known:
            self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()
        if not known:
            self.wfile.write(self.content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_nothing_is_given_out_that_is_older_than_the_app_allows_until_the_app_is_gone(
    nginx: str, tmp_path: Path
) -> None:
    assert nginx
    stand = ThreadingHTTPServer((HOST, 0), _Stand)
    thread = threading.Thread(target=stand.serve_forever)
    thread.start()
    with proxy(tmp_path, [stand.server_port]) as running:
        try:
            assert ask(running.port, "/page").body == b"old"
            time.sleep(4)  # past both times, with nobody reading
            assert ask(running.port, "/page").body == b"old"
            assert _Stand.asked[-1] == 304
            _Stand.content = b"corrected"
            time.sleep(4)
            assert ask(running.port, "/page").body == b"corrected"
        finally:
            stand.shutdown()
            thread.join()
            stand.server_close()
        time.sleep(4)
        assert ask(running.port, "/page").body == b"corrected"


# an instance that takes requests and gives no answer


class _Faulty(_Stand):
    """An app that hangs up on whoever asks."""

    taken: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.taken.append(self.path)
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    do_POST = do_GET


class _Sound(_Stand):
    """An app that answers, and says which number the request has."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        body = self.headers["X-Request-ID"].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET


def test_reading_is_asked_again_of_another_instance_and_nothing_else_is(nginx: str, tmp_path: Path) -> None:
    assert nginx
    with ThreadPoolExecutor(2) as threads, contextlib.ExitStack() as open_:
        stands = [open_.enter_context(ThreadingHTTPServer((HOST, 0), kind)) for kind in (_Faulty, _Sound)]
        for stand in stands:
            threads.submit(stand.serve_forever)
            open_.callback(stand.shutdown)
        ports = [stand.server_port for stand in stands]

        def never_out(conf: str) -> str:
            return conf.replace("max_fails=2", "max_fails=0")

        with proxy(tmp_path, ports, change=never_out) as running:
            for asked in ({"method": "GET"}, {"method": "HEAD"}, {"method": "POST", "body": b"{}"}):
                path = CALLBACK if "body" in asked else "/reading"
                before = len(_Faulty.taken)
                answers = [ask(running.port, f"{path}?{number}", **asked) for number in range(6)]  # type: ignore[arg-type]
                assert {each.status for each in answers} == {200}
                assert len(_Faulty.taken) > before
            sent = [ask(running.port, f"/sent?{number}", method="POST", body=b"{}").status for number in range(6)]
            assert set(sent) == {200, 502}
            found = ask(running.port, "/number")
            assert found.body.decode() == found.headers["x-request-id"]


# the pack as static files


def test_the_pack_is_served_and_links_of_the_dashboard_lead_into_it(front: Front) -> None:
    port = front.nginx.pack_port
    assert b"<title>index.html" in ask(port, "/").body
    assert b"<title>en/adoptions.html" in ask(port, "/adoptions").body
    assert b"<title>ru/adoptions.html" in ask(port, "/adoptions?lang=ru&year_from=2004").body
    assert ask(port, "/search?q=1").status == 404
    packed = ask(port, "/ru/adoptions.html", Accept_Encoding=MODERN)
    assert packed.headers["content-encoding"] == "gzip"
    assert b"<title>ru/adoptions.html" in gzip.decompress(packed.body)
    assert ask(port, "/ru/adoptions.html", If_None_Match=ask(port, "/ru/adoptions.html").headers["etag"]).status == 304


# instances end; nothing may follow but tests of the same


def test_no_reader_notices_that_an_instance_is_killed_while_it_answers(front: Front) -> None:
    """Readers of what is in no cache, and what their pages ask for."""
    over = threading.Event()
    statuses: Counter[int] = Counter()

    def read(reader: int) -> None:
        number = 0
        while not over.is_set():
            number += 1
            path = f"/cases?year_from={2000 + reader}&year_to={2006 + number % 15}"
            sent = {"method": "POST", "body": located(pathname="/cases", search="").encode()} if number % 3 else {}
            told = {"Content_Type": "application/json"} if sent else {}
            statuses[ask(front.nginx.port, CALLBACK if sent else path, **sent, **told).status] += 1  # type: ignore[arg-type]

    def wait_for(number: int) -> None:
        wanted = statuses.total() + number
        until = time.monotonic() + 120
        while statuses.total() < wanted and time.monotonic() < until:
            over.wait(0.02)
        assert statuses.total() >= wanted

    with ThreadPoolExecutor(6) as threads:
        done = [threads.submit(read, reader) for reader in range(6)]
        try:
            wait_for(20)
            front.behind[0].kill()
            wait_for(60)
        finally:
            over.set()
    for each in done:
        each.result()  # nobody was hung up on
    assert set(statuses) == {200}


def test_all_is_answered_by_the_instance_that_is_left(front: Front) -> None:
    new = [f"/adoptions?year_from={year}" for year in range(1999, 2009)]
    found = [front.ask(path) for path in (*new, "/follow-up", "/healthz")]
    assert {each.status for each in found} == {200}
    assert {each.cache for each in found[:10]} == {"MISS"}


def test_without_any_instance_what_was_read_is_still_answered(front: Front) -> None:
    front.behind[1].kill()
    found = front.ask("/follow-up", Accept_Encoding=MODERN)
    assert (found.status, found.cache in ("HIT", "STALE", "UPDATING")) == (200, True)
    assert front.ask("/data?lang=kk").status == 502
