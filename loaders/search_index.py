"""The index of a search: made once for a dataset, whose figures share most of what they say.

Each different value of a facet (``loaders.search_entries``) is indexed once, and each figure knows its values by their
numbers. So a word is looked up among values, and figures are reached through arrays: nothing is done figure by figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.dataset import Dataset
from loaders.folding import is_number, stem, tokens_of, ways_to
from loaders.frames import records
from loaders.packed import Array, of_texts, packed
from loaders.search_entries import COUNTER, INDICATOR, SOURCE, Facet, Said, facets, in_reading_order, things

#: What a word is worth by where it stands as a whole. Of no worth is what only stands beside other words.
PRINTED, LABEL, ELSEWHERE, ONLY_BESIDE = 4, 3, 1, 0
#: Facets of which it is told how many figures have each value.
COUNTED = (INDICATOR, SOURCE, COUNTER)
#: Ids are lower-case letters and digits with these between them; each stands on a line of its own.
ID_JOINTS, LINE = b"-_", b"\n"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
Tokens = Callable[[str], tuple[str, ...]]
Codes = npt.NDArray[np.int32]


def index_content(dataset: Dataset) -> bytes:
    """The index of a dataset as ``loaders.packed`` reads it."""
    found = dataset.observations.reset_index(drop=True)
    order = in_reading_order(found).index.to_numpy(dtype=np.int32)
    figures = found.iloc[order]
    others = things(dataset)
    said, codes, told = [thing.said for thing in others], [], []
    for facet in facets():
        of_figures, rows = _values(figures, facet)
        told.append({"name": facet.name, "first": len(said), "values": len(rows)})
        if facet.name in COUNTED:
            told[-1]["keys"] = [row[facet.columns[0]] for row in rows]
        said += [facet.said(dataset, row) for row in rows]
        codes.append(of_figures)
    arrays = {"order": order, "codes": np.concatenate(codes), **_of_said(said), **_of_ids(figures["obs_id"].tolist())}
    head = {"data": dataset.content_hash, "things": [(thing.kind, thing.key) for thing in others], "facets": told}
    return packed(head, arrays)


def _values(figures: pd.DataFrame, facet: Facet) -> tuple[Codes, list[dict[Any, Any]]]:
    """For each figure the number of its value in a facet, and the values as rows of the columns."""
    codes = np.zeros(len(figures), dtype=np.int64)
    for column in facet.columns:
        of_column, different = pd.factorize(figures[column], use_na_sentinel=False)
        codes, _ = pd.factorize(codes * (len(different) + 1) + of_column)
    _, first = np.unique(codes, return_index=True)
    return codes.astype(np.int32), records(figures[list(facet.columns)].iloc[first])


def _of_said(said: Iterable[Said]) -> dict[str, Array]:
    """The tokens in order and where each stands with what it is worth there; stems; and the texts themselves."""
    tokens = cache(tokens_of)  # the same labels stand in many values
    places: dict[str, dict[int, int]] = {}
    texts = []
    for number, one in enumerate(said):
        for token, worth in _tokens_in(one, tokens):
            held = places.setdefault(token, {})
            held[number] = max(worth, held.get(number, ONLY_BESIDE))
        texts.append("|".join(f" {' '.join(tokens(text))} " for text in (*one.label, *one.rest, *one.printed)))
    names = sorted(places)
    stems: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if found := stem(name):
            stems.setdefault(found, []).append(number)
    ordered = sorted(stems)
    return {
        **of_texts("tokens", map(encoded, names)),
        "places begin": _begins(len(places[name]) for name in names),
        "places": _numbers(number for name in names for number in places[name]),
        "worth": np.fromiter((worth for name in names for worth in places[name].values()), dtype=np.uint8),
        **of_texts("stems", map(encoded, ordered)),
        "of stem begin": _begins(len(stems[name]) for name in ordered),
        "of stem": _numbers(number for name in ordered for number in stems[name]),
        **of_texts("said", map(encoded, texts)),
    }


def encoded(text: str) -> bytes:
    """A text as it stands in the index; what a reader types may be no text at all."""
    return text.encode("utf-8", "surrogatepass")


def _numbers(numbers: Iterable[int]) -> Codes:
    return np.fromiter(numbers, dtype=np.int32)


def _begins(lengths: Iterable[int]) -> npt.NDArray[np.int64]:
    return np.cumsum([0, *lengths], dtype=np.int64)


def _tokens_in(said: Said, tokens: Tokens) -> Iterator[tuple[str, int]]:
    for texts, worth in ((said.rest, ELSEWHERE), (said.label, LABEL), (said.printed, PRINTED)):
        for name in (name for text in texts for token in tokens(text) for name in ways_to(token)):
            counts = said.years_count or worth == PRINTED or not _YEAR.fullmatch(name)
            yield name, worth if counts else ONLY_BESIDE
    for name in (name for text in said.names for token in tokens(text) for name in ways_to(token)):
        if not is_number(name):
            yield name, ELSEWHERE
    yield from ((name, ELSEWHERE) for name in said.exact)
    if said.own_year:
        yield said.own_year, LABEL


def _of_ids(ids: list[str]) -> dict[str, Array]:
    """The ids line by line, and in order every place where an id or a part of it begins, with the line of it."""
    lines = of_texts("ids", (one.encode() + LINE for one in ids))
    letters, begin = lines["ids"], lines["ids begin"]
    is_between = np.isin(letters, np.frombuffer(ID_JOINTS + LINE, dtype=np.uint8))
    before = np.concatenate([[True], is_between[:-1]])[: len(letters)]
    starts = np.flatnonzero(before & ~is_between)
    owners = np.searchsorted(begin, starts, side="right") - 1
    whole = letters.tobytes()
    rests = [whole[start:end] for start, end in zip(starts.tolist(), begin[owners + 1].tolist(), strict=True)]
    in_order = np.argsort(np.array(rests, dtype=bytes), kind="stable") if rests else np.array([], dtype=np.int64)
    return {**lines, "parts": starts[in_order].astype(np.int64), "part of": owners[in_order].astype(np.int32)}
