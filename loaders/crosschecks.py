"""Pass three: rules between rows and between tables. Each function returns problems and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from loaders.documents import ledger_place
from loaders.problems import Problem
from loaders.row_rules import attributes, has_id, small_counts
from loaders.tables import TABLES, TOPICS, Table, topic_of_file

Frames = Mapping[str, pd.DataFrame]

#: Units in which something about people is counted, so that a number under five could point at somebody.
PERSONAL_UNITS = frozenset({"children", "persons", "cases", "visas", "parents", "families", "births"})


def _problems(
    rows: pd.DataFrame, column: str, wrong: str, instead: str, found: Callable[[pd.Series], str] | None = None
) -> list[Problem]:
    return [
        Problem(str(row["file"]), int(row["line"]), column, wrong, found(row) if found else str(row[column]), instead)
        for _, row in rows.iterrows()
    ]


def check_keys(frames: Frames) -> list[Problem]:
    """Every key stands once in its table."""
    problems = []
    for table in TABLES.values():
        frame = frames[table.name]
        twice = frame[frame.duplicated(list(table.key), keep="first")]
        problems += _problems(
            twice, table.key[-1], "the key stands twice", "give every row a key of its own",
            lambda row, key=table.key: ", ".join(str(row[name]) for name in key),
        )
    return problems


def check_references(frames: Frames) -> list[Problem]:
    """Every id that a cell names exists, and every code stands in its list in codes.csv."""
    codes = frames["codes"]
    lists = {name: set(group["code"]) for name, group in codes.groupby("codelist")}
    problems = []
    for table in TABLES.values():
        frame = frames[table.name]
        for field in table.fields:
            if field.refers_to and field.name not in table.key:
                known = set(frames[field.refers_to][TABLES[field.refers_to].key[0]])
                where = TABLES[field.refers_to].files[0]
                problems += _unknown(table, frame, field.name, known, f"use an id from {where}, or add it there")
            codelist = table.codelist(field.name)
            if codelist:
                problems += _unknown(table, frame, field.name, lists.get(codelist, set()), f"use a code of the list {codelist} in codes.csv, or add it there")
    return problems


def _unknown(table: Table, frame: pd.DataFrame, column: str, known: set[str], instead: str) -> list[Problem]:
    filled = frame[frame[column] != ""]
    parts = filled[column].str.split("|")
    bad = filled[[not set(ids) <= known for ids in parts]]
    return _problems(
        bad, column, "unknown id or code", instead,
        lambda row: ", ".join(part for part in str(row[column]).split("|") if part not in known),
    )


def check_breakdown_values(frames: Frames) -> list[Problem]:
    """A breakdown's value stands in the list of codes.csv that has the breakdown's name."""
    pairs = set(zip(frames["codes"]["codelist"], frames["codes"]["code"], strict=True))
    problems = []
    for name in ("observations", "imports"):
        frame = frames[name]
        rows = frame[frame["breakdown"] != ""]
        bad = rows[[pair not in pairs for pair in zip(rows["breakdown"], rows["breakdown_value"], strict=True)]]
        problems += _problems(bad, "breakdown_value", "unknown code", "use a code of the list that has the breakdown's name in codes.csv, or add it there")
    return problems


def with_indicator(frames: Frames) -> pd.DataFrame:
    """Observations joined with the columns of their indicator (suffix ``_indicator`` where names collide)."""
    return frames["observations"].merge(
        frames["indicators"].drop(columns=["file", "line"]), on="indicator_id", how="inner",
        suffixes=("", "_indicator"), validate="many_to_one",
    )


def check_topics(frames: Frames) -> list[Problem]:
    """A hand-curated figure stands in the file of its indicator's topic; topics are the fixed five."""
    joined = with_indicator(frames)
    home = joined["file"].map(topic_of_file)
    bad = joined[home.notna() & (home != joined["topic"])]
    problems = _problems(
        bad, "indicator_id", "the figure stands in the file of another topic", "move the row to the file of its indicator's topic",
        lambda row: f"{row['indicator_id']} belongs to {row['topic']}",
    )
    indicators = frames["indicators"]
    return problems + _problems(indicators[~indicators["topic"].isin(TOPICS)], "topic", "unknown topic", f"one of {', '.join(TOPICS)}")


def check_stocks(frames: Frames) -> list[Problem]:
    """A stock starts and ends on one day, unless the source does not print the day and the row says so."""
    joined = with_indicator(frames)
    long = (joined["measure_kind"] == "stock") & joined["period_start"].notna() & (joined["period_start"] != joined["period_end"])
    bad = joined[long != has_id(joined["warnings"], "day_not_printed")]
    return _problems(bad, "period_end", "a stock has one day", "set period_start and period_end to the same day, or warn 'day_not_printed'",
                     lambda row: f"{row['period_start']:%Y-%m-%d} to {row['period_end']:%Y-%m-%d}")


def check_small_counts(frames: Frames) -> list[Problem]:
    """A count under five about people keeps at most one attribute, and carries the warning ``small_count``."""
    joined = with_indicator(frames)
    small = joined[small_counts(joined) & joined["unit_measure"].isin(PERSONAL_UNITS)]
    printed = small[small["bound"] != "suppressed"]
    problems = _problems(
        small[attributes(small) > 1], "breakdown_value", "a count under five with more than one attribute could point at a person",
        "leave the row out, or keep one of sex, age and breakdown", lambda row: str(row["value_as_printed"]),
    )
    return problems + _problems(
        printed[~has_id(printed["warnings"], "small_count")], "warnings", "a count under five lacks its warning", "add small_count",
        lambda row: str(row["value_as_printed"]),
    )


def check_counters(frames: Frames) -> list[Problem]:
    """Media count nothing: a figure that a medium prints names whose count it is."""
    observations, sources = frames["observations"], frames["sources"]
    media = set(sources.loc[sources["source_type"] == "media", "source_id"])
    media_bodies = set(frames["bodies"].loc[frames["bodies"]["kind"] == "media", "body_id"])
    bad = observations[observations["source_id"].isin(media) & (observations["counted_by"] == "")]
    wrong = observations[observations["counted_by"].isin(media_bodies)]
    instead = "name the body that the medium quotes, or leave the figure out"
    return _problems(bad, "counted_by", "a medium's figure without a counter", instead) + _problems(wrong, "counted_by", "a medium cannot be the counter", instead)


def check_source_types(frames: Frames) -> list[Problem]:
    """A source's type follows from the kind of its publisher."""
    expected = {"government": "government", "ngo": "ngo", "international": "international",
                "foreign_government": "international", "academic": "international", "media": "media"}
    kinds = frames["bodies"].set_index("body_id")["kind"]
    sources = frames["sources"]
    bad = sources[sources["publisher"].map(kinds).map(expected) != sources["source_type"]]
    return _problems(bad, "source_type", "the source type does not fit the publisher's kind", "see the kinds in bodies.csv")


def check_parents(frames: Frames) -> list[Problem]:
    """No body is part of itself, directly or through others."""
    bodies = frames["bodies"]
    parents = dict(zip(bodies["body_id"], bodies["parent"], strict=True))

    def circular(body: str) -> bool:
        seen: set[str] = set()
        while body:
            if body in seen:
                return True
            seen.add(body)
            body = parents.get(body, "")
        return False

    return _problems(bodies[[circular(body) for body in bodies["body_id"]]], "parent", "the body is part of itself", "break the circle")


def check_duplicates(frames: Frames) -> list[Problem]:
    """The same figure is not entered twice from one place of one source."""
    same = ["source_id", "locator", "indicator_id", "period_start", "period_end", "ref_area", "sex", "age", "breakdown", "breakdown_value", "bound"]
    observations = frames["observations"]
    bad = observations[observations.duplicated(same, keep="first")]
    return _problems(bad, "obs_id", "the figure is entered twice", "remove one row, or say in what they differ")


def check_supersedes(frames: Frames) -> list[Problem]:
    """A figure replaces only a figure of the same publisher and indicator."""
    observations = frames["observations"].merge(
        frames["sources"][["source_id", "publisher"]], on="source_id", how="inner", validate="many_to_one"
    )
    facts = observations.set_index("obs_id")[["indicator_id", "publisher"]]
    rows = observations[observations["supersedes"].isin(facts.index)]
    replaced = facts.loc[rows["supersedes"]]
    bad = rows[(rows["indicator_id"].to_numpy() != replaced["indicator_id"].to_numpy()) | (rows["publisher"].to_numpy() != replaced["publisher"].to_numpy())]
    return _problems(bad, "supersedes", "a figure replaces one of another publisher or indicator", "name an earlier figure by the same publisher for the same thing")


def check_explanations(frames: Frames) -> list[Problem]:
    """Everything that an explanation is about exists."""
    known = {
        "pair": set(frames["observations"]["obs_id"]), "look_alike": set(frames["observations"]["obs_id"]),
        "check": set(frames["checks"]["check_id"]), "event": set(frames["events"]["event_id"]),
    }
    rows = frames["explanations"]
    bad = rows[[not set(ids.split("|")) <= known.get(about, set()) for about, ids in zip(rows["about"], rows["concerns"], strict=True)]]
    return _problems(bad, "concerns", "explains something that does not exist", "name ids of the kind that 'about' says")


def check_coverage(frames: Frames) -> list[Problem]:
    """The ledger names only what exists, and every figure of a document stands at its place in the ledger."""
    coverage, observations = frames["coverage"], frames["observations"]
    known = set().union(*(set(frames[name][TABLES[name].key[0]]) for name in ("observations", "gaps", "events", "checks", "recommendations")))
    problems = _unknown(TABLES["coverage"], coverage, "taken", known, "use ids of figures, gaps, events, checks or recommendations")
    taken = {(row.source_id, row.place.casefold()): set(row.taken.split("|")) for row in coverage.itertuples()}
    documents = set(frames["sources"].loc[frames["sources"]["document_type"] == "document", "source_id"])
    rows = observations[observations["source_id"].isin(documents)]
    missing = rows[[
        obs_id not in taken.get((source, ledger_place(locator).casefold()), set())
        for obs_id, source, locator in zip(rows["obs_id"], rows["source_id"], rows["locator"], strict=True)
    ]]
    return problems + _problems(
        missing, "locator", "the figure is missing from the reading ledger", "add its id to the row of this place in coverage.csv",
        lambda row: f"{row['obs_id']} at {ledger_place(row['locator'])}",
    )


CHECKS: tuple[Callable[[Frames], list[Problem]], ...] = (
    check_keys, check_references, check_breakdown_values, check_topics, check_stocks, check_small_counts, check_counters,
    check_source_types, check_parents, check_duplicates, check_supersedes, check_explanations, check_coverage,
)
