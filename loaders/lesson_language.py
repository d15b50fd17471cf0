"""The placeholders of lessons: a figure, what belongs to it, or what we compute from several.

The figures of a row's ``operands`` are called a, b, c and so on in their order. The whole language:

========================  =====================================================================================
``{a}``                   the value of the first figure, with its bound
``{period_a}``            its period; ``{counter_a}`` who counted, ``{source_a}`` its document, ``{name_a}`` what is
                          counted
``{difference_a_b}``      a less b; a must be the larger one
``{ratio_a_b}``           how many times b goes into a; a must be the larger one
``{share_a_b}``           a as a percentage of b
``{rise_a_b}``            by how many per cent b lies above a; ``{fall_a_b}`` by how many below
``{sum_a_d}``             a, b, c and d added up
``{rest_a_b_d}``          a less b, c and d; ``{excess_a_b_d}`` by how much b, c and d exceed a
========================  =====================================================================================
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass

_NAMED = re.compile(r"(?:(?P<what>period|counter|source|name)_)?(?P<one>[a-z])")
_OF_TWO = re.compile(r"(?P<what>difference|ratio|share|rise|fall|sum)_(?P<one>[a-z])_(?P<other>[a-z])")
_OF_MANY = re.compile(r"(?P<what>rest|excess)_(?P<one>[a-z])_(?P<other>[a-z])_(?P<last>[a-z])")
#: What stands between the braces of a text.
IN_BRACES = re.compile(r"\{([^{}]*)\}")
#: The columns with placeholders, by table; all others hold plain words.
FILLED = {"lesson_steps": ("words", "teacher_note"), "lesson_questions": ("question", "answer")}
#: Placeholders whose value is a percentage.
PERCENTAGES = ("share", "rise", "fall")


@dataclass(frozen=True)
class Asked:
    """What a placeholder asks for: ``value``, ``period`` ... or a computation, and the places of its figures, from 0."""

    what: str
    places: tuple[int, ...]

    @property
    def is_computed(self) -> bool:
        """Whether no source prints it."""
        return self.what not in ("value", "period", "counter", "source", "name")


def _places(first: str, last: str) -> tuple[int, ...]:
    return tuple(range(string.ascii_lowercase.index(first), string.ascii_lowercase.index(last) + 1))


def read_placeholder(name: str) -> Asked | None:
    """What a name in braces asks for, or None where it is no word of the language."""
    found = _NAMED.fullmatch(name) or _OF_TWO.fullmatch(name) or _OF_MANY.fullmatch(name)
    if found is None:
        return None
    said = found.groupdict()
    what, one = said["what"] or "value", _places(said["one"], said["one"])
    if "other" not in said:
        return Asked(what, one)
    others = _places(said["other"], said.get("last") or said["other"])
    if what == "sum":
        others = _places(said["one"], said["other"])
        return Asked(what, others) if len(others) > 1 else None
    return Asked(what, one + others) if others and one[0] not in others else None


def computed_value(what: str, values: Sequence[float]) -> float:
    """What the figures of a placeholder give; ValueError for a word that computes nothing."""
    first, *others = values
    if what == "sum":
        return round(sum(values), 9)
    if what in ("difference", "rest"):
        return round(first - sum(others), 9)
    if what == "excess":
        return round(sum(others) - first, 9)
    if what == "ratio":
        return first / others[0]
    if what == "share":
        return 100 * first / others[0]
    if what in ("rise", "fall"):
        return 100 * (others[0] - first) / first * (1 if what == "rise" else -1)
    raise ValueError(f"{what} computes nothing")


def names_in(words: str) -> list[str]:
    """What stands between the braces of a text, in order."""
    return IN_BRACES.findall(words)


def asked_in(words: str) -> list[Asked]:
    """What the placeholders of a text ask for; unknown ones are left out."""
    return [asked for name in names_in(words) if (asked := read_placeholder(name)) is not None]
