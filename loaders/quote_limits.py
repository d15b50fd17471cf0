"""What a figure may not be taken for: its caveats in the order of their gravity, and what it does not say."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from loaders.dataset import Dataset
from loaders.related import figure_row, successor_of
from loaders.small_counts import SMALLEST_BASE
from loaders.texts import text
from loaders.words import Row, value_words

#: So many caveats, and so many sentences on what a figure does not say, still make a quotation.
MOST: Final = 2
#: Warnings by gravity: what may be wrong, what may be about other people, what is not clear, how it was read.
#: Those that are missing here are told by the period, by the value, or by a sentence of ``_NOT_SAID``.
_GRAVITY: Final = (
    "impossible_value", "conversion_suspect", "suspect", "all_ages", "background", "break_in_series",
    "whole_passage_unclear", "other_document_scope", "minor_defined_differently", "inferred_period", "footnote",
    "base_not_printed", "rounded", "secondary_copy",
)  # fmt: skip
#: Warnings that say no more than that the note says it; of the first ones also that something does not fit.
_DOUBTFUL: Final = ("impossible_value", "conversion_suspect", "suspect")
_IN_THE_NOTE: Final = (*_DOUBTFUL, "footnote", "other_document_scope", "whole_passage_unclear")
_CRIMES = ("cases", "crimes", "offences")
_BEFORE_CONVICTION = (
    "investigated", "proceedings_opened", "in_proceedings", "prosecuted", "sent_to_court", "heard_by_court", "solved",
    "arrested",
)  # fmt: skip
_SERVICES = ("centres", "clubs", "places", "councils", "courts", "districts", "institutions", "schools", "staff")
_COUNTED = ("flow", "stock")


def _is_estimate(row: Row) -> bool:
    named = "estimate" in row["all_warnings"].split("|")
    return row["stage"] == "estimated" or row["obs_status"] == "E" or named


def _is_crime(row: Row) -> bool:
    return row["unit_measure"] in _CRIMES and row["population"] != "not_persons"


def _is_on_children(row: Row) -> bool:
    return row["population"] in ("child_victims", "mixed")


def _is_survey(row: Row) -> bool:
    return row["stage"] == "surveyed" or "survey" in row["all_warnings"].split("|")


def is_small_base(row: Row) -> bool:
    """Whether a count of people or cases, or the limit of a hidden one, is too small to be the base of a percentage."""
    size = float(row["threshold"] if row["bound"] == "suppressed" else row["obs_value"])
    is_count = row["measure_kind"] in _COUNTED and row["population"] != "not_persons"
    return is_count and 0 < size < SMALLEST_BASE


#: What a figure does not say, the most misleading first: the text and when it is said.
_NOT_SAID: Final[tuple[tuple[str, Callable[[Row], bool]], ...]] = (
    ("quote.not.suppressed", lambda row: row["bound"] == "suppressed"),
    ("quote.not.zero", lambda row: row["obs_value"] == 0),
    ("figure.at_least", lambda row: row["bound"] == "at_least"),
    ("figure.at_most", lambda row: row["bound"] == "at_most"),
    ("figure.about", lambda row: row["bound"] == "about"),
    ("quote.not.target", lambda row: row["stage"] == "target"),
    ("quote.not.estimate", _is_estimate),
    ("quote.not.rank", lambda row: row["unit_measure"] == "rank"),
    ("quote.not.rating", lambda row: row["measure_kind"] == "rating" and row["unit_measure"] != "rank"),
    ("quote.not.child_offenders", lambda row: row["population"] == "child_offenders"),
    ("quote.not.suspects", lambda row: row["population"] == "suspects"),
    ("quote.not.case_child", lambda row: _is_crime(row) and _is_on_children(row)),
    ("quote.not.case_person", lambda row: _is_crime(row) and not _is_on_children(row)),
    (
        "quote.not.registered_crime",
        lambda row: row["stage"] == "registered" and row["topic"] in ("cases", "trafficking"),
    ),
    ("quote.not.victims_in_proceedings", lambda row: row["unit_measure"] == "children" and row["topic"] == "cases"),
    (
        "quote.not.no_conviction",
        lambda row: row["stage"] in _BEFORE_CONVICTION and row["population"] not in ("child_victims", "suspects"),
    ),
    ("quote.not.no_conviction", lambda row: row["stage"] in _BEFORE_CONVICTION and row["unit_measure"] in _CRIMES),
    ("quote.not.convicted", lambda row: row["stage"] == "convicted" and row["population"] != "child_offenders"),
    ("quote.not.convictions", lambda row: row["unit_measure"] == "convictions"),
    (
        "quote.not.victims_found",
        lambda row: (
            row["topic"] == "trafficking"
            and row["stage"] in ("detected", "identified", "repatriated", "assisted")
            and row["population"] != "children"
        ),
    ),
    ("quote.not.visa", lambda row: row["unit_measure"] == "visas"),
    ("quote.not.applied", lambda row: row["stage"] == "applied"),
    ("quote.not.waiting", lambda row: row["stage"] == "waiting"),
    ("quote.not.consular", lambda row: row["topic"] == "adoptions" and row["stage"] == "registered"),
    ("quote.not.adopted", lambda row: row["stage"] == "adopted" and row["unit_measure"] == "children"),
    ("quote.not.survey", _is_survey),
    ("quote.not.care", lambda row: row["stage"] in ("in_care", "placed", "left_care")),
    ("quote.not.identified", lambda row: row["stage"] == "identified" and row["topic"] != "trafficking"),
    ("quote.not.registered", lambda row: row["stage"] == "registered" and row["topic"] == "context"),
    ("quote.not.mothers", lambda row: row["population"] == "mothers"),
    ("quote.not.parents", lambda row: row["unit_measure"] == "parents"),
    ("quote.not.families", lambda row: row["unit_measure"] == "families"),
    ("quote.not.call", lambda row: row["unit_measure"] == "calls"),
    ("quote.not.money", lambda row: row["unit_measure"] in ("usd", "tenge") and row["measure_kind"] == "flow"),
    ("quote.not.service", lambda row: row["unit_measure"] in _SERVICES and row["stage"] != "surveyed"),
    ("quote.not.activity", lambda row: row["stage"] in ("broadcast", "held", "trained", "reached")),
    ("quote.not.share", lambda row: row["measure_kind"] == "share"),
    ("quote.not.rate", lambda row: row["measure_kind"] in ("rate", "ratio")),
    ("quote.not.change", lambda row: row["measure_kind"] == "change"),
)


def caveats(dataset: Dataset, row: Row, lang: str = "en") -> list[str]:
    """What to beware of, the gravest first: what replaced the figure, then its warnings."""
    said = []
    if row["superseded"]:
        newer = value_words(dataset, figure_row(dataset, successor_of(dataset, row["obs_id"])), lang)
        said.append(text(dataset, "quote.care.superseded", lang=lang, value=newer))
    named = row["all_warnings"].split("|")
    note = str(row[f"note_{lang}"] or row["note_en"])
    pointing = [name for name in _GRAVITY if name in named and name in _IN_THE_NOTE and note]
    # The note is told once, at the gravest warning that points to it.
    for name in (name for name in _GRAVITY if name in named and name not in pointing[1:]):
        if name == "base_not_printed":
            said.append(text(dataset, "quote.care.base", lang=lang))
        elif name not in pointing:
            said.append(dataset.label("warnings", name, lang, column="explanation"))
        else:
            said.append(text(dataset, "quote.care.suspect", lang=lang, note=note) if name in _DOUBTFUL else note)
    return said


def not_said(dataset: Dataset, row: Row, lang: str = "en") -> list[str]:
    """What the figure does not say, the most misleading first; at least one sentence."""
    keys = dict.fromkeys(key for key, holds in _NOT_SAID if holds(row))
    return [text(dataset, key, lang=lang) for key in keys or ("quote.not.other",)]


def small_base(dataset: Dataset, row: Row, lang: str = "en") -> list[str]:
    """That no percentage may be built on the figure; empty where it is large enough or no count."""
    return [text(dataset, "quote.not.small_base", lang=lang)] if is_small_base(row) else []


def share_of(difference: float, smaller: float) -> float:
    """A difference as a percentage of the smaller value; missing on a base under ``SMALLEST_BASE``."""
    return 100 * difference / smaller if smaller >= SMALLEST_BASE else math.nan
