"""The search: which indicators, sources, bodies, gap statements and figures a reader's words find."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from loaders.dataset import Dataset
from loaders.folding import begins, is_number, parts_of, singular, stem, tokens_of, ways_to
from loaders.kept import kept
from loaders.search_entries import KINDS, Entry, entries, in_reading_order
from loaders.words import Row

#: What a word is worth by where it stands as a whole; the beginning of a word is worth less.
_PRINTED, _LABEL, _ELSEWHERE = 4, 3, 1
_BEGINNING = {_PRINTED: 2, _LABEL: 2, _ELSEWHERE: 1}
#: What each word is worth besides when all words stand together in one place: ``para. 56``.
_TOGETHER = 2
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

#: What a word or all words are worth in each thing, by the number of the thing in the index.
Scores = dict[int, int]
Find = Callable[[str], Scores]


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
    words of the query that find something alone, given when the whole query finds nothing.
    """

    words: tuple[str, ...]
    hits: Mapping[str, tuple[Hit, ...]]
    totals: Mapping[str, int]
    suggestions: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many things of all kinds are found."""
        return sum(self.totals.values())


@dataclass(frozen=True)
class _Index:
    """Every token in order, and for each the things in which it stands with what it is worth there."""

    found: tuple[tuple[str, str], ...]  # kind and key of each thing
    said: tuple[str, ...]  # all its tokens in order, for words that stand together
    tokens: tuple[str, ...]
    places: Mapping[str, Mapping[int, int]]
    stems: Mapping[str, tuple[str, ...]]  # the tokens of each stem


@kept(4)
def figures_by_id(dataset: Dataset) -> Mapping[str, Row]:
    """Every row of ``Dataset.observations`` by its ``obs_id``, in the order in which equal hits are shown."""
    return {row["obs_id"]: row for row in in_reading_order(dataset.observations).to_dict("records")}


@kept(4)
def counts(dataset: Dataset) -> Counter[tuple[str, str]]:
    """How many figures an indicator, source or counter has, and how many sources a publisher: by column and id."""
    columns = ("indicator_id", "source_id", "counted_by")
    counter = Counter((column, row[column]) for row in figures_by_id(dataset).values() for column in columns)
    counter.update(("publisher", publisher) for publisher in dataset.table("sources")["publisher"])
    return counter


def _tokens_in(entry: Entry, tokens: Callable[[str], tuple[str, ...]]) -> Iterator[tuple[str, int]]:
    for texts, worth in ((entry.rest, _ELSEWHERE), (entry.label, _LABEL), (entry.printed, _PRINTED)):
        for name in (name for text in texts for token in tokens(text) for name in ways_to(token)):
            if entry.years is None or worth == _PRINTED or not _YEAR.fullmatch(name):
                yield name, worth
    for name in (name for text in entry.names for token in tokens(text) for name in ways_to(token)):
        if not is_number(name):
            yield name, _ELSEWHERE
    yield from ((name, _ELSEWHERE) for name in (*entry.exact, *(entry.years or ())))
    if entry.own_year:
        yield entry.own_year, _LABEL


@kept(4)
def _index(dataset: Dataset) -> _Index:
    tokens = cache(tokens_of)  # the same labels stand at hundreds of figures
    things = entries(dataset, figures_by_id(dataset).values())
    places: dict[str, Scores] = {}
    for number, entry in enumerate(things):
        for token, worth in _tokens_in(entry, tokens):
            held = places.setdefault(token, {})
            held[number] = max(worth, held.get(number, 0))
    said = [
        "|".join(f" {' '.join(tokens(text))} " for text in (*entry.label, *entry.rest, *entry.printed))
        for entry in things
    ]
    stems: dict[str, list[str]] = {}
    for token in sorted(places):
        stems.setdefault(stem(token), []).append(token)
    return _Index(
        tuple((entry.kind, entry.key) for entry in things),
        tuple(said),
        tuple(sorted(places)),
        places,
        {name: tuple(tokens) for name, tokens in stems.items() if name},
    )


def _scores(index: _Index, word: str) -> Scores:
    """The things that a word finds, with what it is worth in each."""
    scores: Scores = dict(index.places.get(word, {}))
    beginnings = [index.places.get(singular(word), {})]
    beginnings += [index.places[token] for token in index.stems.get(stem(word), ())]
    for at in range(bisect_left(index.tokens, word), len(index.tokens)):
        token = index.tokens[at]
        if not token.startswith(word):
            break
        if begins(word, token):
            beginnings.append(index.places[token])
    for held in beginnings:
        for number, worth in held.items():
            scores[number] = max(_BEGINNING[worth], scores.get(number, 0))
    return scores


def _with_all(index: _Index, words: tuple[str, ...], find: Find) -> Scores:
    """The things that all words find, with the sum of what they are worth."""
    sums: Scores | None = None
    for word in sorted(words, key=len, reverse=True):  # long words find little, and little is soon nothing
        scores = find(word)
        sums = scores if sums is None else {at: sums[at] + scores[at] for at in sums.keys() & scores.keys()}
        if not sums:
            return {}
    together = f" {' '.join(words)} "
    bonus = _TOGETHER * len(words) if len(words) > 1 else 0
    return {at: score + bonus * (together in index.said[at]) for at, score in (sums or {}).items()}


def _readings(query: str, find: Find) -> Iterator[tuple[str, ...]]:
    """The ways to read a query, the likeliest first: ``3 676`` is one number or two, ``under-18`` one word or two."""
    for tokens in (tokens_of(query), tuple(token for piece in query.split() for token in tokens_of(piece))):
        yield tokens
        yield tuple(part for token in tokens for part in ([token] if find(token) else parts_of(token)))


def _read(dataset: Dataset, query: str) -> tuple[tuple[str, ...], Scores]:
    """The words of the first reading that finds something, or of the first reading, and what they find."""
    index = _index(dataset)
    find = cache(partial(_scores, index))
    readings = [tuple(dict.fromkeys(words)) for words in _readings(query, find)]
    results = ((words, _with_all(index, words, find)) for words in dict.fromkeys(readings))
    return next((result for result in results if result[1]), (readings[0], {}))


def found(dataset: Dataset, query: str, *, most: int = 30) -> Found:
    """What a reader's words find: the things that hold all of them, at most ``most`` of each kind.

    A word finds every token that begins with it, a number only itself. Things are ranked by where the words
    stand: the printed value before the label, the label before other texts, a whole word before a beginning. The
    year of a figure counts as much as its label, a year within a longer period as much as other texts.
    """
    words, scores = _read(dataset, query)
    ranked = sorted(scores.items(), key=lambda thing: (-thing[1], thing[0]))
    hits: dict[str, list[Hit]] = {kind: [] for kind in KINDS}
    for number, score in ranked:
        kind, key = _index(dataset).found[number]
        hits[kind].append(Hit(kind, key, score))
    return Found(
        words,
        {kind: tuple(of_kind[:most]) for kind, of_kind in hits.items()},
        {kind: len(of_kind) for kind, of_kind in hits.items()},
        () if scores else _suggestions(dataset, query),
    )


def _suggestions(dataset: Dataset, query: str) -> tuple[str, ...]:
    return tuple(piece for piece in dict.fromkeys(query.split()) if _read(dataset, piece)[1])
