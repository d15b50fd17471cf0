"""The pandera schemas, built from ``loaders.tables``: first the text of every cell, then its type and row.

Three passes find all faults: text (this module), type and row (this module, on rows whose text is right),
across tables (``loaders.crosschecks``). One pass that coerces would stop a column at its first bad cell.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pandas as pd
import pandera.pandas as pa

from loaders.fields import FIELDS, Field
from loaders.frames import Record, row_problems
from loaders.problems import Problem
from loaders.row_rules import ROW_RULES, RowRule
from loaders.tables import Table


def text_schema(table: Table) -> pa.DataFrameSchema:
    """All columns as text: required cells are filled, every filled cell matches its field's pattern."""
    columns: dict[str, pa.Column] = {}
    for field in table.fields:
        checks = [pa.Check(_matches(field.pattern), name="pattern", error="pattern")]
        if table.is_required(field.name):
            checks.append(pa.Check(lambda cells: cells != "", name="required", error="required"))
        columns[field.name] = pa.Column(str, checks=checks, required=True)
    return pa.DataFrameSchema(columns, strict=False)


def _matches(pattern: str) -> Callable[[pd.Series], pd.Series]:
    return lambda cells: (cells == "") | cells.str.fullmatch(pattern)


def typed_schema(table: Table) -> pa.DataFrameSchema:
    """Dates as dates, numbers as numbers, and the rules that a row must keep (``loaders.row_rules``)."""
    dtypes = {"date": "datetime64[ns]", "number": float}
    columns = {
        field.name: pa.Column(dtypes[field.dtype], nullable=True) for field in table.fields if field.dtype in dtypes
    }
    checks = [
        pa.Check(rule.holds, name=rule.name, error=rule.name, ignore_na=False) for rule in ROW_RULES.get(table.name, ())
    ]
    return pa.DataFrameSchema(columns, checks=checks, strict=False)


#: Days are kept to the nanosecond, which leaves room for these years.
_FIRST_DAY, _LAST_DAY = "1678-01-01", "2261-12-31"


def _as_dates(cells: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    """ISO dates as days; missing where there is no such day or it cannot be kept."""
    kept = cells.where(cells.between(_FIRST_DAY, _LAST_DAY), "")
    return pd.to_datetime(kept, format="%Y-%m-%d", errors="coerce").astype("datetime64[ns]")


def with_types(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with dates and numbers in their types; a text that is no real date or number becomes missing."""
    typed = {
        field.name: _as_dates(frame[field.name])
        if field.dtype == "date"
        else pd.to_numeric(frame[field.name], errors="coerce").astype(float)
        for field in table.fields
        if field.dtype in ("date", "number")
    }
    return frame.assign(**typed)


def _failures(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> pd.DataFrame:
    """pandera's table of failures: column, check, failure_case, index; empty when the frame is right."""
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
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
    failures = _failures(text_schema(table), frame).drop_duplicates(["column", "index", "check"])
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
    failures = _failures(typed_schema(table), typed.drop(index=bad)).drop_duplicates(["index", "check"])
    rules: dict[str, RowRule] = {rule.name: rule for rule in ROW_RULES.get(table.name, ())}
    rows = frame.loc[_indices(failures)].to_dict("index")
    for name, index in zip(failures["check"], failures["index"], strict=True):
        row, rule = rows[index], rules[name]
        place = str(row["data_file"]), int(row["line"])
        problems.append(Problem(*place, rule.column, rule.wrong, str(row[rule.column]), rule.instead))
    return typed.drop(index=[*bad, *rows]), problems


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
            instead=f"write an existing date from {_FIRST_DAY} to {_LAST_DAY} as YYYY-MM-DD",
        )
    return problems, list(bad)
