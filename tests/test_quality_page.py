"""How the figures were checked: sums computed again, pairs by class, the audit, and the reading ledger."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from dash.development.base_component import Component

from components.pages import page
from components.places import args_of, place_of
from components.quality_page import audit_sentence, quality_page
from components.refusing import problem_of
from loaders.audit_result import AUDIT_FILE, AuditRecord, SourceCount, read_record
from loaders.dataset import Dataset
from loaders.quality import checks, ledger, pairs_by_class
from trees import every, walk, words

RECORD = AuditRecord(
    "0123456789abcdef",
    7,
    {"report_gov": SourceCount(verified=20), "workbook": SourceCount(verified=2, failed=1, not_checkable=3)},
    {"report_gov": {"places": 40, "with_numbers": 30}},
)


@pytest.fixture(scope="module")
def shown(real: Dataset) -> Component:
    return quality_page(real)


@pytest.fixture(scope="module")
def audited(spoken: Dataset) -> Dataset:
    return replace(spoken, audit_record=RECORD)


def rows_of(table: Any) -> list[list[str]]:
    return [[" ".join(words(cell).split()) for cell in row.children] for row in every(table, "Tr")[1:]]


def check_row(content: Any, check_id: str) -> list[str]:
    (row,) = [row for row in every(content, "Tr") if getattr(row, "id", "") == check_id]
    return [" ".join(words(cell).split()) for cell in row.children]


def table_after(content: Any, anchor: str) -> list[list[str]]:
    """The first table of the part under a heading."""
    (section,) = [part for part in every(content, "Section") if any(node.id == anchor for node in every(part, "H2"))]
    return rows_of(every(section, "Table")[0])


# arithmetic


def test_every_printed_sum_stands_once_and_those_that_do_not_add_up_come_first(real: Dataset, shown: Component) -> None:
    ids = [row.id for row in every(shown, "Tr") if str(getattr(row, "className", "")).startswith("check-")]
    assert Counter(ids) == Counter(real.table("checks")["check_id"])
    verdicts = {one.row["check_id"]: one.verdict for one in checks(real)}
    order = [verdicts[name] for name in ids]
    assert order == sorted(order, key=["fails", "limits", "within_rounding", "holds"].index)


def test_adoptions_of_1999_to_2003_are_told_as_the_report_prints_them(shown: Component) -> None:
    """CRC/C/OPSC/KAZ/1, paragraph 56: 17,770 in the country and 3,676 abroad, 21,446 in all."""
    _, printed, computed, outcome, place = check_row(shown, "opsc2004-p56-c1")
    assert printed == "17,770 + 3,676 = 21,446"
    assert computed.startswith("21,446 computed by us")
    assert outcome == "= holds"
    assert place == "Government report to the UN, 2004 , para. 56"


def test_a_percentage_is_told_with_the_decimal_that_was_rounded_away(shown: Component) -> None:
    """The same paragraph: 482 boys of 1,023 children, printed as 47 per cent; 482 / 1,023 is 47.116 per cent."""
    _, printed, computed, outcome, _ = check_row(shown, "opsc2004-p56-c4")
    assert printed == "482 of 1,023 = 47%"
    assert computed.startswith("47.1%")
    assert outcome == "≈ within rounding"


def test_a_total_that_its_parts_do_not_reach_says_by_what_and_why(real: Dataset, shown: Component) -> None:
    """The embassy's note of June 2008: 23,012 and 6,791 and 281 are 30,084, and 30,184 is printed."""
    _, printed, computed, outcome, _ = check_row(shown, "embassy-kz-us-2008-c1")
    assert printed == "23,012 + 6,791 + 281 = 30,184"
    assert computed.startswith("30,084")
    assert outcome.startswith("≠ does not add up error in a source:")
    assert real.row("explanations", "check-embassy-total")["explanation_en"] in outcome


def test_limits_stay_limits_in_the_printed_sum(shown: Component) -> None:
    """Paragraph 91: from over 139,000 crimes in 1999 to 135,200 or so in 2002, a decline of 2.9 per cent."""
    _, printed, computed, outcome, _ = check_row(shown, "opsc2004-p91-c1")
    assert outcome.startswith("≥ open: a number is printed only as a limit")
    assert printed.startswith("from at least 139,000 to ")
    assert printed.endswith("= a change of 2.9%")
    assert computed.startswith("2.73%")


def test_every_number_of_a_printed_sum_leads_to_its_figure(shown: Component) -> None:
    (row,) = [row for row in every(shown, "Tr") if getattr(row, "id", "") == "opsc2004-p60-c1"]
    links = [link.href for link in every(row, "A") if link.href.startswith("/observation/")]
    assert links == [f"/observation/opsc2004-p60-{number}" for number in (*range(2, 14), 1)]


def test_the_numbers_in_the_sentence_on_sums_are_those_of_the_table(real: Dataset, shown: Component) -> None:
    said = words(every(shown, "P", className="lead")[0])
    assert said.startswith("Of 14 printed sums and percentages all parts are here.")
    assert (
        "Hold: 8. Within rounding: 3. Do not add up: 1. Open, because a number is printed only as a limit: 2." in said
    )
    verdicts = Counter(one.verdict for one in checks(real))
    assert verdicts == {"holds": 8, "within_rounding": 3, "limits": 2, "fails": 1}


def test_without_printed_sums_the_page_says_so(spoken: Dataset) -> None:
    without = replace(spoken, _tables={**spoken._tables, "checks": spoken.table("checks").head(0)}, verdicts=())
    assert "No source prints a sum or percentage" in words(quality_page(without))


# pairs


def test_the_classes_add_up_to_all_pairs_and_their_shares_to_all(real: Dataset, shown: Component) -> None:
    rows = table_after(shown, "pairs")
    assert sum(int(row[1].replace(",", "")) for row in rows) == len(real.comparisons)
    assert sum(float(row[2].rstrip("%")) for row in rows) == pytest.approx(100, abs=0.5)
    assert len(rows) == real.comparisons["class"].nunique()


def test_contradictions_stand_first_among_the_classes(real: Dataset, shown: Component) -> None:
    first = table_after(shown, "pairs")[0]
    assert first[0] == "Printed as the same thing, with two different figures."
    assert first[1] == str((real.comparisons["class"] == "conflict").sum())


def test_of_fewer_than_thirty_pairs_no_share_is_told(spoken: Dataset) -> None:
    assert sum(pairs_by_class(spoken).values()) < 30
    assert {row[2] for row in table_after(quality_page(spoken), "pairs")} == {"–"}


def test_explanations_are_counted_by_verdict_and_by_what_they_are_about(real: Dataset, shown: Component) -> None:
    (section,) = [part for part in every(shown, "Section") if any(node.id == "pairs" for node in every(part, "H2"))]
    rows = rows_of(every(section, "Table")[1])
    assert sum(int(row[-1]) for row in rows) == len(real.table("explanations"))
    assert all(sum(map(int, row[1:-1])) == int(row[-1]) for row in rows)


# the audit


def test_the_record_is_told_in_numbers_and_by_source(audited: Dataset) -> None:
    content = quality_page(audited)
    (told,) = [words(part) for part in every(content, "P", className="lead") if "last audit" in words(part)]
    assert "26 figures" in told
    assert "22 found, 1 not found, 3 not checkable" in told
    assert "7 other statements" in told
    assert table_after(content, "audit") == [
        ["Example report_gov", "20", "20", "0", "0"],
        ["Example workbook", "6", "2", "1", "3"],
    ]


def test_the_record_says_whether_it_was_made_of_these_data(audited: Dataset) -> None:
    assert "The data have changed since that audit, which was of version 0123456789ab" in audit_sentence(
        audited, RECORD
    )
    current = replace(RECORD, data_hash=audited.content_hash)
    assert "exactly these data" in audit_sentence(audited, current)


def test_without_a_record_the_page_says_so(spoken: Dataset) -> None:
    assert spoken.audit_record is None
    assert "There is no record of an audit" in words(quality_page(spoken))


def test_the_record_of_this_repository_is_read_with_the_data(real: Dataset) -> None:
    assert real.audit_record is not None
    assert real.audit_record.total.verified == real.audit_record.total.figures == len(real.observations)
    assert real.audit_record.sources["us_tiers"] == SourceCount(verified=15)
    assert real.audit_record.ledger["crc2006"] == {"places": 32, "with_numbers": 10}


@pytest.mark.parametrize("broken", ["kept", "[]", "{}", json.dumps({"sources": {"x": {}}}), "null"])
def test_a_broken_record_is_none_and_stops_nobody_from_loading(tmp_path: Any, broken: str) -> None:
    assert read_record(tmp_path) is None
    (tmp_path / AUDIT_FILE).write_text(broken, encoding="utf-8")
    assert read_record(tmp_path) is None


# the ledger


def test_the_ledger_is_counted_document_by_document(real: Dataset, shown: Component) -> None:
    rows = {row[0]: row[1:] for row in table_after(shown, "ledger")}
    assert rows["UN Committee on the Rights of the Child, 2006"] == ["32", "10", "27", "23", "4"]
    entered, taken, left_out = (sum(int(row[column].replace(",", "")) for row in rows.values()) for column in (2, 3, 4))
    assert entered == taken + left_out == len(real.table("coverage"))
    (told,) = [words(part) for part in every(shown, "P", className="lead") if "reading ledger" in words(part)]
    assert f"{entered} places. From {taken} something was taken, from {left_out} nothing" in told


def test_every_place_that_was_left_out_has_its_reason_counted(real: Dataset) -> None:
    for one in ledger(real):
        assert sum(one.reasons.values()) == one.left_out


# the way here


def test_the_page_is_linked_from_the_foot_of_every_page_and_from_the_data(real: Dataset) -> None:
    for path in ("/quality", "/follow-up"):
        (foot,) = every(page(real, path, ""), "Footer")
        assert "/quality" in [link.href for link in every(foot, "A")]
    (main,) = every(page(real, "/data", ""), "Main")
    assert "/quality" in [link.href for link in every(main, "A")]


def test_every_link_leads_somewhere_and_no_id_stands_twice(real: Dataset) -> None:
    whole = page(real, "/quality", "")
    found = Counter(node.id for node in walk(whole) if getattr(node, "id", None))
    assert [name for name, times in found.items() if times > 1] == []
    for link in every(whole, "A"):
        parts = urlsplit(link.href)
        if parts.path.startswith("/api/"):  # files have tests of their own
            continue
        target = parts.path or "/quality"
        assert place_of(real, target) is not None
        assert problem_of(real, target, args_of(parts.query)) is None
        assert parts.path or parts.fragment in found
