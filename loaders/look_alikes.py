"""Explained numbers that are easily mistaken for each other, by topic, and what is wrong inside one document."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.dataset import Dataset
from loaders.kept import kept
from loaders.related import figure_row
from loaders.tables import TOPICS
from loaders.words import Row


def _concerned(row: Row) -> list[str]:
    return str(row["concerns"]).split("|")


@kept(4)
def look_alikes(dataset: Dataset) -> Mapping[str, tuple[Row, ...]]:
    """For every topic the rows of explanations.csv on figures that look alike, by the topic of their first figure."""
    rows = dataset.table("explanations")
    alike = rows[rows["about"] == "look_alike"].to_dict("records")
    topics = [figure_row(dataset, _concerned(row)[0])["topic"] for row in alike]
    return {topic: tuple(row for row, own in zip(alike, topics, strict=True) if own == topic) for topic in TOPICS}


def figures_of(dataset: Dataset, explanation: Row) -> list[Row]:
    """The figures that an explanation of a pair, a look-alike or a check concerns, in its order."""
    names = _concerned(explanation)
    if explanation["about"] == "check":
        checks = [dataset.row("checks", name) for name in names]
        names = [name for check in checks for name in (*str(check["operands"]).split("|"), str(check["result"]))]
    return [figure_row(dataset, name) for name in dict.fromkeys(names)]


def inside_documents(dataset: Dataset, topic: str = "") -> list[Row]:
    """The rows of explanations.csv on checks and on dates of events; of one topic only checks, events have none."""
    rows = dataset.table("explanations").to_dict("records")
    checks = [row for row in rows if row["about"] == "check"]
    if topic:
        return [row for row in checks if figures_of(dataset, row)[-1]["topic"] == topic]
    return [*checks, *(row for row in rows if row["about"] == "event")]


def statements_of(dataset: Dataset, explanation: Row) -> list[Row]:
    """The dated statements that an explanation of an event concerns, in its order."""
    return [dataset.row("events", name) for name in _concerned(explanation)]
