"""Every column of the project, defined once.

A field says what a cell holds, how the text of the cell must look, and where its codes are defined.
Tables (``loaders.tables``) only list fields; the schema, the data dictionary and the tests read them here.
"""

from __future__ import annotations

from dataclasses import dataclass

ID = r"[a-z0-9][a-z0-9_-]*"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
#: A number as one writes it: no sign before a plain one, no zero that means nothing before the digits.
DECIMAL = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
YEAR = r"(?:19|20)[0-9]{2}"
#: A day that every year has.
DAY_OF_YEAR = (
    r"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])"
)
#: Any text without line breaks, control characters, or spaces at either end.
TEXT = r"(?! )[^\x00-\x1f\x7f]+(?<! )"
URL = r"https?://[^\s\x00-\x1f\x7f]+"


@dataclass(frozen=True)
class Field:
    """One column: its name, its meaning in plain words, and the rule for its text.

    ``dtype`` is ``text``, ``date`` (ISO 8601), ``number`` or ``list`` (ids joined by ``|``).
    ``codelist`` names a list in ``data/codes.csv``; ``refers_to`` a table whose key the cell must hold.
    """

    name: str
    meaning: str
    pattern: str = TEXT
    dtype: str = "text"
    required: bool = False
    codelist: str = ""
    refers_to: str = ""
    example: str = ""


def _field(name: str, meaning: str, **rules: object) -> Field:
    return Field(name, meaning, **rules)  # type: ignore[arg-type]


def _labels(name: str, meaning: str, required: bool = True) -> list[Field]:
    """A text that readers see, in English (complete), Russian and Kazakh (filled by translators)."""
    return [
        _field(f"{name}_en", f"{meaning}, in English.", required=required),
        _field(f"{name}_ru", f"{meaning}, in Russian."),
        _field(f"{name}_kk", f"{meaning}, in Kazakh."),
    ]


def _ids(name: str, meaning: str, refers_to: str, required: bool = False) -> Field:
    return _field(name, meaning, pattern=rf"{ID}(?:\|{ID})*", dtype="list", refers_to=refers_to, required=required)


_ALL = [
    # keys and references
    _field("obs_id", "Permanent name of the figure; part of its address.", pattern=ID, required=True),
    _field("indicator_id", "What is counted.", pattern=ID, required=True, refers_to="indicators"),
    _field("source_id", "The document or data set that prints it.", pattern=ID, required=True, refers_to="sources"),
    _field("body_id", "Permanent name of the organisation.", pattern=ID, required=True),
    _field("warning_id", "Permanent name of the warning.", pattern=ID, required=True),
    _field("gap_id", "Permanent name of the statement.", pattern=ID, required=True),
    _field("event_id", "Permanent name of the dated statement.", pattern=ID, required=True),
    _field(
        "event_key", "The event that is meant; rows with the same key date the same event.", pattern=ID, required=True
    ),
    _field("check_id", "Permanent name of the check.", pattern=ID, required=True),
    _field(
        "reconciliation_id",
        "Permanent name of the reconciliation.",
        pattern=ID,
        required=True,
        refers_to="reconciliations",
    ),
    _field("explanation_id", "Permanent name of the explanation.", pattern=ID, required=True),
    _field("recommendation_id", "Permanent name of the recommendation.", pattern=ID, required=True),
    _field("import_id", "Name of the import rule.", pattern=ID, required=True),
    _field(
        "lesson_id",
        "Permanent name of the lesson; part of its address.",
        pattern=ID,
        required=True,
        refers_to="lessons",
    ),
    _field("step_id", "Permanent name of the step.", pattern=ID, required=True),
    _field("question_id", "Permanent name of the question.", pattern=ID, required=True),
    _field("text_key", "Name of an interface text.", pattern=r"[a-z0-9_.-]+", required=True),
    # dimensions of an observation
    _field(
        "period_start",
        "First day of the period, inclusive. Empty when the source gives no date.",
        pattern=DATE,
        dtype="date",
        example="2003-01-01",
    ),
    _field(
        "period_end",
        "Last day of the period, inclusive. A stock has the same first and last day.",
        pattern=DATE,
        dtype="date",
        example="2003-12-31",
    ),
    _field("period_as_printed", "The period in the words of the source.", example="first half of 2003"),
    _field(
        "ref_area",
        "The place that the figure is about (SDMX REF_AREA; ISO 3166).",
        required=True,
        codelist="ref_area",
        pattern=r"[A-Z0-9-]+",
        example="KZ",
    ),
    _field(
        "sex", "Sex of the people counted (SDMX SEX).", required=True, codelist="sex", pattern=r"F|M|_T", example="_T"
    ),
    _field(
        "age",
        "Age of the people counted (SDMX AGE).",
        required=True,
        codelist="age",
        pattern=r"_T|Y[A-Z0-9_]+",
        example="Y_LT18",
    ),
    _field("breakdown", "A further division, if any.", codelist="breakdown", pattern=ID, example="citizenship"),
    _field(
        "breakdown_value",
        "The part of that division; codes stand in codes.csv under the division's name.",
        pattern=r"[A-Za-z0-9_]+",
        example="UZB",
    ),
    # the value
    _field(
        "obs_value",
        "The number (SDMX OBS_VALUE). Empty only when suppressed.",
        pattern=DECIMAL,
        dtype="number",
        example="3676",
    ),
    _field(
        "bound",
        "Whether the number is exact, a limit, a rounding or suppressed.",
        required=True,
        codelist="bound",
        pattern=ID,
        example="exact",
    ),
    _field(
        "threshold",
        "For a suppressed figure: the number below which it lies.",
        pattern=DECIMAL,
        dtype="number",
        example="5",
    ),
    _field("value_as_printed", "The figure letter by letter as the source prints it.", required=True, example="3,676"),
    _field(
        "obs_status",
        "SDMX OBS_STATUS: A normal, B break in the series, E estimate, P provisional, Q suppressed.",
        required=True,
        codelist="obs_status",
        pattern=r"[A-Z]",
        example="A",
    ),
    # the evidence
    _field(
        "locator",
        "The place in the source: paragraph, heading and endnote, table and row.",
        required=True,
        example="para. 56",
    ),
    _field(
        "counted_by",
        "The body whose count it is, only if the source says so.",
        pattern=ID,
        refers_to="bodies",
        example="registry_kz",
    ),
    _ids("via", "Bodies that relayed the figure between counter and publisher, in order.", "bodies"),
    _ids("warnings", "What the figure may not be used for.", "warnings"),
    _field(
        "supersedes", "The figure that this one replaces, by the same source.", pattern=ID, refers_to="observations"
    ),
    *_labels("note", "What a reader should know", required=False),
    # indicators
    _field("topic", "The tab on which it stands.", required=True, codelist="topic", pattern=ID),
    _field("group", "The group within the topic.", required=True, codelist="indicator_group", pattern=ID),
    _field("unit_measure", "What one unit is (SDMX UNIT_MEASURE).", required=True, codelist="unit_measure", pattern=ID),
    _field("measure_kind", "Flow, stock, rate, share or rating.", required=True, codelist="measure_kind", pattern=ID),
    _field(
        "stage",
        "The stage at which it is counted, such as registered or convicted.",
        required=True,
        codelist="stage",
        pattern=ID,
    ),
    _field("population", "Who or what is counted.", required=True, codelist="population", pattern=ID),
    _field("family", "Indicators that people mistake for each other share a family.", codelist="family", pattern=ID),
    _field(
        "headline",
        "Its place among the headline figures of the overview, from 1. Empty for all others.",
        pattern=r"[1-9][0-9]?",
        example="3",
    ),
    *_labels("label", "The name that readers see"),
    *_labels("definition", "What is counted, in plain words"),
    *_labels("explanation", "The explanation that readers see"),
    # bodies and sources
    _field("kind", "What it is.", required=True, pattern=ID),
    _field("parent", "The body that this one is part of.", pattern=ID, refers_to="bodies"),
    *_labels("short_label", "Short citation"),
    _field("publisher", "The body that published it.", required=True, pattern=ID, refers_to="bodies"),
    _field(
        "source_type",
        "The kind of its publisher; shown by colour and shape.",
        required=True,
        codelist="source_type",
        pattern=ID,
    ),
    _field(
        "document_type",
        "Document, workbook, data file or web page; decides how the audit re-reads it.",
        required=True,
        codelist="document_type",
        pattern=ID,
    ),
    _field("title", "Title in its own language.", required=True),
    *_labels("title", "Title in translation", required=False),
    _field("symbol", "Document symbol; several are joined by |."),
    _field("published", "Date of publication as exactly as known; empty when not known.", pattern=DATE, dtype="date"),
    _field("published_precision", "How exact that date is.", required=True, pattern=r"day|month|year|unknown"),
    _field("accessed", "Date on which it was read, or 'not known'.", required=True, pattern=rf"{DATE}|not known"),
    _field("language", "Language of the document (ISO 639-1).", required=True, pattern=r"[a-z]{2}"),
    _field("url", "Public address, or 'not known'.", required=True, pattern=rf"{URL}|not known"),
    _field("archived_url", "Address of an archived copy, or 'not known'.", required=True, pattern=rf"{URL}|not known"),
    _field("licence", "Licence or terms, or 'not known'.", required=True),
    _field("licence_url", "Address of the licence.", pattern=URL),
    _field("citation", "Full citation.", required=True),
    _field(
        "file",
        "Name of the reading copy against which figures are audited. The copy is not in the repository.",
        required=True,
        pattern=r"[A-Za-z0-9_-][A-Za-z0-9._-]*",
    ),
    # codes
    _field("codelist", "Name of the list of codes.", required=True, pattern=ID),
    _field("code", "The code.", required=True, pattern=r"[A-Za-z0-9_-]+"),
    # gaps, checks, reconciliations, explanations, events, recommendations
    _ids("operands", "The figures that enter, in order.", "observations", required=True),
    _field(
        "result",
        "The figure that the source prints as the result.",
        required=True,
        pattern=ID,
        refers_to="observations",
    ),
    _field("expected_verdict", "What the computation must give.", required=True, codelist="verdict", pattern=ID),
    _ids("left_side", "Figures on the left side.", "observations", required=True),
    _ids("right_side", "Figures on the right side.", "observations", required=True),
    _field("relation", "What stands against what.", required=True, codelist="relation", pattern=ID),
    *_labels("caveat", "What the remainder does not mean"),
    _field("about", "What is explained.", required=True, codelist="about", pattern=ID),
    _field(
        "concerns", "Ids of what is explained, joined by |.", required=True, pattern=rf"{ID}(?:\|{ID})*", dtype="list"
    ),
    _field("verdict", "The verdict.", required=True, codelist="explanation_verdict", pattern=ID),
    _field(
        "event_date",
        "The date; the first day when only a month or year is known.",
        required=True,
        pattern=DATE,
        dtype="date",
    ),
    _field("date_precision", "How exact the date is.", required=True, codelist="date_precision", pattern=ID),
    _ids("follows_up", "Recommendations of 2006 that this one follows up.", "recommendations"),
    _field("fate_2013", "What became of it by 2013, in our reading.", codelist="fate", pattern=ID),
    _field("fate_2013_locator", "Where ECPAT 2013 says so."),
    *_labels("fate_2013_note", "What ECPAT 2013 says", required=False),
    _field("fate_2015", "What became of it by 2015, in our reading.", codelist="fate", pattern=ID),
    _field("fate_2015_locator", "Where the observations of 2015 say so."),
    *_labels("fate_2015_note", "What the observations of 2015 say", required=False),
    _ids("closes_gaps", "Gap statements that it would close.", "gaps"),
    # the ledger
    _field("place", "The paragraph, section, endnote or table.", required=True),
    _field("taken", "Ids of what was taken from it, joined by |.", pattern=rf"{ID}(?:\|{ID})*", dtype="list"),
    *_labels("reason", "The reason: why nothing was taken from a place, or why something was changed", required=False),
    # outlines
    _field(
        "order",
        "Where the row stands among those of its document or lesson.",
        required=True,
        pattern=r"[1-9][0-9]{0,3}",
        example="7",
    ),
    _field(
        "heading",
        "The heading as the document prints it; at its second occurrence (2) stands behind it.",
        required=True,
        example="Introduction",
    ),
    # imports
    _field("sheet", "Sheet of the workbook.", required=True),
    _field("selector", "Table number, or column=value conditions joined by &, that pick the rows.", required=True),
    _field(
        "printed_title",
        "Title of the table as printed in its workbook; the import stops when it differs.",
        example="Total number of intercountry adoptions (during the year)",
    ),
    _field("id_prefix", "How the ids of the rows begin.", required=True, pattern=ID),
    _field("year_from", "First year taken.", required=True, pattern=YEAR),
    _field("year_to", "Last year taken.", required=True, pattern=YEAR),
    _field("stock_day", "For a stock: the day of the year it refers to.", pattern=DAY_OF_YEAR),
    _field(
        "break_years",
        "Years in which the source's footnote says that the series breaks, joined by |.",
        pattern=rf"{YEAR}(?:\|{YEAR})*",
    ),
    _field(
        "footnotes",
        "Footnotes of Kazakhstan's row that the rule accounts for, as mark#digest of the words, joined by |. The "
        "import stops when they differ.",
        pattern=r"[0-9]+#[0-9a-f]{8}(?:\|[0-9]+#[0-9a-f]{8})*",
        example="11#0d5c4b1e",
    ),
    _field(
        "left_out",
        "Why the rows that the rule picks are left out. Empty when they are taken.",
        example="A suppressed count by sex and age.",
    ),
    # changes and corrections
    _field("change_id", "Permanent name of the change: its day and a number.", pattern=ID, required=True),
    _field("changed", "Day of the change.", pattern=DATE, dtype="date", required=True, example="2026-11-22"),
    _field("table", "The table that is meant.", pattern=ID, required=True, example="observations"),
    _field("row_key", "The id of the row that is meant, as it was then.", required=True, pattern=ID),
    _field("column", "The column whose cell was changed; empty when a whole row was added or removed.", pattern=ID),
    _field("old_value", "What the cell said before; of a row that was removed, every cell of a fact."),
    _field("new_value", "What the cell says since; of a row that was added, every cell of a fact."),
    _field(
        "correction_id",
        "The report of a reader, by its permanent name.",
        pattern=ID,
        required=True,
        refers_to="corrections",
    ),
    _field("reported", "Day of the report.", pattern=DATE, dtype="date", required=True),
    *_labels("report", "What was reported, in our words"),
    _field("decision", "What was decided.", required=True, codelist="correction_decision", pattern=ID),
    _field("decided", "Day of the decision; empty as long as it is open.", pattern=DATE, dtype="date"),
    *_labels("answer", "The answer", required=False),
    # lessons
    *_labels("aim", "What pupils can do afterwards, in one sentence"),
    _field(
        "age_from", "The youngest age for which the lesson is meant.", required=True, pattern=r"1[0-9]", example="14"
    ),
    _field("minutes", "How many minutes the lesson takes.", required=True, pattern=r"[1-9][0-9]", example="45"),
    *_labels("age_note", "For which classes the lesson is, and what they need to know before"),
    *_labels("care_note", "What the teacher should know about the sensitive subject"),
    *_labels("words", "What the step says, in one to three sentences"),
    *_labels("teacher_note", "What the teacher can add", required=False),
    _field(
        "shows",
        "What the step shows: nothing, a chart over time, two figures side by side, a sum, or single figures and gaps.",
        required=True,
        pattern=r"none|view|pair|sum|figures",
        example="none",
    ),
    _field("divided_by", "By what the chart is divided; empty for its usual division.", pattern=ID, example="sex"),
    _ids("obs_ids", "The figures that are shown, in order.", "observations"),
    _ids("gap_ids", "The statements that are shown, in order.", "gaps"),
    *_labels("question", "The question for pupils"),
    # texts
    *_labels("text", "The text"),
    # the glossary
    _field("term_id", "Permanent name of the term.", pattern=ID, required=True),
    *_labels("term", "The term"),
    _field("status_ru", "Whether the Russian term is confirmed.", required=True, codelist="term_status"),
    _field("reference_ru", "Where the Russian term is used officially, if we found it."),
    _field("status_kk", "Whether the Kazakh term is confirmed.", required=True, codelist="term_status"),
    _field("reference_kk", "Where the Kazakh term is used officially, if we found it."),
]

FIELDS: dict[str, Field] = {field.name: field for field in _ALL}
