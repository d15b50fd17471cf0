"""The hand-written ways to break the example data, each with the place and the words of the expected problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mutation:
    """Cells of one row changed, or a changed copy of the row added at the end of ``file`` (``added``).

    ``rule`` is the rule or check that must notice; ``wrong`` a part of its message. The problem is expected at
    the changed or added row, unless ``elsewhere`` names the file and key of another one.
    """

    rule: str
    file: str
    key: str
    cells: dict[str, str]
    column: str
    wrong: str = ""
    added: bool = False
    elsewhere: tuple[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.rule}-{self.key}-{self.column}-{'-'.join(self.cells)}"


CASES, CONVICTIONS, ADOPTIONS = (f"observations/{topic}.csv" for topic in ("cases", "convictions", "adoptions"))
CONTEXT = "observations/context.csv"

ROW_RULE_MUTATIONS = [
    Mutation("period_pairs", CASES, "crimes_2007", {"period_end": ""}, "period_end"),
    Mutation("period_order", CASES, "crimes_2005_h1", {"period_end": "2004-12-31"}, "period_end"),
    Mutation("period_range", CASES, "crimes_2007", {"period_start": "1907-01-01"}, "period_start"),
    Mutation("period_end_range", CASES, "crimes_2007", {"period_end": "2077-12-31"}, "period_end"),
    Mutation("undated", CASES, "crimes_undated", {"warnings": ""}, "warnings"),
    Mutation("undated", CASES, "crimes_2007", {"warnings": "all_ages|undated"}, "warnings"),
    Mutation("breakdown_pair", CONVICTIONS, "convicted_2004_uzb", {"breakdown_value": ""}, "breakdown_value"),
    Mutation("breakdown_pair", CONVICTIONS, "convicted_2004_uzb", {"breakdown": ""}, "breakdown_value"),
    Mutation("suppressed", CONVICTIONS, "convicted_2004_kgz", {"obs_value": "4"}, "obs_value"),
    Mutation("suppressed", CASES, "crimes_2004", {"obs_value": ""}, "obs_value"),
    Mutation("threshold", CASES, "crimes_2004", {"threshold": "5"}, "threshold"),
    Mutation("threshold", CONVICTIONS, "convicted_2004_kgz", {"threshold": ""}, "threshold"),
    Mutation("hidden_status", CASES, "crimes_2004", {"obs_status": "Q"}, "obs_status"),
    Mutation("hidden_status", CONVICTIONS, "convicted_2004_kgz", {"obs_status": "A"}, "obs_status"),
    Mutation("not_negative", CASES, "crimes_2004", {"obs_value": "-1130"}, "obs_value"),
    Mutation("says", CASES, "crimes_2004", {"obs_value": "1131"}, "value_as_printed"),
    Mutation("says", CASES, "crimes_2004", {"value_as_printed": "many"}, "value_as_printed"),
    Mutation("says", CONVICTIONS, "convicted_2004_kgz", {"value_as_printed": "<6"}, "value_as_printed"),
    Mutation("supersedes_other", CASES, "crimes_2011", {"supersedes": "crimes_2011"}, "supersedes"),
    Mutation("gap_period", "gaps.csv", "gap_disaggregation", {"period_end": ""}, "period_end"),
    Mutation("gap_period", "gaps.csv", "gap_disaggregation", {"period_end": "2001-01-01"}, "period_end"),
    Mutation("fate_2013", "recommendations.csv", "rec_2006", {"fate_2013_locator": ""}, "fate_2013_locator"),
    Mutation("fate_2013", "recommendations.csv", "rec_2006", {"fate_2013": ""}, "fate_2013_locator"),
    Mutation("fate_2015", "recommendations.csv", "rec_2006", {"fate_2015_locator": ""}, "fate_2015_locator"),
    Mutation("fate_2015", "recommendations.csv", "rec_2006", {"fate_2015": "not_mentioned"}, "fate_2015_locator"),
    Mutation("taken_or_reason", "coverage.csv", "report_gov", {"reason_en": "Two answers."}, "reason_en"),
    Mutation("taken_or_reason", "coverage.csv", "report_gov", {"taken": ""}, "reason_en"),
    Mutation("published", "sources.csv", "report_gov", {"published": ""}, "published"),
    Mutation("published", "sources.csv", "report_gov", {"published_precision": "unknown"}, "published"),
    Mutation("taken_or_left_out", "imports.csv", "example_rate", {"left_out": "Two answers."}, "left_out"),
    Mutation("taken_or_left_out", "imports.csv", "example_rate", {"indicator_id": ""}, "left_out"),
    Mutation("year_order", "imports.csv", "example_rate", {"year_from": "2011"}, "year_to"),
]

UNKNOWN = "unknown id or code"
STEPS, QUESTIONS, LESSON = "lesson_steps.csv", "lesson_questions.csv", ("lessons.csv", "lesson")
TWO = {"operands": "crimes_2004|crimes_2007"}
HIDDEN = {"operands": "convicted_2004|convicted_2004_kgz"}
MIXED = {"operands": "crimes_2004|convicted_2004"}
BACKWARDS = {"operands": "crimes_2003|crimes_2004", "words_en": "It was {difference_a_b}."}
SAME = {"operands": "crimes_2004|crimes_2004"}
OVERLAPPING = {"operands": "crimes_2004|crimes_2004_league"}
BROKEN = {"operands": "crimes_2004|crimes_2006", "words_en": "It was {difference_a_b}."}
TWO_SERIES = {"operands": "crimes_2003_f|crimes_2003_m", "words_en": "It was {rise_a_b}."}
LARGER = {"operands": "crimes_2004|crimes_2003", "words_en": "It was {share_a_b}."}
NO_BASE = {"words_en": "It was {share_a_b}."}

CHECK_MUTATIONS = [
    Mutation("check_lesson_texts", STEPS, "step-1", {"words_en": "It was 5 {sum_a_b}."}, "words_en", "typed into"),
    Mutation("check_lesson_texts", STEPS, "step-1", {"words_en": "It was {sum_a_b}}."}, "words_en", "a brace stands"),
    Mutation("check_lesson_texts", STEPS, "step-1", {"words_en": "It was {mean_a_b}."}, "words_en", "unknown placeh"),
    Mutation("check_lesson_texts", STEPS, "step-1", {"words_ru": "{a}"}, "words_ru", "not those of the English"),
    Mutation("check_lesson_texts", STEPS, "step-1", {"label_en": "Of {a}"}, "label_en", "has no placeholders"),
    Mutation("check_lesson_texts", STEPS, "step-4", {"words_en": "A. B. C. D."}, "words_en", "too many sentences"),
    Mutation("check_lesson_parts", STEPS, "step-5", {"order": "6"}, "lesson_id", "too few", elsewhere=LESSON),
    Mutation("check_lesson_parts", QUESTIONS, "question-1", {"answer_en": ""}, "answer_en", "there is no answer"),
    Mutation("check_lesson_operands", STEPS, "step-3", {"operands": ""}, "operands", "figure that is missing"),
    Mutation("check_lesson_operands", STEPS, "step-3", TWO, "operands", "named by no placeholder"),
    Mutation("check_lesson_operands", STEPS, "step-1", HIDDEN, "operands", "across a suppressed figure"),
    Mutation("check_lesson_operands", STEPS, "step-1", MIXED, "operands", "different units"),
    Mutation("check_lesson_operands", STEPS, "step-1", BACKWARDS, "operands", "the wrong way round"),
    Mutation("check_lesson_operands", STEPS, "step-1", NO_BASE, "operands", "needs a base of at least"),
    Mutation("check_lesson_operands", STEPS, "step-1", SAME, "operands", "stands twice"),
    Mutation("check_lesson_operands", STEPS, "step-1", OVERLAPPING, "operands", "counted in two of the figures"),
    Mutation("check_lesson_operands", STEPS, "step-1", BROKEN, "operands", "the series breaks"),
    Mutation("check_lesson_operands", STEPS, "step-1", TWO_SERIES, "operands", "within one series"),
    Mutation("check_lesson_operands", STEPS, "step-1", LARGER, "operands", "larger than its whole"),
    Mutation("check_lesson_shows", STEPS, "step-2", {"year_to": ""}, "shows", "not said what is shown"),
    Mutation("check_lesson_shows", STEPS, "step-2", {"shows": "none"}, "shows", "belongs to another kind"),
    Mutation("check_lesson_shows", STEPS, "step-5", {"operands": "convicted_2004_uzb"}, "operands", "under five"),
    Mutation("check_keys", "bodies.csv", "league", {}, "body_id", "stands twice", added=True),
    Mutation("check_keys", "codes.csv", "sex", {}, "code", "stands twice", added=True),
    Mutation("check_keys", CASES, "crimes_2007", {"locator": "para. 1"}, "obs_id", "stands twice", added=True),
    Mutation("check_references", CASES, "crimes_2007", {"indicator_id": "nothing"}, "indicator_id", UNKNOWN),
    Mutation("check_references", CASES, "crimes_2007", {"source_id": "nothing"}, "source_id", UNKNOWN),
    Mutation("check_references", CASES, "crimes_2007", {"counted_by": "nobody"}, "counted_by", UNKNOWN),
    Mutation("check_references", CASES, "crimes_2007", {"via": "league|nobody"}, "via", UNKNOWN),
    Mutation("check_references", CASES, "crimes_2007", {"supersedes": "nothing"}, "supersedes", UNKNOWN),
    Mutation("check_references", CASES, "crimes_2007", {"ref_area": "KZ-99"}, "ref_area", UNKNOWN),
    Mutation("check_references", "indicators.csv", "example_money", {"group": "nothing"}, "group", UNKNOWN),
    Mutation("check_references", "coverage.csv", "report_gov", {"source_id": "nothing"}, "source_id", UNKNOWN),
    Mutation("check_references", "checks.csv", "parts_2003", {"result": "nothing"}, "result", UNKNOWN),
    Mutation(
        "check_breakdown_values",
        CONVICTIONS,
        "convicted_2004_uzb",
        {"breakdown_value": "FRA"},
        "breakdown_value",
        "unknown code",
    ),
    Mutation("check_codelists", "codes.csv", "citizenship", {"codelist": "citizenships"}, "codelist", "uses this list"),
    Mutation(
        "check_topics",
        CASES,
        "crimes_2007",
        {"obs_id": "moved", "indicator_id": "example_money"},
        "indicator_id",
        "another topic",
        added=True,
    ),
    Mutation(
        "check_topics",
        "indicators.csv",
        "example_money",
        {"topic": "cases"},
        "indicator_id",
        "another topic",
        elsewhere=(CONTEXT, "money_2009"),
    ),
    Mutation("check_topics", "indicators.csv", "example_rate", {"topic": "other"}, "topic", "unknown topic"),
    Mutation("check_stocks", ADOPTIONS, "in_care_2004", {"period_end": "2004-03-02"}, "period_end", "one day"),
    Mutation("check_stocks", ADOPTIONS, "in_care_2005", {"warnings": ""}, "period_end", "one day"),
    Mutation("check_stocks", CASES, "crimes_2007", {"warnings": "day_not_printed"}, "warnings", "day_not_printed"),
    Mutation("check_stocks", ADOPTIONS, "in_care_2005", {"period_end": "2006-12-31"}, "period_end", "one calendar year"),
    Mutation("check_published", CASES, "crimes_2003", {"period_start": "2029-01-01", "period_end": "2029-12-31"}, "period_end", "after its source"),
    Mutation("check_stock_days", "imports.csv", "example_rate", {"indicator_id": "example_money"}, "stock_day", "no day"),
    Mutation("check_small_counts", CONVICTIONS, "convicted_2004_uzb", {"sex": "F"}, "breakdown_value", "one attribute"),
    Mutation("check_small_counts", CONVICTIONS, "convicted_2004_kgz", {"sex": "F"}, "breakdown_value", "one attribute"),
    Mutation("check_small_counts", CONVICTIONS, "convicted_2004_uzb", {"warnings": ""}, "warnings", "lacks"),
    Mutation(
        "check_small_remainders",
        CASES,
        "crimes_2003_m",
        {"obs_value": "617", "value_as_printed": "617", "age": "Y14T17"},
        "right_side",
        "what remains",
        elsewhere=("reconciliations.csv", "sexes_2003"),
    ),
    Mutation(
        "check_whole_counts",
        CASES,
        "crimes_2004",
        {"obs_value": "1130.5", "value_as_printed": "1,130.5"},
        "obs_value",
        "not a whole number",
    ),
    Mutation("check_counters", CASES, "crimes_2006_article", {"counted_by": ""}, "counted_by", "without a counter"),
    Mutation("check_counters", CASES, "crimes_2007", {"counted_by": "gazette"}, "counted_by", "medium cannot"),
    Mutation("check_via", CASES, "crimes_2003_relayed", {"via": "league|ministry"}, "via", "the counter also"),
    Mutation("check_via", CASES, "crimes_2003_relayed", {"via": "committee"}, "via", "the publisher also"),
    Mutation("check_source_types", "sources.csv", "report_league", {"source_type": "government"}, "source_type", "fit"),
    Mutation("check_source_types", "sources.csv", "article", {"source_type": "government"}, "source_type", "fit"),
    Mutation("check_parents", "bodies.csv", "gov", {"parent": "department"}, "parent", "part of itself"),
    Mutation("check_parents", "bodies.csv", "league", {"parent": "league"}, "parent", "part of itself"),
    Mutation("check_duplicates", CASES, "crimes_2007", {"obs_id": "again"}, "obs_id", "entered twice", added=True),
    Mutation("check_supersedes", CASES, "crimes_2011", {"supersedes": "victims_2004"}, "supersedes", "another"),
    Mutation("check_supersedes", CASES, "crimes_2011", {"supersedes": "crimes_2004_league"}, "supersedes", "another"),
    Mutation("check_supersedes", CASES, "crimes_2011_early", {"supersedes": "crimes_2011"}, "supersedes", "circle"),
    Mutation(
        "check_explanations",
        "explanations.csv",
        "pair_2004",
        {"concerns": "crimes_2004|nothing"},
        "concerns",
        "does not exist",
    ),
    Mutation(
        "check_explanations",
        "explanations.csv",
        "check_more",
        {"concerns": "crimes_2004"},
        "concerns",
        "does not exist",
    ),
    Mutation(
        "check_explanations", "explanations.csv", "pair_2004", {"concerns": "crimes_2004"}, "concerns", "only one figure"
    ),
    Mutation(
        "check_explanations",
        "explanations.csv",
        "pair_2004",
        {"about": "look_alike", "concerns": "crimes_2004|crimes_2004"},
        "concerns",
        "only one figure",
    ),
    Mutation("check_sentences", "explanations.csv", "pair_2004", {"explanation_en": "One."}, "explanation_en", "two to"),
    Mutation(
        "check_sentences", "explanations.csv", "pair_2004", {"explanation_ru": "A. B. C. D. E."}, "explanation_ru", "two to"
    ),
    Mutation(
        "check_reconciliations",
        "reconciliations.csv",
        "sexes_2003",
        {"right_side": "crimes_2003_f|victims_2004"},
        "right_side",
        "different units",
    ),
    Mutation("check_coverage_ids", "coverage.csv", "report_gov", {"taken": "crimes_2003|nothing"}, "taken", UNKNOWN),
    Mutation("check_coverage", CASES, "crimes_2007", {"locator": "para. 1"}, "locator", "missing from the reading"),
    Mutation(
        "check_coverage",
        "coverage.csv",
        "report_gov",
        {"taken": "crimes_2004"},
        "locator",
        "missing from the reading",
        elsewhere=(CASES, "crimes_2003"),
    ),
    Mutation(
        "check_arithmetic",
        CASES,
        "crimes_2003_f",
        {"obs_value": "501", "value_as_printed": "501"},
        "expected_verdict",
        "gives 1121 and the source prints 1120: fails",
        elsewhere=("checks.csv", "parts_2003"),
    ),
    Mutation("check_arithmetic", "checks.csv", "share_2004", {"expected_verdict": "holds"}, "expected_verdict", "within"),
    Mutation("check_arithmetic", "checks.csv", "more_convicted", {"expected_verdict": "holds"}, "expected_verdict", "fails"),
    Mutation(
        "check_arithmetic",
        "checks.csv",
        "parts_2003",
        {"operands": "crimes_2003_f|convicted_2004_kgz"},
        "operands",
        "figures with values",
    ),
    Mutation(
        "check_arithmetic", "checks.csv", "share_2004", {"operands": "convicted_2004"}, "operands", "has two operands"
    ),
    Mutation(
        "check_arithmetic",
        "checks.csv",
        "share_2004",
        {"operands": "convicted_2004|crimes_2007"},
        "operands",
        "no percentage of zero",
    ),
    *(
        Mutation("check_change_rows", "changes.csv", key, cells, column, wrong)
        for key, cells, column, wrong in (
            ("change-1", {"table": "texts"}, "table", "does not follow"),
            ("change-1", {"column": "note_en"}, "column", "does not fit"),
            ("change-1", {"column": ""}, "column", "does not fit"),
            ("change-1", {"column": "obs_id"}, "column", "does not fit"),
            ("change-3", {"column": "sex"}, "column", "does not fit"),
            ("change-4", {"column": "sex"}, "column", "does not fit"),
            ("change-1", {"new_value": "league"}, "new_value", "do not fit"),
            ("change-3", {"old_value": "crimes_2004"}, "new_value", "do not fit"),
            ("change-4", {"new_value": "7"}, "new_value", "do not fit"),
            ("change-4", {"old_value": ""}, "new_value", "do not fit"),
            ("change-9", {"new_value": ""}, "new_value", "do not fit"),
            ("change-1", {"reason_en": ""}, "reason_en", "without a reason"),
        )
    ),
    Mutation("check_change_days", "changes.csv", "change-6", {"changed": "2026-01-05"}, "changed", "further up"),
    *(
        Mutation("check_change_values", "changes.csv", key, cells, column, wrong)
        for key, cells, column, wrong in (
            ("change-5", {"new_value": "league"}, "new_value", "what the data say now"),
            ("change-6", {"new_value": "6"}, "new_value", "what the data say now"),
            ("change-8", {"new_value": "2004-03-03"}, "new_value", "what the data say now"),
            ("change-5", {"old_value": "gov"}, "old_value", "the change before it"),
            ("change-2", {"row_key": "nothing"}, "row_key", "does not exist"),
            ("change-3", {"new_value": "nothing"}, "row_key", "does not exist"),
            ("change-9", {"row_key": "nothing"}, "row_key", "does not exist"),
            ("change-4", {"row_key": "crimes_2007"}, "row_key", "is there"),
            ("change-3", {"row_key": "crimes_2007", "old_value": "crimes_2007"}, "row_key", "is there"),
        )
    ),
    Mutation("check_change_values", CASES, "crimes_2004", {"counted_by": "gov"}, "new_value", "what the data say now",
             elsewhere=("changes.csv", "change-5")),
    *(
        Mutation("check_corrections", "corrections.csv", key, cells, column, wrong)
        for key, cells, column, wrong in (
            ("report_sex", {"row_key": "nothing"}, "row_key", "never was"),
            ("report_sex", {"table": ""}, "row_key", "never was"),
            ("report_sex", {"decided": "2026-01-03"}, "decided", "does not fit"),
            ("report_sex", {"decided": ""}, "decided", "does not fit"),
            ("report_open", {"decided": "2026-01-07"}, "decided", "does not fit"),
            ("report_open", {"answer_en": "An answer."}, "answer_en", "go together"),
            ("report_sex", {"answer_en": ""}, "answer_en", "go together"),
            ("report_sex", {"decision": "kept"}, "decision", "go together"),
            ("report_open", {"decision": "corrected", "decided": "2026-01-07", "answer_en": "An answer."}, "decision", "go together"),
        )
    ),
    *(
        Mutation("check_texts", "texts/interface.csv", "filter.breakdown", {column: value}, column, wrong)
        for column, value, wrong in (
            ("text_en", "Divided {by}", "placeholders"),
            ("text_en", "Divided {by", "placeholders"),
            ("text_en", "Divided} by", "placeholders"),
            ("text_en", "Divided {} by", "placeholders"),
            ("text_en", "Divided {0} by", "placeholders"),
            ("text_ru", "Divided {by}", "placeholders"),
            ("text_kk", "Divided {by", "placeholders"),
        )
    ),
    *(
        Mutation("check_texts", "texts/interface.csv", "sentence.more.many", {column: value}, column, "placeholders")
        for column, value in (
            ("text_en", "zeros"),
            ("text_en", "{number} of {number:>9}"),
            ("text_en", "{number!r} zeros"),
            ("text_en", "{number.real} zeros"),
            ("text_ru", "{numbers} zeros"),
            ("text_kk", "zeros"),
        )
    ),
    Mutation("check_arithmetic", "checks.csv", "parts_2003", {"kind": "average"}, "kind", "how to compute"),
]  # fmt: skip

NOT_WRITTEN, NO_DAY, EMPTY = "not written as it must be", "no such day", "the cell is empty"
CELL_MUTATIONS = [
    *(
        Mutation("text", CASES, "crimes_2004", {"obs_value": value}, "obs_value", NOT_WRITTEN)
        for value in ("1_130", "١١٣٠", "NA", "nan", "inf", "4,715?", "1e3", "+5", "1,130", "1130 ", ".5", "0x10", "½")
    ),
    *(
        Mutation("text", CASES, "crimes_2004", {"period_start": value}, "period_start", NOT_WRITTEN)
        for value in ("30.02.2004", "2004-1-1", "2004", "2004-01-01T00:00", "٢٠٠٤-٠١-٠١")
    ),
    *(
        Mutation("day", CASES, "crimes_2004", {"period_start": value}, "period_start", NO_DAY)
        for value in ("2004-02-30", "2004-13-01", "2003-02-29", "2004-00-10")
    ),
    Mutation("day", "events.csv", "law_gov", {"event_date": "2005-02-30"}, "event_date", NO_DAY),
    *(
        Mutation("day", file, key, {column: value}, column, NO_DAY)
        for value in ("9999-01-01", "2262-04-12", "0001-01-01")
        for file, key, column in (
            (CASES, "crimes_2004", "period_start"),
            (CASES, "crimes_2004", "period_end"),
            ("gaps.csv", "gap_disaggregation", "period_start"),
            ("gaps.csv", "gap_disaggregation", "period_end"),
            ("sources.csv", "report_gov", "published"),
            ("events.csv", "law_gov", "event_date"),
        )
    ),
    Mutation("text", CASES, "crimes_2004", {"locator": ""}, "locator", EMPTY),
    Mutation("text", "events.csv", "law_gov", {"locator": ""}, "locator", EMPTY),
    Mutation("text", "gaps.csv", "gap_undated", {"locator": ""}, "locator", EMPTY),
    Mutation("text", "checks.csv", "parts_2003", {"locator": ""}, "locator", EMPTY),
    Mutation("text", CASES, "crimes_2004", {"sex": "NA"}, "sex", NOT_WRITTEN),
    Mutation("text", CASES, "crimes_2004", {"via": "league||ministry"}, "via", NOT_WRITTEN),
    Mutation("text", CASES, "crimes_2004", {"note_en": "two\nlines"}, "note_en", NOT_WRITTEN),
    Mutation("text", "sources.csv", "report_gov", {"url": "javascript:alert(1)"}, "url", NOT_WRITTEN),
    Mutation("text", "sources.csv", "report_gov", {"accessed": "yesterday"}, "accessed", NOT_WRITTEN),
    Mutation("text", "sources.csv", "report_gov", {"file": "../secret"}, "file", NOT_WRITTEN),
]


@dataclass(frozen=True)
class FileMutation:
    """The bytes of bodies.csv changed; the problem is expected at ``line`` of the file, ``column`` of the header."""

    name: str
    change: Callable[[bytes], bytes]
    line: int
    wrong: str
    column: str = ""
    instead: str = field(default="")


def _on_line(number: int, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def changed(raw: bytes) -> bytes:
        lines = raw.split(b"\n")
        lines[number - 1] = change(lines[number - 1])
        return b"\n".join(lines)

    return changed


FILE_MUTATIONS = [
    FileMutation("latin-1", _on_line(4, lambda row: row.replace(b"Example", "Exämple".encode("latin-1"))), 4, "not UTF-8"),
    FileMutation("byte-order mark", lambda raw: b"\xef\xbb\xbf" + raw, 1, "byte-order mark"),
    FileMutation("utf-16", lambda raw: raw.decode().encode("utf-16"), 1, "not UTF-8"),
    FileMutation("utf-16 without mark", lambda raw: raw.decode().encode("utf-16-le"), 1, "null character"),
    FileMutation("null", _on_line(3, lambda row: row + b"\x00"), 3, "null character"),
    FileMutation("unclosed quote", _on_line(3, lambda row: row.replace(b",", b',"', 1)), 3, "not valid CSV"),
    FileMutation("text after a quote", _on_line(3, lambda row: b'"' + row.replace(b",", b'"x,', 1)), 3, "not valid CSV"),
    FileMutation("too many cells", _on_line(3, lambda row: row + b",more"), 3, "has 7 cells and not 6"),
    FileMutation("too few cells", _on_line(3, lambda row: row.rpartition(b",")[0]), 3, "has 5 cells and not 6"),
    FileMutation("blank line", _on_line(3, lambda row: b"\n" + row), 3, "has 0 cells"),
    FileMutation("long cell", _on_line(3, lambda row: row.replace(b"Example", b"E" * 10_001)), 3, "longer than 10000"),
    FileMutation("lone carriage return", _on_line(5, lambda row: row + b"\rx"), 5, "carriage return"),
    FileMutation("old Mac line ends", lambda raw: raw.replace(b"\n", b"\r"), 1, "carriage return"),
    FileMutation("empty", lambda _: b"", 1, "the file is empty"),
    FileMutation("only spaces", lambda _: b" \n\n", 1, "the file is empty"),
    FileMutation("semicolons", lambda raw: raw.replace(b",", b";"), 1, "a column is missing", "parent"),
    FileMutation("no header", lambda raw: raw.partition(b"\n")[2], 1, "a column is missing", "body_id"),
]  # fmt: skip
