"""The pandera schemas, built from ``loaders.tables``: first the text of every cell, then its type and row.

Three passes find all faults: text (this module), type and row (this module, on rows whose text is right),
across tables (``loaders.crosschecks``). One pass that coerces would stop a column at its first bad cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from loaders.cell_types import FIRST_DAY, LAST_DAY, with_types
from loaders.fields import FIELDS, Field
from loaders.frames import Record, row_problems
from loaders.problems import Problem
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
    return all(
        _is_right_column(frame[field.name], re.compile(field.pattern), required=table.is_required(field.name))
        for field in table.fields
    )


def _is_right_column(cells: pd.Series[str], pattern: re.Pattern[str], *, required: bool) -> bool:
    different = set(cells.tolist())
    return not (required and "" in different) and all(map(pattern.fullmatch, different - {""}))


@cache
def text_schema(name: str) -> DataFrameSchema:
    """All columns as text: required cells are filled, every filled cell matches its field's pattern."""
    import pandera.pandas as pa

    table = TABLES[name]
    columns: dict[str, pa.Column] = {}
    for field in table.fields:
        checks = [pa.Check(_matches(field.pattern), name="pattern", error="pattern")]
        if table.is_required(field.name):
            checks.append(pa.Check(lambda cells: cells != "", name="required", error="required"))
        columns[field.name] = pa.Column(str, checks=checks, required=True)
    return pa.DataFrameSchema(columns, strict=False)


def _matches(pattern: str) -> Callable[[pd.Series], pd.Series]:
    return lambda cells: (cells == "") | cells.str.fullmatch(pattern)


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
    empty = check == "required"
    wrong = "the cell is empty" if empty else "the cell is not written as it must be"
    return Problem(
        str(row["data_file"]), int(row["line"]), field.name, wrong, "" if empty else str(row[field.name]), instead
    )


def check_text(table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Pass one. Returns the rows whose text is right, and a problem for every cell that is not."""
    if frame.empty or _failures(right_text_schema(table.name), frame).empty:
        return frame, []
    failures = _failures(text_schema(table.name), frame).drop_duplicates(["column", "index", "check"])
    rows = frame.loc[_indices(failures)].to_dict("index")
    problems = [
        _text_problem(FIELDS[column], check, row=rows[index])
        for column, check, index in zip(failures["column"], failures["check"], failures["index"], strict=True)
    ]
    return frame.drop(index=list(rows)), problems


def _indices(failures: pd.DataFrame) -> list[Hashable]:
    return list(dict.fromkeys(failures["index"]))


def check_rows(table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Pass two. Returns the typed frame of the rows that keep every rule, and the problems of the others."""
    typed = with_types(table, frame)
    problems, bad = _impossible_dates(table, frame, typed=typed)
    kept = typed.drop(index=bad) if bad else typed
    if kept.empty or not _has_rules(table):
        return kept, problems
    failures = _failures(typed_schema(table.name), kept).drop_duplicates(["index", "check"])
    rules: dict[str, RowRule] = {rule.name: rule for rule in ROW_RULES.get(table.name, ())}
    rows = frame.loc[_indices(failures)].to_dict("index")
    for name, index in zip(failures["check"], failures["index"], strict=True):
        row, rule = rows[index], rules[name]
        place = str(row["data_file"]), int(row["line"])
        problems.append(Problem(*place, rule.column, rule.wrong, str(row[rule.column]), rule.instead))
    return kept.drop(index=list(rows)) if rows else kept, problems


def _has_rules(table: Table) -> bool:
    return table.name in ROW_RULES or any(field.dtype in ("date", "number") for field in table.fields)


def _impossible_dates(
    table: Table, frame: pd.DataFrame, *, typed: pd.DataFrame
) -> tuple[list[Problem], list[Hashable]]:
    problems: list[Problem] = []
    bad: dict[Hashable, None] = {}
    for field in table.fields:
        if field.dtype != "date":
            continue
        rows = frame[(frame[field.name] != "") & typed[field.name].isna()]
        bad.update(dict.fromkeys(rows.index))
        problems += row_problems(
            rows,
            field.name,
            wrong="there is no such day",
            instead=f"write an existing date from {FIRST_DAY} to {LAST_DAY} as YYYY-MM-DD",
        )
    return problems, list(bad)
