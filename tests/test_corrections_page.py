"""How a wrong figure is reported, what was reported, and the change log as readers see it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from components.address import Published, contact_line, with_published
from components.change_cells import value_cell
from components.corrections_page import corrections_page
from components.figure_card import figure_card
from components.pages import page
from components.report_block import report_block
from loaders import Dataset
from loaders.changes import Series, changes_by_day
from loaders.publication import data_version
from loaders.reporting import report_lines
from server.prerender import to_html
from trees import every, words

FIGURE = "opsc2004-p56-6"
SITE, CONTACT = "https://figures.example", "data+kz@figures.example"


def log_of(tree: Any) -> Any:
    return every(tree, "Section", className="change-log")[0]


@pytest.fixture(scope="module")
def shown(real: Dataset) -> Any:
    return corrections_page(real)


# the page


def test_as_long_as_nothing_was_reported_the_page_says_so(shown: Any) -> None:
    assert "No figure has been reported as wrong so far." in words(shown)
    assert every(shown, "Table", className="reports") == []


def test_the_page_asks_for_no_names_and_tells_what_happens(shown: Any) -> None:
    told = words(shown)
    assert "Do not name a child or another private person." in told
    assert "What happens then" in told
    assert "without the name of who sent it" in told


def test_every_change_of_a_figure_leads_to_the_figure(shown: Any) -> None:
    """Typed from the history: 902 ages, and both figures that were left out, which have no page any more."""
    hrefs = [link.href for link in every(log_of(shown), "A")]
    ages = [href for href in hrefs if href.startswith("/observation/tm-")]
    assert len(ages) == 902
    assert "/observation/opsc2004-p13-4" in hrefs
    assert not [href for href in hrefs if "csmonitor" in href]
    gone = [words(code) for code in every(log_of(shown), "Code")]
    assert {"csmonitor-2010-1", "csmonitor-2010-2"} <= set(gone)


def test_a_change_is_told_with_what_stood_before_and_since(shown: Any) -> None:
    (row,) = [row for row in every(log_of(shown), "Tr") if "/observation/opsc2004-p91-4" in str(row)]
    cells = [words(cell) for cell in every(row, "Td")]
    assert cells[0].startswith("sex")
    assert cells[1:] == ["girls and women", "both sexes"]
    (fold,) = [fold for fold in every(log_of(shown), "Details") if row in every(fold, "Tr")]
    assert words(every(fold, "Summary")[0]).startswith("A share of crimes is not of one sex")


def test_equal_changes_of_one_series_stand_in_one_row(real: Dataset) -> None:
    (day,) = changes_by_day(real)
    (ages,) = [reason for reason in day.reasons if reason.number == 902]
    assert sum(len(entry.keys) for entry in ages.entries) == 902
    assert len(ages.entries) < 100
    assert sum(reason.number for reason in day.reasons) == len(real.table("changes"))


def test_the_latest_day_and_the_latest_reason_come_first(example: Dataset) -> None:
    days = changes_by_day(example)
    assert [day.day.isoformat() for day in days] == ["2026-01-06", "2026-01-05"]
    assert days[1].reasons[-1].words == "Invented reason 1."
    assert days[1].reasons[-1].entries[0].series == Series("example_crimes", "", "report_gov")


def test_the_log_can_be_taken_away(shown: Any) -> None:
    files = [link.href for link in every(log_of(shown), "A") if link.href.startswith("/api/")]
    assert "/api/v1/changes.csv" in files


def test_a_report_is_listed_with_its_decision_and_leads_to_its_figure(spoken: Dataset) -> None:
    (table,) = every(corrections_page(spoken), "Table", className="reports")
    latest, first = every(table, "Tr")[1:]
    assert words(latest).startswith("6 January 2026 An invented report on a page.")
    assert "Example open" in words(latest)
    assert "An invented report on men." in words(first)
    assert "An invented answer." in words(first)
    assert [link.href for link in every(first, "A")] == ["/observation/crimes_2003_m"]


def test_a_change_that_a_reader_asked_for_leads_to_the_report(spoken: Dataset) -> None:
    tree = corrections_page(spoken)
    (target,) = [row.id for row in every(tree, "Tr") if "An invented report on men." in words(row)]
    (fold,) = [fold for fold in every(log_of(tree), "Details") if "Invented reason 2." in words(fold)]
    assert f"#{target}" in [link.href for link in every(fold, "A")]


def test_a_row_that_was_removed_is_told_with_its_facts(spoken: Dataset) -> None:
    (row,) = [row for row in every(log_of(corrections_page(spoken)), "Tr") if "crimes_1980" in words(row)]
    facts = [" ".join(words(item).split()) for item in every(row, "Li")]
    assert facts == ["indicator_id Example example_crimes", "obs_value 7", "locator a; b: c"]


def test_an_id_that_is_gone_stands_as_it_is(spoken: Dataset) -> None:
    assert value_cell(spoken, "observations", "counted_by", "no_such_body") == "no_such_body"
    assert value_cell(spoken, "observations", "counted_by", "league") == "Example league"
    assert value_cell(spoken, "observations", "via", "league|ministry") == "Example league; Example ministry"
    assert value_cell(spoken, "observations", "sex", "F") == "Example F"
    assert value_cell(spoken, "observations", "sex", "X") == "X"
    assert words(value_cell(spoken, "observations", "sex", "")) == "nothing"


@pytest.mark.parametrize("path", ["/", "/data", "/observation/crimes_2004", "/corrections"])
def test_every_page_says_which_data_it_shows_and_leads_to_their_changes(spoken: Dataset, path: str) -> None:
    (footer,) = every(page(spoken, path, ""), "Footer")
    assert f"Data version {data_version(spoken)} of 6 January 2026." in words(footer)
    assert "/corrections" in [link.href for link in every(footer, "A")]


def test_the_page_on_the_data_leads_to_corrections_and_the_tabs_do_not(spoken: Dataset) -> None:
    tree = page(spoken, "/data", "")
    (main,) = every(tree, "Main")
    assert "/corrections" in [link.href for link in every(main, "A")]
    (tabs,) = every(tree, "Nav", className="tabs")
    assert "/corrections" not in [link.href for link in every(tabs, "A")]


# the report of a figure


def test_a_report_holds_what_is_needed_to_find_the_figure_again(real: Dataset) -> None:
    """Paragraph 56 of the government's report of 2004 prints 1,023 adoptions by foreigners in 2003."""
    lines = report_lines(real, FIGURE, "/here")
    assert lines[:4] == [
        "Figure: opsc2004-p56-6",
        "Printed as: 1,023",
        "What is counted: Children adopted by foreigners",
        "Period: 2003",
    ]
    assert lines[4].startswith("Source: Government of Kazakhstan, Initial report")
    assert lines[5] == "Place: para. 56"
    assert lines[6] == f"Data version: {data_version(real)} of 22 November 2026"
    assert lines[7:] == ["Address: /here", "", "What the source prints:", "Where:"]


def test_a_report_names_the_part_that_is_counted(real: Dataset) -> None:
    assert "What is counted: Persons convicted of trafficking in minors (article 133), girls and women" in report_lines(
        real, "opsc2004-p13-5", ""
    )


def test_the_report_stands_on_the_page_of_a_figure_and_not_beside_a_chart(real: Dataset) -> None:
    assert every(page(real, f"/observation/{FIGURE}", ""), "Details", className="report")
    beside = figure_card(real, FIGURE, heading_level=2, close_href="/adoptions")
    assert every(beside, "Details", className="report") == []


def test_what_is_copied_is_the_report_with_its_whole_address(real: Dataset) -> None:
    block = with_published(report_block(real, FIGURE), Published(SITE))
    (ready,) = every(block, "Pre", className="to-copy")
    address = f"{SITE}/observation/{FIGURE}"
    assert "".join(map(words, ready.children)) == "\n".join(report_lines(real, FIGURE, address))
    assert f"{address}</span>\n\nWhat the source prints:\nWhere:</pre>" in to_html(block)


# to whom readers write


def mails(tree: Any) -> list[str]:
    return [link.href for link in every(tree, "A") if link.href.startswith("mailto:")]


@pytest.mark.parametrize("path", [f"/observation/{FIGURE}", "/corrections"])
def test_without_an_address_readers_are_told_whom_to_ask(real: Dataset, path: str) -> None:
    tree = page(real, path, "", published=Published(SITE))
    assert mails(tree) == []
    assert "Send it to whoever runs this dashboard." in words(tree)
    assert "data-mail" not in to_html(tree)


@pytest.mark.parametrize("path", [f"/observation/{FIGURE}", "/corrections"])
def test_where_the_address_is_known_a_link_begins_the_mail(real: Dataset, path: str) -> None:
    tree = page(real, path, "", published=Published(SITE, CONTACT))
    assert len(mails(tree)) == 1
    assert f"Send it to {CONTACT}" in words(tree)
    assert "whoever runs" not in words(tree)


def test_the_mail_holds_the_report_line_by_line(real: Dataset) -> None:
    (href,) = mails(page(real, f"/observation/{FIGURE}", "", published=Published(SITE, CONTACT)))
    parts = urlsplit(href)
    assert unquote(parts.path) == CONTACT
    found = parse_qs(parts.query, strict_parsing=True)
    assert found["subject"] == [f"Figure {FIGURE}, data version {data_version(real)}"]
    lines = report_lines(real, FIGURE, f"{SITE}/observation/{FIGURE}")
    assert found["body"] == ["\r\n".join(lines)]
    assert "+" not in parts.query


def test_where_the_site_is_not_known_the_mail_holds_the_path(real: Dataset) -> None:
    (href,) = mails(page(real, f"/observation/{FIGURE}", "", published=Published("", CONTACT)))
    assert f"Address: /observation/{FIGURE}\r\n" in parse_qs(urlsplit(href).query)["body"][0]


def test_what_a_source_prints_cannot_add_to_a_mail() -> None:
    line = contact_line("unknown", "Write to", subject="a&cc=x@y.org", lines=["1 % & 2?", "três"])
    with_published(line, Published(SITE, CONTACT))
    (href,) = mails(line)
    assert parse_qs(urlsplit(href).query) == {"subject": ["a&cc=x@y.org"], "body": ["1 % & 2?\r\ntrês"]}
