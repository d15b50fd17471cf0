"""Do the figures mean what their tables say? Stocks, counts, explanations, totals and their parts."""

from __future__ import annotations

import re
from functools import partial

import pandas as pd

from loaders.frames import Frames, Record, picked, records, row_problems, with_indicator
from loaders.problems import Problem
from loaders.row_rules import has_id
from loaders.small_counts import SMALL_COUNT_BELOW, WHOLE, attributes, small_counts

#: Units in which something about people is counted, so that a number under five could point at somebody.
PERSONAL_UNITS = frozenset(
    {"children", "persons", "cases", "crimes", "offences", "convictions", "visas", "parents", "families", "births"}
)
#: Units that are measured and not counted; a figure in any other unit is a whole number.
MEASURED_UNITS = frozenset({"percent", "tier", "tenge", "usd", "times", "years", "hours"})
MEASURED_PREFIXES = ("per_", "index_")
#: One sentence states a reason without saying how it is known; more than four are an essay.
SENTENCES = range(2, 5)


def check_stocks(frames: Frames) -> list[Problem]:
    """A stock starts and ends on one day, or lies in one calendar year when the row says that the day is not printed."""
    joined = with_indicator(frames)
    long = (
        (joined["measure_kind"] == "stock")
        & joined["period_start"].notna()
        & (joined["period_start"] != joined["period_end"])
    )
    unprinted = has_id(joined["warnings"], "day_not_printed")
    return (
        row_problems(
            picked(joined, long & ~unprinted),
            "period_end",
            wrong="a stock has one day",
            instead="set period_start and period_end to the same day, or warn 'day_not_printed'",
            found=lambda row: f"{row['period_start']:%Y-%m-%d} to {row['period_end']:%Y-%m-%d}",
        )
        + row_problems(
            picked(joined, unprinted & ~long),
            "warnings",
            wrong="the warning 'day_not_printed' is for stocks whose period is longer than a day",
            instead="remove 'day_not_printed', or give the period in which the day lies",
        )
        + row_problems(
            picked(joined, unprinted & long & (joined["period_start"].dt.year != joined["period_end"].dt.year)),
            "period_end",
            wrong="a day that is not printed lies in one calendar year",
            instead="give the year or the months in which the day lies",
            found=lambda row: f"{row['period_start']:%Y-%m-%d} to {row['period_end']:%Y-%m-%d}",
        )
    )


def check_published(frames: Frames) -> list[Problem]:
    """No figure speaks of a time after its source was published; ratings are given for the year of a report."""
    sources = frames["sources"].set_index("source_id")
    steps = {"month": pd.offsets.MonthEnd(0), "year": pd.offsets.YearEnd(0)}
    latest = {
        str(name): day + steps[precision] if precision in steps else day
        for name, day, precision in zip(
            sources.index, sources["published"], sources["published_precision"], strict=True
        )
    }
    figures = with_indicator(frames)
    counted = figures["measure_kind"] != "rating"
    # Where no source is known, nothing is a date by itself.
    days = pd.to_datetime(figures["source_id"].map(latest))
    return row_problems(
        picked(figures, counted & (figures["period_end"] > days)),
        "period_end",
        wrong="the period ends after its source was published",
        instead="correct the period of the figure, or the date of the source",
        found=lambda row: f"{row['period_end']:%Y-%m-%d}, in a source of {latest[str(row['source_id'])]:%Y-%m-%d}",
    )


def check_stock_days(frames: Frames) -> list[Problem]:
    """An import rule gives a day only to what stood on a day: a stock, or a rate or share of one."""
    rules = frames["imports"]
    kinds = dict(zip(frames["indicators"]["indicator_id"], frames["indicators"]["measure_kind"], strict=True))
    spans = rules["indicator_id"].map(kinds).isin(("flow", "rating"))
    return row_problems(
        picked(rules, spans & (rules["stock_day"] != "")),
        "stock_day",
        wrong="what happened during a year has no day",
        instead="leave stock_day empty, or correct the measure_kind of the indicator",
    )


def _printed(row: Record) -> str:
    return str(row["value_as_printed"])


def check_small_counts(frames: Frames) -> list[Problem]:
    """A count under five about people keeps at most one attribute, and carries the warning ``small_count``."""
    joined = with_indicator(frames)
    small = joined[small_counts(joined) & joined["unit_measure"].isin(PERSONAL_UNITS)]
    printed = small[small["bound"] != "suppressed"]
    return row_problems(
        small[attributes(small) > 1],
        "breakdown_value",
        wrong="a count under five with more than one attribute could point at a person",
        instead="leave the row out, or keep one of sex, age and breakdown",
        found=_printed,
    ) + row_problems(
        printed[~has_id(printed["warnings"], "small_count")],
        "warnings",
        wrong="a count under five lacks its warning",
        instead="add small_count",
        found=_printed,
    )


def check_small_remainders(frames: Frames) -> list[Problem]:
    """What remains of a total beside its parts is a count like any other, though no source prints it."""
    rows = frames["reconciliations"]
    sides = [[cell.split("|") for cell in rows[side].tolist()] for side in ("left_side", "right_side")]
    named = {figure for cells in sides for ids in cells for figure in ids}
    joined = with_indicator(frames)
    figures = {row["obs_id"]: row for row in records(joined[joined["obs_id"].isin(named)])}

    def reveals(totals: list[str], parts: list[str]) -> bool:
        if not figures.keys() >= {*totals, *parts}:
            return False
        both = [figures[figure] for figure in (*totals, *parts)]
        if not all(row["unit_measure"] in PERSONAL_UNITS and row["bound"] == "exact" for row in both):
            return False
        remainder = abs(
            sum(figures[one]["obs_value"] for one in totals) - sum(figures[one]["obs_value"] for one in parts)
        )
        divided = sum(any(row[name] != whole for row in both) for name, whole in WHOLE.items())
        return bool(0 < remainder < SMALL_COUNT_BELOW) and divided > 1

    return row_problems(
        picked(rows, (reveals(left, right) for left, right in zip(*sides, strict=True))),
        "right_side",
        wrong="what remains is a count under five with more than one attribute, and could point at a person",
        instead="leave the reconciliation out",
    )


def is_counted(units: pd.Series[str]) -> pd.Series[bool]:
    """Where a unit is counted one by one, and not measured."""
    return ~(units.isin(MEASURED_UNITS) | units.str.startswith(MEASURED_PREFIXES))


def check_whole_counts(frames: Frames) -> list[Problem]:
    """What is counted one by one has a whole number; a printed rounding ("2.5 million") is one as well."""
    joined = with_indicator(frames)
    broken = joined["obs_value"].notna() & (joined["obs_value"] % 1 != 0)
    # A workbook cell keeps its full value: an average of 5008201.5 children is displayed as 5,008,202.
    workbook = joined["data_file"].str.startswith("observations/imported/")
    return row_problems(
        picked(joined, broken & ~workbook & is_counted(joined["unit_measure"])),
        "obs_value",
        wrong="a count is not a whole number",
        instead="write the whole number, or correct the unit of the indicator",
        found=lambda row: f"{row['obs_value']:g} {row['unit_measure']}",
    )


def check_explanations(frames: Frames) -> list[Problem]:
    """Everything that an explanation is about exists, and what is compared is at least two figures."""
    figures = set(frames["observations"]["obs_id"].tolist())
    known = {
        "pair": figures,
        "look_alike": figures,
        "check": set(frames["checks"]["check_id"]),
        "event": set(frames["events"]["event_id"]),
    }
    rows = frames["explanations"]
    named = zip(rows["about"].tolist(), rows["concerns"].tolist(), strict=True)
    concerns = [(about, set(ids.split("|"))) for about, ids in named]
    return row_problems(
        picked(rows, [not ids <= known.get(about, set()) for about, ids in concerns]),
        "concerns",
        wrong="explains something that does not exist",
        instead="name ids of the kind that 'about' says",
    ) + row_problems(
        picked(rows, [about in ("pair", "look_alike") and len(ids) < 2 for about, ids in concerns]),
        "concerns",
        wrong="only one figure is named, and figures differ from each other",
        instead="name at least two different figures, joined by |",
    )


def sentences_in(words: str) -> int:
    """How many sentences a text has: each ends with a mark behind which the text ends, or goes on with a capital."""
    parts = re.split(r"(?<=[.!?])[\"'”»)]*\s+", words.strip())
    return sum(1 for place, part in enumerate(parts) if part and (place == 0 or not part[0].islower()))


def _sentences_found(row: Record, column: str) -> str:
    return f"{sentences_in(str(row[column]))} in {row[column]!s}"


def check_sentences(frames: Frames) -> list[Problem]:
    """An explanation says what is known and how, in two to four sentences; a missing translation says nothing yet."""
    rows, problems = frames["explanations"], []
    for column in ("explanation_en", "explanation_ru", "explanation_kk"):
        problems += row_problems(
            picked(rows, [words != "" and sentences_in(words) not in SENTENCES for words in rows[column].tolist()]),
            column,
            wrong="an explanation has two to four sentences",
            instead="say what is known and how it is known; where nothing is, what was looked at",
            found=partial(_sentences_found, column=column),
        )
    return problems


def check_reconciliations(frames: Frames) -> list[Problem]:
    """A total and its parts are figures of one unit; a flow may stand against a register of another."""
    joined = with_indicator(frames)
    units = dict(zip(joined["obs_id"].tolist(), joined["unit_measure"].tolist(), strict=True))
    rows = frames["reconciliations"].query("relation == 'total_parts'")

    def units_of(left: str, right: str) -> list[str]:
        return sorted({units[obs_id] for obs_id in f"{left}|{right}".split("|") if obs_id in units})

    return row_problems(
        rows[
            [len(units_of(left, right)) > 1 for left, right in zip(rows["left_side"], rows["right_side"], strict=True)]
        ],
        "right_side",
        wrong="a total and its parts have different units",
        instead="set figures of one unit against each other",
        found=lambda row: ", ".join(units_of(str(row["left_side"]), str(row["right_side"]))),
    )
