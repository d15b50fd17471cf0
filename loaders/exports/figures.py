"""Figures and pairs of figures as rows that explain themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from loaders.dataset import Dataset
from loaders.exports.columns import (
    Column,
    code_label,
    each,
    in_words,
    of_each_row,
    of_source,
    ours,
    row_label,
    stored,
)
from loaders.locating import place_words
from loaders.tables import TABLES
from loaders.words import counter_words, period_words, value_words

#: Columns of a pair's own, which come from ``Dataset.comparisons``.
PAIR_COLUMNS = ("obs_a", "obs_b", "class", "difference", "ratio", "rounding", "days_of_overlap")
#: What a row of ``comparisons`` says of each of its two figures, as ``<name>_a`` and ``<name>_b``.
OF_EACH_FIGURE = (
    "topic",
    "indicator_id",
    "indicator_id_label",
    "population",
    "ref_area",
    "ref_area_label",
    "sex",
    "sex_label",
    "age",
    "age_label",
    "breakdown",
    "breakdown_value",
    "breakdown_value_label",
    "period",
    "period_start",
    "period_end",
    "period_as_printed",
    "value",
    "obs_value",
    "bound",
    "threshold",
    "value_as_printed",
    "unit_measure",
    "source_id",
    "source_id_label",
    "source_type",
    "locator",
    "counted_by",
    "counted_by_label",
    "origin",
    "via",
    "all_warnings",
    "source_citation",
    "source_url",
    "page",
)


#: What ``value_words`` looks at.
_OF_VALUE = ("obs_value", "bound", "threshold", "unit_measure", "value_as_printed")


def _part(dataset: Dataset, row: Mapping[Any, Any], lang: str) -> str:
    return dataset.code(row["breakdown"], row["breakdown_value"], lang) if row["breakdown"] else ""


def figure_columns() -> tuple[Column, ...]:
    """The columns of figures: what, when, where, who; the value; the evidence; and how to read it."""
    own = {column.name: column for column in stored(TABLES["observations"])}

    def data(*names: str) -> list[Column]:
        return [own[name] for name in names]

    return (
        *data("obs_id"),
        # what a reader looks for
        row_label("indicator_id", "indicators"),
        ours("period", cells=of_each_row(period_words, "period_start", "period_end")),
        ours("value", cells=of_each_row(value_words, *_OF_VALUE)),
        in_words("breakdown_value", of_each_row(_part, "breakdown", "breakdown_value")),
        code_label("sex"),
        code_label("age"),
        code_label("ref_area"),
        row_label("source_id", "sources", "short_label"),
        ours("place", cells=of_each_row(place_words, "locator")),
        in_words("counted_by", of_each_row(counter_words, "counted_by")),
        ours("origin"),
        row_label("all_warnings", "warnings"),
        ours("page", "address", of_each_row(lambda _dataset, row, _lang: f"/observation/{row['obs_id']}", "obs_id")),
        # the figure
        ours("topic", codelist="topic"),
        *data("indicator_id", "period_start", "period_end", "period_as_printed"),
        ours("year", "integer"),
        ours("period_kind"),
        *data("ref_area"),
        ours("population", codelist="population"),
        code_label("population"),
        *data("sex", "age"),
        ours("division", "list"),
        *data("breakdown", "breakdown_value", "obs_value", "bound"),
        code_label("bound"),
        *data("threshold", "value_as_printed"),
        ours("unit_measure", codelist="unit_measure"),
        code_label("unit_measure"),
        ours("measure_kind", codelist="measure_kind"),
        ours("stage", codelist="stage"),
        *data("obs_status"),
        # the evidence
        *data("source_id"),
        ours("source_type", codelist="source_type"),
        *data("locator", "counted_by", "via"),
        row_label("via", "bodies"),
        *data("warnings"),
        ours("all_warnings", "list"),
        *data("supersedes"),
        ours("superseded", "boolean"),
        *data("note_en", "note_ru", "note_kk"),
        of_source("source_citation", "citation"),
        of_source("source_url", "url"),
    )


@lru_cache(maxsize=4)
def figure_rows(dataset: Dataset) -> pd.DataFrame:
    """Every figure, in the order in which tables show them: by time, then by source."""
    return dataset.observations.sort_values(["period_start", "period_end", "source_id", "obs_id"])


@lru_cache(maxsize=4)
def explained_pairs(dataset: Dataset) -> pd.DataFrame:
    """Every pair with its explanation, where it has one."""
    pairs = dataset.comparisons
    explanations = dataset.table("explanations")
    rows = explanations[explanations["about"] == "pair"].to_dict("records")
    told = {frozenset(row["concerns"].split("|")): row for row in rows}
    nothing = dict.fromkeys(("explanation_id", "verdict", "explanation_en", "explanation_ru", "explanation_kk"), "")
    found = [told.get(frozenset(names), nothing) for names in zip(pairs["obs_a"], pairs["obs_b"], strict=True)]
    return pairs.assign(**{name: pd.array([row[name] for row in found], dtype="str") for name in nothing})


@lru_cache(maxsize=4)
def pair_rows(dataset: Dataset) -> pd.DataFrame:
    """The same with what the data say of both figures."""
    pairs = explained_pairs(dataset)
    figures = dataset.observations.set_index("obs_id", drop=False)
    both = {
        f"{name}_{end}": figures.loc[pairs[f"obs_{end}"], name].array
        for end in ("a", "b")
        for name in figures.columns
        if name not in ("obs_id", "data_file", "line")
    }
    return pairs.drop(columns=["indicator_a", "indicator_b"]).assign(**both)


def _of_end(column: Column, end: str) -> Column:
    """A column of figures for one of the two figures of a pair."""

    def cells(dataset: Dataset, rows: pd.DataFrame, lang: str) -> pd.Series:
        suffix = f"_{end}"
        of_one = {name: name.removesuffix(suffix) for name in rows.columns if name.endswith(suffix)}
        figures = rows[list(of_one)].rename(columns=of_one | {f"obs{suffix}": "obs_id"})
        return column.cells(dataset, figures, lang)

    return replace(column, name=f"{column.name}_{end}", cells=cells, stored=False, of_figure=end, said=column)


def pair_columns() -> tuple[Column, ...]:
    """The columns of pairs: the class, by how much they differ, why, and both figures with their evidence."""
    figures = {column.name: column for column in figure_columns()}
    why = stored(TABLES["explanations"], ("explanation_en", "explanation_ru", "explanation_kk"))
    return (
        ours("obs_a"),
        ours("obs_b"),
        ours("class"),
        in_words("class", each(_class_words, "class")),
        *(ours(name, "number") for name in ("difference", "ratio", "rounding")),
        ours("days_of_overlap", "integer"),
        ours("explanation_id"),
        ours("verdict", codelist="explanation_verdict"),
        code_label("verdict", "explanation_verdict"),
        *why,
        *(_of_end(figures[name], end) for end in ("a", "b") for name in OF_EACH_FIGURE),
        ours("page", "address", of_each_row(_pair_page, "obs_a", "obs_b")),
    )


def _pair_page(_dataset: Dataset, row: Mapping[Any, Any], _lang: str) -> str:
    return f"/compare/{row['obs_a']}/{row['obs_b']}"


def _class_words(dataset: Dataset, name: str, lang: str) -> str:
    return dataset.label("texts", f"class.{name}", lang, column="text")
