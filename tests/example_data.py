"""A small, complete, valid and invented data folder. Its figures and names exist nowhere else.

Every kind of row that is easy to get wrong is here: periods of all lengths, stocks, undated figures, bounds,
a suppressed figure, a stated zero, a break, a replaced figure, and counts that are own, relayed and
unattributed. Columns that a table gains later are filled by ``_filler``, so that the example stays complete.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from loaders.fields import Field
from loaders.tables import TABLES, Table
from loaders.text_keys import asked_for

Row = dict[str, str]

CODES = {
    "sex": "F M _T",
    "age": "_T Y_LT18 Y14T17",
    "bound": "exact at_least at_most about suppressed",
    "obs_status": "A B E P Q",
    "topic": "cases convictions adoptions trafficking context",
    "body_kind": "government ngo international foreign_government academic media",
    "source_type": "government ngo international",
    "measure_kind": "flow stock rate share rating",
    "gap_kind": "not_collected not_disaggregated cannot_be_determined not_published unreliable contradictory",
    "check_kind": "sum share difference change",
    "verdict": "holds within_rounding fails",
    "about": "pair check event look_alike",
    "explanation_verdict": "error_in_source different_scope different_date different_counter unexplained",
    "relation": "total_parts flow_register",
    "date_precision": "day month year",
    "event_kind": "law treaty plan institution",
    "fate": "implemented partly not not_mentioned",
    "document_type": "document workbook table web",
    "change_kind": "added corrected removed renamed",
    "correction_decision": "corrected kept explained open",
    "breakdown": "citizenship cause",
    "citizenship": "KGZ UZB",
    "cause": "orphan other",
    "ref_area": "KZ KZ-75",
    "unit_measure": "crimes children persons percent per_100k usd",
    "stage": "registered convicted in_care rated",
    "population": "child_victims children not_persons",
    "indicator_group": "registered court adopted victims money",
    "family": "example_family",
}
WARNINGS = "undated day_not_printed small_count all_ages background"


def _named(prefix: str, *names: str) -> Row:
    return {f"{name}_en": f"Example {prefix} {name}" for name in names}


def _body(body_id: str, kind: str, parent: str = "") -> Row:
    return {"body_id": body_id, "kind": kind, "parent": parent, "label_en": f"Example {body_id}"}


def _source(source_id: str, publisher: str, source_type: str, **more: str) -> Row:
    defaults = {
        "short_label_en": f"Example {source_id}",
        "document_type": "document",
        "title": f"Example title of {source_id}",
        "published": "2012-05-01",
        "published_precision": "day",
        "accessed": "not known",
        "language": "en",
        "url": "https://example.org/document",
        "archived_url": "not known",
        "licence": "not known",
        "citation": f"Example citation of {source_id}",
        "file": f"{source_id}.txt",
    }
    return {"source_id": source_id, "publisher": publisher, "source_type": source_type, **defaults, **more}


def _indicator(indicator_id: str, topic: str, group: str, unit: str, **more: str) -> Row:
    defaults = {
        "measure_kind": "flow",
        "stage": "registered",
        "population": "child_victims",
        "label_en": f"Example {indicator_id}",
        "definition_en": "An invented thing that is counted in tests.",
    }
    return {
        "indicator_id": indicator_id, "topic": topic, "group": group, "unit_measure": unit, **defaults, **more,
    }  # fmt: skip


def _figure(obs_id: str, indicator_id: str, period: str, printed: str, **more: str) -> Row:
    """A figure; ``period`` is a year, a day, "first/last" or empty, ``value`` is what is printed unless given."""
    first, _, last = period.partition("/")
    if re.fullmatch("[0-9]{4}", period):
        first, last = f"{period}-01-01", f"{period}-12-31"
    defaults = {
        "period_start": first,
        "period_end": last or first,
        "period_as_printed": period,
        "ref_area": "KZ",
        "sex": "_T",
        "age": "_T",
        "obs_value": printed.replace(",", "").removesuffix("%"),
        "bound": "exact",
        "obs_status": "A",
        "source_id": "report_gov",
        "locator": f"para. {obs_id}",
        "counted_by": "ministry",
    }
    return {"obs_id": obs_id, "indicator_id": indicator_id, "value_as_printed": printed, **defaults, **more}


def _change(number: int, key: str, kind: str, column: str, values: tuple[str, str], **more: str) -> Row:
    """A line of the change log; ``values`` are what stood before and what stands since."""
    defaults = {"changed": "2026-01-05", "table": "observations", "reason_en": f"Invented reason {number}."}
    return {
        "change_id": f"change-{number}", "row_key": key, "kind": kind, "column": column,
        "old_value": values[0], "new_value": values[1], **defaults, **more,
    }  # fmt: skip


BODIES = [
    _body("gov", "government"),
    _body("ministry", "government", "gov"),
    _body("department", "government", "ministry"),
    _body("league", "ngo"),
    _body("committee", "international"),
    _body("neighbour", "foreign_government"),
    _body("gazette", "media"),
]
SOURCES = [
    _source("report_gov", "gov", "government", licence_url="https://example.org/licence", symbol="EX/1|EX/2"),
    _source("report_league", "league", "ngo", published="", published_precision="unknown"),
    _source("report_committee", "committee", "international", published="2011-01-01", published_precision="year"),
    _source("article", "gazette", "ngo", accessed="2012-01-31", language="ru"),
    _source("workbook", "committee", "international", document_type="workbook", file="workbook.xlsx"),
]
INDICATORS = [
    _indicator(
        "example_crimes", "cases", "registered", "crimes", family="example_family", warnings="all_ages", headline="2"
    ),
    _indicator("example_victims", "cases", "registered", "children", family="example_family"),
    _indicator("example_convicted", "convictions", "court", "persons", stage="convicted"),
    _indicator("example_share", "convictions", "court", "percent", measure_kind="share"),
    _indicator(
        "example_children_in_care",
        "adoptions",
        "adopted",
        "children",
        measure_kind="stock",
        stage="in_care",
        headline="1",
    ),
    _indicator("example_identified", "trafficking", "victims", "persons"),
    _indicator("example_money", "context", "money", "usd", population="not_persons", warnings="background"),
    _indicator("example_rate", "context", "money", "per_100k", measure_kind="rate"),
]
LEAGUE = {"source_id": "report_league", "counted_by": "league"}
COMMITTEE = {"source_id": "report_committee"}
OBSERVATIONS = [
    # one count printed twice, its parts, and a total over five years
    _figure("crimes_2003", "example_crimes", "2003", "1,120"),
    _figure("crimes_2003_f", "example_crimes", "2003", "500", sex="F"),
    _figure("crimes_2003_m", "example_crimes", "2003", "620", sex="M"),
    _figure("crimes_2003_relayed", "example_crimes", "2003", "1,120", **COMMITTEE, via="league"),
    _figure("crimes_1999_2003", "example_crimes", "1999-01-01/2003-12-31", "5,000"),
    # a disagreement, a figure that nobody claims, and another unit of the same family
    _figure("crimes_2004", "example_crimes", "2004", "1,130", warnings="all_ages"),
    _figure("crimes_2004_league", "example_crimes", "2004", "1,900", **LEAGUE),
    _figure("crimes_2005_h1", "example_crimes", "2005-01-01/2005-06-30", "600", counted_by="department"),
    _figure("crimes_2005_league", "example_crimes", "2005", "1,140", source_id="report_league", counted_by=""),
    _figure("victims_2004", "example_victims", "2004", "1,300", age="Y_LT18"),
    _figure("victims_2004_orphans", "example_victims", "2004", "30", age="Y_LT18", breakdown="cause", breakdown_value="orphan"),
    # a break in the series, what a medium quotes, and a fiscal year
    _figure("crimes_2006", "example_crimes", "2006", "900", obs_status="B", note_en="An invented change of method."),
    _figure("crimes_2006_article", "example_crimes", "2006", "950", **{**LEAGUE, "source_id": "article"}),
    _figure(
        "crimes_fy2007", "example_crimes", "2006-10-01/2007-09-30", "70", **{**COMMITTEE, "counted_by": "neighbour"}
    ),
    # a stated zero, bounds, a figure that was replaced, and one without a date
    _figure("crimes_2007", "example_crimes", "2007", "no crimes", obs_value="0"),
    _figure("crimes_2008", "example_crimes", "2008", "more than 800", obs_value="800", bound="at_least"),
    _figure("crimes_2009", "example_crimes", "2009", "up to 700", obs_value="700", bound="at_most"),
    _figure("crimes_2010", "example_crimes", "2010", "about 650", obs_value="650", bound="about"),
    _figure("crimes_2011_early", "example_crimes", "2011", "610", obs_status="P"),
    _figure("crimes_2011", "example_crimes", "2011", "640", supersedes="crimes_2011_early"),
    _figure("crimes_undated", "example_crimes", "", "40", warnings="undated", **LEAGUE),
    # convictions: a suppressed figure, a small one, and a percentage
    _figure("convicted_2004", "example_convicted", "2004", "250"),
    _figure("convicted_2004_kgz", "example_convicted", "2004", "<5", obs_value="", bound="suppressed", threshold="5", obs_status="Q",
            breakdown="citizenship", breakdown_value="KGZ"),
    _figure("convicted_2004_uzb", "example_convicted", "2004", "three", obs_value="3", warnings="small_count",
            breakdown="citizenship", breakdown_value="UZB"),
    _figure("convicted_2005", "example_convicted", "2005", "300"),
    _figure("convicted_share_2004", "example_share", "2004", "22%"),
    # stocks, with and without a printed day
    _figure("in_care_2004", "example_children_in_care", "2004-03-01", "9,000"),
    _figure("in_care_2005", "example_children_in_care", "2005", "8,900", warnings="day_not_printed"),
    _figure("identified_2010", "example_identified", "2010", "17", ref_area="KZ-75", **LEAGUE),
    _figure("money_2009", "example_money", "2009", "1,500.50"),
    _figure("rate_2010", "example_rate", "2010", "12.5", obs_value="12.4996", source_id="workbook", counted_by="ministry",
            locator="Sheet1, row 7"),
]  # fmt: skip
TEXTS = {
    "gaps": [
        {
            "gap_id": "gap_disaggregation", "topic": "cases", "indicator_id": "example_crimes", "kind": "not_disaggregated",
            "period_start": "2003-01-01", "period_end": "2006-12-31", "source_id": "report_committee",
            "locator": "para. 90", "label_en": "Example crimes are not divided by age",
        },
        {
            "gap_id": "gap_undated", "topic": "trafficking", "kind": "cannot_be_determined", "source_id": "report_league",
            "locator": "para. 91", "label_en": "Nobody can say how many",
        },
    ],
    "checks": [
        {
            "check_id": "parts_2003", "kind": "sum", "operands": "crimes_2003_f|crimes_2003_m", "result": "crimes_2003",
            "expected_verdict": "holds", "source_id": "report_gov", "locator": "para. crimes_2003",
        },
        {
            "check_id": "share_2004", "kind": "share", "operands": "convicted_2004|crimes_2004",
            "result": "convicted_share_2004", "expected_verdict": "within_rounding", "source_id": "report_gov",
            "locator": "para. convicted_share_2004",
        },
        {
            "check_id": "more_convicted", "kind": "difference", "operands": "convicted_2005|convicted_2004",
            "result": "crimes_undated", "expected_verdict": "fails", "source_id": "report_league",
            "locator": "para. crimes_undated",
        },
    ],
    "reconciliations": [
        {
            "reconciliation_id": "sexes_2003", "relation": "total_parts", "left_side": "crimes_2003",
            "right_side": "crimes_2003_f|crimes_2003_m", **_named("sexes", "label", "caveat"),
        },
        {
            "reconciliation_id": "crimes_victims", "relation": "flow_register", "left_side": "crimes_2004",
            "right_side": "victims_2004", **_named("register", "label", "caveat"),
        },
    ],
    "explanations": [
        {
            "explanation_id": "pair_2004", "about": "pair", "concerns": "crimes_2004|crimes_2004_league",
            "verdict": "different_scope", "explanation_en": "An invented reason. It is known from nowhere.",
        },
        {
            "explanation_id": "pair_2006", "about": "pair", "concerns": "crimes_2006|crimes_2006_article",
            "verdict": "unexplained", "explanation_en": "No reason was invented. The example was looked at.",
        },
        {
            "explanation_id": "check_more", "about": "check", "concerns": "more_convicted",
            "verdict": "error_in_source", "explanation_en": "The invented source is wrong. Its parts say so.",
        },
    ],
    "events": [
        {
            "event_id": "law_gov", "event_key": "law", "event_date": "2005-02-01", "date_precision": "day", "kind": "law",
            "source_id": "report_gov", "locator": "para. 92", **_named("law", "label", "note"),
        },
        {
            "event_id": "law_league", "event_key": "law", "event_date": "2005-01-01", "date_precision": "year",
            "kind": "law", "source_id": "report_league", "locator": "para. 93", "label_en": "Example law",
        },
    ],
    "recommendations": [
        {
            "recommendation_id": "rec_2006", "source_id": "report_committee", "locator": "para. 94", "topic": "cases",
            "label_en": "Count crimes by age", "fate_2013": "partly", "fate_2013_locator": "para. 5",
            "fate_2015": "not", "fate_2015_locator": "para. 6", "closes_gaps": "gap_disaggregation",
        },
        {
            "recommendation_id": "rec_2015", "source_id": "report_committee", "locator": "para. 95", "topic": "cases",
            "label_en": "Count crimes by age at last", "follows_up": "rec_2006", "fate_2015": "not_mentioned",
        },
    ],
    "imports": [
        {
            "import_id": "example_rate", "source_id": "workbook", "sheet": "Sheet1", "selector": "1", "id_prefix": "rate",
            "indicator_id": "example_rate", "sex": "_T", "age": "_T", "counted_by": "ministry", "year_from": "2009",
            "year_to": "2010", "stock_day": "12-31", "break_years": "2009|2010", "warnings": "all_ages",
            "breakdown": "cause", "breakdown_value": "orphan",
        },
    ],
    "changes": [
        _change(1, "crimes_2004", "corrected", "counted_by", ("league", "")),
        _change(2, "crimes_2003_m", "corrected", "sex", ("F", "M"), correction_id="report_sex"),
        _change(3, "crimes_2003_old", "renamed", "obs_id", ("crimes_2003_old", "crimes_2003")),
        _change(4, "crimes_1980", "removed", "", ("indicator_id: example_crimes; obs_value: 7; locator: a; b: c", "")),
        _change(5, "crimes_2004", "corrected", "counted_by", ("", "ministry"), changed="2026-01-06"),
        _change(6, "convicted_2004_kgz", "corrected", "threshold", ("10", "5.0"), changed="2026-01-06"),
        _change(7, "money_2009", "corrected", "obs_value", ("1500", "1500.50"), changed="2026-01-06"),
        _change(8, "in_care_2004", "corrected", "period_end", ("2004-03-02", "2004-03-01"), changed="2026-01-06"),
        _change(
            9, "law_league", "added", "", ("", "event_key: law; event_date: 2005-01-01; date_precision: year; kind: law; source_id: report_league; locator: para. 93"),
            table="events", changed="2026-01-06",
        ),
    ],
    "corrections": [
        {
            "correction_id": "report_sex", "reported": "2026-01-04", "table": "observations", "row_key": "crimes_2003_m",
            "report_en": "An invented report on men.", "decision": "corrected", "decided": "2026-01-05",
            "answer_en": "An invented answer.",
        },
        {
            "correction_id": "report_open", "reported": "2026-01-06", "report_en": "An invented report on a page.",
            "decision": "open",
        },
    ],
    "texts": [
        {"text_key": key, "text_en": " ".join(["Example", *(f"{{{name}}}" for name in sorted(names))])}
        for key, names in asked_for().items()
    ],
}  # fmt: skip


def _coverage() -> list[Row]:
    """The ledger: every figure, gap, event and recommendation of a document at its own place."""
    documents = {row["source_id"] for row in SOURCES if row["document_type"] == "document"}
    named = [(row["obs_id"], row) for row in OBSERVATIONS]
    named += [(row[f"{key}_id"], row) for key, name in
              (("gap", "gaps"), ("event", "events"), ("recommendation", "recommendations")) for row in TEXTS[name]]  # fmt: skip
    rows = [
        {"source_id": row["source_id"], "place": row["locator"], "taken": name}
        for name, row in named
        if row["source_id"] in documents
    ]
    return [*rows, {"source_id": "report_gov", "place": "para. 99", "reason_en": "A page number."}]


#: A lesson with a step of every kind, and figures that it may compute with.
LESSONS = [{"lesson_id": "lesson", "order": "1", **_named("lesson", "label", "aim", "age_note", "care_note")}]
LESSON_STEPS = [
    {"step_id": f"step-{place}", "lesson_id": "lesson", "order": str(place), "label_en": "Example step", **step}
    for place, step in enumerate(
        (
            {"words_en": "Two years and {sum_a_b} crimes.", "operands": "crimes_2004|crimes_2007"},
            {
                "words_en": "A chart.",
                "shows": "view",
                "indicator_id": "example_crimes",
                "year_from": "2004",
                "year_to": "2007",
            },
            {"words_en": "Crimes of {period_a}: {a}.", "operands": "crimes_2004"},
            {"words_en": "What nobody counted.", "shows": "figures", "gap_ids": "gap_disaggregation"},
            {"words_en": "A hidden number: {a}.", "operands": "convicted_2004_kgz"},
        ),
        start=1,
    )
]
LESSON_QUESTIONS = [
    {
        "question_id": f"question-{place}",
        "lesson_id": "lesson",
        "order": str(place),
        "operands": "crimes_2004|crimes_2007",
        "question_en": "Example question on {a}?",
        "answer_en": "Together {sum_a_b}.",
    }
    for place in (1, 2, 3)
]


def _tables() -> dict[str, list[Row]]:
    codes = [
        {"codelist": codelist, "code": code, "label_en": f"Example {code}"}
        for codelist, names in CODES.items()
        for code in names.split()
    ]
    warnings = [{"warning_id": name, **_named(name, "label", "explanation")} for name in WARNINGS.split()]
    return {
        "codes": codes,
        "warnings": warnings,
        "bodies": BODIES,
        "sources": SOURCES,
        "indicators": INDICATORS,
        "observations": OBSERVATIONS,
        "coverage": _coverage(),
        "lessons": LESSONS,
        "lesson_steps": LESSON_STEPS,
        "lesson_questions": LESSON_QUESTIONS,
        **TEXTS,
    }


def _filler(table: Table, field: Field, *, rows: dict[str, list[Row]], codes: dict[str, str]) -> str:
    """A valid cell for a column that the example does not know yet; empty where the column may be. New ``codes`` are added."""
    if not table.is_required(field.name):
        return ""
    codelist = table.codelist(field.name)
    if codelist:
        return codes.setdefault(codelist, field.example or "example").split()[0]
    if field.refers_to:
        return rows[field.refers_to][0][TABLES[field.refers_to].key[0]]
    guesses = (field.example, "example", "Example", "1", "2003", "2003-01-01", "https://example.org/")
    return next(guess for guess in guesses if guess and re.fullmatch(field.pattern, guess))


def _file_of(table: Table, row: Row) -> str:
    if table.name != "observations":
        return table.files[0]
    if row["source_id"] == "workbook":
        return "observations/imported/workbook.csv"
    topics = {indicator["indicator_id"]: indicator["topic"] for indicator in INDICATORS}
    return f"observations/{topics[row['indicator_id']]}.csv"


def write_example(folder: Path) -> Path:
    """Write every table of ``loaders.tables`` below ``folder`` and return it."""
    rows, codes = _tables(), dict(CODES)  # else the second example of a process would be another one
    filled = {
        table.name: [
            {field.name: row.get(field.name) or _filler(table, field, rows=rows, codes=codes) for field in table.fields}
            for row in rows.get(table.name, [{}])
        ]
        for table in TABLES.values()
    }
    known = {(row["codelist"], row["code"]) for row in filled["codes"]}
    filled["codes"] += [
        dict.fromkeys(TABLES["codes"].columns, "") | {"codelist": codelist, "code": code, "label_en": "Example"}
        for codelist, names in codes.items()
        for code in names.split()
        if (codelist, code) not in known
    ]
    for table in TABLES.values():
        files: dict[str, list[Row]] = {name: [] for name in table.files if "*" not in name}
        for row in filled[table.name]:
            files.setdefault(_file_of(table, row), []).append(row)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, table.columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(content)
    return folder
