"""The notes of a workbook: every sign that stands in its table, what it means, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.dataset import Dataset
from loaders.exports.taken import Cell, Taken
from loaders.exports.xlsx_markers import Marker
from loaders.exports.xlsx_sheets import Sheet, said_name
from loaders.texts import text

#: So many rows are named; of more, only the number is given.
MOST_NAMED = 20
_ZERO = "0"
_WARNINGS = ("warnings", "all_warnings")
_Row = tuple[str, str | Marker, str, str | Marker, int | Marker, str | Marker]


@dataclass
class _Standing:
    """Where a sign stands: its columns with the first row in each, how many rows, and the names of the first of these."""

    columns: dict[int, int] = field(default_factory=dict)
    rows: int = 0
    first: list[str] = field(default_factory=list)


_Places = dict[str, _Standing]
#: What the cells of a column say: each sign with the rows in which it stands.
_Signs = Mapping[str, Sequence[int]]


class Signs:
    """Where the signs of a table stand, gathered while its rows go by."""

    def __init__(self, found: Taken) -> None:
        columns = list(enumerate(found.columns))
        self._keys = [place for place, column in columns if column.name in found.collection.key]
        self._of_values = [place for place, column in columns if said_name(column) == "obs_value"]
        self._rows = 0
        #: By the kind of a sign, where each stands.
        self.markers, self.warnings, self.bounds, self.nothing = _Places(), _Places(), _Places(), _Places()
        self._looked_for: tuple[tuple[_Places, list[int], Callable[[Sequence[Cell]], _Signs]], ...] = (
            (self.markers, [place for place, _ in columns], _markers_in),
            (
                self.warnings,
                [place for place, column in columns if said_name(column) in _WARNINGS and not column.words_for],
                _ids_in,
            ),
            (self.bounds, [place for place, column in columns if column.codelist == "bound"], _ids_in),
            (self.nothing, self._of_values, _nothing_in),
        )

    @property
    def are_of_values(self) -> bool:
        """Whether the rows have values, and can have nothing for one."""
        return bool(self._of_values)

    def add(self, columns: Sequence[Sequence[Cell]]) -> None:
        """Some rows more, as columns with markers in their empty cells."""
        for places, looked_at, signs_in in self._looked_for:
            found: dict[str, set[int]] = {}
            for place in looked_at:
                for sign, rows in signs_in(columns[place]).items():
                    places.setdefault(sign, _Standing()).columns.setdefault(place, self._rows + rows[0])
                    found.setdefault(sign, set()).update(rows)
            for sign, in_rows in found.items():
                standing = places[sign]
                standing.rows += len(in_rows)
                named = sorted(in_rows)[: MOST_NAMED - len(standing.first)]
                standing.first += [" ".join(str(columns[key][row]) for key in self._keys) for row in named]
        self._rows += len(columns[0])


def _markers_in(cells: Sequence[Cell]) -> _Signs:
    found: dict[str, list[int]] = {}
    if Marker in set(map(type, cells)):
        for row, cell in enumerate(cells):
            if type(cell) is Marker:
                found.setdefault(cell, []).append(row)
    return found


def _ids_in(cells: Sequence[Cell]) -> _Signs:
    found: dict[str, list[int]] = {}
    for row, cell in enumerate(cells):
        if not isinstance(cell, Marker):
            for one in dict.fromkeys(str(cell).split("|")):
                found.setdefault(one, []).append(row)
    return found


def _nothing_in(cells: Sequence[Cell]) -> _Signs:
    found = {
        _ZERO: [row for row, cell in enumerate(cells) if cell == 0],
        Marker.SUPPRESSED: [row for row, cell in enumerate(cells) if isinstance(cell, Marker)],
    }
    return {sign: rows for sign, rows in found.items() if rows}


def notes_sheet(dataset: Dataset, found: Taken, signs: Signs) -> Sheet:
    """One row is a sign: a marker of an empty cell, a warning, a bound, or a kind of nothing."""
    lang = found.asked.lang
    keys = ("xlsx.what", "xlsx.sign", "dictionary.meaning", "xlsx.columns", "xlsx.rows_with", "xlsx.which")
    kinds = (_markers, _warnings, _bounds, _nothing)
    return Sheet(
        text(dataset, "sheet.notes", lang=lang),
        "notes",
        text(dataset, "xlsx.holds_notes", lang=lang),
        tuple(text(dataset, key, lang=lang) for key in keys),
        [row for rows_of in kinds for row in rows_of(dataset, found, signs)],
    )


def _rows(dataset: Dataset, found: Taken, places: _Places, *, what: str, meanings: Mapping[str, str]) -> list[_Row]:
    """A row for each sign that has a meaning and stands somewhere."""
    lang = found.asked.lang
    rows: list[_Row] = []
    for sign, words in meanings.items():
        if sign not in places:
            continue
        standing = places[sign]
        if standing.rows > MOST_NAMED:
            which = text(dataset, "xlsx.which_many", lang=lang, number=MOST_NAMED)
        else:
            which = "; ".join(standing.first)
        columns = ", ".join(found.columns[place].name for place in sorted(standing.columns))
        rows.append((what, sign, words, columns, standing.rows, which))
    return rows


def _markers(dataset: Dataset, found: Taken, signs: Signs) -> list[_Row]:
    lang = found.asked.lang
    meanings: dict[str, str] = {
        marker: text(dataset, f"xlsx.marker.{marker.name.lower()}", lang=lang) for marker in Marker
    }
    what = text(dataset, "xlsx.what_marker", lang=lang)
    return _rows(dataset, found, signs.markers, what=what, meanings=meanings)


def _warnings(dataset: Dataset, found: Taken, signs: Signs) -> list[_Row]:
    lang = found.asked.lang
    meanings = {
        warning: "{}. {}".format(
            dataset.label("warnings", warning, lang), dataset.label("warnings", warning, lang, column="explanation")
        )
        for warning in dataset.table("warnings")["warning_id"]
    }
    what = text(dataset, "xlsx.what_warning", lang=lang)
    return _rows(dataset, found, signs.warnings, what=what, meanings=meanings)


def _bounds(dataset: Dataset, found: Taken, signs: Signs) -> list[_Row]:
    lang, places = found.asked.lang, signs.bounds
    in_order = sorted(places, key=lambda bound: min(places[bound].columns.items()))
    meanings = {bound: dataset.code("bound", bound, lang) for bound in in_order}
    return _rows(dataset, found, places, what=text(dataset, "xlsx.what_bound", lang=lang), meanings=meanings)


def _nothing(dataset: Dataset, found: Taken, signs: Signs) -> list[_Row]:
    """The four kinds of nothing, where the rows are figures; two of them can stand in a table."""
    lang = found.asked.lang
    if not signs.are_of_values:
        return []
    what, zero, suppressed, gap, silence, sign_gap, sign_silence = (
        text(dataset, key, lang=lang)
        for key in (
            *("xlsx.what_nothing", "xlsx.nothing_zero", "xlsx.nothing_suppressed", "xlsx.nothing_gap"),
            *("xlsx.nothing_silence", "xlsx.sign_gap", "xlsx.sign_silence"),
        )
    )
    nowhere = Marker.NOT_APPLICABLE
    return [
        *_rows(dataset, found, signs.nothing, what=what, meanings={_ZERO: zero, Marker.SUPPRESSED: suppressed}),
        (what, sign_gap, gap, nowhere, nowhere, nowhere),
        (what, sign_silence, silence, nowhere, nowhere, nowhere),
    ]
