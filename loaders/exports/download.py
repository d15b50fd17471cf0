"""A file that a reader takes away, and what is wrong with a request for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Download:
    """The bytes of a file, its media type, and the name under which it is saved.

    ``shown`` says that a browser shows it rather than saving it.
    """

    body: bytes
    media_type: str
    file_name: str = ""
    shown: bool = False


class BadQuery(ValueError):
    """A request asks for something that there is not.

    ``parameter`` is the key of the address that is meant; ``allowed`` are the values that it may have, or, where the
    parameter itself is unknown, the parameters that may be used. The message is a sentence for readers.
    """

    def __init__(self, message: str, *, parameter: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.allowed = tuple(allowed)
