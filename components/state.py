"""The reader's state: an address's path and query, turned into a selection and back."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode

from components import ids
from loaders.dataset import Dataset
from loaders.selection import SOURCE_TYPES, Selection, default_selection, divisions_of, indicators_of, year_span
from loaders.tables import TOPICS
from loaders.texts import LANGUAGES, text

Args = Mapping[str, list[str]]


def args_of(query: str) -> Args:
    """The parameters of a query string, with or without its question mark."""
    return parse_qs(query.removeprefix("?"), keep_blank_values=True)


def topic_of(path: str) -> str | None:
    """The topic that a path shows, or None for other pages."""
    name = path.strip("/")
    return name if name in TOPICS else None


def _allowed(dataset: Dataset, path: str, args: Args) -> dict[str, set[str]]:
    allowed = {ids.LANG: set(LANGUAGES)}
    topic = topic_of(path)
    if topic:
        first, last = year_span(dataset)
        years = {str(year) for year in range(first, last + 1)}
        indicators = set(indicators_of(dataset, topic)["indicator_id"])
        chosen = args.get(ids.INDICATOR, [default_selection(dataset, topic).indicator_id])[0]
        allowed |= {
            ids.INDICATOR: indicators,
            ids.BREAKDOWN: set(divisions_of(dataset, chosen)) if chosen in indicators else set(),
            ids.SOURCE_TYPE: set(SOURCE_TYPES),
            ids.YEAR_FROM: years,
            ids.YEAR_TO: years,
        }
    return allowed


def problem_of(dataset: Dataset, path: str, args: Args) -> str | None:
    """A sentence on the first parameter that a page does not understand, or None when all is well."""
    allowed = _allowed(dataset, path, args)
    for name, values in args.items():
        if name not in allowed:
            return text(dataset, "error.parameter", name=name, known=", ".join(allowed))
        if len(values) > (len(set(values)) if name == ids.SOURCE_TYPE else 1):
            return text(dataset, "error.twice", name=name)
        for value in values:
            if value not in allowed[name]:
                return text(dataset, "error.value", name=name, value=value)
    first, last = args.get(ids.YEAR_FROM, ["0"])[0], args.get(ids.YEAR_TO, ["9999"])[0]
    return text(dataset, "error.years") if int(last) < int(first) else None


def selection_of(dataset: Dataset, path: str, args: Args) -> Selection:
    """The selection of a topic page; what the address leaves out has its default value."""
    topic = topic_of(path)
    if topic is None:
        raise ValueError(f"{path} is no topic page")
    plain = default_selection(dataset, topic, args.get(ids.INDICATOR, [""])[0])
    first = int(args.get(ids.YEAR_FROM, [str(plain.year_from)])[0])
    last = int(args.get(ids.YEAR_TO, [str(plain.year_to)])[0])
    if first > last:  # only one of them stands in the address, beyond the other's default
        first, last = (first, first) if ids.YEAR_FROM in args else (last, last)
    return Selection(
        topic,
        plain.indicator_id,
        args.get(ids.BREAKDOWN, [plain.breakdown])[0],
        tuple(kind for kind in SOURCE_TYPES if kind in args.get(ids.SOURCE_TYPE, SOURCE_TYPES)),
        first,
        last,
    )


def address(dataset: Dataset, selection: Selection, *, lang: str = "en") -> str:
    """The address of a selection: only what differs from the defaults stands in it."""
    plain = default_selection(dataset, selection.topic)
    own = default_selection(dataset, selection.topic, selection.indicator_id)
    query: list[tuple[str, str]] = []
    if lang != LANGUAGES[0]:
        query.append((ids.LANG, lang))
    if selection.indicator_id != plain.indicator_id:
        query.append((ids.INDICATOR, selection.indicator_id))
    if selection.breakdown != own.breakdown:
        query.append((ids.BREAKDOWN, selection.breakdown))
    if selection.source_types != SOURCE_TYPES:
        query += [(ids.SOURCE_TYPE, kind) for kind in selection.source_types]
    if selection.year_from != plain.year_from:
        query.append((ids.YEAR_FROM, str(selection.year_from)))
    if selection.year_to != plain.year_to:
        query.append((ids.YEAR_TO, str(selection.year_to)))
    return f"/{selection.topic}" + (f"?{urlencode(query)}" if query else "")
