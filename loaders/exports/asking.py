"""What a request asks for: a collection, the rows of it that pass, and nothing that it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from loaders.dataset import Dataset
from loaders.derive import in_years
from loaders.exports.collections import Collection, collections
from loaders.exports.download import BadQuery
from loaders.filters import passing
from loaders.notation import whole
from loaders.selection import SOURCE_TYPES, Selection, what_counts, who_counts
from loaders.tables import TOPICS
from loaders.texts import LANGUAGES, language_asked, text

YEAR_FROM, YEAR_TO, UNDATED = "year_from", "year_to", "undated"
INCLUDED, EXCLUDED, ONLY = "included", "excluded", "only"
LANG = "lang"
#: A refusal lists the values that would do, unless there are more than anybody reads.
MOST_LISTED = 60
_IN_ORDER: Mapping[str, tuple[str, ...]] = MappingProxyType({"topic": TOPICS, "source_type": SOURCE_TYPES})
_YEAR = re.compile(r"[0-9]{4}")
_FIRST_YEAR, _LAST_YEAR = 1, 9999


@dataclass(frozen=True)
class Asked:
    """A collection and what is chosen of it.

    ``chosen`` are the values of each filter, of which a row must have one; filters that let everything pass are left
    out. Years are inclusive; ``undated`` says what becomes of rows without a date: ``included``, ``excluded`` or
    ``only``; without a word they are included as long as no years are chosen.
    """

    collection: str
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    undated: str = ""
    lang: str = LANGUAGES[0]


def asked_by(selection: Selection, lang: str = LANGUAGES[0]) -> Asked:
    """What a chart and its table show, dated or not, as a request: it gives the same figures."""
    chosen = what_counts(selection) | who_counts(selection)
    return Asked(
        "observations",
        tuple((name, values) for name, values in chosen.items() if values),
        selection.year_from,
        selection.year_to,
        INCLUDED,
        lang,
    )


def query_of(asked: Asked) -> list[tuple[str, str]]:
    """The parameters of a request; ``asked_of`` reads them back."""
    years = [(YEAR_FROM, asked.year_from), (YEAR_TO, asked.year_to)]
    return [
        *((name, value) for name, values in asked.chosen for value in values),
        *((name, f"{year:04}") for name, year in years if year is not None),
        *([(UNDATED, asked.undated)] if asked.undated else []),
        *([(LANG, asked.lang)] if asked.lang != LANGUAGES[0] else []),
    ]


@lru_cache(maxsize=256)
def allowed_values(dataset: Dataset, collection: str, name: str) -> tuple[str, ...]:
    """The values that a filter of a collection may have, in their order where they have one."""
    if name in _IN_ORDER:
        return _IN_ORDER[name]
    asked = collections()[collection]
    return tuple(asked.filters[name].values(asked.rows(dataset)))


def known_parameters(collection: Collection) -> tuple[str, ...]:
    """The parameters that a collection understands."""
    years = (YEAR_FROM, YEAR_TO, UNDATED) if collection.dates else ()
    return (*collection.filters, *years, LANG)


def asked_of(dataset: Dataset, name: str, args: Mapping[str, list[str]]) -> Asked:
    """A request for the collection ``name``, from the parameters of an address.

    Raises ``BadQuery`` for the first parameter or value that the collection does not know, with those that it does.
    """
    collection = collections()[name]
    known, lang = known_parameters(collection), language_asked(args)
    for key in args:
        if key not in known:
            message = text(dataset, "error.parameter_unknown", lang=lang, name=key, known=", ".join(known))
            raise BadQuery(message, parameter=key, allowed=known)
    chosen = {key: tuple(dict.fromkeys(args[key])) for key in collection.filters if key in args}
    for key, values in chosen.items():
        _check(dataset, key, values, allowed_values(dataset, name, key), lang=lang)
    single = {
        key: _single(dataset, key, args[key], lang)
        for key in (YEAR_FROM, YEAR_TO, UNDATED, LANG)
        if key in args and key in known
    }
    _check(dataset, LANG, (single.get(LANG, LANGUAGES[0]),), LANGUAGES, lang=lang)
    if UNDATED in single:
        _check(dataset, UNDATED, (single[UNDATED],), (INCLUDED, EXCLUDED, ONLY), lang=lang)
    first, last = (_year(dataset, key, single.get(key), lang) for key in (YEAR_FROM, YEAR_TO))
    if single.get(UNDATED) == ONLY and (first is not None or last is not None):
        raise BadQuery(text(dataset, "error.undated_years", lang=lang), parameter=UNDATED, allowed=(INCLUDED, EXCLUDED))
    if first is not None and last is not None and last < first:
        raise BadQuery(text(dataset, "error.years", lang=lang), parameter=YEAR_TO)
    return Asked(name, tuple(chosen.items()), first, last, single.get(UNDATED, ""), single.get(LANG, LANGUAGES[0]))


def _check(dataset: Dataset, key: str, values: Iterable[str], allowed: tuple[str, ...], *, lang: str) -> None:
    known = set(allowed)
    for value in values:
        if value not in known:
            listed = allowed if len(allowed) <= MOST_LISTED else ()
            words = ", ".join(listed) or text(
                dataset, "error.allowed_many", lang=lang, number=whole(len(allowed), lang)
            )
            message = text(dataset, "error.value_allowed", lang=lang, name=key, value=value, allowed=words)
            raise BadQuery(message, parameter=key, allowed=listed)


def _single(dataset: Dataset, key: str, values: list[str], lang: str) -> str:
    if len(values) > 1:
        raise BadQuery(text(dataset, "error.twice", lang=lang, name=key), parameter=key)
    return values[0]


def _year(dataset: Dataset, key: str, value: str | None, lang: str) -> int | None:
    if value is None:
        return None
    if not _YEAR.fullmatch(value) or value == "0000":
        raise BadQuery(text(dataset, "error.year", lang=lang, name=key, value=value), parameter=key)
    return int(value)


def rows_asked(dataset: Dataset, asked: Asked) -> pd.DataFrame:
    """The rows that a request asks for, in the order of their collection and with all the columns of its rows.

    Years keep what overlaps them. Rows without a date are kept or left out as ``Asked.undated`` says.
    """
    collection = collections()[asked.collection]
    rows = collection.rows(dataset)
    rows = rows[passing(rows, dict(asked.chosen), collection.filters)]
    if not collection.dates:
        return rows
    first, last = collection.dates
    dated = rows[first].notna()
    by_years = asked.year_from is not None or asked.year_to is not None
    undated = asked.undated or (EXCLUDED if by_years else INCLUDED)
    spans = pd.DataFrame({"period_start": rows[first], "period_end": rows[last]})
    years = (
        _FIRST_YEAR if asked.year_from is None else asked.year_from,
        _LAST_YEAR if asked.year_to is None else asked.year_to,
    )
    overlapping = dated & in_years(spans, *years) if by_years else dated
    kept = {INCLUDED: overlapping | ~dated, EXCLUDED: overlapping, ONLY: ~dated}[undated]
    return rows[kept]
