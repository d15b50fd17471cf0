"""A whole answer to a GET that can be given again: its headers, and its body in each encoding that browsers ask for."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import brotli

from server.headers import headers_of_all

Headers = Sequence[tuple[str, str]]

#: Of a request that is made to see whether its answer can be kept, and else is made once more, as the reader made it.
ONLY_LOOKED_AT = "dashboard.only_looked_at"
IDENTITY, GZIP, BROTLI = "", "gzip", "br"
#: Smaller bodies do not get smaller by it.
_WORTH_IT = 500
#: Of 1 (quick) to 11 for brotli, to 9 for gzip: what follows takes many times as long for a few bytes in a hundred.
_BROTLI_QUALITY, _GZIP_LEVEL = 9, 6
_COMPRESSIBLE = ("text/", "application/json", "application/ld+json", "application/javascript", "image/svg+xml")
_COMPRESSIBLE_ENDS = ("+json", "+xml")
#: What a 304 repeats of a full answer (RFC 9110, 15.4.5): enough to go on using the copy, under the rules of now.
_OF_304 = frozenset(
    [
        "cache-control",
        "etag",
        "expires",
        "vary",
        "content-location",
        # Without these a page elsewhere that asked whether its copy is right is not told.
        "access-control-allow-origin",
        "access-control-expose-headers",
        # Else a copy would go on under the rules of an older program whose page was the same.
        *map(str.lower, headers_of_all("", https=True)),
    ]
)
#: What belongs to one sending of an answer, and is written anew each time.
_OF_SENDING = frozenset(
    ["content-length", "content-encoding", "etag", "vary", "date", "connection", "transfer-encoding", "accept-ranges"]
)


@dataclass(frozen=True)
class Answer:
    """An answer with status 200. ``bodies`` holds it in one or more encodings, the plain one under ``IDENTITY`` unless
    gzip holds it; ``etag`` is the entity tag without its quotes."""

    headers: tuple[tuple[str, str], ...]
    bodies: Mapping[str, bytes]
    etag: str

    @property
    def size(self) -> int:
        """Bytes of all its bodies."""
        return sum(map(len, self.bodies.values()))


def answer_of(headers: Headers, body: bytes) -> Answer:
    """The answer with these headers and this body, compressed where that helps."""
    kind = _header(headers, "content-type")
    tag = _header(headers, "etag").removeprefix("W/").strip('"') or sha256(body).hexdigest()[:32]
    kept = tuple((name, value) for name, value in headers if name.lower() not in _OF_SENDING)
    if len(body) < _WORTH_IT or not is_compressible(kind):
        return Answer(kept, {IDENTITY: body}, tag)
    packed = {BROTLI: brotli.compress(body, quality=_BROTLI_QUALITY), GZIP: gzip.compress(body, _GZIP_LEVEL, mtime=0)}
    return Answer(kept, packed, tag)


def is_compressible(media_type: str) -> bool:
    """Whether a kind of content gets smaller by compression; pictures, workbooks and archives are compressed already."""
    kind = media_type.partition(";")[0].strip().lower()
    return kind.startswith(_COMPRESSIBLE) or kind.endswith(_COMPRESSIBLE_ENDS)


def _header(headers: Headers, name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def sent(answer: Answer, environ: Mapping[str, object], start_response: Callable[..., object]) -> list[bytes]:
    """Send an answer as WSGI does: compressed as the reader's program accepts it, nothing where its own copy is right."""
    encoding = accepted(str(environ.get("HTTP_ACCEPT_ENCODING", "")), answer.bodies)
    # Weak where the bytes depend on the encoding: the same content, not the same bytes (RFC 9110, 8.8.3).
    tag = f'"{answer.etag}"' if IDENTITY in answer.bodies else f'W/"{answer.etag}"'
    headers = [*answer.headers, ("ETag", tag)]
    if IDENTITY not in answer.bodies:
        headers.append(("Vary", "Accept-Encoding"))
    if _has_copy(str(environ.get("HTTP_IF_NONE_MATCH", "")), answer.etag):
        start_response("304 NOT MODIFIED", [header for header in headers if header[0].lower() in _OF_304])
        return []
    body = answer.bodies[encoding] if encoding in answer.bodies else gzip.decompress(answer.bodies[GZIP])
    if encoding != IDENTITY:
        headers.append(("Content-Encoding", encoding))
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]


def accepted(asked: str, bodies: Container[str]) -> str:
    """The encoding to send: brotli before gzip before none, of those in ``bodies`` that ``Accept-Encoding`` allows."""
    allowed = {}
    for part in asked.lower().split(","):
        name, _, quality = part.partition(";")
        allowed[name.strip()] = quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in (BROTLI, GZIP) if name in bodies and allowed.get(name)), IDENTITY)


def _has_copy(asked: str, etag: str) -> bool:
    tags = [tag.strip().removeprefix("W/").strip('"') for tag in asked.split(",")]
    return asked.strip() == "*" or etag in tags


def to_bytes(answer: Answer) -> bytes:
    """An answer as the content of a file: a line of JSON on what follows, then the bodies one after the other."""
    whole = b"".join(answer.bodies.values())
    told = {
        "headers": answer.headers,
        "etag": answer.etag,
        "bodies": [(name, len(body)) for name, body in answer.bodies.items()],
        "sha256": sha256(whole).hexdigest(),
    }
    return json.dumps(told).encode() + b"\n" + whole


def from_bytes(content: bytes) -> Answer:
    """The answer that ``to_bytes`` wrote. ValueError for anything else, a file that was cut off or damaged included."""
    line, found, rest = content.partition(b"\n")
    try:
        told = json.loads(line)
        headers = tuple((str(name), str(value)) for name, value in told["headers"])
        sizes = [(str(name), int(size)) for name, size in told["bodies"]]
        etag = str(told["etag"])
    except (KeyError, TypeError) as error:
        raise ValueError("no answer is written like this") from error
    if not found or sum(size for _, size in sizes) != len(rest) or told.get("sha256") != sha256(rest).hexdigest():
        raise ValueError("the answer is not whole")
    if not {IDENTITY, GZIP} & {name for name, _ in sizes}:
        raise ValueError("the answer is not whole: it has no body that every reader's program understands")
    bodies, at = {}, 0
    for name, size in sizes:
        bodies[name], at = rest[at : at + size], at + size
    return Answer(headers, bodies, etag)
