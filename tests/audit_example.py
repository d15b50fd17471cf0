"""Invented sources, and data that were taken from them rightly: what the tests of the audit break."""

from __future__ import annotations

import csv
from pathlib import Path

from example_data import write_example
from loaders.classes import CONFLICT
from loaders.comparing import compared
from loaders.derive import with_derived
from loaders.tables import TABLES
from loaders.validation import read_frames

Row = dict[str, str]

NUMBERED = """Invented observations

I. Opening

1. The harbour office met on 3 May 2004, in the town hall.
2. In 2003, the office counted 1,976 boats and seventy-five oars.[endnoteRef:1] [1: Set up in 1998 [by decree].]
(a) Of these boats, twelve were red;
(b) In the first half of 2004, 76 more came.
3. As at 1 March 2004, there were 480 sails, and currently there are 40 flags.
4. The office does not count the sailors at all.

II. Closing

5. The office should count the sailors.
"""
HEADED = """Invented report

INTRODUCTION

In 2011, 250 lamps burned.¹ The town has 3.4 million steps.²

LAMPS AND
WICKS

From 1 January 1999 to 1 January 2004, 300 lamps were lit.³ Of them 21 broke.⁴ Nobody swept.

Introduction

In 2012, 900 candles were bought.

Endnotes

- ¹ The lamp office.
- ² The step office, founded in 1987.
- ³ The lighthouse.
"""
NOTE = """Invented note about kites

The kites are made of paper.

There were 33 kites in 2001, says the club.

1. No list of kites is kept.
2. The club has two rooms.
"""
WEB_COLUMNS = ("value_as_printed", "value", "period_start", "period_end", "url", "excerpt")
WEB = [
    (
        "more than 620",
        "620",
        "2005-01-01",
        "2005-12-31",
        "https://example.org/bells",
        "In 2005 more than 620 bells rang",
    ),
    ("815", "815", "2006-01-01", "2006-12-31", "https://example.org/bells", "In 2006 there were 815 of 9,815 bells"),
]
CELLS = '"countryname","year","p","q"\n"Kazakhstan",2003,10,"<5"\n"Kazakhstan",2004,11,"<5"\n'
OUTLINE = ("Introduction", "Lamps and wicks", "Introduction (2)", "Endnotes")


def _source(source_id: str, document_type: str, file: str, url: str = "not known") -> Row:
    return {
        "source_id": source_id, "document_type": document_type, "file": file, "url": url, "publisher": "committee",
        "source_type": "international", "short_label_en": "Example", "title": "Example", "published_precision": "unknown",
        "accessed": "not known", "language": "en", "archived_url": "not known", "licence": "not known",
        "citation": "Example",
    }  # fmt: skip


def _figure(obs_id: str, source_id: str, locator: str, printed: str, period: str, words: str, **more: str) -> Row:
    start, _, end = period.partition("/")
    return {
        "obs_id": obs_id, "source_id": source_id, "locator": locator, "value_as_printed": printed,
        "obs_value": printed.replace(",", ""), "period_start": start, "period_end": end, "period_as_printed": words,
        "indicator_id": "example_crimes", "ref_area": "KZ", "sex": "_T", "age": "_T", "bound": "exact",
        "obs_status": "A", **more,
    }  # fmt: skip


def _statement(source_id: str, locator: str, **more: str) -> Row:
    return {"source_id": source_id, "locator": locator, "label_en": "Example", **more}


SOURCES = [
    _source("crc2015", "document", "numbered.txt"),
    _source("ecpat2013", "document", "headed.txt"),
    _source("note", "document", "note.txt"),
    _source("bells", "web", "web.csv", "https://example.org/bells"),
    _source("cells", "table", "cells.csv"),
]
Y2003, Y2011 = "2003-01-01/2003-12-31", "2011-01-01/2011-12-31"
OBSERVATIONS = [
    _figure("boats", "crc2015", "para. 2", "1,976", Y2003, "In 2003"),
    _figure("oars", "crc2015", "para. 2", "seventy-five", Y2003, "", obs_value="75", sex="M", warnings="inferred_period"),
    _figure("red", "crc2015", "para. 2 (a)", "twelve", Y2003, "In 2003", obs_value="12"),
    _figure("more", "crc2015", "para. 2 (b)", "76", "2004-01-01/2004-06-30", "In the first half of 2004"),
    _figure("sails", "crc2015", "para. 3", "480", "2004-03-01/2004-03-01", "As at 1 March 2004"),
    _figure("flags", "crc2015", "para. 3", "40", "", "currently", warnings="undated"),
    _figure("lamps", "ecpat2013", "Introduction, endnote 1", "250", Y2011, "In 2011"),
    _figure("lit", "ecpat2013", "Lamps and wicks, endnote 3", "300", "1999-01-01/2003-12-31", "From 1 January 1999 to 1 January 2004"),
    _figure("broke", "ecpat2013", "Lamps and wicks, after endnote 3", "21", "1999-01-01/2003-12-31", "From 1 January 1999 to 1 January 2004"),
    _figure("kites", "note", "paragraph 2", "33", "2001-01-01/2001-12-31", "in 2001"),
    _figure("rang", "bells", "row 1, text", "620", "2005-01-01/2005-12-31", "In 2005", bound="at_least"),
    _figure("stock", "bells", "row 2, text", "815", "2006-01-01/2006-12-31", "In 2006"),
    _figure("ten", "cells", "Kazakhstan, 2003, column p", "10", Y2003, "2003"),
    _figure("few", "cells", "Kazakhstan, 2003, column q", "<5", Y2003, "2003", obs_value="", bound="suppressed", threshold="5", obs_status="Q"),
    _figure("asleep-2004", "cells", "Kazakhstan, 2004, column p", "11", "2004-12-31/2004-12-31", "2004",
            indicator_id="example_children_in_care"),
]  # fmt: skip
IMPORTS = [
    {
        "import_id": "asleep", "source_id": "cells", "sheet": "p", "selector": "countryname=Kazakhstan",
        "id_prefix": "asleep", "indicator_id": "example_children_in_care", "ref_area": "KZ", "sex": "_T", "age": "_T",
        "year_from": "2004", "year_to": "2005", "stock_day": "12-31",
    },
]  # fmt: skip
TABLES_WITH_ROWS: dict[str, list[Row]] = {
    "sources": SOURCES,
    "observations": OBSERVATIONS,
    "imports": IMPORTS,
    "gaps": [_statement("crc2015", "para. 4", gap_id="sailors", topic="cases", kind="not_collected")],
    "events": [
        _statement("crc2015", "para. 1", event_id="met", event_key="met", event_date="2004-05-03", date_precision="day",
                   kind="institution"),
        _statement("ecpat2013", "Introduction, endnote 2", event_id="steps", event_key="steps", event_date="1987-01-01",
                   date_precision="year", kind="institution"),
    ],
    "recommendations": [
        _statement("crc2015", "para. 5", recommendation_id="count", topic="cases", fate_2013="partly",
                   fate_2013_locator="Introduction (2)"),
    ],
    "coverage": [
        {"source_id": "crc2015", "place": "para. 1", "taken": "met"},
        {"source_id": "crc2015", "place": "para. 2", "taken": "boats|oars|red|more"},
        {"source_id": "crc2015", "place": "para. 3", "taken": "sails|flags"},
        {"source_id": "crc2015", "place": "para. 4", "taken": "sailors"},
        {"source_id": "crc2015", "place": "para. 5", "taken": "count"},
        {"source_id": "crc2015", "place": "endnote 1", "reason_en": "A date only."},
        {"source_id": "ecpat2013", "place": "Introduction", "taken": "lamps|steps"},
        {"source_id": "ecpat2013", "place": "Lamps and wicks", "taken": "lit|broke"},
        {"source_id": "ecpat2013", "place": "Introduction (2)", "reason_en": "Candles do not count."},
        {"source_id": "ecpat2013", "place": "Endnotes, endnote 2", "taken": "steps"},
        {"source_id": "note", "place": "paragraph 2", "taken": "kites"},
        {"source_id": "note", "place": "list item 2", "reason_en": "Rooms do not count."},
    ],
    "outlines": [
        {"source_id": "ecpat2013", "order": str(number), "heading": heading}
        for number, heading in enumerate(OUTLINE, start=1)
    ],
}  # fmt: skip
EMPTY = (
    *("checks", "reconciliations", "explanations", "changes", "corrections"),
    *("lessons", "lesson_steps", "lesson_questions"),
)


def write_sources(folder: Path) -> Path:
    """The invented sources as files."""
    folder.mkdir()
    for name, text in (("numbered", NUMBERED), ("headed", HEADED), ("note", NOTE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "cells.csv").write_text(CELLS, encoding="utf-8")
    with (folder / "web.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([WEB_COLUMNS, *WEB])
    return folder


def write_table(folder: Path, name: str, rows: list[Row], file: str = "") -> None:
    """Write a table; cells that a row does not have stay empty."""
    table = TABLES[name]
    with (folder / (file or table.files[0])).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, table.columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_audited(folder: Path, **instead: list[Row]) -> Path:
    """A valid data folder about the invented sources, with other rows for the tables that are named."""
    write_example(folder)
    rows = {**TABLES_WITH_ROWS, **{name: [] for name in EMPTY}, **instead}
    for topic in TABLES["observations"].files:
        if "*" not in topic:
            write_table(folder, "observations", [], topic)
    for path in (folder / "observations" / "imported").glob("*.csv"):
        path.unlink()
    for name, content in rows.items():
        by_hand = [row for row in content if row.get("source_id") != "cells"]
        write_table(folder, name, by_hand if name == "observations" else content)
    imported = [row for row in rows["observations"] if row["source_id"] == "cells"]
    write_table(folder, "observations", imported, "observations/imported/cells.csv")
    with (folder / "warnings.csv").open("a", encoding="utf-8", newline="") as file:
        named = dict.fromkeys(TABLES["warnings"].columns, "") | {"label_en": "Inferred", "explanation_en": "Inferred"}
        csv.DictWriter(file, TABLES["warnings"].columns, lineterminator="\n").writerow(
            named | {"warning_id": "inferred_period"}
        )
    write_table(folder, "explanations", [*rows["explanations"], *_why(folder)])
    return folder


def _why(folder: Path) -> list[Row]:
    """A row for each two figures that contradict each other: the audit is about other faults."""
    frames, _ = read_frames(folder)
    figures = with_derived(frames["observations"], frames["sources"], frames["bodies"], frames["indicators"])
    pairs = compared(figures)
    return [
        {"explanation_id": f"{one}-{other}", "about": "pair", "concerns": f"{one}|{other}", "verdict": "unexplained",
         "explanation_en": "They differ. Both were looked at."}
        for one, other, kind in zip(pairs["obs_a"], pairs["obs_b"], pairs["class"], strict=True)
        if kind == CONFLICT
    ]  # fmt: skip
