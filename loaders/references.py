"""Does everything that a cell names exist? Keys, ids, codes, and the places of the reading ledger."""

from __future__ import annotations

from functools import partial

import pandas as pd

from loaders.documents import ledger_place
from loaders.fields import Field
from loaders.frames import Frames, Record, picked, row_problems
from loaders.problems import Problem
from loaders.tables import TABLES, TOPICS, Table, topic_of_file

#: Tables whose rows the reading ledger can name as taken from a place.
LEDGER_TABLES = ("observations", "gaps", "events", "checks", "recommendations")


def check_keys(frames: Frames) -> list[Problem]:
    """Every key stands once in its table."""
    problems = []
    for table in TABLES.values():
        frame = frames[table.name]
        problems += row_problems(
            picked(frame, frame.duplicated(list(table.key), keep="first")),
            table.key[-1],
            wrong="the key stands twice",
            instead="give every row a key of its own",
            found=partial(_cells, columns=table.key),
        )
    return problems


def _cells(row: Record, columns: tuple[str, ...]) -> str:
    return ", ".join(str(row[name]) for name in columns)


def check_references(frames: Frames) -> list[Problem]:
    """Every id that a cell names exists, and every code stands in its list in codes.csv."""
    codes = frames["codes"]
    lists: dict[str, set[str]] = {}
    for name, code in zip(codes["codelist"].tolist(), codes["code"].tolist(), strict=True):
        lists.setdefault(name, set()).add(code)
    problems = []
    for table in TABLES.values():
        for field in table.fields:
            problems += _reference_problems(frames, table, field)
            codelist = table.codelist(field.name)
            if codelist:
                problems += _unknown(
                    frames[table.name],
                    field.name,
                    known=lists.get(codelist, set()),
                    instead=f"use a code of the list {codelist} in codes.csv, or add it there",
                )
    return problems


def _reference_problems(frames: Frames, table: Table, field: Field) -> list[Problem]:
    own_key = field.refers_to == table.name and field.name in table.key
    if not field.refers_to or own_key:
        return []
    target = TABLES[field.refers_to]
    return _unknown(
        frames[table.name],
        field.name,
        known=set(frames[target.name][target.key[0]].tolist()),
        instead=f"use an id from {target.files[0]}, or add it there",
    )


def _unknown(frame: pd.DataFrame, column: str, *, known: set[str], instead: str) -> list[Problem]:
    bad = {cell for cell in set(frame[column].tolist()) - {""} if not known.issuperset(cell.split("|"))}
    if not bad:
        return []

    def strangers(row: Record) -> str:
        return ", ".join(part for part in str(row[column]).split("|") if part not in known)

    return row_problems(
        frame[frame[column].isin(bad)],
        column,
        wrong="unknown id or code",
        instead=instead,
        found=strangers,
    )


def check_breakdown_values(frames: Frames) -> list[Problem]:
    """A breakdown's value stands in the list of codes.csv that has the breakdown's name."""
    pairs = set(zip(frames["codes"]["codelist"].tolist(), frames["codes"]["code"].tolist(), strict=True))
    problems = []
    for table in TABLES.values():
        if not {"breakdown", "breakdown_value"} <= set(table.columns):
            continue
        rows = frames[table.name]
        named = zip(rows["breakdown"].tolist(), rows["breakdown_value"].tolist(), strict=True)
        bad = picked(rows, [all(pair) and pair not in pairs for pair in named])
        problems += row_problems(
            bad,
            "breakdown_value",
            wrong="unknown code",
            instead="use a code of the list that has the breakdown's name in codes.csv, or add it there",
        )
    return problems


def check_codelists(frames: Frames) -> list[Problem]:
    """Every list of codes.csv is used: by a column, or as the values of a breakdown."""
    codes = frames["codes"]
    used = {table.codelist(name) for table in TABLES.values() for name in table.columns}
    used |= set(codes.loc[codes["codelist"] == "breakdown", "code"])
    return row_problems(
        codes[~codes["codelist"].isin(used)],
        "codelist",
        wrong="no column and no breakdown uses this list",
        instead="correct the name of the list, add it to the list breakdown, or remove the row",
    )


def check_topics(frames: Frames) -> list[Problem]:
    """A hand-curated figure stands in the file of its indicator's topic; topics are the fixed five."""
    observations, indicators = frames["observations"], frames["indicators"]
    topics = dict(zip(indicators["indicator_id"], indicators["topic"], strict=True))
    topic = observations["indicator_id"].map(topics)
    files = {name: topic_of_file(name) for name in set(observations["data_file"].tolist())}
    home = observations["data_file"].map(files)
    problems = row_problems(
        picked(observations, home.notna() & topic.notna() & (home != topic)),
        "indicator_id",
        wrong="the figure stands in the file of another topic",
        instead="move the row to the file of its indicator's topic",
        found=lambda row: f"{row['indicator_id']} belongs to {topics[row['indicator_id']]}",
    )
    return problems + row_problems(
        indicators[~indicators["topic"].isin(TOPICS)],
        "topic",
        wrong="unknown topic",
        instead=f"one of {', '.join(TOPICS)}",
    )


def check_coverage_ids(frames: Frames) -> list[Problem]:
    """The reading ledger names only what exists."""
    known = {str(key) for name in LEDGER_TABLES for key in frames[name][TABLES[name].key[0]].tolist()}
    return _unknown(
        frames["coverage"],
        "taken",
        known=known,
        instead="use ids of figures, gaps, events, checks or recommendations",
    )


def check_coverage(frames: Frames) -> list[Problem]:
    """Every figure of a document stands in the reading ledger, at the place that its locator names."""
    ledger, sources, observations = frames["coverage"], frames["sources"], frames["observations"]
    taken = {
        (source, place.casefold()): set(ids.split("|"))
        for source, place, ids in zip(*(ledger[name].tolist() for name in ("source_id", "place", "taken")), strict=True)
    }
    documents = set(sources.loc[sources["document_type"] == "document", "source_id"])
    named = zip(*(observations[name].tolist() for name in ("obs_id", "source_id", "locator")), strict=True)
    is_missing = [
        source in documents and obs_id not in taken.get((source, ledger_place(locator).casefold()), set())
        for obs_id, source, locator in named
    ]
    return row_problems(
        picked(observations, is_missing),
        "locator",
        wrong="the figure is missing from the reading ledger",
        instead="add its id to the row of this place in coverage.csv",
        found=lambda row: f"{row['obs_id']} at {ledger_place(str(row['locator']))}",
    )
