"""Arrays and sorted texts as one run of bytes: written once, and read from a file without loading what is not asked."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from mmap import mmap
from typing import Any, overload

import numpy as np
import numpy.typing as npt

Content = bytes | mmap
Array = npt.NDArray[Any]
#: Arrays begin at multiples of it.
_ALIGNED = 8
#: Greater than every byte of UTF-8.
_AFTER_ALL = b"\xff"


def packed(told: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """What is told (as JSON knows it) and arrays by their names, as ``Packed`` reads them."""
    places, at = [], 0
    for name, array in arrays.items():
        places.append((name, array.dtype.str, at, array.size))
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    bodies = (np.ascontiguousarray(array).tobytes() for array in arrays.values())
    whole = b"".join(body + bytes(-len(body) % _ALIGNED) for body in bodies)
    head = json.dumps({"told": told, "arrays": places, "sha256": sha256(whole).hexdigest()}).encode()
    return head + b" " * (-(len(head) + 1) % _ALIGNED) + b"\n" + whole


class Packed:
    """What ``packed`` has written. Raises ``ValueError`` for anything else, such as a file that was cut off or damaged."""

    def __init__(self, content: Content) -> None:
        end = content.find(b"\n") + 1
        try:
            head = json.loads(content[:end])
            self.told: Mapping[str, Any] = head["told"]
            places = {str(name): (str(kind), int(at) + end, int(count)) for name, kind, at, count in head["arrays"]}
            with memoryview(content) as whole, whole[end:] as bodies:
                if sha256(bodies).hexdigest() != head["sha256"]:
                    raise ValueError("the file is damaged")
        except (KeyError, TypeError) as error:
            raise ValueError("nothing is packed like this") from error
        self._content, self._places = content, places

    def array(self, name: str) -> Array:
        """An array by its name, which nobody can change."""
        kind, at, count = self._places[name]
        return np.frombuffer(self._content, dtype=kind, count=count, offset=at)

    def texts(self, name: str) -> Texts:
        """The texts that were made into arrays by ``of_texts``."""
        return Texts(self._content, self._places[name][1], self.array(f"{name} begin"))

    def following(self, name: str, places: Array, length: int) -> Texts:
        """So many bytes of the texts ``name`` at each of some places, counted from the first of them."""
        return Texts(self._content, self._places[name][1], places, length)


def of_texts(name: str, texts: Iterable[bytes]) -> dict[str, Array]:
    """Texts as arrays for ``packed``."""
    found = list(texts)
    begin = np.zeros(len(found) + 1, dtype=np.int64)
    np.cumsum([len(one) for one in found], out=begin[1:])
    return {name: np.frombuffer(b"".join(found), dtype=np.uint8), f"{name} begin": begin}


class Texts(Sequence[bytes]):
    """Texts in UTF-8, one after the other, of which only those asked for are read.

    With a ``length`` they are what follows certain places, so many bytes of it, and may overlap.
    """

    def __init__(self, content: Content, at: int, begin: Array, length: int = 0) -> None:
        self._content, self._at, self._begin, self._length = content, at, begin, length

    def __len__(self) -> int:
        return len(self._begin) - (not self._length)

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[bytes]: ...
    def __getitem__(self, place: int | slice) -> bytes | Sequence[bytes]:
        """A text, or some of them."""
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        begin = int(self._begin[place])
        end = begin + self._length if self._length else int(self._begin[place + 1])
        return bytes(self._content[self._at + begin : self._at + end])

    def place_of(self, text: bytes) -> int | None:
        """The place of a text among sorted ones; None where it is not."""
        place = bisect_left(self, text)
        return place if place < len(self) and self[place] == text else None

    def beginning_with(self, text: bytes) -> slice:
        """The places of all that begin with a text, among sorted ones."""
        first = bisect_left(self, text)
        return slice(first, bisect_left(self, text + _AFTER_ALL, first))
