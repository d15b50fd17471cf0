"""A thousand queries, right and wrong, over every collection: never a failure, always the rows that were asked for."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from app import create_app
from loaders import Dataset
from loaders.exports.as_csv import read_csv
from loaders.exports.asking import MOST_LISTED, allowed_values, known_parameters
from loaders.exports.collections import Collection, collections
from loaders.exports.formats import FORMATS
from loaders.texts import LANGUAGES

SEED = 20261122
RIGHT, WRONG = 450, 550
#: Of the data of this repository fewer, and one row or a few of them each, since whole tables take seconds.
REAL = 60
NEVER_EMPTY = ("obs_id", "gap_id", "event_id", "source_id")
Query = list[tuple[str, str]]
Row = Mapping[str, Any]


# What a row must be to pass, said here once more and not taken from the code


def cells_of(row: Row, name: str) -> set[str]:
    """The values that a row has for a filter; pairs have those of both figures."""
    if name == "obs_id" and "obs_a" in row:
        return {row["obs_a"], row["obs_b"]}
    columns = [name] if name in row else [f"{name}_a", f"{name}_b"]
    found: set[str] = set()
    for column in columns:
        cell = row[column]
        parts = cell if isinstance(cell, list) else str(cell or "").split("|")
        found |= {part or "not_stated" for part in parts} if name == "counted_by" else {part for part in parts if part}
    return found


def divisions_of(row: Row) -> set[str]:
    """By what a figure is surely divided; of its age this cannot be told from its row alone."""
    found = {row["breakdown"]} if row["breakdown"] else set()
    found |= {"sex"} if row["sex"] != "_T" else set()
    return found | ({"ref_area"} if row["ref_area"] != "KZ" else set())


def passes(row: Row, query: Query, dates: tuple[str, ...]) -> bool:
    chosen: dict[str, set[str]] = {}
    for name, value in query:
        chosen.setdefault(name, set()).add(value)
    (first,), (last,) = (chosen.pop(name, {""}) for name in ("year_from", "year_to"))
    (undated,) = chosen.pop("undated", {"excluded" if first or last else "included"})
    chosen.pop("lang", None)
    chosen.pop("plain", None)
    if dates:
        start, end = (row[name] for name in dates)
        if start is None:
            if undated == "excluded":
                return False
        elif undated == "only" or (first and end[:4] < first) or (last and start[:4] > last):
            return False
    wanted = chosen.pop("breakdown", None)
    if wanted and not wanted & {"age", "total"} and not wanted & divisions_of(row):
        return False
    return all(values & cells_of(row, name) for name, values in chosen.items())


def is_told_apart(query: Query) -> bool:
    """Whether the rows alone say what passes: a division by age depends on the other figures of its indicator."""
    return not {("breakdown", "age"), ("breakdown", "total")} & set(query)


# Queries


def years(chance: random.Random) -> Query:
    first, last = sorted(chance.randint(1998, 2014) for _ in range(2))
    return [("year_from", f"{first:04}")] * chance.randint(0, 1) + [("year_to", f"{last:04}")] * chance.randint(0, 1)


def right(chance: random.Random, dataset: Dataset, collection: Collection, *, most: int = 3) -> Query:
    """Parameters and values that a collection knows."""
    query: Query = []
    for name in chance.sample(list(collection.filters), k=chance.randint(0, min(most, len(collection.filters)))):
        values = allowed_values(dataset, collection.name, name)
        query += [(name, value) for value in chance.sample(values, k=min(len(values), chance.choice((1, 1, 2, 5))))]
    if collection.dates:
        chosen = years(chance)
        # rows without a date have no years: "only" and years together are refused
        ways = ("included", "excluded", *(() if chosen else ("only",)))
        query += [*chosen, *([("undated", chance.choice(ways))] if chance.random() < 0.3 else [])]
    chance.shuffle(query)
    return query


STRANGE = (
    "",
    " ",
    "Ж",
    "'; drop",
    "%00",
    "\x00",
    "a" * 300,
    "../../etc",
    "1e9",
    "_T|F",
    "NaN",
    "😀",
    "null",
    "[]",
    "-1",
)


def wrong(chance: random.Random, dataset: Dataset, collection: Collection) -> tuple[Query, str]:
    """A right query with one thing that a collection does not know, and the parameter that is to blame."""
    kinds: list[Callable[[], tuple[Query, str]]] = [
        lambda: ([(chance.choice(("colour", "Topic", "year", "", "topic[]", "Ж", "page")), "x")], ""),
        lambda: ([("lang", chance.choice(("xx", "EN", "")))], "lang"),
        lambda: ([("lang", "en"), ("lang", "en")], "lang"),
    ]
    kinds += [lambda name=name: ([(name, chance.choice(STRANGE))], name) for name in collection.filters]  # type: ignore[misc]
    if collection.dates:
        kinds += [
            lambda: (
                [("year_from", chance.choice(("0000", "20", "2003.5", "x", "", "٢٠٠٣", "-200", "20031")))],
                "year_from",
            ),
            lambda: ([("year_from", "2005"), ("year_to", "2004")], "year_to"),
            lambda: ([("undated", chance.choice(("yes", "", "INCLUDED")))], "undated"),
        ]
    query, to_blame = chance.choice(kinds)()
    fine = [pair for pair in right(chance, dataset, collection, most=2) if pair[0] not in {name for name, _ in query}]
    if to_blame.startswith("year"):
        fine = [pair for pair in fine if not pair[0].startswith("year")]
    both = fine + query
    return both, to_blame or query[0][0]


# The test


class Asking:
    """An application with a dataset, and the whole of each collection as it answers it."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.client: FlaskClient = create_app(dataset).server.test_client()
        self.whole: dict[str, list[Row]] = {}

    def all_rows(self, name: str) -> list[Row]:
        if name not in self.whole:
            self.whole[name] = self.client.get(f"/api/v1/{name}.json").get_json()["data"]
        return self.whole[name]

    def get(self, name: str, ending: str, query: Query) -> Any:
        return self.client.get(f"/api/v1/{name}.{ending}?{urlencode(query)}")

    def check_right(self, collection: Collection, ending: str, query: Query) -> int:
        """The rows are all those, and only those, that were asked for. Returns how many there are."""
        answer = self.get(collection.name, ending, query)
        assert answer.status_code == 200, (collection.name, query, answer.data)
        expected = [row for row in self.all_rows(collection.name) if passes(row, query, collection.dates)]
        wanted = [tuple(str(row[name]) for name in collection.key) for row in expected]
        rows = answer.get_json()["data"] if ending == "json" else read_csv(answer.data)
        found = [tuple(str(row[name]) for name in collection.key) for row in rows]
        if is_told_apart(query):
            assert found == wanted, (collection.name, query)
        else:
            assert set(found) <= set(wanted), (collection.name, query)
        if ending == "json" and is_told_apart(query):
            assert rows == expected, (collection.name, query)
        return len(found)


@pytest.fixture(scope="module")
def asking(spoken: Dataset) -> Asking:
    return Asking(spoken)


def test_right_queries_give_all_rows_that_pass_and_no_others(asking: Asking) -> None:
    chance, rows = random.Random(SEED), 0
    for _ in range(RIGHT):
        collection = chance.choice(list(collections().values()))
        query = right(chance, asking.dataset, collection)
        rows += asking.check_right(collection, chance.choice(("csv", "json")), query)
    assert rows > RIGHT


def test_wrong_queries_are_told_what_is_wrong_and_what_would_do(asking: Asking) -> None:
    chance, blamed = random.Random(SEED), set()
    for _ in range(WRONG):
        collection = chance.choice(list(collections().values()))
        query, to_blame = wrong(chance, asking.dataset, collection)
        answer = asking.get(
            collection.name, chance.choice([end for end in FORMATS if FORMATS[end].is_of(collection.name)]), query
        )
        problem = json.loads(answer.data)
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json"), (collection.name, query)
        assert problem["parameter"] == to_blame, (collection.name, query, problem)
        assert set(problem["allowed"]) == allowed(asking.dataset, collection, query, to_blame), (query, problem)
        assert problem["detail"]
        blamed.add(to_blame)
    assert {"colour", "lang", "year_from", "year_to", "undated", "topic", "source_type", "obs_id"} <= blamed


def allowed(dataset: Dataset, collection: Collection, query: Query, to_blame: str) -> set[str]:
    """What a refusal lists: the values of a filter, or the parameters where the parameter is the fault."""
    if to_blame in collection.filters:
        values = allowed_values(dataset, collection.name, to_blame)
        return set(values) if len(values) <= MOST_LISTED else set()
    if to_blame == "lang":
        return set() if query.count(("lang", "en")) == 2 else set(LANGUAGES)
    if to_blame == "undated":
        return {"included", "excluded", "only"}
    return set() if to_blame in ("year_from", "year_to") else set(known_parameters(collection))


def test_the_data_of_this_repository_answer_in_the_same_way(real: Dataset) -> None:
    asking, chance, rows = Asking(real), random.Random(SEED), 0
    names = ("observations", "gaps", "events", "sources", "indicators", "recommendations")
    for _ in range(REAL):
        collection = collections()[chance.choice(names)]
        narrow = next(name for name in (*NEVER_EMPTY, *collection.key) if name in collection.filters)
        values = allowed_values(real, collection.name, narrow)
        query = [(narrow, value) for value in chance.sample(values, k=min(3, len(values)))]
        query += [pair for pair in right(chance, real, collection, most=1) if pair[0] != narrow]
        rows += asking.check_right(collection, chance.choice(("csv", "json")), query)
    assert rows > REAL / 2
