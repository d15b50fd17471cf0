"""The notes of a workbook: every sign that stands in its table, what it means, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loaders.dataset import Dataset
from loaders.exports.taken import Cell, Taken
from loaders.exports.xlsx_markers import Marker, filled
from loaders.exports.xlsx_sheets import Sheet, ids_in, said_name
from loaders.texts import text

#: So many rows are named; of more, only the number is given.
MOST_NAMED = 20
_ZERO = "0"
_WARNINGS = ("warnings", "all_warnings")
_Row = tuple[str, str | Marker, str, str | Marker, int | Marker, str | Marker]
#: By a sign: the columns in which it stands, and the numbers of their rows.
_Places = Mapping[str, tuple[list[str], list[int]]]


def notes_sheet(dataset: Dataset, found: Taken) -> Sheet:
    """One row is a sign: a marker of an empty cell, a warning, a bound, or a kind of nothing."""
    lang = found.asked.lang
    keys = ("xlsx.what", "xlsx.sign", "dictionary.meaning", "xlsx.columns", "xlsx.rows_with", "xlsx.which")
    return Sheet(
        text(dataset, "sheet.notes", lang=lang),
        "notes",
        text(dataset, "xlsx.holds_notes", lang=lang),
        tuple(text(dataset, key, lang=lang) for key in keys),
        [*_markers(dataset, found), *_warnings(dataset, found), *_bounds(dataset, found), *_nothing(dataset, found)],
    )


def _places(found: Taken, signs: Iterator[tuple[str, str, int]]) -> _Places:
    """Where each sign stands, given the sign, the column and the number of the row of each place; in their order."""
    places: dict[str, tuple[dict[str, None], dict[int, None]]] = {}
    for sign, column, row in signs:
        columns, rows = places.setdefault(sign, ({}, {}))
        columns[column] = rows[row] = None
    order = {column.name: number for number, column in enumerate(found.columns)}
    return {
        sign: (sorted(columns, key=lambda name: order[name]), sorted(rows)) for sign, (columns, rows) in places.items()
    }


def _rows(dataset: Dataset, found: Taken, places: _Places, *, what: str, meanings: Mapping[str, str]) -> list[_Row]:
    """A row for each sign that has a meaning and stands somewhere."""
    lang = found.asked.lang
    keys = [place for place, column in enumerate(found.columns) if column.name in found.collection.key]
    rows: list[_Row] = []
    for sign, words in meanings.items():
        if sign not in places:
            continue
        columns, numbers = places[sign]
        if len(numbers) > MOST_NAMED:
            which = text(dataset, "xlsx.which_many", lang=lang, number=MOST_NAMED)
        else:
            which = "; ".join(" ".join(str(found.rows[number][key]) for key in keys) for number in numbers)
        rows.append((what, sign, words, ", ".join(columns), len(numbers), which))
    return rows


def _markers(dataset: Dataset, found: Taken) -> list[_Row]:
    lang = found.asked.lang
    places = _places(
        found,
        (
            (cell, column.name, number)
            for number, row in enumerate(filled(found))
            for cell, column in zip(row, found.columns, strict=True)
            if isinstance(cell, Marker)
        ),
    )
    meanings: dict[str, str] = {
        marker: text(dataset, f"xlsx.marker.{marker.name.lower()}", lang=lang) for marker in Marker
    }
    return _rows(dataset, found, places, what=text(dataset, "xlsx.what_marker", lang=lang), meanings=meanings)


def _warnings(dataset: Dataset, found: Taken) -> list[_Row]:
    lang = found.asked.lang
    places = _places(
        found,
        (
            (warning, column.name, number)
            for place, column in enumerate(found.columns)
            if said_name(column) in _WARNINGS and not column.words_for
            for warning, number in ids_in(found, [place])
        ),
    )
    meanings = {
        warning: "{}. {}".format(
            dataset.label("warnings", warning, lang), dataset.label("warnings", warning, lang, column="explanation")
        )
        for warning in dataset.table("warnings")["warning_id"]
    }
    return _rows(dataset, found, places, what=text(dataset, "xlsx.what_warning", lang=lang), meanings=meanings)


def _bounds(dataset: Dataset, found: Taken) -> list[_Row]:
    lang = found.asked.lang
    places = _places(
        found,
        (
            (str(row[place]), column.name, number)
            for place, column in enumerate(found.columns)
            if column.codelist == "bound"
            for number, row in enumerate(found.rows)
        ),
    )
    meanings = {bound: dataset.code("bound", bound, lang) for bound in places}
    return _rows(dataset, found, places, what=text(dataset, "xlsx.what_bound", lang=lang), meanings=meanings)


def _nothing(dataset: Dataset, found: Taken) -> list[_Row]:
    """The four kinds of nothing, where the rows are figures; two of them can stand in a table."""
    lang = found.asked.lang
    values = [place for place, column in enumerate(found.columns) if said_name(column) == "obs_value"]
    if not values:
        return []
    places = _places(
        found,
        (
            (sign, found.columns[place].name, number)
            for place in values
            for number, row in enumerate(found.rows)
            if (sign := _sign(row[place])) is not None
        ),
    )
    what, zero, suppressed, gap, silence, sign_gap, sign_silence = (
        text(dataset, key, lang=lang)
        for key in (
            *("xlsx.what_nothing", "xlsx.nothing_zero", "xlsx.nothing_suppressed", "xlsx.nothing_gap"),
            *("xlsx.nothing_silence", "xlsx.sign_gap", "xlsx.sign_silence"),
        )
    )
    nowhere = Marker.NOT_APPLICABLE
    return [
        *_rows(dataset, found, places, what=what, meanings={_ZERO: zero, Marker.SUPPRESSED: suppressed}),
        (what, sign_gap, gap, nowhere, nowhere, nowhere),
        (what, sign_silence, silence, nowhere, nowhere, nowhere),
    ]


def _sign(value: Cell) -> str | None:
    return Marker.SUPPRESSED if value is None else _ZERO if value == 0 else None
