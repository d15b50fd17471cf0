"""The pandera schemas, built from ``loaders.tables``: first the text of every cell, then its type and row.

Three passes find all faults: text (this module), type and row (this module, on rows whose text is right),
across tables (``loaders.crosschecks``). One pass that coerces would stop a column at its first bad cell.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from loaders.cell_faults import fault_of
from loaders.cell_types import FIRST_DAY, LAST_DAY, as_dates, with_types
from loaders.fields import DATE, FIELDS, Field
from loaders.frames import Record, row_problems
from loaders.kinds import Kind
from loaders.problems import Problem
from loaders.reading import MOST_FAULTS, and_more
from loaders.row_rules import ROW_RULES, RowRule
from loaders.tables import TABLES, Table

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema


@cache
def right_text_schema(name: str) -> DataFrameSchema:
    """That a table has no wrong cell, asked once for all its columns: most tables have none.

    It asks what ``text_schema`` asks, which says which cells are wrong and takes ten times as long.
    """
    import pandera.pandas as pa

    table = TABLES[name]
    return pa.DataFrameSchema(checks=[pa.Check(lambda frame: _is_right_text(table, frame), error="text")])


def _is_right_text(table: Table, frame: pd.DataFrame) -> bool:
    return not any(_wrong_texts(table, field, frame[field.name]) for field in table.fields)


def _wrong_texts(table: Table, field: Field, cells: pd.Series[str]) -> set[str]:
    """The different texts of a column that are not right."""
    different = set(cells.tolist())
    wrong = {text for text in different - {""} if fault_of(field, text) is not None}
    return wrong | {""} if "" in different and table.is_required(field.name) else wrong


@cache
def text_schema(name: str) -> DataFrameSchema:
    """All columns as text: required cells are filled, every filled cell matches its field's pattern."""
    import pandera.pandas as pa

    table = TABLES[name]
    columns: dict[str, pa.Column] = {}
    for field in table.fields:
        checks = [pa.Check(_fits(field), name="pattern", error="pattern")]
        if table.is_required(field.name):
            checks.append(pa.Check(lambda cells: cells != "", name="required", error="required"))
        columns[field.name] = pa.Column(str, checks=checks, required=True)
    return pa.DataFrameSchema(columns, strict=False)


def _fits(field: Field) -> Callable[[pd.Series], pd.Series]:
    return lambda cells: cells.map(lambda text: text == "" or fault_of(field, text) is None).astype(bool)


@cache
def typed_schema(name: str) -> DataFrameSchema:
    """Dates as dates, numbers as numbers, and the rules that a row must keep (``loaders.row_rules``)."""
    import pandera.pandas as pa

    dtypes = {"date": "datetime64[ns]", "number": float}
    columns = {
        field.name: pa.Column(dtypes[field.dtype], nullable=True)
        for field in TABLES[name].fields
        if field.dtype in dtypes
    }
    checks = [
        pa.Check(rule.holds, name=rule.name, error=rule.name, ignore_na=False) for rule in ROW_RULES.get(name, ())
    ]
    return pa.DataFrameSchema(columns, checks=checks, strict=False)


def _failures(schema: DataFrameSchema, frame: pd.DataFrame) -> pd.DataFrame:
    """pandera's table of failures: column, check, failure_case, index; empty when the frame is right."""
    from pandera.errors import SchemaErrors

    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        return pd.DataFrame(error.failure_cases)
    return pd.DataFrame(columns=["column", "check", "failure_case", "index"])


def _text_problem(field: Field, check: str, *, row: Record) -> Problem:
    instead = field.meaning + (f" For example: {field.example}" if field.example else "")
    place, text = (str(row["data_file"]), int(row["line"]), field.name), str(row[field.name])
    fault = None if check == "required" else fault_of(field, text)
    if fault is None:
        return Problem(*place, "the cell is empty", instead=instead, kind=Kind.EMPTY_CELL)
    wrong = "the cell is not written as it must be" + (f": {fault[1]}" if fault[1] else "")
    return Problem(*place, wrong, text, instead, kind=fault[0])


def check_text(table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Pass one. Returns the rows whose text is right, and a problem for every cell that is not."""
    if frame.empty or _failures(right_text_schema(table.name), frame).empty:
        return frame, []
    is_bad = pd.Series(False, index=frame.index)
    for field in table.fields:
        is_bad |= frame[field.name].isin(_wrong_texts(table, field, frame[field.name]))
    told = frame[is_bad].head(MOST_FAULTS)
    failures = _failures(text_schema(table.name), told).drop_duplicates(["column", "index", "check"])
    rows = told.to_dict("index")
    problems = [
        _text_problem(FIELDS[column], check, row=rows[index])
        for column, check, index in zip(failures["column"], failures["check"], failures["index"], strict=True)
    ]
    if int(is_bad.sum()) > len(told):
        last = rows[told.index[-1]]
        problems.append(and_more(str(last["data_file"]), int(last["line"])))
    return frame[~is_bad], problems


def _indices(failures: pd.DataFrame) -> list[Hashable]:
    return list(dict.fromkeys(failures["index"]))


def check_rows(table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Pass two. Returns the typed frame of the rows that keep every rule, and the problems of the others."""
    typed = with_types(table, frame)
    problems, bad = _unkept(table, frame, typed=typed)
    kept = typed.drop(index=bad) if bad else typed
    if kept.empty or not _has_rules(table):
        return kept, problems
    failures = _failures(typed_schema(table.name), kept).drop_duplicates(["index", "check"])
    rules: dict[str, RowRule] = {rule.name: rule for rule in ROW_RULES.get(table.name, ())}
    rows = frame.loc[_indices(failures)].to_dict("index")
    for name, index in zip(failures["check"], failures["index"], strict=True):
        row, rule = rows[index], rules[name]
        place = str(row["data_file"]), int(row["line"])
        problems.append(Problem(*place, rule.column, rule.wrong, str(row[rule.column]), rule.instead, kind=Kind.ROW))
    return kept.drop(index=list(rows)) if rows else kept, problems


def _has_rules(table: Table) -> bool:
    return table.name in ROW_RULES or any(field.dtype in ("date", "number") for field in table.fields)


def _unkept(table: Table, frame: pd.DataFrame, *, typed: pd.DataFrame) -> tuple[list[Problem], list[Hashable]]:
    """The problems of cells that are written as they must be and cannot be kept: days and numbers, and their rows."""
    problems: list[Problem] = []
    bad: dict[Hashable, None] = {}
    for field in table.fields:
        if DATE in field.pattern:
            rows, told = frame[_is_no_day(frame[field.name])], _NO_DAY
        elif field.dtype == "number":
            rows, told = frame[_is_inexact(frame[field.name], typed[field.name])], _NOT_EXACT
        else:
            continue
        bad.update(dict.fromkeys(rows.index))
        wrong, instead, kind = told
        problems += [
            replace(problem, kind=kind) for problem in row_problems(rows, field.name, wrong=wrong, instead=instead)
        ]
    return problems, list(bad)


_NO_DAY = (
    "there is no such day",
    f"write an existing date from {FIRST_DAY} to {LAST_DAY} as YYYY-MM-DD",
    Kind.NO_SUCH_DAY,
)
_NOT_EXACT = (
    "the number cannot be kept as it is written",
    "write at most fifteen digits, and zero without a sign",
    Kind.NOT_EXACT,
)


def _is_no_day(cells: pd.Series[str]) -> pd.Series[bool]:
    """Where a cell has the form of a date and is none; some columns may say in words that no date is known."""
    return cells.str.fullmatch(DATE) & as_dates(cells).isna()


def _is_inexact(cells: pd.Series[str], numbers: pd.Series[float]) -> pd.Series[bool]:
    """Where a number is another one than its text says, or a zero that is less than nothing."""
    found = [
        text != "" and (Decimal(text) != Decimal(repr(number)) or (text[0] == "-" and number == 0))
        for text, number in zip(cells.tolist(), numbers.tolist(), strict=True)
    ]
    return pd.Series(found, index=cells.index, dtype=bool)
