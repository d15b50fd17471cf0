"""Whether a request has arrived whole, told from its first bytes without reading it in full."""

from __future__ import annotations

import re
import socket

from loaders.limits import LARGEST_BODY

#: Bytes of the head of a request; larger ones are refused unread, as larger bodies are.
LARGEST_HEAD = 32 * 1024
#: A length with more of them is none of ours.
_DIGITS = 12
_END = b"\r\n\r\n"
#: Of any number of digits, since gunicorn reads them all.
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*+([0-9]++)[ \t]*+\r$")
_CHUNKED = re.compile(rb"(?im)^transfer-encoding:")
_EXPECTS = re.compile(rb"(?im)^expect:[ \t]*+100-continue[ \t]*+\r$")


def state_of(held: bytearray) -> tuple[bool, str]:
    """Whether what has arrived can be answered, and with which refusal if with one."""
    head = held.find(_END)
    if head < 0 and held.count(b"\n") > held.count(b"\r\n"):
        return True, ""  # such a head never ends; gunicorn refuses it
    if max(head, len(held) if head < 0 else 0) > LARGEST_HEAD:
        # Too long a line is refused in our own words.
        return (True, "") if b"\r\n" not in held[:8192] else (False, "431 Request Header Fields Too Large")
    if head < 0:
        return False, ""
    if _CHUNKED.search(bytes(held[: head + 2])):
        return False, "411 Length Required"
    body = length_of(held)
    return body > LARGEST_BODY or len(held) >= head + len(_END) + body, ""


def length_of(held: bytearray) -> int:
    """The bytes of its body, of a request whose head is there."""
    length = _LENGTH.search(bytes(held[: held.find(_END) + 2]))
    digits = length[1].lstrip(b"0") if length else b""
    return int(digits or b"0") if len(digits) <= _DIGITS else LARGEST_BODY + 1


def waits_for_word(held: bytearray) -> bool:
    """Whether the sender of a request whose head is there sends the body only when told to (RFC 9110, 10.1.1)."""
    head = bytes(held[: held.find(_END) + 2])
    return b" HTTP/1.1\r\n" in head and _EXPECTS.search(head) is not None


def received(client: socket.socket) -> bytes | None:
    """What has arrived: nothing at the end of a connection, None where it was a false alarm."""
    try:
        return client.recv(LARGEST_HEAD)
    except BlockingIOError:
        return None
    except OSError:
        return b""
