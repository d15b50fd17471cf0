"""A page for Dash is the same page as the first response, with its still parts as text."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from dash import dcc, html

from components.pages import PATHS, page
from loaders import Dataset
from server.condense import CONTENT, condensed
from server.prerender import to_html
from trees import walk

#: Dash draws so many elements in a fraction of a second, and some thousands in minutes.
MOST_ELEMENTS = 120


def filled(written: str) -> str:
    """The HTML of a condensed page after its script has put each content in its place."""
    return re.sub(
        rf'<(\w+)([^>]*?) {CONTENT}="([^"]*)"([^>]*)></\1>',
        lambda found: f"<{found[1]}{found[2]}{found[4]}>{unescape(found[3])}</{found[1]}>",
        written,
    )


def test_a_still_part_is_one_element_with_its_content_as_text() -> None:
    tree = html.Section([html.H2("a < b"), html.P(["c", html.B("d")])], className="x")
    still = condensed(tree)
    assert isinstance(still, html.Section)
    assert still.className == "x"
    assert getattr(still, "children", None) is None
    assert getattr(still, CONTENT) == "<h2>a &lt; b</h2><p>c<b>d</b></p>"


def test_what_holds_a_live_component_stays_as_it_is() -> None:
    graph = dcc.Graph(id="chart")
    tree = html.Div([html.P("before"), html.Figure([html.P("inside"), graph, "words"]), html.P()])
    still = condensed(tree)
    before, figure, empty = still.children
    assert getattr(before, CONTENT) == "before"
    assert figure.children[1] is graph
    assert getattr(figure.children[0], CONTENT) == "inside"
    assert figure.children[2] == "words"
    assert not hasattr(empty, CONTENT)


def test_the_tree_itself_is_not_changed() -> None:
    tree = html.Div([html.P("still"), dcc.Graph(id="chart")])
    written = to_html(tree)
    condensed(tree)
    assert to_html(tree) == written


def test_text_cannot_break_out_of_its_part() -> None:
    attack = '</p><script>alert("1")</script>'
    content = getattr(condensed(html.P(attack)), CONTENT)
    assert content == escape(attack)


@pytest.mark.parametrize("path", [*PATHS, "/observation/opsc2004-p56-3", "/search"])
def test_a_page_has_few_elements_for_dash_and_the_same_content(real: Dataset, path: str) -> None:
    tree = page(real, path, "")
    still = condensed(tree)
    assert len(list(walk(still))) <= MOST_ELEMENTS
    assert filled(to_html(still)) == to_html(tree)
