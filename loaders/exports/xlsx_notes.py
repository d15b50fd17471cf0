"""The notes of a workbook: every sign that stands in its table, what it means, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loaders.dataset import Dataset
from loaders.exports.taken import Cell, Taken
from loaders.exports.xlsx_markers import Marker, filled
from loaders.exports.xlsx_sheets import Sheet, said_name
from loaders.texts import text

#: So many rows are named; of more, only the number is given.
MOST_NAMED = 20
_ZERO = "0"
_WARNINGS = ("warnings", "all_warnings")
_Row = tuple[str, str | Marker, str, str | Marker, int | Marker, str | Marker]


@dataclass
class _Standing:
    """Where a sign stands: its columns with the first row in each, how many rows, and the first of these."""

    columns: dict[int, int] = field(default_factory=dict)
    rows: int = 0
    first: list[int] = field(default_factory=list)
    _last: int = -1

    def add(self, column: int, row: int) -> None:
        """One place more, in the same row as the one before or a later one."""
        self.columns.setdefault(column, row)
        if row != self._last:
            self._last = row
            self.rows += 1
            if self.rows <= MOST_NAMED:
                self.first.append(row)


_Places = Mapping[str, _Standing]


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


def _places(signs: Iterable[tuple[str, int, int]]) -> _Places:
    """Where each sign stands, given the sign, the place of the column and the number of the row, row by row."""
    places: dict[str, _Standing] = {}
    for sign, column, row in signs:
        places.setdefault(sign, _Standing()).add(column, row)
    return places


def _rows(dataset: Dataset, found: Taken, places: _Places, *, what: str, meanings: Mapping[str, str]) -> list[_Row]:
    """A row for each sign that has a meaning and stands somewhere."""
    lang = found.asked.lang
    keys = [place for place, column in enumerate(found.columns) if column.name in found.collection.key]
    rows: list[_Row] = []
    for sign, words in meanings.items():
        if sign not in places:
            continue
        standing = places[sign]
        if standing.rows > MOST_NAMED:
            which = text(dataset, "xlsx.which_many", lang=lang, number=MOST_NAMED)
        else:
            which = "; ".join(" ".join(str(found.rows[number][key]) for key in keys) for number in standing.first)
        columns = ", ".join(found.columns[place].name for place in sorted(standing.columns))
        rows.append((what, sign, words, columns, standing.rows, which))
    return rows


def _markers(dataset: Dataset, found: Taken) -> list[_Row]:
    lang = found.asked.lang
    places = _places(
        (cell, place, number)
        for number, row in enumerate(filled(found))
        for place, cell in enumerate(row)
        if isinstance(cell, Marker)
    )
    meanings: dict[str, str] = {
        marker: text(dataset, f"xlsx.marker.{marker.name.lower()}", lang=lang) for marker in Marker
    }
    return _rows(dataset, found, places, what=text(dataset, "xlsx.what_marker", lang=lang), meanings=meanings)


def _warnings(dataset: Dataset, found: Taken) -> list[_Row]:
    lang = found.asked.lang
    columns = [
        place for place, column in enumerate(found.columns) if said_name(column) in _WARNINGS and not column.words_for
    ]
    places = _places(
        (warning, place, number)
        for number, row in enumerate(found.rows)
        for place in columns
        for warning in str(row[place] or "").split("|")
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
    columns = [place for place, column in enumerate(found.columns) if column.codelist == "bound"]
    places = _places((str(row[place]), place, number) for number, row in enumerate(found.rows) for place in columns)
    in_order = sorted(places, key=lambda bound: min(places[bound].columns.items()))
    meanings = {bound: dataset.code("bound", bound, lang) for bound in in_order}
    return _rows(dataset, found, places, what=text(dataset, "xlsx.what_bound", lang=lang), meanings=meanings)


def _nothing(dataset: Dataset, found: Taken) -> list[_Row]:
    """The four kinds of nothing, where the rows are figures; two of them can stand in a table."""
    lang = found.asked.lang
    values = [place for place, column in enumerate(found.columns) if said_name(column) == "obs_value"]
    if not values:
        return []
    places = _places(
        (sign, place, number)
        for number, row in enumerate(found.rows)
        for place in values
        if (sign := _sign(row[place])) is not None
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
