"""Looking words up in the index of a search: what each of them is worth in every thing and every figure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from loaders.folding import begins, is_number, singular, stem
from loaders.packed import Array, Content, Packed
from loaders.search_index import ELSEWHERE, ID_JOINTS, LABEL, LINE, PRINTED, encoded

#: What a whole word is worth, and its beginning, by what the token is worth in its place.
_WHOLE = {ELSEWHERE: ELSEWHERE, LABEL: LABEL, PRINTED: PRINTED}
_BEGINNING = {ELSEWHERE: 1, LABEL: 2, PRINTED: 2}
#: No part of a query is longer.
_LONGEST = 256
_DIGITS = (b"0", b":")  # from the first digit to what follows the last one
Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Scores:
    """What a word is worth in each value, those of other things than figures first, and by ids in each figure."""

    values: Array
    ids: Array | None = None

    def __bool__(self) -> bool:
        return self.ids is not None or bool(self.values.any())


class Index:
    """An index as ``loaders.search_index.index_content`` makes it. Raises ``ValueError`` for anything else.

    ``data`` is the hash of the data, ``others`` are the kinds and keys of the things that are no figures, ``order`` is
    for each figure in reading order its place in ``Dataset.observations``.
    """

    def __init__(self, content: Content) -> None:
        found = self._packed = Packed(content)
        self.data: str = found.told["data"]
        self.others: Sequence[Sequence[str]] = found.told["things"]
        self._facets: Sequence[Mapping[str, Any]] = found.told["facets"]
        self.order = found.array("order")
        self._codes = found.array("codes").reshape(len(self._facets), len(self.order))
        self._tokens, self._places_begin = found.texts("tokens"), found.array("places begin")
        self._places, self._worth = found.array("places"), found.array("worth")
        self._stems, self._of_stem_begin = found.texts("stems"), found.array("of stem begin")
        self._said = found.texts("said")
        self._parts, self._part_of = found.following("ids", found.array("parts"), _LONGEST), found.array("part of")

    def counts(self) -> Counter[tuple[str, str]]:
        """How many figures have each value of the facets whose values have names, by facet and value."""
        found: Counter[tuple[str, str]] = Counter()
        for facet, codes in zip(self._facets, self._codes, strict=True):
            if keys := facet.get("keys"):
                numbers = np.bincount(codes, minlength=len(keys)).tolist()
                found.update({(facet["name"], key): number for key, number in zip(keys, numbers, strict=True)})
        return found

    def scores(self, word: str) -> Scores:
        """What a word is worth: as a whole, as a beginning, or in another form of it."""
        scores = np.zeros(len(self._said), dtype=np.uint8)
        for tokens in self._begun(word):
            self._raise(scores, tokens, _BEGINNING)
        for tokens in self._whole(word):
            self._raise(scores, tokens, _WHOLE)
        return Scores(scores, self._in_ids(word))

    def beside(self, words: Sequence[str]) -> Scores:
        """The values in which words stand one after the other: 1 in them, 0 in others."""
        of_words = [self._places[self._entries(tokens)] for word in words for tokens in self._whole(word)]
        scores = np.zeros(len(self._said), dtype=np.uint8)
        if len(of_words) == len(words):
            together = encoded(f" {' '.join(words)} ")
            scores[[place for place in reduce(np.intersect1d, of_words).tolist() if together in self._said[place]]] = 1
        return Scores(scores)

    def in_others(self, scores: Scores, numbers: Numbers | None = None) -> Array:
        """The scores of all things that are no figures, or of some of them."""
        found = scores.values[: len(self.others)]
        return found if numbers is None else found[numbers]

    def in_figures(self, scores: Scores, figures: Numbers | None = None) -> Array:
        """The scores of all figures, or of some of them: the highest of what their values and their ids have."""
        codes = self._codes if figures is None else self._codes[:, figures]
        found = np.zeros(codes.shape[1], dtype=np.uint8)
        for facet, of_figures in zip(self._facets, codes, strict=True):
            of_values = scores.values[facet["first"] : facet["first"] + facet["values"]]
            if of_values.any():
                np.maximum(found, of_values[of_figures], out=found)
        if scores.ids is not None:
            np.maximum(found, scores.ids if figures is None else scores.ids[figures], out=found)
        return found

    def _entries(self, tokens: slice) -> slice:
        return slice(int(self._places_begin[tokens.start]), int(self._places_begin[tokens.stop]))

    def _raise(self, scores: Array, tokens: slice, worth: Mapping[int, int]) -> None:
        entries = self._entries(tokens)
        places, found = self._places[entries], self._worth[entries]
        for held, score in worth.items():
            at = places[found == held]
            scores[at] = np.maximum(scores[at], score)

    def _whole(self, word: str) -> Iterator[slice]:
        place = self._tokens.place_of(encoded(word)) if word else None
        if place is not None:
            yield slice(place, place + 1)

    def _begun(self, word: str) -> Iterator[slice]:
        """The tokens that a word begins, and those of which it is another form."""
        yield from self._whole(singular(word))
        stems = self._stems.place_of(encoded(stem(word)))
        if stems is not None:
            of_stem = self._packed.array("of stem")[self._of_stem_begin[stems] : self._of_stem_begin[stems + 1]]
            yield from (slice(place, place + 1) for place in of_stem.tolist())
        if len(word) < 2 or is_number(word):
            return
        begun = self._tokens.beginning_with(encoded(word))
        if word[-1].isdigit():
            named = (
                (place, self._tokens[place].decode("utf-8", "surrogatepass"))
                for place in range(begun.start, begun.stop)
            )
            yield from (slice(place, place + 1) for place, token in named if begins(word, token))
        else:
            yield begun

    def _in_ids(self, word: str) -> Array | None:
        """The figures whose ids a word finds; numbers find none, as everywhere in names."""
        if is_number(word):
            return None
        name, other = encoded(word), encoded(singular(word))
        runs = [
            self._parts.beginning_with(one + bytes([end])) for one in (name, other) if one for end in ID_JOINTS + LINE
        ]
        if len(word) > 1:
            begun = self._parts.beginning_with(name)
            runs.append(begun)
            if word[-1].isdigit():
                first, after = (bisect_left(self._parts, name + digit) for digit in _DIGITS)
                runs[-1:] = [slice(begun.start, first), slice(after, begun.stop)]
        found = [self._part_of[run] for run in runs if run.start < run.stop]
        if not found:
            return None
        scores = np.zeros(len(self.order), dtype=np.uint8)
        scores[np.concatenate(found)] = ELSEWHERE
        return scores
