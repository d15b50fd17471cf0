"""A file that a reader takes away, and what is wrong with a request for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Download:
    """The content of a file, its media type, and the name under which it is saved.

    A large file is not content but what makes it, part by part and anew each time, so that it is never held as a whole.
    ``shown`` says that a browser shows it rather than saving it.
    """

    content: bytes | Callable[[], Iterator[bytes]]
    media_type: str
    file_name: str = ""
    shown: bool = False

    @property
    def body(self) -> bytes:
        """All bytes of the file; those of a large one are made now."""
        return self.content if isinstance(self.content, bytes) else b"".join(self.content())


class BadQuery(ValueError):
    """A request asks for something that there is not.

    ``parameter`` is the key of the address that is meant; ``allowed`` are the values that it may have, or, where the
    parameter itself is unknown, the parameters that may be used. The message is a sentence for readers.
    """

    def __init__(self, message: str, *, parameter: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.allowed = tuple(allowed)
