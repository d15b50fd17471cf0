"""Pass three: rules between rows and between tables, in the order in which their problems make sense.

Each check returns problems and changes nothing. What they ask stands in these modules: does everything that
is named exist (``loaders.references``), is it clear whose figure it is (``loaders.provenance``), do the
figures mean what their tables say (``loaders.meaning``), does the change log say what the data say
(``loaders.change_rules``), can the lessons be taught (``loaders.lesson_rules``, ``loaders.lesson_sums``). The last one asks whether the pages
find their words (``loaders.text_checks``).
"""

from __future__ import annotations

from collections.abc import Callable

from loaders.change_rules import check_change_days, check_change_rows, check_change_values, check_corrections
from loaders.frames import Frames, SingleKeys
from loaders.lesson_rules import check_lesson_parts, check_lesson_shows, check_lesson_texts
from loaders.lesson_sums import check_lesson_operands
from loaders.meaning import (
    check_explanations,
    check_published,
    check_reconciliations,
    check_sentences,
    check_small_counts,
    check_small_remainders,
    check_stock_days,
    check_stocks,
    check_whole_counts,
)
from loaders.problems import Problem
from loaders.provenance import (
    check_counters,
    check_duplicates,
    check_parents,
    check_source_types,
    check_supersedes,
    check_via,
)
from loaders.references import (
    check_breakdown_values,
    check_codelists,
    check_coverage,
    check_coverage_ids,
    check_keys,
    check_references,
    check_topics,
)
from loaders.text_checks import check_texts

CHECKS: tuple[Callable[[Frames], list[Problem]], ...] = (
    check_keys,
    check_references,
    check_breakdown_values,
    check_codelists,
    check_topics,
    check_stocks,
    check_stock_days,
    check_published,
    check_small_counts,
    check_small_remainders,
    check_whole_counts,
    check_counters,
    check_via,
    check_source_types,
    check_parents,
    check_duplicates,
    check_supersedes,
    check_explanations,
    check_sentences,
    check_reconciliations,
    check_coverage_ids,
    check_coverage,
    check_change_rows,
    check_change_days,
    check_change_values,
    check_corrections,
    check_lesson_texts,
    check_lesson_parts,
    check_lesson_operands,
    check_lesson_shows,
    check_texts,
)


def cross_problems(frames: Frames, single: SingleKeys) -> list[Problem]:
    """The problems of all checks; doubled keys are reported once, and the other checks see the first row, ``single``."""
    return [problem for check in CHECKS for problem in check(frames if check is check_keys else single)]
