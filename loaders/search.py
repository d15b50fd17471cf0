"""The search: which indicators, sources, bodies, gap statements and figures a reader's words find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from loaders.dataset import Dataset
from loaders.folding import parts_of, tokens_of
from loaders.frames import records
from loaders.kept import kept
from loaders.packed import Array
from loaders.search_entries import KINDS
from loaders.search_kept import index_of
from loaders.search_look_up import Index, Numbers, Scores
from loaders.words import Row

#: What each word is worth besides when all words stand together in one place: ``para. 56``.
_TOGETHER = 2
FIGURES = KINDS[-1]
Find = Callable[[str], Scores]
#: What a word is worth in all things, or in those of some numbers.
WorthIn = Callable[[Scores, Numbers | None], Array]
_NONE: Numbers = np.array([], dtype=np.intp)


@dataclass(frozen=True)
class Hit:
    """One thing found: a row of the table ``kind`` by its key; a higher score stands before a lower one."""

    kind: str
    key: str
    score: int


@dataclass(frozen=True)
class Found:
    """What a query finds.

    ``hits`` has at most so many of each kind as were asked for, the best first, and ``totals`` how many there are;
    both have every kind of ``KINDS``. ``words`` are the folded words that were looked for. ``suggestions`` are
    words of the query that find something alone, given when the whole query finds nothing. ``places`` are those of
    the figures among the hits in ``Dataset.observations``.
    """

    words: tuple[str, ...]
    hits: Mapping[str, tuple[Hit, ...]]
    totals: Mapping[str, int]
    suggestions: tuple[str, ...] = ()
    places: tuple[int, ...] = field(default=(), repr=False)

    @property
    def total(self) -> int:
        """How many things of all kinds are found."""
        return sum(self.totals.values())


@dataclass(frozen=True)
class _Ranked:
    """Numbers of things in order, and for each what all words are worth in it."""

    numbers: Numbers
    sums: npt.NDArray[np.intp]

    def best(self, most: int) -> Iterator[tuple[int, int]]:
        """The best numbers with their sums, those in front before others that are worth as much."""
        left = most
        for worth in np.flatnonzero(np.bincount(self.sums))[::-1].tolist():
            if left <= 0:
                return
            some = self.numbers[self.sums == worth][:left].tolist()
            left -= len(some)
            yield from ((number, worth) for number in some)


@kept(1)
def counts(dataset: Dataset) -> Counter[tuple[str, str]]:
    """How many figures an indicator, source or counter has, and how many sources a publisher: by column and id."""
    counter = index_of(dataset).counts()
    counter.update(("publisher", publisher) for publisher in dataset.table("sources")["publisher"])
    return counter


def figures_found(dataset: Dataset, finding: Found) -> Mapping[str, Row]:
    """The rows of ``Dataset.observations`` of the figures among the hits, by their ``obs_id``."""
    return {row["obs_id"]: row for row in records(dataset.observations.take(list(finding.places)))}


def _with_all(words: tuple[str, ...], find: Find, worth_in: WorthIn) -> _Ranked:
    """The things that all words find, with the sum of what they are worth."""
    numbers, sums = _NONE, _NONE
    for place, word in enumerate(sorted(words, key=len, reverse=True)):  # long words find little
        worth = worth_in(find(word), numbers if place else None)
        hit = np.flatnonzero(worth)
        sums = worth[hit].astype(np.intp) + (sums[hit] if place else 0)
        numbers = numbers[hit] if place else hit
        if not len(hit):
            break
    return _Ranked(numbers, sums)


def _readings(query: str, find: Find) -> Iterator[tuple[str, ...]]:
    """The ways to read a query, the likeliest first: ``3 676`` is one number or two, ``under-18`` one word or two."""
    for tokens in (tokens_of(query), tuple(token for piece in query.split() for token in tokens_of(piece))):
        yield tokens
        yield tuple(part for token in tokens for part in ([token] if find(token) else parts_of(token)))


@dataclass(frozen=True)
class _Reading:
    """The words as which a query is read, and what they find: figures, and other things."""

    words: tuple[str, ...]
    others: _Ranked
    figures: _Ranked

    def __bool__(self) -> bool:
        return bool(len(self.others.numbers) or len(self.figures.numbers))


def _reading(index: Index, query: str) -> _Reading:
    """The first reading that finds something, or the first one."""
    find = cache(index.scores)
    readings = dict.fromkeys(tuple(dict.fromkeys(words)) for words in _readings(query, find))
    found = (
        _Reading(words, *(_with_all(words, find, worth_in) for worth_in in (index.in_others, index.in_figures)))
        for words in readings
    )
    first = next(found)
    best = first if first else next(filter(None, found), first)
    return best if len(best.words) < 2 or not best else _together(index, best)


def _together(index: Index, found: _Reading) -> _Reading:
    """What is found, of more worth where all words stand together."""
    beside = index.beside(found.words)
    bonus = _TOGETHER * len(found.words)
    both = ((found.others, index.in_others), (found.figures, index.in_figures))
    return _Reading(
        found.words,
        *(_Ranked(of.numbers, of.sums + bonus * worth_in(beside, of.numbers).astype(np.intp)) for of, worth_in in both),
    )


def found(dataset: Dataset, query: str, *, most: int = 30) -> Found:
    """What a reader's words find: the things that hold all of them, at most ``most`` of each kind.

    A word finds every token that begins with it, a number only itself. Things are ranked by where the words
    stand: the printed value before the label, the label before other texts, a whole word before a beginning. The
    year of a figure counts as much as its label, a year within a longer period as much as other texts.
    """
    index = index_of(dataset)
    reading = _reading(index, query)
    hits: dict[str, list[Hit]] = {kind: [] for kind in KINDS}
    for number, score in reading.others.best(len(index.others)):
        kind, key = index.others[number]
        hits[kind].append(Hit(kind, key, score))
    totals = {kind: len(of_kind) for kind, of_kind in hits.items()} | {FIGURES: len(reading.figures.numbers)}
    best = list(reading.figures.best(most))
    places = index.order[[number for number, _ in best]] if best else _NONE
    names = dataset.observations["obs_id"].take(places).tolist()
    hits[FIGURES] = [Hit(FIGURES, name, score) for name, (_, score) in zip(names, best, strict=True)]
    return Found(
        reading.words,
        {kind: tuple(of_kind[:most]) for kind, of_kind in hits.items()},
        totals,
        () if reading else _suggestions(index, query),
        tuple(places.tolist()),
    )


def _suggestions(index: Index, query: str) -> tuple[str, ...]:
    return tuple(piece for piece in dict.fromkeys(query.split()) if _reading(index, piece))
