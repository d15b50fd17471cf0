"""Files on their way to a reader: large ones leave as they are made, and nothing is made for who has them."""

from __future__ import annotations

import gzip
import io
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import openpyxl
import pytest
from flask import Flask

from loaders import Dataset
from loaders.exports import as_xlsx, datapackage, lazy_rows, package_tables, taken
from loaders.exports.api import api_file
from loaders.exports.download import Download
from loaders.exports.lazy_rows import LazyRows
from loaders.exports.package_tables import PackagedTable, packaged_tables
from loaders.exports.taken import PACKAGE
from loaders.exports.whole_files import whole_file
from server import front
from server.downloads import add_downloads
from server.front import Front
from server.keep import Keep
from sources_of_code import ROOT

PARTS = 5


class Made:
    """Counts the files that are begun and the parts of them that are made."""

    def __init__(self) -> None:
        self.files = self.parts = 0

    def file_of(self, name: str, _args: Mapping[str, list[str]]) -> Download | None:
        if name == "none.csv":
            return None
        self.files += 1
        return Download(self._parts, "text/csv", name)

    def _parts(self) -> Iterator[bytes]:
        for number in range(PARTS):
            self.parts += 1
            yield b"%d" % number * 100_000


def served(made: Made, edition: str = "edition") -> Flask:
    server = Flask("files")
    add_downloads(server, "/files/<name>", made.file_of, edition=edition)
    return server


@pytest.fixture
def made() -> Made:
    return Made()


def test_the_first_bytes_leave_before_the_last_are_made(made: Made) -> None:
    answer = served(made).test_client().get("/files/all.csv", buffered=False)
    assert "Content-Length" not in answer.headers
    parts = iter(answer.response)
    assert next(parts) == b"0" * 100_000
    assert made.parts == 1
    assert len(b"".join(parts)) == (PARTS - 1) * 100_000


def test_the_first_bytes_leave_through_the_front_too(made: Made) -> None:
    started: list[str] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/files/all.csv", "QUERY_STRING": "", "SERVER_NAME": "x"}
    environ |= {"SERVER_PORT": "80", "wsgi.url_scheme": "http"}
    parts = Front(lambda: served(made), Keep(None, "edition"))(environ, lambda status, *_: started.append(status))  # type: ignore[arg-type, return-value]
    assert next(iter(parts)) == b"0" * 100_000
    assert (started, made.parts) == (["200 OK"], 1)
    parts.close()  # type: ignore[attr-defined]


def behind_front(made: Made) -> tuple[Flask, Keep]:
    server, keep = served(made), Keep(None, "edition")
    server.wsgi_app = Front(lambda app=server.wsgi_app: app, keep)  # type: ignore[assignment, misc]
    return server, keep


@pytest.mark.parametrize("accepts", ["", "gzip"])
def test_a_file_that_turns_out_small_is_kept_while_it_is_sent(made: Made, accepts: str) -> None:
    client = behind_front(made)[0].test_client()
    first, again = (client.get("/files/all.csv", headers={"Accept-Encoding": accepts}, buffered=True) for _ in range(2))
    assert ("Content-Length" in first.headers, "Content-Length" in again.headers) == (False, True)
    unpacked = [gzip.decompress(one.data) if accepts else one.data for one in (first, again)]
    assert unpacked[0] == unpacked[1] == b"".join(b"%d" % number * 100_000 for number in range(PARTS))
    assert first.headers["ETag"].removeprefix("W/") == again.headers["ETag"].removeprefix("W/")
    assert (made.files, made.parts) == (1, PARTS)


def test_a_file_that_turns_out_large_is_made_anew(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "LARGEST", PARTS * 100_000 - 1)
    client = behind_front(made)[0].test_client()
    assert [len(client.get("/files/all.csv").data) for _ in range(2)] == [PARTS * 100_000] * 2
    assert made.parts == 2 * PARTS


def test_a_file_of_which_a_reader_took_a_part_is_not_kept(made: Made) -> None:
    server, keep = behind_front(made)
    answer = server.test_client().get("/files/all.csv", buffered=False)
    assert len(next(iter(answer.response))) == 100_000
    answer.close()
    assert keep.get("/files/all.csv\0") is None
    assert len(server.test_client().get("/files/all.csv").data) == PARTS * 100_000
    assert keep.get("/files/all.csv\0") is not None


@pytest.mark.parametrize("fronted", [False, True])
def test_nothing_is_made_for_who_has_the_file_or_asks_only_about_it(made: Made, fronted: bool) -> None:
    client = (behind_front(made)[0] if fronted else served(made)).test_client()
    asked = client.head("/files/all.csv")
    assert (asked.status_code, asked.data, made.parts) == (200, b"", 0)
    etag = asked.headers["ETag"]
    for copies in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = client.get("/files/all.csv", headers={"If-None-Match": copies})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    assert made.parts == 0
    assert len(client.get("/files/all.csv", headers={"If-None-Match": '"other"'}).data) == PARTS * 100_000
    assert made.parts == PARTS


def test_who_has_the_file_is_told_so_before_its_rows_are_looked_for(made: Made) -> None:
    client = served(made).test_client()
    etag = client.head("/files/all.csv").headers["ETag"]
    before = made.files
    assert client.get("/files/all.csv", headers={"If-None-Match": etag}).status_code == 304
    assert made.files == before


def test_an_etag_says_which_file_of_which_edition_it_is() -> None:
    def etag(path: str, edition: str = "edition") -> str:
        return served(Made(), edition).test_client().head(path).headers["ETag"]

    same = etag("/files/all.csv?a=1&b=2")
    assert same == etag("/files/all.csv?a=1&b=2") == etag("/files/all.csv?b=2&a=1")
    others = [etag("/files/all.csv?a=1&b=2", "other"), etag("/files/few.csv?a=1&b=2"), etag("/files/all.csv?a=1&b=3")]
    assert len({same, *others}) == 4


def test_the_copy_of_a_file_that_there_is_not_is_no_file(made: Made) -> None:
    client = served(made).test_client()
    assert client.get("/files/none.csv", headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize("name", ["observations.csv", "observations.json", "observations.sdmx.csv"])
def test_many_rows_are_made_while_they_are_written(real: Dataset, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    whole = api_file(real, name, {})
    monkeypatch.setattr(taken, "MOST_HELD", 1000)
    rows = counted_rows(monkeypatch)
    parts = parts_of(api_file(real, name, {}))
    first = next(parts)
    assert 0 < rows.made < len(real.observations) // 4
    assert whole is not None
    assert first + b"".join(parts) == whole.body
    assert rows.made == len(real.observations)


class Rows:
    """Counts the rows that are made."""

    made = 0


def counted_rows(monkeypatch: pytest.MonkeyPatch) -> Rows:
    """Rows are made a hundred at a time and counted from now on."""
    rows, rows_of = Rows(), LazyRows.__iter__

    def counting(made: LazyRows) -> Iterator[Any]:
        for row in rows_of(made):
            rows.made += 1
            yield row

    monkeypatch.setattr(lazy_rows, "AT_A_TIME", 100)
    monkeypatch.setattr(LazyRows, "__iter__", counting)
    return rows


def parts_of(made: Download | None) -> Iterator[bytes]:
    """The parts of a file that is made while it is sent."""
    assert made is not None
    assert not isinstance(made.content, bytes)
    return made.content()


@pytest.mark.parametrize("name", ["observations.xlsx", "comparisons.xlsx"])
def test_a_workbook_leaves_while_its_rows_are_made_each_once(
    real: Dataset, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(taken, "MOST_HELD", 20_000)
    monkeypatch.setattr(as_xlsx, "_LOOKED_AT", 50)
    rows, total = counted_rows(monkeypatch), len(getattr(real, name.partition(".")[0]))
    whole = b"".join(parts_of(api_file(real, name, {})))
    assert total <= rows.made <= total + 50 + len(real.table("sources")), "but for some that are looked at before"
    rows.made = sent = before_the_last = 0
    for part in parts_of(api_file(real, name, {})):
        assert sent or not rows.made, "the first part waits for no row"
        sent += len(part)
        before_the_last = sent if rows.made < total else before_the_last
    assert sent == len(whole)
    assert before_the_last > sent / 2


def test_a_data_package_leaves_while_its_tables_are_made(real: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = whole_file(real, PACKAGE, "", {})
    assert isinstance(whole.content, bytes), "of today's data it is small enough to be held"
    monkeypatch.setattr(package_tables, "MOST_HELD", 1000)
    made: list[str] = []
    table_csv = datapackage.table_csv

    def told(dataset: Dataset, table: PackagedTable) -> Iterator[bytes]:
        for part in table_csv(dataset, table):
            made.append(table.name)
            yield part

    monkeypatch.setattr(datapackage, "table_csv", told)
    parts = parts_of(whole_file(real, PACKAGE, "", {}))
    first = next(parts)
    assert (len(first) > 0, made) == (True, [])
    second = next(parts)
    assert {table.name for table in packaged_tables()} - set(made), "some tables are not begun"
    assert first + second + b"".join(parts) == whole.content
    assert made.count("observations") > 1, "a table comes part by part"


@pytest.mark.parametrize("name", ["observations.xlsx", "comparisons.xlsx"])
def test_a_workbook_of_many_rows_is_the_same_as_if_they_were_held(
    spoken: Dataset, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    whole = api_file(spoken, name, {})
    monkeypatch.setattr(taken, "MOST_HELD", 10)
    monkeypatch.setattr(lazy_rows, "AT_A_TIME", 3)
    made = api_file(spoken, name, {})
    assert whole is not None
    assert made is not None
    assert not isinstance(made.content, bytes)
    assert made.body == whole.body
    assert openpyxl.load_workbook(io.BytesIO(made.body)).sheetnames[0] == "Cover"


BROKEN = """
import sys
from flask import Flask
from loaders.exports.download import Download
from server import serving
from server.downloads import add_downloads

def parts():
    yield b"a" * 100_000
    raise ValueError("in the middle")

server = Flask("files")
add_downloads(server, "/files/<name>", lambda name, args: Download(parts, "text/csv", name), edition="edition")
listener = serving.listening_socket("127.0.0.1", 0)
print(listener.getsockname()[1], flush=True)
serve = {"gunicorn": lambda: serving._serve_with_gunicorn(server, listener, 1, announce=lambda: None),
         "waitress": lambda: serving._serve_with_waitress(server, listener)}
serve[sys.argv[1]]()
"""


@pytest.mark.parametrize("program", ["gunicorn", "waitress"])
def test_a_file_that_breaks_off_does_not_look_like_a_whole_one(program: str) -> None:
    if program == "gunicorn":
        pytest.importorskip("fcntl")
    command = [sys.executable, "-c", BROKEN, program]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        try:
            assert running.stdout is not None
            port = int(running.stdout.readline())
            with socket.create_connection(("127.0.0.1", port), timeout=30) as reader:
                reader.sendall(b"GET /files/all.csv HTTP/1.1\r\nHost: x\r\n\r\n")
                told = b""
                while part := reader.recv(65_536):
                    told += part
        finally:
            running.terminate()
    head, _, body = told.partition(b"\r\n\r\n")
    assert b"transfer-encoding: chunked" in head.lower()
    assert body.count(b"a") == 100_000
    assert not body.endswith(b"0\r\n\r\n")
