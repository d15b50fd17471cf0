"""Requests as nobody sends them who means well, and what no answer to any request may be."""

from __future__ import annotations

import gzip
import io
import json
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from wsgiref.util import setup_testing_defaults

import brotli

from components import ids
from loaders import DEFAULT_FOLDER, Dataset
from loaders.exports.asking import known_parameters
from loaders.exports.collections import collections
from server.edition import HOME
from server.headers import FIXED_HEADERS
from server.health import HEALTH

CALLBACK = "/_dash-update-component"
#: Seconds. The longest answer takes one, on a quiet machine.
PATIENCE = 20
#: The headers of every answer, and those of what is told before the dashboard is awake.
HEADERS = frozenset([name.lower() for name in (*FIXED_HEADERS, "Content-Security-Policy", "Cache-Control")])
BARE_HEADERS = frozenset(["x-content-type-options", "content-security-policy", "cache-control"])
_VERSIONS = re.compile(rb"(?i)\b(werkzeug|flask|gunicorn|waitress|python|dash)[/ -]?v?[0-9]+\.[0-9]")
_OF_THE_MACHINE = (b"Traceback (most recent call last)", b"site-packages", str(HOME).encode(), b"root:x:0:")

#: Parts of a path as they reach the application: bytes, each as one letter.
SEGMENTS = tuple(
    segment.decode("latin-1")
    for segment in (
        *(b"", b".", b"..", b"...", b"%2e%2e", b"%252e%252e", b"..%2f..", b"..%5c..", b"..\\..", b"\\", b"~", b"*", b"//"),
        *(b"\x00", b"%00", b"\n", b"\r\nX: y", b"\t", b" ", b"\x7f", b"\xff", b"\xfe\xff", b"\xc0\xae\xc0\xae", b"\xc0\xaf"),
        *(b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"%ff", b"%ed%a0%80", b"%", b"%zz", b"%u002e", "\u202e\u200b\ufeff".encode()),
        *("\u0660\u0661".encode(), "İı".encode(), "e\u0301".encode() * 50, "\U0001f600".encode() * 60, b"a" * 300, b"a." * 200),
        *(b"<script>alert(1)</script>", b"' OR 1=1 --", b"{0.__class__}", b"%s%n", b"$(id)", b";id", b"|", b"?", b"#", b"[", b"]"),
        *(b"etc", b"passwd", b"app.py", b"data", b"sources.csv", b"interface.csv", b"__init__.py", b".git", b"config", b".env"),
        *(b"C:", b"file:", b"http:", b"nan", b"null", b"-1", b"0", b"1e9", b"9" * 400, b"__proto__", b"constructor"),
    )
)  # fmt: skip
#: Values of parameters, written as they stand in an address.
VALUES = (
    *("", "0", "-1", "1", "999", "1000", "0000", "2003", "2003.0", "1e3", "+1", " 2003", "2003%00", "9" * 1000, "NaN", "inf"),
    *("%D9%A3%D9%A3%D9%A3%D9%A3", "%EF%BC%92%EF%BC%90%EF%BC%90%EF%BC%93", "%F0%9D%9F%8F", "%C2%B2", "1_000", "0x7d3"),
    *("%", "%zz", "%u0041", "%ff", "%ed%a0%80", "%c0%ae", "%00", "%0d%0aX:%20y", "%E2%80%AE", "%EF%BB%BF", "\xff\xfe", "\xd0\xb4"),
    *("<script>", "%3Cscript%3E", "%22%3E", "'%20OR%201=1", "{0.__class__}", "%25s%25n", "../../app.py", "/etc/passwd", "%2e%2e%2f"),
    *("en", "ru", "kk", "EN", "en,ru", "de", "dark", "everything", "present", "shown", "sums", "cases", "adoptions", "yes"),
    *("/cases", "/cases?year_from=2003", "//evil.example", "http://evil.example/", "http://[", "javascript:alert(1)", "/cases#a"),
    *("a" * 201, "a+" * 100, "%CC%81" * 150, "-1-1" * 50, "3+676", "%27" * 60, "=", "==", "a=b", "a;b", "[]", "[0]"),
)  # fmt: skip
#: Values of headers.
RUBBISH = (
    *("", " ", ",", ";", ";;;,,,", "*", "*/*;q=x", "a;q=99999999999999999999", "gzip;q=0", "br;q=-1", "gzip, br, deflate, zstd"),
    *("\x00", "\xff", "\xed\xa0\x80", '"', 'W/"', 'W/"x", *', '"' + "a" * 4000 + '"', "a" * 8000, "(", "{}", "-1", "0" * 5000),
    *("bytes=a-b", "bytes=0-0", "bytes=5-1", "bytes=-0", "bytes=-1", "bytes=99999999999999999999-", "bytes=" + "0-1," * 900),
    *("Mon, 99 Foo 99999 99:99:99 GMT", "Mon, 01 Jan 99999 00:00:00 +9999999", "Thu, 01 Jan 1970 00:00:00 GMT", "now", "1e99"),
    *("en-\xff", "kk, ru;q=0.5", "a b/\xff<script>", "evil.example", "[::1", "localhost:99999999", "100-continue", "chunked"),
)  # fmt: skip
HEADER_NAMES = (
    *("Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Access-Control-Request-Method", "Authorization"),
    *("Cache-Control", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Cookie", "Date", "Expect"),
    *("Forwarded", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Origin"),
    *("Range", "Referer", "TE", "Transfer-Encoding", "Upgrade", "User-Agent", "X-Forwarded-Host", "X-HTTP-Method-Override"),
)  # fmt: skip
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get", "")


@dataclass(frozen=True)
class Given:
    """An answer, unpacked; the names of its headers are in small letters. ``seconds`` is how long it took."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


def asked(
    app: Callable[..., Iterable[bytes]],
    path: str,
    query: str = "",
    *,
    method: str = "GET",
    headers: Mapping[str, str] = {},
    body: bytes = b"",
) -> Given:
    """What an application answers. ``path`` is decoded, and all texts hold bytes as letters, as WSGI has it."""
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
    environ["wsgi.input"] = io.BytesIO(body)
    given = {"Content-Length": str(len(body)), **headers} if body else headers
    for name, value in given.items():
        key = name.upper().replace("-", "_")
        environ[key if key in ("CONTENT_LENGTH", "CONTENT_TYPE") else f"HTTP_{key}"] = value
    setup_testing_defaults(environ)
    told: list[Any] = []
    began = time.monotonic()
    parts = app(environ, lambda status, found, _error=None: told.append((status, found)))
    try:
        content = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    status, found = told[-1]
    named = {name.lower(): value for name, value in found}
    return Given(int(status[:3]), named, unpacked(content, named.get("content-encoding", "")), time.monotonic() - began)


def unpacked(content: bytes, encoding: str) -> bytes:
    """A body without its compression."""
    unpack: Mapping[str, Callable[[bytes], bytes]] = {"gzip": gzip.decompress, "br": brotli.decompress}
    return unpack[encoding](content) if content and encoding else content


def faults(path: str, given: Given) -> list[str]:
    """What is wrong with an answer, whatever was asked."""
    told = " ".join(f"{name}: {value}" for name, value in given.headers.items()).encode("latin-1") + b"\n" + given.body
    wanted = BARE_HEADERS if path == HEALTH else HEADERS
    # What is unchanged has its headers already.
    missing = set() if given.status == 304 else wanted - given.headers.keys()
    wrong = [f"has no {name}" for name in sorted(missing)]
    wrong += [f"tells {sign!r}" for sign in _OF_THE_MACHINE if sign in told]
    wrong += [f"tells {found.group()!r}" for found in _VERSIONS.finditer(told) if not path.startswith(_LIBRARIES)]
    # The interface for programs gives the tables themselves.
    wrong += [
        f"holds the file {name}"
        for name, sign in not_served().items()
        if sign in given.body and not path.startswith("/api/v1/")
    ]
    if given.status >= 500:
        wrong.append(f"is a {given.status}")
    if given.seconds > PATIENCE:
        wrong.append(f"takes {given.seconds:.0f} s")
    if any("\n" in value or "\r" in value for value in given.headers.values()):
        wrong.append("has a line break in a header")
    if given.headers.get("content-type") == "application/problem+json" and given.body:
        wrong += [] if json.loads(given.body)["status"] == given.status else ["names another status"]
    return wrong


#: Files of libraries, which name their versions.
_LIBRARIES = ("/_dash-component-suites/", "/assets/plotly")


@cache
def not_served() -> Mapping[str, bytes]:
    """Files that lie beside those that are served, and for each what shows that an answer holds it."""
    code = [
        HOME / "app.py",
        HOME / "pyproject.toml",
        *sorted((HOME / "server").glob("*.py")),
        HOME / "assets" / "README.md",
    ]
    tables = sorted(DEFAULT_FOLDER.rglob("*.csv"))
    begun = {path: path.read_bytes()[:200] for path in (*code, *tables)}
    return {path.relative_to(HOME).as_posix(): sign for path, sign in begun.items() if len(sign) > 40}


def parameters() -> tuple[str, ...]:
    """The names of all parameters that any address knows, and some that none does."""
    pages = [value for name, value in vars(ids).items() if name.isupper() and isinstance(value, str)]
    programs = [name for collection in collections().values() for name in known_parameters(collection)]
    others = (
        "view",
        "plain",
        "lang[]",
        "lang[0]",
        "LANG",
        "",
        "_",
        "__proto__",
        "%00",
        "%ff",
        "\xff",
        "lang%20",
        "a" * 500,
    )
    return tuple(dict.fromkeys([*pages, *programs, *others]))


def prefixes(dataset: Dataset, rules: Iterable[str]) -> tuple[str, ...]:
    """Beginnings of paths of every kind: all rules of the server, and pages of every kind."""
    figures = dataset.observations["obs_id"].tolist()
    pages = (
        "cases",
        "compare",
        "data",
        "search",
        "lessons",
        "about",
        "quality",
        "corrections",
        "follow-up",
        "observation",
    )
    deep = (f"observation/{figures[0]}", f"compare/{figures[0]}/{figures[-1]}", "brief/cases", "evidence/cases")
    served = ("assets", "picture/cases.svg", "picture/compare", "embed", "api", "api/v1", "api/v1/gaps.json")
    dash = (
        "_dash-component-suites",
        "_dash-component-suites/dash",
        "_dash-component-suites/os",
        "_favicon.ico",
        "_alive_",
    )
    fixed = [rule.partition("<")[0].strip("/") for rule in rules]
    return tuple(dict.fromkeys(["", *fixed, *pages, *deep, *served, *dash]))


def selection(pathname: object, search: object) -> dict[str, Any]:
    """The body of the one callback, as the page sends it."""
    values = {"pathname": pathname, "search": search}
    return {
        "output": f"{ids.PAGE}.children",
        "outputs": {"id": ids.PAGE, "property": "children"},
        "inputs": [{"id": ids.LOCATION, "property": name, "value": value} for name, value in values.items()],
        "changedPropIds": [f"{ids.LOCATION}.pathname"],
        "state": [],
    }


def at_every_place(body: Any) -> Iterable[tuple[Any, ...]]:
    """The way to each value within a body, itself included."""
    yield ()
    parts = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, part in parts:
        yield from ((key, *way) for way in at_every_place(part))


def with_other(body: Any, way: tuple[Any, ...], value: Any) -> Any:
    """A body with another value at a place."""
    if not way:
        return value
    if isinstance(body, dict):
        return {key: with_other(part, way[1:], value) if key == way[0] else part for key, part in body.items()}
    return [with_other(part, way[1:], value) if number == way[0] else part for number, part in enumerate(body)]
