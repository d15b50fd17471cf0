"""From a rule of imports.csv and the figures that it picks to rows of observations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.cells import Cell, Figure, Selection, SourceFault, number_text
from loaders.meaning import PERSONAL_UNITS
from loaders.small_counts import SMALL_COUNT_BELOW, attribute_count
from loaders.tables import OBSERVATION_COLUMNS

Row = dict[str, str]

_SUPPRESSED = re.compile(r"<\s?([0-9]+)")
#: Columns that a rule and an observation share and that are handed on as they are.
_HANDED_ON = (
    "indicator_id",
    "ref_area",
    "sex",
    "age",
    "breakdown",
    "breakdown_value",
    "source_id",
    "counted_by",
    "note_en",
    "note_ru",
    "note_kk",
)


@dataclass(frozen=True)
class Rule:
    """A rule of imports.csv: its cells, the file that it reads and the unit of its indicator."""

    cells: Mapping[str, str]
    file: str
    unit: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, wrong: str, cure: str) -> SourceFault:
        """A fault at the table that the rule reads, naming the rule."""
        place = f"{self['selector']} (rule {self['import_id']})"
        return SourceFault(self.file, self["sheet"], place, wrong=wrong, cure=cure)


def figures_taken(rule: Rule, selection: Selection) -> list[Figure]:
    """The figures of the rule's years, oldest first.

    Raises ``SourceFault`` when the printed title or the footnotes are not those that the rule was written
    for, when no figure is left, or when the series is said to break in a year without a figure.
    """
    if rule["printed_title"] and rule["printed_title"] != selection.title:
        raise rule.fault(
            f"the title is now {selection.title!r}", "check that the table is the same, then printed_title"
        )
    if rule["footnotes"] != "|".join(selection.footnotes):
        found = "|".join(selection.footnotes) or "none"
        wrong = f"the footnotes are {found} and not {rule['footnotes'] or 'none'}"
        raise rule.fault(wrong, "read them, adapt warnings, break_years and note, then set 'footnotes'")
    first, last = int(rule["year_from"]), int(rule["year_to"])
    taken = sorted((figure for figure in selection.figures if first <= figure.year <= last), key=lambda f: f.year)
    if not taken:
        raise rule.fault("the rule picks no figure", "correct the selector or the years, or remove the rule")
    unbroken = _break_years(rule) - {figure.year for figure in taken}
    if unbroken:
        raise rule.fault(f"there is no figure in the break year {min(unbroken)}", "correct break_years")
    return taken


def observation(rule: Rule, figure: Figure) -> Row:
    """The row of observations for one figure. Raises ``SourceFault`` when it may not be shown."""
    breaks = figure.year in _break_years(rule)
    value = _value_columns(rule, figure)
    small = _is_small(rule, figure.cell)
    if small and attribute_count(rule["sex"], rule["age"], rule["breakdown"]) > 1:
        raise rule.fault(
            f"{figure.year}: a count under five with more than one attribute could point at a person",
            "give these rows a rule of their own that says in left_out why they are left out",
        )
    warnings = [*rule["warnings"].split("|"), "break_in_series" if breaks else "", _small_warning(small, value)]
    row = dict.fromkeys(OBSERVATION_COLUMNS, "")
    row |= {column: rule[column] for column in _HANDED_ON}
    row |= value
    row |= _period(rule, figure.year)
    row |= {
        "obs_id": f"{rule['id_prefix']}-{figure.year}",
        "value_as_printed": figure.cell.text,
        "obs_status": "B" if breaks else "Q" if value["bound"] == "suppressed" else "A",
        "locator": figure.locator,
        "warnings": "|".join(name for name in warnings if name),
    }
    return row


def _break_years(rule: Rule) -> set[int]:
    return {int(year) for year in rule["break_years"].split("|") if year}


def _value_columns(rule: Rule, figure: Figure) -> Row:
    """obs_value, bound and threshold; a suppressed figure has a threshold and no value."""
    suppressed = _SUPPRESSED.fullmatch(figure.cell.text)
    if suppressed:
        return {"obs_value": "", "bound": "suppressed", "threshold": suppressed[1]}
    if figure.cell.value is None or figure.cell.value < 0:
        wrong = f"{figure.year} holds {figure.cell.text!r}, which is no count, rate, share or rating"
        raise rule.fault(wrong, "read the cell, then teach the reader or narrow the rule")
    return {"obs_value": number_text(figure.cell.value), "bound": "exact", "threshold": ""}


def _period(rule: Rule, year: int) -> Row:
    """The day of a stock, or the whole calendar year."""
    day = rule["stock_day"]
    start, end = (day, day) if day else ("01-01", "12-31")
    return {"period_start": f"{year}-{start}", "period_end": f"{year}-{end}", "period_as_printed": str(year)}


def _is_small(rule: Rule, cell: Cell) -> bool:
    suppressed = _SUPPRESSED.fullmatch(cell.text) is not None
    return rule.unit in PERSONAL_UNITS and (suppressed or 0 < (cell.value or 0) < SMALL_COUNT_BELOW)


def _small_warning(small: bool, value: Row) -> str:
    return "small_count" if small and value["bound"] != "suppressed" else ""
