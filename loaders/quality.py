"""How far the figures were checked, as numbers: verdicts on printed sums, classes of pairs, and the reading ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.arithmetic import Verdict
from loaders.dataset import Dataset
from loaders.related import ORDER, figure_row
from loaders.words import Row

#: What a reader is told of a printed sum, the gravest first: the verdicts of ``loaders.arithmetic``, and that a sum
#: which does not come out has numbers that are printed only as limits, so that it can be right all the same.
VERDICTS = FAILS, LIMITS, WITHIN_ROUNDING, HOLDS = ("fails", "limits", "within_rounding", "holds")


@dataclass(frozen=True)
class Checked:
    """A row of checks.csv, what computing it gave, and its row of explanations.csv, if any."""

    row: Row
    outcome: Verdict
    explanation: Row | None
    #: One of ``VERDICTS``.
    verdict: str


@dataclass(frozen=True)
class Ledger:
    """Of one document: the places entered in the ledger, from how many something was taken, and why not from others.

    Entered is every place that holds a number, and others from which something was taken. ``reasons`` are the reasons with how often each is given, the most frequent first.
    """

    source_id: str
    places: int
    taken: int
    reasons: Mapping[str, int]

    @property
    def left_out(self) -> int:
        """The places from which nothing was taken."""
        return self.places - self.taken


def checks(dataset: Dataset) -> list[Checked]:
    """Every printed sum and percentage by verdict, those that do not add up first, then as in checks.csv."""
    explanations = dataset.table("explanations")
    about = explanations[explanations["about"] == "check"].to_dict("records")
    explained = {name: row for row in about for name in str(row["concerns"]).split("|")}
    rows = dataset.table("checks").to_dict("records")
    found = [
        Checked(row, outcome, explained.get(str(row["check_id"])), _verdict(dataset, row, outcome))
        for row, outcome in zip(rows, dataset.verdicts, strict=True)
    ]
    return sorted(found, key=lambda one: VERDICTS.index(one.verdict))


def _verdict(dataset: Dataset, check: Row, outcome: Verdict) -> str:
    names = [*str(check["operands"]).split("|"), str(check["result"])]
    is_limited = any(figure_row(dataset, name)["bound"] != "exact" for name in names)
    return LIMITS if outcome.verdict == FAILS and is_limited else outcome.verdict


def pairs_by_class(dataset: Dataset) -> dict[str, int]:
    """How many pairs of figures each class has that has any, contradictions first."""
    numbers = dataset.comparisons["class"].value_counts()
    return {kind: int(numbers[kind]) for kind in ORDER if kind in numbers}


def explanations_by_verdict(dataset: Dataset) -> Counter[tuple[str, str]]:
    """How many explanations there are, by what they are about and by their verdict."""
    rows = dataset.table("explanations")
    return Counter(zip(rows["about"], rows["verdict"], strict=True))


def ledger(dataset: Dataset, lang: str = "en") -> list[Ledger]:
    """The reading ledger document by document, in the order of coverage.csv."""
    found = []
    for source_id, rows in dataset.table("coverage").groupby("source_id", sort=False):
        left = rows[rows["taken"] == ""]
        said = left[f"reason_{lang}"].where(left[f"reason_{lang}"] != "", left["reason_en"])
        reasons = {str(reason): int(number) for reason, number in said.value_counts().items()}
        found.append(Ledger(str(source_id), len(rows), len(rows) - len(left), reasons))
    return found
