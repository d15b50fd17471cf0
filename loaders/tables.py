"""The tables of ``data/``: which file, which columns in which order, which key.

This is the only authority on the shape of the data. The schema is built from it, the data dictionary is
printed from it, and ``tests/test_texts.py`` holds the words of the dictionary against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from loaders.fields import FIELDS, Field


@dataclass(frozen=True)
class Table:
    """One table: its name, what one row is, its files below the data folder, its columns and its key."""

    name: str
    one_row_is: str
    files: tuple[str, ...]
    columns: tuple[str, ...]
    key: tuple[str, ...]
    #: Fields of this table that must be filled although the field alone does not say so, or the reverse.
    optional: tuple[str, ...] = ()
    codelists: tuple[tuple[str, str], ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The definitions of the columns, in order."""
        return tuple(FIELDS[name] for name in self.columns)

    def is_required(self, name: str) -> bool:
        """Whether a cell of this column may not be empty."""
        return FIELDS[name].required and name not in self.optional

    def codelist(self, name: str) -> str:
        """The list in codes.csv that this column's codes come from, or an empty string."""
        return dict(self.codelists).get(name, FIELDS[name].codelist)


def _three(name: str) -> tuple[str, str, str]:
    return (f"{name}_en", f"{name}_ru", f"{name}_kk")


TOPICS = ("cases", "convictions", "adoptions", "trafficking", "context")

OBSERVATION_COLUMNS = (
    "obs_id",
    "indicator_id",
    "period_start",
    "period_end",
    "period_as_printed",
    "ref_area",
    "sex",
    "age",
    "breakdown",
    "breakdown_value",
    "obs_value",
    "bound",
    "threshold",
    "value_as_printed",
    "obs_status",
    "source_id",
    "locator",
    "counted_by",
    "via",
    "warnings",
    "supersedes",
    *_three("note"),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "codes",
            "a code and the words that readers see for it",
            ("codes.csv",),
            ("codelist", "code", *_three("label"), *_three("note")),
            ("codelist", "code"),
        ),
        Table(
            "warnings",
            "a warning of the fixed vocabulary",
            ("warnings.csv",),
            ("warning_id", *_three("label"), *_three("explanation")),
            ("warning_id",),
        ),
        Table(
            "bodies",
            "an organisation",
            ("bodies.csv",),
            ("body_id", "kind", "parent", *_three("label")),
            ("body_id",),
            codelists=(("kind", "body_kind"),),
        ),
        Table(
            "sources",
            "a document or data set",
            ("sources.csv",),
            (
                "source_id",
                *_three("short_label"),
                "publisher",
                "source_type",
                "document_type",
                "title",
                *_three("title"),
                "symbol",
                "published",
                "published_precision",
                "accessed",
                "language",
                "url",
                "archived_url",
                "licence",
                "licence_url",
                "citation",
                "file",
                *_three("note"),
            ),
            ("source_id",),
        ),
        Table(
            "indicators",
            "one thing that is counted",
            ("indicators.csv",),
            (
                "indicator_id",
                "topic",
                "group",
                "unit_measure",
                "measure_kind",
                "stage",
                "population",
                "family",
                "warnings",
                "headline",
                *_three("label"),
                *_three("definition"),
            ),
            ("indicator_id",),
        ),
        Table(
            "observations",
            "one printed figure",
            (*(f"observations/{topic}.csv" for topic in TOPICS), "observations/imported/*.csv"),
            OBSERVATION_COLUMNS,
            ("obs_id",),
            optional=("obs_value",),
        ),
        Table(
            "imports",
            "a rule that says what `import` takes from a data file, or leaves out, and how it is annotated",
            ("imports.csv",),
            (
                "import_id",
                "source_id",
                "sheet",
                "selector",
                "printed_title",
                "id_prefix",
                "indicator_id",
                "ref_area",
                "sex",
                "age",
                "breakdown",
                "breakdown_value",
                "counted_by",
                "year_from",
                "year_to",
                "stock_day",
                "break_years",
                "footnotes",
                "warnings",
                "left_out",
                *_three("note"),
            ),
            ("import_id",),
            optional=("indicator_id",),
        ),
        Table(
            "gaps",
            "a statement of a source that something is not known",
            ("gaps.csv",),
            (
                "gap_id",
                "topic",
                "indicator_id",
                "period_start",
                "period_end",
                "kind",
                "source_id",
                "locator",
                *_three("label"),
            ),
            ("gap_id",),
            optional=("indicator_id",),
            codelists=(("kind", "gap_kind"),),
        ),
        Table(
            "checks",
            "a sum or percentage that a source prints",
            ("checks.csv",),
            ("check_id", "kind", "operands", "result", "expected_verdict", "source_id", "locator", *_three("note")),
            ("check_id",),
            codelists=(("kind", "check_kind"),),
        ),
        Table(
            "reconciliations",
            "a total against its parts, or a flow against a register",
            ("reconciliations.csv",),
            ("reconciliation_id", "relation", "left_side", "right_side", *_three("label"), *_three("caveat")),
            ("reconciliation_id",),
        ),
        Table(
            "explanations",
            "why figures differ, or only seem to",
            ("explanations.csv",),
            ("explanation_id", "about", "concerns", "verdict", *_three("explanation")),
            ("explanation_id",),
        ),
        Table(
            "events",
            "a dated law, treaty, plan or institution, as one source dates it",
            ("events.csv",),
            (
                "event_id",
                "event_key",
                "event_date",
                "date_precision",
                "kind",
                "source_id",
                "locator",
                *_three("label"),
                *_three("note"),
            ),
            ("event_id",),
            codelists=(("kind", "event_kind"),),
        ),
        Table(
            "recommendations",
            "a recommendation of the UN Committee on the Rights of the Child",
            ("recommendations.csv",),
            (
                "recommendation_id",
                "source_id",
                "locator",
                "topic",
                "follows_up",
                *_three("label"),
                "fate_2013",
                "fate_2013_locator",
                *_three("fate_2013_note"),
                "fate_2015",
                "fate_2015_locator",
                *_three("fate_2015_note"),
                "closes_gaps",
            ),
            ("recommendation_id",),
        ),
        Table(
            "coverage",
            "a place of a document that holds a number, and what was taken from it",
            ("coverage.csv",),
            ("source_id", "place", "taken", *_three("reason")),
            ("source_id", "place"),
        ),
        Table(
            "outlines",
            "a heading of a document, in the order in which headings stand in it",
            ("outlines.csv",),
            ("source_id", "order", "heading"),
            ("source_id", "order"),
        ),
        Table(
            "changes",
            "a change of one value, or a row that was added or removed, since the data were first published",
            ("changes.csv",),
            (
                "change_id",
                "changed",
                "table",
                "row_key",
                "column",
                "kind",
                "old_value",
                "new_value",
                *_three("reason"),
                "correction_id",
            ),
            ("change_id",),
            optional=("correction_id",),
            codelists=(("kind", "change_kind"),),
        ),
        Table(
            "corrections",
            "a report of a reader that something is wrong, and what was decided",
            ("corrections.csv",),
            (
                "correction_id",
                "reported",
                "table",
                "row_key",
                *_three("report"),
                "decision",
                "decided",
                *_three("answer"),
            ),
            ("correction_id",),
            optional=("table", "row_key"),
        ),
        Table(
            "lessons",
            "a lesson for class, built from the figures",
            ("lessons.csv",),
            (
                "lesson_id",
                "order",
                "age_from",
                "minutes",
                *_three("label"),
                *_three("aim"),
                *_three("age_note"),
                *_three("care_note"),
            ),
            ("lesson_id",),
        ),
        Table(
            "lesson_steps",
            "a step of a lesson: one idea, and the figures that show it",
            ("lesson_steps.csv",),
            (
                "step_id",
                "lesson_id",
                "order",
                "shows",
                "indicator_id",
                "divided_by",
                "year_from",
                "year_to",
                "obs_ids",
                "gap_ids",
                "reconciliation_id",
                "operands",
                *_three("label"),
                *_three("words"),
                *_three("teacher_note"),
            ),
            ("step_id",),
            optional=("indicator_id", "year_from", "year_to", "reconciliation_id", "operands"),
        ),
        Table(
            "lesson_questions",
            "a question on a lesson, with its answer",
            ("lesson_questions.csv",),
            ("question_id", "lesson_id", "order", "operands", *_three("question"), *_three("answer")),
            ("question_id",),
            optional=("operands",),
        ),
        Table(
            "texts",
            "a text of the interface",
            ("texts/interface.csv",),
            ("text_key", *_three("text")),
            ("text_key",),
        ),
        Table(
            "glossary",
            "a term or an official name, as the dashboard says it in each language",
            ("texts/glossary.csv",),
            (
                *("term_id", "kind", *_three("term")),
                *("status_ru", "reference_ru", "status_kk", "reference_kk"),
            ),
            ("term_id",),
            codelists=(("kind", "term_kind"),),
        ),
    )
}


def topic_of_file(path: str) -> str | None:
    """The topic whose hand-curated figures a file holds, or None for an imported file."""
    parts = PurePosixPath(path).parts
    return None if "imported" in parts else PurePosixPath(path).stem
