"""How pages say to cite: the fold with texts to copy and files, and the line of files of a source."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from components.cite_block import cite_block, source_cite_links
from components.copying import COPIED
from components.data_page import data_page
from components.figure_card import figure_card
from loaders import Dataset
from loaders.citing.gost import gost
from loaders.citing.plain import plain
from loaders.citing.subject import FIGURE, VIEW, Subject, reference_of
from server.prerender import to_html
from trees import every

FIGURE_2004 = "opsc2004-p56-6"
VIEWED = Subject(VIEW, "/adoptions?year_from=2003&year_to=2009", "Adoptions")
SUBJECTS = [Subject(), VIEWED, Subject(FIGURE, FIGURE_2004)]


def found(node: Any, kind: str, class_name: str = "") -> list[Any]:
    return every(node, kind, className=class_name) if class_name else every(node, kind)


def words(node: Any) -> str:
    """What a reader reads, letter by letter."""
    return unescape(re.sub("<[^>]*>", "", to_html(node)))


def addresses(node: Any) -> list[str]:
    """The paths that are made whole addresses."""
    marked = (part.to_plotly_json()["props"].get("data-address") for part in found(node, "Span"))
    return [path for path in marked if path]


@pytest.mark.parametrize("what", SUBJECTS)
def test_the_texts_are_those_of_the_files(real: Dataset, what: Subject) -> None:
    reference = reference_of(real, what)
    copied = [words(part) for part in found(cite_block(real, what), "P", COPIED)]
    assert copied == [plain(real, reference), gost(real, reference)]


@pytest.mark.parametrize(
    ("what", "path"), list(zip(SUBJECTS, ["/", VIEWED.key, f"/observation/{FIGURE_2004}"], strict=True))
)
def test_our_own_address_and_no_other_is_made_whole(real: Dataset, what: Subject, path: str) -> None:
    block = cite_block(real, what)
    assert addresses(block) == [path, path]
    for part in found(block, "P", COPIED):
        assert part.children[-1] == ""  # it stands at the end
        assert isinstance(part.children[0], str)


def test_the_files_for_programs_are_links_with_their_names(real: Dataset) -> None:
    links = {words(link): link.href for link in found(cite_block(real, Subject(FIGURE, FIGURE_2004)), "A")}
    assert links == {
        "BibTeX": f"/api/v1/citation.bib?obs_id={FIGURE_2004}",
        "RIS": f"/api/v1/citation.ris?obs_id={FIGURE_2004}",
        "CSL-JSON": f"/api/v1/citation.json?obs_id={FIGURE_2004}",
    }


def test_every_button_is_named_by_what_it_copies(real: Dataset) -> None:
    buttons = [words(button) for button in found(cite_block(real, Subject()), "Button")]
    assert buttons == ["Copy Plain text", "Copy GOST"]


@pytest.mark.parametrize(
    ("what", "name", "warned"), list(zip(SUBJECTS, ["dashboard", "view", "figure"], [True, True, False], strict=True))
)
def test_whose_figures_they_are_is_said_wherever_we_are_cited(
    real: Dataset, what: Subject, name: str, warned: bool
) -> None:
    block = cite_block(real, what)
    assert words(found(block, "Summary")[0]) == f"Cite this {name}"
    assert ("name that source first" in words(block)) == warned


def test_the_page_of_a_figure_has_the_fold_and_the_panel_beside_a_chart_has_not(real: Dataset) -> None:
    page, panel = (figure_card(real, FIGURE_2004, heading_level=1, close_href=href) for href in ("", "/adoptions"))
    assert len(found(page, "Details", "cite")) == 1
    assert found(panel, "Details", "cite") == []


def test_the_page_on_the_data_cites_the_dashboard_and_every_source(real: Dataset) -> None:
    page = data_page(real)
    assert [words(found(fold, "Summary")[0]) for fold in found(page, "Details", "cite")] == ["Cite this dashboard"]
    lines = [part for part in found(page, "P", "cite-links") if "note" in part.className]
    assert len(lines) == len(real.table("sources"))


def test_the_line_of_a_source_is_light(real: Dataset) -> None:
    line = source_cite_links(real, "opsc2004")
    assert words(line) == "Cite it: Plain text, GOST, BibTeX, RIS, CSL-JSON"
    assert len(to_html(line)) < 600
