"""Whether a request has arrived whole, told from its first bytes without reading it in full."""

from __future__ import annotations

import re

from loaders.limits import LARGEST_BODY

#: Bytes of the head of a request; larger ones are refused unread, as larger bodies are.
LARGEST_HEAD = 32 * 1024
_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*([0-9]{1,12})[ \t]*\r$")
_CHUNKED = re.compile(rb"(?im)^transfer-encoding:")


def state_of(held: bytearray) -> tuple[bool, str]:
    """Whether what has arrived can be answered, and with which refusal if with one."""
    head = held.find(_END)
    if head < 0:
        if len(held) <= LARGEST_HEAD:
            return False, ""
        # Too long a line is refused in our own words.
        return (True, "") if b"\r\n" not in held[:8192] else (False, "431 Request Header Fields Too Large")
    if _CHUNKED.search(bytes(held[: head + 2])):
        return False, "411 Length Required"
    body = length_of(held)
    return body > LARGEST_BODY or len(held) >= head + len(_END) + body, ""


def length_of(held: bytearray) -> int:
    """The bytes of its body, of a request whose head is there."""
    length = _LENGTH.search(bytes(held[: held.find(_END) + 2]))
    return int(length[1]) if length else 0
