"""May figures be added up? Counts of one kind of thing, none of which holds anything that another holds as well."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from loaders.divisions import HOME
from loaders.frames import Frames, Record

_ADDED_UP = ("flow", "stock")
_AGES = re.compile(r"Y(?:_LT(?P<below>\d+)|_GE(?P<least>\d+)|(?P<first>\d+)(?:T(?P<last>\d+))?)")
#: Areas of our own codes that overlap others: several oblasts together, or one that is not named.
_LOOSE_AREA = f"{HOME}-X-"


def sides(frames: Frames) -> list[frozenset[str]]:
    """The figures that stand together on one side of a reconciliation, or that a printed sum adds up."""
    sums = frames["checks"][frames["checks"]["kind"] == "sum"]
    rows = frames["reconciliations"]
    return [
        frozenset(cell.split("|"))
        for cells in (rows["left_side"], rows["right_side"], sums["operands"])
        for cell in cells
    ]


def adding_fault(rows: Sequence[Record], together: Sequence[frozenset[str]]) -> str:
    """Why these figures are not added up, or nothing; ``together`` are the ``sides``."""
    kinds = {row["measure_kind"] for row in rows}
    days = {(row["period_start"], row["period_end"]) for row in rows}
    if not kinds <= set(_ADDED_UP) or ("stock" in kinds and len(days) > 1):
        return "only counts of events, or of one day, are added up"
    if any({str(row["obs_id"]) for row in rows} <= side for side in together):
        return ""
    if all(_are_apart(first, other) for first, other in combinations(rows, 2)):
        return ""
    return "the same may be counted in two of the figures that are added up"


def _are_apart(first: Record, other: Record) -> bool:
    """Whether two figures of one indicator and source speak of different times, people, kinds or areas."""
    if any(first[name] != other[name] for name in ("indicator_id", "source_id")):
        return False
    return any(_differences(first, other))


def _differences(first: Record, other: Record) -> Iterator[bool]:
    """For each thing that can set figures apart whether it does; a total holds its parts and is not apart from them."""
    # without a date both comparisons are false
    yield bool(first["period_end"] < other["period_start"] or other["period_end"] < first["period_start"])
    yield {first["sex"], other["sex"]} == {"F", "M"}
    youngest, oldest = zip(*(_years_of_life(str(row["age"])) for row in (first, other)), strict=True)
    yield max(youngest) > min(oldest)
    yield (
        first["breakdown"] != ""
        and first["breakdown"] == other["breakdown"]
        and first["breakdown_value"] != other["breakdown_value"]
    )
    yield _areas_are_apart(str(first["ref_area"]), str(other["ref_area"]))


def _years_of_life(age: str) -> tuple[float, float]:
    """The first and the last year of an age group; any age where the code does not tell."""
    found = _AGES.fullmatch(age)
    if found is None:
        return 0, math.inf
    if found["below"]:
        return 0, int(found["below"]) - 1
    if found["least"]:
        return int(found["least"]), math.inf
    return int(found["first"]), int(found["last"] or found["first"])


def _areas_are_apart(first: str, other: str) -> bool:
    if any(area.startswith(_LOOSE_AREA) for area in (first, other)) and {first[:2], other[:2]} == {HOME}:
        return False
    return first != other and not f"{first}-".startswith(f"{other}-") and not f"{other}-".startswith(f"{first}-")
