"""The rules that a single row must keep, each with what is wrong and what to write instead.

A rule takes a typed frame and returns a boolean series, True where the row keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from loaders.tokens import says

Rule = Callable[[pd.DataFrame], "pd.Series[bool]"]

EARLIEST, LATEST = pd.Timestamp("1980-01-01"), pd.Timestamp("2030-12-31")


@dataclass(frozen=True)
class RowRule:
    """One rule: its name, the column to which a fault points, the rule, and the words of the message."""

    name: str
    column: str
    holds: Rule
    wrong: str
    instead: str


def has_id(cells: pd.Series, name: str) -> pd.Series:
    """Where a list cell (ids joined by ``|``) holds an id."""
    return cells.str.contains(rf"(?:^|\|){name}(?:\||$)", regex=True)


def _period_pairs(frame: pd.DataFrame) -> pd.Series:
    return frame["period_start"].isna() == frame["period_end"].isna()


def _period_order(frame: pd.DataFrame) -> pd.Series:
    return frame["period_start"].isna() | frame["period_end"].isna() | (frame["period_start"] <= frame["period_end"])


def _period_range(frame: pd.DataFrame) -> pd.Series:
    return frame["period_start"].isna() | ((frame["period_start"] >= EARLIEST) & (frame["period_start"] <= LATEST))


def _period_end_range(frame: pd.DataFrame) -> pd.Series:
    return frame["period_end"].isna() | (frame["period_end"] <= LATEST)


def _undated(frame: pd.DataFrame) -> pd.Series:
    return frame["period_start"].isna() == has_id(frame["warnings"], "undated")


def _breakdown_pair(frame: pd.DataFrame) -> pd.Series:
    return (frame["breakdown"] == "") == (frame["breakdown_value"] == "")


def _suppressed(frame: pd.DataFrame) -> pd.Series:
    return (frame["bound"] == "suppressed") == frame["obs_value"].isna()


def _threshold(frame: pd.DataFrame) -> pd.Series:
    return (frame["bound"] == "suppressed") == frame["threshold"].notna()


def _hidden_status(frame: pd.DataFrame) -> pd.Series:
    return ((frame["bound"] == "suppressed") == (frame["obs_status"] == "Q")) | (frame["obs_status"] == "B")


def _not_negative(frame: pd.DataFrame) -> pd.Series:
    return frame["obs_value"].isna() | (frame["obs_value"] >= 0)


def _says(frame: pd.DataFrame) -> pd.Series:
    said = [
        printed.replace(" ", "") == f"<{threshold:g}" if bound == "suppressed" else says(printed, value)
        for printed, value, bound, threshold in zip(
            *(frame[name].tolist() for name in ("value_as_printed", "obs_value", "bound", "threshold")), strict=True
        )
    ]
    return pd.Series(said, index=frame.index, dtype=bool)


def _supersedes_other(frame: pd.DataFrame) -> pd.Series:
    return frame["supersedes"] != frame["obs_id"]


def _gap_period(frame: pd.DataFrame) -> pd.Series:
    return _period_pairs(frame) & _period_order(frame)


def _fate(year: str) -> Rule:
    def holds(frame: pd.DataFrame) -> pd.Series:
        silent = frame[f"fate_{year}"].isin(["", "not_mentioned"])
        return silent == (frame[f"fate_{year}_locator"] == "")

    return holds


def _taken_or_reason(frame: pd.DataFrame) -> pd.Series:
    return (frame["taken"] == "") == (frame["reason_en"] != "")


def _published(frame: pd.DataFrame) -> pd.Series:
    return (frame["published_precision"] == "unknown") == frame["published"].isna()


def _taken_or_left_out(frame: pd.DataFrame) -> pd.Series:
    return (frame["indicator_id"] == "") == (frame["left_out"] != "")


def _year_order(frame: pd.DataFrame) -> pd.Series:
    return frame["year_from"] <= frame["year_to"]


ROW_RULES: dict[str, tuple[RowRule, ...]] = {
    "observations": (
        RowRule(
            "period_pairs",
            "period_end",
            _period_pairs,
            "only one end of the period is given",
            "give both dates, or neither for an undated figure",
        ),
        RowRule(
            "period_order",
            "period_end",
            _period_order,
            "the period ends before it starts",
            "the last day comes on or after period_start",
        ),
        RowRule(
            "period_range", "period_start", _period_range, "the period lies outside 1980 to 2030", "check the year"
        ),
        RowRule("period_end_range", "period_end", _period_end_range, "the period ends after 2030", "check the year"),
        RowRule(
            "undated",
            "warnings",
            _undated,
            "an undated figure and the warning 'undated' go together",
            "add or remove 'undated', or fill the period",
        ),
        RowRule(
            "breakdown_pair",
            "breakdown_value",
            _breakdown_pair,
            "breakdown and breakdown_value go together",
            "fill both or neither",
        ),
        RowRule(
            "suppressed",
            "obs_value",
            _suppressed,
            "a suppressed figure has no value, and every other figure has one",
            "write the number, or set bound to suppressed",
        ),
        RowRule(
            "threshold",
            "threshold",
            _threshold,
            "a threshold goes with a suppressed figure, and only with one",
            "fill threshold for suppressed figures only",
        ),
        RowRule(
            "hidden_status",
            "obs_status",
            _hidden_status,
            "a suppressed figure has the status Q, or B where a new series begins with it, and no other figure has Q",
            "write Q for a suppressed figure, A for a plain one",
        ),
        RowRule(
            "not_negative",
            "obs_value",
            _not_negative,
            "the value is negative",
            "counts, rates and shares are zero or more",
        ),
        RowRule(
            "says",
            "value_as_printed",
            _says,
            "value_as_printed and obs_value do not say the same",
            "copy the figure letter by letter into value_as_printed and its number into obs_value",
        ),
        RowRule(
            "supersedes_other",
            "supersedes",
            _supersedes_other,
            "a figure cannot replace itself",
            "name the figure that it replaces",
        ),
    ),
    "gaps": (
        RowRule(
            "gap_period",
            "period_end",
            _gap_period,
            "the period is incomplete or ends before it starts",
            "give both dates in order, or neither",
        ),
    ),
    "recommendations": (
        *(
            RowRule(
                f"fate_{year}",
                f"fate_{year}_locator",
                _fate(year),
                "a fate needs a locator, and silence has none",
                f"give the place in the source of {year}, or set fate_{year} to not_mentioned",
            )
            for year in ("2013", "2015")
        ),
    ),
    "coverage": (
        RowRule(
            "taken_or_reason",
            "reason_en",
            _taken_or_reason,
            "a place has either ids taken from it or a reason why nothing was",
            "fill exactly one of taken and reason_en",
        ),
    ),
    "sources": (
        RowRule(
            "published",
            "published",
            _published,
            "published and its precision do not fit",
            "leave published empty if and only if published_precision is unknown",
        ),
    ),
    "imports": (
        RowRule(
            "year_order",
            "year_to",
            _year_order,
            "the last year comes before the first",
            "year_from must not be after year_to",
        ),
        RowRule(
            "taken_or_left_out",
            "left_out",
            _taken_or_left_out,
            "a rule either takes rows for an indicator or says why it leaves them out",
            "fill exactly one of indicator_id and left_out",
        ),
    ),
}
